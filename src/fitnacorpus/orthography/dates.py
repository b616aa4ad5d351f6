"""Dates of a text, in both languages and both calendars."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from statistics import median
from typing import Final, NamedTuple

from fitnacorpus import languages, reading
from fitnacorpus.languages import Language
from fitnacorpus.languages.values import DateText, FoundDate, Numeral
from fitnacorpus.model import DateExpression, Span
from fitnacorpus.orthography.folding import fold, fold_text
from fitnacorpus.orthography.hijri import hijri_to_gregorian
from fitnacorpus.orthography.intervals import bounds, expression
from fitnacorpus.orthography.numerals import read
from fitnacorpus.orthography.profiles import Profile, profile_from_steps

__all__ = [
    "Contradiction",
    "contradictions",
    "find",
    "hijri_to_gregorian",
    "told_by_neighbours",
    "untold",
]

_SLACK: Final = 1
"""Days by which the sighting of the crescent may differ from the tables."""
_WEEK: Final = 7
_REFORM: Final = date(1582, 10, 15)
_OLD_STYLE_ENDS: Final = date(1924, 1, 1)
"""Between these days a date may be of either style: the last churches changed in 1923."""
_CENTURY: Final = 100
_AROUND: Final = 5
"""Years to either side of one that may lack its hundreds."""
_LATEST_HIJRI: Final = 1350
"""The last year that an English book before our time may mean by the Hijra (1931)."""
_HIJRA: Final = 622
"""The year of the Common Era in which those of the Hijra begin."""
_LATIN: Final = re.compile(r"[A-Za-z]|\d ?[/(=] ?\d")
"""Without Latin letters or years of two calendars side by side nothing is English."""


class Contradiction(NamedTuple):
    """A date and the day of the week beside it, which do not agree.

    Attributes:
        start: Where the date begins.
        end: Where it ends.
        stated: Day of the week that the text gives, Monday = 0.
        computed: Day of the week of the date by the tables.
    """

    start: int
    end: int
    stated: int
    computed: int


class _Scan(NamedTuple):
    dates: tuple[DateExpression, ...]
    untold: tuple[Span, ...]
    contradictions: tuple[Contradiction, ...]


def names_calendar(words: str) -> bool:
    """Whether the words of a date say themselves of which calendar it is (37 AH, سنة ٣٧ هـ)."""
    return _eras().search(words) is not None


@cache
def _eras() -> re.Pattern[str]:
    return re.compile("|".join(home.eras for home in languages.HOMES.values() if home.eras))


def find(text: str, lang: str = "") -> list[DateExpression]:
    """The date expressions of a text, in order and apart from one another.

    An expression is found when its year can be told from its own words: with an era (37 AH,
    660 C. E., ٣٧ هـ), a month (Rajab 37), the word year, سنة or عام, or in English a preposition
    or brackets before a year of three or four digits.  Where patterns overlap, the earlier and
    then the longer expression stands.  The span leaves out prepositions and attached particles,
    and holds the words for a part of the year ("the beginning of 660 C. E.", أوائل سنة ٣٧).

    What cannot be told is left alone: years before the Common Era or the Hijra, solar, Seleucid
    and other eras, years of a reign, a day without its year, digits that may be either calendar's,
    a unit that leaves out its tens (سنة سبع وثلاثين وقيل سنة ثمان).

    Calendar: a stated era decides; then the month; then the language, English years being of the
    Common Era and Arabic ones up to 1500 of the Hijra.  ``custom`` keeps the source's own date.
    ``not_before`` and ``not_after`` are proleptic Gregorian: a bare English year is that year; a
    Hijri date is converted by the tables (see `hijri.hijri_to_gregorian`); a day or month before
    the reform of 1582 gets an interval that holds its Julian and its Gregorian reading.  Parts of
    a year are its thirds (early, middle, late), halves or seasons; "about" is five years to
    either side.  Days that chronicles count from the end of a month (لخمس بقين) are the two that
    they may be, from ``custom`` to ``custom_end``, unless the day of the week decides.

    Args:
        text: The text; white space of any kind reads as one space.
        lang: BCP 47 tag.  Expressions are read by their script, whatever the language; digits
            alone are read as English has them only where the language is not written in Arabic.
    """
    return reading.find(lambda words: _scan(words, lang).dates, text)


def untold(text: str, lang: str = "") -> list[Span]:
    """Where words stand that are a date, but none that can be told."""
    return reading.find(lambda words: _scan(words, lang).untold, text)


def contradictions(text: str, lang: str = "") -> list[Contradiction]:
    """Dates beside which stands a day of the week that cannot be theirs."""

    def against(words: str) -> tuple[Contradiction, ...]:
        return _scan(words, lang).contradictions if _tells_weekdays(words) else ()

    return reading.find(against, text)


def _tells_weekdays(text: str) -> bool:
    """Whether a day of the week is named at all, which most paragraphs do not."""
    return any(
        re.search(home.weekdays, fold_text(text, home.code, _profile(home.code)))
        for home in languages.HOMES.values()
        if home.dates is not None
    )


def told_by_neighbours(dates: Sequence[DateExpression], source: str) -> list[DateExpression]:
    """The dates of a text without the years that seem to lack their hundreds.

    A chronicler of the seventh century writes سنة ثلاث وعشرين and means 623.  So a year below a
    hundred that states no era is left alone where most of the years around it are a century later
    and more: of which century it is cannot be told.

    Nor is it told of which calendar a bare year before the Hijra began to be counted is ("events of
    the year 291"), in a text that dates by the Hijra elsewhere; nor a later one ("obituary of the
    year 748") where the dates around it that state a calendar are of the Hijra, and as a year of
    the Hijra it lies nearer to them.

    Args:
        dates: The dates of a whole text, in order.
        source: The text in which their spans count.
    """
    years = [int(d.custom[:4]) if d.calendar == "hijri" and d.custom[:4].isdecimal() else 0
             for d in dates]  # fmt: skip
    hijri = [i for i, year in enumerate(years) if year]
    kept = set(range(len(dates)))
    if any(d.calendar == "hijri" and names_calendar(source[d.start : d.end]) for d in dates):
        kept -= {i for i, d in enumerate(dates) if _of_either(d, source[d.start : d.end])}
        kept -= _nearer_the_hijri(dates, source)
    for place, i in enumerate(hijri):
        if years[i] >= _CENTURY:
            continue
        words = source[dates[i].start : dates[i].end]
        if names_calendar(words):
            continue
        around = hijri[max(0, place - _AROUND) : place] + hijri[place + 1 : place + 1 + _AROUND]
        later = sum(years[k] >= years[i] + _CENTURY for k in around)
        if 2 * later > len(around):
            kept.discard(i)
    return [dates[i] for i in sorted(kept)]


def _of_either(told: DateExpression, words: str) -> bool:
    """Whether nothing but its digits makes a date one of the Common Era, and they are too few."""
    return (
        told.calendar == "gregorian"
        and told.precision in ("year", "circa")
        and int(told.custom[:4]) < _HIJRA
        and not names_calendar(words)
    )


def _nearer_the_hijri(dates: Sequence[DateExpression], source: str) -> set[int]:
    """Indices of bare years that are rather of the Hijra, by the stated dates around them."""
    words = [source[d.start : d.end] for d in dates]
    stated = [i for i, d in enumerate(dates) if _states(d, words[i])]
    out: set[int] = set()
    for i, told in enumerate(dates):
        bare = told.calendar == "gregorian" and told.precision in ("year", "circa")
        year = int(told.custom[:4]) if bare and told.custom[:4].isdecimal() else 0
        if not _HIJRA <= year <= _LATEST_HIJRI or names_calendar(words[i]):
            continue
        place = bisect(stated, i)
        around = [dates[k] for k in stated[max(0, place - _AROUND) : place + _AROUND]]
        hijri = [d for d in around if d.calendar == "hijri"]
        if 2 * len(hijri) <= len(around):
            continue
        as_hijri = median(abs(year - int(d.custom[:4])) for d in hijri)
        as_common = median(abs(year - int(d.not_before[:4])) for d in hijri)
        if as_hijri < as_common:
            out.add(i)
    return out


def _states(told: DateExpression, words: str) -> bool:
    """Whether a date says itself of which calendar it is: by an era, a month, or both years."""
    if not told.custom[:4].isdecimal() or not told.not_before[:4].isdecimal():
        return False
    return len(told.custom) > len("0000") or told.calendar == "hijri" or names_calendar(words)


@cache
def _profile(code: str) -> Profile:
    return profile_from_steps(f"{code}-dates", languages.HOMES[code].date_steps)


@lru_cache(maxsize=4)
def _scan(text: str, lang: str) -> _Scan:
    numerals = read(text, lang)
    arabic = languages.script_of(lang) == languages.ARABIC_SCRIPT
    found: list[tuple[int, int, int, FoundDate]] = []
    for home in languages.HOMES.values():
        if home.dates is None or (home.script == languages.ARABIC_SCRIPT and text.isascii()):
            continue
        if arabic and home.script != languages.ARABIC_SCRIPT and not _LATIN.search(text):
            continue
        for date_found in _read(home, text, numerals):
            start, end, raw = date_found
            bare = not any(c.isalpha() for c in text[start:end]) and raw.other is None
            if bare and arabic and home.script != languages.ARABIC_SCRIPT:
                continue
            found.append((start, -end, len(found), raw))
    pointing = [(n.start, n.end) for n in numerals if n.reference]
    uncounted = [(n.start, n.end) for n in numerals if not n.counts and not n.words]
    dates: list[DateExpression] = []
    unknown: list[Span] = []
    against: list[Contradiction] = []
    last = 0
    for start, minus, _, raw in sorted(found, key=lambda item: item[:3]):
        if start < last:
            continue
        span = Span(start, -minus)
        # Years that only their digits show are none where the digits are pages.
        bare = not any(c.isalpha() for c in text[start:-minus]) and raw.other is None
        against_it = uncounted if bare and raw.last else pointing
        if not raw.calendar or any(s < -minus and start < e for s, e in against_it):
            unknown.append(span)
            last = -minus
            continue
        told = expression(span, raw)
        if told is None:
            continue
        told, contradiction = _with_weekday(span, raw, told)
        dates.append(told)
        against += [contradiction] if contradiction else []
        last = -minus
    return _Scan(tuple(dates), tuple(unknown), tuple(against))


def _read(
    home: Language, text: str, numerals: Sequence[Numeral]
) -> list[tuple[int, int, FoundDate]]:
    """What a language reads: start and end in the text, and the date."""
    assert home.dates is not None
    folded = fold(text, home.code, _profile(home.code))
    placed = []
    for numeral in numerals:
        span = folded.folded_span(numeral.start, numeral.end)
        placed.append(numeral._replace(start=span.start, end=span.end))
    view = DateText(folded.text, lambda i: text[int(folded.offsets[i])], placed)
    return [(*folded.source_span(raw.start, raw.end), raw) for raw in home.dates(view)]


def _with_weekday(
    span: Span, raw: FoundDate, told: DateExpression
) -> tuple[DateExpression, Contradiction | None]:
    """A date weighed against the day of the week beside it, which may decide between two days."""
    if raw.weekday is None or raw.day is None:
        return told, None
    days = [raw.day] if raw.last_day is None else [raw.day, raw.last_day]
    near = [day for day in days if _distance(raw, day) == 0]
    if len(days) > 1 and len(near) == 1:
        chosen = expression(span, raw._replace(day=near[0], last_day=None))
        return chosen or told, None
    slack = _SLACK if raw.calendar == "hijri" else 0
    if any(_distance(raw, day) <= slack for day in days):
        return told, None
    return told, Contradiction(*span, raw.weekday, _day_of(raw, raw.day).weekday())


def _day_of(raw: FoundDate, day: int) -> date:
    """The day that a date names; one before the reform of the calendar is Julian."""
    low, high = bounds(raw.calendar, raw.year, raw.month, day)
    return date.fromisoformat(high if raw.calendar == "gregorian" else low)


def _distance(raw: FoundDate, day: int) -> int:
    """Days between the day of the week stated and that of a date, in the old style as well."""
    told = _day_of(raw, day)
    behind = [0]
    if raw.calendar == "gregorian" and _REFORM <= told < _OLD_STYLE_ENDS:
        century = told.year // _CENTURY
        behind.append(century - century // 4 - 2)
    apart = [((told.weekday() + days) - (raw.weekday or 0)) % _WEEK for days in behind]
    return min(min(days, _WEEK - days) for days in apart)
