"""What a number counts, so that numbers of different accounts and languages can be compared.

`orthography.measures` marks a noun only where it is certain and stands right behind the number.
Here a reader compares: an adjective may stand between, and soldiers and horsemen are men.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import Final, NamedTuple

from fitnacorpus.orthography import fold_key
from fitnacorpus.orthography.measures import noun

FORCE: Final = "men"
"""The class of men under arms: a force is counted by its men, its horses or its spears."""
_FORCE: Final = frozenset(
    {"men", "soldiers", "fighters", "horsemen", "foot-soldiers", "persons", "horses"}
)
"""Nouns of the lexicon of measures that count a force."""
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


class Counted(NamedTuple):
    """What a number counts.

    Attributes:
        name: The thing as the lexicon of measures calls it, `FORCE` for whatever a force is counted
            by, or the word itself as the fold writes it, or "" where no word follows.
        length: How many code points reach to its end.
        measured: Whether the lexicon knows it.
    """

    name: str
    length: int
    measured: bool = False


def counted(after: str) -> Counted:
    """What a number counts.

    Args:
        after: The text behind the number, at least to the end of its sentence.
    """
    stop = _STOP.search(after)
    near = after[: stop.start()] if stop else after
    beside = takewhile(lambda word: not _goes_on(word[0]), _WORD.finditer(near))
    words = list(islice(beside, _REACH + 1))
    for word in words:
        if name := noun(word[0]):
            return Counted(FORCE if name in _FORCE else name, word.end(), measured=True)
    told = [word for word in words if fold_key(word[0]) not in _PASSED]
    if not told:
        return Counted("", 0)
    return Counted(_singular(fold_key(told[0][0])), told[0].end())


def _goes_on(word: str) -> bool:
    """Whether a word begins something else: of Arabic ones, those that "and" is written to."""
    return fold_key(word) in _ENDS or (word.startswith("و") and not noun(word))


def _singular(word: str) -> str:
    """A folded word without the Arabic article or the English plural."""
    if word.startswith("ال"):
        return word[2:]
    plural = word.isascii() and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
