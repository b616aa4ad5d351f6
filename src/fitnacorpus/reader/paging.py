"""A long text on several pages, and on which of them a permalink of it leads."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Final

from fitnacorpus.model import Document, RegionKind

PART: Final = 24_000
"""Code points of a source on one page: with links and parallels some 300 kB of HTML, which a
telephone of ten years ago still lays out within a second."""
WHOLE: Final = 36_000
"""Code points up to which a text stays on one page: nobody turns a page for a few lines."""

_COUNTED: Final = {
    "head": RegionKind.HEADING,
    "infobox": RegionKind.INFOBOX,
    "note": RegionKind.NOTE,
}
"""Divisions whose paragraphs are regions of a kind, counted from 1."""


class Paging:
    """The pages of one text.

    Args:
        document: The text.
        part: Code points that a page holds.
        whole: Code points up to which there is one page.
    """

    def __init__(self, document: Document, *, part: int = PART, whole: int = WHOLE) -> None:
        self._document, self._part, self._whole = document, part, whole

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each page begins in the source; the first at 0."""
        out = [0]
        if len(self._document.text.source) > self._whole:
            for before, episode in zip(
                self._document.episodes, self._document.episodes[1:], strict=False
            ):
                if episode.end - out[-1] > self._part and before.start >= out[-1]:
                    out.append(before.end)
        return tuple(out)

    @cached_property
    def _episodes(self) -> dict[str, int]:
        return {e.id: e.start for e in self._document.episodes}

    @cached_property
    def _regions(self) -> dict[str, list[int]]:
        regions = self._document.text.regions
        return {k: [r.start for r in regions if r.kind is kind] for k, kind in _COUNTED.items()}

    def page(self, fragment: str) -> int:
        """The page, from 1, on which a fragment stands; of one that is not known, the first."""
        division, _, rest = fragment.removesuffix("-parallels").partition(".")
        if division in self._episodes:
            return self._at(self._episodes[division])
        starts: list[int] = []
        number = rest.partition(".")[0].removeprefix("p")
        if division in self._regions:
            starts = self._regions[division]
        elif division.startswith("note-"):
            starts, number = [c.start for c in self._document.corrections], division[5:]
        if number.isdecimal() and 0 < int(number) <= len(starts):
            return self._at(starts[int(number) - 1])
        return 1

    def _at(self, start: int) -> int:
        return bisect_right(self.starts, start)

    def span(self, page: int) -> tuple[int, int]:
        """The stretch of the source on a page."""
        ends = (*self.starts[1:], len(self._document.text.source) + 1)
        return self.starts[page - 1], ends[page - 1]


def folder(text: str, page: int) -> str:
    """The folder of a page of a text; ids of texts hold no dot."""
    return f"texts/{text}" if page == 1 else f"texts/{text}.{page}"
