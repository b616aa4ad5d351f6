"""Columns and directions on a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.terminal import clean, fit_left, fit_right, isolate, pad, width, wrap


def test_marks_take_no_column():
    assert width("عَلِيّ") == 3
    assert width("Mu\u0304") == 2
    assert pad("عَلِيّ", 5).endswith("  ") and width(pad("عَلِيّ", 5)) == 5


def test_wide_characters_take_two_columns():
    assert [width(c) for c in "a漢Ａｱ"] == [1, 2, 2, 1]
    assert pad("漢", 4) == "漢  "


def test_contexts_are_cut_at_words_and_end_in_one_column():
    for words in ("one two three four five ", "كان مالك في المعارك كالأسد ", "short "):
        assert width(fit_left(words, 12)) == 12
        assert width(fit_right(words, 12)) <= 12 + 1
    assert fit_left("alpha beta gamma", 9) == "   …gamma"
    assert fit_right("alpha beta gamma", 11) == "alpha beta…"


def test_nothing_steers_the_terminal():
    assert clean("a\x1b[31mb\u202ec\nd\te") == "a[31mbc d e"


def test_isolates_only_for_people():
    assert isolate("علي", isolates=False, rtl=True) == "علي"
    assert isolate("علي", isolates=True, rtl=True) == "\u2067علي\u2069"
    assert isolate("Ali", isolates=True) == "\u2068Ali\u2069"


@given(st.text(st.sampled_from("ab \u0627\u064b\u4e2d"), max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_hold_every_word(text, columns):
    words = " ".join(text.split())
    lines = wrap(words, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_line_is_broken_at_spaces_where_it_can_be():
    assert wrap("Salim came to Marsa", 10) == ["Salim came", "to Marsa"]
    assert wrap("", 10) == []
