"""Stretches of two texts that tell of the same things where the rest does not."""

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
