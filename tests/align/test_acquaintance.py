"""Who is named in two texts tells whether they speak of the same people."""

import numpy as np
import pytest

from fitnacorpus.align import acquaintance, common, lexicon
from fitnacorpus.align.units import Units
from fitnacorpus.model import Span

WAR = (("معاوية", "Muawiya"), ("الأشتر", "Ashtar"), ("القعقاع", "Qaqaa"), ("صفين", "Siffin"))
GOSPEL = (("بطرس", "Peter"), ("مريم", "Mary"), ("الناصرة", "Nazareth"), ("هيرودس", "Herod"))


def text(lang, names, count=60):
    """Units that say four words each, the first of them a name."""
    side, rest = (0, ["قال", "له", "يوما"]) if lang == "ar" else (1, ["said", "to", "him"])
    said = [names[k % len(names)][side] for k in range(count)] if names else ["well"] * count
    vectors = np.random.default_rng(1).normal(size=(count, 8)).astype(np.float32)
    return Units(
        lang,
        tuple(Span(10 * k, 10 * k + 9) for k in range(count)),
        (0,) * count,
        tuple((name, *rest) for name in said),
        ((),) * count,
        (frozenset[str](),) * count,
        vectors,
    )


def share(a, b):
    return acquaintance.share(common.evidence(a, b, lexicon.shipped()), a, b)


def test_two_accounts_of_one_war_share_their_names_and_a_gospel_does_not():
    war = text("ar", WAR)
    assert share(war, text("en", WAR)) > 0.8
    assert share(war, text("en", GOSPEL)) < acquaintance.LEAST
    half = share(war, text("en", (*WAR[:2], *GOSPEL[:2])))
    assert 0.4 < half < 0.6
    assert half >= acquaintance.LEAST


def test_it_is_the_same_from_either_side():
    war, other = text("ar", WAR), text("en", (*WAR[:2], *GOSPEL[:2]))
    assert share(war, other) == pytest.approx(share(other, war))


def test_one_name_that_is_said_all_the_time_is_worth_as_often_as_both_say_it():
    often, once = text("en", WAR[:1]), text("en", (WAR[0], *GOSPEL[:3]))
    assert share(often, once) == pytest.approx(0.25, abs=0.02)


def test_of_a_longer_text_no_more_is_counted_than_of_the_other():
    war, both = text("ar", (*WAR, *GOSPEL)), text("en", WAR)
    longer = text("ar", (*WAR, *GOSPEL), count=240)
    assert share(war, both) == pytest.approx(share(longer, both), abs=0.05)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (text("ar", WAR), text("ar", WAR)),
        (text("ar", WAR), text("en", ())),
        (text("ar", WAR), text("en", WAR, count=20)),
        (text("en", WAR), text("en", WAR, count=20)),
    ],
    ids=["no language of capitals", "no names", "few names", "few names on one side"],
)
def test_where_nothing_tells_whose_names_they_are_nobody_is_known(a, b):
    assert share(a, b) is None
    assert acquaintance.acquainted(common.evidence(a, b, lexicon.shipped()), a, b) is None


@pytest.mark.parametrize(("other", "known"), [(WAR, True), (GOSPEL, False)])
def test_who_shares_three_names_of_ten_is_acquainted(other, known):
    found = common.evidence(text("ar", WAR), text("en", other), lexicon.shipped())
    assert acquaintance.acquainted(found, text("ar", WAR), text("en", other)) is known
