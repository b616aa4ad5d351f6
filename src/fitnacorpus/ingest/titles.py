"""Lines that are headings by their words: ``CHAPTER XII.``, الباب الأول."""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.arabic_script import DIGITS, LETTERS

_NUMBER: Final = (
    r"(?:[ivxlcdm]+|[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last))"
)
_ENGLISH: Final = re.compile(
    rf"(?:(?P<part>volume|vol\.|book|part)|(?P<chapter>chapter|chap\.|canto|letter|lecture|act)"
    rf"|(?P<section>section|§|scene|stave))\s+{_NUMBER}\b(?P<rest>[.:,\-–—\s].*)?",
    re.I,
)
_FRONT: Final = re.compile(
    r"(?:preface|introduction|foreword|prologue|epilogue|conclusion|contents|appendix|index|"
    r"bibliography|notes|footnotes|dedication|advertisement|postscript)\b[\s.:A-Z0-9]*",
    re.I,
)
_ARABIC: Final = re.compile(
    r"(?:(?P<part>الجزء|المجلد|القسم|الكتاب)|(?P<chapter>الباب|الفصل|المقالة)|"
    rf"(?P<section>المبحث|المطلب|المسألة))\s+(?:ال[{LETTERS}]+|[0-9{DIGITS}]+)"
    r"(?:\s+عشرة?)?(?P<rest>[\s:.،\-–—].*)?",
    re.S,
)
_LEVELS: Final = {"part": 1, "chapter": 2, "section": 3}
_CAPITALS: Final = re.compile(r"[^\W\d_]{2}")

CAPITALS: Final = 4
"""Level of a line all in capitals; below sections."""


def is_number(words: str) -> bool:
    """Whether a heading is only the number of a chapter or part, its title still to come."""
    words = " ".join(words.split()).strip("[]_*= ")
    match = _ENGLISH.fullmatch(words) or _ARABIC.fullmatch(words)
    return match is not None and not any(c.isalnum() for c in match["rest"] or "")


def level(words: str) -> int:
    """The level of a heading, 1 = outermost, or 0 for words that are none.

    Args:
        words: A line, or lines that stand together between blank ones.
    """
    words = " ".join(words.split()).strip("[]_*= ")
    for pattern in (_ENGLISH, _ARABIC):
        if match := pattern.fullmatch(words):
            rest = match["rest"] or ""
            # "Chapter two of his life was over, and he knew it." goes on as a sentence does.
            if rest and rest[0].isspace() and re.match(r"\s+[a-z]", rest):
                return 0
            return next(n for name, n in _LEVELS.items() if match[name])
    if _FRONT.fullmatch(words):
        return _LEVELS["chapter"]
    letters = [c for c in words if c.isalpha()]
    if letters and words.upper() == words and words.lower() != words and _CAPITALS.search(words):
        return CAPITALS
    return 0
