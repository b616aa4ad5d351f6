"""What stands in a text: names, dates, numbers, quotations, corrections, pages, readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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


class Token(NamedTuple):
    """A word or a mark of punctuation of which the source says what it is in the language.

    Attributes:
        start: First code point.
        end: End.
        lemma: Its entry in a dictionary, or "".
        pos: Its part of speech in the source's own tags, or "".
        msd: Its form in the source's own tags (``UPosTag=NOUN|Case=Nom``), or "".
        norm: Its regular spelling, or "".
    """

    start: int
    end: int
    lemma: str = ""
    pos: str = ""
    msd: str = ""
    norm: str = ""


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
        """One of "resolved", "ambiguous" and "unresolved".

        What a reviewer decided is resolved, however sure he or she is.
        """
        if not self.candidates:
            return "unresolved"
        sure = self.why == "verdict" or self.candidates[0].cert >= RESOLVED
        return "resolved" if sure else "ambiguous"


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
