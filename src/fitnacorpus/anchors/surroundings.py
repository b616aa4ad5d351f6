"""The words around a passage, in short: what tells it from a near-copy of its paragraph.

Each word has one sign, so that 200 code points of text on either side take a line of some seventy,
and a misspelling, other punctuation or a paragraph put in cost no more than what they change.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from fitnacorpus.model import Span

REACH: Final = 200
"""Code points on either side whose words are recorded: as far as context may grow."""
SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""One for each 64th of all words: that two other words agree by chance hardly counts."""
EDGE: Final = "*"
"""Stands for the beginning or the end of the text."""
BETWEEN: Final = "."
"""Parts the words before from those after."""
WRITTEN: Final = re.compile(r"\*?[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\*?")
"""What may stand in an anchor."""
_WORD: Final = re.compile(r"\w+")
_LETTERS: Final = 16
"""Code points in which one word more is looked for: few words are longer."""


class Around(NamedTuple):
    """How many words beside a place are not those that were recorded.

    Attributes:
        before: Of the words before it.
        after: Of the words after it.
        on_left: How many were recorded before it.
        on_right: How many were recorded after it.
    """

    before: int
    after: int
    on_left: int
    on_right: int

    @property
    def most(self) -> int:
        """How many were recorded."""
        return self.on_left + self.on_right

    @property
    def total(self) -> int:
        """On both sides."""
        return self.before + self.after


@lru_cache(maxsize=1 << 14)
def sign(word: str) -> str:
    """The sign of a word."""
    return SIGNS[crc32(word.encode("utf-8", "surrogatepass")) % len(SIGNS)]


def record(source: str, span: Span) -> str:
    """The signs of the words around a passage, those whole that its reach ends in."""
    low, high = span.start - REACH, span.end + REACH
    first, last = max(0, low - _LETTERS), min(len(source), high + _LETTERS)
    left = [m for m in _WORD.finditer(source, first, span.start)
            if m.end() > low and (m.start() > first or not first)]  # fmt: skip
    right = [m for m in _WORD.finditer(source, span.end, last)
             if m.start() < high and (m.end() < last or last == len(source))]  # fmt: skip
    begins, ends = EDGE * (low <= 0), EDGE * (high >= len(source))
    return begins + _signs(left) + BETWEEN + _signs(right) + ends


def _signs(words: list[re.Match[str]]) -> str:
    return "".join(sign(m[0]) for m in words)


def differences(source: str, span: Span, recorded: str) -> Around:
    """How far the words around a place are not those that were recorded.

    As many words are looked at as were recorded, wherever they reach.
    """
    before, _, after = recorded.partition(BETWEEN)
    reach = REACH + len(before) + _LETTERS
    words = list(_WORD.finditer(source, max(0, span.start - reach), span.start))
    left = EDGE * (span.start <= reach) + _signs(words)
    left = left[max(0, len(left) - len(before)) :]
    reach = REACH + len(after) + _LETTERS
    right = _signs(list(_WORD.finditer(source, span.end, span.end + reach)))
    right = (right + EDGE * (span.end + reach >= len(source)))[: len(after)]
    return Around(
        Levenshtein.distance(left, before),
        Levenshtein.distance(right, after),
        len(before),
        len(after),
    )
