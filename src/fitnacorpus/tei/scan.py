"""Going through an XML file once, with the exact place of everything.

A tree of lxml gives a start tag the line on which it ends, no column, and costs many times the size
of the file.  Here listeners are told of tags and characters as they come; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Protocol
from xml.parsers import expat

from fitnacorpus.errors import FitnaError
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE
from fitnacorpus.tei.safe import DEEPEST

_CHUNK: Final = 1 << 16


@dataclass(slots=True, eq=False)
class Tag:
    """A start tag.

    Attributes:
        name: Name in TEI, or ``{namespace}name``.
        attributes: Name (``xml:id``) to value.
        line: Line on which it begins, from 1.
        column: Column at which it begins, from 1.
        parent: The tag around it.
        lang: Language of its characters: its own `@xml:lang` or that of the nearest tag around it.
        depth: Number of tags around it.
    """

    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    parent: Tag | None
    lang: str
    depth: int

    def get(self, name: str) -> str:
        """The value of an attribute, or ""."""
        return self.attributes.get(name, "")

    def inside(self, name: str) -> Tag | None:
        """The nearest tag of a name around this one."""
        outer = self.parent
        while outer is not None and outer.name != name:
            outer = outer.parent
        return outer


class ContentHandler(Protocol):
    """What is told of a file as it is gone through.

    Attributes:
        names: Elements whose tags it is told of, or None for all.
        wants_text: Whether it is told of characters.
    """

    names: Collection[str] | None
    wants_text: bool

    def start(self, tag: Tag) -> None:
        """A start tag."""

    def end(self, tag: Tag) -> None:
        """The end tag that belongs to a start tag."""

    def text(self, words: str, tag: Tag, line: int, column: int) -> None:
        """Characters, at most a line of them, in the element of a tag."""


class BaseHandler:
    """A listener that is told of some tags and of no characters; for subclasses."""

    names: Collection[str] | None = None
    wants_text = False

    def start(self, tag: Tag) -> None:
        """Nothing is done."""

    def end(self, tag: Tag) -> None:
        """Nothing is done."""

    def text(self, words: str, tag: Tag, line: int, column: int) -> None:
        """Nothing is done."""


def scan(file: BinaryIO, listeners: Iterable[ContentHandler], *, where: str) -> None:
    """Go through a file and tell the listeners.

    Raises:
        FitnaError: it is not well formed (``broken-xml``), not UTF-8 (``broken-encoding``), or
            declares a document type or nests too deeply (``unsafe-xml``); with line and column.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    every = list(listeners)
    ears = [listener.text for listener in every if listener.wants_text]
    told: dict[str, tuple[list[Callable[[Tag], None]], list[Callable[[Tag], None]]]] = {}
    names: dict[str, str] = {}
    top: Tag | None = None

    def start(raw: str, values: dict[str, str]) -> None:
        nonlocal top
        name = names.get(raw) or names.setdefault(raw, _element(raw))
        given = {
            names.get(key) or names.setdefault(key, _attribute(key)): value
            for key, value in values.items()
        }
        lang = given.get("xml:lang") or (top.lang if top else "")
        depth = top.depth + 1 if top else 0
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if depth >= DEEPEST:
            raise _refused(where, line, column, f"elements nest more than {DEEPEST} deep",
                           "Flatten the file")  # fmt: skip
        top = Tag(name, given, line, column, top, lang, depth)
        if name not in told:
            mine = [x for x in every if x.names is None or name in x.names]
            told[name] = ([x.start for x in mine], [x.end for x in mine])
        for tell in told[name][0]:
            tell(top)

    def end(_: str) -> None:
        nonlocal top
        assert top is not None
        for tell in told[top.name][1]:
            tell(top)
        top = top.parent

    def characters(words: str) -> None:
        if top is not None:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            for tell in ears:
                tell(words, top, line, column)

    def doctype(*_: Any) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise _refused(where, line, column, "the file declares a document type",
                       "Remove the DOCTYPE and write characters instead of entities")  # fmt: skip

    def declaration(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.upper() != "UTF-8":
            raise FitnaError(
                "broken-encoding",
                f"the file says that it is {encoding}",
                where=f"{where}:1",
                hint="Save it as UTF-8",
            )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if ears:
        parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    parser.XmlDeclHandler = declaration
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FitnaError(
            "broken-xml",
            expat.errors.messages[error.code],
            where=f"{where}:{error.lineno}:{error.offset + 1}",
            hint="Mend the file",
        ) from None


def _refused(where: str, line: int, column: int, what: str, hint: str) -> FitnaError:
    return FitnaError("unsafe-xml", what, where=f"{where}:{line}:{column}", hint=hint)


def _element(raw: str) -> str:
    namespace, _, name = raw.rpartition(" ")
    return name if namespace == NAMESPACE else f"{{{namespace}}}{name}"


def _attribute(raw: str) -> str:
    namespace, _, name = raw.rpartition(" ")
    if namespace == XML_NAMESPACE:
        return f"xml:{name}"
    return f"{{{namespace}}}{name}" if namespace else name
