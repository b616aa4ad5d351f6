"""Matrices over all pairs of windows: sums and maxima, standard scores, crowdedness, blurring.

A window is the run of at most so many units from a unit on; it may be told to end where its part
ends, an episode.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.int64]

NEIGHBOURS: Final = 10
"""How many of the best make the surroundings of a window."""


def ends(part: Sequence[int], size: int, *, across: bool = False) -> Indices:
    """For each unit the end of the window that begins with it.

    Args:
        part: Number of the part that holds each unit, ascending.
        size: Most units of a window.
        across: Whether a window may run on into the next part.
    """
    numbers = np.asarray(part, dtype=np.int64)
    at = np.arange(len(numbers))
    last = np.full(len(numbers), len(numbers))
    if not across:
        last = np.searchsorted(numbers, numbers, side="right")
    return np.asarray(np.minimum(at + size, last), dtype=np.int64)


def last_full(part: Sequence[int], size: int) -> Indices:
    """The windows of `ends` that are as long as their part allows, by their first units.

    Args:
        part: Number of the part that holds each unit, ascending.
        size: Most units of a window.
    """
    numbers = np.asarray(part, dtype=np.int64)
    first = np.searchsorted(numbers, numbers, side="left")
    last = np.searchsorted(numbers, numbers, side="right")
    at = np.arange(len(numbers))
    return np.unique(np.minimum(at, np.maximum(first, last - size)))


def window_sum(rows: Matrix, end: Indices) -> Matrix:
    """The sum of the rows of each window."""
    total = np.zeros((len(rows) + 1, *rows.shape[1:]), np.float64)
    np.cumsum(rows, axis=0, out=total[1:])
    return np.asarray(total[end] - total[:-1], dtype=np.float32)


def window_max(rows: Matrix, end: Indices) -> Matrix:
    """The maxima of the rows of each window."""
    out = rows.copy()
    at = np.arange(len(rows))
    for step in range(1, int((end - at).max(initial=1))):
        inside = np.flatnonzero(at + step < end)
        out[inside] = np.maximum(out[inside], rows[inside + step])
    return out


def standard(values: Matrix) -> Matrix:
    """Standard scores among all values."""
    spread = float(values.std())
    return np.asarray((values - values.mean()) / (spread if spread > 1e-9 else 1), np.float32)


def uncrowded(values: Matrix) -> Matrix:
    """Values relative to the best of their row and column (CSLS, Conneau et al. 2018)."""

    def best(rows: Matrix) -> Matrix:
        keep = min(NEIGHBOURS, rows.shape[1])
        return np.asarray(np.partition(rows, -keep, axis=1)[:, -keep:].mean(axis=1))

    crowded = (best(values)[:, None] + best(values.T)[None, :]) / 2
    return np.asarray(values - crowded, dtype=np.float32)


def blurred(values: Matrix, spread: tuple[float, float]) -> Matrix:
    """Means of the values around each, weighed by a normal curve of the given spreads.

    Three moving averages one after the other come close to it (Wells, IEEE PAMI 8:2, 1986) at a
    cost that does not depend on their width.  Beyond the edge there is nothing.
    """
    out = values
    for axis, sigma in enumerate(spread):
        half = max(1, round(((4 * sigma**2 + 1) ** 0.5 - 1) / 2))
        for _ in range(3):
            out = _moving(out, half, axis)
    return out


def _moving(values: Matrix, half: int, axis: int) -> Matrix:
    n = values.shape[axis]
    total = np.zeros((n + 1, values.shape[1 - axis]), np.float64)
    np.cumsum(values if axis == 0 else values.T, axis=0, out=total[1:])
    at = np.arange(n)
    moved = total[np.minimum(at + half + 1, n)] - total[np.maximum(at - half, 0)]
    out = (moved / (2 * half + 1)).astype(np.float32)
    return out if axis == 0 else np.ascontiguousarray(out.T)


def log_share(z: Matrix, axis: int) -> Matrix:
    """Of each value the logarithm of its share of its row (axis 1) or column (axis 0)."""
    top = z.max(axis=axis, keepdims=True)
    return np.asarray(z - top - np.log(np.exp(z - top).sum(axis=axis, keepdims=True)), np.float32)
