"""Reader for plain text: paragraphs by line or by blank line, rulers, titles, dialogue, notes."""

from __future__ import annotations

from collections.abc import Sequence

from fitnacorpus.ingest import gutenberg, notes, paratext, titles, wrapped
from fitnacorpus.ingest.regions import (
    LONGEST_TITLE,
    Block,
    Declined,
    NoNotation,
    blocks_of,
    is_wrapped,
    partition,
)
from fitnacorpus.ingest.unmodelled import Found
from fitnacorpus.model import RegionKind, Span, Transcript


def read(source: str) -> Transcript | Declined:
    """The transcript of a plain text; never declines."""
    frame = gutenberg.frame(source) or gutenberg.Frame(0, len(source), {})
    text = Span(frame.start, frame.end)
    found = wrapped.Wrapped()
    if is_wrapped(source, text) or gutenberg.is_transcribed(source):
        found = wrapped.blocks(source, text)
    else:
        found.blocks = blocks_of(source, _Titles(), text)
    left, about = Found(source), frame.about
    if found.blocks and gutenberg.is_transcribed(source):
        about = paratext.title_page(source, found.blocks) | frame.about
        paratext.set_aside(source, found.blocks, left)
        paratext.sign(source, found.blocks)
    elif title := _title(source, found.blocks):
        about = {"title": title, "proposed": "title"} | about
    blocks = [*_around(source, Span(0, text.start)), *found.blocks]
    shift = len(blocks) - len(found.blocks)
    labelled = [note._replace(block=note.block + shift) for note in found.labelled]
    attached = notes.attach(source, blocks, labelled, lambda at: ())
    for at in attached.loose:
        left.add("mark of a note that is not in the file", at)
    for at in attached.idle:
        left.add("note whose mark is not found", at)
    stretches = sorted(
        (*found.stretches, *attached.stretches), key=lambda s: (s.start, -s.end, s.kind)
    )
    return Transcript(
        source,
        partition(source, [*attached.blocks, *_around(source, Span(text.end, len(source)))]),
        tuple(stretches),
        unmodelled=left.all(),
        about=about,
    )


def _title(source: str, blocks: Sequence[Block]) -> str:
    """The heading with which a text begins, if it is no chapter and no other stands beside it."""
    if len(blocks) < 2 or blocks[0].kind is not RegionKind.HEADING:
        return ""
    words = " ".join(source[blocks[0].body.start : blocks[0].body.end].split())
    chapter = 0 < titles.level(words) < titles.CAPITALS
    beside = any(b.kind is RegionKind.HEADING and b.level <= blocks[0].level for b in blocks[1:])
    return "" if chapter or beside else words


def _around(source: str, span: Span) -> list[Block]:
    """What stands before or after the text, as one block."""
    words = source[span.start : span.end]
    if not words.strip():
        return []
    start = span.start + len(words) - len(words.lstrip())
    return [Block(RegionKind.BOILERPLATE, Span(start, start + len(words.strip())))]


class _Titles(NoNotation):
    """Lines that are chapter headings by their words."""

    def block(self, source: str, line: Span, before: Block | None) -> Block | None:
        """A heading, where a line is one."""
        words = source[line.start : line.end]
        level = titles.level(words) if len(words) <= LONGEST_TITLE else 0
        if 0 < level < titles.CAPITALS and not words.endswith((",", ";", "،", "؛")):
            return Block(RegionKind.HEADING, line, level=level)
        return None
