"""Changing an authority file and nothing else in it.

The file is people's: its comments, order, line breaks and quotation marks are theirs.  So it is
never written anew: a parser tells where each element stands, and only the bytes of what changes are
replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from fitnacorpus.errors import AuthorityError
from fitnacorpus.model import Entry, Form, NamePart
from fitnacorpus.tei import authority
from fitnacorpus.tei.authority_changes import (
    Change,
    Location,
    NewEntry,
    NewForm,
    NewIdentifier,
    Note,
    RemovedEntry,
    RemovedForm,
    RenamedEntry,
)
from fitnacorpus.tei.authority_markup import (
    ELEMENTS,
    FORMS,
    STEP,
    entry_markup,
    form_content,
    form_markup,
    identifier_markup,
    location_markup,
    note_markup,
    pointers,
)
from fitnacorpus.tei.inline import text
from fitnacorpus.tei.placed import Placed, gap_before, indent_of, parse, with_attribute

EMPTY: Final = b"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="authority" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Persons, places, groups and events</title></titleStmt>
      <publicationStmt><p>Part of the corpus.</p></publicationStmt>
      <sourceDesc><p>Compiled for this corpus.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>
  </standOff>
</TEI>
"""
"""An authority without entries."""
_LISTS: Final = {
    "person": "listPerson",
    "place": "listPlace",
    "group": "listOrg",
    "event": "listEvent",
}


def apply(data: bytes, changes: Sequence[Change], *, where: str) -> bytes:
    """The bytes of an authority file with changes made.

    Args:
        data: The file as it stands.
        changes: What to change; they must fit what the file holds.
        where: The file, for messages.

    Returns:
        The new content; bytes that no change touches are the same.

    Raises:
        AuthorityError: the file cannot be read, or is not UTF-8 (``broken-encoding``).
    """
    authority.read(data, where=where)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise AuthorityError(
            "broken-encoding", "the file is not UTF-8", where=where, hint="Save it as UTF-8"
        ) from None
    renamed = {c.ident: c.new for c in changes if isinstance(c, RenamedEntry)}
    waiting: list[Change] = [
        RemovedEntry(c.entry.id) for c in changes if isinstance(c, NewEntry) and c.replaces
    ]
    waiting += (c for c in changes if not isinstance(c, RenamedEntry))
    while waiting:
        before = len(waiting)
        data, waiting = _round(data, waiting)
        if len(waiting) == before:
            raise ValueError(f"no place for {waiting[0]}")
    for ident, new in renamed.items():
        data = _renamed(data, ident, new)
    authority.read(data, where=where)
    return data


def ids(data: bytes) -> frozenset[str]:
    """Every xml:id of an authority file: of entries, of calendars, of the file itself.

    Args:
        data: A file that `authority.read` accepts.
    """
    return frozenset(e.values["xml:id"] for e in parse(data).all() if "xml:id" in e.values)


def _renamed(data: bytes, ident: str, new: str) -> bytes:
    """A file in which an entry has another id, in its start tag and in every pointer."""
    name = re.escape(ident)
    content = re.sub(rf"""(?<=xml:id=["']){name}(?=["'])""", new, data.decode())
    return re.sub(rf"""(?<=#){name}(?=[\s"'])""", new, content).encode()


class _Edit(NamedTuple):
    """Bytes to replace.  One that stands `alone` lets nothing else be put where it begins."""

    start: int
    end: int
    new: str
    alone: bool = False


def _round(data: bytes, changes: Sequence[Change]) -> tuple[bytes, list[Change]]:
    """Make the changes that the file has a place for; the rest wait for what these bring."""
    root = parse(data)
    known = {e.values["xml:id"]: e for e in root.all() if "xml:id" in e.values}
    edits: dict[int, list[_Edit]] = {}
    waiting: list[Change] = []
    for change in changes:
        edit = _edit(data, root, known, change)
        here = edits.get(edit.start, []) if edit else []
        if edit is None or any(edit.alone or other.alone for other in here):
            waiting.append(change)
        else:
            edits.setdefault(edit.start, []).append(edit)
    line = "\r\n" if b"\r\n" in data else "\n"
    pieces: list[bytes] = []
    at = 0
    for start in sorted(edits):
        new = "".join(edit.new for edit in edits[start])
        pieces += [data[at:start], new.replace("\n", line).encode()]
        at = max(edit.end for edit in edits[start])
    return b"".join([*pieces, data[at:]]), waiting


def _edit(data: bytes, root: Placed, known: Mapping[str, Placed], change: Change) -> _Edit | None:
    """Which bytes a change replaces, and by what; None while its entry is not there yet."""
    if isinstance(change, RenamedEntry):
        raise TypeError("entries are renamed when everything else is done")
    if isinstance(change, NewEntry):
        if change.entry.parent and change.entry.parent not in known:
            return None
        outer = known.get(change.entry.parent) or _standoff(root)
        return _new_entry(data, outer, change.entry)
    if change.ident not in known:
        return None
    entry = known[change.ident]
    if isinstance(change, RemovedEntry):
        return _Edit(gap_before(data, entry), entry.end, "", alone=True)
    kind = next(kind for kind, tag in ELEMENTS.items() if tag == entry.tag)
    forms = [e for e in entry.children if e.tag == FORMS[kind]]
    if isinstance(change, NewForm):
        return _after(data, forms[-1], form_markup(change.form, kind))
    if isinstance(change, Note):
        return _note(data, entry, change)
    if isinstance(change, Location):
        return _after(data, forms[-1], location_markup(change.geo))
    if isinstance(change, NewIdentifier):
        before = [e for e in entry.children if e.tag in (FORMS[kind], "location", "idno")]
        return _after(data, before[-1], identifier_markup(change.kind, change.value))
    old = next(e for e in forms if (e.text, e.lang) == (change.form.text, change.form.lang))
    if isinstance(change, RemovedForm):
        return _Edit(gap_before(data, old), old.end, "", alone=True)
    return _Edit(old.start, old.end, _changed(data, old, change.form), alone=True)


def _after(data: bytes, element: Placed, content: str) -> _Edit:
    """Put something on a line of its own behind an element."""
    return _Edit(element.end, element.end, f"\n{indent_of(data, element)}{content}")


def _standoff(root: Placed) -> Placed:
    return next(e for e in root.children if e.tag == "standOff")


def _changed(data: bytes, old: Placed, form: Form) -> str:
    """A form with other attributes, and with other parts only where they are given."""
    opening = data[old.start : old.inner].decode()
    opening = with_attribute(opening, "type", form.type if form.type != _type(old) else None)
    source = old.values.get("source", "")
    if list(form.source) != authority.texts_of(source):
        works = [pointer for pointer in source.split() if pointer.startswith("#")]
        said = " ".join(filter(None, [pointers(form.source), *works]))
        opening = with_attribute(opening, "source", said)
    inner = data[old.inner : old.inner_end].decode()
    if form.parts and form.parts != _parts(old):
        inner = form_content(form)
    return f"{opening}{inner}{data[old.inner_end : old.end].decode()}"


def _type(old: Placed) -> str:
    return old.values.get("type", "variant")


def _parts(old: Placed) -> tuple[NamePart, ...]:
    return tuple(
        NamePart("ism" if e.tag == "forename" else e.values.get("type", ""), e.text)
        for e in old.all()
        if e.tag in ("forename", "addName")
    )


def _new_entry(data: bytes, outer: Placed, entry: Entry) -> _Edit:
    tag = _LISTS[entry.kind]
    listing = next((e for e in outer.children if e.tag == tag), None)
    if listing is None:
        indent = indent_of(data, outer) + STEP
        inner = f"\n{entry_markup(entry, indent + STEP)}\n{indent}"
        return _at_end(data, outer, f"<{tag}>{inner}</{tag}>", alone=True)
    siblings = [e for e in listing.children if e.tag == ELEMENTS[entry.kind]]
    if entry.kind != "event":
        # Lists are kept by id where they are; events stand in the order of what happened.
        for sibling in siblings:
            if sibling.values.get("xml:id", "") > entry.id:
                indent = indent_of(data, sibling)
                new = f"{entry_markup(entry, indent).lstrip()}\n{indent}"
                return _Edit(sibling.start, sibling.start, new)
    indent = indent_of(data, siblings[-1]) if siblings else indent_of(data, listing) + STEP
    return _at_end(data, listing, entry_markup(entry, indent).lstrip())


def _at_end(data: bytes, outer: Placed, content: str, *, alone: bool = False) -> _Edit:
    """Put something last into an element, which may be empty, on lines of its own."""
    indent = indent_of(data, outer)
    new = f"\n{indent}{STEP}{content}"
    if outer.inner == outer.end:
        opening = data[outer.start : outer.end].decode().rstrip("/>").rstrip()
        closing = f">{new}\n{indent}</{outer.tag}>"
        return _Edit(outer.start, outer.end, opening + closing, alone=True)
    at = max(len(data[: outer.inner_end].rstrip()), outer.inner)
    if b"\n" in data[at : outer.inner_end]:
        return _Edit(at, at, new, alone)
    return _Edit(at, outer.inner_end, f"{new}\n{indent}", alone=True)


def _note(data: bytes, entry: Placed, note: Note) -> _Edit:
    notes = [e for e in entry.children if e.tag == "note"]
    for old in notes:
        if old.lang == note.lang:
            if old.inner == old.end:
                return _Edit(old.start, old.end, note_markup(note.lang, note.words), alone=True)
            return _Edit(old.inner, old.inner_end, text(note.words), alone=True)
    # Lists of what is nested stand last in the content model; a note goes before them.
    plain = [e for e in entry.children if not e.tag.startswith("list") and e.tag != entry.tag]
    last = (notes or plain)[-1]
    new = f"\n{indent_of(data, last)}{note_markup(note.lang, note.words)}"
    return _Edit(last.end, last.end, new)
