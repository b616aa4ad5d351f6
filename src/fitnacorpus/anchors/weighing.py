"""Which place of an anchor is meant, by the words around it, where quotation and context mislead.

A near-copy of a paragraph has the very words of many a quotation in it, and may keep them when the
paragraph itself is misspelt; annals say the same of every year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from fitnacorpus.anchors.anchor import Anchor, Found
from fitnacorpus.anchors.places import (
    CONTEXT,
    Words,
    checksum,
    mapped,
    occurrences,
    ranked_places,
    words_of,
)
from fitnacorpus.anchors.rivals import alike
from fitnacorpus.anchors.surroundings import Around, differences
from fitnacorpus.model import Span

_CLEARLY: Final = 2
"""Words by which a place must be nearer than any other to what was recorded: a word that differs
may be misspelt, where it is misspelt in the one place or changed in the other."""
_FEW: Final = 0.1
"""Share of the words around that may differ before a place counts as among other words."""
_TELLING: Final = 8
"""Words on one side that can tell a place by themselves: two clauses."""
_LEAST: Final = 4
"""Words around without which nothing is weighed."""
_EXACT: Final = 50
"""Places with the very words that are looked at, those with the likest context first."""
_LIKE: Final = 0.6
"""Likeness that other words must have with the quotation."""
_STRETCH: Final = 1.5
"""How many times its recorded length a long passage may have grown to."""


class _Candidate(NamedTuple):
    """A place that may be meant: words that differ in it and around it, where, and how like."""

    cost: int
    changed: int
    span: Span
    around: Around
    similarity: float

    @property
    def is_known(self) -> bool:
        """Whether the words around it are those that were recorded, on one side at least."""
        return self.cost <= _FEW * self.around.most or (not self.changed and self.is_like_one_side)

    @property
    def is_like_one_side(self) -> bool:
        """Whether the words on one side are those that were recorded; of many, one left aside."""
        a = self.around
        return any(
            number >= _LEAST and differ <= (number >= _TELLING)
            for number, differ in ((a.on_left, a.before), (a.on_right, a.after))
        )


def weighed(source: str, anchor: Anchor, found: Found | None) -> Found | None:
    """The place of an anchor that recorded the words around it.

    Args:
        source: The text.
        anchor: The anchor.
        found: The place that quotation and context give, or None.
    """
    here = differences(source, found.span, anchor.near) if found else None
    if here is not None and found is not None and found.how == "exact" and not here.total:
        return found
    candidates = sorted(_candidates(source, anchor, found))
    if not candidates or candidates[0].around.most < _LEAST:
        return found
    best = candidates[0]
    second = next((c for c in candidates if not c.span.overlaps(best.span)), None)
    margin = second.cost - best.cost if second else _CLEARLY
    clear = margin >= (_CLEARLY if best.cost else 1)
    # Of two that are both nearly as it was the one may be a copy, and the other misspelt.
    twin = bool(best.cost and second and (second.is_known or second.is_like_one_side))
    if found is not None and best.span.overlaps(found.span):
        if not clear or twin:
            return _reported(found)
        return _judged(found, best, anchor, alone=second is None)
    mine = next((c for c in candidates if found and c.span.overlaps(found.span)), None)
    if not clear or not best.is_known or (best.cost and mine and mine.is_like_one_side):
        return _reported(found)
    how = "similar" if best.changed else "exact"
    chosen = Found(best.span, how, 1.0 if how == "exact" else best.similarity)
    if twin or best.cost > 1:  # what quotation and context do not bear out is for a person to see
        return _reported(chosen)
    return chosen if best.changed else _judged(chosen, best, anchor, alone=False)


def _reported(found: Found | None) -> Found | None:
    return replace(found, how="moved") if found and found.how == "exact" else found


def _judged(found: Found, best: _Candidate, anchor: Anchor, *, alone: bool) -> Found:
    """A place that is the nearest, reported where the words around it are others."""
    if best.changed:
        return found
    a = best.around
    known = [
        differ
        for number, differ in ((a.on_left, a.before), (a.on_right, a.after))
        if number >= _LEAST
    ]
    if words_of(anchor).had_rivals or anchor.of:
        # What tells annals apart may be one number: both sides must be as they were.
        if a.total >= _CLEARLY:
            return _reported(found) or found
    elif not alone and known and min(known) >= _CLEARLY:
        return _reported(found) or found
    if found.how == "moved" and not anchor.until and a.total <= _FEW * a.most:
        return replace(found, how="exact")
    return found


def _candidates(source: str, anchor: Anchor, found: Found | None) -> Iterator[_Candidate]:
    """Places that may be meant."""
    spans: dict[Span, None] = {}
    if found is not None:
        spans[found.span] = None
    if anchor.until:
        spans |= dict.fromkeys(_long(source, anchor))
    else:
        words = words_of(anchor)
        same = islice(occurrences(source, anchor.quote), _EXACT + 1)
        starts = [*same]
        if len(starts) > _EXACT:
            starts = [place.start for place in ranked_places(source, words)[:_EXACT]]
        spans |= dict.fromkeys(Span(s, s + len(anchor.quote)) for s in starts)
        spans |= dict.fromkeys(_similar(source, words))
    for span in spans:
        changed, similarity = _changed(source, span, anchor)
        if similarity >= _LIKE:
            around = differences(source, span, anchor.near)
            yield _Candidate(around.total + changed, changed, span, around, round(similarity, 2))


def _changed(source: str, span: Span, anchor: Anchor) -> tuple[int, float]:
    """How many words of a passage are others, and how like its words are to the quotation."""
    if not anchor.until:
        words, now = anchor.quote, source[span.start : span.end]
    else:
        edge = len(anchor.until)
        words = f"{anchor.quote} {anchor.until}"
        head = source[span.start : span.start + len(anchor.quote)]
        now = f"{head} {source[span.end - edge : span.end]}"
    differ = 0 if words == now else max(1, Levenshtein.distance(words.split(), now.split()))
    if anchor.until and not differ and not _is_whole(source, span, anchor):
        differ = 1
    return differ, Levenshtein.normalized_similarity(words, now)


def _is_whole(source: str, span: Span, anchor: Anchor) -> bool:
    return not anchor.words or checksum(source[span.start : span.end]) == anchor.words


def _similar(source: str, words: Words) -> Iterator[Span]:
    """Places of words like a quotation in its context."""
    pattern, before = words.pattern, len(words.prefix or "")
    for start in alike(source, pattern):
        span = mapped(source, Span(start, start + len(pattern)), pattern, before, len(words.quote))
        if span is not None:
            yield _with_spaces(source, span, words.quote)


def _with_spaces(source: str, span: Span, quote: str) -> Span:
    """A place with the white space that a quotation begins and ends with, where it stands there."""
    lead, trail = len(quote) - len(quote.lstrip()), len(quote) - len(quote.rstrip())
    first, last = span.start - lead, span.end + trail
    start = first if source[max(0, first) : span.start].isspace() else span.start
    return Span(max(0, start), last if source[span.end : last].isspace() else span.end)


def _long(source: str, anchor: Anchor) -> Iterator[Span]:
    """Places that begin and end like a long passage."""
    head = Words(anchor.quote, anchor.prefix, None)
    tail = Words(anchor.until, None, anchor.suffix)
    ends = [span.end for span in _similar(source, tail)]
    for start in (span.start for span in _similar(source, head)):
        near = [e for e in ends if 0 < e - start <= max(_STRETCH * anchor.length, CONTEXT)]
        if near:
            yield Span(start, min(near, key=lambda e: abs(e - start - anchor.length)))
