"""The tabular calendar against convertdate and against days that handbooks give."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from convertdate import islamic, julian
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography.dates import hijri_to_gregorian
from fitnacorpus.orthography.hijri import hijri_year


@pytest.mark.parametrize("year", range(1, 101))
def test_year_starts_and_ends_as_in_convertdate(year: int) -> None:
    start = date(*islamic.to_gregorian(year, 1, 1))
    end = date(*islamic.to_gregorian(year + 1, 1, 1)) - timedelta(days=1)
    assert hijri_to_gregorian(year) == (start.isoformat(), end.isoformat())


@given(st.integers(1, 1500), st.integers(1, 12), st.integers(1, 29))
def test_days_are_those_of_convertdate(year: int, month: int, day: int) -> None:
    expected = date(*islamic.to_gregorian(year, month, day)).isoformat()
    assert hijri_to_gregorian(year, month, day) == (expected, expected)


@given(st.dates(date(622, 7, 19), date(2200, 1, 1)))
def test_the_year_of_a_day_is_that_of_convertdate(day: date) -> None:
    assert hijri_year(day) == islamic.from_gregorian(day.year, day.month, day.day)[0]


@pytest.mark.parametrize("year", range(1, 1600))
def test_a_year_of_the_hijra_begins_on_its_first_day(year: int) -> None:
    first = date.fromisoformat(hijri_to_gregorian(year)[0])
    assert hijri_year(first) == year
    assert year == 1 or hijri_year(first - timedelta(days=1)) == year - 1


def test_before_the_hijra_there_is_no_year_of_it() -> None:
    with pytest.raises(ValueError, match="before the Hijra"):
        hijri_year(date(622, 7, 18))


@given(st.integers(1, 1500))
def test_months_make_up_the_year(year: int) -> None:
    months = [hijri_to_gregorian(year, m) for m in range(1, 13)]
    assert (months[0][0], months[-1][1]) == hijri_to_gregorian(year)
    for (_, end), (start, _) in pairwise(months):
        assert date.fromisoformat(end) + timedelta(days=1) == date.fromisoformat(start)


@pytest.mark.parametrize(
    ("hijri", "julian_day"),
    [
        ((37, 2, 8), (657, 7, 26)),  # Siffin
        ((40, 9, 21), (661, 1, 28)),  # death of ʿAli
        ((61, 1, 10), (680, 10, 10)),  # Karbala
        ((1, 1, 1), (622, 7, 16)),  # the epoch
    ],
)
def test_known_days(hijri: tuple[int, int, int], julian_day: tuple[int, int, int]) -> None:
    expected = date(*julian.to_gregorian(*julian_day)).isoformat()
    assert hijri_to_gregorian(*hijri) == (expected, expected)


def test_the_calendar_is_that_of_tei_and_not_that_of_the_handbooks() -> None:
    # Handbooks: 4 September 650 to 23 August 651, Julian.
    assert hijri_to_gregorian(30) == ("0650-09-07", "0651-08-26")


@pytest.mark.parametrize(
    "arguments",
    [(0,), (-1,), (9666,), (37, 0), (37, 13), (37, 2, 0), (37, 2, 31), (37, None, 8)],
)
def test_a_date_that_does_not_exist_is_refused(arguments: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"no Hijri|no day|a day"):
        hijri_to_gregorian(*arguments)
