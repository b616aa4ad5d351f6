"""How English writes dates: months in all their costumes, ordinals, eras, and their patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

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
    "(?:al-)?m[uo]h[ae]rr[aue]m",
    "safar",
    f"rabi{_FIRST}",
    f"rabi{_SECOND}",
    f"j[uo]ma?da?{_FIRST}",
    f"j[uo]ma?da?{_SECOND}",
    "rajab",
    "sha?a?ban",
    "rama[dz]h?an",
    "shawwa?l",
    "(?:dhu|dhi|dh|zu|zi|dul|zul|dhul|thul|dzu|dzul)[- ]?(?:[aeiu]?l[- ]?)?[qc]a?[ai]?da?h?",
    "(?:dhu|dhi|dh|zu|zi|dul|zul|dhul|thul|dzu|dzul)[- ]?(?:[aeiu]?l[- ]?)?hijj?a?h?",
)
_GREGORIAN_MONTHS: Final = (
    r"jan(?:uary|\.)?",
    r"feb(?:ruary|\.)?",
    r"mar(?:ch|\.)?",
    r"apr(?:il|\.)?",
    r"may",
    r"jun(?:e|\.(?! \d{3}(?!\d)))?",
    r"jul(?:y|\.)?",
    r"aug(?:ust|\.)?",
    r"sept?(?:ember|\.)?",
    r"oct(?:ober|\.)?",
    r"nov(?:ember|\.)?",
    r"dec(?:ember|\.)?",
)
_SOLAR_MONTHS: Final = (
    "farvardin|ordibehesht|khordad|tir|m[uo]rdad|shahrivar|mehr|aban|azar|dey|bahman|esfand"
)
"""Months of the solar Hijra, whose years are not converted."""
_UNGROUPED: Final = "|".join((*_HIJRI_MONTHS, *_GREGORIAN_MONTHS))
# A full stop belongs to an era only where the era has one inside: not the stop of a sentence.
_CE: Final = r"(?:c\. ?e\.?|ce|a\. ?d\.?|ad|anno domini|of (?:the )?(?:common|christian) era)(?!\w)"
ERAS: Final = r"\b(?:A\.?\s?H|A\.?\s?D|(?:B\.?\s?)?C\.?\s?E|H)\b|[Hh]ij[ra]|[Aa]nno\b|\bera\b"
"""Words by which English names a calendar."""
AH: Final = (
    r"(?:a\. ?h(?:\.(?! ?[ivxlc]+(?!\w))|(?![.\w]))|ah|h|hijri|hijra|anno hegirae|"
    r"(?:of|after|from|since) the h[ei][gj]i?r+ah?|"
    r"of the flight(?! of (?!the prophet|m[aou]h[ao]m))|"
    r"of the (?:hijri|islamic|muslim|mohammedan) (?:calendar|era)|of islam)(?!\w)"
)
# Eras that are not converted, and years of a reign: what bears them is no date that can be told.
_OTHER_ERA: Final = (
    r"(?:b\. ?c\.(?: ?e\.?)?|b\.?c\.?e?|"
    r"before (?:christ|the common era|the h[ei][gj]i?r+ah?|islam)|"
    r"b\. ?h\.|bh|a\. ?m\.|(?:a\. ?)?(?:s\. ?h|h\. ?sh)\.|sh\.?|shamsi|solar hijri|hijri shamsi|"
    r"a\. ?p\.|anno persico|a\. ?u\. ?c\.|"
    r"of the (?:seleucid|rumi|coptic|jewish|persian|yazdegerdi?|world|creation|martyrs)\b"
    r"(?: era| calendar)?|(?:seleucid|rumi|coptic|jewish|jalali) (?:era|calendar)|"
    r"\(?rumi\)?|solar|a\.?h\.?s\.?|yazd[ei]?g[ei]rdi?|fasli|samvat|"
    r"(?:a\. ?g\.|anno (?:graec|mund)\w+)|"
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
ORDINALS: Final = {
    **{word: n for n, word in enumerate(f"{_UNITS} {_TEENS}".split(), start=1)},
    **{f"{stem}ieth": 10 * n for n, stem in enumerate(_TENS.split(), start=2)},
    **{
        f"{stem}y{hyphen}{unit}": 10 * n + k
        for n, stem in enumerate(_TENS.split(), start=2)
        for k, unit in enumerate(_UNITS.split(), start=1)
        for hyphen in "- "
    },
}
DAY_ORDINALS: Final = {word: n for word, n in ORDINALS.items() if n <= 31}


def _choice(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY: Final = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<dayth>{_choice(DAY_ORDINALS)}))"
_DAY_OF: Final = rf"(?:the )?{_DAY}(?: day)?(?: of)?(?: the month of)?,? ?"
_OF_YEAR: Final = r"(?:,? (?:of |in )?(?:the )?(?:year )?(?:of )?)"
_OF_A_YEAR: Final = (
    r"(?:the )?(?:very )?(?:early|late|beginning|start|middle|end|close|mid|opening|"
    r"first half|second half|spring|summer|autumn|winter|(?<=in the )fall(?= of)|"
    r"(?<=in )fall(?= of))(?: part| months| days)?"
)
_PART: Final = rf"(?P<part>{_OF_A_YEAR})(?: of|-| in)? ?(?:the )?(?:year )?"
ABOUT: Final = r"(?:c\.|ca\.|circa|around|about|approximately)"
_CIRCA: Final = rf"(?P<circa>{ABOUT})"
_NOT_NUMBER: Final = r"(?<![\d.,/:])(?<!\d-)"
_ENDS: Final = r"(?![\d/])(?![.,:]\d)(?!-\d)(?!\+)(?!_[^\W_])"
# A noun that a bare number before it would count: "in 300 ships", "by 600 armed men".
_NOT_COUNTING: Final = (
    r"(?!,\d|\s+(?:of|dead|percent|(?!(?:his|was|is|this|as|has|thus|its)\b)[a-z]+s)\b)"
    r"(?!\s+(?:(?!(?:the|his|her|their|its|our|when|and|an?|by|he|she|they|with|many|some|all|"
    r"to|for|in|on|at|who|whose)\b)[a-z-]+\s+){0,2}"
    r"(?:men|women|people|horse|horsemen|foot|cavalry|infantry|troops|soldiers|warriors|feet|"
    r"children|cattle|sheep|oxen|strong|per|pounds|were|who|whom)\b)"
)
_YEAR: Final = r"\d{3,4}"


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Expressions over the text that `STEPS` folds: kind, pattern, and whether it needs a digit."""
    months = {
        "h": "|".join(f"(?P<h{i}>{m})" for i, m in enumerate(_HIJRI_MONTHS, 1)),
        "g": "|".join(f"(?P<g{i}>{m})" for i, m in enumerate(_GREGORIAN_MONTHS, 1)),
    }
    hijri, gregorian = (f"(?:{months[k]})" for k in "hg")
    ordinals = _choice(ORDINALS)
    nth = rf"(?:{ordinals}|\d{{1,2}}(?:st|nd|rd|th))"
    # A year of the Common Era may follow (Safar 37/657); it is part of the expression.
    year_h = r"(?P<year>\d{1,4})(?![\w])(?![.,]\d)(?!-\d)(?: ?/ ?\d{3,4}(?!\d))?"
    year_g = rf"(?P<year>{_YEAR}){_ENDS}"
    ah, ce, other = f" ?{AH}", f" ?{_CE}", f",? ?{_OTHER_ERA}"
    before = (
        r"(?P<before>(?<!\w)(?:in|by|since|until|till|before|after|during|from|year|year of|"
        r"(?:as|so) (?:late|early) as|dated|"
        rf"d\.|died|b\.|born|r\.|ad|a\. ?d\.) (?:{ABOUT} )?|(?<![\w&])(?:c\.|ca\.|circa) |"
        rf"\((?:d\. |r\. )?(?:{ABOUT} )?|"
        r"(?<!\w)(?:christmas|(?:easter|whit)(?: ?sunday| ?monday| day)?|michaelmas|pentecost|"
        r"whitsuntide|candlemas|lent)(?: of)?,? )"
    )
    ah_before = r"(?:(?:ah|a\. ?h\.),? )?"
    ah_first = r"(?:(?<!\w)(?P<ah_first>ah|a\. ?h\.) )?"
    ad_before = r"(?:(?:ad|a\. ?d\.),? )?"
    span = r"(?P<first>\d{3,4})(?P<join> ?- ?| to | and | until | till )(?P<last>\d{1,4})"
    raw = (
        (
            "none",
            rf"(?<!\w)(?:(?:{ABOUT}|{_OF_A_YEAR}(?: of|-| in)?) )?(?:the )?(?:year )?"
            rf"{_NOT_NUMBER}\d{{1,4}}(?:s|(?: ?(?:-|to|or|and) ?\d{{1,4}})?){other}",
        ),
        (
            "none",
            rf"(?<!\w)(?:the )?{nth}(?:(?: ?- ?| and | or | to ){nth})? "
            rf"(?:century|centuries|year){other}",
        ),
        (
            "none",
            rf"(?<!\w)(?:d\.|died|b\.|r\.) ?(?:{ABOUT} )?"
            r"\d{1,2}(?:-\d{1,2})?(?![\d/])(?![,.-]\d)"
            rf"(?!(?:st|nd|rd|th)?,? (?:of )?(?:{_UNGROUPED}))",
        ),
        # Years and days of calendars that are not converted, named before the year.
        ("none", r"(?<!\w)(?:the )?(?:rumi|seleucid|solar) (?:year )?\d{3,4}(?![\d,])"),
        (
            "none",
            rf"(?<!\w)(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_SOLAR_MONTHS})"
            r"(?:,? \d{4})?|"
            rf"(?:{_SOLAR_MONTHS}) (?:\d{{1,2}},? )?1[23]\d\d)(?!\w)",
        ),
        # Both calendars at once: 37/657, 37 AH/657 CE, 36-37/656-658, 37 AH (657 CE).
        (
            "both",
            rf"(?:(?<!\w){_CIRCA} )?{ah_first}{_NOT_NUMBER}(?P<h1y>\d{{1,4}})"
            rf"(?:-(?P<h2y>\d{{1,4}}))?(?P<ah>{ah})? ?"
            rf"(?:[/=] ?{ad_before}(?P<g1y>{_YEAR})(?:[-/](?P<g2y>\d{{1,4}}))?(?:{ce})?|"
            rf"\( ?=? ?(?P<g3y>{_YEAR})(?:[-/](?P<g4y>\d{{1,4}}))?(?:{ce})?\))(?![\w/])",
        ),
        (
            "iso",
            rf"{_NOT_NUMBER}(?P<year>\d{{4}})-(?P<m>\d\d)-(?P<day>\d\d)(?![\d/-])(?P<ah>{ah})?",
        ),
        (
            "numeric",
            rf"{_NOT_NUMBER}(?:(?P<year>\d{{3,4}})[/.-](?P<m>\d{{1,2}})[/.-](?P<day>\d{{1,2}})|"
            rf"(?P<day2>\d{{1,2}})[/.-](?P<m2>\d{{1,2}})[/.-](?P<year2>\d{{3,4}}))(?![\d/-])"
            rf"(?:(?P<ah>{ah})|(?P<ce>{ce}))?",
        ),
        ("hijri", rf"(?<!\w){_DAY_OF}{hijri}{_OF_YEAR}{ah_before}{year_h}(?:{ah})?"),
        (
            "hijri",
            rf"(?<!\w){hijri},? (?:the )?{_DAY},? (?:ah |of )?(?:the year )?{year_h}(?:{ah})?",
        ),
        (
            "hijri",
            rf"(?<!\w)(?:{_PART})?{hijri}{_OF_YEAR}{ah_before}{year_h}(?:{ah}|(?!,? a\. ?h\.))",
        ),
        ("gregorian", rf"(?<!\w){_DAY_OF}{gregorian}{_OF_YEAR}{ad_before}{year_g}(?:{ce})?"),
        (
            "gregorian",
            rf"(?<!\w){gregorian},? (?:the )?{_DAY}{_OF_YEAR}{ad_before}{year_g}(?:{ce})?",
        ),
        (
            "gregorian",
            rf"(?<!\w)(?:{_PART})?{gregorian}{_OF_YEAR}{ad_before}{year_g}(?:{ce}|{_NOT_COUNTING})",
        ),
        # A day without a year.
        (
            "day",
            rf"(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th)? ?(?:and|or|to|-) ?)?{_DAY_OF}"
            rf"(?:{hijri}|{gregorian})(?!\w)(?!,? (?:of )?(?:\d|a\. ?[hd]|ah|ad))",
        ),
        (
            "day",
            rf"(?<!\w)(?:{hijri}|{gregorian}),? (?:the )?{_DAY}(?!\d)(?!,\w|\w\w|-[^\W\d])"
            r"(?: ?(?:and|or|to|-) ?\d{1,2}(?:st|nd|rd|th)?(?!\w)(?! \w))?",
        ),
        (
            "hijri-range",
            rf"{_NOT_NUMBER}(?P<first>\d{{1,4}})(?:{ah})?(?P<join> ?- ?| to | and | or )"
            rf"(?P<last>\d{{1,4}}){ah}",
        ),
        (
            "hijri-range",
            r"(?<!\w)(?:ah|a\. ?h\.) (?P<first>\d{1,4})(?P<join> ?- ?)(?P<last>\d{1,4})",
        ),
        (
            "hijri-range",
            r"(?<=between )(?:ah|a\. ?h\.) (?P<first>\d{1,4})(?P<join> and )(?P<last>\d{1,4})"
            rf"{_ENDS}",
        ),
        (
            "hijri-range",
            r"(?<!\w)(?:ah|a\. ?h\.) (?P<first>\d{1,4})(?P<join> (?:to|until|till) )"
            rf"(?P<last>\d{{1,4}}){_ENDS}{_NOT_COUNTING}",
        ),
        ("hijri", rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:year )?{_NOT_NUMBER}(?P<year>\d{{1,4}}){ah}"),
        (
            "hijri",
            rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:(?:the )?"
            rf"(?:(?P<year>\d{{1,4}})(?:st|nd|rd|th)|(?P<ordinal>{ordinals})) year "
            rf"{AH}|(?:ah|a\. ?h\.) (?P<year2>\d{{1,4}}){_ENDS})",
        ),
        ("gregorian-range", rf"{_NOT_NUMBER}{span}{ce}"),
        (
            "stated-range",
            r"(?<!\w)(?:ad|a\. ?d\.) (?P<first>\d{3,4})(?P<join> ?-+ ?|, ?| and )(?P<last>\d{1,4})"
            rf"{_ENDS}",
        ),
        # The years of older books: A.H. XXXVI.
        (
            "hijri",
            rf"(?<!\w)(?:(?:the )?{_DAY} )?(?:{hijri},? )?a\. ?h\. "
            r"(?P<roman>[ivxlc]+)(?!\w)(?!\.?-)",
        ),
        (
            "hijri",
            rf"(?<!\w){hijri},? (?:the )?{_DAY},? a\. ?h\. (?P<roman>[ivxlc]+)(?!\w)(?!\.?-)",
        ),
        (
            "gregorian",
            rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:year )?{_NOT_NUMBER}(?P<year>\d{{1,4}}){ce}",
        ),
        ("gregorian", rf"(?<!\w)(?:{_PART}|{_CIRCA} )?(?:ad|a\. ?d\.) (?P<year>\d{{1,4}}){_ENDS}"),
        (
            "century",
            rf"(?<!\w)(?P<words>{nth})(?:(?: ?- ?| and | or | to )(?:the )?(?P<until>{nth}))?"
            rf"(?: ?/ ?(?P<second>{nth})(?: ?- ?(?P<second_until>{nth}))?)?[ -]centur(?:y|ies)"
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
            rf"(?:(?<!\w)(?:from|between|in) )?(?:(?<!\w){_CIRCA} ?)?{_NOT_NUMBER}{span}{_ENDS}"
            rf"{_NOT_COUNTING}",
        ),
        # About 1701: a number of men would be round.
        (
            "gregorian",
            rf"(?<![\w&]){_CIRCA} (?P<year>1\d(?!00|50)\d\d){_ENDS}(?=[,.;:)]|$)",
        ),
        ("bare", rf"{before}{year_g}(?! (?:to|and|or) \d){_NOT_COUNTING}"),
        # Between 1560 and Lord Exmouth's victory: the year is one, and no number of anything.
        (
            "bare",
            r"(?P<before>(?<!\w)between )(?P<year>1\d(?!00|50)\d\d)"
            r"(?= and (?:the|his|her|their|its|this|that|lord|king|our)\b)",
        ),
        # A year that nothing tells the calendar of is no number either.
        ("none", rf"(?<!\w)year (?:of )?\d{{1,4}}{_ENDS}"),
    )
    spoken = (ordinals, "(?P<roman>")
    return tuple(
        (
            kind,
            re.compile(pattern),
            kind != "day" and not any(words in pattern for words in spoken),
        )
        for kind, pattern in raw
    )
