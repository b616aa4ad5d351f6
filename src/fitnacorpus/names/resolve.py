"""Resolution: which entry a found name stands for, and why.

One bearer: resolved.  Several: the context ranks them, and the mention stays ambiguous unless a
reviewer has decided.  Nothing is guessed silently: an ambiguous mention keeps all its candidates.

The ranking weighs what a reader looks at.  It begins with how widely a bearer is named: the man of
whom every text speaks is the one a text calls by his bare name.  His weight grows with each of his
usual companions (`context.Context.companions`) who stands near, with his part in the event that the
episode tells, and with how recently he was named beyond doubt.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus.model import Authority, Candidate, Mention, Span
from fitnacorpus.names.context import Context
from fitnacorpus.names.tag import Bearer, Hit

REACH: Final = 200
"""Names within so many code points, about a long sentence, are neighbours."""
_COMPANION: Final = 2.0
"""How much likelier a bearer is beside one who is usually named with him."""
_EVENT: Final = 2.0
"""The same for a part in the event that is told; it does not shut out a namesake without one."""
_RECENT: Final = 3.0
"""How much likelier a bearer is who was the last one named; it fades with every name since."""
_NO_CONTEXT: Final = Context()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A reviewer's decision on one place: a ref, or "" for no name at all."""

    span: Span
    ref: str
    resp: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of a text that tells one event: names do not look for neighbours beyond it."""

    span: Span
    event: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A possible bearer, with what speaks for him.

    Attributes:
        bearer: The bearer.
        share: His share of the weight of all candidates, two decimals.
        reasons: What speaks for him, in words a historian understands.
    """

    bearer: Bearer
    share: float
    reasons: tuple[str, ...]


def resolve(
    hits: Sequence[Hit],
    authority: Authority,
    text_id: str,
    *,
    rulings: Sequence[Ruling] = (),
    scenes: Sequence[Scene] = (),
    context: Context = _NO_CONTEXT,
) -> tuple[Mention, ...]:
    """Mentions from hits, in order.

    Args:
        hits: What the tagger found in one text.
        authority: The authority.
        text_id: The text: a form that the editor found in this text for one entry, and for another
            entry only elsewhere, names the first.
        rulings: Reviewers' decisions; they win, and also make mentions the tagger did not find.
        scenes: The episodes, in order.
        context: What the authority knows of its entries.
    """
    found = _resolved(hits, authority, text_id, rulings, scenes, context)
    return tuple(mention for _, mention, _ in found)


def reasons(
    hits: Sequence[Hit],
    authority: Authority,
    text_id: str,
    *,
    rulings: Sequence[Ruling] = (),
    scenes: Sequence[Scene] = (),
    context: Context = _NO_CONTEXT,
) -> dict[Span, tuple[Ranked, ...]]:
    """For each ambiguous place the candidates, best first, with reasons; arguments of `resolve`."""
    found = _resolved(hits, authority, text_id, rulings, scenes, context)
    return {span: ranked for span, _, ranked in found if ranked}


def _resolved(
    hits: Sequence[Hit],
    authority: Authority,
    text_id: str,
    rulings: Sequence[Ruling],
    scenes: Sequence[Scene],
    context: Context,
) -> list[tuple[Span, Mention, tuple[Ranked, ...]]]:
    ruled = {r.span: r for r in rulings}
    free = [h for h in hits if not any(h.span.overlaps(span) for span in ruled)]
    bearers = {hit.span: _narrow(hit.bearers, text_id) for hit in free}
    certain = {
        span: _only(options[0], span) for span, options in bearers.items() if len(options) == 1
    }
    for span, ruling in ruled.items():
        if ruling.ref:
            certain[span] = _ruled(ruling, hits, authority)
    judge = _Judge(certain, scenes, context)
    out: list[tuple[Span, Mention, tuple[Ranked, ...]]] = []
    for position, span in enumerate(sorted({*bearers, *certain})):
        if span in certain:
            judge.seen(certain[span].ref, position)
            out.append((span, certain[span], ()))
        else:
            ranked = judge.rank(span, bearers[span], position)
            out.append((span, _ambiguous(span, ranked), ranked))
    return out


class _Judge:
    """Ranks the bearers of shared names, walking through one text from its beginning."""

    def __init__(
        self,
        certain: Mapping[Span, Mention],
        scenes: Sequence[Scene],
        context: Context,
    ) -> None:
        self._certain = sorted((span, mention.ref) for span, mention in certain.items())
        self._scenes = scenes
        self._context = context
        self._texts = context.texts
        self._last: dict[str, int] = {}
        # Companions are not learned from this text: a man whom it only ever calls by the shared
        # form has none that are certain, and his namesake, named in full, would get them all.
        self._standing = {(self._scene(span).span, ref) for span, ref in self._certain}

    def seen(self, ref: str, position: int) -> None:
        """Note that an entry is named beyond doubt."""
        self._last[ref] = position

    def rank(self, span: Span, bearers: Sequence[Bearer], position: int) -> tuple[Ranked, ...]:
        """Possible bearers of one place, best first; equal ones by id."""
        refs = [b.ref for b in bearers]
        near = self._near(span) - {*refs}
        event = self._scene(span).event
        weights = {
            ref: (1 + self._texts.get(ref, 0))
            * self._company(ref, near)
            * (_EVENT if ref in self._context.events.get(event, ()) else 1)
            * (1 + _RECENT / (position - self._last[ref]) if ref in self._last else 1)
            for ref in refs
        }
        total = sum(weights.values())
        ordered = sorted(bearers, key=lambda b: (-weights[b.ref], b.ref))
        return tuple(
            Ranked(b, round(weights[b.ref] / total, 2), self._why(b.ref, near, event, position))
            for b in ordered
        )

    def _company(self, ref: str, near: set[str]) -> float:
        """What usual companions that stand near add: each twice the weight, less if common here."""
        mine = self._context.companions.get(ref, ())
        return math.prod(
            (_COMPANION ** self._rarity(other) for other in sorted(near) if other in mine),
            start=1.0,
        )

    def _rarity(self, ref: str) -> float:
        """1 for an entry named in one scene, falling to 0 for one that stands in all of them.

        In an account of Egypt the name of Egypt tells nothing (inverse document frequency, Spärck
        Jones 1972, over the scenes of one text).
        """
        everywhere = max(len({s for s, _ in self._standing}), 1)
        scenes = sum(other == ref for _, other in self._standing)
        if everywhere == 1 or scenes < 1:
            return 1.0
        return 1 - math.log(scenes) / math.log(everywhere)

    def _near(self, span: Span) -> set[str]:
        """Entries named beyond doubt near a place, in the same scene."""
        frame = self._scene(span).span
        low, high = max(frame.start, span.start - REACH), min(frame.end, span.end + REACH)
        return {ref for s, ref in self._certain if low <= s.start and s.end <= high and s != span}

    def _scene(self, span: Span) -> Scene:
        for scene in self._scenes:
            if scene.span.contains(span):
                return scene
        return Scene(span if self._scenes else Span(0, span.end + REACH))

    def _why(self, ref: str, near: set[str], event: str, position: int) -> tuple[str, ...]:
        out = []
        if number := self._texts.get(ref, 0):
            out.append(f"named in {number} text{'' if number == 1 else 's'}")
        if companions := sorted(near & {*self._context.companions.get(ref, ())}):
            out.append(f"usually stands with {', '.join(companions)}, named near")
        if ref in self._context.events.get(event, ()):
            out.append(f"has a part in {event}, which is told here")
        if ref in self._last:
            ago = position - self._last[ref]
            out.append(f"last named beyond doubt {ago} name{'' if ago == 1 else 's'} before")
        return tuple(out)


def _only(bearer: Bearer, span: Span) -> Mention:
    kind = "title" if bearer.type == "title" else "name"
    return Mention(*span, bearer.kind, kind, (Candidate(bearer.ref, 1.0),))


def _ambiguous(span: Span, ranked: Sequence[Ranked]) -> Mention:
    best = ranked[0].bearer
    kind = "title" if best.type == "title" else "name"
    candidates = tuple(Candidate(r.bearer.ref, r.share) for r in ranked)
    return Mention(*span, best.kind, kind, candidates, why="context")


def _ruled(ruling: Ruling, hits: Sequence[Hit], authority: Authority) -> Mention:
    kind, form_type = _type(ruling, hits, authority)
    best = Candidate(ruling.ref, 1.0)
    return Mention(*ruling.span, kind, form_type, (best,), ruling.resp, "verdict")


def _type(ruling: Ruling, hits: Sequence[Hit], authority: Authority) -> tuple[str, str]:
    """Kind and type of a ruled mention: those of the entry's form found there, else a name."""
    for hit in hits:
        if hit.span == ruling.span:
            for bearer in hit.bearers:
                if bearer.ref == ruling.ref:
                    return bearer.kind, "title" if bearer.type == "title" else "name"
    entry = authority.by_id.get(ruling.ref)
    return entry.kind if entry else "person", "name"


def _narrow(bearers: Sequence[Bearer], text_id: str) -> tuple[Bearer, ...]:
    here = tuple(b for b in bearers if text_id in b.sources)
    return here or tuple(bearers)
