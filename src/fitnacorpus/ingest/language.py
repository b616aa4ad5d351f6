"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from fitnacorpus import languages
from fitnacorpus.languages.common import COMMON_WORDS

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SETS: Final = {lang: frozenset(words.split()) for lang, words in COMMON_WORDS.items()}
_FEWEST: Final = 30
"""Words, fewer than which say nothing about the language."""
_TELLING: Final = 3
"""Words of another language that a text too short has at least, to be asked about."""
_LEAST: Final = 0.06
"""Share of its commonest words that a text in a language has at least; prose has .15 to .4."""
_LEAD: Final = 1.5
"""By how many times the best language must be ahead of the next."""
_SAMPLE: Final = 100_000
_KEHEH: Final = str.maketrans("يك", "یک")


class Guess(NamedTuple):
    """A language with the share of the words that speak for it; "" where none is clear."""

    lang: str
    share: float


def guess(words: str, *, arabic: bool) -> Guess | None:
    """The language of a text, or None where it is too short to tell.

    Args:
        words: What is read of the text.
        arabic: Whether it is in Arabic script.
    """
    found = [word.lower() for word in _WORD.findall(words[:_SAMPLE])]
    counts = Counter(found)
    mine = [
        lang for lang in _SETS if (languages.script_of(lang) == languages.ARABIC_SCRIPT) is arabic
    ]
    shares: list[tuple[float, str]] = []
    for lang in mine:
        # Persian is often typed with the Arabic letters ya and kaf.
        known = _SETS[lang]
        if arabic and lang != languages.AR:
            hits = sum(n for word, n in counts.items() if word.translate(_KEHEH) in known)
        else:
            hits = sum(n for word, n in counts.items() if word in known)
        shares.append((hits / max(1, len(found)), lang))
    shares.sort(reverse=True)
    (best, lang), (second, _) = shares[:2]
    usual = languages.AR if arabic else languages.EN
    if len(found) < _FEWEST and (lang == usual or best * len(found) < _TELLING):
        return None
    return Guess(lang if best >= _LEAST and best >= _LEAD * second else "", best)
