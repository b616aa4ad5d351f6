"""The source reading: the characters of a text are those of its source."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from fitnacorpus.checks.problem_places import Gatherer, Place, error
from fitnacorpus.position import position
from fitnacorpus.tei.inline import LineBreaks
from fitnacorpus.tei.mapping import ADDED, EDITORIAL, is_outside
from fitnacorpus.tei.scan import Tag

_SHOWN: Final = 20
"""Characters by which a message shows where two readings part."""


def outside(tag: Tag) -> bool:
    """Whether a tag holds words that are not the source's."""
    return is_outside(tag.name, tag.get("type"))


class Reading(Gatherer):
    """Finds the first place where a text departs from its source."""

    names = frozenset({"text", *EDITORIAL, *ADDED})
    wants_text = True

    def __init__(self, source: str, file: str) -> None:
        super().__init__(file)
        self._source = source
        self._at = 0
        self._reading = False
        self._outside = 0
        self._breaks = LineBreaks(None)

    def start(self, tag: Tag) -> None:
        """Begin to read, or to leave out."""
        if tag.name == "text" and not self._reading:
            self._reading = True
            self._breaks = LineBreaks(tag.get("rend"))
        self._outside += outside(tag)

    def end(self, tag: Tag) -> None:
        """End to read, or to leave out."""
        self._outside -= outside(tag)
        if tag.name == "text" and self._reading:
            self._reading = False
            if self._at < len(self._source):
                missing = self._source[self._at : self._at + _SHOWN]
                self._report(Place(self.file, tag.line, tag.column), "the end", missing)

    def text(self, words: str, tag: Tag, line: int, column: int) -> None:
        """Hold words against the source."""
        if not self._reading or self._outside:
            return
        words = self._breaks.restored(words)
        if self._source.startswith(words, self._at):
            self._at += len(words)
            return
        there = self._source[self._at : self._at + len(words)]
        shared = sum(1 for _ in takewhile(lambda p: p[0] == p[1], zip(words, there, strict=False)))
        self._at += shared
        expected = self._source[self._at : self._at + _SHOWN]
        here = f"“{words[shared : shared + _SHOWN]}”"
        self._report(Place(self.file, line, column + shared), here, expected)
        self._reading = False

    def _report(self, at: Place, here: str, there: str) -> None:
        line, column = position(self._source, self._at)
        found = f"“{there}”" if there else "its end"
        self.found.append(
            error(
                "source-reading",
                at,
                f"the text has {here} where its source has {found} (line {line}:{column})",
                "The characters of a text are those of its source; remarks go to the description",
            )
        )
