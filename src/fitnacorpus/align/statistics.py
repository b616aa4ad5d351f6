"""What is known of a corpus as a whole when two of its texts are compared.

How rare a name is, and where the middle of a language lies, is learned from some texts of each
language, chosen by the digest of their ids: all of them in a small corpus, `REFERENCE` in a large
one.  So a change of one text leaves the links of all others alone, unless it is one of these, and
nothing needs the whole corpus at once.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.features import Features
    from fitnacorpus.align.outline import Outline

    Vectors = NDArray[np.float32]

REFERENCE: Final = 16
"""Texts of a language that statistics are taken from.  More are surer, and each of them makes all
links depend on it; the mean of 16 texts differs from that of all by a quarter of the spread of one
text (1 / sqrt(16))."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts and means.

    Attributes:
        frequency: In how many episodes of the reference texts each thing stands.
        total: How many episodes these are.
        means: Language to the mean vector of its episodes.
    """

    frequency: Counter[str] = field(default_factory=Counter)
    total: int = 0
    means: Mapping[str, Vectors] = field(default_factory=dict)


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


def gather(texts: Iterable[Features], *, whole: bool) -> Statistics:
    """Statistics of some texts.

    Args:
        texts: The reference texts, by id.
        whole: Whether they are all texts there are.  Of a large corpus the program's own reading is
            counted, without verdicts: one that names the bearer in one place makes no links of
            other texts anew.
    """
    import numpy as np

    frequency: Counter[str] = Counter()
    total = 0
    rows: dict[str, list[Any]] = {}
    for features in texts:
        outline = features.outline
        for (names, terms, numbers), judged in zip(outline.episodes, outline.judged, strict=True):
            frequency.update((names if whole else names - judged) | terms | numbers)
        total += len(outline.episodes)
        if outline.spans:
            rows.setdefault(outline.lang, []).append(features.account.vectors)
    means = {lang: np.concatenate(some).mean(axis=0) for lang, some in rows.items()}
    return Statistics(frequency, total, means)


def dump(statistics: Statistics) -> bytes:
    """Statistics as ``.npz``."""
    import numpy as np

    counts = json.dumps([statistics.total, sorted(statistics.frequency.items())])
    buffer = io.BytesIO()
    arrays: dict[str, Any] = {f"mean {lang}": mean for lang, mean in statistics.means.items()}
    np.savez(buffer, counts=np.frombuffer(counts.encode(), dtype=np.uint8), **arrays)
    return buffer.getvalue()


def load(data: bytes) -> Statistics:
    """Statistics as `dump` wrote them."""
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        total, counts = json.loads(kept["counts"].tobytes())
        means = {name[5:]: kept[name] for name in kept.files if name.startswith("mean ")}
    return Statistics(Counter(dict(counts)), total, means)


def used(statistics: Statistics, outline: Outline) -> str:
    """Digest of what the statistics say of one text."""
    mean = statistics.means.get(outline.lang)
    counts = [(thing, statistics.frequency[thing]) for thing in sorted(outline.things)]
    total = hashlib.sha256(json.dumps([statistics.total, counts]).encode())
    total.update(b"" if mean is None else mean.tobytes())
    return total.hexdigest()
