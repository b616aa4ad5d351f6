"""What is recognised in the words of a text, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import (
    DateExpression,
    Honorific,
    Measure,
    Number,
    RegionKind,
    Span,
    SpanAnnotation,
)
from fitnacorpus.orthography import (
    dates,
    honorifics,
    measures,
    quotations,
    verses,
)
from fitnacorpus.reading import ReadingView

_HIDDEN: Final = 0.8
"""Share of a quotation that the words of a verse fill where it is the verse and nothing more."""
_QUOTED: Final = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.NOTE)
"""Kinds of blocks in which speech and quotations are looked for."""


@dataclass(slots=True)
class Recognised:
    """What is recognised in the words of a text, with spans in its source."""

    honorifics: list[Honorific] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    quotations: list[SpanAnnotation] = field(default_factory=list)


def recognise(view: ReadingView, lang: str) -> Recognised:
    """What is recognised in the blocks of a view, each block by itself."""
    out = Recognised()
    for part in view.views:
        for block in part.blocks:
            words, at = part.text[block.start : block.end], block.start
            dated = dates.find(words, lang)
            counted, measured = measures.recognised(words, lang, dated)
            out.honorifics += part.placed(honorifics.find(words), at)
            out.dates += part.placed(dated, at)
            out.numbers += part.placed(counted, at)
            out.measures += part.placed(measured, at)
            if block.kind in _QUOTED:
                found = quotations.find(words, [Span(0, len(words))])
                if languages.primary(lang) == languages.AR:
                    found = _with_verses(found, verses.find(words))
                out.quotations += part.placed(found, at)
    out.dates = dates.told_by_neighbours(sorted(out.dates, key=lambda d: d.start), view.source)
    return out


def _with_verses(
    found: Sequence[SpanAnnotation], scripture: Sequence[SpanAnnotation]
) -> list[SpanAnnotation]:
    """Quotations together with the words of the Quran, which may be one of them or part of one."""
    out = list(found)
    for verse in scripture:
        over = [q for q in out if q.start < verse.end and verse.start < q.end]
        held = next((q for q in over if q.start <= verse.start and verse.end <= q.end), None)
        whole = held and verse.end - verse.start >= _HIDDEN * (held.end - held.start)
        if held and (whole or held.kind == "quran"):
            out[out.index(held)] = held._replace(kind="quran", source=held.source or verse.source)
        elif held or not over:
            out.append(verse)
    return sorted(out, key=lambda q: (q.start, -q.end))
