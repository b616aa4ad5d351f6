"""Resolution: which entry a found name stands for, with what probability, and why.

A name that is told in full, or that only one entry bears and nothing else speaks against, is
resolved.  A short form is weighed at its place (`weighing`): from `RESOLVED` on it is resolved, and
says with what probability; below, it is ambiguous and keeps all its candidates.  A name whose parts
are those of no entry is unresolved.  Nothing is guessed silently; a reviewer's decision wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus.model import RESOLVED, Authority, Candidate, Mention, Span
from fitnacorpus.names.bearing import Bearers
from fitnacorpus.names.context import Context
from fitnacorpus.names.hits import Bearer, Hit
from fitnacorpus.names.period import Period
from fitnacorpus.names.ranked import Ranked, Scene
from fitnacorpus.names.weighing import Weighing

__all__ = ["Ranked", "Ruling", "Scene", "reasons", "resolve"]

_NO_CONTEXT: Final = Context()
_FAINT: Final = 0.02
"""A candidate below this probability is not worth a reader's time."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A reviewer's decision on one place.

    Attributes:
        span: The words.
        ref: Whom they mean, or "" for no name at all.
        resp: Who says so.
        type: "name" or "title", as in `Mention`, or "" for what the forms of the bearer make it.
        cert: How sure the reviewer is, above 0 and up to 1.
    """

    span: Span
    ref: str
    resp: str
    type: str = ""
    cert: float = 1.0


def resolve(
    hits: Sequence[Hit],
    authority: Authority,
    text_id: str,
    *,
    rulings: Sequence[Ruling] = (),
    scenes: Sequence[Scene] = (),
    context: Context = _NO_CONTEXT,
    bearings: Bearers | None = None,
    arabic: bool = True,
    years: Sequence[tuple[int, int]] = (),
    written: int = 0,
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
        bearings: Its persons by the parts of their names.
        arabic: Whether the text is Arabic.
        years: Where dates stand in the text, each with its year of the Common Era, in order.
        written: Year in which its author died, of the Common Era; 0 if unknown.
    """
    found = _resolved(
        hits, authority, text_id, rulings, scenes, context, bearings, arabic, years,
        written,
    )  # fmt: skip
    return tuple(mention for _, mention, _ in found)


def reasons(
    hits: Sequence[Hit],
    authority: Authority,
    text_id: str,
    *,
    rulings: Sequence[Ruling] = (),
    scenes: Sequence[Scene] = (),
    context: Context = _NO_CONTEXT,
    bearings: Bearers | None = None,
    arabic: bool = True,
    years: Sequence[tuple[int, int]] = (),
    written: int = 0,
) -> dict[Span, tuple[Ranked, ...]]:
    """For each ambiguous place the candidates, best first, with reasons; arguments of `resolve`."""
    found = _resolved(
        hits, authority, text_id, rulings, scenes, context, bearings, arabic, years,
        written,
    )  # fmt: skip
    return {span: ranked for span, mention, ranked in found if mention.status == "ambiguous"}


def _resolved(
    hits: Sequence[Hit],
    authority: Authority,
    text_id: str,
    rulings: Sequence[Ruling],
    scenes: Sequence[Scene],
    context: Context,
    bearings: Bearers | None,
    arabic: bool,
    years: Sequence[tuple[int, int]],
    written: int,
) -> list[tuple[Span, Mention, tuple[Ranked, ...]]]:
    ruled = {r.span: r for r in rulings}
    closed = [r for r in ruled.values() if not _holds_names(r, authority)]
    held = {*ruled} - {r.span for r in closed}
    free = [
        h
        for h in hits
        if not any(h.span.overlaps(r.span) for r in closed)
        and all(_inside(h.span, span) for span in held if h.span.overlaps(span))
    ]
    options = {hit.span: _narrow(hit.bearers, text_id) for hit in free}
    period = Period(years, context.deaths, free, written)
    certain = {
        hit.span: options[hit.span][0].ref
        for hit in free
        if len(options[hit.span]) == 1
        and hit.doubt * hit.cues.name * period.certainty(options[hit.span][0].ref, hit) >= RESOLVED
    }
    certain |= {span: ruling.ref for span, ruling in ruled.items() if ruling.ref}
    weighing = Weighing(free, certain, scenes, context, bearings, arabic, period)
    named = {hit.span: hit for hit in free}
    out: list[tuple[Span, Mention, tuple[Ranked, ...]]] = []
    for position, span in enumerate(sorted({*options, *certain})):
        ranked: tuple[Ranked, ...] = ()
        hit = named.get(span)
        if hit is None:
            mention = _ruled(ruled[span], hits, authority)
        elif not hit.bearers and (hit.kind or not weighing.candidates(hit, ())):
            # A new person; one whose own name alone is somebody's is no business of the authority.
            mention = Mention(*span, hit.kind, "name", (), why="none")
        else:
            contested = sum(text_id in b.sources for b in options[span]) > 1
            mention, ranked = _weighed(hit, options[span], weighing, position, contested)
        if mention.status != "ambiguous":
            weighing.seen(hit, mention.ref, span, position)
        elif hit is not None:
            weighing.doubted(hit, ranked[0].share if ranked else 0.0)
            if weighing.is_new(hit):
                weighing.introduced(hit, position)
        if mention.candidates or hit is None or hit.listed:
            out.append((span, mention, ranked))
    return out


def _weighed(
    hit: Hit, options: Sequence[Bearer], weighing: Weighing, position: int, contested: bool
) -> tuple[Mention, tuple[Ranked, ...]]:
    """The mention that a name with bearers makes, and the candidates that were weighed."""
    bearers = options if hit.full else weighing.candidates(hit, options)
    ranked = weighing.rank(hit, bearers, position, contested=contested)
    best = ranked[0]
    kind = "title" if best.bearer.type == "title" else "name"
    if best.share >= RESOLVED:
        alone = len(options) == 1 and best.share == 1
        cert = Candidate(best.bearer.ref, best.share)
        why = "form" if alone else "context"
        return Mention(*hit.span, best.bearer.kind, kind, (cert,), why=why), ranked
    kept = [r for r in ranked if r.share >= _FAINT]
    candidates = tuple(Candidate(r.bearer.ref, r.share) for r in kept)
    why = "context" if candidates else "none"
    return Mention(*hit.span, best.bearer.kind, kind, candidates, why=why), tuple(kept)


def _ruled(ruling: Ruling, hits: Sequence[Hit], authority: Authority) -> Mention:
    kind, form_type = _type(ruling, hits, authority)
    best = Candidate(ruling.ref, ruling.cert)
    return Mention(*ruling.span, kind, form_type, (best,), ruling.resp, "verdict")


def _holds_names(ruling: Ruling, authority: Authority) -> bool:
    """Whether names may stand inside ruled words: in "the commander of Muawiya's army" they do.

    So they do in the name of an event, and in no other name.
    """
    entry = authority.by_id.get(ruling.ref)
    is_event = entry is not None and entry.kind == "event"
    return bool(ruling.ref) and (is_event or ruling.type != "name")


def _inside(inner: Span, outer: Span) -> bool:
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def _type(ruling: Ruling, hits: Sequence[Hit], authority: Authority) -> tuple[str, str]:
    """Kind and type of a ruled mention: those of the entry's form found there.

    Words in which nobody sees a name (an office, a pronoun) stand for one: their type is "title",
    unless the reviewer calls them a name.
    """
    entry = authority.by_id.get(ruling.ref)
    kind, is_name = entry.kind if entry else "person", False
    if ruling.type:
        return kind, ruling.type
    for hit in hits:
        if ruling.span in (hit.span, hit.form):
            is_name = True
            for bearer in hit.bearers:
                if bearer.ref == ruling.ref:
                    return bearer.kind, "title" if bearer.type == "title" else "name"
    return kind, "name" if is_name else "title"


def _narrow(bearers: Sequence[Bearer], text_id: str) -> tuple[Bearer, ...]:
    here = tuple(b for b in bearers if text_id in b.sources)
    return here or tuple(bearers)
