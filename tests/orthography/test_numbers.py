"""The labelled numbers of ``cases/numbers.tsv``; an empty expression means: no number here."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarabic.number import ArNumbers

from conftest import examples
from fitnacorpus.orthography import dates, numbers

FILE = Path(__file__).parent.parent / "cases" / "numbers.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_number_is_read_as_labelled(case: dict[str, str]) -> None:
    text = case["text"]
    found = [
        (text[n.start : n.end], n.value, n.upper, n.more) for n in numbers.find(text, case["lang"])
    ]
    upper = int(case["upper"]) if case["upper"] else None
    expected = (case["expression"], int(case["value"] or 0), upper, bool(case["more"]))
    assert found == ([expected] if case["expression"] else [])


def test_the_file_is_large_in_both_languages() -> None:
    assert len(CASES) >= 80
    assert all(sum(c["lang"] == lang for c in CASES) >= 40 for lang in ("ar", "en"))


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("Ten a palabra o secretario; son 15 deputados.", "gl", [15]),
        ("Sie kamen um die Zeit, als ten noch ein Wort war.", "de", []),
        ("Sie kamen mit ثلاثة آلاف.", "de", [3000]),
        ("قال ten وخمسة رجال", "ar", [10, 5]),
        ("قال خمسة", "ur", []),
        ("Ten men came.", "", [10]),
    ],
)
def test_words_of_a_language_without_a_reader_are_no_numbers(text, lang, values) -> None:
    assert [n.value for n in numbers.find(text, lang)] == values


def test_a_number_inside_a_date_belongs_to_the_date() -> None:
    text = "In 657 he came with 3,000 men."
    assert [n.value for n in numbers.find(text, "en")] == [3000]
    assert [n.value for n in numbers.find(text, "en", [])] == [657, 3000]
    assert numbers.find(text, "en", dates.find(text, "en")) == numbers.find(text, "en")


def test_several_numbers_stand_in_order() -> None:
    text = "ثمانية عشر ألفاً، تسعة آلاف في قيادة الحسن، and 2,500+"
    found = [(text[n.start : n.end], n.value, n.more) for n in numbers.find(text, "ar")]
    assert found == [
        ("ثمانية عشر ألفاً", 18000, False),
        ("تسعة آلاف", 9000, False),
        ("2,500+", 2500, True),
    ]


WORDS = (
    "ثلاثة آلاف وألف مائة ومائتين ألفا ألفي بضع وعشرين عشر two hundred and thousand a 3 , 5000 "
    "+ million dozen or to – بين أو و four إحدى ٣٠٠ اثنا ٪"
)
words = st.lists(st.sampled_from(WORDS.split()), max_size=9)


@given(st.one_of(st.text(max_size=40), words.map(" ".join)))
@settings(max_examples=examples(300))
def test_any_text_gives_well_formed_numbers(text: str) -> None:
    end = 0
    for number in numbers.find(text, "en"):
        assert end <= number.start < number.end <= len(text)
        end = number.end
        assert number.value >= 0
        assert number.upper is None or number.upper > number.value


@given(st.one_of(st.integers(2, 9999), st.integers(2, 99_999_999)))
def test_numbers_spelt_by_pyarabic_are_read_back(value: int) -> None:
    text = ArNumbers().int2str(str(value))
    for spelling in (text, text.replace(" و ", " و")):
        assert [(n.value, n.upper) for n in numbers.find(spelling, "ar", [])] == [(value, None)]
