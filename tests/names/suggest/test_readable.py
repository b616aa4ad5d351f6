"""Ids that a reader can say."""

import pytest

from fitnacorpus.names.suggest.readable import ident, latin


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


@pytest.mark.parametrize(
    ("arabic", "said"),
    [
        ("الإفرنج", "franks"),  # a people as English calls it
        ("الرقة", "raqqa"),
        ("القلزم", "al-qulzum"),  # a usual spelling goes before an ancient name
        ("يوسف", "yusuf"),  # a person is not called as the Bible has it
        ("عامر بن عبد الوهاب", "amir-b-abd-al-wahhab"),
    ],
)
def test_an_id_of_an_arabic_name(arabic, said):
    assert ident([(arabic, "ar")], ()) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ركن الدين", "rukn-al-din"),
        ("عز الدين", "izz-al-din"),
        ("حسام الدين", "husam-al-din"),
        ("شرف الدولة", "sharaf-al-dawla"),
        ("غياث الدين", "ghiyath-al-din"),
        ("محيي الدين", "muhyi-al-din"),
    ],
)
def test_a_laqab_of_honour_has_its_usual_spelling(name, said):
    assert latin(name) == said
