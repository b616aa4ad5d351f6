"""The cheapest monotone way through two long sequences of vectors, inside a band.

Dynamic programming costs as much as the product of two lengths.  So long sequences are first made
shorter, by adding up neighbours; the way through the short ones, which is found in full, tells
where to look in the longer ones (Thompson and Koehn, Vecalign, EMNLP 2019, after Salvador and Chan,
FastDTW, 2007).  Vectors are centred before they are added up, or long stretches would all be alike.
What is missing on one side, a chapter for instance, is a step aside in the short sequences already,
and the band goes with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float32]

FULL: Final = 4_000_000
"""Largest product of two lengths that is searched without a band."""
FACTOR: Final = 4
"""How many units become one in the next shorter sequence."""
MARGIN: Final = 10
"""Units that the band keeps free on each side of the way found in the shorter sequences."""
COARSE: Final = ((1, 1), (1, 2), (2, 1))
"""Shapes of beads in shortened sequences."""
_BLOCK: Final = 48
_LEAST: Final = 1e-6
_CHANCE: Final = 0.01
"""Least distance by chance: where everything is alike, nothing is measured by less."""
_TIE: Final = 1e-4
"""What decides between ways that cost the same: more and smaller beads."""
_OUTLYING: Final = 4
"""A unit counts for at most so many of middle length when the lengths of texts are compared."""


class Shape(NamedTuple):
    """How many units of either side a bead holds."""

    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sequences.

    Attributes:
        runs: Unit rows of all runs of one unit, of two, and so on: ``runs[k - 1][i]`` is that of
            units i to i + k.  Runs longer than those given are sums of single units.
        lengths: Length of each unit, or None where lengths say nothing.
    """

    runs: Sequence[Vectors]
    lengths: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.runs[0])

    def rows(self, size: int, start: int, stop: int) -> Vectors:
        """Vectors of the runs of `size` units that begin at `start` and before `stop`."""
        if size <= len(self.runs):
            return np.asarray(self.runs[size - 1][start:stop])
        single = self.runs[0]
        total = single[start:stop].copy()
        for step in range(1, size):
            total += single[start + step : stop + step]
        return _unit(total)

    def sums(self, size: int, start: int, stop: int) -> NDArray[np.float64]:
        """Lengths of the same runs."""
        assert self.lengths is not None
        windows = np.lib.stride_tricks.sliding_window_view(
            self.lengths[start : stop + size - 1], size
        )
        return np.asarray(windows.sum(axis=1))


@dataclass(frozen=True, slots=True)
class Prices:
    """What a way costs.

    Attributes:
        shapes: Shapes of beads.
        gap: Price of a unit without counterpart; a bead of two runs taken at random costs 1.
        lengths: Price of one natural logarithm of difference in length.
        small: Added to both lengths, so that short units may differ.
    """

    shapes: tuple[Shape, ...]
    gap: float
    lengths: float = 0.0
    small: float = 0.0


class Step(NamedTuple):
    """A bead of a way: `size` units of either side, from `a` and `b` on."""

    a: int
    b: int
    size: Shape


def cheapest(a: Side, b: Side, prices: Prices, *, full: int = FULL) -> list[Step]:
    """The cheapest way through two sequences, as beads in order; (0, 1) and (1, 0) are gaps.

    Args:
        a: The one; not empty.
        b: The other; not empty.
        prices: What a way costs.
        full: Largest product of two lengths that is searched without a band.
    """
    n, m = len(a), len(b)
    if n * m <= full or min(n, m) < FACTOR:
        low, high = np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64)
    else:
        coarse = Prices(tuple(Shape(*shape) for shape in COARSE), prices.gap)
        way = cheapest(_shortened(a), _shortened(b), coarse, full=full)
        low, high = _band(way, n, m)
    return _within(low, high, a, b, prices)


def unlikeness(a: Side, b: Side, steps: Sequence[Step]) -> NDArray[np.float64]:
    """For each bead how unlike its two runs are, runs taken at random being 1; gaps are 1.

    Where each side is one unit there is nothing to take at random: unrelated units count as
    unlike by 1, the distance of vectors at right angles.
    """
    mean_a, mean_b = a.runs[0].mean(axis=0), b.runs[0].mean(axis=0)
    out = np.ones(len(steps))
    for k, step in enumerate(steps):
        if step.size.a and step.size.b:
            row_a = a.rows(step.size.a, step.a, step.a + 1)
            row_b = b.rows(step.size.b, step.b, step.b + 1)
            if len(a) == len(b) == 1:
                out[k] = 1 - (row_a @ row_b.T)[0, 0]
            else:
                out[k] = _unlike(row_a, row_b, mean_a, mean_b)[0, 0]
    return out


def _unlike(rows_a: Vectors, rows_b: Vectors, mean_a: Vectors, mean_b: Vectors) -> Matrix:
    """Distances of all pairs, relative to the mean distance to the other side's units."""
    by_chance = (1 - rows_a @ mean_b)[:, None] + (1 - rows_b @ mean_a)[None, :]
    return np.asarray(2 * (1 - rows_a @ rows_b.T) / np.maximum(by_chance, _CHANCE))


# --- Shorter sequences ---------------------------------------------------------------------------


def _shortened(side: Side) -> Side:
    """The sums of every `FACTOR` units, centred."""
    single = side.runs[0]
    starts = np.arange(0, len(single), FACTOR)
    sums = np.add.reduceat(single, starts, axis=0)
    counts = np.diff(np.append(starts, len(single)))[:, None].astype(np.float32)
    sums -= counts * single.mean(axis=0)
    return Side((_unit(sums),))


def _band(way: Sequence[Step], n: int, m: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last column of every row, from the way through the shortened sequences."""
    rows = np.array([min(s.a * FACTOR, n) for s in way] + [n])
    columns = np.array([min(s.b * FACTOR, m) for s in way] + [m])
    first = np.flatnonzero(np.append(True, np.diff(rows) > 0))
    last = np.append(first[1:], len(rows)) - 1
    every = np.arange(n + 1)
    lowest = np.interp(every, rows[first], columns[first]).astype(np.int64)
    highest = np.ceil(np.interp(every, rows[first], columns[last])).astype(np.int64)
    low = np.maximum(lowest[np.maximum(every - MARGIN, 0)] - MARGIN, 0)
    high = np.minimum(highest[np.minimum(every + MARGIN, n)] + MARGIN, m)
    return low, high


# --- Dynamic programming -------------------------------------------------------------------------


def _within(
    low: NDArray[np.int64], high: NDArray[np.int64], a: Side, b: Side, prices: Prices
) -> list[Step]:
    """The cheapest way that stays between two columns in every row.

    A row is done at once.  What comes from above needs no order; a gap on the side of the columns
    comes from the left, which a running minimum takes care of.
    """
    n = len(a)
    shapes = [s for s in prices.shapes if s.a <= n and s.b <= len(b)]
    moves = [Shape(1, 0), *shapes]
    means = a.runs[0].mean(axis=0), b.runs[0].mean(axis=0)
    above: deque[tuple[int, Any]] = deque(maxlen=max(s.a for s in moves))
    taken: list[NDArray[np.int8]] = []
    costs: list[Any] = []
    corner = (0, 0)
    for i in range(n + 1):
        left, right = int(low[i]), int(high[i])
        if i % _BLOCK == 0:
            stop = min(n, i + _BLOCK - 1)
            corner = (i, left)
            costs = _costs(range(i, stop + 1), range(left, int(high[stop]) + 1), a, b, means,
                           shapes, prices)  # fmt: skip
        found = np.full((len(moves), right - left + 1), np.inf)
        for k, (down, over) in enumerate(moves):
            if down > i:
                continue
            before, values = above[-down]
            start = max(left, before + over)
            end = min(right, before + len(values) - 1 + over) + 1
            if start < end:
                reached = values[start - over - before : end - over - before]
                price = (
                    costs[k - 1][i - corner[0], start - corner[1] : end - corner[1]]
                    if k
                    else prices.gap
                )
                np.add(reached, price, out=found[k, start - left : end - left])
        if i == 0:
            found[0, 0] = 0.0
        best = found.min(axis=0)
        step = found.argmin(axis=0).astype(np.int8)
        aside = prices.gap * np.arange(len(best))
        from_left = np.minimum.accumulate(best - aside) + aside
        step[from_left < best - 1e-9] = -1
        above.append((left, np.minimum(best, from_left)))
        taken.append(step)
    return _back(taken, low, moves, len(b))


def _costs(
    rows: range,
    columns: range,
    a: Side,
    b: Side,
    means: tuple[Vectors, Vectors],
    shapes: Sequence[Shape],
    prices: Prices,
) -> list[Any]:
    """For each shape the prices of the beads that end at these rows and columns."""
    runs_a = {s: _ending(a, s, rows) for s in {shape.a for shape in shapes}}
    runs_b = {s: _ending(b, s, columns) for s in {shape.b for shape in shapes}}
    chance_a = {s: 1 - run @ means[1] for s, run in runs_a.items()}
    chance_b = {s: 1 - run @ means[0] for s, run in runs_b.items()}
    logs_a = {s: _logs(a, s, rows, prices, _ratio(a, b)) for s in runs_a}
    logs_b = {s: _logs(b, s, columns, prices, 1.0) for s in runs_b}
    out = []
    for shape in shapes:
        by_chance = chance_a[shape.a][:, None] + chance_b[shape.b][None, :]
        price = 2 * (1 - runs_a[shape.a] @ runs_b[shape.b].T) / np.maximum(by_chance, _CHANCE)
        if a.lengths is not None and b.lengths is not None:
            longer = logs_a[shape.a][:, None] - logs_b[shape.b][None, :]
            price += prices.lengths * np.abs(longer)
        whole = np.full((len(rows), len(columns)), np.inf, dtype=np.float32)
        whole[len(rows) - price.shape[0] :, len(columns) - price.shape[1] :] = price
        area = shape.a * shape.b
        out.append(whole * area + _TIE * (area - 1))
    return out


def _ending(side: Side, size: int, ends: range) -> Vectors:
    """Vectors of the runs that end at these places; there may be none at the first places."""
    start = max(0, ends.start - size)
    return side.rows(size, start, max(start, ends.stop - size))


def _logs(side: Side, size: int, ends: range, prices: Prices, ratio: float) -> Any:
    """Logarithms of the lengths of the same runs."""
    start = max(0, ends.start - size)
    stop = max(start, ends.stop - size)
    if side.lengths is None or start == stop:
        return np.zeros(stop - start)
    return np.log(side.sums(size, start, stop) * ratio + prices.small)


def _ratio(a: Side, b: Side) -> float:
    """How much longer the second sequence is than the first."""
    if a.lengths is None or b.lengths is None:
        return 1.0
    total = [np.minimum(side, _OUTLYING * np.median(side)).sum() for side in (a.lengths, b.lengths)]
    return float(total[1] / total[0])


def _back(
    taken: Sequence[NDArray[np.int8]], low: NDArray[np.int64], moves: Sequence[Shape], m: int
) -> list[Step]:
    """The way, read from its end."""
    out: list[Step] = []
    i, j = len(taken) - 1, m
    while i or j:
        k = int(taken[i][j - low[i]])
        size = moves[k] if k >= 0 else Shape(0, 1)
        i, j = i - size.a, j - size.b
        out.append(Step(i, j, size))
    return out[::-1]


def _unit(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > _LEAST, norms, 1), dtype=np.float32)
