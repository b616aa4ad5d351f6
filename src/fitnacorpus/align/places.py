"""Places where two texts tell the same: regions of the field, and the passages in them.

A region is a pair of windows that runs over cuts of episodes as it likes: the best windows of the
field, taken best first; one that overlaps a better one on both sides is that one again, and a unit
stands in a few at most, since an account may tell in several passages what the other tells in one,
but not everywhere.  Links join passages of one episode each, so in and around every region those
shorter windows are looked for that cross no cut and have most in common.  An account that comes
back to the matter a few sentences on gives a second or third.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from fitnacorpus.align import anchored
from fitnacorpus.align.common import Evidence
from fitnacorpus.align.edges import trimmed
from fitnacorpus.align.field import ORDER, WEIGHTS, Windows, speaks, total, windows
from fitnacorpus.align.windows import last_full
from fitnacorpus.languages import AR, EN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.int64]

SIZE: Final = (5, 5)
"""Units of a window of either text.  Smaller ones find the scene less often (average precision of
the development chronicles .26 with four, .30 with five)."""
PASSAGE: Final = (4, 4)
"""Units of a passage; what is longer quotes more than it needs."""
_CONTEXT: Final = 0.5
"""Weight of what speaks for the windows around a passage beside what speaks for itself."""
_CORNERS: Final = 4
"""Windows around a passage, see `_around`."""
MOST: Final = 300
"""Places of two texts that are listed."""
AGAIN: Final = {AR: 3, EN: 6}
"""How many regions a unit may stand in: English histories sum up what chronicles tell twice."""
_USUALLY: Final = 4
_CANDIDATES: Final = 60_000
_BESIDE: Final = 1
"""Units between two regions, on both sides, below which they are one."""
_REACH: Final = 4
"""Units by which the middle of a passage may lie before or after that of its region."""
_WITHIN: Final = 3.0
"""Standard scores that lying in the region is worth to a passage, as far as it does."""
_PASSAGES: Final = 3
"""Most passages of a region."""
_SECOND: Final = 0.6
"""Share of what speaks for the best passage of a region that speaks for a further one."""
_FURTHER: Final = 2.5
"""Standard scores that each further passage of a region stands behind."""
_OWN: Final = 0.4
"""Weight of what speaks for a passage by itself beside the value of its region."""
_SHARED: Final = 0.3
"""Share of the pairs of units of the smaller of two passages of a region that both may hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """Two runs of units that tell the same, inside one episode each.

    Attributes:
        a: Units of the one text.
        b: Units of the other.
        value: How much speaks for it: `alone`, and what the surest places say of it.
        alone: Value of the field, with what speaks for the two runs by themselves.
        aside: Units of the first text by which it lies aside from the path of the surest places.
    """

    a: range
    b: range
    value: float
    alone: float
    aside: float = 0.0


class _Inside(NamedTuple):
    """Windows that cross no cut, and how much speaks for each pair: one row and column each."""

    a: tuple[range, ...]
    b: tuple[range, ...]
    z: Matrix


def find(
    evidence: Evidence,
    langs: tuple[str, str],
    most: int = MOST,
    *,
    weights: Mapping[str, float] = WEIGHTS,
    order: float = ORDER,
    across: Matrix | None = None,
    gate: Callable[[Sequence[Place]], bool] = bool,
) -> list[Place]:
    """The places of two texts, best first.

    Args:
        evidence: What they have in common.
        langs: Their languages.
        most: How many are listed.
        weights: Weight of each family of evidence.
        order: Weight of what stands around in the same order.
        across: What `wide` gives with these weights, where it is known already.
        gate: Whether places as they are found, each in passages of full length, are worth a second
            look; if not there is none.  Asked before single units (`Edges`), which are looked at
            over both texts.
    """
    at = windows(evidence, SIZE, across=True)
    z = wide(evidence, weights) if across is None else across
    field = total(z, order)
    regions = [(i, j, float(field[i, j])) for i, j in best(field, at, langs, most)]
    del field  # of two books it takes as much room as all that is asked of it next
    inside = _inside(evidence, weights, z)
    found = [
        place
        for i, j, value in regions
        for place in _passages(inside, range(i, int(at[0][i])), range(j, int(at[1][j])), value)
    ]
    if not gate(_distinct(found)):
        return []
    ratio = z.shape[1] / z.shape[0]
    del z, across, inside  # as with the field
    runs = trimmed(evidence, [(x.a, x.b) for x in found], PASSAGE, weights)
    out = _distinct([replace(x, a=a, b=b) for x, (a, b) in zip(found, runs, strict=True)])
    return sorted(_anchored(out, ratio), key=_rank)[:most]


def wide(evidence: Evidence, weights: Mapping[str, float] = WEIGHTS) -> Matrix:
    """How much speaks for each pair of windows of `SIZE`, which run over cuts, by themselves."""
    return speaks(evidence, windows(evidence, SIZE, across=True), weights)


def _distinct(found: Sequence[Place]) -> list[Place]:
    """Places of which none is a better one again, best first."""
    ranked = sorted(found, key=_rank)
    return [ranked[k] for k in distinct([(x.a, x.b) for x in ranked])]


def distinct(ranked: Sequence[tuple[range, range]]) -> list[int]:
    """Of pairs of runs of units, best first, those of which none before is the same.

    Two are one for a reader, as `events.alike` has it, where on both sides more than half of the
    shorter run is common to both.
    """
    start = np.array([[run.start for run in both] for both in ranked], np.int64).reshape(-1, 2)
    stop = np.array([[run.stop for run in both] for both in ranked], np.int64).reshape(-1, 2)
    length = stop - start
    kept: list[int] = []
    for k in range(len(ranked)):
        common = np.minimum(stop[kept], stop[k]) - np.maximum(start[kept], start[k])
        if not (2 * common > np.minimum(length[kept], length[k])).all(axis=1).any():
            kept.append(k)
    return kept


def _rank(place: Place) -> tuple[float, int, int]:
    return (-place.value, place.a.start, place.b.start)


def _anchored(found: Sequence[Place], ratio: float) -> list[Place]:
    """Places with what the surest of them say of the others."""
    a, b = (np.array([_middle(run) for run in runs]) for runs in _sides(found))
    alone = np.array([x.alone for x in found])
    far, share = anchored.aside(a, b, alone, ratio)
    added = anchored.support(a, b, alone, ratio) - anchored.cost(far, share)
    return [
        replace(
            place,
            value=float(np.round(place.alone + more, 2)),
            aside=float(np.round(units, 1)),
        )
        for place, more, units in zip(found, added, far, strict=True)
    ]


def _sides(found: Sequence[Place]) -> tuple[list[range], list[range]]:
    return [x.a for x in found], [x.b for x in found]


def _inside(evidence: Evidence, weights: Mapping[str, float], across: Matrix) -> _Inside:
    """The windows that cross no cut; the last of an episode is as long as the others.

    Args:
        evidence: What both texts have in common.
        weights: Weight of each family of evidence.
        across: What speaks for windows of `SIZE`, which run over cuts.
    """
    at = windows(evidence, PASSAGE)
    parts = evidence.part_a, evidence.part_b
    first = [last_full(part, size) for part, size in zip(parts, PASSAGE, strict=True)]
    z = speaks(evidence, at, weights, np.ix_(*first))
    a, b = (
        tuple(range(int(k), int(end[k])) for k in some) for some, end in zip(first, at, strict=True)
    )
    for rows, columns in _around(a, b):
        z += np.float32(_CONTEXT / _CORNERS) * across[np.ix_(rows, columns)]
    return _Inside(a, b, z)


def _around(a: tuple[range, ...], b: tuple[range, ...]) -> Iterator[tuple[Indices, Indices]]:
    """The windows around each pair of passages: those that begin with it or before.

    A longer window that begins with the passage leans to what follows, one before it to what
    precedes, so that the mean of both has the passage in its middle.
    """
    begin = [np.array([run.start for run in runs], np.int64) for runs in (a, b)]
    before = [np.maximum(some - 1, 0) for some in begin]
    for rows in (begin[0], before[0]):
        for columns in (begin[1], before[1]):
            yield rows, columns


def _passages(inside: _Inside, a: range, b: range, value: float) -> list[Place]:
    """The passages of a region, best first."""
    near = [
        [
            k
            for k in range(*_beginning_near(runs, region))
            if abs(_middle(runs[k]) - _middle(region)) <= _REACH
        ]
        for runs, region in ((inside.a, a), (inside.b, b))
    ]
    lie = [
        np.array([_common(runs[k], region) / len(region) for k in some])
        for runs, region, some in zip(inside[:2], (a, b), near, strict=True)
    ]
    within = np.outer(*lie)
    own = inside.z[np.ix_(*near)] + _WITHIN * within
    own[within == 0] = -np.inf
    out: list[Place] = []
    # A hundredth decides, and then position: the seventh digit differs between processors.
    strongest = float(np.round(own.max(initial=-np.inf), 2))
    for cell in np.argsort(-np.round(own.ravel(), 2), kind="stable"):
        i, j = divmod(int(cell), len(near[1]))
        strength = float(np.round(own[i, j], 2))
        if len(out) == _PASSAGES or not np.isfinite(strength):
            break
        if out and strength < _SECOND * strongest:
            break
        ranked = value - _FURTHER * len(out) + _OWN * strength
        place = Place(inside.a[near[0][i]], inside.b[near[1][j]], ranked, ranked)
        if not any(_overlap((place.a, place.b), (other.a, other.b)) > _SHARED for other in out):
            out.append(place)
    return out


def _beginning_near(runs: tuple[range, ...], region: range) -> tuple[int, int]:
    """The first and the last of the runs, in order, that may have their middle near a region's."""
    begin = attrgetter("start")
    return (
        bisect_left(runs, region.start - _REACH - max(PASSAGE), key=begin),
        bisect_right(runs, region.stop + _REACH, key=begin),
    )


def _middle(run: range) -> float:
    return (run.start + run.stop) / 2


def _common(x: range, y: range) -> int:
    return max(0, min(x.stop, y.stop) - max(x.start, y.start))


def _overlap(x: tuple[range, range], y: tuple[range, range]) -> float:
    """Share of the pairs of units of the smaller pair of runs that both hold."""
    smaller = min(len(x[0]) * len(x[1]), len(y[0]) * len(y[1]))
    return _common(x[0], y[0]) * _common(x[1], y[1]) / smaller


def best(
    field: Matrix, at: Windows, langs: tuple[str, str], most: int
) -> Iterator[tuple[int, int]]:
    """The best windows that are not one another, by their first units."""
    n, m = field.shape
    taken = np.zeros((n, m), bool)
    used_a, used_b = np.zeros(n, np.int64), np.zeros(m, np.int64)
    again_a, again_b = (AGAIN.get(lang, _USUALLY) for lang in langs)
    for place in _ranked(field):
        i, j = divmod(place, m)
        end_a, end_b = int(at[0][i]), int(at[1][j])
        if (
            taken[i:end_a, j:end_b].any()
            or used_a[i:end_a].max() >= again_a
            or used_b[j:end_b].max() >= again_b
        ):
            continue
        near = (
            slice(max(0, i - _BESIDE), end_a + _BESIDE),
            slice(max(0, j - _BESIDE), end_b + _BESIDE),
        )
        taken[near] = True
        used_a[i:end_a] += 1
        used_b[j:end_b] += 1
        yield i, j
        most -= 1
        if not most:
            return


def _ranked(field: Matrix) -> list[int]:
    """The best cells, best first; a hundredth decides, and then position."""
    flat = field.ravel()
    keep = min(_CANDIDATES, len(flat))
    cells = np.sort(np.argpartition(-flat, keep - 1)[:keep])
    order = np.argsort(-np.round(flat[cells], 2), kind="stable")
    return [int(cell) for cell in cells[order]]
