"""What a comparison consists of: frozen values, fit for a page, a table or JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from fitnacorpus.model import Alignment, Authority, Document, Passage
from fitnacorpus.vocabulary import EventRole, Facet

FACETS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "agent": (Facet.AGENT,),
    "patient": (),
    "recipient": (),
    "instrument": (),
    "who": (Facet.NAME,),
    "where": (Facet.PLACE,),
    "when": (Facet.DATE,),
    "howMany": (Facet.NUMBER,),
    "how": (),
    "why": (Facet.CAUSE,),
    "saidBy": (Facet.ATTRIBUTION,),
    "outcome": (Facet.OUTCOME,),
    "events": (Facet.ORDER,),
}
"""Aspect to the facets by which a reviewer says that accounts differ in it."""

VALUES: Final = frozenset({"when", "howMany", "how", "why", "saidBy", "outcome"})
"""Aspects whose rows are something said; those of the others only name somebody or something."""
STATES: Final = (
    "told", "passing", "guessed", "elsewhere", "unnamed", "unfound", "absent", "untold",
)  # fmt: skip
"""What an account may do with the thing of a row, the fullest first.

Says it where it tells the event; says it where it only mentions the event; has a sentence that the
program found by its words, and that may say it; says it elsewhere, in an episode beside its telling
or in one of an event around; speaks of the event without naming it in that passage, or without a
sentence of such words; was searched for the event by a person, in vain; does not tell the event, or
nobody has found where.  That an account keeps silent is for a person to say: no state means that.
"""


class Annotated(Protocol):
    """A corpus as far as a comparison needs it; `fitnacorpus.open` gives one."""

    @property
    def texts(self) -> Collection[Document]:
        """All documents, by text id."""
        ...

    @property
    def authority(self) -> Authority:
        """The authority."""
        ...

    @property
    def alignments(self) -> tuple[Alignment, ...]:
        """All alignments."""
        ...

    @property
    def reviewers(self) -> Mapping[str, str]:
        """The id used in `resp`, to the name of the person."""
        ...


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that a statement rests on.

    Attributes:
        text: Text id.
        ref: The sentence, the first of several.
        start: First code point.
        end: End.
        form: The words of the source.
        through: The last of several sentences, as it stands behind the dash of a run (``s4``); else
            "".
    """

    text: str
    ref: str
    start: int
    end: int
    form: str
    through: str = ""

    @property
    def run(self) -> str:
        """The ref of all its sentences: ``egypt-en:e3.p1.s2-s4``."""
        return f"{self.ref}-{self.through}" if self.through else self.ref


@dataclass(frozen=True, slots=True)
class LesserPassage:
    """A passage that does less than the fullest passages of its account.

    Attributes:
        passage: Where it stands.
        ref: Its ref.
        state: "summarises" or "mentions".
    """

    passage: Passage
    ref: str
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands to one event.

    Attributes:
        text: Text id.
        event: Authority id.
        state: "tells", "summarises", "mentions", "absent" (a reviewer searched the text and found
            nothing of the event, or nothing of any of its parts) or "untold" (no telling found, and
            nobody has judged).
        passages: The passages that do so, in reading order; empty for "absent" and "untold".
        refs: The ref of each passage.
        lesser: The passages that do less, in reading order.
        wider: Refs of episodes of the account that tell an event of which this one is a part: what
            is untold by itself may be told there.
        by: For "absent", who says so.
    """

    text: str
    event: str
    state: str
    passages: tuple[Passage, ...] = ()
    refs: tuple[str, ...] = ()
    lesser: tuple[LesserPassage, ...] = ()
    wider: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """An account and how it stands to the compared event, its parts included.

    Attributes:
        text: Text id.
        lang: Its language.
        title: Its title by language.
        work: The work it belongs to, or that of the text it translates or retells.
        state: As `Standing.state`: the fullest of the event and its parts.
    """

    text: str
    lang: str
    title: Mapping[str, str]
    work: str
    state: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one account says in one row.

    Attributes:
        text: Text id.
        state: One of `STATES`.
        forms: Its different wordings, in order of first occurrence.
        citations: Where they stand; for "elsewhere", the nearest place of each
            episode beside the telling.
    """

    text: str
    state: str
    forms: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that at least one account says.

    Attributes:
        aspect: A `vocabulary.Role` for a participant with that role; "who" for others who are
            named; "where", "when", "howMany"; "how", "why", "saidBy" (on whose report), "outcome";
            or "events" (other events named beside this one, which tell where an account places it).
        key: Authority id of the person, group, place or event; for "when" the days ``from/to``
            (proleptic Gregorian, ISO 8601); for "howMany" the value, ``low-high`` for a range; with
            `` | `` between those that gainsay one another; for "how", "why", "saidBy" and "outcome"
            the event.
        label: Names by language; for "when" and "howMany" how to write the value, in "en".
        event: The event of which it is said; "" where the row is of all that are compared.
        counted: For "howMany", what is counted, as `counted.counted` calls it.
        statements: One an account, in the order of `Comparison.accounts`.
        status: "agree" (accounts of two works or more give one date or number of one event),
            "shared" (they name one man, group, place or event where they tell one event, which
            says nothing of what he does there), "repeated" (several accounts of one work), "apart"
            (each in another event), "single" (one account, while others tell the event), "alone"
            (no other tells it), "passing" (only passages that mention the event), "differs"
            (accounts gainsay one another, and a reviewer has judged it a difference of this event),
            "open" (they do, and nobody has judged), "found" (the program found sentences that may
            say it, in one work) or "uncompared" (in several).
        accounts: Number of accounts that tell it; of a guess, those in which it was found.
        works: Number of works among them.
        guessed: Whether the program found the sentences by words such as "because": what they say
            of this event, a reader sees and the program does not know.
    """

    aspect: str
    key: str
    label: Mapping[str, str]
    event: str
    counted: str
    statements: tuple[Statement, ...]
    status: str
    accounts: int
    works: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """The order in which an account tells the compared events, each where it is first told."""

    text: str
    events: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inversion:
    """Two events that accounts tell in different order.

    Attributes:
        first: The event of the two that belongs to the comparison; of two such, the one that stands
            first in the authority.
        second: The other.
        before: Texts that tell `first` before `second`.
        after: Texts that tell `first` after `second`.
    """

    first: str
    second: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A link on which a reviewer has judged that the accounts differ, or made a note.

    Attributes:
        facets: Facets judged, of `judgements.FACETS`; empty for a mere note.
        event: The event the link belongs to.
        relation: Relation of the link.
        a: Ref of one passage.
        b: Ref of the other.
        note: The reviewer's words.
        by: Who says so.
    """

    facets: tuple[str, ...]
    event: str
    relation: str
    a: str
    b: str
    note: str
    by: str

    @property
    def a_text(self) -> str:
        """Text id of the first passage."""
        return self.a.partition(":")[0]

    @property
    def b_text(self) -> str:
        """Text id of the other passage."""
        return self.b.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """How an account stands to an event of a matrix.

    Attributes:
        text: Text id.
        state: As `Standing.state`.
        refs: The passages that do so.
        lesser: The passages that do less: ref and state.
        parts: For "untold", how many of the events inside it the account tells or mentions.
        wider: For "untold", the episodes that tell an event around it.
        by: For "absent", who says so.
        differs: The facets in which reviewers judged that the account differs from others.
    """

    text: str
    state: str
    refs: tuple[str, ...]
    lesser: tuple[tuple[str, str], ...]
    parts: int
    wider: tuple[str, ...]
    by: tuple[str, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What all accounts say of an event.

    Attributes:
        event: Authority id.
        names: Its names by language ("ar", "en").
        parts: The events inside it, in the order of the authority.
        labels: Names by language of every event named here.
        accounts: All texts of the corpus; those that tell most first, then by id.
        works: Number of works among the accounts that tell or summarise it.
        standings: How each account stands to the event and to each part.
        within: Event to the events inside it, however deep, for the compared event and its parts.
        rows: What is said, by aspect.
        sequences: The order of the events in each account that tells two or more.
        inversions: Where accounts disagree on the order, inside the event or around it.
        differences: What reviewers have judged or remarked.
        in_doubt: Number of names in these passages whose bearer is in doubt; they are left out.
    """

    event: str
    names: Mapping[str, str]
    parts: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]
    accounts: tuple[Account, ...]
    works: int
    standings: tuple[Standing, ...]
    rows: tuple[Row, ...]
    sequences: tuple[Sequence, ...]
    inversions: tuple[Inversion, ...]
    differences: tuple[Difference, ...]
    in_doubt: int = 0
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def matrix(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """The event and those inside it, a cell an account."""
        if not self.parts:
            return ()
        by_place = {(s.event, s.text): s for s in self.standings}
        return tuple(
            (event, tuple(self._cell(by_place, event, a.text) for a in self.accounts))
            for event in (self.event, *self.parts)
        )

    def _cell(self, by_place: Mapping[tuple[str, str], Standing], event: str, text: str) -> Cell:
        found = by_place[event, text]
        inside = [by_place[part, text] for part in self.within.get(event, ())]
        return Cell(
            text,
            found.state,
            found.refs,
            tuple((lesser.ref, lesser.state) for lesser in found.lesser),
            sum(bool(s.passages) for s in inside) if found.state == "untold" else 0,
            found.wider,
            found.by,
            self.differing(event, text),
        )

    def of(self, aspect: str) -> tuple[Row, ...]:
        """The rows of one aspect."""
        return tuple(row for row in self.rows if row.aspect == aspect)

    @property
    def judged(self) -> tuple[Difference, ...]:
        """What reviewers have judged to differ."""
        return tuple(d for d in self.differences if d.facets)

    @property
    def remarked(self) -> tuple[Difference, ...]:
        """What reviewers have remarked without judging that the accounts differ."""
        return tuple(d for d in self.differences if not d.facets)

    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The rows as they are read, each once: judged differences, open questions, then by aspect.

        Each group stands under "differs", "open" or its aspect; none is empty.
        """
        leading = ("differs", "open")
        found = [(status, [r for r in self.rows if r.status == status]) for status in leading]
        found += [(a, [r for r in self.of(a) if r.status not in leading]) for a in FACETS_OF]
        return tuple((name, tuple(rows)) for name, rows in found if rows)

    def differing(self, event: str, text: str) -> tuple[str, ...]:
        """The facets in which reviewers judged that an account differs from others of an event."""
        here = (d.facets for d in self.judged if d.event == event and text in (d.a_text, d.b_text))
        return tuple(dict.fromkeys(facet for facets in here for facet in facets))

    @property
    def tellers(self) -> tuple[Account, ...]:
        """The accounts that tell or summarise the event or a part of it."""
        return tuple(a for a in self.accounts if a.state in (EventRole.TELLS, EventRole.SUMMARISES))

    @property
    def mentioning(self) -> tuple[Account, ...]:
        """The accounts that only mention the event or a part of it."""
        return tuple(a for a in self.accounts if a.state == EventRole.MENTIONS)
