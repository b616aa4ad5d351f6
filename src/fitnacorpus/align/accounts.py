"""Links between two independent accounts: which passages tell the same, from words and names.

Two ways lead to a link.  A *chain* of passages whose wording stands out in the same order on both
sides is found in long accounts; in short ones, with names, a *pair* that shares rare names and
whose wording stands out.  Most passages have no counterpart, and unrelated accounts get no link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from fitnacorpus import plugins
from fitnacorpus.align.encode import encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float32]

# Share of right cells among chains by the standard score of their peak, on the development
# accounts: Mark against Luke and John, Esther against all three (`benchmarks/align.py`).
_PEAKS: Final = (3.5, 4.25, 4.75, 5.25, 6.0, 7.0, 9.0)
_SHARES: Final = (0.02, 0.09, 0.28, 0.60, 0.72, 0.88, 0.93)
# Weights of the logistic for single pairs: neither an outstanding wording alone nor a shared rare
# name alone makes a link; both together do.
_BIAS: Final = -4.0
_PER_Z: Final = 0.9
_PER_NAMES: Final = 7.0


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
        Links, best first; ties in order of position.  No two links hold the same pair of passages.
    """
    from fitnacorpus.align import score, sparse

    if not len(a) or not len(b):
        return []
    if frequency is None:
        frequency = Counter(ref for names in (*names_a, *names_b) for ref in names)
    if len(a) * len(b) > sparse.LONG:
        mean_a = a.mean(axis=0) if mean_a is None else mean_a
        mean_b = b.mean(axis=0) if mean_b is None else mean_b

        def within(rows: range, columns: range) -> list[Link]:
            here, there = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
            return link(
                a[here], b[there], names_a[here], names_b[there], mean_a=mean_a, mean_b=mean_b,
                frequency=frequency, floor=floor, label=label,
            )  # fmt: skip

        return in_boxes(sparse.boxes(a, b, mean_a=mean_a, mean_b=mean_b), within)
    z = score.wording(a, b, mean_a=mean_a, mean_b=mean_b)
    z[~a.any(axis=1), :] = 0
    z[:, ~b.any(axis=1)] = 0
    shared = score.shared_names(names_a, names_b, frequency)

    def reasons(rows: range, columns: range, order: int = 0) -> tuple[str, ...]:
        here = frozenset().union(*(names_a[i] for i in rows))
        there = frozenset().union(*(names_b[j] for j in columns))
        outstanding = float(z[rows.start : rows.stop, columns.start : columns.stop].max())
        return _evidence(outstanding, here & there, frequency, label, order)

    out = [*_chained(z, floor, reasons)]
    taken = {(i, j) for x in out for i in x.a for j in x.b}
    out += [x for x in _paired(z, shared, floor, reasons) if (x.a.start, x.b.start) not in taken]
    return sorted(out, key=lambda x: (-x.score, x.a.start, x.b.start, x.a.stop, x.b.stop))


def in_boxes(
    boxes: Iterable[tuple[range, range]], within: Callable[[range, range], list[Link]]
) -> list[Link]:
    """The links of two long accounts, from stretches of them that are compared in full.

    Args:
        boxes: Stretches of the one and the other; they may overlap.
        within: Gives the links of two stretches, indices counted from their beginnings.

    Returns:
        Links, best first; where two hold the same pair of passages, the better one.
    """
    found = [
        replace(x, a=_moved(x.a, rows.start), b=_moved(x.b, columns.start))
        for rows, columns in boxes
        for x in within(rows, columns)
    ]
    taken: set[tuple[int, int]] = set()
    out = []
    for x in sorted(found, key=lambda x: (-x.score, x.a.start, x.b.start, x.a.stop, x.b.stop)):
        cells = {(i, j) for i in x.a for j in x.b}
        if not cells & taken:
            taken |= cells
            out.append(x)
    return out


def _moved(indices: range, by: int) -> range:
    return range(indices.start + by, indices.stop + by)


_Reasons = Callable[..., tuple[str, ...]]


def _chained(z: Matrix, floor: float, reasons: _Reasons) -> Iterable[Link]:
    """Links along chains; what lies between two cells of a chain scores a little less."""
    import numpy as np

    from fitnacorpus.align import score
    from fitnacorpus.align.chain import chains

    for chain in chains(score.in_order(z)):
        share = float(np.interp(chain.peak, _PEAKS, _SHARES))
        for rows, columns in chain.pieces():
            between = len(rows) > 1 or len(columns) > 1
            value = round(share - 0.05 * between, 2)
            if value >= floor:
                yield Link(
                    rows, columns, value, "sameEvent", reasons(rows, columns, len(chain.cells))
                )


def _paired(z: Matrix, shared: Matrix, floor: float, reasons: _Reasons) -> Iterable[Link]:
    """Links between single passages that share names."""
    import numpy as np

    from fitnacorpus.align.chain import mutual_best

    logits = _BIAS + _PER_Z * np.maximum(z, 0) + _PER_NAMES * shared
    scores = np.where(shared > 0, 1 / (1 + np.exp(-logits)), 0).round(2).astype(np.float32)
    for i, j in np.argwhere((scores >= floor) & mutual_best(scores)):
        rows, columns = range(int(i), int(i) + 1), range(int(j), int(j) + 1)
        value = round(float(scores[i, j]), 2)
        yield Link(rows, columns, value, "sameEvent", reasons(rows, columns))


def _evidence(
    z: float,
    shared: Iterable[str],
    frequency: Counter[str],
    label: Callable[[str], str],
    order: int,
) -> tuple[str, ...]:
    out = []
    ranked = sorted(shared, key=lambda ref: (frequency[ref], ref))
    if ranked:
        out.append("both: " + ", ".join(label(ref) for ref in ranked[:5]))
    if z >= 2:
        out.append("wording much alike" if z >= 4 else "wording alike")
    if order > 1:
        out.append(f"{order} passages in the same order")
    return tuple(out)
