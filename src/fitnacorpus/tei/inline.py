"""Annotations inside a line of text, as nested elements around the characters of the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from fitnacorpus.model import (
    Correction,
    DateExpression,
    Document,
    Honorific,
    Mention,
    Number,
    RegionKind,
    Span,
)
from fitnacorpus.tei import AUTHORITY

ELEMENTS: Final[Mapping[str, str]] = {
    "person": "persName",
    "place": "placeName",
    "group": "orgName",
    "event": "rs",
}
"""Kind of a mention to the element of its name; titles and events are `rs`."""

REASONS: Final[Mapping[str, str]] = {
    "form": "Only one entry of the authority has this form.",
    "context": "Several entries have this form; the surroundings point to this one.",
    "verdict": "A reviewer decided.",
    "none": "No entry of the authority has this form.",
}
"""Why a mention has its bearer: category of the header's taxonomy to its meaning."""

# Of two annotations on the same characters the one with the smaller rank stands outside.
_RANKS: Final = (Correction, DateExpression, Number, Honorific, Mention)


def text(value: str) -> str:
    """Characters of the source as XML character data; a carriage return survives parsing."""
    return escape(value, {"\r": "&#13;"})


def attribute(value: str) -> str:
    """A quoted attribute value."""
    return quoteattr(value, {"\r": "&#13;"})


def attributes(values: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, each after a space; empty ones are left out."""
    return "".join(f" {name}={attribute(value)}" for name, value in values.items() if value)


@dataclass(frozen=True, slots=True)
class Element:
    """An element around a span: its tags, and its rank among elements on the same span."""

    span: Span
    rank: int
    opening: str
    closing: str


def elements(document: Document) -> list[Element]:
    """All inline elements of a document, in nesting order."""
    out: list[Element] = []
    for number, mention in enumerate(document.mentions, start=1):
        # An underscore, which no id of a text or an episode has, keeps these ids apart from theirs.
        out.append(_mention(mention, f"{document.text.info.id}_n{number}"))
    out.extend(_honorific(item) for item in document.honorifics)
    out.extend(_number(item) for item in document.numbers)
    out.extend(_date(item) for item in document.dates)
    out.extend(_correction(item) for item in document.corrections)
    for region in document.text.regions:
        if region.kind is not RegionKind.BOILERPLATE:
            out.extend(Element(s, 9, '<fw type="markup">', "</fw>") for s in region.markup)
            if region.label is not None:
                out.append(Element(region.label, 8, "<label>", "</label>"))
    out.sort(key=lambda e: (e.span.start, -e.span.end, e.rank))
    return out


def render(source: str, span: Span, inside: Sequence[Element]) -> str:
    """The characters of a span with the elements inside it.

    Args:
        source: The source of the text.
        span: The stretch to write.
        inside: The elements that lie in it, in nesting order.

    Raises:
        ValueError: two elements cross, or one leaves the span.
    """
    out: list[str] = []
    open_elements: list[Element] = []
    at = span.start

    def close_until(limit: int) -> int:
        place = at
        while open_elements and open_elements[-1].span.end <= limit:
            closing = open_elements.pop()
            out.append(text(source[place : closing.span.end]) + closing.closing)
            place = closing.span.end
        return place

    for element in inside:
        at = close_until(element.span.start)
        outer = open_elements[-1].span if open_elements else span
        if not outer.contains(element.span):
            raise ValueError(f"element at {element.span} crosses {outer}")
        out.append(text(source[at : element.span.start]) + element.opening)
        at = element.span.start
        open_elements.append(element)
    at = close_until(span.end)
    return "".join(out) + text(source[at : span.end])


def notation(document: Document) -> list[Span]:
    """Spans of notation and labels in the lines of a document."""
    kept = [r for r in document.text.regions if r.kind is not RegionKind.BOILERPLATE]
    return [s for r in kept for s in (*r.markup, *([r.label] if r.label else []))]


def spans(document: Document) -> list[Span]:
    """Spans of everything that becomes an element inside a line."""
    items: list[Mention | Honorific | Number | DateExpression | Correction] = [
        *document.mentions,
        *document.honorifics,
        *document.numbers,
        *document.dates,
        *document.corrections,
    ]
    return [Span(item.start, item.end) for item in items] + notation(document)


def crossing(spans: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Pairs of spans that overlap without one holding the other."""
    out: list[tuple[Span, Span]] = []
    held: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        held = [other for other in held if other.end > span.start]
        out.extend((other, span) for other in held if other.end < span.end)
        held.append(span)
    return out


def _rank(kind: type) -> int:
    return _RANKS.index(kind)


def _mention(mention: Mention, ident: str) -> Element:
    name = "rs" if mention.type == "title" else ELEMENTS[mention.kind]
    best = mention.candidates[0] if mention.candidates else None
    values = {
        "type": mention.kind if name == "rs" else "",
        "subtype": "title" if name == "rs" and mention.kind == "event"
        and mention.type == "title" else "",
        "xml:id": ident if mention.status == "ambiguous" else "",
        "ref": f"{AUTHORITY}#{best.ref}" if best else "",
        "ana": f"#by-{mention.why}" if mention.why != "form" else "",
        "resp": f"#{mention.resp}",
        "cert": f"{best.cert:.2f}" if best and best.cert < 1 else "",
    }  # fmt: skip
    others = "".join(
        f'<certainty target="#{ident}" match="@ref" locus="value"'
        f' assertedValue="{AUTHORITY}#{other.ref}" degree="{other.cert:.2f}"/>'
        for other in mention.candidates[1:]
    )
    span = Span(mention.start, mention.end)
    return Element(span, _rank(Mention), f"<{name}{attributes(values)}>", f"</{name}>{others}")


def _honorific(item: Honorific) -> Element:
    opening = f'<seg type="honorific" ana="#{item.formula}">'
    return Element(Span(item.start, item.end), _rank(Honorific), opening, "</seg>")


def _number(item: Number) -> Element:
    low = str(item.value)
    if item.more:
        values = {"atLeast": low}
    elif item.upper is not None:
        values = {"atLeast": low, "atMost": str(item.upper)}
    else:
        values = {"value": low}
    opening = f"<num{attributes(values)}>"
    return Element(Span(item.start, item.end), _rank(Number), opening, "</num>")


def bare_year(item: DateExpression) -> bool:
    """Whether a date is one whole Gregorian year, which TEI writes as `@when`."""
    return (
        item.calendar == "gregorian"
        and item.precision == "year"
        and not item.custom_end
        and item.not_before == f"{item.custom}-01-01"
        and item.not_after == f"{item.custom}-12-31"
    )


def _date(item: DateExpression) -> Element:
    calendar = f"{AUTHORITY}#{item.calendar}"
    if bare_year(item):
        values = {"when": item.custom, "calendar": calendar}
    else:
        single = not item.custom_end
        values = {
            "type": item.precision,
            "notBefore": item.not_before,
            "notAfter": item.not_after,
            "when-custom": item.custom if single else "",
            "from-custom": "" if single else item.custom,
            "to-custom": item.custom_end,
            "datingMethod": calendar,
            "calendar": calendar,
        }
    opening = f"<date{attributes(values)}>"
    return Element(Span(item.start, item.end), _rank(DateExpression), opening, "</date>")


def _correction(item: Correction) -> Element:
    note = ""
    if item.note:
        note = f'<note type="editorial" resp="#editor">{text(item.note)}</note>'
    if item.corr:
        opening = "<choice><sic>"
        closing = f'</sic><corr resp="#editor">{text(item.corr)}</corr></choice>{note}'
    else:
        opening, closing = "<sic>", f"</sic>{note}"
    return Element(Span(item.start, item.end), _rank(Correction), opening, closing)
