"""An anchor as a value, and what is found of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fitnacorpus.anchors import surroundings
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Span

HOW: Final = ("exact", "similar", "moved")
"""How a passage may be found, surest first; see `Found`."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage held by its words.

    Attributes:
        quote: The words of the passage, or its first words when `until` is given.
        prefix: Words just before.
        suffix: Words just after the passage (after `until`, when given).
        at: Offset of `quote` when the anchor was made: a hint.
        until: The last words of a long passage, or "".
        length: Code points of the whole passage when `until` is given, or 0.
        words: Checksum of the words of the whole passage when `until` is given, or "".
        nth: Which of its twins it is, from 1, or 0 if it has none.
        of: How many twins there are, itself among them: places with the same words and, on one
            side at least, the same context.
        near: Signs of the words around it (`anchors.surroundings`), or "".
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    at: int = 0
    until: str = ""
    length: int = 0
    words: str = ""
    nth: int = 0
    of: int = 0
    near: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON or TOML, leaving out what is empty."""
        out: dict[str, Any] = {"quote": self.quote}
        for name in ("until", "prefix", "suffix"):
            if value := getattr(self, name):
                out[name] = value
        out["at"] = self.at
        for name in ("length", "words", "nth", "of", "near"):
            if value := getattr(self, name):
                out[name] = value
        return out


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor was found.

    Attributes:
        span: The passage in the present source.
        how: "exact" (equal words among those they stood among), "similar" (other words, in one
            place that is clearly the likest) or "moved" (equal words of which a side or both stand
            among others, or that have got a twin: a person should look).
        similarity: 1 for equal words, else the similarity of quotation and context, 0 to 1.
    """

    span: Span
    how: str
    similarity: float = 1.0


def from_dict(value: Any, *, where: str = "") -> Anchor:
    """Read an anchor from plain values.

    Raises:
        FitnaError: no quotation, or a value of the wrong type (code ``bad-anchor``).
    """
    known = {
        "quote": str, "prefix": str, "suffix": str, "at": int, "until": str,
        "length": int, "words": str, "nth": int, "of": int, "near": str,
    }  # fmt: skip
    if not isinstance(value, dict) or not value.get("quote"):
        raise FitnaError(
            "bad-anchor",
            "an anchor needs a quotation",
            where=where,
            hint='Write it like { quote = "first words", at = 0 }',
        )
    for key, content in value.items():
        if key not in known or type(content) is not known[key]:
            raise FitnaError(
                "bad-anchor",
                f"'{key}' is unknown or of the wrong type",
                where=where,
                hint=f"An anchor has {', '.join(known)}",
            )
    if "near" in value and not surroundings.WRITTEN.fullmatch(value["near"]):
        raise FitnaError(
            "bad-anchor",
            "'near' holds no signs of words",
            where=where,
            hint="Delete it: the passage is found by its words and their context then",
        )
    nth, of = value.get("nth", 0), value.get("of", 0)
    if (nth or of) and not 1 <= nth <= of:
        raise FitnaError(
            "bad-anchor",
            f"'nth' is {nth} of {of}",
            where=where,
            hint="Places that nothing tells apart are counted from 1",
        )
    if value.get("at", 0) < 0:
        raise FitnaError(
            "bad-anchor", "'at' is negative", where=where, hint="Offsets count code points from 0"
        )
    return Anchor(**value)
