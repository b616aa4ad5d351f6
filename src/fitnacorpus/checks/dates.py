"""Dates: they exist in their calendar, and their bounds are what the conversion gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from fitnacorpus.checks.problem_places import Gatherer
from fitnacorpus.model import DateExpression, Span
from fitnacorpus.orthography import intervals
from fitnacorpus.tei.scan import Tag

CALENDARS: Final = ("hijri", "gregorian")
"""xml:ids of the calendars that dates are converted from."""

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_HINT: Final = (
    "Bounds are proleptic Gregorian days, three later than the Julian ones in the seventh century"
)
_Bounds = tuple[str, str]


class Dates(Gatherer):
    """Gathers dates that do not exist, and conversions that are not ours.

    Args:
        file: The file.
        tolerant: Whether people wrote it: then a day may be widened by one to either side, for the
            months began at the sighting of the crescent.
    """

    names = frozenset({"date", "birth", "death", "floruit", "state", "event"})

    def __init__(self, file: str, *, tolerant: bool) -> None:
        super().__init__(file)
        self._slack = int(tolerant)

    def start(self, tag: Tag) -> None:
        """Look at a date."""
        calendar = tag.get("datingMethod") or tag.get("calendar")
        calendar = calendar.rpartition("#")[2]
        if not calendar and tag.name == "date":
            calendar = "gregorian"
        if calendar not in CALENDARS:
            return
        try:
            self._look(tag, calendar)
        except ValueError as fault:
            self.report("bad-date", tag, f"{fault}, in the calendar '{calendar}'",
                        "Correct the date, or leave it untagged")  # fmt: skip

    def _look(self, tag: Tag, calendar: str) -> None:
        written = [
            value
            for name in ("when", "when-custom", "from-custom", "notBefore-custom", "to-custom",
                         "notAfter-custom")
            if _DATE.fullmatch(value := tag.get(name))
        ]  # fmt: skip
        if not written:
            # Without a date of the source these are proleptic Gregorian years, months or days.
            ends = (tag.get(name) for name in ("notBefore", "from", "notAfter", "to"))
            given = [value for value in ends if _DATE.fullmatch(value)]
            days = [intervals.proleptic(value) for value in given]
            if days and days[0][0] > days[-1][1]:
                raise ValueError(f"{given[0]} is later than {given[-1]}")
            return
        if tag.name == "date" and tag.get("when"):
            intervals.proleptic(tag.get("when"))
            return
        low = _bounds(calendar if not tag.get("when") else "gregorian", written[0])[0]
        high = _bounds(calendar if not tag.get("when") else "gregorian", written[-1])[1]
        if low > high:
            raise ValueError(f"{written[0]} is later than {written[-1]}")
        bounds = (tag.get("notBefore"), tag.get("notAfter"))
        if not all(bounds):
            return
        if bounds[0] > bounds[1]:
            raise ValueError(f"{bounds[0]} is later than {bounds[1]}")
        if tag.get("type") == "given":
            return  # the days are those of the source
        allowed = {(low, high)}
        if tag.get("type") in ("part", "circa"):
            allowed = set(_approximate(calendar, written[0]))
        if not any(self._agree(bounds, right) for right in allowed) and not (
            calendar == "hijri" and _narrowed(bounds, (low, high))
        ):
            self.report(
                "wrong-conversion",
                tag,
                f"{calendar} {'/'.join(dict.fromkeys(written))} is {low} to {high}, "
                f"not {bounds[0]} to {bounds[1]}",
                _HINT,
            )

    def _agree(self, bounds: _Bounds, right: _Bounds) -> bool:
        before, after = (
            date.fromisoformat(b) - date.fromisoformat(r)
            for b, r in zip(bounds, right, strict=True)
        )
        return timedelta(
            -self._slack
        ) <= before <= timedelta() and timedelta() <= after <= timedelta(self._slack)


def _bounds(calendar: str, written: str) -> _Bounds:
    match = _DATE.fullmatch(written)
    assert match is not None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    return intervals.bounds(calendar, year, month, day)


def _approximate(calendar: str, written: str) -> Iterator[_Bounds]:
    """All that a part of a year, or "about" a date, may be converted to."""
    match = _DATE.fullmatch(written)
    assert match is not None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    parts = [*intervals.PARTS, *intervals.SEASONS, "winter"]
    for part, circa in [("", True), *((part, False) for part in parts)]:
        found: DateExpression | None = intervals.single(
            Span(0, 0), calendar, year, month, day, part, circa
        )
        if found is not None:
            yield found.not_before, found.not_after


def _narrowed(bounds: _Bounds, hijri: _Bounds) -> bool:
    """Whether bounds are those of a Hijri date narrowed by a Gregorian one beside it (37/657).

    Such a bound is the first or the last day of a Gregorian month; or of a Julian one, for a month
    before 1582 may be either.
    """
    low, high = (date.fromisoformat(bound) for bound in bounds)
    first, last = (date.fromisoformat(bound) for bound in hijri)
    if not first <= low <= high <= last:
        return False
    julian = timedelta(max(0, high.year // 100 - high.year // 400 - 2))
    ends = any((high - shift + timedelta(1)).day == 1 for shift in (timedelta(), julian))
    return (low == first or low.day == 1) and (high == last or ends)
