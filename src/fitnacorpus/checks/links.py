"""Links: each joins two passages."""

from __future__ import annotations

from fitnacorpus.checks.pointers import Register
from fitnacorpus.checks.problem_places import Gatherer
from fitnacorpus.tei.scan import Tag


class Links(Gatherer):
    """Gathers the links of an alignment."""

    names = frozenset({"link", "annotation"})

    def __init__(self, register: Register, file: str) -> None:
        super().__init__(file)
        self._register = register

    def start(self, tag: Tag) -> None:
        """Take a link or an annotation."""
        targets = tag.get("target").split()
        if tag.name == "annotation":
            self._annotation(tag)
        elif len(targets) != 2:
            self.report(
                "link-targets",
                tag,
                f"@target of a link names {len(targets)} passages",
                "Name two passages, with a space between them",
            )
        else:
            self._register.link(self.file, tag, *targets)

    def _annotation(self, tag: Tag) -> None:
        whole = "#" not in tag.get("target")
        if whole != (tag.get("ana") == "#absent"):
            self.report(
                "wrong-target",
                tag,
                f"an annotation with @ana “{tag.get('ana')}” points to '{tag.get('target')}'",
                "Absent is a whole text; everything else is said of a passage",
            )
