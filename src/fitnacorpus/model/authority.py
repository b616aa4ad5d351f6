"""The record of persons, places, groups and events, with all their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple


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
        when: The dates of an event, or of the death of a person, as written in the record (TEI
            attribute name to value).
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
class Work:
    """A work of the authority's bibliography, in which facts can be looked up.

    Attributes:
        id: Its id, to which `@source` points.
        titles: Its title by language.
        authors: Its author by language; empty without any.
        editor: Who edited it, or "".
        publisher: Its publisher, or "".
        place: Where it was printed, or "".
        year: When, as the bibliography writes it, or "".
    """

    id: str
    titles: Mapping[str, str]
    authors: Mapping[str, str] = field(default_factory=dict)
    editor: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """All entries, in file order, and where they were read.

    Attributes:
        entries: The records.
        path: The file.
        works: The bibliography, in file order.
        sources: Entry id to the ids of the works at which its facts can be looked up.
        by_id: The records by id.
    """

    entries: tuple[Entry, ...] = ()
    path: str = ""
    works: tuple[Work, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_id: Mapping[str, Entry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", MappingProxyType({e.id: e for e in self.entries}))
