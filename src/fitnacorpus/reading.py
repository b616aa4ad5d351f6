"""The reading view: the words of a text as a reader takes them, with an exact map to the source.

To a reader a line break, two spaces and a tab are one space, and notation (``~~``, ``**``), marks
of pages, soft hyphens and notes at the foot are no part of the sentence they interrupt.  A
`ReadingView` is that text.  Whatever recognises something in words (names, dates, numbers,
sentences, quotations …) reads a view and nothing else, and gets spans of the source back, which
cover what stands between the words, notation included.

In the text of a view the only white space is the space, never two together, and the line break,
which stands between two blocks and nowhere else.  A recogniser takes the string of one block and
returns spans in that string, so that nothing runs from one block into the next.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeVar, cast

from fitnacorpus.gaps import GAP, ODD, SPACE, masked, reads_as_space
from fitnacorpus.model import Document, Region, RegionKind, Span, SpanAnnotation, Text

_T = TypeVar("_T")

READ: Final = (
    RegionKind.PARAGRAPH,
    RegionKind.DIALOGUE,
    RegionKind.VERSE,
    RegionKind.HEADING,
    RegionKind.INFOBOX,
    RegionKind.NOTE,
)
"""Kinds of regions that are read; what is left by the place of copying is not."""


class Block(NamedTuple):
    """A run of words that belong together: no name, date or sentence leaves it.

    Attributes:
        start: First character in the text of the view.
        end: End.
        kind: Kind of the region it is from; NOTE for a note inside another region.
        label: Whether it is the label of a line in a table of facts.
    """

    start: int
    end: int
    kind: RegionKind
    label: bool = False


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A text as it is read.

    Runs of the view copy runs of the source; `_at`, `_first` and `_last` hold for each run its
    first character here and its span there.  A run whose span is longer than itself is one space
    that stands for more than one character.

    Attributes:
        text: The words, blocks separated by line breaks.
        source: The source they are from.
        blocks: The blocks, in order.
        notes: The notes that interrupt other blocks, read by themselves; None where there are none.
    """

    text: str
    source: str
    blocks: tuple[Block, ...]
    _at: array[int]
    _first: array[int]
    _last: array[int]
    notes: ReadingView | None = None

    # --- From the view to the source -------------------------------------------------------------

    def source_span(self, start: int, end: int) -> Span:
        """The source characters behind a span of the view, with what is skipped between them.

        Args:
            start: First character in the text of the view.
            end: End; an empty span gives the empty span before its character.

        Raises:
            IndexError: ``0 <= start <= end <= len(text)`` does not hold.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span {start}:{end} in a view of {len(self.text)}")
        if start == end:
            first = self._source_of(start).start if start < len(self.text) else len(self.source)
            return Span(first, first)
        return Span(self._source_of(start).start, self._source_of(end - 1).end)

    def _source_of(self, index: int) -> Span:
        """The source characters that one character of the view stands for."""
        run = bisect_right(self._at, index) - 1
        offset = index - self._at[run]
        first, last = self._first[run], self._last[run]
        if offset == 0 and self._stands_for_many(run):
            return Span(first, last)
        # Behind a block stands a line break, which is no character of the source.
        at = min(first + offset, last)
        return Span(at, min(at + 1, last))

    def _stands_for_many(self, run: int) -> bool:
        following = self._at[run + 1] if run + 1 < len(self._at) else len(self.text)
        return self._last[run] - self._first[run] > following - self._at[run]

    def placed(self, items: Iterable[_T], offset: int = 0) -> list[_T]:
        """Annotations of the view as annotations of the source.

        Args:
            items: Values with `start` and `end`, frozen dataclasses or named tuples.
            offset: Where in the view the string begins that they count in.
        """
        return [self._moved(item, offset) for item in items]

    def _moved(self, item: _T, offset: int) -> _T:
        value: Any = item
        start, end = self.source_span(value.start + offset, value.end + offset)
        if hasattr(value, "_replace"):
            return cast("_T", value._replace(start=start, end=end))
        return cast("_T", replace(value, start=start, end=end))

    def find(
        self, recognise: Callable[[str], Iterable[_T]], kinds: Sequence[RegionKind] = READ
    ) -> list[_T]:
        """What a recogniser finds in the blocks of this view, with spans in the source.

        Args:
            recognise: From the words of one block to values with `start` and `end` in them.
            kinds: Kinds of blocks that are looked at.
        """
        return [
            self._moved(item, block.start)
            for block in self.blocks
            if block.kind in kinds
            for item in recognise(self.text[block.start : block.end])
        ]

    # --- From the source to the view -------------------------------------------------------------

    def view_span(self, span: Span) -> Span:
        """The characters of the view that come from a span of the source; empty where none does."""
        start = self._before(span.start)
        return Span(start, max(start, self._upto(span.end)))

    def _before(self, at: int) -> int:
        """The first character of the view that does not begin before a place of the source."""
        run = bisect_right(self._first, at) - 1
        if run < 0:
            return 0
        following = self._at[run + 1] if run + 1 < len(self._at) else len(self.text)
        if self._stands_for_many(run):
            return self._at[run] + (at > self._first[run])
        return min(self._at[run] + at - self._first[run], following)

    def _upto(self, at: int) -> int:
        """The end of the characters of the view that end at a place of the source or before."""
        run = bisect_left(self._first, at) - 1
        if run < 0:
            return 0
        if self._stands_for_many(run):
            return self._at[run] + (at >= self._last[run])
        return self._at[run] + min(at, self._last[run]) - self._first[run]

    def read(self, span: Span) -> str:
        """The words of a span of the source as they are read, without space at the edges.

        The notes in the span are left out, unless the span lies in a note.
        """
        view = self.holding(span)
        return view.text[slice(*view.view_span(span))].replace("\n", " ").strip(" ")

    def holding(self, span: Span) -> ReadingView:
        """The view in which the words of a span of the source stand: this one, or that of notes."""
        if self.notes is None or self.text[slice(*self.view_span(span))].strip():
            return self
        return self.notes

    def part(self, span: Span) -> ReadingView:
        """The view of a span of this view, without its blocks.

        Args:
            span: The span, in the text of this view.
        """
        text = self.text[span.start : span.end]
        at, first, last = array("q"), array("q"), array("q")
        for run in range(max(0, bisect_right(self._at, span.start) - 1), len(self._at)):
            start = max(span.start, self._at[run])
            if start >= span.end:
                break
            copied = not self._stands_for_many(run)
            at.append(start - span.start)
            first.append(self._first[run] + (start - self._at[run] if copied else 0))
            last.append(self._last[run])
        return ReadingView(text, self.source, (), at, first, last)

    @property
    def runs(self) -> list[tuple[int, int, int]]:
        """The map to the source as plain values, for `from_runs`."""
        return list(zip(self._at, self._first, self._last, strict=True))

    # --- Both ------------------------------------------------------------------------------------

    @property
    def views(self) -> tuple[ReadingView, ...]:
        """This view, and that of its notes."""
        return (self,) if self.notes is None else (self, self.notes)

    def inside_word(self, at: int) -> bool:
        """Whether a place of the source lies inside a word, whatever notation stands there."""
        index = self._before(at)
        around = self.text[max(0, index - 1) : index + 1]
        return 0 < index < len(self.text) and all(map(of_word, around))


def of_word(char: str) -> bool:
    """Whether a character is part of a word: a letter, a digit or a mark over one."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def of_text(text: Text) -> ReadingView:
    """The view of a text as its reader delivered it."""
    return _view(text.source, text.regions, text.transcript.span_annotations)


def of_document(document: Document) -> ReadingView:
    """The view of the text of a document."""
    return _view(document.text.source, document.text.regions, document.span_annotations)


def near(document: Document, span: Span) -> ReadingView:
    """The view of the blocks that a span touches: a look at a passage costs what the passage costs.

    Args:
        document: The document.
        span: A span of its source.
    """
    regions = document.text.regions
    first = max(0, bisect_right(regions, span.start, key=lambda region: region.start) - 1)
    last = bisect_left(regions, span.end, lo=first, key=lambda region: region.start)
    held = regions[first : max(last, first + 1)]
    where = Span(held[0].start, held[-1].end) if held else Span(0, 0)
    notes = (x for x in document.span_annotations if where.overlaps(Span(x.start, x.end)))
    return _view(document.text.source, held, notes)


def from_runs(text: str, runs: Iterable[Sequence[int]]) -> ReadingView:
    """The view whose text and `runs` these are; it knows no blocks and not its source."""
    at, first, last = (array("q", column) for column in zip(*runs, strict=True))
    return ReadingView(text, "", (), at, first, last)


def of_string(source: str) -> ReadingView:
    """The view of a string that is one block of plain words."""
    return of_span(source, Span(0, len(source)))


def of_span(source: str, span: Span, skipped: Iterable[Span] = ()) -> ReadingView:
    """The view of one span of a source.

    Args:
        source: The source.
        span: The span; it becomes one block.
        skipped: What is not read in it: notation and notes.
    """
    building = _Building(source)
    building.add(span, skipped, RegionKind.PARAGRAPH)
    return building.finished()


def find(recognise: Callable[[str], Iterable[_T]], source: str) -> list[_T]:
    """What a recogniser finds in a string, read as one block, with spans in that string.

    A string without anything odd is its own view, so that a recogniser which is handed a block of
    a view pays for one look at it.
    """
    if not ODD.search(source):
        return list(recognise(source))
    return of_string(source).find(recognise)


def notes_inside(
    regions: Sequence[Region], annotations: Iterable[SpanAnnotation]
) -> Mapping[int, Sequence[Span]]:
    """For each region, by index, the parts of notes that interrupt it, in order and apart."""
    starts = [region.start for region in regions]
    out: dict[int, list[Span]] = {}
    for note in sorted(s for s in annotations if s.kind == "note"):
        index = max(0, bisect_right(starts, note.start) - 1)
        while index < len(regions) and regions[index].start < note.end:
            body = regions[index].body
            part = Span(max(note.start, body.start), min(note.end, body.end))
            known = out.get(index, [])
            within = any(other.contains(part) for other in known[-1:])
            if part.start < part.end and regions[index].kind is not RegionKind.NOTE and not within:
                out[index] = [*known, part]
            index += 1
    return out


def _view(
    source: str, regions: Sequence[Region], annotations: Iterable[SpanAnnotation]
) -> ReadingView:
    inside = notes_inside(regions, annotations)
    words, aside = _Building(source), _Building(source)
    for index, region in enumerate(regions):
        if region.kind not in READ:
            continue
        notes = inside.get(index, ())
        start, skipped = region.body.start, (*region.markup, *notes)
        if region.label is not None:
            # The number of a note is no number of the text.
            if region.kind is not RegionKind.NOTE:
                words.add(region.label, skipped, region.kind, label=True)
            start = region.label.end
        words.add(Span(start, region.body.end), skipped, region.kind)
        for note in notes:
            aside.add(note, region.markup, RegionKind.NOTE)
    return words.finished(aside.finished() if inside else None)


class _Building:
    """A view while its blocks are added in order."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._at, self._first, self._last = array("q"), array("q"), array("q")

    def add(
        self, span: Span, skipped: Iterable[Span], kind: RegionKind, *, label: bool = False
    ) -> None:
        """Add a span of the source as a block; one without words adds nothing."""
        words = masked(self._source, span, skipped)
        gaps = [match.span() for match in GAP.finditer(words)]
        low = gaps.pop(0)[1] if gaps and gaps[0][0] == 0 else len(words) - len(words.lstrip(" "))
        high = gaps.pop()[0] if gaps and gaps[-1][1] == len(words) else len(words.rstrip(" "))
        if low >= high:
            return
        if self._blocks:
            self._write("\n")
        start = self._length
        spaced = SPACE.sub(" ", words)
        for gap_start, gap_end in gaps:
            space = reads_as_space(words, gap_start, gap_end)
            if space and gap_end == gap_start + 1:
                continue
            self._copy(spaced, span.start, low, gap_start)
            if space:
                self._run(span.start + gap_start, span.start + gap_end)
                self._write(" ")
            low = gap_end
        self._copy(spaced, span.start, low, high)
        self._blocks.append(Block(start, self._length, kind, label))

    def _copy(self, words: str, base: int, start: int, end: int) -> None:
        self._run(base + start, base + end)
        self._write(words[start:end])

    def _run(self, first: int, last: int) -> None:
        self._at.append(self._length)
        self._first.append(first)
        self._last.append(last)

    def _write(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def finished(self, notes: ReadingView | None = None) -> ReadingView:
        """The view."""
        return ReadingView(
            "".join(self._pieces), self._source, tuple(self._blocks),
            self._at, self._first, self._last, notes,
        )  # fmt: skip
