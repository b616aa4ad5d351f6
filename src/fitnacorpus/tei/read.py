"""Reading TEI as written by `write`: the document comes back as it was.

Offsets are recovered by counting the characters of the source reading, that is the text content of
the element text without what is `outside`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeVar

from lxml import etree

from fitnacorpus.errors import FitnaError
from fitnacorpus.model import (
    Candidate,
    Correction,
    DateExpression,
    Document,
    Episode,
    Honorific,
    Measure,
    Mention,
    Milestone,
    Number,
    Paragraph,
    PartSpan,
    Reading,
    Region,
    RegionKind,
    Span,
    SpanAnnotation,
    Text,
    TextualState,
    Transcript,
)
from fitnacorpus.tei import XML_NAMESPACE, read_header, safe, tokens
from fitnacorpus.tei.annotation_elements import quran_reference, state_order, stretch_order
from fitnacorpus.tei.inline import LineBreaks
from fitnacorpus.tei.mapping import BEGINNING, PARTS, STATES, STRETCHES, is_outside
from fitnacorpus.tei.read_values import (
    TEI,
    Said,
    amount,
    correction_of,
    date_of,
    is_line_of_speech,
    local_name,
    measure_of,
    others_words,
    outer_name,
    pointer,
    remark_on,
    said_of,
    stands_alone,
    words_in,
)

_ID: Final = f"{{{XML_NAMESPACE}}}id"
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"
_Annotation = TypeVar(
    "_Annotation", Mention, Honorific, Number, Measure, DateExpression, Correction, Reading
)
_PARTS: Final = {element: kind for kind, element in PARTS.items()}
_STATES: Final = {name: (kind, reason) for kind, (name, reason) in STATES.items()}
_STRETCHES: Final = {names: kind for kind, names in STRETCHES.items()}


def source_reading(root: etree._Element) -> str:
    """The source as the TEI holds it, character for character."""
    top = _text_element(root)
    pieces: list[str] = []
    _gather(top, pieces)
    breaks = LineBreaks(top.get("rend"))
    return "".join(map(breaks.restored, pieces))


def _gather(element: etree._Element, pieces: list[str]) -> None:
    if element.text:
        pieces.append(element.text)
    for child in element:
        # Comments and instructions have no name.
        if isinstance(child.tag, str) and not is_outside(local_name(child), child.get("type", "")):
            _gather(child, pieces)
        if child.tail:
            pieces.append(child.tail)


def read(data: bytes, *, where: str) -> Document:
    """Read a generated TEI file.

    Raises:
        FitnaError: it is no XML, or not as `write` writes it (``not-ours``), with the file.
    """
    root = safe.parse(data, where=where)
    try:
        with safe.no_collection():
            return _Reader(root).document()
    except (KeyError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise FitnaError(
            "not-ours",
            f"this is not TEI as the program writes it ({error!r})",
            where=where,
            hint="Run 'fitnacorpus build' to write it anew",
        ) from None


def _text_element(root: etree._Element) -> etree._Element:
    found = root.find(TEI + "text")
    if found is None:
        raise ValueError("no text element")
    return found


class _Reader:
    """One pass over the text element, with a counter of source characters."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.top = _text_element(root)
        self.breaks = LineBreaks(self.top.get("rend"))
        self.crlf = self.top.get("rend") is not None
        self.names: dict[str, str] = {}
        self.said: dict[tuple[object, ...], Said] = {}
        self.pieces: list[str] = []
        self.at = 0
        self.blocks: list[Region] = []
        self.markup: list[Span] = []
        self.label: Span | None = None
        self.depth = 0
        self.stanza = False
        self.episodes: list[Episode] = []
        self.paragraphs: list[Paragraph] = []
        self.sentences: list[Span] = []
        self.titles: dict[str, str] = {}
        self.mentions: list[Mention] = []
        self.honorifics: list[Honorific] = []
        self.numbers: list[Number] = []
        self.dates: list[DateExpression] = []
        self.corrections: list[Correction] = []
        self.parts: list[PartSpan] = []
        self.span_annotations: list[SpanAnnotation] = []
        self.unfinished: dict[str, SpanAnnotation] = {}
        self.states: list[TextualState] = []
        self.torn: dict[str, TextualState] = {}
        self.measures: list[Measure] = []
        self.milestones: list[Milestone] = []
        self.readings: list[Reading] = []
        self.anchors: dict[str, int] = {}
        self.tokens = tokens.Reader()
        self.witnesses = read_header.witnesses(root)

    def document(self) -> Document:
        self._content(self.top)
        if self.unfinished or self.torn:
            raise ValueError(f"no end of {min({*self.unfinished, *self.torn})}")
        source = "".join(self.pieces)
        return Document(
            Text(read_header.info(self.root), Transcript(source, self._regions(len(source)))),
            tuple(self.episodes),
            _in_order(self.mentions),
            _in_order(self.honorifics),
            _in_order(self.numbers),
            _in_order(self.dates),
            _in_order(self.corrections),
            tuple(sorted(self.span_annotations, key=stretch_order)),
            _in_order(self.measures),
            tuple(self.milestones),
            _in_order(self.readings),
            read_header.unmodelled(self.root),
            tuple(sorted(self.states, key=state_order)),
            tuple(self.tokens.found),
        )

    def _content(self, element: etree._Element) -> None:
        if words := element.text:
            self._take(words)
        for child in element:
            tag = child.tag
            if isinstance(tag, str):  # no comment and no instruction
                name = self.names.get(tag) or self.names.setdefault(tag, local_name(child))
                kind = child.get("type", "")
                if name in BEGINNING:
                    self._element(child, name, kind)
                else:
                    start = self.at
                    if len(child):
                        self._content(child)
                    elif words := child.text:
                        self._take(words)
                    self._end(child, name, kind, Span(start, self.at))
            if words := child.tail:
                self._take(words)

    def _take(self, words: str) -> None:
        if self.crlf:
            words = self.breaks.restored(words)
        self.pieces.append(words)
        self.at += len(words)

    def _element(self, element: etree._Element, name: str, kind: str) -> None:
        start = self.at
        if name == "div" and kind == "section":
            self.depth += 1
        elif name == "lg":
            self.stanza = kind == "stanza"
        elif name == "del" and outer_name(element) != "subst":
            words, rend = words_in(element), element.get("rend", "")
            self.states.append(TextualState(start, start, "deleted", words, rend))
        if not is_outside(name, kind):
            self._content(element)
            self._end(element, name, kind, Span(start, self.at))
        elif name == "head":
            self.titles[element.get(_LANG, "")] = words_in(element).removesuffix("\n")

    def _regions(self, length: int) -> tuple[Region, ...]:
        out: list[Region] = []
        first = self.blocks[0].start if self.blocks else length
        if first:
            out.append(Region(RegionKind.BLANK, Span(0, 0), first))
        for index, block in enumerate(self.blocks):
            last = index + 1 == len(self.blocks)
            end = length if last else self.blocks[index + 1].start
            out.append(replace(block, end=end))
        return tuple(out)

    def _block(self, kind: RegionKind, body: Span, level: int = 0, place: str = "") -> None:
        self.blocks.append(
            Region(kind, body, body.end, tuple(self.markup), self.label, level, place)
        )
        self.markup, self.label = [], None

    def _end(self, element: etree._Element, name: str, kind: str, span: Span) -> None:
        match name, kind:
            case "s", _:
                self.sentences.append(span)
            case (("w" | "pc"), _):
                self.tokens.take(span, element.attrib)
            case (("persName" | "placeName" | "orgName" | "name" | "rs"), _):
                self._mention(element, name, kind, span)
            case "div", "section":
                self.depth -= 1
            case "div", "episode":
                self._episode(element)
            case "head", _:
                self._block(RegionKind.HEADING, span, self.depth)
            case "item", _:
                self._block(RegionKind.INFOBOX, span)
            case "fw", "boilerplate":
                self._block(RegionKind.BOILERPLATE, span)
            case "fw", "markup":
                self.markup.append(span)
            case "label", _:
                self.label = span
            case (("p" | "l"), _):
                self._paragraph(element, span)
            case "note", "source" if element.get("n") and element.get(_ID):
                self._block(RegionKind.NOTE, span, place=element.get("place", ""))
            case "certainty", _:
                other = Candidate(
                    pointer(element.get("assertedValue")), float(element.attrib["degree"])
                )
                self._add_candidate(other)
            case _ if name in _PARTS:
                self.parts.append(PartSpan(*span, _PARTS[name]))
            case "addName", _:
                self.parts.append(PartSpan(*span, kind))
            case "seg", "honorific":
                self.honorifics.append(Honorific(*span, pointer(element.get("ana"))))
            case "num", _:
                value, upper, more = amount(element, "value")
                self.numbers.append(Number(*span, value, upper, more))
            case "measure", _:
                self.measures.append(measure_of(element, span))
            case "date", _:
                self.dates.append(date_of(element, span))
            case (("sic" | "orig" | "abbr"), _) if (words := others_words(element)) is not None:
                beside = element.getnext()
                cert = beside.get("cert", "") if beside is not None else ""
                self.states.append(TextualState(*span, name, words, cert=cert))
            case (("sic" | "orig" | "abbr"), _) if stands_alone(element):
                self._state(element, name, span)
            case (("sic" | "orig"), _):
                self.corrections.append(correction_of(element, span))
            case (("gap" | "unclear" | "supplied" | "add" | "damage" | "surplus"), _):
                self._state(element, name, span)
            case "ref", "note":
                number = element.get("target", "").rpartition(".p")[2]
                self.markup.append(span)
                self.span_annotations.append(
                    SpanAnnotation(*span, "mark", source=number, resp="source")
                )
            case "pb", _:
                self.milestones.append(Milestone(self.at, "page", element.get("n", "")))
            case "milestone", _:
                unit, n = element.attrib["unit"], element.get("n", "")
                self.milestones.append(Milestone(self.at, unit, n))
            case "anchor", _:
                self.anchors[element.attrib[_ID]] = self.at
            case "app", _:
                self._apparatus(element, span)
            case _ if (name, kind) in _STRETCHES and not is_line_of_speech(element):
                self._stretch(element, _STRETCHES[name, kind], span)
            case _:
                pass

    def _paragraph(self, element: etree._Element, span: Span) -> None:
        part = element.get("part", "")
        verse = local_name(element) == "l"
        speech = element.find(TEI + "said") is not None
        kind = RegionKind.DIALOGUE if speech else RegionKind.PARAGRAPH
        if part in ("", "I"):
            stanza = verse and self.stanza
            self._block(RegionKind.VERSE if verse else kind, span, int(stanza))
        else:
            opened = self.blocks.pop()
            body = Span(opened.start, span.end)
            self.blocks.append(replace(opened, body=body, markup=(*opened.markup, *self.markup)))
            self.markup = []
        self.stanza = False
        self.paragraphs.append(Paragraph(*span, tuple(self.sentences), part, speech, verse))
        self.sentences = []

    def _stretch(self, element: etree._Element, kind: str, span: Span) -> None:
        """A stretch, or a piece of one; the pieces are joined by `@next` and `@prev`."""
        before = self.unfinished.pop(element.get(_ID, "")) if element.get("prev") else None
        start = before.start if before else span.start
        if kind == "note":
            source = element.get("place", "")
        else:
            source = quran_reference(element.get("source", "")) or element.get("n", "")
            source = source or pointer(element.get("who"))
        resp = pointer(element.get("resp")) or "source"
        note = remark_on(element) if resp == "editor" else ""
        found = SpanAnnotation(start, span.end, kind, element.get(_LANG, ""), source, resp, note)
        if following := element.get("next"):
            self.unfinished[pointer(following)] = found
        else:
            self.span_annotations.append(found)

    def _state(self, element: etree._Element, name: str, span: Span) -> None:
        """A state of words, or a piece of one; the pieces are joined by `@next` and `@prev`."""
        kind, attribute = _STATES[name]
        before = self.torn.pop(element.get(_ID, "")) if element.get("prev") else None
        replaced = element.getprevious() if outer_name(element) == "subst" else None
        found = TextualState(
            before.start if before else span.start,
            span.end,
            kind,
            words_in(replaced) if replaced is not None else "",
            element.get(attribute, "") if attribute else "",
            element.get("extent", ""),
            element.get("cert", ""),
        )
        if following := element.get("next"):
            self.torn[pointer(following)] = found
        else:
            self.states.append(found)

    def _apparatus(self, element: etree._Element, span: Span) -> None:
        if opened := element.get("from"):
            span = Span(self.anchors[pointer(opened)], self.at)
        for reading in element.iterfind(TEI + "rdg"):
            witness = self.witnesses.get(pointer(reading.get("wit")), "")
            self.readings.append(Reading(*span, words_in(reading), witness))

    def _episode(self, element: etree._Element) -> None:
        self.episodes.append(
            Episode(
                element.attrib["n"],
                tuple(self.paragraphs),
                self.titles,
                pointer(element.get("corresp")),
            )
        )
        self.paragraphs, self.titles = [], {}

    def _mention(self, element: etree._Element, name: str, kind: str, span: Span) -> None:
        parts: list[PartSpan] = []
        if self.parts:
            parts = sorted(p for p in self.parts if p.start >= span.start)
            self.parts = [p for p in self.parts if p.start < span.start]
        # Most names are borne by few, and what is said of them is read once.
        values = (name, *element.attrib.items())
        if (said := self.said.get(values)) is None:
            said = self.said[values] = said_of(element, name, kind)
        self.mentions.append(Mention(*span, *said[:2], said[2], *said[3:], tuple(parts)))

    def _add_candidate(self, other: Candidate) -> None:
        last = self.mentions.pop()
        self.mentions.append(replace(last, candidates=(*last.candidates, other)))


def _in_order(found: list[_Annotation]) -> tuple[_Annotation, ...]:
    """By position, outer before inner: they were found as they ended, inner before outer."""
    return tuple(sorted(found, key=lambda item: (item.start, -item.end)))
