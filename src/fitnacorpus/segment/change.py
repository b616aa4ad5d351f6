"""Where a narrative turns to something else, from its words alone.

Four kinds of evidence are added up for every sentence: how unlike the words before and after it
are (Hearst's TextTiling, Computational Linguistics 23:1, 1997), how many of the words that follow
have not stood in the sentences before (new people, places and things), how it opens (times,
comings and goings, or a word that hangs on what went before), and whether a paragraph begins.
The weights are those of a logistic regression on the sections of two books in two languages,
rounded; `benchmarks/episodes.py` measures them, and on a third book.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from statistics import mean
from typing import Final

from fitnacorpus import languages
from fitnacorpus.orthography import fold_text

_WINDOW: Final = 3
_AHEAD: Final = 4
_BACK: Final = 8
_AROUND: Final = 3
_STEM: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]{3,}")

_WEIGHTS: Final = {"alike": -2.0, "new": 1.9, "time": 0.45, "move": 0.6, "on": -0.7, "opens": 0.8}
"""`opens`, for a paragraph that begins, is set by hand: the sections had no paragraphs."""


def scores(sentences: Sequence[str], opens: Sequence[bool], lang: str) -> list[float]:
    """How much speaks for something new at each sentence."""
    folded = [" ".join(fold_text(s, lang, "search").split()) for s in sentences]
    stems = [[word[:_STEM] for word in _WORD.findall(s)] for s in folded]
    bags = [dict.fromkeys(own) for own in stems]
    fresh = [_fresh(bags, k) for k in range(len(bags))]
    # The window before a sentence is the one that began so many sentences earlier.
    windows = [_counted(stems[k : k + _WINDOW]) for k in range(len(stems))]
    patterns = _openings(languages.get(lang).code)
    out = []
    for k, sentence in enumerate(folded):
        before = windows[k - _WINDOW] if k >= _WINDOW else _counted(stems[:k])
        value = _WEIGHTS["alike"] * _cosine(before, windows[k])
        value += _WEIGHTS["new"] * (fresh[k] - mean(fresh[max(0, k - _AROUND) : k + _AROUND + 1]))
        value += sum(_WEIGHTS[kind] for kind, form in patterns.items() if form.match(sentence))
        out.append(value + _WEIGHTS["opens"] * opens[k])
    return out


def _counted(stems: Iterable[Iterable[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(stems))


def _fresh(bags: Sequence[Iterable[str]], k: int) -> float:
    """Share of the words from a sentence on that do not stand before it."""
    known = {word for bag in bags[max(0, k - _BACK) : k] for word in bag}
    words = [word for bag in bags[k : k + _AHEAD] for word in bag]
    return sum(word not in known for word in words) / max(1, len(words))


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    dot = sum(count * b[word] for word, count in a.items())
    norm = sum(c * c for c in a.values()) * sum(c * c for c in b.values())
    return float(dot / norm**0.5) if norm else 0.0


@cache
def _openings(lang: str) -> dict[str, re.Pattern[str]]:
    """For each kind of opening what matches it; other languages have none."""
    kinds = languages.get(lang).openings
    return {kind: re.compile(rf"(?:{'|'.join(p)})\b") for kind, p in kinds.items()}
