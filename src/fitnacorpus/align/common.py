"""What two texts have in common, unit by unit: names, words, deeds and wording.

Nothing is said here of where they tell the same; `field` counts over windows of units what is
found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import lexicon as lexicons
from fitnacorpus.align import renderings, score, sound
from fitnacorpus.align.renderings import Renderings
from fitnacorpus.align.units import Units
from fitnacorpus.align.windows import uncrowded
from fitnacorpus.languages import EN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fitnacorpus.model import Span

    Matrix = NDArray[np.float32]

Found = tuple[int, str, float]
"""A unit, a thing that stands in it, and how surely."""
HEARD: Final = 0.7
"""Weight of a name that is only heard beside one that is resolved."""
_SAME: Final = 0.6
"""Share of the units in which a name is heard that hold one bearer, from which it is his."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Things that stand in both texts.

    Attributes:
        a: Weight of each of k things in each of n units.
        b: Weight of each in each of m units.
        things: Their names.
        resolved: How many of them, the first, are ids; the others are heard.
    """

    a: Matrix
    b: Matrix
    things: tuple[str, ...]
    resolved: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two texts have in common, unit by unit.

    Attributes:
        part_a: Number of the part of each of n units.
        part_b: Number of the part of each of m units.
        spans_a: Where each of n units stands in its source.
        spans_b: Where each of m units stands in its source.
        names: Names of both, by id, or by sound what no id covers: what the authority says.
        heard: All names of both by sound, whether an id covers them or not: what the ear says.
        terms: What happens in both.
        words: Words of both; None where the lexicon does not know the languages.
        wording: Likeness of each pair of units, (n, m).
    """

    part_a: tuple[int, ...]
    part_b: tuple[int, ...]
    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    names: Shared
    heard: Shared
    terms: Shared
    words: Renderings | None
    wording: Matrix


def evidence(
    a: Units,
    b: Units,
    lexicon: lexicons.Lexicon,
) -> Evidence:
    """What two texts have in common.

    Args:
        a: Units of the one text.
        b: Units of the other.
        lexicon: Renderings of words.
    """
    size = len(a), len(b)
    terms = [[(k, t, 1.0) for k, of in enumerate(x.terms) for t in sorted(of)] for x in (a, b)]
    return Evidence(
        a.part,
        b.part,
        a.spans,
        b.spans,
        *_names(a, b, lexicon),
        shared(terms[0], terms[1], size),
        _renderings(a, b, lexicon),
        _alike(a.vectors, b.vectors),
    )


def shared(a: Iterable[Found], b: Iterable[Found], size: tuple[int, int]) -> Shared:
    """What was found in two texts, as far as it was found in both."""
    here, there = list(a), list(b)
    things = sorted({x for _, x, _ in here} & {x for _, x, _ in there})
    at = {x: i for i, x in enumerate(things)}

    def matrix(found: Iterable[Found], units: int) -> Matrix:
        out = np.zeros((units, len(things)), np.float32)
        for unit, thing, weight in found:
            if thing in at:
                out[unit, at[thing]] = max(out[unit, at[thing]], weight)
        return out

    return Shared(matrix(here, size[0]), matrix(there, size[1]), tuple(things))


def _names(a: Units, b: Units, lexicon: lexicons.Lexicon) -> tuple[Shared, Shared]:
    """Names by id, and by sound those that no id covers; and all of them by sound."""
    size = len(a), len(b)
    ids = [[(k, n, w) for k, of in enumerate(x.names) for n, w in of] for x in (a, b)]
    table = shared(ids[0], ids[1], size)
    sounds = sound.in_both(a.lang, a.words, b.lang, b.words, lexicon)
    found = shared(sounds[0], sounds[1], size)
    heard = replace(found, a=HEARD * found.a)
    english = "b" if b.lang == EN else "a"
    written, resolved = getattr(heard, english) > 0, getattr(table, english) > 0
    new = [
        k
        for k in range(len(heard.things))
        if not resolved.shape[1] or resolved[written[:, k]].mean(axis=0).max() <= _SAME
    ]
    names = Shared(
        np.concatenate([table.a, heard.a[:, new]], axis=1),
        np.concatenate([table.b, heard.b[:, new]], axis=1),
        (*table.things, *(heard.things[k] for k in new)),
        len(table.things),
    )
    return names, heard


def _renderings(a: Units, b: Units, lexicon: lexicons.Lexicon) -> Renderings | None:
    """Words by the lexicon; names count by themselves, so across languages they are left out."""
    names = frozenset[str]()
    if a.lang != b.lang:
        names = names.union(*(sound.english_names(x.words) for x in (a, b) if x.lang == EN))
    return renderings.read(a.words, a.lang, b.words, b.lang, lexicon, names)


def _alike(a: Matrix, b: Matrix) -> Matrix:
    """Likeness of vectors, each without the mean of its text, relative to the surroundings of both.

    The mean is that of the units of this text: with one of the corpus, taken over episodes, links
    between two texts would depend on a third.
    """
    centred = [score.centred(rows, None) for rows in (a, b)]
    return uncrowded(np.asarray(centred[0] @ centred[1].T, dtype=np.float32))
