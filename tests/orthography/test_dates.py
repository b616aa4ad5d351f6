"""The labelled dates of ``cases/dates.tsv``; an empty expression means: no date here."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import examples
from fitnacorpus.languages.en import calendar
from fitnacorpus.orthography import dates, fold_key

FILE = Path(__file__).parent.parent / "cases" / "dates.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
FIELDS = ("calendar", "custom", "custom_end", "not_before", "not_after", "precision")


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_date_is_read_as_labelled(case: dict[str, str]) -> None:
    text = case["text"]
    found = [
        {"expression": text[d.start : d.end]} | {f: getattr(d, f) for f in FIELDS}
        for d in dates.find(text, case["lang"])
    ]
    expected = [{f: case[f] for f in ("expression", *FIELDS)}] if case["expression"] else []
    assert found == expected


def test_the_file_is_large_in_both_languages() -> None:
    assert len(CASES) >= 80
    assert all(sum(c["lang"] == lang for c in CASES) >= 35 for lang in ("ar", "en"))


def test_dates_of_a_passage_stand_in_order_and_apart() -> None:
    text = "He ruled 656–661 (35–40 AH); سنة ٣٧ هـ, then Rajab 37 AH, in 657 and mid-658."
    found = dates.find(text, "en")
    assert [text[d.start : d.end] for d in found] == [
        "656–661",
        "35–40 AH",
        "سنة ٣٧ هـ",
        "Rajab 37 AH",
        "657",
        "mid-658",
    ]


def test_what_needs_a_digit_is_found_in_no_words_of_the_file() -> None:
    spoken = [c["text"] for c in CASES if c["lang"] == "en" and not re.search(r"\d", c["text"])]
    needing = [pattern for _, pattern, needs_a_digit in calendar.patterns() if needs_a_digit]
    assert len(spoken) >= 5 and len(needing) >= 20
    for text in spoken:
        words = fold_key(text, "en", dates._profile("en"))
        assert not any(pattern.search(words) for pattern in needing)


PIECES = (
    "in 657 – - / ( ) 37 AH هـ سنة عام و٤٠ ٣٧ م رجب Rajab 10 of the year early مائة ثلاثين "
    "century seventh 0s C. E. 9999 0 إلى بين سنتي للهجرة July 31 30 February ʿ"
)
pieces = st.lists(st.sampled_from(PIECES.split()), max_size=9)


@given(st.one_of(st.text(max_size=40), pieces.map(" ".join), pieces.map("".join)))
@settings(max_examples=examples(300))
def test_any_text_gives_well_formed_dates(text: str) -> None:
    end = 0
    for date in dates.find(text, "en"):
        assert end <= date.start < date.end <= len(text)
        end = date.end
        assert "0001-01-01" <= date.not_before <= date.not_after <= "9999-12-31"
        assert len(date.not_before) == len(date.not_after) == 10


def test_a_year_that_lacks_its_hundreds_is_known_by_its_neighbours() -> None:
    chronicle = "سنة تسع وستمائة. سنة عشر وستمائة. سنة اثنتي عشرة. سنة ثلاث عشرة وستمائة."
    kept = dates.told_by_neighbours(dates.find(chronicle), chronicle)
    assert [d.custom for d in kept] == ["0609", "0610", "0613"]
    figures = "سنة 609. سنة 610. سنة 12. سنة 613."
    kept = dates.told_by_neighbours(dates.find(figures), figures)
    assert [d.custom for d in kept] == ["0609", "0610", "0613"]


@pytest.mark.parametrize(
    "text",
    [
        "سنة تسع وثمانين. سنة اثنتين وتسعين. سنة خمس ومائة. سنة عشر ومائة. سنة عشرين ومائة.",
        "سنة تسع وستمائة. سنة 12 هـ. سنة ثلاث عشرة وستمائة.",
        "سنة اثنتي عشرة. سنة أربع عشرة. سنة خمس وستمائة.",
    ],
)
def test_a_year_below_a_hundred_stands_where_its_neighbours_allow_it(text: str) -> None:
    found = dates.find(text)
    assert dates.told_by_neighbours(found, text) == found


def test_a_bare_year_before_the_hijra_is_not_told_where_a_text_dates_by_the_hijra() -> None:
    text = "Events of the year 291. He died in 305 A.H., and I write in 1837; it began in 622."
    kept = dates.told_by_neighbours(dates.find(text, "en"), text)
    assert [text[d.start : d.end] for d in kept] == ["305 A.H.", "1837", "622"]
    roman = "Attila came in 451, and the year 476 was the last."
    found = dates.find(roman, "en")
    assert dates.told_by_neighbours(found, roman) == found != []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Stated Hijri years around: as years of the Hijra the bare ones lie beside them.
        ("He died in 812 AH. Later, in 820, his son. In Shawwal 825 they met.", ["812 AH", "825"]),
        ("Muharram 1201 was hot; A.H. 1203. By 1205 it was over.", ["Muharram 1201", "A.H. 1203"]),
        # Years of the Common Era beside those of the Hijra.
        ("In A.H. 40 Ali fell. By 661 all was over. In A.H. 60 Yazid came.", None),
        # Most of the stated dates are of the Common Era.
        ("On 2 May 1798 and 3 June 1801 A.D. they met; A.H. 1213. In 1250 others had.", None),
    ],
)
def test_a_bare_year_is_not_told_where_it_is_rather_of_the_hijra(
    text: str, told: list[str] | None
) -> None:
    found = dates.find(text, "en")
    kept = [text[d.start : d.end] for d in dates.told_by_neighbours(found, text)]
    if told is None:
        assert kept == [text[d.start : d.end] for d in found]
    else:
        assert len(kept) == len(told)
        assert all(words in date for words, date in zip(told, kept, strict=True))
        assert len(kept) < len(found)


@pytest.mark.parametrize(
    ("text", "lang", "against"),
    [
        # Hattin was fought on a Saturday, Constantinople fell on a Tuesday.
        ("on Saturday, 4 July 1187,", "en", False),
        ("on Sunday, 4 July 1187,", "en", True),
        ("Tues., 29 May 1453", "en", False),
        ("Thurs. the 29th of May, 1453", "en", True),
        ("4 July 1187 (a Saturday)", "en", False),
        ("4 July 1187, a Monday.", "en", True),
        ("4 July 1187, Monday mornings being", "en", False),
        ("Saturday, that is the 4th of July 1187", "en", False),
        # The Restoration by the old style, and the same day by the new one.
        ("Tuesday, 29 May 1660", "en", False),
        ("Saturday, 29 May 1660", "en", False),
        ("Thursday, 29 May 1660", "en", True),
        ("يوم الجمعة الموافق 12 يناير 1990", "ar", False),
        ("يوم الأحد الموافق 12 يناير 1990", "ar", True),
        ("في رابع صفر سنة 448، وهو يوم الثلاثاء", "ar", False),
        ("في رابع صفر سنة 448 يوم السبت", "ar", True),
        ("يوم الثلاثاء المبارك رابع صفر سنة 448", "ar", False),
    ],
)
def test_a_day_of_the_week_beside_a_date_is_held_against_it(
    text: str, lang: str, against: bool
) -> None:
    assert dates.find(text, lang)
    assert bool(dates.contradictions(text, lang)) is against
