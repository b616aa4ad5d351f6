"""Places that are much like a passage in its context, found by its words and not by a scan."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w{2,}")
_COMMON: Final = 300
"""A word that stands in more places than this tells none of them apart, and is passed over."""
_SHARE: Final = 0.4
"""Share of the words of a pattern that must stand where they stand in it: a near-copy of which
every tenth letter is another one still has half of its words whole."""
_APART: Final = 16
"""Code points by which words may stand nearer to each other, or farther, than they did."""
_MOST: Final = 12
"""Places that are looked at closely, those with most words first."""


@lru_cache(maxsize=4)
def _index(source: str) -> Mapping[str, array[int]]:
    """Where each word of a source begins."""
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for match in _WORD.finditer(source):
        found[match[0]].append(match.start())
    return found


def alike(source: str, pattern: str) -> Iterator[int]:
    """Where a pattern may stand, near-copies included: about where each begins, likeliest first."""
    index = _index(source)
    votes: Counter[int] = Counter()
    asked = 0
    for match in _WORD.finditer(pattern):
        places = index.get(match[0], ())
        if len(places) > _COMMON:
            continue
        asked += 1
        votes.update({(place - match.start()) // _APART for place in places})
    # A place whose words stand on both sides of a border is one place.
    joined = {cell: votes[cell] + votes[cell + 1] for cell in votes}
    least = max(2, _SHARE * asked)
    taken: set[int] = set()
    for cell, number in sorted(joined.items(), key=lambda item: (-item[1], item[0])):
        if number < least or len(taken) >= _MOST:
            return
        if not taken & {cell - 1, cell, cell + 1}:
            taken.add(cell)
            yield max(0, cell * _APART)
