"""Making an anchor, and finding it again; a long passage by both its ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from fitnacorpus.anchors.anchor import Anchor, Found
from fitnacorpus.anchors.places import (
    CLEARLY,
    CONTEXT,
    ONE_SIDED,
    Words,
    checksum,
    differs_by,
    disagreement,
    find_quote,
    occurrences,
    ranked_places,
    twins_among,
    words_of,
)
from fitnacorpus.anchors.surroundings import record
from fitnacorpus.anchors.weighing import weighed
from fitnacorpus.model import Span

LONGEST_CONTEXT: Final = 200
"""Code points up to which context grows while another place fits as well."""
LONGEST_QUOTE: Final = 120
"""A passage longer than this is held by its first and its last `EDGE` code points."""
EDGE: Final = 60
_STRETCH: Final = 1.5
"""How many times its recorded length a long passage may have grown to without more evidence."""
_PUT_IN: Final = 1_000
"""Code points, a long paragraph, that may have been put into a passage however short it is, if what
follows it is what followed it."""
_GROWN: Final = 0.25
"""A long passage whose length changed by more than this share is reported."""
_SHORTEST_EDGE: Final = 7


def make(source: str, span: Span, *, near: bool = False) -> Anchor:
    """Anchor the passage `span` of `source`; `span` must not be empty.

    The context grows while another place fits nearly as well.  Of places that 200 code points on
    either side do not tell apart, the anchor records which one it is.

    Args:
        source: The text.
        span: The passage.
        near: Whether to record the words around it as well, for what must never move silently.
    """
    if span.start >= span.end:
        raise ValueError("an empty span cannot be anchored")
    anchor = _alone(source, span)
    return replace(anchor, near=record(source, span)) if near else anchor


def _alone(source: str, span: Span) -> Anchor:
    size = CONTEXT
    while True:
        anchor = _with_context(source, span, size)
        found = find(source, anchor)
        if found is not None and (found.span, found.how) == (span, "exact"):
            return anchor
        if size >= LONGEST_CONTEXT:
            return _counted(source, span, anchor)
        size = min(2 * size, LONGEST_CONTEXT)


def _with_context(source: str, span: Span, size: int) -> Anchor:
    """The anchor of a passage with so much context on either side."""
    prefix = source[max(0, span.start - size) : span.start]
    suffix = source[span.end : span.end + size]
    if span.end - span.start > LONGEST_QUOTE:
        head = source[span.start : span.start + EDGE]
        tail = source[span.end - EDGE : span.end]
        words = checksum(source[span.start : span.end])
        anchor = Anchor(head, prefix, suffix, span.start, tail, span.end - span.start, words)
        found = find(source, anchor)
        if found is not None and found.span == span:
            return anchor  # else the passage repeats its own words
    return Anchor(source[span.start : span.end], prefix, suffix, span.start)


def _counted(source: str, span: Span, anchor: Anchor) -> Anchor:
    """The anchor of a passage that has twins, with its place among them."""
    anchor = replace(anchor, quote=source[span.start : span.end], until="", length=0, words="")
    twins = twins_among(ranked_places(source, words_of(anchor)))
    return replace(anchor, nth=twins.index(span.start) + 1, of=len(twins))


def find(source: str, anchor: Anchor) -> Found | None:
    """Find an anchor's passage in a source that may have changed; None when it has no place.

    Equal words are looked for first.  Of several equal places the one is taken whose context, both
    sides together, agrees clearly better than that of any other; the offset decides only where no
    context was recorded.  Of places that do not differ the recorded one is taken while they are as
    many as they were.  Where one side of the context does not agree, a place with similar words
    must not fit better.  Failing equal words, the most similar place is taken if it resembles the
    anchor by at least 80 % and clearly more than any other.  Nothing is guessed between places
    that fit equally well.  What recorded the words around it is weighed by these (`weighed`).
    """
    found = _find_long(source, anchor) if anchor.until else find_quote(source, words_of(anchor))
    return weighed(source, anchor, found) if anchor.near else found


def _find_long(source: str, anchor: Anchor) -> Found | None:
    """The place of a passage held by its ends.

    Of several beginnings that fit the one is taken whose passage has the very words, else the one
    from which the end is clearly nearest to the recorded length and context.
    """
    known = bool(anchor.prefix or anchor.suffix)
    start = Words(anchor.quote, anchor.prefix if known else None, None, anchor.at)
    whole = [
        Span(place, place + anchor.length)
        for place in occurrences(source, anchor.quote)
        if anchor.words == checksum(source[place : place + anchor.length])
    ]
    if len(whole) == 1:
        return Found(whole[0], "exact")
    found = []
    for head in _heads(source, start):
        end = _find_end(source, head, anchor)
        if end is not None:
            found.append((head, *end))
    same = [f for f in found if checksum(source[f[0].span.start : f[1].span.end]) == anchor.words]
    found = sorted(same if len(same) == 1 else found, key=lambda item: item[2])
    if not found or (len(found) > 1 and found[1][2] - found[0][2] < CLEARLY):
        return None
    head, tail, _ = found[0]
    how = next((h for h in ("similar", "moved") if h in (head.how, tail.how)), "exact")
    span = Span(head.span.start, tail.span.end)
    if how == "exact" and len(same) != 1 and len(found) > 1:
        how = "moved"
    return Found(span, how, min(head.similarity, tail.similarity))


def _heads(source: str, start: Words) -> list[Found]:
    """Where a long passage may begin: the place of its first words, then others like it."""
    place = _find_edge(source, start)
    others = [
        p for p in ranked_places(source, start) if place is None or p.start != place.span.start
    ]
    return ([place] if place else []) + [
        Found(
            Span(p.start, p.start + len(start.quote)), "exact" if p.worst <= ONE_SIDED else "moved"
        )
        for p in others
    ]


def _find_end(source: str, head: Found, anchor: Anchor) -> tuple[Found, float] | None:
    """Where a passage ends that begins at `head`, and how far length and surroundings differ."""
    at = head.span.start
    length = anchor.length or len(source)
    longest = max(int(_STRETCH * length), length + _PUT_IN)
    rest = source[at : at + longest + len(anchor.suffix)]
    edge = Words(anchor.until, None, anchor.suffix if anchor.prefix or anchor.suffix else None)
    tail = _find_edge(rest, edge, first=True)
    if tail is None or tail.span.end <= len(anchor.quote):
        return None
    now = tail.span.end
    before = source[max(0, at - len(anchor.prefix)) : at]
    after = 0.0
    if edge.suffix is not None:
        beyond = source[at + now : at + now + len(edge.suffix)]
        after = differs_by(beyond, edge.suffix, edge=at + now == len(source))
    if now > _STRETCH * length and after > CLEARLY:
        return None  # the closing words of another passage that ends alike
    differs = Levenshtein.normalized_distance(before, anchor.prefix) + after
    grown = abs(now - anchor.length) / max(now, anchor.length) if anchor.length else 0.0
    how = "moved" if tail.how == "exact" and grown > _GROWN else tail.how
    return replace(tail, span=Span(at + tail.span.start, at + now), how=how), differs + grown


def _find_edge(source: str, edge: Words, *, first: bool = False) -> Found | None:
    """The place of the first or the last words of a passage.

    Something may have been put in among them: then what is left of them beside the context tells
    the place, if the context is the same.
    """
    found = find_quote(source, edge, first=first)
    while found is None and len(edge.quote) >= 2 * _SHORTEST_EDGE:
        half = len(edge.quote) // 2
        edge = edge._replace(quote=edge.quote[:half] if edge.prefix else edge.quote[half:])
        found = find_quote(source, edge, first=first)
        if found and disagreement(source, found.span.start, edge)[1]:
            found = None
    return found
