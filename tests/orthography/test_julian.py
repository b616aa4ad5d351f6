"""Days of the Julian calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography.julian import julian_to_gregorian


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), "1582-10-15"),  # the day that the reform left out first
        ((622, 7, 16), "0622-07-19"),  # 1 Muharram 1
        ((656, 6, 17), "0656-06-20"),
        ((1000, 2, 29), "1000-03-06"),  # no leap year in the other calendar
        ((1752, 9, 2), "1752-09-13"),  # the last day in Britain
    ],
)
def test_a_day(julian, gregorian):
    assert julian_to_gregorian(*julian) == (gregorian, gregorian)


def test_a_month_and_a_year_have_their_last_day():
    assert julian_to_gregorian(656, 2) == ("0656-02-04", "0656-03-03")
    assert julian_to_gregorian(656) == ("0656-01-04", "0657-01-03")


@pytest.mark.parametrize("day", [(656, 2, 30), (655, 2, 29), (656, 13, 1), (0, 1, 1), (656, 6, 31)])
def test_no_such_day(day):
    with pytest.raises(ValueError):
        julian_to_gregorian(*day)


@given(st.integers(2, 3000), st.integers(1, 11))
def test_a_month_begins_the_day_after_the_one_before_it_ends(year, month):
    last, first = julian_to_gregorian(year, month)[1], julian_to_gregorian(year, month + 1)[0]
    assert date.fromisoformat(first) - date.fromisoformat(last) == timedelta(1)
