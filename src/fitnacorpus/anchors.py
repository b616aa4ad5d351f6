"""Anchors: a passage held by its words, found again after the text around it has changed.

An anchor is a quotation with some context on both sides, and an offset that is only a hint (the
TextQuoteSelector and TextPositionSelector of the W3C Web Annotation Data Model, section 4.2).  A
long passage is held by its opening and its closing words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple
from zlib import crc32

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Span

HOW: Final = ("exact", "similar", "moved")
"""How a passage may be found, surest first; see `Found`."""
CONTEXT: Final = 24
"""Code points of context kept on either side of a passage that stands alone."""
LONGEST_CONTEXT: Final = 200
"""Code points up to which context grows while another place fits as well."""
LONGEST_QUOTE: Final = 120
"""A passage longer than this is held by its first and its last `EDGE` code points."""
EDGE: Final = 60
_CLEARLY: Final = 0.04
"""A place is taken if its surroundings fit better than those of any other by this share of the
context: three characters of 80, more than a slip of the pen and less than a word."""
_ONE_SIDED: Final = 0.5
"""A side of the context that differs by more than this share is another text."""
_STRETCH: Final = 1.5
"""How many times its recorded length a long passage may have grown to without more evidence."""
_PUT_IN: Final = 1_000
"""Code points, a long paragraph, that may have been put into a passage however short it is, if what
follows it is what followed it."""
_GROWN: Final = 0.25
"""A long passage whose length changed by more than this share is reported."""
_ACCEPT: Final = 0.8
"""Similarity that a place of other words must reach."""
_MARGIN: Final = 0.05
"""How much more similar such a place must be than any other."""
_SHORTEST_FUZZY: Final = 8
_SHORTEST_EDGE: Final = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage held by its words.

    Attributes:
        quote: The words of the passage, or its first words when `until` is given.
        prefix: Words just before.
        suffix: Words just after the passage (after `until`, when given).
        at: Offset of `quote` when the anchor was made: a hint.
        until: The last words of a long passage, or "".
        length: Code points of the whole passage when `until` is given, or 0.
        words: Checksum of the words of the whole passage when `until` is given, or "".
        nth: Which of its twins it is, from 1, or 0 if it has none.
        of: How many twins there are, itself among them: places with the same words and, on one
            side at least, the same context.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    at: int = 0
    until: str = ""
    length: int = 0
    words: str = ""
    nth: int = 0
    of: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON or TOML, leaving out what is empty."""
        out: dict[str, Any] = {"quote": self.quote}
        for name in ("until", "prefix", "suffix"):
            if value := getattr(self, name):
                out[name] = value
        out["at"] = self.at
        for name in ("length", "words", "nth", "of"):
            if value := getattr(self, name):
                out[name] = value
        return out


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor was found.

    Attributes:
        span: The passage in the present source.
        how: "exact" (equal words among those they stood among), "similar" (other words, in one
            place that is clearly the likest) or "moved" (equal words of which a side or both stand
            among others, or that have got a twin: a person should look).
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
    known = {
        "quote": str, "prefix": str, "suffix": str, "at": int, "until": str,
        "length": int, "words": str, "nth": int, "of": int,
    }  # fmt: skip
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
    nth, of = value.get("nth", 0), value.get("of", 0)
    if (nth or of) and not 1 <= nth <= of:
        raise FitnaError(
            "bad-anchor",
            f"'nth' is {nth} of {of}",
            where=where,
            hint="Places that nothing tells apart are counted from 1",
        )
    if value.get("at", 0) < 0:
        raise FitnaError(
            "bad-anchor", "'at' is negative", where=where, hint="Offsets count code points from 0"
        )
    return Anchor(**value)


def make(source: str, span: Span) -> Anchor:
    """Anchor the passage `span` of `source`; `span` must not be empty.

    The context grows while another place fits nearly as well.  Of places that 200 code points on
    either side do not tell apart, the anchor records which one it is.
    """
    if span.start >= span.end:
        raise ValueError("an empty span cannot be anchored")
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
        words = _checksum(source[span.start : span.end])
        anchor = Anchor(head, prefix, suffix, span.start, tail, span.end - span.start, words)
        found = find(source, anchor)
        if found is not None and found.span == span:
            return anchor  # else the passage repeats its own words
    return Anchor(source[span.start : span.end], prefix, suffix, span.start)


def _counted(source: str, span: Span, anchor: Anchor) -> Anchor:
    """The anchor of a passage that has twins, with its place among them."""
    anchor = replace(anchor, quote=source[span.start : span.end], until="", length=0, words="")
    twins = _twins(_ranked(source, _words(anchor)))
    return replace(anchor, nth=twins.index(span.start) + 1, of=len(twins))


def find(source: str, anchor: Anchor) -> Found | None:
    """Find an anchor's passage in a source that may have changed; None when it has no place.

    Equal words are looked for first.  Of several equal places the one is taken whose context, both
    sides together, agrees clearly better than that of any other; the offset decides only where no
    context was recorded.  Of places that do not differ the recorded one is taken while they are as
    many as they were.  Where one side of the context does not agree, a place with similar words
    must not fit better.  Failing equal words, the most similar place is taken if it resembles the
    anchor by at least 80 % and clearly more than any other.  Nothing is guessed between places
    that fit equally well.
    """
    if not anchor.until:
        return _find_quote(source, _words(anchor))
    return _find_long(source, anchor)


def _checksum(passage: str) -> str:
    """Tells whether two passages have the same words, whatever their white space."""
    return f"{crc32(' '.join(passage.split()).encode('utf-8', 'surrogatepass')):08x}"


def _find_long(source: str, anchor: Anchor) -> Found | None:
    """The place of a passage held by its ends.

    Of several beginnings that fit the one is taken whose passage has the very words, else the one
    from which the end is clearly nearest to the recorded length and context.
    """
    known = bool(anchor.prefix or anchor.suffix)
    start = _Words(anchor.quote, anchor.prefix if known else None, None, anchor.at)
    whole = [
        Span(place, place + anchor.length)
        for place in _occurrences(source, anchor.quote)
        if anchor.words == _checksum(source[place : place + anchor.length])
    ]
    if len(whole) == 1:
        return Found(whole[0], "exact")
    found = []
    for head in _heads(source, start):
        end = _find_end(source, head, anchor)
        if end is not None:
            found.append((head, *end))
    same = [f for f in found if _checksum(source[f[0].span.start : f[1].span.end]) == anchor.words]
    found = sorted(same if len(same) == 1 else found, key=lambda item: item[2])
    if not found or (len(found) > 1 and found[1][2] - found[0][2] < _CLEARLY):
        return None
    head, tail, _ = found[0]
    how = next((h for h in ("similar", "moved") if h in (head.how, tail.how)), "exact")
    span = Span(head.span.start, tail.span.end)
    if how == "exact" and len(same) != 1 and len(found) > 1:
        how = "moved"
    return Found(span, how, min(head.similarity, tail.similarity))


def _heads(source: str, start: _Words) -> list[Found]:
    """Where a long passage may begin: the place of its first words, then others like it."""
    place = _find_edge(source, start)
    others = [p for p in _ranked(source, start) if place is None or p.start != place.span.start]
    return ([place] if place else []) + [
        Found(
            Span(p.start, p.start + len(start.quote)), "exact" if p.worst <= _ONE_SIDED else "moved"
        )
        for p in others
    ]


def _find_end(source: str, head: Found, anchor: Anchor) -> tuple[Found, float] | None:
    """Where a passage ends that begins at `head`, and how far length and surroundings differ."""
    at = head.span.start
    length = anchor.length or len(source)
    longest = max(int(_STRETCH * length), length + _PUT_IN)
    rest = source[at : at + longest + len(anchor.suffix)]
    edge = _Words(anchor.until, None, anchor.suffix if anchor.prefix or anchor.suffix else None)
    tail = _find_edge(rest, edge, first=True)
    if tail is None or tail.span.end <= len(anchor.quote):
        return None
    now = tail.span.end
    before = source[max(0, at - len(anchor.prefix)) : at]
    after = 0.0
    if edge.suffix is not None:
        beyond = source[at + now : at + now + len(edge.suffix)]
        after = _differs(beyond, edge.suffix, edge=at + now == len(source))
    if now > _STRETCH * length and after > _CLEARLY:
        return None  # the closing words of another passage that ends alike
    differs = Levenshtein.normalized_distance(before, anchor.prefix) + after
    grown = abs(now - anchor.length) / max(now, anchor.length) if anchor.length else 0.0
    how = "moved" if tail.how == "exact" and grown > _GROWN else tail.how
    return replace(tail, span=Span(at + tail.span.start, at + now), how=how), differs + grown


def _find_edge(source: str, edge: _Words, *, first: bool = False) -> Found | None:
    """The place of the first or the last words of a passage.

    Something may have been put in among them: then what is left of them beside the context tells
    the place, if the context is the same.
    """
    found = _find_quote(source, edge, first=first)
    while found is None and len(edge.quote) >= 2 * _SHORTEST_EDGE:
        half = len(edge.quote) // 2
        edge = edge._replace(quote=edge.quote[:half] if edge.prefix else edge.quote[half:])
        found = _find_quote(source, edge, first=first)
        if found and _disagreement(source, found.span.start, edge)[1]:
            found = None
    return found


class _Words(NamedTuple):
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


def _words(anchor: Anchor) -> _Words:
    """A whole anchor: a side without words is the beginning or the end of the text."""
    known = bool(anchor.prefix or anchor.suffix)
    before, after = (anchor.prefix, anchor.suffix) if known else (None, None)
    return _Words(anchor.quote, before, after, anchor.at, anchor.nth, anchor.of)


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


def _ranked(source: str, anchor: _Words) -> list[_Place]:
    """The places of an anchor's words, best first."""
    return sorted(
        _Place(*_disagreement(source, start, anchor), start)
        for start in _occurrences(source, anchor.quote)
    )


def _twins(ranked: Sequence[_Place]) -> list[int]:
    """Places of which one side of the context agrees at least, in the order of the text."""
    return sorted(p.start for p in ranked if p.best < _CLEARLY)


def _find_quote(source: str, anchor: _Words, *, first: bool = False) -> Found | None:
    """The place of a quotation; with `first`, the first of places that fit equally well."""
    ranked = _ranked(source, anchor)
    if not ranked:
        return _find_similar(source, anchor)
    best, twins = ranked[0], _twins(ranked)
    if len(ranked) > 1 and ranked[1].differs - best.differs < _CLEARLY:
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
    how = "exact" if best.worst <= _ONE_SIDED and alone else "moved"
    exact = Found(Span(best.start, best.start + len(anchor.quote)), how)
    if best.differs <= _CLEARLY:
        return exact
    # Where the surroundings are not as they were, these may be other words that are the same: a
    # namesake next to the name, which has itself been misspelt or mended since.
    here = _resemblance(source, exact.span, anchor)
    if best.worst <= _ONE_SIDED:
        if anchor.had_rivals and here > _likeness_elsewhere(source, exact.span, anchor):
            return exact
        if not anchor.had_rivals and best.best == 0:
            return exact
    similar = _find_similar(source, anchor)
    if similar is not None and similar.span.overlaps(exact.span):
        return exact
    if best.worst <= _ONE_SIDED and anchor.had_rivals:
        return similar
    if len(anchor.quote) >= CONTEXT and len(ranked) == 1:
        if similar is None:
            return exact
    elif best.best > 1 - _ACCEPT:
        return similar
    return (
        exact if similar is None or here >= _resemblance(source, similar.span, anchor) else similar
    )


def _likeness_elsewhere(source: str, span: Span, anchor: _Words) -> float:
    """How like the quotation in its context the likest other place is, 0 to 1."""
    pattern = anchor.pattern
    before, after = len(anchor.prefix or ""), len(anchor.suffix or "")
    others = (source[: max(0, span.start - before)], source[span.end + after :])
    return max(
        fuzz.partial_ratio(pattern, other) / 100 if len(other) >= len(pattern) else 0.0
        for other in others
    )


def _disagreement(source: str, start: int, anchor: _Words) -> tuple[float, float, float]:
    """How far the surroundings of a place differ: both sides, the worse and the better side.

    Each from 0 to 1; without any record nothing differs.
    """
    end = start + len(anchor.quote)
    sides = []
    if anchor.prefix is not None:
        before = source[max(0, start - len(anchor.prefix)) : start]
        sides.append(_differs(before, anchor.prefix, edge=start == 0))
    if anchor.suffix is not None:
        after = source[end : end + len(anchor.suffix)]
        sides.append(_differs(after, anchor.suffix, edge=end == len(source)))
    if not sides:
        return 0.0, 0.0, 0.0
    return sum(sides) / len(sides), max(sides), min(sides)


def _differs(now: str, then: str, *, edge: bool) -> float:
    """How far one side differs; without words then, it was the edge of the text."""
    return Levenshtein.normalized_distance(now, then) if then else float(not edge)


def _resemblance(source: str, span: Span, anchor: _Words) -> float:
    """Similarity of a place and its surroundings with the quotation and its context."""
    before, after = len(anchor.prefix or ""), len(anchor.suffix or "")
    here = source[max(0, span.start - before) : span.end + after]
    return Levenshtein.normalized_similarity(here, anchor.pattern)


def _occurrences(source: str, quote: str) -> Iterator[int]:
    place = source.find(quote)
    while place >= 0:
        yield place
        place = source.find(quote, place + 1)


def _find_similar(source: str, anchor: _Words) -> Found | None:
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
