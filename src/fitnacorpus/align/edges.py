"""Long passages lose the units at their edges that say little of what the other side tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align.common import Evidence
from fitnacorpus.align.field import speaks
from fitnacorpus.align.windows import ends

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


def trimmed(
    evidence: Evidence,
    found: Sequence[tuple[range, range]],
    size: tuple[int, int],
    weights: Mapping[str, float],
) -> list[tuple[range, range]]:
    """Pairs of passages without the edges that do not reach `CARRIES`.

    The weaker edge of either goes first, and only as long as the passage is longer than `LONG`.

    Args:
        evidence: What two texts have in common.
        found: Pairs of passages, as runs of units.
        size: Units of a passage of either text.
        weights: Weight of each family of evidence.
    """
    wide = tuple(
        ends(part, k) for part, k in zip((evidence.part_a, evidence.part_b), size, strict=True)
    )
    alone = tuple(np.arange(len(end)) + 1 for end in wide)
    says = speaks(evidence, (alone[0], wide[1]), weights)
    of_a = [_without(a, says[a.start : a.stop, b.start], evidence.spans_a) for a, b in found]
    del says  # of two books it takes as much room as the next
    says = speaks(evidence, (wide[0], alone[1]), weights)
    of_b = [_without(b, says[a.start, b.start : b.stop], evidence.spans_b) for a, b in found]
    return list(zip(of_a, of_b, strict=True))


def _without(run: range, says: Matrix, spans: Sequence[Span]) -> range:
    """A run without its weaker edges.

    Args:
        run: Units.
        says: What each of them says of the other passage, in standard scores.
        spans: Where all units of the text stand.
    """
    says = np.round(says, 2)  # a hundredth decides: the seventh digit differs between processors
    first, last = 0, len(run) - 1
    while last - first >= LEAST:
        if spans[run[last]].end - spans[run[first]].start <= LONG:
            break
        at_first = says[first] <= says[last]
        if says[first if at_first else last] >= CARRIES:
            break
        first, last = (first + 1, last) if at_first else (first, last - 1)
    return range(run.start + first, run.start + last + 1)
