"""The annotations of a document as elements: which element says what.

What runs over several lines (sentences, headings …) becomes one element a line, joined by `@next`
and `@prev`; a reading that does so is attached by its two ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from fitnacorpus import reading
from fitnacorpus.model import (
    Correction,
    DateExpression,
    Document,
    Honorific,
    Measure,
    Mention,
    Milestone,
    Number,
    PartSpan,
    Reading,
    RegionKind,
    Span,
    SpanAnnotation,
    TextualState,
)
from fitnacorpus.orthography import bilingual, scripts
from fitnacorpus.orthography.dates import names_calendar
from fitnacorpus.orthography.intervals import proleptic
from fitnacorpus.refs import Ref, is_record_id
from fitnacorpus.tei import AUTHORITY
from fitnacorpus.tei.inline import Element, Point, attributes, text
from fitnacorpus.tei.mapping import ELEMENTS, OTHERS, PARTS, STATES, STRETCHES
from fitnacorpus.tei.nesting import Spans, cut, spans_of

# Of two annotations on the same characters the one with the smaller rank stands outside.
_RANKS: Final[Sequence[type]] = (
    Reading,
    Correction,
    DateExpression,
    Measure,
    Number,
    Honorific,
    Mention,
    PartSpan,
)
_STRETCH_RANK: Final = 1.5
_STATE_RANK: Final = 7.5
"""Innermost: a state is one of the characters, whatever these mean."""
_OUTERMOST: Final = -1
_LINES: Final = (RegionKind.HEADING, RegionKind.INFOBOX, RegionKind.NOTE)
BETWEEN: Final = {"range": ("from", "to"), "between": ("notBefore", "notAfter")}
"""Precision of a date with two ends, either of which may be open, to the attributes of these."""
_SURA: Final = re.compile(r"Q ([0-9]+:[0-9]+(?:-[0-9]+)?)")
_POINTER: Final = re.compile(r"(?!quran:)[A-Za-z0-9._~:/?#@!$&'()*+,;=-]+")


def elements(document: Document) -> list[Element]:
    """All inline elements of a document, in nesting order."""
    out: list[Element] = []
    for number, mention in enumerate(document.mentions, start=1):
        # An underscore, which no id of a text or an episode has, keeps these ids apart from theirs.
        out.append(_mention(mention, f"{document.text.info.id}_n{number}"))
        out.extend(_part(part, mention) for part in mention.parts)
    lines = line_spans(document)
    firm = Spans(spans_of((*document.mentions, *document.corrections)))

    def parts(item: SpanAnnotation | TextualState) -> list[Span]:
        found = pieces(Span(item.start, item.end), lines)
        return cut(found, firm) if yields(item) else found

    for number, stretch in enumerate(document.span_annotations, start=1):
        out += _stretch(
            stretch,
            parts(stretch),
            document.text.info.id,
            number,
            document.text.info.lang,
        )
    for number, state in enumerate(document.states, start=1):
        out += _state(state, parts(state), f"{document.text.info.id}_d{number}", lines)
    out += _apparatus(document, lines)
    out.extend(_honorific(item) for item in document.honorifics)
    out.extend(_number(item) for item in document.numbers)
    out.extend(_measure(item) for item in document.measures)
    words = document.text.source
    out.extend(_date(item, words[item.start : item.end]) for item in document.dates)
    out.extend(_correction(item, document.text.info.lang) for item in document.corrections)
    marks = {Span(s.start, s.end) for s in document.span_annotations if s.kind == "mark"}
    for region in document.text.regions:
        if region.kind is not RegionKind.BOILERPLATE:
            signs = (s for s in region.markup if s not in marks)
            out.extend(Element(s, 99, '<fw type="markup">', "</fw>") for s in signs)
            if region.label is not None:
                out.append(Element(region.label, _OUTERMOST, "<label>", "</label>"))
    # What has no extent stands before what begins at its place.
    out.sort(key=lambda e: (e.span.start, e.span.start < e.span.end, -e.span.end, e.rank))
    return out


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
        Point(item.at, _milestone(item, inside_word=view is not None and view.inside_word(item.at)))
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


def _rank(kind: type) -> int:
    return _RANKS.index(kind)


def _mention(mention: Mention, ident: str) -> Element:
    name = "rs" if mention.type == "title" else ELEMENTS[mention.kind]
    best = mention.candidates[0] if mention.candidates else None
    values = {
        "type": mention.kind if name == "rs" else "",
        "subtype": "title" if name == "rs" and mention.kind == "event"
        and mention.type == "title" else "",
        "xml:id": ident if len(mention.candidates) > 1 else "",  # what its certainties point to
        "ref": f"{AUTHORITY}#{best.ref}" if best else "",
        "key": mention.key,
        "ana": f"#by-{mention.why}" if mention.why != "form" else "",
        "resp": f"#{mention.resp}" if mention.resp != "source" else "",
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


def _part(part: PartSpan, name: Mention) -> Element:
    if part.kind in PARTS:
        opening, closing = f"<{PARTS[part.kind]}>", f"</{PARTS[part.kind]}>"
    else:
        opening, closing = f'<addName type="{part.kind}">', "</addName>"
    # Parts stand in nothing but their name: emphasis on the same characters is inside them.
    whole = (part.start, part.end) == (name.start, name.end)
    rank = _rank(PartSpan) if whole else _OUTERMOST
    return Element(Span(part.start, part.end), rank, opening, closing)


def _amount(item: Number | Measure, exact: str) -> dict[str, str]:
    """A number as attributes; `exact` names the one for a value that is no bound."""
    low = str(item.value)
    if item.more:
        return {"atLeast": low}
    if item.upper is not None:
        return {"atLeast": low, "atMost": str(item.upper)}
    return {exact: low}


def _number(item: Number) -> Element:
    opening = f"<num{attributes(_amount(item, 'value'))}>"
    return Element(Span(item.start, item.end), _rank(Number), opening, "</num>")


def _measure(item: Measure) -> Element:
    values = {**_amount(item, "quantity"), "unit": item.unit, "commodity": item.commodity}
    opening = f"<measure{attributes(values)}>"
    return Element(Span(item.start, item.end), _rank(Measure), opening, "</measure>")


def is_proleptic(item: DateExpression) -> bool:
    """Whether a date is Gregorian and its bounds are its own words, which TEI writes as they are.

    A date of an account from before the reform of the calendar may be Julian: its bounds are wider.
    """
    open_ended = item.precision in BETWEEN
    first, last = item.custom, item.custom_end or ("" if open_ended else item.custom)
    return (
        item.calendar == "gregorian"
        and item.precision in ("exact", "year", "month", *BETWEEN)
        and item.not_before == (proleptic(first)[0] if first else "")
        and item.not_after == (proleptic(last)[1] if last else "")
    )


def _date(item: DateExpression, words: str) -> Element:
    calendar = f"#{item.calendar}"
    if is_proleptic(item):
        first, last = BETWEEN.get(item.precision, ("when", "when"))
        values = (
            {first: item.custom, last: item.custom_end} if first != last else {first: item.custom}
        )
    else:
        single = not item.custom_end and item.not_after != ""
        values = {
            "type": item.precision,
            "notBefore": item.not_before,
            "notAfter": item.not_after,
            "when-custom": item.custom if single else "",
            "from-custom": "" if single else item.custom,
            "to-custom": item.custom_end,
            "datingMethod": calendar,
        }
    values["calendar"] = calendar if names_calendar(words) else ""
    opening = f"<date{attributes(values)}>"
    return Element(Span(item.start, item.end), _rank(DateExpression), opening, "</date>")


def _correction(item: Correction, lang: str) -> Element:
    note = _remark(item.note, lang) if item.note else ""
    if item.corr or item.reg:
        old, new = ("sic", "corr") if item.corr else ("orig", "reg")
        words = written_in(item.corr or item.reg, lang)
        opening = f"<choice><{old}>"
        closing = f'</{old}><{new} resp="#editor">{words}</{new}></choice>{note}'
    else:
        opening, closing = "<sic>", f"</sic>{note}"
    return Element(Span(item.start, item.end), _rank(Correction), opening, closing)


def written_in(words: str, lang: str) -> str:
    """Words that are not the source's, in a language; runs in the other script are marked."""
    out, at = "", 0
    tag = scripts.foreign_tag(lang)
    for run in scripts.foreign(words, lang):
        inner = text(words[run.start : run.end])
        out += f'{text(words[at : run.start])}<foreign xml:lang="{tag}">{inner}</foreign>'
        at = run.end
    return out + text(words[at:])


# --- Stretches -----------------------------------------------------------------------------------


def stretch_order(item: SpanAnnotation) -> tuple[int, int, int]:
    """The order of stretches: by position, outer before inner."""
    return item.start, -item.end, list(STRETCHES).index(item.kind)


def _stretch(
    item: SpanAnnotation, parts: Sequence[Span], text_id: str, count: int, lang: str
) -> Iterator[Element]:
    ident = f"{text_id}_q{count}"
    name, kind = STRETCHES[item.kind]
    if item.kind == "mark":
        target = f"#{Ref(text_id, 'note', int(item.source)).xml_id}" if item.source else ""
        for span in parts:
            opening = f"<ref{attributes({'type': kind, 'target': target})}>"
            yield Element(span, 99, opening, "</ref>")
        return
    place = item.kind == "note"
    speech = item.kind == "speech"
    is_known = speech and is_record_id(item.source)
    is_pointer = not (place or speech) and (
        _SURA.fullmatch(item.source) or _POINTER.fullmatch(item.source)
    )
    values = {
        "type": kind,
        "source": _SURA.sub(r"quran:\1", item.source) if is_pointer else "",
        "who": f"{AUTHORITY}#{item.source}" if is_known else "",
        "place": item.source if place else "",
        "n": "" if place or is_pointer or is_known else item.source,
        "xml:lang": item.lang,
        "resp": f"#{item.resp}" if item.resp != "source" else "",
    }
    last = len(parts)
    rank = _STRETCH_RANK + list(STRETCHES).index(item.kind) / 100
    for number, span in enumerate(parts, start=1):
        joined = attributes({**values, **chain(ident, number, last)})
        remark = _remark(item.note, lang) if item.note and number == last else ""
        yield Element(span, rank, f"<{name}{joined}>", f"</{name}>{remark}")


def _remark(note: str, lang: str) -> str:
    """An editor's remark on what stands before it, a note a language."""
    return "".join(
        f'<note type="editorial" resp="#editor"'
        f"{attributes({'xml:lang': spoken if spoken != lang else ''})}>"
        f"\n{written_in(words, spoken)}\n</note>"
        for spoken, words in bilingual.lines(note, lang)
    )


def state_order(item: TextualState) -> tuple[int, int, str]:
    """The order of states: by position, outer before inner."""
    return item.start, -item.end, item.kind


def _state(
    item: TextualState, parts: Sequence[Span], ident: str, lines: Sequence[Span]
) -> Iterator[Element]:
    if item.kind == "deleted":
        rend = attributes({"rend": item.reason})
        at = _in_a_line(item.start, lines)
        yield Element(Span(at, at), 0, f"<del{rend}>{text(item.words)}</del>", "")
        return
    if item.kind in OTHERS and item.words:
        new = OTHERS[item.kind]
        # TEI gives expan no @type; nobody but the source expands abbreviations.
        origin = attributes({"type": "" if new == "expan" else "source", "cert": item.cert})
        closing = f"</{item.kind}><{new}{origin}>{text(item.words)}</{new}></choice>"
        yield Element(parts[0], _STATE_RANK, f"<choice><{item.kind}>", closing)
        return
    name, reason = STATES[item.kind]
    values = {reason: item.reason, "extent": item.extent, "cert": item.cert}
    before, after = f"<{name}", f"</{name}>"
    if item.words:
        before = f"<subst><del>{text(item.words)}</del>{before}"
        after += "</subst>"
    last = len(parts)
    for number, span in enumerate(parts, start=1):
        tag = f"{before}{attributes({**values, **chain(ident, number, last)})}>"
        inner = ("<desc>", "</desc>") if item.kind == "gap" else ("", "")
        yield Element(span, _STATE_RANK, tag + inner[0], inner[1] + after)


def _in_a_line(at: int, lines: Sequence[Span]) -> int:
    """The place of something without extent: where it is, or at the nearest end of a line."""
    index = bisect_right(lines, at, key=lambda line: line.end)
    if index < len(lines) and lines[index].start <= at:
        return at
    before = lines[index - 1].end if index else at
    if before == at or index == len(lines):
        return before
    return lines[index].start


def chain(ident: str, number: int, last: int) -> dict[str, str]:
    """What joins the pieces of one thing: nothing where it has only one.

    Args:
        ident: Beginning of the xml:id of each piece.
        number: Number of the piece, from 1.
        last: Number of the last piece.
    """
    return {
        "xml:id": f"{ident}.{number}" if last > 1 else "",
        "prev": f"#{ident}.{number - 1}" if number > 1 else "",
        "next": f"#{ident}.{number + 1}" if number < last else "",
    }


def quran_reference(pointer: str) -> str:
    """A `@source` as the model has it: ``quran:2:255`` is Q 2:255."""
    return re.sub("^quran:", "Q ", pointer)


# --- What has no extent --------------------------------------------------------------------------


def _milestone(item: Milestone, *, inside_word: bool) -> str:
    values = {"n": item.n, "break": "no" if inside_word else ""}
    if item.unit == "page":
        return f"<pb{attributes(values)}/>"
    return f"<milestone{attributes({'unit': item.unit, **values})}/>"


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
            yield Element(span, _rank(Reading), "<app><lem>", f"</lem>{readings}</app>")


def _apparatus_points(document: Document, lines: Sequence[Span]) -> Iterator[Point]:
    """Additions, and readings of runs over several lines: an anchor before, the readings after."""
    for number, (span, readings) in enumerate(_readings(document).items(), start=1):
        if span.start == span.end:
            yield Point(span.start, f"<app>{readings}</app>")
        elif not _in_one_line(span, lines):
            ident = f"{document.text.info.id}_r{number}"
            yield Point(span.start, f'<anchor xml:id="{ident}"/>')
            yield Point(span.end, f'<app from="#{ident}">{readings}</app>')
