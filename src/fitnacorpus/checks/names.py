"""Names and other words: what must not be empty, and doubts that must be spelt out."""

from __future__ import annotations

from typing import Final

from fitnacorpus.checks.problem_places import Gatherer
from fitnacorpus.tei.mapping import NAMES, PARTS
from fitnacorpus.tei.scan import Tag

PART_NAMES: Final = frozenset({"addName", *PARTS.values()})
"""Elements of parts of names."""
WORDED: Final = NAMES | {
    "addName",
    "author",
    "catDesc",
    "corr",
    "date",
    "forename",
    "foreign",
    "head",
    "item",
    "label",
    "language",
    "measure",
    "mentioned",
    "name",
    "note",
    "num",
    "orig",
    "publisher",
    "quote",
    "reg",
    "resp",
    "s",
    "said",
    "seg",
    "sic",
    "title",
}
"""Elements that must hold words."""
_HINT: Final = "Give the other candidate in a certainty that follows the name at once"


class Empty(Gatherer):
    """Gathers elements without words that must have some."""

    names = WORDED
    wants_text = True

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._heard = 0
        self._before: list[int] = []

    def start(self, tag: Tag) -> None:
        """Remember how much was heard before."""
        self._before.append(self._heard)

    def text(self, words: str, tag: Tag, line: int, column: int) -> None:
        """Hear words."""
        if not words.isspace():
            self._heard += 1

    def end(self, tag: Tag) -> None:
        """See whether anything was heard since."""
        if self._before.pop() == self._heard:
            self.report("empty-element", tag, f"<{tag.name}> is empty",
                        "Put its words into it, or remove it")  # fmt: skip


class Parts(Gatherer):
    """Gathers parts of names that stand in no name."""

    names = NAMES | PART_NAMES

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._inside = 0

    def start(self, tag: Tag) -> None:
        """Go into a name, or look at a part of one."""
        if tag.name in NAMES:
            self._inside += 1
        elif not self._inside:
            self.report("stray-part", tag, f"<{tag.name}> stands in no name",
                        "Put it into the name that it is part of, or remove it")  # fmt: skip

    def end(self, tag: Tag) -> None:
        """Leave a name."""
        self._inside -= tag.name in NAMES


class Certainty(Gatherer):
    """Gathers names with several bearers of which only one is told, and certainties astray."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._name: Tag | None = None
        """The name that ended last and has an id, while nothing but certainties came after it."""
        self._candidates: set[str] = set()

    def start(self, tag: Tag) -> None:
        """Take a certainty, or whatever ends the run of them."""
        if tag.name == "certainty":
            self._certainty(tag)
        else:
            self._close()

    def _certainty(self, tag: Tag) -> None:
        name, value = self._name, tag.get("assertedValue")
        if name is None or tag.get("target") != f"#{name.get('xml:id')}":
            self.report(
                "stray-certainty",
                tag,
                f"this certainty points to '{tag.get('target')}', which is not the name before it",
                "Put it after its name, and point to the name's xml:id",
            )
            return
        if value in self._candidates or value == name.get("ref"):
            self.report("stray-certainty", tag, f"'{value}' is a candidate already",
                        "Name each candidate once")  # fmt: skip
        self._candidates.add(value)

    def end(self, tag: Tag) -> None:
        """Take the end of a name, or of what stands around it."""
        if tag.name == "certainty":
            return
        self._close()
        if tag.name in NAMES and tag.get("xml:id"):
            self._name, self._candidates = tag, set()

    def _close(self) -> None:
        if self._name is not None and not self._candidates:
            message = f"the name '{self._name.get('xml:id')}' may be several bearers', and only "
            self.report("missing-certainty", self._name, message + "one is given", _HINT)
        self._name = None
