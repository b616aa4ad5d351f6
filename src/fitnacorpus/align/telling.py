"""From runs of units that tell the same to links of passages: what each says, and why.

Everything given as a reason is taken from the two passages that are quoted, so that a reader finds
it there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from fitnacorpus.align import event_terms, figures, linking, relations
from fitnacorpus.align.evidence import reasons
from fitnacorpus.align.group import ordered
from fitnacorpus.align.lexicon import Lexicon
from fitnacorpus.align.linking import Scored
from fitnacorpus.align.statistics import Statistics
from fitnacorpus.align.units import Units
from fitnacorpus.model import Document, Passage, PassageLink, Span
from fitnacorpus.vocabulary import Facet

WIDENED: Final = 60
"""Characters by which a passage is widened to the ends of its sentences at most; a sentence that
runs on further is quoted from the clause that matters."""
Side = tuple[Document, Units]
"""A text, with its names, numbers and dates, and its units."""


def links(
    a: Side,
    b: Side,
    known: Statistics,
    *,
    label: Callable[[str], str],
    words: Lexicon | None = None,
) -> list[PassageLink]:
    """The links of two long accounts, best first.

    Args:
        a: The text whose id sorts first.
        b: The other.
        known: What is known of the corpus.
        label: From an authority id to the name given as evidence.
        words: The translation lexicon; by default that of the package.
    """
    found = linking.link(a[1], b[1], words=words)
    passages = [(_passage(a, x.a), _passage(b, x.b)) for x in found]
    turned = relations.out_of_order([(here.start, there.start) for here, there in passages])
    return [
        _link(link, (a[0], here), (b[0], there), against, known.frequency, label)
        for link, (here, there), against in zip(found, passages, turned, strict=True)
    ]


def _link(
    link: Scored,
    a: tuple[Document, Passage],
    b: tuple[Document, Passage],
    against: bool,
    frequency: Mapping[str, int],
    label: Callable[[str], str],
) -> PassageLink:
    first = ordered(a[1], b[1])[0]
    sides = (a, b) if first is a[1] else (b, a)
    facts_ = [facts(*side) for side in sides]
    why = shown(sides, frequency, label, heard=link.heard)
    facets, words = relations.differences(facts_[0], facts_[1], label=label)
    if against:
        facets, words = (*facets, Facet.ORDER), (*words, "order: against that of the other links")
    return PassageLink(
        sides[0][1],
        sides[1][1],
        score=link.probability,
        relation=relations.relation(
            facts_[0].text,
            facts_[1].text,
            astray=(_with_before(*sides[0]), _with_before(*sides[1])) if link.astray else None,
        ),
        differs=facets,
        evidence=(*why, *words),
    )


def _with_before(document: Document, passage: Passage) -> str:
    return document.text.source[max(0, passage.start - relations.BEFORE) : passage.end]


def shown(
    sides: Sequence[tuple[Document, Passage]],
    frequency: Mapping[str, int],
    label: Callable[[str], str],
    *,
    heard: Sequence[str] = (),
    wording: float = 0.0,
) -> tuple[str, ...]:
    """The reasons for a link, as far as a reader finds them in its two quotations.

    Args:
        sides: The two passages, each with its text.
        frequency: In how many episodes each thing stands.
        label: From an authority id to the name given as evidence.
        heard: Names that no authority resolves and that are heard in both.
        wording: Standard score of the likeness of wording of the two.
    """
    held = [held_in(*side) for side in sides]
    return reasons(
        names=[names for names, _, _ in held],
        deeds=[terms for _, terms, _ in held],
        figures=[numbers for _, _, numbers in held],
        heard=heard,
        frequency=frequency,
        label=label,
        wording=wording,
    )


def _passage(side: Side, run: range) -> Passage:
    """A run of units, which stands in one episode, widened to whole sentences."""
    document, units = side
    episode = document.episodes[units.part[run.start]]
    start, end = units.spans[run.start].start, units.spans[run.stop - 1].end
    inside = [s for s in episode.sentences if s.start < end and start < s.end]
    if inside and start - inside[0].start <= WIDENED:
        start = min(start, inside[0].start)
    if inside and inside[-1].end - end <= WIDENED:
        end = max(end, inside[-1].end)
    return Passage(document.text.info.id, episode.id, start, end)


def held_in(
    document: Document, passage: Passage
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Names beyond doubt, event terms, numbers and years of a passage."""
    span = Span(passage.start, passage.end)
    return (
        frozenset(m.ref for m in _inside(document.mentions, span) if m.status == "resolved"),
        event_terms.concepts(document.text.source[span.start : span.end]),
        figures.keys(_inside(document.numbers, span), _inside(document.dates, span)),
    )


def facts(document: Document, passage: Passage) -> relations.Side:
    """What a passage states that can be compared."""
    span = Span(passage.start, passage.end)
    return relations.Side(
        document.text.source[passage.start : passage.end],
        frozenset(
            m.ref
            for m in _inside(document.mentions, span)
            if m.kind == "place" and m.status == "resolved"
        ),
        frozenset(n.value for n in _inside(document.numbers, span)),
        frozenset(y for d in _inside(document.dates, span) for y in figures.years(d)),
    )


_start: Final = attrgetter("start")


def _inside(annotations: Sequence[Any], span: Span) -> list[Any]:
    """The annotations that lie in a stretch as a whole; they are in the order of their starts."""
    first = bisect_left(annotations, span.start, key=_start)
    last = bisect_right(annotations, span.end, lo=first, key=_start)
    return [x for x in annotations[first:last] if x.end <= span.end]
