"""The program's own links between two texts of a corpus, without any human judgement.

Accounts are compared in short units, and a link joins two runs of these, each inside one episode; a
text and its translation are aligned sentence by sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any, Final

from fitnacorpus.align import (
    event_terms,
    features,
    figures,
    linking,
    relations,
    statistics,
    translation,
    units,
)
from fitnacorpus.align.events import originals
from fitnacorpus.align.evidence import reasons
from fitnacorpus.align.features import Arrays, Encode, Features
from fitnacorpus.align.group import ordered
from fitnacorpus.align.linking import Scored
from fitnacorpus.align.statistics import Statistics
from fitnacorpus.align.units import Units
from fitnacorpus.config import AlignSettings
from fitnacorpus.model import Document, Passage, PassageLink, Span

MANY: Final = 30
"""Texts of which every two are compared; of more, those that candidates speak for (`pairs`)."""
_WIDENED: Final = 60
"""Characters by which a passage is widened to the ends of its sentences at most."""


def propose(
    documents: Sequence[Document],
    encode: Encode,
    settings: AlignSettings,
    label: Callable[[str], str],
) -> list[PassageLink]:
    """Propose links between every two texts: all stages at once, in memory.

    Args:
        documents: All documents; their episodes' events are not looked at.
        encode: Gives the vectors of passages and of words.
        settings: How links are proposed.
        label: From an authority id to the name given as evidence.

    Returns:
        Links, in the order of the texts, then by score.
    """
    if len(documents) < 2:
        return []  # nothing to compare, and encoding is what takes time
    read = [features.read(document) for document in documents]
    texts = {x.text: (x, features.encoded(x, encode, "")) for x in read}
    chosen = statistics.reference({x.text: x.lang for x in read})
    known = statistics.gather((texts[t] for t in chosen), whole=len(chosen) == len(texts))
    one_text = originals((d.text.info.id, d.text.info.translation_of) for d in documents)
    out: list[PassageLink] = []
    for a, b in worth_comparing(
        {text: (x.lang, arrays.passages) for text, (x, arrays) in texts.items()}, one_text
    ):
        if translates(a, b, one_text):
            out += translated(texts[a][0], texts[b][0], encode)
        else:
            out += pair(texts[a], texts[b], known, settings, label)
    return out


def pair(
    a: tuple[Features, Arrays],
    b: tuple[Features, Arrays],
    known: Statistics,
    settings: AlignSettings,
    label: Callable[[str], str],
) -> list[PassageLink]:
    """Propose links between two accounts.

    Args:
        a: The text whose id sorts first.
        b: The other.
        known: What is known of the corpus.
        settings: How links are proposed.
        label: From an authority id to the name given as evidence.

    Returns:
        Links, best first.
    """
    sides = [units.of_document(own.document, arrays.units) for own, arrays in (a, b)]
    found = linking.link(*sides, means=known.means, floor=settings.floor)
    if not found:
        return []
    # A text that is none of the reference holds names that were not counted.
    frequency = known.frequency | Counter(n for x, _ in (a, b) for n in x.things)
    documents = a[0].document, b[0].document
    return list(_told(found, _Texts(documents, (sides[0], sides[1])), frequency, label))


@dataclass(frozen=True, slots=True)
class _Texts:
    """Two texts and their units."""

    documents: tuple[Document, Document]
    units: tuple[Units, Units]

    def passage(self, side: int, run: range) -> Passage:
        """A run of units, which stands in one episode."""
        document, own = self.documents[side], self.units[side]
        episode = document.episodes[own.part[run.start]].id
        start, end = own.spans[run.start].start, own.spans[run.stop - 1].end
        return Passage(document.text.info.id, episode, *_sentences(document, start, end))

    def stated(self, passage: Passage) -> relations.Side:
        """What a passage states that can be compared."""
        return _facts(self._document(passage), passage)

    def held(self, passage: Passage) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Names beyond doubt, event terms, numbers and years of a passage."""
        document = self._document(passage)
        span = Span(passage.start, passage.end)
        return (
            features.names(document, span),
            event_terms.concepts(document.text.source[span.start : span.end]),
            features.numbers(document, span),
        )

    def _document(self, passage: Passage) -> Document:
        return next(d for d in self.documents if d.text.info.id == passage.text)


def _sentences(document: Document, start: int, end: int) -> tuple[int, int]:
    """A stretch widened to whole sentences, where these are not too long to be quoted."""
    inside = [s for e in document.episodes for s in e.sentences if s.start < end and start < s.end]
    if inside and start - inside[0].start <= _WIDENED:
        start = inside[0].start
    if inside and inside[-1].end - end <= _WIDENED:
        end = inside[-1].end
    return start, end


def _told(
    found: Sequence[Scored], texts: _Texts, frequency: Counter[str], label: Callable[[str], str]
) -> Iterable[PassageLink]:
    """Links of two texts: what they say, what speaks for them, and on what the texts differ."""
    passages = [(texts.passage(0, x.a), texts.passage(1, x.b)) for x in found]
    turned = relations.out_of_order([(a.start, b.start) for a, b in passages])
    for link, (a, b), against in zip(found, passages, turned, strict=True):
        first, second = ordered(a, b)
        sides = texts.stated(first), texts.stated(second)
        held = texts.held(first), texts.held(second)
        kind = relations.relation(sides[0].text, sides[1].text)
        why = reasons(
            names=(held[0][0], held[1][0]),
            deeds=(held[0][1], held[1][1]),
            figures=(held[0][2], held[1][2]),
            heard=link.heard,
            frequency=frequency,
            label=label,
        )
        facets, words = relations.differences(*sides, label=label)
        if against:
            facets, words = (*facets, "order"), (*words, "order: against that of the other links")
        yield PassageLink(
            first,
            second,
            score=link.probability,
            relation=kind,
            differs=facets,
            evidence=(*why, *words),
        )


def _facts(document: Document, passage: Passage) -> relations.Side:
    """What a passage states that can be compared."""
    span = Span(passage.start, passage.end)
    return relations.Side(
        document.text.source[passage.start : passage.end],
        frozenset(
            m.ref
            for m in document.mentions
            if m.kind == "place" and m.status == "resolved" and _within(m, span)
        ),
        frozenset(n.value for n in document.numbers if _within(n, span)),
        frozenset(year for d in document.dates if _within(d, span) for year in figures.years(d)),
    )


def _within(annotation: Any, span: Span) -> bool:
    return bool(span.start <= annotation.start and annotation.end <= span.end)


def worth_comparing(
    texts: Mapping[str, tuple[str, Any]], one_text: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Every two texts, by id; of many, translations and those that candidates speak for.

    Args:
        texts: Text id, in order, to its primary language and the vectors of its episodes.
        one_text: From a text to the one that it renders in the end, as `originals` gives it.
    """
    every = list(combinations(texts, 2))
    if len(texts) <= MANY:
        return every
    from fitnacorpus.align.pairs import prospects

    ids = list(texts)
    found = prospects([rows for _, rows in texts.values()], [lang for lang, _ in texts.values()])
    named = {(ids[p.a], ids[p.b]) for p in found}
    return [(a, b) for a, b in every if (a, b) in named or translates(a, b, one_text)]


def translates(a: str, b: str, one_text: Mapping[str, str]) -> bool:
    """Whether two texts render one original, or one the other: no two accounts."""
    return one_text.get(a, a) == one_text.get(b, b)


def translated(a: Features, b: Features, encode: Encode) -> Iterable[PassageLink]:
    """Links of a text and its translation: runs of beads inside one pair of episodes."""
    sides = [[(e.id, s) for e in d.episodes for s in e.sentences] for d in (a.document, b.document)]
    texts = [
        [d.text.source[s.start : s.end] for _, s in side]
        for d, side in zip((a.document, b.document), sides, strict=True)
    ]
    beads = translation.align(
        texts[0], texts[1], lambda p: encode(p, a.lang), lambda p: encode(p, b.lang)
    )
    full = [bead for bead in beads if bead.a and bead.b]
    for (in_a, in_b), group in groupby(
        full, key=lambda bead: (sides[0][bead.a.start][0], sides[1][bead.b.start][0])
    ):
        run = list(group)
        spans = []
        for side, episode, indices in (
            (sides[0], in_a, [i for bead in run for i in bead.a]),
            (sides[1], in_b, [i for bead in run for i in bead.b]),
        ):
            inside = [side[i][1] for i in indices if side[i][0] == episode]
            spans.append((inside[0].start, inside[-1].end))
        yield PassageLink(
            *ordered(Passage(a.text, in_a, *spans[0]), Passage(b.text, in_b, *spans[1])),
            score=round(sum(bead.score for bead in run) / len(run), 2),
            evidence=("one text is a translation of the other",),
        )
