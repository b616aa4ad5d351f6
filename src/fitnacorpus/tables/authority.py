"""The authority as a table, for an editor who works in a spreadsheet, and back.

One row a form.  What belongs to the entry and not to a form (notes, the outer event) stands in the
first row of the entry; an empty cell says nothing and changes nothing.  What the table does not
hold (dates, coordinates, places of events, comments) stays in the file as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fitnacorpus.errors import SourceError
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.tables import authority_cells as cells
from fitnacorpus.tables import table
from fitnacorpus.tables.table import Row
from fitnacorpus.tei.authority import UNASSIGNED
from fitnacorpus.tei.authority_changes import (
    Change,
    ChangedForm,
    Location,
    NewEntry,
    NewForm,
    NewIdentifier,
    Note,
    RemovedEntry,
    RemovedForm,
    RenamedEntry,
)

KINDS: Final = ("person", "place", "group", "event")
COLUMNS: Final = (
    "id", "kind", "form", "lang", "type", "source", "parts", "note_en", "note_ar", "parent",
    "becomes",
)  # fmt: skip
"""Columns of an exported table."""
DRAFT_COLUMNS: Final = ("accept", "count", "where", "examples", "because")
"""Columns that only a draft has (`names suggest`); all but `accept` are for the eye."""
GONE: Final = "-"
"""In the column `becomes`: the entry is removed."""
_NEEDED: Final = ("id", "form", "lang")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would change.

    Attributes:
        changes: The changes, in the order of the table.
        left_out: Number of rows that a draft does not accept.
        faults: What cannot be used of a draft; the rest of it can.
    """

    changes: tuple[Change, ...]
    left_out: int = 0
    faults: tuple[SourceError, ...] = ()


def write(authority: Authority, fmt: str = "tsv") -> str:
    """The authority as a table; `read` of it changes nothing.

    Args:
        authority: The authority.
        fmt: "tsv" or "csv".
    """
    return table.write(COLUMNS, _rows(authority), fmt)


def encode(authority: Authority, fmt: str) -> bytes:
    """The same table as the bytes of a file: "tsv", "csv" or "xlsx"."""
    return table.encode(COLUMNS, _rows(authority), fmt)


def _rows(authority: Authority) -> Iterator[Mapping[str, str]]:
    for entry in authority.entries:
        for index, form in enumerate(entry.forms):
            row = {
                "id": entry.id,
                "kind": entry.kind,
                "form": form.text,
                "lang": form.lang,
                "type": form.type,
                "source": " ".join(form.source),
                "parts": " | ".join(f"{part.kind}: {part.text}" for part in form.parts),
            }
            if index == 0:
                row |= {name: entry.notes.get(lang, "") for name, lang in cells.NOTES.items()}
                row["parent"] = entry.parent
            yield row


def plan(
    data: bytes,
    authority: Authority,
    *,
    where: str,
    remove: bool = False,
    taken: Collection[str] = (),
) -> Plan:
    """What a table would change in an authority.

    Of a table of drafts, which has the column `accept`, an entry that cannot be used is left out
    and told; any other table is used whole or not at all.

    Args:
        data: The table: TSV or CSV, UTF-8 or UTF-16.
        authority: The authority as it stands.
        where: The table, for messages.
        remove: Whether forms that the table lacks are removed from the entries that it has.
        taken: Every id of the authority file, those of its calendars among them.

    Raises:
        SourceError: a row cannot be used (``bad-table``), with row and column.
    """
    rows = table.read(data, (*COLUMNS, *DRAFT_COLUMNS), _NEEDED, where=where)
    lenient = bool(rows) and "accept" in rows[0].columns
    faults: list[SourceError] = []
    left_out = 0
    by_entry: dict[str, list[Row]] = {}
    for row in rows:
        try:
            if cells.accepted(row):
                by_entry.setdefault(cells.ident_of(row), []).append(row)
            else:
                left_out += 1
        except SourceError as error:
            if not lenient:
                raise
            faults.append(error)
    reserved = {*taken} - {*authority.by_id}
    changes: list[Change] = []
    for ident, group in by_entry.items():
        try:
            if ident in reserved:
                what = f"'{ident}' is an id of the authority file itself"
                raise group[0].bad("id", what, f"Write another id, as {ident}-1")
            changes += _of_entry(ident, group, authority, by_entry, remove=remove, lenient=lenient)
        except SourceError as error:
            if not lenient:
                raise
            faults.append(error)
    return Plan(tuple(changes), left_out, tuple(faults))


def _of_entry(
    ident: str,
    group: Sequence[Row],
    authority: Authority,
    by_entry: Mapping[str, Sequence[Row]],
    *,
    remove: bool,
    lenient: bool,
) -> list[Change]:
    """What the rows of one entry change."""
    known = authority.by_id.get(ident)
    becomes = cells.entry_cells(group, {"becomes": "becomes"}).get("becomes", "")
    forms = cells.forms_of(group, merged=lenient)
    notes = cells.entry_cells(group, cells.NOTES)
    if known is None:
        if becomes:
            raise group[0].bad("becomes", f"there is no entry '{ident}'", "Leave the cell empty")
        return [_new(ident, group, forms, notes, authority, by_entry, lenient=lenient)]
    if becomes:
        return _becoming(known, becomes, group, authority)
    kinds = {row.get("kind") for row in group}
    whole = {*forms} >= {cells.key(form) for form in known.forms}
    if whole and len(kinds) == 1 and not kinds & {known.kind, ""} and not lenient:
        return [_of_kind(known, kinds.pop(), group, authority)]
    _fits(known, group)
    changes: list[Change] = list(_changed(known, forms, notes))
    if remove and forms:
        changes += _removed(known, forms)
    return changes


def _becoming(
    known: Entry, becomes: str, group: Sequence[Row], authority: Authority
) -> list[Change]:
    """Removing an entry, renaming it, or giving its forms to another one."""
    if becomes in (known.id, ""):
        return []
    inner = [e.id for e in authority.entries if e.parent == known.id]
    other = authority.by_id.get(becomes)
    if (becomes == GONE or other is not None) and inner:
        raise group[0].bad("becomes", f"events stand in '{known.id}'", "Move them first")
    if becomes == GONE:
        return [RemovedEntry(known.id)]
    if other is None:
        if not cells.NCNAME.fullmatch(becomes) or becomes == UNASSIGNED:
            hint = "Write an id, or - to remove the entry"
            raise group[0].bad("becomes", f"'{becomes}' is no id", hint)
        return [RenamedEntry(known.id, becomes)]
    if other.kind != known.kind:
        raise group[0].bad(
            "becomes", f"'{becomes}' is a {other.kind}", f"Name a {known.kind}, or change the kind"
        )
    here = {cells.key(form) for form in other.forms}
    added = [
        replace(form, type="variant") if form.type == "preferred" else form
        for form in known.forms
        if cells.key(form) not in here
    ]
    return [*(NewForm(becomes, form) for form in added), RemovedEntry(known.id)]


def _of_kind(known: Entry, kind: str, group: Sequence[Row], authority: Authority) -> Change:
    """An entry that turns out to be of another kind: the same forms and notes under that kind."""
    if kind not in KINDS:
        raise group[0].bad("kind", f"'{kind}' is no kind", f"Write one of {', '.join(KINDS)}")
    if known.kind == "event" and any(e.parent == known.id for e in authority.entries):
        raise group[0].bad("kind", f"events stand in '{known.id}'", "Move them first")
    return NewEntry(Entry(known.id, kind, known.forms, 0, known.notes), replaces=True)


def describe(change: Change) -> str:
    """A change on one line."""
    match change:
        case NewEntry(entry, replaces=True):
            return f"'{entry.id}' becomes a {entry.kind}"
        case NewEntry(entry):
            forms = ", ".join(f"{form.text} ({form.lang})" for form in entry.forms)
            return f"new {entry.kind} '{entry.id}': {forms}"
        case NewForm(ident, form):
            return f"'{ident}': new form {form.text} ({form.lang}, {form.type})"
        case ChangedForm(ident, form):
            source = f", in {' '.join(form.source)}" if form.source else ""
            return f"'{ident}': form {form.text} ({form.lang}) becomes {form.type}{source}"
        case RemovedForm(ident, form):
            return f"'{ident}': form {form.text} ({form.lang}) is removed"
        case RemovedEntry(ident):
            return f"'{ident}' is removed"
        case RenamedEntry(ident, new):
            return f"'{ident}' becomes '{new}'"
        case Note(ident, lang, words):
            return f"'{ident}': note ({lang}) becomes “{words}”"
        case NewIdentifier(ident, kind, value):
            return f"'{ident}' is {value} in {kind}"
        case Location(ident, (latitude, longitude)):
            return f"'{ident}' lies at {latitude:g} {longitude:g}"


def _fits(known: Entry, rows: Sequence[Row]) -> None:
    for row in rows:
        if row.get("kind") not in ("", known.kind):
            raise row.bad(
                "kind",
                f"'{known.id}' is a {known.kind} (line {known.line} of the authority)",
                "Give another id, or leave the kind as it is",
            )
        if row.get("parent") not in ("", known.parent):
            raise row.bad(
                "parent",
                f"'{known.id}' stands in '{known.parent or 'no other event'}'",
                "Move the event in the authority itself",
            )


def _new(
    ident: str,
    rows: Sequence[Row],
    forms: Mapping[tuple[str, str], tuple[Row, Form]],
    notes: Mapping[str, str],
    authority: Authority,
    by_entry: Mapping[str, Sequence[Row]],
    *,
    lenient: bool,
) -> NewEntry:
    first = rows[0]
    # Drafts that were given one id are of the kind that the first of them has.
    kind = cells.entry_cells(rows[:1] if lenient else rows, {"kind": "kind"}).get("kind", "")
    if kind not in KINDS:
        raise first.bad(
            "kind",
            f"'{kind}' is no kind" if kind else f"the kind of the new entry '{ident}' is missing",
            f"Write one of {', '.join(KINDS)}",
        )
    if not forms:
        raise first.bad("form", f"the new entry '{ident}' has no form", "Write its forms")
    parent = cells.entry_cells(rows, {"parent": "parent"}).get("parent", "")
    if parent:
        outer = authority.by_id.get(parent)
        new = by_entry.get(parent, ())
        of_event = outer.kind == "event" if outer else any(r.get("kind") == "event" for r in new)
        if kind != "event" or not of_event or _circular(ident, by_entry):
            raise first.bad("parent", f"'{parent}' is no event it can stand in", "Name an event")
    return NewEntry(Entry(ident, kind, tuple(f for _, f in forms.values()), 0, notes, parent))


def _circular(ident: str, by_entry: Mapping[str, Sequence[Row]]) -> bool:
    seen = {ident}
    at = ident
    while at in by_entry:
        at = next((row.get("parent") for row in by_entry[at] if row.get("parent")), "")
        if at in seen:
            return True
        seen.add(at)
    return False


def _changed(
    known: Entry,
    forms: Mapping[tuple[str, str], tuple[Row, Form]],
    notes: Mapping[str, str],
) -> Iterator[Change]:
    here = {cells.key(form): form for form in known.forms}
    for key, (row, form) in forms.items():
        old = here.get(key)
        if old is None:
            yield NewForm(known.id, form)
            continue
        form = replace(form, text=old.text)
        if not row.get("type"):
            form = replace(form, type=old.type)
        if not row.get("source"):
            form = replace(form, source=old.source)
        if not form.parts:
            form = replace(form, parts=old.parts)
        if form != old:
            yield ChangedForm(known.id, form)
    for lang, words in notes.items():
        if known.notes.get(lang, "") != words:
            yield Note(known.id, lang, words)


def _removed(
    known: Entry, forms: Mapping[tuple[str, str], tuple[Row, Form]]
) -> Iterator[RemovedForm]:
    gone = [form for form in known.forms if cells.key(form) not in forms]
    if len(gone) == len(known.forms):
        # The new forms are put after the last old one, which must therefore stay until then.
        row = next(iter(forms.values()))[0]
        raise row.bad(
            "form",
            f"no form of '{known.id}' would stay",
            "Keep one of its forms, or make the change in the authority itself",
        )
    for form in gone:
        yield RemovedForm(known.id, form)
