"""What people do: words of narratives, sorted by concept.

Each language has a lexicon of its own (``events.tsv`` in its home).  A concept is named by an
English noun ("deposition") which also serves as evidence.
"""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus import arabic_script, languages
from fitnacorpus.orthography import fold_text

_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile(f"[{arabic_script.BLOCK}]")


def concepts(text: str) -> frozenset[str]:
    """The concepts of the words of a text, English or Arabic words each by their script."""
    out: set[str] = set()
    # Folded before it is cut: a vowel sign is no letter, and would end a word.
    for word in _WORD.findall(fold_text(text, languages.AR)):
        language = languages.ARABIC if _ARABIC.search(word) else languages.ENGLISH
        if language.event_concepts is not None:
            out |= language.event_concepts(word)
    return frozenset(out)
