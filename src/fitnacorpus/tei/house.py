"""What people say of the edition in `tei/header.xml`, for the headers of all files."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.errors import ConfigError, FitnaError
from fitnacorpus.orcid import is_orcid
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE, safe, schema
from fitnacorpus.tei.inline import attributes, text
from fitnacorpus.tei.scan import scan
from fitnacorpus.tei.schema.explain import Explainer

_T: Final = {"t": NAMESPACE}
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"
_ORCID: Final = re.compile(r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
"""A DOI as the Citation File Format 1.2.0 takes it, without the address of a resolver."""
_HINT: Final = "Mend tei/header.xml"


NO_LICENCE: Final = "None has been chosen for the annotations."
"""Stands where a licence would, in a corpus whose people have chosen none."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named as principal or responsible.

    Attributes:
        names: The person's name in each language that is given, the English one first.
        orcid: Address of the ORCID, or "".
    """

    names: tuple[str, ...]
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """What people say of the edition; empty where there is no file.

    Attributes:
        credits: The elements for the titleStmt, as XML.
        edition: The editionStmt, as XML.
        publication: Date and numbers for the publicationStmt, as XML.
        licences: The licences that stand in place of that of the settings, as XML.
        project: The projectDesc, as XML.
        languages: The languages of its words, in order.
        people: Principals and those responsible, each once.
        licence: Address of the first licence, or "".
        date: Day of publication, ISO 8601, or "".
        doi: The DOI, or "".
        version: Number of the edition, or "".
    """

    credits: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    publication: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    licence: str = ""
    date: str = ""
    doi: str = ""
    version: str = ""


def read(data: bytes, *, where: str) -> House:
    """Read `tei/header.xml`.

    Args:
        data: The bytes of the file.
        where: Its path, for messages.

    Raises:
        ConfigError: it is no XML (``broken-xml``, ``unsafe-xml``), holds what the grammar
            `header.rng` has not (``schema-element`` and the like), an element without words, or a
            DOI that is none (``bad-header``); with file and line.
    """
    try:
        root = safe.parse(data, where=where, hint=_HINT)
        explainer = Explainer(schema.grammar("header"), where)
        scan(io.BytesIO(data), [explainer], where=where)
    except FitnaError as error:
        raise ConfigError(error.code, error.what, where=error.where, hint=error.hint) from None
    for problem in explainer.found:
        at = f"{where}:{problem.line}:{problem.column}"
        raise ConfigError(problem.code, problem.message, where=at, hint=problem.hint)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for element in root.iter(etree.Element):
        if not len(element) and element.tag != root.tag and not _words(element):
            name = etree.QName(element).localname
            raise _bad(where, element, f"<{name}> is empty", "Put its words into it, or remove it")
    doi = _first(root, "t:idno[@type='DOI']")
    if doi is not None and not _DOI.fullmatch(_words(doi)):
        raise _bad(where, doi, f"'{_words(doi)}' is no DOI", "Write it as 10.NNNN/NAME")
    for name in root.iterfind(".//t:persName", _T):
        ref = name.get("ref", "")
        if "orcid.org" in ref and not _is_orcid(ref):
            raise _bad(
                where, name, f"'{ref}' is no ORCID", "Write https://orcid.org/ and 16 digits"
            )
    licence = _first(root, "t:licence")
    date = _first(root, "t:date")
    edition = _first(root, "t:edition")
    return House(
        credits=_rows(root, "t:fileDesc/t:titleStmt/*", 3),
        edition=_rows(root, "t:fileDesc/t:editionStmt", 2),
        publication=_rows(root, "t:fileDesc/t:publicationStmt/*[not(self::t:availability)]", 3),
        licences=_rows(root, "t:fileDesc/t:publicationStmt/t:availability/t:licence", 4),
        project=_rows(root, "t:encodingDesc/t:projectDesc", 2),
        languages=tuple(sorted({e.get(_LANG, "") for e in root.iter(etree.Element)} - {""})),
        people=_people(root),
        licence="" if licence is None else licence.get("target", ""),
        date="" if date is None else date.get("when", ""),
        doi="" if doi is None else _words(doi),
        version="" if edition is None else edition.get("n", ""),
    )


def _first(root: etree._Element, path: str) -> etree._Element | None:
    return root.find(f".//{path}", _T)


def _rows(root: etree._Element, path: str, depth: int) -> tuple[str, ...]:
    return tuple(" " * depth + _xml(e) for e in root.xpath(path, namespaces=_T))


def _xml(element: etree._Element) -> str:
    """An element as it is written, white space of its layout left out."""
    name = etree.QName(element).localname
    values = {key.replace(f"{{{XML_NAMESPACE}}}", "xml:"): v for key, v in element.items()}
    own, inner = text(_words(element)), "".join(_xml(child) for child in element)
    inside = " ".join(filter(None, (own, inner)))
    return f"<{name}{attributes(values)}>{inside}</{name}>"


def _words(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _people(root: etree._Element) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for outer in root.iterfind(".//*[t:persName]", _T):
        names = outer.findall("t:persName", _T)
        names.sort(key=lambda name: name.get(_LANG, languages.EN) != languages.EN)
        orcid = next((r for n in names if _is_orcid(r := n.get("ref", ""))), "")
        words = tuple(dict.fromkeys(map(_words, names)))
        found.setdefault(orcid or words[0], Person(words, orcid))
    return tuple(found.values())


def _is_orcid(ref: str) -> bool:
    return bool(_ORCID.fullmatch(ref)) and is_orcid(ref.rpartition("/")[2])


def _bad(where: str, element: etree._Element, what: str, hint: str) -> ConfigError:
    return ConfigError("bad-header", what, where=f"{where}:{element.sourceline}", hint=hint)
