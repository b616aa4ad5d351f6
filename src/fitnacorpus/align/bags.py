"""Bags of words: rows of which each holds few of many words, kept as what they hold.

A unit has some twenty words of the thousands that a book uses.  As a matrix two whole books take
more room than their comparison, and nearly all of every product is zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bags:
    """Rows of weighed words.

    Attributes:
        width: How many words there are.
        starts: Where each of n rows begins in `words`, and the end of the last: n + 1 numbers.
        words: The words of all rows, row after row; in a row each word stands once.
        weights: How much each weighs in its row.
    """

    width: int
    starts: Indices
    words: Indices
    weights: Matrix

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def size(self) -> tuple[int, int]:
        """Rows and words."""
        return len(self), self.width

    def part(self, start: int, stop: int) -> Bags:
        """Some rows that follow one another."""
        begin, end = int(self.starts[start]), int(self.starts[stop])
        return Bags(
            self.width,
            self.starts[start : stop + 1] - begin,
            self.words[begin:end],
            self.weights[begin:end],
        )

    def dense(self) -> Matrix:
        """The rows as an (n, width) matrix."""
        out = np.zeros(self.size, np.float32)
        out[self._rows(), self.words] = self.weights
        return out

    def by_word(self) -> Matrix:
        """What each word weighs in all rows together."""
        return np.bincount(self.words, self.weights, self.width).astype(np.float32)

    def by_row(self) -> Matrix:
        """What each row weighs."""
        return np.bincount(self._rows(), self.weights, len(self)).astype(np.float32)

    def stretches(self, size: int) -> Indices:
        """In how many runs of so many rows, one beginning with each row, every word stands."""
        first = (self._rows()[:, None] - np.arange(size)).ravel()
        words = np.repeat(self.words, size)[first >= 0]
        held = np.unique(words * (len(self) + 1) + first[first >= 0])
        return np.asarray(np.bincount(held // (len(self) + 1), minlength=self.width), np.int64)

    def times(self, rows: Matrix) -> Matrix:
        """The product with a (width, k) matrix."""
        out = np.zeros((len(self), rows.shape[1]), np.float32)
        for k, (start, stop) in enumerate(zip(self.starts[:-1], self.starts[1:], strict=True)):
            out[k] = self.weights[start:stop] @ rows[self.words[start:stop]]
        return out

    def through(self, table: Bags | None) -> Matrix:
        """The product with a table of one row a word; without one each word stands for itself."""
        if table is None:
            return self.dense()
        many = np.diff(table.starts)[self.words]
        total = int(many.sum())
        before = np.repeat(table.starts[self.words] - np.cumsum(many) + many, many)
        at = before + np.arange(total)
        cells = np.repeat(self._rows(), many) * table.width + table.words[at]
        weights = np.repeat(self.weights, many) * table.weights[at]
        out = np.bincount(cells, weights, len(self) * table.width)
        return out.astype(np.float32).reshape(len(self), table.width)

    def _rows(self) -> Indices:
        """The row of each word."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


def counted(rows: Sequence[Sequence[int]], width: int) -> Bags:
    """How often each word stands in each row.

    Args:
        rows: The words of each row, as numbers below `width`; a word may stand several times.
        width: How many words there are.
    """
    found = [np.unique(np.asarray(of, np.int64), return_counts=True) for of in rows]
    return stacked([(words, counts.astype(np.float32)) for words, counts in found], width)


def stacked(rows: Sequence[tuple[Indices, Matrix]], width: int) -> Bags:
    """Rows given as words, each of them once, and their weights."""
    starts = np.cumsum([0, *(len(words) for words, _ in rows)], dtype=np.int64)
    words = [np.zeros(0, np.int64), *(np.asarray(words, np.int64) for words, _ in rows)]
    weights = [np.zeros(0, np.float32), *(weights for _, weights in rows)]
    return Bags(width, starts, np.concatenate(words), np.concatenate(weights))
