"""How far two texts predict the words of one another by a lexicon of translation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import lexicon as lexicons
from fitnacorpus.align import score
from fitnacorpus.align.bags import Bags, counted
from fitnacorpus.align.lexicon import Lexicon
from fitnacorpus.align.units import written_words
from fitnacorpus.languages import AR, EN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.int64]

KNOWN: Final = (AR, EN)
"""Languages of the lexicon."""
CONTEXTS: Final = (1, 3, 5)
"""Passages alone and with their neighbours."""
_SHARE: Final = 0.7
"""Share of a passage's expectations that the other is asked for; the rest is the account's."""
_PRIOR: Final = 250.0
"""Words of the language that count beside those of an account, for what is usual in it."""


@dataclass(frozen=True, slots=True)
class Renderings:
    """Words of both texts and how they render one another.

    Attributes:
        a: How often each of v words stands in each of n units.
        b: How often each of w words stands in each of m units.
        to_b: Chances (v, w) that a word of `a` is rendered by one of `b`; None where every word
            renders itself.
        to_a: Chances (w, v) that a word of `b` is rendered by one of `a`; None likewise.
        usual_a: Share of each word of `a` in its language.
        usual_b: Share of each word of `b` in its language.
    """

    a: Bags
    b: Bags
    to_b: Bags | None
    to_a: Bags | None
    usual_a: Matrix
    usual_b: Matrix


def read(
    a: Sequence[Sequence[str]],
    lang_a: str,
    b: Sequence[Sequence[str]],
    lang_b: str,
    lexicon: Lexicon,
    without: Collection[str] = frozenset(),
) -> Renderings | None:
    """Words of two texts; inside a language every stem renders itself.

    Args:
        a: The words of each of n units, as written.
        lang_a: Their language.
        b: The words of each of m units.
        lang_b: Their language.
        lexicon: Renderings.
        without: English words that are left out, as `lexicon.plain` gives them.

    Returns:
        None where nothing is known of the languages.
    """
    if lang_a not in KNOWN or lang_b not in KNOWN:
        return None
    if lang_a == lang_b:
        return _in_one(a, b, lang_a, lexicon)
    used, counts, share = [], [], []
    for text, lang in ((a, lang_a), (b, lang_b)):
        held = [
            [n for w in of if lexicons.plain(w) not in without for n in lexicon.numbers(w, lang)]
            for of in text
        ]
        known, bag = _counted(held)
        usual = lexicon.counts[lang][known]
        used.append(known)
        counts.append(bag)
        share.append((usual / max(float(usual.sum()), 1.0)).astype(np.float32))
    to_b, to_a = lexicon.table(lang_a, *used), lexicon.table(lang_b, *used[::-1])
    return Renderings(counts[0], counts[1], to_b, to_a, share[0], share[1])


def _in_one(
    a: Sequence[Sequence[str]], b: Sequence[Sequence[str]], lang: str, lexicon: Lexicon
) -> Renderings:
    stems = [[[s for w in of for s in lexicon.stemmed(w, lang)] for of in text] for text in (a, b)]
    both = {s: k for k, s in enumerate(sorted({s for text in stems for of in text for s in of}))}
    here, there = (counted([[both[s] for s in of] for of in text], len(both)) for text in stems)
    usual = here.by_word() + there.by_word()
    usual /= max(float(usual.sum()), 1.0)
    return Renderings(here, there, None, None, usual, usual)


def _counted(held: Sequence[Sequence[int]]) -> tuple[Indices, Bags]:
    """The words that stand in some passages, sorted, and how often each stands in each."""
    used = np.unique(np.fromiter((n for of in held for n in of), np.int64))
    return used, counted([np.searchsorted(used, of).tolist() for of in held], len(used))


def in_context(a: tuple[Sequence[str], str], b: tuple[Sequence[str], str]) -> Matrix:
    """How far passages of long accounts, with their neighbours, predict one another's words.

    Args:
        a: n passages and their language.
        b: m passages and theirs.

    Returns:
        An (n, m) matrix of standard scores, summed over `CONTEXTS`; zeros where the lexicon does
        not know the languages, or no word.
    """
    size = len(a[0]), len(b[0])
    words = [[_words(p, lang) for p in passages] for passages, lang in (a, b)]
    x = read(words[0], a[1], words[1], b[1], lexicons.shipped())
    if x is None or not x.a.width or not x.b.width:
        return np.zeros(size, np.float32)
    out = np.zeros(size, np.float32)
    for around in CONTEXTS:
        out += score.outstanding(score.relative(ratio(x, around)))
    return score.outstanding(out)


@lru_cache(maxsize=4_096)  # an account is compared with many
def _words(passage: str, lang: str) -> tuple[str, ...]:
    return tuple(written_words(passage, lang))


def ratio(x: Renderings, around: int = 1) -> Matrix:
    """Mean log-likelihood ratio a word, both ways, of passages with so many around them."""
    qa, qb = (
        side.by_word() + _PRIOR * usual for side, usual in ((x.a, x.usual_a), (x.b, x.usual_b))
    )
    on_b = _expected(x.a, x.to_b, qb / qb.sum(), around)
    on_a = _expected(x.b, x.to_a, qa / qa.sum(), around)
    a, b = (_shares(score.summed(side.dense(), around)) for side in (x.a, x.b))
    return np.asarray((on_b @ b.T + (on_a @ a.T).T) / 2, dtype=np.float32)


def _expected(side: Bags, table: Bags | None, usual: Matrix, around: int) -> Matrix:
    """Log-likelihood ratios of the words of the other account, by passages of the one."""
    size = np.maximum(score.summed(side.by_row()[:, None], around), 1)
    chance = score.summed(side.through(table), around) / size
    return np.asarray(np.log(1 - _SHARE + _SHARE * chance / usual), dtype=np.float32)


def _shares(rows: Matrix) -> Matrix:
    return np.asarray(rows / np.maximum(rows.sum(axis=1, keepdims=True), 1), dtype=np.float32)
