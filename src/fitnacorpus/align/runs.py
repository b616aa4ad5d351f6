"""Runs of passages that two accounts tell in the same order, and what speaks for each pair."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import score
from fitnacorpus.align.chain import Cell, Chain, chains

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Matrix = NDArray[np.float32]

FEATURES: Final = ("order", "rival", "ahead")
"""What `Run.features` holds of each pair:

order: Standard score of the pair with the support of the pairs around it.
rival: By how much another place beats it, at least -3.
ahead: Root of the support of further passages in the same order.
"""
LEAST_PEAK: Final = 3.5
"""Standard score that the best pair of a run must reach."""
_CLEARLY_BETTER: Final = -3.0


@dataclass(frozen=True, slots=True)
class Run:
    """A chain and what speaks for each of its cells.

    Attributes:
        cells: Pairs of passages, in order.
        features: One row a cell, see `FEATURES`.
    """

    cells: tuple[Cell, ...]
    features: Floats


def find(evidence: Matrix) -> list[Run]:
    """The runs of two accounts.

    Args:
        evidence: How much speaks for each pair by itself, in standard scores.
    """
    z = score.in_order(evidence)
    found = [chain for chain in chains(z) if chain.peak >= LEAST_PEAK]
    if not found:
        return []
    ahead = score.ahead(z)
    return [_run(chain, z, ahead) for chain in found]


def _run(chain: Chain, z: Matrix, ahead: Matrix) -> Run:
    cells = _leading(chain.cells, z)
    rows = [
        (
            float(z[i, j]),
            max(score.rival(z, i, j) - float(z[i, j]), _CLEARLY_BETTER),
            math.sqrt(float(ahead[i, j])),
        )
        for i, j in cells
    ]
    return Run(cells, np.array(rows))


def _leading(cells: tuple[Cell, ...], z: Matrix) -> tuple[Cell, ...]:
    """The cells that are the best of the run for one of their two passages.

    A run goes down in steps, and the inner corner of a step belongs to neither of them.
    """
    rows: dict[int, float] = {}
    columns: dict[int, float] = {}
    for i, j in cells:
        value = float(z[i, j])
        rows[i] = max(rows.get(i, value), value)
        columns[j] = max(columns.get(j, value), value)
    return tuple((i, j) for i, j in cells if z[i, j] in (rows[i], columns[j]))
