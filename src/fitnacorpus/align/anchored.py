"""What the surest places of two texts say of the others: a second look, once anchors are known.

The field lets every good pair of windows support those around it, before it is known which of them
are right.  Where two texts tell the same for a while, the surest places lie on a path, and a place
that lies near one and ahead or behind it in the same order is likelier than one beside the path.
One that lies aside from the path altogether, so that neither of its passages stands between the
neighbours of the other, tells of another moment: a speech that recalls, or the same men elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align import paths

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

ASTRAY: Final = 8.0
"""Units of the first text beyond the neighbours from which a place is taken for wholly astray.  Of
200 links of the development chronicles read by hand, ranked before this was looked at, 4 of 111 of
the same event lay so far aside, and 31 of 72 that are no correspondence."""
COST: Final = 6.0
"""Standard scores that are taken off a place that is wholly astray, where the surest places lie on
one path all of them; less in proportion where they do not."""


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


def aside(a: Floats, b: Floats, values: Floats, ratio: float) -> tuple[Floats, float]:
    """How far each place lies aside from the path of the anchors, and how sure the path is.

    A place lies on the path if in either text it stands between those anchors of the path that
    stand before and after it in the other; the nearest ones, which may be the place again, are not
    asked.

    Args:
        a: Middle of each place in the one text, in units.
        b: Middle in the other.
        values: How much speaks for each by itself.
        ratio: Units of the second text for one of the first.

    Returns:
        Units of the first text for each place, 0 for one on the path; and the share of what speaks
        for the anchors that the path holds.
    """
    if not len(values):
        return np.zeros(0), 0.0
    best = np.argsort(-values, kind="stable")[:ANCHORS]
    weight = values[best] - values[best].min()
    path = best[paths.heaviest(a[best], b[best], weight)]
    share = float((values[path] - values[best].min()).sum() / max(float(weight.sum()), 1e-9))
    here = _beyond(a, b, a[path], b[path], _SELF[0]) / ratio
    there = _beyond(b, a, b[path], a[path], _SELF[1] * ratio)
    return np.asarray(np.minimum(here, there), dtype=np.float64), share


def cost(aside: Floats, share: float) -> Floats:
    """What lying aside from the path takes off each place.

    Args:
        aside: Units of the first text, as `aside` gives them.
        share: How sure the path is.
    """
    return np.asarray(COST * share * np.minimum(aside / ASTRAY, 1), dtype=np.float64)


def _beyond(x: Floats, y: Floats, along: Floats, up: Floats, near: float) -> Floats:
    """How far the height of each place lies outside that of its neighbours on a rising path."""
    out = np.zeros(len(x))
    for k, (at, height) in enumerate(zip(x.tolist(), y.tolist(), strict=True)):
        before, after = up[along < at - near], up[along > at + near]
        low = before.max() - height if len(before) else 0.0
        high = height - after.min() if len(after) else 0.0
        out[k] = max(0.0, low, high)
    return out
