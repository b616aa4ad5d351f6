"""What a stated kinship tells of who is meant: his son, her brother."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fitnacorpus.names.bearing import Bearers, alike

_KIN: Final = 20.0
"""How much likelier a bearer is whose father is the one just named, where he is called his son."""
_NO_KIN: Final = 0.05
"""What is left of a bearer who is called the brother of one with another father."""


def kinship(ref: str, near: Iterable[str], kin: str, bearings: Bearers, *, arabic: bool) -> float:
    """How much likelier an entry is where somebody is called the kin of one just named.

    Args:
        ref: The entry.
        near: Entries named before, the last one first.
        kin: "child" or "sibling".
        bearings: The persons of the authority by the parts of their names.
        arabic: Whether the text is Arabic.
    """
    fathers = bearings.father_of(ref, arabic)
    before = [other for other in near if bearings.father_of(other, arabic)]
    if not fathers or not before:
        return 1.0
    if kin == "child":
        heads = [head for other in before for head in bearings.heads(other, arabic)]
        return _KIN if any(alike(f, h) for f in fathers for h in heads) else 1.0
    theirs = bearings.father_of(before[0], arabic)
    return _KIN if any(alike(a, b) for a in fathers for b in theirs) else _NO_KIN
