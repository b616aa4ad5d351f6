"""A query against the forms of an authority, in every way it may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fitnacorpus.arabic_script import in_block
from fitnacorpus.names.index import NEAR, TIERS, NameHit, NameIndex
from fitnacorpus.names.tokens import parse
from fitnacorpus.orthography.arabic import ARTICLE, clitic_candidates
from fitnacorpus.orthography.translit import query_readings

_IN_FULL: Final = 0.25
"""Lowest score of a name that a query of several words may mean."""
_SPELLINGS: Final = 12
"""Spellings of one word that are looked at."""
_BY_SOUND: Final = 0.7
"""Least score of a word that is taken for another by its sound alone, among all words of a text."""
# "al-Ashtar, Malik", as catalogues invert; "Hasan, son of Ali" is no such name.
_INVERTED: Final = re.compile(r"([^,،]{2,})[,،]\s*(?!(?:the )?(?:son|daughter)\b)([^,،]{2,})")


@lru_cache(maxsize=4)
def _index(names: tuple[str, ...]) -> NameIndex:
    """An index of names; to make it takes longer than many searches, and a process asks again."""
    return NameIndex(names)


def find(forms: Sequence[str], query: str) -> list[NameHit]:
    """Forms that a query may mean, best first.

    A query is also asked for as it may be meant: a name that reads as Buckwalter in Arabic script
    (scholarly romanisation is the index's own business), an inverted one of a catalogue the right
    way round, a word copied from a text without its attached particle.  What is met so by rule is
    the same name, and stands in the variant tier.  Faint hits are given only when there is nothing
    better.

    Args:
        forms: The forms of an authority.
        query: What was typed.
    """
    index = _index(tuple(forms))
    best = {hit.position: hit for hit in index.search(query, limit=len(forms))}
    for reading, reason in _readings(query):
        for hit in index.search(reading, limit=len(forms)):
            if hit.tier == "fuzzy":
                continue
            why = f"{hit.why}, {reason} {reading}"
            found = replace(hit, tier="variant", score=min(hit.score, 0.95), why=why)
            known = best.get(hit.position)
            if known is None or _rank(found) < _rank(known):
                best[hit.position] = found
    ranked = sorted(best.values(), key=lambda hit: (*_rank(hit), hit.position))
    near = [hit for hit in ranked if hit.tier != "fuzzy" or hit.score >= NEAR]
    # A name of several words tells enough: what resembles it so little is another.
    least = _IN_FULL if len(query.split()) > 1 else 0.0
    return near or [hit for hit in ranked if hit.score >= least]


def _readings(query: str) -> list[tuple[str, str]]:
    """What else a query may mean, each with the reason."""
    out = [(r.text, "Buckwalter for") for r in query_readings(query) if r.scheme == "buckwalter"]
    if inverted := _INVERTED.fullmatch(query.strip()):
        out.append((f"{inverted[2]} {inverted[1]}", "turned round:"))
    words = query.split()
    if words and in_block(words[0][0]):
        out += [
            (" ".join([clitic.rest, *words[1:]]), "without the particle:")
            for clitic in clitic_candidates(words[0])
            if clitic.particles and clitic.particles[-1] != ARTICLE
        ]
    return out


def _rank(hit: NameHit) -> tuple[int, float]:
    return TIERS.index(hit.tier), -hit.score


def alike(words: Sequence[str], query: str) -> list[list[NameHit]]:
    """For each word of a name the words of a text that may be it, in either script, best first.

    Particles of names (ibn, the article) are no words of theirs.

    Args:
        words: The words of the text.
        query: The name.
    """
    index = _index(tuple(words))
    asked = [token.text for token in parse(query).tokens]
    return [
        [
            hit
            for hit in index.search(word, limit=_SPELLINGS)
            if hit.tier != "fuzzy" or hit.score >= _BY_SOUND
        ]
        for word in asked
    ]
