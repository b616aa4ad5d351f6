"""Numbers of a text, in words and digits of both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fitnacorpus import reading
from fitnacorpus.model import DateExpression, Number
from fitnacorpus.orthography import dates
from fitnacorpus.orthography.folding import fold_text
from fitnacorpus.orthography.numeral import Numeral
from fitnacorpus.orthography.numerals import read

# Over the `search` fold of what stands between, after or before numbers.
_RANGE: Final = re.compile(r"\s*(?:to|or|الي|او)\s*", re.IGNORECASE)
_DASH: Final = re.compile(r"\s?[-–—‑]\s?")
_BETWEEN: Final = re.compile(r"(?:^|\W)(?:between|from|ما بين|بين|من)\s*$")
_AND: Final = re.compile(r"\s*(?:and|و|to|الي)\s*", re.IGNORECASE)
_MORE_AFTER: Final = re.compile(
    r"\+|\s+(?:or\s+more|and\s+more|or\s+so\s+and\s+more)\b|"
    r"\s+(?:(?:أو|او)\s+(?:أكثر|اكثر|يزيدون|يزيد)|فأكثر|فاكثر|ونيف[اًٍ]*|وزيادة)(?!\w)",
    re.IGNORECASE,
)
_MORE_BEFORE: Final = re.compile(
    r"(?:^|\W)(?:more than|over|at least|no (?:less|fewer) than|upwards of|in excess of|exceeding|"
    r"اكثر من|ازيد من|(?:ما|مما) يزيد (?:علي|عن)|يزيدون (?:علي|عن)|(?:لا|ما) يقل(?:ون)? عن|"
    r"نيف و)\s*$"
)


def find(
    text: str, lang: str = "", dates_found: Sequence[DateExpression] | None = None
) -> list[Number]:
    """The cardinal numbers of a text, in order and apart from one another.

    Numerals in words and digits of both languages are read in any text, whatever `lang` says, by
    their script.  A span leaves out attached particles (و ف ب ل ك) and the noun counted; it holds
    both ends of a range, and the "+" or "or more" that makes a number a lower bound.  "More than"
    before a number sets `more` and stays outside.

    Not numbers: ordinals; "one" and واحد standing alone, which point more often than they count;
    duals of nouns (رجلان); digits that touch letters or a decimal point.

    Overlap: a number that shares a character with a date expression belongs to the date and is
    left out.

    Args:
        text: The text; white space of any kind is read as one space.
        lang: BCP 47 tag, handed on to `dates.find`.
        dates_found: The result of ``dates.find(text, lang)``, where the caller already has it.
    """
    if dates_found is None:
        dates_found = dates.find(text, lang)
    taken = [(d.start, d.end) for d in dates_found]
    return [
        number
        for number in reading.find(_find, text)
        if not any(start < number.end and number.start < end for start, end in taken)
    ]


def _find(text: str) -> list[Number]:
    numerals = [n for n in read(text) if not n.bare]
    numbers: list[Number] = []
    taken = 0
    for i, numeral in enumerate(numerals):
        if numeral.start < taken:
            continue
        following = numerals[i + 1] if i + 1 < len(numerals) else None
        number = _range(text, numeral, following) if following else None
        number = number or Number(numeral.start, numeral.end, numeral.value, numeral.upper)
        after = _MORE_AFTER.match(text, number.end)
        before = fold_text(text[max(0, number.start - 24) : number.start], "ar")
        more = bool(after or _MORE_BEFORE.search(before))
        end = after.end() if after else number.end
        taken = end
        numbers.append(Number(number.start, end, number.value, number.upper, more))
    return numbers


def _range(text: str, low: Numeral, high: Numeral) -> Number | None:
    """Two numerals as one range, when the words between them say so and the values rise."""
    between = text[low.end : high.start]
    if len(between) > 12:
        return None
    folded = fold_text(between, "ar")
    if not (_DASH.fullmatch(between) or _RANGE.fullmatch(folded)):
        before = fold_text(text[max(0, low.start - 12) : low.start], "ar")
        if not (_AND.fullmatch(folded) and _BETWEEN.search(before)):
            return None
    value = low.value
    # "three or four thousand": the first number shares the scale of the second.
    for scale in (1_000_000, 1000, 100):
        if high.words and high.value % scale == 0 and value < high.value // scale < 100:
            value *= scale
            break
    upper = high.upper or high.value
    return Number(low.start, high.end, value, upper) if value < upper else None
