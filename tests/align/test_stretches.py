"""Stretches of two texts that tell of the same things where the rest does not."""

from itertools import pairwise

import numpy as np
import pytest

from fitnacorpus.align import stretches

LANGS = ("ar", "en")


def noise(n=300, m=240, seed=0):
    return np.random.default_rng(seed).normal(size=(n, m)).astype(np.float32)


def with_pages(seed, turned=False):
    """All of the first text is told in units 130 to 229 of the second, three units for one."""
    wide = noise(seed=seed)
    for k in range(2, 97, 4):
        at = 228 - k if turned else 130 + k
        wide[3 * k, at] += 7
    return wide


@pytest.mark.parametrize("seed", range(3))
def test_a_few_pages_of_the_same_matter_are_found(seed):
    rows, columns = stretches.related(with_pages(seed), LANGS)
    assert rows == range(300)
    assert columns == range(120, 240)
    assert stretches.related(with_pages(seed).T, LANGS[::-1]) == (columns, rows)


@pytest.mark.parametrize("seed", range(3))
def test_what_stands_against_the_order_and_chance_are_no_stretch(seed):
    assert stretches.related(with_pages(seed, turned=True), LANGS) is None
    assert stretches.related(noise(seed=seed), LANGS) is None


def test_in_a_short_text_no_order_can_be_seen():
    assert stretches.related(noise(79, 79), LANGS) is None
    assert stretches.related(noise(0, 0), LANGS) is None


@pytest.mark.parametrize(
    ("n", "m", "most", "count"),
    [(30, 20, 600, 1), (30, 20, 599, 2), (400, 100, 9_000, 5), (100, 400, 9_000, 5), (0, 9, 5, 1)],
)
def test_pieces_hold_every_pair_and_reach_into_one_another(n, m, most, count):
    pieces = list(stretches.pieces(n, m, most))
    assert len(pieces) == count
    assert {(i, j) for rows, columns in pieces for i in rows for j in columns} == {
        (i, j) for i in range(n) for j in range(m)
    }
    longer = [rows if n >= m else columns for rows, columns in pieces]
    assert all(columns == range(m) for _, columns in pieces) or n < m
    for one, other in pairwise(longer):
        assert len({*one} & {*other}) >= 5  # a window stands whole in one of them
