"""How far proposed links agree with what people say of the same passages.

A proposal speaks of a judged pair when both its spans share characters with the spans of the pair.
Proposals and accepted pairs are matched one to one, as many as can be; a proposal on a pair that
another one has found already is a repetition, and counts neither as right nor as false.  What
nobody has judged is counted apart: that nobody said yes does not mean no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from fitnacorpus.align.group import editors_links, ordered, passage_of
from fitnacorpus.config import FloorSettings
from fitnacorpus.judgements import Judgements
from fitnacorpus.model import Document, Passage, PassageLink, Span
from fitnacorpus.vocabulary import Decision, Relation, VerdictKind

RELATIONS: Final = tuple(relation for relation in Relation if relation.proposable)
"""Relations that the program proposes."""
NONE = "none"
"""Relation of two passages that people hold apart; pairs of `related` events are held apart too."""
BINS = 10
"""Rows of the reliability table, of equal width."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What people say of two passages.

    Attributes:
        a: The passage that sorts first.
        b: The other one; with `whole` the whole text, where nothing corresponds to `a`.
        relation: One of `RELATIONS`, or `NONE`.
        differs: Facets on which the passages disagree.
        whole: Whether `b` stands for every passage of its text.
    """

    a: Passage
    b: Passage
    relation: str
    differs: tuple[str, ...] = ()
    whole: bool = False

    def meant_by(self, link: PassageLink) -> bool:
        """Whether a link speaks of this pair."""
        if self.whole:
            sides = ((link.a, link.b), (link.b, link.a))
            return any(_overlap(self.a, x) and self.b.text == y.text for x, y in sides)
        return _overlap(self.a, link.a) and _overlap(self.b, link.b)


@dataclass(frozen=True, slots=True)
class Bin:
    """A row of the reliability table: proposals whose scores lie in one interval.

    Attributes:
        low: Lower end of the interval.
        high: Upper end, which belongs to the next row save for the last.
        count: Number of proposals.
        score: Their mean score.
        right: Share of them that are right.
    """

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class RelationScores:
    """How one relation is told among the pairs that were found.

    Attributes:
        relation: The relation, or a facet.
        precision: Of the found pairs for which it was proposed, the share for which it holds.
        recall: Of the pairs for which it holds, the share that was found and called so.
        count: Number of pairs for which it holds.
    """

    relation: str
    precision: float
    recall: float
    count: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Scores of proposed links.

    Attributes:
        precision: Of the proposals that are right or false, the share that is right; 0 where none
            is.
        recall: Of the accepted pairs, the share that was found; 0 where there is none.
        f1: Harmonic mean of the two.
        right: Number of accepted pairs that were found.
        false: Number of proposals on pairs that people hold apart.
        repeated: Number of further proposals on pairs that were found.
        unjudged: Number of proposals on pairs of which nobody has said anything.
        accepted: Number of accepted pairs.
        apart: Number of pairs that people hold apart; without any, no proposal can be false.
        ece: Expected calibration error of the judged proposals: mean distance of score and share.
        brier: Mean squared distance between score and truth.
        table: Reliability table; rows without proposals are left out.
        relations: For each relation that occurs.
        facets: For each facet that occurs, as ``differs.number``.
        missed: Accepted pairs that no proposal has found.
        wrong: The false proposals, highest score first.
    """

    precision: float
    recall: float
    f1: float
    right: int
    false: int
    repeated: int
    unjudged: int
    accepted: int
    apart: int
    ece: float
    brier: float
    table: tuple[Bin, ...] = ()
    relations: tuple[RelationScores, ...] = ()
    facets: tuple[RelationScores, ...] = ()
    missed: tuple[Judged, ...] = field(default=(), repr=False)
    wrong: tuple[PassageLink, ...] = field(default=(), repr=False)


def judged(documents: Sequence[Document], judgements: Judgements) -> list[Judged]:
    """What the verdicts in force and the editors' events say.

    Editors who tie two episodes to one event say that both tell it, unless a reviewer who judged
    the pair has the last word.  An absence holds a passage apart from everything in the texts that
    were searched.

    Args:
        documents: All documents, with the editors' events.
        judgements: The verdicts in force.
    """
    by_id = {d.text.info.id: d for d in documents}
    out: list[Judged] = []
    for placed in judgements.of_kind(VerdictKind.LINK):
        verdict = placed.verdict
        assert verdict.b is not None and placed.b is not None
        a = passage_of(by_id[verdict.a.text], placed.a)
        b = passage_of(by_id[verdict.b.text], placed.b)
        if a is not None and b is not None:
            told = verdict.verdict == Decision.ACCEPT and verdict.relation in RELATIONS
            relation = verdict.relation if told else NONE
            out.append(Judged(*ordered(a, b), relation, verdict.differs if told else ()))
    reviewed = list(out)
    for link in editors_links(documents):
        if not any(one.meant_by(link) for one in reviewed):
            out.append(Judged(link.a, link.b, link.relation))
    for placed in judgements.of_kind(VerdictKind.ABSENCE):
        here = passage_of(by_id[placed.verdict.a.text], placed.a)
        if here is not None and placed.verdict.verdict == Decision.ACCEPT:
            out += [
                Judged(here, Passage(text, "", 0, 0), NONE, whole=True)
                for text in placed.verdict.texts
            ]
    return out


def compare(
    proposals: Iterable[PassageLink], pairs: Sequence[Judged], *, complete: bool = False
) -> Agreement:
    """Score proposals against what people say.

    Args:
        proposals: The program's links.
        pairs: What people say.
        complete: Whether the pairs are all there are: then every other proposal is false.
    """
    ranked = sorted(proposals, key=_best_first)
    accepted = [pair for pair in pairs if pair.relation != NONE]
    apart = [pair for pair in pairs if pair.relation == NONE]
    found = _matched(ranked, accepted)
    repeated: list[PassageLink] = []
    wrong: list[PassageLink] = []
    unjudged = 0
    for k, link in enumerate(ranked):
        if k in found:
            continue
        if any(pair.meant_by(link) for pair in accepted):
            repeated.append(link)
        elif complete or any(pair.meant_by(link) for pair in apart):
            wrong.append(link)
        else:
            unjudged += 1
    right = [(ranked[k], accepted[n]) for k, n in sorted(found.items())]
    precision = _share(len(right), len(right) + len(wrong))
    recall = _share(len(right), len(accepted))
    outcomes = [(link.score, True) for link, _ in right] + [(x.score, False) for x in wrong]
    table = _table(outcomes)
    return Agreement(
        precision,
        recall,
        2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        len(right),
        len(wrong),
        len(repeated),
        unjudged,
        len(accepted),
        len(apart),
        sum(abs(row.score - row.right) * row.count for row in table) / max(1, len(outcomes)),
        sum((score - truth) ** 2 for score, truth in outcomes) / max(1, len(outcomes)),
        table,
        _told(right, accepted, lambda x: (x.relation,)),
        _told(right, accepted, lambda x: tuple(f"differs.{facet}" for facet in x.differs)),
        tuple(pair for n, pair in enumerate(accepted) if n not in found.values()),
        tuple(wrong),
    )


def _overlap(a: Passage, b: Passage) -> bool:
    return a.text == b.text and Span(a.start, a.end).overlaps(Span(b.start, b.end))


def _best_first(link: PassageLink) -> tuple[object, ...]:
    return (
        -link.score,
        link.a.text,
        link.a.start,
        link.b.text,
        link.b.start,
        link.a.end,
        link.b.end,
    )


def _matched(links: Sequence[PassageLink], pairs: Sequence[Judged]) -> dict[int, int]:
    """Links and pairs matched one to one, as many as can be, better links before worse.

    Augmenting paths (Kuhn, Naval Research Logistics 2, 1955).
    """
    fits = [[n for n, pair in enumerate(pairs) if pair.meant_by(link)] for link in links]
    holder: dict[int, int] = {}

    for k in range(len(links)):
        _place(k, fits, holder)
    return {k: n for n, k in holder.items()}


def _place(k: int, fits: Sequence[Sequence[int]], holder: dict[int, int]) -> None:
    """Give a link a pair of its own, others making room along a path where there is one.

    Args:
        k: The link.
        fits: The pairs that each link fits, in order.
        holder: The link that holds each pair; changed.
    """
    tried: set[int] = set()
    path, taken = [(k, iter(fits[k]))], list[int]()
    while path:
        n = next((n for n in path[-1][1] if n not in tried), None)
        if n is None:
            path.pop()
            del taken[max(0, len(path) - 1) :]
            continue
        tried.add(n)
        taken.append(n)
        if n not in holder:
            holder.update(zip(taken, (link for link, _ in path), strict=True))
            return
        path.append((holder[n], iter(fits[holder[n]])))


def _table(outcomes: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    rows: dict[int, list[tuple[float, bool]]] = {}
    for score, right in outcomes:
        # Scores have two decimals; without rounding .7 would fall into the row below.
        rows.setdefault(min(BINS - 1, int(round(score * BINS, 6))), []).append((score, right))
    return tuple(
        Bin(
            k / BINS,
            (k + 1) / BINS,
            len(row),
            sum(score for score, _ in row) / len(row),
            sum(right for _, right in row) / len(row),
        )
        for k, row in sorted(rows.items())
    )


def _told(
    right: Sequence[tuple[PassageLink, Judged]],
    accepted: Sequence[Judged],
    said: Callable[[PassageLink | Judged], tuple[str, ...]],
) -> tuple[RelationScores, ...]:
    """For each thing said how often it was said rightly."""
    names = {name for pair in accepted for name in said(pair)}
    names |= {name for link, _ in right for name in said(link)}
    out = []
    for name in sorted(names):
        both = sum(name in said(link) and name in said(pair) for link, pair in right)
        proposed = sum(name in said(link) for link, _ in right)
        holds = sum(name in said(pair) for pair in accepted)
        out.append(RelationScores(name, _share(both, proposed), _share(both, holds), holds))
    return tuple(out)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def shortfalls(agreement: Agreement, floors: FloorSettings) -> list[tuple[str, float, float]]:
    """The floors that are not reached: name of the setting, score, floor.

    Without a judged pair there is nothing to score, and every floor counts as not reached.
    """
    scores = {
        "align_precision": agreement.precision,
        "align_recall": agreement.recall,
        "align_f1": agreement.f1,
    }
    return [
        (name, score, getattr(floors, name))
        for name, score in scores.items()
        if score < getattr(floors, name)
    ]
