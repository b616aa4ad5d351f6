"""Date expressions in English, of both calendars.

Patterns run over a fold without marks, ʿayn and capitals, so that Rabīʿ al-Awwal, Rabi'ul-Awwal
and RABI AL-AWWAL are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from fitnacorpus.languages.values import DateText, FoundDate

STEPS: Final = (
    "controls",
    "presentation",
    "latin-letters",
    "latin-marks",
    "ayn",
    "digits",
    "case",
    "hyphens",
    "spaces",
)

_ART: Final = r"(?:[- ]?(?:[aeu]l|[aeu](?:th|t|sh|s|r)|ul|l)[- ]?|[- ])"
_FIRST: Final = rf"(?:{_ART}(?:aww?al|ula|oula)|[- ]?(?:1|i)(?!\w))"
_SECOND: Final = rf"(?:{_ART}(?:akh?ira?h?|aakhira?h?|thani(?:ya?h?)?|sani)|[- ]?(?:2|ii)(?!\w))"
_HIJRI_MONTHS: Final = (
    "(?:al-)?muharram",
    "safar",
    f"rabi{_FIRST}",
    f"rabi{_SECOND}",
    f"juma?da{_FIRST}",
    f"juma?da{_SECOND}",
    "rajab",
    "sha?a?ban",
    "rama[dz]h?an",
    "shawwa?l",
    "(?:dhu|dhi|dh|zu|zi|dul|zul|dhul|thul)[- ]?(?:[aeiu]?l[- ]?)?(?:qa?i?da?h?|qaa?da?h?)",
    "(?:dhu|dhi|dh|zu|zi|dul|zul|dhul|thul)[- ]?(?:[aeiu]?l[- ]?)?hijj?a?h?",
)
_GREGORIAN_MONTHS: Final = (
    r"jan(?:uary|\.)?",
    r"feb(?:ruary|\.)?",
    r"mar(?:ch|\.)?",
    r"apr(?:il|\.)?",
    r"may",
    r"jun(?:e|\.)?",
    r"jul(?:y|\.)?",
    r"aug(?:ust|\.)?",
    r"sept?(?:ember|\.)?",
    r"oct(?:ober|\.)?",
    r"nov(?:ember|\.)?",
    r"dec(?:ember|\.)?",
)
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
# A full stop belongs to an era only where the era has one inside: not the stop of a sentence.
_CE: Final = r"(?:c\. ?e\.?|ce|a\. ?d\.?|ad|anno domini|of (?:the )?(?:common|christian) era)(?!\w)"
_AH: Final = (
    r"(?:a\. ?h\.?|ah|h|hijri|hijra|(?:of|after|from|since) the hij[ra]+h?|anno hegirae|"
    r"of the (?:hijri|islamic|muslim|mohammedan) (?:calendar|era)|of islam)(?!\w)"
)
# Eras that are not converted, and years of a reign: what bears them is no date that can be told.
_OTHER_ERA: Final = (
    r"(?:b\. ?c\.(?: ?e\.?)?|b\.?c\.?e?|before (?:christ|the common era|the hij[ra]+h?|islam)|"
    r"b\. ?h\.|bh|a\. ?m\.|s\. ?h\.|sh|shamsi|solar hijri|hijri shamsi|"
    r"of the (?:seleucid|rumi|coptic|jewish|persian|yazdegerdi?|world|creation|martyrs)\b"
    r"(?: era| calendar)?|"
    r"of the (?:era|reign|rule|caliphate|greeks|age) of \w+|"
    r"of (?:his|her|their) (?:reign|rule|life|age|caliphate|government|mission)|"
    r"of the (?:reign|mission|call|elephant)|of age|years? old)(?!\w)"
)
_UNITS: Final = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS: Final = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth"
)
_TENS: Final = "twent thirt fort fift sixt sevent eight ninet"
_ORDINALS: Final = {
    **{word: n for n, word in enumerate(f"{_UNITS} {_TEENS}".split(), start=1)},
    **{f"{stem}ieth": 10 * n for n, stem in enumerate(_TENS.split(), start=2)},
    **{
        f"{stem}y{hyphen}{unit}": 10 * n + k
        for n, stem in enumerate(_TENS.split(), start=2)
        for k, unit in enumerate(_UNITS.split(), start=1)
        for hyphen in "- "
    },
}
_DAY_ORDINALS: Final = {word: n for word, n in _ORDINALS.items() if n <= 31}


def _choice(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY: Final = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<dayth>{_choice(_DAY_ORDINALS)}))"
_DAY_OF: Final = rf"(?:the )?{_DAY}(?: day)?(?: of)?(?: the month of)?,? ?"
_OF_YEAR: Final = r"(?:,? (?:of |in )?(?:the )?(?:year )?(?:of )?)"
_PART: Final = (
    r"(?P<part>(?:the )?(?:very )?(?:early|late|beginning|start|middle|end|close|mid|opening|"
    r"first half|second half|spring|summer|autumn|fall|winter)(?: part| months| days)?)"
    r"(?: of|-| in)? ?(?:the )?(?:year )?"
)
_ABOUT: Final = r"(?:c\.|ca\.|circa|around|about|approximately)"
_CIRCA: Final = rf"(?P<circa>{_ABOUT})"
_NOT_NUMBER: Final = r"(?<![\d.,/:])(?<!\d-)"
_ENDS: Final = r"(?![\d/])(?![.,:]\d)(?!-\d)(?!\+)"
# A noun that a bare number before it would count: "in 300 ships", "by 600 armed men".
_NOT_COUNTING: Final = (
    r"(?!,\d|\s+(?:of|dead|percent|(?!(?:his|was|is|this|as|has|thus|its)\b)[a-z]+s)\b)"
    r"(?!\s+(?:(?!(?:the|his|her|their|its|our|when|and|an?|by|he|she|they|with|many|some|all|"
    r"to|for|in|on|at|who|whose)\b)[a-z-]+\s+){0,2}"
    r"(?:men|women|people|horse|horsemen|foot|cavalry|infantry|troops|soldiers|warriors)\b)"
)
_YEAR: Final = r"\d{3,4}"
_DECADES: Final = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}
_WORTHWHILE: Final = re.compile(r"[0-9]|century|year")
_HIJRI_LIMIT: Final = 622
"""A year of a death or a reign below this that states no era is one of the Hijra, or none."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = {
        "h": "|".join(f"(?P<h{i}>{m})" for i, m in enumerate(_HIJRI_MONTHS, 1)),
        "g": "|".join(f"(?P<g{i}>{m})" for i, m in enumerate(_GREGORIAN_MONTHS, 1)),
    }
    hijri, gregorian = (f"(?:{months[k]})" for k in "hg")
    ordinals = _choice(_ORDINALS)
    # A year of the Common Era may follow (Safar 37/657); it is part of the expression.
    year_h = r"(?P<year>\d{1,4})(?!\d)(?![.,]\d)(?!-\d)(?: ?/ ?\d{3,4}(?!\d))?"
    year_g = rf"(?P<year>{_YEAR}){_ENDS}"
    ah, ce, other = f" ?{_AH}", f" ?{_CE}", f",? ?{_OTHER_ERA}"
    before = (
        r"(?P<before>(?<!\w)(?:in|by|since|until|till|before|after|during|from|year|year of|"
        rf"d\.|died|b\.|born|r\.|ad|a\.d\.) (?:{_ABOUT} )?|(?<!\w)(?:c\.|ca\.|circa) |"
        rf"\((?:d\. |r\. )?(?:{_ABOUT} )?)"
    )
    span = r"(?P<first>\d{3,4})(?P<join> ?- ?| to | and | until | till )(?P<last>\d{1,4})"
    raw = (
        ("none", rf"(?<!\w)(?:(?:the )?year )?{_NOT_NUMBER}\d{{1,4}}(?: ?- ?\d{{1,4}})?{other}"),
        ("none", rf"(?<!\w)(?:the )?(?:{ordinals}|\d{{1,2}}(?:st|nd|rd|th)) (?:century|year){other}"),
        ("none", rf"(?<!\w)(?:d\.|died|b\.|r\.) ?(?:{_ABOUT} )?\d{{1,2}}(?:-\d{{1,2}})?(?![\d/])(?![,.-]\d)"),
        # Both calendars at once: 37/657, 37 AH/657 CE, 36-37/656-658, 37 AH (657 CE).
        (
            "both",
            rf"(?:(?<!\w){_CIRCA} )?{_NOT_NUMBER}(?P<h1y>\d{{1,4}})(?:-(?P<h2y>\d{{1,4}}))?"
            rf"(?P<ah>{ah})? ?(?:[/=] ?(?P<g1y>{_YEAR})(?:[-/](?P<g2y>\d{{1,4}}))?(?:{ce})?|"
            rf"\( ?=? ?(?P<g3y>{_YEAR})(?:[-/](?P<g4y>\d{{1,4}}))?(?:{ce})?\))(?![\w/])",
        ),
        ("iso", rf"{_NOT_NUMBER}(?P<year>\d{{4}})-(?P<m>\d\d)-(?P<day>\d\d)(?![\d/-])(?P<ah>{ah})?"),
        (
            "numeric",
            rf"{_NOT_NUMBER}(?:(?P<year>\d{{3,4}})[/.-](?P<m>\d{{1,2}})[/.-](?P<day>\d{{1,2}})|"
            rf"(?P<day2>\d{{1,2}})[/.-](?P<m2>\d{{1,2}})[/.-](?P<year2>\d{{3,4}}))(?![\d/-])"
            rf"(?:(?P<ah>{ah})|(?P<ce>{ce}))?",
        ),
        ("hijri", rf"(?<!\w){_DAY_OF}{hijri}{_OF_YEAR}(?:ah )?{year_h}(?:{ah})?"),
        (
            "hijri",
            rf"(?<!\w){hijri},? (?:the )?{_DAY},? (?:ah |of )?(?:the year )?{year_h}(?:{ah})?",
        ),
        ("hijri", rf"(?<!\w)(?:{_PART})?{hijri}{_OF_YEAR}(?:ah )?{year_h}(?:{ah})?"),
        ("gregorian", rf"(?<!\w){_DAY_OF}{gregorian}{_OF_YEAR}(?:ad )?{year_g}(?:{ce})?"),
        (
            "gregorian",
            rf"(?<!\w){gregorian},? (?:the )?{_DAY}{_OF_YEAR}(?:ad )?{year_g}(?:{ce})?",
        ),
        ("gregorian", rf"(?<!\w)(?:{_PART})?{gregorian}{_OF_YEAR}(?:ad )?{year_g}(?:{ce})?"),
        # A day without a year.
        ("day", rf"(?<!\w){_DAY_OF}(?:{hijri}|{gregorian})(?!\w)"),
        ("day", rf"(?<!\w)(?:{hijri}|{gregorian}),? (?:the )?{_DAY}(?![\w,-]\w)"),
        (
            "hijri-range",
            rf"{_NOT_NUMBER}(?P<first>\d{{1,4}})(?:{ah})?(?P<join> ?- ?| to | and )"
            rf"(?P<last>\d{{1,4}}){ah}",
        ),
        ("hijri-range", r"(?<!\w)a\.?h\.? (?P<first>\d{1,4})(?P<join> ?- ?)(?P<last>\d{1,4})"),
        ("hijri", rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:year )?{_NOT_NUMBER}(?P<year>\d{{1,4}}){ah}"),
        (
            "hijri",
            rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:(?:the )?"
            rf"(?:(?P<year>\d{{1,4}})(?:st|nd|rd|th)|(?P<ordinal>{ordinals})) year "
            rf"{_AH}|a\.?h\.? (?P<year2>\d{{1,4}}){_ENDS})",
        ),
        ("gregorian-range", rf"{_NOT_NUMBER}{span}{ce}"),
        (
            "gregorian",
            rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:year )?{_NOT_NUMBER}(?P<year>\d{{1,4}}){ce}",
        ),
        ("gregorian", rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:ad|a\.d\.) (?P<year>\d{{1,4}}){_ENDS}"),
        (
            "century",
            rf"(?<!\w)(?P<words>{ordinals}|\d{{1,2}}(?:st|nd|rd|th))"
            rf"(?:/(?P<second>{ordinals}|\d{{1,2}}(?:st|nd|rd|th)))? century"
            rf"(?P<era>{ah}|{ce})?",
        ),
        (
            "decade",
            rf"(?<!\w)(?:(?P<the>the )(?:(?P<third>early|mid|late)[- ])?)?(?P<year>\d{{1,3}}0)s"
            rf"(?!\w)(?! of)(?P<ah>{ah})?(?:{ce})?",
        ),
        ("gregorian", rf"(?<!\w){_PART}{year_g}{_NOT_COUNTING}(?!s\b)"),
        (
            "gregorian-range",
            rf"(?:(?<!\w)(?:from|between|in) )?{_NOT_NUMBER}{span}{_ENDS}{_NOT_COUNTING}",
        ),
        ("bare", rf"{before}{year_g}(?! (?:to|and|or) \d){_NOT_COUNTING}"),
    )
    return tuple((kind, re.compile(pattern)) for kind, pattern in raw)


_SPOKEN_YEAR: Final = re.compile(r"(?<!\w)(?:the )?year (?:of the hij[ra]+h? )?$")
_SPOKEN_ERA: Final = re.compile(rf" {_AH}")
_ERA_LETTERS: Final = re.compile(r"(?<![\w.])(?:ah|ad|ce|h|bc|bce|bh|sh)(?!\w)|(?<!\w)[abc]\. ?[dehcm]\.")


def find(text: DateText) -> Iterator[FoundDate]:
    """Date expressions of a text, those of stronger patterns first; they may overlap."""
    if not _WORTHWHILE.search(text.text):
        return
    for kind, pattern in _patterns():
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


def _weekday(text: DateText, start: int) -> int | None:
    before = re.search(rf"(?<!\w)({'|'.join(_WEEKDAYS)}),? (?:the )?$", text.text[max(0, start - 16) : start])
    return _WEEKDAYS.index(before[1]) if before else None


def _date(kind: str, match: re.Match[str], text: DateText) -> FoundDate | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    # The verbs march and may are months only with a capital.
    verb = next((k for k in ("g3", "g5") if k in groups), None)
    if verb and text.char(match.start(verb)).islower():
        return None
    if kind == "bare":
        start = match.start("year")
        if re.search(r"[dbr]\. ", groups["before"]) and (
            int(groups["year"]) < _HIJRI_LIMIT
        ):
            return FoundDate(start, end)
        if named := re.search(r"year (?:of )?$", groups["before"]):
            start -= len(named[0])
        if about := re.search(rf"{_ABOUT} $", groups["before"]):
            groups["circa"] = about[0]
            start -= len(about[0])
    if kind.endswith("range"):
        start = match.start("first") if kind != "hijri-range" else start
    while end > start and text.text[end - 1] == " ":
        end -= 1
    if kind in ("none", "day"):
        return FoundDate(start, end)
    if kind == "both":
        return _both(groups, start, end)
    if kind.endswith("-range"):
        calendar = kind.removesuffix("-range")
        first, last = int(groups["first"]), _last(groups["first"], groups["last"])
        if calendar == "gregorian" and not _plausible(first, last, groups["join"]):
            return None
        return FoundDate(start, end, calendar, first, last=last)
    if kind == "century":
        return _century(groups, start, end)
    if kind == "decade":
        return _decade(groups, start, end)
    if kind in ("iso", "numeric"):
        return _numeric(kind, groups, start, end)
    month = next((int(k[1:]) for k in groups if re.fullmatch(r"[hg]\d+", k)), None)
    year = int(groups.get("year") or groups.get("year2") or _ORDINALS[groups["ordinal"]])
    day = int(groups["day"]) if "day" in groups else _DAY_ORDINALS.get(groups.get("dayth", ""))
    weekday = _weekday(text, start) if day else None
    part, circa = _part(groups.get("part", "")), "circa" in groups
    return FoundDate(
        start, end, kind if kind != "bare" else "gregorian", year, month, day,
        part=part, circa=circa, weekday=weekday,
    )  # fmt: skip


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


def _plausible(first: int, last: int, join: str) -> bool:
    """Whether two bare numbers are years: a war or a life, not a choice of quantities."""
    limit = 120 if "-" in join else 60
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
    return _ORDINALS.get(words) or int(re.sub(r"\D", "", words))


def _century(groups: dict[str, str], start: int, end: int) -> FoundDate | None:
    n = _nth(groups["words"])
    if second := groups.get("second"):
        other = _nth(second)
        return FoundDate(
            start, end, "hijri", 100 * n - 99, last=100 * n, other=(100 * other - 99, 100 * other)
        )
    era = groups.get("era", "")
    hijri = "h" in era or "islam" in era
    return FoundDate(start, end, "hijri" if hijri else "gregorian", 100 * n - 99, last=100 * n)


def _decade(groups: dict[str, str], start: int, end: int) -> FoundDate | None:
    year, hijri = int(groups["year"]), "ah" in groups
    if (year < 100 and not hijri) or year > 2100:
        return FoundDate(start, end)
    first, last = _DECADES.get(groups.get("third", ""), (0, 9))
    if year >= 1000 and "the" not in groups:
        return None
    return FoundDate(
        start, end, "hijri" if hijri else "gregorian", max(1, year + first), last=year + last
    )


def _numeric(kind: str, groups: dict[str, str], start: int, end: int) -> FoundDate | None:
    """A date in digits alone: of the Hijra where it says so; else only year-month-day is certain."""
    year = int(groups.get("year") or groups["year2"])
    month = int(groups.get("m") or groups["m2"])
    day = int(groups.get("day") or groups["day2"])
    if "ah" in groups:
        return FoundDate(start, end, "hijri", year, month, day)
    if kind == "iso" or (month > 12) is not (day > 12):
        day, month = (day, month) if month <= 12 else (month, day)
        return FoundDate(start, end, "gregorian", year, month, day)
    return FoundDate(start, end)
