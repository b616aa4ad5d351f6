"""Which pairs of many accounts are worth aligning, and where.

All passages of a language stand in one index.  Two passages that are among the nearest of each
other are a hint; hints fall on unrelated accounts too, but there they do not stand in order.  So
what counts is how many hints stand around one hint in the same order.  How many there are by
chance is seen in the same hints, read against the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.align import candidates, score
from fitnacorpus.align.chain import Cell

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

NEAR: Final = 5
"""How many nearest passages of a language are looked at."""
REACH: Final = 2 * score.REACH
"""How far around a hint others are counted, in passages."""
BY_CHANCE: Final = 0.05
"""Share of the pairs that chance may name."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """Two accounts that are worth aligning.

    Attributes:
        a: Index of the one account.
        b: Index of the other, greater than `a`.
        strength: Steps around the best hint at which another one stands in order, at most
            ``2 * REACH``.
        cells: The pairs of passages that stand in such order, sorted.
    """

    a: int
    b: int
    strength: int
    cells: tuple[Cell, ...]


def prospects(
    accounts: Sequence[Vectors], langs: Sequence[str], *, by_chance: float = BY_CHANCE
) -> list[Prospect]:
    """The pairs of accounts that are worth aligning, strongest first.

    Args:
        accounts: For each account the vectors of its passages, unit rows.
        langs: Language of each account.
        by_chance: Share of all pairs that may be named by chance.
    """
    hints: dict[tuple[int, int], set[Cell]] = {}
    for one, other in combinations_with_replacement(sorted(set(langs)), 2):
        left, right = (_gathered(accounts, langs, lang) for lang in (one, other))
        for a, i, b, j in _hints(left, right, same=one == other):
            pair, cell = ((a, b), (i, j)) if a < b else ((b, a), (j, i))
            hints.setdefault(pair, set()).add(cell)
    against = sorted((max(_support(h, -1).values()) for h in hints.values()), reverse=True)
    allowed = int(by_chance * len(accounts) * (len(accounts) - 1) / 2)
    least = max(1, against[allowed] if allowed < len(against) else 0)
    found = []
    for (a, b), cells in hints.items():
        support = _support(cells, 1)
        ordered = tuple(sorted(cell for cell, steps in support.items() if steps > least))
        if ordered:
            found.append(Prospect(a, b, max(support.values()), ordered))
    return sorted(found, key=lambda p: (-p.strength, p.a, p.b))


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All passages of one language, alone and in their context, and where each comes from."""

    views: tuple[Vectors, ...]
    owner: NDArray[np.int64]
    place: NDArray[np.int64]


def _gathered(accounts: Sequence[Vectors], langs: Sequence[str], lang: str) -> _Gathered:
    mine = [k for k, other in enumerate(langs) if other == lang]
    rows = [accounts[k] for k in mine]
    mean = np.concatenate(rows).mean(axis=0) if sum(map(len, rows)) else None
    centred = [score.centred(r, mean) for r in rows]
    views = [np.concatenate([score.together(r, w) for r in centred]) for w in score.WINDOWS]
    owner = np.repeat(mine, [len(r) for r in rows])
    place = np.concatenate([np.arange(len(r)) for r in rows])
    return _Gathered(tuple(views), owner, place)


def _hints(left: _Gathered, right: _Gathered, *, same: bool) -> Iterator[tuple[int, int, int, int]]:
    """Account and passage of both sides of every pair that is near from both sides."""
    keys: list[Any] = []
    for one, other in zip(left.views, right.views, strict=True):
        there = _outside(candidates.nearest(one, other, _depth(left, same)), left, right)
        back = (
            there
            if same
            else _outside(candidates.nearest(other, one, _depth(right, same)), right, left)
        )
        rows, columns = candidates.mutual(there, back, len(other))
        keys.append(rows * len(other) + columns)
    across = max(1, len(right.owner))
    for key in np.unique(np.concatenate(keys)):
        i, j = int(key) // across, int(key) % across
        if not same or left.owner[i] < right.owner[j]:
            yield int(left.owner[i]), int(left.place[i]), int(right.owner[j]), int(right.place[j])


def _depth(side: _Gathered, same: bool) -> int:
    """How many to ask for: within a language a passage finds itself and its neighbours first."""
    return NEAR + (1 + 2 * max(score.WINDOWS) if same and len(side.owner) else 0)


def _outside(found: candidates.Nearest, here: _Gathered, there: _Gathered) -> candidates.Nearest:
    """The pairs that join two accounts."""
    keep = here.owner[found.rows] != there.owner[found.columns]
    return candidates.Nearest(found.rows[keep], found.columns[keep], found.values[keep], found.mean)


def _support(cells: set[Cell], sense: int) -> dict[Cell, int]:
    """For each cell how many steps around it have another cell, in order (1) or against it (-1).

    Steps are counted on both sides and the smaller number holds, so that a passage which is near to
    everything lends no support.
    """
    out = dict.fromkeys(cells, 0)
    rows: dict[int, list[int]] = {}
    for i, j in cells:
        rows.setdefault(i, []).append(j)
    for i, j in cells:
        down, across = set(), set()
        for step in (*range(-REACH, 0), *range(1, REACH + 1)):
            for other in rows.get(i + step, ()):
                if 0 < (other - j) * sense * (1 if step > 0 else -1) <= REACH:
                    down.add(step)
                    across.add(other - j)
        out[i, j] = min(len(down), len(across))
    return out
