"""With which words the episodes of a text that stands built begin."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from fitnacorpus.anchors import CONTEXT, Anchor
from fitnacorpus.errors import FitnaError
from fitnacorpus.tei.inline import LineBreaks
from fitnacorpus.tei.mapping import ADDED, EDITORIAL, is_outside
from fitnacorpus.tei.scan import BaseHandler, Tag, scan

LONGEST: Final = 200
"""Code points of a beginning: where annals begin year after year alike, the words beyond the
formula count."""


def beginnings(path: Path) -> dict[str, Anchor]:
    """The first words of each episode by its id, in the order of the text; none of a broken file.

    Args:
        path: A text in TEI, as a build wrote it.
    """
    handler = _Beginnings()
    try:
        with path.open("rb") as file:
            scan(file, [handler], where=str(path))
    except (FitnaError, OSError):
        return {}  # what is wrong with it is told by `check`
    return {ident: anchor for ident, anchor in handler.anchors().items() if anchor.quote.strip()}


class _Beginnings(BaseHandler):
    """Gathers the first words of episodes, of the source and no editor's."""

    names: Collection[str] | None = frozenset({"text", "div", *EDITORIAL, *ADDED})
    wants_text = True

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, int, list[str]]] = {}
        self._at = self._outside = self._wanted = 0
        self._reading = False
        self._before = ""
        self._words: list[str] = []
        self._breaks = LineBreaks(None)

    def anchors(self) -> dict[str, Anchor]:
        """What was gathered."""
        return {
            ident: Anchor("".join(words)[:LONGEST], prefix=before, at=at)
            for ident, (before, at, words) in self._found.items()
        }

    def start(self, tag: Tag) -> None:
        """Begin to read, to leave out, or to gather."""
        if tag.name == "text":
            self._reading, self._breaks = True, LineBreaks(tag.get("rend"))
        self._outside += is_outside(tag.name, tag.get("type"))
        if tag.name == "div" and tag.get("type") == "episode":
            self._words, self._wanted = [], LONGEST
            self._found[tag.get("n")] = (self._before, self._at, self._words)

    def end(self, tag: Tag) -> None:
        """End to leave out, or to read."""
        self._outside -= is_outside(tag.name, tag.get("type"))
        self._reading &= tag.name != "text"

    def text(self, words: str, tag: Tag, line: int, column: int) -> None:
        """Gather words, as long as a beginning wants some."""
        if not self._reading or self._outside:
            return
        words = self._breaks.restored(words)
        self._at += len(words)
        self._before = (self._before + words)[-CONTEXT:]
        if self._wanted > 0:
            self._words.append(words)
            self._wanted -= len(words)
