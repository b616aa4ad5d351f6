"""The nouns of the corpus, as frozen values.  No input, no output, no algorithms.

Every offset is a code-point index into the decoded source of a text (`Text.source`); every span is
half open.  Annotations never hold text of their own: they point into that one string.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open run of code points: ``source[start:end]``."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


# --- Texts -------------------------------------------------------------------------------------


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


class SpanAnnotation(NamedTuple):
    """A run of text that is more than plain narrative, by the source's markup or by its words.

    A stretch may run over several sentences.  In a document it begins and ends inside a line
    (sentence, heading, note …), never in the white space between two.

    Attributes:
        start: First code point.
        end: End.
        kind: "quran", "hadith", "quotation", "speech", "isnad" (a chain of transmission), "note" (a
            note that the source itself brings), "poem" and "letter" (quoted by an editor), "verse"
            (a line of verse inside a paragraph), "hemistich" (half of such a line), "foreign"
            (another language), "work" (the title of a work), "emphasis", or "mark" (the mark that
            calls a note; it is notation of its region as well).
        lang: BCP 47 tag of the run where it differs from its surroundings, or "".
        source: Where a quotation comes from (``Q 2:255``), who speaks (an entry of the authority,
            else the source's own pointer), the place of a note (``foot``), for a mark the number of
            its note among the notes of the text, or "".
        resp: "source" where the source says so in its markup, "editor" where the description of the
            text does, else "program".
        note: An editor's words on it.
    """

    start: int
    end: int
    kind: str
    lang: str = ""
    source: str = ""
    resp: str = "program"
    note: str = ""


class Milestone(NamedTuple):
    """A point of the source where a page, a volume or another unit of a print begins.

    Attributes:
        at: The code point before which the unit begins.
        unit: "page", "volume", "line", "column", "caesura" (a hemistich that is not the first of
            its line), or a word of the source.
        n: Its number as the source has it.
    """

    at: int
    unit: str
    n: str


class Reading(NamedTuple):
    """A reading of another witness for a run of the source.

    Attributes:
        start: First code point of the reading in the text.
        end: End; equal to `start` where the other witness adds words.
        text: What the other witness reads; "" where it leaves the run out.
        witness: Siglum of the witness, as the source has it.
    """

    start: int
    end: int
    text: str
    witness: str = ""


class TextualState(NamedTuple):
    """What an editor of the source says of the state of its words.

    Attributes:
        start: First code point.
        end: End; equal to `start` for words that are no part of the text ("deleted").
        kind: "gap" (a mark stands where words are lost), "unclear", "supplied", "added" (by a later
            hand or in the margin), "deleted", "surplus" or "damage"; and, where the editor gives
            another reading beside what the source has, "sic", "orig" or "abbr".
        words: What was deleted, what an addition replaces, or the editor's other reading; "" where
            the editor marks a "sic", an "orig" or an "abbr" and gives nothing beside it.
        reason: Why, where or by what, in the editor's words (``illegible``, ``margin``).
        extent: How much is lost, in the editor's words (``3 lines``).
        cert: How certain the editor is, in TEI's words (``low``), or "".
    """

    start: int
    end: int
    kind: str
    words: str = ""
    reason: str = ""
    extent: str = ""
    cert: str = ""


class SourceName(NamedTuple):
    """A name that the source itself marks.

    Attributes:
        start: First code point.
        end: End.
        kind: "person", "place", "group" or "event"; "" where the source does not say.
        key: The source's own references for it, as they stand there, or "".
        parts: Its parts, as far as the source marks them.
        type: "name", or "title" for a referring string (TEI ``rs``), which is no name.
        cert: How certain the source is of whom it means, between 0 and 1.
    """

    start: int
    end: int
    kind: str
    key: str = ""
    parts: tuple[PartSpan, ...] = ()
    type: str = "name"
    cert: float = 1.0


class Unmodelled(NamedTuple):
    """Something of a source that the corpus has no place for: its words are kept, not its sense.

    Attributes:
        what: What it is, in the terms of the source (``<gap>``, ``~~``).
        line: Line of the source file of the first one, from 1.
        times: How many there are.
    """

    what: str
    line: int
    times: int = 1


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
            and of its print "editor", "publisher", "place" and "year", as far as it does.
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
    about: Mapping[str, str] = field(default_factory=dict)


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


# --- Annotations -------------------------------------------------------------------------------


RESOLVED = 0.95
"""Probability from which the program says whose name a mention is; below, it says who it may be."""


FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"
"""The days between which all dates are, as far as ISO 8601 writes years with four digits."""


class Candidate(NamedTuple):
    """One possible bearer of a mention.  `cert` is between 0 and 1."""

    ref: str
    cert: float


class PartSpan(NamedTuple):
    """A part of a name as it stands in a text; `kind` as in `NamePart`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a title that stands for one, found in a text.

    Attributes:
        start: First code point, without attached particles.
        end: End.
        kind: "person", "place", "group" or "event"; "" for a name that the source marks without
            saying what it names.
        type: "name", or "title" for what stands for a name: titles, epithets, offices, pronouns.
        candidates: Possible bearers, best first; empty when unresolved.
        resp: Who says so: "program", "source" for a name that the source marks, or the xml:id of a
            reviewer.
        why: The reason: "form" (only this entry has the form), "context", "verdict", "none", or
            "source" (the source marks the name and says whom it means, or nobody knows whom).
        key: The source's own reference for the name, as it stands there, or "".
        parts: Parts of the name, in order and apart, where they are certain.
    """

    start: int
    end: int
    kind: str
    type: str
    candidates: tuple[Candidate, ...]
    resp: str = "program"
    why: str = "form"
    key: str = ""
    parts: tuple[PartSpan, ...] = ()

    @property
    def ref(self) -> str:
        """Authority id of the best candidate, or "" when unresolved."""
        return self.candidates[0].ref if self.candidates else ""

    @property
    def status(self) -> str:
        """One of "resolved", "ambiguous" and "unresolved"."""
        if not self.candidates:
            return "unresolved"
        return "resolved" if self.candidates[0].cert >= RESOLVED else "ambiguous"


@dataclass(frozen=True, slots=True)
class Honorific:
    """A formula of blessing.  `formula` is a category such as "taslim"; never part of a name."""

    start: int
    end: int
    formula: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the source writes it, in words or digits.

    Attributes:
        start: First code point.
        end: End.
        value: The value stated, or its lower bound.
        upper: Upper bound where the source gives a range, else None.
        more: Whether the source says "or more" (``2,500+``).
    """

    start: int
    end: int
    value: int
    upper: int | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A number together with what it counts or measures (``4,000 men``).

    Attributes:
        start: First code point.
        end: End.
        value: The value stated, or its lower bound.
        unit: Unit of measure as the lexicon calls it (``mile``), or "" for a count.
        commodity: What is counted or measured (``men``, ``horses``), or "".
        upper: Upper bound where the source gives a range, else None.
        more: Whether the source says "or more".
    """

    start: int
    end: int
    value: int
    unit: str = ""
    commodity: str = ""
    upper: int | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as the source writes it.

    Attributes:
        start: First code point.
        end: End.
        calendar: "gregorian" or "hijri": the calendar of the source's own wording.
        custom: The date in that calendar, ``YYYY[-MM[-DD]]``; "" for a range with an end only.
        custom_end: End of a range in that calendar, or "".
        not_before: Earliest day, proleptic Gregorian ISO 8601 (``0650-09-07``); "" where a source
            gives only the latest.
        not_after: Latest day, proleptic Gregorian ISO 8601; "" where a source gives only the
            earliest.
        precision: "exact", "year", "month", "part" (of a year), "circa", "range" (a time
            from one day to another) or "between" (a day between two), both of which may be open at
            one end; "given" where the source itself gives the days beside a date in another
            calendar.
    """

    start: int
    end: int
    calendar: str
    custom: str
    not_before: str
    not_after: str
    custom_end: str = ""
    precision: str = "exact"

    @property
    def earliest(self) -> str:
        """The first day that may be meant, of an open date the first of the era."""
        return self.not_before or FIRST_DAY

    @property
    def latest(self) -> str:
        """The last day that may be meant, of an open date the last that ISO 8601 can write."""
        return self.not_after or LAST_DAY


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's remark on a wrong or an irregular reading of the source.

    Attributes:
        start: First code point of the reading.
        end: End.
        corr: What the source should read; "" for an author's slip of fact, which is only noted.
        note: The editor's reason.
        reg: The regular spelling of a reading that is irregular and not wrong (a hamza left out);
            of `corr` and `reg` one at most is given.
    """

    start: int
    end: int
    corr: str
    note: str = ""
    reg: str = ""


@dataclass(frozen=True, slots=True)
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


# --- Authority ---------------------------------------------------------------------------------


class NamePart(NamedTuple):
    """A part of a form: `kind` is "ism", "kunya", "nasab", "laqab" or "nisba"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling of a name.

    Attributes:
        text: The spelling.
        lang: BCP 47 tag with script or scheme: "ar", "en", "ar-Latn-x-ijmes", "ar-Latn-alalc97".
        type: "preferred", "attested" (stands in a text of the corpus), "variant" (known from
            elsewhere), "slip" (a wrong spelling of a source) or "title" (a title or epithet).
        source: Text ids in which an attested form stands.
        parts: Name parts, where the record marks them.
    """

    text: str
    lang: str
    type: str = "variant"
    source: tuple[str, ...] = ()
    parts: tuple[NamePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """The authority's record of a person, place, group or event.

    Attributes:
        id: Authority id, an NCName.
        kind: "person", "place", "group" or "event".
        forms: All spellings, preferred ones first in document order.
        line: Line of the record in its file.
        notes: Identification by language.
        parent: For a nested event, the id of the event it is part of.
        where: For an event, the ids of its places.
        when: For an event, the dates as written in the record (TEI attribute name to value).
        geo: Latitude and longitude of a place, in degrees, or None.
        geo_cert: "high", "medium", "low" or "".
        idnos: Identifiers elsewhere: the type of each (``VIAF``) and its value.
        roles: For an event, who takes part: a `vocabulary.Role` and an authority id, in file order.
    """

    id: str
    kind: str
    forms: tuple[Form, ...]
    line: int = 0
    notes: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    where: tuple[str, ...] = ()
    when: Mapping[str, str] = field(default_factory=dict)
    geo: tuple[float, float] | None = None
    geo_cert: str = ""
    idnos: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()

    def name(self, lang: str) -> str:
        """The preferred form in a language; failing that any form in it; failing that ""."""
        mine = [f for f in self.forms if f.lang == lang and f.type != "title"]
        best = [f for f in mine if f.type == "preferred"] or mine
        return best[0].text if best else ""


@dataclass(frozen=True, slots=True)
class Authority:
    """All entries, in file order, and where they were read."""

    entries: tuple[Entry, ...] = ()
    path: str = ""
    by_id: Mapping[str, Entry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", MappingProxyType({e.id: e for e in self.entries}))


# --- Links -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences inside one episode of one text."""

    text: str
    episode: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PassageLink:
    """Two passages that a reader can move between.

    Attributes:
        a: First passage; of the two, the one whose text id (then start) sorts first.
        b: Second passage.
        score: Between 0 and 1; two decimals of it are written and shown, more may order links.
        relation: "sameEvent", "summary", "mention" or "related".
        differs: Facets on which the passages disagree: "number", "order", "place", …
        event: Authority id of the event, or "".
        evidence: Reasons, in words a historian understands.
        status: "proposed", "accepted" or "rejected".
        resp: "program", "editor" or the xml:id of a reviewer.
        note: A reviewer's words.
    """

    a: Passage
    b: Passage
    score: float
    relation: str = "sameEvent"
    differs: tuple[str, ...] = ()
    event: str = ""
    evidence: tuple[str, ...] = ()
    status: str = "proposed"
    resp: str = "program"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a passage stands to an event, or that it stands alone.

    Attributes:
        passage: The passage; for "absent" it spans nothing (start = end = 0, no episode) and means
            the text.
        event: Authority id of the event; "" for a passage that stands alone.
        how: "tells", "summarises", "mentions", "absent", or "noCounterpart".
        resp: Who says so.
        searched: For "noCounterpart", the ids of the texts that were searched.
    """

    passage: Passage
    event: str
    how: str
    resp: str = "program"
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """All links and tellings of one event; `event` is "" for links without an event."""

    event: str
    links: tuple[PassageLink, ...]
    tellings: tuple[Telling, ...] = ()


# --- Problems ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about data.

    Attributes:
        code: Stable kebab-case identifier, listed in ``docs/reference.md``.
        severity: "error", "warning" or "note".
        message: What is wrong.
        hint: What to do next.
        file: Path relative to the corpus folder.
        line: Line number from 1, or 0 when the finding has no line.
        column: Column from 1, or 0.
    """

    code: str
    severity: str
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
