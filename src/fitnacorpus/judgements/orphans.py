"""Verdicts that lost their place: where they may belong now, and what makes up for them.

An orphan is never edited.  It is placed anew, retired or judged anew by a later line that names it
in `supersedes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from fitnacorpus import anchors
from fitnacorpus.anchors import Anchor
from fitnacorpus.judgements.verdict import RETIRE, Target, Verdict, target
from fitnacorpus.model import Span
from fitnacorpus.vocabulary import VerdictKind

SHOWN: Final = 3
"""Places that are offered for a passage."""
_LEAST: Final = 0.4
"""Likeness below which two passages share hardly more than the letters of a language do."""
_SURELY: Final = 0.5
"""Likeness from which a new verdict on the likeliest place makes up for the old one."""
_EXACT: Final = 50
"""Places with the very words that are looked at: those of a name may be thousands."""
_NEAR: Final = 24
"""Code points by which an end of a likely place may be moved: three words or four."""
_STRETCH: Final = 1.5
"""How many times its recorded length a long passage may have grown to."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Where a passage may stand now.

    Attributes:
        span: The passage.
        score: Likeness of its words and of those around it, 0 to 1.
    """

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Placing:
    """Where all sides of an orphan may stand, in the order of the verdict."""

    sides: tuple[Likely, ...]

    @property
    def score(self) -> float:
        """That of the less likely side."""
        return min(side.score for side in self.sides)


def likeliest(source: str, anchor: Anchor, limit: int = SHOWN) -> list[Likely]:
    """The places that are most like a passage in its context, best first; none if none is."""
    suffix = "" if anchor.until else anchor.suffix
    pattern = f"{anchor.prefix}{anchor.quote}{suffix}"
    spans = {*_same(source, anchor.quote), *_alike(source, anchor.quote, limit)}
    for window in _alike(source, pattern, limit):
        start = window.start + len(anchor.prefix)
        if start < window.end:
            spans.add(Span(start, min(len(source), start + len(anchor.quote))))
    found = []
    for span in (_fitted(source, s, anchor.quote, anchor.prefix, suffix) for s in spans):
        here = source[max(0, span.start - len(anchor.prefix)) : span.end + len(suffix)]
        alone = Levenshtein.normalized_similarity(source[span.start : span.end], anchor.quote)
        score = (alone + Levenshtein.normalized_similarity(here, pattern)) / 2
        found.append(Likely(_to_end(source, span, anchor), round(score, 2)))
    out: list[Likely] = []
    for place in sorted(found, key=lambda p: (-p.score, p.span)):
        if place.score >= _LEAST and not any(place.span.overlaps(other.span) for other in out):
            out.append(place)
    return out[:limit]


def _same(source: str, quote: str) -> Iterator[Span]:
    at = source.find(quote)
    for _ in range(_EXACT):
        if at < 0:
            return
        yield Span(at, at + len(quote))
        at = source.find(quote, at + 1)


def _alike(source: str, words: str, limit: int) -> Iterator[Span]:
    """Stretches that resemble words: the likeliest, then those before and after it."""
    waiting = [Span(0, len(source))]
    for _ in range(limit):
        best: tuple[float, Span, Span] | None = None
        for part in waiting:
            here = source[part.start : part.end]
            if len(here) < len(words):
                continue
            found = fuzz.partial_ratio_alignment(words, here)
            if found is not None and found.dest_end > found.dest_start:
                span = Span(part.start + found.dest_start, part.start + found.dest_end)
                if best is None or found.score > best[0]:
                    best = (found.score, span, part)
        if best is None:
            return
        _, span, part = best
        yield span
        waiting.remove(part)
        waiting += [Span(part.start, span.start), Span(span.end, part.end)]


def _fitted(source: str, span: Span, words: str, before: str, after: str) -> Span:
    """A stretch whose ends are moved to those of words where it is then more like `words`.

    What stood `before` and `after` them counts as well.
    """
    pattern = f"{before}{words}{after}"

    def like(start: int, end: int) -> float:
        here = source[max(0, start - len(before)) : end + len(after)]
        return Levenshtein.normalized_similarity(here, pattern)

    start, end = span.start, span.end
    near = range(max(0, start - _NEAR), min(end, start + _NEAR))
    starts = [n for n in near if not source[n].isspace() and _parted(source, n)]
    start = max([start, *starts], key=lambda n: (like(n, end), -abs(n - span.start)))
    near = range(max(start + 1, end - _NEAR), min(len(source), end + _NEAR) + 1)
    ends = [n for n in near if not source[n - 1].isspace() and _parted(source, n)]
    end = max([end, *ends], key=lambda n: (like(start, n), -abs(n - span.end)))
    return Span(start, end)


def _parted(source: str, at: int) -> bool:
    """Whether no word goes on over an offset."""
    return not (0 < at < len(source) and source[at - 1].isalnum() and source[at].isalnum())


def _to_end(source: str, span: Span, anchor: Anchor) -> Span:
    """From the first words of a long passage to its last ones."""
    if not anchor.until:
        return span
    rest = source[span.end : span.start + int(_STRETCH * anchor.length) + len(anchor.until)]
    found = (
        fuzz.partial_ratio_alignment(anchor.until, rest) if len(rest) > len(anchor.until) else None
    )
    if found is not None and found.score >= 100 * _SURELY:
        tail = Span(span.end + found.dest_start, span.end + found.dest_end)
        return Span(span.start, _fitted(source, tail, anchor.until, "", anchor.suffix).end)
    return Span(span.start, min(len(source), span.start + anchor.length))


def placings(verdict: Verdict, sources: Mapping[str, str], limit: int = SHOWN) -> list[Placing]:
    """Where an orphan may belong, likeliest first; a side that is found stays where it is."""
    sides = [_side(side, sources) for side in _targets(verdict)]
    found = sorted(map(Placing, product(*sides)), key=lambda p: -p.score)
    return [*islice(found, limit)]


def _targets(verdict: Verdict) -> list[Target]:
    return [side for side in (verdict.a, verdict.b) if side is not None]


def _side(side: Target, sources: Mapping[str, str]) -> list[Likely]:
    if side.text not in sources:
        return []
    found = anchors.find(sources[side.text], side.anchor)
    if found is not None:
        return [Likely(found.span, found.similarity)]
    return likeliest(sources[side.text], side.anchor)


def placed_anew(
    orphan: Verdict, placing: Placing, sources: Mapping[str, str], *, by: str, on: str
) -> Verdict:
    """What an orphan says, of the passages where it belongs now."""
    targets = [
        target(side.text, sources[side.text], likely.span)
        for side, likely in zip(_targets(orphan), placing.sides, strict=True)
    ]
    b = targets[1] if len(targets) > 1 else None
    return replace(orphan, a=targets[0], b=b, by=by, on=on, supersedes=(orphan.id,), where="")


def retired(orphan: Verdict, *, by: str, on: str) -> Verdict:
    """The line that takes an orphan out of force and says nothing else."""
    return Verdict(
        orphan.kind, RETIRE, orphan.a, by, on, orphan.b, texts=orphan.texts, supersedes=(orphan.id,)
    )


def made_up_for(
    new: Verdict, orphans: Sequence[Verdict], sources: Mapping[str, str]
) -> tuple[str, ...]:
    """Ids of the orphans of one person that his new verdict judges anew.

    Args:
        new: The new verdict; its passages stand in the texts.
        orphans: Verdicts that lost their place.
        sources: Source of each text by id.
    """
    return tuple(
        orphan.id
        for orphan in orphans
        if (orphan.by, orphan.kind) == (new.by, new.kind)
        and (orphan.kind != VerdictKind.ABSENCE or orphan.event == new.event)
        and _speaks_of(new, orphan, sources)
    )


def _speaks_of(new: Verdict, orphan: Verdict, sources: Mapping[str, str]) -> bool:
    mine, theirs = _targets(new), _targets(orphan)
    return any(
        all(
            s.text == o.text and _same_place(s, o, sources)
            for s, o in zip(pair, theirs, strict=True)
        )
        for pair in (mine, mine[::-1])
    )


def _same_place(new: Target, old: Target, sources: Mapping[str, str]) -> bool:
    here = anchors.find(sources.get(new.text, ""), new.anchor)
    there = _side(old, sources)[:1]
    return here is not None and any(
        likely.score >= _SURELY and likely.span.overlaps(here.span) for likely in there
    )
