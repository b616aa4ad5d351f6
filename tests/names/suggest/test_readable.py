"""Ids that a reader can say."""

import pytest

from fitnacorpus.names.suggest.readable import latin


@pytest.mark.parametrize(
    ("arabic", "said"),
    [
        ("الراغب", "al-raghib"),
        ("أكمل", "akmal"),
        ("المساعد", "al-musaid"),
        ("المكرم", "al-mukarram"),
        ("المقتصد", "al-muqtasid"),
        ("المشكور", "al-mashkur"),
        ("قازان", "qazan"),
    ],
)
def test_a_word_of_a_known_pattern_has_its_vowels(arabic, said):
    assert latin(arabic) == said
