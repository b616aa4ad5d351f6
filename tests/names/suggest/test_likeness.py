"""Whether words of two scripts are one name."""

import pytest

from fitnacorpus.names.suggest.likeness import same_name, strength


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("معاوية", "Muawiyah"), ("معاوية", "Mu'awiya"), ("عثمان", "Othman"), ("عثمان", "Uthman"),
        ("صفين", "Siffin"), ("الكوفة", "Kufa"), ("البصرة", "al-Basra"), ("مَكّة", "Makkah"),
        ("عمرو", "Amr"), ("عمّار", "Ammar"), ("الأشتر", "Al-Ashtar"), ("علي", "Ali"),
        ("يوسف", "Yusuf"), ("إبراهيم", "Ibrahim"), ("وليد", "Walid"), ("قيس", "Qais"),
        ("نصيبين", "Nisibin"), ("خالد", "Khalid"), ("شيث", "Shith"),
    ],
)  # fmt: skip
def test_one_name(arabic, latin):
    assert strength(arabic, latin) >= 2


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("تؤمنون", "Othman"), ("الوليد", "Alid"), ("بسر", "Basra"), ("البصرة", "Busr"),
        ("عمرو", "Amara"), ("عمار", "Amr"), ("الأشعري", "Ashtar"), ("المدن", "Madina"),
        ("الأبصار", "Basr"), ("ثمانية", "Othman"), ("", "Ali"), ("علي", ""), ("Ali", "Ali"),
    ],
)  # fmt: skip
def test_two_names(arabic, latin):
    assert strength(arabic, latin) == 0


def test_names_of_several_words():
    assert same_name("علي بن أبي طالب", "Ali ibn Abi Talib")
    assert same_name("علي بن أبي طالب", "Ali bin Abu Talib")
    assert not same_name("معاوية بن أبي سفيان", "Muawiyah b Hudaij")
    assert not same_name("معاوية", "Muawiyah b Hudaij")
    assert not same_name("", "") and not same_name("بن", "ibn")
