"""Date expressions in Arabic, of both calendars.  Patterns run over a fold with punctuation.

Chronicles count the nights of a month that are gone (لعشر خلون) or remain (لخمس بقين).  What
remains of a month whose length nobody states leaves two days open, which a day of the week beside
it may decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fitnacorpus.arabic_script import LETTERS
from fitnacorpus.languages.ar.calendar import (
    AH,
    DAY_ORDINALS,
    GONE,
    ORDINALS,
    patterns,
)
from fitnacorpus.languages.ar.years import (
    counts,
    definite_years,
    era_at,
    eras,
    ordinal_years,
    pairs,
    part_before,
    with_hundreds_after,
    without_hundreds,
    years,
)
from fitnacorpus.languages.values import DateText, FoundDate

_LONGEST_MONTH: Final = 31
_SYRIAC_LIMIT: Final = 640
"""A year of a solar month up to this may be of the Hijra as well."""
# No date without a digit, a word for year or century, a month, or nights that are gone or left.
_WORTHWHILE: Final = re.compile(
    "[0-9]|سن[هتو]|عام|اعوام|قرن|محرم|صفر|ربيع|جماد|رجب|شعبان|رمضان|شوال|ذ[ويا]? ?ال|"
    r"خل[تاو]|خلين|ماي[هت]|مي[هت]|بق[يت]|مض[يتو]|منه|من (?:هذا )?الشهر|بعد ال(?:الف|ماي|مي)|"
    " من (?:اب|ا[ذي]ار|نيسان|حزيران|تموز|ايلول|"
    "تشرين|كانون|شباط|يناير|فبراير|مارس|ابريل|مايو|يون|يول|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر)"
)
_LETTER: Final = re.compile(f"[{LETTERS}]")


def find(text: DateText) -> Iterator[FoundDate]:
    """Date expressions of a text, those of stronger patterns first; they may overlap."""
    if not (_WORTHWHILE.search(text.text) and _LETTER.search(text.text)):
        return
    yield from _digits(text)
    yield from _centuries(text)
    yield from _months(text)
    yield from _days_alone(text)
    yield from pairs(text)
    yield from years(text)
    yield from ordinal_years(text)
    yield from definite_years(text)
    yield from eras(text)
    for match in patterns()["solar"].finditer(text.text):
        yield FoundDate(*match.span())


# --- Days and months -----------------------------------------------------------------------------


class _Day(NamedTuple):
    """A day before its month: where it stands, the day, and the latest one it may be."""

    start: int
    day: int | None
    last: int | None = None
    part: str = ""


def _months(text: DateText) -> Iterator[FoundDate]:
    known = patterns()
    for match in known["month"].finditer(text.text):
        month, lunar = next(
            (int(k[1:]), k[0] == "h")
            for k, v in match.groupdict().items()
            if v and re.fullmatch(r"[hg]\d+", k)
        )
        start = match.start("month")
        day = _day(text, start, lunar)
        weekday = _weekday(text, day.start) if day else None
        first = day.start if day else start
        year, end, era = _year_of_month(text, match)
        if year is None or era == "?":
            if day is not None or era == "?":
                yield FoundDate(first, max(end, match.end("month")))
            continue
        if era and (era == "hijri") is not lunar:
            yield FoundDate(first, end)
            continue
        if not lunar and not era and year <= _SYRIAC_LIMIT:
            yield FoundDate(first, end)
            continue
        part = day.part if day else ""
        weekday = _weekday_after(text, end) if day and weekday is None else weekday
        if day is None:
            first, part, _ = part_before(text, start)
        calendar = "hijri" if lunar else "gregorian"
        yield FoundDate(
            first, end, calendar, year, month, day.day if day else None,
            last_day=day.last if day else None, part=part, weekday=weekday,
        )  # fmt: skip


def _year_of_month(text: DateText, match: re.Match[str]) -> tuple[int | None, int, str]:
    """The year after a month, where it ends, and its era."""
    if match["nth"]:
        era, end = era_at(text, match.end("nth"))
        return ORDINALS[match["nth"]], end, era
    numeral = text.numeral_at(match.end())
    if numeral is None or numeral.upper or (numeral.words and not match["word2"]):
        return None, match.end("month"), ""
    numeral = with_hundreds_after(text, numeral)
    era, end = era_at(text, numeral.end)
    # رمضان 15 is a day; nothing says that it is a year.
    if not match["word2"] and not era and numeral.value <= 30:
        return None, numeral.end, ""
    if not match["word2"] and counts(text, numeral):
        return None, match.end("month"), ""
    if not era and numeral.words and without_hundreds(text, numeral):
        return None, end, "?"
    return numeral.value, end, era


def _day(text: DateText, place: int, lunar: bool) -> _Day | None:
    """The day that stands before a month which begins at a place."""
    known, head = patterns(), max(0, place - 60)
    if match := known["gone"].search(text.text, head, place):
        numeral = text.numeral_before(match.start())
        if numeral and numeral.value <= 30 and not numeral.upper:
            return _reckoned(numeral.start, numeral.value, match["how"])
    if match := known["six"].search(text.text, head, place):
        return _reckoned(match.start("word"), 6, match["how"])
    if match := known["one"].search(text.text, head, place):
        nights = 1 if match["one"] else 2
        return _reckoned(match.start("word"), nights, match["how"])
    for name, first, last in (("first", 1, None), ("half", 15, None), ("last", 29, 30)):
        match = known[name].search(text.text, head, place)
        if match and lunar:
            return _Day(match.start("word"), first, last)
        if match and name == "half":
            return _Day(match.start("word"), None, part="mid")
        if match and name == "first":
            return _Day(match.start("word"), 1)
    if match := known["day"].search(text.text, head, place):
        if match["digits"]:
            return _Day(match.start("digits"), int(match["digits"]))
        words = match["ordinal"] or match["bare"]
        value = ORDINALS.get(words) or DAY_ORDINALS[words]
        group = "ordinal" if match["ordinal"] else "bare"
        if tens := known["tens"].search(text.text, head, match.start(group)):
            # العشر الأول من رمضان are ten nights and no first day.
            return _Day(tens.end() - len("العشر "), None)
        if words == "اول" and not match[0].rstrip().endswith("من"):
            return _Day(match.start(group), None, part="early")
        return _Day(match.start(group), value)
    # ليلة إحدى وعشرين من رمضان, لسبع عشرة من رمضان
    if match := known["counted"].search(text.text, head, place):
        numeral = text.numeral_before(match.start())
        if numeral and numeral.words and numeral.value <= 30 and not numeral.upper:
            before = text.text[max(0, numeral.start - 8) : numeral.start]
            if before.endswith("ل") or known["nightly"].search(before):
                return _Day(numeral.start, numeral.value)
    return None


def _days_alone(text: DateText) -> Iterator[FoundDate]:
    """Days of a month that is named elsewhere, or without its year.

    They cannot be told, and their numbers count nothing: لخمس خلون منه, ليلة خمس وعشرين منه,
    لليلتين بقيتا من شوال, ستة عشر من حزيران.
    """
    known = patterns()
    for match in known["nights"].finditer(text.text):
        yield FoundDate(*match.span("word"))
    for numeral in text.numerals:
        if not numeral.words or numeral.upper or numeral.value > _LONGEST_MONTH:
            continue
        before = text.text[max(0, numeral.start - 8) : numeral.start]
        of_a_day = before.endswith("ل") or bool(known["nightly"].search(before))
        alone = known["alone"].match(text.text, numeral.end)
        if alone and (of_a_day or alone[0].endswith(" من ")):
            yield FoundDate(numeral.start, alone.end())
        of_it = known["of-it"].match(text.text, numeral.end)
        if of_it and (of_a_day or text.text.startswith("العشر", numeral.start)):
            yield FoundDate(numeral.start, of_it.end())
        named = known["of-month"].match(text.text, numeral.end)
        # عشرة أيام من رمضان are ten days and no tenth.
        if named and (of_a_day or not named["night"]):
            yield FoundDate(numeral.start, named.end())


def _reckoned(start: int, nights: int, how: str) -> _Day | None:
    """A day by the nights of its month that are gone, or that remain of 29 or 30."""
    if re.fullmatch(GONE, how):
        return _Day(start, nights)
    return _Day(start, 29 - nights, 30 - nights) if nights < 29 else None


def _weekday(text: DateText, start: int) -> int | None:
    match = patterns()["weekday"].search(text.text, max(0, start - 24), start)
    return next(i for i in range(7) if match[f"d{i}"]) if match else None


def _weekday_after(text: DateText, end: int) -> int | None:
    """The day of the week that stands after a date: رابع صفر سنة ٤٤٨، وهو يوم الثلاثاء."""
    match = patterns()["weekday-after"].match(text.text, end)
    return next(i for i in range(7) if match[f"d{i}"]) if match else None


# --- Centuries and digits ------------------------------------------------------------------------


def _nth(words: str) -> int:
    return int(words) if words.isdecimal() else ORDINALS[words]


def _centuries(text: DateText) -> Iterator[FoundDate]:
    for match in patterns()["century"].finditer(text.text):
        n = _nth(match["nth"] or match["digits"])
        until = _nth(match["until"]) if match["until"] else n
        hijri = (match["era"] or match["early"]).startswith(("ه", "له", "لله"))
        first, last, start = 100 * n - 99, 100 * until, match.start("word")
        other = match["other"]
        if other and until == n and hijri and match["second"].startswith("م"):
            century = _nth(other)
            yield FoundDate(
                start, match.end(), "hijri", first, last=last,
                other=(100 * century - 99, 100 * century),
            )  # fmt: skip
        elif other or until < n:
            yield FoundDate(start, match.end())
        else:
            yield FoundDate(start, match.end(), "hijri" if hijri else "gregorian", first, last=last)


def _digits(text: DateText) -> Iterator[FoundDate]:
    for match in patterns()["digits"].finditer(text.text):
        whole = match["y"] or match["y2"] or match["y3"]
        if not (whole and match["era"]) or patterns()["other"].match(text.text, match.start("era")):
            yield FoundDate(*match.span())
            continue
        calendar = "hijri" if re.match(AH, match["era"]) else "gregorian"
        year, month, day = (int(match[k] or match[f"{k}2"] or match[f"{k}3"]) for k in "ymd")
        yield FoundDate(*match.span(), calendar, year, month, day)
