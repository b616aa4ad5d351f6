"""A second reading of what was judged: a pool without the first verdicts, and how far it agrees.

The pool has two parts.  *Pairs*: every accepted link and as many decoys, which are the rejected
links and, where these are too few, passages of two texts that nothing joins.  *Episodes*: every
episode with its words, to be answered with the texts that tell or mention what it tells; so every
absence that was judged is there, and every presence as its decoy.  Nothing in the pool says what
was judged, and its order is that of a digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from fitnacorpus import reading
from fitnacorpus.model import Document, Episode, Passage, PassageLink, Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.refs import Ref
from fitnacorpus.review.agreement import Kappa, kappa
from fitnacorpus.tables import table
from fitnacorpus.vocabulary import Relation, Status

COLUMNS: Final = ("item", "kind", "answer", "a", "b", "a_words", "b_words")
"""Columns of a pool; a reader fills `answer`."""
NONE: Final = "none"
"""The answer to a pair that nothing joins, and to an episode that no other text has."""
PAIR: Final = "pair"
EPISODE: Final = "episode"


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a pool.

    Attributes:
        id: A digest of its places.
        kind: `PAIR` or `EPISODE`.
        a: The first passage, or the episode.
        b: The second passage, or None.
        first: What the first reading says: a relation or `NONE`; of an episode, the other texts
            that have it, parted by spaces, or `NONE`.
    """

    id: str
    kind: str
    a: Passage
    b: Passage | None
    first: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An item that the two readings answer otherwise, with the answer of each."""

    item: Item
    second: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far two readings agree.

    Attributes:
        links: Whether a pair is joined at all.
        relations: As what, where both readings join it.
        counterparts: Whether a text has a counterpart of an episode, text by text.
        open: Number of items without an answer.
        disagreements: The items on which they differ, in the order of the pool.
    """

    links: Kappa
    relations: Kappa
    counterparts: Kappa
    open: int
    disagreements: tuple[Disagreement, ...]


def pool(pipeline: Pipeline) -> list[Item]:
    """The pool of a corpus, in the order in which it is read."""
    documents = pipeline.documents()
    links = [link for alignment in pipeline.alignments for link in alignment.links]
    accepted = [x for x in links if x.status == Status.ACCEPTED]
    rejected = [x for x in links if x.status == Status.REJECTED]
    items = [_pair(x.a, x.b, x.relation) for x in accepted]
    decoys = [_pair(x.a, x.b, NONE) for x in rejected]
    decoys += _strangers(documents, links, max(len(accepted) - len(rejected), 0))
    items += sorted(decoys, key=lambda item: item.id)[: len(accepted)]
    items += _episodes(documents, accepted)
    return sorted(items, key=lambda item: (item.kind, item.id))


def _pair(a: Passage, b: Passage, first: str) -> Item:
    return Item(_digest(a, b), PAIR, a, b, first)


def _digest(*passages: Passage) -> str:
    places = " ".join(f"{p.text}:{p.start}-{p.end}" for p in passages)
    return hashlib.sha256(places.encode()).hexdigest()[:10]


def _strangers(
    documents: Sequence[Document], links: Sequence[PassageLink], count: int
) -> list[Item]:
    """Episodes of two texts that no link joins and no event, the first by their digests."""
    joined = {frozenset({(p.text, p.episode) for p in (x.a, x.b)}) for x in links}
    found = [
        _pair(_whole(a, left), _whole(b, right), NONE)
        for a, b in combinations(documents, 2)
        for left in a.episodes
        for right in b.episodes
        if frozenset({(a.text.info.id, left.id), (b.text.info.id, right.id)}) not in joined
        and not (left.event and left.event == right.event)
    ]
    return sorted(found, key=lambda item: item.id)[:count]


def _whole(document: Document, episode: Episode) -> Passage:
    return Passage(document.text.info.id, episode.id, episode.start, episode.end)


def _episodes(documents: Sequence[Document], accepted: Sequence[PassageLink]) -> Iterator[Item]:
    told = {(d.text.info.id, e.id): e.event for d in documents for e in d.episodes}
    for document in documents:
        text = document.text.info.id
        for episode in document.episodes:
            others = {
                there.text
                for x in accepted
                if x.relation != Relation.RELATED
                for here, there in ((x.a, x.b), (x.b, x.a))
                if (here.text, here.episode) == (text, episode.id)
            }
            event = told[text, episode.id]
            others |= {t for (t, _), e in told.items() if event and e == event and t != text}
            first = " ".join(sorted(others)) or NONE
            place = _whole(document, episode)
            yield Item(_digest(place), EPISODE, place, None, first)


def write(items: Sequence[Item], documents: Sequence[Document], fmt: str = "tsv") -> bytes:
    """A pool as a table without any answer.

    Args:
        items: The pool.
        documents: The texts.
        fmt: "tsv", "csv" or "xlsx".
    """
    by_id = {d.text.info.id: d for d in documents}

    def rows() -> Iterator[dict[str, str]]:
        for item in items:
            row = {"item": item.id, "kind": item.kind}
            for side, passage in (("a", item.a), ("b", item.b)):
                if passage is not None:
                    row[side] = str(Ref(passage.text, passage.episode))
                    row[f"{side}_words"] = _words(by_id[passage.text], passage)
            yield row

    return table.encode(COLUMNS, rows(), fmt)


def _words(document: Document, passage: Passage) -> str:
    span = Span(passage.start, passage.end)
    return " ".join(reading.near(document, span).read(span).split())


def compare(items: Sequence[Item], data: bytes, *, where: str) -> Outcome:
    """How far the answers of a second reading agree with the first.

    Args:
        items: The pool.
        data: The table that a reader filled.
        where: The table, for messages.

    Raises:
        SourceError: this is no such table, or an answer is none (``bad-table``).
    """
    rows = {r.get("item"): r for r in table.read(data, COLUMNS, ("item", "answer"), where=where)}
    texts = sorted({item.a.text for item in items})
    joined: list[tuple[str, str]] = []
    relations: list[tuple[str, str]] = []
    cells: list[tuple[str, str]] = []
    differing: list[Disagreement] = []
    unanswered = 0
    for item in items:
        row = rows.get(item.id)
        second = " ".join(row.get("answer").split()) if row else ""
        if row is None or not second:
            unanswered += 1
            continue
        known = [*Relation, NONE] if item.kind == PAIR else [*texts, NONE]
        answers = [second] if item.kind == PAIR or NONE in second.split() else second.split()
        if unknown := [answer for answer in answers if answer not in known]:
            hint = f"Write one of {', '.join(known)}"
            raise row.bad("answer", f"'{unknown[0]}' is no answer here", hint)
        if item.kind == PAIR:
            joined.append((str(item.first != NONE), str(second != NONE)))
            if NONE not in (item.first, second):
                relations.append((item.first, second))
        else:
            mine, theirs = set(item.first.split()), set(second.split())
            cells += [
                (str(text in mine), str(text in theirs)) for text in texts if text != item.a.text
            ]
        if sorted(item.first.split()) != sorted(second.split()):
            differing.append(Disagreement(item, second))
    return Outcome(kappa(joined), kappa(relations), kappa(cells), unanswered, tuple(differing))
