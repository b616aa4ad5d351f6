"""Long passages lose the units at their edges that say little of what the other side tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align.field import FAMILIES, Evidence, Windows
from fitnacorpus.align.windows import ends, standard

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fitnacorpus.model import Span

    Matrix = NDArray[np.float32]

LONG: Final = 500
"""Characters up to which a passage is left as it is: what a reader takes in without searching."""
CARRIES: Final = 2.0
"""What a unit at an edge must reach to stay, in standard scores.

From 2.5 down to 1.8 the links of the development chronicles find two strong pairs more and grow by
24 characters; at 2.0 the median passage of either side still has fewer than `LONG`.
"""
LEAST: Final = 2
"""Units that a passage keeps; a judged passage of the development chronicles has one or two."""


class Edges:
    """What single units say of passages of the other text.

    Args:
        evidence: What two texts have in common.
        size: Units of a passage of either text.
        weights: Weight of each family of evidence.
    """

    def __init__(
        self, evidence: Evidence, size: tuple[int, int], weights: Mapping[str, float]
    ) -> None:
        self._spans = evidence.spans_a, evidence.spans_b
        wide = tuple(
            ends(part, k) for part, k in zip((evidence.part_a, evidence.part_b), size, strict=True)
        )
        alone = tuple(np.arange(len(end)) + 1 for end in wide)
        self._of_a = _speaks(evidence, (alone[0], wide[1]), weights)
        self._of_b = _speaks(evidence, (wide[0], alone[1]), weights)

    def trimmed(self, a: range, b: range) -> tuple[range, range]:
        """Two passages without the edges that do not reach `CARRIES`.

        The weaker edge of either goes first, and only as long as the passage is longer than `LONG`.
        """
        says_a = self._of_a[a.start : a.stop, b.start]
        says_b = self._of_b[a.start, b.start : b.stop]
        return _without(a, says_a, self._spans[0]), _without(b, says_b, self._spans[1])


def _speaks(evidence: Evidence, at: Windows, weights: Mapping[str, float]) -> Matrix:
    parts = (standard(FAMILIES[name](evidence, at)) * w for name, w in weights.items() if w)
    return np.asarray(np.round(sum(parts, np.float32(0)), 2), dtype=np.float32)


def _without(run: range, says: Matrix, spans: Sequence[Span]) -> range:
    first, last = 0, len(run) - 1
    while last - first >= LEAST:
        if spans[run[last]].end - spans[run[first]].start <= LONG:
            break
        at_first = says[first] <= says[last]
        if says[first if at_first else last] >= CARRIES:
            break
        first, last = (first + 1, last) if at_first else (first, last - 1)
    return range(run.start + first, run.start + last + 1)
