"""Attached particles are candidates, in source characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography import arabic, name_key


@pytest.mark.parametrize(
    ("word", "length", "rest", "particles"),
    [
        ("وعلي", 1, "علي", ("و",)),
        ("بمالك", 1, "مالك", ("ب",)),
        ("فبالكوفة", 2, "الكوفة", ("ف", "ب")),
        ("فبالكوفة", 4, "كوفة", ("ف", "ب", "ال")),
        ("للأشتر", 1, "الأشتر", ("ل",)),
        ("للأشتر", 2, "أشتر", ("ل", "ال")),
        ("ولليث", 2, "الليث", ("و", "ل")),
        ("وَعَلِيٌّ", 2, "عَلِيٌّ", ("و",)),
        ("سيكتب", 1, "يكتب", ("س",)),
        ("الأشتر", 2, "أشتر", ("ال",)),
        ("كالأسد", 1, "الأسد", ("ك",)),
    ],
)
def test_reading_is_among_the_candidates(
    word: str, length: int, rest: str, particles: tuple[str, ...]
) -> None:
    assert arabic.Clitic(length, rest, particles) in arabic.clitic_candidates(word)


@pytest.mark.parametrize("word", ["وليد", "علي", "", "و", "فا", "بل", "الله", "ـ", "\ud800"])
def test_the_word_itself_comes_first(word: str) -> None:
    assert arabic.clitic_candidates(word)[0] == arabic.Clitic(0, word, ())


def test_a_word_without_particles_has_one_reading() -> None:
    assert arabic.clitic_candidates("مالك") == [arabic.Clitic(0, "مالك", ())]


@given(st.text(st.sampled_from("وفبلكساعمَّـ"), max_size=8))
def test_candidates_are_apart_and_leave_letters(word: str) -> None:
    readings = arabic.clitic_candidates(word)
    assert len(set(readings)) == len(readings)
    for reading in readings[1:]:
        assert reading.rest
        assert 0 < reading.length < len(word)


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(name_key(text), str)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # Who writes فى leaves the dots of every final ya out; ʿalā and true alifs stay.
        ("سار فى رجب أبى صالح إلى الرى", "سار في رجب أبي صالح إلى الري"),
        ("نزل فى دار موسى على النهر", "نزل في دار موسى على النهر"),
        ("قام فيهم على بن جعفر فى الناس", "قام فيهم علي بن جعفر في الناس"),
        ("كتب فى ذلك جعفر بن على", "كتب في ذلك جعفر بن علي"),
        ("قبض فى داره على ابن جعفر", "قبض في داره على ابن جعفر"),
        ("وصل فى صفر أبو بدر على ابن جعفر", "وصل في صفر أبو بدر علي ابن جعفر"),
        # Who writes في means what he writes.
        ("أبى صالح أن يسير في رجب", "أبى صالح أن يسير في رجب"),
        ("فى دار ثم في دار أبى صالح", "فى دار ثم في دار أبى صالح"),
    ],
)
def test_final_ya_without_dots(text: str, read: str) -> None:
    assert arabic.with_dotted_ya(text) == read


def test_words_that_are_known_to_end_in_alif_stay() -> None:
    assert arabic.with_dotted_ya("فى شورى", {"شورى"}) == "في شورى"
