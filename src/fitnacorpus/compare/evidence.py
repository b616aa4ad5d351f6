"""What the rows of a comparison are made from: the passages of each account on each event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fitnacorpus.compare.model import Standing
from fitnacorpus.compare.tellings import TELLING
from fitnacorpus.model import DateExpression, Document, Episode, Mention, Number, Passage
from fitnacorpus.refs import Ref

Item = Mention | DateExpression | Number
"""An annotation that a row may rest on."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all rows are made from.

    Attributes:
        documents: The accounts, in the order of the comparison.
        works: Text id to the witness it is.
        standings: How each account stands to each event, by event and text.
        events: The compared event and its parts.
        differing: Event to the facets that reviewers judged to differ, each with the texts it was
            judged between.
    """

    documents: Sequence[Document]
    works: Mapping[str, str]
    standings: Mapping[tuple[str, str], Standing]
    events: Sequence[str]
    differing: Mapping[str, Collection[tuple[str, frozenset[str]]]]
    tables: Mapping[str, tuple[str, Passage]] = field(default_factory=dict)
    _near: dict[tuple[str, tuple[str, ...]], list[Episode]] = field(default_factory=dict)

    def telling(self, text: str, events: Iterable[str]) -> list[Passage]:
        """The passages of an account that tell or summarise some of the events, in order."""
        return self._passages(text, events, telling=True)

    def mentioning(self, text: str, events: Iterable[str]) -> list[Passage]:
        """The passages of an account that mention some of the events, in order.

        What else they say may be said of something else.
        """
        return self._passages(text, events, telling=False)

    def _passages(self, text: str, events: Iterable[str], *, telling: bool) -> list[Passage]:
        found = set()
        for event in events:
            standing = self.standings[event, text]
            if (standing.state in TELLING) == telling:
                found |= set(standing.passages)
            found |= {p.passage for p in standing.lesser if (p.state in TELLING) == telling}
            if telling and text in self.tables and self.tables[text][0] == event:
                found.add(self.tables[text][1])
        return sorted(found, key=lambda p: (p.start, p.end))

    def tells(self, text: str, events: Iterable[str]) -> bool:
        """Whether an account tells or summarises any of the events."""
        return any(self.standings[event, text].state in TELLING for event in events)

    def unsaid(self, text: str, events: Sequence[str]) -> str:
        """The state of an account that says a thing neither of these events nor beside them."""
        states = {self.standings[event, text].state for event in events}
        if states - {"absent", "untold"}:
            return "unnamed"
        return "absent" if states == {"absent"} else "untold"

    def nearest(
        self, document: Document, events: Sequence[str], same: Iterable[Item]
    ) -> list[Item]:
        """Where an account says a thing elsewhere: in each episode, nearest to its telling.

        Elsewhere is the episode of a passage, the episodes before and after it, and those that tell
        an event around: farther off, a name says nothing of this event.
        """
        text = document.text.info.id
        key = (text, tuple(events))
        if key not in self._near:
            self._near[key] = self._around(document, events)
        if not (episodes := self._near[key]):
            return []
        items = list(same)
        spoken = [*self.telling(text, events), *self.mentioning(text, events)]
        out = []
        for episode in episodes:
            found = [i for i in items if episode.start <= i.start and i.end <= episode.end]
            if found:
                out.append(min(found, key=lambda item: (_distance(item, spoken), item.start)))
        return out

    def _around(self, document: Document, events: Sequence[str]) -> list[Episode]:
        text = document.text.info.id
        spoken = {p.episode for p in (*self.telling(text, events), *self.mentioning(text, events))}
        wider = {ref for event in events for ref in self.standings[event, text].wider}
        at = [index for index, e in enumerate(document.episodes) if e.id in spoken]
        beside = {near for index in at for near in (index - 1, index, index + 1)}
        return [
            e
            for index, e in enumerate(document.episodes)
            if index in beside or str(Ref(text, e.id)) in wider
        ]


def inside(item: Item, passages: Iterable[Passage]) -> bool:
    """Whether an annotation stands in one of some passages."""
    return any(p.meant.start <= item.start and item.end <= p.meant.end for p in passages)


def _distance(item: Item, passages: Iterable[Passage]) -> int:
    """Code points between an annotation and the nearest of some passages."""
    spans = [p.meant for p in passages]
    return min((max(s.start - item.end, item.start - s.end, 0) for s in spans), default=0)
