"""From the elements of a TEI text to a transcript, in one pass over them in reading order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.ingest import tei_dates
from fitnacorpus.ingest.builder import OpenSpan, TranscriptBuilder
from fitnacorpus.ingest.tei_elements import (
    TEI,
    XML,
    elements,
    follows_label,
    has_words,
    is_fact,
    is_line,
    local,
    opens_stanza,
    owner,
    type_of,
    witness,
    words,
)
from fitnacorpus.ingest.tei_names import (
    ASIDE,
    ATTRIBUTES,
    BREAKING,
    CANONICAL,
    CHAINS,
    CHOICES,
    DIVISIONS,
    HALVES,
    HOLDERS,
    LINES,
    NAME_TYPES,
    NAMES,
    NOTES,
    OTHERS,
    PARTS,
    SENSE,
    SILENT,
    SPOKEN,
    STATES,
    WORDLESS,
    quotation,
    type_is_read,
)
from fitnacorpus.model import RegionKind, Transcript, Unmodelled

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_VOLUME_AND_PAGE: Final = re.compile(
    r"(?:vol(?:ume)?\.?|v|ج)\s*(?P<volume>[^\s,;:،]+?)\s*[,;:،]?\s*(?:p(?:age)?\.?|ص)\s*"
    r"(?P<page>\S+)",
    re.I,
)
_PAGE: Final = re.compile(r"(?:p(?:age)?\.?|ص)\s*(\d\S*)", re.I)


GAP: Final = "[…]"
"""What stands in a text where its source has lost words."""
CHANGES: Final = "changes how the words are read"
"""Said of a leftover that must not be passed over (`unmodelled.SENSE`)."""


def _is_half(element: etree._Element) -> bool:
    """Whether a segment is half a line of verse."""
    outer = element.getparent()
    if outer is None or local(element) != "seg" or local(outer) != "l":
        return False
    beside = [child for child in elements(outer) if local(child) == "seg"]
    return type_of(element) in HALVES or len(beside) == 2


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
        self.cited: list[str] = []
        self.restored = 0
        self.until = ""
        self.struck: list[str] = []
        self.half: OpenSpan | None = None

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
            tuple(sorted(builder.states, key=lambda s: (s.start, -s.end))),
            tuple(sorted(builder.dates, key=lambda d: (d.start, -d.end))),
            tuple(sorted(builder.sentences)),
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
        if self.until and element.get(XML + "id") == self.until:
            self._end_deletion()
        if not name or self._editorial(element, name):
            return
        if name in WORDLESS:
            sense = f", which {CHANGES}" if name in SENSE else ""
            self.left(f"<{name}>{sense} and what is in it", element)
            return
        self._attributes(element, name)
        if name == "del" and not self.restored:
            self._deleted(element)
            return
        keep, lang = self.keep, self.lang
        self.keep = {"preserve": True, "default": False}.get(element.get(XML + "space", ""), keep)
        self.lang = self._language(element)
        foreign = self.lang if self.lang != lang and name not in ("text", "body") else ""
        mark = self._mark(element, name, foreign)
        if mark is not None:
            self.builder.open(mark)
        if name == "l" and any(local(child) == "caesura" for child in element):
            self.half = self.builder.open(self.builder.stretch("hemistich"))
        self._element(element, name)
        if name == "l" and self.half is not None:
            self.builder.close(self.half)
            self.half = None
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
        if name == "date" and self.own is None and tei_dates.read(element.attrib) is not None:
            known |= tei_dates.READ
        part = self.naming and self._part(element, name)
        for key in element.attrib:
            if key not in known and not (key == "type" and type_is_read(name, type_of(element))):
                self.left(f"@{str(key).replace(XML, 'xml:')}", element)
        chain = name == "seg" and (type_of(element) in CHAINS or _is_half(element))
        dated = name == "date" and known >= tei_dates.READ
        if name in SENSE:
            self.left(f"<{name}>, which {CHANGES}", element)
        elif not (name in SILENT or name in NAMES or chain or dated or part):
            self.left(f"<{name}>", element)

    def _language(self, element: etree._Element) -> str:
        tag = element.get(XML + "lang")
        if tag is None:
            return self.lang
        if not LANGUAGE.fullmatch(tag):
            self.left("@xml:lang", element)
            return self.lang
        return languages.shortest(str(tag))

    def _mark(self, element: etree._Element, name: str, foreign: str) -> OpenSpan | None:
        """The mark that an element makes on the characters in it."""
        builder, kind = self.builder, type_of(element)
        if name in NAMES:
            if self.naming:
                self.left(f"<{name}> inside a name", element)
                return None
            named = NAMES[name] or NAME_TYPES.get(kind, "")
            keys = (" ".join((element.get(a) or "").split()) for a in ("ref", "key"))
            return builder.name(named, " ".join(dict.fromkeys(filter(None, keys))))
        if self.naming and (part := self._part(element, name)):
            return builder.part(part)
        if name in STATES:
            state, reason, attribute = STATES[name]
            told = reason or " ".join((element.get(attribute) or "").split())
            return builder.state(state, self._replaced(element), told)
        if name == "date" and self.own is None and (found := tei_dates.read(element.attrib)):
            return builder.date(found)
        if name == "s":
            return builder.sentence()
        if name == "title" and self._in_line():
            return builder.stretch("work", foreign)
        if name == "said" and is_line(element):
            return None
        if name in ("quote", "q", "said"):
            speech = name == "said" or (name == "q" and kind in SPOKEN)
            what = "speech" if speech else quotation(kind)
            return builder.stretch(what, foreign, "" if speech else self._source(element))
        if name in NOTES and self._in_line() and local(element.getparent()) not in NOTES:
            return builder.stretch("note", foreign, element.get("place", ""))
        if name == "seg" and kind in CHAINS:
            return builder.stretch("isnad", foreign)
        if name == "seg" and _is_half(element):
            return builder.stretch("hemistich", foreign)
        if name in ("hi", "emph"):
            return builder.stretch("emphasis", foreign)
        if name == "l" and self.inside:
            return builder.stretch("verse", foreign)
        if name == "fw" and self._in_line():
            return builder.notation()
        if name == "label" and is_fact(element):
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
            case "seg" if _is_half(element):
                self.builder.space()
                self.content(element)
                self.builder.space()
            case "subst":
                for child in elements(element):
                    if local(child) != "del" or self._replacement(element) is None:
                        self.visit(child)
            case "gap":
                self._gap(element)
            case "restore":
                self.restored += 1
                self.content(element)
                self.restored -= 1
            case "delSpan":
                self._end_deletion()
                self.until = (element.get("spanTo") or "").removeprefix("#")
            case "app":
                self._apparatus(element)
            case "w" | "pc":
                self._token(element)
            case _ if name in NOTES:
                self._note(element)
            case "caesura":
                if self.half is not None and local(element.getparent()) == "l":
                    self.builder.close(self.half)
                    self.builder.space()
                    self.half = self.builder.open(self.builder.stretch("hemistich"))
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
            if stands and not follows_label(child):
                self._apart()
            self.visit(child)
            if stands and local(child) != "label":
                self._apart()
            if child.tail:
                self._characters(child.tail)

    def _characters(self, words: str) -> None:
        if self.until:
            self.struck.append(words)
        else:
            self.builder.write(words, keep=self.keep)

    # --- States of the words ---------------------------------------------------------------------

    def _deleted(self, element: etree._Element) -> None:
        """Words that are struck out: they are no text, and are not lost."""
        if not self.until:
            struck = words(element)
            if struck or local(element.getparent()) != "subst":
                self.builder.deleted(struck or GAP, " ".join((element.get("rend") or "").split()))

    def _end_deletion(self) -> None:
        """The end of a deletion that runs over elements."""
        if struck := " ".join("".join(self.struck).split()):
            self.builder.deleted(struck)
        self.until, self.struck = "", []

    def _replacement(self, substitution: etree._Element) -> etree._Element | None:
        """The first addition with words in a substitution."""
        added = (x for x in elements(substitution) if local(x) == "add")
        return next((x for x in added if words(x)), None)

    def _replaced(self, element: etree._Element) -> str:
        """What an addition stands in the place of."""
        outer = element.getparent()
        if outer is None or local(outer) != "subst" or self._replacement(outer) is not element:
            return ""
        return " ".join(words(x) for x in elements(outer) if local(x) == "del")

    def _gap(self, element: etree._Element) -> None:
        """Lost words: a mark stands in their place."""
        if self.until:
            return
        told = words(element)
        mark = told if self.own is not None and told else f"[{told}]" if told else GAP
        quantity = f"{element.get('quantity', '')} {element.get('unit', '')}".strip()
        reason, extent = (
            " ".join(value.split())
            for value in (element.get("reason") or "", element.get("extent") or quantity)
        )
        span = self.builder.open(self.builder.state("gap", "", reason, extent))
        self.builder.write(mark, keep=True)
        self.builder.close(span)

    def _part(self, element: etree._Element, name: str) -> str:
        """What part of the name around it an element is, or ""."""
        if name == "addName":
            return PARTS.get(type_of(element), "")
        return {"forename": "ism", "roleName": "role", "surname": "surname"}.get(name, "")

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
        unit, n = self._citation(element, name)
        if n:
            self.cited.append(n)
        self.depth += name in DIVISIONS
        self.lines += name in LINES
        self._begin(element, name)
        if n:
            self.builder.milestone(unit, ".".join(self.cited))
        self.content(element, apart=name in HOLDERS and not has_words(element))
        self.lines -= name in LINES
        self.depth -= name in DIVISIONS
        if n:
            self.cited.pop()
        self.kind = kind
        self._apart()

    def _citation(self, element: etree._Element, name: str) -> tuple[str, str]:
        """The unit of a canonical citation that an element is, and its number; else "" twice."""
        n = "".join((element.get("n") or "").split())
        if self.own is not None or not n or n.startswith("urn:"):
            return "", ""
        if name == "l":
            return "verse", n
        if name not in DIVISIONS or name == "body":
            return "", ""
        kind = type_of(element)
        return element.get("subtype") or (kind if kind not in CANONICAL else "") or "div", n

    def _breaks(self, name: str) -> bool:
        """Whether a block may begin although another is open."""
        return self.lines == 0 or name in BREAKING or name in ("item", "row")

    def _begin(self, element: etree._Element, name: str) -> None:
        """End the block that is open, and say of what kind the next is."""
        builder, outer = self.builder, element.getparent()
        around = local(outer)
        if name == "head" and around not in DIVISIONS:
            self.left(f"<head> of <{around}>", element)
        if follows_label(element):
            builder.space()
            return
        if self.kind is not RegionKind.PARAGRAPH:
            self._apart()
        elif name == "head" and around in DIVISIONS:
            builder.block(RegionKind.HEADING, level=self.depth)
        elif name == "l":
            builder.block(RegionKind.VERSE, level=int(opens_stanza(element)))
        elif name == "p" and element.get("part") in ("M", "F"):
            builder.resume()
        elif name == "item" and is_fact(element):
            builder.block(RegionKind.INFOBOX)
        elif name == "p" and any(is_line(child) for child in element):
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
        options = list(elements(element))
        kept = next((x for x in options if local(x) in CHOICES), options[0] if options else None)
        if kept is None:
            self.left("<choice>", element)
            return
        others = [option for option in options if option is not kept]
        beside = OTHERS.get(local(kept), "")
        if any(local(option) == beside for option in others):
            given = " / ".join(words(option) for option in others)
            mark = self.builder.open(self.builder.state(local(kept), given))
        else:
            given = " / ".join(filter(None, map(words, others)))
            mark = self.builder.open(self.builder.reading(given, ""))
        if local(kept) in CHOICES:
            self.content(kept)
        else:
            self.visit(kept)
        self.builder.close(mark)

    def _apparatus(self, element: etree._Element) -> None:
        """A lemma in the text, the other readings beside it."""
        readings = [x for x in element.iter(TEI + "rdg") if owner(x) is element]
        lemma = element.find(TEI + "lem")
        main = lemma if lemma is not None else readings[0] if readings else None
        marks = [
            self.builder.open(self.builder.reading(words(x), witness(x)))
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
        for child in elements(element):
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
