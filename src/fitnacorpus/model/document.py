"""A text cut into episodes, with everything that stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fitnacorpus.model.annotation import (
    Correction,
    DateExpression,
    Honorific,
    Measure,
    Mention,
    Milestone,
    Number,
    Reading,
    SpanAnnotation,
    TextualState,
    Token,
    Unmodelled,
)
from fitnacorpus.model.span import Span
from fitnacorpus.model.text import Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or the part of one that belongs to an episode.

    Attributes:
        start: First code point.
        end: End.
        sentences: Sentence spans, in order; only white space stands between them.
        part: "" for a whole paragraph, else "I", "M" or "F" for the initial, a middle or the final
            part of a source paragraph that several episodes share (TEI ``@part``).
        speech: Whether the paragraph is a line of dialogue.
        verse: Whether the paragraph is a line of verse.
    """

    start: int
    end: int
    sentences: tuple[Span, ...]
    part: str = ""
    speech: bool = False
    verse: bool = False


@dataclass(frozen=True, slots=True)
class Episode:
    """A passage that tells one happening.

    Attributes:
        id: Permanent id inside the text, such as ``e3``.
        paragraphs: Its paragraphs, in order.
        title: Editorial titles by language.
        event: Authority id of the event told, or "".
    """

    id: str
    paragraphs: tuple[Paragraph, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    event: str = ""

    @property
    def start(self) -> int:
        """First code point of the episode."""
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        """End of the episode."""
        return self.paragraphs[-1].end

    @property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences of the episode, in order."""
        return tuple(s for p in self.paragraphs for s in p.sentences)


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A text with everything the corpus knows about it: the unit that becomes one TEI file.

    Every sequence is sorted by position, outer before inner.  `mentions` do not overlap, but names
    that the source marks may stand inside one another.  What the reader delivered beside source and
    regions stands in the layers here, and `text.transcript` no longer holds it.

    Attributes:
        text: The text: its source and regions.
        episodes: The episodes, which hold all sentences.
        mentions: Names and titles.
        honorifics: Formulae of blessing.
        numbers: Numbers.
        dates: Dates.
        corrections: Remarks of editors on readings.
        span_annotations: Speech, quotations, notes and the like, the source's own and those
            recognised.
        measures: Numbers with what they count.
        milestones: Beginnings of pages, volumes and the like.
        readings: Readings of other witnesses.
        unmodelled: What the source holds and the corpus has no place for.
        states: What an editor of the source says of the state of its words.
        tokens: Words of which the source says lemma, part of speech or form; apart.
    """

    text: Text
    episodes: tuple[Episode, ...] = ()
    mentions: tuple[Mention, ...] = ()
    honorifics: tuple[Honorific, ...] = ()
    numbers: tuple[Number, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    corrections: tuple[Correction, ...] = ()
    span_annotations: tuple[SpanAnnotation, ...] = ()
    measures: tuple[Measure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    readings: tuple[Reading, ...] = ()
    unmodelled: tuple[Unmodelled, ...] = ()
    states: tuple[TextualState, ...] = ()
    tokens: tuple[Token, ...] = ()

    def __repr__(self) -> str:
        counts = f"{len(self.episodes):,} episodes, {len(self.mentions):,} mentions"
        return f"<Document {self.text.info.id}: {counts}>"
