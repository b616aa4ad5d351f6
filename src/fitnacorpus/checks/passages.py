"""Passages: ids and numbers are made of positions, and parts of paragraphs follow one another."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import Final

from fitnacorpus.checks.problem_places import Gatherer
from fitnacorpus.refs import Ref
from fitnacorpus.tei.mapping import NAMES
from fitnacorpus.tei.scan import Tag

_COUNTED: Final = {"head": "head", "item": "infobox", "note": "note"}
"""Elements that are counted through a text, to the division that their refs name."""


class Passages(Gatherer):
    """Gathers ids and numbers of a text that are not those of their place."""

    names = frozenset({"TEI", "div", "p", "l", "s", *_COUNTED, *NAMES})

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._text = PurePosixPath(file).stem
        self._counts: Counter[str] = Counter()
        self._episode = ""
        self._paragraph = 0
        self._sentence = 0
        self._name = 0
        self._split: Tag | None = None
        """A paragraph that goes on in a later episode."""

    def start(self, tag: Tag) -> None:
        """Hold the id and number of a tag against its place."""
        match tag.name:
            case "TEI":
                self._expect(tag, Ref(self._text))
            case "div" if tag.get("type") == "episode":
                self._episode, self._paragraph = tag.get("n"), 0
                self._expect(tag, Ref(self._text, self._episode))
            case "p" | "l" if self._episode:
                self._paragraph += 1
                self._sentence = 0
                self._expect(tag, Ref(self._text, self._episode, self._paragraph))
                self._part(tag)
            case "s" if self._episode:
                self._sentence += 1
                where = (self._episode, self._paragraph, self._sentence)
                self._expect(tag, Ref(self._text, *where))
            case name if name in NAMES:
                self._number(tag)
            case name if name in _COUNTED and "n" in tag.attributes and "xml:id" in tag.attributes:
                division = _COUNTED[name]
                self._counts[division] += 1
                self._expect(tag, Ref(self._text, division, self._counts[division]))

    def end(self, tag: Tag) -> None:
        """A division ends, or the file."""
        if tag.name == "div":
            self._episode = ""
        elif tag.name == "TEI" and self._split:
            self._report_part(self._split, "goes on in no later paragraph")

    def _expect(self, tag: Tag, ref: Ref) -> None:
        number = ref.sentence or ref.paragraph
        for name, right in (("xml:id", ref.xml_id), ("n", str(number) if number else "")):
            if right and tag.get(name) != right:
                self.report(
                    "wrong-id",
                    tag,
                    f"@{name} of <{tag.name}> is '{tag.get(name)}', but its place is '{ref}'",
                    f"It must be '{right}'",
                )

    def _number(self, tag: Tag) -> None:
        """Ids of names have rising numbers, so that none stands twice."""
        before, _, number = tag.get("xml:id").rpartition("_n")
        if "xml:id" not in tag.attributes:
            return
        if before == self._text and number.isdecimal() and int(number) > self._name:
            self._name = int(number)
            return
        self.report(
            "wrong-id",
            tag,
            f"@xml:id of <{tag.name}> is '{tag.get('xml:id')}'",
            f"It must be '{self._text}_n' and a number above {self._name}",
        )

    def _part(self, tag: Tag) -> None:
        part = tag.get("part")
        if part in ("M", "F") and not self._split:
            self._report_part(tag, "continues no earlier paragraph")
        elif part in ("", "I") and self._split:
            self._report_part(self._split, "goes on in no later paragraph")
        self._split = tag if part in ("I", "M") else None

    def _report_part(self, tag: Tag, what: str) -> None:
        self.report(
            "broken-part",
            tag,
            f"<{tag.name}> with @part “{tag.get('part')}” {what}",
            "Parts follow one another as I, M and F",
        )
