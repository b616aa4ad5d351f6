"""What people do: words of narratives, sorted by concept.

Each language has a lexicon of its own (``events.tsv`` in its home).  A concept is named by an
English noun ("deposition") which also serves as evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fitnacorpus import arabic_script, languages
from fitnacorpus.orthography import fold_text

_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile(f"[{arabic_script.BLOCK}]")


def concepts(text: str) -> frozenset[str]:
    """The concepts of the words of a text, English or Arabic words each by their script."""
    # Folded before it is cut: a vowel sign is no letter, and would end a word.
    return frozenset().union(*map(_of_word, _WORD.findall(fold_text(text, languages.AR))))


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> frozenset[str]:
    language = languages.ARABIC if _ARABIC.search(word) else languages.ENGLISH
    return frozenset() if language.event_concepts is None else language.event_concepts(word)
