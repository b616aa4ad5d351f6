"""From the elements of a TEI text to a transcript, in one pass over them in reading order."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.ingest.open_spans import OpenSpan
from fitnacorpus.ingest.tei_elements import (
    XML,
    continues,
    doubles,
    each_once,
    follows_label,
    has_words,
    innermost,
    is_fact,
    is_half,
    is_line,
    is_note,
    is_run_in,
    line_of,
    local,
    note_number,
    opens_stanza,
    type_of,
    words,
)
from fitnacorpus.ingest.tei_inline import Inline
from fitnacorpus.ingest.tei_marks import CHANGES
from fitnacorpus.ingest.tei_names import (
    ASIDE,
    BREAKING,
    CANONICAL,
    DIVISIONS,
    HOLDERS,
    LINES,
    NAMES,
    NOTES,
    REORDERING,
    SENSE,
    SPANS,
    STRUCTURED,
    WORDLESS,
)
from fitnacorpus.model import RegionKind, Transcript, Unmodelled


class Walk(Inline):
    """One pass over the elements of a text, in reading order."""

    def __init__(self, root: etree._Element) -> None:
        super().__init__(root)
        self.depth = 0
        self.kind = RegionKind.PARAGRAPH
        self.place = ""
        self.cited: list[str] = []
        self.half: OpenSpan | None = None

    def transcript(self, about: Mapping[str, str]) -> Transcript:
        """What was found, as soon as everything has been visited."""
        self.end_deletion()
        source, regions = self.builder.finish()
        builder = self.builder
        self.attach()
        notes = [r.start for r in regions if r.kind is RegionKind.NOTE]
        stretches = [
            s._replace(source=note_number(notes, builder.places.get(s.source))) if s.kind == "mark"
            else s
            for s in builder.span_annotations
        ]  # fmt: skip
        return Transcript(
            source,
            regions,
            tuple(sorted(stretches, key=lambda s: (s.start, -s.end))),
            tuple(builder.milestones),
            tuple(sorted(builder.readings, key=lambda r: (r.start, r.end))),
            each_once(builder.names),
            self._unmodelled(),
            tuple(sorted(builder.states, key=lambda s: (s.start, -s.end))),
            tuple(sorted(builder.dates, key=lambda d: (d.start, -d.end))),
            tuple(sorted(builder.sentences)),
            tuple(sorted(builder.numbers, key=lambda n: (n.start, -n.end))),
            tuple(sorted(builder.measures, key=lambda m: (m.start, -m.end))),
            about,
            innermost(builder.tokens),
        )

    def _unmodelled(self) -> tuple[Unmodelled, ...]:
        found = self.found
        if self.own is not None:
            # Everything of an edition by this program that is no text is made anew.
            return (
                Unmodelled("annotations of an edition by fitnacorpus", self.own.sourceline or 0),
            )
        return tuple(Unmodelled(what, first, times) for what, (first, times) in found.items())

    # --- Elements --------------------------------------------------------------------------------

    def visit(self, element: etree._Element) -> None:
        """An element and what it holds; not the characters after it."""
        name = local(element)
        ident = element.get(XML + "id", "") if name else ""
        if ident:
            self.end_spans(ident)
            if ident in self.wanted:
                self.builder.place(ident)
        if not name or self._editorial(element, name):
            return
        if name == "certainty" and self.is_told(element):
            return
        if name in WORDLESS:
            moves = name == "metamark" and REORDERING.search(element.get("function", ""))
            sense = f", which {CHANGES}" if name in SENSE or moves else ""
            self.left(f"<{name}>{sense} and what is in it", element)
            return
        self.attributes(element, name)
        if doubles(element):
            self._set_off()
        if name == "del" and not self.restored and not self.is_undone(element):
            self.deleted(element)
            return
        if name == "add" and self.is_undone(element):
            self.deleted(element)
            return
        keep, lang = self.keep, self.lang
        self.keep = {"preserve": True, "default": False}.get(element.get(XML + "space", ""), keep)
        self.lang = self.language(element)
        differs = not languages.same(self.lang, lang) and name not in ("text", "body")
        voices = None
        if (name == "speaker" or is_note(element)) and not self.in_line():
            voices = self.builder.suspend(lambda mark: mark.voice)
        mark = self.mark(element, name, self.lang if differs else "")
        if mark is not None:
            if self.own is not None:
                mark.ident, mark.prev = ident, element.get("prev", "").removeprefix("#")
            self.builder.open(mark)
        halved = any(local(x) == "caesura" and line_of(x) is not None for x in element)
        if halved:
            self.half = self.builder.open(self.builder.stretch("hemistich"))
        self._element(element, name)
        if halved and self.half is not None:
            self.builder.close(self.half)
            self.half = None
        if mark is not None:
            self.builder.close(mark)
        if voices is not None:
            self._apart()
            self.builder.resume_marks(voices)
        self.keep, self.lang = keep, lang
        if ident in self.wanted and ident in self.builder.places:
            self.builder.end_place(ident)

    def _editorial(self, element: etree._Element, name: str) -> bool:
        """Whether this is an editor's addition of our own edition, which is made anew."""
        return (
            self.own is not None and name in ("head", "note") and element.get("type") == "editorial"
        )

    def _element(self, element: etree._Element, name: str) -> None:
        match name:
            case "pb" | "cb" | "gb" | "lb" | "milestone":
                self.milestone(element, name)
            case "choice":
                self.choice(element)
            case "seg" if is_half(element):
                self._set_off()
                self.content(element)
                self._set_off()
            case "subst":
                self.substitution(element)
            case "gap":
                self.gap(element)
            case "restore":
                self.restore(element)
            case _ if name == "delSpan" or name in SPANS:
                self.span(element, name)
            case "app":
                self.apparatus(element)
            case "ref" if self.called(element):
                self.call(element)
            case "space":
                self.builder.space()
            case "w" | "pc":
                self.token(element)
            case _ if name in NOTES:
                self._note(element)
            case "caesura":
                if self.half is not None and line_of(element) is not None:
                    self.builder.close(self.half)
                    self._set_off()
                    self.half = self.builder.open(self.builder.stretch("hemistich"))
                self._set_off()
            case "label" if is_note(element):
                self._note(element)
            case "g" if not words(element):
                self._glyph(element)
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
            case _:
                if local(element.getparent()) in STRUCTURED and element.getprevious() is not None:
                    self.builder.space()
                if name in ("quote", "q", "said", "cit", "figure") and self.in_line():
                    self._within(element)
                else:
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

    def _characters(self, chars: str) -> None:
        if self.in_word and "\n" in chars and not self.keep:
            # Line breaks in a word are those of the file: what it is made of stands line by line.
            chars = "".join(line.strip() for line in chars.split("\n"))
        if self.strikes:
            self.struck.append(chars)
        else:
            self.builder.write(chars, keep=self.keep)

    # --- Blocks ----------------------------------------------------------------------------------

    def _apart(self) -> None:
        """Let what follows be a block of its own, or a line inside a note or a quotation."""
        if self.strikes:
            self.struck.append(" ")
        if self.inside:
            self.builder.line()
        else:
            self.builder.block(self.kind, place=self.place)

    def _block(self, element: etree._Element, name: str) -> None:
        """An element that makes a block, holds blocks, or stands inside one."""
        # What another vocabulary has for panels, balloons and measures of music is made of blocks.
        other = name.startswith("{") and not self.in_line()
        stands = (name in LINES or name in HOLDERS or other) and not self._runs_in(element, name)
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
        self.content(element, apart=(name in HOLDERS or other) and not has_words(element))
        self.lines -= name in LINES
        self.depth -= name in DIVISIONS
        if n:
            self.cited.pop()
        self.kind = kind
        self._apart()

    def _runs_in(self, element: etree._Element, name: str) -> bool:
        """Whether a list, or what is in it, goes on in the line it stands in."""
        around = element if name == "list" else element.getparent()
        if name not in ("list", "item", "label", "head") or local(around) != "list":
            return False
        inside = self.in_line() and around is not None and is_run_in(around)
        if inside:
            self.builder.apart()
        return inside

    def _glyph(self, element: etree._Element) -> None:
        """A glyph without characters: those that the header gives in its place."""
        given = self.declared.glyph(element.get("ref", ""))
        if given is None:
            self.left(f"<g> without characters, which {CHANGES}", element)
        elif given:
            self._characters(given)

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
        elif name in ("p", "ab") and continues(element):
            builder.resume()
        elif name == "item" and is_fact(element):
            builder.block(RegionKind.INFOBOX)
        elif name == "p" and any(is_line(child) for child in element):
            builder.block(RegionKind.DIALOGUE)
        else:
            builder.block()

    def _note(self, element: etree._Element) -> None:
        """A note: inside a block set off by spaces, else a block of its own."""
        if self.in_line():
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

    def _set_off(self) -> None:
        """Let what follows stand apart; where white space is kept, only if it would be glued."""
        if self.keep:
            self.builder.apart()
        else:
            self.builder.space()

    def _within(self, element: etree._Element) -> None:
        """The content of an element inside a line: its paragraphs are lines."""
        self.inside += 1
        self.content(element)
        self.inside -= 1

    def _forme(self, element: etree._Element) -> None:
        """What a page has around its text: not read, and not lost."""
        if self.in_line():
            self._within(element)
            return
        self.builder.block(RegionKind.BOILERPLATE)
        self.content(element)
        self._apart()
