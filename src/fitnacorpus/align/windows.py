"""Matrices over all pairs of windows: sums and maxima, standard scores, crowdedness, blurring.

A window is the run of at most so many units from a unit on; it may be told to end where its part
ends, an episode.  The matrices of two books are large, so nothing here makes more than one new
matrix of their size: what is done line by line is done to a band of lines at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.int64]

NEIGHBOURS: Final = 10
"""How many of the best make the surroundings of a window."""
NARROW: Final = 128
"""Lines that are worked on together where much is done to each: of books of some thousand units
they fit the processor's own memory.  Results do not depend on it."""
BROAD: Final = 512
"""The same where little is done to each, and each band has a cost of its own."""


def bands(lines: int, size: int = NARROW) -> Iterator[slice]:
    """The bands of so many lines."""
    for start in range(0, lines, size):
        yield slice(start, min(start + size, lines))


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
    return _over_windows(np.add, rows, end)


def window_max(rows: Matrix, end: Indices) -> Matrix:
    """The maxima of the rows of each window."""
    return _over_windows(np.maximum, rows, end)


def _over_windows(joined: np.ufunc, rows: Matrix, end: Indices) -> Matrix:
    """Each row with those of its window.

    Args:
        joined: How two rows are joined.
        rows: One row a unit; there may be more of them than windows.
        end: The end of the window that begins with each of the first rows.
    """
    at = np.arange(len(end))
    out = rows[: len(end)].copy("K")
    for step in range(1, int((end - at).max(initial=1))):
        for run in _runs(np.flatnonzero(at + step < end)):
            further = slice(run.start + step, run.stop + step)
            joined(out[run], rows[further], out=out[run])
    return out


def _runs(numbers: Indices) -> Iterator[slice]:
    """Runs of numbers that follow one another."""
    if not len(numbers):
        return
    cuts = np.flatnonzero(np.diff(numbers) > 1) + 1
    first, last = [0, *cuts.tolist()], [*cuts.tolist(), len(numbers)]
    for start, stop in zip(first, last, strict=True):
        yield slice(int(numbers[start]), int(numbers[stop - 1]) + 1)


def standard(values: Matrix) -> Matrix:
    """Standard scores among all values, in their place."""
    if values.size:
        values -= np.float32(values.mean(dtype=np.float64))
        squares = sum(float(np.square(values[k]).sum(dtype=np.float64)) for k in bands(len(values)))
        spread = (squares / values.size) ** 0.5
        values /= np.float32(spread if spread > 1e-9 else 1)
    return values


def uncrowded(values: Matrix) -> Matrix:
    """Values relative to the best of their row and column, in their place.

    CSLS, Conneau et al. 2018.
    """
    of_rows, of_columns = _best(values), _best(values.T)
    values -= of_rows[:, None] / 2
    values -= of_columns[None, :] / 2
    return values


def _best(rows: Matrix) -> Matrix:
    """The mean of the highest of each row."""
    keep = min(NEIGHBOURS, rows.shape[1])
    out = np.zeros(len(rows), np.float32)
    for band in bands(len(rows)):
        out[band] = np.partition(rows[band], -keep, axis=1)[:, -keep:].mean(axis=1)
    return out


def blurred(values: Matrix, spread: tuple[float, float]) -> Matrix:
    """Means of the values around each, weighed by a normal curve of the given spreads.

    Three moving averages one after the other come close to it (Wells, IEEE PAMI 8:2, 1986) at a
    cost that does not depend on their width.  Beyond the edge there is nothing.
    """
    out = np.empty_like(values)
    for axis, sigma in enumerate(spread):
        half = max(1, round(((4 * sigma**2 + 1) ** 0.5 - 1) / 2))
        _average(out if axis else values, half, axis, out)
    return out


def _average(values: Matrix, half: int, axis: int, out: Matrix) -> None:
    """Moving averages of so many values before and after each, three times, also in their place."""
    lines, into = (values.T, out.T) if axis == 0 else (values, out)
    n, reach = lines.shape[1], 2 * half + 1
    for band in bands(len(lines)):
        some = np.asarray(lines[band], np.float64)
        for _ in range(3):
            total = np.zeros((len(some), n + reach))
            total[:, half + 1 : half + 1 + n] = some
            np.cumsum(total, axis=1, out=total)
            some = (total[:, reach:] - total[:, :-reach]) / reach
        into[band] = some


def log_sums(z: Matrix, axis: int) -> Matrix:
    """The logarithm of the sum of the exponentials of each row (axis 1) or column (axis 0)."""
    lines = z if axis == 1 else z.T
    out = np.zeros(len(lines), np.float32)
    for band in bands(len(lines)):
        top = lines[band].max(axis=1, keepdims=True)
        out[band] = top[:, 0] + np.log(np.exp(lines[band] - top).sum(axis=1))
    return out[:, None] if axis == 1 else out[None, :]


def log_shares(z: Matrix) -> Matrix:
    """Of each value the logarithms of its share of its row and of its column, added."""
    out = np.float32(2) * z
    out -= log_sums(z, 1)
    out -= log_sums(z, 0)
    return np.asarray(out, dtype=np.float32)
