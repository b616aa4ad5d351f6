"""Transliteration: Arabic in Latin letters, both ways, and what a query in Latin letters may mean.

Letter for letter: Buckwalter, Safe Buckwalter and Habash-Soudi-Buckwalter (HSB), by the character
maps of camel-tools.  How Arabic is romanised as scholars write it is told in `romanisation`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from fitnacorpus.arabic_script import is_arabic
from fitnacorpus.orthography.folding import fold_key

if TYPE_CHECKING:
    from camel_tools.utils.charmap import CharMapper

SCHEMES: Final = {"buckwalter": "bw", "safe-buckwalter": "safebw", "hsb": "hsb"}
"""Letter-for-letter schemes, and what camel-tools calls them."""


@cache
def _mapper(name: str) -> CharMapper:
    from camel_tools.utils.charmap import CharMapper

    return CharMapper.builtin_mapper(name)


def _scheme(scheme: str) -> str:
    try:
        return SCHEMES[scheme]
    except KeyError:
        known = ", ".join(SCHEMES)
        raise ValueError(f"no transliteration scheme {scheme!r}; there are {known}") from None


def from_arabic(text: str, scheme: str = "buckwalter") -> str:
    """Arabic letters in a letter-for-letter scheme; other characters stay.

    Raises:
        ValueError: `scheme` is none of `SCHEMES`.
    """
    mapped: str = _mapper(f"ar2{_scheme(scheme)}").map_string(unicodedata.normalize("NFC", text))
    return mapped


def to_arabic(text: str, scheme: str = "buckwalter") -> str:
    """The Arabic behind a letter-for-letter scheme.  Other characters stay.

    Raises:
        ValueError: `scheme` is none of `SCHEMES`.
    """
    mapped: str = _mapper(f"{_scheme(scheme)}2ar").map_string(unicodedata.normalize("NFC", text))
    return mapped


# --- Queries -------------------------------------------------------------------------------------

_BUCKWALTER: Final = re.compile(r"[A-Za-z'|>&<}{*$_~`\s]+")
_ONLY_BUCKWALTER: Final = re.compile(r"[|>&<}{*$~`]|(?<=\w)[A-Z]")
_NOT_BUCKWALTER: Final = re.compile(r"[eBCGIJLMOPQRUVWX]|(?<=[a-z])c")
_SCHOLARLY: Final = re.compile(r"[āīūáḥṣḍṭẓġḫšǧṯḏʿʾʻʼĀĪŪḤṢḌṬẒĠḪŠǦṮḎ]")
_LATIN_TO_ARABIC: Final = (
    ("th", "ث"), ("kh", "خ"), ("dh", "ذ"), ("sh", "ش"), ("gh", "غ"),
    ("ā", "ا"), ("ī", "ي"), ("ū", "و"), ("á", "ى"),
    ("b", "ب"), ("t", "ت"), ("j", "ج"), ("ḥ", "ح"), ("d", "د"), ("r", "ر"), ("z", "ز"), ("s", "س"),
    ("ṣ", "ص"), ("ḍ", "ض"), ("ṭ", "ط"), ("ẓ", "ظ"), ("ʿ", "ع"), ("f", "ف"), ("q", "ق"), ("k", "ك"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("h", "ه"), ("w", "و"), ("y", "ي"), ("ʾ", "ء"),
    ("a", ""), ("i", ""), ("u", ""), ("e", ""), ("o", ""),
)  # fmt: skip
_TO_IJMES: Final = str.maketrans(
    {"ʻ": "ʿ", "ʼ": "ʾ", "’": "ʾ", "‘": "ʿ", "š": "sh", "ǧ": "j", "ḫ": "kh", "ġ": "gh", "ṯ": "th",
     "ḏ": "dh", "ḳ": "q", "č": "ch"}
)  # fmt: skip
_SOUNDS: Final = re.compile("|".join(latin for latin, _ in _LATIN_TO_ARABIC))
_ARABIC: Final = dict(_LATIN_TO_ARABIC)


# Words whose spelling does not follow from their sound.
_WORDS: Final = {
    "ibn": "ابن",
    "bt": "بنت",
    "bint": "بنت",
    "allāh": "الله",
    "ʿamr": "عمرو",
    "raḥmān": "رحمن",
    "al-raḥmān": "الرحمن",
    "ʿabdallāh": "عبد الله",
    "ʿabdullāh": "عبد الله",
    "isḥāq": "اسحاق",
}


class Reading(NamedTuple):
    """One way to read a query.

    Attributes:
        text: The query as it is to be searched for.
        scheme: "as-is", or the scheme in which it is taken to be typed.
    """

    text: str
    scheme: str


def looks_like_buckwalter(query: str) -> bool:
    """Whether a query can be Buckwalter and looks unlike English: by a sign, or without vowels."""
    if not _BUCKWALTER.fullmatch(query) or _NOT_BUCKWALTER.search(query) or query.isupper():
        return False
    return bool(_ONLY_BUCKWALTER.search(query) or not re.search("[aeiou]", query))


def query_readings(query: str) -> list[Reading]:
    """What a query may mean: itself first, then the Arabic it may be a transliteration of.

    Buckwalter is read where `looks_like_buckwalter` says so; a scholarly romanisation (IJMES,
    ALA-LC, DMG) where one of its letters is typed, since ʿAlī determines its Arabic letters and Ali
    does not.  A final -a is read as ة, then as ا; ā at the end as ا, then as ى; a hamza inside a
    word has the seat that its vowels ask for.  Readings are candidates: they cost
    a search each and are right when they find something.
    """
    readings = [Reading(query, "as-is")]
    if any(map(is_arabic, query)):
        return readings
    if looks_like_buckwalter(query):
        readings.append(Reading(to_arabic(query), "buckwalter"))
    if _SCHOLARLY.search(unicodedata.normalize("NFC", query)):
        for final_a, final_long in (("ة", "ا"), ("ا", "ى")):
            text = " ".join(
                filter(None, (_arabic_word(w, final_a, final_long) for w in _words(query)))
            )
            if text and text not in [r.text for r in readings]:
                readings.append(Reading(text, "ijmes"))
    return readings


def _words(query: str) -> list[str]:
    text = unicodedata.normalize("NFC", query).lower().translate(_TO_IJMES)
    words: list[str] = []
    for word in re.split(r"[^\w\-ʿʾ]+", text):
        article, hyphen, rest = word.partition("-")
        if hyphen and fold_key(article, "ar-Latn") in ("al", "l", "el", "wal", "wa"):
            words.append(f"al-{rest}")
        else:
            words += word.split("-")
    return [w for w in words if w]


def _arabic_word(word: str, final_a: str, final_long: str) -> str:
    if word in ("b", "bin"):
        return "بن"
    if word in _WORDS:
        return _WORDS[word]
    article = "ال" if word.startswith("al-") else ""
    word = word.removeprefix("al-")
    end = ""
    if word.endswith(("a", "ah")) and len(word) > 2:
        word, end = word.removesuffix("h")[:-1], final_a
    elif word.endswith("ā"):
        word, end = word[:-1], final_long
    initial = "ا" if word[:1] in tuple("aiue") else ""
    # A long vowel at the beginning is written with the alef alone or with alef and its letter.
    initial = "ا" if word[:1] in tuple("īū") else initial
    sounds = _SOUNDS.findall(word)
    written = [
        _hamza(sounds[i - 1] if i else "", sounds[i + 1] if i + 1 < len(sounds) else "")
        if s == "ʾ"
        else _ARABIC[s]
        for i, s in enumerate(sounds)
        if not (i and s == sounds[i - 1])
    ]
    return article + initial + "".join(written) + end


def _hamza(before: str, after: str) -> str:
    """The hamza between two sounds: i outweighs u, and u outweighs a (Wright, Grammar I, §16)."""
    if not after:
        return "ء"
    if {"i", "ī"} & {before, after}:
        return "ئ"
    if {"u", "ū"} & {before, after}:
        return "ؤ"
    return "ء" if before == "ā" else "أ"
