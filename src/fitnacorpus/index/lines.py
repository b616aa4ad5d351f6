"""The lines of a document as the index holds them: their refs, contexts and readings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from fitnacorpus.model import Correction, Document, RegionKind, Span
from fitnacorpus.orthography import fold
from fitnacorpus.refs import Ref

CONTEXT: Final = 60
"""Code points of context kept on either side of a mention."""
_DIVISIONS: Final = {
    RegionKind.HEADING: "head",
    RegionKind.INFOBOX: "infobox",
    RegionKind.NOTE: "note",
}


def lines_with_refs(document: Document) -> list[tuple[Ref, Span]]:
    """Sentences, headings, notes and lines of tables of facts with their refs, in order."""
    info = document.text.info
    out: list[tuple[Ref, Span]] = []
    counts: Counter[str] = Counter()
    for region in document.text.regions:
        if name := _DIVISIONS.get(region.kind):
            counts[name] += 1
            out.append((Ref(info.id, name, counts[name]), region.body))
    for episode in document.episodes:
        for number, paragraph in enumerate(episode.paragraphs, start=1):
            for index, sentence in enumerate(paragraph.sentences, start=1):
                out.append((Ref(info.id, episode.id, number, index), sentence))
    return sorted(out, key=lambda pair: pair[1])


def rows(document: Document) -> Iterator[tuple[tuple[object, ...], str]]:
    """Rows of the table `lines`, each with its folded words; a corrected line stands twice."""
    source, info = document.text.source, document.text.info
    frames = {e.id: Span(e.start, e.end) for e in document.episodes}
    for ref, line in lines_with_refs(document):
        frame = frames.get(ref.division, line)
        start = max(frame.start, line.start - CONTEXT)
        end = min(frame.end, line.end + CONTEXT)
        body = source[line.start : line.end]
        inside = _corrections(document.corrections, line)
        for changes in ((), inside) if inside else ((),):
            row = (
                info.id, info.lang, str(ref), line.start, source[start : line.start], body,
                source[line.end : end], json.dumps(changes, ensure_ascii=False),
            )  # fmt: skip
            yield row, fold(reading(body, changes)[0], info.lang).text


def _corrections(corrections: Sequence[Correction], line: Span) -> tuple[tuple[int, int, str], ...]:
    """Corrections inside a line, none inside another, with offsets into the line."""
    out: list[tuple[int, int, str]] = []
    for c in corrections:
        if (c.corr or c.reg) and line.start <= c.start and c.end <= line.end:
            start, end = c.start - line.start, c.end - line.start
            if not out or start >= out[-1][1]:
                out.append((start, end, c.corr or c.reg))
    return tuple(out)


def reading(body: str, changes: Sequence[Sequence[Any]]) -> tuple[str, list[Span]]:
    """A line with corrections made, and for each of its characters the place in the line.

    Args:
        body: The line as the source has it.
        changes: Start, end and what to read there, in order.
    """
    pieces: list[str] = []
    places: list[Span] = []
    at = 0
    for start, end, corr in (*changes, (len(body), len(body), "")):
        pieces += [body[at:start], corr]
        places += [Span(i, i + 1) for i in range(at, start)]
        places += [Span(start, end)] * len(corr)
        at = end
    return "".join(pieces), places
