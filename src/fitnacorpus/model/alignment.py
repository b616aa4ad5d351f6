"""Links between passages, and all that tell one event."""

from __future__ import annotations

from dataclasses import dataclass

from fitnacorpus.model.span import Span
from fitnacorpus.vocabulary import Relation, Status


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences inside one episode of one text.

    Attributes:
        text: Text id.
        episode: Id of the episode; "" where the text as a whole is meant.
        start: First code point of the run.
        end: Its end.
        clause: The words meant, where a reviewer judged less than whole sentences.
    """

    text: str
    episode: str
    start: int
    end: int
    clause: Span | None = None

    @property
    def meant(self) -> Span:
        """The words that are meant: a clause, or all the sentences."""
        return self.clause or Span(self.start, self.end)


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
    relation: str = Relation.SAME_EVENT
    differs: tuple[str, ...] = ()
    event: str = ""
    evidence: tuple[str, ...] = ()
    status: str = Status.PROPOSED
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
