"""Small questions about elements of a TEI file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from fitnacorpus.tei import NAMESPACE

TEI: Final = f"{{{NAMESPACE}}}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def local(element: etree._Element | None) -> str:
    """Name of an element; of another vocabulary with its namespace; "" for what is no element."""
    tag = element.tag if element is not None else None
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(TEI)


def elements(element: etree._Element) -> Iterator[etree._Element]:
    """The elements in an element, without comments and instructions."""
    return (child for child in element if local(child))


def type_of(element: etree._Element) -> str:
    """The value of @type, in small letters."""
    return str(element.get("type", "")).lower()


def words(element: etree._Element) -> str:
    """The characters in an element, without those of comments, white space made plain."""
    return " ".join(str(element.xpath("string()")).split())


def witness(element: etree._Element) -> str:
    """The sigla of a reading."""
    return " ".join(sign.removeprefix("#") for sign in (element.get("wit") or "").split())


def owner(reading: etree._Element) -> etree._Element | None:
    """The app that a reading belongs to."""
    return next(reading.iterancestors(TEI + "app"), None)


def has_words(element: etree._Element) -> bool:
    """Whether characters stand directly in an element that should hold elements only."""
    return any((words or "").strip() for words in (element.text, *(c.tail for c in element)))


def follows_label(element: etree._Element) -> bool:
    """Whether an item of a list stands after its label, in one block with it."""
    before = element.getprevious()
    return local(element) == "item" and before is not None and local(before) == "label"


def is_line(element: etree._Element) -> bool:
    """Whether a speech is the whole of a paragraph: a line of dialogue."""
    outer = element.getparent()
    return (
        local(element) == "said"
        and local(outer) == "p"
        and outer is not None
        and len(outer) == 1
        and not has_words(outer)
    )


def is_fact(element: etree._Element) -> bool:
    """Whether a label or an item belongs to a table of facts."""
    return any(type_of(outer) == "infobox" for outer in element.iterancestors(TEI + "div"))


def opens_stanza(line: etree._Element) -> bool:
    """Whether no line of verse stands before a line in what holds it."""
    before = line.getprevious()
    while before is not None and local(before) in ("", "pb", "lb", "cb", "gb", "milestone", "note"):
        before = before.getprevious()
    return local(before) != "l"
