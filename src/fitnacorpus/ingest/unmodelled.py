"""Telling a person what of a source the corpus has no place for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fitnacorpus.model import Unmodelled

WITH_WORDS: Final = (" and its words", " and what is in it")
"""How a leftover ends whose words are left out too."""


def describe(found: Sequence[Unmodelled]) -> str:
    """One line: what is kept as words only, and what is left out; "" where there is nothing."""
    out = [x for x in found if x.what.endswith(WITH_WORDS)]
    kept = [x for x in found if x not in out]
    said = []
    if kept:
        said.append(f"words kept, but not what marks them: {', '.join(map(_one, kept))}")
    if out:
        said.append(f"left out: {', '.join(map(_one, out))}")
    return "; ".join(said)


def _one(item: Unmodelled) -> str:
    if item.times == 1:
        return f"{item.what} (line {item.line})"
    return f"{item.what} ({item.times} times, first on line {item.line})"
