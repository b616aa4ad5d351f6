"""What a number counts: the words beside it, and classes of counted things in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice, takewhile
from typing import Final

from fitnacorpus.orthography import fold_key

CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    # A force is counted by its men, its horses or its spears.
    "men": (
        "captive", "cavalry", "companion", "fighter", "follower", "foot", "horse", "horseman",
        "horsemen", "infantry", "man", "men", "people", "person", "prisoner", "rebel",
        "rider", "soldier", "supporter", "troop", "warrior",
        "رجل", "رجال", "رجلا", "مقاتل", "مقاتلا", "مقاتلين", "مقاتلون", "جندي", "جنديا", "جنود",
        "جند", "فارس", "فارسا", "فرسان", "خيل", "راكب", "راكبا", "نفر", "نفرا", "نفس", "نفسا",
        "شخص", "شخصا", "اشخاص", "متمردين", "متمرد", "اسير", "اسيرا", "اسري", "راجل", "رجاله",
    ),
    "days": ("day", "night", "يوم", "يوما", "ايام", "ليله", "ليال", "ليالي"),
    "months": ("month", "شهر", "شهرا", "اشهر", "شهور"),
    "years": ("year", "سنه", "سنين", "سنوات", "عام", "عاما", "اعوام"),
    "money": ("dinar", "dirham", "دينار", "دينارا", "دنانير", "درهم", "درهما", "دراهم"),
    "beasts": ("camel", "sheep", "mule", "بعير", "بعيرا", "جمل", "جملا", "جمال", "ابل", "ناقه"),
    "ships": ("ship", "boat", "galley", "سفينه", "سفن", "مركب", "مركبا", "مراكب"),
}  # fmt: skip
"""Class to its words: English singulars, Arabic as the search fold writes it, without article."""

_CLASS_OF: Final = {word: name for name, words in CLASSES.items() for word in words}
_REACH: Final = 3
_PASSED: Final = frozenset({"of", "the", "or", "more", "some", "من", "او"})
_ENDS: Final = frozenset(
    {
        "and", "at", "by", "for", "from", "had", "in", "on", "that", "to", "under", "was", "were",
        "when", "which", "who", "with", "في", "الي", "علي", "مع", "الذين",
    }
)  # fmt: skip
_STOP: Final = re.compile(r"[.;:!?؟؛،,()\[\]\n–—]")
_WORD: Final = re.compile(r"[^\W_]+(?:['’ʿʾ-][^\W_]+)*")


def counted(after: str) -> tuple[str, int]:
    """What a number counts.

    Args:
        after: The text behind the number, at least to the end of its sentence.

    Returns:
        The class of the thing, or the word itself as the fold writes it, or "" where no word
        follows; and how many code points reach to its end.
    """
    stop = _STOP.search(after)
    near = after[: stop.start()] if stop else after
    beside = takewhile(lambda word: fold_key(word[0]) not in _ENDS, _WORD.finditer(near))
    words = list(islice(beside, _REACH + 1))
    for word in words:
        name = _CLASS_OF.get(_key(word[0]))
        if name:
            return name, word.end()
    told = [word for word in words if fold_key(word[0]) not in _PASSED]
    if not told:
        return "", 0
    return _key(told[0][0]), told[0].end()


def _key(word: str) -> str:
    """A word without what inflection adds: the English plural, the Arabic article."""
    folded = fold_key(word)
    if folded in _CLASS_OF:
        return folded
    if folded.startswith("ال"):
        return folded[2:]
    if folded.isascii() and folded.endswith("s") and not folded.endswith("ss"):
        return folded[:-1]
    return folded
