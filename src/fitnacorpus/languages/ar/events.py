"""Words for what people do, in Arabic."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fitnacorpus.languages.language import event_words

_STEMS: Final = event_words(__package__)
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


@lru_cache(maxsize=65536)
def concepts(word: str) -> frozenset[str]:
    """The concepts of a word in the `search` fold: every way to take it apart to a known stem."""
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
                if rest.endswith(after) and stem in _STEMS:
                    around = len(before) + len(person) + len(after)
                    if len(stem) > _SHORT or around <= 1:
                        out |= _STEMS[stem]
    return out
