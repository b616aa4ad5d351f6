"""Links between two independent accounts: which passages tell the same.

Everything that speaks for a pair of passages is brought into one matrix: wording, words that
answer one another, shared names, numbers and years.  Two ways lead from there to a link.  A *run*
of pairs that stand out in the same order on both sides is found in long accounts; in short ones,
where no order can be seen, a *pair* stands for itself.  Either way a model fitted on accounts with
known parallels gives the probability.  Most passages have no counterpart, and unrelated accounts
get no link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fitnacorpus import plugins
from fitnacorpus.align.encode import encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.words import Words

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float32]

Encode = Callable[[Sequence[str], str], Any]
"""From strings and their language to an (n, d) array of unit rows."""

WORDS: Final = 0.6
"""Weight of answering words beside wording, both in standard scores."""
FIGURES: Final = 0.5
"""Standard scores for a nat of rarity of shared numbers and years."""
NAMES: Final = 0.25
"""Standard scores for a nat of rarity of shared names."""
KNOWN: Final = 3.0
"""Nats of rarity that say nothing in a long account."""
SHORT: Final = 2000
"""Pairs of passages up to which accounts are too short to show an order."""
PAIR_FEATURES: Final = ("wording", "words", "deeds", "figures", "names")
"""What `single` holds of each pair: standard scores of likeness and of answering words, rarity of
shared deeds and figures in nats, and how much the shared names say, from 0 to 1."""
_HIGHEST: Final = 6.0
"""Standard score beyond which more says nothing more."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two ranges of passages that tell the same.

    Attributes:
        a: Indices into the first account.
        b: Indices into the second account.
        score: Probability that the link is right, two decimals.
        relation: "sameEvent", "summary" or "mention".
        evidence: Reasons, in words.
    """

    a: range
    b: range
    score: float
    relation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What is compared of an account, passage by passage.

    Attributes:
        passages: The text of n passages.
        vectors: One unit row a passage; a row of zeros is never linked.
        words: Its words.
        names: Authority ids in each passage.
        figures: Numbers and years in each passage, as `figures.keys` gives them.
        deeds: What is done in each passage, concepts of the lexicon.
        mean: Mean vector of the language over the corpus; None for that of the account.
    """

    passages: tuple[str, ...]
    vectors: Vectors
    words: Words
    names: tuple[AbstractSet[str], ...]
    figures: tuple[AbstractSet[str], ...]
    deeds: tuple[AbstractSet[str], ...]
    mean: Vectors | None = None


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
        Links, best first; ties in order of position.  The score is the probability that a link is
        right, as measured on accounts with known parallels.  Most passages have no link.

    Raises:
        ValueError: there are not as many sets of names as passages.
    """
    for passages, names in ((a, names_a), (b, names_b)):
        if names is not None and len(names) != len(passages):
            raise ValueError("names must be given for every passage, or not at all")
    if not any(p.strip() for p in a) or not any(p.strip() for p in b):
        return []
    encoder = plugins.load("encoder", "use")()

    def vectors(passages: Sequence[str], lang: str) -> Vectors:
        return encode(passages, lang, encoder)

    return link(read(a, lang_a, vectors, names_a), read(b, lang_b, vectors, names_b))


def read(
    passages: Sequence[str],
    lang: str,
    vectors: Encode,
    names: Sequence[AbstractSet[str]] | None = None,
    *,
    figures: Sequence[AbstractSet[str]] | None = None,
    mean: Vectors | None = None,
) -> Account:
    """Read what is compared of an account.

    Args:
        passages: Passages in reading order.
        lang: Their language.
        vectors: Encodes passages and words.
        names: For each passage the authority ids mentioned in it.
        figures: For each passage its numbers and years, where they are known already.
        mean: Mean vector of the language over the corpus.
    """
    from fitnacorpus.align import figures as finding
    from fitnacorpus.align import lexicon, words

    return Account(
        tuple(passages),
        vectors(passages, lang),
        words.read(passages, lang, vectors),
        tuple(names or [frozenset()] * len(passages)),
        tuple(figures or [finding.find(p, lang) for p in passages]),
        tuple(lexicon.concepts(p) for p in passages),
        mean,
    )


def link(
    a: Account,
    b: Account,
    *,
    frequency: Counter[str] | None = None,
    floor: float = 0.5,
    label: Callable[[str], str] = str,
) -> list[Link]:
    """Propose links between two accounts.

    Args:
        a: The first account.
        b: The second account.
        frequency: In how many passages of the corpus each name stands; by default of these two.
        floor: Lowest probability that is proposed.
        label: From an authority id to the name given as evidence.

    Returns:
        Links, best first; ties in order of position.  No two links hold the same pair of passages.
    """
    from fitnacorpus.align.evidence import reasons
    from fitnacorpus.align.relations import relation
    from fitnacorpus.align.shared import counted

    if not a.vectors.any() or not b.vectors.any():
        return []
    if frequency is None:
        frequency = counted(a.names, b.names)
    best: dict[tuple[int, int], float] = {}
    for cell, value in (*_in_runs(a, b, frequency), *_single(a, b, frequency)):
        best[cell] = max(best.get(cell, 0.0), round(value, 2))
    out = []
    for (i, j), value in sorted(best.items(), key=lambda x: (-x[1], x[0])):
        if value >= floor and value > 0:
            rows, columns = range(i, i + 1), range(j, j + 1)
            why = reasons(a, b, rows, columns, frequency, label)
            out.append(Link(rows, columns, value, relation(a, b, rows, columns), why))
    return out


def evidence(a: Account, b: Account, frequency: Counter[str]) -> Matrix:
    """How much speaks for each pair of two long accounts, in standard scores.

    Args:
        a: An account of n passages.
        b: An account of m passages.
        frequency: In how many passages of the corpus each name stands.

    Returns:
        An (n, m) matrix; 0 for blank passages.
    """
    from fitnacorpus.align import score, shared, words

    z = score.wording(a.vectors, b.vectors, mean_a=a.mean, mean_b=b.mean)
    z += WORDS * words.answering(a.words, b.words)
    z = score.outstanding(z)
    seen = shared.counted(a.figures, b.figures)
    z += FIGURES * shared.rarity(a.figures, b.figures, seen, known=KNOWN)
    z += NAMES * shared.rarity(a.names, b.names, frequency, known=KNOWN)
    z[~a.vectors.any(axis=1), :] = 0
    z[:, ~b.vectors.any(axis=1)] = 0
    return z


def single(a: Account, b: Account, frequency: Counter[str]) -> NDArray[np.float64]:
    """What speaks for each pair of two short accounts.

    Returns:
        An (n, m, features) array, see `PAIR_FEATURES`.
    """
    import numpy as np

    from fitnacorpus.align import score, shared, words

    likeness = score.centred(a.vectors, a.mean) @ score.centred(b.vectors, b.mean).T
    deeds, figures = shared.counted(a.deeds, b.deeds), shared.counted(a.figures, b.figures)
    parts = (
        score.outstanding(likeness),
        words.answering(a.words, b.words, context=False),
        shared.rarity(a.deeds, b.deeds, deeds, known=0.0),
        shared.rarity(a.figures, b.figures, figures, known=0.0),
        shared.names(a.names, b.names, frequency),
    )
    return np.clip(np.stack(parts, axis=-1).astype(np.float64), -_HIGHEST, _HIGHEST)


def _in_runs(
    a: Account, b: Account, frequency: Counter[str]
) -> Iterable[tuple[tuple[int, int], float]]:
    """The pairs of all runs, with their probability."""
    from fitnacorpus.align import runs
    from fitnacorpus.align.calibration import shipped

    for run in runs.find(evidence(a, b, frequency)):
        yield from zip(run.cells, shipped("runs").probability(run.features).tolist(), strict=True)


def _single(
    a: Account, b: Account, frequency: Counter[str]
) -> Iterable[tuple[tuple[int, int], float]]:
    """The pairs of short accounts that are the best of their row or column."""
    import numpy as np

    from fitnacorpus.align.calibration import shipped
    from fitnacorpus.align.chain import mutual_best

    if len(a.vectors) * len(b.vectors) > SHORT:
        return
    p = shipped("pairs").probability(single(a, b, frequency)).round(6)
    p[~a.vectors.any(axis=1), :] = 0
    p[:, ~b.vectors.any(axis=1)] = 0
    for i, j in np.argwhere(mutual_best(p.astype(np.float32))):
        yield (int(i), int(j)), float(p[i, j])
