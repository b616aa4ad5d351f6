"""Event words of both languages meet in one concept."""

import pytest

from fitnacorpus.align.event_terms import concepts


@pytest.mark.parametrize(
    ("english", "arabic", "concept"),
    [
        ("They killed him.", "فقتلوه", "killing"),
        ("The city was besieged", "وحاصروا المدينة", "siege"),
        ("He deposed the governor", "فعزله", "deposition"),
        ("he fled by night", "وهربوا ليلاً", "flight"),
        ("the arbitrators met", "التحكيم", "arbitration"),
        ("she was poisoned", "مسموماً", "poisoning"),
        ("they buried her", "ودفنوها", "burial"),
        ("He swore allegiance", "بايعوه", "pledge"),
        ("the murder of the caliph", "وَقَتَلُوهُ", "killing"),
        ("his deposition", "فَعَزَلَهُ عَنِ الْوِلايَةِ", "deposition"),
        ("They will kill him", "سيقتلونه", "killing"),
    ],
)
def test_both_languages_give_the_concept(english, arabic, concept):
    assert concept in concepts(english) & concepts(arabic)


@pytest.mark.parametrize(
    "text", ["", "123", "اسمه زيد", "والده", "the table", "بنو هاشم", "الملك الكبير"]
)
def test_words_that_only_look_like_deeds_give_none(text):
    assert not concepts(text)
