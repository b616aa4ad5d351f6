"""The words of an index that a word of a query may mean, with log-odds.

A short list comes from shared classes of consonants (`sounds`); the words on it are scored by
`transducer` in the other script and by `matching` in the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fitnacorpus.names import matching, sounds
from fitnacorpus.names import transducer as tr
from fitnacorpus.names.tables import Tables
from fitnacorpus.names.tokens import ARABIC, digest, script
from fitnacorpus.names.transducer import Floats

SHORT_LIST: Final = 160
_REMEMBERED: Final = 4096
_PER_LETTER: Final = -0.36
"""Log probability of a right pair by letter, both words counted (`benchmarks/train_names.py`)."""
_NOISE: Final = 0.5
"""How often a word of a query is none of the words of the index."""
_WORTH: Final = 0.5
_SAME_SCRIPT: Final = 0.5
"""Odds within one script are this much too sure, since letters depend on one another."""
_MOST: Final = 9.0
"""Most nats that a word can be expected to explain."""
_UNSEEN: Final = 1000
"""Words of other names, by which the frequencies of a small index are tempered."""

_NOTHING: Final = np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.float32)


class Meant(NamedTuple):
    """What a word of a query may mean.

    Attributes:
        words: Words of the index.
        odds: How much likelier each is than chance, in nats; frequent words gain less.
        ideal: What a word that fits perfectly would have, in Latin and in Arabic names.
    """

    words: NDArray[np.int32]
    odds: Floats
    ideal: tuple[float, float]


class Words:
    """The words of an index, ready for questions; what was asked is remembered."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: dict[str, Meant] = {}
        of_script = np.bincount(tables.is_arabic, tables.often, 2)
        self._share = tables.often / (of_script[tables.is_arabic.astype(int)] + _UNSEEN)

    def meant(self, asked: Sequence[str]) -> list[Meant]:
        """What each word may mean, words in the spelling of the structural key."""
        new = [word for word in dict.fromkeys(asked) if word not in self._known]
        if len(self._known) + len(new) > _REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(asked))
        if new:
            self._look_up(new)
        return [self._known[word] for word in asked]

    def _look_up(self, asked: list[str]) -> None:
        known = [self._learnt(word) for word in asked]
        lists = [
            np.union1d(self._short_list(word), found).astype(np.int32)
            for word, (found, _) in zip(asked, known, strict=True)
        ]
        owner = np.repeat(np.arange(len(asked)), [len(found) for found in lists])
        words = np.concatenate(lists)
        odds = np.zeros(len(words), dtype=np.float32)
        asked_arabic = np.array([script(word) == ARABIC for word in asked])
        for arabic in (False, True):
            for same in (False, True):
                here = (asked_arabic[owner] == arabic) & (
                    (self._tables.is_arabic[words] == arabic) == same
                )
                if here.any():
                    odds[here] = self._score(asked, owner[here], words[here], arabic, same)
        for i, (word, (found, learnt)) in enumerate(zip(asked, known, strict=True)):
            mine = owner == i
            at = np.flatnonzero(mine)[np.searchsorted(words[mine], found)]
            odds[at] = np.maximum(odds[at], learnt)
            self._known[word] = self._settled(word, words[mine], odds[mine])

    def _settled(self, word: str, words: NDArray[np.int32], odds: Floats) -> Meant:
        """Odds against all words that sound like it, weighed by how frequent they are."""
        chance_of = self._share[words] * np.exp(np.minimum(odds, 60.0))
        arabic = self._tables.is_arabic[words]
        # The scripts are weighed apart: odds within one script are larger than across.
        masses = np.bincount(arabic, chance_of, 2) + _NOISE
        chance = float(tr.model().chance(tr.encode_latin([word])[0])[0])
        if script(word) == ARABIC:
            perfect = 2.3 * len(word)
        else:
            perfect = -chance + _PER_LETTER * 1.8 * len(word)
        settled = (odds - np.log(masses)[arabic.astype(int)]).astype(np.float32)
        itself = self._score_itself(word)
        perfects = np.array([itself, perfect] if script(word) != ARABIC else [perfect, itself])
        ideals = np.clip(perfects - np.log(masses), 1.0, np.where(perfects == itself, 99.0, _MOST))
        for which in (False, True):
            best = settled[arabic == which].max(initial=0)
            ideals[int(which)] = max(ideals[int(which)], best)
        keep = settled > _WORTH
        return Meant(words[keep], settled[keep], (float(ideals[0]), float(ideals[1])))

    def _score_itself(self, word: str) -> float:
        """Odds of a word beside itself."""
        if script(word) == ARABIC:
            return _SAME_SCRIPT * sum(
                float(matching.arabic_odds()[0][c, c]) for c in matching.letters_arabic(word)
            )
        alike = tr.model().alike
        return _SAME_SCRIPT * sum(float(alike[c, c]) for c in matching.sounds_latin(word))

    def _learnt(self, word: str) -> tuple[NDArray[np.int32], Floats]:
        """Words of the index that the training data have beside a word, with odds; sorted."""
        t = self._tables
        others, chances = tr.lexicon().get(word, _NOTHING)
        at = np.searchsorted(t.digests, others)
        at[at == len(t.digests)] = 0
        hit = t.digests[at] == others if len(t.digests) else np.zeros(0, dtype=np.bool_)
        found = t.digest_words[at[hit]]
        chances = chances[hit]
        if script(word) == ARABIC:
            chances = chances - t.chance[found]
        else:
            chances = chances - tr.model().chance(tr.encode_latin([word])[0])
        order = np.argsort(found)
        return found[order], chances[order]

    def _short_list(self, word: str) -> NDArray[np.int32]:
        t = self._tables
        wanted = np.array([digest(f) for f in sounds.features(word)], dtype=np.uint64)
        at = np.searchsorted(t.features, wanted)
        found = [
            int(i)
            for i, w in zip(at, wanted, strict=True)
            if i < len(t.features) and t.features[i] == w
        ]
        if not found:
            return np.empty(0, dtype=np.int32)
        starts, ends = t.words_of_starts[found], t.words_of_starts[[i + 1 for i in found]]
        words = np.concatenate([t.words_of[a:b] for a, b in zip(starts, ends, strict=True)])
        overlap = (
            np.bincount(words, np.repeat(t.rarity[found], ends - starts), len(t.norm)) / t.norm
        )
        if len(overlap) <= SHORT_LIST:
            return np.flatnonzero(overlap).astype(np.int32)
        best = np.argpartition(-overlap, SHORT_LIST)[:SHORT_LIST]
        return np.sort(best[overlap[best] > 0]).astype(np.int32)

    def _score(
        self,
        asked: list[str],
        owner: NDArray[np.int64],
        words: NDArray[np.int32],
        arabic: bool,
        same: bool,
    ) -> Floats:
        t = self._tables
        m = tr.model()
        if same:
            cut = matching.letters_arabic if arabic else matching.sounds_latin
            left = matching.encode(
                [cut(word) if (script(word) == ARABIC) == arabic else [] for word in asked]
            )
            alike, gap = matching.arabic_odds() if arabic else (m.alike, m.gap)
            return _SAME_SCRIPT * matching.aligned(left[owner], t.sounds[words], alike, gap)
        if arabic:
            states, counts = tr.encode_arabic(asked)
            return (
                tr.likelihood(t.letters[words], t.counts[words], states[owner], counts[owner])
                - t.chance[words]
            )
        letters, counts = tr.encode_latin([w if script(w) != ARABIC else "" for w in asked])
        return (
            tr.likelihood(letters[owner], counts[owner], t.states[words], t.counts[words])
            - m.chance(letters)[owner]
        )
