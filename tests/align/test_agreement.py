"""Scores of links against what people say."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import examples
from fitnacorpus.align import agreement
from fitnacorpus.align.agreement import NONE, Judged, compare, shortfalls
from fitnacorpus.config import FloorSettings
from fitnacorpus.model import Passage, PassageLink


def passage(text, start, end):
    return Passage(text, "e1", start, end)


def link(a, b, score, relation="sameEvent", differs=()):
    return PassageLink(passage("a", *a), passage("b", *b), score, relation, differs)


def pair(a, b, relation="sameEvent", differs=()):
    return Judged(passage("a", *a), passage("b", *b), relation, differs)


LINKS = [
    link((0, 10), (0, 10), 0.9, differs=("number",)),
    link((5, 12), (5, 9), 0.8),
    link((100, 110), (0, 10), 0.7),
    link((200, 210), (200, 210), 0.6, "mention"),
    link((300, 310), (300, 310), 0.55),
]
PAIRS = [
    pair((0, 20), (0, 20), differs=("number", "place")),
    pair((100, 120), (0, 20), NONE),
    pair((205, 220), (190, 205), "summary"),
    pair((400, 410), (400, 410)),
]


def test_right_false_repeated_and_unjudged():
    found = compare(LINKS, PAIRS)
    assert (found.right, found.false, found.repeated, found.unjudged) == (2, 1, 1, 1)
    assert (found.accepted, found.apart) == (3, 1)
    assert (found.precision, found.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert found.missed == (PAIRS[3],)
    assert found.wrong == (LINKS[2],)


def test_against_a_complete_file_what_is_not_there_is_false():
    found = compare(LINKS, PAIRS, complete=True)
    assert (found.right, found.false, found.repeated, found.unjudged) == (2, 2, 1, 0)


def test_relations_and_facets_of_what_was_found():
    found = compare(LINKS, PAIRS)
    relations = {r.relation: (r.precision, r.recall, r.count) for r in found.relations}
    assert relations == {"sameEvent": (1, 0.5, 2), "summary": (0, 0, 1), "mention": (0, 0, 0)}
    facets = {r.relation: (r.precision, r.recall) for r in found.facets}
    assert facets == {"differs.number": (1, 1), "differs.place": (0, 0)}


def test_calibration():
    found = compare(LINKS, PAIRS)
    assert [(row.low, row.count, row.right) for row in found.table] == [
        (0.6, 1, 1.0),
        (0.7, 1, 0.0),
        (0.9, 1, 1.0),
    ]
    assert found.ece == pytest.approx((0.4 + 0.7 + 0.1) / 3)
    assert found.brier == pytest.approx((0.4**2 + 0.7**2 + 0.1**2) / 3)


def test_a_full_score_has_its_row():
    found = compare([link((0, 5), (0, 5), 1.0)], PAIRS)
    assert [(row.low, row.high, row.count) for row in found.table] == [(0.9, 1.0, 1)]


def test_one_link_finds_one_pair_and_as_many_pairs_as_can_be_are_found():
    wide, narrow = link((0, 50), (0, 50), 0.9), link((0, 10), (0, 10), 0.8)
    pairs = [pair((0, 10), (0, 10)), pair((40, 50), (40, 50))]
    assert compare([wide, narrow], pairs).right == 2
    assert compare([wide], pairs).right == 1


def test_an_absence_holds_a_passage_apart_from_a_whole_text():
    absent = Judged(passage("b", 0, 20), Passage("a", "", 0, 0), NONE, whole=True)
    found = compare(LINKS, [absent])
    assert [x.score for x in found.wrong] == [0.9, 0.8, 0.7]


def test_nothing_proposed_and_nothing_judged():
    for found in (compare([], []), compare([], PAIRS), compare(LINKS, [])):
        assert (found.precision, found.f1, found.ece, found.brier) == (0, 0, 0, 0)
    assert compare(LINKS, []).unjudged == len(LINKS)


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda x: (x[0], x[0] + x[1]))
SCORES = st.integers(0, 100).map(lambda n: n / 100)


@settings(max_examples=examples(150), deadline=None)
@given(
    st.lists(st.builds(link, SPANS, SPANS, SCORES), max_size=8),
    st.lists(st.builds(pair, SPANS, SPANS, st.sampled_from(["sameEvent", NONE])), max_size=6),
    st.randoms(use_true_random=False),
)
def test_every_link_counts_once_whatever_the_order(links, pairs, chance):
    found = compare(links, pairs)
    assert found.right + found.false + found.repeated + found.unjudged == len(links)
    assert found.right + len(found.missed) == found.accepted
    assert all(0 <= x <= 1 for x in (found.precision, found.recall, found.f1, found.ece))
    assert sum(row.count for row in found.table) == found.right + found.false
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert compare(shuffled, pairs).right == found.right


def test_floors():
    found = compare(LINKS, PAIRS)
    assert shortfalls(found, FloorSettings()) == []
    floors = FloorSettings(align_precision=0.6, align_recall=0.7)
    assert shortfalls(found, floors) == [("align_recall", pytest.approx(2 / 3), 0.7)]
    assert [x[0] for x in shortfalls(compare([], []), FloorSettings(align_f1=0.1))] == ["align_f1"]


def test_a_long_path_of_links_that_make_room_is_followed():
    count = 5000
    fits = [[k, k + 1] for k in range(count)] + [[0]]
    holder = {}
    for k in range(count + 1):
        agreement._place(k, fits, holder)
    assert holder == {0: count, **{k + 1: k for k in range(count)}}


@pytest.mark.parametrize("seed", range(30))
def test_as_many_links_as_can_be_are_matched(seed):
    chance = random.Random(seed)
    fits = [sorted(chance.sample(range(8), chance.randint(0, 3))) for _ in range(8)]
    holder = {}
    for k in range(8):
        agreement._place(k, fits, holder)
    assert all(n in fits[k] for n, k in holder.items())
    assert len(set(holder.values())) == len(holder)

    def best(k, free):
        if k == len(fits):
            return 0
        return max(
            best(k + 1, free), *(1 + best(k + 1, free - {n}) for n in fits[k] if n in free), 0
        )

    assert len(holder) == best(0, frozenset(range(8)))


def test_each_proposal_counts_once_in_the_calibration_error():
    links = [link((k, k + 1), (k, k + 1), 0.95) for k in (0, 10, 20)]
    links.append(link((30, 31), (30, 31), 0.15))
    pairs = [pair((k, k + 1), (k, k + 1)) for k in (0, 10, 20)]
    pairs.append(pair((30, 31), (30, 31), NONE))
    found = compare(links, pairs)
    # Three proposals miss the share of their row by .05, one by .15.
    assert found.ece == pytest.approx((3 * 0.05 + 0.15) / 4)
    assert found.brier == pytest.approx((3 * 0.05**2 + 0.15**2) / 4)
