"""Aligning a text with its translation: monotone, many to many, with gaps.

What a bead of up to four sentences a side costs is how unlike its two runs of sentences are,
measured against runs taken at random (Thompson and Koehn, Vecalign, EMNLP 2019), and how far their
lengths depart from the ratio of the two texts (Gale and Church, Computational Linguistics 19:1,
1993).  The cheapest way is found in full for short texts and within a band for long ones (`band`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fitnacorpus import plugins
from fitnacorpus.align.encode import encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.band import Prices, Side

    Vectors = NDArray[np.float32]

_SHAPES: Final = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1))
_LONGEST: Final = 4
_GAP: Final = 0.6
"""Cost of leaving a sentence out; a bead of two runs taken at random costs 1."""
_LENGTHS: Final = 0.5
"""Cost of one natural logarithm of difference in length."""
_SMALL: Final = 10
"""Code points added to both lengths, so that short sentences may differ."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other; one range is empty where a side has no counterpart.

    Attributes:
        a: Indices into the first text.
        b: Indices into the second text.
        score: Likeness between 0 and 1; 0 for a gap.
    """

    a: range
    b: range
    score: float


def align_translation(
    a: Sequence[str], b: Sequence[str], *, lang_a: str, lang_b: str
) -> list[Bead]:
    """Align the sentences of a text with those of its translation.

    Args:
        a: Sentences of the one, in order; blank ones are passed over.
        b: Sentences of the other, in order.
        lang_a: Language of the one.
        lang_b: Language of the other.

    Returns:
        Beads in order that together hold every sentence of both sides once.  A sentence without
        counterpart is a bead of its own; so is every sentence when the other side has none.
    """
    encoder = plugins.load("encoder", "use")()
    return align(a, b, lambda p: encode(p, lang_a, encoder), lambda p: encode(p, lang_b, encoder))


def align(
    a: Sequence[str],
    b: Sequence[str],
    encode_a: Callable[[Sequence[str]], Any],
    encode_b: Callable[[Sequence[str]], Any],
) -> list[Bead]:
    """As `align_translation`, with the encoders given."""
    full_a = [i for i, sentence in enumerate(a) if sentence.strip()]
    full_b = [j for j, sentence in enumerate(b) if sentence.strip()]
    beads: list[Bead] = []
    if full_a and full_b:
        found = _path(
            _side([a[i] for i in full_a], encode_a), _side([b[j] for j in full_b], encode_b)
        )
        beads = [Bead(_among(x.a, full_a), _among(x.b, full_b), x.score) for x in found]
    return list(_whole([x for x in beads if x.a and x.b], len(a), len(b)))


def align_vectors(a: Vectors, b: Vectors) -> list[Bead]:
    """Align two texts of which nothing is known but a vector for each sentence.

    A run of sentences counts as the sum of its sentences, and lengths are not looked at: less
    exact than `align_translation`, which encodes every run, but nothing is encoded.

    Args:
        a: One unit row a sentence; a row of zeros is a blank sentence and stays alone.
        b: The same for the other text.
    """
    import numpy as np

    from fitnacorpus.align.band import Side

    full_a, full_b = (np.flatnonzero(rows.any(axis=1)).tolist() for rows in (a, b))
    beads: list[Bead] = []
    if full_a and full_b:
        rows = [r if len(f) == len(r) else r[f] for r, f in ((a, full_a), (b, full_b))]
        found = _path(Side((rows[0],)), Side((rows[1],)))
        beads = [Bead(_among(x.a, full_a), _among(x.b, full_b), x.score) for x in found]
    return list(_whole([x for x in beads if x.a and x.b], len(a), len(b)))


def _side(sentences: Sequence[str], encode_runs: Callable[[Sequence[str]], Any]) -> Side:
    """A text without blank sentences: vectors of its runs, and the lengths of its sentences."""
    import numpy as np

    from fitnacorpus.align.band import Side

    runs = [
        encode_runs([" ".join(sentences[i : i + k]) for i in range(len(sentences) - k + 1)])
        for k in range(1, min(_LONGEST, len(sentences)) + 1)
    ]
    return Side(runs, np.array([len(sentence) for sentence in sentences], dtype=np.float64))


def _path(a: Side, b: Side) -> list[Bead]:
    """The cheapest way through two texts without blank sentences."""
    from fitnacorpus.align import band

    steps = band.cheapest(a, b, _prices())
    return [
        Bead(
            range(step.a, step.a + step.size.a),
            range(step.b, step.b + step.size.b),
            round(min(1.0, max(0.0, 1 - float(unlike))), 2),
        )
        for step, unlike in zip(steps, band.unlikeness(a, b, steps), strict=True)
    ]


def _prices() -> Prices:
    from fitnacorpus.align.band import Prices, Shape

    return Prices(tuple(Shape(*shape) for shape in _SHAPES), _GAP, _LENGTHS, _SMALL)


def _among(indices: range, full: Sequence[int]) -> range:
    """Indices among the sentences that are not blank, as indices among all."""
    if not indices:
        return range(0)
    return range(full[indices[0]], full[indices[-1]] + 1)


def _whole(beads: Iterable[Bead], n: int, m: int) -> Iterator[Bead]:
    """The beads, and a gap for every sentence that stands in none."""
    i = j = 0
    for bead in [*beads, Bead(range(n, n), range(m, m), 0.0)]:
        for left in range(i, bead.a.start):
            yield Bead(range(left, left + 1), range(j, j), 0.0)
        for right in range(j, bead.b.start):
            yield Bead(range(bead.a.start, bead.a.start), range(right, right + 1), 0.0)
        if bead.a or bead.b:
            yield bead
        i, j = bead.a.stop, bead.b.stop
