"""The annotations of a document as elements: which element says what.

What runs over several lines (sentences, headings …) becomes one element a line, joined by `@next`
and `@prev`; a reading that does so is attached by its two ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from fitnacorpus import reading
from fitnacorpus.model import (
    Document,
    Reading,
    RegionKind,
    Span,
    SpanAnnotation,
    TextualState,
)
from fitnacorpus.tei import tokens
from fitnacorpus.tei.annotation_elements import (
    OUTERMOST,
    correction_element,
    date_element,
    honorific_element,
    measure_element,
    mention_element,
    milestone_tag,
    number_element,
    part_element,
    rank,
    state_elements,
    stretch_elements,
    written_in,
)
from fitnacorpus.tei.inline import Element, Point, attributes
from fitnacorpus.tei.nesting import Spans, cut, spans_of

_LINES: Final = (RegionKind.HEADING, RegionKind.INFOBOX, RegionKind.NOTE)


def elements(document: Document) -> list[Element]:
    """All inline elements of a document, in nesting order."""
    out: list[Element] = []
    loose: list[Element] = []
    # Most names are borne by few: of those that say the same, one is spelled out.
    spelled: dict[tuple[object, ...], Element] = {}
    for number, mention in enumerate(document.mentions, start=1):
        # An underscore, which no id of a text or an episode has, keeps these ids apart from theirs.
        ident = f"{document.text.info.id}_n{number}"
        if len(mention.candidates) > 1:
            out.append(mention_element(mention, ident))
        else:
            said = (mention.kind, mention.type, mention.candidates, mention.key, mention.why,
                    mention.resp)  # fmt: skip
            if (known := spelled.get(said)) is None:
                known = spelled[said] = mention_element(mention, ident)
            out.append(
                Element(Span(mention.start, mention.end), known.rank, known.opening, known.closing)
            )
        if mention.parts:
            out.extend(part_element(part, mention) for part in mention.parts)
    lines = line_spans(document)
    crossed = document.span_annotations or document.states
    firm = Spans(spans_of((*document.mentions, *document.corrections)) if crossed else ())

    def parts(item: SpanAnnotation | TextualState) -> list[Span]:
        if isinstance(item, TextualState) and item.kind == "deleted":
            at = _in_a_line(item.start, lines)
            return [Span(at, at)]
        found = pieces(Span(item.start, item.end), lines)
        return cut(found, firm) if yields(item) else found

    for number, stretch in enumerate(document.span_annotations, start=1):
        drawn = loose if stretch.kind == "emphasis" else out
        drawn += stretch_elements(
            stretch,
            parts(stretch),
            document.text.info.id,
            number,
            document.text.info.lang,
        )
    for number, state in enumerate(document.states, start=1):
        loose += state_elements(state, parts(state), f"{document.text.info.id}_d{number}")
    out += _apparatus(document, lines)
    out.extend(honorific_element(item) for item in document.honorifics)
    out.extend(number_element(item) for item in document.numbers)
    out.extend(measure_element(item) for item in document.measures)
    words = document.text.source
    out.extend(date_element(item, words[item.start : item.end]) for item in document.dates)
    lang = document.text.info.lang
    loose.extend(correction_element(item, lang) for item in document.corrections)
    marks = {Span(s.start, s.end) for s in document.span_annotations if s.kind == "mark"}
    for region in document.text.regions:
        if region.kind is not RegionKind.BOILERPLATE:
            signs = (s for s in region.markup if s not in marks)
            loose.extend(Element(s, 99, '<fw type="markup">', "</fw>") for s in signs)
            if region.label is not None:
                out.append(Element(region.label, OUTERMOST, "<label>", "</label>"))
    if document.tokens:
        held = [e.span for e in out]
        for item in document.readings:
            if item.start == item.end or not _in_one_line(Span(item.start, item.end), lines):
                held += [Span(item.start, item.start), Span(item.end, item.end)]
        pages = [item.at for item in document.milestones]
        out += tokens.elements(document.tokens, words, held, [e.span for e in loose], pages)
    out += loose
    # What has no extent stands before what begins at its place.
    out.sort(key=_in_nesting_order)
    return out


def _in_nesting_order(element: Element) -> tuple[int, bool, int, float]:
    (start, end), depth, _, _ = element
    return start, start < end, -end, depth


def yields(item: object) -> bool:
    """Whether something is cut where it would cross a name or a correction.

    It is if it says how words look and not what they mean, and if its words are the text's own: a
    gap has none, and what was replaced stands beside the whole.
    """
    if isinstance(item, SpanAnnotation):
        return item.kind == "emphasis"
    return isinstance(item, TextualState) and item.kind not in ("gap", "deleted") and not item.words


def points(document: Document) -> list[Point]:
    """Everything without extent, in order: pages and the like, additions of other witnesses."""
    view = reading.of_document(document) if document.milestones else None
    out = [
        Point(
            item.at, milestone_tag(item, inside_word=view is not None and view.inside_word(item.at))
        )
        for item in document.milestones
    ]
    out += _apparatus_points(document, line_spans(document))
    return sorted(out, key=lambda point: point.at)


def line_spans(document: Document) -> list[Span]:
    """The stretches of a document in which inline elements may stand, in order.

    They are its sentences, headings, notes, and the labels and values in tables of facts.
    """
    out: list[Span] = []
    for region in document.text.regions:
        if region.label is not None:
            out += [region.label, Span(region.label.end, region.body.end)]
        elif region.kind in _LINES:
            out.append(region.body)
    out += [s for episode in document.episodes for s in episode.sentences]
    return sorted(span for span in out if span.start < span.end)


def pieces(span: Span, lines: Sequence[Span]) -> list[Span]:
    """The parts of a span in the lines that it touches, in order.

    Args:
        span: The span.
        lines: All lines of the document (`line_spans`).
    """
    index = bisect_right(lines, span.start, key=lambda line: line.end)
    out: list[Span] = []
    while index < len(lines) and lines[index].start < span.end:
        line = lines[index]
        out.append(Span(max(line.start, span.start), min(line.end, span.end)))
        index += 1
    return out


def notation(document: Document) -> list[Span]:
    """Spans of notation and labels in the lines of a document."""
    kept = [r for r in document.text.regions if r.kind is not RegionKind.BOILERPLATE]
    return [s for r in kept for s in (*r.markup, *([r.label] if r.label else []))]


def spans(document: Document) -> list[Span]:
    """Spans of everything that becomes an element inside a line."""
    return [element.span for element in elements(document)]


def _in_a_line(at: int, lines: Sequence[Span]) -> int:
    """The place of something without extent: where it is, or at the nearest end of a line."""
    index = bisect_right(lines, at, key=lambda line: line.end)
    if index < len(lines) and lines[index].start <= at:
        return at
    before = lines[index - 1].end if index else at
    if before == at or index == len(lines):
        return before
    return lines[index].start


def witnesses(document: Document) -> dict[str, str]:
    """Siglum of each witness to its xml:id."""
    sigla = sorted({reading.witness for reading in document.readings} - {""})
    return {siglum: f"wit_{number}" for number, siglum in enumerate(sigla, start=1)}


def _readings(document: Document) -> dict[Span, str]:
    """Places to the `rdg` elements of the readings there."""
    idents, lang = witnesses(document), document.text.info.lang
    out: dict[Span, str] = defaultdict(str)
    for item in document.readings:
        wit = attributes({"wit": f"#{idents[item.witness]}" if item.witness else ""})
        out[Span(item.start, item.end)] += f"<rdg{wit}>{written_in(item.text, lang)}</rdg>"
    return out


def _in_one_line(span: Span, lines: Sequence[Span]) -> bool:
    index = bisect_right(lines, span.start, key=lambda line: line.end)
    return index < len(lines) and lines[index].contains(span)


def _apparatus(document: Document, lines: Sequence[Span]) -> Iterator[Element]:
    """Readings of a run inside one line, beside what the text reads."""
    for span, readings in _readings(document).items():
        if span.start < span.end and _in_one_line(span, lines):
            yield Element(span, rank(Reading), "<app><lem>", f"</lem>{readings}</app>")


def _apparatus_points(document: Document, lines: Sequence[Span]) -> Iterator[Point]:
    """Additions, and readings of runs over several lines: an anchor before, the readings after."""
    for number, (span, readings) in enumerate(_readings(document).items(), start=1):
        if span.start == span.end:
            yield Point(span.start, f"<app>{readings}</app>")
        elif not _in_one_line(span, lines):
            ident = f"{document.text.info.id}_r{number}"
            yield Point(span.start, f'<anchor xml:id="{ident}"/>')
            yield Point(span.end, f'<app from="#{ident}">{readings}</app>')
