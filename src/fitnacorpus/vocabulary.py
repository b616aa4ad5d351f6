"""The closed lists of the corpus: each term once, with its meaning and its words.

A member equals its value (``Relation.SUMMARY == "summary"``), so files, JSON and TEI hold plain
words.  The taxonomies of the TEI headers, the grammars, the ODD, the pages and the documentation
take the terms from here or are held to them by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self


class Term(StrEnum):
    """A term of a closed list.

    Attributes:
        meaning: Its definition in English, as it stands in a TEI taxonomy.
        words: What the pages call it, in English and in Arabic; braces are filled by the page.
        joins: What it may be said of.
        proposable: Whether the program may say it, or people only.
    """

    meaning: str
    words: tuple[str, str]
    joins: str
    proposable: bool

    def __new__(
        cls, value: str, meaning: str, words: tuple[str, str], joins: str, proposable: bool = True
    ) -> Self:
        """A member with its row."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.meaning, term.words, term.joins = meaning, words, joins
        term.proposable = proposable
        return term


class Relation(Term):
    """What a link says of its two passages."""

    SAME_EVENT = (
        "sameEvent",
        "Both passages tell the event, at any length.",
        ("tells the same event", "يروي الحدث نفسه"),
        "two passages",
    )
    SUMMARY = (
        "summary",
        "One passage covers several events that the other tells apart.",
        (
            "one summarises several events that the other tells apart",
            "أحدهما يُجمل أحداثاً يفصّلها الآخر",
        ),
        "two passages",
    )
    MENTION = (
        "mention",
        "At least one side only presupposes the event or looks back at it.",
        ("mentions or looks back at it", "يذكره عرضاً أو يشير إليه"),
        "two passages",
    )
    RELATED = (
        "related",
        "Different events that an editor joins, such as cause or motif.",
        ("related, not the same event", "ذو صلة، وليس الحدث نفسه"),
        "two passages",
        False,
    )


_LINKS_OF_ONE_EVENT = "links that are sameEvent, summary or mention"


class Facet(Term):
    """In what two passages of one event differ."""

    NUMBER = (
        "number",
        "The passages give different numbers.",
        ("number", "العدد"),
        _LINKS_OF_ONE_EVENT,
    )
    ORDER = (
        "order",
        "The passages place the event in a different order.",
        ("order", "الترتيب"),
        _LINKS_OF_ONE_EVENT,
    )
    PLACE = (
        "place",
        "The passages name different places.",
        ("place", "المكان"),
        _LINKS_OF_ONE_EVENT,
    )
    CAUSE = (
        "cause",
        "The passages give different causes.",
        ("cause", "السبب"),
        _LINKS_OF_ONE_EVENT,
        False,
    )
    AGENT = (
        "agent",
        "The passages name different agents.",
        ("who did it", "الفاعل"),
        _LINKS_OF_ONE_EVENT,
        False,
    )
    ATTRIBUTION = (
        "attribution",
        "The passages credit different people with it.",
        ("to whom it is credited", "من يُنسب إليه"),
        _LINKS_OF_ONE_EVENT,
        False,
    )
    NAME = (
        "name",
        "The passages call a bearer by different names.",
        ("name", "الاسم"),
        _LINKS_OF_ONE_EVENT,
        False,
    )
    DATE = ("date", "The passages give different dates.", ("date", "التاريخ"), _LINKS_OF_ONE_EVENT)
    OUTCOME = (
        "outcome",
        "The passages tell different outcomes.",
        ("outcome", "العاقبة"),
        _LINKS_OF_ONE_EVENT,
        False,
    )


class Status(Term):
    """Who stands behind a link."""

    PROPOSED = (
        "proposed",
        "The program proposes the link; nobody has judged it.",
        (
            "proposed by the program, unreviewed; score {score}",
            "اقترحه البرنامج ولم يُراجَع؛ الدرجة {score}",
        ),
        "a link",
    )
    ACCEPTED = (
        "accepted",
        "A reviewer or the editors say that the link holds.",
        ("accepted by {who}", "أقرّه {who}"),
        "a link",
        False,
    )
    REJECTED = (
        "rejected",
        "A reviewer says that the link does not hold.",
        ("rejected by {who}", "رفضه {who}"),
        "a link",
        False,
    )


class EventRole(Term):
    """How a passage or a text stands to an event."""

    TELLS = (
        "tells",
        "The passage narrates the event.",
        ("tells it", "يرويه"),
        "a passage and an event",
    )
    SUMMARISES = (
        "summarises",
        "The passage covers the event among others.",
        ("summarises it", "يُجمله"),
        "a passage and an event",
    )
    MENTIONS = (
        "mentions",
        "The passage presupposes the event or looks back at it.",
        ("mentions it", "يذكره عرضاً"),
        "a passage and an event",
    )
    ABSENT = (
        "absent",
        "The text was searched and does not tell the event.",
        ("{who} searched the text: not told here", "بحث {who} في النص: لم يُذكر هنا"),
        "a text and an event",
        False,
    )
    NO_COUNTERPART = (
        "noCounterpart",
        "The texts in @source were searched and have no counterpart of the passage.",
        (
            "{who} searched {texts} and found no counterpart.",
            "بحث {who} في {texts} فلم يوجد له مقابل.",
        ),
        "a passage and texts",
        False,
    )


STANDING: Final[Mapping[str, EventRole]] = MappingProxyType(
    {
        Relation.SAME_EVENT: EventRole.TELLS,
        Relation.SUMMARY: EventRole.SUMMARISES,
        Relation.MENTION: EventRole.MENTIONS,
    }
)
"""How a passage stands to an event if a link of this relation is all that ties it to the event."""


class Role(Term):
    """What a person, a group or a place is to an event, as editors record it in the authority."""

    AGENT = ("agent", "Who did it.", ("who did it", "الفاعل"), "a bearer and an event", False)
    PATIENT = (
        "patient",
        "Whom or what it befell.",
        ("to whom it was done", "من وقع عليه"),
        "a bearer and an event",
        False,
    )
    RECIPIENT = (
        "recipient",
        "To whom something was given, sworn, sent or said.",
        ("for whom, or given to whom", "من كان له أو وُجّه إليه"),
        "a bearer and an event",
        False,
    )
    INSTRUMENT = (
        "instrument",
        "By whose hand another did it.",
        ("by whose hand", "من تم على يده"),
        "a bearer and an event",
        False,
    )


class EntryKind(Term):
    """What an entry of the authority is."""

    PERSON = ("person", "A human being, or a being told of as one.", ("Person", "شخص"), "an entry")
    PLACE = ("place", "A place.", ("Place", "مكان"), "an entry")
    GROUP = ("group", "A tribe, party, dynasty or army.", ("Group", "جماعة"), "an entry")
    EVENT = ("event", "Something that happened.", ("Event", "حدث"), "an entry")


class MentionType(Term):
    """How words stand for an entry."""

    NAME = ("name", "A name of the bearer.", ("name", "علَم"), "a mention")
    TITLE = (
        "title",
        "A title or an epithet that stands for the bearer's name.",
        ("title or epithet", "لقب أو وصف"),
        "a mention",
    )
    REFERENCE = (
        "reference",
        "Other words that mean the bearer here, such as a pronoun or an office.",
        ("words that mean the bearer", "لفظ يعود إلى صاحبه"),
        "a mention",
        False,
    )


class VerdictKind(Term):
    """What a verdict judges."""

    LINK = ("link", "Whether two passages belong together, and how.", ("link", "رابط"), "a verdict")
    MENTION = ("mention", "Whom a name means.", ("name", "علَم"), "a verdict")
    ABSENCE = (
        "absence",
        "That texts have nothing that answers a passage.",
        ("absence", "غياب"),
        "a verdict",
    )


class Decision(Term):
    """What a verdict says."""

    ACCEPT = ("accept", "It holds.", ("Accept", "اقبل"), "a verdict", False)
    REJECT = ("reject", "It does not hold.", ("Reject", "ارفض"), "a verdict", False)
