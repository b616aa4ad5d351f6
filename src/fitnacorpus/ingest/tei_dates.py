"""The value that an encoder gives a date, as a date of the corpus."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from fitnacorpus.model import DateExpression
from fitnacorpus.orthography.hijri import hijri_to_gregorian
from fitnacorpus.orthography.intervals import PRECISIONS, proleptic
from fitnacorpus.orthography.julian import julian_to_gregorian

_GREGORIAN: Final = ("when", "from", "to", "notBefore", "notAfter")
_NAMED: Final = frozenset({"datingMethod", "calendar", "type"})
_DAY: Final = re.compile(r"(\d{3,4})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?)?")
"""A day, a month or a year; the time of the day is no part of it, and a zero may be left out."""
_HIJRI: Final = re.compile(r"hijri|islam|\bah\b|#h\b|ah$", re.I)
_SOLAR: Final = re.compile(r"solar|shamsi|iran|persian|jalali|rumi|fiscal", re.I)
"""What the calendars of solar years that begin with the Hijra are called: not the lunar one."""
_JULIAN: Final = re.compile(r"julian", re.I)
_HIJRA: Final = "0622-07-19"
"""The first day of the Hijri calendar, proleptic Gregorian (civil epoch)."""
_HIJRI_YEARS: Final = range(1, 1600)
"""Years of the Hijri calendar that an account may name."""


def used(values: Mapping[str, str]) -> frozenset[str]:
    """The attributes of a date of which nothing is lost when `read` has read it."""
    read_here = {f"{name}{suffix}" for name in _GREGORIAN for suffix in ("", "-iso")} | _NAMED
    given = any(values.get(f"{name}{suffix}") for name in _GREGORIAN for suffix in ("", "-iso"))
    if any(_custom(values)) or (not given and _julian(values) is not None):
        read_here |= {f"{name}-custom" for name in _GREGORIAN}
    return frozenset(read_here)


def read(values: Mapping[str, str]) -> DateExpression | None:
    """The date that attributes of TEI give, without its place; None where they give none.

    Args:
        values: Attributes of a `date`: `@when` and the bounds are proleptic Gregorian, `@*-custom`
            Hijri where `@datingMethod` or `@calendar` says so.  Where both are given, the bounds
            are the encoder's and not a conversion.  Julian days alone are converted.
    """
    given = {
        name: (values.get(name) or values.get(f"{name}-iso", "")).strip() for name in _GREGORIAN
    }
    western = _western(given) or _julian(values)
    hijri = _hijri(*_custom(values))
    if hijri is None and western and _is_hijri(values) and western.latest < _HIJRA:
        # No day of this calendar is before its first: @when has the year of the words.
        first = given["when"] or given["notBefore"] or given["from"]
        return _hijri(first, given["when"] or given["notAfter"] or given["to"])
    if hijri is None or western is None:
        return hijri or western
    return replace(
        hijri, not_before=western.not_before, not_after=western.not_after, precision="given"
    )


def _western(given: Mapping[str, str]) -> DateExpression | None:
    first = given["when"] or given["notBefore"] or given["from"]
    last = given["when"] or given["notAfter"] or given["to"]
    low, high = _bounds(first), _bounds(last)
    if (first and low is None) or (last and high is None) or not (low or high):
        return None
    first, last = low[2] if low else "", high[2] if high else ""
    single = first == last
    between = "range" if given["from"] or given["to"] else "between"
    return DateExpression(
        0, 0, "gregorian", first, low[0] if low else "", high[1] if high else "",
        "" if single else last, PRECISIONS[len(first)] if single else between,
    )  # fmt: skip


def _bounds(day: str) -> tuple[str, str, str] | None:
    """First and last day of a year, a month or a day, and itself; None for what is none."""
    match = _DAY.fullmatch(day)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part]
    written = "-".join(f"{part:0{4 if not n else 2}}" for n, part in enumerate(parts))
    try:
        return (*proleptic(written), written) if parts[0] else None
    except ValueError:
        return None


def _is_hijri(values: Mapping[str, str]) -> bool:
    named = _calendars(values)
    return bool(_HIJRI.search(named)) and not _SOLAR.search(named)


def _calendars(values: Mapping[str, str]) -> str:
    return f"{values.get('datingMethod', '')} {values.get('calendar', '')}"


def _custom(values: Mapping[str, str]) -> tuple[str, str]:
    """First and last day in the Hijri calendar, "" twice where another calendar is meant."""
    if not _is_hijri(values):
        return "", ""
    return _customs(values)


def _customs(values: Mapping[str, str]) -> tuple[str, str]:
    """First and last day in the calendar of the words."""
    first = values.get("when-custom") or values.get("from-custom") or values.get("notBefore-custom")
    last = values.get("when-custom") or values.get("to-custom") or values.get("notAfter-custom")
    return (first or "").strip(), (last or "").strip()


def _julian(values: Mapping[str, str]) -> DateExpression | None:
    """The Gregorian date of days that are given in the Julian calendar alone."""
    if not _JULIAN.search(_calendars(values)):
        return None
    low, high = (_julian_bounds(day) for day in _customs(values))
    if low == high == "":
        return None
    if low is None or high is None:
        return None
    first, last = low[:10], high[-10:]
    when = {"when": first} if first == last else {"notBefore": first, "notAfter": last}
    return _western(dict.fromkeys(_GREGORIAN, "") | when)


def _julian_bounds(day: str) -> str | None:
    """First and last day of a Julian date, one after the other; "" of "", None of what is none."""
    match = _DAY.fullmatch(day)
    if not day:
        return ""
    try:
        numbers = [int(part) if part else None for part in match.groups()] if match else []
        return "".join(julian_to_gregorian(*numbers)) if numbers else None  # type: ignore[arg-type]
    except ValueError:
        return None


def _hijri(first: str, last: str) -> DateExpression | None:
    low, high = _hijri_bounds(first), _hijri_bounds(last)
    if (first and low is None) or (last and high is None) or not (low or high):
        return None
    first, last = low[2] if low else "", high[2] if high else ""
    single = first == last
    return DateExpression(
        0, 0, "hijri", first, low[0] if low else "", high[1] if high else "",
        "" if single else last, PRECISIONS[len(first)] if single else "range",
    )  # fmt: skip


def _hijri_bounds(day: str) -> tuple[str, str, str] | None:
    match = _DAY.fullmatch(day)
    if match is None or int(match[1]) not in _HIJRI_YEARS:
        return None
    numbers = [int(part) if part else None for part in match.groups()]
    try:
        low, high = hijri_to_gregorian(*numbers)  # type: ignore[arg-type]
    except ValueError:
        return None
    widths = zip(numbers, (4, 2, 2), strict=True)
    written = [f"{number:0{width}}" for number, width in widths if number is not None]
    return low, high, "-".join(written)
