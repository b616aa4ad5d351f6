"""Which of many texts are worth aligning: names by their sound, in either script."""

import numpy as np
import pytest

from conftest import benchmark
from fitnacorpus.align import relatives
from fitnacorpus.align.profile import SKETCH, WORDING, profile
from fitnacorpus.align.relatives import KEEP, KEEP_BY_WORDS, related

generated = benchmark("generated")


def shared(a, b):
    return len(np.intersect1d(profile(a), profile(b)))


@pytest.mark.parametrize(
    ("a", "b", "things"),
    [
        # A name, the name before it, and both together.
        ("Then came Nafi ibn Ghalib.", "فجاء نافع بن غالب", 3),
        ("Then came Nafi ibn Ghalib.", "وجاء غالب إلى نافع", 2),
        ("the men of Ghalib", "سار إلى غالب", 1),
        ("in 1234 and in 57", "سنة ١٢٣٤", 1),
        ("they went by night", "نافع بن غالب", 0),
        ("he met al-Ash'ath", "مع بالأشعث", 1),
        ("he met Sufyan", "ولسفيان بن هانئ", 1),
    ],
)
def test_what_two_texts_have_in_common(a, b, things):
    assert shared(a, b) == things


def test_words_that_are_no_names_are_told_apart_from_names():
    found = profile("then Nafi went home.")
    assert (found >= WORDING).tolist() == [False] + [True] * 3
    assert len(profile("نافع")) == 1 and profile("نافع")[0] == min(profile("Nafi"))


def test_accounts_without_names_are_found_by_their_wording():
    texts = [" ".join(f"{chr(97 + k)}aba{chr(97 + j)}" for j in range(9)) for k in range(12)]
    texts[7] += " zabra zebra zubra"
    texts[3] += " zabra zebra zubra"
    assert (3, 7) in related([profile(text) for text in texts])


def test_of_a_long_text_a_share_is_kept_that_meets_the_share_of_others():
    words = [chr(0x62A + k % 29) + chr(0x62A + k // 29 % 29) for k in range(841)]
    long = " ".join(a + b for a in words for b in words[:100])
    a, b = profile(long), profile(long + " نافع بن غالب")
    assert len(a) == len(b) == SKETCH
    assert len(np.intersect1d(a, b)) >= SKETCH - 3


@pytest.fixture(scope="module")
def library():
    return generated.Library(words=120, people=400)


def test_related_accounts_are_found_whatever_their_language(library):
    texts = list(library.accounts(120))
    found = set(related([profile(text.text) for text in texts]))
    true = {(2 * k, 2 * k + 1) for k in range(60)}
    assert {texts[a].story for a, b in true} == set(range(60))
    assert len(found & true) >= 0.95 * len(true)


def test_a_text_has_no_more_relatives_than_are_looked_at(library):
    found = related([profile(text.text) for text in library.accounts(120)])
    assert all(a < b for a, b in found)
    for text in range(120):
        assert sum(text in pair for pair in found) <= KEEP + KEEP_BY_WORDS


def test_one_text_more_leaves_the_pairs_of_most_others(library):
    profiles = [profile(text.text) for text in library.accounts(81)]
    before, after = set(related(profiles[:80])), set(related(profiles))
    assert len(before & after) >= 0.9 * len(before)


def test_a_thing_that_many_texts_have_tells_nothing(monkeypatch):
    rare, common = np.array([1, 2], np.uint32), np.array([2], np.uint32)
    profiles = [rare, rare, *[common] * 30]
    assert related(profiles) == [(0, 1)]
    monkeypatch.setattr(relatives, "COMMON", 1.0)
    assert len(related([rare, rare, common, *[np.array([9], np.uint32)] * 29])) > 1


def test_a_dozen_accounts_of_one_event_are_all_compared_with_one_another():
    """Each has something of every other, and of some more than of others."""
    bonds = [(a, b, n) for a in range(12) for b in range(a) for n in range(1 + (a + b) % 4)]
    shown = [[100 * a + 10_000 * b + n for a, b, n in bonds if k in (a, b)] for k in range(12)]
    alone = [[2_000_000 + k] for k in range(300)]
    profiles = [np.unique(np.array(own, np.uint32)) for own in (*shown, *alone)]
    assert len(related(profiles)) == 12 * 11 // 2


@pytest.mark.parametrize(
    ("first", "kept"),
    [(0, 20), (WORDING, 5)],  # names, other words
)
def test_of_those_that_share_one_thing_with_a_text_the_first_are_looked_at(first, kept):
    """One text has a thing of its own in common with each of thirty: who shares most is first."""
    hub = [first + 100 * k + n for k in range(30) for n in range(30 - k)]
    others = [[first + 100 * k + n for n in range(30 - k)] for k in range(30)]
    alone = [[first + 50_000 + k] for k in range(200)]
    profiles = [np.unique(np.array(own, np.uint32)) for own in (hub, *others, *alone)]
    assert related(profiles) == [(0, 1 + k) for k in range(kept)]


@pytest.mark.parametrize(("owners", "pairs"), [(8, 28), (40, 0)])
def test_what_one_text_in_five_has_tells_nothing_and_one_in_twenty_five_does(owners, pairs):
    profiles = [np.array([7 if k < owners else 1_000 + k], np.uint32) for k in range(200)]
    assert len(related(profiles)) == pairs


def test_too_few_and_empty_texts():
    nothing = np.zeros(0, np.uint32)
    assert related([]) == []
    assert related([nothing]) == []
    assert related([nothing, nothing]) == []
