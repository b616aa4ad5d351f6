"""Words for what people do, in English."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from fitnacorpus.languages.language import event_words

_NOTHING: Final[frozenset[str]] = frozenset()


def concepts(word: str) -> frozenset[str]:
    """The concepts of a word in small letters, with or without a regular ending."""
    return _forms_of_all().get(word, _NOTHING)


@cache
def _forms_of_all() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for word, found in event_words(__package__).items():
        for form in _forms(word):
            out[form] = out.get(form, _NOTHING) | found
    return out


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
