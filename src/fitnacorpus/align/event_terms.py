"""What people do: words of narratives in English and Arabic, sorted by concept.

The lexicon is ``align/data/events.tsv``; its head says where it comes from.  A concept is named by
an English noun ("deposition") which also serves as evidence.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from fitnacorpus import languages
from fitnacorpus.orthography import fold_text

_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile("[\u0620-\u06ff]")
_BEFORE: Final = (
    "", "و", "ف", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "ب", "ل", "ك", "وب", "ول", "فب",
    "فل", "س", "وس", "فس",
)  # fmt: skip
"""Attached particles and the article."""
_PERSON: Final = ("", "ي", "ت", "ن", "ا")
"""Prefixes of the imperfect, and the alif of the fourth form and of the imperative."""
_AFTER: Final = (
    "", "وا", "ون", "ين", "ان", "ات", "ه", "ها", "هم", "هما", "نا", "ني", "ت", "وه", "ته", "تم",
    "كم", "ك", "ا", "ي", "تهم", "وهم", "هن", "تها", "وها", "ناه", "ن", "و", "ونه", "ونها",
    "ونهم", "يهم", "يها", "وني", "ناها", "ناهم", "تني", "تنا", "وك", "ونك",
)  # fmt: skip
"""Endings of person, number and gender, and attached pronouns."""
_SHORT: Final = 2
"""Letters of a stem that is recognised only with a single letter around it."""


def concepts(text: str) -> frozenset[str]:
    """The concepts of the words of a text, English or Arabic words each by their script."""
    english, _ = _lexicon()
    out: set[str] = set()
    # Folded before it is cut: a vowel sign is no letter, and would end a word.
    for word in _WORD.findall(fold_text(text, languages.AR)):
        if _ARABIC.search(word):
            out |= _of_arabic(word)
        else:
            out |= english.get(word, frozenset())
    return frozenset(out)


@cache
def _lexicon() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """English forms and Arabic stems, each with their concepts."""
    english: dict[str, frozenset[str]] = {}
    arabic: dict[str, frozenset[str]] = {}
    data = resources.files("fitnacorpus.align").joinpath("data/events.tsv").read_text("utf-8")
    for line in data.splitlines():
        if line and not line.startswith("#"):
            concept, words, stems = line.split("\t")
            for form in (form for word in words.split() for form in _forms(word)):
                english[form] = english.get(form, frozenset()) | {concept}
            for stem in stems.split():
                arabic[stem] = arabic.get(stem, frozenset()) | {concept}
    return english, arabic


def _forms(word: str) -> set[str]:
    """An English word with the regular endings."""
    out = {word + ending for ending in ("", "s", "es", "ed", "d", "ing", "er", "ers")}
    if word.endswith("e"):
        out |= {word[:-1] + ending for ending in ("ing", "or", "ors", "ion")}
    if word.endswith("y"):
        out |= {word[:-1] + ending for ending in ("ies", "ied")}
    if re.search("[^aeiou][aeiou][bdgmnprt]$", word):
        out |= {word + word[-1] + ending for ending in ("ed", "ing", "er")}
    return out


@lru_cache(maxsize=65536)
def _of_arabic(word: str) -> frozenset[str]:
    """The concepts of a folded Arabic word: every way to take it apart that leaves a known stem."""
    _, stems = _lexicon()
    out: frozenset[str] = frozenset()
    for before in _BEFORE:
        if not word.startswith(before):
            continue
        for person in _PERSON:
            rest = word[len(before) :]
            if not rest.startswith(person):
                continue
            rest = rest[len(person) :]
            for after in _AFTER:
                stem = rest[: len(rest) - len(after)]
                if rest.endswith(after) and stem in stems:
                    around = len(before) + len(person) + len(after)
                    if len(stem) > _SHORT or around <= 1:
                        out |= stems[stem]
    return out
