"""Learning from verdicts: how far the program's probabilities hold in one corpus, set right.

What people accepted and rejected among the program's own links teaches a correction of their
log-odds, from a handful of things that are seen in a link itself (`FEATURES`).  Without verdicts
the correction is nothing, and few of them move it little: weights are held at 0 by a ridge.  It is
judged on verdicts that it was not fitted to, each pair of episodes with all its links.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from fitnacorpus.align.agreement import NONE, Judged
from fitnacorpus.align.calibration import Logistic, fit
from fitnacorpus.model import PassageLink

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEATURES: Final = ("odds", "uneven", "order", "differs", "mention")
"""What a correction is reckoned from: the log-odds of the program; how many times as long one side
is as the other (logarithm); whether it stands against the order of the other links; on how many
other things the sides differ; whether one side looks back."""
DECIMALS: Final = 4
"""Decimals of a probability, as the program's own have for long texts."""
LEAST: Final = 10
"""Links of either kind, accepted and rejected, that are needed: two for each weight."""
FOLDS: Final = 10
"""Parts of which each is judged by a model fitted on the others."""
_RIDGE: Final = 4.0
"""Strength of the ridge on standardised weights: a dozen verdicts that all say the same move the
log-odds by about one."""
_BEYOND_CHANCE: Final = 1.64
"""Standard errors that chance exceeds once in twenty times."""
_SUREST: Final = 0.999
"""Probability beyond which log-odds do not grow."""
Example = tuple[PassageLink, bool]
"""A link of the program, and whether people accept it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How true probabilities are, on verdicts.

    Attributes:
        brier: Mean squared distance between probability and truth.
        surprise: Mean negative logarithm of the probability given to the truth, in nats.
        ranking: Average precision of the links in the order of their probabilities.
    """

    brier: float
    surprise: float
    ranking: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """What verdicts teach.

    Attributes:
        weights: The correction, fitted to all verdicts.
        accepted: Number of the program's links that people accept.
        rejected: Number of those that they reject.
        before: Scores of the program by itself.
        after: Scores of corrections that were fitted without the verdicts they are judged by.
        error: Standard error of the difference of their surprise.
    """

    weights: Logistic
    accepted: int
    rejected: int
    before: Scores
    after: Scores
    error: float

    @property
    def helps(self) -> bool:
        """Whether the correction is better on verdicts left out, by more than chance would give."""
        return self.before.surprise - self.after.surprise > _BEYOND_CHANCE * self.error


def examples(links: Iterable[PassageLink], judged: Sequence[Judged]) -> list[Example]:
    """The links that verdicts speak of; one that meets an accepted pair is right."""
    out = []
    for link in links:
        said = [x.relation != NONE for x in judged if x.meant_by(link)]
        if said:
            out.append((link, any(said)))
    return out


def learn(known: Sequence[Example]) -> Lesson:
    """Fit a correction, and judge it on what it was not fitted to.

    Args:
        known: Links with verdicts.

    Raises:
        ValueError: fewer than `LEAST` links are accepted, or rejected.
    """
    right = np.array([said for _, said in known], dtype=np.float64)
    accepted = int(right.sum())
    if min(accepted, len(known) - accepted) < LEAST:
        raise ValueError(
            f"people accept {accepted} and reject {len(known) - accepted} of the program's links;"
            f" at least {LEAST} of either are needed"
        )
    rows = features([link for link, _ in known])
    odds = rows[:, 0]
    fold = _folds([link for link, _ in known])
    after = np.zeros(len(known))
    for k in range(FOLDS):
        rest = fold != k
        if rest.any() and not rest.all():
            model = fit(rows[rest], right[rest], ridge=_RIDGE, offset=odds[rest])
            after[~rest] = _corrected(rows[~rest], model)
    before = 1 / (1 + np.exp(-odds))
    gain = _surprise(before, right) - _surprise(after, right)
    return Lesson(
        fit(rows, right, ridge=_RIDGE, offset=odds),
        accepted,
        len(known) - accepted,
        _scores(before, right),
        _scores(after, right),
        float(gain.std() / math.sqrt(len(gain))),
    )


def features(links: Sequence[PassageLink]) -> Floats:
    """One row a link, see `FEATURES`."""
    return np.array(
        [
            (
                _odds(x.score),
                abs(math.log(max(1, x.a.end - x.a.start) / max(1, x.b.end - x.b.start))),
                float("order" in x.differs),
                float(len({*x.differs} - {"order"})),
                float(x.relation == "mention"),
            )
            for x in links
        ],
        dtype=np.float64,
    ).reshape(-1, len(FEATURES))


def rescored(
    links: Sequence[PassageLink], weights: Logistic, one_text: Mapping[str, str]
) -> list[PassageLink]:
    """Links with corrected probabilities, in the same order.

    Args:
        links: The program's own links.
        weights: The correction.
        one_text: From a translation to the text that it renders; its links have no probability.
    """
    values = _corrected(features(links), weights)
    return [
        link
        if one_text.get(link.a.text, link.a.text) == one_text.get(link.b.text, link.b.text)
        else replace(link, score=round(float(p), DECIMALS))
        for link, p in zip(links, values, strict=True)
    ]


def _corrected(rows: Floats, weights: Logistic) -> Floats:
    logit = rows[:, 0] + rows @ np.array(weights.weights) + weights.bias
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -50, 50))))


def _odds(score: float) -> float:
    p = min(max(score, 1 - _SUREST), _SUREST)
    return math.log(p / (1 - p))


def _folds(links: Sequence[PassageLink]) -> NDArray[np.int64]:
    """Number of the part of each link; links of the same two episodes are in one."""
    pairs = [(x.a.text, x.a.episode, x.b.text, x.b.episode) for x in links]
    number = {pair: k % FOLDS for k, pair in enumerate(sorted(set(pairs)))}
    return np.array([number[pair] for pair in pairs], dtype=np.int64)


def _scores(p: Floats, right: Floats) -> Scores:
    ranked = right[np.argsort(-np.round(p, DECIMALS), kind="stable")]
    so_far = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return Scores(
        float(((p - right) ** 2).mean()),
        float(_surprise(p, right).mean()),
        float((so_far * ranked).sum() / max(1.0, ranked.sum())),
    )


def _surprise(p: Floats, right: Floats) -> Floats:
    """Of each verdict the negative logarithm of the probability that was given to it."""
    sure = np.clip(p, 1 - _SUREST, _SUREST)
    return np.asarray(-np.log(np.where(right > 0, sure, 1 - sure)))
