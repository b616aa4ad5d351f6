"""How many men a bare first name means, as far as the texts themselves name their fathers.

يزيد by itself is nobody in particular in a book that has Yazīd b. Muʿāwiya, Yazīd b. al-Muhallab
and Yazīd b. Abī Muslim; which of them it is, each place says, and no record of the name can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import dropwhile
from typing import Final, NamedTuple

from fitnacorpus.names.suggest.clusters import FATHER, SERVANT, SON, Group

SEVERAL: Final = 3
"""Fathers from which a bare first name is no one man's.  With two it may still be mostly one's: the
other may be his namesake of a single place, or the same man by another ancestor."""

_ALONE: Final = 10
"""The bare name is one man's after all where it stands so many times as often as all the fathers
but the commonest: who is on every page (ʿAlī, and once ʿAlī b. Muḥammad) is seldom named in full.
By reading of the development chronicles and of one other book."""


class Bearer(NamedTuple):
    """A man as the texts name him with his father: the shortest form, and how often."""

    form: str
    number: int


Fathers = Mapping[tuple[str, str], Sequence[Bearer]]
"""By language and first name: those who bear it, one for each father, the commonest first."""


def fathers(groups: Iterable[Group]) -> Fathers:
    """The men whom texts call by each first name and a father.

    Args:
        groups: Names of any language.
    """
    found: dict[tuple[str, str], dict[str, Bearer]] = defaultdict(dict)
    for group in groups:
        if group.event or group.kind not in ("", "person"):
            continue
        own = _name(group.words)
        descent = group.words[len(own) :]
        # Several words may say it: Yazid, son of Muhallab.
        father = " ".join(_name([*dropwhile(SON.__contains__, descent)]))
        if own and father and descent[0] in SON:
            bearers = found[group.lang, " ".join(own)]
            form, number = bearers.get(father, Bearer(group.form, 0))
            shortest = min(form, group.form, key=lambda f: (len(f), f))
            bearers[father] = Bearer(shortest, number + group.number)
    return {
        name: sorted(bearers.values(), key=lambda b: (-b.number, b.form))
        for name, bearers in found.items()
    }


def of_bare(members: Sequence[Group], known: Fathers) -> Sequence[Bearer]:
    """The men who share the name of a cluster that has nothing but a first name.

    Args:
        members: The spellings of the cluster.
        known: What `fathers` tells.

    Returns:
        `SEVERAL` or more, of the language that has most of them; none where the cluster holds more
        than a first name, or the name is one man's.
    """
    found: list[Sequence[Bearer]] = []
    for group in members:
        if group.event or _name(group.words) != group.words:
            return ()
        bearers = known.get((group.lang, group.key), ())
        others = sum(b.number for b in bearers[1:])
        if len(bearers) >= SEVERAL and group.number < _ALONE * others:
            found.append(bearers)
    return max(found, key=len, default=())


def _name(words: Sequence[str]) -> list[str]:
    """The first name of a name, with what belongs to it: زيد, عبد الله, أبو بكر."""
    if not words or words[0] in SON:
        return []
    return list(words[: 2 if words[0] in SERVANT | FATHER else 1])
