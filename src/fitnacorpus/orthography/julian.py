"""Days of the Julian calendar in the proleptic Gregorian one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

_EPOCH: Final = 1721425
"""The Julian day number of the day before 1 January 1, proleptic Gregorian, whose ordinal is 1."""
_LEAP: Final = 2024
"""A year with 29 February: the months are as long in both calendars."""
_PLAIN: Final = 2023
"""A year without it."""


def julian_to_gregorian(
    year: int, month: int | None = None, day: int | None = None
) -> tuple[str, str]:
    """First and last day of a Julian year, month or day, in the proleptic Gregorian calendar.

    Args:
        year: Year, 1 or later; every fourth has 366 days.
        month: Month, or None for the whole year.
        day: Day, or None for the whole month.

    Returns:
        ISO 8601, the same day twice for a day.

    Raises:
        ValueError: There is no such date, or it is before 1 January 1, Gregorian.
    """
    first = _gregorian(year, month or 1, day or 1)
    last = _gregorian(year, month or 12, day or _length(year, month or 12))
    return first.isoformat(), last.isoformat()


def _length(year: int, month: int) -> int:
    return monthrange(_PLAIN if year % 4 else _LEAP, month)[1]


def _gregorian(year: int, month: int, day: int) -> date:
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        raise ValueError(f"no day {year}-{month}-{day} in the Julian calendar")
    # The year is counted from March, so that the day of the leap year is its last.
    late = month <= 2
    years, months = year + 4800 - late, month + (9 if late else -3)
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    return date.fromordinal(number - _EPOCH)
