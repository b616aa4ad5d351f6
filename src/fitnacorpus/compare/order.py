"""In what order accounts tell events, and where they disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fitnacorpus.compare.model import Annotated, Inversion, Standing
from fitnacorpus.compare.model import Sequence as Order
from fitnacorpus.compare.tellings import outer
from fitnacorpus.model import Authority, Document
from fitnacorpus.vocabulary import EventRole


def sequences(
    documents: Sequence[Document],
    standings: Mapping[tuple[str, str], Standing],
    events: Sequence[str],
) -> tuple[Order, ...]:
    """The order of some events in each account that narrates two or more of them.

    What an account only looks back at has no place in its order.
    """
    out = []
    for document in documents:
        text = document.text.info.id
        told = [standings[event, text] for event in events]
        firsts = sorted(
            (s.passages[0].start, s.event, s.refs[0]) for s in told if s.state == EventRole.TELLS
        )
        if len(firsts) > 1:
            out.append(Order(text, tuple(e for _, e, _ in firsts), tuple(r for _, _, r in firsts)))
    return tuple(out)


def inversions(corpus: Annotated, events: Sequence[str]) -> tuple[Inversion, ...]:
    """Pairs of events, at least one of them among `events`, that accounts tell in different order.

    An event and one that holds it have no order; neither have two that stand in one episode.
    """
    place = {entry.id: index for index, entry in enumerate(corpus.authority.entries)}
    told = {d.text.info.id: _told(d) for d in corpus.texts}
    wanted = set(events)
    others = sorted(
        {e for spans in told.values() for e in spans if e in place}, key=place.__getitem__
    )
    out = []
    for first in sorted(wanted & set(others), key=place.__getitem__):
        for second in others:
            if second in wanted and place[second] <= place[first]:
                continue
            if second == first or _nested(corpus.authority, first, second):
                continue
            before, after = _sides(told, first, second)
            if before and after:
                out.append(Inversion(first, second, before, after))
    return tuple(out)


def _told(document: Document) -> dict[str, tuple[int, int]]:
    """Events that episodes narrate: where the first begins and the last ends."""
    out: dict[str, tuple[int, int]] = {}
    for episode in document.episodes:
        if episode.event:
            start, _ = out.get(episode.event, (episode.start, 0))
            out[episode.event] = (start, episode.end)
    return out


def _nested(authority: Authority, a: str, b: str) -> bool:
    return a in outer(authority, b) or b in outer(authority, a)


def _sides(
    told: Mapping[str, Mapping[str, tuple[int, int]]], first: str, second: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Texts that tell the first event before the second, and texts that tell it after."""
    before: list[str] = []
    after: list[str] = []
    for text, spans in told.items():
        if first in spans and second in spans:
            (a, a_end), (b, b_end) = spans[first], spans[second]
            if a_end <= b:
                before.append(text)
            elif b_end <= a:
                after.append(text)
    return tuple(before), tuple(after)
