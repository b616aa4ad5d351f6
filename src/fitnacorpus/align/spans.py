"""Which sentences of two episodes carry what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

CARRIES: Final = 2.5
"""What a sentence must reach to carry a correspondence, in standard scores."""
_ROUNDS: Final = 2
"""How often either side is looked at in the light of the other."""


def tight(strength: Matrix) -> tuple[range, range]:
    """The smallest runs of sentences that carry the correspondence of two episodes.

    Both grow from the pair that stands out most: on either side the run around it whose sentences
    exceed `CARRIES` by most in sum, each counted by its best counterpart in or beside the run of
    the other side.  Chosen apart, the two runs may not answer one another.

    Args:
        strength: How much speaks for each pair of sentences, in standard scores.
    """
    # A hundredth decides, and then position: the seventh digit differs between processors.
    values = np.round(strength, 2)
    row, column = (int(k) for k in np.unravel_index(int(values.argmax()), values.shape))
    rows, columns = range(row, row + 1), range(column, column + 1)
    for _ in range(_ROUNDS):
        rows = _around(values[:, _beside(columns)].max(axis=1), row)
        columns = _around(values[_beside(rows)].max(axis=0), column)
    return rows, columns


def _beside(run: range) -> slice:
    """A run and a sentence on either side of it: both accounts may go on together."""
    return slice(max(0, run.start - 1), run.stop + 1)


def _around(values: Any, at: int) -> range:
    """The run around a value with the greatest sum above `CARRIES`; of equal ones the shortest."""
    above = np.round(values - CARRIES, 2)
    before = np.concatenate([[0.0], np.cumsum(above[:at][::-1])])
    after = np.concatenate([[0.0], np.cumsum(above[at + 1 :])])
    start = at - int(np.argmax(np.round(before, 2)))
    return range(start, at + int(np.argmax(np.round(after, 2))) + 1)
