"""A text with single spaces, and the way back: white space of any kind and length reads as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from fitnacorpus.model import Span

_ODD: Final = re.compile(r"\s*[^\S ]\s*|\s{2,}")
_LINE_END: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


class Spaced:
    """A text in which every run of white space is one space.

    A run with two line ends in it is between paragraphs: it reads as one line end, which no
    expression crosses.

    Attributes:
        text: The text.
    """

    def __init__(self, source: str) -> None:
        pieces: list[str] = []
        self._starts, self._sources = [0], [0]
        length = last = 0
        for match in _ODD.finditer(source):
            white = "\n" if len(_LINE_END.findall(match[0])) > 1 else " "
            pieces += (source[last : match.start()], white)
            length += match.start() - last + 1
            last = match.end()
            self._starts.append(length)
            self._sources.append(last)
        self.text = "".join((*pieces, source[last:])) if pieces else source

    def source(self, place: int) -> int:
        """Where a character of the text stands in the source."""
        piece = bisect_right(self._starts, place) - 1
        return self._sources[piece] + place - self._starts[piece]

    def span(self, start: int, end: int) -> Span:
        """The source of a stretch that does not end in white space."""
        return Span(self.source(start), self.source(end - 1) + 1)
