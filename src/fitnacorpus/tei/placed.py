"""XML whose elements know where they stand in the bytes, to be changed there and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from fitnacorpus.tei import NAMESPACE
from fitnacorpus.tei.inline import attribute


@dataclass
class Placed:
    """An element and where it stands in the bytes: its tags inside [start, end)."""

    tag: str
    values: Mapping[str, str]
    start: int
    parent: Placed | None
    lang: str
    inner: int = 0
    inner_end: int = 0
    end: int = 0
    words: list[str] = field(default_factory=list)
    children: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in the element, with single spaces."""
        return " ".join("".join(self.words).split())

    def all(self) -> Iterator[Placed]:
        """The element and all inside it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.all()


def with_attribute(opening: str, name: str, value: str | None) -> str:
    """A start tag with one attribute set, or taken out for ""; None leaves it."""
    if value is None:
        return opening
    found = re.search(rf"\s+{name}=(\"[^\"]*\"|'[^']*')", opening)
    if not value:
        return opening.replace(found[0], "", 1) if found else opening
    if found:
        return opening[: found.start(1)] + attribute(value) + opening[found.end(1) :]
    return f"{opening[:-1].rstrip()} {name}={attribute(value)}>"


def indent_of(data: bytes, element: Placed) -> str:
    """The white space before an element on its line."""
    line = data[data.rfind(b"\n", 0, element.start) + 1 : element.start].decode()
    return line[: len(line) - len(line.lstrip())]


def gap_before(data: bytes, element: Placed) -> int:
    """Where the white space before an element begins."""
    return len(data[: element.start].rstrip())


def parse(data: bytes) -> Placed:
    """The elements of a file that `authority.read` has accepted, with their places in the bytes."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    open_elements: list[Placed] = []
    root: list[Placed] = []

    def start(name: str, values: dict[str, str]) -> None:
        outer = open_elements[-1] if open_elements else None
        namespace, _, local = name.partition(" ")
        plain = {key.split(" ")[1] if key.count(" ") == 1 else _prefixed(key): value
                 for key, value in values.items()}  # fmt: skip
        lang = plain.get("xml:lang", outer.lang if outer else "")
        element = Placed(
            local.partition(" ")[0] if namespace == NAMESPACE else name,
            plain,
            parser.CurrentByteIndex,
            outer,
            lang,
        )
        element.inner = _tag_end(data, element.start)
        (outer.children if outer else root).append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        element = open_elements.pop()
        at = parser.CurrentByteIndex
        if data[element.inner - 2 : element.inner] == b"/>":
            element.inner_end = element.end = element.inner
        else:
            element.inner_end, element.end = at, data.index(b">", at) + 1

    def characters(words: str) -> None:
        for element in open_elements:
            element.words.append(words)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.Parse(data, True)
    return root[0]


def _prefixed(key: str) -> str:
    """An attribute name as it is written: expat gives namespace, name and prefix."""
    parts = key.split(" ")
    return f"{parts[2]}:{parts[1]}" if len(parts) == 3 else key


def _tag_end(data: bytes, start: int) -> int:
    """End of the start tag that begins there: the first ">" outside quotation marks."""
    match = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>").match(data, start)
    return match.end() if match else start
