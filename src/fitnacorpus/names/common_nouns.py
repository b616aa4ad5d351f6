"""Names of places and peoples that are common nouns too: the city, perplexity, horses, holiness.

*Al-Madīna* is the Prophet's city among the great cities of the time and any city within one of
them; *al-Furs* are Persians beside Arabs and horses beside mules.  Which is meant, the neighbours
say, as for the names of men (`evidence`); the odds were set by reading books of many kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.names.textwords import TextWords

_SURE: Final = 1000.0
_LIKELY: Final = 30.0
_OPEN: Final = 3.0
"""Odds where nothing near speaks for either: below the bar of what is resolved."""
_UNLIKELY: Final = 0.3
_NO: Final = 0.02
_NEAR: Final = 9
"""Words to either side that tell of what country the talk is."""
_NAMESAKE: Final = 150
"""Words to either side within which a man of a tribe's name may be meant by it."""
_ADJECTIVE: Final = re.compile(r"ال\w{2,}(?:ة|ى|اء)")
"""An adjective with the article that agrees with the city: the great one, the white one."""
_PARTICLES: Final = re.compile("[وف]?[بلك]?")


def odds(words: TextWords, at: int) -> float:
    """Odds that one Arabic word is the name of a place or a group and not a common noun.

    Args:
        words: The words of the text.
        at: The word.
    """
    word = words.word(at)
    for end in (0, 1, 2):
        if not _PARTICLES.fullmatch(word[:end]):
            continue
        core = word[end:]
        # The article loses its alif after li-.
        if word[:end].endswith("ل") and core.startswith("ل"):
            core = f"ا{core}"
        if judge := _JUDGED.get(core):
            return judge(words, at, word[:end])
    return _tribe(words, at)


def _city(words: TextWords, at: int, attached: str) -> float:
    before, after = _bare(words.beside(at, -1)), words.beside(at, 1)
    if after in ar_names.HOLY_CITY:
        return _SURE
    if before in ar_names.THIS or _ADJECTIVE.fullmatch(after):
        return _NO
    second = _bare(words.word(at - 2))
    if before in ar_names.GOVERNED or (before in ("على", "الى") and second in ar_names.GOVERNED):
        return _SURE
    around = (*range(max(0, at - _NEAR), at), *range(at + 1, min(len(words), at + _NEAR + 1)))
    for near in around:
        other = words.word(near)
        gate = _bare(words.word(near - 1)) in ar_names.OF_A_CITY - {"اهل"}
        if not gate and other in ar_names.SEVEN_CITIES | _ATTACHED_CITIES:
            return _LIKELY if before in ar_names.OF_A_CITY - {"اهل"} else _SURE
    if before in ar_names.OF_A_CITY - {"اهل"} or words.is_a_city_near(at):
        return _UNLIKELY
    return _SURE if words.is_about_medina else _OPEN


def _after(
    wanted: frozenset[str], never: frozenset[str], other: float,
    words: TextWords, at: int, attached: str,
) -> float:  # fmt: skip
    """Odds of a noun that is a name behind some words, never behind others."""
    before = _bare(words.beside(at, -1))
    if before in never:
        return _NO
    return _SURE if before in wanted or attached.endswith(("ب", "ل")) else other


def _people(words: TextWords, at: int, attached: str) -> float:
    beside = {_bare(words.word(near)) for near in (at - 2, at - 1, at + 1, at + 2)}
    if beside & ar_names.PEOPLES or _bare(words.beside(at, -1)) in ar_names.PEOPLE_BEFORE:
        return _SURE
    return _UNLIKELY if attached == "ك" else 1.0


def _seas(words: TextWords, at: int, attached: str) -> float:
    return _NO if words.beside(at, -1) in ar_names.MEETING else _SURE


def _island(words: TextWords, at: int, attached: str) -> float:
    """Al-Jazīra: not the green one, and no island of which the text has just told."""
    if words.beside(at, 1) == "الخضراء" or words.beside(at, -1) in ar_names.THIS:
        return _NO
    near = range(max(0, at - _NAMESAKE), at)
    return _UNLIKELY if any(words.word(n).endswith("جزيرة") for n in near) else _SURE


def _adjective(words: TextWords, at: int, attached: str) -> float:
    """A name of a group that is an adjective too: the Ottoman state, the ʿUthmāniyya."""
    return _NO if words.beside(at, -1)[:2] == "ال" else _LIKELY


def _eden(words: TextWords, at: int, attached: str) -> float:
    """Aden: not Eden, whose gardens these are."""
    return _NO if words.beside(at, -1).endswith(("جنة", "جنات", "جنان")) else _SURE


def _rum(words: TextWords, at: int, attached: str) -> float:
    """The Byzantines: not the sea called after them, nor the land of the sultans of Rūm."""
    return _NO if words.beside(at, -1) in ("بحر", "سلطان", "بحري") else _SURE


def _tribe(words: TextWords, at: int) -> float:
    """Odds that the name of a tribe is not that of a man called so just there."""
    word = words.word(at)
    before = words.beside(at, -1)
    if before in ar_names.TRIBE:
        return _SURE
    if words.word(at - 2) in ar_names.FATHER and words.joined(at - 1) and words.joined(at - 2):
        # Abū Sulaymān Rabīʿa.
        return _UNLIKELY
    near = range(max(0, at - _NAMESAKE), min(len(words), at + _NAMESAKE))
    core = word[words.without_particle(at) :] if word not in words.isms else word
    if not words.isms[core]:
        return _SURE
    man = any(
        words.word(n) == core
        and words.word(n + 1) in ar_names.BETWEEN
        and words.word(n - 1) not in ar_names.SON
        for n in near
    )
    if not man or before in ("من", "قبيلة", "احياء", "قبايل", "حلفاء", "سيد", "بلاد"):
        return _SURE
    return 1.0


def _bare(word: str) -> str:
    return word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word


_ATTACHED_CITIES: Final = frozenset(
    f"{particle}{word}" for word in ar_names.SEVEN_CITIES for particle in ("و", "ب", "وب", "ف")
) | frozenset(f"ل{w[1:]}" for w in ar_names.SEVEN_CITIES if w.startswith("ال"))
_PLACES: Final = ar_names.PLACE_BEFORE - {"من", "في"}
_JUDGED: Final[dict[str, Callable[[TextWords, int, str], float]]] = {
    "المدينة": _city,
    "الجزيرة": _island,
    "الفرس": _people,
    "البحرين": _seas,
    "العثمانية": _adjective,
    "العلوية": _adjective,
    "الروم": _rum,
    "عدن": _eden,
    "الحيرة": partial(_after, _PLACES, frozenset(), 1.0),
    "القدس": partial(_after, ar_names.PLACE_BEFORE, ar_names.HOLY, _UNLIKELY),
    "قباء": partial(_after, ar_names.PLACE_BEFORE - {"عليه"}, ar_names.GARMENT, 1.0),
    "بصرى": partial(_after, ar_names.PLACE_BEFORE, frozenset(), _UNLIKELY),
}
