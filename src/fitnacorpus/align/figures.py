"""Numbers and years of a passage, in a form that can be compared across languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fitnacorpus.model import DateExpression, Number
from fitnacorpus.orthography import dates, numbers

_LONGEST_RANGE: Final = 2
"""Years that a date may cover and still be a year to compare; a Hijri year touches two."""


def find(passage: str, lang: str) -> frozenset[str]:
    """The numbers from two on, and the years, of a passage.  See `keys`."""
    found = dates.find(passage, lang)
    return keys(numbers.find(passage, lang, found), found)


def keys(found: Iterable[Number], when: Iterable[DateExpression]) -> frozenset[str]:
    """Numbers and years as keys: ``4000``, ``year 657``.

    A Hijri year gives both Gregorian years that it touches.
    """
    out = {str(n.value) for n in found if n.value > 1}
    for date in when:
        out.update(f"year {year}" for year in years(date))
    return frozenset(out)


def years(date: DateExpression) -> range:
    """The Gregorian years that a date touches; none for a long range."""
    first, last = int(date.earliest[:4]), int(date.latest[:4])
    return range(first, last + 1) if last - first < _LONGEST_RANGE else range(0)
