"""The Islamic calendar, by the arithmetic of the tables."""

from __future__ import annotations

from datetime import date
from typing import Final

# 1 Muharram 1 = 16 July 622 Julian (the civil epoch) = 19 July 622 proleptic Gregorian.
_EPOCH: Final = date(622, 7, 19).toordinal()
_LAST_YEAR: Final = (
    9665  # ends before the year 10,000, the last that ISO 8601 writes in four digits
)


def hijri_to_gregorian(
    year: int, month: int | None = None, day: int | None = None
) -> tuple[str, str]:
    """First and last day of a Hijri year, month or day, in the proleptic Gregorian calendar.

    The calendar is the tabular one (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
    and 29 of every thirty).  Months began at the sighting of the crescent, so that a day stated by
    a source can lie one day, rarely two, to either side of the day given here; the interval is not
    widened for that.  The result is the calendar of TEI's ``@notBefore`` and of ISO 8601, and for
    the seventh century it stands three days later than the Julian dates of the handbooks: 30 AH
    begins 0650-09-07, which handbooks call 4 September 650.

    Args:
        year: Year of the Hijra, from 1.
        month: Month, 1 = Muharram, or None for the whole year.
        day: Day of the month, up to 30 even where the tables give the month 29, or None.

    Returns:
        Two ISO 8601 dates, equal when a day is given.

    Raises:
        ValueError: There is no such date, or a day is given without its month.

    Source: N. Dershowitz and E. M. Reingold, *Calendrical Calculations*, chapter on the Islamic
        calendar; F. Wüstenfeld and E. Mahler, *Vergleichungs-Tabellen*.
    """
    if not 1 <= year <= _LAST_YEAR:
        raise ValueError(f"no Hijri year {year}")
    if month is None:
        if day is not None:
            raise ValueError("a day without its month")
        return _iso(_start(year, 1)), _iso(_start(year + 1, 1) - 1)
    if not 1 <= month <= 12:
        raise ValueError(f"no Hijri month {month}")
    first = _start(year, month)
    if day is None:
        following = _start(year, month + 1) if month < 12 else _start(year + 1, 1)
        return _iso(first), _iso(following - 1)
    if not 1 <= day <= 30:
        raise ValueError(f"no day {day} in a Hijri month")
    return _iso(first + day - 1), _iso(first + day - 1)


def hijri_year(day: date) -> int:
    """The year of the Hijra, by the tables, in which a proleptic Gregorian day falls.

    Raises:
        ValueError: The day lies before the Hijra.
    """
    if day.toordinal() < _EPOCH:
        raise ValueError(f"{day} lies before the Hijra")
    # A year has 354 days and eleven thirtieths: the year so reckoned is right or one off.
    year = (30 * (day.toordinal() - _EPOCH) + 10_646) // 10_631
    if day.toordinal() < _start(year, 1):
        return year - 1
    return year + (day.toordinal() >= _start(year + 1, 1))


def _start(year: int, month: int) -> int:
    """Ordinal of the first day of a month."""
    leap_days = (3 + 11 * year) // 30
    return _EPOCH + (year - 1) * 354 + leap_days + 29 * (month - 1) + month // 2


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
