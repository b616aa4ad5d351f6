"""Plain text wrapped to a width: blocks stand between blank lines, line breaks mean nothing.

So are books typed off a print (Project Gutenberg): chapter lines, centred titles, side notes,
footnotes, indented verse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from fitnacorpus.ingest import gutenberg, notes, titles
from fitnacorpus.ingest.regions import RULER, SOURCE_NOTE, Block, lines_of, paragraph_gap
from fitnacorpus.model import RegionKind, Span, SpanAnnotation

_ASIDE: Final = re.compile(
    r"\[(?P<what>Sidenote|Illustration|Transcriber[’']s Note|Note|Footnote)"
    r"(?:[ \t]+(?P<number>[0-9]{1,4}))?[ \t]*[:.]?\s*",
    re.I,
)
_PLACES: Final = {"sidenote": "margin", "illustration": "figure", "footnote": "foot"}
_NUMBERED: Final = re.compile(r"\[(?P<number>[0-9]{1,4})\]\s+(?=\S)")
_HASHES: Final = re.compile(r"(?P<signs>#{1,6})[ \t]+(?=\S)")
_EMPHASIS: Final = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{1,400}?)(?<=[^\s_])_(?![\w_])")
_NOTES_TITLE: Final = re.compile(r"\W*(?:foot)?notes\W*", re.I)
_NUMERAL: Final = re.compile(r"[IVX]\.")
"""The number of a chapter in one letter, alone; of more letters it is a line in capitals."""
_FOOTNOTES: Final = re.compile(r"\W*footnotes?\W*", re.I)
_UNDER_ALL: Final = titles.CAPITALS + 2
"""Level of the title over the notes of a chapter: that chapter holds it, and it holds none."""
_CENTRED: Final = 8
"""Columns by which a line that is centred is indented at least."""
_INDENTED: Final = 2
_VERSE_WIDTH: Final = 58
"""Columns that the middle line of a poem is shorter than; prose is wrapped wider."""
_TITLE_LINES: Final = 4
_BY: Final = re.compile(r"(?:translated |edited |written )?by\b.{0,80}", re.I | re.S)
_ATTRIBUTION: Final = re.compile(r"\W*(?:--|[—–])")
"""How the line under a motto begins that says whose it is."""
_TITLE_WORDS: Final = 10
_LONG_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_LISTED: Final = 5
"""Headings one upon another, without a word of text, from which on they are a table of contents or
a title page."""


@dataclass(slots=True)
class Wrapped:
    """Blocks of a wrapped text, and what is marked in them.

    Attributes:
        blocks: The blocks.
        stretches: Side notes inside paragraphs, emphasis.
        labelled: The numbered notes.
    """

    blocks: list[Block] = field(default_factory=list)
    stretches: list[SpanAnnotation] = field(default_factory=list)
    labelled: list[notes.Labelled] = field(default_factory=list)


def blocks(source: str, span: Span) -> Wrapped:
    """Read a wrapped text.

    Args:
        source: The source.
        span: The part of it that is the text.
    """
    return _Reading(source, span).out


class _Reading:
    def __init__(self, source: str, span: Span) -> None:
        self.out = Wrapped()
        self._source = source
        self._notes = False
        self._titled = False
        chunks = _chunks(source, span)
        texts = [self._words(chunk) for chunk in chunks]
        called = {m["number"] for m in re.finditer(r"(?<=\S)\[(?P<number>[0-9]{1,4})\]", source)}
        self._called = called
        for chunk, words in zip(chunks, texts, strict=True):
            self._chunk(chunk, words)
        self._contents()

    def _words(self, chunk: Sequence[Span]) -> str:
        return self._source[chunk[0].start : chunk[-1].end]

    def _add(self, block: Block, *, title: bool = False) -> None:
        self.out.blocks.append(block)
        self._titled = title

    def _chunk(self, chunk: Sequence[Span], words: str) -> None:
        body = Span(chunk[0].start, chunk[-1].end)
        if (
            (len(chunk) == 1 and RULER.fullmatch(words))
            or gutenberg.PRODUCED.match(words)
            or (SOURCE_NOTE.match(words) and len(chunk) == 1)
        ):
            self._add(Block(RegionKind.BOILERPLATE, body))
        elif match := _ASIDE.match(words):
            self._aside(body, words, match)
        elif (match := _NUMBERED.match(words)) and (self._notes or match["number"] in self._called):
            self._note(body, match["number"], Span(body.start, body.start + match.end()))
        elif len(chunk) == 1 and (sign := _HASHES.match(words)):
            # Typed off with its notes in brackets, and headed as Markdown has it.
            self._notes = _NOTES_TITLE.fullmatch(words[sign.end() :]) is not None
            mark = Span(body.start, body.start + sign.end())
            inside = self._inline(Span(mark.end, body.end))
            level = len(sign["signs"])
            self._add(Block(RegionKind.HEADING, body, (mark, *inside), level=level), title=True)
        elif level := self._heading(chunk, words):
            self._notes = _NOTES_TITLE.fullmatch(words) is not None
            self._title(body, _UNDER_ALL if _FOOTNOTES.fullmatch(words) else level)
        elif self._notes:
            self._add(Block(RegionKind.NOTE, body, self._inline(body), place="end"))
        elif self._is_verse(chunk):
            for number, line in enumerate(chunk):
                markup = self._inline(line)
                self._add(Block(RegionKind.VERSE, line, markup, level=int(number == 0)))
        else:
            self._add(Block(RegionKind.PARAGRAPH, body, self._inline(body)))

    # --- Notes -----------------------------------------------------------------------------------

    def _aside(self, body: Span, words: str, match: re.Match[str]) -> None:
        """A remark in brackets that is a block of its own, as far as the brackets reach."""
        close = _closing(words, 0)
        if close < 0 or words[close + 1 :].strip():
            # The block goes on after the bracket: a side note at the beginning of a paragraph.
            self._add(Block(RegionKind.PARAGRAPH, body, self._inline(body)))
            return
        if not words[match.end() : close].strip():
            self._add(Block(RegionKind.BOILERPLATE, body))
            return
        label: Span | None = None
        signs: tuple[Span, ...]
        opening = Span(body.start, body.start + match.end())
        closing = Span(body.start + close, body.end)
        if match["number"]:
            at = body.start + match.start("number")
            label = Span(at, at + len(match["number"]))
            signs = (Span(body.start, at), Span(label.end, opening.end), closing)
            self.out.labelled.append(
                notes.Labelled(len(self.out.blocks), notes.label(match["number"]), None)
            )
        else:
            signs = (opening, closing)
        inside = self._inline(Span(opening.end, closing.start))
        markup = tuple(sorted((*(s for s in signs if s.start < s.end), *inside)))
        place = _PLACES.get(match["what"].lower(), "")
        self._add(Block(RegionKind.NOTE, body, markup, label, place=place))

    def _note(self, body: Span, number: str, opening: Span) -> None:
        self.out.labelled.append(notes.Labelled(len(self.out.blocks), notes.label(number), None))
        label = Span(opening.start, self._source.index("]", opening.start) + 1)
        inside = self._inline(Span(opening.end, body.end))
        place = "end" if self._notes else "foot"
        self._add(Block(RegionKind.NOTE, body, inside, label, place=place))

    def _inline(self, body: Span) -> tuple[Span, ...]:
        """Notation inside a block: underscores of emphasis, brackets around side notes."""
        found: list[Span] = []
        at = body.start
        while match := _ASIDE.search(self._source, at, body.end):
            close = _closing(self._source[: body.end], match.start())
            if close < 0 or match["what"].lower() == "note":
                at = match.end()
                continue
            inside = Span(match.end(), close)
            found += [Span(*match.span()), Span(close, close + 1)]
            if inside.start < inside.end:
                place = _PLACES.get(match["what"].lower(), "")
                self.out.stretches.append(
                    SpanAnnotation(*inside, "note", source=place, resp="source")
                )
            at = close + 1
        for match in _EMPHASIS.finditer(self._source, body.start, body.end):
            pair = (Span(match.start(), match.start() + 1), Span(match.end() - 1, match.end()))
            inside = Span(pair[0].end, pair[1].start)
            crosses = any(inside.overlaps(other) for other in found)
            if not crosses and not any(a.overlaps(b) for a in pair for b in found):
                found += pair
                self.out.stretches.append(SpanAnnotation(*inside, "emphasis", resp="source"))
        return tuple(sorted(found))

    # --- Headings --------------------------------------------------------------------------------

    def _heading(self, chunk: Sequence[Span], words: str) -> int:
        if len(chunk) > _TITLE_LINES or _ATTRIBUTION.match(words):
            return 0
        if level := titles.level(words):
            return level
        if _NUMERAL.fullmatch(words):
            return titles.CAPITALS
        if self._is_title_of_chapter(chunk, words):
            return titles.CAPITALS + 1
        centred = all(self._indent(line) >= _CENTRED for line in chunk)
        short = max(line.end - line.start for line in chunk) <= _VERSE_WIDTH
        if centred and short and (len(chunk) == 1 or self._titled):
            return titles.CAPITALS + 1
        return 0

    def _is_title_of_chapter(self, chunk: Sequence[Span], words: str) -> bool:
        """Whether a line under "CHAPTER I." is its title, its words begun with capitals."""
        if not self._titled or len(chunk) > 1 or len(words.split()) > _TITLE_WORDS:
            return False
        last = self.out.blocks[-1].body
        if not titles.is_number(self._source[last.start : last.end]):
            return False
        long = [word for word in _LONG_WORD.findall(words) if word[0].lower() != word[0].upper()]
        return bool(long) and sum(word[0].isupper() for word in long) * 3 >= len(long) * 2

    def _title(self, body: Span, level: int) -> None:
        """A heading; what follows on the line of a chapter is its title."""
        last = self.out.blocks[-1] if self.out.blocks else None
        if last and self._titled and last.level < titles.CAPITALS <= level:
            joined = Span(last.body.start, body.end)
            if len(self._source[joined.start : joined.end].split()) <= 40:
                markup = (*last.markup, *self._inline(body))
                block = Block(RegionKind.HEADING, joined, markup, level=last.level)
                self.out.blocks[-1] = block
                return
        self._add(Block(RegionKind.HEADING, body, self._inline(body), level=level), title=True)

    def _contents(self) -> None:
        """Headings with no text between them are contents or a title page, but for the last."""
        found = self.out.blocks
        start = 0
        for index in range(len(found) + 1):
            if index < len(found) and found[index].kind in (
                RegionKind.HEADING, RegionKind.BOILERPLATE,
            ):  # fmt: skip
                continue
            run = [k for k in range(start, index) if found[k].kind is RegionKind.HEADING]
            listed = run[:-1] if len(run) >= _LISTED else run[: self._title_page(run) * (not start)]
            for k in listed:
                found[k] = Block(RegionKind.BOILERPLATE, found[k].body)
            start = index + 1

    def _title_page(self, run: Sequence[int]) -> int:
        """How many of the headings that open a book are its title page: one of them says by whom.

        They reach up to the first chapter; where none follows, to the name after *by*.
        """
        found = self.out.blocks
        words = [self._source[found[k].body.start : found[k].body.end] for k in run]
        by = next((n for n, line in enumerate(words) if _BY.fullmatch(line)), None)
        if by is None:
            return 0
        chapter = (n for n, k in enumerate(run) if n > by and found[k].level < titles.CAPITALS)
        return next(chapter, by + (2 if words[by].strip().lower() == "by" else 1))

    # --- Verse -----------------------------------------------------------------------------------

    def _indent(self, line: Span) -> int:
        before = self._source[max(0, line.start - 80) : line.start]
        return len(re.split(r"[\r\n]", before)[-1].expandtabs())

    def _is_verse(self, chunk: Sequence[Span]) -> bool:
        """Lines that are all indented, short, and most of which begin with a capital."""
        if len(chunk) < 2 or any(self._indent(line) < _INDENTED for line in chunk):
            return False
        if median(line.end - line.start for line in chunk) > _VERSE_WIDTH:
            return False
        heads = [self._source[line.start : line.end].lstrip("“”‘’\"'—-_( [") for line in chunk]
        return sum(head[:1].isupper() for head in heads) * 5 >= len(heads) * 4


def _chunks(source: str, span: Span) -> list[list[Span]]:
    """Lines that stand together between blank ones."""
    out: list[list[Span]] = []
    for line in lines_of(source, span):
        if out and not paragraph_gap(source, out[-1][-1], line):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _closing(words: str, start: int) -> int:
    """The bracket that closes the one at a place, or -1."""
    depth = 0
    for at in range(start, min(len(words), start + 4000)):
        depth += {"[": 1, "]": -1}.get(words[at], 0)
        if not depth:
            return at
    return -1
