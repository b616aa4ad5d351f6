"""Links between two texts: units in, scored pairs of runs of units out.

This is the engine behind both ``align_accounts`` and the links of a corpus.  Whether two texts tell
of the same things at all is asked first; of unrelated texts nothing is linked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.align import field, lexicon, places, sparse
from fitnacorpus.align.calibration import shipped
from fitnacorpus.align.field import Evidence
from fitnacorpus.align.places import Place
from fitnacorpus.align.units import Units

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEATURES: Final = ("evidence", "order", "pair")
"""What the probability of a place is reckoned from: standard scores of the evidence by itself, of
the support of what stands around, and the mean evidence of the best places of the two texts, since
some texts share more than others."""
_HEARD: Final = 0.6
"""Weight of a name from which it is shown as heard."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Two runs of units that tell the same.

    Attributes:
        a: Units of the one text, of one part.
        b: Units of the other.
        probability: That the link is right, two decimals.
        heard: Names that no authority resolves and that are heard in both.
    """

    a: range
    b: range
    probability: float
    heard: tuple[str, ...] = ()


def link(
    a: Units,
    b: Units,
    *,
    means: Mapping[str, Any] | None = None,
    floor: float = 0.0,
    words: lexicon.Lexicon | None = None,
) -> list[Scored]:
    """The links of two texts, best first; none for texts that have nothing to do with each other.

    Args:
        a: The one text.
        b: The other.
        means: Mean vector of each language over the corpus.
        floor: Lowest probability that is given.
        words: The translation lexicon; by default that of the package.
    """
    if not len(a) or not len(b) or not a.vectors.any() or not b.vectors.any():
        return []
    words = words or lexicon.shipped()
    boxes = [(range(len(a)), range(len(b)))]
    if len(a) * len(b) > sparse.LONG:
        boxes = sparse.boxes(a.vectors, b.vectors)
    out: list[Scored] = []
    for rows, columns in boxes:
        found = _inside(_part(a, rows), _part(b, columns), means, words)
        out += [replace(x, a=_moved(x.a, rows.start), b=_moved(x.b, columns.start)) for x in found]
    ranked = sorted(out, key=lambda x: (-x.probability, x.a.start, x.b.start, x.a.stop, x.b.stop))
    return _once([x for x in ranked if x.probability >= floor])


def _inside(
    a: Units, b: Units, means: Mapping[str, Any] | None, words: lexicon.Lexicon
) -> list[Scored]:
    evidence = field.evidence(a, b, words, means)
    found = places.find(evidence, (a.lang, b.lang))
    if not related(found):
        return []
    p = shipped("places").probability(features(found))
    return [
        Scored(place.a, place.b, round(float(value), 2), _heard(evidence, place))
        for place, value in zip(found, p, strict=True)
    ]


def features(found: Sequence[Place]) -> NDArray[np.float64]:
    """What the probability of places is reckoned from, see `FEATURES`."""
    pair = float(np.mean([x.evidence for x in found[:LOOKED_AT]])) if found else 0.0
    return np.array([(x.evidence, x.order, pair) for x in found], dtype=np.float64).reshape(-1, 3)


LOOKED_AT: Final = 30
"""Best places by which it is told whether two texts are related."""
RELATED: Final = 3.0
"""Mean support of the best places, in standard scores, from which two texts tell of the same
things.  On the development books related pairs reach 4.3 to 10.1, unrelated ones 1.4 to 1.6."""


def related(found: Sequence[Place]) -> bool:
    """Whether two texts tell of the same things.

    Good pairs are found between any two texts; only where both tell the same do the best of them
    stand near one another on both sides.
    """
    best = found[:LOOKED_AT]
    return bool(best) and float(np.mean([x.order for x in best])) >= RELATED


def _heard(evidence: Evidence, place: Place) -> tuple[str, ...]:
    x = evidence.names
    if not x.resolved < len(x.things):
        return ()
    here = x.a[place.a.start : place.a.stop].max(axis=0)
    there = x.b[place.b.start : place.b.stop].max(axis=0)
    weight = np.minimum(here, there)
    some = [k for k in range(x.resolved, len(x.things)) if weight[k] >= _HEARD * field.HEARD]
    rare = field.rarity(x.a) * field.rarity(x.b)
    return tuple(
        x.things[k].title() for k in sorted(some, key=lambda k: (-round(float(rare[k]), 2), k))
    )


def _part(units: Units, span: range) -> Units:
    """A stretch of a text."""
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


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)


def _once(ranked: Sequence[Scored]) -> list[Scored]:
    """Links that do not overlap a better one on both sides."""
    taken: set[tuple[int, int]] = set()
    out = []
    for x in ranked:
        cells = {(i, j) for i in x.a for j in x.b}
        if not cells & taken:
            taken |= cells
            out.append(x)
    return out
