"""Paths through two texts: places that stand in the same order in both.

Good pairs are found between any two texts.  Where both tell the same, the best of them rise
together, and the heaviest path is much heavier than what rises in the one while it falls in the
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = Sequence[float] | NDArray[np.float64]


def heaviest(x: Numbers, y: Numbers, weight: Numbers) -> list[int]:
    """The heaviest path: places of which each stands after the one before it in both texts.

    Args:
        x: Where each of n places stands in the one text.
        y: Where it stands in the other.
        weight: How much each weighs, from 0.

    Returns:
        Their indices, in order.
    """
    order = np.lexsort((-np.asarray(y), np.asarray(x))).tolist()
    best: list[float] = []
    before: list[int] = []
    for k, i in enumerate(order):
        earlier = [n for n in range(k) if y[order[n]] < y[i]]
        last = max(earlier, key=best.__getitem__, default=-1)
        best.append(float(weight[i]) + (best[last] if earlier else 0.0))
        before.append(last)
    out: list[int] = []
    k = max(range(len(best)), key=best.__getitem__, default=-1)
    while k >= 0:
        out.append(order[k])
        k = before[k]
    return out[::-1]


def in_one_order(x: Numbers, y: Numbers, weight: Numbers) -> float:
    """How many times as heavy the heaviest path is as the heaviest one against the order."""
    along, against = (
        sum(float(weight[i]) for i in heaviest(x, some, weight))
        for some in (np.asarray(y), -np.asarray(y))
    )
    return (along + 1) / (against + 1)
