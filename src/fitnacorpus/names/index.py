"""Searching names: any spelling, either script, best first, with the reason.

Three tiers.  *exact*: the search folds are equal.  *variant*: the same name by rules of spelling
or structure: equal structural keys, or one name is the beginning of the other (a nisba or a far
ancestor left out).  *fuzzy*: the rest that resembles the query closely enough, across scripts by
the skeleton of consonants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from fitnacorpus.names.skeleton import skeleton
from fitnacorpus.orthography import arabic, fold_key, latin

TIERS: Final = ("exact", "variant", "fuzzy")
LONGEST_QUERY: Final = 500
"""Longest query that is looked at, in code points; the rest is ignored."""
_NEAR: Final = 75.0


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
        self._names = list(names)
        self._folds = [fold_key(name) for name in self._names]

    @cached_property
    def _keys(self) -> list[tuple[str, ...]]:
        return [_key(name) for name in self._names]

    @cached_property
    def _skeletons(self) -> list[str]:
        return [skeleton(name) for name in self._names]

    def search(self, query: str, limit: int = 10) -> list[NameHit]:
        """Find the names that a query may mean.

        Args:
            query: A name, or the beginning of one, in any spelling and script.
            limit: How many hits at the most.

        Returns:
            Hits, best first: by tier, then score, then position.  None for a query without letters.
        """
        query = query[:LONGEST_QUERY]
        folded = fold_key(query)
        if not any(c.isalnum() for c in folded) or limit < 1:
            return []
        hits: dict[int, NameHit] = {}
        for position, other in enumerate(self._folds):
            if other == folded:
                hits[position] = self._hit(position, "exact", 1.0, "same spelling")
        key = _key(query)
        for position, other_key in enumerate(self._keys):
            if position not in hits and (found := _structure(key, other_key)):
                hits[position] = self._hit(position, "variant", *found)
        for position, score, why in self._near(query, folded):
            if position not in hits:
                hits[position] = self._hit(position, "fuzzy", score, why)
        ranked = sorted(hits.values(), key=lambda h: (TIERS.index(h.tier), -h.score, h.position))
        return ranked[:limit]

    def _hit(self, position: int, tier: str, score: float, why: str) -> NameHit:
        return NameHit(position, self._names[position], tier, round(score, 2), why)

    def _near(self, query: str, folded: str) -> list[tuple[int, float, str]]:
        """Names that resemble the query: in its own script by letters, else by consonants."""
        out = []
        arabic = _is_arabic(folded)
        same = [_is_arabic(other) == arabic for other in self._folds]
        for _, score, position in process.extract(
            folded, self._folds, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
        ):
            if same[position]:
                out.append((position, score / 100, "similar spelling"))
        bones = skeleton(query)
        if len(bones) > 1:
            # Three consonants that are not all the same are another word.
            cutoff = _NEAR if len(bones) > 3 else 100.0
            for _, score, position in process.extract(
                bones, self._skeletons, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
            ):
                if not same[position] and self._folds[position]:
                    out.append((position, score / 101, "similar consonants in the other script"))
        return out


def _key(name: str) -> tuple[str, ...]:
    """The structural key of a name in either script, in parts."""
    script = arabic if _is_arabic(name) else latin
    return tuple(script.name_key(name).split())


def _structure(query: Sequence[str], name: Sequence[str]) -> tuple[float, str] | None:
    """Whether two structural keys are of one name; score and reason."""
    if not query or not name:
        return None
    if query == name:
        return 0.95, "same name, spelt otherwise"
    shorter, longer = sorted((query, name), key=len)
    if longer[: len(shorter)] == shorter:
        what = "the name continues" if shorter is query else "the query continues"
        return round(0.6 + 0.3 * len(shorter) / len(longer), 2), f"same beginning; {what}"
    return None


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= c <= "\u06ff" for c in text)
