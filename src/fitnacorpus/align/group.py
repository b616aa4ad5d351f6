"""From links to alignments: proposals, editors' events and reviewers' verdicts brought together.

An editor who ties two episodes to one event has joined them; a reviewer's verdict stands above both
that and the program.  A rejected link stays in the files as rejected, so that it never returns as a
proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from fitnacorpus.align.events import Told, alike, originals, position, with_events
from fitnacorpus.judgements import Judgements, Placed
from fitnacorpus.model import Alignment, Document, Passage, PassageLink, Span, Telling
from fitnacorpus.vocabulary import STANDING, Decision, EventRole, Relation, Status, VerdictKind

_FULLEST: Final = (*STANDING.values(),)


def passage_of(document: Document, span: Span, *, clause: bool = False) -> Passage | None:
    """The run of sentences of one episode that a span of the source falls on.

    The span is widened to whole sentences; of several episodes touched, the one that holds most of
    the span is meant.

    Args:
        document: The text.
        span: Part of its source.
        clause: Whether the words of the span are meant and no others: they are kept then, where
            they leave out words of the sentences.

    Returns:
        The passage; None when the span touches no sentence.
    """
    best: tuple[int, Passage] | None = None
    for episode in document.episodes:
        touched = [s for s in episode.sentences if s.overlaps(span)]
        if not touched:
            continue
        shared = min(span.end, touched[-1].end) - max(span.start, touched[0].start)
        if best is None or shared > best[0]:
            run = Span(touched[0].start, touched[-1].end)
            part = _part(document.text.source, span, run) if clause else None
            best = (shared, Passage(document.text.info.id, episode.id, *run, part))
    return best[1] if best else None


def _part(source: str, span: Span, run: Span) -> Span | None:
    """The part of a run of sentences that a span covers; None where it leaves out no word."""
    part = Span(max(span.start, run.start), min(span.end, run.end))
    left = source[run.start : part.start] + source[part.end : run.end]
    return part if any(map(str.isalnum, left)) else None


def ordered(a: Passage, b: Passage) -> tuple[Passage, Passage]:
    """The two passages of a link in the order in which links are written."""
    return (a, b) if position(a) <= position(b) else (b, a)


def editors_links(documents: Sequence[Document]) -> list[PassageLink]:
    """Links between episodes of different texts that the editors tied to the same event."""
    tellers: dict[str, list[Passage]] = defaultdict(list)
    for document in documents:
        for episode in document.episodes:
            if episode.event:
                passage = Passage(document.text.info.id, episode.id, episode.start, episode.end)
                tellers[episode.event].append(passage)
    return [
        PassageLink(
            *ordered(a, b),
            score=1.0,
            event=event,
            evidence=("the editors tied both to this event",),
            status=Status.ACCEPTED,
            resp="editor",
        )
        for event, passages in tellers.items()
        for a, b in combinations(passages, 2)
        if a.text != b.text
    ]


def settle(
    documents: Sequence[Document],
    proposals: Iterable[PassageLink],
    judgements: Judgements,
    respondent: Callable[[str], str],
) -> list[Alignment]:
    """Bring everything together.

    Args:
        documents: All documents.
        proposals: The program's links.
        judgements: The verdicts in force.
        respondent: From a reviewer's name to the xml:id used in `@resp`.

    Returns:
        One alignment for each event that has a link or more than one telling, by event id, and
        last the links without an event; every unordered pair of passages stands once.
    """
    by_id = {d.text.info.id: d for d in documents}
    events = {(d.text.info.id, e.id): e.event for d in documents for e in d.episodes}
    found = _Links()
    for link in (*editors_links(documents), *sorted(proposals, key=_best_first)):
        found.add(link)
    one_text = originals((d.text.info.id, d.text.info.translation_of) for d in documents)
    links = with_events(_settled(found.all, judgements, by_id, respondent), events, one_text)
    tellings = [
        *_tellings(documents),
        *_by_links(links, events),
        *_absences(judgements, by_id, events, respondent),
    ]
    return _alignments(links, tellings)


class _Links:
    """Links that differ from one another, by the two texts that they join."""

    def __init__(self) -> None:
        self._by_texts: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.all: list[PassageLink] = []

    def add(self, link: PassageLink) -> None:
        """Add a link, unless one between largely the same passages stands already."""
        for place in self._by_texts[link.a.text, link.b.text]:
            known = self.all[place]
            if same_pair(known, link):
                if link.evidence and known.resp == "editor":
                    evidence = (*known.evidence, *link.evidence)
                    self.all[place] = replace(known, evidence=evidence)
                return
        self._by_texts[link.a.text, link.b.text].append(len(self.all))
        self.all.append(link)


def _settled(
    links: Sequence[PassageLink],
    judgements: Judgements,
    by_id: Mapping[str, Document],
    respondent: Callable[[str], str],
) -> list[PassageLink]:
    """The links, with a verdict in place of every link that it speaks of.

    Verdicts do not displace one another: which of them hold was settled before.
    """
    judged: dict[tuple[Passage, Passage], PassageLink] = {}
    for placed in judgements.of_kind(VerdictKind.LINK):
        link = _judged(links, placed, by_id, respondent)
        if link is not None:
            judged.setdefault((link.a, link.b), link)
    open_still = [x for x in links if not any(same_pair(x, link) for link in judged.values())]
    return [*open_still, *judged.values()]


def _judged(
    links: Sequence[PassageLink],
    placed: Placed,
    by_id: Mapping[str, Document],
    respondent: Callable[[str], str],
) -> PassageLink | None:
    """The link that a verdict makes, with the evidence and event of those that it speaks of."""
    verdict = placed.verdict
    assert verdict.b is not None and placed.b is not None
    a = passage_of(by_id[verdict.a.text], placed.a, clause=verdict.a.clause)
    b = passage_of(by_id[verdict.b.text], placed.b, clause=verdict.b.clause)
    if a is None or b is None:
        return None
    accepted = verdict.verdict == Decision.ACCEPT
    judged = PassageLink(
        *ordered(a, b),
        score=verdict.cert if accepted else 0.0,
        relation=verdict.relation or Relation.SAME_EVENT,
        differs=verdict.differs,
        event=verdict.event,
        status=Status.ACCEPTED if accepted else Status.REJECTED,
        resp=respondent(verdict.by),
        note=verdict.note,
    )
    same = [x for x in links if same_pair(x, judged)]
    event = judged.event or next((x.event for x in same if x.event), "")
    evidence = tuple(dict.fromkeys(reason for x in same for reason in x.evidence))
    return replace(judged, event=event, evidence=evidence)


def _best_first(link: PassageLink) -> tuple[float, tuple[str, int, int], tuple[str, int, int]]:
    return (-link.score, position(link.a), position(link.b))


def same_pair(a: PassageLink, b: PassageLink) -> bool:
    """Whether two links are one for a reader: their passages are, side by side."""
    return alike(a.a, b.a) and alike(a.b, b.b)


def _tellings(documents: Sequence[Document]) -> list[Telling]:
    return [
        Telling(Passage(d.text.info.id, e.id, e.start, e.end), e.event, EventRole.TELLS, "editor")
        for d in documents
        for e in d.episodes
        if e.event
    ]


def _by_links(links: Sequence[PassageLink], told: Told) -> list[Telling]:
    """How passages stand to an event that an accepted link, and no cut, ties them to."""
    out: dict[tuple[Passage, str], Telling] = {}
    for link in links:
        how = STANDING.get(link.relation)
        if link.status != Status.ACCEPTED or not link.event or not how:
            continue
        for passage in (link.a, link.b):
            if told[passage.text, passage.episode] == link.event:
                continue
            key = passage, link.event
            fullest = min(how, out[key].how if key in out else how, key=_FULLEST.index)
            if key not in out or fullest != out[key].how:
                out[key] = Telling(passage, link.event, fullest, link.resp)
    return list(out.values())


def _absences(
    judgements: Judgements,
    by_id: Mapping[str, Document],
    events: Mapping[tuple[str, str], str],
    respondent: Callable[[str], str],
) -> list[Telling]:
    out: list[Telling] = []
    for placed in judgements.of_kind(VerdictKind.ABSENCE):
        verdict = placed.verdict
        passage = passage_of(by_id[verdict.a.text], placed.a, clause=verdict.a.clause)
        event = verdict.event or (events[passage.text, passage.episode] if passage else "")
        if verdict.verdict != Decision.ACCEPT:
            continue
        if event:
            own = events[passage.text, passage.episode] if passage else event
            if passage and own != event and not _whole(passage, by_id[passage.text]):
                # What is found nowhere else is told here, inside an episode of another event.
                who = respondent(verdict.by)
                out.append(Telling(passage, event, EventRole.TELLS, who))
            out.extend(
                Telling(Passage(text, "", 0, 0), event, EventRole.ABSENT, respondent(verdict.by))
                for text in verdict.texts
                if text in by_id
            )
        elif passage:
            who = respondent(verdict.by)
            out.append(
                Telling(passage, "", EventRole.NO_COUNTERPART, who, tuple(sorted(verdict.texts)))
            )
    return out


def _whole(passage: Passage, document: Document) -> bool:
    """Whether a passage is a whole episode: what that tells, its cut says."""
    return (passage.start, passage.end, passage.clause) in {
        (e.start, e.end, None) for e in document.episodes
    }


def _alignments(links: Iterable[PassageLink], tellings: Iterable[Telling]) -> list[Alignment]:
    links_by: dict[str, list[PassageLink]] = defaultdict(list)
    tellings_by: dict[str, list[Telling]] = defaultdict(list)
    for link in links:
        links_by[link.event].append(link)
    for telling in tellings:
        tellings_by[telling.event].append(telling)
    # An event that one passage tells is marked in its text; there is nothing to move between.
    joined = {event for event, told in tellings_by.items() if len(told) > 1 or not event}
    events = sorted({*links_by, *joined}, key=lambda event: (not event, event))
    return [
        Alignment(
            event,
            tuple(sorted(links_by[event], key=lambda x: (position(x.a), position(x.b)))),
            tuple(sorted(tellings_by[event], key=lambda t: (position(t.passage), t.how))),
        )
        for event in events
    ]
