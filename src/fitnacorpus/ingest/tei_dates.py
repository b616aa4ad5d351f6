"""The value that an encoder gives a date, as a date of the corpus."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Final

from fitnacorpus.model import DateExpression
from fitnacorpus.orthography.hijri import hijri_to_gregorian

READ: Final = frozenset(
    {
        "when", "from", "to", "notBefore", "notAfter", "when-custom", "from-custom", "to-custom",
        "datingMethod", "calendar", "type",
    }
)  # fmt: skip
"""Attributes of a date that are read."""

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_HIJRI: Final = re.compile(r"hijri|islam|\bah\b|#h\b|ah$", re.I)
_HIJRI_YEARS: Final = range(1, 1600)
"""Years that @when-custom may mean where no calendar is named beside it."""


def read(values: Mapping[str, str]) -> DateExpression | None:
    """The date that attributes of TEI give, without its place; None where they give none.

    Args:
        values: Attributes of a `date`: `@when` and the bounds are proleptic Gregorian, `@*-custom`
            Hijri where `@datingMethod` or `@calendar` says so.
    """
    custom = values.get("when-custom") or values.get("from-custom", "")
    custom_end = values.get("to-custom", "") if "from-custom" in values else ""
    named = f"{values.get('datingMethod', '')} {values.get('calendar', '')}"
    if custom and _HIJRI.search(named):
        return _hijri(custom, custom_end, values)
    first = values.get("when") or values.get("notBefore") or values.get("from", "")
    last = values.get("when") or values.get("notAfter") or values.get("to") or first
    first = first or last
    low, high = _bounds(first), _bounds(last)
    if low is None or high is None:
        return None
    single = first == last
    kinds = {4: "year", 7: "month", 10: "exact"}
    return DateExpression(
        0, 0, "gregorian", first, low[0], high[1], "" if single else last,
        kinds[len(first)] if single else "range",
    )  # fmt: skip


def _bounds(day: str) -> tuple[str, str] | None:
    """First and last day of a year, a month or a day; None for what is none of them."""
    match = _DAY.fullmatch(day)
    if match is None:
        return None
    year, month, number = (int(part) if part else 0 for part in match.groups())
    if year < 1 or month > 12 or (match[2] and not month):
        return None
    if not month:
        return f"{day}-01-01", f"{day}-12-31"
    longest = calendar.monthrange(year, month)[1]
    if not match[3]:
        return f"{day}-01", f"{day}-{longest:02}"
    return (day, day) if 1 <= number <= longest else None


def _hijri(custom: str, custom_end: str, values: Mapping[str, str]) -> DateExpression | None:
    low, high = _hijri_bounds(custom), _hijri_bounds(custom_end or custom)
    if low is None or high is None:
        return None
    kinds = {4: "year", 7: "month", 10: "exact"}
    precision = "range" if custom_end else kinds[len(custom)]
    return DateExpression(0, 0, "hijri", custom, low[0], high[1], custom_end, precision)


def _hijri_bounds(day: str) -> tuple[str, str] | None:
    match = _DAY.fullmatch(day)
    if match is None or int(match[1]) not in _HIJRI_YEARS:
        return None
    try:
        return hijri_to_gregorian(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
