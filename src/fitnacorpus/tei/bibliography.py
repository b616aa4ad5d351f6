"""The bibliography of the authority, and the facts that point to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.model import Work
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"


def works(standoff: etree._Element) -> tuple[Work, ...]:
    """The works that the ``listBibl`` of a `standOff` names; those without an id are none."""
    return tuple(
        Work(
            bibl.attrib[_ID],
            _by_language(bibl, "title"),
            _by_language(bibl, "author"),
            _said(bibl, "editor"),
            _said(bibl, "publisher"),
            _said(bibl, "pubPlace"),
            next((_words(n) for n in bibl.findall(_TEI + "note") if n.get("type") == "year"), ""),
        )
        for bibl in standoff.iter(_TEI + "bibl")
        if _ID in bibl.attrib
    )


def sources(standoff: etree._Element, records: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Id of a record to the works to which its `@source` and those of its facts point.

    Args:
        standoff: The `standOff`.
        records: Names of the elements that are records.
    """
    out = {}
    for record in standoff.iter(*(_TEI + name for name in records)):
        pointers = (p for e in _facts(record, records) for p in e.get("source", "").split())
        named = (p.removeprefix("#") for p in pointers if p.startswith("#"))
        if found := tuple(dict.fromkeys(named)):
            out[record.get(_ID, "")] = found
    return out


def _facts(record: etree._Element, records: Collection[str]) -> Iterator[etree._Element]:
    """A record and what is inside it, without the records inside it."""
    yield record
    for child in record.iterchildren(etree.Element):
        if etree.QName(child).localname not in records:
            yield from _facts(child, records)


def _by_language(bibl: etree._Element, name: str) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for element in bibl.findall(_TEI + name):
        lang = element.get(_LANG, languages.EN)
        out[lang] = f"{out[lang]}, {_words(element)}" if lang in out else _words(element)
    return out


def _said(bibl: etree._Element, name: str) -> str:
    return ", ".join(map(_words, bibl.findall(_TEI + name)))


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
