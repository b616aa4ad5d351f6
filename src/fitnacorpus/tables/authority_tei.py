"""Other people's lists of persons, places, groups and events, taken into the authority.

A list may stand in a file of its own or in the header, the `standOff` or the body of any TEI file.
An entry keeps the id that it has there, so that the texts beside the list find it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.errors import SourceError
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names.authority import in_wrong_script
from fitnacorpus.names.references import Identities
from fitnacorpus.orthography import scripts
from fitnacorpus.refs import is_record_id
from fitnacorpus.tables.authority import Plan
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE, safe
from fitnacorpus.tei.authority import UNASSIGNED
from fitnacorpus.tei.authority_changes import Change, NewEntry, NewForm

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"
_KINDS: Final = {"person": "person", "place": "place", "org": "group", "event": "event"}
_NAMES: Final = {
    "person": ("persName", "name"),
    "place": ("placeName", "geogName", "name"),
    "group": ("orgName", "name"),
    "event": ("label", "eventName", "name", "head", "desc"),
}
"""Elements of the forms of a record; of an event the first kind that stands there."""
_MAIN: Final = frozenset(
    {"preferred", "pref", "main", "reg", "regular", "standard", "authorized", "authorised",
     "canonical", "headword"}
)  # fmt: skip
"""Values of `@type` and of tokens of `@ana` for the name under which a record is listed."""
_ASIDE: Final = frozenset({"note", "bibl", "idno", "certainty"})
"""Elements inside a name that are no words of it."""
_POLE: Final = 90
"""Degrees of latitude at the pole; of longitude there are twice as many to either side."""
_DATING: Final = ("when", "notBefore", "notAfter")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_tei(data: bytes) -> bool:
    """Whether a file is XML, and so no table."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def plan(data: bytes, authority: Authority, *, where: str, taken: Collection[str] = ()) -> Plan:
    """What the lists of a TEI file would add to an authority.

    A record that the authority has, under its id or under an identifier of the same register, gets
    the forms that it lacks; every other becomes an entry.  Nothing is changed or removed.

    Args:
        data: The file.
        authority: The authority as it stands.
        where: The file, for messages.
        taken: Every id of the authority file, those of its calendars among them.

    Raises:
        FitnaError: it is no XML that can be read, or holds no such list (``bad-table``).
    """
    root = safe.parse(data, where=where)
    records = [x for x in root.iter(*(_TEI + name for name in _KINDS)) if _is_record(x)]
    if not records:
        raise SourceError(
            "bad-table",
            "there is no person, place, org or event with an xml:id in it",
            where=where,
            hint="Give a TEI file that holds a listPerson, listPlace, listOrg or listEvent",
        )
    identities = Identities(authority)
    ids = {*taken} - {*authority.by_id}
    changes: list[Change] = []
    faults: list[SourceError] = []
    seen: dict[str, int] = {}
    for record in records:
        entry = _entry(record)
        fault = _fault(entry, seen, ids)
        known = authority.by_id.get(entry.id) or identities.entry(
            " ".join(f"{kind}:{value}" for kind, value in entry.idnos)
        )
        if not fault and known and known.kind != entry.kind:
            fault = f"'{known.id}' is a {known.kind} in the authority, here a {entry.kind}"
        if fault:
            faults.append(
                SourceError(
                    "bad-table", fault, where=f"{where}:{entry.line}", hint="Mend the record"
                )
            )
            continue
        seen[entry.id] = entry.line
        if known:
            changes += _missing(known, entry)
        else:
            changes.append(NewEntry(entry))
    return Plan(tuple(changes), 0, tuple(faults))


def _is_record(element: etree._Element) -> bool:
    """Whether an element is an entry of a list, and not a part of a name or a mention."""
    outer = element.getparent()
    tag = etree.QName(outer).localname if outer is not None else ""
    return tag.startswith("list") or tag in ("standOff", "particDesc", "settingDesc", "body")


def _fault(entry: Entry, seen: dict[str, int], reserved: Collection[str]) -> str:
    if not entry.id:
        return f"a {entry.kind} has no xml:id"
    if not is_record_id(entry.id) or entry.id == UNASSIGNED:
        return f"'{entry.id}' is no id"
    if entry.id in reserved:
        return f"'{entry.id}' is an id of the authority file itself"
    if entry.id in seen:
        return f"'{entry.id}' stands on line {seen[entry.id]} already"
    return "" if entry.forms else f"'{entry.id}' has no name"


def _missing(known: Entry, entry: Entry) -> Iterator[Change]:
    here = {(form.text, form.lang) for form in known.forms}
    main = {form.lang for form in known.forms if form.type == "preferred"}
    for form in entry.forms:
        if (form.text, form.lang) not in here:
            again = form.type == "preferred" and form.lang in main
            yield NewForm(known.id, replace(form, type="variant") if again else form)


def _entry(record: etree._Element) -> Entry:
    kind = _KINDS[etree.QName(record).localname]
    notes: dict[str, str] = {}
    for note in record.iterchildren(_TEI + "note", _TEI + "desc"):
        words = _words(note)
        # What serves for want of a name is not said twice.
        if words and not (kind == "event" and note.tag == _TEI + "desc"):
            notes.setdefault(_script_language(words, _language(note)), words)
    return Entry(
        record.get(_ID, ""),
        kind,
        tuple(_forms(record, kind)),
        record.sourceline or 0,
        notes,
        when=_when(record, kind),
        geo=_geo(record),
        idnos=tuple(_idnos(record)),
    )


def _forms(record: etree._Element, kind: str) -> Iterator[Form]:
    names = [x for name in _NAMES[kind] for x in record.iterchildren(_TEI + name)]
    if kind == "event" and names:
        names = [x for x in names if x.tag == names[0].tag]
    found: dict[tuple[str, str], str] = {}
    for name in names:
        lang = _script_language(_words(name), _language(name))
        told = {name.get("type", ""), *(name.get("ana") or "").replace("#", "").split()}
        if words := _words(name):
            found.setdefault((words, lang), "preferred" if told & _MAIN else "variant")
    main: set[str] = set()
    for (_, lang), use in found.items():
        main |= {lang} if use == "preferred" else set()
    used: set[str] = set()
    for (words, lang), use in found.items():
        # Without a word on which is the main one, it is the first in its language.
        first = lang not in used and (use == "preferred" or lang not in main)
        used |= {lang} if first else set()
        yield Form(words, lang, "preferred" if first else "variant")


def _words(element: etree._Element) -> str:
    """The words of a name; its parts are words of their own, whether or not a space parts them."""
    told = [element.text or ""]
    for child in element.iterchildren():
        if isinstance(child.tag, str) and etree.QName(child).localname not in _ASIDE:
            told.append(_words(child))
        told.append(child.tail or "")
    # Of a name that is all parts, the parts are words.
    glued = "" if told[0].strip() or any(word.strip() for word in told[2::2]) else " "
    return " ".join(glued.join(told).split())


def _language(element: etree._Element) -> str:
    """The declared language of an element, at its shortest, or ""."""
    node: etree._Element | None = element
    while node is not None:
        if tag := node.get(_LANG):
            # A register of its own (en-x-lhom) is no other language.
            home = (lang for lang in languages.INTERFACE if languages.same(tag, lang))
            return next(home, languages.shortest(tag))
        node = node.getparent()
    return ""


def _script_language(words: str, declared: str) -> str:
    """The declared language, unless its script is not that of the words; then what they are in."""
    home = languages.EN if declared in ("", "und", "mul") else declared
    if not in_wrong_script(Form(words, home)) and declared not in ("", "und", "mul"):
        return declared
    other = scripts.tag_for(scripts.of_text(words), home)
    return other or home


def _idnos(record: etree._Element) -> Iterator[tuple[str, str]]:
    for idno in record.iterchildren(_TEI + "idno"):
        value = " ".join("".join(idno.itertext()).split())
        kind = idno.get("type") or idno.get("subtype") or "URI"
        if value:
            yield kind if is_record_id(kind) else "URI", value


def _when(record: etree._Element, kind: str) -> dict[str, str]:
    """The date of an event, or of a person's death, as far as it is a Gregorian one."""
    dated = record if kind == "event" else record.find(_TEI + "death")
    if dated is None or kind not in ("person", "event"):
        return {}
    found = {key: str(dated.get(key)) for key in _DATING if _DAY.fullmatch(dated.get(key, ""))}
    if "when" in found:
        return {"when": found["when"]}
    return found if len(found) == len(_DATING) - 1 else {}


def _geo(record: etree._Element) -> tuple[float, float] | None:
    written = record.findtext(f"{_TEI}location/{_TEI}geo") or ""
    try:
        latitude, longitude = map(float, written.replace(",", " ").split())
    except ValueError:
        return None
    on_earth = abs(latitude) <= _POLE and abs(longitude) <= 2 * _POLE
    return (latitude, longitude) if on_earth else None
