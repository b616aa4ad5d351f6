"""A query against the forms of an authority, also when it is typed in Buckwalter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fitnacorpus.names.index import NEAR, TIERS, NameHit, NameIndex
from fitnacorpus.orthography.translit import query_readings


def find(forms: Sequence[str], query: str) -> list[NameHit]:
    """Forms that a query may mean, best first.

    A query that reads as Buckwalter is also asked for in Arabic script; what it meets there by rule
    is the same name, and stands in the variant tier (scholarly romanisation is the index's own
    business).  Faint hits are given only when there is nothing better.

    Args:
        forms: The forms of an authority.
        query: What was typed.
    """
    index = NameIndex(forms)
    best = {hit.position: hit for hit in index.search(query, limit=len(forms))}
    for reading in query_readings(query):
        if reading.scheme != "buckwalter":
            continue
        for hit in index.search(reading.text, limit=len(forms)):
            if hit.tier == "fuzzy":
                continue
            why = f"{hit.why}, Buckwalter for {reading.text}"
            found = replace(hit, tier="variant", score=min(hit.score, 0.95), why=why)
            known = best.get(hit.position)
            if known is None or _rank(found) < _rank(known):
                best[hit.position] = found
    ranked = sorted(best.values(), key=lambda hit: (*_rank(hit), hit.position))
    near = [hit for hit in ranked if hit.tier != "fuzzy" or hit.score >= NEAR]
    return near or ranked


def _rank(hit: NameHit) -> tuple[int, float]:
    return TIERS.index(hit.tier), -hit.score
