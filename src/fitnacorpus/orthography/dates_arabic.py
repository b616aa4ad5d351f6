"""Date expressions in Arabic, of both calendars.  Patterns run over a fold with punctuation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Final

from fitnacorpus.model import DateExpression, Span
from fitnacorpus.orthography.folding import Folded, fold
from fitnacorpus.orthography.intervals import both, ranged, single
from fitnacorpus.orthography.numeral import Numeral
from fitnacorpus.orthography.numerals import read
from fitnacorpus.orthography.profiles import Profile, profile_from_steps

_PROFILE: Final[Profile] = profile_from_steps(
    "arabic-dates",
    (
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
    ),
)
_HIJRI_MONTHS: Final = (
    "(?:ال)?محرم(?: الحرام)?",
    "صفر(?: الخير)?",
    "ربيع (?:ال)?اول",
    "ربيع (?:الاخر|الثاني|ثاني)",
    "جماد[يا] (?:الاولي|الاول|الاوله)",
    "جماد[يا] (?:الاخره|الاخري|الثانيه|الثاني|الاخر)",
    "رجب(?: الفرد| الاصب| المرجب)?",
    "شعبان",
    "رمضان(?: المبارك)?",
    "شوال",
    "ذ(?:و|ي|ا)? ?القعده",
    "ذ(?:و|ي|ا)? ?الحجه",
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
_AH: Final = r"(?:ل?لهجره(?: النبويه)?|من الهجره(?: النبويه)?|بعد الهجره|هجريه|هجري|ه\.?)(?!\w)"
_CE: Final = r"(?:ل?لميلاد|ميلاديه|ميلادي|بعد الميلاد|م\.?)(?!\w)"
_ERA: Final = rf"\s*(?:(?P<ah>{_AH})|(?P<ce>{_CE}))"
_YEAR_WORD: Final = r"(?:ال)?(?:سنه|عام)"
_OF: Final = r"(?:,|،)?\s*(?:من\s+|ل)?"
_PARTS: Final = {
    "early": "اوايل|بدايه|بدايات|مطلع|مستهل|غره",
    "mid": "منتصف|اواسط|وسط",
    "late": "اواخر|نهايه|نهايات|ختام",
}
_UNITS: Final = (
    "اول", "ثان", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر",
)  # fmt: skip
_TENS: Final = {
    "العشر": 20, "الثلاث": 30, "الاربع": 40, "الخمس": 50,
    "الست": 60, "السبع": 70, "الثمان": 80, "التسع": 90,
}  # fmt: skip
# No date without a digit or a word for year, and no Arabic date without an Arabic letter.
_WORTHWHILE: Final = re.compile(r"[0-9]|سن[هتو]|عام|اعوام")
_LETTER: Final = re.compile("[\u0621-\u064a]")
_COUNTED: Final = re.compile(r"\s+(?:مرات|مره|اشهر|ايام|يوما|سنوات|سنين|رجال|رجل|شهور|ليال)(?!\w)")


@cache
def _ordinals() -> dict[str, int]:
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
                f"{form} و{stem}{ending}": value + ten
                for stem, ten in _TENS.items()
                for ending in ("ين", "ون")
            }
    return ordinals


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    hijri = "|".join(f"(?P<h{i}>{m})" for i, m in enumerate(_HIJRI_MONTHS, 1))
    gregorian = "|".join(f"(?P<g{i}>{m})" for i, m in enumerate(_GREGORIAN_MONTHS, 1))
    ordinals = "|".join(sorted(map(re.escape, _ordinals()), key=len, reverse=True))
    parts = "|".join(f"(?P<{name}>{words})" for name, words in _PARTS.items())
    clitic = "(?<!\\w)(?:و|ف)?[بل]?"
    return {
        "month": re.compile(
            rf"(?<!\w)(?:و|ف)?[بل]?(?P<month>(?:شهر )?(?:{hijri}|{gregorian}))(?!\w)"
            rf"(?:{_OF}(?P<word>(?:ل)?{_YEAR_WORD}))?\s*(?:من\s+)?"
        ),
        "day": re.compile(
            rf"(?:(?P<digits>[0-9]{{1,2}})|(?P<ordinal>{ordinals})|(?P<tens>{'|'.join(_TENS)})(?:ين|ون))"
            r"(?: ل?يوم(?:ا)?)? ?(?:من )?(?:شهر )?$"
        ),
        "year": re.compile(rf"{clitic}(?P<word>{_YEAR_WORD}|لسنه|لعام)\s+"),
        "years": re.compile(
            r"(?<!\w)(?:و|ف)?[بل]?(?P<word>(?:ال)?(?:سنتي|عامي|سنوات|اعوام|السنوات))\s+"
        ),
        "ordinal": re.compile(
            rf"{clitic}(?P<word>(?:السنه|العام)\s+)(?P<ordinal>{ordinals})(?!\w){_ERA}"
        ),
        "parts": re.compile(
            rf"(?<!\w)(?:و|ف)?[بل]?(?:(?P<circa>حوالي|نحو|قرابه|زهاء)|{parts})\s+$"
        ),
        "era": re.compile(_ERA),
        "join": re.compile(r"\s*(?:[-–—]|(?:و|الي|حتي)(?: ?(?:سنه|عام))?)\s*"),
        "slash": re.compile(r"\s*[/(=]\s*"),
    }


class _Reader:
    """One text with its folded form and its numerals, addressed by folded index."""

    def __init__(self, text: str, folded: Folded) -> None:
        self.folded = folded
        self.text = folded.text
        numerals = read(text)
        spans = [self.folded.folded_span(n.start, n.end) for n in numerals]
        self.numerals = [
            n._replace(start=s.start, end=s.end) for n, s in zip(numerals, spans, strict=True)
        ]
        self.starts = [n.start for n in self.numerals]

    def numeral_at(self, place: int) -> Numeral | None:
        i = bisect_left(self.starts, place)
        found = self.numerals[i] if i < len(self.starts) else None
        return found if found and found.start == place else None

    def era(self, place: int) -> tuple[str, int]:
        match = _patterns()["era"].match(self.text, place)
        if not match:
            return "", place
        return "hijri" if match["ah"] else "gregorian", match.end()

    def before(self, start: int) -> tuple[int, str, bool]:
        """Start, part of the year and "about", taking in the words that say so."""
        match = _patterns()["parts"].search(self.text, max(0, start - 24), start)
        if not match:
            return start, "", False
        part = next((name for name in _PARTS if match[name]), "")
        return match.start(part or "circa"), part, bool(match["circa"])

    def span(self, start: int, end: int) -> Span:
        return self.folded.source_span(start, end)


def find(text: str) -> Iterator[DateExpression]:
    """Date expressions of a text, those of stronger patterns first; they may overlap."""
    folded = fold(text, "ar", _PROFILE)
    if not (_WORTHWHILE.search(folded.text) and _LETTER.search(folded.text)):
        return
    reader = _Reader(text, folded)
    for finder in (_months, _pairs, _years, _ordinal_years, _eras):
        for date in finder(reader):
            if date is not None:
                yield date


def _calendar(era: str, year: int) -> str:
    """The calendar of a year: as stated, else Hijri as far as Hijri years reach."""
    return era or ("hijri" if year <= 1500 else "gregorian")


def _months(reader: _Reader) -> Iterator[DateExpression | None]:
    patterns = _patterns()
    for match in patterns["month"].finditer(reader.text):
        numeral = reader.numeral_at(match.end())
        if numeral is None or (numeral.words and not match["word"]):
            continue
        era, end = reader.era(numeral.end)
        month, calendar = next(
            (int(k[1:]), "hijri" if k[0] == "h" else "gregorian")
            for k, v in match.groupdict().items()
            if v and re.fullmatch(r"[hg]\d+", k)
        )
        if era and era != calendar:
            continue
        start = match.start("month")
        day_match = patterns["day"].search(reader.text, max(0, start - 40), start)
        day = None
        if day_match:
            start = day_match.start()
            day = _day(day_match)
        start, part, _ = reader.before(start)
        yield single(reader.span(start, end), calendar, numeral.value, month, day, part)


def _day(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    if match["ordinal"]:
        return _ordinals()[match["ordinal"]]
    return _TENS[match["tens"]]


def _pairs(reader: _Reader) -> Iterator[DateExpression | None]:
    """Two years: a range, or one year in both calendars."""
    patterns = _patterns()
    for low in reader.numerals:
        era_low, end = reader.era(low.end)
        slash = patterns["slash"].match(reader.text, end)
        join = patterns["join"].match(reader.text, end)
        if slash and (high := reader.numeral_at(slash.end())):
            era_high, end = reader.era(high.end)
            if {era_low or "hijri", era_high or "gregorian"} != {"hijri", "gregorian"}:
                continue
            start = _named(reader, low.start)
            if start is None and not (era_low or era_high):
                continue
            if (
                reader.text[slash.start() : slash.end()].strip() == "("
                and reader.text[end : end + 1] == ")"
            ):
                end += 1
            span = reader.span(low.start if start is None else start, end)
            years = {era_low or "hijri": low.value, era_high or "gregorian": high.value}
            first = single(span, "hijri", years["hijri"])
            second = single(span, "gregorian", years["gregorian"])
            if first and second:
                yield both(span, first, second)
        elif join and (high := reader.numeral_at(join.end())):
            era_high, end = reader.era(high.end)
            start = _named(reader, low.start)
            if start is None and not era_high:
                continue
            calendar = _calendar(era_high or era_low, high.value)
            if "-" not in join[0] and "–" not in join[0] and start is None and low.words:
                continue
            yield ranged(
                reader.span(low.start if start is None else start, end),
                calendar,
                low.value,
                high.value,
            )


def _named(reader: _Reader, place: int) -> int | None:
    """Where the word سنة, عام or سنتي stands that ends before a place."""
    head = reader.text[max(0, place - 12) : place]
    for name in ("year", "years"):
        for match in _patterns()[name].finditer(head):
            if match.end() == len(head):
                return max(0, place - 12) + match.start("word")
    return None


def _years(reader: _Reader) -> Iterator[DateExpression | None]:
    for match in _patterns()["year"].finditer(reader.text):
        numeral = reader.numeral_at(match.end())
        if numeral is None or numeral.value > 2100 or numeral.upper:
            continue
        era, end = reader.era(numeral.end)
        if not era and (numeral.bare or _COUNTED.match(reader.text, numeral.end)):
            continue
        start, part, circa = reader.before(match.start("word"))
        calendar = _calendar(era, numeral.value)
        yield single(reader.span(start, end), calendar, numeral.value, None, None, part, circa)


def _ordinal_years(reader: _Reader) -> Iterator[DateExpression | None]:
    for match in _patterns()["ordinal"].finditer(reader.text):
        start, part, circa = reader.before(match.start("word"))
        calendar = "hijri" if match["ah"] else "gregorian"
        year = _ordinals()[match["ordinal"]]
        yield single(reader.span(start, match.end()), calendar, year, None, None, part, circa)


def _eras(reader: _Reader) -> Iterator[DateExpression | None]:
    """Digits with an era and no word for year: ٣٧ هـ, ٦٥٧م."""
    for numeral in reader.numerals:
        era, end = reader.era(numeral.end)
        if numeral.words or not era or (era == "gregorian" and not 100 <= numeral.value <= 2100):
            continue
        start, part, circa = reader.before(numeral.start)
        yield single(reader.span(start, end), era, numeral.value, None, None, part, circa)
