"""Chains between two long accounts, without a matrix of all their pairs.

The method is that of `score` and `chain`; only where it looks is new.  Pairs that are among the
nearest from both sides, and have another such pair near in the same order, are seeds, and only
squares of the matrix with a seed are computed, with a margin as wide as order is looked at.
Crowdedness of a passage is the mean likeness to the nearest ones that were found, and the standard
scores are those of squares taken at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.align import candidates, score
from fitnacorpus.align.chain import BEST, LOWEST, Cell, Chain, joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float32]
    Scale = tuple[float, float]

LONG: Final = 4_000_000
"""Pairs of passages from which two accounts are compared in boxes only."""
SQUARE: Final = 48
"""Side of a square."""
MARGIN: Final = int(score.REACH * 1.5) + 1
"""Passages around a square whose order is looked at."""
_AT_RANDOM: Final = 200
_PEAK: Final = 4.5
_PIECE: Final = 60
_AROUND: Final = 70
_USUAL: Final = 1_000_000


def chains(
    a: Vectors, b: Vectors, *, mean_a: Vectors | None = None, mean_b: Vectors | None = None
) -> list[Chain]:
    """The chains of two accounts: as ``chain.chains(score.in_order(score.wording(a, b)))``.

    Among more pairs chance reaches higher.  So that a score means what it means in accounts of a
    usual length, as much is taken off as the highest of so many normal values lies above the
    highest of a million.

    Args:
        a: Vectors of n passages.
        b: Vectors of m passages.
        mean_a: Mean vector of the language of `a`; by default that of `a`.
        mean_b: Mean vector of the language of `b`; by default that of `b`.
    """
    if not len(a) or not len(b):
        return []
    blank = np.asarray(~a.any(axis=1)), np.asarray(~b.any(axis=1))
    a, b = score.centred(a, mean_a), score.centred(b, mean_b)
    views = [_view(a, b, w) for w in score.WINDOWS]
    field = _Field(a, b, tuple(views), blank)
    field = field.scaled(_some(field.size))
    found: dict[Cell, float] = {}
    less = _by_size(len(a) * len(b))
    for corner in _seeded(views, field.size):
        z, rows, columns = field.square(corner)
        for i, j in np.argwhere(z - less >= LOWEST):
            found[rows.start + int(i), columns.start + int(j)] = float(z[i, j]) - less
    return joined(_best(found), found)


def boxes(
    a: Vectors, b: Vectors, *, mean_a: Vectors | None = None, mean_b: Vectors | None = None
) -> list[tuple[range, range]]:
    """Stretches of two long accounts that are worth comparing in full.

    A stretch holds a piece of a chain, and enough around it to tell what is usual there.

    Args:
        a: Vectors of n passages.
        b: Vectors of m passages.
        mean_a: Mean vector of the language of `a`; by default that of `a`.
        mean_b: Mean vector of the language of `b`; by default that of `b`.

    Returns:
        Pairs of ranges, sorted; they may overlap.  The product of two is far below `LONG` unless a
        chain leaps.
    """
    out = set()
    for chain in chains(a, b, mean_a=mean_a, mean_b=mean_b):
        if chain.peak < _PEAK:
            break
        for start in range(0, len(chain.cells), _PIECE):
            piece = chain.cells[start : start + _PIECE]
            (top, left), (bottom, right) = piece[0], piece[-1]
            out.add(
                (max(0, top - _AROUND), min(len(a), bottom + _AROUND + 1),
                 max(0, left - _AROUND), min(len(b), right + _AROUND + 1))
            )  # fmt: skip
    return [(range(i, j), range(k, m)) for i, j, k, m in sorted(out)]


@dataclass(frozen=True, slots=True)
class _View:
    """One way of comparing passages: alone, or in their context.

    Attributes:
        window: How many passages are taken together.
        there: For each passage of the one account its nearest ones in the other.
        back: The same from the other side.
        scale: Middle and spread of the likeness of pairs taken at random.
    """

    window: int
    there: candidates.Nearest
    back: candidates.Nearest
    scale: Scale = (0.0, 1.0)

    def relative(self, a: Vectors, b: Vectors, rows: range, columns: range) -> Matrix:
        """Likeness relative to the surroundings of both passages."""
        here, there = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
        crowded = self.there.mean[here][:, None] + self.back.mean[there][None, :]
        likeness = self._together(a, rows) @ self._together(b, columns).T
        return np.asarray(likeness - crowded / 2, dtype=np.float32)

    def _together(self, vectors: Vectors, stretch: range) -> Vectors:
        """Some rows with their neighbours."""
        start = max(0, stretch.start - self.window)
        part = score.together(vectors[start : stretch.stop + self.window], self.window)
        return part[stretch.start - start : stretch.stop - start]


def _view(a: Vectors, b: Vectors, window: int) -> _View:
    here, there = score.together(a, window), score.together(b, window)
    return _View(
        window,
        candidates.nearest(here, there, score.NEIGHBOURS),
        candidates.nearest(there, here, score.NEIGHBOURS),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """The matrix of two accounts, of which any square can be computed.

    Attributes:
        a: Centred vectors of the one account.
        b: Centred vectors of the other.
        views: Ways of comparing passages.
        blank: Which passages are blank, in either account.
        wording: Scale of the sum of the views.
        order: Scale of that sum with the support of its surroundings.
    """

    a: Vectors
    b: Vectors
    views: tuple[_View, ...]
    blank: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    wording: Scale = (0.0, 1.0)
    order: Scale = (0.0, 1.0)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.a), len(self.b)

    def scaled(self, corners: Sequence[Cell]) -> _Field:
        """The field with its scales taken from some squares."""
        areas = [(self._rows(i, 0), self._columns(j, 0)) for i, j in corners]
        wide = [(self._rows(i, MARGIN), self._columns(j, MARGIN)) for i, j in corners]
        views = tuple(
            replace(v, scale=_scale(v.relative(self.a, self.b, *area) for area in areas))
            for v in self.views
        )
        field = replace(self, views=views)
        field = replace(field, wording=_scale(field._sum(*area) for area in areas))
        order = _scale(score.supported(field._wording(*area)) for area in wide)
        return replace(field, order=order)

    def square(self, corner: Cell) -> tuple[Matrix, range, range]:
        """Standard scores with the support of their surroundings, and where they stand."""
        rows, columns = self._rows(corner[0], 0), self._columns(corner[1], 0)
        around = self._rows(corner[0], MARGIN), self._columns(corner[1], MARGIN)
        z = score.standard(score.supported(self._wording(*around)), *self.order)
        top, left = rows.start - around[0].start, columns.start - around[1].start
        return z[top : top + len(rows), left : left + len(columns)], rows, columns

    def _wording(self, rows: range, columns: range) -> Matrix:
        z = score.standard(self._sum(rows, columns), *self.wording)
        z[self.blank[0][rows.start : rows.stop], :] = 0
        z[:, self.blank[1][columns.start : columns.stop]] = 0
        return z

    def _sum(self, rows: range, columns: range) -> Matrix:
        parts = [
            score.standard(v.relative(self.a, self.b, rows, columns), *v.scale) for v in self.views
        ]
        return np.asarray(sum(parts[1:], start=parts[0]))

    def _rows(self, number: int, margin: int) -> range:
        return _stretch(number, margin, self.size[0])

    def _columns(self, number: int, margin: int) -> range:
        return _stretch(number, margin, self.size[1])


def _stretch(number: int, margin: int, end: int) -> range:
    """One side of a square."""
    return range(max(0, number * SQUARE - margin), min(end, (number + 1) * SQUARE + margin))


def _by_size(pairs: int) -> float:
    """What is taken off the scores of so many pairs."""
    return max(0.0, sqrt(2 * log(pairs)) - sqrt(2 * log(_USUAL)))


def _scale(parts: Iterator[Matrix]) -> Scale:
    return score.scale(np.concatenate([part.ravel() for part in parts]))


def _seeded(views: Sequence[_View], size: tuple[int, int]) -> list[Cell]:
    """The squares that hold a pair which is near from both sides and has another one in order."""
    near: list[Any] = []
    for view in views:
        rows, columns = candidates.mutual(view.there, view.back, size[1])
        near.append(rows * size[1] + columns)
    keys = np.unique(np.concatenate(near))
    held = np.zeros(len(keys), dtype=bool)
    for down in range(score.REACH + 1):
        for right in range(score.REACH + 1):
            if down or right:
                # A step past the last column lands on a pair of the next row: a square too many.
                other = keys + down * size[1] + right
                found = np.minimum(np.searchsorted(keys, other), len(keys) - 1)
                here = keys[found] == other
                held[here] = True
                held[found[here]] = True
    across = -(-size[1] // SQUARE)
    rows, columns = keys[held] // size[1], keys[held] % size[1]
    squares = np.unique(rows // SQUARE * across + columns // SQUARE)
    return [(int(k) // across, int(k) % across) for k in squares]


def _some(size: tuple[int, int]) -> list[Cell]:
    """Squares taken at random, the same ones for accounts of the same size; all where few."""
    down, across = (-(-side // SQUARE) for side in size)
    if down * across <= _AT_RANDOM:
        return [(i, j) for i in range(down) for j in range(across)]
    chance = np.random.default_rng(0)
    keys = np.sort(chance.choice(down * across, _AT_RANDOM, replace=False))
    return [(int(k) // across, int(k) % across) for k in keys]


def _best(found: dict[Cell, float]) -> list[Cell]:
    """The cells that are among the best of their row and of their column."""
    kept = []
    for side in (0, 1):
        lines: dict[int, list[float]] = {}
        for cell, value in found.items():
            lines.setdefault(cell[side], []).append(value)
        least = {k: sorted(v)[-BEST:][0] for k, v in lines.items()}
        kept.append({cell for cell, value in found.items() if value >= least[cell[side]]})
    return sorted(kept[0] & kept[1])
