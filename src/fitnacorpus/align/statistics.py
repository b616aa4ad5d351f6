"""What is known of a corpus as a whole when two of its texts are compared.

How rare a name is, and where the middle of a language lies, is learned from some texts of each
language, chosen by the digest of their ids: all of them in a small corpus, `REFERENCE` in a large
one.  So a change of one text leaves the links of all others alone, unless it is one of these, and
nothing needs the whole corpus at once.  The middles are kept apart: they take vectors of episodes,
and nobody asks for them but who compares short accounts.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.account import Account
    from fitnacorpus.align.outline import Outline

    Vectors = NDArray[np.float32]

REFERENCE: Final = 16
"""Texts of a language that statistics are taken from.  More are surer, and each of them makes all
links depend on it; the mean of 16 texts differs from that of all by a quarter of the spread of one
text (1 / sqrt(16))."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts.

    Attributes:
        frequency: In how many episodes of the reference texts each thing stands.
        total: How many episodes these are.
    """

    frequency: Counter[str] = field(default_factory=Counter)
    total: int = 0


def reference(langs: Mapping[str, str]) -> list[str]:
    """The texts that statistics are taken from, by id.

    Args:
        langs: Text id to primary language.
    """
    chosen: list[str] = []
    for lang in sorted(set(langs.values())):
        mine = [text for text, other in langs.items() if other == lang]
        chosen += sorted(mine, key=lambda text: hashlib.sha256(text.encode()).digest())[:REFERENCE]
    return sorted(chosen)


def gather(texts: Iterable[Outline], *, whole: bool) -> Statistics:
    """Statistics of some texts.

    Args:
        texts: The reference texts, by id.
        whole: Whether they are all texts there are.  Of a large corpus the program's own reading is
            counted, without verdicts: one that names the bearer in one place makes no links of
            other texts anew.
    """
    frequency: Counter[str] = Counter()
    total = 0
    for outline in texts:
        for (names, terms, numbers), judged in zip(outline.episodes, outline.judged, strict=True):
            frequency.update((names if whole else names - judged) | terms | numbers)
        total += len(outline.episodes)
    return Statistics(frequency, total)


def mean(accounts: Iterable[Account]) -> Vectors:
    """The mean vector of the episodes of some accounts of a language.

    An account of nothing but blanks has rows of one zero, and does not count.
    """
    import numpy as np

    rows = [account.vectors for account in accounts if account.vectors.any()]
    every = np.concatenate(rows) if rows else np.zeros((1, 1))
    return np.asarray(every.mean(axis=0), dtype=np.float32)


def dump(statistics: Statistics) -> bytes:
    """Statistics as JSON."""
    counts = sorted(statistics.frequency.items())
    return json.dumps([statistics.total, counts], ensure_ascii=False).encode()


def load(data: bytes) -> Statistics:
    """Statistics as `dump` wrote them."""
    total, counts = json.loads(data)
    return Statistics(Counter(dict(counts)), total)


def used(statistics: Statistics, outline: Outline) -> str:
    """Digest of what the statistics say of one text."""
    counts = [(thing, statistics.frequency[thing]) for thing in sorted(outline.things)]
    return hashlib.sha256(json.dumps([statistics.total, counts]).encode()).hexdigest()
