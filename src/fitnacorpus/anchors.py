"""Anchors: a passage held by its words, found again after the text around it has changed.

An anchor is a quotation with some context on both sides, and an offset that is only a hint (the
TextQuoteSelector and TextPositionSelector of the W3C Web Annotation Data Model, section 4.2).  A
long passage is held by its opening and its closing words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Span

CONTEXT = 24
"""Code points of context kept on either side."""
LONGEST_QUOTE = 120
"""A passage longer than this is held by its first and its last `EDGE` code points."""
EDGE = 60
_ACCEPT = 0.8
_MARGIN = 0.05
_SHORTEST_FUZZY = 8
_SHORTEST_EDGE = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage held by its words.

    Attributes:
        quote: The words of the passage, or its first words when `until` is given.
        prefix: Words just before.
        suffix: Words just after the passage (after `until`, when given).
        at: Offset of `quote` when the anchor was made: a hint.
        until: The last words of a long passage, or "".
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    at: int = 0
    until: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON or TOML, leaving out what is empty."""
        out: dict[str, Any] = {"quote": self.quote}
        for name in ("until", "prefix", "suffix"):
            if value := getattr(self, name):
                out[name] = value
        out["at"] = self.at
        return out


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor was found.

    Attributes:
        span: The passage in the present source.
        how: "exact" (at the hint), "moved" (equal words elsewhere) or "similar" (other words).
        similarity: 1 for equal words, else the similarity of quotation and context, 0 to 1.
    """

    span: Span
    how: str
    similarity: float = 1.0


def from_dict(value: Any, *, where: str = "") -> Anchor:
    """Read an anchor from plain values.

    Raises:
        FitnaError: no quotation, or a value of the wrong type (code ``bad-anchor``).
    """
    known = {"quote": str, "prefix": str, "suffix": str, "at": int, "until": str}
    if not isinstance(value, dict) or not value.get("quote"):
        raise FitnaError(
            "bad-anchor",
            "an anchor needs a quotation",
            where=where,
            hint='Write it like { quote = "first words", at = 0 }',
        )
    for key, content in value.items():
        if key not in known or type(content) is not known[key]:
            raise FitnaError(
                "bad-anchor",
                f"'{key}' is unknown or of the wrong type",
                where=where,
                hint=f"An anchor has {', '.join(known)}",
            )
    if value.get("at", 0) < 0:
        raise FitnaError(
            "bad-anchor", "'at' is negative", where=where, hint="Offsets count code points from 0"
        )
    return Anchor(**value)


def make(source: str, span: Span) -> Anchor:
    """Anchor the passage `span` of `source`; `span` must not be empty."""
    if span.start >= span.end:
        raise ValueError("an empty span cannot be anchored")
    prefix = source[max(0, span.start - CONTEXT) : span.start]
    suffix = source[span.end : span.end + CONTEXT]
    if span.end - span.start <= LONGEST_QUOTE:
        return Anchor(source[span.start : span.end], prefix, suffix, span.start)
    head = source[span.start : span.start + EDGE]
    tail = source[span.end - EDGE : span.end]
    anchor = Anchor(head, prefix, suffix, span.start, tail)
    found = find(source, anchor)
    if found is None or found.span != span:  # the passage repeats its own words
        return Anchor(source[span.start : span.end], prefix, suffix, span.start)
    return anchor


def find(source: str, anchor: Anchor) -> Found | None:
    """Find an anchor's passage in a source that may have changed; None when it has no place.

    Equal words are looked for first.  Of several equal places the one whose context agrees best
    wins, the offset deciding only between places with the same context.  Where one side of the
    context does not agree, a place with similar words must not fit better.  Failing equal words,
    the most similar place is taken if it resembles the anchor by at least 80 % and clearly more
    than any other.  Nothing is guessed between places that fit equally well.
    """
    if not anchor.until:
        return _find_quote(source, anchor.quote, anchor.prefix, anchor.suffix, anchor.at)
    head = _find_edge(source, anchor.quote, anchor.prefix, "", anchor.at)
    if head is None:
        return None
    rest = source[head.span.start :]
    tail = _find_edge(rest, anchor.until, "", anchor.suffix, None)
    if tail is None:
        return None
    span = Span(head.span.start, head.span.start + tail.span.end)
    if span.end <= head.span.end:
        return None
    how = "similar" if "similar" in (head.how, tail.how) else head.how
    return Found(span, how, min(head.similarity, tail.similarity))


def _find_edge(source: str, edge: str, prefix: str, suffix: str, at: int | None) -> Found | None:
    """The place of the first or the last words of a passage.

    Something may have been put in among them: then what is left of them beside the context tells
    the place, if the context is the same.
    """
    found = _find_quote(source, edge, prefix, suffix, at)
    while found is None and len(edge) >= 2 * _SHORTEST_EDGE:
        half = len(edge) // 2
        edge = edge[:half] if prefix else edge[half:]
        found = _find_quote(source, edge, prefix, suffix, at)
        if found and _disagreement(source, found.span.start, edge, prefix, suffix)[2]:
            found = None
    return found


def _find_quote(source: str, quote: str, prefix: str, suffix: str, at: int | None) -> Found | None:
    """The place of a quotation; without a hint `at`, the first of equally good places."""
    ranked = sorted(
        (_disagreement(source, place, quote, prefix, suffix), abs(place - (at or 0)), place)
        for place in _occurrences(source, quote)
    )
    tied = len(ranked) > 1 and ranked[0][0] == ranked[1][0] and at is not None
    if not ranked or (tied and ranked[0][2] != at):
        return _find_similar(source, quote, prefix, suffix)
    (_, _, worst), _, best = ranked[0]
    exact = Found(Span(best, best + len(quote)), "exact" if best == at else "moved")
    if worst <= 0.5:
        return exact
    # Among strangers these may be another passage with the same words: a short one anywhere, and a
    # long one where its own place has been misspelt or mended since.
    similar = _find_similar(source, quote, prefix, suffix)
    if len(quote) >= CONTEXT and len(ranked) == 1:
        if similar is None:
            return exact
    elif ranked[0][0][0] > 1 - _ACCEPT:
        return similar
    here, there = (
        _resemblance(source, found.span, quote, prefix, suffix) if found else 0.0
        for found in (exact, similar)
    )
    return exact if here >= there else similar


def _disagreement(
    source: str, place: int, quote: str, prefix: str, suffix: str
) -> tuple[float, float, float]:
    """How far the surroundings of a place differ from the recorded ones, each from 0 to 1.

    First the side that agrees better, since a paragraph may have been inserted on the other; then
    both; then the side that agrees worse.  Without any record nothing differs.
    """
    end = place + len(quote)
    before = source[max(0, place - len(prefix)) : place]
    after = source[end : end + len(suffix)]
    sides = [
        Levenshtein.normalized_distance(now, then)
        for now, then in ((before, prefix), (after, suffix))
        if then
    ] or [0.0]
    return min(sides), sum(sides), max(sides)


def _resemblance(source: str, span: Span, quote: str, prefix: str, suffix: str) -> float:
    """Similarity of a place and its surroundings with the quotation and its context."""
    here = source[max(0, span.start - len(prefix)) : span.end + len(suffix)]
    return Levenshtein.normalized_similarity(here, prefix + quote + suffix)


def _occurrences(source: str, quote: str) -> Iterator[int]:
    place = source.find(quote)
    while place >= 0:
        yield place
        place = source.find(quote, place + 1)


def _find_similar(source: str, quote: str, prefix: str, suffix: str) -> Found | None:
    """The one place that resembles the quotation in its context, or None."""
    pattern = prefix + quote + suffix
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
    local = source[window[0] : window[1]]
    blocks = list(Levenshtein.opcodes(pattern, local))
    start = _map(blocks, len(prefix), at_end=False)
    end = _map(blocks, len(prefix) + len(quote), at_end=True)
    found = local[start:end]
    lead = len(found) - len(found.lstrip())
    start, end = start + lead, start + len(found.rstrip())
    similarity = Levenshtein.normalized_similarity(quote, local[start:end])
    if end <= start or similarity < 0.6:
        return None
    return Found(Span(window[0] + start, window[0] + end), "similar", round(similarity, 2))


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
