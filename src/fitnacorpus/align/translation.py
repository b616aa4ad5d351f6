"""Aligning a text with its translation: monotone, many to many, with gaps.

Dynamic programming over beads of up to four sentences a side.  What a bead costs is how unlike its
two runs of sentences are, measured against runs taken at random (Thompson and Koehn, Vecalign,
EMNLP 2019), and how far their lengths depart from the ratio of the two texts (Gale and Church,
Computational Linguistics 19:1, 1993).
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
        Beads in order that together hold every sentence of both sides once.
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
        found = _path([a[i] for i in full_a], [b[j] for j in full_b], encode_a, encode_b)
        beads = [Bead(_among(x.a, full_a), _among(x.b, full_b), x.score) for x in found]
    return list(_whole([x for x in beads if x.a and x.b], len(a), len(b)))


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


def _path(
    a: Sequence[str],
    b: Sequence[str],
    encode_a: Callable[[Sequence[str]], Any],
    encode_b: Callable[[Sequence[str]], Any],
) -> list[Bead]:
    """The best monotone path through two texts without blank sentences."""
    import numpy as np

    n, m = len(a), len(b)
    rows_a = {k: _runs(a, k, encode_a) for k in range(1, min(_LONGEST, n) + 1)}
    rows_b = {k: _runs(b, k, encode_b) for k in range(1, min(_LONGEST, m) + 1)}
    lengths_a, lengths_b = _lengths(a), _lengths(b)
    ratio = lengths_b[1].sum() / lengths_a[1].sum()
    unlike: dict[tuple[int, int], Any] = {}
    cost: dict[tuple[int, int], Any] = {}
    for i, j in _SHAPES:
        if i > n or j > m:
            continue
        random_a = (1 - rows_a[i] @ rows_b[1].T).mean(axis=1)[:, None]
        random_b = (1 - rows_b[j] @ rows_a[1].T).mean(axis=1)[None, :]
        unlike[i, j] = 2 * (1 - rows_a[i] @ rows_b[j].T) / np.maximum(random_a + random_b, 1e-6)
        longer = (lengths_a[i] * ratio + _SMALL)[:, None] / (lengths_b[j] + _SMALL)[None, :]
        cost[i, j] = (unlike[i, j] + _LENGTHS * np.abs(np.log(longer))) * i * j
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0.0
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            options = [((0, 1), _GAP), ((1, 0), _GAP)]
            options += [
                (shape, float(cells[i - shape[0], j - shape[1]]))
                for shape, cells in cost.items()
                if i >= shape[0] and j >= shape[1]
            ]
            for (di, dj), price in options:
                if i < di or j < dj:
                    continue
                value = total[i - di, j - dj] + price
                if value < total[i, j] - 1e-9:
                    total[i, j] = value
                    step[i, j] = (di, dj)
    return _trace(step, unlike, n, m)


def _lengths(sentences: Sequence[str]) -> dict[int, NDArray[np.float64]]:
    """Lengths in code points of all runs of one sentence, two, and so on."""
    import numpy as np

    single = np.array([len(sentence) for sentence in sentences], dtype=np.float64)
    return {
        k: np.convolve(single, np.ones(k), "valid")
        for k in range(1, min(_LONGEST, len(single)) + 1)
    }


def _runs(
    sentences: Sequence[str], length: int, encode_runs: Callable[[Sequence[str]], Any]
) -> Any:
    """Vectors of all runs of that many sentences."""
    starts = range(len(sentences) - length + 1)
    return encode_runs([" ".join(sentences[i : i + length]) for i in starts])


def _trace(
    step: dict[tuple[int, int], tuple[int, int]],
    unlike: dict[tuple[int, int], Any],
    n: int,
    m: int,
) -> list[Bead]:
    out: list[Bead] = []
    i, j = n, m
    while i or j:
        di, dj = step[i, j]
        i, j = i - di, j - dj
        score = 0.0
        if di and dj:
            score = round(min(1.0, max(0.0, 1 - float(unlike[di, dj][i, j]))), 2)
        out.append(Bead(range(i, i + di), range(j, j + dj), score))
    return out[::-1]
