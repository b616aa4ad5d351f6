"""Arabic texts in words, attached particles taken off where the texts themselves tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pyarabic import araby_const as araby

from fitnacorpus import languages
from fitnacorpus.arabic_script import WORD
from fitnacorpus.languages.ar import name_cues as ar_cues
from fitnacorpus.model import Span
from fitnacorpus.names.suggest.candidates import BREAK, TextView
from fitnacorpus.orthography import fold_key
from fitnacorpus.orthography.arabic import clitic_candidates
from fitnacorpus.orthography.steps import belongs_to_letter

_WRITTEN: Final = re.compile(f"[{WORD}]+")
_OPENING: Final = '"«“('
_TANWIN: Final = re.compile(f"{araby.FATHATAN}?ا{araby.FATHATAN}*$")


class Word(NamedTuple):
    """A word: its place without particles, its letters in the `tag` fold, and what is around it.

    Attributes:
        start: Where it begins, without particles.
        end: Where it ends.
        form: The word as it would stand alone.
        key: `form`, folded.
        whole: The written word, folded, particles included.
        particles: The particles taken off.
        joined: Whether only white space stands between this word and the one before it.
        near: The same, an opening quotation mark allowed for.
        quoted: Whether a quotation mark stands before it.
    """

    start: int
    end: int
    form: str
    key: str
    whole: str
    particles: tuple[str, ...]
    joined: bool
    near: bool
    quoted: bool


class Line(NamedTuple):
    """A sentence or a line in words."""

    view: TextView
    words: list[Word]


class Cutter:
    """Cuts texts into words; what a written word is without its particles is decided once.

    Args:
        counts: How often each written word stands in the texts, folded with `tag`.
        names: Folded words that are names: a particle before them is a particle.
    """

    def __init__(self, counts: Counter[str], names: frozenset[str] = frozenset()) -> None:
        self._counts = counts
        self._names = names
        self._bare: dict[str, tuple[int, str, str, str, tuple[str, ...]]] = {}

    def lines(self, views: Sequence[TextView]) -> list[Line]:
        """The sentences and labels of texts in words."""
        return [Line(view, list(self._words(view, zone))) for view in views for zone in view.zones]

    def _words(self, view: TextView, zone: Span) -> Iterator[Word]:
        plain = view.plain
        end = -1
        for match in _WRITTEN.finditer(plain, *zone):
            written = match[0]
            bare = self._bare.get(written)
            if bare is None:
                bare = self._bare[written] = self._without_particles(written)
            length, form, key, whole, particles = bare
            between = plain[end : match.start()] if end >= 0 else BREAK
            joined = not between.strip(" \t\r\n") and between.count("\n") < 2
            yield Word(
                match.start() + length, match.end(), form, key, whole, particles,
                joined,
                joined or (end >= 0 and not between.strip(f"{_OPENING} ")),
                between.rstrip().endswith(tuple(_OPENING)),
            )  # fmt: skip
            end = match.end()

    def _without_particles(self, written: str) -> tuple[int, str, str, str, tuple[str, ...]]:
        """A word without the particles that it would have if its rest stands alone elsewhere."""
        counts = self._counts
        whole = fold_key(written, languages.AR, "tag")
        length, form, key, particles = 0, written, whole, tuple[str, ...]()
        if whole in self._names and not whole.startswith(("و", "ف")):
            return length, form, key, whole, particles
        count = counts[whole]
        for reading in clitic_candidates(written)[1:]:
            rest = fold_key(reading.rest, languages.AR, "tag")
            if "ال" in reading.particles or len(rest) < 3 or rest in ar_cues.STOP:
                continue
            here = counts[rest] + (len(counts) if rest in self._names else 0)
            if here > count or (counts[rest] and rest.startswith("ال")):
                length, form, key, particles = reading.length, reading.rest, rest, reading.particles
                count = here
        # A conjunction before a name that stands nowhere alone: وسبيع بن يزيد.
        if not particles and key.startswith(("و", "ف")) and len(key) > 3 and key in self._names:
            bare = key[1:].removeprefix("ال")
            if key not in ar_cues.W_NAMES and bare:
                length, form, key, particles = (
                    _letters(written),
                    written[_letters(written) :],
                    key[1:],
                    (key[0],),
                )
        # The alif of the accusative: عليّاً is Ali.
        if key.endswith("ا") and counts[key[:-1]] and (key[:-1] in self._names):
            form, key = _TANWIN.sub("", form), key[:-1]
        return length, form, key, whole, particles


def _letters(written: str) -> int:
    """How many characters the first letter takes, with its signs."""
    return next((i for i in range(1, len(written)) if belongs_to_letter(written[i]) is False), 1)


def vocabulary(views: Sequence[TextView]) -> Counter[str]:
    """How often each written word stands in texts, folded with `tag`."""
    written = Counter(match[0] for view in views for match in _WRITTEN.finditer(view.plain))
    out: Counter[str] = Counter()
    for word, number in written.items():
        out[fold_key(word, languages.AR, "tag")] += number
    return out


def heads(lines: Iterable[Line]) -> frozenset[str]:
    """Words that stand before the word for *son* written without its alif."""
    return frozenset(
        left.key
        for _, words in lines
        for left, right in pairwise(words)
        if right.key == "بن" and right.joined and not right.particles
    )
