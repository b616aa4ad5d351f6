"""The program's own links between two texts of a corpus, without any human judgement.

Accounts are compared episode by episode, and a link is narrowed to the sentences that carry it; a
text and its translation are aligned sentence by sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any, Final

from fitnacorpus.align import (
    accounts,
    features,
    figures,
    relations,
    score,
    shared,
    spans,
    statistics,
    translation,
)
from fitnacorpus.align.accounts import Account, Encode, Link
from fitnacorpus.align.events import originals
from fitnacorpus.align.features import Arrays, Features
from fitnacorpus.align.group import ordered
from fitnacorpus.align.statistics import Statistics
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
    texts = _read(a, known), _read(b, known)
    # A text that is none of the reference holds names that were not counted.
    frequency = known.frequency | accounts.counted(*(text.account for text in texts))
    found = accounts.link(
        texts[0].account,
        texts[1].account,
        frequency=frequency,
        total=known.total,
        floor=settings.floor,
        label=label,
    )
    if not found:
        return []
    strength = _strength(*texts)
    narrow = [_narrowed(*texts, link, strength) for link in found]
    return list(_told(found, narrow, texts, frequency, label))


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


def _read(text: tuple[Features, Arrays], known: Statistics) -> _Read:
    own, arrays = text
    names, terms, numbers = zip(*own.sentences, strict=True) if own.sentences else ((), (), ())
    account = features.account(own, arrays, known.means.get(own.lang))
    return _Read(own.document, account, own.spans, (names, terms, numbers))


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
