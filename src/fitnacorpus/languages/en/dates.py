"""Date expressions in English, of both calendars.

Patterns run over a fold without marks, ʿayn and capitals, so that Rabīʿ al-Awwal, Rabi'ul-Awwal
and RABI AL-AWWAL are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fitnacorpus.languages.en.calendar import ABOUT, AH, DAY_ORDINALS, ORDINALS, patterns
from fitnacorpus.languages.values import DateText, FoundDate

_DECADES: Final = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}
_WORTHWHILE: Final = re.compile(r"[0-9]|century|year|a\. ?h\.")
_DIGIT: Final = re.compile(r"\d")
_DYNASTY: Final = 700
"""Years that a dynasty lasts at most: the Ottomans lasted 623."""
_HIJRI_LIMIT: Final = 622
"""A year of a death or a reign below this that states no era is one of the Hijra, or none."""
_WEEKDAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT: Final = {day[:3]: day for day in _WEEKDAYS}
_WEEKDAY_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:(?P<day>{'|'.join(_WEEKDAYS)})|"
    r"(?P<short>mon|tues?|wed|thurs?|thur?|fri|sat|sun)\.)"
    r",? (?:(?:being|that is|i\. ?e\.,?|on) )?(?:the )?$"
)
_WEEKDAY_AFTER: Final = re.compile(
    r" ?(?:\(|, ?)(?:(?:which|it) was |being )?(?:an? |on an? )?"
    rf"(?P<day>{'|'.join(_WEEKDAYS)})(?=[),.;:]|$)"
)
WEEKDAYS: Final = rf"(?<!\w)(?:{'|'.join(_SHORT)})"
_WEEKDAY_NEAR: Final = 28
"""Characters before a date in which a day of the week may stand: "Wednesday, that is the"."""
_GLOSS: Final = 48
"""Characters after a year in which a bracket may say what it is in the other calendar."""
_EPOCH, _LUNAR = 621.54, 0.970224
"""A Hijri year begins in the first of these years of the Common Era and so many more to each."""
_GLOSSED: Final = re.compile(r" [(\[][^()\[\]]{0,40}?(?<!\d)(\d{3,4})(?!\d)")
_SPOKEN_YEAR: Final = re.compile(r"(?<!\w)(?:the )?year (?:of the h[ei][gj]i?r+ah? )?$")
_SPOKEN_ERA: Final = re.compile(rf" {AH}")
_ERA_LETTERS: Final = re.compile(
    r"(?<![\w.])(?:ah|ad|ce|h|bc|bce|bh|sh)(?!\w)|(?<!\w)[abc]\. ?[dehcm]\."
)


def find(text: DateText) -> Iterator[FoundDate]:
    """Date expressions of a text, those of stronger patterns first; they may overlap."""
    if not _WORTHWHILE.search(text.text):
        return
    figures = _DIGIT.search(text.text) is not None
    for kind, pattern, needs_a_digit in patterns():
        if needs_a_digit and not figures:
            continue
        for match in pattern.finditer(text.text):
            if not _shouted(text, match):
                continue
            date = _date(kind, match, text)
            if date is not None:
                yield date
    yield from _spoken(text)


def _spoken(text: DateText) -> Iterator[FoundDate]:
    """Years in words with an era: the year thirty-seven of the Hijra."""
    for numeral in text.numerals:
        if not numeral.words or numeral.upper or not numeral.counts:
            continue
        before = _SPOKEN_YEAR.search(text.text, max(0, numeral.start - 30), numeral.start)
        if not before:
            continue
        era = _SPOKEN_ERA.match(text.text, numeral.end)
        if era or "hij" in before[0]:
            end = era.end() if era else numeral.end
            yield FoundDate(before.start(), end, "hijri", numeral.value)
        else:
            yield FoundDate(before.start(), numeral.end)


def _shouted(text: DateText, match: re.Match[str]) -> bool:
    """Whether the letters of eras are capitals, as they must be: 12 AD, but 3 ad hoc committees."""
    return all(
        text.char(match.start() + era.start()).isupper() for era in _ERA_LETTERS.finditer(match[0])
    )


def _is_hijri_beside(year: int, after: str) -> bool:
    """Whether a bracket gives the same year in the Common Era: 492 (began 28 November 1098)."""
    gloss = _GLOSSED.match(after)
    if not gloss:
        return False
    begins = int(_EPOCH + year * _LUNAR)
    return begins <= int(gloss[1]) <= begins + 1


def _weekday(text: DateText, start: int, end: int) -> int | None:
    """The day of the week before a date or after it: Wed., 29 May; July 4, 1187 (a Saturday)."""
    head = max(0, start - _WEEKDAY_NEAR)
    before = _WEEKDAY_BEFORE.search(text.text, head, start)
    if before and not (before["short"] and text.char(before.start()).islower()):
        return _WEEKDAYS.index(before["day"] or _SHORT[before["short"][:3]])
    after = _WEEKDAY_AFTER.match(text.text, end)
    return _WEEKDAYS.index(after["day"]) if after else None


def _date(kind: str, match: re.Match[str], text: DateText) -> FoundDate | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    # The verbs march and may are months only with a capital.
    verb = next((k for k in ("g3", "g5") if k in groups), None)
    if verb and text.char(match.start(verb)).islower():
        return None
    if kind == "bare":
        start = match.start("year")
        if re.search(r"[dbr]\. ", groups["before"]) and (int(groups["year"]) < _HIJRI_LIMIT):
            return FoundDate(start, end)
        if named := re.search(r"year (?:of )?$", groups["before"]):
            start -= len(named[0])
        if _is_hijri_beside(int(groups["year"]), text.text[end : end + _GLOSS]):
            return FoundDate(start, end, "hijri", int(groups["year"]))
        if about := re.search(rf"{ABOUT} $", groups["before"]):
            groups["circa"] = about[0]
            start -= len(about[0])
    if kind.endswith("range"):
        opening = "circa" if "circa" in groups else "first"
        start = match.start(opening) if kind == "gregorian-range" else start
    while end > start and text.text[end - 1] == " ":
        end -= 1
    if kind in ("none", "day"):
        return FoundDate(start, end)
    if kind == "both":
        return _both(groups, start, end)
    if kind.endswith("-range"):
        calendar = "hijri" if kind == "hijri-range" else "gregorian"
        first, last = int(groups["first"]), _last(groups["first"], groups["last"])
        bracketed = text.text[start - 1 : start] == "(" and text.text[end : end + 1] in (
            ")",
            ",",
            ";",
        )
        if calendar == "gregorian" and not _plausible(first, last, groups["join"], bracketed):
            return None
        return FoundDate(start, end, calendar, first, last=last)
    if kind == "century":
        return _century(groups, start, end)
    if kind == "decade":
        return _decade(groups, start, end)
    if kind in ("iso", "numeric"):
        return _numeric(kind, groups, start, end)
    month = next((int(k[1:]) for k in groups if re.fullmatch(r"[hg]\d+", k)), None)
    if roman := groups.get("roman"):
        year = _roman(roman)
        if not year:
            return FoundDate(start, end)
    else:
        year = int(groups.get("year") or groups.get("year2") or ORDINALS[groups["ordinal"]])
    day = int(groups["day"]) if "day" in groups else DAY_ORDINALS.get(groups.get("dayth", ""))
    weekday = _weekday(text, start, end) if day else None
    part, circa = _part(groups.get("part", "")), "circa" in groups
    return FoundDate(
        start, end, kind if kind != "bare" else "gregorian", year, month, day,
        part=part, circa=circa, weekday=weekday,
    )  # fmt: skip


_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_RIGHT_ROMAN: Final = re.compile(r"c{0,4}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def _roman(figures: str) -> int:
    """The value of a Roman numeral; 0 of a misprint."""
    if not _RIGHT_ROMAN.fullmatch(figures):
        return 0
    values = [_ROMAN[c] for c in figures]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _part(words: str) -> str:
    for part, signs in (
        ("first", ("first half",)),
        ("second", ("second half",)),
        ("early", ("early", "beginning", "start", "opening")),
        ("mid", ("mid",)),
        ("late", ("late", "end", "close")),
        ("spring", ("spring",)),
        ("summer", ("summer",)),
        ("autumn", ("autumn", "fall")),
        ("winter", ("winter",)),
    ):
        if any(sign in words for sign in signs):
            return part
    return ""


def _last(first: str, last: str) -> int:
    """The end of a range, which may leave out the figures it shares (657-8)."""
    return int(last) if len(last) >= len(first) else int(first[: len(first) - len(last)] + last)


def _plausible(first: int, last: int, join: str, bracketed: bool) -> bool:
    """Whether two bare numbers are years: a war or a life, not a choice of quantities.

    In brackets they may be those of a dynasty.
    """
    limit = (_DYNASTY if bracketed else 120) if "-" in join else 60
    return 100 <= first < last <= 2100 and last - first <= limit


def _both(groups: dict[str, str], start: int, end: int) -> FoundDate | None:
    first, last = groups["h1y"], groups.get("h2y")
    low = groups.get("g1y") or groups["g3y"]
    high = groups.get("g2y") or groups.get("g4y")
    return FoundDate(
        start,
        end,
        "hijri",
        int(first),
        last=_last(first, last) if last else None,
        other=(int(low), _last(low, high) if high else int(low)),
        circa="circa" in groups,
    )


def _nth(words: str) -> int:
    return ORDINALS.get(words) or int(re.sub(r"\D", "", words))


def _century(groups: dict[str, str], start: int, end: int) -> FoundDate | None:
    n = _nth(groups["words"])
    until = _nth(groups.get("until", groups["words"]))
    if until < n:
        return FoundDate(start, end)
    if second := groups.get("second"):
        other, other_until = _nth(second), _nth(groups.get("second_until", second))
        return FoundDate(
            start, end, "hijri", 100 * n - 99, last=100 * until,
            other=(100 * other - 99, 100 * other_until),
        )  # fmt: skip
    era = groups.get("era", "")
    hijri = "h" in era or "islam" in era
    return FoundDate(start, end, "hijri" if hijri else "gregorian", 100 * n - 99, last=100 * until)


def _decade(groups: dict[str, str], start: int, end: int) -> FoundDate | None:
    year, hijri = int(groups["year"]), "ah" in groups
    if (year < 100 and not hijri) or year > 2100:
        return FoundDate(start, end)
    if year % 100 == 0 and "third" in groups:
        return FoundDate(start, end)
    # The 600s are ten years or a hundred: the bounds hold both.
    first, last = _DECADES.get(groups.get("third", ""), (0, 9 if year % 100 else 99))
    if year >= 1000 and "the" not in groups:
        return None
    return FoundDate(
        start, end, "hijri" if hijri else "gregorian", max(1, year + first), last=year + last
    )


def _numeric(kind: str, groups: dict[str, str], start: int, end: int) -> FoundDate | None:
    """A date in digits alone: without an era only year-month-day is certain."""
    year = int(groups.get("year") or groups["year2"])
    month = int(groups.get("m") or groups["m2"])
    day = int(groups.get("day") or groups["day2"])
    if "ah" in groups:
        return FoundDate(start, end, "hijri", year, month, day)
    if kind == "iso" or (month > 12) is not (day > 12):
        day, month = (day, month) if month <= 12 else (month, day)
        return FoundDate(start, end, "gregorian", year, month, day)
    return FoundDate(start, end)
