"""What there is to judge: links between passages, and names whose bearer is in doubt."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from fitnacorpus import judgements, stretches
from fitnacorpus.align.group import ordered, passage_of, same_pair
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.judgements import Placed, Verdict
from fitnacorpus.model import Document, PassageLink, Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.refs import Ref
from fitnacorpus.review.ambiguous_mentions import AmbiguousMention, find
from fitnacorpus.stretches import Stretch
from fitnacorpus.vocabulary import Relation, Status, VerdictKind

STATUSES: Final = ("open", "others", "mine", "disputed", "all")
"""Which items are walked through: judged by nobody; judged by others but not by me; judged by me;
those on which people disagree; every one."""
KINDS: Final = ("links", "mentions")
_AROUND: Final = 40
"""Characters of the source on each side of a name that is judged."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible bearer: authority id, share of certainty, and what speaks for him."""

    ref: str
    cert: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A link to be judged.

    Attributes:
        link: The link; without the words of others where the reviewer has not judged it yet.
        verdicts: What people say of it now.
        key: What it is known by from one sitting to the next.
    """

    link: PassageLink
    verdicts: tuple[Verdict, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class MentionItem:
    """A name to be judged.

    Attributes:
        text: Text id.
        ref: The sentence or line it stands in.
        span: Where it stands.
        form: Its words.
        choices: Possible bearers, best first.
        verdicts: What people say of it now.
        key: What it is known by from one sitting to the next.
    """

    text: str
    ref: str
    span: Span
    form: str
    choices: tuple[Choice, ...]
    verdicts: tuple[Verdict, ...] = ()
    key: str = ""


Item = LinkItem | MentionItem


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items a reviewer wants to see.

    Attributes:
        kinds: Of `KINDS`.
        texts: Text ids; a link needs one of its sides in them.  Empty for all.
        events: Authority ids; the link, or the episode of the passage, belongs to one.  Empty for
            all.
        least: Lowest score, or certainty of the best bearer.
        status: Of `STATUSES`.
        within: Stretches of texts; a link needs one of its sides in them.  Empty for all.
    """

    kinds: Collection[str] = KINDS
    texts: Collection[str] = ()
    events: Collection[str] = ()
    least: float = 0.0
    status: str = "open"
    within: Sequence[Stretch] = ()


class Desk:
    """A corpus as a reviewer meets it.

    Args:
        pipeline: The corpus.
        by: The reviewer.
    """

    def __init__(self, pipeline: Pipeline, by: str) -> None:
        self.pipeline = pipeline
        self.by = by

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Documents by text id."""
        return {d.text.info.id: d for d in self.pipeline.documents()}

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Sources by text id."""
        return {text: d.text.source for text, d in self.documents.items()}

    @cached_property
    def _voices(self) -> list[tuple[Placed, ...]]:
        return judgements.voices(self.pipeline.verdicts, self.sources)

    def items(self, wanted: Filter) -> list[Item]:
        """What there is to judge: links, the likeliest first; then names, in the order of reading.

        A verdict of others is never shown to a reviewer who has not judged himself: their
        agreement is to be measured.
        """
        found: list[Item] = []
        if "links" in wanted.kinds:
            found += self._links(wanted)
        if "mentions" in wanted.kinds:
            found += self._mentions(wanted)
        return [item for item in found if self._status(item, wanted.status)]

    def is_disputed(self, item: Item) -> bool:
        """Whether people disagree on an item."""
        ids = {v.id for v in item.verdicts}
        groups = self.pipeline.judgements.disputed
        return any(ids & {p.verdict.id for p in group} for group in groups)

    def _status(self, item: Item, status: str) -> bool:
        people = {v.by for v in item.verdicts}
        match status:
            case "open":
                return not people
            case "others":
                return bool(people) and self.by not in people
            case "mine":
                return self.by in people
            case "disputed":
                return self.is_disputed(item)
            case _:
                return True

    # --- Links -----------------------------------------------------------------------------------

    def _links(self, wanted: Filter) -> list[LinkItem]:
        found: list[tuple[PassageLink, tuple[Verdict, ...]]] = [
            (link, ()) for alignment in self.pipeline.alignments for link in alignment.links
        ]
        for group in self._voices:
            judged = self._judged(group)
            if judged is None:
                continue
            said = tuple(p.verdict for p in group)
            for index, (link, _) in enumerate(found):
                if same_pair(link, judged):
                    found[index] = (link, said)
                    break
            else:
                found.append((judged, said))
        items = [self._link_item(link, said) for link, said in found]
        return sorted(
            (item for item in items if self._link_wanted(item.link, wanted)),
            key=lambda x: (-x.link.score, x.link.a.text, x.link.a.start, x.link.b.text,
                           x.link.b.start),
        )  # fmt: skip

    def _judged(self, group: Sequence[Placed]) -> PassageLink | None:
        """The link that people judged, as far as it is one between passages of episodes."""
        first = group[0]
        if first.verdict.kind != VerdictKind.LINK or first.verdict.b is None or first.b is None:
            return None
        one, other = first.verdict.a, first.verdict.b
        a = passage_of(self.documents[one.text], first.a, clause=one.clause)
        b = passage_of(self.documents[other.text], first.b, clause=other.clause)
        if a is None or b is None:
            return None
        return PassageLink(*ordered(a, b), score=0.0, event=first.verdict.event)

    def _link_item(self, link: PassageLink, said: tuple[Verdict, ...]) -> LinkItem:
        mine = [v for v in said if v.by == self.by]
        shown = self._as_proposed(link) if said else link
        if mine:
            verdict = mine[0]
            shown = replace(
                shown,
                relation=verdict.relation or Relation.SAME_EVENT,
                differs=verdict.differs,
                note=verdict.note,
                event=verdict.event or link.event,
            )
        sides = (self.sources[p.text][p.start : p.end] for p in (link.a, link.b))
        return LinkItem(shown, said, _key("link", link.a.text, link.b.text, *sides))

    def _as_proposed(self, link: PassageLink) -> PassageLink:
        """A link that was judged, as it stood before."""
        proposed = next((x for x in self.pipeline.links if same_pair(x, link)), None)
        return replace(
            link,
            score=proposed.score if proposed else 0.0,
            relation=Relation.SAME_EVENT,
            differs=(),
            status=Status.PROPOSED,
            resp="program",
            note="",
        )

    def _link_wanted(self, link: PassageLink, wanted: Filter) -> bool:
        texts = {link.a.text, link.b.text}
        sides = (self._event(p.text, Span(p.start, p.end)) for p in (link.a, link.b))
        events = {link.event, *sides}
        return (
            link.score >= wanted.least
            and (not wanted.texts or bool(texts & {*wanted.texts}))
            and (not wanted.events or bool(events & {*wanted.events}))
            and (
                not wanted.within
                or any(
                    stretches.holds(wanted.within, p.text, Span(p.start, p.end))
                    for p in (link.a, link.b)
                )
            )
        )

    def _event(self, text: str, span: Span) -> str:
        episodes = self.documents[text].episodes
        return next((e.event for e in episodes if e.start <= span.start < e.end), "")

    # --- Mentions --------------------------------------------------------------------------------

    def _mentions(self, wanted: Filter) -> list[MentionItem]:
        said = {
            (group[0].verdict.a.text, group[0].a): tuple(p.verdict for p in group)
            for group in self._voices
            if group[0].verdict.kind == VerdictKind.MENTION
        }
        found: dict[tuple[str, Span], MentionItem] = {}
        for doubt in (*find(self.pipeline, verdicts=False), *find(self.pipeline)):
            found[doubt.text, Span(doubt.start, doubt.end)] = _of_doubt(doubt)
        for text, document in self.documents.items():
            for mention in document.mentions:
                span = Span(mention.start, mention.end)
                if mention.status == "unresolved":
                    found.setdefault((text, span), self._mention_item(text, span))
        for text, span in said:
            if not any(t == text and s.overlaps(span) for t, s in found):
                found[text, span] = self._mention_item(text, span)
        items = []
        for (text, span), item in sorted(found.items()):
            verdicts = next((v for (t, s), v in said.items() if t == text and s.overlaps(span)), ())
            items.append(replace(self._keyed(item), verdicts=verdicts))
        return [item for item in items if self._mention_wanted(item, wanted)]

    def mention(self, text: str, span: Span) -> MentionItem | None:
        """The name that stands at a place, doubtful or not; None where there is none.

        It is given as it stands, without what people say of it.
        """
        mentions = self.documents[text].mentions if text in self.documents else ()
        found = next((m for m in mentions if (m.start, m.end) == span), None)
        if found is None:
            return None
        choices = tuple(Choice(c.ref, c.cert) for c in found.candidates)
        return self._keyed(replace(self._mention_item(text, span), choices=choices))

    def _keyed(self, item: MentionItem) -> MentionItem:
        source, span = self.sources[item.text], item.span
        before, after = source[: span.start][-_AROUND:], source[span.end :][:_AROUND]
        return replace(item, key=_key("mention", item.text, before, item.form, after))

    def _mention_item(self, text: str, span: Span) -> MentionItem:
        lines = lines_with_refs(self.documents[text])
        ref = next((r for r, line in lines if line.overlaps(span)), Ref(text))
        return MentionItem(text, str(ref), span, self.sources[text][span.start : span.end], ())

    def _mention_wanted(self, item: MentionItem, wanted: Filter) -> bool:
        best = item.choices[0].cert if item.choices else 0.0
        return (
            best >= wanted.least
            and (not wanted.texts or item.text in wanted.texts)
            and (not wanted.events or self._event(item.text, item.span) in wanted.events)
            and (not wanted.within or stretches.holds(wanted.within, item.text, item.span))
        )


def _of_doubt(doubt: AmbiguousMention) -> MentionItem:
    choices = tuple(Choice(c.bearer.ref, c.share, c.reasons) for c in doubt.candidates)
    return MentionItem(doubt.text, doubt.ref, Span(doubt.start, doubt.end), doubt.form, choices)


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
