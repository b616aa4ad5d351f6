"""Date expressions in Arabic, of both calendars.  Patterns run over a fold with punctuation.

Chronicles count the nights of a month that are gone (لعشر خلون) or remain (لخمس بقين).  What remains
of a month whose length nobody states leaves two days open, which a day of the week beside it may
decide.  Sources: W. Wright, A Grammar of the Arabic Language, II, § 111; A. Grohmann, Arabische
Chronologie (Handbuch der Orientalistik, 1966).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from fitnacorpus.languages.ar.nouns import COUNTED
from fitnacorpus.languages.values import DateText, FoundDate, Numeral

STEPS: Final = (
    "controls",
    "tatweel",
    "presentation",
    "tashkil",
    "quranic",
    "hamza",
    "letters",
    "ya",
    "ta-marbuta",
    "digits",
    "hyphens",
    "spaces",
)
_HIJRI_MONTHS: Final = (
    "(?:ال)?محرم(?: الحرام)?",
    "صفر(?: الخير| المظفر)?",
    "ربيع (?:ال)?اول",
    "ربيع (?:الاخر|الثاني|ثاني)",
    "جماد[يا] (?:الاولي|الاول|الاوله)",
    "جماد[يا] (?:الاخره|الاخري|الثانيه|الثاني|الاخر)",
    "رجب(?: الفرد| الاصب| المرجب)?",
    "شعبان(?: المكرم)?",
    "رمضان(?: المبارك| المعظم)?",
    "شوال(?: المكرم)?",
    "ذ(?:و|ي|ا)? ?القعده(?: الحرام)?",
    "ذ(?:و|ي|ا)? ?الحجه(?: الحرام)?",
)
_GREGORIAN_MONTHS: Final = (
    "يناير|كانون الثاني",
    "فبراير|شباط",
    "مارس|اذار",
    "ابريل|نيسان",
    "مايو|ايار",
    "يونيو|يونيه|حزيران",
    "يوليو|يوليه|تموز",
    "اغسطس|اب",
    "سبتمبر|ايلول",
    "اكتوبر|تشرين الاول",
    "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون الاول",
)
_DAYS: Final = ("اثنين", "ثلاثاء?", "اربعاء?", "خميس", "جمعه", "سبت", "احد")
_DAY_WORD: Final = "(?:(?:يوم|ليله|نهار|غداه|صبيحه|صباح|عشيه|ضحوه) )"
_AH: Final = (
    r"(?:ل?لهجره(?: النبويه| الشريفه)?|(?:من|بعد) (?:ال)?هجر(?:ه|ته)(?: النبويه| الشريفه)?|"
    r"من مهاجر(?:ه| رسول الله| النبي)|هجريه|هجري|ه\.?)(?!\w)"
)
_CE: Final = r"(?:ل?لميلاد|ميلاديه|ميلادي|بعد الميلاد|م\.?)(?!\w)"
# Eras that are not converted, years counted from anything else, and years of a reign.
_OTHER_ERA: Final = (
    r"(?:ق\.? ?(?:ه|م)\.?|قبل (?:الهجره|الميلاد|الاسلام|البعثه|المبعث)|ه\.? ?ش\.?|"
    r"(?:هجري(?:ه)?|ه) شمسي(?:ه)?|شمسي(?:ه)?|ش\.?|"
    r"(?:لل?|من سن[يو]ن? |من تاريخ |من ملك )(?:ال)?(?:اسكندر\w*|روم|ذي القرنين|شهداء|قبط|فرس|يزدجرد)|"
    r"اسكندري(?:ه)?|رومي(?:ه)?|يزدجردي(?:ه)?|قبطي(?:ه)?|عبري(?:ه)?|سرياني(?:ه)?|يوناني(?:ه)?|"
    r"من (?:ملك|خلافت?|ولايت|امارت|سلطان|حكم|مبعث|نبوت?|النبوه|البعثه|المبعث|مولد|عمر|دولت|"
    r"عهد|ايام|سني|بناء|عام الفيل|الفيل|الطوفان|ادم|وفاه|موت|جلوس|ظهور)\w*)(?!\w)"
)
_YEAR_WORD: Final = r"(?:ال)?(?:سنه|عام)"
_OF: Final = r"(?:,|،)? ?(?:من |في |ل)?(?:شهور )?"
_PARTS: Final = {
    "early": "اوايل|بدايه|بدايات|مطلع|مستهل|غره|اول",
    "mid": "منتصف|اواسط|وسط",
    "late": "اواخر|نهايه|نهايات|ختام|اخر",
}
_UNITS: Final = (
    "اول", "ثان", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر",
)  # fmt: skip
_TENS: Final = {
    "عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90,
}  # fmt: skip
# No date without a digit, a word for year or century, or a month, and none without an Arabic letter.
_WORTHWHILE: Final = re.compile(
    "[0-9]|سن[هتو]|عام|اعوام|قرن|محرم|صفر|ربيع|جماد|رجب|شعبان|رمضان|شوال|ذ[ويا]? ?ال"
)
_LETTER: Final = re.compile("[\u0621-\u064a]")
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


def _ordinals() -> dict[str, int]:
    """Ordinals with the article: الثالث, الثالث عشر, الثالث والعشرون."""
    units = {}
    for value, stem in enumerate(_UNITS, 1):
        forms = {1: ("اول", "اولي"), 2: ("ثاني", "ثانيه", "ثان")}
        for form in forms.get(value, (stem, stem + "ه")):
            units["ال" + form] = value
    units |= {"الحادي": 1, "الحاديه": 1}
    ordinals = dict(units)
    for form, value in units.items():
        if value < 10:
            ordinals |= {f"{form} {ten}": value + 10 for ten in ("عشر", "عشره")}
            ordinals |= {
                f"{form} و{article}{stem}{ending}": value + ten
                for stem, ten in _TENS.items()
                for ending in ("ين", "ون")
                for article in ("ال", "")
            }
    return ordinals | {f"ال{s}{e}": ten for s, ten in _TENS.items() for e in ("ين", "ون")}


_ORDINALS: Final = _ordinals()


def _day_ordinals() -> dict[str, int]:
    """Ordinals without the article, before the month: سابع عشر رمضان, خامس عشري شعبان."""
    out: dict[str, int] = {}
    for value, stem in enumerate((*_UNITS[:1], "ثاني", *_UNITS[2:]), 1):
        out[stem] = value
        if value < 10:
            stems = (stem, "حادي") if value == 1 else (stem,)
            for form in stems:
                out[f"{form} عشر"] = value + 10
                for ten in ("عشري", "عشرين", "وعشرين", "والعشرين", "عشريه"):
                    out[f"{form} {ten}"] = value + 20
    return out


_DAY_ORDINALS: Final = _day_ordinals()
_NIGHT: Final = "(?:ليله|ليال|ليالي|يوما?|ايام)"
_GONE: Final = "(?:خلت|خلون|خلتا|خلا|خلين|مضت|مضين|مضتا|مضي|مضيا)"
_LEFT: Final = "(?:بقيت|بقين|بقيتا|بقي|بقيا|تبقي|يبقين)"


def _choice(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    hijri = "|".join(f"(?P<h{i}>{m})" for i, m in enumerate(_HIJRI_MONTHS, 1))
    gregorian = "|".join(f"(?P<g{i}>{m})" for i, m in enumerate(_GREGORIAN_MONTHS, 1))
    ordinals = _choice(_ORDINALS)
    parts = "|".join(f"(?P<{name}>{words})" for name, words in _PARTS.items())
    clitic = "(?<!\\w)(?:و|ف)?[بل]?"
    end = r"(?!\w)"
    raw = {
        "month": (
            rf"(?<!\w)(?:و|ف)?[بل]?(?P<month>(?:شهر )?(?:{hijri}|{gregorian})){end}"
            rf"(?:{_OF}(?P<word>{_YEAR_WORD}) (?P<nth>{ordinals}){end}|"
            rf"(?:{_OF}(?P<word2>{_YEAR_WORD}))? ?(?:من )?)"
        ),
        "day": (
            rf"(?:(?<!\w)(?:(?P<digits>[0-9]{{1,2}})|[بلوف]?(?P<ordinal>{ordinals})|"
            rf"[بلوف]?(?P<bare>{_choice(_DAY_ORDINALS)})))(?: {_NIGHT})? ?(?:من )?(?:شهر )?$"
        ),
        "first": (
            rf"(?<!\w)[وفبل]?(?P<word>غره|مستهل|استهلال|هلال|اول {_NIGHT} من)(?: شهر)? ?$"
        ),
        "half": r"(?<!\w)[وفبل]?(?P<word>(?:ال)?نصف(?: من)?|لنصف من|منتصف)(?: شهر)? ?$",
        "last": (
            rf"(?<!\w)[وفبل]?(?P<word>سلخ|منسلخ|انسلاخ|اخر {_NIGHT} من)(?: شهر)? ?$"
        ),
        "gone": rf"(?: {_NIGHT})? (?P<how>{_GONE}|{_LEFT}) من (?:شهر )?$",
        "one": (
            rf"(?<!\w)ل?ل?(?P<word>(?P<one>ليله|يوم)|ليلتين|يومين) (?P<how>{_GONE}|{_LEFT}) من "
            r"(?:شهر )?$"
        ),
        "counted": rf"(?: {_NIGHT})? من (?:شهر )?$",
        "nightly": rf"{_DAY_WORD}$",
        "weekday": rf"(?<!\w)[وفبل]?{_DAY_WORD}?(?:ال)(?:{'|'.join(f'(?P<d{i}>{d})' for i, d in enumerate(_DAYS))})[،,]? ?ل?$",
        "year": rf"{clitic}(?P<word>{_YEAR_WORD}|لسنه|لعام) ",
        "years": r"(?<!\w)(?:و|ف)?[بل]?(?P<word>(?:ال)?(?:سنتي|عامي|سنوات|اعوام|السنوات)) ",
        "ordinal": rf"{clitic}(?P<word>(?:السنه|العام) )(?P<ordinal>{ordinals}){end} ?(?P<era>{_AH}|{_CE})?",
        "parts": rf"(?<!\w)(?:و|ف)?[بل]?(?:(?P<circa>حوالي|نحو|قرابه|زهاء|حدود)|{parts}) $",
        "era": rf" ?(?:(?P<ah>{_AH})|(?P<ce>{_CE}))",
        "other": rf" ?{_OTHER_ERA}",
        "join": r" ?(?:[-–—]|(?:و|الي|حتي)(?: ?(?:سنه|عام))?) ?",
        "either": r" (?:او|ام)(?: سنه| عام)? ",
        "doubt": r"(?:قيل|يقال|او|ويقال|وقيل)(?: في| كان[ت]?| بل)? $",
        "every": r"(?:كل|لكل|بكل|راس كل|ذات) $",
        "slash": r" ?[/(=] ?",
        "century": (
            rf"(?<!\w)[وف]?[بل]?(?P<word>(?:ال|ل)قرن(?P<two>ين)?) "
            rf"(?:(?P<nth>{ordinals})|(?:ال)?(?P<digits>[0-9]{{1,2}})){end}?"
            rf"(?: ?(?:و|الي |-)(?P<until>{ordinals}|[0-9]{{1,2}}))?"
            rf" ?(?:ال)?(?P<era>هجريين|هجري|لهجره|ميلاديين|ميلادي|ه\.?|م\.?|ل?لهجره|ل?لميلاد){end}"
            rf"(?: ?[/(] ?(?P<other>{ordinals}|[0-9]{{1,2}}) ?(?:ال)?(?P<second>هجري|ميلادي|ه\.?|م\.?){end}\)?)?"
        ),
        "digits": (
            r"(?<![\w/.-])(?:(?P<y>[0-9]{3,4})[/.-](?P<m>[0-9]{1,2})[/.-](?P<d>[0-9]{1,2})|"
            r"(?P<d2>[0-9]{1,2})[/.-](?P<m2>[0-9]{1,2})[/.-](?P<y2>[0-9]{3,4}))(?![0-9/-])"
            rf" ?(?P<era>{_AH}|{_CE})?"
        ),
        "vague": r"(?<!\w)[وف]?[بل]?(?:ال)?(?:سنه|عام) (?:نيفا? و|بضع و|بضعه و)",
    }  # fmt: skip
    return {name: re.compile(pattern) for name, pattern in raw.items()}


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
    patterns = _patterns()
    if other := patterns["other"].match(text.text, place):
        return "?", other.end()
    match = patterns["era"].match(text.text, place)
    if not match:
        return "", place
    return "hijri" if match["ah"] else "gregorian", match.end()


def _before(text: DateText, start: int) -> tuple[int, str, bool]:
    """Start, part of the year and "about", taking in the words that say so."""
    match = _patterns()["parts"].search(text.text, max(0, start - 24), start)
    if not match:
        return start, "", False
    part = next((name for name in _PARTS if match[name]), "")
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
    patterns = _patterns()
    for match in patterns["month"].finditer(text.text):
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
        return _ORDINALS[match["nth"]], end, era
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
    patterns, head = _patterns(), max(0, place - 60)
    if match := patterns["gone"].search(text.text, head, place):
        numeral = text.numeral_before(match.start())
        if numeral and numeral.value <= 30 and not numeral.upper:
            return _reckoned(numeral.start, numeral.value, match["how"])
    if match := patterns["one"].search(text.text, head, place):
        nights = 1 if match["one"] else 2
        return _reckoned(match.start("word"), nights, match["how"])
    for name, first, last in (("first", 1, None), ("half", 15, None), ("last", 29, 30)):
        match = patterns[name].search(text.text, head, place)
        if match and lunar:
            return _Day(match.start("word"), first, last)
        if match and name == "half":
            return _Day(match.start("word"), None, part="mid")
        if match and name == "first":
            return _Day(match.start("word"), 1)
    if match := patterns["day"].search(text.text, head, place):
        if match["digits"]:
            return _Day(match.start("digits"), int(match["digits"]))
        words = match["ordinal"] or match["bare"]
        value = _ORDINALS.get(words) or _DAY_ORDINALS[words]
        group = "ordinal" if match["ordinal"] else "bare"
        if words == "اول" and not match[0].rstrip().endswith("من"):
            return _Day(match.start(group), None, part="early")
        return _Day(match.start(group), value)
    # ليلة إحدى وعشرين من رمضان, لسبع عشرة من رمضان
    if match := patterns["counted"].search(text.text, head, place):
        numeral = text.numeral_before(match.start())
        if numeral and numeral.words and numeral.value <= 30 and not numeral.upper:
            before = text.text[max(0, numeral.start - 8) : numeral.start]
            if before.endswith("ل") or patterns["nightly"].search(before):
                return _Day(numeral.start, numeral.value)
    return None


def _reckoned(start: int, nights: int, how: str) -> _Day | None:
    """A day by the nights of its month that are gone, or that remain of 29 or 30."""
    if re.fullmatch(_GONE, how):
        return _Day(start, nights)
    return _Day(start, 29 - nights, 30 - nights) if nights < 29 else None


def _weekday(text: DateText, start: int) -> int | None:
    match = _patterns()["weekday"].search(text.text, max(0, start - 24), start)
    return next(i for i in range(7) if match[f"d{i}"]) if match else None


# --- Years ---------------------------------------------------------------------------------------


def _counts(text: DateText, numeral: Numeral) -> bool:
    """Whether a noun follows that the numeral counts: سنة ألف درهم is no date."""
    following = _COUNTED.match(text.text, numeral.end)
    return bool(following and (following[1] in COUNTED or following[1] in _TIMES))


def _pairs(text: DateText) -> Iterator[FoundDate]:
    """Two years: a range, one of two, or one year in both calendars."""
    patterns = _patterns()
    for low in text.numerals:
        if low.reference:
            continue
        era_low, end = _era(text, low.end)
        slash = patterns["slash"].match(text.text, end)
        join = patterns["join"].match(text.text, end)
        either = patterns["either"].match(text.text, end)
        start = _named(text, low.start)
        if slash and (high := text.numeral_at(slash.end())):
            found = _in_both(text, low, high, era_low, start, "(" in slash[0])
        elif join and (high := text.numeral_at(join.end())):
            found = _range(text, low, high, era_low, start, join[0])
        elif either and start is not None and (high := text.numeral_at(either.end())):
            # ثلاث أو أربع وثلاثين: the first shares the tens of the second.
            era, end = _era(text, high.end)
            shared = low.value + (high.value - high.value % 10 if low.value < 10 < high.value else 0)
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
    calendar = _calendar(era_high or era_low, high.value)
    if "-" not in join and "–" not in join and start is None and low.words:
        return None
    if not era_high and _counts(text, high):
        return None
    return FoundDate(low.start if start is None else start, end, calendar, low.value, last=high.value)


def _named(text: DateText, place: int) -> int | None:
    """Where the word سنة, عام or سنتي stands that ends before a place."""
    head = text.text[max(0, place - 12) : place]
    for name in ("year", "years"):
        for match in _patterns()[name].finditer(head):
            if match.end() == len(head):
                return max(0, place - 12) + match.start("word")
    return None


def _years(text: DateText) -> Iterator[FoundDate]:
    patterns = _patterns()
    last: tuple[int, int] | None = None  # place and value of the last full year
    for match in patterns["year"].finditer(text.text):
        numeral = text.numeral_at(match.end())
        if numeral is None:
            if vague := patterns["vague"].match(text.text, match.start()):
                following = next((n for n in text.numerals if n.start >= vague.end()), None)
                if following and following.start == vague.end():
                    yield FoundDate(match.start("word"), following.end)
            continue
        start = match.start("word")
        head = text.text[max(0, start - 10) : match.start()]
        if patterns["every"].search(head) or text.numeral_before(match.start() - 1):
            continue
        era, end = _era(text, numeral.end)
        if era == "?" or numeral.upper:
            yield FoundDate(start, end)
            continue
        one = not numeral.counts
        if numeral.value > _LATEST or numeral.reference or (not era and (one or _counts(text, numeral))):
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
    doubt = _patterns()["doubt"].search(text.text, max(0, match.start() - 12), match.start())
    return text.text[numeral.start : numeral.end].endswith("ه") or near or bool(doubt)


def _ordinal_years(text: DateText) -> Iterator[FoundDate]:
    for match in _patterns()["ordinal"].finditer(text.text):
        start, part, circa = _before(text, match.start("word"))
        other = _patterns()["other"].match(text.text, match.end("ordinal"))
        if other:
            yield FoundDate(start, other.end())
        elif match["era"]:
            calendar = "hijri" if re.match(_AH, match["era"]) else "gregorian"
            year = _ORDINALS[match["ordinal"]]
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
    return int(words) if words.isdecimal() else _ORDINALS[words]


def _centuries(text: DateText) -> Iterator[FoundDate]:
    for match in _patterns()["century"].finditer(text.text):
        n = _nth(match["nth"] or match["digits"])
        until = _nth(match["until"]) if match["until"] else n
        hijri = match["era"].startswith(("ه", "له", "لله"))
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
            yield FoundDate(
                start, match.end(), "hijri" if hijri else "gregorian", first, last=last
            )


def _digits(text: DateText) -> Iterator[FoundDate]:
    for match in _patterns()["digits"].finditer(text.text):
        if not match["era"] or _patterns()["other"].match(text.text, match.start("era")):
            yield FoundDate(*match.span())
            continue
        calendar = "hijri" if re.match(_AH, match["era"]) else "gregorian"
        year, month, day = (int(match[k] or match[f"{k}2"]) for k in "ymd")
        yield FoundDate(*match.span(), calendar, year, month, day)
