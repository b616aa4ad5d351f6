"""Numbers of a text, in words and digits of all languages that have readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fitnacorpus import reading
from fitnacorpus.arabic_script import MARKS
from fitnacorpus.languages.values import Numeral
from fitnacorpus.model import DateExpression, Number
from fitnacorpus.orthography import dates
from fitnacorpus.orthography.folding import fold_text
from fitnacorpus.orthography.numerals import read

# Over the `search` fold of what stands between, after or before numbers.
_RANGE: Final = re.compile(r" ?(?:to|or|الي|او) ?", re.IGNORECASE)
_DASH: Final = re.compile(r" ?[-–—‑] ?")
_SHARING: Final = re.compile(" to ")
_BETWEEN: Final = re.compile(r"(?:^|\W)(?:between|from|ما بين|بين|من) ?$")
_AND: Final = re.compile(r" ?(?:and|و|to|الي) ?", re.IGNORECASE)
_M: Final = f"[{MARKS}]*"
_MORE_AFTER: Final = re.compile(
    r"\+|[- ](?:odd|or more|and more|or so and more|and odd)\b|"
    r" (?:(?:أو|او) (?:أكثر|اكثر|يزيدون|يزيد)|فأكثر|فاكثر|"
    rf"و{_M}ن{_M}ي{_M}ف{_M}(?:ا{_M})?|وزيادة)(?!\w)",
    re.IGNORECASE,
)
_MORE_BEFORE: Final = re.compile(
    r"(?:^|\W)(?:(?<!no )(?<!not )more than|at least|no (?:less|fewer) than|upwards of|"
    r"in excess of|exceeding|not (?:less|fewer) than|above|"
    r"(?:of|for|to|with|just|well|now|at|was|were|had|lost|killed|numbering|numbered) over|"
    r"اكثر من|ازيد من|(?:ما|مما) يزيد (?:علي|عن)|يزيدون (?:علي|عن)|(?:لا|ما) يقل(?:ون)? عن|"
    r"نيفا? (?:و|علي ))\s*$"
)
_OVER: Final = re.compile(r"(?:^|[^\w,])over $")
_OVER_FROM: Final = 1000
"""From this number on "over" means more than; below it may mean authority over ten cities."""
_OR_TWO: Final = re.compile(r"(?:^|\W)an? (?:\w+ )?\w+ or $")
_BEFORE: Final = 24
"""Characters before a number in which words may say that it is the least."""
_TENS: Final = 100
"""Below this is what may follow hundreds and نيف."""
_JOINED: Final = 12
"""Characters between the ends of a range, at most."""


def find(
    text: str, lang: str = "", dates_found: Sequence[DateExpression] | None = None
) -> list[Number]:
    """The cardinal numbers of a text, in order and apart from one another.

    Numerals in words and digits of both languages are read in any text by their script, but for
    those in the script of a text whose language has no reader here (`numerals.read`).  A span
    leaves out attached particles (و ف ب ل ك) and the noun counted; it holds both ends of a range,
    and the "+" or "or more" that makes a number a lower bound.  "More than"
    before a number sets `more` and stays outside.

    Not numbers: ordinals and fractions; "one" and واحد standing alone, which point more often than
    they count; duals of nouns (رجلان); digits that touch letters or a decimal point; pages, marks
    of notes and of items.

    Overlap: a number that shares a character with a date expression, or with words that are a date
    which cannot be told, is left out.

    Args:
        text: The text; white space of any kind reads as one space.
        lang: BCP 47 tag.
        dates_found: The result of ``dates.find(text, lang)``, where the caller already has it.
    """
    if dates_found is None:
        dates_found = dates.find(text, lang)
    taken = sorted([*((d.start, d.end) for d in dates_found), *dates.untold(text, lang)])
    out, k = [], 0
    for number in reading.find(lambda words: _find(words, lang), text):
        while k < len(taken) and taken[k][1] <= number.start:
            k += 1
        if not (k < len(taken) and taken[k][0] < number.end):
            out.append(number)
    return out


def _find(text: str, lang: str) -> list[Number]:
    numerals = read(text, lang)
    numbers: list[Number] = []
    taken = 0
    for i, numeral in enumerate(numerals):
        if numeral.start < taken:
            continue
        following = numerals[i + 1] if i + 1 < len(numerals) else None
        number = _range(text, numeral, following) if following else None
        if number is None and not numeral.counts:
            continue
        number = number or Number(numeral.start, numeral.end, numeral.value, numeral.upper)
        after = _MORE_AFTER.match(text, number.end)
        near = text[max(0, number.start - _BEFORE) : number.start]
        if number.value == 2 and _OR_TWO.search(near):
            continue  # a mile or two
        stopped = near.rstrip()[-1:] in tuple(".,;:!?؟؛،")
        more = bool(after) or (not stopped and bool(_MORE_BEFORE.search(fold_text(near, ""))))
        more = more or (number.value >= _OVER_FROM and bool(_OVER.search(near.lower())))
        end = after.end() if after else number.end
        if after and (added := _added_to_some(text, number, end, numerals[i:])):
            number, end = added, added.end
        taken = end
        numbers.append(Number(number.start, end, number.value, number.upper, more))
    return numbers


def _added_to_some(
    text: str, number: Number, end: int, following: Sequence[Numeral]
) -> Number | None:
    """Three hundred and some and twenty: what follows نيف is added to the number before it."""
    some = text[number.end : end].strip()
    tens = next((n for n in following if n.start == end + 2), None)
    if tens is None or text[end : tens.start] != " و" or "ن" not in some:
        return None
    added = tens.value // tens.scale
    if not (tens.words and tens.counts and 2 * added <= number.value and added < _TENS):
        return None
    return Number(number.start, tens.end, (number.value + added) * tens.scale)


def _range(text: str, low: Numeral, high: Numeral) -> Number | None:
    """Two numerals as one range, when the words between them say so and the values rise."""
    one = low.value == 1 and low.words
    if not (low.counts or one) or low.reference or not high.counts:
        return None
    between = text[low.end : high.start]
    if len(between) > _JOINED:
        return None
    folded = fold_text(between, "")
    dashed = _DASH.fullmatch(between)
    shares = bool(dashed) or bool(_SHARING.fullmatch(between))
    if not (dashed or _RANGE.fullmatch(folded)):
        before = fold_text(text[max(0, low.start - _JOINED) : low.start], "")
        if not (_AND.fullmatch(folded) and _BETWEEN.search(before)) or one:
            return None
    value, upper = low.value, high.upper or high.value
    if low.scale == 1 and value < high.value // _shared(high, shares):
        value *= _shared(high, shares)
    return Number(low.start, high.end, value, upper) if value < upper else None


def _shared(high: Numeral, shares: bool) -> int:
    """The scale that the first of two numbers shares: three or four thousand, 4-5,000."""
    if high.words:
        return high.scale
    for scale in (1_000_000, 1000, 100):
        if shares and high.value % scale == 0 and high.value >= scale:
            return scale
    return 1
