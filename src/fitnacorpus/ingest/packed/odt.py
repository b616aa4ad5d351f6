"""OpenDocument texts (OASIS OpenDocument 1.3, part 3) as pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from fitnacorpus.ingest.packed.archive import Archive
from fitnacorpus.ingest.packed.page import Page, whole

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT: Final = f"{{{_NS}text:1.0}}"
_STYLE: Final = f"{{{_NS}style:1.0}}"
_OFFICE: Final = f"{{{_NS}office:1.0}}"
_TABLE: Final = f"{{{_NS}table:1.0}}"
_DRAW: Final = f"{{{_NS}drawing:1.0}}"
_SLANT: Final = ("font-style", "font-style-complex")
"""Slant of Latin and of Arabic letters."""
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_FRONT: Final = frozenset(["Subtitle", "Author", "Date"])
"""Styles of a title page, as LibreOffice and pandoc name them."""
_LEVELS: Final = 6
"""Depths of headings that HTML has."""
_INDEXES: Final = frozenset(
    ["table-of-content", "illustration-index", "table-index", "object-index", "user-index",
     "alphabetical-index", "bibliography"]
)  # fmt: skip
_THROUGH: Final = frozenset(
    [
        "section",
        "list",
        "list-item",
        "list-header",
        "index-body",
        "index-title",
        "numbered-paragraph",
    ]
)
_RUNS: Final = frozenset(
    ["span", "a", "meta", "meta-field", "ruby", "ruby-base", "bookmark-ref", "reference-ref",
     "date", "title", "author-name", "chapter", "sequence", "variable-set", "user-field-get"]
)  # fmt: skip


def page(archive: Archive) -> str:
    """The page that an OpenDocument text says; who typed the file is not taken for its author."""
    meta = archive.optional("meta.xml")
    title = next((e.text for e in meta.iter(_TITLE)), "") if meta is not None else ""
    out = Page(" ".join((title or "").split()))
    _Document(archive, out).write()
    return out.html()


class _Document:
    """One pass over a document."""

    def __init__(self, archive: Archive, out: Page) -> None:
        self._out = out
        root = archive.xml("content.xml")
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise archive.broken("the document has no body")
        self._body = body
        given: dict[str, etree._Element] = {}
        for tree in (archive.optional("styles.xml"), root):
            for style in tree.iter(_STYLE + "style") if tree is not None else ():
                given[style.get(_STYLE + "name") or ""] = style
        self._slanted = {name for name in given if _is_slanted(name, given)}
        self._parents = {name: s.get(_STYLE + "parent-style-name") for name, s in given.items()}
        self._called: list[tuple[str, etree._Element]] = []

    def write(self) -> None:
        """Write the document, then its notes."""
        self._blocks(self._body)
        for number, (label, body) in enumerate(self._called, start=1):
            with self._out.inside("div", **{"class": "footnote", "id": f"note{number}"}):
                for index, paragraph in enumerate(body.iter(_TEXT + "p")):
                    with self._out.inside("p"):
                        if index == 0:
                            with self._out.inside("sup"):
                                self._out.write(label)
                            self._out.write(" ")
                        self._inline(paragraph)

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            name = _local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "h":
                level = whole(element.get(_TEXT + "outline-level") or "") or 1
                with self._out.inside(f"h{min(level, _LEVELS)}"):
                    self._inline(element)
            elif name in _INDEXES:
                with self._out.inside("div", **{"class": "toc"}):
                    self._blocks(element)
            elif name == "table":
                self._table(element)
            elif name in _THROUGH:
                if name == "list-item":
                    self._out.lost("number or bullet of a list")
                self._blocks(element)
            elif name == "tracked-changes":
                for change in element:
                    kind = next((_local(e) for e in change if isinstance(e.tag, str)), "")
                    if kind == "deletion":
                        self._out.lost("deletion under tracked changes and its words")
                    elif kind == "insertion":
                        self._out.lost("insertion that nobody accepted yet")
            elif element.tag == _DRAW + "frame":
                self._frame(element)

    def _paragraph(self, element: etree._Element) -> None:
        style = element.get(_TEXT + "style-name") or ""
        names = {style, self._parents.get(style)}
        if "Title" in names:
            with self._out.inside("h1"):
                self._inline(element)
        elif names & _FRONT:
            with self._out.inside("p", **{"class": "titlepage"}):
                self._inline(element)
        else:
            with self._out.inside("p"):
                self._slant(element, style)

    def _table(self, element: etree._Element) -> None:
        with self._out.inside("table"):
            for row in element.iter(_TABLE + "table-row"):
                with self._out.inside("tr"):
                    for cell in row.iter(_TABLE + "table-cell"):
                        with self._out.inside("td"):
                            for paragraph in cell.iter(_TEXT + "p", _TEXT + "h"):
                                self._inline(paragraph)
                                self._out.write(" ")

    def _slant(self, element: etree._Element, style: str) -> None:
        if style in self._slanted and "".join(element.itertext()).strip():
            with self._out.inside("em"):
                self._inline(element)
        else:
            self._inline(element)

    def _inline(self, parent: etree._Element) -> None:
        self._out.write(parent.text or "")
        for element in parent:
            if isinstance(element.tag, str):
                self._piece(element)
            self._out.write(element.tail or "")

    def _piece(self, element: etree._Element) -> None:
        name = _local(element)
        if name == "s":
            # A page shows several as one.
            self._out.write(" " if element.get(_TEXT + "c") != "0" else "")
        elif name == "tab":
            self._out.write(" ")
        elif name == "line-break":
            self._out.empty("br")
        elif name == "note":
            self._note(element)
        elif name in ("annotation", "annotation-end"):
            if name == "annotation":
                self._out.lost("comment and its words")
        elif element.tag == _DRAW + "frame" or element.tag.startswith(_DRAW):
            self._frame(element)
        elif element.tag.startswith(_TEXT) and name in _RUNS:
            self._slant(element, element.get(_TEXT + "style-name") or "")
        elif "".join(element.itertext()).strip():
            self._out.lost(f"<{element.prefix}:{name}>")
            self._inline(element)

    def _frame(self, element: etree._Element) -> None:
        box = next(element.iter(_DRAW + "text-box"), None)
        self._out.lost("picture" if box is None else "text box and its words")

    def _note(self, element: etree._Element) -> None:
        body = element.find(_TEXT + "note-body")
        if body is None:
            return
        cited = element.find(_TEXT + "note-citation")
        label = " ".join("".join(cited.itertext()).split()) if cited is not None else ""
        number = len(self._called) + 1
        self._called.append((label or str(number), body))
        self._out.mark(f"note{number}", label or str(number))


def _is_slanted(name: str, given: Mapping[str, etree._Element]) -> bool:
    """Whether a style, or one it takes over from, says that letters are slanted."""
    seen: set[str] = set()
    while name in given and name not in seen:
        seen.add(name)
        style = given[name]
        for facts in style.iter(_STYLE + "text-properties"):
            said = {etree.QName(key).localname: value for key, value in facts.items()}
            slant = [said[key] for key in _SLANT if key in said]
            if slant:
                return "italic" in slant or "oblique" in slant
        name = style.get(_STYLE + "parent-style-name") or ""
    return False


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
