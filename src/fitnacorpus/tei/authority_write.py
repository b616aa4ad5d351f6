"""Changing an authority file and nothing else in it.

The file is people's: its comments, order, line breaks and quotation marks are theirs.  So it is
never written anew: a parser tells where each element stands, and only the bytes of what changes are
replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.parsers import expat

from fitnacorpus.errors import AuthorityError
from fitnacorpus.model import Entry, Form, NamePart
from fitnacorpus.tei import NAMESPACE, authority
from fitnacorpus.tei.inline import attribute, attributes, text

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

_ELEMENTS: Final = {"person": "person", "place": "place", "group": "org", "event": "event"}
_LISTS: Final = {
    "person": "listPerson",
    "place": "listPlace",
    "group": "listOrg",
    "event": "listEvent",
}
_FORMS: Final = {"person": "persName", "place": "placeName", "group": "orgName", "event": "label"}
_STEP: Final = "  "


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


Change = NewEntry | NewForm | ChangedForm | RemovedForm | RemovedEntry | RenamedEntry | Note


@dataclass
class _Element:
    """An element and where it stands in the bytes: its tags inside [start, end)."""

    tag: str
    values: Mapping[str, str]
    start: int
    parent: _Element | None
    lang: str
    inner: int = 0
    inner_end: int = 0
    end: int = 0
    words: list[str] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self) -> Iterator[_Element]:
        yield self
        for child in self.children:
            yield from child.all()


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
    return frozenset(e.values["xml:id"] for e in _parse(data).all() if "xml:id" in e.values)


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
    root = _parse(data)
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


def _edit(
    data: bytes, root: _Element, known: Mapping[str, _Element], change: Change
) -> _Edit | None:
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
        return _Edit(_gap_before(data, entry), entry.end, "", alone=True)
    kind = next(kind for kind, tag in _ELEMENTS.items() if tag == entry.tag)
    forms = [e for e in entry.children if e.tag == _FORMS[kind]]
    if isinstance(change, NewForm):
        last = forms[-1]
        return _Edit(last.end, last.end, f"\n{_indent(data, last)}{_form(change.form, kind)}")
    if isinstance(change, Note):
        return _note(data, entry, change)
    old = next(e for e in forms if (e.text, e.lang) == (change.form.text, change.form.lang))
    if isinstance(change, RemovedForm):
        return _Edit(_gap_before(data, old), old.end, "", alone=True)
    return _Edit(old.start, old.end, _changed(data, old, change.form), alone=True)


def _standoff(root: _Element) -> _Element:
    return next(e for e in root.children if e.tag == "standOff")


def _changed(data: bytes, old: _Element, form: Form) -> str:
    """A form with other attributes, and with other parts only where they are given."""
    opening = data[old.start : old.inner].decode()
    opening = _with(opening, "type", form.type if form.type != _type(old) else None)
    here = [p.rpartition("/")[2].removesuffix(".xml") for p in old.values.get("source", "").split()]
    if list(form.source) != here:
        opening = _with(opening, "source", _pointers(form.source))
    inner = data[old.inner : old.inner_end].decode()
    if form.parts and form.parts != _parts(old):
        inner = _content(form)
    return f"{opening}{inner}{data[old.inner_end : old.end].decode()}"


def _type(old: _Element) -> str:
    return old.values.get("type", "variant")


def _parts(old: _Element) -> tuple[NamePart, ...]:
    return tuple(
        NamePart("ism" if e.tag == "forename" else e.values.get("type", ""), e.text)
        for e in old.all()
        if e.tag in ("forename", "addName")
    )


def _with(opening: str, name: str, value: str | None) -> str:
    """A start tag with one attribute set, or taken out for ""; None leaves it."""
    if value is None:
        return opening
    found = re.search(rf"\s+{name}=(\"[^\"]*\"|'[^']*')", opening)
    if not value:
        return opening.replace(found[0], "", 1) if found else opening
    if found:
        return opening[: found.start(1)] + attribute(value) + opening[found.end(1) :]
    return f"{opening[:-1].rstrip()} {name}={attribute(value)}>"


def _pointers(sources: Sequence[str]) -> str:
    return " ".join(f"texts/{source}.xml" for source in sources)


def _new_entry(data: bytes, outer: _Element, entry: Entry) -> _Edit:
    tag = _LISTS[entry.kind]
    listing = next((e for e in outer.children if e.tag == tag), None)
    if listing is None:
        indent = _indent(data, outer) + _STEP
        inner = f"\n{_entry(entry, indent + _STEP)}\n{indent}"
        return _at_end(data, outer, f"<{tag}>{inner}</{tag}>", alone=True)
    siblings = [e for e in listing.children if e.tag == _ELEMENTS[entry.kind]]
    if entry.kind != "event":
        # Lists are kept by id where they are; events stand in the order of what happened.
        for sibling in siblings:
            if sibling.values.get("xml:id", "") > entry.id:
                indent = _indent(data, sibling)
                new = f"{_entry(entry, indent).lstrip()}\n{indent}"
                return _Edit(sibling.start, sibling.start, new)
    indent = _indent(data, siblings[-1]) if siblings else _indent(data, listing) + _STEP
    return _at_end(data, listing, _entry(entry, indent).lstrip())


def _at_end(data: bytes, outer: _Element, content: str, *, alone: bool = False) -> _Edit:
    """Put something last into an element, which may be empty, on lines of its own."""
    indent = _indent(data, outer)
    new = f"\n{indent}{_STEP}{content}"
    if outer.inner == outer.end:
        opening = data[outer.start : outer.end].decode().rstrip("/>").rstrip()
        closing = f">{new}\n{indent}</{outer.tag}>"
        return _Edit(outer.start, outer.end, opening + closing, alone=True)
    at = max(len(data[: outer.inner_end].rstrip()), outer.inner)
    if b"\n" in data[at : outer.inner_end]:
        return _Edit(at, at, new, alone)
    return _Edit(at, outer.inner_end, f"{new}\n{indent}", alone=True)


def _note(data: bytes, entry: _Element, note: Note) -> _Edit:
    notes = [e for e in entry.children if e.tag == "note"]
    for old in notes:
        if old.lang == note.lang:
            if old.inner == old.end:
                return _Edit(old.start, old.end, _note_element(note.lang, note.words), alone=True)
            return _Edit(old.inner, old.inner_end, text(note.words), alone=True)
    # Lists of what is nested stand last in the content model; a note goes before them.
    plain = [e for e in entry.children if not e.tag.startswith("list") and e.tag != entry.tag]
    last = (notes or plain)[-1]
    new = f"\n{_indent(data, last)}{_note_element(note.lang, note.words)}"
    return _Edit(last.end, last.end, new)


def _entry(entry: Entry, indent: str) -> str:
    tag = _ELEMENTS[entry.kind]
    own = {"xml:id": entry.id}
    if entry.kind == "event":
        own |= {"where": " ".join(f"#{place}" for place in entry.where), **entry.when}
    lines = [f"{indent}<{tag}{attributes(own)}>"]
    lines += [f"{indent}{_STEP}{_form(form, entry.kind)}" for form in entry.forms]
    if entry.kind == "person" and entry.when:
        lines.append(f"{indent}{_STEP}<death{attributes(entry.when)}/>")
    if entry.kind == "place" and entry.geo:
        latitude, longitude = (f"{degrees:g}" for degrees in entry.geo)
        lines.append(f"{indent}{_STEP}<location><geo>{latitude} {longitude}</geo></location>")
    lines += [
        f"{indent}{_STEP}<idno type={attribute(kind)}>{text(value)}</idno>"
        for kind, value in entry.idnos
    ]
    lines += [f"{indent}{_STEP}{_note_element(*note)}" for note in entry.notes.items()]
    return "\n".join([*lines, f"{indent}</{tag}>"])


def _note_element(lang: str, words: str) -> str:
    return f"<note xml:lang={attribute(lang)}>{text(words)}</note>"


def _form(form: Form, kind: str) -> str:
    tag = _FORMS[kind]
    values = {"xml:lang": form.lang, "type": form.type, "source": _pointers(form.source)}
    return f"<{tag}{attributes(values)}>{_content(form)}</{tag}>"


def _content(form: Form) -> str:
    """A form with its parts marked; `model.Form` says that they stand in it in this order."""
    out, at = [], 0
    for part in form.parts:
        start = form.text.index(part.text, at)
        out.append(text(form.text[at:start]))
        if part.kind == "ism":
            out.append(f"<forename>{text(part.text)}</forename>")
        else:
            out.append(f"<addName type={attribute(part.kind)}>{text(part.text)}</addName>")
        at = start + len(part.text)
    return "".join([*out, text(form.text[at:])])


def _indent(data: bytes, element: _Element) -> str:
    """The white space before an element on its line."""
    line = data[data.rfind(b"\n", 0, element.start) + 1 : element.start].decode()
    return line[: len(line) - len(line.lstrip())]


def _gap_before(data: bytes, element: _Element) -> int:
    """Where the white space before an element begins."""
    return len(data[: element.start].rstrip())


def _parse(data: bytes) -> _Element:
    """The elements of a file that `authority.read` has accepted, with their places in the bytes."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    open_elements: list[_Element] = []
    root: list[_Element] = []

    def start(name: str, values: dict[str, str]) -> None:
        outer = open_elements[-1] if open_elements else None
        namespace, _, local = name.partition(" ")
        plain = {key.split(" ")[1] if key.count(" ") == 1 else _prefixed(key): value
                 for key, value in values.items()}  # fmt: skip
        lang = plain.get("xml:lang", outer.lang if outer else "")
        element = _Element(
            local.partition(" ")[0] if namespace == NAMESPACE else name,
            plain,
            parser.CurrentByteIndex,
            outer,
            lang,
        )
        element.inner = _tag_end(data, element.start)
        (outer.children if outer else root).append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        element = open_elements.pop()
        at = parser.CurrentByteIndex
        if data[element.inner - 2 : element.inner] == b"/>":
            element.inner_end = element.end = element.inner
        else:
            element.inner_end, element.end = at, data.index(b">", at) + 1

    def characters(words: str) -> None:
        for element in open_elements:
            element.words.append(words)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.Parse(data, True)
    return root[0]


def _prefixed(key: str) -> str:
    """An attribute name as it is written: expat gives namespace, name and prefix."""
    parts = key.split(" ")
    return f"{parts[2]}:{parts[1]}" if len(parts) == 3 else key


def _tag_end(data: bytes, start: int) -> int:
    """End of the start tag that begins there: the first ">" outside quotation marks."""
    match = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>").match(data, start)
    return match.end() if match else start
