"""The edition as one file: a teiCorpus in which every pointer is the `#id` of something in it.

The files of an edition point to one another, which few programs follow.  Here the authority and the
alignments stand in `standOff` before the texts, and what the headers of all files say alike stands
once, in the header of the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from fitnacorpus.languages import EN
from fitnacorpus.orthography import bilingual
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE, declaration, safe
from fitnacorpus.tei.house import NO_LICENCE, House

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"
_POINTERS: Final = (
    "ref", "ana", "resp", "corresp", "target", "source", "from", "to", "next", "prev", "wit", "who",
    "where", "calendar", "datingMethod", "assertedValue",
)  # fmt: skip
"""Attributes that hold pointers."""
_FILE: Final = re.compile(
    r"(?:\.\./)*(?:tei/)?(?:texts/)?(?P<name>[a-z][a-z0-9-]*)\.xml(?P<at>#.*)?"
)
_SHARED: Final = ("respStmt", "taxonomy", "calendar")
"""What headers say alike under the same ids; it moves to the header of the corpus."""


IDENT: Final = "the_edition"
"""xml:id of the teiCorpus; no id of a text or an entry has an underscore."""


@dataclass(frozen=True, slots=True)
class About:
    """What the header of the corpus says.

    Attributes:
        title: Title of the edition.
        publisher: Who publishes.
        licence: Address of the licence of the annotations, or "".
        base: `@xml:base` of the corpus, or "".
        house: What people say of the edition; every text says it as well.
    """

    title: str
    publisher: str
    licence: str
    base: str = ""
    house: House = field(default_factory=House)


def merge(
    authority: bytes, texts: Mapping[str, bytes], alignments: Sequence[bytes], about: About
) -> bytes:
    """One teiCorpus of all files of an edition.

    Args:
        authority: The authority.
        texts: Text id to its file.
        alignments: The files of the alignments, in order.
        about: What its header says.

    Raises:
        FitnaError: a file is no XML.
    """
    listed = safe.parse(authority, where="tei/authority.xml")
    joined = [safe.parse(data, where="alignments") for data in alignments]
    accounts = [safe.parse(data, where=f"tei/texts/{name}.xml") for name, data in texts.items()]
    for root in (listed, *joined, *accounts):
        _localise(root, {*texts})
    corpus = etree.Element(_TEI + "teiCorpus", nsmap={None: NAMESPACE})
    corpus.set(_ID, IDENT)
    if about.base:
        corpus.set(f"{{{XML_NAMESPACE}}}base", about.base)
    corpus.set(_LANG, EN)
    corpus.append(_header(about, (listed, *joined, *accounts)))
    for root in (listed, *joined):
        for standoff in root.findall(_TEI + "standOff"):
            if root is not listed:
                standoff.set(_ID, root.get(_ID, ""))
            if root.get(_LANG):
                standoff.set(_LANG, root.get(_LANG, ""))
            _drop_empty_lists(standoff)
            if next(standoff.iterchildren(etree.Element), None) is not None:
                corpus.append(standoff)
    for root in accounts:
        _own_ids(root)
        corpus.append(root)
    for element in corpus:
        element.tail = "\n"
    head = f"<?xml version='1.0' encoding='UTF-8'?>\n{declaration.MODEL}"
    content: bytes = etree.tostring(corpus, encoding="UTF-8", xml_declaration=False)
    return head.encode() + content + b"\n"


def _drop_empty_lists(standoff: etree._Element) -> None:
    """Take out the lists of an authority in which nobody has entered anything: TEI has none."""
    for listed in standoff.xpath("*[starts-with(local-name(), 'list') and not(*)]"):
        standoff.remove(listed)


def _localise(root: etree._Element, texts: set[str]) -> None:
    """Let pointers to other files of the edition point inside one."""
    for element in root.iter(etree.Element):
        for name in filter(element.attrib.has_key, _POINTERS):
            tokens = [_local(token, texts) for token in element.get(name, "").split()]
            element.set(name, " ".join(tokens))


def _local(pointer: str, texts: set[str]) -> str:
    match = _FILE.fullmatch(pointer)
    if match is None or match["name"] not in {*texts, "authority"}:
        return pointer
    return match["at"] or f"#{match['name']}"


def _own_ids(root: etree._Element) -> None:
    """Let the ids that every header has differ from text to text."""
    text = root.get(_ID, "")
    for witness in root.iter(_TEI + "witness"):
        old = witness.get(_ID, "")
        witness.set(_ID, f"{text}_{old}")
        for reading in root.iter(_TEI + "rdg"):
            if reading.get("wit") == f"#{old}":
                reading.set("wit", f"#{text}_{old}")


def _header(about: About, roots: Iterable[etree._Element]) -> etree._Element:
    """The header of the corpus; what moves into it is taken out of the others."""
    shared: dict[str, dict[str, etree._Element]] = {name: {} for name in _SHARED}
    languages: dict[str, etree._Element] = {}
    program: etree._Element | None = None
    for root in roots:
        header = root.find(_TEI + "teiHeader")
        if header is None:
            continue
        for name, known in shared.items():
            for element in list(header.iter(_TEI + name)):
                if not element.get(_ID):
                    continue
                first = known.setdefault(element.get(_ID, ""), element)
                _remove(element)
                if first is not element:
                    ids = {child.get(_ID) for child in first}
                    first.extend(c for c in list(element) if c.get(_ID) and c.get(_ID) not in ids)
        for language in header.iter(_TEI + "language"):
            languages.setdefault(language.get("ident", ""), language)
        for application in header.iter(_TEI + "application"):
            program = _copy(application) if program is None else program
            application.attrib.pop(_ID, None)
        for said in ("schemaRef", "tagsDecl"):
            for element in list(header.iter(_TEI + said)):
                _remove(element)
        for empty in ("classDecl", "calendarDesc"):
            for element in list(header.iter(_TEI + empty)):
                if not len(element):
                    _remove(element)
    out = etree.Element(_TEI + "teiHeader")
    file = _add(out, "fileDesc")
    title = _add(file, "titleStmt")
    _say(title, "title", about.title)
    title.extend(shared["respStmt"].values())
    title.extend(_parsed(about.house.credits))
    file.extend(_parsed(about.house.edition))
    publication = _add(file, "publicationStmt")
    _say(publication, "publisher", about.publisher)
    publication.extend(_parsed(about.house.publication))
    availability = _add(publication, "availability", status="restricted")
    if about.house.licences:
        availability.extend(_parsed(about.house.licences))
    else:
        stated = {"target": about.licence} if about.licence else {}
        words = "The annotations." if about.licence else NO_LICENCE
        _add(availability, "licence", **stated).text = words
    _add(availability, "p").text = "The rights of each text are stated in its header."
    _add(_add(file, "sourceDesc"), "p").text = "The sources of each text are stated in its header."
    encoding = _add(out, "encodingDesc")
    encoding.extend(_parsed(declaration.schema()))
    encoding.extend(_parsed(about.house.project))
    if languages:
        encoding.extend(_parsed(declaration.renditions(languages)))
    if shared["taxonomy"]:
        _add(encoding, "classDecl").extend(shared["taxonomy"].values())
    if program is not None:
        _add(encoding, "appInfo").append(program)
    profile = _add(out, "profileDesc")
    if shared["calendar"]:
        _add(profile, "calendarDesc").extend(shared["calendar"].values())
    usage = _add(profile, "langUsage")
    usage.extend(_copy(languages[ident]) for ident in sorted(languages))
    return out


def _add(outer: etree._Element, name: str, **values: str) -> etree._Element:
    return etree.SubElement(outer, _TEI + name, values)


def _say(outer: etree._Element, name: str, words: str) -> None:
    """An element for each language in which words are given, after those of its name."""
    for lang, said in bilingual.lines(words, EN):
        values = {_LANG: lang} if lang != EN else {}
        etree.SubElement(outer, _TEI + name, values).text = said


def _parsed(rows: Iterable[str]) -> list[etree._Element]:
    return list(etree.fromstring(f'<x xmlns="{NAMESPACE}">{"".join(map(str.strip, rows))}</x>'))


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _remove(element: etree._Element) -> None:
    outer = element.getparent()
    if outer is not None:
        element.tail = None
        outer.remove(element)
