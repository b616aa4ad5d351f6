"""What a reader without an authority sees: strings that look like names, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fitnacorpus.model import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is read for names.

    Attributes:
        text: Text id.
        lang: Main language.
        source: The decoded source.
        sentences: Its sentences.
        labels: Headings and lines of tables of facts: what is capital there tells little.
        barred: Notation, and labels of tables of facts; no name runs over them.
    """

    text: str
    lang: str
    source: str
    sentences: tuple[Span, ...]
    labels: tuple[Span, ...] = ()
    barred: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A string that looks like a name.

    Attributes:
        text: Text id.
        lang: "ar" or "en".
        span: Where it stands, without attached particles.
        form: The name as it would stand alone.
        kind: "person", "place", "group", "event", or "" where nothing tells.
        because: The reason, in words.
        weight: How much it looks like a name, between 0 and 1.
    """

    text: str
    lang: str
    span: Span
    form: str
    kind: str = ""
    because: str = ""
    weight: float = 0.5


Spotter = Callable[[Sequence[Reading]], Iterable[Sighting]]
"""What a backend gives: from the texts of its language to what looks like a name in them."""
