"""Numbers together with what they count or measure, where a lexicon makes it certain.

The lexicons of all languages name what is counted by the same word, so that 4,000 men and
أربعة آلاف رجل compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pyarabic import araby_const as araby

from fitnacorpus import languages
from fitnacorpus.arabic_script import MARKS, in_block
from fitnacorpus.languages.language import Noun
from fitnacorpus.model import DateExpression, Measure, Number, Span
from fitnacorpus.orthography import dates, numbers
from fitnacorpus.orthography.folding import fold_text

_W: Final = r"[^\S\n]|\n(?!\s*\n)"
_SPACE: Final = rf"(?:{_W})+"
_WORD: Final = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}{araby.MINI_ALEF}{araby.TATWEEL}\u200c-])*"
_NEXT: Final = re.compile(
    rf"{_SPACE}(?P<word>{_WORD})(?:(?![\w’'{MARKS}])|"
    rf"(?=[’']{_SPACE}(?:journey|march|ride|sail|siege|reign|fighting|distance|time)\b))"
)
"""The next word; of a genitive that of time: three days' journey."""
_FILLERS: Final = 2
"""Words that may stand between an English number and its noun: 6,000 armed Syrian troops."""
# Words after which the noun is no longer what the number before them counts.
_NO_ADJECTIVE_WORDS: Final = """
    a about after against among an and are as at be been before between but by came come did do
    each else every fell fled for four from had has have he her him his how i if in into is it
    its left lost men more no not of off on one or other others our out over own said she so
    some such than that the their them then there these they this those through to took two
    under until up upon us was we went were when where which while who whom whose will with
    without would you your died dead"""
_NO_ADJECTIVE: Final = frozenset(_NO_ADJECTIVE_WORDS.split())
_OF_UNITS_WORDS: Final = """long whole full entire successive consecutive more gold golden silver"""
_OF_UNITS: Final = frozenset(_OF_UNITS_WORDS.split())
"""Adjectives that stand between a number and a unit of time or money."""
_HEAD: Final = re.compile(rf"{_SPACE}heads?{_SPACE}of(?=\s)")
"""Of animals: 700 head of camels."""
# A score of men, two dozen of his camels.
_OF_MANY: Final = re.compile(
    rf"{_SPACE}of(?:{_SPACE}(?:his|their|her|our|my|its|the|these|those))?(?={_SPACE}\w)",
    re.IGNORECASE,
)
_MULTIPLE: Final = re.compile(r"(?:score|dozen|million)$", re.IGNORECASE)
# One of a unit is a measure where the words say that it lasted: for a year, لمدة سنة.
_FOR: Final = re.compile(
    rf"(?<!\w)(?:for|during|within){_SPACE}(?P<of>an?|one|a{_SPACE}(?:whole|full))"
    rf"{_SPACE}(?P<word>{_WORD})(?![\w’'-])(?!{_SPACE}(?:and|or|of)(?!\w))",
    re.IGNORECASE,
)
_MARK: Final = f"[{MARKS}]*"
_LASTED: Final = re.compile(
    rf"(?<!\w)(?:[وف]{_MARK})?(?:ل{_MARK})?م{_MARK}د{_MARK}[ةه]{_MARK}{_SPACE}(?P<word>{_WORD})"
    rf"(?!{_SPACE}(?:ون{_MARK}ص{_MARK}ف|أو|او)(?!\w))"
)

# سنة واحدة; of يوم واحد وعشرين the day is the twenty-first.
_ONE: Final = re.compile(
    rf"(?<!\w)(?P<word>{_WORD}){_SPACE}و{_MARK}ا{_MARK}ح{_MARK}د{_MARK}(?:[ةها]{_MARK})?(?!\w)"
    rf"(?!{_SPACE}و(?:عشر|ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|تسع)\w*[وي]ن(?!\w))"
)
# What is two years and a half is not two years: a value in whole numbers would be another.
_AND_A_PART: Final = re.compile(
    rf"{_SPACE}(?:and{_SPACE}(?:a|one){_SPACE}(?:half|third|quarter)|"
    rf"و{_MARK}(?:ن{_MARK}ص{_MARK}ف|ث{_MARK}ل{_MARK}ث|ر{_MARK}ب{_MARK}ع){_MARK}(?:ا{_MARK})?)(?!\w)"
)

_SON: Final = re.compile("(?:بن|بنت|بني|بنو) $")
_PARTICLES: Final = ("و", "ف", "ب", "ل", "ك")
_OR_THREE: Final = re.compile(" (?:أو |او )?$")
_THREE: Final = 3
_ADDED_TO: Final = 100
"""To so many more of the same is added; thirty men and five men may be two parties."""
_BETWEEN: Final = 16
"""Characters between two parts of a quantity, at most."""


@cache
def _lexicon(kind: str) -> Mapping[tuple[str, str], Noun]:
    """Script and noun, as `search` folds it, to the noun: of "singular", "dual" or "any" form."""
    out: dict[tuple[str, str], Noun] = {}
    for home in languages.HOMES.values():
        for noun in home.nouns:
            forms = {
                "singular": noun.singular,
                "dual": noun.dual,
                "any": (*noun.singular, *noun.plural),
            }[kind]
            for word in forms:
                out[home.script, fold_text(word, home.code)] = noun
    return out


@cache
def _of_word(script: str, word: str, kind: str = "any") -> Noun | None:
    return _lexicon(kind).get((script, word))


def noun(word: str) -> str:
    """What a single word of the lexicon counts or measures (``men``, ``day``), or ""."""
    for home in languages.HOMES.values():
        if not home.nouns:
            continue
        folded = fold_text(word, home.code)
        article = home.clitics.article if home.clitics else ""
        for form in (folded, folded.removeprefix(article)):
            for kind in ("any", "dual"):
                if found := _of_word(home.script, form, kind):
                    return found.value
    return ""


def recognised(
    text: str, lang: str = "", dates_found: Sequence[DateExpression] | None = None
) -> tuple[list[Number], list[Measure]]:
    """The numbers of a text, those that say one quantity together as one, and what they measure.

    Args:
        text: The text; its white space is single.
        lang: BCP 47 tag, handed on to `dates.find`.
        dates_found: The result of ``dates.find(text, lang)``, where the caller already has it.
    """
    if dates_found is None:
        dates_found = dates.find(text, lang)
    counted = joined(text, numbers.find(text, lang, dates_found))
    dated = [*(Span(d.start, d.end) for d in dates_found), *dates.untold(text, lang)]
    return counted, find(text, counted, dated)


def find(text: str, counted: Iterable[Number], dated: Iterable[Span] = ()) -> list[Measure]:
    """The numbers of a text that are followed by a noun of the lexicon, each with that noun.

    Script and not language decides.  An adjective may stand between (6,000 loyalist troops), or
    من and the article.  A noun that itself begins a longer word does not count.  Besides, one unit
    of time where the words say so (for a year, لمدّة سنة, سنة واحدة), and the dual of a unit
    (شهرين).  A unit with a part of one more (سنتين ونصفا) is left alone.

    Args:
        text: The text; white space of any kind reads as one space.
        counted: Its numbers (`numbers.find`), in order.
        dated: Where dates stand, and words that are a date which cannot be told (`dates.untold`):
            the two nights of لليلتين خلتا منه measure nothing.
    """
    out: list[Measure] = []
    duals = {m.start: m for m in _dual(text)}
    for number in counted:
        if number.upper and (dual := duals.get(number.start)):
            span = number.start, number.end
            out.append(Measure(*span, number.value, unit=dual.unit, upper=number.upper))
            continue
        found = _counted(text, number.end)
        if found:
            of, end = found
            out.append(
                Measure(
                    number.start,
                    end,
                    number.value,
                    unit=of.value if of.attribute == "unit" else "",
                    commodity=of.value if of.attribute == "commodity" else "",
                    upper=number.upper,
                    more=number.more,
                )
            )
    taken = [*((m.start, m.end) for m in out), *dated]
    for measure in (*_single(text), *duals.values()):
        if not any(s < measure.end and measure.start < e for s, e in taken):
            out.append(measure)
    whole = (m for m in out if not (m.unit and _AND_A_PART.match(text, m.end)))
    return sorted(whole, key=lambda m: m.start)


def joined(text: str, counted: Iterable[Number]) -> list[Number]:
    """Numbers of a text, those that say one quantity together made one.

    Older prose repeats the noun after each part (ألف ميل وثمانمائة ميل وعشرين ميلا, 1,820 miles),
    and says two or three of a unit with a dual (يومين ثلاثة, شهرين أو ثلاثة).  Such a number holds
    the nouns between its parts.

    Args:
        text: The text; its white space is single.
        counted: Its numbers, in order.
    """
    duals = {m.end: m for m in _dual(text)}
    out: list[Number] = []
    for number in counted:
        last = out[-1] if out else None
        if last and (whole := _added(text, last, number)):
            out[-1] = whole
            continue
        before = _OR_THREE.search(text, max(0, number.start - _BETWEEN), number.start)
        dual = duals.get(before.start()) if before else None
        # يومين وثلاثة may be five.
        if dual and number.value == _THREE and number.upper is None:
            number = Number(dual.start, number.end, 2, _THREE)
        out.append(number)
    return out


def _added(text: str, low: Number, high: Number) -> Number | None:
    """Two numbers as one where the second adds to the first, both of the same noun."""
    if low.upper or high.upper or low.value < _ADDED_TO or low.more or high.more:
        return None
    if high.start - low.end > _BETWEEN or high.value >= _round(low.value):
        return None
    first, second = _counted(text, low.end), _counted(text, high.end)
    if not first or not second or first[0] is not second[0]:
        return None
    if text[first[1] : high.start] != " و":
        return None
    return Number(low.start, high.end, low.value + high.value)


def _round(value: int) -> int:
    """The greatest power of ten that divides a value: below it stands what may be added."""
    power = 1
    while value % (10 * power) == 0:
        power *= 10
    return power


def _counted(text: str, place: int) -> tuple[Noun, int] | None:
    """The noun after a number, and where it ends."""
    head = _HEAD.match(text, place) or _of_a_multitude(text, place)
    match = _NEXT.match(text, head.end() if head else place)
    if match is None:
        return None
    word = fold_text(match["word"], languages.ARABIC.code)
    if any(map(in_block, word)):
        if word == "من" and (match := _NEXT.match(text, match.end())):
            word = fold_text(match["word"], languages.ARABIC.code)
            if not word.startswith("ال"):
                return None
            word = word.removeprefix("ال")
        found = _of_word(languages.ARABIC_SCRIPT, word) if match else None
        return (found, match.end("word")) if found and match else None
    between: list[str] = []
    for _ in range(_FILLERS + 1):
        if match is None:
            return None
        word = fold_text(match["word"], languages.ENGLISH.code)
        found = _of_word(languages.LATIN_SCRIPT, word)
        if found and (found.attribute == "commodity" or set(between) <= _OF_UNITS):
            return found, match.end("word")
        if found or word in _NO_ADJECTIVE:
            return None
        between.append(word)
        match = _NEXT.match(text, match.end())
    return None


def _of_a_multitude(text: str, place: int) -> re.Match[str] | None:
    """What stands between a score, a dozen or a million and what they are of."""
    multiple = _MULTIPLE.search(text, max(0, place - len("million")), place)
    return _OF_MANY.match(text, place) if multiple else None


def _single(text: str) -> Iterator[Measure]:
    for pattern, script, code in (
        (_FOR, languages.LATIN_SCRIPT, languages.ENGLISH.code),
        (_LASTED, languages.ARABIC_SCRIPT, languages.ARABIC.code),
        (_ONE, languages.ARABIC_SCRIPT, languages.ARABIC.code),
    ):
        for match in pattern.finditer(text):
            word = fold_text(match["word"], code)
            found = _of_word(script, word, "singular")
            start = match.start("of" if pattern is _FOR else "word")
            if found is None and pattern is _ONE and word[:1] in _PARTICLES:
                found, start = _of_word(script, word[1:], "singular"), start + 1
            if found and found.attribute == "unit":
                end = match.end() if pattern is _ONE else match.end("word")
                yield Measure(start, end, 1, unit=found.value)


@cache
def _duals() -> re.Pattern[str]:
    """The duals of units in Arabic letters, with any marks, after at most two particles."""
    forms = {w for n in languages.ARABIC.nouns if n.attribute == "unit" for w in n.dual}
    spelt = ("".join(f"{'[اأ]' if c == 'ا' else c}{_MARK}" for c in form) for form in sorted(forms))
    return re.compile(rf"(?<!\w)(?:[وفبلك]{_MARK}){{0,2}}(?P<word>{'|'.join(spelt)})(?!\w)")


def _dual(text: str) -> Iterator[Measure]:
    if text.isascii():
        return
    for match in _duals().finditer(text):
        if _SON.search(text, max(0, match.start("word") - len("بنت ")), match.start("word")):
            continue  # شهران is a name too
        folded = fold_text(match["word"], languages.ARABIC.code)
        if found := _of_word(languages.ARABIC_SCRIPT, folded, "dual"):
            yield Measure(match.start("word"), match.end("word"), 2, unit=found.value)
