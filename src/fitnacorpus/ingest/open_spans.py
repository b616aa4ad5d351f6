"""What a `TranscriptBuilder` holds open while it writes: marks, and words that are no text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fitnacorpus.model import SpanAnnotation


@dataclass(slots=True)
class OpenSpan:
    """Something that covers the characters written between its opening and its closing.

    Attributes:
        emit: Called with first code point and end, once for each block that the mark touches.
        empty: Whether a mark that covers nothing is told as well.
        start: First code point in the present block, or -1 before anything was written.
        told: Whether `emit` was called.
        voice: Whether it covers what somebody speaks, which notes and names of speakers are not.
        ident: Its name, by which the rest of it may be known.
        prev: The name of what it is the rest of.
    """

    emit: Callable[[int, int], None]
    empty: bool = False
    start: int = -1
    told: bool = False
    voice: bool = False
    ident: str = ""
    prev: str = ""


def stretch(into: list[SpanAnnotation], named: dict[str, int], made: SpanAnnotation) -> OpenSpan:
    """A mark that becomes a stretch, or the end of the one that it is the rest of.

    Args:
        into: The stretches so far.
        named: Which of them bear the names of marks.
        made: The stretch, wherever it stands.
    """

    def emit(start: int, end: int) -> None:
        at = named.get(mark.prev) if mark.prev else None
        if at is None:
            at = len(into)
            into.append(made._replace(start=start, end=end))
        else:
            into[at] = into[at]._replace(end=end)
        if mark.ident:
            named[mark.ident] = at

    mark = OpenSpan(emit)
    return mark


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
