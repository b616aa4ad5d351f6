"""Folding: one string into the form under which strings are compared, with offsets that are true.

`fold` forgives by character.  What concerns whole names (ibn and b., articles, abu and abi, the
ending -ah) is no part of any profile: two names are *equal* when their ``search`` folds are equal
(`fold_key`), and *variants* of one another when their structural keys are (`name_key`).

One function, two kernels that agree: a plain loop for short strings, and for long ones a table of
code points in numpy, which costs some microseconds to start and is loaded only when needed.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fitnacorpus.model import Span
from fitnacorpus.orthography.rules import APOSTROPHE, Rules, rules_for
from fitnacorpus.orthography.steps import APOSTROPHES, AYN_SIGNS, belongs_to_letter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.orthography.profiles import Profile

SHORT: Final = 64
"""Length in characters below which the plain loop is the faster kernel (`benchmarks/fold.py`)."""
LOADING: Final = 4000
"""Length below which the plain loop is faster than loading numpy, where that is not yet loaded."""
_VOWELS: Final = frozenset("aeiouAEIOUāīūĀĪŪ")
_APART: Final = frozenset(" \n.,") | {""}
"""What most often stands beside a word, and is neither a part of a letter nor a sign of ʿayn."""


class Folded:
    """A folded text and where each of its characters came from.

    Attributes:
        text: The folded text.
        source: The text that was folded.
    """

    __slots__ = ("_at", "_offsets", "source", "text")

    def __init__(self, text: str, offsets: array[int] | NDArray[np.int32], source: str) -> None:
        self.text = text
        self.source = source
        self._offsets = offsets
        # The same numbers, one of which is read from an array of numpy more slowly.
        self._at: array[int] | memoryview[int] = (
            offsets if isinstance(offsets, array) else offsets.data.cast("B").cast("i")
        )

    @property
    def offsets(self) -> NDArray[np.int32]:
        """For each folded character the index of its source character: int32, never falling."""
        import numpy as np

        if isinstance(self._offsets, array):
            self._offsets = np.array(self._offsets, dtype=np.int32)
        return self._offsets

    def __len__(self) -> int:
        return len(self.text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Folded):
            return NotImplemented
        return (
            self.text == other.text
            and self.source == other.source
            and self._offsets.tobytes() == other._offsets.tobytes()
        )

    def __hash__(self) -> int:
        return hash((self.text, self.source))

    def __repr__(self) -> str:
        return f"Folded({self.text!r}, offsets={list(map(int, self._offsets))!r})"

    def source_span(self, start: int, end: int) -> Span:
        """The source characters behind a folded span.

        The span never cuts a letter from its marks: it starts with a whole letter, and ends after
        the marks, tatweel and joiners that follow its last letter.  A sign that can only be ʿayn
        or hamza (ʿ ʾ ʻ …) belongs to the word at whose edge it stands; an apostrophe there may be
        a quotation mark and stays outside (see `name_span`).

        Args:
            start: First folded character.
            end: End of the folded span, exclusive.

        Raises:
            IndexError: ``0 <= start <= end <= len(text)`` does not hold.
        """
        n = len(self.text)
        if not 0 <= start <= end <= n:
            raise IndexError(f"no folded span {start}:{end} in a text of {n}")
        source = self.source
        first = self._at[start] if start < n else len(source)
        if start == end:
            return Span(first, first)
        last = self._at[end - 1] + 1
        if (
            source[first - 1 : first] in _APART
            and source[last : last + 1] in _APART
            and not belongs_to_letter(source[first])
        ):
            return Span(first, last)
        while first and belongs_to_letter(source[first]):
            first -= 1
        while last < len(source) and belongs_to_letter(source[last]):
            last += 1
        # Dropped signs of ʿayn at the edges, with marks of their own.
        low = self._at[start - 1] + 1 if start else 0
        high = self._at[end] if end < n else len(source)
        edge = i = first
        while i > low and _is_ayn_or_mark(source[i - 1]):
            i -= 1
            edge = i if source[i] in AYN_SIGNS else edge
        if not (edge and (source[edge - 1].isalnum() or belongs_to_letter(source[edge - 1]))):
            first = edge
        edge = last
        while edge < high and source[edge] in AYN_SIGNS:
            edge += 1
            while edge < len(source) and belongs_to_letter(source[edge]):
                edge += 1
        if not (edge < len(source) and source[edge].isalnum()):
            last = edge
        return Span(first, last)

    def name_span(self, start: int, end: int) -> Span:
        """As `source_span`, for a name: with an apostrophe that stands for ʿayn before it.

        An apostrophe of any shape before a vowel at the beginning of a word is ʿayn ('Amr, ‘Ali),
        unless the span is closed by an apostrophe as well and so stands in quotation marks.
        """
        first, last = self.source_span(start, end)
        source = self.source
        if (
            0 < first < last
            and source[first - 1] in APOSTROPHES
            and not (first > 1 and source[first - 2].isalnum())
            and source[first] in _VOWELS
            and source[last : last + 1] not in tuple(APOSTROPHES)
        ):
            first -= 1
        return Span(first, last)

    def folded_span(self, start: int, end: int) -> Span:
        """The folded characters that came from a source span; empty where all were dropped.

        Args:
            start: First source character.
            end: End of the source span, exclusive.
        """
        low = bisect_left(self._at, start)
        return Span(low, max(low, bisect_left(self._at, end)))


def _is_ayn_or_mark(c: str) -> bool:
    return c in AYN_SIGNS or belongs_to_letter(c)


def fold(text: str, lang: str = "", profile: str | Profile = "search") -> Folded:
    """Folds a text for comparison, remembering where each character came from.

    Folding twice changes nothing; canonically equivalent texts (NFC, NFD) fold to the same text;
    and folding the parts of a text cut at white space gives the parts of the fold.  White space is
    never joined or trimmed, so ``a، b`` keeps two spaces: compare with `fold_key`.

    Args:
        text: Any string, lone surrogates included.
        lang: BCP 47 tag.  Arabic and Latin letters are folded by character whatever the language;
            it only decides what is proper to one language (the English possessive).
        profile: A profile, or "search", "tag", "embed" or "display".

    Returns:
        The folded text with int32 offsets.

    Raises:
        ConfigError: There is no built-in profile of that name.
    """
    rules = rules_for(profile, lang)
    if _is_short(text):
        folded, offsets = fold_plain(text, rules)
        return Folded(folded, offsets, text)
    from fitnacorpus.orthography.kernel import fold_table

    return Folded(*fold_table(text, rules), text)


def _is_short(text: str) -> bool:
    n = len(text)
    return n < SHORT or (n < LOADING and "numpy" not in sys.modules)


def fold_text(text: str, lang: str = "", profile: str | Profile = "search") -> str:
    """The text of `fold` without its offsets: cheaper for short strings, and without numpy."""
    rules = rules_for(profile, lang)
    if not _is_short(text) and len(text) > 2 * SHORT:
        from fitnacorpus.orthography.kernel import fold_table

        return fold_table(text, rules)[0]
    pieces = list(map(rules.first.__getitem__, text))
    if None in pieces:
        return fold_plain(text, rules)[0]
    folded = "".join(pieces)  # type: ignore[arg-type]
    if rules.contextual and APOSTROPHE in folded:
        return fold_plain(text, rules)[0]
    return folded


def fold_key(text: str, lang: str = "", profile: str | Profile = "search") -> str:
    """A fold to test for equality: as `fold_text`, with white space joined and trimmed."""
    return " ".join(fold_text(text, lang, profile).split())


def fold_plain(text: str, rules: Rules) -> tuple[str, array[int]]:
    """The plain kernel: folded text and offsets, by a loop over characters."""
    first = list(map(rules.first.__getitem__, text))
    sources: Sequence[int] = range(len(text))
    pieces: list[str] = first  # type: ignore[assignment]
    if None in first:
        sources, pieces = [], []
        done = 0
        places = [i for i, piece in enumerate(first) if piece is None]
        for start, end, run in rules.clusters(text, places):
            sources += range(done, start)
            pieces += first[done:start]  # type: ignore[arg-type]
            for i, piece in run:
                sources.append(i)
                pieces.append(piece)
            done = end
        sources += range(done, len(text))
        pieces += first[done:]  # type: ignore[arg-type]
    folded = "".join(pieces)
    if len(folded) == len(pieces) and "" not in pieces:
        offsets = array("i", sources)
    else:
        offsets = array("i", [i for i, piece in zip(sources, pieces, strict=True) for _ in piece])
    if rules.contextual and APOSTROPHE in folded:
        gone, stay = rules.settle(folded, [i for i, c in enumerate(folded) if c == APOSTROPHE])
        chars = list(folded)
        for i in stay:
            chars[i] = rules.sign
        for i in reversed(gone):
            del chars[i], offsets[i]
        folded = "".join(chars)
    return folded, offsets
