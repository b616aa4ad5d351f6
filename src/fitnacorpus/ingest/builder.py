"""Writing a transcript down from a source whose characters are not those of the text.

A format that has elements tells a `TranscriptBuilder`, in reading order, where blocks, characters
and spans begin and end; the builder decides about white space and knows the offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from fitnacorpus.ingest.regions import Block, partition
from fitnacorpus.model import (
    Milestone,
    Reading,
    Region,
    RegionKind,
    SourceName,
    Span,
    SpanAnnotation,
)

_RUNS = re.compile(r"([ \t\r\n]+)")


@dataclass(slots=True)
class OpenSpan:
    """Something that covers the characters written between its opening and its closing.

    Attributes:
        emit: Called with first code point and end, once for each block that the mark touches.
        empty: Whether a mark that covers nothing is told as well.
        start: First code point in the present block, or -1 before anything was written.
        told: Whether `emit` was called.
    """

    emit: Callable[[int, int], None]
    empty: bool = False
    start: int = -1
    told: bool = False


class TranscriptBuilder:
    """Blocks, characters and marks, collected in reading order."""

    def __init__(self) -> None:
        self.span_annotations: list[SpanAnnotation] = []
        self.milestones: list[Milestone] = []
        self.readings: list[Reading] = []
        self.names: list[SourceName] = []
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
        self._awaiting: list[tuple[str, str]] = []
        self._marks: list[OpenSpan] = []

    # --- Blocks ----------------------------------------------------------------------------------

    def block(
        self, kind: RegionKind = RegionKind.PARAGRAPH, *, level: int = 0, place: str = ""
    ) -> None:
        """End the block that is open; what is written next begins one of this kind."""
        if self.in_block:
            for mark in self._marks:
                self._tell(mark)
            body = Span(self._start, self._length)
            markup = tuple(sorted(self._markup))
            self._blocks.append(
                Block(self._kind, body, markup, self._label, self._level, self._place)
            )
        self.in_block = self._joined = self._apart = False
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
            keep: Whether white space stands as it is; else a run of it becomes one space, and none
                stands at the edges of a block.
        """
        for run in _RUNS.split(words):
            if not run:
                continue
            if run.isspace() and run[0] in " \t\r\n":
                if keep:
                    self._gap += run
                elif not self._joined:
                    self._gap = self._gap or " "
            else:
                self._put(run)

    def _put(self, run: str) -> None:
        if self._apart and not self._gap and run[0].isalnum():
            self._gap = " "
        self._settle()
        self._out.append(run)
        self._length += len(run)
        self._joined = self._apart = False

    def _settle(self) -> None:
        """Write the white space that is due, and let what waits begin here."""
        if self.in_block:
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
        for mark in self._marks:
            if mark.start < 0:
                mark.start = self._length

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
        self._gap, self._joined = "", True

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
        self._marks.append(mark)
        return mark

    def close(self, mark: OpenSpan) -> None:
        """Close the mark opened last."""
        self._tell(mark)
        if mark.empty and not mark.told:
            mark.emit(self._length, self._length)
        self._marks.pop()

    def _tell(self, mark: OpenSpan) -> None:
        if mark.start >= 0:
            mark.emit(mark.start, self._length)
            mark.told = True
        mark.start = -1

    def stretch(self, kind: str, lang: str = "", source: str = "") -> OpenSpan:
        """A mark that becomes a stretch."""
        return OpenSpan(
            lambda start, end: self.span_annotations.append(
                SpanAnnotation(start, end, kind, lang, source, "source")
            )
        )

    def name(self, kind: str, key: str) -> OpenSpan:
        """A mark that becomes a name."""
        return OpenSpan(lambda start, end: self.names.append(SourceName(start, end, kind, key)))

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
        source = "".join(self._out)
        self.milestones.extend(Milestone(self._length, unit, n) for unit, n in self._awaiting)
        self._awaiting = []
        return source, partition(source, self._blocks)
