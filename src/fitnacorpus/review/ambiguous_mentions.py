"""Mentions that several entries may bear, with what speaks for each candidate."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fitnacorpus import languages, reading
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.model import Span
from fitnacorpus.names.period import year_of, years_told
from fitnacorpus.names.resolve import Ranked, Ruling, Scene, reasons
from fitnacorpus.names.tag import Tagger
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.refs import Ref


@dataclass(frozen=True, slots=True)
class AmbiguousMention:
    """A name that several entries may bear.

    Attributes:
        text: Text id.
        ref: The sentence or line it stands in.
        start: First code point.
        end: End.
        form: The name as it stands.
        candidates: Possible bearers, best first.
    """

    text: str
    ref: str
    start: int
    end: int
    form: str
    candidates: tuple[Ranked, ...]


def find(pipeline: Pipeline, *, verdicts: bool = True) -> list[AmbiguousMention]:
    """All ambiguous mentions, by text and position.

    Args:
        pipeline: The corpus.
        verdicts: Whether reviewers' verdicts are used; without them one sees the program's own
            ranking.
    """
    tagger = Tagger(pipeline.authority)
    out = []
    for document in pipeline.documents():
        text_id = document.text.info.id
        rulings = [
            Ruling(placed.a, placed.verdict.ref, placed.verdict.by)
            for placed in (pipeline.mention_judgements(text_id).placed if verdicts else ())
        ]
        view = reading.of_document(document)
        found = reasons(
            tagger.hits(document.text, [s for e in document.episodes for s in e.sentences], view),
            pipeline.authority,
            text_id,
            rulings=rulings,
            scenes=[Scene(Span(e.start, e.end), e.event) for e in document.episodes],
            context=tagger.context,
            bearings=tagger.bearings,
            arabic=document.text.info.lang.partition("-")[0] == languages.AR,
            years=years_told(document.dates),
            written=year_of(document.text.info.author_died),
        )
        lines = lines_with_refs(document)
        out += [
            AmbiguousMention(text_id, _ref(lines, span), *span, view.read(span), ranked)
            for span, ranked in sorted(found.items())
        ]
    return out


def _ref(lines: Sequence[tuple[Ref, Span]], span: Span) -> str:
    """The ref of the line that holds a span, or ""."""
    index = bisect_right(lines, span.start, key=lambda pair: pair[1].end)
    held = index < len(lines) and lines[index][1].contains(span)
    return str(lines[index][0]) if held else ""
