"""The program's own links between all texts of a corpus, without any human judgement.

Accounts are compared episode by episode; a text and its translation sentence by sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, groupby
from typing import Any, Final

from fitnacorpus.align import accounts, translation
from fitnacorpus.align.events import originals
from fitnacorpus.align.group import ordered
from fitnacorpus.config import AlignSettings
from fitnacorpus.model import Document, Passage, PassageLink

MANY: Final = 30
"""Texts of which every two are compared; of more, those that candidates speak for (`pairs`)."""

Encode = Callable[[Sequence[str], str], Any]
"""From passages and their language to an (n, d) array of unit rows."""


def propose(
    documents: Sequence[Document],
    encode: Encode,
    settings: AlignSettings,
    label: Callable[[str], str],
) -> list[PassageLink]:
    """Propose links between every two texts.

    Args:
        documents: All documents; their episodes' events are not looked at.
        encode: Gives the vectors of passages.
        settings: How links are proposed.
        label: From an authority id to the name given as evidence.

    Returns:
        Links, in the order of the texts, then by score.
    """
    import numpy as np

    vectors = {d.text.info.id: encode(_episodes(d), d.text.info.lang) for d in documents}
    names = {d.text.info.id: [_names(d, e.start, e.end) for e in d.episodes] for d in documents}
    frequency = Counter(ref for sets in names.values() for refs in sets for ref in refs)
    by_language: dict[str, list[Any]] = defaultdict(list)
    for document in documents:
        by_language[_primary(document)].append(vectors[document.text.info.id])
    means = {lang: np.concatenate(rows).mean(axis=0) for lang, rows in by_language.items()}
    out: list[PassageLink] = []
    one_text = originals((d.text.info.id, d.text.info.translation_of) for d in documents)
    for a, b in _worth_comparing(documents, vectors, one_text):
        if _translates(a, b, one_text):
            out.extend(_translated(a, b, encode))
            continue
        found = accounts.link(
            vectors[a.text.info.id],
            vectors[b.text.info.id],
            names[a.text.info.id],
            names[b.text.info.id],
            mean_a=means[_primary(a)],
            mean_b=means[_primary(b)],
            frequency=frequency,
            floor=settings.floor,
            label=label,
        )
        out.extend(
            PassageLink(
                *ordered(_whole(a, link.a.start), _whole(b, link.b.start)),
                score=link.score,
                relation=link.relation,
                evidence=link.evidence,
            )
            for link in found
        )
    return out


def _primary(document: Document) -> str:
    return document.text.info.lang.partition("-")[0]


def _episodes(document: Document) -> list[str]:
    return [document.text.source[e.start : e.end] for e in document.episodes]


def _names(document: Document, start: int, end: int) -> frozenset[str]:
    """Bearers of the mentions in a stretch, where there is no doubt about them."""
    return frozenset(
        m.ref
        for m in document.mentions
        if start <= m.start and m.end <= end and m.status == "resolved"
    )


def _whole(document: Document, index: int) -> Passage:
    episode = document.episodes[index]
    return Passage(document.text.info.id, episode.id, episode.start, episode.end)


def _worth_comparing(
    documents: Sequence[Document], vectors: Mapping[str, Any], one_text: Mapping[str, str]
) -> Iterable[tuple[Document, Document]]:
    """Every two texts; of many, translations and those that candidates speak for."""
    every = list(combinations(documents, 2))
    if len(documents) <= MANY:
        return every
    from fitnacorpus.align.pairs import prospects

    rows = [vectors[d.text.info.id] for d in documents]
    found = prospects(rows, [_primary(d) for d in documents])
    named = {(documents[p.a].text.info.id, documents[p.b].text.info.id) for p in found}
    return [
        (a, b)
        for a, b in every
        if (a.text.info.id, b.text.info.id) in named or _translates(a, b, one_text)
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
