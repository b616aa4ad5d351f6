"""Where names are weighed, and what comes out: an episode, and a possible bearer in it."""

from __future__ import annotations

from dataclasses import dataclass

from fitnacorpus.model import Span
from fitnacorpus.names.hits import Bearer


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of a text that tells one event: names do not look for neighbours beyond it."""

    span: Span
    event: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A possible bearer, with what speaks for him.

    Attributes:
        bearer: The bearer.
        share: His probability, two decimals.
        reasons: What speaks for him, in words a historian understands.
    """

    bearer: Bearer
    share: float
    reasons: tuple[str, ...]
