"""What may stand in what: elements of TEI lie one in another or apart, and never cross.

A text has more layers than nest by themselves.  What is added later gives way where it would cross
what stands already (`Held`); what says nothing of the sense is cut at the border instead (`cut`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from fitnacorpus.model import PartSpan, Span

_BLOCK: Final = 8
"""Spans are looked up by blocks of two to this power code points, some lines of print."""


def spans_of(items: Iterable[Any]) -> list[Span]:
    """The spans of annotations, in their order."""
    return [Span(item.start, item.end) for item in items]


class Spans:
    """Spans, to be asked which of them share characters with a given one."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._blocks: dict[int, list[Span]] = defaultdict(list)
        self.hold(spans)

    def hold(self, spans: Iterable[Span]) -> None:
        """Add spans."""
        for span in spans:
            for block in self._touched(span):
                self._blocks[block].append(span)

    def over(self, span: Span) -> Iterator[Span]:
        """Those that share characters with a span; a long one comes several times."""
        for block in self._touched(span):
            for other in self._blocks.get(block, ()):
                if span.overlaps(other):
                    yield other

    def touch(self, span: Span) -> bool:
        """Whether any shares characters with a span."""
        return any(True for _ in self.over(span))

    def _touched(self, span: Span) -> range:
        return range(span.start >> _BLOCK, ((max(span.end, span.start + 1) - 1) >> _BLOCK) + 1)


class Held(Spans):
    """What stands already: tells whether a span lies in one line and crosses nothing."""

    def __init__(self, lines: Sequence[Span], notation: Iterable[Span]) -> None:
        super().__init__(notation)
        self._lines = lines
        self._shut = Spans(())

    def shut(self, spans: Iterable[Span]) -> None:
        """Let nothing stand inside some spans: the mark of a gap is no words."""
        self._shut = Spans(spans)

    def fits(self, span: Span) -> bool:
        """Whether a span lies in one line and crosses nothing."""
        index = bisect_right(self._lines, span.start, key=lambda line: line.end)
        return (
            index < len(self._lines)
            and self._lines[index].contains(span)
            and all(span.contains(other) or other.contains(span) for other in self.over(span))
            and not any(other.contains(span) for other in self._shut.over(span))
        )

    def directly(self, part: PartSpan, name: Span) -> bool:
        """Whether nothing stands between a part of a name and the name, such as emphasis."""
        span = Span(part.start, part.end)
        return not any(
            other not in (span, name) and name.contains(other) and other.contains(span)
            for other in self.over(span)
        )

    def takes(self, spans: Sequence[Span]) -> bool:
        """Add the spans of one item if all of them fit."""
        fitting = all(self.fits(span) for span in spans)
        if fitting:
            self.hold(spans)
        return fitting

    def take(self, items: Iterable[Any]) -> list[Any]:
        """Add the items that fit, and give those."""
        return [item for item in items if self.takes(spans_of([item]))]


def cut(parts: Iterable[Span], around: Spans) -> list[Span]:
    """Spans, each cut where it would cross one of others.

    Args:
        parts: What is cut.
        around: What it gives way to.
    """
    out: list[Span] = []
    for part in parts:
        crossing = [
            other
            for other in around.over(part)
            if not (part.contains(other) or other.contains(part))
        ]
        borders = {at for other in crossing for at in other if part.start < at < part.end}
        ends = [part.start, *sorted(borders), part.end]
        out += map(Span, ends, ends[1:])
    return out
