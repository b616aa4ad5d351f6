"""Links between two texts: units in, scored pairs of runs of units out.

This is the engine behind both ``align_accounts`` and the links of a corpus.  Whether two texts tell
of the same things at all is asked first; of unrelated texts nothing is linked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import (
    acquaintance,
    anchored,
    common,
    field,
    lexicon,
    paths,
    places,
    sparse,
    stretches,
)
from fitnacorpus.align.calibration import shipped
from fitnacorpus.align.common import Evidence
from fitnacorpus.align.places import Place
from fitnacorpus.align.units import Units

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEATURES: Final = ("above", "order", "length")
"""What the probability of a place is reckoned from: by how much its value stands above the middle
of the places of its two texts, how far these stand in one order (logarithm of `order`), and how
long the shorter text is (logarithm of its units).  Values alone do not carry from one pair of books
to another, since pairs differ in how much they share, and of few units none stands far above the
others.
Fitted on the judged places of the development chronicles, whole and by the chapter, those that
nobody has judged counted as wrong: it is rather too low than too high."""
RELATED: Final = 2.4
"""How many times as much of the best places of two texts must stand in one order as against it, for
the texts to tell of the same things.  On the development books 2.6 and 3.2 between Mark and John in
two languages and 4 and more between all other accounts of the same events, .5 to 2.1 between
unrelated books, and 1.3 to 2.2 where one (Gibbon) gives a few pages to what the other tells at
length: of these `stretches` are asked."""
IN_ORDER: Final = 60
"""Best places whose order is looked at."""
WHOLE: Final = 9_000_000
"""Pairs of units that are compared at once; of two texts with more, the longer is taken in pieces.
Each costs some 45 bytes and 3 microseconds: 400 MB and half a minute, of books of 70,000 words."""
LIBRARY: Final = 16 * WHOLE
"""Pairs of units beyond which texts are not compared piece by piece but where their wording alone
tells that it pays (`sparse.boxes`): from two books of 250,000 words on."""
_UNITS: Final = 2
"""Units of the shorter text for one place that is listed: 300 of books of 600 units and more."""
_UNITS_OF_STRETCH: Final = 4
"""Units of the shorter of two stretches for one place that is listed."""
_FITTED: Final = 700
"""Units of the shorter text up to which it was fitted what its length does to a probability."""
CHAPTER: Final = 400
"""Units of a text in which too little stands in order to tell whether another one tells of the same
things.  Of stretches of 80 to 200 units around a passage that both tell, four in ten have an order
that no unrelated pair has."""
DECIMALS: Final = 4
"""Decimals of a probability.  Two are written and shown; with two alone most links would tie, and
of three hundred the best would be those that come first in the text."""
_HEARD: Final = 0.6
"""Weight of a name from which it is shown as heard."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Two runs of units that tell the same.

    Attributes:
        a: Units of the one text, of one part.
        b: Units of the other.
        probability: That the link is right, `DECIMALS` decimals.
        heard: Names that no authority resolves and that are heard in both.
        astray: Whether its neighbours in either text stand elsewhere in the other.
    """

    a: range
    b: range
    probability: float
    heard: tuple[str, ...] = ()
    astray: bool = False


def link(
    a: Units,
    b: Units,
    *,
    floor: float = 0.0,
    words: lexicon.Lexicon | None = None,
) -> list[Scored]:
    """The links of two texts, best first; none for texts that have nothing to do with each other.

    Args:
        a: The one text.
        b: The other.
        floor: Lowest probability that is given.
        words: The translation lexicon; by default that of the package.
    """
    if not len(a) or not len(b) or not a.vectors.any() or not b.vectors.any():
        return []
    words = words or lexicon.shipped()
    out: list[Scored] = []
    for rows, columns in _boxes(a, b):
        found = _inside(part(a, rows), part(b, columns), words)
        out += [replace(x, a=_moved(x.a, rows.start), b=_moved(x.b, columns.start)) for x in found]
    # Of equal probability, those come first that have the higher value.
    ranked = sorted((x for x in out if x.probability >= floor), key=lambda x: -x.probability)
    return [ranked[k] for k in places.distinct([(x.a, x.b) for x in ranked])]


def _boxes(a: Units, b: Units) -> Iterable[tuple[range, range]]:
    """The stretches of two texts between which everything is compared."""
    if len(a) * len(b) > LIBRARY:
        return sparse.boxes(a.vectors, b.vectors)
    return stretches.pieces(len(a), len(b), WHOLE)


def _inside(a: Units, b: Units, words: lexicon.Lexicon) -> list[Scored]:
    evidence, langs = common.evidence(a, b, words), (a.lang, b.lang)
    others = places.wide(evidence, _weights(of_names=False))
    wide = others + places.wide(evidence, _weights(of_names=True))
    known = None
    if min(len(a), len(b)) <= CHAPTER:
        known = acquaintance.acquainted(evidence, a, b)
    gate = bool if known else related
    if found := places.find(evidence, langs, listed(a, b), across=wide, gate=gate):
        return _scored(evidence, found, (len(a), len(b)))
    if known is False:  # in a short text chance finds some order somewhere
        return []
    if evidence.names.resolved:  # of strangers the ear alone is no witness
        heard = replace(evidence, heard=evidence.names)
        wide = others + places.wide(heard, _weights(of_names=True))
    if not (both := stretches.related(wide, langs)):
        return []
    rows, columns = both
    evidence = common.evidence(part(a, rows), part(b, columns), words)
    most = min(places.MOST, min(map(len, both)) // _UNITS_OF_STRETCH)
    found = places.find(evidence, langs, most)
    scored = _scored(evidence, found, (len(rows), len(columns)))
    return [replace(x, a=_moved(x.a, rows.start), b=_moved(x.b, columns.start)) for x in scored]


def listed(a: Units, b: Units) -> int:
    """How many places of two texts are listed."""
    return min(places.MOST, min(len(a), len(b)) // _UNITS)


def part(units: Units, span: range) -> Units:
    """A stretch of a text.

    Args:
        units: All units of it.
        span: Which are wanted.
    """
    if len(span) == len(units):
        return units
    inside = slice(span.start, span.stop)
    return Units(
        units.lang,
        units.spans[inside],
        units.part[inside],
        units.words[inside],
        units.names[inside],
        units.terms[inside],
        units.vectors[inside],
    )


def _weights(*, of_names: bool) -> dict[str, float]:
    """The weights of what speaks by names, or of the rest."""
    return {k: w for k, w in field.WEIGHTS.items() if (k in field.BY_NAME) is of_names}


def _scored(evidence: Evidence, found: Sequence[Place], size: tuple[int, int]) -> list[Scored]:
    p = shipped("places").probability(features(found, size))
    return [
        Scored(
            place.a,
            place.b,
            round(float(value), DECIMALS),
            _heard(evidence, place),
            place.aside >= anchored.ASTRAY,
        )
        for place, value in zip(found, p, strict=True)
    ]


def features(found: Sequence[Place], size: tuple[int, int]) -> NDArray[np.float64]:
    """What the probability of the places of two texts is reckoned from, see `FEATURES`.

    Args:
        found: The places.
        size: Units of the two texts, or of the stretches of them that were compared.
    """
    values = np.array([x.value for x in found], dtype=np.float64)
    middle = float(np.median(values)) if len(values) else 0.0
    of_both = math.log(order(found)), math.log(min(max(1, min(size)), _FITTED))
    return np.column_stack([values - middle, *(np.full(len(values), x) for x in of_both)])


def related(found: Sequence[Place]) -> bool:
    """Whether two texts tell of the same things.

    Good pairs are found between any two texts, and even near one another; only where both tell the
    same do the best of them stand in the same order.
    """
    return order(found) >= RELATED


def order(found: Sequence[Place]) -> float:
    """How many times as much of the best places stands in one order as against it.

    Each counts by how far it stands above the last of them: good places in order say more than
    many that chance put there.  What places say of one another is left out, since it rests on their
    order.
    """
    best = sorted(found, key=lambda x: (-x.alone, x.a.start, x.b.start))[:IN_ORDER]
    least = min((x.alone for x in best), default=0.0)
    return paths.in_one_order(
        [x.a.start for x in best], [x.b.start for x in best], [x.alone - least for x in best]
    )


def _heard(evidence: Evidence, place: Place) -> tuple[str, ...]:
    x = evidence.names
    if not x.resolved < len(x.things):
        return ()
    here = x.a[place.a.start : place.a.stop].max(axis=0)
    there = x.b[place.b.start : place.b.stop].max(axis=0)
    weight = np.minimum(here, there)
    some = [k for k in range(x.resolved, len(x.things)) if weight[k] >= _HEARD * common.HEARD]
    rare = field.rarity(x.a) * field.rarity(x.b)
    return tuple(
        x.things[k].title() for k in sorted(some, key=lambda k: (-round(float(rare[k]), 2), k))
    )


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)
