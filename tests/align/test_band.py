"""The way through long texts: within a band as without."""

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from conftest import examples
from fitnacorpus.align import band
from fitnacorpus.align.band import Prices, Shape, Side
from fitnacorpus.align.translation import align_vectors

PRICES = Prices((Shape(1, 1), Shape(1, 2), Shape(2, 1), Shape(2, 2)), 0.6)


def rows(chance, count, size=48):
    found = chance.normal(size=(count, size)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def translated(chance, vectors, noise=0.5):
    return unit(vectors + noise * rows(chance, len(vectors)))


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def price(steps, a, b):
    """What a way costs, worked out bead by bead."""
    unlike = band.unlikeness(a, b, steps)
    return sum(
        u * s.size.a * s.size.b if s.size.a and s.size.b else PRICES.gap
        for u, s in zip(unlike, steps, strict=True)
    )


def together(steps):
    """All pairs of units that stand in one bead."""
    return {
        (i, j)
        for s in steps
        for i in range(s.a, s.a + s.size.a)
        for j in range(s.b, s.b + s.size.b)
    }


def cheapest_by_hand(a, b):
    """The same search, cell by cell."""
    n, m = len(a), len(b)
    total = {(0, 0): 0.0}
    for i in range(n + 1):
        for j in range(m + 1):
            for di, dj in [(0, 1), (1, 0), *PRICES.shapes]:
                if (i - di, j - dj) in total:
                    step = band.Step(i - di, j - dj, Shape(di, dj))
                    value = total[i - di, j - dj] + price([step], a, b)
                    total[i, j] = min(total.get((i, j), np.inf), value)
    return total[n, m]


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 99))
@example(1, 2, 0)
def test_no_way_is_cheaper(n, m, seed):
    assume(n * m > 1)  # two single units are paired whatever they are; their score tells
    chance = np.random.default_rng(seed)
    a, b = Side((rows(chance, n),)), Side((rows(chance, m),))
    assert price(band.cheapest(a, b, PRICES), a, b) == pytest.approx(
        cheapest_by_hand(a, b), abs=1e-4
    )


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 99))
def test_a_band_holds_a_way_through_texts_that_have_nothing_to_do_with_each_other(n, m, seed):
    chance = np.random.default_rng(seed)
    a, b = Side((rows(chance, n + 1),)), Side((rows(chance, m + 1),))
    steps = band.cheapest(a, b, PRICES, full=60)
    assert [i for s in steps for i in range(s.a, s.a + s.size.a)] == list(range(n + 1))
    assert [j for s in steps for j in range(s.b, s.b + s.size.b)] == list(range(m + 1))


@pytest.mark.parametrize(
    "missing",
    [range(0), range(160, 320), range(160), range(640, 800)],
    ids=["nothing", "a chapter in the middle", "the first chapter", "the last chapter"],
)
def test_a_missing_chapter_does_not_lead_the_band_astray(missing):
    chance = np.random.default_rng(1)
    a = rows(chance, 800)
    kept = [i for i in range(800) if i not in missing and i % 31]
    b = translated(chance, a[kept])
    steps = band.cheapest(Side((a,)), Side((b,)), PRICES, full=2_000)
    assert together(steps) >= set(zip(kept, range(len(kept)), strict=True))
    # The other way round the chapter is one that was added.
    steps = band.cheapest(Side((b,)), Side((a,)), PRICES, full=2_000)
    assert together(steps) >= set(zip(range(len(kept)), kept, strict=True))


def test_sentences_that_were_joined_are_found_in_a_band():
    chance = np.random.default_rng(2)
    a = rows(chance, 600)
    joined = [(i, i + 2) if i % 10 == 0 else (i, i + 1) for i in range(600) if i % 10 != 1]
    b = unit(np.stack([a[i:j].sum(axis=0) for i, j in joined]))
    steps = band.cheapest(Side((a,)), Side((translated(chance, b, 0.3),)), PRICES, full=2_000)
    assert [(s.a, s.a + s.size.a) for s in steps] == joined


def test_a_text_much_longer_than_the_other():
    chance = np.random.default_rng(3)
    a = rows(chance, 3_000)
    b = translated(chance, a[1_000:1_020])
    steps = band.cheapest(Side((a,)), Side((b,)), PRICES, full=2_000)
    assert together(steps) >= set(zip(range(1_000, 1_020), range(20), strict=True))


def test_blank_sentences_stand_alone_among_vectors():
    chance = np.random.default_rng(4)
    a = rows(chance, 6)
    a[2] = 0
    beads = align_vectors(a, a)
    assert [(list(x.a), list(x.b)) for x in beads if x.a and x.b] == [
        ([i], [i]) for i in (0, 1, 3, 4, 5)
    ]
    assert all(x.score == 0 for x in beads if 2 in (*x.a, *x.b))
    assert align_vectors(np.zeros((2, 8), np.float32), a[:, :8]) != []
    assert align_vectors(a[:0], a[:0]) == []


def test_one_unit_out_of_all_proportion_does_not_make_a_text_long():
    """Forty sentences, of which each two are one in the other text, and an appendix in one line."""
    alike = rows(np.random.default_rng(5), 1)
    a = Side((np.repeat(alike, 40, axis=0),), np.full(40, 10.0))
    b = Side((np.repeat(alike, 21, axis=0),), np.array([20.0] * 20 + [10_000]))
    steps = band.cheapest(a, b, Prices(PRICES.shapes, PRICES.gap, lengths=0.5))
    assert [(s.a, s.b, s.size) for s in steps] == [
        *((2 * k, k, (2, 1)) for k in range(20)),
        (40, 20, (0, 1)),
    ]
