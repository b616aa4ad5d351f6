"""Paths of places that stand in the same order in two texts."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.align.paths import heaviest, in_one_order

PLACES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 5)), min_size=1, max_size=9
)


@given(PLACES)
def test_no_path_is_heavier(places):
    x, y, weight = (list(side) for side in zip(*places, strict=True))
    path = heaviest(x, y, weight)
    assert all(x[i] < x[j] and y[i] < y[j] for i, j in itertools.pairwise(path))
    most = 0
    for chosen in range(1 << len(places)):
        some = sorted((k for k in range(len(places)) if chosen >> k & 1), key=lambda k: x[k])
        if all(x[i] < x[j] and y[i] < y[j] for i, j in itertools.pairwise(some)):
            most = max(most, sum(weight[k] for k in some))
    assert sum(weight[k] for k in path) == most


def test_turning_one_text_round_turns_the_order_round():
    chance = np.random.default_rng(1)
    x, y, weight = chance.random((3, 40))
    assert in_one_order(x, y, weight) == pytest.approx(1 / in_one_order(x, -y, weight))
    assert in_one_order(x, x, weight) > 3


def test_nothing_has_no_path_and_no_order():
    assert heaviest([], [], []) == []
    assert in_one_order([], [], []) == 1
