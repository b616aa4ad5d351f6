"""Reading the authority: the standOff of persons, places, groups and events that people write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.errors import AuthorityError, FitnaError
from fitnacorpus.model import Authority, Entry, Form, NamePart
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE, bibliography, safe
from fitnacorpus.vocabulary import Role

FORM_TYPES: Final = ("preferred", "attested", "variant", "slip", "title")
"""Closed list for `@type` of a form; see `model.Form`."""

UNASSIGNED: Final = "unassigned"
"""Reserved: the name of the alignment that holds the links without an event."""

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"
_ENTRIES: Final = {"person": "person", "place": "place", "org": "group", "event": "event"}
_FORMS: Final = {"person": "persName", "place": "placeName", "org": "orgName", "event": "label"}
_WHEN: Final = (
    "when",
    "notBefore",
    "notAfter",
    "from",
    "to",
    "when-custom",
    "notBefore-custom",
    "notAfter-custom",
    "from-custom",
    "to-custom",
    "datingMethod",
    "calendar",
)


def read(data: bytes, *, where: str) -> Authority:
    """Read an authority file.

    Raises:
        AuthorityError: it is no XML (``broken-xml``, ``unsafe-xml``), or an entry lacks its id or
            its forms, or an id stands twice, or a relation gives a role that no event has
            (``bad-entry``); with file and line.
    """
    hint = "Mend the authority file"
    try:
        root = safe.parse(data, where=where, hint=hint)
    except FitnaError as error:
        raise AuthorityError(error.code, error.what, where=error.where, hint=error.hint) from None
    standoff = root.find(_TEI + "standOff")
    if root.tag != _TEI + "TEI" or standoff is None:
        raise AuthorityError(
            "bad-entry",
            "the file has no standOff",
            where=f"{where}:1",
            hint=f"{hint}: see the docs",
        )
    entries: list[Entry] = []
    lines: dict[str, int] = {}
    for element in standoff.iter(*(_TEI + name for name in _ENTRIES)):
        entry = _entry(element, where)
        if entry.id in lines:
            raise _bad(element, where, f"id '{entry.id}' stands on line {lines[entry.id]} already")
        lines[entry.id] = entry.line
        entries.append(entry)
    roles = _roles(standoff, {e.id for e in entries if e.kind == "event"}, where)
    return Authority(
        tuple(replace(e, roles=tuple(roles.get(e.id, ()))) for e in entries),
        where,
        bibliography.works(standoff),
        bibliography.sources(standoff, _ENTRIES),
    )


def _roles(
    standoff: etree._Element, events: set[str], where: str
) -> Mapping[str, list[tuple[str, str]]]:
    """Event to its participants: `relation` gives a role, who has it, and in which events."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for relation in standoff.iter(_TEI + "relation"):
        role = relation.get("name", "")
        if role not in [*Role]:
            raise _bad(relation, where, f"@name '{role}' is none of {', '.join(Role)}")
        for event in _pointers(relation, "passive"):
            if event not in events:
                raise _bad(relation, where, f"@passive '#{event}' is no event of the file")
            new = ((role, who) for who in _pointers(relation, "active"))
            found[event] += (pair for pair in new if pair not in found[event])
    return found


def _pointers(element: etree._Element, name: str) -> list[str]:
    return [pointer.removeprefix("#") for pointer in element.get(name, "").split()]


def _bad(element: etree._Element, where: str, what: str) -> AuthorityError:
    return AuthorityError(
        "bad-entry", what, where=f"{where}:{element.sourceline}", hint="Mend the entry"
    )


def _entry(element: etree._Element, where: str) -> Entry:
    name = etree.QName(element).localname
    ident = element.get(_ID, "")
    if not ident:
        raise _bad(element, where, f"this {name} has no xml:id")
    if name == "event" and ident == UNASSIGNED:
        raise _bad(element, where, f"no event may be called '{ident}': links without an event are")
    forms = tuple(_forms(element, _FORMS[name], where))
    if not forms:
        raise _bad(element, where, f"{name} '{ident}' has no {_FORMS[name]}")
    geo, cert = _geo(element, where)
    return Entry(
        id=ident,
        kind=_ENTRIES[name],
        forms=forms,
        line=element.sourceline or 0,
        notes={
            note.get(_LANG, languages.EN): " ".join("".join(note.itertext()).split())
            for note in element.findall(_TEI + "note")
        },
        parent=_parent(element),
        where=tuple(_pointers(element, "where")),
        when=_when(element.find(_TEI + "death") if name == "person" else element),
        geo=geo,
        geo_cert=cert,
        idnos=tuple(
            (idno.get("type", ""), " ".join((idno.text or "").split()))
            for idno in element.findall(_TEI + "idno")
        ),
    )


def _when(element: etree._Element | None) -> Mapping[str, str]:
    """The dates of an event, or of the death of a person, as the attributes give them."""
    if element is None:
        return {}
    return {key: element.attrib[key] for key in _WHEN if key in element.attrib}


def _parent(element: etree._Element) -> str:
    """For an event inside another event's list: the id of the outer event."""
    outer = element.getparent()
    outer = outer.getparent() if outer is not None else None
    if outer is None or outer.tag != _TEI + "event":
        return ""
    return str(outer.get(_ID, ""))


def _forms(element: etree._Element, tag: str, where: str) -> Iterator[Form]:
    for child in element.findall(_TEI + tag):
        words = " ".join("".join(child.itertext()).split())
        kind = child.get("type", "variant")
        if not words:
            raise _bad(child, where, f"this {tag} is empty")
        if kind not in FORM_TYPES:
            raise _bad(child, where, f"@type '{kind}' is none of {', '.join(FORM_TYPES)}")
        yield Form(
            text=words,
            lang=_language(child),
            type=kind,
            source=tuple(texts_of(child.get("source", ""))),
            parts=tuple(_parts(child)),
        )


def texts_of(source: str) -> list[str]:
    """The texts among what a `@source` points to; the others are works of the bibliography."""
    return [
        pointer.rpartition("/")[2].removesuffix(".xml")
        for pointer in source.split()
        if not pointer.startswith("#")
    ]


def _parts(form: etree._Element) -> Iterator[NamePart]:
    for part in form.iter(_TEI + "forename", _TEI + "addName"):
        kind = "ism" if part.tag == _TEI + "forename" else part.get("type", "")
        yield NamePart(kind, " ".join("".join(part.itertext()).split()))


def _language(element: etree._Element) -> str:
    node: etree._Element | None = element
    while node is not None:
        if _LANG in node.attrib:
            return str(node.get(_LANG))
        node = node.getparent()
    return ""


def _geo(element: etree._Element, where: str) -> tuple[tuple[float, float] | None, str]:
    geo = element.find(f"{_TEI}location/{_TEI}geo")
    if geo is None:
        return None, ""
    try:
        latitude, longitude = (float(part) for part in (geo.text or "").split())
    except ValueError:
        raise _bad(geo, where, "geo needs latitude and longitude in degrees") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise _bad(geo, where, "latitude or longitude is out of range")
    outer = geo.getparent()
    return (latitude, longitude), outer.get("cert", "") if outer is not None else ""
