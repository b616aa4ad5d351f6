"""Writing a transcript down from a source whose characters are not those of the text.

A format that has elements tells a `TranscriptBuilder`, in reading order, where blocks, characters
and spans begin and end; the builder decides about white space and knows the offsets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from fitnacorpus.gaps import CLOSING, OPENED
from fitnacorpus.ingest.open_spans import Deletion, OpenSpan, stretch
from fitnacorpus.ingest.regions import Block, partition
from fitnacorpus.ingest.white_space import WHITE, begun, single
from fitnacorpus.model import (
    DateExpression,
    Measure,
    Milestone,
    Number,
    PartSpan,
    Reading,
    Region,
    RegionKind,
    SourceName,
    Span,
    SpanAnnotation,
    TextualState,
    Token,
)

_LAST_RUNS: Final = 8
"""Runs of characters and of white space that hold the last word, and what of a page follows it."""


class TranscriptBuilder:
    """Blocks, characters and marks, collected in reading order."""

    def __init__(self) -> None:
        self.span_annotations: list[SpanAnnotation] = []
        self.milestones: list[Milestone] = []
        self._stretches: dict[str, int] = {}
        self.readings: list[Reading] = []
        self.names: list[SourceName] = []
        self.states: list[TextualState] = []
        self.dates: list[DateExpression] = []
        self.sentences: list[Span] = []
        self._parts: list[PartSpan] = []
        self._deleted: list[Deletion] = []
        self.in_block = False
        self._out: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._kind = RegionKind.PARAGRAPH
        self._level = 0
        self._place = ""
        self._start = 0
        self._markup: list[Span] = []
        self._label: Span | None = None
        self._gap = ""
        self._joined = False
        self._apart = False
        self._wrapped = False
        self._awaiting: list[tuple[str, str]] = []
        self._marks: list[OpenSpan] = []
        self._running: list[OpenSpan] = []
        self.places: dict[str, Span] = {}
        self._named: list[str] = []
        self.numbers: list[Number] = []
        self.tokens: list[Token] = []
        self.measures: list[Measure] = []

    # --- Blocks ----------------------------------------------------------------------------------

    def block(
        self, kind: RegionKind = RegionKind.PARAGRAPH, *, level: int = 0, place: str = ""
    ) -> None:
        """End the block that is open; what is written next begins one of this kind."""
        if self.in_block:
            for mark in (*self._marks, *self._running):
                self._tell(mark)
            self._place_deleted(ends=True)
            body = Span(self._start, self._length)
            markup = tuple(sorted(self._markup))
            self._blocks.append(
                Block(self._kind, body, markup, self._label, self._level, self._place)
            )
        self.in_block = self._joined = self._apart = self._wrapped = False
        self._gap = ""
        self._kind, self._level, self._place = kind, level, place
        self._markup, self._label = [], None

    def resume(self) -> None:
        """Go on with the paragraph that was ended last, if the last block is one."""
        if self.in_block or not self._blocks or self._blocks[-1].kind is not RegionKind.PARAGRAPH:
            self.block()
            return
        last = self._blocks.pop()
        self._kind, self._level, self._label = last.kind, last.level, last.label
        self._start, self._markup = last.body.start, list(last.markup)
        self.in_block = True
        self.space()

    # --- Characters ------------------------------------------------------------------------------

    def write(self, words: str, *, keep: bool) -> None:
        """Write characters of the text.

        Args:
            words: The characters.
            keep: Whether white space stands as it is; else a run of it becomes one space, none
                stands at the edges of a block, and white space of any kind begins none.
        """
        body = words.strip(WHITE)
        if not body:
            self._space(words, keep=keep)
            return
        first, _, last = words.partition(body)
        self._space(first, keep=keep)
        if not keep:
            body = single(body if self.in_block else begun(body))
        if body:
            self._put(body)
        self._space(last, keep=keep)

    def _space(self, run: str, *, keep: bool) -> None:
        """White space, which may be none."""
        if not run:
            return
        if self._deleted:
            self._deleted[-1].apart = True
        if keep:
            self._gap += run
        elif self.in_block and not self._joined:
            self._wrapped = self._wrapped or (not self._gap and "\n" in run)
            self._gap = self._gap or " "

    def _put(self, run: str) -> None:
        if self._apart and not self._gap and run[0].isalnum():
            self._gap = " "
        if self._wrapped and (CLOSING.match(run) or OPENED.search(self.ending())):
            self._gap = ""  # a line break of the file, which is no space of the text
        self._wrapped = False
        self._flush_gap()
        self._out.append(run)
        self._length += len(run)
        self._joined = self._apart = False

    def _flush_gap(self) -> None:
        """Write the white space that is due, and let what waits begin here."""
        if self.in_block:
            self._place_deleted(due=False)
            self._out.append(self._gap)
            self._length += len(self._gap)
        else:
            if self._out:
                self._out.append("\n")
                self._length += 1
            self._start, self.in_block = self._length, True
        self._gap = ""
        self.milestones.extend(Milestone(self._length, unit, n) for unit, n in self._awaiting)
        self._awaiting = []
        self._place_deleted()
        for mark in (*self._marks, *self._running):
            if mark.start < 0:
                mark.start = self._length
        self._name_places()

    def _name_places(self) -> None:
        """Let the places that wait for characters begin here."""
        for ident in self._named:
            self.places[ident] = self.places[ident]._replace(start=self._length)
        self._named = []

    def space(self) -> None:
        """Let what follows stand apart by a space at least."""
        self._gap = self._gap or " "

    def spread(self) -> None:
        """Let what follows stand apart by a space, unless it was joined to what precedes."""
        if not self._joined:
            self.space()

    def line(self) -> None:
        """Let what follows begin a new line of the block."""
        self._gap = "\n"

    def join(self) -> None:
        """Let what follows stand together with what precedes, whatever white space is between."""
        self._gap, self._joined, self._wrapped = "", True, False

    def ending(self) -> str:
        """The last characters that are read of the open block, its last word and perhaps more."""
        last = "".join(self._out[-_LAST_RUNS:]) if self.in_block else ""
        return last[: len(last) - (self._length - self._read)]

    @property
    def _read(self) -> int:
        """The end of what is read in the block that is open: notation after it is not."""
        end = self._length
        for span in sorted(self._markup, reverse=True):
            end = span.start if span.end == end else end
        return end

    def hyphen(self) -> None:
        """What is read ends in the hyphen of a broken word: it is seen, and is not read."""
        self._markup.append(Span(self._read - 1, self._read))

    def apart(self) -> None:
        """Put a space before the next character if it would else continue a word."""
        self._apart = True

    def after_stop(self) -> None:
        """Put a space before the next character if it follows on a mark of punctuation."""
        last = self._out[-1] if self.in_block and self._out else ""
        self._apart = self._apart or (last != "" and not last[-1].isalnum())

    # --- Marks -----------------------------------------------------------------------------------

    def milestone(self, unit: str, n: str) -> None:
        """A unit begins with the next character."""
        self._awaiting.append((unit, n))

    def open(self, mark: OpenSpan) -> OpenSpan:
        """Open a mark; marks are closed in reverse order."""
        self._interrupt()
        self._marks.append(mark)
        return mark

    def close(self, mark: OpenSpan) -> None:
        """Close the mark opened last."""
        self._interrupt()
        self._tell(mark)
        if mark.empty and not mark.told:
            mark.emit(self._length, self._length)
        self._marks.pop()

    def start(self, mark: OpenSpan) -> OpenSpan:
        """Open a mark that runs over the borders of others: it becomes pieces that cross none."""
        self._running.append(mark)
        return mark

    def stop(self, mark: OpenSpan) -> None:
        """Close a mark that was opened by `start`."""
        self._tell(mark)
        self._running = [other for other in self._running if other is not mark]

    def _interrupt(self) -> None:
        for mark in self._running:
            self._tell(mark)

    def place(self, ident: str) -> None:
        """Remember a place by name: from the end of what is written to the next character."""
        self.places[ident] = Span(self._length, self._length)
        self._named.append(ident)

    def end_place(self, ident: str) -> None:
        """Let a place that was remembered end with what is written."""
        self.places[ident] = self.places[ident]._replace(end=self._length)

    def suspend(self, kinds: Callable[[OpenSpan], bool]) -> list[OpenSpan]:
        """Let some of the open marks not cover what is written until `resume_marks`."""
        kept = self._marks
        self._marks = [mark for mark in kept if not kinds(mark)]
        return kept

    def resume_marks(self, kept: list[OpenSpan]) -> None:
        """Let the marks cover what is written again; all opened since are closed."""
        self._marks = kept

    def _tell(self, mark: OpenSpan) -> None:
        if mark.start >= 0:
            mark.emit(mark.start, self._length)
            mark.told = True
        mark.start = -1

    def stretch(self, kind: str, lang: str = "", source: str = "") -> OpenSpan:
        """A mark that becomes a stretch."""
        made = SpanAnnotation(0, 0, kind, lang, source, "source")
        return stretch(self.span_annotations, self._stretches, made)

    def name(self, found: SourceName) -> OpenSpan:
        """A mark that becomes a name, with the parts of it that were told before it ends.

        Args:
            found: The name without its place and its parts.
        """

        def emit(start: int, end: int) -> None:
            inside = [p for p in self._parts if start <= p.start and p.end <= end]
            self.names.append(found._replace(start=start, end=end, parts=tuple(sorted(inside))))
            self._parts = [p for p in self._parts if p not in inside]

        return OpenSpan(emit)

    def part(self, kind: str) -> OpenSpan:
        """A mark that becomes a part of the name around it."""
        return OpenSpan(lambda start, end: self._parts.append(PartSpan(start, end, kind)))

    def state(
        self, kind: str, words: str = "", reason: str = "", extent: str = "", cert: str = ""
    ) -> OpenSpan:
        """A mark that becomes a state of the words in it."""

        def emit(start: int, end: int) -> None:
            self.states.append(TextualState(start, end, kind, words, reason, extent, cert))

        return OpenSpan(emit)

    def deleted(self, words: str, reason: str = "") -> None:
        """Words that stand in the source and are no part of its text.

        White space around a deletion is one space of the text.  What stands on the other side of
        the words belongs to them, so that nobody who prints them glues them to a neighbour.

        Args:
            words: The words, with a space at an end where they have one.
            reason: How they were deleted, or "".
        """
        due = bool(self._gap) or not self.in_block
        if not due and words[:1] == words[-1:] == " ":
            self.space()
        self._deleted.append(Deletion(words.lstrip() if due else words, reason, due))

    def _place_deleted(self, *, due: bool = True, ends: bool = False) -> None:
        """Let deletions stand where the text has come to.

        Args:
            due: Whether also those that follow on white space, which is written now.
            ends: Whether the block ends, and white space before them is not written.
        """
        at = self._length
        for item in self._deleted:
            if due or not item.due:
                before = " " if item.due and ends else ""
                after = " " if item.due and item.apart and not ends else ""
                words = f"{before}{item.words.removesuffix(after)}{after}"
                self.states.append(TextualState(at, at, "deleted", words, item.reason))
        self._deleted = [item for item in self._deleted if item.due and not due]

    def date(self, found: DateExpression) -> OpenSpan:
        """A mark that becomes a date."""
        return OpenSpan(lambda start, end: self.dates.append(replace(found, start=start, end=end)))

    def number(self, found: Number) -> OpenSpan:
        """A mark that becomes a number."""
        made = self.numbers
        return OpenSpan(lambda start, end: made.append(replace(found, start=start, end=end)))

    def measure(self, found: Measure) -> OpenSpan:
        """A mark that becomes a measure, and its number."""
        made = self.measures
        return OpenSpan(lambda start, end: made.append(replace(found, start=start, end=end)))

    def token(self, said: Token, part: str = "") -> OpenSpan:
        """A mark that becomes a word, or goes on with the last one ("M" or "F")."""

        def emit(start: int, end: int) -> None:
            begun = self.tokens.pop() if part in ("M", "F") and self.tokens else None
            found = said if begun is None else begun
            self.tokens.append(found._replace(start=begun.start if begun else start, end=end))

        return OpenSpan(emit)

    def sentence(self) -> OpenSpan:
        """A mark that becomes a sentence."""
        return OpenSpan(lambda start, end: self.sentences.append(Span(start, end)))

    def reading(self, words: str, witness: str) -> OpenSpan:
        """A mark that becomes another witness's reading."""
        return OpenSpan(
            lambda start, end: self.readings.append(Reading(start, end, words, witness)), empty=True
        )

    def notation(self) -> OpenSpan:
        """A mark over what stands in the block and is no text."""
        return OpenSpan(lambda start, end: self._markup.append(Span(start, end)))

    def label(self) -> OpenSpan:
        """A mark over the label of a line of facts."""

        def emit(start: int, end: int) -> None:
            self._label = Span(start, end)

        return OpenSpan(emit)

    # --- The result ------------------------------------------------------------------------------

    def finish(self) -> tuple[str, tuple[Region, ...]]:
        """The characters and their regions; what still waits begins at the end."""
        self.block()
        self._place_deleted()
        self._name_places()
        source = "".join(self._out)
        self.milestones.extend(Milestone(self._length, unit, n) for unit, n in self._awaiting)
        self._awaiting = []
        return source, partition(source, self._blocks)
