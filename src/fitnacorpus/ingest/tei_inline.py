"""What stands inside the lines of a TEI text: tokens, milestones, and the marks that call notes."""

from __future__ import annotations

from lxml import etree

from fitnacorpus.ingest import tei_pages
from fitnacorpus.ingest.tei_breaks import HYPHENS, MARKS, Broken, inside_word
from fitnacorpus.ingest.tei_elements import TEI, local
from fitnacorpus.ingest.tei_transcr import Transcription


class Inline(Transcription):
    """The part of a walk that stands inside lines.

    Args:
        root: The element TEI.
    """

    def __init__(self, root: etree._Element) -> None:
        super().__init__(root)
        # Where tokens say how they join, the white space between them says nothing.
        self.joins = next(root.iter(TEI + "w", TEI + "pc"), None) is not None and bool(
            root.xpath("boolean(//*[@join])")
        )
        self.broken = Broken(root)
        self.keep = False
        self.in_word = 0
        self.volume = ""
        self.edition = tei_pages.first_edition(x.get("ed", "") for x in root.iter(TEI + "pb"))

    def call(self, element: etree._Element) -> None:
        """The mark that calls a note: it is seen, and is no part of the words around it."""
        ident = element.get("target", "").removeprefix("#")
        marks = [self.builder.notation(), self.builder.stretch("mark", "", ident)]
        for mark in marks:
            self.builder.open(mark)
        self.content(element)
        for mark in reversed(marks):
            self.builder.close(mark)

    def milestone(self, element: etree._Element, name: str) -> None:
        """The beginning of a page, a line or another unit of a print."""
        n = " ".join((element.get("n") or "").split())
        parted = self._parted(element)
        broken = not (inside_word(element) or parted)
        if self.strikes:
            self.struck.append(" " if broken else "")
        elif not broken:
            if parted or self.builder.ending()[-1:] in tuple(HYPHENS):
                self.builder.hyphen()
            self.builder.join()
        elif parted is not None and name != "lb":
            self.builder.join()
        elif not self.keep:
            self.builder.after_stop()
        if name == "lb":
            if broken and self.builder.in_block and not self.strikes:
                self.builder.line()
            if n:
                self.builder.milestone("line", n)
            return
        unit = tei_pages.unit(name, dict(element.attrib), self.edition)
        if unit == "volume":
            self.volume = n
        if unit == "page":
            volume, n = tei_pages.volume_and_page(n)
            if volume not in ("", self.volume):
                self.volume = volume
                self.builder.milestone("volume", volume)
        self.builder.milestone(unit, n)

    def _parted(self, element: etree._Element) -> bool | None:
        """Whether a break that does not say so stands in a word that its hyphen is no part of.

        None where no hyphen stands before it, inside a word.
        """
        before = self.builder.ending()
        if self.strikes or element.get("break") or not before or before[-1] not in HYPHENS:
            return None
        if before[-1] in MARKS:
            return before[-2:-1].isalpha() or None
        parted = self.broken.is_one_word(before, element)
        if parted is not None:
            read = "left out, since the word stands without it elsewhere" if parted else "kept"
            self.left(f"a hyphen at the end of a line, {read}", element)
        return parted

    def token(self, element: etree._Element) -> None:
        """A word or a mark of punctuation; how tokens join is said by @join or by white space."""
        self.in_word += 1
        self._word(element)
        self.in_word -= 1

    def _word(self, element: etree._Element) -> None:
        if element.get("part") in ("M", "F"):
            self.builder.join()
        outermost = local(element.getparent()) not in ("w", "pc")
        if not self.joins or not outermost or not "".join(element.itertext()).strip():
            self.content(element)
            return
        join = element.get("join", "")
        if join in ("left", "both"):
            self.builder.join()
        elif self.builder.in_block:
            self.builder.spread()
        self.content(element)
        if join in ("right", "both"):
            self.builder.join()
        else:
            self.builder.space()
