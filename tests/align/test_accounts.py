"""Links between accounts: edge cases, and what no link may rest on."""

import numpy as np
import pytest

from fitnacorpus import align_accounts
from fitnacorpus.align.accounts import link

KUFA = "The governor of Kufa drank wine and was driven out of the city by its people."
WELL = "They found the old well dry, and the camels died of thirst one after another."
FLEET = "A fleet of two hundred ships sailed against the island and burnt its harbour."
BREAD = "The price of bread rose, and the bakers shut their shops for three days."
KUFA_AR = "شرب والي الكوفة الخمر فطرده أهل المدينة منها."
FLEET_AR = "أبحر أسطول من مئتي سفينة إلى الجزيرة وأحرق ميناءها."


def pairs(links):
    return {(x.a.start, x.b.start) for x in links}


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


def test_the_best_known_name_alone_makes_no_link():
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(40, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    everyone = [{"ali"}] * 20
    assert link(rows[:20], rows[20:], everyone, everyone) == []


def test_scores_have_two_decimals_and_ties_an_order():
    rows = np.eye(6, dtype=np.float32)
    names = [{f"n{i}"} for i in range(6)]
    links = link(rows, rows, names, names)
    assert pairs(links) == {(i, i) for i in range(6)}
    keys = [(-x.score, x.a.start, x.b.start) for x in links]
    assert keys == sorted(keys)
    assert all(round(x.score, 2) == x.score for x in links)
