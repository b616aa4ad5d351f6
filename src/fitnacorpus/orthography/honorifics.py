"""Formulae of blessing, recognised as what they are and never exchanged for one another.

The formula belongs to no name, and its category is the editor's word for it:

=================  ============================================================
taslim             عليه السلام, peace be upon him
tasliya            صلى الله عليه وسلم
tasliya-family     صلى الله عليه وآله (وسلم)
tardiya            رضي الله عنه
tarahhum           رحمه الله, رحمة الله عليه
karama             كرم الله وجهه
taqdis             قدس سره, قدس الله روحه
tajil              عجل الله فرجه
taala              (الله) تعالى, سبحانه, عز وجل, جل جلاله, تبارك وتعالى
basmala            ﷽: the ligature only, since the words are ordinary text
=================  ============================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from pyarabic import araby_const as araby

from fitnacorpus import languages, reading
from fitnacorpus.arabic_script import MARKS
from fitnacorpus.languages.language import Honorifics
from fitnacorpus.model import Honorific
from fitnacorpus.orthography.folding import fold
from fitnacorpus.orthography.profiles import PROFILES, Profile, profile_from_steps

_LATIN: Final[Profile] = profile_from_steps(
    "latin-formulae",
    ("controls", "latin-letters", "latin-marks", "ayn", "case", "hyphens", "spaces"),
)
# Above the line, and the ligature whose words would be ordinary text.
_SIGNS: Final = {
    "ؐ": "tasliya",
    "ؑ": "taslim",
    "ؒ": "tarahhum",
    "ؓ": "tardiya",
    "﷽": "basmala",
}
_SIGN: Final = re.compile(f"[{''.join(_SIGNS)}]")
_ZWNJ: Final = "\u200c"
_BRACKETED: Final = re.compile(r"[(\[]\s*+([^()\[\]\n]{1,14}?)\s*+[)\]]")
_LOOK_BACK: Final = 60
_M: Final = f"[{MARKS}{araby.MINI_ALEF}]*"
_MERCY: Final = re.compile(
    rf"ر{_M}ح{_M}م{_M}ة{_M}\s+\S+(?!\s+(?:تعالى\s+)?ع{_M}ل{_M}ي)(?:\s|[^\w\s]|$)"
)
"""The mercy of God (رحمة الله), which folds as a wish (رحمه الله), and is one before عليه only."""


def find(text: str) -> list[Honorific]:
    """The formulae of a text, in order; they do not overlap.

    A span holds the words, the abbreviation or the sign, without brackets around them.  Script
    and not language decides, so that Arabic formulae are found in English texts.  White space of
    any kind, a zero-width non-joiner too, reads as one space.
    """
    return reading.find(_find, text)


def _find(text: str) -> list[Honorific]:
    found = [
        honorific
        for home in languages.HOMES.values()
        if home.honorifics and not (home.script == languages.ARABIC_SCRIPT and text.isascii())
        for honorific in (*_words(text, home.code), *_letters(text, home.honorifics))
    ]
    found += [Honorific(m.start(), m.end(), _SIGNS[m[0]]) for m in _SIGN.finditer(text)]
    found.sort(key=lambda h: (h.start, -h.end))
    apart: list[Honorific] = []
    for honorific in found:
        if not apart or honorific.start >= apart[-1].end:
            apart.append(honorific)
    return apart


def _words(text: str, code: str) -> Iterator[Honorific]:
    home = languages.HOMES[code]
    profile = PROFILES["search"] if home.script == languages.ARABIC_SCRIPT else _LATIN
    folded = fold(text.replace(_ZWNJ, " "), code, profile)
    formulae = home.honorifics.words if home.honorifics else ()
    for match in _pattern(code).finditer(folded.text):
        span = folded.source_span(*match.span())
        start, end = span
        if _MERCY.match(text, start):
            continue
        if text[start] in "([" and text[end - 1] in ")]":
            start, end = start + 1, end - 1
        yield Honorific(start, end, formulae[int(str(match.lastgroup)[1:])][0])


@cache
def _pattern(code: str) -> re.Pattern[str]:
    home = languages.HOMES[code]
    words = home.honorifics.words if home.honorifics else ()
    patterns = (p.replace("_", r"\s{1,3}").replace("~", r"[\s-]{0,3}") for _, p in words)
    groups = (f"(?P<f{i}>{p})" for i, p in enumerate(patterns))
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


def _letters(text: str, honorifics: Honorifics) -> Iterator[Honorific]:
    """Abbreviations in brackets: (ع), the Prophet (s)."""
    for match in _BRACKETED.finditer(text):
        letters = re.sub("[. ]", "", unicodedata.normalize("NFC", match[1])).lower()
        letters = letters.translate(_AYN)
        formula = honorifics.letters.get(letters)
        if formula is None or (honorifics.after_capital and not _after_capital(text, match)):
            continue
        if "|" in formula:
            before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
            prophet = re.search(honorifics.prophet, before, re.IGNORECASE)
            formula = formula.split("|")[not prophet]
        yield Honorific(match.start(1), match.end(1), formula)


_AYN: Final = str.maketrans("ʻ‘", "ʿʿ")


def _after_capital(text: str, match: re.Match[str]) -> bool:
    """Whether an abbreviation stands after a name: the Prophet (s), not name(s)."""
    place = match.start()
    if not text[place - 1 : place].isspace():
        return False
    words = text[max(0, place - _LOOK_BACK) : place].split()
    # The article of a name is small: al-Ḥusayn.
    last = words[-1].rpartition("-")[2] if words else ""
    letters = [c for c in last if c.isalpha() and c not in "ʿʾʻʼ"]
    return bool(letters) and letters[0].isupper()
