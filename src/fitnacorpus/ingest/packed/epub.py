"""Books in EPUB (EPUB 3.3, and 2.0.1), all their pages as one."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from fitnacorpus.errors import FitnaError
from fitnacorpus.ingest.packed.archive import Archive
from fitnacorpus.ingest.packed.page import Page
from fitnacorpus.tei import safe
from fitnacorpus.toml_files import NOT_XML

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>\[]*>", re.I)
_ENTITY: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
_FACTS: Final = {"creator": "creator", "publisher": "publisher", "rights": "rights"}
_NOTES: Final = frozenset(["footnote", "endnote", "rearnote", "note"])
"""What `epub:type` calls a note (EPUB Structural Semantics Vocabulary 1.1)."""
_BACK: Final = re.compile("[\u2190\u2191\u21a9\u21b5\u2b06\u2934^\ufe0e\ufe0f ]+")
"""Arrows that lead from a note back to its mark."""
_KEPT: Final = ("id", "name", "class", "lang", "title")
"""Attributes that a page is read by; addresses are made anew."""
_NAME: Final = re.compile(r"[a-z][a-z0-9]*")
"""Names of elements of HTML; a page that is no XML may have any signs in one, as in "o:p"."""
_PAGES: Final = frozenset(["application/xhtml+xml", "text/html"])


def page(archive: Archive) -> str:
    """The page that a book says: its chapters in the order of reading, its notes with them.

    Pages that are lists of contents for reading programs (`nav`) are no part of the book.
    """
    rootfile = next((e for e in archive.xml(_CONTAINER).iter("{*}rootfile")), None)
    package = rootfile.get("full-path") if rootfile is not None else None
    if not package:
        raise archive.broken("the book names no package")
    root = archive.xml(package)
    paths = _spine(archive, root, package)
    locked = _locked(archive)
    if any(path in locked for path in paths):
        raise archive.broken("the book is locked (DRM)")
    facts = {name: _fact(root, key) for name, key in _FACTS.items()}
    out = Page(
        _fact(root, "title"),
        _fact(root, "language"),
        {name: value for name, value in facts.items() if value},
    )
    numbers = {path: number for number, path in enumerate(paths, start=1)}
    sections = []
    for path in paths:
        body = _body(archive, path)
        if body is not None:
            sections.append(_section(body, path, numbers))
            out.add(sections[-1])
    _label_notes(sections)
    return out.html()


def _label_notes(sections: Sequence[etree._Element]) -> None:
    """Write the sign of its mark before each note that has none, and take arrows back away.

    A reading program shows such a note in a window, so that makers of books leave the sign out.
    """
    links = [link for section in sections for link in section.iter("a")]
    marks: dict[str, str] = {}
    for link in links:
        words = " ".join("".join(link.itertext()).split())
        href = link.get("href") or ""
        if "noteref" in (link.get("class") or "").split():
            marks.setdefault(href.removeprefix("#"), words)
        elif href.startswith("#") and _BACK.fullmatch(words):
            _take_away(link)
    for element in (e for section in sections for e in section.iter("aside", "div", "li", "p")):
        if not _NOTES & {*(element.get("class") or "").split()}:
            continue
        label = marks.get(element.get("id") or "", "")
        first = next(element.iter("p"), element)
        if label and not "".join(first.itertext()).strip().startswith(label):
            sign = etree.Element("sup")
            sign.text, sign.tail, first.text = label, f" {first.text or ''}", None
            first.insert(0, sign)
        element.tag = "div"
        element.set("class", "footnote")


def _take_away(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _fact(root: etree._Element, name: str) -> str:
    values = [" ".join((e.text or "").split()) for e in root.iter(_DC + name)]
    return next(filter(None, values), "")


def _spine(archive: Archive, root: etree._Element, package: str) -> list[str]:
    """The pages of a book in the order of reading."""
    items = {item.get("id"): item for item in root.iter("{*}item")}
    paths = []
    for entry in root.iter("{*}itemref"):
        item = items.get(entry.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        path = _joined(package, item.get("href") or "")
        if "nav" not in (item.get("properties") or "").split() and path not in paths:
            paths.append(path)
    if not paths:
        raise archive.broken("the book names no pages")
    return paths


def _joined(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))


def _locked(archive: Archive) -> set[str]:
    """Members that are encrypted; fonts often are, in books that anybody may read."""
    root = archive.optional(_ENCRYPTION)
    if root is None:
        return set()
    return {unquote(e.get("URI") or "") for e in root.iter("{*}CipherReference")}


def _body(archive: Archive, path: str) -> etree._Element | None:
    """The body of a page; one that is no XML is read as browsers read it."""
    data = archive.read(path)
    try:
        content = data.decode(safe.declared_encoding(data) or "utf-8-sig")
    except (LookupError, UnicodeDecodeError):
        raise archive.broken(f"its page {path} is not in the encoding it names") from None
    # Names of characters belong to the document type, which is not fetched.
    content = _ENTITY.sub(lambda m: html.unescape(m[0]), _DOCTYPE.sub("", content, count=1))
    try:
        root = safe.parse_text(content, where=f"{archive.where}:{path}", unique_ids=False)
    except FitnaError as error:
        if error.code != "broken-xml":
            raise
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
        root = etree.fromstring(content.encode(), parser)
        if root is None:
            return None
        if bad := NOT_XML.search("".join(_words(root))):
            raise archive.broken(
                f"its page {path} has the character U+{ord(bad[0]):04X}, which may not stand in XML"
            ) from None
    return next((e for e in root.iter(f"{_XHTML}body", "body")), None)


def _words(root: etree._Element) -> Iterator[str]:
    """All characters of a page, those of its attributes too."""
    for element in root.iter():
        yield from (element.text or "", element.tail or "", *element.attrib.values())


def _section(body: etree._Element, path: str, numbers: dict[str, int]) -> etree._Element:
    """A page as a section, its ids and the links between pages made those of one page."""
    section = _copied(body, path, numbers)
    section.tag = "section"
    if "id" not in section.attrib:
        section.set("id", f"f{numbers[path]}")
    return section


def _copied(element: etree._Element, path: str, numbers: dict[str, int]) -> etree._Element:
    name = element.tag.rpartition("}")[2].lower()
    out = etree.Element(name if _NAME.fullmatch(name) else "span")
    number = numbers[path]
    for name in _KEPT:
        if value := element.get(name):
            out.set(name, f"f{number}-{value}" if name in ("id", "name") else value)
    if said := element.get(_LANG):
        out.set("lang", said)
    if kinds := element.get(_TYPE):
        known = "pagenum" if "pagebreak" in kinds.split() else kinds
        out.set("class", f"{out.get('class') or ''} {known}".strip())
    if href := element.get("href"):
        out.set("href", _link(href, path, numbers))
    out.text = element.text
    if "pagenum" in (out.get("class") or "").split() and not (element.text or len(element)):
        # The number of a page that is not shown stands in its title.
        out.text = element.get("title") or element.get("aria-label")
    if not element.tag.startswith("{") or element.tag.startswith(_XHTML):
        for child in element:
            if isinstance(child.tag, str):
                made = _copied(child, path, numbers)
                made.tail = child.tail
                out.append(made)
            elif child.tail:
                _after(out, child.tail)
    return out


def _after(out: etree._Element, words: str) -> None:
    if len(out):
        out[-1].tail = (out[-1].tail or "") + words
    else:
        out.text = (out.text or "") + words


def _link(href: str, path: str, numbers: dict[str, int]) -> str:
    """Where a link leads: into the one page, or away."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return href
    target = numbers.get(_joined(path, parts.path) if parts.path else path)
    if target is None:
        return ""
    return f"#f{target}-{parts.fragment}" if parts.fragment else f"#f{target}"
