"""Places where two texts tell the same: the best pairs of windows of the field, cut to passages.

Places are taken best first.  One that overlaps a better one on both sides is that one again; a unit
stands in a few places at most, since an account may tell in several passages what the other tells
in one, but not everywhere.  A place that runs over a cut of episodes is cut there, and the pieces
that carry it stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align.field import Evidence, Windows, scores, total, windows
from fitnacorpus.align.windows import blurred
from fitnacorpus.languages import AR, EN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

SIZE: Final = (5, 5)
"""Units of a window of either text.  Smaller ones find the scene less often (average precision of
the development chronicles .34 with three), larger ones quote too much."""
MOST: Final = 300
"""Places of two texts that are listed."""
AGAIN: Final = {AR: 3, EN: 6}
"""How many places a unit may stand in: English histories sum up what chronicles tell twice."""
_USUALLY: Final = 4
_CANDIDATES: Final = 60_000
_BESIDE: Final = 1
"""Units between two places, on both sides, below which they are one."""
_HIGHEST: Final = 5.0
"""Standard scores beyond which more says little more, for a single pair of units."""
_LENGTH: Final = 0.5
"""Power of the number of pairs of units that a piece holds, beside how well they match."""


@dataclass(frozen=True, slots=True)
class Place:
    """Two runs of units that tell the same, inside one episode each.

    Attributes:
        a: Units of the one text.
        b: Units of the other.
        value: Value of the field.
    """

    a: range
    b: range
    value: float


def find(evidence: Evidence, langs: tuple[str, str], most: int = MOST) -> list[Place]:
    """The places of two texts, best first."""
    at = windows(evidence, SIZE, across=True)
    field = total(np.asarray(sum(scores(evidence, at).values(), np.float32(0)), dtype=np.float32))
    units = _units(evidence)
    out = []
    for i, j in _best(field, at, langs, most):
        a, b = _carrying(
            units,
            list(_pieces(range(i, int(at[0][i])), evidence.part_a)),
            list(_pieces(range(j, int(at[1][j])), evidence.part_b)),
        )
        out.append(Place(a, b, float(field[i, j])))
    return out


def _best(
    field: Matrix, at: Windows, langs: tuple[str, str], most: int
) -> Iterator[tuple[int, int]]:
    """The best windows that are not one another, by their first units."""
    n, m = field.shape
    taken = np.zeros((n, m), bool)
    used_a, used_b = np.zeros(n, np.int64), np.zeros(m, np.int64)
    again_a, again_b = (AGAIN.get(lang, _USUALLY) for lang in langs)
    for place in _ranked(field):
        i, j = divmod(place, m)
        end_a, end_b = int(at[0][i]), int(at[1][j])
        if (
            taken[i:end_a, j:end_b].any()
            or used_a[i:end_a].max() >= again_a
            or used_b[j:end_b].max() >= again_b
        ):
            continue
        near = (
            slice(max(0, i - _BESIDE), end_a + _BESIDE),
            slice(max(0, j - _BESIDE), end_b + _BESIDE),
        )
        taken[near] = True
        used_a[i:end_a] += 1
        used_b[j:end_b] += 1
        yield i, j
        most -= 1
        if not most:
            return


def _ranked(field: Matrix) -> list[int]:
    """The best cells, best first; a hundredth decides, and then position."""
    flat = field.ravel()
    keep = min(_CANDIDATES, len(flat))
    cells = np.sort(np.argpartition(-flat, keep - 1)[:keep])
    order = np.argsort(-np.round(flat[cells], 2), kind="stable")
    return [int(cell) for cell in cells[order]]


def _units(evidence: Evidence) -> Matrix:
    """How much speaks for each pair of single units and those beside them."""
    parts = scores(evidence, windows(evidence, (1, 1))).values()
    clipped = sum((_HIGHEST * np.tanh(part / _HIGHEST) for part in parts), np.float32(0))
    return blurred(np.asarray(clipped, dtype=np.float32), (1.0, 1.0))


def _pieces(run: range, part: Sequence[int]) -> Iterator[range]:
    """The pieces of a run that lie in one part each."""
    start = run.start
    for k in run:
        if part[k] != part[start]:
            yield range(start, k)
            start = k
    yield range(start, run.stop)


def _carrying(units: Matrix, a: Sequence[range], b: Sequence[range]) -> tuple[range, range]:
    """The piece of either side that carry the place."""

    def strength(pair: tuple[range, range]) -> float:
        rows, columns = pair
        inside = units[rows.start : rows.stop, columns.start : columns.stop]
        match = float(inside.max(axis=1).mean() + inside.max(axis=0).mean()) / 2
        value: float = round(match * float(inside.size) ** _LENGTH, 4)
        return value

    return max(((x, y) for x in a for y in b), key=strength)
