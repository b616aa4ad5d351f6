"""Which passages of which account tell an event, and which accounts were searched in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from fitnacorpus.compare.model import Annotated, Standing
from fitnacorpus.model import Authority, Document, Passage, PassageLink, Span, TextInfo
from fitnacorpus.refs import Ref

STATES: Final = ("tells", "summarises", "mentions", "absent", "untold")
"""How an account may stand to an event, the fullest first."""
TOLD: Final = STATES[:3]
_BY_RELATION: Final = {"sameEvent": "tells", "summary": "summarises", "mention": "mentions"}


def parts(authority: Authority, event: str) -> tuple[str, ...]:
    """The events inside an event, however deep, in the order of the authority."""
    inside = {event}
    out = []
    for entry in authority.entries:
        if entry.kind == "event" and entry.parent in inside:
            inside.add(entry.id)
            out.append(entry.id)
    return tuple(out)


def outer(authority: Authority, event: str) -> tuple[str, ...]:
    """The events that an event is part of, the nearest first."""
    out: list[str] = []
    entry = authority.by_id.get(event)
    while entry is not None and entry.parent and entry.parent not in out:
        out.append(entry.parent)
        entry = authority.by_id.get(entry.parent)
    return tuple(out)


def work(info: TextInfo, infos: Mapping[str, TextInfo]) -> str:
    """The witness that a text is: its work, or that of the text it comes from.

    A text without a stated work is a witness by itself.
    """
    seen = {info.id}
    while (source := infos.get(info.translation_of or info.derived_from)) is not None:
        if source.id in seen:
            break
        seen.add(source.id)
        info = source
    return info.work or info.id


def ref_of(document: Document, passage: Passage) -> str:
    """The ref of a passage: its episode, its paragraph or its first sentence, and how far it runs.

    A run of several sentences is written with a dash: ``egypt-en:e3.p1.s2-s4``.
    """
    episode = next(e for e in document.episodes if e.id == passage.episode)
    text = document.text.info.id
    if (passage.start, passage.end) == (episode.start, episode.end):
        return str(Ref(text, episode.id))
    inside = sentences(document, Span(passage.start, passage.end))
    first, last = inside[0], inside[-1]
    if first == last:
        return str(first)
    same = first.paragraph == last.paragraph
    tail = f"s{last.sentence}" if same else f"p{last.paragraph}.s{last.sentence}"
    return f"{first}-{tail}"


def sentences(document: Document, span: Span) -> list[Ref]:
    """Refs of the sentences that a span touches, in order."""
    return [
        Ref(document.text.info.id, episode.id, number, index)
        for episode in document.episodes
        if episode.start < span.end and span.start < episode.end
        for number, paragraph in enumerate(episode.paragraphs, start=1)
        for index, sentence in enumerate(paragraph.sentences, start=1)
        if sentence.overlaps(span)
    ]


def accepted(corpus: Annotated) -> list[PassageLink]:
    """The links that people made or accepted."""
    return [x for a in corpus.alignments for x in a.links if x.status == "accepted"]


def standings(corpus: Annotated, events: Sequence[str]) -> list[Standing]:
    """How each account stands to each of some events: by event, then by text.

    An episode that editors tied to an event tells it.  The other side of an accepted link tells,
    summarises or mentions it, as the relation says.
    """
    by_id = {d.text.info.id: d for d in corpus.texts}
    told = _told(corpus, by_id, events)
    absent = _absent(corpus)
    out = []
    for event in events:
        wide = outer(corpus.authority, event)
        for text, document in by_id.items():
            found = told.get((event, text), {})
            if found:
                state = min(found.values(), key=STATES.index)
                ordered = sorted(found, key=lambda p: (p.start, p.end))
                passages = tuple(p for p in ordered if found[p] == state)
                refs = tuple(ref_of(document, p) for p in passages)
                besides = tuple(ref_of(document, p) for p in ordered if found[p] != state)
                out.append(Standing(text, event, state, passages, refs, besides))
                continue
            judges = absent.get((event, text), ())
            wider = tuple(str(Ref(text, e.id)) for e in document.episodes if e.event in wide)
            state = "absent" if judges else "untold"
            out.append(Standing(text, event, state, wider=wider, by=tuple(sorted(judges))))
    return out


def _told(
    corpus: Annotated, by_id: Mapping[str, Document], events: Iterable[str]
) -> dict[tuple[str, str], dict[Passage, str]]:
    """By event and text: passages, each with how it stands to the event."""
    wanted = set(events)
    own = {(d.text.info.id, e.id): e.event for d in by_id.values() for e in d.episodes}
    out: dict[tuple[str, str], dict[Passage, str]] = defaultdict(dict)
    for document in by_id.values():
        text = document.text.info.id
        for episode in document.episodes:
            if episode.event in wanted:
                passage = Passage(text, episode.id, episode.start, episode.end)
                out[episode.event, text][passage] = "tells"
    for link in accepted(corpus):
        how = _BY_RELATION.get(link.relation)
        sides = (link.a, link.b)
        named = {link.event} if link.event else {own[p.text, p.episode] for p in sides}
        for event in named & wanted:
            for passage in sides:
                # A passage inside an episode that tells the event is held already.
                if how and own[passage.text, passage.episode] != event:
                    here = out[event, passage.text]
                    here[passage] = min(how, here.get(passage, how), key=STATES.index)
    return out


def _absent(corpus: Annotated) -> dict[tuple[str, str], set[str]]:
    """By event and text: who has searched in vain; what is absent as a whole is so in its parts."""
    out: dict[tuple[str, str], set[str]] = defaultdict(set)
    for alignment in corpus.alignments:
        for telling in alignment.tellings:
            if telling.how == "absent":
                who = corpus.reviewers.get(telling.resp, telling.resp)
                for event in (telling.event, *parts(corpus.authority, telling.event)):
                    out[event, telling.passage.text].add(who)
    return out
