"""Links and names as tables for a reviewer who works in a spreadsheet, and back as verdicts.

A table comes back with what its reviewer changed.  What he left alone says nothing; what he changed
is his verdict.  A row is known by the place and the words it was written from: where the text has
changed since, the row is stale and is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus import judgements
from fitnacorpus.align.group import passage_of, same_pair
from fitnacorpus.errors import FitnaError
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.judgements import FACETS, RELATIONS, Placed, Verdict
from fitnacorpus.model import Mention, PassageLink, Span
from fitnacorpus.orthography import bilingual
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tables import table
from fitnacorpus.tables.passages import span_of, words
from fitnacorpus.tables.table import Row
from fitnacorpus.vocabulary import Decision, Relation, Status, VerdictKind

LINK_COLUMNS: Final = (
    "status", "relation", "differs", "event", "note",
    "text_a", "start_a", "end_a", "ref_a", "quote_a",
    "text_b", "start_b", "end_b", "ref_b", "quote_b",
    "score", "evidence", "by",
)  # fmt: skip
"""Columns of a table of links; a reviewer changes the first five."""
MENTION_COLUMNS: Final = (
    "bearer", "note", "text", "start", "end", "form", "left", "right", "ref", "status",
    "candidates", "by",
)  # fmt: skip
"""Columns of a table of names; a reviewer changes the first two."""
PROGRAM: Final = "program"
"""In the column `by`: what nobody has judged."""
NO_NAME: Final = "-"
"""In the column `bearer`: this is no name at all."""
STATUSES: Final = tuple(Status)
_AROUND: Final = 40
"""Characters of the source shown on each side of a name in a table."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table says.

    Attributes:
        verdicts: New verdicts, by row.
        errors: Rows that cannot be used; with any, nothing may be written.
        unchanged: Number of rows that say nothing new.
    """

    verdicts: tuple[Verdict, ...]
    errors: tuple[FitnaError, ...]
    unchanged: int


# --- Links ---------------------------------------------------------------------------------------


def write_links(pipeline: Pipeline, fmt: str) -> bytes:
    """All links of a corpus as a table, best first.

    Args:
        pipeline: The corpus.
        fmt: "tsv", "csv" or "xlsx".
    """
    return table.encode(LINK_COLUMNS, _link_rows(pipeline), fmt)


def _links(pipeline: Pipeline) -> list[PassageLink]:
    links = [link for alignment in pipeline.alignments for link in alignment.links]
    return sorted(
        links, key=lambda x: (-x.score, x.a.text, x.a.start, x.b.text, x.b.start, x.a.end, x.b.end)
    )


def _link_rows(pipeline: Pipeline) -> Iterator[Mapping[str, str]]:
    sources = pipeline.sources
    for link in _links(pipeline):
        row = {
            "status": link.status,
            "relation": link.relation,
            "differs": " ".join(link.differs),
            "event": link.event,
            "note": bilingual.on_one_line(link.note),
            "score": f"{link.score:.2f}",
            "evidence": "; ".join(link.evidence),
            "by": pipeline.reviewers.get(link.resp, link.resp),
        }
        for side, passage in (("a", link.a), ("b", link.b)):
            row |= {
                f"text_{side}": passage.text,
                f"start_{side}": str(passage.start),
                f"end_{side}": str(passage.end),
                f"ref_{side}": f"{passage.text}:{passage.episode}",
                f"quote_{side}": words(sources[passage.text], Span(passage.start, passage.end)),
            }
        yield row


def read_links(data: bytes, pipeline: Pipeline, *, by: str, on: str, where: str) -> Imported:
    """The verdicts that a changed table of links gives.

    Args:
        data: The table.
        pipeline: The corpus.
        by: Who gives them.
        on: The day, ``YYYY-MM-DD``.
        where: The table, for messages.

    Raises:
        SourceError: this is no such table (``bad-table``).
    """
    needed = ("status", "text_a", "start_a", "end_a", "quote_a", "text_b", "start_b", "end_b",
              "quote_b")  # fmt: skip
    return links_of_rows(
        table.read(data, LINK_COLUMNS, needed, where=where), pipeline, by=by, on=on
    )


def links_of_rows(rows: Sequence[Row], pipeline: Pipeline, *, by: str, on: str) -> Imported:
    """The verdicts that rows of a table of links give, wherever they were read.

    Args:
        rows: The rows, each with the columns that a table must have.
        pipeline: The corpus.
        by: Who gives them.
        on: The day, ``YYYY-MM-DD``.
    """
    links = _links(pipeline)
    earlier = _earlier(pipeline, by)

    def judge(row: Row) -> Verdict | None:
        spans = [(row.get(f"text_{side}"), span_of(row, side, pipeline)) for side in "ab"]
        known = link_between(links, spans, pipeline)
        cells = _link_cells(row, known, pipeline)
        if known is not None and cells == _cells_of(known):
            return None
        status, relation, differs, event, note = cells
        untouched = row.get("by") == PROGRAM and not note
        if status == Status.PROPOSED and known is None:
            return None  # what others propose and nobody judged
        if status == Status.PROPOSED and untouched and known and known.status != Status.PROPOSED:
            return None  # as it was exported; somebody else has judged it since
        if status == Status.PROPOSED:
            hint = "Write accepted or rejected: only a judgement can be kept"
            raise row.bad("status", "the row was changed and is not judged", hint)
        accepted = status == Status.ACCEPTED
        sources = pipeline.sources
        a, b = (_target(text, sources[text], span, known) for text, span in spans)
        mine = [
            p.verdict.id
            for p in earlier
            if p.verdict.kind == VerdictKind.LINK and p.same_subject(_placed_link(a, b, spans, p))
        ]
        return Verdict(
            VerdictKind.LINK, Decision.ACCEPT if accepted else Decision.REJECT, a, by, on, b,
            relation=relation if accepted else "",
            differs=differs if accepted else (),
            event=event,
            note=bilingual.from_one_line(note),
            supersedes=tuple(sorted(mine)),
            cert=known.score if accepted and known and known.status == "accepted" else 1.0,
        )  # fmt: skip

    return _collect(rows, judge)


def _target(text: str, source: str, span: Span, known: PassageLink | None) -> judgements.Target:
    sides = (known.a, known.b) if known else ()  # a clause that was judged before stays one
    part = next((p.clause for p in sides if p.text == text and p.clause), None)
    return judgements.target(text, source, part or span, clause=part is not None)


def _placed_link(
    a: judgements.Target, b: judgements.Target, spans: Sequence[tuple[str, Span]], like: Placed
) -> Placed:
    bare = Verdict(VerdictKind.LINK, Decision.REJECT, a, like.verdict.by, like.verdict.on, b)
    return Placed(bare, spans[0][1], spans[1][1])


def link_between(
    links: Sequence[PassageLink], spans: Sequence[tuple[str, Span]], pipeline: Pipeline
) -> PassageLink | None:
    """The link of the corpus between two passages: the very one, failing that one alike.

    Args:
        links: All links.
        spans: The passages: text and place.
        pipeline: The corpus.
    """
    exact = {(text, span.start, span.end) for text, span in spans}
    for link in links:
        if exact == {(p.text, p.start, p.end) for p in (link.a, link.b)}:
            return link
    by_id = {d.text.info.id: d for d in pipeline.documents()}
    a, b = (passage_of(by_id[text], span) for text, span in spans)
    if a is None or b is None:
        return None
    either = PassageLink(a, b, 0.0), PassageLink(b, a, 0.0)
    return next((x for x in links if any(same_pair(x, way) for way in either)), None)


_LinkCells = tuple[str, str, tuple[str, ...], str, str]


def _cells_of(link: PassageLink) -> _LinkCells:
    note = bilingual.on_one_line(link.note)
    return link.status, link.relation, tuple(sorted(link.differs)), link.event, note


def _link_cells(row: Row, known: PassageLink | None, pipeline: Pipeline) -> _LinkCells:
    """What a reviewer may change; columns that the table lacks are as they were."""
    old = _cells_of(known) if known else (Status.PROPOSED, Relation.SAME_EVENT, (), "", "")
    status = row.get("status") or old[0]
    if status not in STATUSES:
        raise row.bad("status", f"'{status}' is no status", f"Write one of {', '.join(STATUSES)}")
    relation = row.get("relation") if "relation" in row.columns else old[1]
    if relation not in RELATIONS:
        hint = f"Write one of {', '.join(RELATIONS)}"
        raise row.bad("relation", f"'{relation}' is no relation", hint)
    differs = tuple(sorted(row.get("differs").replace(",", " ").split()))
    if "differs" not in row.columns:
        differs = old[2]
    for facet in differs:
        if facet not in FACETS:
            hint = f"Write some of {', '.join(FACETS)}"
            raise row.bad("differs", f"'{facet}' is no facet", hint)
    event = row.get("event") if "event" in row.columns else old[3]
    entry = pipeline.authority.by_id.get(event)
    if event and (entry is None or entry.kind != "event"):
        raise row.bad("event", f"the authority has no event '{event}'", "Add it, or correct the id")
    note = row.get("note") if "note" in row.columns else old[4]
    return status, relation, differs, event, note


# --- Mentions ------------------------------------------------------------------------------------


def write_mentions(pipeline: Pipeline, fmt: str) -> bytes:
    """All names of a corpus as a table, in the order of reading.

    Args:
        pipeline: The corpus.
        fmt: "tsv", "csv" or "xlsx".
    """
    return table.encode(MENTION_COLUMNS, _mention_rows(pipeline), fmt)


def _mention_rows(pipeline: Pipeline) -> Iterator[Mapping[str, str]]:
    for document in pipeline.documents():
        text, source = document.text.info.id, document.text.source
        notes = _mention_verdicts(pipeline, text)
        lines = lines_with_refs(document)
        spans: dict[Span, Mention | None] = {Span(m.start, m.end): m for m in document.mentions}
        spans |= {p.a: None for p in notes if p.verdict.verdict == Decision.REJECT}
        for span in sorted(spans):
            mention = spans[span]
            verdict = _verdict_on(span, mention, notes)
            yield {
                "bearer": _bearer(mention),
                "note": bilingual.on_one_line(verdict.note) if verdict else "",
                "text": text,
                "start": str(span.start),
                "end": str(span.end),
                "form": words(source, span),
                "left": words(source, Span(max(0, span.start - _AROUND), span.start)),
                "right": words(source, Span(span.end, min(len(source), span.end + _AROUND))),
                "ref": next((str(ref) for ref, line in lines if line.overlaps(span)), ""),
                "status": mention.status if mention else Status.REJECTED,
                "candidates": " ".join(
                    f"{c.ref}:{c.cert:.2f}" for c in (mention.candidates if mention else ())
                ),
                "by": verdict.by if verdict else PROGRAM,
            }


def _verdict_on(span: Span, mention: Mention | None, judged: Sequence[Placed]) -> Verdict | None:
    """What was judged of a name; not of words that it stands in."""
    exact = next((p.verdict for p in judged if p.a == span), None)
    if exact is not None or (mention is not None and mention.why != "verdict"):
        return exact
    return next((p.verdict for p in judged if p.a.overlaps(span)), None)


def _bearer(mention: Mention | None) -> str:
    if mention is None:
        return NO_NAME
    return mention.ref if mention.status == "resolved" else ""


def read_mentions(data: bytes, pipeline: Pipeline, *, by: str, on: str, where: str) -> Imported:
    """The verdicts that a changed table of names gives; see `read_links`.

    Raises:
        SourceError: this is no such table (``bad-table``).
    """
    needed = ("bearer", "text", "start", "end", "form")
    rows = table.read(data, MENTION_COLUMNS, needed, where=where)
    return mentions_of_rows(rows, pipeline, by=by, on=on)


def mentions_of_rows(rows: Sequence[Row], pipeline: Pipeline, *, by: str, on: str) -> Imported:
    """The verdicts that rows of a table of names give; see `links_of_rows`."""
    documents = {d.text.info.id: d for d in pipeline.documents()}
    earlier = [p for p in _earlier(pipeline, by) if p.verdict.kind == VerdictKind.MENTION]

    def judge(row: Row) -> Verdict | None:
        span, text = span_of(row, "", pipeline), row.get("text")
        said = _mention_verdicts(pipeline, text)
        here = next((m for m in documents[text].mentions if Span(m.start, m.end) == span), None)
        verdict = _verdict_on(span, here, said)
        rejected = verdict is not None and verdict.verdict == Decision.REJECT
        old = NO_NAME if rejected else _bearer(here) if here else ""
        old_note = bilingual.on_one_line(verdict.note) if verdict else ""
        bearer = row.get("bearer")
        note = row.get("note") if "note" in row.columns else old_note
        if (bearer, note) == (old, old_note):
            return None
        if not bearer:
            hint = "Write the id of the bearer, or - where this is no name"
            raise row.bad("bearer", "the row was changed and names no bearer", hint)
        if bearer != NO_NAME and bearer not in pipeline.authority.by_id:
            hint = "Add it to the authority, or correct the id"
            raise row.bad("bearer", f"the authority has no entry '{bearer}'", hint)
        source = documents[text].text.source
        return Verdict(
            VerdictKind.MENTION,
            Decision.REJECT if bearer == NO_NAME else Decision.ACCEPT,
            judgements.target(text, source, span),
            by,
            on,
            ref="" if bearer == NO_NAME else bearer,
            type=verdict.type if verdict and bearer != NO_NAME else "",
            note=bilingual.from_one_line(note),
            cert=verdict.cert if verdict and bearer == old != NO_NAME else 1.0,
            supersedes=tuple(
                sorted(
                    p.verdict.id for p in earlier if p.verdict.a.text == text and p.a.overlaps(span)
                )
            ),
        )

    return _collect(rows, judge)


def _mention_verdicts(pipeline: Pipeline, text: str) -> list[Placed]:
    found = pipeline.judgements.of_kind(VerdictKind.MENTION)
    return [placed for placed in found if placed.verdict.a.text == text]


# --- Both ----------------------------------------------------------------------------------------


def _collect(rows: Sequence[Row], judge: Callable[[Row], Verdict | None]) -> Imported:
    verdicts: list[Verdict] = []
    errors: list[FitnaError] = []
    unchanged = 0
    for row in rows:
        try:
            verdict = judge(row)
        except FitnaError as error:
            errors.append(error)
            continue
        if verdict is None:
            unchanged += 1
        else:
            verdicts.append(verdict)
    return Imported(tuple(verdicts), tuple(errors), unchanged)


def _earlier(pipeline: Pipeline, by: str) -> list[Placed]:
    """What a person has said before."""
    voices = judgements.voices(pipeline.verdicts, pipeline.sources)
    return [p for group in voices for p in group if p.verdict.by == by]
