"""Evidence that two passages tell the same: matrices with a row for each passage of one account.

The similarity of vectors means little by itself: languages lie apart, and some passages resemble
everything.  So vectors are centred, similarities are taken relative to the neighbourhood (CSLS,
Conneau et al. 2018), passages are also compared in their context, and a pair gains from the pairs
around it that stand in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float32]

WINDOWS: Final = (1, 3)
"""Passages are compared alone and together with both neighbours."""
NEIGHBOURS: Final = 10
"""How many nearest passages make a neighbourhood."""
REACH: Final = 4
"""How far, in passages, the order of neighbouring pairs is looked at."""
SUPPORT: Final = 0.3
"""Weight of the neighbouring pairs beside the pair itself."""
BLOCK: Final = 4
"""Side of a block of pairs, for order further off."""
BESIDE: Final = 6
"""Passages around a pair among which others belong to the same run and are no rivals."""
_BLOCKS: Final = 8
_FADE: Final = 0.85
_CLEAR: Final = 3.0
_DECAY: Final = 0.75
_FEW: Final = 50
_ASIDE: Final = 0.8
_SLOPES: Final = ((1, 1), (1, 2), (2, 1))
_BESIDE: Final = ((0, -1), (0, 1), (-1, 0), (1, 0))


def wording(
    a: Vectors, b: Vectors, *, mean_a: Vectors | None = None, mean_b: Vectors | None = None
) -> Matrix:
    """How far the wording of each pair of passages stands out, in standard scores.

    Args:
        a: Vectors of n passages.
        b: Vectors of m passages.
        mean_a: Mean vector of the language of `a`; by default that of `a`.
        mean_b: Mean vector of the language of `b`; by default that of `b`.

    Returns:
        An (n, m) matrix.
    """
    a, b = centred(a, mean_a), centred(b, mean_b)
    total = np.zeros((len(a), len(b)), dtype=np.float32)
    for w in WINDOWS:
        total += outstanding(relative(together(a, w) @ together(b, w).T))
    return outstanding(total)


def in_order(z: Matrix) -> Matrix:
    """Standard scores with the support of neighbouring pairs in the same order.

    Along three slopes (accounts run at different lengths) the scores of up to `REACH` pairs on both
    sides are added with fading weight; a pair may lie one passage aside.  The best slope counts.
    """
    return outstanding(supported(z))


def supported(z: Matrix) -> Matrix:
    """The sum of which `in_order` takes the standard scores."""
    positive = np.clip(z, 0, None)
    best = np.zeros_like(z)
    for down, right in _SLOPES:
        support = np.zeros_like(z)
        for step in (*range(-REACH, 0), *range(1, REACH + 1)):
            i, j = step * down, step * right
            if max(abs(i), abs(j)) > REACH * 1.5:
                continue
            near = _shifted(positive, i, j)
            for down_one, right_one in _BESIDE:
                aside = _shifted(positive, i + down_one, j + right_one)
                near = np.maximum(near, _ASIDE * aside)
            support += _DECAY ** (abs(step) - 1) * near
        best = np.maximum(best, support)
    return np.asarray(z + SUPPORT * best)


def outstanding(values: Matrix) -> Matrix:
    """Standard scores among all values, by median and quartiles, which links do not disturb."""
    return standard(values, *scale(values))


def outstanding_of_few(values: Matrix, usual: float) -> Matrix:
    """Standard scores where there may be too few values to tell their spread.

    Args:
        values: Values.
        usual: The usual spread of such values, which counts as much as `_FEW` of them.
    """
    middle, spread = scale(values)
    count = values.size
    mixed = (count * spread**2 + _FEW * usual**2) / (count + _FEW)
    return standard(values, middle, float(np.sqrt(mixed)))


def scale(values: Matrix) -> tuple[float, float]:
    """Middle and spread of values: median, and quartile distance as a standard deviation."""
    low, middle, high = np.percentile(values, (25, 50, 75))
    spread = (high - low) / 1.349
    return float(middle), float(spread if spread > 1e-6 else 1.0)


def standard(values: Matrix, middle: float, spread: float) -> Matrix:
    """Values as standard scores on a given scale."""
    return np.asarray((values - middle) / spread, dtype=np.float32)


def ahead(z: Matrix) -> Matrix:
    """How much stands in the same order further off: the support of whole blocks of passages.

    The best of each block of `BLOCK` by `BLOCK` pairs is looked at from block to block, as
    `in_order` looks from pair to pair.  Accounts that part and meet again keep their order.

    Args:
        z: Standard scores, as `in_order` gives them.

    Returns:
        A matrix like `z`, from 0.
    """
    n, m = z.shape
    down, across = -(-n // BLOCK), -(-m // BLOCK)
    best = np.zeros((down * BLOCK, across * BLOCK), dtype=np.float32)
    best[:n, :m] = np.clip(z - _CLEAR, 0, _CLEAR)
    blocks = best.reshape(down, BLOCK, across, BLOCK).max(axis=(1, 3))
    far = np.zeros_like(blocks)
    for slope in _SLOPES:
        support = np.zeros_like(blocks)
        for step in (*range(-_BLOCKS, 0), *range(1, _BLOCKS + 1)):
            i, j = step * slope[0], step * slope[1]
            if max(abs(i), abs(j)) > _BLOCKS * 1.5:
                continue
            near = _shifted(blocks, i, j)
            for down_one, right_one in _BESIDE:
                aside = _shifted(blocks, i + down_one, j + right_one)
                near = np.maximum(near, _ASIDE * aside)
            support += _FADE ** (abs(step) - 1) * near
        far = np.maximum(far, support)
    return np.repeat(np.repeat(far, BLOCK, axis=0), BLOCK, axis=1)[:n, :m]


def rival(z: Matrix, row: int, column: int) -> float:
    """The best score of the row and of the column more than `BESIDE` passages away, at least 0."""
    left, right = max(0, column - BESIDE), column + BESIDE + 1
    top, bottom = max(0, row - BESIDE), row + BESIDE + 1
    parts = (z[row, :left], z[row, right:], z[:top, column], z[bottom:, column])
    return max(0.0, *(float(part.max()) for part in parts if part.size), 0.0)


def centred(rows: Vectors, mean: Vectors | None) -> Vectors:
    """Rows without the mean of their language, scaled to length 1; blank rows stay blank."""
    blank = ~rows.any(axis=1)
    centred = rows - (rows.mean(axis=0) if mean is None else mean)
    centred[blank] = 0
    return _unit(centred)


def _unit(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 1e-6, norms, 1), dtype=np.float32)


def together(rows: Vectors, window: int) -> Vectors:
    """Each row with its neighbours: the scaled sum of a window around it."""
    return _unit(summed(rows, window))


def summed(rows: Matrix, window: int) -> Matrix:
    """Each row with its neighbours: the sum of a window around it."""
    out = np.zeros_like(rows)
    for step in range(-(window // 2), window - window // 2):
        if step >= 0:
            out[: len(rows) - step] += rows[step:]
        else:
            out[-step:] += rows[:step]
    return out


def relative(likeness: Matrix) -> Matrix:
    """Similarities relative to the mean of the nearest neighbours of both passages."""

    def nearest(rows: Matrix) -> Matrix:
        keep = min(NEIGHBOURS, rows.shape[1])
        return np.asarray(np.partition(rows, -keep, axis=1)[:, -keep:].mean(axis=1))

    of_a, of_b = nearest(likeness), nearest(likeness.T)
    return np.asarray(likeness - (of_a[:, None] + of_b[None, :]) / 2, dtype=np.float32)


def _shifted(values: Matrix, down: int, right: int) -> Matrix:
    """Values moved so that each cell holds the one `down` rows below and `right` columns on."""
    out = np.zeros_like(values)
    n, m = values.shape
    rows = range(max(0, down), min(n, n + down))
    columns = range(max(0, right), min(m, m + right))
    if rows and columns:
        out[rows.start - down : rows.stop - down, columns.start - right : columns.stop - right] = (
            values[rows.start : rows.stop, columns.start : columns.stop]
        )
    return out
