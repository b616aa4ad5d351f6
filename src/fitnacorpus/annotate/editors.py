"""Where the words stand that an editor cut, quoted or corrected."""

from __future__ import annotations

from fitnacorpus import anchors, segment
from fitnacorpus.anchors import Anchor
from fitnacorpus.description import Cut, Quotation, Remark
from fitnacorpus.errors import ConfigError
from fitnacorpus.model import (
    Correction,
    Document,
    Span,
)
from fitnacorpus.position import position
from fitnacorpus.tei import inline, layers


def start(cut: Cut, source: str, path: str) -> segment.Start:
    """Where an episode begins; raises ConfigError (``lost-cut``) if its words are gone."""
    lost = ConfigError(
        "lost-cut",
        f"the beginning of episode {cut.id} is not found: {_words(cut.anchor)}",
        where=path,
        hint="Anchor the episode anew, or move its id to [retired]",
    )
    return segment.Start(cut.id, _span(source, cut.anchor, lost).start, cut.title, cut.event)


def quoted_words(quotation: Quotation, source: str, path: str) -> Span:
    """Where a quotation stands; raises ConfigError (``lost-quotation``) if it is gone."""
    lost = ConfigError(
        "lost-quotation",
        f"the words of a quotation are not found: {_words(quotation.anchor)}",
        where=path,
        hint="Anchor the quotation anew, or delete it if they are gone",
    )
    return _span(source, quotation.anchor, lost)


def correction(remark: Remark, source: str, path: str) -> Correction:
    """A remark at its reading; raises ConfigError (``lost-correction``) if that is gone."""
    lost = ConfigError(
        "lost-correction",
        f"the reading of a correction is not found: {_words(remark.anchor)}",
        where=path,
        hint="Anchor the correction anew, or delete it if the source reads right now",
    )
    span = _span(source, remark.anchor, lost)
    return Correction(*span, remark.corr, remark.note, remark.reg)


def _words(anchor: Anchor) -> str:
    return f"“{anchor.quote[:40]}”"


def _span(source: str, anchor: Anchor, lost: ConfigError) -> Span:
    found = anchors.find(source, anchor)
    if found is None:
        raise lost
    return found.span


def refuse_crossing(document: Document, path: str) -> None:
    """Demand that no correction and no quotation crosses a name (``crossing``)."""
    crossed = inline.crossing(layers.spans(document))
    if crossed:
        line, _ = position(document.text.source, crossed[0][1].start)
        raise ConfigError(
            "crossing",
            f"a correction or a quotation and a name overlap on line {line} of the source",
            where=path,
            hint="Let it hold the whole name, or lie inside it",
        )
