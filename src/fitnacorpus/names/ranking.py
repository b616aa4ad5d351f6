"""Which names a query resembles: words are laid beside words, in order, as names are built.

A name is heard as its words: each word of the query is one of the name, or is missing there.
Leaving out the end of a name (a nisba, a far ancestor) is cheap, leaving out its beginning is
dear, and a father's or a son's name is another man's.  What the words explain is measured in nats
and compared with what a perfect match would explain; the consonants of the whole strings are
compared beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from fitnacorpus.names import sounds
from fitnacorpus.names.tables import Tables
from fitnacorpus.names.tokens import (
    ARABIC,
    DAUGHTER,
    DAUGHTER_OF_FATHER,
    FATHER,
    ISM,
    SON,
    SON_OF_FATHER,
    Parsed,
    script,
)
from fitnacorpus.names.transducer import Floats
from fitnacorpus.names.words import Meant, Words

CANDIDATES: Final = 160
"""Names that are compared word by word."""
_APART: Final = np.float32(-1e4)

# What leaving out a word costs, in nats: at the beginning, inside, at the end.
_NAME_ONLY: Final = (1.6, 0.8, 0.3)
_QUERY_ONLY: Final = (2.5, 1.5, 1.0)
_SWAPPED: Final = 3.0
_BEGINNING: Final = 0.95
_STRING: Final = 6.0
"""Nats between whole strings that share nothing and strings that are alike."""
_END: Final = 0.9
"""What the likeness of a byname to the end of a name counts, a little less than to its beginning;
chosen once, not searched for."""

# What a word costs that plays another part: rows the query's, columns the name's.
_ROLES: Final = np.full((6, 6), 2.5, dtype=np.float32)
np.fill_diagonal(_ROLES, 0)
for _a, _b, _cost in (
    (ISM, SON, 1.0),
    (ISM, FATHER, 2.0),
    (FATHER, SON_OF_FATHER, 1.5),
    (SON, SON_OF_FATHER, 1.5),
    (SON, DAUGHTER, 3.0),
    (DAUGHTER, DAUGHTER_OF_FATHER, 1.5),
    (SON_OF_FATHER, DAUGHTER_OF_FATHER, 3.0),
):
    _ROLES[_a, _b] = _ROLES[_b, _a] = _cost
_TURNED: Final = 0.45
"""Most that a name with father and son exchanged can score: another man, or an author's slip."""
_FATHER_OF: Final = 3.0
"""What it costs more that the father in the query is the man himself in the name: he is not asked
for where the query also names the son."""
_CALLED: Final = 0.5
"""Most that *Ibn X* alone can score for a name in full that ends with it: others are called so."""
_CALLED_FROM: Final = 2
"""A query must have more words than these, so that *ibn X* is an ancestor or a byname."""
_SERVANTS: Final = frozenset({"abd", "عبد"})
_UNNUMBERED: Final = 0.8
"""What is left of the score of a name without the regnal number that is asked for."""
_DESCENT: Final = (SON, DAUGHTER, SON_OF_FATHER, DAUGHTER_OF_FATHER)
_LED: Final = 5.0
"""What it costs that the query begins with the father or the son of the one who is named."""


class Ranked(NamedTuple):
    """A name that resembles the query: its position, score between 0 and 1, and the order."""

    position: int
    score: float
    swapped: bool


class Ranking:
    """Ranks the names of an index."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._words = Words(tables)

    def like(self, query: Parsed, limit: int) -> list[Ranked]:
        """Names that resemble a query, best first, ties by position."""
        t = self._tables
        if not query.tokens or not len(t.tokens):
            return []
        meant = self._words.meant([token.text for token in query.tokens])
        names = self._candidates(meant, max(limit, CANDIDATES))
        called = len(meant) > _CALLED_FROM and query.tokens[-1].role == SON
        if called:
            # What its bearer is called by may be all that the index has of a name in full.
            names = np.union1d(names, self._candidates(meant[-1:], CANDIDATES))
        if not len(names):
            return []
        odds, roles, sizes, similar = self._laid_out(meant, names)
        asked = np.array([token.role for token in query.tokens])
        gained: Floats = odds - _ROLES[asked[None, :, None], roles[:, None, :]]
        if asked[0] == ISM and len(asked) > 1:
            fathers = np.isin(asked, _DESCENT)[None, :] & (roles[:, :1] == ISM)
            gained[:, :, 0] -= np.where(fathers, np.float32(_FATHER_OF), np.float32(0))
        missing = np.abs(sizes - len(asked))
        free = np.maximum(gained.max(axis=2), -1.0).sum(axis=1) - _SWAPPED - 0.5 * missing
        led = _is_relative(int(asked[0]), roles)
        gained[:, 0][led] -= np.float32(_LED)
        byname = query.byname or query.tokens[0].role in (SON, FATHER)
        ordered = _ordered(gained, sizes, _NAME_ONLY[2] if byname else _NAME_ONLY[0])
        if len(asked) == 1:
            free[:] = _APART
        total = np.maximum(ordered, free)
        by_script = np.array([m.ideal for m in meant]).sum(axis=0)
        arabic = t.is_arabic[t.tokens[t.token_starts[names]]]
        ideal = by_script[arabic.astype(int)]
        same = arabic == (script(query.tokens[0].text) == ARABIC)
        string = self._strings(query, names, same, ends=byname)
        score = (total + _STRING * string) / (ideal + _STRING)
        if called:
            alone = (sizes == 1) & (roles[:, 0] == SON)
            own = np.array(meant[-1].ideal)[arabic.astype(int)]
            score = np.where(alone, np.maximum(score, _CALLED * odds[:, -1, 0] / own), score)
        if query.number:
            score[t.numbers[names] != query.number] *= _UNNUMBERED
        # A number is the father's son only where nobody is named with the number itself.
        numbered = bool(((t.numbers[names] == query.number) & similar[:, 0, 0]).any())
        vetoed = _vetoed(query, similar, roles, sizes, t.numbers[names], strict=numbered)
        turned = _turned(query, similar, roles)
        score[vetoed & ~turned] = 0
        score[turned] = np.minimum(score[turned], _TURNED)
        score = np.clip(score, 0, 0.99)
        order = np.lexsort((names, -score.round(4)))[:limit]
        return [
            Ranked(int(names[i]), float(score[i]), bool(free[i] > ordered[i]))
            for i in order.tolist()
            if score[i] > 0
        ]

    def apart(self, query: Parsed) -> list[int]:
        """Names that begin like the query and tell their bearer apart from the one asked for."""
        t = self._tables
        if not query.tokens or not len(t.tokens):
            return []
        meant = self._words.meant([token.text for token in query.tokens])
        names = self._candidates(meant[:1], len(t.numbers))
        if not len(names):
            return []
        _, roles, sizes, similar = self._laid_out(meant, names)
        vetoed = _vetoed(query, similar, roles, sizes, t.numbers[names], strict=True)
        found: list[int] = names[vetoed & similar[:, 0, 0]].tolist()
        return found

    def _candidates(self, meant: Sequence[Meant], most: int) -> NDArray[np.int32]:
        """Names that hold words like those of the query, by the sum of what they explain."""
        t = self._tables
        sums = np.zeros(len(t.numbers))
        for m in meant:
            # A word of the query is found once in a name, however often it stands there.
            best = np.zeros(len(t.numbers))
            sizes = t.names_of_starts[m.words + 1] - t.names_of_starts[m.words]
            starts = np.repeat(t.names_of_starts[m.words] - _before(sizes), sizes)
            found = t.names_of[np.arange(len(starts)) + starts]
            np.maximum.at(best, found, np.repeat(m.odds, sizes))
            sums += best
        # Longer names hold more by chance.
        lengths = np.diff(t.token_starts)
        gain = sums - 0.1 * lengths
        held = np.flatnonzero(gain > 0)
        if len(held) > most:
            held = held[np.lexsort((held, lengths[held], -gain[held].round(4)))[:most]]
        return np.sort(held).astype(np.int32)

    def _laid_out(
        self, meant: Sequence[Meant], names: NDArray[np.int32]
    ) -> tuple[Floats, NDArray[np.int8], NDArray[np.int64], NDArray[np.bool_]]:
        """Odds of each word of the query for each word of each name, roles and sizes."""
        t = self._tables
        starts = t.token_starts[names]
        sizes = t.token_starts[names + 1] - starts
        places = np.arange(int(sizes.max()))
        inside = places < sizes[:, None]
        at = np.minimum(starts[:, None] + places, len(t.tokens) - 1)
        table = np.full((len(meant), len(t.often) + 1), _APART, dtype=np.float32)
        for row, m in zip(table, meant, strict=True):
            row[m.words] = m.odds
        tokens = np.where(inside, t.tokens[at], len(t.often))
        odds = table[:, tokens].transpose(1, 0, 2)
        return odds, t.roles[at], sizes, odds > 0

    def _strings(
        self, query: Parsed, names: NDArray[np.int32], same: NDArray[np.bool_], *, ends: bool
    ) -> Floats:
        """How alike whole strings are: letters in one script, consonants across.

        A byname may be the end of the name, as every name may be its beginning.
        """
        letters = " ".join(token.text for token in query.tokens)
        consonants = " ".join(filter(None, (sounds.bones(token.text) for token in query.tokens)))
        out = np.empty(len(names), dtype=np.float32)
        for alike, asked, known in ((True, letters, self._spelt), (False, consonants, self._bones)):
            here = np.flatnonzero(same == alike)
            whole = [known[name] for name in names[here].tolist()]
            likest = np.maximum(
                _ratios(asked, whole),
                _BEGINNING * _ratios(asked, [words[: len(asked) + 1] for words in whole]),
            )
            if ends:
                last = [words[-len(asked) - 1 :] for words in whole]
                likest = np.maximum(likest, _END * _ratios(asked, last))
            out[here] = likest / 100
        return out

    @cached_property
    def _spelt(self) -> list[str]:
        """Each name in letters."""
        return _strings_of(self._tables.spelt, self._tables.spelt_starts)

    @cached_property
    def _bones(self) -> list[str]:
        """Each name in consonants."""
        return _strings_of(self._tables.bones, self._tables.bones_starts)


def _strings_of(data: NDArray[np.uint8], starts: NDArray[np.int64]) -> list[str]:
    return [data[a:b].tobytes().decode() for a, b in pairwise(starts.tolist())]


def _ratios(asked: str, others: Sequence[str]) -> NDArray[np.float64]:
    """How alike strings are to one, 0 to 100."""
    if not others:
        return np.zeros(0)
    return np.asarray(cdist([asked], others, scorer=fuzz.ratio, dtype=np.float64)[0])


def _before(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many items stand before each list, lists laid end to end."""
    return np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)


def _is_relative(asked: int, roles: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether words name the father or the son of the bearer, and the query's first does not."""
    if asked in _DESCENT:
        return np.zeros(roles.shape, dtype=np.bool_)
    relative: NDArray[np.bool_] = roles == SON_OF_FATHER if asked == FATHER else roles != ISM
    return relative


def _ordered(gained: Floats, sizes: NDArray[np.int64], lead: float) -> Floats:
    """What the best alignment in order explains, less what it leaves out."""
    n, rows, places = gained.shape
    _, inside, trail = _NAME_ONLY
    lead_asked, inside_asked, trail_asked = _QUERY_ONLY
    # Row 0: words of the name before the first that is matched.
    best = -lead * np.arange(places + 1, dtype=np.float32)[None, :].repeat(n, axis=0)
    matched = np.full((n, places + 1), _APART, dtype=np.float32)
    steps = inside * np.arange(places + 1, dtype=np.float32)
    ends = np.full(n, _APART, dtype=np.float32)
    left = np.maximum(sizes[:, None] - np.arange(places + 1), 0) * trail
    for i in range(rows):
        here = np.full_like(matched, _APART)
        here[:, 1:] = np.maximum(best - i * lead_asked, matched)[:, :-1] + gained[:, i]
        over = np.maximum(matched - inside_asked, here)
        matched = np.maximum.accumulate(over + steps, axis=1) - steps
        ends = np.maximum(ends, (here - left).max(axis=1) - trail_asked * (rows - 1 - i))
    return ends


def _vetoed(
    query: Parsed,
    similar: NDArray[np.bool_],
    roles: NDArray[np.int8],
    sizes: NDArray[np.int64],
    numbers: NDArray[np.int8],
    *,
    strict: bool,
) -> NDArray[np.bool_]:
    """Names that tell their bearer apart from the one who is asked for.

    Both say whose son he is, or which of his name, and nothing of it agrees: Muʿāwiya I, Muʿāwiya
    b. Ḥudayj and Muʿāwiya b. Abī Sufyān are three.  A number alone may be that of one whose name
    has his father instead (Muʿāwiya I is b. Abī Sufyān), unless the judgement is to be strict.
    """
    asked = np.array([t.role in _DESCENT for t in query.tokens])
    # The own name, in one word or in two, is nobody's ancestor.
    own = 1 + (query.tokens[0].text in _SERVANTS)
    later = asked | (np.arange(len(asked)) >= own)
    inside = np.arange(roles.shape[1]) < sizes[:, None]
    lineage = (roles != ISM) & (roles != FATHER) & inside
    has = lineage.any(axis=1)
    agrees = np.zeros(len(numbers), dtype=np.bool_)
    if asked.any():
        # The ancestor asked for is somewhere in the name, or the name's ancestor in the query.
        agrees |= (similar[:, asked].any(axis=1) & _later(roles)).any(axis=1)
        agrees |= (similar[:, later].any(axis=1) & lineage).any(axis=1)
    other_number = (numbers > 0) & (query.number > 0) & (numbers != query.number)
    same_number = (numbers > 0) & (numbers == query.number)
    told = bool(asked.any()) or (strict and query.number > 0)
    apart = told & (has | (numbers > 0)) & ~agrees & ~same_number
    result: NDArray[np.bool_] = other_number | apart
    return result


def _later(roles: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Words of names that may be an ancestor or a byname: all but the first."""
    later = np.ones(roles.shape, dtype=np.bool_)
    later[:, 0] = roles[:, 0] != ISM
    return later


def _turned(
    query: Parsed, similar: NDArray[np.bool_], roles: NDArray[np.int8]
) -> NDArray[np.bool_]:
    """Names that are the query's with father and son exchanged.

    ʿAlī b. al-Ḥusayn is another man than al-Ḥusayn b. ʿAlī.
    """
    asked = [token.role for token in query.tokens]
    none = np.zeros(len(roles), dtype=np.bool_)
    if asked[0] != ISM or len(asked) < 2 or asked[1] != SON or roles.shape[1] < 2:
        return none
    turned = (roles[:, 0] == ISM) & (roles[:, 1] == SON) & similar[:, 1, 0] & similar[:, 0, 1]
    result: NDArray[np.bool_] = turned & ~similar[:, 0, 0]
    return result
