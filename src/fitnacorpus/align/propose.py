"""The program's own links between all texts of a corpus, without any human judgement.

Accounts are compared episode by episode, and a link is narrowed to the sentences that carry it; a
text and its translation are aligned sentence by sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Any, Final

from fitnacorpus.align import (
    accounts,
    figures,
    lexicon,
    relations,
    score,
    shared,
    spans,
    translation,
)
from fitnacorpus.align.accounts import Account, Encode, Link
from fitnacorpus.align.events import originals
from fitnacorpus.align.group import ordered
from fitnacorpus.config import AlignSettings
from fitnacorpus.model import Document, Passage, PassageLink, Span

MANY: Final = 30
"""Texts of which every two are compared; of more, those that candidates speak for (`pairs`)."""
_PER_NAT: Final = 0.5
"""Standard scores that a nat of rarity of shared names, deeds or figures adds to two sentences."""


def propose(
    documents: Sequence[Document],
    encode: Encode,
    settings: AlignSettings,
    label: Callable[[str], str],
) -> list[PassageLink]:
    """Propose links between every two texts.

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
    texts = _read(documents, encode)
    frequency = accounts.counted(*(text.account for text in texts))
    total = sum(len(text.account.names) for text in texts)
    out: list[PassageLink] = []
    one_text = originals((d.text.info.id, d.text.info.translation_of) for d in documents)
    for a, b in _worth_comparing(texts, one_text):
        if _translates(a.document, b.document, one_text):
            out.extend(_translated(a.document, b.document, encode))
            continue
        found = accounts.link(
            a.account,
            b.account,
            frequency=frequency,
            total=total,
            floor=settings.floor,
            label=label,
        )
        if found:
            strength = _strength(a, b)
            narrow = [_narrowed(a, b, link, strength) for link in found]
            out.extend(_told(found, narrow, (a, b), frequency, label))
    return out


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as it is compared.

    Attributes:
        document: The text.
        account: What is compared of its episodes.
        spans: Its sentences; their rows are `account.sentences`.
        traits: For each sentence the names, the deeds, the numbers and years in it.
    """

    document: Document
    account: Account
    spans: tuple[Span, ...]
    traits: tuple[tuple[frozenset[str], ...], ...]

    def inside(self, episode: int) -> range:
        """The sentences of an episode."""
        starts = (*self.account.starts, len(self.spans))
        return range(starts[episode], starts[episode + 1])

    def passage(self, episode: int, run: range) -> Passage:
        """A run of sentences of an episode."""
        start, end = self.spans[run.start].start, self.spans[run.stop - 1].end
        return Passage(self.document.text.info.id, self.document.episodes[episode].id, start, end)


def _read(documents: Sequence[Document], encode: Encode) -> list[_Read]:
    """Read all texts; the mean of a language is that of all texts in it."""
    import numpy as np

    texts = [_read_one(document, encode) for document in documents]
    rows: dict[str, list[Any]] = defaultdict(list)
    for text in texts:
        if len(text.spans):
            rows[_primary(text.document)].append(text.account.vectors)
    means = {lang: np.concatenate(some).mean(axis=0) for lang, some in rows.items()}
    return [
        replace(text, account=replace(text.account, mean=means.get(_primary(text.document))))
        for text in texts
    ]


def _read_one(document: Document, encode: Encode) -> _Read:
    source = document.text.source
    whole = [Span(e.start, e.end) for e in document.episodes]
    divided = [e.sentences or (span,) for e, span in zip(document.episodes, whole, strict=True)]
    spans = tuple(s for inside in divided for s in inside)
    account = accounts.read(
        [source[s.start : s.end] for s in whole],
        _primary(document),
        encode,
        [_names(document, s) for s in whole],
        sentences=[[source[s.start : s.end] for s in inside] for inside in divided],
        figures=[_figures(document, s) for s in whole],
    )
    traits = (
        tuple(_names(document, s) for s in spans),
        tuple(lexicon.concepts(source[s.start : s.end]) for s in spans),
        tuple(_figures(document, s) for s in spans),
    )
    return _Read(document, account, spans, traits)


def _strength(a: _Read, b: _Read) -> Any:
    """How much speaks for each pair of sentences of two texts, in standard scores."""
    z = score.outstanding(
        score.centred(a.account.sentences, a.account.mean)
        @ score.centred(b.account.sentences, b.account.mean).T
    )
    for here, there in zip(a.traits, b.traits, strict=True):
        seen = shared.counted(here, there)
        z += _PER_NAT * shared.rarity(here, there, seen, len(here) + len(there), known=1.0)
    return z


def _narrowed(a: _Read, b: _Read, link: Link, strength: Any) -> tuple[Passage, Passage]:
    """The sentences of two linked episodes that carry the correspondence."""
    rows, columns = a.inside(link.a.start), b.inside(link.b.start)
    here, there = spans.tight(strength[rows.start : rows.stop, columns.start : columns.stop])
    return (
        a.passage(link.a.start, rows[here.start : here.stop]),
        b.passage(link.b.start, columns[there.start : there.stop]),
    )


def _told(
    found: Sequence[Link],
    narrow: Sequence[tuple[Passage, Passage]],
    texts: tuple[_Read, _Read],
    frequency: Mapping[str, int],
    label: Callable[[str], str],
) -> Iterable[PassageLink]:
    """Links of two texts, with what they say and on what the texts differ."""
    turned = relations.out_of_order([(a.start, b.start) for a, b in narrow])
    for link, (a, b), against in zip(found, narrow, turned, strict=True):
        sides = _facts(texts[0].document, a), _facts(texts[1].document, b)
        about = _about(texts, (a, b), frequency)
        kind = relations.relation(sides[0].text, sides[1].text, about=about)
        first, second = ordered(a, b)
        facets, words = relations.differences(*(sides if first is a else sides[::-1]), label=label)
        if against:
            facets, words = (*facets, "order"), (*words, "order: against that of the other links")
        yield PassageLink(
            first,
            second,
            score=link.score,
            relation=kind,
            differs=facets,
            evidence=(*link.evidence, *words),
        )


def _about(
    texts: tuple[_Read, _Read], passages: tuple[Passage, Passage], frequency: Mapping[str, int]
) -> tuple[str, str] | None:
    """Of each passage the sentences that hold the rarest name of both; None where there is none."""
    naming: list[list[tuple[Span, frozenset[str]]]] = [
        [
            (span, names)
            for span, names in zip(text.spans, text.traits[0], strict=True)
            if passage.start <= span.start and span.end <= passage.end
        ]
        for text, passage in zip(texts, passages, strict=True)
    ]
    here, there = (frozenset[str]().union(*(names for _, names in side)) for side in naming)
    if not here & there:
        return None
    rarest = min(here & there, key=lambda name: (frequency[name], name))
    one, other = (
        " ".join(text.document.text.source[s.start : s.end] for s, names in side if rarest in names)
        for text, side in zip(texts, naming, strict=True)
    )
    return one, other


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


def _names(document: Document, span: Span) -> frozenset[str]:
    """Bearers of the mentions in a stretch, where there is no doubt about them."""
    return frozenset(
        m.ref for m in document.mentions if m.status == "resolved" and _within(m, span)
    )


def _figures(document: Document, span: Span) -> frozenset[str]:
    """Numbers and years in a stretch."""
    return figures.keys(
        (n for n in document.numbers if _within(n, span)),
        (d for d in document.dates if _within(d, span)),
    )


def _within(annotation: Any, span: Span) -> bool:
    return bool(span.start <= annotation.start and annotation.end <= span.end)


def _primary(document: Document) -> str:
    return document.text.info.lang.partition("-")[0]


def _worth_comparing(
    texts: Sequence[_Read], one_text: Mapping[str, str]
) -> Iterable[tuple[_Read, _Read]]:
    """Every two texts; of many, translations and those that candidates speak for."""
    every = list(combinations(texts, 2))
    if len(texts) <= MANY:
        return every
    from fitnacorpus.align.pairs import prospects

    found = prospects(
        [text.account.vectors for text in texts], [_primary(text.document) for text in texts]
    )
    named = {(id(texts[p.a]), id(texts[p.b])) for p in found}
    return [
        (a, b)
        for a, b in every
        if (id(a), id(b)) in named or _translates(a.document, b.document, one_text)
    ]


def _translates(a: Document, b: Document, one_text: Mapping[str, str]) -> bool:
    """Whether two texts render one original, or one the other: no two accounts."""
    here, there = (one_text.get(d.text.info.id, d.text.info.id) for d in (a, b))
    return here == there


def _translated(a: Document, b: Document, encode: Encode) -> Iterable[PassageLink]:
    """Links of a text and its translation: runs of beads inside one pair of episodes."""
    sides = [[(e.id, s) for e in d.episodes for s in e.sentences] for d in (a, b)]
    texts = [
        [d.text.source[s.start : s.end] for _, s in side]
        for d, side in zip((a, b), sides, strict=True)
    ]
    beads = translation.align(
        texts[0], texts[1], lambda p: encode(p, _primary(a)), lambda p: encode(p, _primary(b))
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
            *ordered(
                Passage(a.text.info.id, in_a, *spans[0]), Passage(b.text.info.id, in_b, *spans[1])
            ),
            score=round(sum(bead.score for bead in run) / len(run), 2),
            evidence=("one text is a translation of the other",),
        )
