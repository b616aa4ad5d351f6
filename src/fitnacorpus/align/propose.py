"""The program's own links between two texts of a corpus, without any human judgement.

Long accounts are compared in short units, and a link joins two runs of these, each inside one
episode.  Short ones are compared episode by episode, and a link is narrowed to the sentences that
carry it.  A text and its translation are aligned sentence by sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any, Final

from fitnacorpus.align import (
    accounts,
    outline,
    relations,
    score,
    shared,
    spans,
    statistics,
    telling,
    translation,
    units,
)
from fitnacorpus.align.account import Account, Encode, counted, read_account
from fitnacorpus.align.accounts import Link
from fitnacorpus.align.events import originals
from fitnacorpus.align.evidence import IN_ORDER
from fitnacorpus.align.features import Features
from fitnacorpus.align.group import ordered
from fitnacorpus.align.lexicon import Lexicon
from fitnacorpus.align.outline import Outline, divided
from fitnacorpus.align.profile import profile
from fitnacorpus.align.relatives import related
from fitnacorpus.align.statistics import Statistics
from fitnacorpus.config import AlignSettings
from fitnacorpus.model import Document, Passage, PassageLink, Span
from fitnacorpus.vocabulary import Facet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitnacorpus.align.profile import Profile

    Vectors = NDArray[np.float32]

MANY: Final = 30
"""Texts of which every two are compared; of more, those that `relatives` names."""
CHAPTERS: Final = 6_400
"""Pairs of units from which two accounts are compared unit by unit: some 80 units, or 2,000 to
3,000 words, on either side.  For fewer the probability of a place was fitted on nothing."""
SHORT: Final = 15_000
"""Pairs of units below which two accounts are compared episode by episode, where they are no
chapters, or nothing was found unit by unit: some 120 units, or 3,000 to 4,000 words, on either
side.  From there on episodes are too long to be alike as a whole."""
_PER_NAT: Final = 1.0
"""Standard scores that a nat of rarity of shared names, deeds or figures adds to two sentences; set
by the verdicts on the accounts of this repository alone, the only ones with judged sentences."""


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
    texts = {}
    for document in documents:
        found = outline.read(document)
        texts[found.text] = read(found, encode)
    chosen = statistics.reference({text: x.outline.lang for text, x in texts.items()})
    whole = len(chosen) == len(texts)
    known = statistics.gather((texts[t].outline for t in chosen), whole=whole)

    @cache
    def mean(lang: str) -> Vectors:
        mine = (texts[text] for text in chosen)
        return statistics.mean(x.account for x in mine if x.outline.lang == lang)

    one_text = originals((d.text.info.id, d.text.info.translation_of) for d in documents)
    out: list[PassageLink] = []
    shown = {text: profile(x.outline.source) for text, x in texts.items()}
    for a, b in worth_comparing(shown, one_text):
        if translates(a, b, one_text):
            out += translated(texts[a].outline, texts[b].outline, encode)
        else:
            out += pair(texts[a], texts[b], known, mean, settings, label)
    return out


def read(text: Outline, encode: Encode) -> Features:
    """What is compared of a text; it knows nothing of other texts.

    Args:
        text: The text.
        encode: Gives the vectors of passages, sentences, words and units.
    """
    document = text.document
    return Features(
        text,
        len(units.spans(document)),
        partial(account_of, text, encode),
        partial(units.of_document, document, encode),
    )


def account_of(text: Outline, encode: Encode) -> Account:
    """What is compared of a text episode by episode.

    Args:
        text: The text.
        encode: Gives the vectors of passages, sentences and words.
    """
    document = text.document
    source = document.text.source
    return read_account(
        [source[e.start : e.end] for e in document.episodes],
        text.lang,
        encode,
        [names for names, _, _ in text.episodes],
        sentences=[[source[s.start : s.end] for s in inside] for inside in divided(document)],
        figures=[numbers for _, _, numbers in text.episodes],
    )


def pair(
    a: Features,
    b: Features,
    known: Statistics,
    mean: Callable[[str], Vectors],
    settings: AlignSettings,
    label: Callable[[str], str],
    words: Lexicon | None = None,
) -> list[PassageLink]:
    """Propose links between two accounts.

    Args:
        a: The text whose id sorts first.
        b: The other.
        known: What is known of the corpus.
        mean: Gives the mean vector of a language over the corpus; asked for short accounts alone.
        settings: How links are proposed.
        label: From an authority id to the name given as evidence.
        words: The translation lexicon for long accounts; by default that of the package.

    Returns:
        Links, best first.  Of long accounts all places are listed, whatever the floor: what is
        written and shown is held against it when links are settled.
    """
    if a.size * b.size >= CHAPTERS:
        sides = (a.outline.document, a.units), (b.outline.document, b.units)
        places = telling.links(*sides, known, label=label, words=words)
        if places or a.size * b.size >= SHORT:
            return places
    texts = _with_mean(a, mean), _with_mean(b, mean)
    # A text that is none of the reference holds names that were not counted.
    frequency = known.frequency | counted(*(text.account for text in texts))
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
    wording = _wording(*texts)
    strength = wording + _in_common(*texts)
    narrow = [_narrowed(*texts, link, strength) for link in found]
    alike = [_alike(*texts, passages, wording) for passages in narrow]
    return list(_told(found, narrow, alike, texts, frequency, label))


def _with_mean(text: Features, mean: Callable[[str], Vectors]) -> Features:
    """A text with the mean of its language over the corpus."""
    account = replace(text.account, mean=mean(text.outline.lang))
    return replace(text, read_account=lambda: account)


def _wording(a: Features, b: Features) -> Any:
    """Likeness of each pair of sentences of two texts, in standard scores."""
    return score.outstanding(
        score.centred(a.account.sentences, a.account.mean)
        @ score.centred(b.account.sentences, b.account.mean).T
    )


def _in_common(a: Features, b: Features) -> Any:
    """What the names, deeds and figures of each pair of sentences add to that."""
    out: Any = 0.0
    for here, there in zip(a.traits, b.traits, strict=True):
        seen = shared.counted(here, there)
        out += _PER_NAT * shared.rarity(here, there, seen, len(here) + len(there), known=1.0)
    return out


def _alike(a: Features, b: Features, passages: tuple[Passage, Passage], wording: Any) -> float:
    """Likeness of the two sentences of two passages that are most alike."""
    rows, columns = (
        [
            k
            for k, span in enumerate(text.spans)
            if passage.start <= span.start and span.end <= passage.end
        ]
        for text, passage in zip((a, b), passages, strict=True)
    )
    return float(wording[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].max())


def _narrowed(a: Features, b: Features, link: Link, strength: Any) -> tuple[Passage, Passage]:
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
    alike: Sequence[float],
    texts: tuple[Features, Features],
    frequency: Mapping[str, int],
    label: Callable[[str], str],
) -> Iterable[PassageLink]:
    """Links of two texts, with what they say and on what the texts differ."""
    turned = relations.out_of_order([(a.start, b.start) for a, b in narrow])
    documents = [text.outline.document for text in texts]
    for link, (a, b), wording, against in zip(found, narrow, alike, turned, strict=True):
        quoted = [(documents[0], a), (documents[1], b)]
        sides = (telling.facts(*quoted[0]), telling.facts(*quoted[1]))
        about = _about(texts, (a, b), frequency)
        kind = relations.relation(sides[0].text, sides[1].text, about=about)
        first, second = ordered(a, b)
        if first is not a:
            quoted.reverse()
        why = (
            *telling.shown(quoted, frequency, label, wording=wording),
            *(reason for reason in link.evidence if reason.endswith(IN_ORDER)),
        )
        facets, words = relations.differences(*(sides if first is a else sides[::-1]), label=label)
        if against:
            facets, words = (
                (*facets, Facet.ORDER),
                (*words, "order: against that of the other links"),
            )
        yield PassageLink(
            first,
            second,
            score=link.score,
            relation=kind,
            differs=facets,
            evidence=(*why, *words),
        )


def _about(
    texts: tuple[Features, Features],
    passages: tuple[Passage, Passage],
    frequency: Mapping[str, int],
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
        " ".join(
            text.outline.document.text.source[s.start : s.end]
            for s, names in side
            if rarest in names
        )
        for text, side in zip(texts, naming, strict=True)
    )
    return one, other


def worth_comparing(
    texts: Mapping[str, Profile], one_text: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Every two texts, by id; of many, translations and those that have rare things in common.

    Args:
        texts: Text id, in order, to what the text shows; of no more than `MANY` texts that is not
            looked at.
        one_text: From a text to the one that it renders in the end, as `originals` gives it.
    """
    ids = list(texts)
    if len(texts) <= MANY:
        return list(combinations(ids, 2))
    named = set(related(list(texts.values())))
    rendered = defaultdict(list)
    for place, text in enumerate(ids):
        rendered[one_text.get(text, text)].append(place)
    for places in rendered.values():
        named.update(combinations(places, 2))
    return [(ids[a], ids[b]) for a, b in sorted(named)]


def translates(a: str, b: str, one_text: Mapping[str, str]) -> bool:
    """Whether two texts render one original, or one the other: no two accounts."""
    return one_text.get(a, a) == one_text.get(b, b)


def translated(a: Outline, b: Outline, encode: Encode) -> Iterable[PassageLink]:
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
