"""From a text to a document: every layer of annotation, and how layers give way to one another.

Names stand first, then an editor's corrections, formulae, dates and numbers: what comes later gives
way where it would cross what is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fitnacorpus import anchors, segment
from fitnacorpus.description import Cut, Description
from fitnacorpus.errors import ConfigError
from fitnacorpus.index.lines import lines_with_refs
from fitnacorpus.model import Authority, Correction, Document, Span, Text
from fitnacorpus.names.resolve import Ruling, Scene, resolve
from fitnacorpus.names.tag import Tagger
from fitnacorpus.orthography import dates, honorifics, numbers
from fitnacorpus.position import position
from fitnacorpus.tei import inline, layers


def annotate(
    text: Text,
    description: Description,
    authority: Authority,
    tagger: Tagger,
    rulings: Sequence[Ruling] = (),
) -> Document:
    """Cut a text into episodes and annotate it.

    Args:
        text: The text.
        description: Its description: cuts and remarks.
        authority: The authority.
        tagger: A tagger for that authority.
        rulings: Reviewers' decisions on mentions of this text.

    Raises:
        ConfigError: a cut or a remark is not found in the source (``lost-cut``,
            ``lost-correction``), or a correction crosses a name (``crossing``).
    """
    source, info, path = text.source, text.info, description.path
    episodes = segment.episodes(
        text, [_start(cut, source, path) for cut in description.cuts], where=path
    )
    bare = Document(text, episodes)
    lines = [span for _, span in lines_with_refs(bare)]
    sentences = [s for episode in episodes for s in episode.sentences]
    mentions = resolve(
        tagger.hits(text, sentences),
        authority,
        info.id,
        rulings=rulings,
        scenes=[Scene(Span(e.start, e.end), e.event) for e in episodes],
        context=tagger.context,
    )
    corrections = _corrections(description, source)
    held = _spans(mentions) + _spans(corrections) + layers.notation(bare)
    formulae = _fitting(honorifics.find(source), lines, held)
    held += _spans(formulae)
    found = _fitting(dates.find(source, info.lang), lines, held)
    held += _spans(found)
    taken = _spans(found)
    counted = [
        number
        for number in _fitting(numbers.find(source, info.lang), lines, held)
        if not any(Span(number.start, number.end).overlaps(span) for span in taken)
    ]
    document = Document(
        text,
        episodes,
        mentions,
        tuple(formulae),
        tuple(counted),
        tuple(found),
        tuple(corrections),
    )
    _refuse_crossing(document, path)
    return document


def _spans(items: Sequence[Any]) -> list[Span]:
    return [Span(item.start, item.end) for item in items]


def _start(cut: Cut, source: str, path: str) -> segment.Start:
    found = anchors.find(source, cut.anchor)
    if found is None:
        raise ConfigError(
            "lost-cut",
            f"the beginning of episode {cut.id} is not found: “{cut.anchor.quote[:40]}”",
            where=path,
            hint="Anchor the episode anew, or move its id to [retired]",
        )
    return segment.Start(cut.id, found.span.start, cut.title, cut.event)


def _corrections(description: Description, source: str) -> list[Correction]:
    out: list[Correction] = []
    for remark in description.remarks:
        found = anchors.find(source, remark.anchor)
        if found is None:
            raise ConfigError(
                "lost-correction",
                f"the reading of a correction is not found: “{remark.anchor.quote[:40]}”",
                where=description.path,
                hint="Anchor the correction anew, or delete it if the source reads right now",
            )
        out.append(Correction(*found.span, remark.corr, remark.note, remark.reg))
    return sorted(out, key=lambda c: (c.start, -c.end))


def _fitting(items: Sequence[Any], lines: Sequence[Span], held: Sequence[Span]) -> list[Any]:
    """Annotations that lie in one line of text and cross none of the spans already held."""
    holds: Callable[[Span, Span], bool] = lambda a, b: a.contains(b) or b.contains(a)  # noqa: E731
    out = []
    for item in items:
        span = Span(item.start, item.end)
        in_line = any(line.contains(span) for line in lines)
        if in_line and all(holds(span, h) for h in held if span.overlaps(h)):
            out.append(item)
    return out


def _refuse_crossing(document: Document, path: str) -> None:
    crossed = inline.crossing(layers.spans(document))
    if crossed:
        line, _ = position(document.text.source, crossed[0][1].start)
        raise ConfigError(
            "crossing",
            f"a correction and a name overlap on line {line} of the source",
            where=path,
            hint="Let the correction hold the whole name, or lie inside it",
        )
