"""Rows of how, why, on whose report and with what outcome: whole sentences, since no name says it.

What reviewers judged to differ is quoted from the passages that they judged.  Where nobody has
judged, sentences with such words as "because" are shown, and marked as found by the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from fitnacorpus import languages
from fitnacorpus.compare import cues
from fitnacorpus.compare.evidence import Evidence
from fitnacorpus.compare.facts import line, words
from fitnacorpus.compare.model import FACETS_OF, Citation, Row, Statement
from fitnacorpus.compare.tellings import sentences, through
from fitnacorpus.model import Document, Episode, Passage, PassageLink, Region, RegionKind, Span

_JUDGED: Final = ("agent", "where", "when", "why", "saidBy", "outcome")
"""Aspects of which a judged difference is quoted from its two passages."""
_OUTCOMES: Final = frozenset({"result", "outcome", "territory", "النتيجة", "نتيجة", "العاقبة"})
"""Labels of a table of facts whose lines tell an outcome."""


_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "agent": {languages.EN: "Who did it", languages.AR: "من فعله"},
    "where": {languages.EN: "Where", languages.AR: "أين"},
    "when": {languages.EN: "When", languages.AR: "متى"},
    "how": {languages.EN: "How", languages.AR: "كيف"},
    "why": {languages.EN: "Why", languages.AR: "لماذا"},
    "saidBy": {languages.EN: "On whose report", languages.AR: "عمّن يُروى"},
    "outcome": {languages.EN: "With what outcome", languages.AR: "العاقبة"},
}


class Judged(NamedTuple):
    """A judged difference: its link and the event it is judged of."""

    link: PassageLink
    event: str


def judged(evidence: Evidence, found: Sequence[Judged]) -> list[Row]:
    """A row for each event and aspect in which reviewers judged that accounts differ."""
    rows = []
    for event in evidence.events:
        for aspect in _JUDGED:
            facets = FACETS_OF[aspect]
            held = [j.link for j in found if j.event == event and set(j.link.differs) & {*facets}]
            quoted: dict[str, list[Citation]] = {}
            for link in held:
                for side in (link.a, link.b):
                    document = next(d for d in evidence.documents if d.text.info.id == side.text)
                    cited = _cite(document, side.meant)
                    here = quoted.setdefault(side.text, [])
                    here += [] if cited in here else [cited]
            if quoted:
                rows.append(_row(evidence, aspect, event, quoted, "differs"))
    return rows


def guessed(evidence: Evidence, known: Sequence[Row]) -> list[Row]:
    """A row for each event and aspect of which some sentence may speak, unless one is judged.

    Args:
        evidence: What rows are made from.
        known: The judged rows.
    """
    told = {(row.aspect, row.event) for row in known}
    rows = []
    for aspect in cues.ASPECTS:
        for event in evidence.events:
            if (aspect, event) in told:
                continue
            quoted = {
                d.text.info.id: held
                for d in evidence.documents
                if (held := [_cite(d, span) for span in _spans(evidence, d, event, aspect)])
            }
            if quoted:
                works = {evidence.works[text] for text in quoted}
                status = "uncompared" if len(works) > 1 else "found"
                row = _row(evidence, aspect, event, quoted, status)
                statements = tuple(
                    replace(s, state="guessed") if s.citations else s for s in row.statements
                )
                rows.append(replace(row, statements=statements, guessed=True))
    return rows


def tabled(evidence: Evidence) -> list[Row]:
    """The outcome of each event as the tables of facts of some accounts give it."""
    rows = []
    for event in evidence.events:
        quoted = {
            text: held
            for d in evidence.documents
            for text in [d.text.info.id]
            if evidence.tables.get(text, ("",))[0] == event
            if (held := [_cite(d, span) for span in _outcomes(d, evidence.tables[text][1])])
        }
        if quoted:
            rows.append(_row(evidence, "outcome", event, quoted, _status(evidence, event, quoted)))
    return rows


def _status(evidence: Evidence, event: str, quoted: Mapping[str, Sequence[Citation]]) -> str:
    """How the accounts stand whose tables of facts have a line: in what words, nobody compared."""
    if len({evidence.works[text] for text in quoted}) > 1:
        return "uncompared"
    if len(quoted) > 1:
        return "repeated"
    others = [d.text.info.id for d in evidence.documents if d.text.info.id not in quoted]
    return "single" if any(evidence.tells(text, [event]) for text in others) else "alone"


def _spans(evidence: Evidence, document: Document, event: str, aspect: str) -> Iterator[Span]:
    """The sentences of an account that may speak of an aspect where it tells an event."""
    source = document.text.source
    text = document.text.info.id
    for passage in evidence.telling(text, [event]):
        before: Span | None = None
        for episode in document.episodes:
            if episode.id != passage.episode:
                before = _last(episode) or before
                continue
            for paragraph in episode.paragraphs:
                for sentence in paragraph.sentences:
                    within = passage.start <= sentence.start and sentence.end <= passage.end
                    said = source[sentence.start : sentence.end]
                    if within and (found := cues.quoted(aspect, said)):
                        start = sentence.start + found.start
                        if aspect == "why" and before and cues.reason_before(said):
                            start = before.start
                        yield Span(start, sentence.start + found.end)
                    before = sentence
            break


def _last(episode: Episode) -> Span | None:
    """The last sentence of an episode."""
    return next((s for p in reversed(episode.paragraphs) for s in reversed(p.sentences)), None)


def _outcomes(document: Document, table: Passage) -> Iterator[Span]:
    for region in document.text.regions:
        if region.body.start > table.end:
            return
        if region.kind is RegionKind.INFOBOX and _label(document, region) in _OUTCOMES:
            yield line(document, region.body) or region.body


def _label(document: Document, region: Region) -> str:
    label = region.label or Span(0, 0)
    return document.text.source[label.start : label.end].casefold()


def _cite(document: Document, span: Span) -> Citation:
    text = document.text.info.id
    refs = sentences(document, span)
    ref = str(refs[0]) if refs else text
    return Citation(text, ref, span.start, span.end, words(document, span), through(refs))


def _row(
    evidence: Evidence,
    aspect: str,
    event: str,
    quoted: dict[str, list[Citation]],
    status: str,
) -> Row:
    statements = []
    for document in evidence.documents:
        text = document.text.info.id
        if held := quoted.get(text):
            mention = all(not _within(evidence, text, event, c) for c in held)
            state = "passing" if mention else "told"
            forms = tuple(dict.fromkeys(c.form for c in held))
            statements.append(Statement(text, state, forms, tuple(held)))
        else:
            state = evidence.unsaid(text, [event])
            statements.append(Statement(text, "unfound" if state == "unnamed" else state))
    works = {evidence.works[text] for text in quoted}
    return Row(
        aspect, event, _LABELS[aspect], event, "", tuple(statements), status,
        len(quoted), len(works),
    )  # fmt: skip


def _within(evidence: Evidence, text: str, event: str, cited: Citation) -> bool:
    passages = evidence.telling(text, [event])
    # A reason may stand before the passage: what follows from it stands inside.
    return any(p.meant.start < cited.end <= p.meant.end for p in passages)
