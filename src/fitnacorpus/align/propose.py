"""The program's own links between all texts of a corpus, without any human judgement.

Accounts are compared episode by episode; a text and its translation sentence by sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, groupby
from typing import Any

from fitnacorpus.align import accounts, translation
from fitnacorpus.align.group import ordered
from fitnacorpus.config import AlignSettings
from fitnacorpus.model import Document, Passage, PassageLink

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
    for a, b in combinations(documents, 2):
        if _translates(a, b):
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


def _translates(a: Document, b: Document) -> bool:
    return b.text.info.translation_of == a.text.info.id or (
        a.text.info.translation_of == b.text.info.id
    )


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
