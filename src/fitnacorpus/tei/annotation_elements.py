"""Each annotation as an element: which element says what, and with which attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fitnacorpus.model import (
    Correction,
    DateExpression,
    Honorific,
    Measure,
    Mention,
    Milestone,
    Number,
    PartSpan,
    Reading,
    Span,
    SpanAnnotation,
    TextualState,
)
from fitnacorpus.orthography import bilingual, scripts
from fitnacorpus.orthography.dates import names_calendar
from fitnacorpus.orthography.intervals import proleptic
from fitnacorpus.refs import Ref, is_record_id
from fitnacorpus.tei import AUTHORITY
from fitnacorpus.tei.inline import Element, attributes, text
from fitnacorpus.tei.mapping import ELEMENTS, OTHERS, PARTS, STATES, STRETCHES

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
_NAMED_CORRECTION_RANK: Final = 7.1
"""A correction of no more than a name stands in it: the name is borne by either reading, once.

A remark follows its correction, and would be words of the name; with one it stands outside.
"""
_STRETCH_RANK: Final = 1.5
_STATE_RANK: Final = 7.5
"""Innermost: a state is one of the characters, whatever these mean."""
OUTERMOST: Final = -1
BETWEEN: Final = {"range": ("from", "to"), "between": ("notBefore", "notAfter")}
"""Precision of a date with two ends, either of which may be open, to the attributes of these."""
_SURA: Final = re.compile(r"Q ([0-9]+:[0-9]+(?:-[0-9]+)?)")
_POINTER: Final = re.compile(r"(?!quran:)[A-Za-z0-9._~:/?#@!$&'()*+,;=-]+")


def rank(kind: type) -> int:
    """Depth of a kind of annotation: the smaller stands outside."""
    return _RANKS.index(kind)


def mention_element(mention: Mention, ident: str) -> Element:
    """A name or a title, with a certainty for each further bearer that it may have."""
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
    return Element(span, rank(Mention), f"<{name}{attributes(values)}>", f"</{name}>{others}")


def honorific_element(item: Honorific) -> Element:
    """A formula."""
    opening = f'<seg type="honorific" ana="#{item.formula}">'
    return Element(Span(item.start, item.end), rank(Honorific), opening, "</seg>")


def part_element(part: PartSpan, name: Mention) -> Element:
    """A part of a name."""
    if part.kind in PARTS:
        opening, closing = f"<{PARTS[part.kind]}>", f"</{PARTS[part.kind]}>"
    else:
        opening, closing = f'<addName type="{part.kind}">', "</addName>"
    # Parts stand in nothing but their name: emphasis on the same characters is inside them.
    whole = (part.start, part.end) == (name.start, name.end)
    outside = rank(PartSpan) if whole else OUTERMOST
    return Element(Span(part.start, part.end), outside, opening, closing)


def _amount(item: Number | Measure, exact: str) -> dict[str, str]:
    """A number as attributes; `exact` names the one for a value that is no bound."""
    low = str(item.value)
    if item.more:
        return {"atLeast": low}
    if item.upper is not None:
        return {"atLeast": low, "atMost": str(item.upper)}
    return {exact: low}


def number_element(item: Number) -> Element:
    """A number."""
    opening = f"<num{attributes(_amount(item, 'value'))}>"
    return Element(Span(item.start, item.end), rank(Number), opening, "</num>")


def measure_element(item: Measure) -> Element:
    """A number of something."""
    values = {**_amount(item, "quantity"), "unit": item.unit, "commodity": item.commodity}
    opening = f"<measure{attributes(values)}>"
    return Element(Span(item.start, item.end), rank(Measure), opening, "</measure>")


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


def date_element(item: DateExpression, words: str) -> Element:
    """A date; `words` are those of the source."""
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
    return Element(Span(item.start, item.end), rank(DateExpression), opening, "</date>")


def correction_element(item: Correction, lang: str) -> Element:
    """What an editor of the corpus corrects, regularises or remarks."""
    note = _remark(item.note, lang) if item.note else ""
    if item.corr or item.reg:
        old, new = ("sic", "corr") if item.corr else ("orig", "reg")
        words = written_in(item.corr or item.reg, lang)
        opening = f"<choice><{old}>"
        closing = f'</{old}><{new} resp="#editor">{words}</{new}></choice>{note}'
    else:
        opening, closing = "<sic>", f"</sic>{note}"
    depth = rank(Correction) if note else _NAMED_CORRECTION_RANK
    return Element(Span(item.start, item.end), depth, opening, closing)


def written_in(words: str, lang: str) -> str:
    """Words that are not the source's, in a language; runs in the other script are marked."""
    out, at = "", 0
    tag = scripts.foreign_tag(lang)
    for run in scripts.foreign(words, lang):
        inner = text(words[run.start : run.end])
        out += f'{text(words[at : run.start])}<foreign xml:lang="{tag}">{inner}</foreign>'
        at = run.end
    return out + text(words[at:])


def stretch_order(item: SpanAnnotation) -> tuple[int, int, int]:
    """The order of stretches: by position, outer before inner."""
    return item.start, -item.end, list(STRETCHES).index(item.kind)


def stretch_elements(
    item: SpanAnnotation, parts: Sequence[Span], text_id: str, count: int, lang: str
) -> Iterator[Element]:
    """A stretch in its pieces."""
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
    depth = _STRETCH_RANK + list(STRETCHES).index(item.kind) / 100
    for number, span in enumerate(parts, start=1):
        joined = attributes({**values, **chain(ident, number, last)})
        remark = _remark(item.note, lang) if item.note and number == last else ""
        yield Element(span, depth, f"<{name}{joined}>", f"</{name}>{remark}")


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


def state_elements(item: TextualState, parts: Sequence[Span], ident: str) -> Iterator[Element]:
    """A state of words in its pieces; what was deleted has one piece, without extent."""
    if item.kind == "deleted":
        rend = attributes({"rend": item.reason})
        yield Element(parts[0], 0, f"<del{rend}>{text(item.words)}</del>", "")
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


def milestone_tag(item: Milestone, *, inside_word: bool) -> str:
    """A page or another milestone."""
    values = {"n": item.n, "break": "no" if inside_word else ""}
    if item.unit == "page":
        return f"<pb{attributes(values)}/>"
    return f"<milestone{attributes({'unit': item.unit, **values})}/>"
