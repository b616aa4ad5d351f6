"""The places of one quotation in a text, and which of them it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple
from zlib import crc32

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from fitnacorpus.anchors.anchor import Anchor, Found
from fitnacorpus.model import Span

CONTEXT: Final = 24
"""Code points of context kept on either side of a passage that stands alone."""
CLEARLY: Final = 0.04
"""A place is taken if its surroundings fit better than those of any other by this share of the
context: three characters of 80, more than a slip of the pen and less than a word."""
ONE_SIDED: Final = 0.5
"""A side of the context that differs by more than this share is another text."""
_ACCEPT: Final = 0.8
"""Similarity that a place of other words must reach."""
_MARGIN: Final = 0.05
"""How much more similar such a place must be than any other."""
_SHORTEST_FUZZY: Final = 8


class Words(NamedTuple):
    """Words that are looked for, with what stood beside them; None where that is not known."""

    quote: str
    prefix: str | None
    suffix: str | None
    at: int = 0
    nth: int = 0
    of: int = 0

    @property
    def had_rivals(self) -> bool:
        """Whether other places were so like this one that more context was recorded than usual."""
        return len(self.prefix or "") > CONTEXT or len(self.suffix or "") > CONTEXT

    @property
    def pattern(self) -> str:
        """The words in their context."""
        return f"{self.prefix or ''}{self.quote}{self.suffix or ''}"


def words_of(anchor: Anchor) -> Words:
    """A whole anchor: a side without words is the beginning or the end of the text."""
    known = bool(anchor.prefix or anchor.suffix)
    before, after = (anchor.prefix, anchor.suffix) if known else (None, None)
    return Words(anchor.quote, before, after, anchor.at, anchor.nth, anchor.of)


class _Place(NamedTuple):
    """Where the words of an anchor stand, and how far the surroundings differ (0 to 1).

    Attributes:
        differs: Both sides together.
        worst: The side that differs more.
        best: The side that differs less.
        start: First code point.
    """

    differs: float
    worst: float
    best: float
    start: int


def ranked_places(source: str, anchor: Words) -> list[_Place]:
    """The places of an anchor's words, best first."""
    return sorted(
        _Place(*disagreement(source, start, anchor), start)
        for start in occurrences(source, anchor.quote)
    )


def twins_among(ranked: Sequence[_Place]) -> list[int]:
    """Places of which one side of the context agrees at least, in the order of the text."""
    return sorted(p.start for p in ranked if p.best < CLEARLY)


def find_quote(source: str, anchor: Words, *, first: bool = False) -> Found | None:
    """The place of a quotation; with `first`, the first of places that fit equally well."""
    ranked = ranked_places(source, anchor)
    if not ranked:
        return _find_similar(source, anchor)
    best, twins = ranked[0], twins_among(ranked)
    if len(ranked) > 1 and ranked[1].differs - best.differs < CLEARLY:
        if first:
            best = min(p for p in ranked if p.differs == best.differs)
        elif anchor.of and len(twins) == anchor.of:
            best = next(p for p in ranked if p.start == twins[anchor.nth - 1])
        elif (
            anchor.prefix is None
            and anchor.suffix is None
            and any(p.start == anchor.at for p in ranked)
        ):
            best = next(p for p in ranked if p.start == anchor.at)
        else:  # several fit equally well, or none of them does
            return _find_similar(source, anchor) if best.best > 1 - _ACCEPT else None
    alone = first or anchor.prefix is None or len(twins) <= max(1, anchor.of)
    how = "exact" if best.worst <= ONE_SIDED and alone else "moved"
    exact = Found(Span(best.start, best.start + len(anchor.quote)), how)
    if best.differs <= CLEARLY:
        return exact
    # Where the surroundings are not as they were, these may be other words that are the same: a
    # namesake next to the name, which has itself been misspelt or mended since.
    here = _resemblance(source, exact.span, anchor)
    if best.worst <= ONE_SIDED:
        if anchor.had_rivals and here > _likeness_elsewhere(source, exact.span, anchor):
            return exact
        if not anchor.had_rivals and best.best == 0:
            return exact
    similar = _find_similar(source, anchor)
    if similar is not None and similar.span.overlaps(exact.span):
        return exact
    if best.worst <= ONE_SIDED and anchor.had_rivals:
        return similar
    if len(anchor.quote) >= CONTEXT and len(ranked) == 1:
        if similar is None:
            return exact
    elif best.best > 1 - _ACCEPT:
        return similar
    return (
        exact if similar is None or here >= _resemblance(source, similar.span, anchor) else similar
    )


def _likeness_elsewhere(source: str, span: Span, anchor: Words) -> float:
    """How like the quotation in its context the likest other place is, 0 to 1."""
    pattern = anchor.pattern
    before, after = len(anchor.prefix or ""), len(anchor.suffix or "")
    others = (source[: max(0, span.start - before)], source[span.end + after :])
    return max(
        fuzz.partial_ratio(pattern, other) / 100 if len(other) >= len(pattern) else 0.0
        for other in others
    )


def disagreement(source: str, start: int, anchor: Words) -> tuple[float, float, float]:
    """How far the surroundings of a place differ: both sides, the worse and the better side.

    Each from 0 to 1; without any record nothing differs.
    """
    end = start + len(anchor.quote)
    sides = []
    if anchor.prefix is not None:
        before = source[max(0, start - len(anchor.prefix)) : start]
        sides.append(differs_by(before, anchor.prefix, edge=start == 0))
    if anchor.suffix is not None:
        after = source[end : end + len(anchor.suffix)]
        sides.append(differs_by(after, anchor.suffix, edge=end == len(source)))
    if not sides:
        return 0.0, 0.0, 0.0
    return sum(sides) / len(sides), max(sides), min(sides)


def differs_by(now: str, then: str, *, edge: bool) -> float:
    """How far one side differs; without words then, it was the edge of the text."""
    return Levenshtein.normalized_distance(now, then) if then else float(not edge)


def _resemblance(source: str, span: Span, anchor: Words) -> float:
    """Similarity of a place and its surroundings with the quotation and its context."""
    before, after = len(anchor.prefix or ""), len(anchor.suffix or "")
    here = source[max(0, span.start - before) : span.end + after]
    return Levenshtein.normalized_similarity(here, anchor.pattern)


def checksum(passage: str) -> str:
    """Tells whether two passages have the same words, whatever their white space."""
    return f"{crc32(' '.join(passage.split()).encode('utf-8', 'surrogatepass')):08x}"


def occurrences(source: str, quote: str) -> Iterator[int]:
    """Where a quotation stands, overlapping ones included."""
    place = source.find(quote)
    while place >= 0:
        yield place
        place = source.find(quote, place + 1)


def _find_similar(source: str, anchor: Words) -> Found | None:
    """The one place that resembles the quotation in its context, or None."""
    quote, prefix, pattern = anchor.quote, anchor.prefix or "", anchor.pattern
    if len(pattern) < _SHORTEST_FUZZY or not source:
        return None
    best = fuzz.partial_ratio_alignment(pattern, source)
    if best is None or best.score < 100 * _ACCEPT or best.dest_end <= best.dest_start:
        return None
    window = (max(0, best.dest_start - CONTEXT), min(len(source), best.dest_end + CONTEXT))
    others = (source[: best.dest_start], source[best.dest_end :])
    rival = max(fuzz.partial_ratio(pattern, o) if len(o) >= len(pattern) else 0.0 for o in others)
    if best.score - rival < 100 * _MARGIN:
        return None
    span = mapped(source, Span(*window), pattern, len(prefix), len(quote), margin=0)
    if span is None:
        return None
    similarity = Levenshtein.normalized_similarity(quote, source[span.start : span.end])
    return Found(span, "similar", round(similarity, 2)) if similarity >= 0.6 else None


def mapped(
    source: str, about: Span, pattern: str, before: int, length: int, *, margin: int = CONTEXT
) -> Span | None:
    """Where a quotation stands that begins `before` code points into a pattern; None if nowhere.

    Args:
        source: The text.
        about: About where the pattern stands.
        pattern: The quotation in its context.
        before: Code points of context before it.
        length: Code points of the quotation.
        margin: Code points by which `about` may be off.
    """
    first = max(0, about.start - margin)
    local = source[first : about.end + margin]
    blocks = list(Levenshtein.opcodes(pattern, local))
    start = _map(blocks, before, at_end=False)
    end = _map(blocks, before + length, at_end=True)
    words = local[start:end]
    lead = len(words) - len(words.lstrip())
    start, end = start + lead, start + len(words.rstrip())
    return Span(first + start, first + end) if start < end else None


def _map(blocks: list[Any], position: int, *, at_end: bool) -> int:
    """Where a boundary of the pattern lies in the window, by the edit script between the two."""
    for block in blocks:
        inside = (
            block.src_start < position <= block.src_end
            if at_end
            else block.src_start <= position < block.src_end
        )
        if inside:
            if block.tag == "equal":
                return int(block.dest_start + position - block.src_start)
            return int(block.dest_end if at_end else block.dest_start)
    return int(blocks[-1].dest_end if at_end else blocks[0].dest_start) if blocks else 0
