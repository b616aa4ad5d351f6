"""Putting a comparison together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fitnacorpus.compare import circumstances, facts, order, participants, rows, tellings
from fitnacorpus.compare.evidence import Evidence, inside
from fitnacorpus.compare.model import Account, Annotated, Comparison, Difference, Row, Standing
from fitnacorpus.errors import CorpusError, choose
from fitnacorpus.model import Authority, Document, Entry, Passage, PassageLink


def _choose(event: str, authority: Authority) -> str:
    """A hint for an event that the authority does not have."""
    known = (entry.id for entry in authority.entries if entry.kind == "event")
    return choose(event, known, otherwise="List events with 'fitnacorpus names --kind event'")


def known_event(event: str, authority: Authority) -> Entry:
    """The entry of an event.

    Raises:
        CorpusError: the authority has no such event (``unknown-event``).
    """
    entry = authority.by_id.get(event)
    if entry is None or entry.kind != "event":
        raise CorpusError(
            "unknown-event",
            f"the authority has no event '{event}'",
            where=authority.path,
            hint=_choose(event, authority),
        )
    return entry


def compare(corpus: Annotated, event: str) -> Comparison:
    """Compare what all accounts of a corpus say of an event and of the events inside it.

    Args:
        corpus: The corpus, as `fitnacorpus.open` gives it.
        event: Authority id of the event.

    Raises:
        CorpusError: the authority has no such event (``unknown-event``).
    """
    authority = corpus.authority
    known_event(event, authority)
    inside = tellings.parts(authority, event)
    events = (event, *inside)
    standings = tellings.standings(corpus, events)
    by_place = {(s.event, s.text): s for s in standings}
    infos = {d.text.info.id: d.text.info for d in corpus.texts}
    works = {text: tellings.work(info, infos) for text, info in infos.items()}
    documents = sorted(corpus.texts, key=lambda d: _rank(d, standings))
    accounts = tuple(_account(d, works, standings) for d in documents)
    differences = tuple(_differences(corpus, by_place))
    tables = {d.text.info.id: table for d in documents if (table := facts.table(d))}
    evidence = Evidence(documents, works, by_place, events, _differing(corpus, by_place), tables)
    found = _rows(corpus, evidence, by_place)
    sequences = order.sequences(documents, by_place, events)
    inversions = order.inversions(corpus, events)
    named = {
        *events,
        *(event for i in inversions for event in (i.first, i.second)),
        *(d.event for d in differences),
    }
    return Comparison(
        event,
        rows.names(authority, event),
        inside,
        {e.id: rows.names(authority, e.id) for e in authority.entries if e.id in named},
        accounts,
        len({a.work for a in accounts if a.state in tellings.TELLING}),
        tuple(standings),
        tuple(found),
        sequences,
        inversions,
        differences,
        sum(_in_doubt(d, evidence) for d in documents),
        {e: tellings.parts(authority, e) for e in events} if inside else {},
    )


def _rows(
    corpus: Annotated, evidence: Evidence, standings: Mapping[tuple[str, str], Standing]
) -> list[Row]:
    values = rows.mark_contradictions([*rows.when(evidence), *rows.how_many(evidence)], evidence)
    links = [circumstances.Judged(*pair) for pair in _touching(corpus, standings)]
    # Dates that gainsay one another are quoted by themselves; what was judged of them stands there.
    told = {(row.aspect, row.event) for row in values if row.status == "differs"}
    judged = [
        row for row in circumstances.judged(evidence, links) if (row.aspect, row.event) not in told
    ]
    return [
        *judged,
        *participants.with_roles(evidence, corpus.authority),
        *participants.without_roles(evidence, corpus.authority),
        *values,
        *circumstances.tabled(evidence),
        *circumstances.guessed(evidence, judged),
    ]


def _states(text: str, standings: Sequence[Standing]) -> list[str]:
    return [s.state for s in standings if s.text == text]


def _state(text: str, standings: Sequence[Standing]) -> str:
    """The fullest state; a part that is absent does not make the whole so."""
    states = _states(text, standings)
    told = [state for state in states if state in tellings.TOLD]
    return min(told, key=tellings.STATES.index) if told else states[0]


def _rank(document: Document, standings: Sequence[Standing]) -> tuple[int, int, str]:
    text = document.text.info.id
    states = _states(text, standings)
    told = sum(state in tellings.TELLING for state in states)
    return tellings.STATES.index(_state(text, standings)), -told, text


def _account(
    document: Document, works: Mapping[str, str], standings: Sequence[Standing]
) -> Account:
    info = document.text.info
    return Account(info.id, info.lang, info.title, works[info.id], _state(info.id, standings))


def _touching(
    corpus: Annotated, standings: Mapping[tuple[str, str], Standing]
) -> Iterator[tuple[PassageLink, str]]:
    """Accepted links of which a side speaks of one of the compared events, each with that event.

    Not those of another event: what is judged of one is not said of the other, though one sentence
    may tell both.  A link without an event (a motif, a cause) is of the events that the episodes of
    its sides tell, and not of what these only mention.
    """
    own = {(d.text.info.id, e.id): e.event for d in corpus.texts for e in d.episodes}
    for link in tellings.accepted(corpus):
        told = [own.get((side.text, side.episode), "") for side in (link.a, link.b)]
        touched = [
            event
            for (event, text), standing in standings.items()
            for side in (link.a, link.b)
            if side.text == text and any(_overlap(side, p) for p in _spoken(standing))
        ]
        if link.event in touched:
            yield link, link.event
        elif not link.event:
            yield from [(link, event) for event in touched if event in told][:1]


def _spoken(standing: Standing) -> Iterator[Passage]:
    yield from standing.passages
    yield from (lesser.passage for lesser in standing.lesser)


def _overlap(a: Passage, b: Passage) -> bool:
    return a.meant.overlaps(b.meant)


def _differences(
    corpus: Annotated, standings: Mapping[tuple[str, str], Standing]
) -> Iterator[Difference]:
    """What reviewers judged or remarked, differences first."""
    by_id = {d.text.info.id: d for d in corpus.texts}
    told = [
        (link, event) for link, event in _touching(corpus, standings) if link.differs or link.note
    ]
    for link, event in sorted(told, key=lambda pair: not pair[0].differs):
        yield Difference(
            link.differs,
            link.event or event,
            link.relation,
            tellings.ref_of(by_id[link.a.text], link.a),
            tellings.ref_of(by_id[link.b.text], link.b),
            link.note,
            corpus.reviewers.get(link.resp, link.resp),
        )


def _differing(
    corpus: Annotated, standings: Mapping[tuple[str, str], Standing]
) -> Mapping[str, list[tuple[str, frozenset[str]]]]:
    """Event to facets judged on its own links, each with the two texts."""
    out: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for link, event in _touching(corpus, standings):
        texts = frozenset({link.a.text, link.b.text})
        out[event] += [(facet, texts) for facet in link.differs]
    return out


def _in_doubt(document: Document, evidence: Evidence) -> int:
    text = document.text.info.id
    passages = [
        *evidence.telling(text, evidence.events),
        *evidence.mentioning(text, evidence.events),
    ]
    return sum(m.status != "resolved" and inside(m, passages) for m in document.mentions)
