"""Date expressions in English, of both calendars.

Patterns run over a fold without marks, ʿayn and capitals, so that Rabīʿ al-Awwal, Rabi'ul-Awwal
and RABI AL-AWWAL are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from fitnacorpus.model import DateExpression, Span
from fitnacorpus.orthography.folding import Folded, fold
from fitnacorpus.orthography.intervals import both, ranged, single
from fitnacorpus.orthography.profiles import Profile, profile_from_steps

_PROFILE: Final[Profile] = profile_from_steps(
    "english-dates",
    (
        "controls",
        "presentation",
        "latin-letters",
        "latin-marks",
        "ayn",
        "digits",
        "case",
        "hyphens",
        "spaces",
    ),
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
# A full stop belongs to an era only where the era has one inside: not the stop of a sentence.
_CE: Final = r"(?:c\. ?e\.?|ce|a\. ?d\.?|ad|anno domini)(?!\w)"
_AH: Final = (
    r"(?:a\. ?h\.?|ah|h|hijri|hijra|(?:of|after|from|since) the hij[ra]+h?|"
    r"of the (?:hijri|islamic) calendar)(?!\w)"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_OF: Final = rf"(?:the )?{_DAY}(?: day)?(?: of)?(?: the month of)?,? ?"
_OF_YEAR: Final = r"(?:,? (?:of |in )?(?:the )?(?:year )?(?:of )?)"
_PART: Final = (
    r"(?P<part>(?:the )?(?:very )?(?:early|late|beginning|start|middle|end|close|mid|opening|"
    r"first half|second half|spring|summer|autumn|fall|winter)(?: part| months| days)?)"
    r"(?: of|-| in)? ?(?:the )?(?:year )?"
)
_ABOUT: Final = r"(?:c\.|ca\.|circa|around|about|approximately)"
_CIRCA: Final = rf"(?P<circa>{_ABOUT})"
_NOT_NUMBER: Final = r"(?<![\d.,/])(?<!\d-)"
_ENDS: Final = r"(?![\d/])(?![.,]\d)(?!-\d)(?!\+)"
# A noun that a bare number before it would count: "in 300 ships", "by 600 armed men".
_NOT_COUNTING: Final = (
    r"(?!,\d|\s+(?:of|dead|percent|(?!(?:his|was|is|this|as|has|thus|its)\b)[a-z]+s)\b)"
    r"(?!\s+(?:(?!(?:the|his|her|their|its|our|when|and|an?|by|he|she|they|with|many|some|all|"
    r"to|for|in|on|at|who|whose)\b)[a-z-]+\s+){0,2}"
    r"(?:men|women|people|horse|horsemen|foot|cavalry|infantry|troops|soldiers|warriors)\b)"
)
_YEAR: Final = r"\d{3,4}"
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
        f"{stem}y-{unit}": 10 * n + k
        for n, stem in enumerate(_TENS.split(), start=2)
        for k, unit in enumerate(_UNITS.split(), start=1)
    },
}
_WORTHWHILE: Final = re.compile(r"[0-9]|century|year")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = {
        "h": "|".join(f"(?P<h{i}>{m})" for i, m in enumerate(_HIJRI_MONTHS, 1)),
        "g": "|".join(f"(?P<g{i}>{m})" for i, m in enumerate(_GREGORIAN_MONTHS, 1)),
    }
    hijri, gregorian = (f"(?:{months[k]})" for k in "hg")
    ordinals = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    # A year of the Common Era may follow (Safar 37/657); it is part of the expression.
    year_h = r"(?P<year>\d{1,4})(?!\d)(?![.,]\d)(?!-\d)(?: ?/ ?\d{3,4}(?!\d))?"
    year_g = rf"(?P<year>{_YEAR}){_ENDS}"
    ah, ce = f" ?{_AH}", f" ?{_CE}"
    before = (
        r"(?P<before>(?<!\w)(?:in|by|since|until|till|before|after|during|from|year|year of|"
        rf"d\.|died|b\.|born|r\.|ad|a\.d\.) (?:{_ABOUT} )?|(?<!\w)(?:c\.|ca\.|circa) |"
        rf"\((?:d\. |r\. )?(?:{_ABOUT} )?)"
    )
    span = r"(?P<first>\d{3,4})(?P<join> ?- ?| to | and | until | till )(?P<last>\d{1,4})"
    raw = (
        # Both calendars at once: 37/657, 37 AH/657 CE, 36-37/656-658, 37 AH (657 CE).
        (
            "both",
            rf"{_NOT_NUMBER}(?P<h1y>\d{{1,4}})(?:-(?P<h2y>\d{{1,4}}))?(?P<ah>{ah})? ?[/(=] ?"
            rf"(?P<g1y>{_YEAR})(?:[-/](?P<g2y>\d{{1,4}}))?(?:{ce})?\)?(?![\w/])",
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
            rf"(?<!\w){gregorian} (?:the )?{_DAY}{_OF_YEAR}(?:ad )?{year_g}(?:{ce})?",
        ),
        ("gregorian", rf"(?<!\w)(?:{_PART})?{gregorian}{_OF_YEAR}(?:ad )?{year_g}(?:{ce})?"),
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
            "words",
            rf"(?<!\w)(?P<words>{ordinals}|\d{{1,2}}(?:st|nd|rd|th)) century"
            rf"(?P<era>{ah}|{ce})?",
        ),
        ("decade", r"(?<!\w)(?:the )?(?P<year>\d{2,3}0)s(?!\w)"),
        ("gregorian", rf"(?<!\w){_PART}{year_g}{_NOT_COUNTING}"),
        (
            "gregorian-range",
            rf"(?:(?<!\w)(?:from|between|in) )?{_NOT_NUMBER}{span}{_ENDS}{_NOT_COUNTING}",
        ),
        ("bare", rf"{before}{year_g}(?! (?:to|and|or) \d){_NOT_COUNTING}"),
    )
    return tuple((kind, re.compile(pattern)) for kind, pattern in raw)


def find(text: str) -> Iterator[DateExpression]:
    """Date expressions of a text, those of stronger patterns first; they may overlap."""
    folded = fold(text, "en", _PROFILE)
    if not _WORTHWHILE.search(folded.text):
        return
    for kind, pattern in _patterns():
        for match in pattern.finditer(folded.text):
            date = _date(kind, match, folded)
            if date is not None:
                yield date


def _date(kind: str, match: re.Match[str], folded: Folded) -> DateExpression | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    if kind == "bare":
        start = match.start("year")
        if named := re.search(r"year (?:of )?$", groups["before"]):
            start -= len(named[0])
        if about := re.search(rf"{_ABOUT} $", groups["before"]):
            groups["circa"] = about[0]
            start -= len(about[0])
    if kind.endswith("range"):
        start = match.start("first") if kind != "hijri-range" else start
    while end > start and folded.text[end - 1] == " ":
        end -= 1
    span = folded.source_span(start, end)
    if kind == "both":
        return _both(groups, span)
    if kind.endswith("-range"):
        calendar = kind.removesuffix("-range")
        first, last = int(groups["first"]), _last(groups["first"], groups["last"])
        if calendar == "gregorian" and not _plausible(first, last, groups["join"]):
            return None
        return ranged(span, calendar, first, last)
    if kind == "words":
        return _century(groups, span)
    if kind == "decade":
        year = int(groups["year"])
        return ranged(span, "gregorian", year, year + 9)
    calendar = "hijri" if kind == "hijri" else "gregorian"
    month = next((int(k[1:]) for k in groups if re.fullmatch(r"[hg]\d+", k)), None)
    # The verbs march and may are months only with a capital.
    verb = next((k for k in ("g3", "g5") if k in groups), None)
    if verb and folded.source[int(folded.offsets[match.start(verb)])].islower():
        return None
    year = int(groups.get("year") or groups.get("year2") or _ORDINALS[groups["ordinal"]])
    day = int(groups["day"]) if "day" in groups else None
    return single(
        span, calendar, year, month, day, _part(groups.get("part", "")), "circa" in groups
    )


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


def _both(groups: dict[str, str], span: Span) -> DateExpression | None:
    first, last = groups["h1y"], groups.get("h2y")
    hijri = (
        ranged(span, "hijri", int(first), _last(first, last))
        if last
        else single(span, "hijri", int(first))
    )
    first, last = groups["g1y"], groups.get("g2y")
    gregorian = (
        ranged(span, "gregorian", int(first), _last(first, last))
        if last
        else single(span, "gregorian", int(first))
    )
    return both(span, hijri, gregorian) if hijri and gregorian else None


def _century(groups: dict[str, str], span: Span) -> DateExpression | None:
    words = groups["words"]
    n = _ORDINALS.get(words) or int(re.sub(r"\D", "", words))
    hijri = "h" in groups.get("era", "")
    return ranged(span, "hijri" if hijri else "gregorian", 100 * n - 99, 100 * n) if n else None
