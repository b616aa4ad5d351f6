"""Which of many texts are worth aligning: those that have rare things in common.

An inverted index of the things of all texts (`profile`), weighed by their rarity and read from each
text: the cosine of the vector space model with inverse document frequencies (Spärck Jones, Journal
of Documentation 28:1, 1972).  Two texts are worth aligning when each is among the likest of the
other, so that a text which is like everything is no candidate everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fitnacorpus.align.profile import WORDING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.profile import Profile

KEEP: Final = 20
"""How many likest texts of each are looked at.  Among 1,000 generated accounts and ten real ones
the tenth place holds every true pair; more cost time and no accuracy, since what is aligned is
judged again."""
KEEP_BY_WORDS: Final = 5
"""The same by words that are no names, which only texts of one language can share."""
COMMON: Final = 0.05
"""Share of the texts above which a thing is too common to tell any two of them."""
_FEW: Final = 10
"""Texts up to which no thing is too common."""


def related(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """The pairs of texts that are worth aligning, by index, the smaller first.

    Args:
        profiles: What each text shows, as `profile` gives it.
    """
    by_names = _mutual([p[p < WORDING] for p in profiles], KEEP)
    by_words = _mutual([p[p >= WORDING] for p in profiles], KEEP_BY_WORDS)
    return sorted(by_names | by_words)


def _mutual(profiles: Sequence[Profile], keep: int) -> set[tuple[int, int]]:
    """The pairs of which each is among the likest of the other."""
    count = len(profiles)
    if count < 2:
        return set()
    index = _Index(profiles)
    likest = [frozenset(index.likest(number, keep).tolist()) for number in range(count)]
    return {(a, b) for b in range(count) for a in likest[b] if a < b and b in likest[a]}


class _Index:
    """From each thing to the texts that have it."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        import numpy as np

        self._count = len(profiles)
        owners = np.repeat(np.arange(self._count), [len(p) for p in profiles])
        _, groups, sizes = np.unique(
            np.concatenate(profiles), return_inverse=True, return_counts=True
        )
        order = np.argsort(groups, kind="stable")
        self._texts = owners[order]
        self._sizes = sizes
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        telling = (sizes > 1) & (sizes <= max(_FEW, int(COMMON * self._count)))
        self._weights = np.where(telling, np.log(self._count / sizes) ** 2, 0.0)
        ends = np.cumsum([len(p) for p in profiles])[:-1]
        self._things = [own[telling[own]] for own in np.split(groups, ends)]
        norms = np.sqrt([self._weights[own].sum() for own in self._things])
        self._norms = np.where(norms > 0, norms, 1)

    def likest(self, number: int, keep: int) -> NDArray[np.intp]:
        """The texts most like one, with any likeness at all; ties by number."""
        import numpy as np

        own = self._things[number]
        sizes = self._sizes[own]
        # The postings of all its things, one after another.
        first = np.repeat(self._starts[own] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        places = first + np.arange(sizes.sum())
        shared = np.bincount(
            self._texts[places], np.repeat(self._weights[own], sizes), minlength=self._count
        )
        likeness = np.round(shared / self._norms / self._norms[number], 6)
        likeness[number] = 0
        order: NDArray[np.intp] = np.argsort(-likeness, kind="stable")[:keep]
        likest: NDArray[np.intp] = order[likeness[order] > 0]
        return likest
