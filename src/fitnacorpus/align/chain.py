"""Chains: pairs of passages that stand out and stand near one another, in the same order.

Where two accounts tell the same, not one pair of passages stands out but a run of them.  Cells that
are among the best of their row and of their column are joined when they lie near; a chain counts
if its best cell stands out far enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

Cell = tuple[int, int]

BEST: Final = 2
"""A cell must be among so many best of its row and of its column."""
LOWEST: Final = 3.0
"""Standard score below which a cell joins no chain."""
GAP: Final = 4
"""Passages that may lie between two cells of a chain."""
_UNEVEN: Final = 0.5
"""Standard score lost for each passage by which the two accounts advance differently."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of cells in the same order.

    Attributes:
        cells: Cells, each further on than the one before on at least one side.
        peak: Standard score of the best cell.
    """

    cells: tuple[Cell, ...]
    peak: float


def chains(z: Matrix) -> list[Chain]:
    """All chains of a matrix of standard scores, best first, ties by position."""
    return joined([(int(i), int(j)) for i, j in np.argwhere((z >= LOWEST) & mutual_best(z))], z)


def joined(cells: Sequence[Cell], z: Matrix | Mapping[Cell, float]) -> list[Chain]:
    """The chains that these cells make, best first, ties by position.

    Args:
        cells: Cells that stand out.
        z: Standard score of each cell.
    """
    found = []
    for group in _near(cells):
        run = _in_order(group, z)
        found.append(Chain(tuple(run), max(float(z[cell]) for cell in run)))
    return sorted(found, key=lambda chain: (-round(chain.peak, 4), chain.cells))


def mutual_best(values: Matrix) -> NDArray[np.bool_]:
    """Whether each cell is among the `BEST` of its row and of its column."""

    def least(rows: Matrix) -> Matrix:
        keep = min(BEST, rows.shape[1])
        return np.asarray(np.partition(rows, -keep, axis=1)[:, -keep][:, None])

    return np.asarray((values >= least(values)) & (values >= least(values.T).T))


def _near(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Groups of cells connected by steps forward of at most `GAP` on either side."""
    leader = {cell: cell for cell in cells}

    def find(cell: Cell) -> Cell:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for i, j in cells:
        for down in range(GAP + 1):
            # One passage back for one forward is a turn of order too small to end a run.
            for right in range(-1 if down == 1 else 0, GAP + 1):
                other = (i + down, j + right)
                if other in leader:
                    leader[find(other)] = find((i, j))
    groups: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[find(cell)].append(cell)
    return list(groups.values())


def _in_order(group: Sequence[Cell], z: Matrix | Mapping[Cell, float]) -> list[Cell]:
    """The best run of a group that goes backwards on neither side."""
    ordered = sorted(group)
    best: list[float] = []
    before: list[int] = []
    for k, (i, j) in enumerate(ordered):
        here = float(z[i, j])
        value, link = here, -1
        for earlier in range(k):
            i0, j0 = ordered[earlier]
            if j0 > j or (i0, j0) == (i, j):
                continue
            candidate = best[earlier] + here - _UNEVEN * abs((i - i0) - (j - j0))
            if candidate > value:
                value, link = candidate, earlier
        best.append(value)
        before.append(link)
    at = max(range(len(ordered)), key=best.__getitem__)
    out: list[Cell] = []
    while at >= 0:
        out.append(ordered[at])
        at = before[at]
    return out[::-1]
