"""A page of HTML, written in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from lxml import etree

LOST: Final = "x-lost"
"""Element that stands where something of a document has no place in a page; @what says what."""


_DIGITS: Final = 4
"""Digits of the largest number that a document says of its own form and that means anything."""


def whole(said: str) -> int | None:
    """A number that a document says, or None where it says none that means anything."""
    return int(said) if said.isdecimal() and len(said) <= _DIGITS else None


class Page:
    """A page of HTML that grows at its end.

    Args:
        title: Title of the document, or "".
        lang: Its language, or "".
        about: Other facts of the document: name of a `meta` element to its content.
    """

    def __init__(self, title: str = "", lang: str = "", about: Mapping[str, str] = {}) -> None:
        self._root = etree.Element("html", {"lang": lang} if lang else {})
        head = etree.SubElement(self._root, "head")
        etree.SubElement(head, "title").text = title
        for name, content in about.items():
            etree.SubElement(head, "meta", name=name, content=content)
        self._here = etree.SubElement(self._root, "body")

    @contextmanager
    def inside(self, tag: str, **attributes: str) -> Iterator[None]:
        """An element; what is written meanwhile stands in it."""
        outer = self._here
        self._here = etree.SubElement(outer, tag, attributes)
        yield
        self._here = outer

    def empty(self, tag: str, **attributes: str) -> None:
        """An element without content."""
        etree.SubElement(self._here, tag, attributes)

    def lost(self, what: str) -> None:
        """Say that something stood here which a page has no place for."""
        self.empty(LOST, what=what)

    def write(self, words: str) -> None:
        """Characters of the text."""
        if len(self._here):
            last = self._here[-1]
            last.tail = (last.tail or "") + words
        else:
            self._here.text = (self._here.text or "") + words

    def add(self, element: etree._Element) -> None:
        """An element that was made elsewhere."""
        self._here.append(element)

    def mark(self, note: str, label: str) -> None:
        """The mark that calls a note."""
        with self.inside("a", href=f"#{note}"):
            self.write(label)

    def html(self) -> str:
        """The page."""
        content = etree.tostring(self._root, method="html", encoding="unicode")
        return f"<!DOCTYPE html>\n{content}"
