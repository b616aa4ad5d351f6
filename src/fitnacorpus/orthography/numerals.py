"""Cardinal numbers in words and digits: where they stand and what their value is.

This module reads; what counts as a number of a text, and what belongs to a date, is decided in
`numbers` and `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from fitnacorpus import languages
from fitnacorpus.languages.values import Numeral, Token
from fitnacorpus.orthography.folding import fold
from fitnacorpus.orthography.pointers import without_pointers
from fitnacorpus.orthography.profiles import Profile, profile_from_steps
from fitnacorpus.orthography.suras import citations

# Marks off and digits unified, but hamza, ى and ة kept: ألفى (he found) is not ألفي (two thousand).
_PROFILE: Final[Profile] = profile_from_steps(
    "numerals",
    (
        "controls",
        "tatweel",
        "presentation",
        "honorific-signs",
        "tashkil",
        "quranic",
        "letters",
        "digits",
        "case",
        "spaces",
    ),
)
_TOKEN: Final = re.compile(r"[0-9]+(?:[.,٫٬،'’][0-9]+)*|[^\W\d_]+")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:([,٬،'’])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL: Final = re.compile(r"([0-9]+)(?:[.٫]([0-9]+)|[,،]([0-9]{1,2}))")
_LONGEST: Final = 15
"""Digits of a number that counts something; what is longer is a key or a telephone."""
_GROUP: Final = re.compile(r"[0-9]{3}")
_DATING_WORDS: Final = """
    in by since until till before after during from year سنة سنه عام في منذ حتى january february
    march april may june july august september october november december"""
_DATING: Final = frozenset(_DATING_WORDS.split())
"""Words before a year or a day: with them 657 300 and 15 300 are two numbers."""

# What makes digits a pointer and no number of the narrative, before them or around them.
_POINTING: Final = re.compile(
    r"(?:^|[^\w])(?:pp?\.?|pages?|plates?|pls?\.|maps?|vols?\.?|volumes?|chs?\.|chaps?\.|chapters?|nos?\.|notes?|nn?\.|"
    r"fols?\.|ff?\.|folios?|lines?|ll?\.|verses?|vv?\.|sections?|sects?\.|§{1,3}|#|figs?\.|tables?|books?|"
    r"bk\.|pts?\.|psalms?|art\.|articles?|clauses?|paragraphs?|col\.|cols\.|"
    r"(?:quran|qur[’'ʼʾ]?an|surahs?|suras?|[(,;] ?[ivxlc]+),?|"
    r"(?:ال)?(?:سوره \w+|صفحه|صفحات|مجلد|جزء|ايه|حديث|ورقه|لوحه|هامش|حاشيه|باب|فصل|رقم|"
    r"شكل|خريطه|جدول|رسم|ماده|فقره|بند|وثيقه)(?: رقم)?|"
    r"ج|ص|صص|ق|ط|ح|مج)[.:]? ?$"
)
_LISTED: Final = re.compile(r"(?:^|[!?؟:;؛\n] ?|\w{3}[)\]»”\"]*\. ?)[(=_*]?$")
# 8 - هشام بن معاوية; the number of a section, (2-1).
_ITEM_BEFORE: Final = re.compile(r"^\W{0,3}$")
_ITEM: Final = re.compile(r" [-–—] [^\W\d]")
_MARGIN: Final = 3
"""Signs that may stand before the number of an item."""
_SECTION_BEFORE: Final = re.compile(r"(?:^|[.!?؟:] ?)\((?:\d{1,2}-)?$")
_SECTION: Final = re.compile(r"(?:-\d{1,2})?\) [^\W\d]")
# The mark of a note: [IV_25].
_TOUCHED: Final = re.compile(r"\w_$")
_JOINED_WORD: Final = re.compile(r"[-‐‑](?!odd|strong|plus|year|foot)[a-z]", re.IGNORECASE)
"""What makes digits a part of an adjective, as it makes words: a 3-day siege, a 40-gun frigate."""
_ALONE: Final = re.compile(r"[\[({|][¬^*]?$")
_PARTICLES: Final = re.compile(r"(?:^|[^\w])[وف]?[بلك]?$")
_ERA_LETTERS: Final = re.compile(r"(?:ه|م|ق|ش)(?!\w)")
_ERA_AFTER: Final = re.compile(r" ?(?:هـ?|م|A\.?H\.?|A\.?D\.?|C\.?E\.?)(?!\w)")
_VULGAR: Final = tuple("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_SEE: Final = re.compile(r"(?:^|[^\w])(?:انظر|راجع|see|cf\.) (?:\w+ )?\(? ?$")
_FIGURES_LEFT: Final = re.compile(r"(?:^|[^\w])\d+ ?: ?$|\w[/.,٫]$|\d-\d+-$")
_FIGURES_RIGHT: Final = re.compile(r"[/.,٫]\d| ?: ?\d|-\d+-\d")
_SEPARATOR: Final = re.compile(r" ?(?:-{1,2}|[–—‑,،;]|and|&|و) ?| ")


def tokens_of(text: str) -> list[Token]:
    """The words and groups of digits of a text whose white space is single."""
    folded = fold(text, "", _PROFILE)
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(folded.text):
        start, end = folded.source_span(*match.span())
        word, value, whole = match[0], 0, False
        if word[0].isdecimal():
            if _GROUPED.fullmatch(word) or word.isdecimal():
                figures = re.sub(r"\D", "", word)
                whole = len(figures) <= _LONGEST and (figures[0] != "0" or figures == "0")
                value = int(figures) if whole else 0
            elif decimal := _DECIMAL.fullmatch(word):
                word = f"{decimal[1]}.{decimal[2] or decimal[3]}"
            else:
                word = re.sub(r"\W", "_", word)
        gap = folded.text[last : match.start()]
        tokens.append(Token(word, start, end, text[start:end], gap, whole, value))
        last = match.end()
    return _spaced_groups(tokens)


def _spaced_groups(tokens: list[Token]) -> list[Token]:
    """Groups of three digits apart by a space as one number: 12 500."""
    out: list[Token] = []
    for k, token in enumerate(tokens):
        last = out[-1] if out else None
        if (
            last is not None
            and last.digits
            and token.gap == " "
            and _GROUP.fullmatch(token.text)
            and (len(last.text) < 3 or token.text == "000" or _noun_follows(tokens, k))
            and re.fullmatch(r"[1-9][0-9]{0,2}(?: [0-9]{3})*", last.text)
            and not (len(out) > 1 and out[-2].text in _DATING)
        ):
            value = last.value * 1000 + int(token.text)
            out[-1] = last._replace(
                text=f"{last.text} {token.text}", end=token.end, value=value,
                source=f"{last.source} {token.source}",
            )  # fmt: skip
        else:
            out.append(token)
    return out


def _noun_follows(tokens: Sequence[Token], k: int) -> bool:
    """Whether the next word is one that numbers count: with it 246 247 are no two pages."""
    word = tokens[k + 1].text.translate(_PLAIN) if k + 1 < len(tokens) else ""
    return any(
        word in (*noun.singular, *noun.plural)
        for home in languages.HOMES.values()
        for noun in home.nouns
    )


@lru_cache(maxsize=64)
def _readers(lang: str) -> list[Callable[[Sequence[Token], int], tuple[Numeral, int] | None]]:
    own, script = languages.get(lang), languages.script_of(lang)
    unread = languages.primary(lang) not in ("", *languages.HOMES)
    return [
        home.numerals
        for home in languages.HOMES.values()
        if home.numerals
        and (home is own or (home.shared and not (unread and home.script == script)))
    ]


@lru_cache(maxsize=4)
def read(text: str, lang: str = "") -> tuple[Numeral, ...]:
    """All cardinal numbers of a text, in order and apart from one another.

    Digits that touch a letter or belong to a decimal fraction are no cardinal number; digits that
    point to a page, a note or an item are marked as such.

    The last few texts are kept, since dates and numbers of a text are looked for one after another.

    Args:
        text: The text; its white space is single.
        lang: BCP 47 tag.  Some languages are read only in their own texts (`Language.shared`), and
            none in the script of a text in a language that has no reader here: Galician *ten* is
            no number.
    """
    tokens = tokens_of(text)
    readers = _readers(lang)
    cited = citations(text) if "(" in text or "[" in text else []
    numerals: list[Numeral] = []
    i = 0
    while i < len(tokens):
        for read_at in readers:
            if found := read_at(tokens, i):
                break
        else:
            found = None
        if found:
            numerals.append(found[0])
            i = found[1]
            continue
        if tokens[i].digits:
            numeral = _in_digits(text, tokens[i], numerals)
            verse = any(s.start < numeral.start < s.end for s in cited)
            numerals.append(numeral._replace(counts=False, reference=True) if verse else numeral)
        i += 1
    return tuple(without_pointers(text, numerals))


def _in_digits(text: str, token: Token, before: Sequence[Numeral]) -> Numeral:
    """A number in digits, and whether it counts."""
    numeral = Numeral(token.start, token.end, token.value)
    left, right = text[max(0, token.start - 24) : token.start], text[token.end : token.end + 4]
    folded = left.translate(_PLAIN).lower()
    if _POINTING.search(folded) or _marks_a_note(left, right, token) or _lists(left, right, token):
        return numeral._replace(counts=False, reference=True)
    if before and before[-1].reference and not _ERA_AFTER.match(text, token.end):
        between = text[before[-1].end : token.start]
        if _SEPARATOR.fullmatch(between):
            return numeral._replace(counts=False, reference=True)
    if _TOUCHED.search(left) or _begins_an_item(text, token):
        return numeral._replace(counts=False, reference=True)
    if left[-1:].isalpha() and not _PARTICLES.search(left):
        return numeral._replace(counts=False, reference=True)
    if right[:1] in _VULGAR or _JOINED_WORD.match(text, token.end):
        return numeral._replace(counts=False)
    if right[:1].isalpha() and not _ERA_LETTERS.match(right.replace("ـ", "")):
        return numeral._replace(counts=False)
    if _SEE.search(folded):
        return numeral._replace(counts=False, reference=True)
    key = left[-1:] == "-" and right[:1] == "-"
    figures = key or _FIGURES_LEFT.search(left) or _FIGURES_RIGHT.match(right)
    return numeral._replace(counts=not figures)


_PLAIN: Final = str.maketrans("أإآٱة", "ااااه")


def _marks_a_note(left: str, right: str, token: Token) -> bool:
    """Digits alone in square brackets, with a sign of notes, or one or two in round ones."""
    if not _ALONE.search(left) or right[:1] not in (")", "]", "}", "|"):
        return False
    return left[-1] != "(" or len(token.text) <= 2


def _lists(left: str, right: str, token: Token) -> bool:
    """A number of an item: at the beginning of a sentence, with a full stop or bracket after it."""
    return bool(
        len(token.text) <= 2 and re.match(r"[.)\]-] ?[^\W\d]", right) and _LISTED.search(left)
    )


def _begins_an_item(text: str, token: Token) -> bool:
    """A number with a dash after it that opens a block, or that of a section in brackets."""
    opens = token.start <= _MARGIN and _ITEM_BEFORE.match(text[: token.start])
    if opens and _ITEM.match(text, token.end):
        return True
    section = _SECTION_BEFORE.search(text, max(0, token.start - 8), token.start)
    return section is not None and _SECTION.match(text, token.end) is not None
