"""What the best pairs of two short accounts say of every other pair of theirs.

A pair is weighed by itself first.  But two accounts that tell of the same war tell most of it in
the same order: where the beginning meets the beginning and the end the end, the middle is likelier
to meet the middle; and where nothing else is told by both, a single likeness is more likely chance.
In long accounts runs of passages say this (`runs`); accounts of a few episodes have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEATURES: Final = ("alone", "order", "others")
"""What `features` holds of each pair: its log-odds by itself; how much of the others that are best
stands in order with it rather than against it, those near its diagonal counting most; and how much
the others are by themselves.  Both as signed logarithms of sums of probabilities, so that the tenth
of them says less than the second."""
_FADES: Final = 2.0
"""How quickly another pair in order counts less the further it lies from the diagonal through this
one: nothing at half the length of the accounts."""


def features(alone: Floats) -> Floats:
    """What is to be weighed of each pair.

    Args:
        alone: An (n, m) matrix of the log-odds of pairs by themselves, minus infinity for one that
            cannot be.

    Returns:
        An (n, m, features) array, see `FEATURES`.
    """
    finite = np.maximum(alone, -50.0)
    best = (finite >= finite.max(axis=1, keepdims=True)) & (finite >= finite.max(axis=0))
    order, others = np.zeros_like(finite), np.zeros_like(finite)
    rows, columns = np.indices(finite.shape)
    for i, j in np.argwhere(best):
        weight = 1 / (1 + np.exp(-finite[i, j]))
        down, across = rows - i, columns - j
        side = np.sign(down * across)
        aside = np.abs(down / finite.shape[0] - across / finite.shape[1])
        order += weight * np.where(side > 0, np.clip(1 - _FADES * aside, 0, 1), side)
        others += weight * ((down != 0) | (across != 0))
    return np.stack([finite, np.sign(order) * np.log1p(np.abs(order)), np.log1p(others)], axis=-1)
