"""Searching names: any spelling, either script, best first, with the reason.

Three tiers.  *exact*: the search folds are equal.  *variant*: the same name by rules of spelling
or structure: equal structural keys, or one name is the beginning of the other (a nisba or a far
ancestor left out), or a scholarly romanisation determines the Arabic.  *fuzzy*: the rest that
resembles the query closely enough, in its own script or in the other (`ranking`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fitnacorpus.orthography import fold_key, name_key

if TYPE_CHECKING:
    from fitnacorpus.names.ranking import Ranking
    from fitnacorpus.names.tables import Tables

TIERS: Final = ("exact", "variant", "fuzzy")
FAINT: Final = 0.1
"""Lowest score of a name in the fuzzy tier, where nothing else is asked for."""
NEAR: Final = 0.5
"""Score from which a fuzzy hit is more likely right than wrong; what a reader should be shown."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name found.

    Attributes:
        position: Index of the name in the list that was indexed.
        name: The name.
        tier: "exact", "variant" or "fuzzy".
        score: Between 0 and 1; 1 for exact.
        why: The reason, in words.
    """

    position: int
    name: str
    tier: str
    score: float
    why: str


class NameIndex:
    """An index over names in any script.

    Args:
        names: The names; duplicates and blank names are allowed, blank names are never found.
    """

    def __init__(self, names: Iterable[str]) -> None:
        from fitnacorpus.names import tables

        self._tables: Tables = tables.build(names)

    @classmethod
    def open(cls, path: str | Path) -> NameIndex:
        """Open an index that was saved.

        Args:
            path: The file.

        Raises:
            CorpusError: there is no saved index of this version (``no-name-index``).
        """
        from fitnacorpus.names.tables import Tables

        index = cls.__new__(cls)
        index._tables = Tables.open(Path(path))
        return index

    def save(self, path: str | Path) -> None:
        """Save the index to a file, which `open` opens in milliseconds.

        Args:
            path: The file; it is overwritten.
        """
        self._tables.save(Path(path))

    def __len__(self) -> int:
        return len(self._tables.numbers)

    @cached_property
    def _ranking(self) -> Ranking:
        from fitnacorpus.names.ranking import Ranking

        return Ranking(self._tables)

    def search(self, query: str, limit: int = 10, *, least: float = FAINT) -> list[NameHit]:
        """Find the names that a query may mean.

        Args:
            query: A name, or the beginning of one, in any spelling and script; what follows after
                `tables.LONGEST` code points is ignored.
            limit: How many hits at the most.
            least: Lowest score of a hit; `NEAR` leaves out what is more likely wrong than right.

        Returns:
            Hits, best first: by tier, then score, then position.  None for a query without
            letters; for one of particles only ("ibn", "al-"), the names spelt so.
        """
        from fitnacorpus.names.exonyms import others
        from fitnacorpus.names.tables import LONGEST
        from fitnacorpus.names.tokens import parse

        query = query[:LONGEST]
        folded = fold_key(query)
        if not any(c.isalnum() for c in folded) or limit < 1:
            return []
        hits: dict[int, NameHit] = {}
        for position in self._equal(folded):
            hits[position] = self._hit(position, "exact", 1.0, "same spelling")
        for abroad in others(folded):
            for position in self._equal(abroad):
                known = "its name in the other language"
                hits.setdefault(position, self._hit(position, "variant", 0.95, known))
        key = name_key(query)
        parsed = parse(query, key)
        if parsed.tokens:
            for position, (score, why) in self._variants(query, key).items():
                other = int(self._tables.numbers[position])
                if position not in hits and not (other and parsed.number not in (0, other)):
                    hits[position] = self._hit(position, "variant", score, why)
            if len(hits) < limit:
                for found in self._ranking.like(parsed, limit + len(hits)):
                    score = round(found.score, 2)
                    if score >= least and found.position not in hits:
                        why = "parts in another order" if found.swapped else "similar sound"
                        hits[found.position] = self._hit(found.position, "fuzzy", score, why)
        ranked = sorted(hits.values(), key=lambda h: (TIERS.index(h.tier), -h.score, h.position))
        return ranked[:limit]

    def apart(self, query: str) -> frozenset[int]:
        """Positions of the names that begin like a query and are certainly another bearer's.

        Both say whose son he is, or which of his name, and nothing of it agrees.  Who also bears
        such a name is not meant where only a part of the query fits: Muʿāwiya I, also called
        Muʿāwiya, is not asked for by "Muʿāwiya b. Ḥudayj".
        """
        from fitnacorpus.names.tables import LONGEST
        from fitnacorpus.names.tokens import parse

        return frozenset(self._ranking.apart(parse(query[:LONGEST])))

    def _hit(self, position: int, tier: str, score: float, why: str) -> NameHit:
        return NameHit(position, self._tables.name(position), tier, score, why)

    def _equal(self, folded: str) -> list[int]:
        """Positions of the names of a search fold."""
        from fitnacorpus.names.tables import equal
        from fitnacorpus.names.tokens import digest

        t = self._tables
        found: list[int] = t.fold_positions[equal(t.folds, digest(folded))].tolist()
        return found

    def _variants(self, query: str, key: str) -> dict[int, tuple[float, str]]:
        """Names that are the same by rules, with score and reason."""
        from fitnacorpus.names.tables import READING, WHOLE, beginnings, equal, readings
        from fitnacorpus.names.tokens import digest, parse

        t = self._tables
        out: dict[int, tuple[float, str]] = {}

        def add(found: slice, score: float, why: str, whole: bool) -> None:
            rows = zip(
                t.key_positions[found].tolist(),
                t.key_flags[found].tolist(),
                t.key_shares[found].tolist(),
                strict=True,
            )
            for position, flags, share in rows:
                if whole and not flags & WHOLE:
                    continue
                reason, value = why, score
                if flags & READING:
                    reason, value = "the same in the other script", min(score, 0.9)
                elif not flags & WHOLE:
                    reason = "same beginning; the name continues"
                    value = min(score, round(0.6 + 0.3 * share, 2))
                if value > out.get(position, (0.0, ""))[0]:
                    out[position] = value, reason

        words = key.split()
        for text, n in beginnings(words):
            at = equal(t.keys, digest(text))
            if n == len(words):
                add(at, 0.95, "same name, spelt otherwise", whole=False)
            elif len(parse("", text).tokens) > 1:
                # One word alone is a name that many bear, and the query says which of them.
                score = round(0.6 + 0.3 * n / len(words), 2)
                add(at, score, "same beginning; the query continues", whole=True)
        if not query.isascii():
            for reading in readings(query):
                add(equal(t.keys, digest(reading)), 0.9, "the same in the other script", whole=True)
        return out
