"""Links between two independent accounts: which passages tell the same.

Everything that speaks for a pair of passages is brought into one matrix: wording, words that
answer one another, shared names, numbers and years.  Two ways lead from there to a link.  A *run*
of pairs that stand out in the same order on both sides is found in long accounts; in short ones a
*pair* is weighed by itself and then in the company of the others (`concord`).  Either way a model
fitted on accounts with known parallels gives the probability.  Most passages have no counterpart,
and unrelated accounts get no link.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from fitnacorpus import plugins
from fitnacorpus.align.account import Account, counted, part, read_account, traits
from fitnacorpus.align.encode import encode
from fitnacorpus.align.evidence import reasons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Matrix = NDArray[np.float32]

WORDING: Final = 0.5
"""Weight of likeness of wording beside words that render one another, both in standard scores."""
FIGURES: Final = 0.5
"""Standard scores for a nat of rarity of shared numbers and years."""
NAMES: Final = 0.25
"""Standard scores for a nat of rarity of shared names."""
FLOOR: Final = 0.3
"""Probability from which `align_accounts` proposes a pair of long accounts.  Of development pairs
left out of the fit three in four are right from here on."""
LONE: Final = 0.5
"""The same for a pair of short accounts, which no run speaks for: of development pairs left out
of the fit four in five are right from here on."""
RELATED: Final = 5
"""Pairs more likely right than not that two long accounts must have: related ones of the
development books have 51 and more, unrelated ones 3 at most."""
KNOWN: Final = 3.0
"""Nats of rarity that say nothing in a long account."""
SHORT: Final = 2000
"""Pairs of passages up to which accounts are too short to show an order."""
COMMON: Final = 1.0
"""Nats of rarity that say nothing in a short account."""
UNSEEN: Final = 10
"""Passages added to the count, so that a name in few passages is rare in a short account too."""
FEW: Final = 30
"""Pairs of passages up to which likeness alone joins none, since the best of so few stands out by
chance: of such proposals on short development accounts half are right, and four in five of those
that share a name, deed or figure."""
PAIR_FEATURES: Final = ("wording", "words", "shared", "apart", "few")
"""What `single` holds of each pair: standard scores of the likeness of sentences and of answering
words, how much of the names, deeds and figures of both is shared (0 to 1, by rarity), 1 where both
name somebody and share nobody, those left out whom nearly every passage names, and minus the
logarithm of the passages of the longer account, since of few pairs one is more likely right."""
_USUAL_LIKENESS: Final = 0.1
_USUAL_MATCH: Final = 1.2
"""Usual spread of the likeness of sentences and of how well sentences are matched, on the
development accounts: the first few pairs do not tell it."""
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

    alone = len(a) * len(b) <= SHORT
    sides = (
        read_account(passages, lang, vectors, names, words_alone=alone)
        for passages, lang, names in ((a, lang_a, names_a), (b, lang_b, names_b))
    )
    return link(*sides, floor=LONE if alone else FLOOR)


def _with_mean(account: Account) -> Account:
    """The account with its own mean, where it has no other."""
    own = account.vectors.mean(axis=0)
    return account if account.mean is not None else replace(account, mean=own)


def link(
    a: Account,
    b: Account,
    *,
    frequency: Counter[str] | None = None,
    total: int = 0,
    floor: float = 0.5,
    label: Callable[[str], str] = str,
) -> list[Link]:
    """Propose links between two accounts.

    Args:
        a: The first account.
        b: The second account.
        frequency: In how many passages of the corpus each name, deed and figure stands, as
            `counted` gives it; by default of these two.
        total: How many passages `frequency` was counted in; by default those of these two.
        floor: Lowest probability that is proposed.
        label: From an authority id to the name given as evidence.

    Returns:
        Links, best first; ties in order of position.  No two links hold the same pair of passages.
    """
    from fitnacorpus.align import sparse

    if not a.vectors.any() or not b.vectors.any():
        return []
    if frequency is None:
        frequency = counted(a, b)
    total = max(total, len(a.names) + len(b.names))
    if len(a.vectors) * len(b.vectors) <= sparse.LONG:
        return _whole(a, b, frequency, total, floor, label)
    a, b = _with_mean(a), _with_mean(b)
    return in_boxes(
        sparse.boxes(a.vectors, b.vectors, mean_a=a.mean, mean_b=b.mean),
        lambda rows, columns: _whole(
            part(a, rows), part(b, columns), frequency, total, floor, label
        ),
    )


def _whole(
    a: Account,
    b: Account,
    frequency: Counter[str],
    total: int,
    floor: float,
    label: Callable[[str], str],
) -> list[Link]:
    """The links of two accounts, or stretches of them, of which every pair is compared."""
    from fitnacorpus.align.relations import relation

    if not a.vectors.any() or not b.vectors.any():
        return []
    best: dict[tuple[int, int], _Found] = {}
    for cell, found in (*_in_runs(a, b, frequency, total), *_single(a, b, frequency, total)):
        if cell not in best or found.probability > best[cell].probability:
            best[cell] = found
    out = []
    for (i, j), found in best.items():
        value = round(found.probability, 2)
        if value >= floor and value > 0:
            why = reasons(
                names=(a.names[i], b.names[j]),
                deeds=(a.deeds[i], b.deeds[j]),
                figures=(a.figures[i], b.figures[j]),
                frequency=frequency,
                label=label,
                wording=found.wording,
                run=found.run,
            )
            kind = relation(a.passages[i], b.passages[j])
            out.append(Link(range(i, i + 1), range(j, j + 1), value, kind, why))
    return sorted(out, key=lambda x: (-x.score, x.a.start, x.b.start))


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


class _Found(NamedTuple):
    """What was found of a pair: probability, standard score of its wording, length of its run."""

    probability: float
    wording: float
    run: int = 1


def evidence(a: Account, b: Account, frequency: Counter[str], total: int) -> Matrix:
    """How much speaks for each pair of two long accounts, in standard scores.

    Args:
        a: An account of n passages.
        b: An account of m passages.
        frequency: In how many passages of the corpus each name stands, as `counted` gives it.
        total: How many passages that are.

    Returns:
        An (n, m) matrix; 0 for blank passages.
    """
    from fitnacorpus.align import renderings, score, shared

    z = WORDING * score.wording(a.vectors, b.vectors, mean_a=a.mean, mean_b=b.mean)
    z += renderings.in_context((a.passages, a.lang), (b.passages, b.lang))
    z = score.outstanding(z)
    seen, here = shared.counted(a.figures, b.figures), len(a.names) + len(b.names)
    z += FIGURES * shared.rarity(a.figures, b.figures, seen, here, known=KNOWN)
    z += NAMES * shared.rarity(a.names, b.names, frequency, total, known=KNOWN)
    z[~a.vectors.any(axis=1), :] = 0
    z[:, ~b.vectors.any(axis=1)] = 0
    return z


def single(a: Account, b: Account, frequency: Counter[str], total: int) -> NDArray[np.float64]:
    """What speaks for each pair of two short accounts.

    Args:
        a: An account of n passages.
        b: An account of m passages.
        frequency: In how many passages of the corpus each name, deed and figure stands, as
            `counted` gives it.
        total: How many passages that are.

    Returns:
        An (n, m, features) array, see `PAIR_FEATURES`.
    """
    import numpy as np

    from fitnacorpus.align import shared, words

    seen = total + UNSEEN
    known = [shared.telling(x.names, frequency, seen, known=COMMON) for x in (a, b)]
    parts = (
        _sentence_by_sentence(a, b),
        words.answering(a.words, b.words),
        shared.share(traits(a), traits(b), frequency, seen, known=COMMON),
        shared.apart(*known),
        np.full((len(a.names), len(b.names)), -math.log(max(len(a.names), len(b.names), 1))),
    )
    return np.clip(np.stack(parts, axis=-1).astype(np.float64), -_HIGHEST, _HIGHEST)


def _sentence_by_sentence(a: Account, b: Account) -> Matrix:
    """How well each sentence of two passages is matched by one of the other, in standard scores.

    The mean over the sentences of either side.  Accounts of one event share a sentence or two, and
    an episode as a whole is about much else.
    """
    import numpy as np

    from fitnacorpus.align import score

    likeness = score.centred(a.sentences, a.mean) @ score.centred(b.sentences, b.mean).T
    z = score.outstanding_of_few(likeness, _USUAL_LIKENESS)
    best_in_b = np.maximum.reduceat(z, b.starts, axis=1)
    best_in_a = np.maximum.reduceat(z, a.starts, axis=0)
    counts_a = np.diff([*a.starts, len(a.sentences)])
    counts_b = np.diff([*b.starts, len(b.sentences)])
    of_a = np.add.reduceat(best_in_b, a.starts, axis=0) / counts_a[:, None]
    of_b = np.add.reduceat(best_in_a, b.starts, axis=1) / counts_b[None, :]
    both = np.asarray(of_a + of_b, dtype=np.float32)
    return score.outstanding_of_few(both, _USUAL_MATCH)


def _in_runs(
    a: Account, b: Account, frequency: Counter[str], total: int
) -> Iterable[tuple[tuple[int, int], _Found]]:
    """The pairs of all runs."""
    from fitnacorpus.align import runs
    from fitnacorpus.align.calibration import shipped

    z = evidence(a, b, frequency, total)
    found = [(run, shipped("runs").probability(run.features).tolist()) for run in runs.find(z)]
    likely = sum(value >= 0.5 for _, values in found for value in values)
    if likely < RELATED and len(a.vectors) * len(b.vectors) > SHORT:
        return
    for run, values in found:
        for (i, j), value in zip(run.cells, values, strict=True):
            if a.vectors[i].any() and b.vectors[j].any():
                yield (i, j), _Found(value, float(z[i, j]), len(run.cells))


def _single(
    a: Account, b: Account, frequency: Counter[str], total: int
) -> Iterable[tuple[tuple[int, int], _Found]]:
    """The pairs of short accounts that are among the best of their row and column."""
    import numpy as np

    from fitnacorpus.align import concord
    from fitnacorpus.align.calibration import shipped
    from fitnacorpus.align.chain import mutual_best

    if len(a.vectors) * len(b.vectors) > SHORT:
        return
    features = single(a, b, frequency, total)
    alone = shipped("pairs").log_odds(features)
    alone[~a.vectors.any(axis=1), :] = -np.inf
    alone[:, ~b.vectors.any(axis=1)] = -np.inf
    if alone.size <= FEW:
        alone[features[..., PAIR_FEATURES.index("shared")] <= 0] = -np.inf
    p = np.where(np.isfinite(alone), shipped("concord").probability(concord.features(alone)), 0.0)
    for i, j in np.argwhere(mutual_best(p.astype(np.float32))):
        yield (int(i), int(j)), _Found(float(p[i, j]), float(features[i, j, 0]))
