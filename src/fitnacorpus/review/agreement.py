"""How far two reviewers agree, beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from fitnacorpus import judgements
from fitnacorpus.judgements import Verdict
from fitnacorpus.vocabulary import Decision, VerdictKind


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa (Educational and Psychological Measurement 20, 1960).

    Attributes:
        items: Number of items both have judged.
        same: Number of items on which they say the same.
        kappa: (observed - chance) / (1 - chance), or None without items, or where both give one and
            the same answer throughout, so that chance explains all.
    """

    items: int
    same: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two people.

    Attributes:
        a: One.
        b: The other.
        links: On links: accept or reject.
        relations: On the relation of the links that both accept.
        mentions: On names: which bearer, or none.
    """

    a: str
    b: str
    links: Kappa
    relations: Kappa
    mentions: Kappa


def kappa(pairs: Sequence[tuple[str, str]]) -> Kappa:
    """Cohen's kappa of pairs of answers."""
    count = len(pairs)
    same = sum(a == b for a, b in pairs)
    if not count:
        return Kappa(0, 0, None)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[answer] * right[answer] for answer in left) / count**2
    if chance == 1:
        return Kappa(count, same, None)
    return Kappa(count, same, round((same / count - chance) / (1 - chance), 3))


def agreement(verdicts: Iterable[Verdict], sources: Mapping[str, str]) -> list[Agreement]:
    """Agreement of every two people who have judged an item in common.

    What counts is each one's first verdict on an item: what he thought before they talked.
    """
    by_pair: dict[tuple[str, str], list[tuple[Verdict, Verdict]]] = {}
    for group in judgements.voices(verdicts, sources, first=True):
        people = sorted((p.verdict for p in group), key=lambda v: v.by)
        for a, b in combinations(people, 2):
            by_pair.setdefault((a.by, b.by), []).append((a, b))
    out = []
    for (a_name, b_name), pairs in sorted(by_pair.items()):
        links = [(a, b) for a, b in pairs if a.kind == VerdictKind.LINK]
        both = [(a, b) for a, b in links if a.verdict == b.verdict == Decision.ACCEPT]
        names = [(a, b) for a, b in pairs if a.kind == VerdictKind.MENTION]
        out.append(
            Agreement(
                a_name,
                b_name,
                kappa([(a.verdict, b.verdict) for a, b in links]),
                kappa([(a.relation, b.relation) for a, b in both]),
                kappa([(a.ref, b.ref) for a, b in names]),
            )
        )
    return out
