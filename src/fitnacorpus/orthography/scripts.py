"""Scripts: which one a language is written in, and runs of the other one in a text.

Arabic and Latin are told apart; letters of other scripts belong to neither.
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus import languages
from fitnacorpus.arabic_script import OF_WORDS
from fitnacorpus.model import Span

ARABIC: Final = languages.ARABIC_SCRIPT
LATIN: Final = languages.LATIN_SCRIPT
"""Scripts by their code (ISO 15924)."""

_LATIN: Final = "A-Za-zªºÀ-ÖØ-öø-ʯ\u1d00-\u1d25\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua787\ufb00-\ufb06"
_MARKS: Final = "\u0300-\u036f"
_WORDS: Final = {
    ARABIC: re.compile(f"[{OF_WORDS}][{OF_WORDS}\u200c\u200d]*"),
    LATIN: re.compile(f"[ʿʾʻʼ]?[{_LATIN}][{_LATIN}{_MARKS}ʿʾʻʼ'’]*"),
}
# What may stand between two words of one run: no sentence and no bracket ends in it.
_JOINT: Final = re.compile(r"[^\S\r\n]{1,2}|[-–/&.،,]?[^\S\r\n]?")


def of_language(lang: str) -> str:
    """The script that a language tag implies (`ARABIC`, `LATIN`), or "" for another one."""
    found = languages.script_of(lang)
    return found if found in (ARABIC, LATIN) else ""


def of_text(words: str) -> str:
    """The script of most letters of a text, or "" where there are none."""
    counts = {s: sum(map(len, pattern.findall(words))) for s, pattern in _WORDS.items()}
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else ""


def foreign_tag(lang: str) -> str:
    """The language tag for words that are not in the script of the text around them.

    Arabic letters in a Latin text are taken for Arabic; Latin letters in an Arabic text may be any
    language.

    Args:
        lang: Language of the text around them.
    """
    return languages.ARABIC.code if of_language(lang) == LATIN else f"und-{LATIN}"


def tag_for(script: str, lang: str) -> str:
    """`foreign_tag` for words in a script, or "" where it is that of the text around them."""
    return "" if script in ("", of_language(lang)) else foreign_tag(lang)


def foreign(source: str, lang: str) -> list[Span]:
    """Runs of words in the script that is not that of the text's language, in order.

    A run goes from its first letter to its last; brackets, quotation marks, line breaks and ends of
    sentences end it.

    Args:
        source: The text.
        lang: Its language; of a language in a third script nothing is foreign.
    """
    own = of_language(lang)
    if not own or (own == LATIN and source.isascii()):
        return []
    words = _WORDS[LATIN if own == ARABIC else ARABIC]
    out: list[Span] = []
    for match in words.finditer(source):
        span = Span(*match.span())
        if out and _JOINT.fullmatch(source, out[-1].end, span.start):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def words(source: str, run: Span) -> list[Span]:
    """The words of a run of one script."""
    script = of_text(source[run.start : run.end])
    return [Span(*match.span()) for match in _WORDS[script].finditer(source, *run)]
