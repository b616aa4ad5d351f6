"""Long passages lose what says little, and nothing else."""

import numpy as np
import pytest

from fitnacorpus.align import edges
from fitnacorpus.model import Span

LITTLE, MUCH = edges.CARRIES - 0.5, edges.CARRIES + 0.5


def spans(length):
    return [Span(k * (length + 1), k * (length + 1) + length) for k in range(10)]


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ([MUCH, MUCH, MUCH, LITTLE], range(3, 6)),
        ([LITTLE, MUCH, MUCH, MUCH], range(4, 7)),
        ([LITTLE, MUCH, MUCH, LITTLE], range(4, 6)),
        ([MUCH, LITTLE, LITTLE, MUCH], range(3, 7)),
        ([MUCH, MUCH, MUCH, MUCH], range(3, 7)),
        ([LITTLE, LITTLE, LITTLE, LITTLE], range(5, 7)),
    ],
)
def test_a_weak_edge_goes_and_a_weak_middle_stays(says, left):
    assert edges._without(range(3, 7), np.array(says, np.float32), spans(300)) == left


def test_what_is_short_enough_to_read_keeps_its_edges():
    says = np.array([LITTLE, MUCH, MUCH, LITTLE], np.float32)
    fits = (edges.LONG - 3) // 4
    assert edges._without(range(3, 7), says, spans(fits)) == range(3, 7)
    assert edges._without(range(3, 7), says, spans(fits + 1)) == range(4, 7)
