"""A source as it is read: its characters, its regions, and what it marks itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fitnacorpus.model.annotation import (
    DateExpression,
    Measure,
    Milestone,
    Number,
    Reading,
    SourceName,
    SpanAnnotation,
    TextualState,
    Token,
    Unmodelled,
)
from fitnacorpus.model.span import Span


class RegionKind(StrEnum):
    """What a stretch of a source is to its reader."""

    PARAGRAPH = "paragraph"
    DIALOGUE = "dialogue"
    """A line of speech, opened by a dash."""
    HEADING = "heading"
    INFOBOX = "infobox"
    """One line of a table of facts: metadata, not narrative."""
    VERSE = "verse"
    """One line of verse; lines that follow one another make a stanza."""
    NOTE = "note"
    """A note that the source brings as a block of its own: no narrative."""
    BOILERPLATE = "boilerplate"
    """Left by the place the source was copied from: navigation, source notes, rulers."""
    BLANK = "blank"
    """White space before everything else."""


@dataclass(frozen=True, slots=True)
class Region:
    """One stretch of a source.  The regions of a text partition it.

    A region begins where its readable part begins and runs on, through white space and line breaks,
    to the beginning of the next; white space before the first region is a region of kind BLANK
    whose body is empty.  So the bodies alone determine the partition.

    Attributes:
        kind: What the stretch is.
        body: The readable part: without the white space and line breaks after it.
        end: End of the stretch = start of the next region, or end of the source.
        markup: Spans inside `body` that are notation and not text (``##``, ``**``), in order.
        label: The label of an infobox line, or the number of a note, inside `body`.
        level: Depth of a heading, 1 = outermost; of a line of verse 1 where it opens a new stanza;
            0 elsewhere.
        place: Where a note stands in a print (``foot``), or "".
    """

    kind: RegionKind
    body: Span
    end: int
    markup: tuple[Span, ...] = ()
    label: Span | None = None
    level: int = 0
    place: str = ""

    @property
    def start(self) -> int:
        """First code point of the stretch."""
        return self.body.start


@dataclass(frozen=True, slots=True)
class TextInfo:
    """What is known about a text besides its words (``seeds/<id>.toml``).

    Attributes:
        id: Text id, ``[a-z][a-z0-9-]*``.
        lang: BCP 47 tag of the main language.
        file: Name of the source file, relative to the folder of its description.
        sha256: Digest of the source bytes, hexadecimal.
        encoding: Name of the encoding of the source bytes, as Python spells it.
        title: Titles by language.
        original: File name under which the source was received.
        work: The work that the text belongs to; texts of one work count as one witness.
        author: Author, as far as known.
        tradition: Tradition of transmission or standpoint, in the words of the editor.
        translation_of: Id of the text that this one translates, or "".
        derived_from: Id of the text that this one retells, or "".
        rights: Statement of rights, as known.
        public: Whether a public site may show the text.
        extent: What part of the work this is, in the words of the editor.
        editor: Who edited the print that the source follows.
        publisher: Who published it.
        place: Where.
        year: When, as the source says it, in whatever calendar.
        author_died: Year in which the author died: "1063", or of the Hijra "456 AH"; "" if unknown.
    """

    id: str
    lang: str
    file: str
    sha256: str
    encoding: str
    title: Mapping[str, str] = field(default_factory=dict)
    original: str = ""
    work: str = ""
    author: str = ""
    tradition: str = ""
    translation_of: str = ""
    derived_from: str = ""
    rights: str = ""
    public: bool = False
    extent: str = ""
    editor: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    author_died: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a reader makes of a decoded source file.

    Attributes:
        source: The characters of the text.  For plain formats the file as it stands; for XML, whose
            characters are not those of the text, the text content of the edition's body.
        regions: The partition of `source`.
        span_annotations: Runs that the source marks, sorted, nesting.
        milestones: Beginnings of pages and the like, sorted.
        readings: Readings of other witnesses, sorted.
        names: Names that the source marks, sorted.
        unmodelled: What is not modelled.
        states: What an editor of the source says of the state of its words, sorted.
        dates: Dates that the source marks and gives a value, sorted.
        sentences: Sentences that the source marks, sorted.
        numbers: Numbers that the source marks and gives a value, sorted.
        measures: Such numbers with what they count, sorted.
        about: What the file says of itself: "title", "author", "rights", "lang" (a BCP 47 tag),
            and of its print "editor", "publisher", "place" and "year", as far as it does;
            "proposed" names the key, if any, that the reader only takes to be said.  It is asked
            once, when a text is taken in, and stands in the description from then on; TEI has it in
            the header, and so it does not count where two transcripts are compared.
        tokens: Words of which the source says lemma, part of speech or form, sorted, apart.
    """

    source: str
    regions: tuple[Region, ...]
    span_annotations: tuple[SpanAnnotation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    readings: tuple[Reading, ...] = ()
    names: tuple[SourceName, ...] = ()
    unmodelled: tuple[Unmodelled, ...] = ()
    states: tuple[TextualState, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    sentences: tuple[Span, ...] = ()
    numbers: tuple[Number, ...] = ()
    measures: tuple[Measure, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict, compare=False)
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the corpus holds it: what it is, and what its reader made of the source."""

    info: TextInfo
    transcript: Transcript

    @property
    def source(self) -> str:
        """The characters of the text; every offset of the corpus is an index into them."""
        return self.transcript.source

    @property
    def regions(self) -> tuple[Region, ...]:
        """The partition of the source."""
        return self.transcript.regions
