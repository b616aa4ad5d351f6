"""How many men may bear a name: whether its parts tell its bearer apart from strangers.

ʿAmr b. al-ʿĀṣ is one man; al-Ḥusayn b. ʿAlī, Muḥammad b. ʿAbd Allāh and Jaʿfar b. Muḥammad are
names of many, and a book of another time means another by them.  Parts of a name are taken as
independent of one another, which is near enough to tell one in a thousand from one in a million.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fitnacorpus.languages.ar import frequent_names
from fitnacorpus.names.bearing import alike
from fitnacorpus.names.grammar import WholeName
from fitnacorpus.names.textwords import folded

_BYNAME: Final = 0.001
"""Share of the bearers of a name who have one byname too, where it is that of the record."""
_KUNYA: Final = 0.1
"""The same of a kunya beside the own name: many who bear one name are called by one kunya."""
_SON: Final = 0.01
"""Of the sons of men of one name those whom a chronicle calls *Ibn X* and nothing more."""
_FAMILY: Final = 5e-5
"""The least share of these: later times call whole families so."""
_MANY: Final = 1e-4
"""From this share of all men on, a chronicle is apt to name a stranger who bears the name."""

_OFTEN: Final = 0.003
"""Share of all men from which a single name tells nothing of who is meant."""


def share(whole: WholeName, *, byname: bool = False) -> float:
    """The share of men who bear a name, as far as its own words tell.

    Args:
        whole: The name.
        byname: Whether one of its bynames is known as its bearer's.
    """
    own = whole.also or whole.head
    found = _one(own) if own else _SON
    for father in whole.fathers:
        found *= _one(father)
    if not own:
        found = max(found, _FAMILY)
    if whole.also:
        found *= _KUNYA
    return found * (_BYNAME if byname or whole.number else 1.0)


def common(found: float) -> bool:
    """Whether a share is that of a name by which strangers are called as well."""
    return found >= _MANY


def often(name: str) -> bool:
    """Whether a single name is one of those that many bear."""
    return _one(name) >= _OFTEN


@lru_cache(maxsize=65536)
def _one(name: str) -> float:
    """The share of men who bear one name, in whatever script and romanisation."""
    if name[:1] >= "\u0600":
        return frequent_names.PER_MILLE.get(folded(name, True), frequent_names.RARE) / 1000
    alikes = (n for other, n in frequent_names.PER_MILLE.items() if alike(name, other))
    return max(alikes, default=frequent_names.RARE) / 1000
