"""What may be changed in an authority file, as values."""

from __future__ import annotations

from dataclasses import dataclass

from fitnacorpus.model import Entry, Form


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Add an entry: forms and notes, and for an event the outer event (`Entry.parent`).

    `Entry.when` and `Entry.where` are written for an event; for a person `Entry.when` is the date
    of death.  `Entry.geo` is written for a place, `Entry.idnos` for every entry.

    Attributes:
        entry: The entry.
        replaces: Whether the entry of that id, of another kind, goes.
    """

    entry: Entry
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class NewForm:
    """Add a form to an entry, after its last one."""

    ident: str
    form: Form


@dataclass(frozen=True, slots=True)
class ChangedForm:
    """Give a form another type, other sources or parts; text and language tell which one."""

    ident: str
    form: Form


@dataclass(frozen=True, slots=True)
class RemovedForm:
    """Remove a form of an entry."""

    ident: str
    form: Form


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """Remove an entry with all that it holds."""

    ident: str


@dataclass(frozen=True, slots=True)
class RenamedEntry:
    """Give an entry another id, and the pointers to it in the file with it."""

    ident: str
    new: str


@dataclass(frozen=True, slots=True)
class Note:
    """Set the note of an entry in one language."""

    ident: str
    lang: str
    words: str


@dataclass(frozen=True, slots=True)
class NewIdentifier:
    """Add an `idno` to an entry: the type of it (``VIAF``) and its value."""

    ident: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Location:
    """Give a place that has none its latitude and longitude, in degrees."""

    ident: str
    geo: tuple[float, float]


Change = (
    NewEntry | NewForm | ChangedForm | RemovedForm | RemovedEntry | RenamedEntry | Note
    | NewIdentifier | Location
)  # fmt: skip
