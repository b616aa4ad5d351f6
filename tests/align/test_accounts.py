"""Links between accounts: edge cases, and what no link may rest on."""

from collections import Counter

import numpy as np
import pytest

from fitnacorpus import align_accounts
from fitnacorpus.align import accounts, shared
from fitnacorpus.align.accounts import link
from strategies import account

KUFA = "The governor of Kufa drank wine and was driven out of the city by its people."
WELL = "They found the old well dry, and the camels died of thirst one after another."
FLEET = "A fleet of two hundred ships sailed against the island and burnt its harbour."
BREAD = "The price of bread rose, and the bakers shut their shops for three days."
KUFA_AR = "شرب والي الكوفة الخمر فطرده أهل المدينة منها."
FLEET_AR = "أبحر أسطول من مئتي سفينة إلى الجزيرة وأحرق ميناءها."


def pairs(links):
    return {(x.a.start, x.b.start) for x in links}


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def told_twice(seed=0, *, noise=0.6):
    """Two long accounts: passages 10 to 24 of the first are 30 to 44 of the second."""
    chance = np.random.default_rng(seed)
    a, b = chance.normal(size=(60, 64)), chance.normal(size=(70, 64))
    b[30:45] = a[10:25] + noise * chance.normal(size=(15, 64))
    return account(unit(a)), account(unit(b))


def test_an_account_finds_itself_in_another_language():
    names = [{"kufa"}, {"well"}, {"island"}, {"bakers"}]
    links = align_accounts(
        [KUFA, WELL, FLEET, BREAD], [FLEET_AR, KUFA_AR], lang_a="en", lang_b="ar",
        names_a=names, names_b=[{"island"}, {"kufa"}],
    )  # fmt: skip
    assert pairs(links) == {(0, 1), (2, 0)}
    assert any("kufa" in reason for x in links for reason in x.evidence)


def test_the_two_sides_may_be_swapped():
    a, b = [KUFA, WELL, FLEET, BREAD], [FLEET_AR, KUFA_AR]
    names_a, names_b = [{"kufa"}, {"well"}, {"island"}, set()], [{"island"}, {"kufa"}]
    one = align_accounts(a, b, lang_a="en", lang_b="ar", names_a=names_a, names_b=names_b)
    two = align_accounts(b, a, lang_a="ar", lang_b="en", names_a=names_b, names_b=names_a)
    assert {(x.a, x.b, x.score) for x in one} == {(x.b, x.a, x.score) for x in two}


@pytest.mark.parametrize(
    ("a", "b"),
    [([], []), ([KUFA], []), ([""], [KUFA]), (["  "], ["\n"]), ([KUFA], [KUFA]), ([""], [""])],
)
def test_degenerate_accounts(a, b):
    links = align_accounts(a, b, lang_a="en", lang_b="en")
    assert all(0 <= x.score <= 1 and a[x.a.start].strip() for x in links)


def test_a_very_long_passage_and_a_lone_surrogate():
    links = align_accounts(["word " * 20_000, "\ud800 text"], [KUFA], lang_a="en", lang_b="en")
    assert all(0 <= x.score <= 1 for x in links)


def test_names_must_fit_passages():
    with pytest.raises(ValueError, match="every passage"):
        align_accounts([KUFA], [WELL], lang_a="en", lang_b="en", names_a=[set(), set()])


def test_what_both_tell_in_the_same_order_is_found_and_nothing_else():
    a, b = told_twice()
    links = link(a, b)
    assert {(i, i + 20) for i in range(10, 25)} <= pairs(links)
    assert all(9 <= i <= 25 and abs(j - i - 20) <= 1 for i, j in pairs(links))


def test_accounts_of_different_things_have_no_link():
    chance = np.random.default_rng(1)
    rows = unit(chance.normal(size=(130, 64)))
    assert link(account(rows[:60]), account(rows[60:])) == []


def test_an_account_repeated_is_found_both_times():
    a, b = told_twice()
    twice = account(np.concatenate([b.vectors, b.vectors]))
    columns = {j for _, j in pairs(link(a, twice))}
    assert columns & set(range(30, 45))
    assert columns & set(range(100, 115))


def test_an_account_is_its_own_counterpart():
    a, _ = told_twice()
    assert pairs(link(a, a)) == {(i, i) for i in range(60)}


def test_long_accounts_may_be_swapped():
    a, b = told_twice(noise=1.0)
    one, two = link(a, b, floor=0.1), link(b, a, floor=0.1)
    assert {(x.a, x.b, x.score) for x in one} == {(x.b, x.a, x.score) for x in two}


def test_the_seventh_digit_changes_nothing():
    chance = np.random.default_rng(2)
    a, b = told_twice(noise=1.0)
    shaken = [account(x.vectors + chance.normal(scale=1e-6, size=x.vectors.shape)) for x in (a, b)]
    assert link(*shaken, floor=0.1) == link(a, b, floor=0.1)


def test_blank_passages_are_never_linked():
    a, b = told_twice()
    vectors = a.vectors.copy()
    vectors[15] = 0
    assert 15 not in {i for i, _ in pairs(link(account(vectors), b))}


def test_the_best_known_name_alone_makes_no_link():
    chance = np.random.default_rng(0)
    rows = unit(chance.normal(size=(40, 64)))
    everyone = [frozenset({"ali"})] * 20
    assert link(account(rows[:20], everyone), account(rows[20:], everyone)) == []


def test_a_rare_name_helps_wording_and_does_not_replace_it():
    chance = np.random.default_rng(4)
    a, b = chance.normal(size=(20, 64)), chance.normal(size=(20, 64))
    b[3] = a[5] + 0.9 * chance.normal(size=64)
    a, b = unit(a), unit(b)
    named = [[frozenset({"qulzum", "nisibis"}) if k in at else frozenset() for k in range(20)]
             for at in ((5, 9), (3, 12))]  # fmt: skip
    with_names = {(x.a.start, x.b.start): x.score
                  for x in link(account(a, named[0]), account(b, named[1]), floor=0)}  # fmt: skip
    without = {(x.a.start, x.b.start): x.score for x in link(account(a), account(b), floor=0)}
    assert with_names[5, 3] > without[5, 3]
    assert with_names[5, 3] > with_names.get((9, 12), 0)


def test_scores_have_two_decimals_and_ties_an_order():
    a, _ = told_twice()
    links = link(a, a)
    keys = [(-x.score, x.a.start, x.b.start) for x in links]
    assert keys == sorted(keys)
    assert all(round(x.score, 2) == x.score for x in links)


def test_words_are_encoded_one_by_one_for_short_accounts_alone(monkeypatch):
    asked = []

    def encode(passages, lang, encoder):
        asked.extend(passages)
        return np.ones((len(passages), 4), dtype=np.float32)

    monkeypatch.setattr(accounts, "encode", encode)
    few, many = ["The governor fled."] * 3, ["The governor fled."] * 50
    accounts.align_accounts(few, few, lang_a="en", lang_b="en")
    assert "governor" in asked
    asked.clear()
    accounts.align_accounts(many, many, lang_a="en", lang_b="en")
    assert "governor" not in asked


def test_a_shared_name_counts_by_its_rarity():
    """A quarter of a standard score for each nat of rarity above the floor of what is known."""
    chance = np.random.default_rng(5)
    a, b = unit(chance.normal(size=(12, 16))), unit(chance.normal(size=(12, 16)))
    named = [[frozenset({"qulzum"}) if k == 3 else frozenset() for k in range(12)] for _ in "ab"]
    seen = Counter(qulzum=2)
    bare = accounts.evidence(account(a), account(b), seen, 400)
    found = accounts.evidence(account(a, named[0]), account(b, named[1]), seen, 400)
    gained = found - bare
    rarity = shared.rarity(*named, seen, 400, known=accounts.KNOWN)[3, 3]
    assert rarity > 1
    assert gained[3, 3] == pytest.approx(0.25 * rarity, rel=1e-3)
    gained[3, 3] = 0
    assert not gained.any()
