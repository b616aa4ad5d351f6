"""A third language: it stands in its own folder, and every room asks it."""

from __future__ import annotations

import pytest

from fitnacorpus import fold, languages
from fitnacorpus.model import Span
from fitnacorpus.orthography import dates, measures, numbers, scripts
from fitnacorpus.segment import sentences


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("سی و هفت مرد آمدند", "سی و هفت", 37),
        ("دو هزار و پانصد سوار", "دو هزار و پانصد", 2500),
        ("بیست و سه هزار نفر", "بیست و سه هزار", 23000),
        ("صد و بیست مرد", "صد و بیست", 120),
        ("۱۲۰ سوار", "۱۲۰", 120),
        ("پنجاه سوار", "پنجاه", 50),
        ("یک میلیون و دویست هزار درهم", "یک میلیون و دویست هزار", 1_200_000),
    ],
)
def test_numbers(text: str, words: str, value: int) -> None:
    assert [(text[n.start : n.end], n.value) for n in numbers.find(text, "fa")] == [(words, value)]


@pytest.mark.parametrize("text", ["او گفت نه", "سه روز", "بیست و بیست"])
def test_other_words_are_no_numbers(text: str) -> None:
    assert [n.value for n in numbers.find(text, "fa") if n.value != 20] == []


def test_its_numbers_are_not_read_in_arabic() -> None:
    assert numbers.find("نود أن نراك", "ar") == []
    assert [n.value for n in numbers.find("نود مرد", "fa")] == [90]


def test_what_numbers_count() -> None:
    text = "پنجاه سوار"
    assert [m.commodity for m in measures.find(text, numbers.find(text, "fa"))] == ["horsemen"]


def test_its_own_calendar_is_left_alone() -> None:
    assert dates.find("سال ۱۳۹۹ هجری شمسی", "fa") == []
    assert [d.custom for d in dates.find("۱۰ محرم ۶۱ هـ", "fa")] == ["0061-01-10"]


def test_letters_script_and_direction() -> None:
    assert fold("علی در کوفه", "fa").text == fold("علي در كوفه", "ar").text
    assert (scripts.of_language("fa"), languages.is_rtl("fa")) == (scripts.ARABIC, True)
    assert languages.get("fa").digits == "۰۱۲۳۴۵۶۷۸۹"


def test_its_sentences() -> None:
    text = "علی به کوفه رفت. ج. ۲ را ببینید."
    assert [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))] == [
        "علی به کوفه رفت.",
        "ج. ۲ را ببینید.",
    ]
