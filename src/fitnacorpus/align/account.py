"""What is compared of a text: its units, and what stands in each.

Features are made once a text and know nothing of other texts; links are made of the features of
two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from fitnacorpus.align import event_terms, figures, units
from fitnacorpus.model import Document, Span
from fitnacorpus.orthography import fold_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Encode = Callable[[Sequence[str], str], Any]
"""From strings and their language to an (n, d) array of unit rows."""
Weighed = tuple[tuple[str, float], ...]
"""Names with how likely each of them is meant."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a text, unit by unit.

    Attributes:
        lang: Primary language.
        spans: Where each unit stands, in the source or in its passage.
        part: For each unit the number of the episode, or passage, that holds it; ascending.
        words: Its words as written, without vowel signs.
        names: Authority ids of whom it names.
        terms: What happens in it: concepts of the event terms.
        figures: Numbers and years in it.
        vectors: One unit row each.
    """

    lang: str
    spans: tuple[Span, ...]
    part: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]
    names: tuple[Weighed, ...]
    terms: tuple[frozenset[str], ...]
    figures: tuple[frozenset[str], ...]
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.spans)


def of_document(document: Document, encode: Encode) -> Features:
    """The features of a text of a corpus; no unit crosses a cut of episodes."""
    source = _without_notation(document)
    lang = document.text.info.lang.partition("-")[0]
    held: list[list[units.Word]] = []
    part: list[int] = []
    for number, episode in enumerate(document.episodes):
        found = units.cut(source, episode.sentences, lang)
        held += found
        part += [number] * len(found)
    spans = [Span(of[0].start, of[-1].end) for of in held]
    return Features(
        lang,
        tuple(spans),
        tuple(part),
        tuple(_written(source, of, lang) for of in held),
        tuple(_inside(document.mentions, spans, _bearers)),
        tuple(event_terms.concepts(source[s.start : s.end]) for s in spans),
        tuple(
            figures.keys(n, d)
            for n, d in zip(
                _inside(document.numbers, spans, tuple),
                _inside(document.dates, spans, tuple),
                strict=True,
            )
        ),
        encode([" ".join(source[s.start : s.end].split()) for s in spans], lang),
    )


def of_passages(
    passages: Sequence[str],
    lang: str,
    encode: Encode,
    names: Sequence[AbstractSet[str]] | None = None,
) -> Features:
    """The features of an account that is given passage by passage.

    Args:
        passages: Passages in reading order; a long one makes several units.
        lang: Their language.
        encode: Gives the vectors of units.
        names: For each passage the authority ids mentioned in it.
    """
    lang = lang.partition("-")[0]
    held: list[tuple[int, Span, tuple[str, ...]]] = []
    for number, passage in enumerate(passages):
        whole = Span(0, len(passage))
        low, high = units.SIZES.get(lang, units.USUAL)
        found = list(units.words(passage, whole, lang))
        cut = [found] if len(found) <= high + low else units.cut(passage, [whole], lang)
        held += [
            (number, Span(of[0].start, of[-1].end), _written(passage, of, lang))
            for of in cut
            if of
        ]
    texts = [passages[number][span.start : span.end] for number, span, _ in held]
    return Features(
        lang,
        tuple(span for _, span, _ in held),
        tuple(number for number, _, _ in held),
        tuple(words for _, _, words in held),
        tuple(tuple((n, 1.0) for n in sorted(names[k])) if names else () for k, _, _ in held),
        tuple(event_terms.concepts(text) for text in texts),
        tuple(figures.find(text, lang) for text in texts),
        encode(texts, lang),
    )


def _without_notation(document: Document) -> str:
    """The source with its notation blanked; offsets stay."""
    source = document.text.source
    out, done = [], 0
    for region in document.text.regions:
        for mark in region.markup:
            if mark.start >= done:
                out.append(source[done : mark.start])
                out.append(" " * (mark.end - mark.start))
                done = mark.end
    return "".join((*out, source[done:]))


def _written(source: str, held: Sequence[units.Word], lang: str) -> tuple[str, ...]:
    if lang == "ar":
        return tuple(fold_text(source[w.start : w.end], lang, "embed") for w in held)
    return tuple(source[w.start : w.end] for w in held)


def _bearers(mentions: Sequence[Any]) -> Weighed:
    """Whom mentions may mean; of several mentions the surest counts."""
    best: dict[str, float] = {}
    for mention in mentions:
        for candidate in mention.candidates:
            best[candidate.ref] = max(best.get(candidate.ref, 0.0), candidate.cert)
    return tuple(sorted(best.items()))


def _inside(annotations: Sequence[Any], spans: Sequence[Span], make: Callable[[Any], Any]) -> Any:
    """For each span what is made of the annotations inside it; both stand in order of the text."""
    waiting = sorted(annotations, key=lambda x: (x.start, x.end))
    at = 0
    for span in spans:
        while at < len(waiting) and waiting[at].start < span.start:
            at += 1
        here = at
        while here < len(waiting) and waiting[here].start < span.end:
            here += 1
        yield make([x for x in waiting[at:here] if x.end <= span.end])
        at = here
