"""The part of a corpus that concerns one event: enough for its comparison, and quick to read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, TypeVar

from fitnacorpus.compare.facts import table
from fitnacorpus.compare.tellings import outer
from fitnacorpus.model import Alignment, Authority, Document, Episode, Passage, PassageLink
from fitnacorpus.reader.view import View


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


@dataclass(frozen=True)
class Cutting:
    """The part of a corpus that concerns one event: enough for its comparison, and quick to read.

    Attributes:
        texts: All texts, with nothing in them but the passages of the event.
        authority: The authority.
        alignments: Those of the event and its parts, the links without an event that touch their
            passages, and who found an event around it absent.
        reviewers: As those of the corpus.
    """

    texts: Sequence[Document]
    authority: Authority
    alignments: tuple[Alignment, ...]
    reviewers: Mapping[str, str]


def cutting(view: View, event: str) -> Cutting:
    """The part of a corpus that concerns an event."""
    inside = set(view.within(event))
    links = [x for part in inside for x in view.links_of.get(part, ())]
    kept = {(p.text, p.episode) for part in inside for p in view.told.get(part, ())} | _ends(links)
    # A link without an event brings in the passage opposite; others may judge that passage.
    kept |= _ends(_loose(view, kept))
    loose = _loose(view, kept)
    kept |= _ends(loose)
    wider = outer(view.authority, event)
    # Where an account says elsewhere what others say here: beside its telling, or around it.
    kept |= _beside(view, kept) | {
        (p.text, p.episode) for part in wider for p in view.told.get(part, ())
    }
    by_text: dict[str, set[str]] = {}
    for text, episode in kept:
        by_text.setdefault(text, set()).add(episode)
    around = (view.alignment[e] for e in wider if e in view.alignment)
    return Cutting(
        tuple(_cut(d, by_text.get(d.text.info.id, set())) for d in view.texts),
        view.authority,
        (
            *(view.alignment[e] for e in inside if e in view.alignment),
            *(replace(alignment, links=()) for alignment in around),
            Alignment("", loose),
        ),
        view.reviewers,
    )


def _loose(view: View, episodes: Iterable[tuple[str, str]]) -> tuple[PassageLink, ...]:
    """The accepted links of some episodes that belong to no event."""
    found = (parallel.link for episode in episodes for parallel in view.parallels(*episode))
    return tuple(dict.fromkeys(x for x in found if not x.event and x.status == "accepted"))


def _ends(links: Iterable[PassageLink]) -> set[tuple[str, str]]:
    """The episodes that some links join."""
    return {(p.text, p.episode) for link in links for p in (link.a, link.b)}


def _beside(view: View, kept: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The episodes before and after some episodes."""
    wanted = set(kept)
    out = set()
    for text, document in view.by_id.items():
        ids = [e.id for e in document.episodes]
        for before, after in pairwise(ids):
            if (text, before) in wanted or (text, after) in wanted:
                out |= {(text, before), (text, after)}
    return out


def _cut(document: Document, kept: set[str]) -> Document:
    episodes = tuple(e for e in document.episodes if e.id in kept)
    cut = replace(document, episodes=episodes)
    head = table(cut)
    spans: list[Episode | Passage] = [*([head[1]] if head else []), *episodes]
    return replace(
        cut,
        mentions=_inside(document.mentions, spans),
        numbers=_inside(document.numbers, spans),
        measures=_inside(document.measures, spans),
        dates=_inside(document.dates, spans),
    )


def _inside(items: Sequence[_P], episodes: Sequence[Episode | Passage]) -> tuple[_P, ...]:
    """The items that begin in one of some stretches."""
    return tuple(
        item
        for e in episodes
        for item in items[
            bisect_left(items, e.start, key=_start) : bisect_left(items, e.end, key=_start)
        ]
    )


def _start(item: _Placed) -> int:
    return item.start
