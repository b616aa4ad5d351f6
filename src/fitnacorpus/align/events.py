"""Which event a link belongs to: links that tell the same join passages into groups.

A group tells one event at most.  Only links of the relation sameEvent join: a passage that mentions
an event, or sums up several, would glue together what has nothing to do with each other.  Accepted
links come first and proposals after them, best first; a proposal that would bring two events into
one group, or both sides of a rejected link, joins nothing, and neither does one that is more likely
wrong than right.  So the outcome does not depend on the
order in which links come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from fitnacorpus.model import Passage, PassageLink
from fitnacorpus.vocabulary import Relation, Status

JOINS: Final = 0.5
"""Probability below which a proposal joins nothing."""
Told = Mapping[tuple[str, str], str]
"""From text and episode to the event that the editors tied to the episode, or ""."""


def position(passage: Passage) -> tuple[str, int, int]:
    """What passages are sorted by."""
    return (passage.text, passage.start, passage.end)


def alike(a: Passage, b: Passage) -> bool:
    """Whether two passages are one for a reader: more than half of the shorter is shared."""
    if (a.text, a.episode) != (b.text, b.episode):
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared > min(a.end - a.start, b.end - b.start)


def with_events(
    links: Sequence[PassageLink], told: Told, one_text: Mapping[str, str] | None = None
) -> list[PassageLink]:
    """The links, each with the event of the group that it stands in.

    A link that joins keeps the event it has or takes that of its group; a summary or a mention
    takes the event of its sides if they have one between them.  Links of editors keep theirs.

    Args:
        links: All links, in any order.
        told: The events that episodes tell.
        one_text: As `originals` gives it.  Links of a text and its translation always join: their
            score is no probability.
    """
    same = one_text or {}

    def weak(link: PassageLink) -> bool:
        if link.status != Status.PROPOSED or link.score >= JOINS:
            return False
        return same.get(link.a.text, link.a.text) != same.get(link.b.text, link.b.text)

    groups = _Groups(links, told, weak)
    return [
        replace(link, event=groups.event_of(link)) if not link.event else link for link in links
    ]


class _Groups:
    """Groups of passages, merged while links are read.

    Args:
        links: All links, in any order.
        told: The events that episodes tell.
        weak: Whether a link is too weak to join.
    """

    def __init__(
        self, links: Sequence[PassageLink], told: Told, weak: Callable[[PassageLink], bool]
    ) -> None:
        self._weak = weak
        self._leader: dict[Passage, Passage] = {}
        self._event: dict[Passage, str] = {}
        self._teller: dict[str, Passage] = {}
        self._apart: dict[Passage, set[Passage]] = defaultdict(set)
        for passage in sorted({p for x in links for p in (x.a, x.b)}, key=position):
            self._leader[passage] = passage
            self._event[passage] = ""
        self._gather()
        for passage in list(self._leader):
            self._tie(self._find(passage), told.get((passage.text, passage.episode), ""))
        for link in links:
            if link.status == Status.REJECTED:
                a, b = self._find(link.a), self._find(link.b)
                self._apart[a].add(b)
                self._apart[b].add(a)
        joining = [
            x
            for x in links
            if x.relation == Relation.SAME_EVENT and x.status != Status.REJECTED and not weak(x)
        ]
        for link in sorted(joining, key=_rank):
            self._join(link)

    def event_of(self, link: PassageLink) -> str:
        """The event that a link without one belongs to, or ""."""
        a, b = self._find(link.a), self._find(link.b)
        events = {self._event[a], self._event[b]} - {""}
        if (
            link.status == Status.REJECTED
            or link.relation == Relation.SAME_EVENT
            or self._weak(link)
        ):
            return self._event[a] if self._event[a] == self._event[b] else ""
        return events.pop() if len(events) == 1 and link.relation != Relation.RELATED else ""

    def _gather(self) -> None:
        """Make one of the passages of an episode that are one for a reader."""
        by_episode: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in self._leader:
            by_episode[passage.text, passage.episode].append(passage)
        for passages in by_episode.values():
            for k, passage in enumerate(passages):
                for other in passages[k + 1 :]:
                    if alike(passage, other):
                        self._merge(self._find(passage), self._find(other))

    def _join(self, link: PassageLink) -> None:
        a, b = self._find(link.a), self._find(link.b)
        events = {self._event[a], self._event[b], link.event} - {""}
        if len(events) > 1 or (link.status == Status.PROPOSED and b in self._held_apart(a)):
            return
        self._tie(self._merge(a, b), events.pop() if events else "")

    def _tie(self, group: Passage, event: str) -> None:
        """Let a group tell an event; what tells one event is one group."""
        if event:
            group = self._merge(self._find(self._teller.setdefault(event, group)), group)
            self._event[group] = event

    def _held_apart(self, group: Passage) -> set[Passage]:
        """Groups from which a rejected link holds this one apart."""
        return {self._find(other) for other in self._apart[group]}

    def _merge(self, a: Passage, b: Passage) -> Passage:
        """Make one group of two; the one that begins first leads."""
        if a == b:
            return a
        first, second = sorted((a, b), key=position)
        self._leader[second] = first
        self._event[first] = self._event[first] or self._event[second]
        self._apart[first] |= self._apart.pop(second, set())
        return first

    def _find(self, passage: Passage) -> Passage:
        while self._leader[passage] != passage:
            passage = self._leader[passage]
        return passage


def _rank(
    link: PassageLink,
) -> tuple[bool, bool, float, tuple[str, int, int], tuple[str, int, int]]:
    """Accepted links first, of these the ones with an event; then the best."""
    return (
        link.status != Status.ACCEPTED,
        not link.event,
        -link.score,
        position(link.a),
        position(link.b),
    )


def originals(translations: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From each text to the one that it renders in the end; texts of one original are one witness.

    Args:
        translations: Text and the text that it is a translation of, or "".
    """
    of = {text: source for text, source in translations if source and source != text}
    out = {}
    for text in of:
        seen = [text]
        while (source := of.get(seen[-1], "")) and source not in seen:
            seen.append(source)
        # A circle has no original: its first name stands for it.
        out[text] = min(seen) if seen[-1] in of else seen[-1]
    return out
