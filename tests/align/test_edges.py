"""Long passages lose what says little, and nothing else."""

import numpy as np
import pytest

from fitnacorpus.align import edges
from fitnacorpus.align import spans as spans_of_passages
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


@pytest.mark.parametrize(
    ("edge", "length", "left"),
    [
        (1.0, 300, range(4, 6)),  # one unit in six says as much by chance
        (1.7, 300, range(4, 6)),  # and one in twenty-two as much as this
        (2.1, 300, range(3, 7)),  # what falls just short of beginning a passage
        (spans_of_passages.CARRIES, 300, range(3, 7)),  # what may begin a passage may end one
        (1.0, 80, range(3, 7)),  # a paragraph
    ],
)
def test_what_chance_brings_goes_from_long_passages_and_what_began_them_stays(edge, length, left):
    says = np.array([edge, MUCH, MUCH, edge], np.float32)
    assert edges._without(range(3, 7), says, spans(length)) == left


def test_what_is_short_enough_to_read_keeps_its_edges():
    says = np.array([LITTLE, MUCH, MUCH, LITTLE], np.float32)
    fits = (edges.LONG - 3) // 4
    assert edges._without(range(3, 7), says, spans(fits)) == range(3, 7)
    assert edges._without(range(3, 7), says, spans(fits + 1)) == range(4, 7)
