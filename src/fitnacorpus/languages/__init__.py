"""A home for each language: all that is particular to it, as one frozen `Language`.

Every other module asks `get` for the language of a text, and does without what that language has
not: a declared language that nobody has described works as plain text, and `Language.lacks` says
what is missing.  A language is added by a package here and a line in `_HOMES`; nothing else in the
program names one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from fitnacorpus.languages import ar, en, fa, plain
from fitnacorpus.languages.language import (
    ARABIC_SCRIPT,
    LATIN_SCRIPT,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    Language,
)

__all__ = [
    "AR",
    "ARABIC",
    "ARABIC_SCRIPT",
    "EN",
    "ENGLISH",
    "HOMES",
    "INTERFACE",
    "KNOWN",
    "LATIN_SCRIPT",
    "LEFT_TO_RIGHT",
    "RIGHT_TO_LEFT",
    "SHORTEST",
    "Language",
    "chosen",
    "exists",
    "get",
    "is_rtl",
    "primary",
    "same",
    "script_of",
    "shortest",
]

ARABIC: Final = ar.LANGUAGE
ENGLISH: Final = en.LANGUAGE
AR: Final = ARABIC.code
EN: Final = ENGLISH.code
"""Codes of the two languages in which the program has its own words and its grammars of names."""
INTERFACE: Final = (EN, AR)
"""Languages of the pages and of what the program says there."""
_HOMES: Final = (ARABIC, ENGLISH, fa.LANGUAGE)

HOMES: Final[Mapping[str, Language]] = MappingProxyType({home.code: home for home in _HOMES})
"""The languages that have a home here, by code."""
KNOWN: Final[Mapping[str, Language]] = MappingProxyType(
    {
        language.code: language
        for language in sorted((*plain.LANGUAGES, *_HOMES), key=lambda x: x.code)
    }
)
"""Those and the languages of which only name, script and direction are known."""
SHORTEST: Final = plain.SHORTEST
"""Three-letter codes (ISO 639-2) and the shorter tag that BCP 47 asks for in their place."""


def primary(tag: str) -> str:
    """The primary subtag of a language tag, in small letters: "ar" for "ar-Latn-alalc97"."""
    return tag.partition("-")[0].lower()


def shortest(tag: str) -> str:
    """A language tag at its shortest: "ar" for "ara" and for "ar-Arab"."""
    first, *rest = tag.split("-")
    first = plain.SHORTEST.get(first.lower(), first.lower())
    if rest and len(rest[0]) == 4 and rest[0].title() == get(first).script:
        del rest[0]  # BCP 47 leaves out the script in which a language is written anyway
    return "-".join([first, *rest])


def same(one: str, other: str) -> bool:
    """Whether two tags mean one language in one script, as ``en-GB`` and ``en`` do."""
    return one == other or (
        bool(one and other)
        and primary(shortest(one)) == primary(shortest(other))
        and script_of(one) == script_of(other)
    )


def chosen(words: Mapping[str, str], tag: str) -> tuple[str, str]:
    """Of words in several languages those in the language of a tag, failing that any.

    Returns:
        The language tag of what is chosen, and the words; both "" where there are none.
    """
    held = [one for one in words if words[one]]
    found = next((one for one in held if same(one, tag)), next(iter(held), ""))
    return found, words.get(found, "")


@lru_cache(maxsize=256)
def get(tag: str) -> Language:
    """What is known of the language of a tag; of an unknown one its code and its script subtag.

    Args:
        tag: BCP 47 tag.  Subtags of script and region do not change the language; see `script_of`.
    """
    code = plain.SHORTEST.get(primary(tag), primary(tag))
    if code in ("", *plain.NO_LANGUAGE):
        return plain.UNDETERMINED
    return KNOWN.get(code) or Language(
        code, MappingProxyType({}), script=_subtag(tag) or LATIN_SCRIPT
    )


def exists(tag: str) -> bool:
    """Whether there may be such a language: of two letters ISO 639-1 lists all, of three not."""
    code = primary(tag)
    return code in plain.TWO_LETTERS or (len(code) == 3 and code not in plain.NO_LANGUAGE)


def _subtag(tag: str) -> str:
    return next((s.title() for s in tag.split("-")[1:] if len(s) == 4 and s.isalpha()), "")


def script_of(tag: str) -> str:
    """The script that a tag implies (ISO 15924): its own subtag, or that of its language."""
    return _subtag(tag) or get(tag).script


def is_rtl(tag: str) -> bool:
    """Whether words of a language tag are written from right to left."""
    return script_of(tag) in plain.RIGHT_TO_LEFT_SCRIPTS
