"""Telling a person what of a source the corpus has no place for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from fitnacorpus.model import Unmodelled

WITH_WORDS: Final = (" and its words", " and what is in it")
"""How a leftover ends whose words are left out too."""


SENSE: Final = ("changes how the words are read", "no account")
"""What stands in a leftover that must not be passed over: the words mean something else."""


def changes_sense(item: Unmodelled) -> bool:
    """Whether a leftover changes what the text says, so that to pass it over would mislead."""
    return any(words in item.what for words in SENSE)


class Found:
    """What a reader meets and has no place for, gathered by kind.

    Args:
        source: The source.
    """

    def __init__(self, source: str) -> None:
        self._breaks = [match.end() for match in re.finditer(r"\r\n|\r|\n", source)]
        self._found: dict[str, list[int]] = {}

    def add(self, what: str, at: int) -> None:
        """Note something at a place."""
        entry = self._found.setdefault(what, [bisect_right(self._breaks, at) + 1, 0])
        entry[1] += 1

    def all(self) -> tuple[Unmodelled, ...]:
        """What was noted, in order of first occurrence."""
        found = (Unmodelled(what, line, times) for what, (line, times) in self._found.items())
        return tuple(sorted(found, key=lambda x: (x.line, x.what)))


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
    if not item.line:
        return item.what if item.times == 1 else f"{item.what} ({item.times} times)"
    if item.times == 1:
        return f"{item.what} (line {item.line})"
    return f"{item.what} ({item.times} times, first on line {item.line})"
