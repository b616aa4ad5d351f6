"""What the surest places of two texts say of the others: a second look, once anchors are known.

The field lets every good pair of windows support those around it, before it is known which of them
are right.  Where two texts tell the same for a while, the surest places lie on a path, and a place
that lies near one and ahead or behind it in the same order is likelier than one beside the path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ANCHORS: Final = 60
"""Surest places that are looked at.  With 100 or 150, or all alike, average precision on the
development chronicles is the same within .002."""
ALONG: Final = 15.0
"""How far along the path an anchor is felt: spread of a normal curve, units of the first text."""
ASIDE: Final = 0.25
"""How far aside, as a share of that."""
WEIGHT: Final = 0.75
"""Standard scores that a natural logarithm of support adds.  Fitted on one pair of chronicles and
the other, with a table of names and without, it is .9 to 3.  Chosen on these four among five
weights: average precision rises on each, and of the best thirty links from one fewer to three more
are right; with a third of the table, on which it was not chosen, it rises by .001 and .003, and one
and two fewer are right.
"""
_NOTHING: Final = 0.05
"""Support that there is anyway, in anchors."""
_SELF: Final = (2.5, 1.5)
"""Units of the first and, at the ratio of the two, of the second text below which a place is the
anchor again, and no support of it."""


def support(a: Floats, b: Floats, values: Floats, ratio: float) -> Floats:
    """What anchors add to each place.

    Args:
        a: Middle of each place in the one text, in units.
        b: Middle in the other.
        values: How much speaks for each by itself.
        ratio: Units of the second text for one of the first.
    """
    if not len(values):
        return np.zeros(0)
    least = np.sort(values)[::-1][min(ANCHORS, len(values)) - 1]
    weight = np.maximum(values - least, 0)
    weight /= max(float(weight[weight > 0].mean()) if weight.any() else 1.0, 1e-9)
    down, across = a[:, None] - a, (b[:, None] - b) / ratio
    along, aside = (down + across) / 2, (down - across) / 2
    felt = np.exp(-(along**2) / (2 * ALONG**2) - aside**2 / (2 * (ASIDE * ALONG) ** 2))
    felt *= (np.abs(down) > _SELF[0]) & (np.abs(across) > _SELF[1])
    return np.asarray(WEIGHT * np.log(_NOTHING + felt @ weight), dtype=np.float64)
