"""Date expressions in Arabic, of both calendars.  Patterns run over a fold with punctuation.

Chronicles count the nights of a month that are gone (لعشر خلون) or remain (لخمس بقين).  What
remains of a month whose length nobody states leaves two days open, which a day of the week beside
it may decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fitnacorpus.languages.ar.calendar import (
    AH,
    DAY_ORDINALS,
    GONE,
    ORDINALS,
    PARTS,
    patterns,
)
from fitnacorpus.languages.ar.nouns import COUNTED
from fitnacorpus.languages.values import DateText, FoundDate, Numeral

_COUNTED: Final = re.compile(r" (?:من ال)?(\w+)")
_TIMES: Final = frozenset({"مرات", "مره", "دفعات"})
_LATEST: Final = 2100
_HIJRI_LIMIT: Final = 1500
"""Hijri years reach so far; later ones are of the Common Era."""
_AMBIGUOUS: Final = range(1000, _HIJRI_LIMIT + 1)
"""Years in digits that a modern author may mean in either calendar, where no era is stated."""
_SYRIAC_LIMIT: Final = 640
"""A year of a solar month up to this may be of the Hijra as well."""
_NEAR: Final = 600
"""Characters in which a bare unit (سنة ثمان) may leave out the tens of the date before it."""
# No date without a digit, a word for year or century, or a month.
_WORTHWHILE: Final = re.compile(
    "[0-9]|سن[هتو]|عام|اعوام|قرن|محرم|صفر|ربيع|جماد|رجب|شعبان|رمضان|شوال|ذ[ويا]? ?ال"
)
_LETTER: Final = re.compile("[\u0621-\u064a]")


def find(text: DateText) -> Iterator[FoundDate]:
    """Date expressions of a text, those of stronger patterns first; they may overlap."""
    if not (_WORTHWHILE.search(text.text) and _LETTER.search(text.text)):
        return
    yield from _digits(text)
    yield from _centuries(text)
    yield from _months(text)
    yield from _pairs(text)
    yield from _years(text)
    yield from _ordinal_years(text)
    yield from _eras(text)


def _era(text: DateText, place: int) -> tuple[str, int]:
    """The calendar of an era that stands at a place, and where it ends; "?" for another era."""
    known = patterns()
    if other := known["other"].match(text.text, place):
        return "?", other.end()
    match = known["era"].match(text.text, place)
    if not match:
        return "", place
    return "hijri" if match["ah"] else "gregorian", match.end()


def _before(text: DateText, start: int) -> tuple[int, str, bool]:
    """Start, part of the year and "about", taking in the words that say so."""
    match = patterns()["parts"].search(text.text, max(0, start - 24), start)
    if not match:
        return start, "", False
    part = next((name for name in PARTS if match[name]), "")
    return match.start(part or "circa"), part, bool(match["circa"])


def _calendar(era: str, year: int) -> str:
    """The calendar of a year: as stated, else Hijri as far as Hijri years reach."""
    return era or ("hijri" if year <= _HIJRI_LIMIT else "gregorian")


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
        if day is None:
            first, part, _ = _before(text, start)
        calendar = "hijri" if lunar else "gregorian"
        yield FoundDate(
            first, end, calendar, year, month, day.day if day else None,
            last_day=day.last if day else None, part=part, weekday=weekday,
        )  # fmt: skip


def _year_of_month(text: DateText, match: re.Match[str]) -> tuple[int | None, int, str]:
    """The year after a month, where it ends, and its era."""
    if match["nth"]:
        era, end = _era(text, match.end("nth"))
        return ORDINALS[match["nth"]], end, era
    numeral = text.numeral_at(match.end())
    if numeral is None or numeral.upper or (numeral.words and not match["word2"]):
        return None, match.end("month"), ""
    era, end = _era(text, numeral.end)
    # رمضان 15 is a day; nothing says that it is a year.
    if not match["word2"] and not era and numeral.value <= 30:
        return None, numeral.end, ""
    if not match["word2"] and _counts(text, numeral):
        return None, match.end("month"), ""
    return numeral.value, end, era


def _day(text: DateText, place: int, lunar: bool) -> _Day | None:
    """The day that stands before a month which begins at a place."""
    known, head = patterns(), max(0, place - 60)
    if match := known["gone"].search(text.text, head, place):
        numeral = text.numeral_before(match.start())
        if numeral and numeral.value <= 30 and not numeral.upper:
            return _reckoned(numeral.start, numeral.value, match["how"])
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


def _reckoned(start: int, nights: int, how: str) -> _Day | None:
    """A day by the nights of its month that are gone, or that remain of 29 or 30."""
    if re.fullmatch(GONE, how):
        return _Day(start, nights)
    return _Day(start, 29 - nights, 30 - nights) if nights < 29 else None


def _weekday(text: DateText, start: int) -> int | None:
    match = patterns()["weekday"].search(text.text, max(0, start - 24), start)
    return next(i for i in range(7) if match[f"d{i}"]) if match else None


# --- Years ---------------------------------------------------------------------------------------


def _counts(text: DateText, numeral: Numeral) -> bool:
    """Whether a noun follows that the numeral counts: سنة ألف درهم is no date."""
    following = _COUNTED.match(text.text, numeral.end)
    return bool(following and (following[1] in COUNTED or following[1] in _TIMES))


def _pairs(text: DateText) -> Iterator[FoundDate]:
    """Two years: a range, one of two, or one year in both calendars."""
    known = patterns()
    for low in text.numerals:
        if low.reference:
            continue
        era_low, end = _era(text, low.end)
        slash = known["slash"].match(text.text, end)
        join = known["join"].match(text.text, end)
        either = known["either"].match(text.text, end)
        start = _named(text, low.start)
        if slash and (high := text.numeral_at(slash.end())):
            found = _in_both(text, low, high, era_low, start, "(" in slash[0])
        elif join and (high := text.numeral_at(join.end())):
            found = _range(text, low, high, era_low, start, join[0])
        elif either and start is not None and (high := text.numeral_at(either.end())):
            # ثلاث أو أربع وثلاثين: the first shares the tens of the second.
            era, end = _era(text, high.end)
            shared = low.value + (
                high.value - high.value % 10 if low.value < 10 < high.value else 0
            )
            rises = shared < high.value and era in ("", "hijri")
            found = FoundDate(start, end, "hijri" if rises else "", shared, last=high.value)
        else:
            continue
        if found:
            yield found


def _in_both(
    text: DateText, low: Numeral, high: Numeral, era_low: str, start: int | None, bracket: bool
) -> FoundDate | None:
    era_high, end = _era(text, high.end)
    if {era_low or "hijri", era_high or "gregorian"} != {"hijri", "gregorian"}:
        return None
    if start is None and not (era_low or era_high):
        return None
    if bracket:
        if text.text[end : end + 1] != ")":
            return None
        end += 1
    years = {era_low or "hijri": low.value, era_high or "gregorian": high.value}
    other = (years["gregorian"], years["gregorian"])
    return FoundDate(
        low.start if start is None else start, end, "hijri", years["hijri"], other=other
    )


def _range(
    text: DateText, low: Numeral, high: Numeral, era_low: str, start: int | None, join: str
) -> FoundDate | None:
    era_high, end = _era(text, high.end)
    if (start is None and not era_high) or "?" in (era_high, era_low):
        return None
    if era_high and era_low and era_high != era_low:
        # 1443 هـ - 2022 م is one year in both calendars.
        return _in_both(text, low, high, era_low, start, bracket=False)
    calendar = _calendar(era_high or era_low, high.value)
    if "-" not in join and "–" not in join and start is None and low.words:
        return None
    if not era_high and _counts(text, high):
        return None
    return FoundDate(
        low.start if start is None else start, end, calendar, low.value, last=high.value
    )


def _named(text: DateText, place: int) -> int | None:
    """Where the word سنة, عام or سنتي stands that ends before a place."""
    head = text.text[max(0, place - 12) : place]
    for name in ("year", "years"):
        for match in patterns()[name].finditer(head):
            if match.end() == len(head):
                return max(0, place - 12) + match.start("word")
    return None


def _years(text: DateText) -> Iterator[FoundDate]:
    known = patterns()
    last: tuple[int, int] | None = None  # place and value of the last full year
    for match in known["year"].finditer(text.text):
        numeral = text.numeral_at(match.end())
        if numeral is None:
            if vague := known["vague"].match(text.text, match.start()):
                following = next((n for n in text.numerals if n.start >= vague.end()), None)
                if following and following.start == vague.end():
                    yield FoundDate(match.start("word"), following.end)
            continue
        start = match.start("word")
        head = text.text[max(0, start - 10) : match.start()]
        if known["every"].search(head) or text.numeral_before(match.start() - 1):
            continue
        era, end = _era(text, numeral.end)
        if era == "?" or numeral.upper:
            yield FoundDate(start, end)
            continue
        one = not numeral.counts
        if (
            numeral.value > _LATEST
            or numeral.reference
            or (not era and (one or _counts(text, numeral)))
        ):
            continue
        if not era and _doubtful(text, match, numeral, last):
            yield FoundDate(start, end)
            continue
        last = (numeral.end, numeral.value) if numeral.value > 10 else last
        start, part, circa = _before(text, start)
        yield FoundDate(
            start, end, _calendar(era, numeral.value), numeral.value, part=part, circa=circa
        )


def _doubtful(
    text: DateText, match: re.Match[str], numeral: Numeral, last: tuple[int, int] | None
) -> bool:
    """Whether a year without an era may be another one than it says."""
    if not numeral.words:
        return numeral.value in _AMBIGUOUS
    if numeral.value >= 10:
        return False
    # سنة ثلاثة is no year but a number after one; سنة ثمان may leave out the tens.
    near = last is not None and match.start() - last[0] < _NEAR
    doubt = patterns()["doubt"].search(text.text, max(0, match.start() - 12), match.start())
    return text.text[numeral.start : numeral.end].endswith("ه") or near or bool(doubt)


def _ordinal_years(text: DateText) -> Iterator[FoundDate]:
    for match in patterns()["ordinal"].finditer(text.text):
        start, part, circa = _before(text, match.start("word"))
        other = patterns()["other"].match(text.text, match.end("ordinal"))
        if other:
            yield FoundDate(start, other.end())
        elif match["era"]:
            calendar = "hijri" if re.match(AH, match["era"]) else "gregorian"
            year = ORDINALS[match["ordinal"]]
            yield FoundDate(start, match.end(), calendar, year, part=part, circa=circa)


def _eras(text: DateText) -> Iterator[FoundDate]:
    """Digits with an era and no word for year: ٣٧ هـ, ٦٥٧م."""
    for numeral in text.numerals:
        if numeral.reference:
            continue
        era, end = _era(text, numeral.end)
        if era == "?" and not numeral.words:
            yield FoundDate(numeral.start, end)
        if numeral.words or era in ("", "?"):
            continue
        if era == "gregorian" and not 100 <= numeral.value <= _LATEST:
            continue
        start, part, circa = _before(text, numeral.start)
        yield FoundDate(start, end, era, numeral.value, part=part, circa=circa)


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
        whole = match["y"] or match["y2"]
        if not (whole and match["era"]) or patterns()["other"].match(text.text, match.start("era")):
            yield FoundDate(*match.span())
            continue
        calendar = "hijri" if re.match(AH, match["era"]) else "gregorian"
        year, month, day = (int(match[k] or match[f"{k}2"]) for k in "ymd")
        yield FoundDate(*match.span(), calendar, year, month, day)
