"""Reader for OpenITI mARkdown.

Characters stay in place: the notation becomes `markup` of its region, the header and an editor's
sections boilerplate.  The scheme is that of https://maximromanov.github.io/mARkdown; tags are those
that the parser of the project, oimdp, knows, the brackets ``@QB@ … @QE@`` of its texts, and what
the files of its makers have besides: verse in several shapes, notes at the foot of pages and at the
end of books, remains of HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from fitnacorpus.ingest import notes, openiti_header, verse
from fitnacorpus.ingest.openiti_draft import Draft
from fitnacorpus.ingest.openiti_drafts import Gathering
from fitnacorpus.ingest.openiti_tags import Tags
from fitnacorpus.ingest.regions import Block, Declined, is_bare, partition
from fitnacorpus.model import RegionKind, Span, SpanAnnotation, Transcript

_MAGIC: Final = re.compile(r"\ufeff?\s*######OpenITI#")
_LINE: Final = re.compile(r"[^\r\n]+")
_HEADER_END: Final = "#META#Header#End#"


def read(source: str) -> Transcript | Declined:
    """The transcript of an OpenITI text; declines what lacks the first line of one."""
    if not _MAGIC.match(source):
        return Declined("it does not begin with ######OpenITI#")
    lines = list(_lines(source))
    header = _header(source, lines)
    tags = Tags(source, text_start=lines[header].start if header < len(lines) else len(source))
    drafts = Gathering(source, lines[header:], tags).drafts
    blocks = [Block(RegionKind.BOILERPLATE, Span(lines[0].start, lines[header - 1].end))]
    labelled: list[notes.Labelled] = []
    for draft in drafts:
        made = list(_finished(source, draft, tags))
        if draft.note and made[0].kind is RegionKind.NOTE:
            labelled.append(notes.Labelled(len(blocks), draft.note, draft.group))
        blocks.extend(made)
    pages = _Pages(tags, blocks, labelled)
    attached = notes.attach(
        source, blocks, [pages.placed(note) for note in labelled], pages.groups, pages.ends
    )
    for at in attached.loose:
        tags.left("mark of a note that is not in the file", at)
    for at in attached.idle:
        tags.left("note whose mark is not found", at)
    stretches = (*_clear_of(tags.all_stretches(), attached.stretches), *attached.stretches)
    return Transcript(
        source,
        partition(source, attached.blocks),
        tuple(sorted(stretches, key=lambda s: (s.start, -s.end))),
        tags.milestones(),
        (),
        tags.all_names(),
        tags.unmodelled(),
        about=openiti_header.about([source[line.start : line.end] for line in lines[:header]]),
    )


def _clear_of(
    stretches: Sequence[SpanAnnotation], marks: Sequence[SpanAnnotation]
) -> Iterator[SpanAnnotation]:
    """Stretches, of which one that ends or begins inside the mark of a note leaves it out.

    The words of a quotation are counted by its tag, and a mark may be counted among them.
    """
    starts = [mark.start for mark in marks]
    for stretch in stretches:
        first = bisect_left(starts, stretch.start) - 1
        last = bisect_left(starts, stretch.end) - 1
        start, end = stretch.start, stretch.end
        if first >= 0 and marks[first].end > start and marks[first].end < end:
            start = marks[first].end
        if last >= 0 and start <= marks[last].start and marks[last].end > end:
            end = marks[last].start
        if start < end:
            yield stretch._replace(start=start, end=end)


def _lines(source: str) -> Iterator[Span]:
    """Lines that are not blank, without the white space around them."""
    for match in _LINE.finditer(source):
        words = match[0].strip(" \t\ufeff")
        if words:
            start = match.start() + match[0].index(words)
            yield Span(start, start + len(words))


def _header(source: str, lines: Sequence[Span]) -> int:
    """Number of lines that the header has."""
    count = 1
    for number, line in enumerate(lines):
        words = source[line.start : line.end]
        if words.startswith(_HEADER_END):
            return number + 1
        if number and words.startswith("#META#") and count == number:
            count = number + 1
    return count


@dataclass(slots=True)
class _Pages:
    """On which page a mark stands, and where its notes do.

    The tag of a page stands at its end; notes at its foot stand before the tag, those at the end of
    the book, if anything, under the name of the page.
    """

    tags: Tags
    blocks: Sequence[Block]
    labelled: Sequence[notes.Labelled]
    ends: list[int] = field(init=False)
    _names: list[tuple[str, str]] = field(init=False)
    _feet: list[int] = field(init=False)

    def __post_init__(self) -> None:
        tagged = self.tags.pages()
        self.ends = [at for at, _ in tagged]
        self._names = [name for _, name in tagged]
        self._feet = [self.blocks[n.block].body.start for n in self.labelled if n.group == "foot"]

    def placed(self, note: notes.Labelled) -> notes.Labelled:
        """A note with the page at whose foot it stands as its group."""
        if note.group != "foot":
            return note
        return note._replace(group=self._foot(self.blocks[note.block].body.start))

    def groups(self, at: int) -> Iterator[tuple[str, str] | tuple[str, int]]:
        """The foot of the page of a mark, and the name of the page."""
        yield self._foot(at)
        index = bisect_left(self.ends, at)
        if index < len(self._names):
            yield self._names[index]

    def _foot(self, at: int) -> tuple[str, int]:
        """The page that holds a place; where there are no pages, the next notes after it."""
        if self.ends:
            return "page", bisect_left(self.ends, at)
        return "notes", self._run_of_notes(at)

    def _run_of_notes(self, at: int) -> int:
        index = bisect_left(self._feet, at)
        while index + 1 < len(self._feet) and not self._text_between(
            self._feet[index], self._feet[index + 1]
        ):
            index += 1
        return index

    def _text_between(self, start: int, end: int) -> bool:
        running = (RegionKind.PARAGRAPH, RegionKind.VERSE, RegionKind.HEADING)
        return any(b.kind in running and start < b.body.start < end for b in self.blocks)


def _finished(source: str, draft: Draft, tags: Tags) -> Iterator[Block]:
    """The blocks of a draft, its tags read; those at its end are a block of their own."""
    body = Span(draft.lines[0].start, draft.lines[-1].end)
    if not draft.tagged:
        yield Block(RegionKind.BOILERPLATE, body)
        return
    if draft.kind is RegionKind.PARAGRAPH and draft.lines:
        opening = draft.marks[0].end if draft.marks and draft.marks[0].start == body.start else 0
        found = verse.poem(source, Span(max(opening, body.start), body.end))
        if found:
            draft.verse.append(found.span)
            draft.marks += found.notation
            draft.caesuras = (*draft.caesuras, *found.caesuras)
    marks = tags.read(body, draft.marks, report=draft.report)
    for at in draft.caesuras:
        tags.caesura(at)
    if draft.kind is RegionKind.PARAGRAPH:
        for line in draft.verse:
            tags.stretch("verse", line, marks)
    if draft.kind is RegionKind.BOILERPLATE or is_bare(source, body, marks):
        yield Block(RegionKind.BOILERPLATE, body)
        return
    tail = _tail(source, body, marks)
    kept = Span(body.start, body.start + len(source[body.start : tail].rstrip()))
    inside = tuple(mark for mark in marks if mark.end <= kept.end)
    place = "foot" if draft.kind is RegionKind.NOTE and draft.group == "foot" else ""
    place = place or ("end" if draft.kind is RegionKind.NOTE else "")
    labelled = draft.label if draft.label and draft.label.end <= kept.end else None
    yield Block(draft.kind, kept, inside, labelled, draft.level, place)
    if tail < body.end:
        yield Block(RegionKind.BOILERPLATE, Span(tail, body.end))


def _tail(source: str, body: Span, marks: Sequence[Span]) -> int:
    """Where nothing but notation follows in a block; its end where words stand last."""
    end = body.end
    for mark in reversed(marks):
        if source[mark.end : end].strip() or mark.end > end:
            break
        if "Page" not in source[mark.start : mark.end] and end == body.end:
            break
        end = mark.start
    return end
