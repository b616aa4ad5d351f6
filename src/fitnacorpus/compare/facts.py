"""The table of facts at the head of a text, and the event that it speaks of."""

from __future__ import annotations

from typing import Final

from fitnacorpus import reading
from fitnacorpus.model import Document, Passage, Region, RegionKind, Span

_BEFORE: Final = frozenset({RegionKind.BLANK, RegionKind.HEADING, RegionKind.INFOBOX})
"""What may stand before the narrative begins."""


def table(document: Document) -> tuple[str, Passage] | None:
    """The event of a table of facts, and where the table stands.

    A table stands at the head of what it sums up, so it speaks of the event of the first episode
    behind it.  None where a text has no table before its narrative, or no event there.
    """
    lines: list[Region] = []
    for region in document.text.regions:
        if region.kind in _BEFORE:
            lines += [region] if region.kind is RegionKind.INFOBOX else []
            continue
        first = next((e for e in document.episodes if e.start <= region.start < e.end), None)
        if not lines or first is None or not first.event:
            return None
        span = Passage(document.text.info.id, first.id, lines[0].body.start, lines[-1].body.end)
        return first.event, span
    return None


def line(document: Document, span: Span) -> Span | None:
    """The line of a table of facts in which a span stands, without its notation."""
    for region in document.text.regions:
        if region.kind not in _BEFORE or region.body.start > span.start:
            return None
        if region.kind is RegionKind.INFOBOX and span.end <= region.body.end:
            start = region.label.start if region.label else region.body.start
            return Span(start, region.body.end)
    return None


def words(document: Document, span: Span) -> str:
    """The words of a span as they are quoted: as they are read, a line of a table as it stands."""
    if line(document, span) is not None:
        return " ".join(document.text.source[span.start : span.end].split())
    return reading.near(document, span).read(span)
