"""What a `TranscriptBuilder` holds open while it writes: marks, and words that are no text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class OpenSpan:
    """Something that covers the characters written between its opening and its closing.

    Attributes:
        emit: Called with first code point and end, once for each block that the mark touches.
        empty: Whether a mark that covers nothing is told as well.
        start: First code point in the present block, or -1 before anything was written.
        told: Whether `emit` was called.
        voice: Whether it covers what somebody speaks, which notes and names of speakers are not.
    """

    emit: Callable[[int, int], None]
    empty: bool = False
    start: int = -1
    told: bool = False
    voice: bool = False


@dataclass(slots=True)
class Deletion:
    """Words that are no text, before their place is known: after white space that was `due`.

    Attributes:
        apart: Whether white space stands after them.
    """

    words: str
    reason: str
    due: bool
    apart: bool = False
