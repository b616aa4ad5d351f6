"""Links between two independent accounts: which passages tell the same, from words and names.

Two signals are added for every pair of passages: how far the similarity of their (centred)
vectors stands out among all pairs, and how much of their names they share, rare names weighing
more.  A pair is proposed when each passage is among the other's best and the sum is high enough.
Most passages have no counterpart, and unrelated accounts get no link.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitnacorpus import plugins
from fitnacorpus.align.encode import encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float64]

# Weights of the logistic: an outstanding similarity alone, or a shared rare name alone, does not
# make a link; both together do.
_BIAS: Final = -4.0
_PER_Z: Final = 0.9
_PER_NAMES: Final = 7.0
_RARE: Final = 3.0
"""Weight of rarity, in nats, at which shared names have said about two thirds of what they can."""
_BEST: Final = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Two ranges of passages that tell the same.

    Attributes:
        a: Indices into the first account.
        b: Indices into the second account.
        score: Between 0 and 1; grows with the evidence.
        relation: "sameEvent", "summary" or "mention".
        evidence: Reasons, in words.
    """

    a: range
    b: range
    score: float
    relation: str
    evidence: tuple[str, ...]


def align_accounts(
    a: Sequence[str],
    b: Sequence[str],
    *,
    lang_a: str,
    lang_b: str,
    names_a: Sequence[AbstractSet[str]] | None = None,
    names_b: Sequence[AbstractSet[str]] | None = None,
) -> list[Link]:
    """Propose links between the passages of two independent accounts.

    Args:
        a: Passages of the first account in reading order.
        b: Passages of the second account in reading order.
        lang_a: Language of the first account.
        lang_b: Language of the second account.
        names_a: For each passage of `a` the authority ids mentioned in it.
        names_b: For each passage of `b` the authority ids mentioned in it.

    Returns:
        Links, best first.  Most passages have none.

    Raises:
        ValueError: there are not as many sets of names as passages.
    """
    for passages, names in ((a, names_a), (b, names_b)):
        if names is not None and len(names) != len(passages):
            raise ValueError("names must be given for every passage, or not at all")
    if not any(p.strip() for p in a) or not any(p.strip() for p in b):
        return []
    encoder = plugins.load("encoder", "use")()
    return link(
        encode(a, lang_a, encoder),
        encode(b, lang_b, encoder),
        names_a or [frozenset()] * len(a),
        names_b or [frozenset()] * len(b),
    )


def link(
    a: Vectors,
    b: Vectors,
    names_a: Sequence[AbstractSet[str]],
    names_b: Sequence[AbstractSet[str]],
    *,
    mean_a: Vectors | None = None,
    mean_b: Vectors | None = None,
    frequency: Counter[str] | None = None,
    floor: float = 0.5,
    label: Callable[[str], str] = str,
) -> list[Link]:
    """Propose links from vectors and names.

    Args:
        a: Vectors of the first account, one unit row a passage; a row of zeros is never linked.
        b: Vectors of the second account.
        names_a: Authority ids in each passage of `a`.
        names_b: Authority ids in each passage of `b`.
        mean_a: Mean vector of the language of `a` over the corpus; by default that of `a`.
        mean_b: Mean vector of the language of `b` over the corpus; by default that of `b`.
        frequency: In how many passages of the corpus each id stands; by default of these two.
        floor: Lowest score that is proposed.
        label: From an authority id to the name given as evidence.

    Returns:
        Links between single passages, best first; ties in order of position.
    """
    import numpy as np

    if not len(a) or not len(b):
        return []
    likeness = _centred(a, mean_a) @ _centred(b, mean_b).T
    z = _outstanding(likeness)
    if frequency is None:
        frequency = Counter(ref for names in (*names_a, *names_b) for ref in names)
    shared = _shared_names(names_a, names_b, frequency)
    logits = _BIAS + _PER_Z * np.maximum(z, 0) + _PER_NAMES * shared
    blank = (np.linalg.norm(a, axis=1) == 0)[:, None] | (np.linalg.norm(b, axis=1) == 0)[None, :]
    scores = np.where(blank, 0.0, 1 / (1 + np.exp(-logits)))
    rounded: Matrix = np.round(scores, 2).astype(np.float64)
    out = []
    for i, j in np.argwhere((rounded >= floor) & _mutual(rounded)):
        i, j = int(i), int(j)
        evidence = _evidence(float(z[i, j]), names_a[i] & names_b[j], frequency, label)
        out.append(
            Link(range(i, i + 1), range(j, j + 1), float(rounded[i, j]), "sameEvent", evidence)
        )
    return sorted(out, key=lambda x: (-x.score, x.a.start, x.b.start))


def _centred(rows: Vectors, mean: Vectors | None) -> Matrix:
    """Rows without the mean of their language, scaled to length 1: languages come to overlap."""
    import numpy as np

    exact = rows.astype(np.float64)
    centred = exact - (exact.mean(axis=0) if mean is None else mean.astype(np.float64))
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.where(norms > 1e-9, norms, 1))


def _outstanding(likeness: Matrix) -> Matrix:
    """Standard scores of similarities among all pairs, by median and quartiles."""
    import numpy as np

    low, middle, high = np.percentile(likeness, (25, 50, 75))
    spread = (high - low) / 1.349
    return np.asarray((likeness - middle) / (spread if spread > 1e-9 else 1.0))


def _shared_names(
    names_a: Sequence[AbstractSet[str]],
    names_b: Sequence[AbstractSet[str]],
    frequency: Counter[str],
) -> Matrix:
    """For each pair how much its shared names say, between 0 and 1.

    The product of two views: what part of all their names two passages share (a cosine, names
    weighing by rarity), and how rare the shared ones are taken together.  Two passages that name
    nobody but the two best known men of the corpus agree fully in the first view and hardly in the
    second.
    """
    import numpy as np

    ids = sorted({ref for names in (*names_a, *names_b) for ref in names})
    column = {ref: k for k, ref in enumerate(ids)}
    total = max(len(names_a) + len(names_b), *frequency.values(), 1)
    weight = {ref: math.log(1 + total / max(1, frequency[ref])) for ref in ids}

    def rows(side: Sequence[AbstractSet[str]], power: float) -> Matrix:
        out = np.zeros((len(side), len(ids)))
        for k, names in enumerate(side):
            for ref in names:
                out[k, column[ref]] = weight[ref] ** power
        return out

    a, b = rows(names_a, 1.0), rows(names_b, 1.0)
    norms = np.linalg.norm(a, axis=1)[:, None] * np.linalg.norm(b, axis=1)[None, :]
    cosine = (a @ b.T) / np.where(norms > 0, norms, 1)
    together = rows(names_a, 0.5) @ rows(names_b, 0.5).T
    return np.asarray(cosine * (1 - np.exp(-together / _RARE)))


def _mutual(scores: Matrix) -> NDArray[np.bool_]:
    """Whether each pair is among the best of its row and of its column."""
    import numpy as np

    def best(rows: Matrix) -> Matrix:
        keep = min(_BEST, rows.shape[1])
        return np.asarray(np.partition(rows, -keep, axis=1)[:, -keep][:, None])

    return np.asarray((scores >= best(scores)) & (scores >= best(scores.T).T))


def _evidence(
    z: float, shared: Iterable[str], frequency: Counter[str], label: Callable[[str], str]
) -> tuple[str, ...]:
    out = []
    ranked = sorted(shared, key=lambda ref: (frequency[ref], ref))
    if ranked:
        out.append("both: " + ", ".join(label(ref) for ref in ranked[:5]))
    if z >= 2:
        out.append("wording much alike" if z >= 4 else "wording alike")
    return tuple(out)
