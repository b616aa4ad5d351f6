"""Cardinal numbers in words and digits: where they stand and what their value is.

This module reads; what counts as a number of a text, and what belongs to a date, is decided in
`numbers` and `dates`.
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.orthography import numerals_arabic, numerals_english
from fitnacorpus.orthography.folding import fold
from fitnacorpus.orthography.numeral import Numeral, Token
from fitnacorpus.orthography.profiles import Profile, profile_from_steps

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
_TOKEN: Final = re.compile(r"[0-9]{1,3}(?:[,٬،][0-9]{3})+(?![0-9])|[0-9]+|[^\W\d_]+")


def tokens_of(text: str) -> list[Token]:
    """The words and groups of digits of a text."""
    folded = fold(text, "", _PROFILE)
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(folded.text):
        start, end = folded.source_span(*match.span())
        digits = match[0][0].isdecimal()
        value = int(re.sub(r"\D", "", match[0])) if digits and len(match[0]) < 25 else 0
        gap = folded.text[last : match.start()]
        tokens.append(Token(match[0], start, end, text[start:end], gap, digits, value))
        last = match.end()
    return tokens


def read(text: str) -> list[Numeral]:
    """All cardinal numbers of a text, in order and apart from one another.

    Digits that touch a letter or belong to a decimal fraction are no cardinal number.
    """
    tokens = tokens_of(text)
    numerals: list[Numeral] = []
    i = 0
    while i < len(tokens):
        found = numerals_arabic.read_at(tokens, i) or numerals_english.read_at(tokens, i)
        if found:
            numerals.append(found[0])
            i = found[1]
            continue
        if tokens[i].digits and _whole(text, tokens[i]):
            numerals.append(Numeral(tokens[i].start, tokens[i].end, tokens[i].value))
        i += 1
    return numerals


def _whole(text: str, token: Token) -> bool:
    before = text[token.start - 1] if token.start else " "
    after = text[token.end : token.end + 2]
    # Arabic letters may touch: و before, م and هـ after.
    if any(c.isalpha() and c < "\u0600" for c in (before, after[:1])):
        return False
    return not (
        (before in ".,٫" and text[token.start - 2 : token.start - 1].isdecimal())
        or (after[:1] in tuple(".,٫") and after[1:].isdecimal())
    )
