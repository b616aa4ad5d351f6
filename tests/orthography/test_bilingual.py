"""Words in several languages are one string with a line a language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography import bilingual

BOTH = "misprint: a space\nخطأ طباعي: مسافة"


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("", "en", []),
        ("one", "en", [("en", "one")]),
        ("one", "ar", [("en", "one")]),
        (BOTH, "en", [("en", "misprint: a space"), ("ar", "خطأ طباعي: مسافة")]),
        ("first\nsecond\nثالث", "en", [("en", "first\nsecond"), ("ar", "ثالث")]),
        # A line without letters says no language of its own.
        ("4 / 5\nخمسة", "en", [("ar", "4 / 5\nخمسة")]),
        ("one\n—\nخمسة", "en", [("en", "one\n—"), ("ar", "خمسة")]),
        ("12", "ar", [("ar", "12")]),
    ],
)
def test_a_line_is_in_the_language_of_its_script(words, lang, expected):
    assert list(bilingual.lines(words, lang)) == expected


@given(st.lists(st.sampled_from(["a b", "خمسة", "", "7", "x خ"]), max_size=6).map("\n".join))
def test_the_lines_are_the_words(words):
    assert "\n".join(said for _, said in bilingual.lines(words, "en")) == words


def test_what_is_said_in_one_language_is_said_in_it():
    assert bilingual.in_language(BOTH, "ar") == "خطأ طباعي: مسافة"
    assert bilingual.in_language(BOTH, "en") == "misprint: a space"
    assert bilingual.in_language("only this", "ar") == "only this"
    assert bilingual.in_language("", "ar") == ""


def test_a_table_holds_both_on_one_line():
    assert bilingual.on_one_line("a  b\n\nج") == "a b ‖ ج"
    assert bilingual.from_one_line(bilingual.on_one_line(BOTH)) == BOTH
    assert bilingual.from_one_line("a / b") == "a / b"
