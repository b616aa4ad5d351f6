"""Where the words of a text stand after an edit."""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import accumulate

from fitnacorpus.model import Span


class Moving:
    """From places of one state of a text to those of another.

    Lines that both have keep their words; inside what was changed characters are compared.

    Args:
        old: The text as it was.
        new: The text as it is.
    """

    def __init__(self, old: str, new: str) -> None:
        self._blocks = list(_blocks(old, new)) if old != new else [(0, 0, len(old))]
        self._starts = [start for start, _, _ in self._blocks]
        self._end = len(new)

    def span(self, span: Span) -> Span | None:
        """Where a run of words stands, if it still stands whole; else None."""
        number = bisect_right(self._starts, span.start) - 1
        if number < 0:
            return None
        start, there, size = self._blocks[number]
        if span.end > start + size:
            return None
        return Span(span.start - start + there, span.end - start + there)

    def around(self, span: Span) -> Span:
        """Where what is left of a run of words stands; empty where nothing is left."""
        first = last = -1
        for start, there, size in self._blocks:
            shared = Span(max(start, span.start), min(start + size, span.end))
            if shared.start < shared.end:
                first = shared.start - start + there if first < 0 else first
                last = shared.end - start + there
        return Span(first, last) if first >= 0 else Span(0, 0)


def _blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """Runs that both states have: start in each, and length, in order."""
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at = [0, *accumulate(map(len, lines))]
    there = [0, *accumulate(map(len, others))]
    out: list[tuple[int, int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, lines, others).get_opcodes():
        if tag == "equal":
            _add(out, at[i1], there[j1], at[i2] - at[i1])
        elif tag == "replace":
            words, other = "".join(lines[i1:i2]), "".join(others[j1:j2])
            for start, begin, size in _within(words, other):
                _add(out, at[i1] + start, there[j1] + begin, size)
    return out


def _within(old: str, new: str) -> list[tuple[int, int, int]]:
    """Runs of whole words that two changed passages share."""
    pieces, others = _pieces(old), _pieces(new)
    at = [0, *accumulate(map(len, pieces))]
    there = [0, *accumulate(map(len, others))]
    found = SequenceMatcher(None, pieces, others, autojunk=False).get_matching_blocks()
    return [(at[b.a], there[b.b], at[b.a + b.size] - at[b.a]) for b in found if b.size]


def _pieces(words: str) -> list[str]:
    """Words, each with the white space behind it."""
    out, begun = [], 0
    for index in range(1, len(words)):
        if words[index - 1].isspace() and not words[index].isspace():
            out.append(words[begun:index])
            begun = index
    return [*out, words[begun:]] if words else []


def _add(blocks: list[tuple[int, int, int]], start: int, there: int, size: int) -> None:
    """Add a run, joined to the one before where both states have them side by side."""
    if blocks:
        before, begin, length = blocks[-1]
        if before + length == start and begin + length == there:
            blocks[-1] = (before, begin, length + size)
            return
    blocks.append((start, there, size))
