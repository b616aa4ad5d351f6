"""Elements inside a line of text, nested around the characters of the source."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from fitnacorpus.model import Span

# Most strings need no escaping, and to see that is much faster than to escape them.
_special: Final = re.compile("[&<>\r]").search
_special_in_tags: Final = re.compile('[&<>"\r\n\t]').search


_LINE_FEED: Final = re.compile(r"(?<!\r)\n")

CRLF: Final = "crlf"
"""`@rend` of a text whose lines all end in CR and LF: a line feed in it stands for the two."""


def ends_lines_in_crlf(source: str) -> bool:
    """Whether every line break of a source is CR and LF, as in files made on Windows."""
    pairs = source.count("\r\n")
    return pairs > 0 and pairs == source.count("\n") == source.count("\r")


class LineBreaks:
    """Gives the pieces of a source reading the line breaks of the source."""

    def __init__(self, rend: str | None) -> None:
        self._crlf = rend == CRLF
        self._before = ""

    def restored(self, words: str) -> str:
        """The next piece; a line feed after a carriage return that was written out stays."""
        if not self._crlf or not words:
            return words
        before, self._before = self._before, "\r" if words.endswith("\r") else ""
        return _LINE_FEED.sub("\r\n", before + words)[len(before) :]


def text(value: str) -> str:
    """Characters of the source as XML character data; a carriage return survives parsing."""
    return escape(value, {"\r": "&#13;"}) if _special(value) else value


def attribute(value: str) -> str:
    """A quoted attribute value."""
    if _special_in_tags(value):
        return quoteattr(value, {"\r": "&#13;"})
    return f'"{value}"'


def attributes(values: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, each after a space; empty ones are left out."""
    out = ""
    for name, value in values.items():
        if value:
            out += f" {name}={attribute(value)}"
    return out


class Element(NamedTuple):
    """An element around a span: its tags, and its rank among elements on the same span."""

    span: Span
    rank: float
    opening: str
    closing: str


class Point(NamedTuple):
    """Something without extent that stands before a code point: what to write, and where."""

    at: int
    content: str


def render(
    source: str, span: Span, inside: Sequence[Element], between: Sequence[Point] = ()
) -> str:
    """The characters of a span with the elements inside it.

    Args:
        source: The source of the text.
        span: The stretch to write.
        inside: The elements that lie in it, in nesting order.
        between: What stands between its characters, in order.

    Raises:
        ValueError: two elements cross, or one leaves the span.
    """
    start, limit = span
    if not inside and not between:
        return text(source[start:limit])
    out: list[str] = []
    add = out.append
    at = start
    # What is open: where each ends, and its closing tag; the span itself is never closed.
    ends, closings = [limit], [""]
    waiting = deque(between)
    for (first, last), _, opening, closing in (*inside, Element(Span(limit, limit), 0, "", "")):
        while len(ends) > 1 and ends[-1] <= first:
            end = ends.pop()
            while waiting and waiting[0].at < end:
                add(text(source[at : waiting[0].at]))
                at, content = waiting.popleft()
                add(content)
            if at < end:
                add(text(source[at:end]))
                at = end
            add(closings.pop())
        while waiting and waiting[0].at < first:
            add(text(source[at : waiting[0].at]))
            at, content = waiting.popleft()
            add(content)
        if at < first:
            add(text(source[at:first]))
            at = first
        if first < start or last > ends[-1]:
            raise ValueError(f"element at {Span(first, last)} crosses the end at {ends[-1]}")
        if not opening:
            break
        while waiting and waiting[0].at == at:
            add(waiting.popleft().content)
        add(opening)
        ends.append(last)
        closings.append(closing)
    return "".join(out)


def crossing(spans: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Pairs of spans that overlap without one holding the other."""
    out: list[tuple[Span, Span]] = []
    held: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        held = [other for other in held if other.end > span.start]
        out.extend((other, span) for other in held if other.end < span.end)
        held.append(span)
    return out
