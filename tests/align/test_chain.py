"""Chains: uneven steps cost, and what runs backwards is parted."""

import numpy as np
import pytest

from fitnacorpus.align.chain import chains, joined


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # Both accounts advance alike: both cells, though the second is weak.
        ({(0, 0): 5.0, (2, 2): 0.5}, [(0, 0), (2, 2)]),
        # The one advances by two passages more, which costs as much as a weak cell brings.
        ({(0, 0): 5.0, (3, 1): 0.9}, [(0, 0)]),
        ({(0, 0): 5.0, (3, 1): 1.1}, [(0, 0), (3, 1)]),
        # Of two ways from the first to the last the more even one is taken, though it is weaker.
        ({(0, 0): 5.0, (1, 3): 3.4, (2, 1): 3.0, (4, 4): 5.0}, [(0, 0), (2, 1), (4, 4)]),
    ],
)
def test_the_best_run_of_cells(cells, expected):
    (found,) = joined(list(cells), cells)
    assert list(found.cells) == expected
    assert found.peak == max(cells[cell] for cell in expected)


def test_only_cells_that_stand_out_begin_a_chain():
    z = np.zeros((12, 12), np.float32)
    z[1, 1], z[2, 2], z[9, 9], z[10, 4] = 6, 4, 2.9, 3.0
    assert [(c.cells, c.peak) for c in chains(z)] == [(((1, 1), (2, 2)), 6.0), (((10, 4),), 3.0)]
