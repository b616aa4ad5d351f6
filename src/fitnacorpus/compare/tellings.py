"""Which passages of which account tell an event, and which accounts were searched in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from fitnacorpus.compare.model import Annotated, LesserPassage, Standing
from fitnacorpus.model import Authority, Document, Passage, PassageLink, Span, TextInfo
from fitnacorpus.refs import Ref
from fitnacorpus.vocabulary import STANDING, EventRole, Relation, Status

STATES: Final = (*STANDING.values(), EventRole.ABSENT, "untold")
"""How an account may stand to an event, the fullest first."""
TOLD: Final = STATES[:3]
TELLING: Final = STATES[:2]
"""The states that make an account a witness: one that only mentions an event is none."""


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
    if not passage.clause and (passage.start, passage.end) == (episode.start, episode.end):
        return str(Ref(text, episode.id))
    inside = sentences(document, passage.meant)
    last = through(inside)
    return f"{inside[0]}-{last}" if last else str(inside[0])


def through(run: Sequence[Ref]) -> str:
    """The last of several sentences, as it stands behind the dash of a run; "" for one sentence."""
    if len(run) < 2:
        return ""
    first, last = run[0], run[-1]
    if first.division != last.division:
        return f"{last.division}.p{last.paragraph}.s{last.sentence}"
    same = first.paragraph == last.paragraph
    return f"s{last.sentence}" if same else f"p{last.paragraph}.s{last.sentence}"


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
    return [x for a in corpus.alignments for x in a.links if x.status == Status.ACCEPTED]


def standings(corpus: Annotated, events: Sequence[str]) -> list[Standing]:
    """How each account stands to each of some events: by event, then by text.

    An episode that editors tied to an event tells it.  The other side of an accepted link tells,
    summarises or mentions it, as the relation says.  A passage whose event a reviewer found in no
    other text tells it.  What is absent in all its parts is absent.
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
                lesser = tuple(
                    LesserPassage(p, ref_of(document, p), found[p])
                    for p in ordered
                    if found[p] != state
                )
                out.append(Standing(text, event, state, passages, refs, lesser))
                continue
            judges = absent.get((event, text), ())
            wider = tuple(str(Ref(text, e.id)) for e in document.episodes if e.event in wide)
            state = EventRole.ABSENT if judges else "untold"
            out.append(Standing(text, event, state, wider=wider, by=tuple(sorted(judges))))
    return _absent_in_all_parts(out, corpus.authority)


def _absent_in_all_parts(found: Sequence[Standing], authority: Authority) -> list[Standing]:
    """The standings, with the untold made absent where each event directly inside is absent."""
    children: dict[str, set[str]] = defaultdict(set)
    for event in {s.event for s in found}:
        children[authority.by_id[event].parent].add(event)
    by_place = {(s.event, s.text): s for s in found}
    for s in reversed(found):  # the parts before the whole
        inside = [by_place[event, s.text] for event in children[s.event]]
        if (
            s.state == "untold"
            and inside
            and all(part.state == EventRole.ABSENT for part in inside)
        ):
            by = tuple(sorted({who for part in inside for who in part.by}))
            by_place[s.event, s.text] = replace(s, state=EventRole.ABSENT, by=by)
    return list(by_place.values())


def _told(
    corpus: Annotated, by_id: Mapping[str, Document], events: Sequence[str]
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
                out[episode.event, text][passage] = EventRole.TELLS
    for link in accepted(corpus):
        tied = {own[p.text, p.episode] for p in (link.a, link.b)}
        for event in ({link.event} if link.event else tied) & wanted:
            inside = parts(corpus.authority, event)
            for passage, how in _by_link(link, event, inside, own, by_id):
                here = out[event, passage.text]
                here[passage] = min(how, here.get(passage, how), key=STATES.index)
    for event, passage in _told_alone(corpus, wanted):
        out[event, passage.text].setdefault(passage, EventRole.TELLS)
    return out


def _told_alone(corpus: Annotated, events: set[str]) -> Iterator[tuple[str, Passage]]:
    """Passages inside an episode that tell an event which reviewers found nowhere else."""
    for alignment in corpus.alignments:
        tied = [link for link in alignment.links if link.relation in STANDING]
        linked = {side for link in tied for side in (link.a, link.b)}
        for telling in alignment.tellings:
            by_person = telling.resp != "editor" and telling.how == EventRole.TELLS
            if telling.event in events and by_person and telling.passage not in linked:
                yield telling.event, telling.passage


def _by_link(
    link: PassageLink,
    event: str,
    inside: Sequence[str],
    own: Mapping[tuple[str, str], str],
    by_id: Mapping[str, Document],
) -> Iterator[tuple[Passage, str]]:
    """The sides of a link outside the episodes of an event, each with how it stands to the event.

    "summary" says that one side summarises, not which.  A side whose episode tells an event inside
    this one tells that part and no more; opposite such an episode, or one of the event itself, a
    side summarises.  Where neither side has one, that of fewer sentences summarises and the other
    tells; sides of the same length both tell.
    """
    how = STANDING.get(link.relation)
    for side, opposite in ((link.a, link.b), (link.b, link.a)):
        tied = own[side.text, side.episode]
        # A passage inside an episode that tells the event is held already.
        if how is None or tied == event:
            continue
        if link.relation != Relation.SUMMARY:
            yield side, how
        elif tied not in inside:
            told_apart = own[opposite.text, opposite.episode] in (event, *inside)
            briefer = _length(by_id, side) < _length(by_id, opposite)
            yield side, EventRole.SUMMARISES if told_apart or briefer else EventRole.TELLS


def _length(by_id: Mapping[str, Document], passage: Passage) -> int:
    """The number of sentences of a passage, which depends less on its language than letters."""
    return len(sentences(by_id[passage.text], Span(passage.start, passage.end)))


def _absent(corpus: Annotated) -> dict[tuple[str, str], set[str]]:
    """By event and text: who has searched in vain; what is absent as a whole is so in its parts."""
    out: dict[tuple[str, str], set[str]] = defaultdict(set)
    for alignment in corpus.alignments:
        for telling in alignment.tellings:
            if telling.how == EventRole.ABSENT:
                who = corpus.reviewers.get(telling.resp, telling.resp)
                for event in (telling.event, *parts(corpus.authority, telling.event)):
                    out[event, telling.passage.text].add(who)
    return out
