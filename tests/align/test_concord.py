"""What the best pairs of two short accounts say of the others."""

import numpy as np
import pytest

from fitnacorpus import align_accounts
from fitnacorpus.align import concord

ORDER, OTHERS = (concord.FEATURES.index(x) for x in ("order", "others"))


def log_odds(n, m, sure, *, usual=-4.0):
    """Pairs of which some are likely by themselves."""
    out = np.full((n, m), usual)
    for cell, value in sure.items():
        out[cell] = value
    return out


def test_a_pair_between_others_in_order_gains_and_one_across_them_loses():
    found = concord.features(log_odds(5, 5, {(0, 0): 3, (1, 1): 3, (3, 3): 3, (4, 4): 3}))
    assert found[2, 2, ORDER] > 1 > -1 > found[0, 4, ORDER]
    assert found[2, 2, ORDER] > found[2, 3, ORDER] > found[2, 4, ORDER]  # near the diagonal more


def test_pairs_told_in_the_opposite_order_speak_against_one_another():
    found = concord.features(log_odds(5, 5, {(0, 4): 3, (1, 3): 3, (3, 1): 3, (4, 0): 3}))
    assert found[0, 4, ORDER] < -1
    assert found[0, 4, OTHERS] > 1


def test_a_pair_says_nothing_of_itself():
    found = concord.features(log_odds(3, 3, {(1, 1): 5}))
    assert found[1, 1, OTHERS] < 0.1 < found[0, 0, OTHERS]
    assert found[1, 1, ORDER] < 0.1


def test_the_surer_the_others_the_more_they_say():
    weak, strong = (concord.features(log_odds(4, 4, {(0, 0): x, (1, 1): x})) for x in (-2, 2))
    assert strong[2, 2, ORDER] > 2 * weak[2, 2, ORDER]


def test_a_pair_that_cannot_be_says_nothing_of_others():
    blank = log_odds(3, 3, {(0, 0): 2})
    blank[2, :] = -np.inf
    found = concord.features(blank)
    assert np.isfinite(found).all()
    assert found[1, 1, OTHERS] == pytest.approx(np.log1p(1 / (1 + np.exp(-2))), abs=0.05)


BAGHDAD = (
    [
        "في شهر محرم سنة ست وخمسين وستمائة نزل هولاكو على بغداد في نحو مئتي ألف مقاتل، وكان الخليفة"
        " يومئذ المستعصم بالله، وأشار عليه وزيره ابن العلقمي بأن يصالح المغول.",
        "خرج الخليفة في سبعمائة راكب من القضاة والفقهاء والأمراء، فلما اقتربوا من منزل هولاكو حُجبوا"
        " عن الخليفة إلا سبعة عشر نفساً.",
        "ثم قُتل الخليفة في الرابع عشر من صفر، ويقال إنه رُفس حتى مات وهو في كيس لئلا يقع شيء من دمه"
        " على الأرض، وقُتل معه ولده أحمد.",
        "ودام القتل في بغداد أربعين يوماً، واختلف الناس في عدد القتلى فقيل ثمانمائة ألف وقيل أكثر.",
        "وفي سنة ثمان وخمسين وستمائة كانت وقعة عين جالوت بين السلطان قطز وبين التتار، وقُتل كتبغا"
        " أمير التتار.",
    ],
    [
        "Hulegu, grandson of Genghis Khan, reached Baghdad in January 1258 with an army of some"
        " 150,000 men. The caliph was advised by his vizier to make peace with the Mongols.",
        "On 10 February the caliph came out to the Mongol camp with three thousand of his notables."
        " Hulegu received him courteously.",
        "The caliph was put to death on 20 February. Some tell that he was rolled in a carpet and"
        " trampled by horses, for the Mongols feared to spill royal blood upon the earth. His son"
        " Ahmad died with him.",
        "The killing in Baghdad lasted a week, some say forty days. Hulegu himself wrote that"
        " 200,000 had perished; Muslim writers speak of 800,000 and more.",
        "Two years later, on 3 September 1260, Sultan Qutuz and his general Baybars met the Mongols"
        " at Ain Jalut. Kitbuqa, whom Hulegu had left in Syria, was captured and killed.",
    ],
)
GARDEN = [
    "The gardener sows beans in April, when the frost is over and the soil is warm.",
    "Water them in the evening, and never in the heat of the day.",
    "Snails are kept away by ashes strewn around the bed.",
    "The pods are picked when they are as long as a finger.",
    "In autumn the bed is dug over and covered with leaves.",
]


def test_five_paragraphs_of_one_event_find_one_another_and_a_book_on_gardens_finds_none():
    arabic, english = BAGHDAD
    found = align_accounts(arabic, english, lang_a="ar", lang_b="en")
    told = [(x.a.start, x.b.start) for x in found]
    assert len(told) >= 4
    assert not [pair for pair in told[:4] if pair[0] != pair[1]]
    assert align_accounts(arabic, GARDEN, lang_a="ar", lang_b="en") == []
    assert align_accounts(english, GARDEN, lang_a="en", lang_b="en") == []
