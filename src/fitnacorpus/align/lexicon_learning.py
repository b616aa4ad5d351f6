"""What somebody's own translations teach of how words are rendered, beside the package's lexicon.

The lexicon of the package knows the registers that it was learnt from.  Translations of another
register teach it more: expectation and maximisation as in `lexicon_training`, from the package's
chances on and held to them, so that few sentences move a common word little and make known one
that was not.  What is kept are counts of stems, which people can read and commit, and no sentence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import renderings
from fitnacorpus.align.lexicon import HELD, Lexicon, Taught
from fitnacorpus.align.lexicon_training import LONGEST, RARE, ROUNDS, Pair, expected
from fitnacorpus.align.units import written_words
from fitnacorpus.languages import AR, EN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Stems = tuple[list[str], list[str]]

LEAST: Final = 100
"""Pairs of sentences from which on there is something to learn, and to try it on."""
SIZES: Final = (8_000, 6_000)
"""Most Arabic and English stems that are looked at, the commonest: 200 MB a matrix."""
_EVERY: Final = 5
"""One pair in so many is kept back when it is tried."""
_TRIED: Final = 500
"""Most pairs that are kept back."""
_SEEN: Final = 0.5
"""Expected renderings below which two stems are not said to render one another."""
_DECIMALS: Final = 2
_BEYOND_CHANCE: Final = 1.64
"""Standard errors that chance exceeds once in twenty times."""
_TINY: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Trial:
    """How well a lexicon tells sentences.

    Attributes:
        known: Share of their words that it has seen.
        first: For each Arabic sentence whether its translation is the one, of all translations
            kept back, that it predicts best and is predicted by.
    """

    known: float
    first: tuple[bool, ...]

    @property
    def share(self) -> float:
        """Share of the sentences whose translation comes first."""
        return sum(self.first) / max(1, len(self.first))


@dataclass(frozen=True, slots=True)
class Lesson:
    """What translations teach.

    Attributes:
        taught: Counts, from all pairs.
        before: The lexicon of the package, on pairs kept back.
        after: The same taught by the other pairs.
    """

    taught: Taught
    before: Trial
    after: Trial

    @property
    def helps(self) -> bool:
        """Whether sentences kept back are told better, by more than chance gives (McNemar)."""
        changes = [
            x - y for x, y in zip(self.after.first, self.before.first, strict=True) if x != y
        ]
        return sum(changes) > _BEYOND_CHANCE * math.sqrt(len(changes))


def learn(pairs: Sequence[Pair], lexicon: Lexicon) -> Lesson:
    """Learn from translations, and try what was learnt on some of them that were kept back.

    Args:
        pairs: Arabic sentences and their English translations.
        lexicon: The lexicon that is taught.

    Raises:
        ValueError: there are fewer than `LEAST` pairs.
    """
    usable = [pair for pair in dict.fromkeys(pairs) if all(x.strip() for x in pair)]
    if len(usable) < LEAST:
        raise ValueError(f"{len(usable)} pairs of sentences; at least {LEAST} are needed")
    back = usable[::_EVERY][:_TRIED]
    kept = {*back}
    rest = [pair for pair in usable if pair not in kept]
    return Lesson(
        taught(usable, lexicon),
        tried(back, lexicon),
        tried(back, lexicon.taught(taught(rest, lexicon))),
    )


def taught(pairs: Sequence[Pair], lexicon: Lexicon) -> Taught:
    """What translations teach beside a lexicon.

    Args:
        pairs: Arabic sentences and their English translations.
        lexicon: The lexicon.
    """
    held = [
        ([s for w in written_words(a, AR) for s in lexicon.stemmed(w, AR)], lexicon.stemmed(e, EN))
        for a, e in pairs
    ]
    held = [pair for pair in held if all(0 < len(side) <= LONGEST for side in pair)]
    seen = [
        _seen([pair[side] for pair in held], size) for side, size in ((0, SIZES[0]), (1, SIZES[1]))
    ]
    index = [{stem: k for k, stem in enumerate(side)} for side in seen]
    numbers = [
        tuple(
            np.array([at[s] for s in side if s in at], np.int64)
            for side, at in zip(pair, index, strict=True)
        )
        for pair in held
    ]
    used = [(a, e) for a, e in numbers if len(a) and len(e)]
    known = [_known(side, lexicon, lang) for side, lang in zip(seen, (AR, EN), strict=True)]
    forward = _counts(used, _prior(lexicon, AR, *known))
    backward = _counts([(e, a) for a, e in used], _prior(lexicon, EN, *known[::-1])).T
    stems = [list(side) for side in seen]
    return Taught(
        len(used),
        {AR: seen[0], EN: seen[1]},
        tuple(
            (
                stems[0][i],
                stems[1][j],
                round(float(forward[i, j]), _DECIMALS),
                round(float(backward[i, j]), _DECIMALS),
            )
            for i, j in np.argwhere((forward >= _SEEN) | (backward >= _SEEN)).tolist()
        ),
    )


def _seen(passages: Sequence[Sequence[str]], most: int) -> dict[str, int]:
    """In how many passages each stem stands, the commonest, by stem."""
    counts = Counter(s for stems in passages for s in dict.fromkeys(stems))
    ranked = sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:most]
    return dict(sorted((stem, count) for stem, count in ranked if count >= RARE))


def _known(stems: Mapping[str, int], lexicon: Lexicon, lang: str) -> Indices:
    """The numbers of stems in the lexicon; -1 for those that it does not know."""
    return np.array([lexicon.number(stem, lang) for stem in stems], np.int64)


def _prior(lexicon: Lexicon, lang: str, rows: Indices, columns: Indices) -> Floats:
    """The chances of a lexicon for some stems; nothing for those that it does not know."""
    here, there = np.flatnonzero(rows >= 0), np.flatnonzero(columns >= 0)
    out = np.zeros((len(rows), len(columns)), np.float32)
    out[np.ix_(here, there)] = lexicon.table(lang, rows[here], columns[there]).dense()
    return out


def _counts(pairs: Sequence[tuple[Indices, Indices]], prior: Floats) -> Floats:
    """How often each stem is rendered by each, held to a prior."""
    counts = np.zeros_like(prior)
    usual = np.full(prior.shape[1], 1 / max(1, prior.shape[1]))
    alone = usual
    for _ in range(ROUNDS):
        chances = HELD * prior + counts + np.float32(usual[0])
        chances /= np.maximum(chances.sum(axis=1, keepdims=True), _TINY)
        counts, by_nothing = expected(pairs, chances, alone)
        alone = by_nothing / max(float(by_nothing.sum()), _TINY)
    return counts


def tried(pairs: Sequence[Pair], lexicon: Lexicon) -> Trial:
    """How well a lexicon tells the translations of some sentences from one another."""
    arabic, english = (
        [written_words(x, lang) for x in side]
        for side, lang in zip(zip(*pairs, strict=True), (AR, EN), strict=True)
    )
    words = [(w, lang) for side, lang in ((arabic, AR), (english, EN)) for of in side for w in of]
    known = sum(bool(lexicon.numbers(w, lang)) for w, lang in words) / max(1, len(words))
    x = renderings.read(arabic, AR, english, EN, lexicon)
    if x is None or not x.a.width or not x.b.width:
        return Trial(known, (False,) * len(pairs))
    best = renderings.ratio(x).argmax(axis=1)
    return Trial(known, tuple(bool(j == i) for i, j in enumerate(best.tolist())))
