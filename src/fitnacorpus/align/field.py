"""The field of two texts: how much speaks for each pair of windows, in standard scores.

Names, words that render one another, wording and what happens are counted each by itself over the
same windows, and added.  Where two texts tell the same they do so for a while, so a pair gains from
other good pairs not too far from it on both sides; and a window has few counterparts, so a pair
loses where its row or column holds better ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.align.bags import Bags
from fitnacorpus.align.common import Evidence, Shared
from fitnacorpus.align.renderings import Renderings
from fitnacorpus.align.windows import (
    BROAD,
    bands,
    blurred,
    ends,
    log_shares,
    standard,
    uncrowded,
    window_max,
    window_sum,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Indices = NDArray[np.int64]

BY_NAME: Final = ("names", "expected", "rarest")
"""Families of evidence that are of names."""
Cells = tuple[Any, ...]
"""Pairs of windows, as `numpy.ix_` gives them."""
Windows = tuple["Indices", "Indices"]
"""Ends of the windows that begin with each unit of either text."""
WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {"names": 0.4, "expected": 0.4, "rarest": 0.2, "words": 1.2, "wording": 1.0, "terms": 0.4}
)
"""Standard scores of each family of evidence that are added.  Set by hand on the development
chronicles; fitted weights were no better on books left out."""
WIDTHS: Final = (4.0, 12.0, 36.0)
"""How far around a pair, in units of the first text, others are looked at."""
_NEAR: Final = 2.0
"""Spread of what belongs to the pair itself and is no support."""
_NOTHING: Final = 0.02
"""Support that there is anyway."""
ORDER: Final = 1.0
"""Weight of the support at each width."""
RIVALS: Final = 0.5
"""Weight of the share that a pair has of its row and of its column."""
_STEEPEST: Final = 3.0
"""Most that one text is taken to be longer than the other where it tells the same."""
_AROUND: Final = 3
"""Units that count as one stretch when it is counted how often a thing stands somewhere."""
_SURE: Final = 0.7
"""Share of a window's expectations that the other window is asked for; the rest is the text's."""
_OWN: Final = 0.7
"""Share of the text itself in what its words are expected by; the rest is the language."""
_FEWEST: Final = 6
"""Words that a window is taken to have at least."""
_RAREST: Final = 5.0
"""Nats of rarity from which a word counts fully."""
_TINY: Final = 1e-3


def windows(found: Evidence, size: tuple[int, int], *, across: bool = False) -> Windows:
    """Ends of the windows of both texts."""
    return (
        ends(found.part_a, size[0], across=across),
        ends(found.part_b, size[1], across=across),
    )


def in_common(x: Shared, at: Windows, *, product: bool = True) -> Matrix:
    """How much of what two windows hold both hold, things weighed by rarity.

    Args:
        x: Things.
        at: Windows.
        product: Whether a thing must be rare in both texts; else in one of them.
    """
    rare_a, rare_b = rarity(x.a), rarity(x.b)
    a, b = window_max(x.a, at[0]), window_max(x.b, at[1])
    weight = rare_a * rare_b if product else np.minimum(rare_a, rare_b)
    of_a = (a * a) @ (rare_a**2 if product else weight)
    of_b = (b * b) @ (rare_b**2 if product else weight)
    a *= weight / np.sqrt(of_a + np.median(of_a) + 1)[:, None]
    b /= np.sqrt(of_b + np.median(of_b) + 1)[:, None]
    return np.asarray(a @ b.T, dtype=np.float32)


def rarity(rows: Matrix) -> Matrix:
    """Nats of rarity of each thing: in how few short stretches it stands."""
    held = (_stretches(rows) > 0).sum(axis=0)
    nats = np.log((len(rows) + 1) / (held + 0.5))
    return np.asarray(np.maximum(nats, 0), dtype=np.float32)


def _stretches(rows: Matrix) -> Matrix:
    return window_max(rows, ends(range(len(rows)), _AROUND, across=True))


def expected(x: Shared, at: Windows) -> Matrix:
    """How far two windows predict the names of one another, against what the texts name anyway."""
    usual = [(side.sum(axis=0) + _TINY) for side in (x.a, x.b)]
    qa, qb = (u / u.sum() if len(u) else u for u in usual)
    a, b = window_sum(x.a, at[0]), window_sum(x.b, at[1])
    na, nb = (np.maximum(w.sum(axis=1, keepdims=True), 1) for w in (a, b))
    out = np.log(1 - _SURE + _SURE * (a / na) / qb) @ (b / np.sqrt(nb)).T
    back = np.log(1 - _SURE + _SURE * (b / nb) / qa).T
    a /= np.sqrt(na)
    for band in bands(len(a)):
        out[band] += a[band] @ back
    out /= 2
    return np.asarray(out, dtype=np.float32)


def rendered(x: Renderings | None, at: Windows) -> Matrix:
    """How far two windows predict the words of one another: mean log-likelihood ratios."""
    out = np.zeros((len(at[0]), len(at[1])), np.float32)
    if x is None or not x.a.width or not x.b.width:
        return out
    _add_predicted(out, (x.a, x.b), x.to_b, at, _OWN * _share(x.b) + (1 - _OWN) * x.usual_b)
    back = _OWN * _share(x.a) + (1 - _OWN) * x.usual_a
    _add_predicted(out.T, (x.b, x.a), x.to_a, at[::-1], back)
    return out


def _add_predicted(
    out: Matrix, sides: tuple[Bags, Bags], table: Bags | None, at: Windows, usual: Matrix
) -> None:
    """Add how far the windows of one text predict the words of those of the other.

    Args:
        out: One row for each window of the one, one column for each of the other.
        sides: The words of the units of both.
        table: How the words of the one are rendered.
        at: Ends of the windows.
        usual: How likely each word of the other is anyway.
    """
    one, other = sides
    words = [_words(side, end) for side, end in zip(sides, at, strict=True)]
    telling = _telling(other)
    for band in bands(len(at[0]), BROAD):
        end = at[0][band]
        expected = one.part(band.start, int(end.max())).through(table)
        chance = window_sum(expected, end - band.start) / words[0][band] / usual
        says = np.log(1 - _SURE + _SURE * chance) * telling
        heard = window_sum(other.times(np.ascontiguousarray(says.T)), at[1])
        out[band] += (heard / np.sqrt(words[1])).T


def _words(side: Bags, end: Indices) -> Matrix:
    """How many words each window has, as a column; a short one is taken to have more."""
    return np.maximum(window_sum(side.by_row()[:, None], end), np.float32(_FEWEST))


def _share(side: Bags) -> Matrix:
    """The share of each word among all of a text."""
    of = side.by_word()
    return np.asarray(of / of.sum(), dtype=np.float32)


def _telling(side: Bags) -> Matrix:
    """How much each word tells, 0 to 1, by how few stretches hold it."""
    nats = np.log(len(side) / np.maximum(side.stretches(_AROUND), 1))
    return np.asarray(np.clip(nats / _RAREST, 0, 1), dtype=np.float32)


def matched(likeness: Matrix, at: Windows) -> Matrix:
    """How well the units of two windows are matched by one of the other: mean of the best."""
    size = [float((end - np.arange(len(end))).max(initial=1)) for end in at]
    lengths = [_length(end, most) for end, most in zip(at, size, strict=True)]
    out = np.empty_like(likeness)
    for band in bands(len(at[0]), BROAD):
        end = at[0][band] - band.start
        here = likeness[band.start : int(at[0][band].max())]
        of_a = window_sum(window_max(here.T, at[1]).T, end) / lengths[0][band]
        of_b = window_sum(window_max(here, end).T, at[1]) / lengths[1]
        out[band] = (of_a + of_b.T) / 2
    return out


def _length(end: Indices, most: float) -> Matrix:
    """Units of each window, as a column: a short window is no surer for having few."""
    units = end - np.arange(len(end))
    return np.asarray(np.sqrt(units * most)[:, None], dtype=np.float32)


def _by_both(count: Callable[[Shared, Windows], Matrix], e: Evidence, at: Windows) -> Matrix:
    """What authority and ear say of the names of two windows, each as much as the other.

    Few entries stand for the men whom every page names; alone with what no entry covers they lead
    astray.  On the development chronicles with a third of the table .46 and .36 of the best hundred
    links are right by the authority, .50 and .36 by both; with no table .51 and .39.
    """
    if not e.names.resolved:
        return count(e.names, at)
    out = standard(count(e.names, at))
    out += standard(count(e.heard, at))
    return out


FAMILIES: Final[Mapping[str, Callable[[Evidence, Windows], Matrix]]] = MappingProxyType(
    {
        "names": lambda e, at: _by_both(in_common, e, at),
        "expected": lambda e, at: _by_both(expected, e, at),
        "rarest": lambda e, at: _by_both(partial(in_common, product=False), e, at),
        "words": lambda e, at: uncrowded(rendered(e.words, at)),
        "wording": lambda e, at: matched(e.wording, at),
        "terms": lambda e, at: uncrowded(in_common(e.terms, at)),
    }
)
"""From evidence and windows to how much speaks for each pair."""


def speaks(
    found: Evidence,
    at: Windows,
    weights: Mapping[str, float] = WEIGHTS,
    cells: Cells | None = None,
) -> Matrix:
    """How much speaks for each pair of windows: standard scores of each family, weighed and added.

    Args:
        found: What two texts have in common.
        at: Ends of the windows.
        weights: Weight of each family.
        cells: Pairs of windows that are asked for, by `numpy.ix_`; standard scores are then of
            these.
    """
    out: Matrix | None = None
    for name, weight in weights.items():
        if not weight:
            continue
        values = FAMILIES[name](found, at)
        values = standard(values if cells is None else values[cells])
        values *= np.float32(weight)
        out = values if out is None else np.add(out, values, out=out)
    return np.zeros((len(at[0]), len(at[1])), np.float32) if out is None else out


def in_order(z: Matrix, widths: Sequence[float] = WIDTHS) -> Iterator[Matrix]:
    """At each width, how much stands around each pair, in standard scores."""
    ratio = min(max(z.shape[1] / z.shape[0], 1 / 2), _STEEPEST)
    good = log_shares(z)
    good /= 2
    np.exp(good, out=good)
    own = blurred(good, (_NEAR, _NEAR))
    own *= np.float32(2 * np.pi * _NEAR**2)
    for width in widths:
        mass = blurred(good, (width, width * ratio))
        mass *= np.float32(2 * np.pi * width**2 * ratio)
        mass -= own
        np.maximum(mass, 0, out=mass)
        mass += np.float32(_NOTHING)
        yield standard(np.log(mass, out=mass))


def total(z: Matrix, order: float = ORDER, rivals: float = RIVALS) -> Matrix:
    """The field: evidence with the support of what stands around, less what rivals take."""
    out = z.copy()
    if order:
        for support in in_order(z):
            support *= np.float32(order)
            out += support
    if rivals:
        shares = log_shares(out)
        shares *= np.float32(rivals)
        out += shares
    return out
