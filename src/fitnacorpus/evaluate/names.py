"""Scores of names: how well they are found, and how well spellings are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fitnacorpus.evaluate import gold
from fitnacorpus.names.index import NEAR, TIERS, NameHit, NameIndex
from fitnacorpus.names.tokens import script

_SURE = 0.9
_COLUMNS = ("query", "expected", "index")
_HINT = "Columns are query, expected, index"


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A question with its answer.

    Attributes:
        query: The name that is asked for.
        expected: The names that are right, as they stand in the index.
        index: The name of the index that is asked; queries of one name share an index.
    """

    query: str
    expected: tuple[str, ...]
    index: str = ""


@dataclass(frozen=True, slots=True)
class NameMiss:
    """A question whose first answer is wrong.

    Attributes:
        query: The name that was asked for.
        expected: The right names.
        rank: The rank of the first right one; 0 for none among the answers.
        first: What came first instead; empty for nothing.
    """

    query: str
    expected: tuple[str, ...]
    rank: int
    first: str


@dataclass(frozen=True, slots=True)
class NameScores:
    """How well names are found.

    Attributes:
        queries: Number of questions.
        recall_1: Share of the questions whose first answer is right.
        recall_10: Share that have a right answer among the first ten.
        mrr: Mean of 1 / rank of the first right answer, 0 beyond the tenth.
        misses: The questions whose first answer is wrong, in their order.
    """

    queries: int
    recall_1: float
    recall_10: float
    mrr: float
    misses: tuple[NameMiss, ...]


@dataclass(frozen=True, slots=True)
class CaseScores:
    """How well pairs of spellings are told apart.

    Attributes:
        same: Number of pairs that are one name.
        different: Number of pairs that are two.
        precision: Of the pairs joined, the share that are one name; see `is_joined`.
        recall: Of the pairs that are one name, the share that were joined.
        strict_precision: The same with "exact" and "variant" alone.
        wrong: Pairs judged wrongly: both spellings, whether they are one name, tier, score.
    """

    same: int
    different: int
    precision: float
    recall: float
    strict_precision: float
    wrong: tuple[tuple[str, str, bool, str, float], ...]


def read_names(path: Path) -> list[NameQuery]:
    """Read questions: a TSV with the columns query, expected, index.

    `expected` may hold several names, separated by ``|``.  `index` holds all names to search, with
    the same separator, or the name of an index that other rows fill: the names expected in the
    rows of one index are searched together.

    Raises:
        CorpusError: the file cannot be read (``unreadable``), a column is missing or a line is too
            short (``bad-gold``).
    """
    out = []
    for line, row in gold.rows(path, _COLUMNS, _HINT):
        if not row["query"] or not row["expected"]:
            raise gold.bad(path, line, "a row without query or expected name", _HINT)
        out.append(NameQuery(row["query"], _split(row["expected"]), row["index"].strip()))
    return out


def evaluate_names(rows: Iterable[NameQuery], *, others: Sequence[str] = ()) -> NameScores:
    """Ask every question and score the answers.

    Args:
        rows: The questions.
        others: Names that stand in every index beside those that rows expect.
    """
    asked = list(rows)
    names: dict[str, dict[str, None]] = {}
    for row in asked:
        here = names.setdefault(row.index, dict.fromkeys(others))
        here.update(dict.fromkeys((*row.expected, *_listed(row.index))))
    indexes = {name: NameIndex(forms) for name, forms in names.items()}
    ranks, misses = [], []
    for row in asked:
        hits = indexes[row.index].search(row.query, 10)
        rank = next((n for n, hit in enumerate(hits, 1) if hit.name in row.expected), 0)
        ranks.append(rank)
        if rank != 1:
            first = hits[0].name if hits else ""
            misses.append(NameMiss(row.query, row.expected, rank, first))
    count = max(len(ranks), 1)
    return NameScores(
        len(ranks),
        sum(rank == 1 for rank in ranks) / count,
        sum(rank > 0 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank) / count,
        tuple(misses),
    )


def evaluate_cases(pairs: Iterable[tuple[str, str, bool]]) -> CaseScores:
    """Score pairs of spellings; each spelling is searched in an index of the other alone.

    Args:
        pairs: Two spellings, and whether they are one name.
    """
    judged = [(a, b, same, judge(a, b)) for a, b, same in pairs]
    joined = [(same, hit) for a, b, same, hit in judged if is_joined(a, b, hit)]
    strict = [same for same, hit in joined if hit and hit.tier != "fuzzy"]
    right = sum(same for same, _ in joined)
    same_pairs = sum(same for _, _, same, _ in judged)
    return CaseScores(
        same_pairs,
        len(judged) - same_pairs,
        right / max(len(joined), 1),
        right / max(same_pairs, 1),
        sum(strict) / max(len(strict), 1),
        tuple(
            (a, b, same, hit.tier if hit else "", hit.score if hit else 0.0)
            for a, b, same, hit in judged
            if is_joined(a, b, hit) != same
        ),
    )


def judge(a: str, b: str) -> NameHit | None:
    """The hit that a spelling makes on another, by the better of both directions."""
    hits = [*NameIndex([b]).search(a), *NameIndex([a]).search(b)]
    return min(hits, key=lambda h: (TIERS.index(h.tier), -h.score), default=None)


def is_joined(a: str, b: str, hit: NameHit | None) -> bool:
    """Whether a hit says that two spellings are one name.

    "exact" and "variant" do; "fuzzy" does across scripts from `names.index.NEAR` on, and within a
    script, where spelling distinguishes names (Ḥasan, Ḥusayn), from .9 on.
    """
    if hit is None or hit.tier != "fuzzy":
        return hit is not None
    return hit.score >= (_SURE if script(a) == script(b) else NEAR)


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in names.split("|"))))


def _listed(index: str) -> tuple[str, ...]:
    return _split(index) if "|" in index else ()
