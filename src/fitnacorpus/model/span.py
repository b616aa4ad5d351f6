"""A run of code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open run of code points: ``source[start:end]``."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end
