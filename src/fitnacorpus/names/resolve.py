"""Resolution: which entry a found name stands for, and why.

One bearer: resolved.  Several: the text's own usage and the last mention rank them, and the mention
is ambiguous unless a reviewer has decided.  Nothing is guessed silently: an ambiguous mention keeps
all its candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fitnacorpus.model import Authority, Candidate, Mention, Span
from fitnacorpus.names.tag import Bearer, Hit


@dataclass(frozen=True, slots=True)
class Ruling:
    """A reviewer's decision on one place: a ref, or "" for no name at all."""

    span: Span
    ref: str
    resp: str


def resolve(
    hits: Sequence[Hit],
    authority: Authority,
    text_id: str,
    *,
    rulings: Sequence[Ruling] = (),
) -> tuple[Mention, ...]:
    """Mentions from hits, in order.

    Args:
        hits: What the tagger found in one text.
        authority: The authority.
        text_id: The text: a form that the editor found in this text for one entry, and for another
            entry only elsewhere, names the first.
        rulings: Reviewers' decisions; they win, and also make mentions the tagger did not find.
    """
    ruled = {r.span: r for r in rulings}
    free = [h for h in hits if not any(h.span.overlaps(span) for span in ruled)]
    bearers = {hit.span: _narrow(hit.bearers, text_id) for hit in free}
    usage = Counter(options[0].ref for options in bearers.values() if len(options) == 1)
    usage.update(ruling.ref for ruling in rulings)
    out: list[Mention] = []
    last_seen: dict[str, int] = {}
    for span in sorted({*bearers, *(s for s, ruling in ruled.items() if ruling.ref)}):
        if span in ruled:
            mention = _ruled(ruled[span], hits, authority)
        else:
            mention = _mention(span, bearers[span], usage, last_seen, len(out))
        if mention.status == "resolved":
            last_seen[mention.ref] = len(out)
        out.append(mention)
    return tuple(out)


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


def _mention(
    span: Span,
    bearers: Sequence[Bearer],
    usage: Mapping[str, int],
    last_seen: Mapping[str, int],
    position: int,
) -> Mention:
    if len(bearers) == 1:
        only = bearers[0]
        return Mention(
            *span,
            only.kind,
            "title" if only.type == "title" else "name",
            (Candidate(only.ref, 1.0),),
        )
    weights = {b.ref: _weight(b.ref, usage, last_seen, position) for b in bearers}
    total = sum(weights.values())
    ranked = sorted(bearers, key=lambda b: (-weights[b.ref], b.ref))
    shares = [round(weights[b.ref] / total, 2) for b in ranked]
    return Mention(
        *span,
        ranked[0].kind,
        "title" if ranked[0].type == "title" else "name",
        tuple(Candidate(b.ref, share) for b, share in zip(ranked, shares, strict=True)),
        why="context",
    )


def _weight(ref: str, usage: Mapping[str, int], last_seen: Mapping[str, int], now: int) -> float:
    """Usage in the text, with a bonus that fades over the mentions since the last certain one."""
    recency = 0.0
    if ref in last_seen:
        recency = 1 / (now - last_seen[ref])
    return 0.5 + usage.get(ref, 0) / (1 + sum(usage.values())) + recency
