"""From the parts of a date to a `DateExpression`: bounds, calendar, precision."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from fitnacorpus.languages.values import FoundDate
from fitnacorpus.model import DateExpression, Span
from fitnacorpus.orthography.hijri import hijri_to_gregorian

# Months that a part of a year covers, in either calendar: thirds of the year.
PARTS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first": (1, 6), "second": (7, 12)}
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
CIRCA: Final = 5
"""Years that "about" allows to either side."""

_REFORM: Final = date(1582, 10, 15)


def _gregorian(year: int, month: int | None, day: int | None) -> tuple[str, str]:
    if month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    first = date(year, month, day or 1)
    last = date(year, month, day or monthrange(year, month)[1])
    if last < _REFORM:
        # The author's day may be Julian, as in the handbooks, or proleptic Gregorian, and nothing
        # in the text says which: the interval holds both.
        last += timedelta(days=max(0, year // 100 - year // 400 - 2))
    return first.isoformat(), last.isoformat()


def bounds(
    calendar: str, year: int, month: int | None = None, day: int | None = None
) -> tuple[str, str]:
    """First and last day of a year, month or day, proleptic Gregorian.

    Raises:
        ValueError: There is no such date.
    """
    if calendar == "hijri":
        return hijri_to_gregorian(year, month, day)
    if not 1 <= year <= 9998:
        raise ValueError(f"no year {year}")
    return _gregorian(year, month, day)


def custom(year: int, month: int | None = None, day: int | None = None) -> str:
    """``YYYY[-MM[-DD]]``."""
    rest = "" if month is None else f"-{month:02}" if day is None else f"-{month:02}-{day:02}"
    return f"{year:04}{rest}"


def expression(span: Span, found: FoundDate) -> DateExpression | None:
    """What a reader found as a date with its bounds; None when there is no such date."""
    calendar, year = found.calendar, found.year
    if found.last_day is not None and found.month and found.day:
        return _days(span, calendar, year, found.month, found.day, found.last_day)
    if found.circa and found.other:
        return single(span, calendar, year, circa=True)
    if found.last is not None:
        date_found = ranged(span, calendar, year, found.last)
    else:
        date_found = single(span, calendar, year, found.month, found.day, found.part, found.circa)
    if found.other is None or date_found is None:
        return date_found
    first, last = found.other
    second = (
        ranged(span, "gregorian", first, last) if last > first else single(span, "gregorian", first)
    )
    return both(span, date_found, second) if second else None


def _days(
    span: Span, calendar: str, year: int, month: int, first: int, last: int
) -> DateExpression | None:
    """One of several days of a month."""
    try:
        low = bounds(calendar, year, month, first)[0]
        high = bounds(calendar, year, month, last)[1]
    except ValueError:
        return None
    return DateExpression(
        span.start,
        span.end,
        calendar,
        custom(year, month, first),
        low,
        high,
        custom(year, month, last),
        "range",
    )


def single(
    span: Span,
    calendar: str,
    year: int,
    month: int | None = None,
    day: int | None = None,
    part: str = "",
    circa: bool = False,
) -> DateExpression | None:
    """A date of one year, month or day, or a part of a year; None when there is no such date.

    Args:
        span: Where it stands.
        calendar: "hijri" or "gregorian".
        year: Year.
        month: Month, or None.
        day: Day, or None.
        part: A key of `PARTS` or `SEASONS`, "winter", or "".  With a month it says nothing that
            days could be counted by, and the whole month is the interval.
        circa: Whether the source says "about".
    """
    try:
        low, high = bounds(calendar, year, month, day)
        precision = "year" if month is None else "month" if day is None else "exact"
        if part and month is None:
            precision = "part"
            if part == "winter":
                low = bounds(calendar, max(1, year - 1), 12)[0]
                high = bounds(calendar, year + 1, 2)[1]
            else:
                first, last = (PARTS | SEASONS)[part]
                low = bounds(calendar, year, first)[0]
                high = bounds(calendar, year, last)[1]
                if calendar == "gregorian":
                    high = date(year, last, monthrange(year, last)[1]).isoformat()
        elif part:
            precision = "part"
        if circa:
            precision = "circa"
            low = bounds(calendar, max(1, year - CIRCA))[0]
            high = bounds(calendar, year + CIRCA)[1]
    except ValueError:
        return None
    return DateExpression(
        span.start, span.end, calendar, custom(year, month, day), low, high, "", precision
    )


def ranged(span: Span, calendar: str, first: int, last: int) -> DateExpression | None:
    """A range of years; None when the years do not rise or are no years."""
    if first >= last:
        return None
    try:
        low, high = bounds(calendar, first)[0], bounds(calendar, last)[1]
    except ValueError:
        return None
    return DateExpression(
        span.start, span.end, calendar, custom(first), low, high, custom(last), "range"
    )


def both(span: Span, hijri: DateExpression, gregorian: DateExpression) -> DateExpression | None:
    """One date given in both calendars (37/657): Hijri by its wording, bounded by both.

    None when the two have no day in common: then it is not one date.
    """
    low = max(hijri.not_before, gregorian.not_before)
    high = min(hijri.not_after, gregorian.not_after)
    if low > high:
        return None
    return DateExpression(
        span.start,
        span.end,
        "hijri",
        hijri.custom,
        low,
        high,
        hijri.custom_end,
        hijri.precision,
    )


PRECISIONS: Final = {4: "year", 7: "month", 10: "exact"}
"""Length of a date in ISO 8601 to its precision."""


def proleptic(written: str) -> tuple[str, str]:
    """First and last day of a year, a month or a day of the proleptic Gregorian calendar.

    Raises:
        ValueError: there is no such day.
    """
    year, month, day = (*(int(part) for part in written.split("-")), 0, 0)[:3]
    if not month:
        return f"{written}-01-01", f"{written}-12-31"
    longest = monthrange(year, month)[1]
    if not day:
        return f"{written}-01", f"{written}-{longest:02}"
    if not 1 <= day <= longest:
        raise ValueError(f"month {month} of {year} has no day {day}")
    return written, written
