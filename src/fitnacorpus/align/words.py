"""How many words of two passages answer one another, across languages.

A sentence vector says what a passage is about; whether its words come again is another question.
Each word is encoded by itself, words are compared as passages are (centred, relative to their
neighbours), and each word of a passage looks for its best answer in the other one.  Rare words
weigh more.  (Compare BERTScore, Zhang et al. 2020, which does so with words in their context.)
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus import languages
from fitnacorpus.align import score
from fitnacorpus.orthography import fold_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Vectors = NDArray[np.float32]

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_USUAL: Final = 0.02
"""Usual spread of answering words among episodes, on the development accounts."""
_LONGEST: Final = 40
"""Letters beyond which a run is no word."""
_SHORTEST_JOINED: Final = 5
"""Letters of an Arabic word at which a leading و or ف is taken for "and"."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an account.

    Attributes:
        vectors: One unit row a word.
        weights: For each word its rarity in nats, and 0 for one that is not looked at.
        holders: For each passage the numbers of its words, sorted.
    """

    vectors: Vectors
    weights: NDArray[np.float32]
    holders: tuple[NDArray[np.int64], ...]


def tokens(passage: str, lang: str) -> list[str]:
    """The words of a passage, without diacritics, Arabic ones without a leading "and"."""
    found = _WORD.findall(fold_text(passage, lang, "embed"))
    if languages.primary(lang) == languages.AR:
        found = [w[1:] if len(w) >= _SHORTEST_JOINED and w[0] in "وف" else w for w in found]
    return [w for w in found if len(w) <= _LONGEST]


def read(passages: Sequence[str], lang: str, encode: Callable[[Sequence[str], str], Any]) -> Words:
    """The words of an account, encoded.

    Args:
        passages: n passages.
        lang: Their language.
        encode: From strings and their language to unit rows.
    """
    held = [sorted(set(tokens(p, lang))) for p in passages]
    counts = Counter(w for words in held for w in words)
    types = sorted(counts)
    number = {w: k for k, w in enumerate(types)}
    weights = [math.log((len(passages) + 1) / counts[w]) for w in types]
    return Words(
        encode(types, lang),
        np.array(weights, dtype=np.float32),
        tuple(np.array([number[w] for w in words], dtype=np.int64) for words in held),
    )


def answering(a: Words, b: Words) -> Matrix:
    """How much the words of each pair of passages answer one another, in standard scores.

    Args:
        a: Words of n passages.
        b: Words of m passages.

    Returns:
        An (n, m) matrix; zeros where an account has no words.
    """
    n, m = len(a.holders), len(b.holders)
    if not len(a.weights) or not len(b.weights):
        return np.zeros((n, m), dtype=np.float32)
    alike = score.relative(score.centred(a.vectors, None) @ score.centred(b.vectors, None).T)
    np.maximum(alike, 0, out=alike)
    alike *= np.minimum(a.weights[:, None], b.weights[None, :])
    total = _answers(alike, a.holders, b.holders) + _answers(alike.T, b.holders, a.holders).T
    total /= np.outer(_size(a, a.holders), _size(b, b.holders))
    return score.outstanding_of_few(total, _USUAL)


def _answers(
    alike: Matrix, here: Sequence[NDArray[np.int64]], there: Sequence[NDArray[np.int64]]
) -> Matrix:
    """For each pair of passages the sum of the best answers to the words of the first."""
    held = np.zeros((len(here), len(alike)), dtype=np.float32)
    for index, words in enumerate(here):
        held[index, words] = 1
    out = np.zeros((len(here), len(there)), dtype=np.float32)
    for index, words in enumerate(there):
        if len(words):
            out[:, index] = held @ alike[:, words].max(axis=1)
    return out


def _size(side: Words, around: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    return np.array([math.sqrt(1 + float(side.weights[w].sum())) for w in around], dtype=np.float32)
