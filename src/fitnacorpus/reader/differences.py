"""Who contradicts whom: all differences that reviewers judged, by their kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fitnacorpus import reading
from fitnacorpus.model import Entry, Passage, PassageLink, Span
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.prose import is_rtl
from fitnacorpus.vocabulary import Facet

_LONGEST: Final = 180
"""Code points of a passage that are shown; its address leads to the rest."""
_ASPECTS: Final[dict[str, str]] = {
    Facet.NUMBER: "howMany",
    Facet.PLACE: "where",
    Facet.DATE: "when",
    Facet.CAUSE: "why",
    Facet.OUTCOME: "outcome",
    Facet.ATTRIBUTION: "saidBy",
}
"""What in a comparison holds the words of a facet."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one account says: its title, where, in what language, in which words.

    Attributes:
        text: Text id.
        title: Title of the text.
        place: Address from the root of the tree.
        lang: BCP 47 tag of the text.
        rtl: Whether it runs from right to left.
        words: The words that differ, or else the passage; None where they are withheld.
    """

    text: str
    title: str
    place: str
    lang: str
    rtl: bool
    words: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A difference between two accounts.

    Attributes:
        event: The event, or None.
        sentence: In words: who differ, and in what.
        sides: What either says.
        note: A reviewer's words.
        by: Who judged.
    """

    event: Entry | None
    sentence: str
    sides: tuple[Side, Side]
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Differences:
    """The page.

    Attributes:
        count: Number of differences, in words.
        kinds: For each facet its name and the differences.
        pairs: For each two accounts that differ their titles and how often, in words.
    """

    count: str
    kinds: tuple[tuple[str, str, tuple[Contradiction, ...]], ...]
    pairs: tuple[tuple[str, str, str], ...]


def differences(shelf: Shelf) -> Differences:
    """All differences of an edition."""
    w, links = shelf.wording, shelf.view.contradictions
    by_facet: dict[str, list[Contradiction]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for link in links:
        pairs[link.a.text, link.b.text] += len(link.differs)
        for facet in link.differs:
            by_facet.setdefault(facet, []).append(_contradiction(shelf, link, facet))
    order = [str(f) for f in Facet]
    known = sorted(by_facet, key=lambda f: order.index(f) if f in order else len(order))
    return Differences(
        w.count("difference", sum(pairs.values())),
        tuple((facet, w(facet), tuple(by_facet[facet])) for facet in known),
        tuple(
            (shelf.text_title(a), shelf.text_title(b), w.count("difference", n))
            for (a, b), n in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
    )


def _contradiction(shelf: Shelf, link: PassageLink, facet: str) -> Contradiction:
    w = shelf.wording
    a, b = (shelf.text_title(p.text) for p in (link.a, link.b))
    return Contradiction(
        shelf.view.authority.by_id.get(link.event),
        w("differ sentence", a=a, b=b, what=w(f"say {facet}")),
        (_side(shelf, link.a, facet), _side(shelf, link.b, facet)),
        w.said(link.note),
        w.who(shelf.view.respondent(link.resp)),
    )


def _side(shelf: Shelf, passage: Passage, facet: str) -> Side:
    document = shelf.view.by_id[passage.text]
    lang = document.text.info.lang
    words = None
    if passage.text not in shelf.view.withheld:
        said = _said(shelf, passage, _ASPECTS.get(facet, ""))
        words = " … ".join(said) or _read(shelf, passage)
    return Side(
        passage.text, shelf.text_title(passage.text), shelf.address(passage), lang, is_rtl(lang),
        words,
    )  # fmt: skip


def _said(shelf: Shelf, passage: Passage, aspect: str) -> Iterator[str]:
    """The words of a passage that differ in an aspect."""
    document = shelf.view.by_id[passage.text]
    for difference in shelf.correspondence.differences(passage.text):
        span = difference.span
        if difference.aspect == aspect and passage.start <= span.start < passage.end:
            yield _cut(reading.near(document, span).read(span))


def _read(shelf: Shelf, passage: Passage) -> str:
    span = Span(passage.start, passage.end)
    return _cut(reading.near(shelf.view.by_id[passage.text], span).read(span))


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"
