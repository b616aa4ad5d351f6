"""Languages: `@xml:lang` agrees with the script of the characters."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fitnacorpus.checks.problem_places import Gatherer, Place, error
from fitnacorpus.orthography import scripts
from fitnacorpus.tei.scan import Tag

_NOT_PROSE: Final = frozenset({"fw", "idno", "code"})
_SHORT: Final = {scripts.ARABIC: 3, scripts.LATIN: 1}
"""Script of a language to the letters of the other script that it bears: a siglum in Arabic."""


class Languages(Gatherer):
    """Gathers runs of characters in another script than that of their language."""

    names = frozenset({"teiHeader"})
    wants_text = True

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._in_header = False
        self._imported = False
        self._scripts: dict[str, str] = {}

    def start(self, tag: Tag) -> None:
        """Enter the header, whose words are mixed: names of works, persons, files."""
        self._in_header = True

    def end(self, tag: Tag) -> None:
        """Leave the header."""
        self._in_header = False

    def text(self, words: str, tag: Tag, line: int, column: int) -> None:
        """Look for runs in the other script."""
        if self._in_header and tag.name == "idno" and tag.get("type") == "file":
            self._imported = words.endswith(".xml")
        if self._in_header or tag.name in _NOT_PROSE:
            return
        if (own := self._scripts.get(tag.lang)) is None:
            own = self._scripts[tag.lang] = scripts.of_language(tag.lang)
        if own == scripts.LATIN and words.isascii():
            return
        for span in scripts.foreign(words, tag.lang):
            run = words[span.start : span.end]
            if sum(map(str.isalpha, run)) > _SHORT[own]:
                found = error(
                    "wrong-script",
                    Place(self.file, line, column + span.start),
                    f"“{run[:40]}” is not in the script of '{tag.lang}'",
                    "Correct xml:lang, or put the words into <foreign>",
                )
                # What an encoder declared elsewhere is told, and is no fault of the edition.
                self.found.append(replace(found, severity="note") if self._imported else found)
