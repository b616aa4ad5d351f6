"""What two passages share apart from wording: names, figures, deeds; the rarer, the more it says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

T = TypeVar("T", bound=Hashable)

_RARE: Final = 3.0
"""Weight of rarity, in nats, at which shared names have said about two thirds of what they can."""
_UNSEEN: Final = 10
"""Passages added to the count, so that a name in few passages is rare in a short account too."""


def counted(*accounts: Iterable[AbstractSet[T]]) -> Counter[T]:
    """In how many passages each thing stands."""
    return Counter(thing for account in accounts for passage in account for thing in passage)


def rarity(
    a: Sequence[AbstractSet[T]],
    b: Sequence[AbstractSet[T]],
    frequency: Counter[T],
    *,
    known: float,
) -> Matrix:
    """For each pair the rarity of what both hold, in nats.

    Args:
        a: What stands in each of n passages.
        b: What stands in each of m passages.
        frequency: In how many passages each thing stands.
        known: Nats that are taken off each pair's sum: what is as common as that says nothing.

    Returns:
        An (n, m) matrix, from 0.
    """
    out = np.zeros((len(a), len(b)), dtype=np.float32)
    total = max(len(a) + len(b), *frequency.values(), 1)
    here, there = _places(a), _places(b)
    # Sums of floats depend on their order, and the order of a set on the run of the program.
    for thing in sorted(here.keys() & there.keys(), key=lambda x: (frequency[x], str(x))):
        weight = math.log(total / frequency[thing])
        out[np.ix_(here[thing], there[thing])] += weight
    return np.asarray(np.maximum(out - known, 0), dtype=np.float32)


def _places(account: Sequence[AbstractSet[T]]) -> dict[T, list[int]]:
    out: dict[T, list[int]] = {}
    for index, things in enumerate(account):
        for thing in things:
            out.setdefault(thing, []).append(index)
    return out


def names(
    a: Sequence[AbstractSet[str]], b: Sequence[AbstractSet[str]], frequency: Counter[str]
) -> Matrix:
    """For each pair how much its shared names say, between 0 and 1.

    The product of two views: what part of all their names two passages share (a cosine, names
    weighing by rarity), and how rare the shared ones are taken together.  Two passages that name
    nobody but the two best known men of the corpus agree fully in the first view and hardly in the
    second.

    Args:
        a: Authority ids in each of n passages.
        b: Authority ids in each of m passages.
        frequency: In how many passages of the corpus each id stands.
    """
    ids = sorted({ref for side in (*a, *b) for ref in side})
    column = {ref: k for k, ref in enumerate(ids)}
    total = max(len(a) + len(b), *frequency.values(), 1)
    weight = {ref: math.log((total + _UNSEEN) / max(1, frequency[ref])) for ref in ids}

    def rows(side: Sequence[AbstractSet[str]], power: float) -> Matrix:
        out = np.zeros((len(side), len(ids)), dtype=np.float32)
        for k, refs in enumerate(side):
            for ref in refs:
                out[k, column[ref]] = weight[ref] ** power
        return out

    here, there = rows(a, 1.0), rows(b, 1.0)
    norms = np.linalg.norm(here, axis=1)[:, None] * np.linalg.norm(there, axis=1)[None, :]
    cosine = (here @ there.T) / np.where(norms > 0, norms, 1)
    together = rows(a, 0.5) @ rows(b, 0.5).T
    return np.asarray(cosine * (1 - np.exp(-together / _RARE)), dtype=np.float32)
