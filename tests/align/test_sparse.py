"""Long accounts: what is found through candidates is what the whole matrix would show."""

import numpy as np
import pytest

import strategies as make
from fitnacorpus.align import accounts, candidates, chain, score, sparse


def rows(chance, count, size=64):
    return unit(chance.normal(size=(count, size)))


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def related(seed, length, runs):
    """Two accounts in two languages, told alike in runs: (first, first, how many)."""
    chance = np.random.default_rng(seed)
    a, b = rows(chance, length), rows(chance, length)
    for i, j, count in runs:
        b[j : j + count] = a[i : i + count]
    b = b + 0.6 * rows(chance, length)
    return unit(a + rows(chance, 1)), unit(b + rows(chance, 1))


RUNS = [(10, 200, 12), (60, 20, 8), (150, 151, 20), (230, 90, 6)]


def strong(found):
    return {cell for x in found if x.peak >= 5 for cell in x.cells}


def test_squares_with_seeds_show_the_chains_of_the_whole_matrix():
    a, b = related(1, 300, RUNS)
    whole = strong(chain.chains(score.in_order(score.wording(a, b))))
    some = strong(sparse.chains(a, b))
    assert len(whole) > 40
    assert len(whole & some) >= 0.95 * max(len(whole), len(some))


def test_scores_are_those_of_the_whole_matrix():
    a, b = related(1, 300, RUNS)
    dense = {x.cells[0]: x.peak for x in chain.chains(score.in_order(score.wording(a, b)))}
    found = {x.cells[0]: x.peak for x in sparse.chains(a, b) if x.peak >= 8}
    assert len(found) >= 4
    for cell, peak in found.items():
        assert dense[cell] == pytest.approx(peak, rel=0.05)


def test_unrelated_accounts_have_no_strong_chain():
    chance = np.random.default_rng(2)
    found = sparse.chains(rows(chance, 400), rows(chance, 400))
    assert all(x.peak < 6 for x in found)


def test_degenerate_accounts():
    chance = np.random.default_rng(3)
    a = rows(chance, 5)
    blank = np.zeros((4, 64), np.float32)
    assert sparse.chains(a[:0], a) == []
    assert sparse.chains(blank, a) == []
    for one, other in ((a[:1], a[:1]), (a, a), (a, np.vstack([a, a])), (a, a[:1])):
        assert all(np.isfinite(x.peak) for x in sparse.chains(one, other))


def test_the_nearest_are_found_exactly_in_one_list():
    chance = np.random.default_rng(4)
    a, b = rows(chance, 30), rows(chance, 50)
    near = candidates.nearest(a, b, 3)
    order = np.argsort(-(a @ b.T), axis=1)[:, :3]
    assert [sorted(near.columns[near.rows == i]) for i in range(30)] == [sorted(x) for x in order]
    best = np.sort(a @ b.T, axis=1)[:, -3:].mean(axis=1)
    assert near.mean == pytest.approx(best, abs=1e-5)


def test_lists_find_most_of_the_nearest(monkeypatch):
    chance = np.random.default_rng(5)
    b = unit(np.repeat(rows(chance, 200), 20, axis=0) + 0.6 * rows(chance, 4_000))
    a = unit(b[::4] + 0.3 * rows(chance, 1_000))
    exact = candidates.nearest(a, b, 5)
    monkeypatch.setattr(candidates, "EXACT", 1_000)
    found = candidates.nearest(a, b, 5)
    both = set(zip(exact.rows, exact.columns, strict=True)) & set(
        zip(found.rows, found.columns, strict=True)
    )
    assert len(both) > 0.9 * len(exact.rows)
    assert all(np.diff(found.rows) >= 0)


def test_nothing_to_search():
    none = np.zeros((0, 8), np.float32)
    some = np.ones((3, 8), np.float32)
    assert len(candidates.nearest(none, some, 5).rows) == 0
    assert len(candidates.nearest(some, none, 5).rows) == 0


def test_long_accounts_get_the_links_that_the_whole_matrix_gives(monkeypatch):
    a, b = related(1, 300, RUNS)
    one, other = make.account(a), make.account(b)
    whole = {(x.a, x.b) for x in accounts.link(one, other) if x.score >= 0.6}
    monkeypatch.setattr(sparse, "LONG", 50_000)
    found = accounts.link(one, other)
    boxed = {(x.a, x.b) for x in found if x.score >= 0.6}
    assert len(whole) > 40
    assert len(whole & boxed) >= 0.9 * max(len(whole), len(boxed))
    cells = [(i, j) for x in found for i in x.a for j in x.b]
    assert len(cells) == len(set(cells))


def test_boxes_hold_the_pairs_that_are_told_by_both():
    a, b = related(1, 300, RUNS)
    boxes = sparse.boxes(a, b)
    for i, j, count in RUNS:
        middle = (i + count // 2, j + count // 2)
        assert any(middle[0] in rows and middle[1] in columns for rows, columns in boxes)
    assert all(len(rows) <= 201 + 60 for rows, _ in boxes)
