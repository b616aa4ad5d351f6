"""A corpus as its readers move through it: from passage to passage, from name to mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from fitnacorpus.config import Settings
from fitnacorpus.description import Heirs
from fitnacorpus.model import (
    Alignment,
    Authority,
    Document,
    Entry,
    Episode,
    Mention,
    Passage,
    PassageLink,
    Telling,
)
from fitnacorpus.reader.paging import Paging, folder

WEAK: Final = 0.6
"""Score below which a proposal is folded away."""


class Parallel(NamedTuple):
    """A link as it looks from one of its passages."""

    link: PassageLink
    here: Passage
    there: Passage

    @property
    def weak(self) -> bool:
        """Whether it is a proposal that hardly anything speaks for."""
        return View.is_weak(self.link)


class Place(NamedTuple):
    """A mention and the text it stands in."""

    text: str
    mention: Mention


@dataclass(frozen=True)
class View:
    """Everything that pages show, and nothing that they must not show.

    Attributes:
        settings: Title, publisher and editors.
        texts: All texts, by id.
        authority: The authority.
        alignments: All alignments.
        reviewers: xml:id to name of everybody who gave a verdict.
        withheld: Ids of the texts whose words may not be shown.
        heirs: What leads on from ids that are no more.
    """

    settings: Settings
    texts: Sequence[Document]
    authority: Authority
    alignments: tuple[Alignment, ...]
    reviewers: Mapping[str, str]
    withheld: frozenset[str] = frozenset()
    heirs: Heirs = field(default_factory=Heirs)

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """Documents by text id."""
        return {d.text.info.id: d for d in self.texts}

    @cached_property
    def episodes(self) -> dict[tuple[str, str], Episode]:
        """Episodes by text id and episode id."""
        return {(d.text.info.id, e.id): e for d in self.texts for e in d.episodes}

    @cached_property
    def alignment(self) -> dict[str, Alignment]:
        """Alignments by event."""
        return {a.event: a for a in self.alignments}

    @cached_property
    def links(self) -> tuple[PassageLink, ...]:
        """All links but the rejected ones, which no reader sees."""
        return tuple(x for a in self.alignments for x in a.links if x.status != "rejected")

    @cached_property
    def _parallels(self) -> dict[tuple[str, str], list[Parallel]]:
        out: dict[tuple[str, str], list[Parallel]] = defaultdict(list)
        for link in self.links:
            out[link.a.text, link.a.episode].append(Parallel(link, link.a, link.b))
            out[link.b.text, link.b.episode].append(Parallel(link, link.b, link.a))
        for found in out.values():
            found.sort(key=self._rank)
        return out

    @staticmethod
    def is_weak(link: PassageLink) -> bool:
        """Whether a link is a proposal that hardly anything speaks for."""
        return link.status == "proposed" and link.score < WEAK

    @staticmethod
    def _rank(parallel: Parallel) -> tuple[bool, bool, str, int, int]:
        there, proposed = parallel.there, parallel.link.status == "proposed"
        return parallel.weak, proposed, there.text, there.start, there.end

    def parallels(self, text: str, episode: str) -> Sequence[Parallel]:
        """The links of an episode: accepted, proposed, weak; each in account order."""
        return self._parallels.get((text, episode), ())

    def strong(self, text: str, episode: str) -> Sequence[Parallel]:
        """The links of an episode without the weak ones."""
        return [p for p in self.parallels(text, episode) if not p.weak]

    def language(self, text: str) -> str:
        """Primary language of a text."""
        return self.by_id[text].text.info.lang.partition("-")[0]

    # --- Pages -----------------------------------------------------------------------------------

    @cached_property
    def paging(self) -> dict[str, Paging]:
        """The pages of each text."""
        return {text: Paging(document) for text, document in self.by_id.items()}

    def place(self, text: str, fragment: str = "") -> str:
        """The address of a text, or of a place in it, from the root of the tree."""
        page = self.paging[text].page(fragment) if fragment else 1
        return f"{folder(text, page)}/index.html" + (f"#{fragment}" if fragment else "")

    def stretch(self, text: str, first: str, last: str) -> str:
        """The address of several sentences, from the root of the tree.

        It leads to the first; the script lights all up to the last, which stands in the query.
        """
        page, mark, fragment = self.place(text, first).partition("#")
        return f"{page}{'' if last in ('', first) else f'?to={last}'}{mark}{fragment}"

    # --- Names -----------------------------------------------------------------------------------

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """For each entry all its mentions, the ambiguous ones under each of their candidates."""
        out: dict[str, list[Place]] = defaultdict(list)
        for document in self.texts:
            for mention in document.mentions:
                for candidate in mention.candidates:
                    out[candidate.ref].append(Place(document.text.info.id, mention))
        return out

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Ids of the texts with a name that has no bearer, may have several, or is not sure."""
        return frozenset(
            d.text.info.id
            for d in self.texts
            if any(m.status != "resolved" or unsure(m) for m in d.mentions)
        )

    @cached_property
    def rivals(self) -> dict[str, set[str]]:
        """For each entry those that share an ambiguous mention with it."""
        out: dict[str, set[str]] = defaultdict(set)
        for document in self.texts:
            for mention in document.mentions:
                refs = {c.ref for c in mention.candidates}
                for ref in refs if len(refs) > 1 else ():
                    out[ref] |= refs - {ref}
        return out

    @cached_property
    def named(self) -> tuple[Entry, ...]:
        """Persons, places and groups; events have pages of another kind."""
        return tuple(e for e in self.authority.entries if e.kind != "event")

    # --- Events ----------------------------------------------------------------------------------

    @cached_property
    def events(self) -> tuple[Entry, ...]:
        """All events, in the order of the authority."""
        return tuple(e for e in self.authority.entries if e.kind == "event")

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Events by the event they are part of."""
        out: dict[str, list[str]] = defaultdict(list)
        for event in self.events:
            out[event.parent].append(event.id)
        return out

    def within(self, event: str) -> Iterator[str]:
        """An event and all events inside it, in the order of the authority."""
        yield event
        for child in self.children.get(event, ()):
            yield from self.within(child)

    @cached_property
    def told(self) -> dict[str, list[Passage]]:
        """Episodes by the event they tell."""
        out: dict[str, list[Passage]] = defaultdict(list)
        for document in self.texts:
            for e in document.episodes:
                if e.event:
                    out[e.event].append(Passage(document.text.info.id, e.id, e.start, e.end))
        return out

    @cached_property
    def tellings(self) -> dict[str, list[Telling]]:
        """Tellings by event; those of passages that stand alone under ""."""
        out: dict[str, list[Telling]] = defaultdict(list)
        for alignment in self.alignments:
            out[alignment.event].extend(alignment.tellings)
        return out

    @cached_property
    def links_of(self) -> dict[str, list[PassageLink]]:
        """Links by event."""
        out: dict[str, list[PassageLink]] = defaultdict(list)
        for link in self.links:
            out[link.event].append(link)
        return out

    @cached_property
    def differing(self) -> frozenset[str]:
        """Ids of the events whose accounts differ, as a reviewer judged."""
        return frozenset(x.event for x in self.contradictions)

    @cached_property
    def contradictions(self) -> tuple[PassageLink, ...]:
        """The links on which a reviewer judged that the accounts differ.

        What the program proposes says on its card in what it differs, and counts nowhere.
        """
        return tuple(x for x in self.links if x.differs and x.status == "accepted")

    @cached_property
    def disputed(self) -> dict[tuple[str, str], int]:
        """How often accounts contradict an episode, as a reviewer judged, by text and episode."""
        out: dict[tuple[str, str], int] = defaultdict(int)
        for link in self.contradictions:
            for side in (link.a, link.b):
                out[side.text, side.episode] += 1
        return dict(out)

    def texts_of(self, event: str) -> list[str]:
        """Ids of the texts that tell an event, in account order."""
        return sorted({p.text for p in self.told.get(event, ())})

    def respondent(self, resp: str) -> str:
        """The name of whoever answers for a link: a reviewer's name, or the editors'."""
        return self.settings.editors if resp == "editor" else self.reviewers.get(resp, resp)


def unsure(mention: Mention) -> bool:
    """Whether a reviewer decided whose name it is, and is not sure."""
    return mention.why == "verdict" and mention.candidates[0].cert < 1
