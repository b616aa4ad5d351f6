"""Which stretch of two texts tells of the same things where not all of them does.

A universal history gives a few pages to a war of which another book tells at length.  Between all
of either the order of the best places is drowned by those that chance puts in the rest, so it is
asked of one half of a text at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import paths, places
from fitnacorpus.align.field import RIVALS
from fitnacorpus.align.windows import log_shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

RELATED: Final = 2.2
"""How many times as much of the best windows of two stretches must stand in one order as against
it.  Of halves of the development books .9 to 1.8 between unrelated ones (Esther, Mark, Luke and
John against chronicles and histories, and against Esther, in one language and across: 38 pairs);
3.1 between Yaʿqūbī and the pages of Gibbon, 2.3 with a third of the table, 2.0 with none; 3.7 and
more between accounts of the same."""
_BEST: Final = 40
"""Best windows whose order is looked at."""
_LEAST: Final = 40
"""Units of a stretch; in fewer no order can be seen."""
_OVERLAP: Final = 20
"""Units by which pieces of a text reach into one another: what is told at a cut is whole in one."""
_QUARTERS: Final = 4
"""Stretches begin at each of so many parts of a text, as far as half of it is left."""


def pieces(n: int, m: int, most: int) -> Iterator[tuple[range, range]]:
    """Pieces of two texts that hold at most so many pairs of units, or little more.

    The longer text is cut into pieces of one length, each with all of the other, so that a passage
    is seen beside all its rivals on one side.

    Args:
        n: Units of the one text.
        m: Units of the other.
        most: Pairs of units of a piece, before its overlap with the next.
    """
    count = max(1, -(-n * m // most))
    for k in range(count):
        longer = max(n, m)
        first, last = k * longer // count, (k + 1) * longer // count
        piece = range(max(0, first - _OVERLAP), min(longer, last + _OVERLAP))
        yield (piece, range(m)) if n >= m else (range(n), piece)


def related(wide: Matrix, langs: tuple[str, str]) -> tuple[range, range] | None:
    """The units of both texts that tell of the same things; None where there are none.

    Args:
        wide: How much speaks for each pair of windows, as `places.wide` gives it.
        langs: Languages of the two texts.
    """
    found = [(in_order(wide[_slices(both)], langs), both) for both in _halves(*wide.shape)]
    order, both = max(found, key=lambda x: round(x[0], 2), default=(0.0, (range(0), range(0))))
    return both if order >= RELATED else None


def in_order(wide: Matrix, langs: tuple[str, str]) -> float:
    """How many times as much of the best windows stands in one order as against it."""
    n, m = wide.shape
    values = log_shares(wide)
    values *= np.float32(RIVALS)
    values += wide
    at = tuple(
        np.minimum(np.arange(k) + size, k) for k, size in zip((n, m), places.SIZE, strict=True)
    )
    best = list(places.best(values, (at[0], at[1]), langs, _BEST))
    weight = np.array([values[cell] for cell in best], dtype=np.float64)
    x, y = np.array(best, dtype=np.float64).reshape(-1, 2).T
    return paths.in_one_order(x, y, weight - weight.min(initial=np.inf))


def _slices(both: tuple[range, range]) -> tuple[slice, slice]:
    rows, columns = both
    return slice(rows.start, rows.stop), slice(columns.start, columns.stop)


def _halves(n: int, m: int) -> Iterator[tuple[range, range]]:
    """Halves of either text, each with all of the other."""
    for start, size in _starts(n):
        yield range(start, start + size), range(m)
    for start, size in _starts(m):
        yield range(n), range(start, start + size)


def _starts(n: int) -> Iterator[tuple[int, int]]:
    size = n // 2
    if size >= _LEAST:
        for quarter in range(_QUARTERS // 2 + 1):
            yield min(quarter * n // _QUARTERS, n - size), size
