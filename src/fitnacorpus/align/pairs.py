"""Which pairs of many accounts are worth aligning, and where.

All passages of a language stand in one index.  Two passages that are among the nearest of each
other are a hint; hints fall on unrelated accounts too, but there they do not stand in order.  So
what counts is hints with another hint near by, further on in both accounts or back in both, beside
the number to be expected if the hints of a pair were strewn over it at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import exp, lgamma, log, log1p
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.align import candidates, score
from fitnacorpus.align.chain import Cell

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

NEAR: Final = 5
"""How many nearest passages of a language are looked at."""
CERTAIN: Final = 1e-4
"""A pair is worth aligning when so much order in its hints has at most this chance."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """Two accounts that are worth aligning.

    Attributes:
        a: Index of the one account.
        b: Index of the other, greater than `a`.
        chance: How likely so much order is among as many hints strewn at random.
        cells: The pairs of passages that stand in order, sorted.
    """

    a: int
    b: int
    chance: float
    cells: tuple[Cell, ...]


def prospects(
    accounts: Sequence[Vectors], langs: Sequence[str], *, certain: float = CERTAIN
) -> list[Prospect]:
    """The pairs of accounts that are worth aligning, most certain first.

    Args:
        accounts: For each account the vectors of its passages, unit rows.
        langs: Language of each account.
        certain: Greatest chance at which a pair is named.
    """
    hints: dict[tuple[int, int], list[Cell]] = {}
    for one, other in combinations_with_replacement(sorted(set(langs)), 2):
        left, right = (_gathered(accounts, langs, lang) for lang in (one, other))
        for a, i, b, j in _hints(left, right, same=one == other):
            pair, cell = ((a, b), (i, j)) if a < b else ((b, a), (j, i))
            hints.setdefault(pair, []).append(cell)
    found = []
    for (a, b), cells in hints.items():
        strewn = set(cells)
        ordered = _in_order(strewn)
        near = _near_by_chance(len(strewn), len(accounts[a]), len(accounts[b]))
        # A cell that has one near makes that one have one too: events come in twos at least.
        chance = _tail((len(ordered) + 1) // 2, len(strewn) // 2, near) if near else 1.0
        if chance <= certain:
            found.append(Prospect(a, b, chance, tuple(sorted(ordered))))
    return sorted(found, key=lambda p: (p.chance, p.a, p.b))


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


def _in_order(cells: set[Cell]) -> set[Cell]:
    """The cells with another one near, on in both accounts or back in both."""
    near = [
        (sign * d, sign * e)
        for d in range(1, score.REACH + 1)
        for e in range(1, score.REACH + 1)
        for sign in (1, -1)
    ]
    return {(i, j) for i, j in cells if any((i + d, j + e) in cells for d, e in near)}


def _near_by_chance(hints: int, n: int, m: int) -> float:
    """Chance that a cell has another one near when so many are strewn at random."""
    return float(-np.expm1(-(hints - 1) * 2 * score.REACH**2 / max(1, n * m)))


def _tail(events: int, trials: int, chance: float) -> float:
    """Chance of so many events or more in so many trials (binomial)."""
    if events <= 0 or chance >= 1:
        return 1.0
    logs = [
        lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1)
        + k * log(chance) + (trials - k) * log1p(-chance)
        for k in range(events, trials + 1)
    ]  # fmt: skip
    return min(1.0, sum(exp(value) for value in logs))
