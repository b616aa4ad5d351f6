"""Reading a RELAX NG grammar (XML syntax) into patterns.

Only what the grammars of this package use is understood; anything else is an error at once, so that
the patterns never say less than the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Final

from lxml import etree

from fitnacorpus.tei.schema import pattern
from fitnacorpus.tei.schema.pattern import Element, Pattern, Values

_RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
_NCNAME: Final = re.compile(r"[^\W\d][\w.\-]*")


class Grammar:
    """A grammar as patterns.

    Attributes:
        start: What a whole file may be.
        elements: Every element, by name; several where one name has several contents.
    """

    def __init__(self, path: Path) -> None:
        """Read a grammar and what it includes.

        Raises:
            ValueError: it uses something of RELAX NG that is not understood here.
        """
        self.elements: dict[str, list[Element]] = {}
        self._sources: dict[str, etree._Element] = {}
        self._defined: dict[str, Pattern] = {}
        self._contents: dict[etree._Element, Pattern] = {}
        for node in _definitions(path):
            self._sources[node.get("name", "start")] = node
        for node in self._sources.values():
            for element in node.iter(_RNG + "element"):
                made = Element(False, element.attrib["name"], self._content_of(element))
                self.elements.setdefault(made.name, []).append(made)
                self._contents[element] = made
        self.start = self._inside(self._sources["start"])

    def _content_of(self, element: etree._Element) -> Callable[[], Pattern]:
        made: list[Pattern] = []

        def content() -> Pattern:
            if not made:
                made.append(self._inside(element))
            return made[0]

        return content

    def _inside(self, node: etree._Element) -> Pattern:
        parts = [self._pattern(child) for child in _children(node)]
        return reduce(pattern.group, parts, pattern.EMPTY)

    def _pattern(self, node: etree._Element) -> Pattern:
        match str(node.tag).removeprefix(_RNG):
            case "element":
                return self._contents[node]
            case "attribute":
                values = [v for child in _children(node) for v in self._values(child)]
                return pattern.Attribute(False, node.attrib["name"], _together(values))
            case "ref":
                name = node.attrib["name"]
                if name not in self._defined:
                    self._defined[name] = self._inside(self._sources[name])
                return self._defined[name]
            case "choice":
                return reduce(pattern.choice, map(self._pattern, _children(node)), pattern.NOTHING)
            case "interleave":
                parts = map(self._pattern, _children(node))
                return reduce(pattern.interleave, parts, pattern.EMPTY)
            case "group":
                return self._inside(node)
            case "mixed":
                return pattern.interleave(self._inside(node), pattern.TEXT)
            case "optional":
                return pattern.choice(self._inside(node), pattern.EMPTY)
            case "oneOrMore":
                return pattern.one_or_more(self._inside(node))
            case "zeroOrMore":
                return pattern.choice(pattern.one_or_more(self._inside(node)), pattern.EMPTY)
            case "text":
                return pattern.TEXT
            case "empty":
                return pattern.EMPTY
            case other:
                raise ValueError(f"line {node.sourceline}: {other} is not understood")

    def _values(self, node: etree._Element) -> Iterator[Values]:
        match str(node.tag).removeprefix(_RNG):
            case "value":
                word = node.text or ""
                yield Values(lambda value: value == word, (word,))
            case "data":
                yield _data(node)
            case "choice" | "define":
                for child in _children(node):
                    yield from self._values(child)
            case "ref":
                yield from self._values(self._sources[node.attrib["name"]])
            case other:
                raise ValueError(f"line {node.sourceline}: {other} is not understood in a value")


def _definitions(path: Path) -> Iterator[etree._Element]:
    """The definitions of a grammar and of what it includes, and its start."""
    for node in _children(etree.parse(path).getroot()):
        if node.tag == _RNG + "include":
            yield from _definitions(path.with_name(node.attrib["href"]))
        else:
            yield node


def _children(node: etree._Element) -> Iterator[etree._Element]:
    """Children in the namespace of RELAX NG: annotations are in others."""
    return (child for child in node if str(child.tag).startswith(_RNG))


def _together(values: list[Values]) -> Values:
    """Alternatives as one; closed only if all of them are.  None at all means anything."""
    if not values:
        return Values(lambda value: True, (), _MEANING["string"])
    if len(values) == 1:
        return values[0]
    listed = [word for value in values for word in value.listed]
    if all(value.listed for value in values):
        known = frozenset(listed)
        return Values(known.__contains__, tuple(listed))
    words = " or ".join([*listed, *(value.words for value in values if value.words)])
    tests = [value.fits for value in values]
    return Values(lambda value: any(test(value) for test in tests), (), words)


def _data(node: etree._Element) -> Values:
    kind = node.attrib["type"]
    params: Mapping[str, str] = {
        child.attrib["name"]: child.text or "" for child in node.findall(_RNG + "param")
    }
    words = next((child.text or "" for child in node if child.tag == _WORDS), _MEANING[kind])
    if unknown := set(params) - {"pattern"}:
        raise ValueError(f"line {node.sourceline}: parameter {unknown} is not understood")
    regular = re.compile(params["pattern"]) if "pattern" in params else None
    typed = _TYPES[kind]

    def fits(value: str) -> bool:
        return (regular is None or bool(regular.fullmatch(value))) and typed(value)

    return Values(fits, (), words)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_WORDS: Final = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_TYPES: Final[Mapping[str, Callable[[str], bool]]] = {
    "string": lambda value: True,
    "date": _is_date,
    "NCName": lambda value: bool(_NCNAME.fullmatch(value)),
}
_MEANING: Final = {"string": "any words", "date": "a day YYYY-MM-DD", "NCName": "an XML name"}
