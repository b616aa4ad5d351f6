"""Years in Arabic: with the word for year, with an era, two of them, in both calendars.

Chronicles leave out tens and hundreds that a year before has; such a year cannot be told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from fitnacorpus.languages.ar.calendar import AH, ORDINALS, PARTS, patterns
from fitnacorpus.languages.ar.nouns import COUNTED
from fitnacorpus.languages.values import DateText, FoundDate, Numeral

_COUNTED: Final = re.compile(r" (?:من ال)?(\w+)")
_NIGHT_OF: Final = re.compile(
    r" (?:ليله|يوم) (?:ال(?:احد|اثنين|ثلاثاء?|اربعاء?|خميس|جمعه|سبت)|عاشوراء?|عرفه)(?!\w)"
)
_HUNDREDS_TOO: Final = re.compile(r" وال\w*(?:مايه|ميه|مايتين)$")
_UNBOUND: Final = re.compile("(?:مايتين|ميتين|الفين)$")
_HUNDREDS: Final = re.compile(r"ال\w*(?:مايه|ميه|مايتين)")
_TIME_BEFORE: Final = re.compile(r"(?:بعد|قبل|في|حدود|راس) $")
_OF_A_TIME: Final = re.compile(r"(?:حدود|اول|اوايل|اخر|اواخر|شهور) $")
_CENTURY: Final = 100
_AFTER: Final = " بعد "
"""What stands between the tens of a year and the hundreds that it leaves to the end."""
_THOUSAND: Final = re.compile(r"(?:ال)?الف(?P<two>ين)?(?!\w)(?: و(?=ال))?")
_TIMES: Final = frozenset({"مرات", "مره", "دفعات"})
_LATEST: Final = 2100
_LONG_AFTER: Final = 200
"""A range up to a year below this may begin in the first century: من أربعين إلى مائة وثلاثين."""
_HIJRI_LIMIT: Final = 1500
"""Hijri years reach so far; later ones are of the Common Era."""
_AMBIGUOUS: Final = range(1000, _HIJRI_LIMIT + 1)
"""Years in digits that a modern author may mean in either calendar, where no era is stated."""
_NEAR: Final = 600
"""Characters in which a year may leave out the tens (سنة ثمان) or hundreds of one before it."""


def era_at(text: DateText, place: int) -> tuple[str, int]:
    """The calendar of an era that stands at a place, and where it ends; "?" for another era."""
    known = patterns()
    if other := known["other"].match(text.text, place):
        return "?", other.end()
    match = known["era"].match(text.text, place)
    if not match:
        return "", place
    return "hijri" if match["ah"] else "gregorian", match.end()


def part_before(text: DateText, start: int) -> tuple[int, str, bool]:
    """Start, part of the year and "about", taking in the words that say so."""
    match = patterns()["parts"].search(text.text, max(0, start - 24), start)
    if not match:
        return start, "", False
    part = next((name for name in PARTS if match[name]), "")
    return match.start(part or "circa"), part, bool(match["circa"])


def calendar_of(era: str, year: int) -> str:
    """The calendar of a year: as stated, else Hijri as far as Hijri years reach."""
    return era or ("hijri" if year <= _HIJRI_LIMIT else "gregorian")


def with_hundreds_after(text: DateText, numeral: Numeral) -> Numeral:
    """A year with the hundreds or thousand that stand after it: ثلاث وسبعين بعد الألف is 1073."""
    if not numeral.words or not text.text.startswith(_AFTER, numeral.end):
        return numeral
    place = numeral.end + len(_AFTER)
    more = text.numeral_at(place)
    value, end = (more.value, more.end) if more is not None and more.words else (0, place)
    if thousand := _THOUSAND.match(text.text, place):
        # الألف by itself is a letter as well, and read as no number elsewhere.
        more = text.numeral_at(thousand.end())
        value = 1000 * (2 if thousand["two"] else 1) + (more.value if more and more.words else 0)
        end = more.end if more and more.words else thousand.end()
    if value % _CENTURY or not numeral.value < value <= _LATEST:
        return numeral
    return numeral._replace(end=end, value=numeral.value + value, counts=True)


def counts(text: DateText, numeral: Numeral) -> bool:
    """Whether a noun follows that the numeral counts: سنة ألف درهم is no date."""
    following = _COUNTED.match(text.text, numeral.end)
    if following and _NIGHT_OF.match(text.text, numeral.end):
        return False  # the eve of a day of the week, beside a year
    if _UNBOUND.search(text.text, numeral.start, numeral.end):
        return False  # of two hundred men, مائتي would stand
    return bool(following and (following[1] in COUNTED or following[1] in _TIMES))


def pairs(text: DateText) -> Iterator[FoundDate]:
    """Two years: a range, one of two, or one year in both calendars."""
    known = patterns()
    for low in text.numerals:
        if low.reference:
            continue
        era_low, end = era_at(text, low.end)
        slash = known["slash"].match(text.text, end)
        join = known["join"].match(text.text, end)
        either = known["either"].match(text.text, end)
        start = _named(text, low.start)
        if slash and (high := text.numeral_at(slash.end())) and not high.reference:
            found = _in_both(text, low, high, era_low, start, "(" in slash[0])
        elif join and (high := text.numeral_at(join.end())):
            found = _range(text, low, high, era_low, start, join[0])
        elif either and start is not None and (high := text.numeral_at(either.end())):
            # ثلاث أو أربع وثلاثين: the first shares the tens of the second.
            era, end = era_at(text, high.end)
            if {era, era_low} == {"hijri", "gregorian"}:
                # 648 هـ or 1250 م is one year in both calendars.
                if both := _in_both(text, low, high, era_low, start, bracket=False):
                    yield both
                continue
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
    era_high, end = era_at(text, high.end)
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
    era_high, end = era_at(text, high.end)
    if (start is None and not era_high) or "?" in (era_high, era_low):
        return None
    if era_high and era_low and era_high != era_low:
        # 1443 هـ - 2022 م is one year in both calendars.
        return _in_both(text, low, high, era_low, start, bracket=False)
    calendar = calendar_of(era_high or era_low, high.value)
    if "-" not in join and "–" not in join and start is None and low.words:
        return None
    if not era_high and counts(text, high):
        return None
    first = low.value
    if low.words and high.words and first < 100 < high.value:
        # ست وسبع ومائتين: the first shares the tens and hundreds of the second.
        shared = first + high.value - high.value % (10 if first < 10 and "سن" not in join else 100)
        if shared < high.value and (first < 10 or high.value >= _LONG_AFTER):
            first = shared
        elif first < 10:
            return FoundDate(low.start if start is None else start, end)
    return FoundDate(low.start if start is None else start, end, calendar, first, last=high.value)


def _named(text: DateText, place: int) -> int | None:
    """Where the word سنة, عام or سنتي stands that ends before a place."""
    head = text.text[max(0, place - 12) : place]
    for name in ("year", "years"):
        for match in patterns()[name].finditer(head):
            if match.end() == len(head):
                return max(0, place - 12) + match.start("word")
    return None


def years(text: DateText) -> Iterator[FoundDate]:
    """Years after the word for year; those that cannot be told without a calendar."""
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
        numeral = with_hundreds_after(text, numeral)
        if known["every"].search(head) or text.numeral_before(match.start() - 1):
            continue
        era, end = era_at(text, numeral.end)
        if era == "?" or numeral.upper:
            yield FoundDate(start, end)
            continue
        # A word may be typed close to the digits of a year: سنة ١٦٥٠أن.
        close = numeral.value >= _CENTURY and text.text[numeral.end : numeral.end + 1].isalpha()
        one = not numeral.counts and not (close and not numeral.words)
        if (
            numeral.value > _LATEST
            or numeral.reference
            or (not era and (one or counts(text, numeral)))
        ):
            continue
        if not era and _doubtful(text, match, numeral, last):
            yield FoundDate(start, end)
            continue
        last = (numeral.end, numeral.value) if numeral.value > 10 else last
        start, part, circa = part_before(text, start)
        yield FoundDate(
            start, end, calendar_of(era, numeral.value), numeral.value, part=part, circa=circa
        )


def _doubtful(
    text: DateText, match: re.Match[str], numeral: Numeral, last: tuple[int, int] | None
) -> bool:
    """Whether a year without an era may be another one than it says."""
    if not numeral.words:
        return numeral.value in _AMBIGUOUS
    if without_hundreds(text, numeral):
        return True
    if numeral.value >= 10:
        return False
    near = last is not None and match.start() - last[0] < _NEAR
    # سنة ثلاثة is no year but a number after one; سنة ثمان may leave out the tens.
    doubt = patterns()["doubt"].search(text.text, max(0, match.start() - 12), match.start())
    return text.text[numeral.start : numeral.end].endswith("ه") or near or bool(doubt)


def without_hundreds(text: DateText, numeral: Numeral) -> bool:
    """Whether a year below a hundred may lack its hundreds.

    It does where they are misprinted after it (وثلائمائة), and a chronicler leaves them out soon
    after a year that has them (سنة سبع وأربعين ومائتين وقيل ثمان وأربعين).
    """
    if numeral.value >= 100:
        return False
    if patterns()["broken"].match(text.text, numeral.end):
        return True
    for other in reversed(text.numerals[: bisect_left(text.numerals, numeral)]):
        if numeral.start - other.end > _NEAR:
            break
        if other.value > 100 and other.words and _named(text, other.start) is not None:
            return numeral.value >= 10
    return False


def definite_years(text: DateText) -> Iterator[FoundDate]:
    """Years that only the article or the time of year tells: بعد العشرين والثلاثمائة, في أول 603.

    Which calendar they are of, and whether they are years at all, is not said: they are no date
    that can be told, and no number.
    """
    for numeral in text.numerals:
        words = text.text[numeral.start : numeral.end]
        before = text.text[max(0, numeral.start - 12) : numeral.start]
        if numeral.words:
            whole = with_hundreds_after(text, numeral)
            if whole.end > numeral.end and (words.startswith("ال") or _TIME_BEFORE.search(before)):
                yield FoundDate(numeral.start, whole.end)
                continue
            found = words.startswith("ال") and (
                _HUNDREDS_TOO.search(words)
                or (_HUNDREDS.fullmatch(words) and _TIME_BEFORE.search(before))
            )
        else:
            year = _CENTURY <= numeral.value <= _LATEST and not counts(text, numeral)
            found = year and _OF_A_TIME.search(before)
        if found:
            yield FoundDate(numeral.start, numeral.end)


def ordinal_years(text: DateText) -> Iterator[FoundDate]:
    """Years by their ordinal: السنة السابعة من الهجرة."""
    for match in patterns()["ordinal"].finditer(text.text):
        start, part, circa = part_before(text, match.start("word"))
        other = patterns()["other"].match(text.text, match.end("ordinal"))
        if other:
            yield FoundDate(start, other.end())
        elif match["era"]:
            calendar = "hijri" if re.match(AH, match["era"]) else "gregorian"
            year = ORDINALS[match["ordinal"]]
            yield FoundDate(start, match.end(), calendar, year, part=part, circa=circa)


def eras(text: DateText) -> Iterator[FoundDate]:
    """Digits with an era and no word for year: ٣٧ هـ, ٦٥٧م."""
    for numeral in text.numerals:
        if numeral.reference:
            continue
        era, end = era_at(text, numeral.end)
        if era == "?" and not numeral.words:
            yield FoundDate(numeral.start, end)
        if numeral.words or era in ("", "?"):
            continue
        if era == "gregorian" and not 100 <= numeral.value <= _LATEST:
            continue
        start, part, circa = part_before(text, numeral.start)
        yield FoundDate(start, end, era, numeral.value, part=part, circa=circa)
