"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_COMMON: Final[dict[str, str]] = {
    "en": "the of and to in that was he his with for it as had on by from which they were at him",
    "fr": "le la les de des et du en un une que qui dans il est par pour sur au ce se ne pas",
    "de": "der die das und den von zu mit sich des dem nicht ist war er es ein eine auf als auch",
    "it": "il di che la e un in per una non si del con le della i da al come era più lo gli",
    "es": "el la de que y en los del se las un por con no una su para es al lo como",
    "pt": "o de que e do da em um para os com não uma no se na por mais as dos ao foi",
    "nl": "de het een en van in is dat op te zijn met voor niet hij die aan er om ook",
    "la": "et in est non ad ut cum qui quod ex sed si per ab quae hoc eius autem esse enim",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ne ki o en",
    "ar": "من في على إلى أن عن قال بن ثم ما لا هذا ذلك كان ولا وقد قد الله إن عليه فقال ابن له",
    "fa": "و از به در که را این است با آن برای بود خود تا شد کرد می بر یا هم ایران",
    "ur": "کے میں کی ہے اور سے کا کو نے پر کہ اس ہیں تھا تھے وہ جو یہ نہیں",
}
"""Commonest words of running prose, common knowledge of their grammars."""
_SETS: Final = {lang: frozenset(words.split()) for lang, words in _COMMON.items()}
_FEWEST: Final = 30
"""Words, fewer than which say nothing about the language."""
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
    if len(found) < _FEWEST:
        return None
    counts = Counter(found)
    mine = ("ar", "fa", "ur") if arabic else tuple(x for x in _SETS if x not in ("ar", "fa", "ur"))
    shares: list[tuple[float, str]] = []
    for lang in mine:
        # Persian is often typed with the Arabic letters ya and kaf.
        known = _SETS[lang]
        if lang in ("fa", "ur"):
            hits = sum(n for word, n in counts.items() if word.translate(_KEHEH) in known)
        else:
            hits = sum(n for word, n in counts.items() if word in known)
        shares.append((hits / len(found), lang))
    shares.sort(reverse=True)
    (best, lang), (second, _) = shares[:2]
    return Guess(lang if best >= _LEAST and best >= _LEAD * second else "", best)
