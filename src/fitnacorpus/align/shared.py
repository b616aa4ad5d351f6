"""What two passages share beside wording: names, figures, deeds; the rarer, the more it says."""

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
LITTLE: Final = 3.0
"""Nats added to what a passage holds, so that one thing shared by two that hold no other is not
everything."""


def counted(*accounts: Iterable[AbstractSet[T]]) -> Counter[T]:
    """In how many passages each thing stands."""
    return Counter(thing for account in accounts for passage in account for thing in passage)


def rarity(
    a: Sequence[AbstractSet[T]],
    b: Sequence[AbstractSet[T]],
    frequency: Counter[T],
    total: int,
    *,
    known: float,
) -> Matrix:
    """For each pair the rarity of what both hold, in nats.

    Args:
        a: What stands in each of n passages.
        b: What stands in each of m passages.
        frequency: In how many passages each thing stands.
        total: How many passages that are.
        known: Nats that are taken off each thing: what is as common as that says nothing.

    Returns:
        An (n, m) matrix, from 0.
    """
    out = np.zeros((len(a), len(b)), dtype=np.float32)
    here, there = _places(a), _places(b)
    # Sums of floats depend on their order, and the order of a set on the run of the program.
    for thing in sorted(here.keys() & there.keys(), key=lambda x: (frequency[x], str(x))):
        weight = math.log(total / frequency[thing]) - known
        if weight > 0:
            out[np.ix_(here[thing], there[thing])] += weight
    return out


def share(
    a: Sequence[AbstractSet[T]],
    b: Sequence[AbstractSet[T]],
    frequency: Counter[T],
    total: int,
    *,
    known: float,
) -> Matrix:
    """For each pair how much of what both hold is shared, things weighed by their rarity.

    What one of them holds alone counts against the pair, and a passage full of names is not like
    every other.  Arguments as for `rarity`.

    Returns:
        An (n, m) matrix, from 0 to less than 1: nats shared over the geometric mean of the nats
        held, each with `LITTLE` more.
    """

    def held(passages: Sequence[AbstractSet[T]]) -> NDArray[np.float64]:
        weights = [
            sorted(max(0.0, math.log(total / frequency[thing]) - known) for thing in things)
            for things in passages
        ]
        return np.sqrt([LITTLE + sum(of) for of in weights])

    both = rarity(a, b, frequency, total, known=known)
    return np.asarray(both / np.outer(held(a), held(b)), dtype=np.float32)


def telling(
    passages: Sequence[AbstractSet[T]], frequency: Counter[T], total: int, *, known: float
) -> list[AbstractSet[T]]:
    """What stands in each passage, without what is so common that it says nothing."""
    return [
        {thing for thing in things if math.log(total / frequency[thing]) > known}
        for things in passages
    ]


def apart(a: Sequence[AbstractSet[T]], b: Sequence[AbstractSet[T]]) -> Matrix:
    """1 for each pair that holds something on both sides and nothing in common, else 0."""
    out = np.zeros((len(a), len(b)), dtype=np.float32)
    for i, here in enumerate(a):
        for j, there in enumerate(b):
            out[i, j] = bool(here) and bool(there) and not (here & there)
    return out


def _places(account: Sequence[AbstractSet[T]]) -> dict[T, list[int]]:
    out: dict[T, list[int]] = {}
    for index, things in enumerate(account):
        for thing in things:
            out.setdefault(thing, []).append(index)
    return out
