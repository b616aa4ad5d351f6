"""Word documents (Office Open XML, ECMA-376 part 1, WordprocessingML) as pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from fitnacorpus.ingest.packed.archive import Archive
from fitnacorpus.ingest.packed.page import Page, whole

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_HEADING: Final = re.compile(r"heading (?P<level>[1-9])", re.I)
_CONTENTS: Final = re.compile(r"(?:toc|table of figures)\b", re.I)
_FRONT: Final = frozenset(["subtitle", "author", "date"])
"""Styles of a title page, as Word and pandoc name them."""
_LEVELS: Final = 6
"""Depths of headings that HTML has."""
_NO_LEVEL: Final = 9
"""What `outlineLvl` says of body text (ECMA-376 part 1, 17.3.1.20)."""
_OFF: Final = frozenset({"0", "false", "off"})
_THROUGH: Final = frozenset(
    ["hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo", "dir", "bdo"]
)
"""Elements that say nothing of the words in them that matters here."""
_SIGNS: Final = {"tab": " ", "noBreakHyphen": "-", "softHyphen": "\u00ad", "cr": " "}
_LEFT_OUT: Final = {
    "del": "deletion under tracked changes and its words",
    "moveFrom": "place that words were moved from, and its words",
    "commentReference": "comment and its words",
    "object": "embedded object",
    "sym": "sign of a symbol font",
}
"""Elements whose content is no part of the text, and what is told of them."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says: the name that Word knows it by, its depth as a heading, and slant."""

    name: str = ""
    level: int = 0
    slanted: bool = False


def page(archive: Archive) -> str:
    """The page that a Word document says.

    Headings are told by the names of styles, which Word keeps in English in every language, and by
    their outline levels.  Who typed the file is not taken for its author.
    """
    core = archive.optional("docProps/core.xml")
    title = core.findtext(_TITLE) if core is not None else ""
    out = Page(" ".join((title or "").split()))
    _Document(archive, out).write()
    return out.html()


class _Document:
    """One pass over a document."""

    def __init__(self, archive: Archive, out: Page) -> None:
        self._archive, self._out = archive, out
        root = archive.xml("word/document.xml")
        self._ns = _STRICT if root.tag.startswith(_STRICT) else _W
        body = root.find(self._ns + "body")
        if body is None:
            raise archive.broken("the document has no body")
        self._body = body
        self._styles = self._read_styles()
        self._notes = {
            name: self._read_notes(f"word/{name}s.xml", name) for name in ("footnote", "endnote")
        }
        self._called: list[tuple[str, str, etree._Element]] = []

    def write(self) -> None:
        """Write the document, then its notes."""
        self._blocks(self._body)
        for ident, label, note in self._called:
            with self._out.inside("div", **{"class": "footnote", "id": ident}):
                self._note(note, label)

    def _note(self, note: etree._Element, label: str) -> None:
        first = True
        for paragraph in note.iter(self._ns + "p"):
            with self._out.inside("p"):
                if first:
                    with self._out.inside("sup"):
                        self._out.write(label)
                    self._out.write(" ")
                self._inline(paragraph)
            first = False

    # --- Tables of the document ------------------------------------------------------------------

    def _value(self, element: etree._Element | None, name: str) -> str:
        found = element.find(self._ns + name) if element is not None else None
        return (found.get(self._ns + "val") or "") if found is not None else ""

    def _is_on(self, element: etree._Element | None, *names: str) -> bool:
        for name in names:
            found = element.find(self._ns + name) if element is not None else None
            if found is not None:
                return (found.get(self._ns + "val") or "on") not in _OFF
        return False

    def _outline(self, facts: etree._Element | None) -> int | None:
        """The depth as a heading that facts of a paragraph say, 0 for body text."""
        found = whole(self._value(facts, "outlineLvl"))
        if found is None:
            return None
        return found + 1 if found < _NO_LEVEL else 0

    def _read_styles(self) -> Mapping[str, _Style]:
        root = self._archive.optional("word/styles.xml")
        if root is None:
            return {}
        given = {s.get(self._ns + "styleId") or "": s for s in root.iter(self._ns + "style")}
        return {ident: self._style(ident, given) for ident in given}

    def _style(self, ident: str, given: Mapping[str, etree._Element]) -> _Style:
        """A style with what it takes over from those it is based on."""
        name, level, slanted = self._value(given[ident], "name"), 0, False
        seen: set[str] = set()
        while ident in given and ident not in seen:
            seen.add(ident)
            style = given[ident]
            known = _HEADING.fullmatch(self._value(style, "name"))
            outline = self._outline(style.find(self._ns + "pPr"))
            if not level and known:
                level = int(known["level"])
            elif not level:
                level = outline or 0
            slanted = slanted or self._is_on(style.find(self._ns + "rPr"), "i", "iCs")
            ident = self._value(style, "basedOn")
        return _Style(name, level, slanted)

    def _read_notes(self, part: str, name: str) -> Mapping[str, etree._Element]:
        root = self._archive.optional(part)
        if root is None:
            return {}
        notes = root.iter(self._ns + name)
        # Rulers between text and notes are notes with a type.
        return {n.get(self._ns + "id") or "": n for n in notes if not n.get(self._ns + "type")}

    # --- Blocks ----------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            name = self._local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in _THROUGH or name == "ins":
                self._blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        facts = element.find(self._ns + "pPr")
        style = self._styles.get(self._value(facts, "pStyle"), _Style())
        outline = self._outline(facts)
        level = style.level if outline is None else outline
        if _CONTENTS.match(style.name) or style.name.lower() in _FRONT:
            kind = "titlepage" if style.name.lower() in _FRONT else "toc"
            with self._out.inside("p", **{"class": kind}):
                self._inline(element)
        elif level or style.name.lower() == "title":
            with self._out.inside(f"h{min(level or 1, _LEVELS)}"):
                self._inline(element)
        else:
            if facts is not None and facts.find(self._ns + "numPr") is not None:
                self._out.lost("number or bullet of a list")
            with self._out.inside("p"):
                self._inline(element, slanted=style.slanted)

    def _table(self, element: etree._Element) -> None:
        with self._out.inside("table"):
            for row in element.iter(self._ns + "tr"):
                with self._out.inside("tr"):
                    for cell in row.iter(self._ns + "tc"):
                        with self._out.inside("td"):
                            for paragraph in cell.iter(self._ns + "p"):
                                self._inline(paragraph)
                                self._out.write(" ")

    # --- Inside blocks ---------------------------------------------------------------------------

    def _inline(self, parent: etree._Element, *, slanted: bool = False) -> None:
        for element in parent:
            name = self._local(element)
            if name == "r":
                self._run(element, slanted)
            elif name in _THROUGH:
                self._inline(element, slanted=slanted)
            elif name == "ins":
                self._out.lost("insertion that nobody accepted yet")
                self._inline(element, slanted=slanted)
            elif name in ("oMath", "oMathPara"):
                self._out.lost("formula and its words")
            elif name in _LEFT_OUT:
                self._out.lost(_LEFT_OUT[name])

    def _run(self, run: etree._Element, slanted: bool) -> None:
        facts = run.find(self._ns + "rPr")
        style = self._styles.get(self._value(facts, "rStyle"), _Style())
        if any(facts is not None and facts.find(self._ns + n) is not None for n in ("i", "iCs")):
            slanted = self._is_on(facts, "i", "iCs")
        else:
            slanted = slanted or style.slanted
        if slanted and "".join(t.text or "" for t in run.iter(self._ns + "t")).strip():
            with self._out.inside("em"):
                self._pieces(run)
        else:
            self._pieces(run)

    def _pieces(self, run: etree._Element) -> None:
        for piece in run:
            name = self._local(piece)
            if name == "t":
                self._out.write(piece.text or "")
            elif name in _SIGNS:
                self._out.write(_SIGNS[name])
            elif name == "br":
                if piece.get(self._ns + "type") not in ("page", "column"):
                    self._out.empty("br")
            elif name in ("footnoteReference", "endnoteReference"):
                self._call(name.removesuffix("Reference"), piece)
            elif name in ("drawing", "pict", "AlternateContent"):
                box = any(self._local(e) == "txbxContent" for e in piece.iter(etree.Element))
                self._out.lost("text box and its words" if box else "picture")
            elif name in _LEFT_OUT:
                self._out.lost(_LEFT_OUT[name])

    def _call(self, kind: str, piece: etree._Element) -> None:
        note = self._notes[kind].get(piece.get(self._ns + "id") or "")
        if note is None or any(note is called for _, _, called in self._called):
            return
        number = 1 + sum(ident.startswith(kind) for ident, _, _ in self._called)
        self._called.append((f"{kind}{number}", str(number), note))
        self._out.mark(f"{kind}{number}", str(number))

    def _local(self, element: etree._Element) -> str:
        return etree.QName(element).localname if isinstance(element.tag, str) else ""
