"""Bags of words say what the matrices say that they stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.align import bags

WIDTH = 7
ROWS = st.lists(st.lists(st.integers(0, WIDTH - 1), max_size=9), max_size=8)


def matrix(rows):
    out = np.zeros((len(rows), WIDTH), np.float32)
    for k, of in enumerate(rows):
        for word in of:
            out[k, word] += 1
    return out


@given(ROWS)
def test_a_bag_holds_each_word_once_with_its_count(rows):
    held = bags.counted(rows, WIDTH)
    assert len(held) == len(rows)
    assert held.dense().tolist() == matrix(rows).tolist()
    assert held.by_word().tolist() == matrix(rows).sum(axis=0).tolist()
    assert held.by_row().tolist() == matrix(rows).sum(axis=1).tolist()
    assert len(held.words) == (matrix(rows) > 0).sum()


@given(ROWS, ROWS)
def test_products_are_those_of_the_matrices(rows, renders):
    held = bags.counted(rows, WIDTH)
    table = bags.counted([*renders, *([[]] * WIDTH)][:WIDTH], WIDTH)
    assert np.allclose(held.through(table), matrix(rows) @ table.dense())
    assert np.allclose(held.times(table.dense()), matrix(rows) @ table.dense())
    assert held.through(None).tolist() == matrix(rows).tolist()


@given(ROWS, st.data())
def test_a_part_is_those_rows(rows, data):
    start = data.draw(st.integers(0, len(rows)))
    stop = data.draw(st.integers(start, len(rows)))
    held = bags.counted(rows, WIDTH).part(start, stop)
    assert held.dense().tolist() == matrix(rows)[start:stop].tolist()


@pytest.mark.parametrize(
    ("rows", "size", "held"),
    [
        ([[0], [], [], [0]], 1, 2),
        ([[0], [], [], [0]], 2, 3),  # the runs that begin with rows 0, 2 and 3
        ([[0], [], [], [0]], 3, 4),
        ([[], [], [], [0, 0]], 3, 3),
        ([[0], [0], [0], [0]], 3, 4),
    ],
)
def test_stretches_that_hold_a_word_are_counted_once_each(rows, size, held):
    assert bags.counted(rows, 1).stretches(size).tolist() == [held]
