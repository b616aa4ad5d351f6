"""Nearest neighbours among many vectors, without comparing every one with every other.

The rows that are searched are first sorted into lists around centres (k-means on the sphere); a row
looks into the lists whose centres are nearest to it (the inverted file of Jégou, Douze and Schmid,
IEEE PAMI 33:1, 2011).  Searching in whole lists is matrix multiplication, which numpy does at full
speed.  Below `EXACT` pairs there is one list, and nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Indices = NDArray[np.int64]

EXACT: Final = 20_000_000
"""Up to so many pairs all are compared."""
PROBES: Final = 12
"""How many lists a row looks into."""
_ROUNDS: Final = 6
_SAMPLE: Final = 40
_CHUNK: Final = 2048


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest rows of the other side, for each row of this one.

    Attributes:
        rows: Row of each pair, ascending.
        columns: Row of the other side of each pair; ascending inside a row.
        values: Similarity of each pair.
        mean: For each row the mean similarity of its nearest rows: how crowded its surroundings
            are.
    """

    rows: Indices
    columns: Indices
    values: NDArray[np.float32]
    mean: NDArray[np.float32]


def nearest(a: Vectors, b: Vectors, keep: int) -> Nearest:
    """The `keep` nearest rows of `b` for each row of `a`, more where several are equally near.

    Args:
        a: n unit rows.
        b: m unit rows; rows of zeros are found only where nothing is nearer.
        keep: How many, at least 1.
    """
    keep = min(keep, len(b))
    if not keep or not len(a):
        empty = np.zeros(0, np.int64)
        return Nearest(empty, empty, np.zeros(0, np.float32), np.zeros(len(a), np.float32))
    best = np.full((len(a), keep), -np.inf, dtype=np.float32)
    found: list[tuple[Any, Any, Any]] = []
    for queries, members in _lists(a, b):
        for start in range(0, len(queries), _CHUNK):
            part = queries[start : start + _CHUNK]
            values = a[part] @ b[members].T
            best[part] = np.partition(np.hstack([best[part], values]), -keep, axis=1)[:, -keep:]
            row, column = np.nonzero(values >= best[part].min(axis=1)[:, None])
            found.append((part[row], members[column], values[row, column]))
    rows, columns, values = (np.concatenate(x) for x in zip(*found, strict=True))
    kept = values >= best.min(axis=1)[rows]
    rows, columns, values = rows[kept], columns[kept], values[kept]
    order = np.lexsort((columns, rows))
    mean = np.where(np.isfinite(best), best, 0).sum(axis=1) / np.maximum(
        np.isfinite(best).sum(axis=1), 1
    )
    return Nearest(rows[order], columns[order], values[order], mean.astype(np.float32))


def mutual(there: Nearest, back: Nearest, columns: int) -> tuple[Indices, Indices]:
    """The pairs that are near from both sides, by row and column.

    Args:
        there: Nearest rows of b for each row of a.
        back: Nearest rows of a for each row of b.
        columns: Number of rows of b.
    """
    keys = np.intersect1d(there.rows * columns + there.columns, back.columns * columns + back.rows)
    return keys // columns, keys % columns


def _lists(a: Vectors, b: Vectors) -> Iterator[tuple[Indices, Indices]]:
    """Rows of `a`, and the rows of `b` that they are to be compared with."""
    if len(a) * len(b) <= EXACT or len(b) < 4 * PROBES * PROBES:
        yield np.arange(len(a)), np.arange(len(b))
        return
    centres = _centres(b, 2 * int(len(b) ** 0.5))
    home = np.concatenate([block.argmax(axis=1) for block in _blocks(b, centres)])
    members = np.split(np.argsort(home, kind="stable"), np.bincount(home, minlength=len(centres))
                       .cumsum()[:-1])  # fmt: skip
    looks: list[Any] = []
    for number, block in enumerate(_blocks(a, centres)):
        least = np.partition(block, -PROBES, axis=1)[:, -PROBES]
        row, centre = np.nonzero(block >= least[:, None])
        looks.append((row + number * _CHUNK, centre))
    rows, lists = (np.concatenate(x) for x in zip(*looks, strict=True))
    order = np.argsort(lists, kind="stable")
    queries = np.split(rows[order], np.bincount(lists, minlength=len(centres)).cumsum()[:-1])
    for asking, here in zip(queries, members, strict=True):
        if len(asking) and len(here):
            yield asking, here


def _blocks(rows: Vectors, centres: Vectors) -> Iterator[Any]:
    """Similarities of rows and centres, some rows at a time."""
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK] @ centres.T


def _centres(rows: Vectors, number: int) -> Vectors:
    """Centres by k-means on the sphere, from evenly spaced rows: the same for the same rows."""
    sample = rows[:: max(1, len(rows) // (_SAMPLE * number))]
    centres = sample[:: max(1, len(sample) // number)][:number].copy()
    for _ in range(_ROUNDS):
        home = np.concatenate([block.argmax(axis=1) for block in _blocks(sample, centres)])
        order = np.argsort(home, kind="stable")
        used, first = np.unique(home[order], return_index=True)
        sums = np.add.reduceat(sample[order], first, axis=0)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres[used] = sums / np.where(norms > 0, norms, 1)
    return centres
