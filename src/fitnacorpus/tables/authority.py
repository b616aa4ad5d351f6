"""The authority as a table, for an editor who works in a spreadsheet, and back.

One row a form.  What belongs to the entry and not to a form (notes, the outer event) stands in the
first row of the entry; an empty cell says nothing and changes nothing.  What the table does not
hold (dates, coordinates, places of events, comments) stays in the file as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Authority, Entry, Form, NamePart
from fitnacorpus.names.authority import in_wrong_script
from fitnacorpus.tables import table
from fitnacorpus.tables.table import Row
from fitnacorpus.tei.authority import FORM_TYPES, UNASSIGNED
from fitnacorpus.tei.authority_write import (
    Change,
    ChangedForm,
    NewEntry,
    NewForm,
    Note,
    RemovedForm,
)

KINDS: Final = ("person", "place", "group", "event")
COLUMNS: Final = (
    "id", "kind", "form", "lang", "type", "source", "parts", "note_en", "note_ar", "parent",
)  # fmt: skip
"""Columns of an exported table."""
DRAFT_COLUMNS: Final = ("accept", "count", "where", "examples", "because")
"""Columns that only a draft has (`names suggest`); all but `accept` are for the eye."""
NOTHING: Final = "-"
"""In the column `source`: stands in no text.  An empty cell leaves what is there."""
_NEEDED: Final = ("id", "form", "lang")
_NOTES: Final = {"note_en": languages.EN, "note_ar": languages.AR}
_PARTS: Final = ("ism", "kunya", "nasab", "laqab", "nisba")
_NCNAME: Final = re.compile(r"[A-Za-z_][\w.-]*")
_TEXT_ID: Final = re.compile(r"[a-z][a-z0-9-]*")
_LANG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_YES: Final = ("yes", "y", "x", "1", "true", "ja", "oui", "نعم")
_NO: Final = ("no", "n", "0", "false", "?", "", "لا")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would change.

    Attributes:
        changes: The changes, in the order of the table.
        left_out: Number of rows that a draft does not accept.
    """

    changes: tuple[Change, ...]
    left_out: int = 0


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
                row |= {name: entry.notes.get(lang, "") for name, lang in _NOTES.items()}
                row["parent"] = entry.parent
            yield row


def plan(data: bytes, authority: Authority, *, where: str, remove: bool = False) -> Plan:
    """What a table would change in an authority.

    Args:
        data: The table: TSV or CSV, UTF-8 or UTF-16.
        authority: The authority as it stands.
        where: The table, for messages.
        remove: Whether forms that the table lacks are removed from the entries that it has.

    Raises:
        SourceError: a row cannot be used (``bad-table``), with row and column.
    """
    rows = table.read(data, (*COLUMNS, *DRAFT_COLUMNS), _NEEDED, where=where)
    accepted = [row for row in rows if _accepted(row)]
    by_entry: dict[str, list[Row]] = {}
    for row in accepted:
        by_entry.setdefault(_ident(row), []).append(row)
    changes: list[Change] = []
    for ident, group in by_entry.items():
        known = authority.by_id.get(ident)
        forms = _forms(group)
        notes = _entry_cells(group, _NOTES)
        if known is None:
            changes.append(_new(ident, group, forms, notes, authority, by_entry))
        else:
            _fits(known, group)
            changes += _changed(known, forms, notes)
            if remove and forms:
                changes += _removed(known, forms)
    return Plan(tuple(changes), len(rows) - len(accepted))


def describe(change: Change) -> str:
    """A change on one line."""
    match change:
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
        case Note(ident, lang, words):
            return f"'{ident}': note ({lang}) becomes “{words}”"


def _accepted(row: Row) -> bool:
    if "accept" not in row.columns:
        return True
    answer = row.get("accept").lower()
    if answer not in (*_YES, *_NO):
        raise row.bad("accept", f"'{answer}' is neither yes nor no", "Write yes or no")
    return answer in _YES


def _ident(row: Row) -> str:
    ident = row.get("id")
    if not _NCNAME.fullmatch(ident) or ident == UNASSIGNED:
        raise row.bad(
            "id",
            f"'{ident}' is no id" if ident else "the id is missing",
            "Write letters, digits and hyphens, a letter first",
        )
    return ident


def _forms(rows: Sequence[Row]) -> dict[tuple[str, str], tuple[Row, Form]]:
    """The forms that rows hold, by text and language."""
    out: dict[tuple[str, str], tuple[Row, Form]] = {}
    for row in rows:
        if not row.get("form"):
            if not any(row.get(name) for name in (*_NOTES, "parent")):
                raise row.bad("form", "the form is missing", "Write the form, or delete the row")
            continue
        form = _form(row)
        if (form.text, form.lang) in out:
            raise row.bad(
                "form",
                f"“{form.text}” ({form.lang}) stands in row {out[form.text, form.lang][0].number} "
                "already",
                "Keep one of the two rows",
            )
        out[form.text, form.lang] = (row, form)
    return out


def _form(row: Row) -> Form:
    words, lang = row.get("form"), row.get("lang")
    if not _LANG.fullmatch(lang):
        raise row.bad(
            "lang",
            f"'{lang}' is no language tag" if lang else "the language is missing",
            "Write ar, en, ar-Latn-x-ijmes or ar-Latn-alalc97",
        )
    kind = row.get("type") or "variant"
    if kind not in FORM_TYPES:
        raise row.bad("type", f"'{kind}' is no type", f"Write one of {', '.join(FORM_TYPES)}")
    sources = () if row.get("source") == NOTHING else tuple(row.get("source").split())
    for source in sources:
        if not _TEXT_ID.fullmatch(source):
            raise row.bad("source", f"'{source}' is no text id", "Write text ids, with spaces")
    form = Form(words, lang, kind, sources, _parts(row, words))
    if in_wrong_script(form):
        raise row.bad("form", f"“{words}” is not in the script of '{lang}'", "Correct form or lang")
    return form


def _parts(row: Row, words: str) -> tuple[NamePart, ...]:
    out: list[NamePart] = []
    at = 0
    for piece in filter(None, (p.strip() for p in row.get("parts").split("|"))):
        kind, _, name = (x.strip() for x in piece.partition(":"))
        if kind not in _PARTS:
            raise row.bad("parts", f"'{kind}' is no part", f"Write one of {', '.join(_PARTS)}")
        start = words.find(name, at) if name else -1
        if start < 0:
            raise row.bad(
                "parts", f"“{name}” does not stand in the form there", "Copy it from the form"
            )
        out.append(NamePart(kind, name))
        at = start + len(name)
    return tuple(out)


def _entry_cells(rows: Sequence[Row], columns: Mapping[str, str]) -> dict[str, str]:
    """What the rows of one entry say of it as a whole; they must not contradict one another."""
    out: dict[str, str] = {}
    for row in rows:
        for name, key in columns.items():
            words = row.get(name)
            if words and out.setdefault(key, words) != words:
                raise row.bad(name, "another row of the entry says otherwise", "Keep one")
    return out


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
) -> NewEntry:
    first = rows[0]
    kind = _entry_cells(rows, {"kind": "kind"}).get("kind", "")
    if kind not in KINDS:
        raise first.bad(
            "kind",
            f"'{kind}' is no kind" if kind else f"the kind of the new entry '{ident}' is missing",
            f"Write one of {', '.join(KINDS)}",
        )
    if not forms:
        raise first.bad("form", f"the new entry '{ident}' has no form", "Write its forms")
    parent = _entry_cells(rows, {"parent": "parent"}).get("parent", "")
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
    here = {(form.text, form.lang): form for form in known.forms}
    for key, (row, form) in forms.items():
        old = here.get(key)
        if old is None:
            yield NewForm(known.id, form)
            continue
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
    gone = [form for form in known.forms if (form.text, form.lang) not in forms]
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
