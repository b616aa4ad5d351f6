"""Evidence that two passages tell the same: matrices with a row for each passage of one account.

The similarity of vectors means little by itself: languages lie apart, and some passages resemble
everything.  So vectors are centred, similarities are taken relative to the neighbourhood (CSLS,
Conneau et al. 2018), passages are also compared in their context, and a pair gains from the pairs
around it that stand in the same order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
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
SUPPORT: Final = 0.25
"""Weight of the neighbouring pairs beside the pair itself."""
_DECAY: Final = 0.75
_ASIDE: Final = 0.8
_SLOPES: Final = ((1, 1), (1, 2), (2, 1))
_RARE: Final = 3.0
"""Weight of rarity, in nats, at which shared names have said about two thirds of what they can."""

_UNSEEN: Final = 10
"""Passages added to the count, so that a name in few passages is rare in a short account too."""


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
    total = sum(
        (outstanding(_relative(together(a, w) @ together(b, w).T)) for w in WINDOWS),
        start=np.zeros((len(a), len(b)), dtype=np.float32),
    )
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
            for aside in (-1, 1):
                near = np.maximum(near, _ASIDE * _shifted(positive, i, j + aside))
            support += _DECAY ** (abs(step) - 1) * near
        best = np.maximum(best, support)
    return np.asarray(z + SUPPORT * best)


def outstanding(values: Matrix) -> Matrix:
    """Standard scores among all values, by median and quartiles, which links do not disturb."""
    return standard(values, *scale(values))


def scale(values: Matrix) -> tuple[float, float]:
    """Middle and spread of values: median, and quartile distance as a standard deviation."""
    low, middle, high = np.percentile(values, (25, 50, 75))
    spread = (high - low) / 1.349
    return float(middle), float(spread if spread > 1e-6 else 1.0)


def standard(values: Matrix, middle: float, spread: float) -> Matrix:
    """Values as standard scores on a given scale."""
    return np.asarray((values - middle) / spread, dtype=np.float32)


def shared_names(
    names_a: Sequence[AbstractSet[str]],
    names_b: Sequence[AbstractSet[str]],
    frequency: Counter[str],
) -> Matrix:
    """For each pair how much its shared names say, between 0 and 1.

    The product of two views: what part of all their names two passages share (a cosine, names
    weighing by rarity), and how rare the shared ones are taken together.  Two passages that name
    nobody but the two best known men of the corpus agree fully in the first view and hardly in the
    second.

    Args:
        names_a: Authority ids in each of n passages.
        names_b: Authority ids in each of m passages.
        frequency: In how many passages of the corpus each id stands.
    """
    ids = sorted({ref for names in (*names_a, *names_b) for ref in names})
    column = {ref: k for k, ref in enumerate(ids)}
    total = max(len(names_a) + len(names_b), *frequency.values(), 1)
    weight = {ref: math.log((total + _UNSEEN) / max(1, frequency[ref])) for ref in ids}

    def rows(side: Sequence[AbstractSet[str]], power: float) -> Matrix:
        out = np.zeros((len(side), len(ids)), dtype=np.float32)
        for k, names in enumerate(side):
            for ref in names:
                out[k, column[ref]] = weight[ref] ** power
        return out

    a, b = rows(names_a, 1.0), rows(names_b, 1.0)
    norms = np.linalg.norm(a, axis=1)[:, None] * np.linalg.norm(b, axis=1)[None, :]
    cosine = (a @ b.T) / np.where(norms > 0, norms, 1)
    together = rows(names_a, 0.5) @ rows(names_b, 0.5).T
    return np.asarray(cosine * (1 - np.exp(-together / _RARE)), dtype=np.float32)


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
    out = np.zeros_like(rows)
    for step in range(-(window // 2), window - window // 2):
        if step >= 0:
            out[: len(rows) - step] += rows[step:]
        else:
            out[-step:] += rows[:step]
    return _unit(out)


def _relative(likeness: Matrix) -> Matrix:
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
