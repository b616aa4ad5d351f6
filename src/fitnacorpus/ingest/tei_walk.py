"""From the elements of a TEI text to a transcript, in one pass over them in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from fitnacorpus.ingest.builder import OpenSpan, TranscriptBuilder
from fitnacorpus.ingest.tei_names import (
    ASIDE,
    ATTRIBUTES,
    BREAKING,
    CHAINS,
    CHOICES,
    DIVISIONS,
    HOLDERS,
    LINES,
    NAME_TYPES,
    NAMES,
    NOTES,
    SILENT,
    SPOKEN,
    WORDLESS,
    quotation,
    type_is_read,
)
from fitnacorpus.model import RegionKind, Transcript, Unmodelled
from fitnacorpus.tei import NAMESPACE

TEI: Final = f"{{{NAMESPACE}}}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_VOLUME_AND_PAGE: Final = re.compile(
    r"(?:vol(?:ume)?\.?|v|ج)\s*(?P<volume>[^\s,;:،]+?)\s*[,;:،]?\s*(?:p(?:age)?\.?|ص)\s*"
    r"(?P<page>\S+)",
    re.I,
)
_PAGE: Final = re.compile(r"(?:p(?:age)?\.?|ص)\s*(\d\S*)", re.I)


class Walk:
    """One pass over the elements of a text, in reading order."""

    def __init__(self, root: etree._Element) -> None:
        self.builder = TranscriptBuilder()
        self.found: dict[str, list[int]] = {}
        self.own = root.find(f"{TEI}teiHeader//{TEI}application[@ident='fitnacorpus']")
        # Where tokens say how they join, the white space between them says nothing.
        self.joins = next(root.iter(TEI + "w", TEI + "pc"), None) is not None and bool(
            root.xpath("boolean(//*[@join])")
        )
        self.keep = False
        self.lang = ""
        self.depth = 0
        self.inside = 0
        self.lines = 0
        self.kind = RegionKind.PARAGRAPH
        self.place = ""
        self.naming = 0
        self.volume = ""

    def transcript(self, about: Mapping[str, str]) -> Transcript:
        """What was found, as soon as everything has been visited."""
        source, regions = self.builder.finish()
        builder = self.builder
        return Transcript(
            source,
            regions,
            tuple(sorted(builder.span_annotations, key=lambda s: (s.start, -s.end))),
            tuple(builder.milestones),
            tuple(sorted(builder.readings, key=lambda r: (r.start, r.end))),
            tuple(sorted(builder.names, key=lambda n: (n.start, -n.end))),
            self._unmodelled(),
            about,
        )

    def _unmodelled(self) -> tuple[Unmodelled, ...]:
        found = self.found
        if self.own is not None:
            # Everything of an edition by this program that is no text is made anew.
            return (
                Unmodelled("annotations of an edition by fitnacorpus", self.own.sourceline or 0),
            )
        return tuple(Unmodelled(what, first, times) for what, (first, times) in found.items())

    def left(self, what: str, element: etree._Element) -> None:
        """Note something that the corpus has no place for."""
        entry = self.found.setdefault(what, [element.sourceline or 0, 0])
        entry[1] += 1

    # --- Elements --------------------------------------------------------------------------------

    def visit(self, element: etree._Element) -> None:
        """An element and what it holds; not the characters after it."""
        name = local(element)
        if not name or self._editorial(element, name):
            return
        if name in WORDLESS:
            self.left(f"<{name}> and what is in it", element)
            return
        self._attributes(element, name)
        keep, lang = self.keep, self.lang
        self.keep = {"preserve": True, "default": False}.get(element.get(XML + "space", ""), keep)
        self.lang = self._language(element)
        foreign = self.lang if self.lang != lang and name != "text" else ""
        mark = self._mark(element, name, foreign)
        if mark is not None:
            self.builder.open(mark)
        self._element(element, name)
        if mark is not None:
            self.builder.close(mark)
        self.keep, self.lang = keep, lang

    def _editorial(self, element: etree._Element, name: str) -> bool:
        """Whether this is an editor's addition of our own edition, which is made anew."""
        return (
            self.own is not None and name in ("head", "note") and element.get("type") == "editorial"
        )

    def _attributes(self, element: etree._Element, name: str) -> None:
        """Note the element and its attributes, as far as they have no place."""
        known = ATTRIBUTES.get(name, ATTRIBUTES[""]) | ATTRIBUTES[""]
        for key in element.attrib:
            if key not in known and not (key == "type" and type_is_read(name, _kind(element))):
                self.left(f"@{str(key).replace(XML, 'xml:')}", element)
        chain = name == "seg" and _kind(element) in CHAINS
        if name not in SILENT and name not in NAMES and not chain:
            self.left(f"<{name}>", element)

    def _language(self, element: etree._Element) -> str:
        tag = element.get(XML + "lang")
        if tag is None:
            return self.lang
        if not LANGUAGE.fullmatch(tag):
            self.left("@xml:lang", element)
            return self.lang
        return str(tag)

    def _mark(self, element: etree._Element, name: str, foreign: str) -> OpenSpan | None:
        """The mark that an element makes on the characters in it."""
        builder, kind = self.builder, _kind(element)
        if name in NAMES:
            if self.naming:
                self.left(f"<{name}> inside a name", element)
                return None
            named = NAMES[name] or NAME_TYPES.get(kind, "")
            return builder.name(named, element.get("key") or element.get("ref") or "")
        if name == "said" and _is_line(element):
            return None
        if name in ("quote", "q", "said"):
            speech = name == "said" or (name == "q" and kind in SPOKEN)
            what = "speech" if speech else quotation(kind)
            return builder.stretch(what, foreign, "" if speech else self._source(element))
        if name in NOTES and self._in_line() and local(element.getparent()) not in NOTES:
            return builder.stretch("note", foreign, element.get("place", ""))
        if name == "seg" and kind in CHAINS:
            return builder.stretch("isnad", foreign)
        if name in ("hi", "emph"):
            return builder.stretch("emphasis", foreign)
        if name == "l" and self.inside:
            return builder.stretch("verse", foreign)
        if name == "fw" and self._in_line():
            return builder.notation()
        if name == "label" and _is_fact(element):
            return builder.label()
        if name == "foreign" or foreign:
            return builder.stretch("foreign", foreign or self.lang)
        return None

    def _source(self, element: etree._Element) -> str:
        """Where a quotation says that it comes from."""
        outer = element.getparent()
        given = element.get("source") or ""
        if given or outer is None or local(outer) != "cit":
            return given
        found = next((x for x in outer if local(x) in ("bibl", "ref") and x is not element), None)
        return outer.get("source") or (words(found) if found is not None else "")

    def _element(self, element: etree._Element, name: str) -> None:
        match name:
            case "pb" | "cb" | "gb" | "lb" | "milestone":
                self._milestone(element, name)
            case "choice":
                self._choice(element)
            case "app":
                self._apparatus(element)
            case "w" | "pc":
                self._token(element)
            case _ if name in NOTES:
                self._note(element)
            case "caesura":
                self.builder.space()
            case "fw":
                self._forme(element)
            case _ if name in NAMES:
                self.naming += 1
                self.content(element)
                self.naming -= 1
            case "cell":
                self.builder.space()
                self._within(element)
                self.builder.space()
            case _ if name in ("quote", "q", "said", "cit") and self._in_line():
                self._within(element)
            case _:
                self._block(element, name)

    def content(self, element: etree._Element, *, apart: bool = False) -> None:
        """The characters and elements in an element; `apart`: each of them is a block."""
        if element.text:
            self._characters(element.text)
        for child in element:
            stands = apart and local(child) and (len(child) or (child.text or "").strip())
            if stands and not _follows_label(child):
                self._apart()
            self.visit(child)
            if stands and local(child) != "label":
                self._apart()
            if child.tail:
                self._characters(child.tail)

    def _characters(self, words: str) -> None:
        self.builder.write(words, keep=self.keep)

    # --- Blocks ----------------------------------------------------------------------------------

    def _in_line(self) -> bool:
        """Whether characters of a block stand around, or a block has begun that has none yet."""
        return self.builder.in_block or self.lines > 0

    def _apart(self) -> None:
        """Let what follows be a block of its own, or a line inside a note or a quotation."""
        if self.inside:
            self.builder.line()
        else:
            self.builder.block(self.kind, place=self.place)

    def _block(self, element: etree._Element, name: str) -> None:
        """An element that makes a block, holds blocks, or stands inside one."""
        stands = name in LINES or name in HOLDERS
        if self.inside or not stands or (self.builder.in_block and not self._breaks(name)):
            if stands:
                self._apart()
            self.content(element)
            if stands:
                self._apart()
            return
        kind = self.kind
        if name in ASIDE:
            self.kind = RegionKind.BOILERPLATE
        self.depth += name in DIVISIONS
        self.lines += name in LINES
        self._begin(element, name)
        self.content(element, apart=name in HOLDERS and not _has_words(element))
        self.lines -= name in LINES
        self.depth -= name in DIVISIONS
        self.kind = kind
        self._apart()

    def _breaks(self, name: str) -> bool:
        """Whether a block may begin although another is open."""
        return self.lines == 0 or name in BREAKING or name in ("item", "row")

    def _begin(self, element: etree._Element, name: str) -> None:
        """End the block that is open, and say of what kind the next is."""
        builder, outer = self.builder, element.getparent()
        around = local(outer)
        if name == "head" and around not in DIVISIONS:
            self.left(f"<head> of <{around}>", element)
        if _follows_label(element):
            builder.space()
            return
        if self.kind is not RegionKind.PARAGRAPH:
            self._apart()
        elif name == "head" and around in DIVISIONS:
            builder.block(RegionKind.HEADING, level=self.depth)
        elif name == "l":
            opens = outer is None or around != "lg" or outer.find(TEI + "l") is element
            builder.block(RegionKind.VERSE, level=int(opens))
        elif name == "p" and element.get("part") in ("M", "F"):
            builder.resume()
        elif name == "item" and _is_fact(element):
            builder.block(RegionKind.INFOBOX)
        elif name == "p" and any(_is_line(child) for child in element):
            builder.block(RegionKind.DIALOGUE)
        else:
            builder.block()

    def _note(self, element: etree._Element) -> None:
        """A note: inside a block set off by spaces, else a block of its own."""
        if self._in_line():
            if not self.keep:
                self.builder.space()
            self._within(element)
            if not self.keep:
                self.builder.apart()
            return
        kind, place = self.kind, self.place
        if kind is RegionKind.PARAGRAPH:
            self.kind, self.place = RegionKind.NOTE, element.get("place", "")
        self._apart()
        self.content(element)
        self.kind, self.place = kind, place
        self._apart()

    def _within(self, element: etree._Element) -> None:
        """The content of an element inside a line: its paragraphs are lines."""
        self.inside += 1
        self.content(element)
        self.inside -= 1

    def _forme(self, element: etree._Element) -> None:
        """What a page has around its text: not read, and not lost."""
        if self._in_line():
            self._within(element)
            return
        self.builder.block(RegionKind.BOILERPLATE)
        self.content(element)
        self._apart()

    # --- Inside a line ---------------------------------------------------------------------------

    def _milestone(self, element: etree._Element, name: str) -> None:
        n = " ".join((element.get("n") or "").split())
        broken = element.get("break") != "no"
        if not broken:
            self.builder.join()
        elif not self.keep:
            self.builder.after_stop()
        if name == "lb":
            if broken and self.builder.in_block:
                self.builder.line()
            if n:
                self.builder.milestone("line", n)
            return
        units = {"pb": "page", "cb": "column", "gb": "gathering"}
        unit = units.get(name) or element.get("unit") or "unit"
        if unit == "volume":
            self.volume = n
        if unit == "page" and (match := _VOLUME_AND_PAGE.fullmatch(n)):
            if match["volume"] != self.volume:
                self.volume = match["volume"]
                self.builder.milestone("volume", self.volume)
            n = match["page"]
        elif unit == "page" and (match := _PAGE.fullmatch(n)):
            n = match[1]
        self.builder.milestone(unit, n)

    def _choice(self, element: etree._Element) -> None:
        """Of alternatives, what the source wrote."""
        options = list(_elements(element))
        kept = next((x for x in options if local(x) in CHOICES), options[0] if options else None)
        for option in options:
            if option is not kept:
                self.left(f"<{local(option)}> and its words", option)
        if kept is None:
            self.left("<choice>", element)
        elif local(kept) in CHOICES:
            self.content(kept)
        else:
            self.visit(kept)

    def _apparatus(self, element: etree._Element) -> None:
        """A lemma in the text, the other readings beside it."""
        readings = [x for x in element.iter(TEI + "rdg") if _owner(x) is element]
        lemma = element.find(TEI + "lem")
        main = lemma if lemma is not None else readings[0] if readings else None
        marks = [
            self.builder.open(self.builder.reading(words(x), _witness(x)))
            for x in reversed(readings)
            if x is not main
        ]
        for reading in readings:
            if reading is not main:
                self._attributes(reading, "rdg")
        if main is not None:
            self.visit(main)
        for mark in reversed(marks):
            self.builder.close(mark)
        for child in _elements(element):
            if local(child) not in ("lem", "rdg", "rdgGrp"):
                self.visit(child)

    def _token(self, element: etree._Element) -> None:
        """A word or a mark of punctuation; how tokens join is said by @join or by white space."""
        outermost = local(element.getparent()) not in ("w", "pc")
        if not self.joins or not outermost or not "".join(element.itertext()).strip():
            self.content(element)
            return
        join = element.get("join", "")
        if join in ("left", "both"):
            self.builder.join()
        elif self.builder.in_block:
            self.builder.spread()
        self.content(element)
        if join in ("right", "both"):
            self.builder.join()
        else:
            self.builder.space()


def local(element: etree._Element | None) -> str:
    """Name of an element; of another vocabulary with its namespace; "" for what is no element."""
    tag = element.tag if element is not None else None
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(TEI)


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if local(child))


def _kind(element: etree._Element) -> str:
    return str(element.get("type", "")).lower()


def words(element: etree._Element) -> str:
    """The characters in an element, without those of comments, white space made plain."""
    return " ".join(str(element.xpath("string()")).split())


def _witness(element: etree._Element) -> str:
    return " ".join(sign.removeprefix("#") for sign in (element.get("wit") or "").split())


def _owner(reading: etree._Element) -> etree._Element | None:
    """The app that a reading belongs to."""
    return next(reading.iterancestors(TEI + "app"), None)


def _has_words(element: etree._Element) -> bool:
    """Whether characters stand directly in an element that should hold elements only."""
    return any((words or "").strip() for words in (element.text, *(c.tail for c in element)))


def _follows_label(element: etree._Element) -> bool:
    """Whether an item of a list stands after its label, in one block with it."""
    before = element.getprevious()
    return local(element) == "item" and before is not None and local(before) == "label"


def _is_line(element: etree._Element) -> bool:
    """Whether a speech is the whole of a paragraph: a line of dialogue."""
    outer = element.getparent()
    return (
        local(element) == "said"
        and local(outer) == "p"
        and outer is not None
        and len(outer) == 1
        and not _has_words(outer)
    )


def _is_fact(element: etree._Element) -> bool:
    """Whether a label or an item belongs to a table of facts."""
    return any(_kind(outer) == "infobox" for outer in element.iterancestors(TEI + "div"))
