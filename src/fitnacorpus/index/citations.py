"""Finding passages by the numbers of the work itself: chapter 1.4, verse 7, page 30 of volume 2."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fitnacorpus.index.search import opened


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage as the work is cited.

    Attributes:
        text: Text id.
        ref: The sentence or line in which it begins.
        lang: Language of the text.
        unit: What is cited: chapter, verse, page …
        n: Its number, as the source has it.
        start: First code point in the source.
        end: End: where the next unit of the same kind begins, or the text ends.
        opening: Its first words, as they are read.
    """

    text: str
    ref: str
    lang: str
    unit: str
    n: str
    start: int
    end: int
    opening: str


def search(path: Path, n: str, *, lang: str = "", text: str = "") -> list[CitedPassage]:
    """Passages with a number, by text and position.

    Args:
        path: The index.
        n: The number as the work is cited (``1.4``), perhaps after its unit (``chapter 1.4``).
        lang: Only in texts of this language.
        text: Only in this text.

    Raises:
        CorpusError: the index is missing or of another version (``no-index``), or has no such text
            (``unknown-text``).
    """
    unit, _, number = " ".join(n.split()).rpartition(" ")
    with opened(path, text) as database:
        found = database.execute(
            "SELECT text, ref, lang, unit, n, start, end, opening FROM citations WHERE n = ?"
            " AND (? IN ('', unit)) AND (? IN ('', lang)) AND (? IN ('', text))"
            " ORDER BY text, start, unit",
            (number, unit.lower(), lang, text),
        )
        return [CitedPassage(*row) for row in found]
