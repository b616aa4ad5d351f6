"""Reading TEI as written by `write`: the document comes back as it was.

Offsets are recovered by counting the characters of the source reading, that is the text content of
the element text without `OUTSIDE`.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    Mention,
    Number,
    Paragraph,
    Region,
    RegionKind,
    Span,
    Text,
    TextInfo,
    Transcript,
)
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE, safe

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"
_Annotation = TypeVar("_Annotation", Mention, Honorific, Number, DateExpression, Correction)
_KINDS: Final = {"persName": "person", "placeName": "place", "orgName": "group"}


def outside(element: etree._Element) -> bool:
    """Whether an element holds words that are not the source's: corrections, notes, titles."""
    tag = element.tag
    return tag in (_TEI + "corr", _TEI + "note") or (
        tag == _TEI + "head" and element.get("type") == "editorial"
    )


def source_reading(root: etree._Element) -> str:
    """The source as the TEI holds it, character for character."""
    return "".join(words for words, _, _ in _walk(_text_element(root)))


def read(data: bytes, *, where: str) -> Document:
    """Read a generated TEI file.

    Raises:
        FitnaError: it is no XML, or not as `write` writes it (``not-ours``), with the file.
    """
    root = safe.parse(data, where=where)
    try:
        return _Reader(root).document()
    except (KeyError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise FitnaError(
            "not-ours",
            f"this is not TEI as the program writes it ({error!r})",
            where=where,
            hint="Run 'fitnacorpus build' to write it anew",
        ) from None


def _text_element(root: etree._Element) -> etree._Element:
    found = root.find(_TEI + "text")
    if found is None:
        raise ValueError("no text element")
    return found


def _walk(top: etree._Element) -> Iterator[tuple[str, str, etree._Element | None]]:
    """Pieces of the source reading, and the starts and ends of the elements between them."""
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(top, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skipping is None and element.tail:
                yield element.tail, "", None
            continue
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                if element.tail:
                    yield element.tail, "", None
            continue
        if event == "start":
            yield "", "start", element
            if outside(element):
                skipping = element
            elif element.text:
                yield element.text, "", None
        else:
            yield "", "end", element
            if element.tail and element is not top:
                yield element.tail, "", None


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _pointer(value: str | None) -> str:
    """The id that a pointer ends in."""
    return (value or "").rpartition("#")[2]


class _Reader:
    """One pass over the text element, with a counter of source characters."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.pieces: list[str] = []
        self.at = 0
        self.starts: dict[etree._Element, int] = {}
        self.blocks: list[tuple[RegionKind, Span, tuple[Span, ...], Span | None, int]] = []
        self.markup: list[Span] = []
        self.label: Span | None = None
        self.depth = 0
        self.episodes: list[Episode] = []
        self.paragraphs: list[Paragraph] = []
        self.sentences: list[Span] = []
        self.titles: dict[str, str] = {}
        self.mentions: list[Mention] = []
        self.honorifics: list[Honorific] = []
        self.numbers: list[Number] = []
        self.dates: list[DateExpression] = []
        self.corrections: list[Correction] = []

    def document(self) -> Document:
        for words, event, element in _walk(_text_element(self.root)):
            if element is None:
                self.pieces.append(words)
                self.at += len(words)
            elif event == "start":
                self.starts[element] = self.at
                if _local(element) == "div" and element.get("type") == "section":
                    self.depth += 1
                if outside(element) and _local(element) == "head":
                    self.titles[element.get(_LANG, "")] = element.text or ""
            else:
                self._end(element, Span(self.starts.pop(element), self.at))
        source = "".join(self.pieces)
        return Document(
            Text(_info(self.root), Transcript(source, self._regions(len(source)))),
            tuple(self.episodes),
            _in_order(self.mentions),
            _in_order(self.honorifics),
            _in_order(self.numbers),
            _in_order(self.dates),
            _in_order(self.corrections),
        )

    def _regions(self, length: int) -> tuple[Region, ...]:
        out: list[Region] = []
        first = self.blocks[0][1].start if self.blocks else length
        if first:
            out.append(Region(RegionKind.BLANK, Span(0, 0), first))
        for index, (kind, body, markup, label, level) in enumerate(self.blocks):
            last = index + 1 == len(self.blocks)
            end = length if last else self.blocks[index + 1][1].start
            out.append(Region(kind, body, end, markup, label, level))
        return tuple(out)

    def _block(self, kind: RegionKind, body: Span, level: int = 0) -> None:
        self.blocks.append((kind, body, tuple(self.markup), self.label, level))
        self.markup, self.label = [], None

    def _end(self, element: etree._Element, span: Span) -> None:
        name, kind = _local(element), element.get("type", "")
        match name, kind:
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
            case "s", _:
                self.sentences.append(span)
            case "p", _:
                self._paragraph(element, span)
            case (("persName" | "placeName" | "orgName" | "rs"), _):
                self._mention(element, span)
            case "certainty", _:
                other = Candidate(
                    _pointer(element.get("assertedValue")), float(element.attrib["degree"])
                )
                self._add_candidate(other)
            case "seg", "honorific":
                self.honorifics.append(Honorific(*span, _pointer(element.get("ana"))))
            case "num", _:
                self.numbers.append(_number(element, span))
            case "date", _:
                self.dates.append(_date(element, span))
            case "sic", _:
                self.corrections.append(_correction(element, span))
            case _:
                pass

    def _paragraph(self, element: etree._Element, span: Span) -> None:
        part = element.get("part", "")
        speech = element.find(_TEI + "said") is not None
        kind = RegionKind.DIALOGUE if speech else RegionKind.PARAGRAPH
        if part in ("", "I"):
            self._block(kind, span)
        else:
            opened, before, markup, label, level = self.blocks.pop()
            body = Span(before.start, span.end)
            self.blocks.append((opened, body, (*markup, *self.markup), label, level))
            self.markup = []
        self.paragraphs.append(Paragraph(*span, tuple(self.sentences), part, speech))
        self.sentences = []

    def _episode(self, element: etree._Element) -> None:
        self.episodes.append(
            Episode(
                element.attrib["n"],
                tuple(self.paragraphs),
                self.titles,
                _pointer(element.get("corresp")),
            )
        )
        self.paragraphs, self.titles = [], {}

    def _mention(self, element: etree._Element, span: Span) -> None:
        name, kind = _local(element), element.get("type", "")
        ref = _pointer(element.get("ref"))
        title = name == "rs" and (kind != "event" or element.get("subtype") == "title")
        self.mentions.append(
            Mention(
                *span,
                kind=kind if name == "rs" else _KINDS[name],
                type="title" if title else "name",
                candidates=(Candidate(ref, float(element.get("cert", "1"))),) if ref else (),
                resp=_pointer(element.get("resp")),
                why=_pointer(element.get("ana")).removeprefix("by-") or "form",
            )
        )

    def _add_candidate(self, other: Candidate) -> None:
        last = self.mentions.pop()
        self.mentions.append(
            Mention(
                last.start,
                last.end,
                last.kind,
                last.type,
                (*last.candidates, other),
                last.resp,
                last.why,
            )
        )


def _in_order(found: list[_Annotation]) -> tuple[_Annotation, ...]:
    """By position, outer before inner: they were found as they ended, inner before outer."""
    return tuple(sorted(found, key=lambda item: (item.start, -item.end)))


def _number(element: etree._Element, span: Span) -> Number:
    if "value" in element.attrib:
        return Number(*span, int(element.attrib["value"]))
    upper = element.get("atMost")
    return Number(
        *span,
        int(element.attrib["atLeast"]),
        int(upper) if upper is not None else None,
        upper is None,
    )


def _date(element: etree._Element, span: Span) -> DateExpression:
    calendar = _pointer(element.get("calendar"))
    if year := element.get("when"):
        return DateExpression(
            *span, calendar, year, f"{year}-01-01", f"{year}-12-31", precision="year"
        )
    return DateExpression(
        *span,
        calendar,
        element.get("when-custom") or element.get("from-custom", ""),
        element.attrib["notBefore"],
        element.attrib["notAfter"],
        element.get("to-custom", ""),
        element.attrib["type"],
    )


def _correction(element: etree._Element, span: Span) -> Correction:
    outer = element.getparent()
    assert outer is not None
    corr = outer.find(_TEI + "corr") if _local(outer) == "choice" else None
    following = (outer if corr is not None else element).getnext()
    is_note = (
        following is not None
        and _local(following) == "note"
        and following.get("type") == "editorial"
        and not (outer if corr is not None else element).tail
    )
    note = following.text or "" if is_note and following is not None else ""
    return Correction(*span, (corr.text or "") if corr is not None else "", note)


def _info(root: etree._Element) -> TextInfo:
    def words(path: str) -> str:
        found = root.find(path, {"t": NAMESPACE})
        return (found.text or "") if found is not None else ""

    def number(kind: str) -> str:
        return words(f"t:teiHeader//t:bibl/t:idno[@type='{kind}']")

    def related(kind: str) -> str:
        path = f"t:teiHeader//t:bibl/t:relatedItem[@type='{kind}']"
        found = root.find(path, {"t": NAMESPACE})
        return found.attrib["target"].removesuffix(".xml") if found is not None else ""

    titles = root.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", {"t": NAMESPACE})
    availability = root.find("t:teiHeader//t:availability", {"t": NAMESPACE})
    if availability is None:
        raise ValueError("no availability")
    text_id = root.attrib[_ID]
    title = {t.get(_LANG, ""): t.text or "" for t in titles}
    return TextInfo(
        id=text_id,
        lang=root.attrib[_LANG],
        file=number("file"),
        sha256=number("sha256"),
        encoding=number("encoding"),
        title={} if title == {"en": text_id} else title,
        original=number("original"),
        work=words("t:teiHeader//t:bibl/t:title"),
        author=words("t:teiHeader//t:titleStmt/t:author"),
        tradition=words("t:teiHeader//t:bibl/t:note"),
        translation_of=related("translation_of"),
        derived_from=related("derived_from"),
        rights=words("t:teiHeader//t:availability/t:p"),
        public=availability.get("status") == "free",
        extent=words("t:teiHeader//t:bibl/t:extent"),
    )
