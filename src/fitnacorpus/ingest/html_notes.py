"""Notes in books in HTML: which links are their marks, and which elements the notes are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from fitnacorpus.model import Region, RegionKind, SpanAnnotation

_STAR: Final = "*†‡§‖¶"
_SIGN: Final = re.compile(
    rf"[^\w{_STAR}]{{0,2}}(?P<label>[0-9]{{1,4}}[a-z]?|[ivxl]{{1,6}}|[a-zA-Z]|[{_STAR}]{{1,3}})"
    rf"[^\w{_STAR}]{{0,2}}"
)
_OPENING: Final = re.compile(
    rf"[^\w{_STAR}]{{0,2}}(?P<label>\w{{1,6}}(?!\w)|[{_STAR}]{{1,3}}(?![\w{_STAR}]))"
)
_BEARERS: Final = frozenset(["div", "p", "li", "dd", "td", "aside", "blockquote", "section"])
_NAMED: Final = re.compile(r"\b(?:foot-?notes?|end-?notes?|note|fn|foot)\b", re.I)


def words_of(element: etree._Element) -> str:
    """The words of an element, runs of white space made one space."""
    return " ".join("".join(element.itertext()).split())


_PAGE: Final = re.compile(r"\b(?:pagenum|page-?number|pageno|pb|newpage)\b", re.I)


def is_page(element: etree._Element) -> bool:
    """Whether an element says which page begins."""
    named = _PAGE.search(element.get("class") or "") is not None
    return named and element.tag in ("span", "a", "div", "p")


def _label(words: str) -> str:
    match = _SIGN.fullmatch(words)
    return match["label"] if match else ""


class Notes:
    """The notes of a page, and their marks.

    A link is a mark if it reads like one, and leads to an element that begins with the same sign.

    Args:
        body: The body of the page.
    """

    def __init__(self, body: etree._Element) -> None:
        self._marks: dict[etree._Element, str] = {}
        self._labels: set[etree._Element] = set()
        self._bearers: dict[etree._Element, str] = {}
        self._order: list[str] = []
        targets: dict[str, etree._Element] = {}
        place: dict[etree._Element, int] = {}
        for number, element in enumerate(body.iter(etree.Element)):
            place[element] = number
            for key in ("id", "name"):
                if value := element.get(key):
                    targets.setdefault(value, element)
        for link in body.iter("a"):
            href = link.get("href") or ""
            target = targets.get(href[1:]) if href.startswith("#") else None
            sign = _label(words_of(link))
            if target is None or is_page(target) or not sign or place[target] <= place[link]:
                continue
            bearer = _bearer(target)
            if bearer is None or bearer is _bearer(link):
                continue
            said = words_of(bearer)
            if _begins_with(said, sign):
                self._marks[link] = href[1:]
                self._bearers.setdefault(bearer, href[1:])
                self._find_label(bearer, sign)

    def _find_label(self, bearer: etree._Element, sign: str) -> None:
        for element in bearer.iter("a", "span", "sup"):
            words = words_of(element)
            if _label(words) == sign and words_of(bearer).startswith(words):
                self._labels.add(element)
                return

    def begins(self, element: etree._Element) -> str:
        """The id of the note that an element is, or ""."""
        return self._bearers.get(element, "")

    def began(self, note: str) -> None:
        """The next block of a note is the first one of this note."""
        self._order.append(note)

    def mark(self, element: etree._Element) -> str | None:
        """The id of the note that an element calls, or None where it is no mark."""
        return self._marks.get(element)

    def is_label(self, element: etree._Element) -> bool:
        """Whether an element is the sign with which a note begins."""
        return element in self._labels

    def numbered(
        self, stretches: Sequence[SpanAnnotation], regions: Sequence[Region]
    ) -> list[SpanAnnotation]:
        """Stretches, those of marks with the number of the note among the notes of the text."""
        numbers: dict[str, str] = {}
        waiting = iter(self._order)
        held = [r for r in regions if r.kind is RegionKind.NOTE]
        for number, region in enumerate(held, start=1):
            if region.label is not None and (note := next(waiting, "")):
                numbers[note] = str(number)
        return [
            s._replace(source=numbers.get(s.source, "")) if s.kind == "mark" else s
            for s in stretches
        ]


def _bearer(element: etree._Element) -> etree._Element | None:
    """The note that an element stands in: the outermost that is named one, or its paragraph."""
    found: etree._Element | None = None
    here: etree._Element | None = element
    while here is not None and here.tag != "body":
        if here.tag in _BEARERS:
            found = found if found is not None else here
            if here.tag == "div" and _NAMED.fullmatch((here.get("class") or "").strip()):
                return here
        here = here.getparent()
    return found


def _begins_with(words: str, sign: str) -> bool:
    match = _OPENING.match(words)
    return match is not None and match["label"] == sign
