"""What stands between two words of a source, and whether a reader takes it as a space."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from fitnacorpus import arabic_script
from fitnacorpus.model import Span

_SKIPPED: Final = "\0"
"""Stands for a character of notation while gaps are looked for; XML, and so a source, has none."""
# Soft hyphen, Arabic letter mark, zero-width space, marks and controls of direction, word joiner,
# byte order mark.  The joiners U+200C and U+200D shape letters and are part of a word.
_UNSEEN: Final = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
# A run of white space and unseen characters that is not simply one space.
GAP: Final = re.compile(rf"(?: (?=[\s{_UNSEEN}\0])|[^\S ]|[{_UNSEEN}\0])[\s{_UNSEEN}\0]*")
ODD: Final = re.compile(rf"[^\S ]|[{_UNSEEN}\0]|  |^ | $")
_LINE_BREAK: Final = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
SPACE: Final = re.compile(r"\s")
_HYPHENS: Final = "-\u2010\u2011"
# A dash of which one side stands tight has no space on the other at the end of a line.
_TIGHT_BEFORE: Final = re.compile(r"[^\s-](?:--|\u2014)$")
_TIGHT_AFTER: Final = re.compile(r"(?:--|\u2014)[^\s-]")
# A stop or a bracket that closes; one before a letter or a digit (.45, :12) may be no such stop.
CLOSING: Final = re.compile(rf"[.,;:!?)\]}}{arabic_script.STOPS}\u00bb\u201d](?!\w)")
OPENED: Final = re.compile(r"[(\[{\u00ab\u201c]\Z")
_EN_DASH: Final = "\u2013"


def masked(source: str, span: Span, skipped: Iterable[Span]) -> str:
    """A span of a source with `_SKIPPED` for every character that is not read."""
    pieces: list[str] = []
    at = span.start
    for skip in sorted(skipped):
        low, high = max(skip.start, at), min(skip.end, span.end)
        if low < high:
            pieces += [source[at:low], _SKIPPED * (high - low)]
            at = high
    return "".join([*pieces, source[at : span.end]])


def reads_as_space(words: str, start: int, end: int) -> bool:
    """Whether a gap between two words is read as a space.

    Notation alone is not, nor the space between a word and a note that a stop follows, nor a line
    that ends in a soft hyphen, nor a break after a hyphen inside a word (al-⏎Ashtar), beside a dash
    without spaces (gone--⏎he) or after that of a range (36–⏎40).
    """
    gap = words[start:end]
    if not SPACE.search(gap):
        return False
    if gap[-1] == _SKIPPED and CLOSING.match(words, end):
        return False
    if not _LINE_BREAK.search(gap):
        return True
    before, after = words[max(0, start - 2) : start], words[end]
    if _TIGHT_BEFORE.search(words, max(0, start - 3), start) or _TIGHT_AFTER.match(words, end):
        return False
    if gap[0] == "\u00ad":
        return not after.isalnum()
    if len(before) == 2 and before[1] in _HYPHENS:
        return not (before[0].isalnum() and after.isalnum())
    return not (before[1:] == _EN_DASH and before[0].isdigit() and after.isdigit())
