"""How alike two words of one script are: the best alignment of their sounds.

Latin words are cut into sounds (sh, kh, th, … are one), and what stands for what is learned from
the Latin spellings of one Arabic word.  Arabic words are compared letter by letter: letters that
share a skeleton (ب ت ث, د ذ) are misread, letters that sound alike (س ص, ت ط) are misheard.
Scores are log-odds in nats, as those of `transducer`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fitnacorpus.names.tokens import LONGEST_TOKEN
from fitnacorpus.names.transducer import LETTERS, Floats

_FLOOR: Final = -1e4
_DIGRAPHS: Final = ("sh", "kh", "th", "dh", "gh", "ch")
_SOUND: Final = re.compile("|".join((*_DIGRAPHS, "[a-z]")))
_LATIN: Final = {
    sound: i + 1 for i, sound in enumerate((*(chr(c) for c in range(97, 123)), *_DIGRAPHS))
}
SOUNDS: Final = len(_LATIN) + 1
"""Number of Latin sounds, with 0 for none."""


def sounds_latin(word: str) -> list[int]:
    """A Latin word in sounds, as numbers from 1; other characters are left out."""
    return [_LATIN[sound] for sound in _SOUND.findall(word)]


def encode(words: Sequence[Sequence[int]]) -> NDArray[np.int16]:
    """Words in sounds as an array padded with 0; of long ones the first `LONGEST_TOKEN`."""
    out = np.zeros((len(words), LONGEST_TOKEN), dtype=np.int16)
    for i, word in enumerate(words):
        out[i, : min(len(word), LONGEST_TOKEN)] = word[:LONGEST_TOKEN]
    return out


# --- Arabic letters ------------------------------------------------------------------------------

_SAME: Final = 2.8
_CONFUSED: Final = 0.3
_OTHER: Final = -3.0
_SKELETONS: Final = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "كگ")
_HEARD: Final = ("تط", "سصث", "دضذ", "زذظض", "هح", "كق", "قغ", "جگچ", "اعء", "بپ", "فڤ")
_WEAK: Final = frozenset("اويهء")


def letters_arabic(word: str) -> list[int]:
    """An Arabic word in letters, as numbers from 1; other characters are left out."""
    return [LETTERS.index(c) + 1 for c in word if c in LETTERS]


@cache
def arabic_odds() -> tuple[Floats, Floats]:
    """Log-odds of one Arabic letter for another, and of a letter without counterpart.

    The values are set by hand: the spellings of one Arabic word are not in the training data.
    """
    size = len(LETTERS) + 1
    alike = np.full((size, size), _OTHER, dtype=np.float32)
    for group in (*_SKELETONS, *_HEARD):
        for a in group:
            for b in group:
                alike[LETTERS.index(a) + 1, LETTERS.index(b) + 1] = _CONFUSED
    np.fill_diagonal(alike, _SAME)
    gap = np.array([0, *(-2.0 if c in _WEAK else -3.0 for c in LETTERS)], dtype=np.float32)
    return alike, gap


# --- Alignment -----------------------------------------------------------------------------------


def aligned(
    left: NDArray[np.int16], right: NDArray[np.int16], alike: Floats, gap: Floats
) -> Floats:
    """Score of the best alignment of two words, pair by pair.

    Args:
        left: Words in sounds, padded with 0, (pairs, letters).
        right: The words beside them.
        alike: Score of two sounds that stand for one another.
        gap: Score of a sound without counterpart, at most 0; that of 0 is 0.
    """
    n, places = right.shape
    gaps = np.zeros((n, places + 1), dtype=np.float32)
    np.cumsum(gap[right], axis=1, out=gaps[:, 1:])
    best = gaps.copy()
    size = alike.shape[1]
    flat = alike.ravel()
    longest = int((left > 0).sum(axis=1).max(initial=0))
    for i in range(longest):
        here = left[:, i]
        # The padding of shorter words costs nothing and leaves the row as it is.
        new = best + gap[here][:, None]
        pair = flat[here.astype(np.int64)[:, None] * size + right]
        pair[here == 0] = _FLOOR
        np.maximum(new[:, 1:], best[:, :-1] + pair, out=new[:, 1:])
        best = np.maximum.accumulate(new - gaps, axis=1) + gaps
    last: Floats = best[np.arange(n), (right > 0).sum(axis=1)]
    return last
