"""Which sentences of two episodes carry what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

CARRIES: Final = 2.5
"""What a sentence must reach to carry a correspondence, in standard scores."""


def tight(strength: Matrix) -> tuple[range, range]:
    """The smallest runs of sentences that carry the correspondence of two episodes.

    On either side the run whose sentences exceed `CARRIES` by most in sum, each sentence counted by
    its best counterpart; where none does, the best pair alone.

    Args:
        strength: How much speaks for each pair of sentences, in standard scores.
    """
    return _run(strength.max(axis=1)), _run(strength.max(axis=0))


def _run(values: Any) -> range:
    """The run of values with the greatest sum above `CARRIES`; of equal ones the first."""
    best, at = -np.inf, range(1)
    total, start = 0.0, 0
    for k, value in enumerate(values.tolist()):
        if total <= 0:
            total, start = 0.0, k
        total += value - CARRIES
        # A hundredth decides: the seventh digit differs between processors.
        if total > best + 0.01:
            best, at = total, range(start, k + 1)
    return at
