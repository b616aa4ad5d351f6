"""Arabic texts in words, attached particles taken off where the texts themselves tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from fitnacorpus.model import Span
from fitnacorpus.names import cues
from fitnacorpus.names.sighting import Reading
from fitnacorpus.orthography import fold_key
from fitnacorpus.orthography.arabic import clitic_candidates

_WRITTEN: Final = re.compile("[\u0621-\u065f\u0670\u0671-\u06d3]+")
_OPENING: Final = '"«“('
_TANWIN: Final = re.compile("\u064b?ا\u064b*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its place without particles, its letters in the `tag` fold, and what is around it.

    Attributes:
        span: Where it stands, without particles.
        form: The word as it would stand alone.
        key: `form`, folded.
        whole: The written word, folded, particles included.
        particles: The particles taken off.
        joined: Whether only a space stands between this word and the one before it.
        near: The same, an opening quotation mark allowed for.
        quoted: Whether a quotation mark stands before it.
    """

    span: Span
    form: str
    key: str
    whole: str
    particles: tuple[str, ...]
    joined: bool
    near: bool
    quoted: bool


class Line(NamedTuple):
    """A sentence or a line in words."""

    reading: Reading
    words: list[Word]


def vocabulary(readings: Sequence[Reading]) -> Counter[str]:
    """How often each written word stands in texts, folded with `tag`."""
    return Counter(
        fold_key(match[0], "ar", "tag") for r in readings for match in _WRITTEN.finditer(r.source)
    )


def words(reading: Reading, zone: Span, known: Counter[str]) -> list[Word]:
    """The words of a zone, without the particles that `known` says they have."""
    source = reading.source
    out: list[Word] = []
    end = zone.start
    for match in _WRITTEN.finditer(source, *zone):
        if any(b.start < match.end() and match.start() < b.end for b in reading.barred):
            continue
        between = source[end : match.start()]
        whole = fold_key(match[0], "ar", "tag")
        length, form, key, particles = _bare(match[0], whole, known)
        out.append(
            Word(
                Span(match.start() + length, match.end()), form, key, whole, particles,
                bool(out) and not between.strip() and between.count("\n") < 2,
                bool(out) and not between.strip(f"{_OPENING} ") and "\n" not in between,
                between.rstrip().endswith(tuple(_OPENING)),
            )
        )  # fmt: skip
        end = match.end()
    return out


def _bare(word: str, whole: str, known: Counter[str]) -> tuple[int, str, str, tuple[str, ...]]:
    """A word without the particles that it would have if its rest stands alone elsewhere."""
    best: tuple[int, str, str, tuple[str, ...]] = (0, word, whole, ())
    count = known[whole]
    for reading in clitic_candidates(word)[1:]:
        rest = fold_key(reading.rest, "ar", "tag")
        if "ال" in reading.particles or len(rest) < 3 or rest in cues.AR_STOP:
            continue
        if known[rest] > count or (known[rest] and rest.startswith("ال")):
            best, count = (reading.length, reading.rest, rest, reading.particles), known[rest]
    # The alif of the accusative: عليّاً is Ali.
    if best[2].endswith("ا") and known[best[2][:-1]] > count and "\u064b" in word[-3:]:
        return (best[0], _TANWIN.sub("", best[1]), best[2][:-1], best[3])
    return best


def common_nouns(lines: Sequence[Line]) -> frozenset[str]:
    """Words that stand both with and without the article, in either form."""
    keys = {w.key for line in lines for w in line.words} | {
        w.whole for line in lines for w in line.words
    }
    with_article = {k[2:] for k in keys if k.startswith("ال") and len(k) > 4}
    both = {k for k in keys if k in with_article}
    return frozenset(both | {f"ال{k}" for k in both})
