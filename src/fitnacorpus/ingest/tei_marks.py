"""What an element of TEI says of the characters in it, as marks of the transcript."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from sys import intern
from typing import Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.ingest import tei_dates, tei_numbers
from fitnacorpus.ingest.builder import TranscriptBuilder
from fitnacorpus.ingest.open_spans import OpenSpan
from fitnacorpus.ingest.tei_declared import Declared
from fitnacorpus.ingest.tei_elements import (
    TEI,
    XML,
    doubles,
    is_fact,
    is_half,
    is_line,
    is_note,
    local,
    stands_alone,
    type_of,
    words,
)
from fitnacorpus.ingest.tei_names import (
    ATTRIBUTES,
    CERTAINTY,
    CHAINS,
    DATES,
    NAME_PARTS,
    NAME_TYPES,
    NAMES,
    NOTES,
    PARTS,
    SENSE,
    SILENT,
    SPOKEN,
    STATES,
    TYPED_PARTS,
    quotation,
    type_is_read,
)
from fitnacorpus.model import SourceName, Token
from fitnacorpus.tei import tokens

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
CHANGES: Final = "changes how the words are read"
"""Said of a leftover that must not be passed over (`unmodelled.SENSE`)."""
_LOOKS: Final = ("rend", "style", "rendition")
_LINGUISTIC: Final = ("lemma", "pos", "msd", "norm")
_VERSE: Final = re.compile(
    r"(?P<quran>#?quran[:.]|Q\.?\s*|Qur[ʾ'’]?[aā]n\s+)?(?P<verse>\d+[:.]\d+(?:[-–]\d+)?)", re.I
)
"""A verse of the Quran as encoders name it; bare numbers are one where the quotation says so."""


class Marks(ABC):
    """What was found in a text so far, and which mark an element makes.

    Args:
        root: The element TEI.
    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.builder = TranscriptBuilder()
        self.found: dict[str, list[int]] = {}
        self.own = root.find(f"{TEI}teiHeader//{TEI}application[@ident='fitnacorpus']")
        self.lang = ""
        self.inside = 0
        self.lines = 0
        self.naming = 0
        self.doubts = certainties(root) if self.own is None else {}
        self.declared = Declared(root, is_own=self.own is not None)
        self._ids: dict[str, etree._Element] | None = None
        # Only places that something points to are remembered.
        self.notes = {
            ident
            for note in root.iter(TEI + "note")
            if (ident := note.get(XML + "id")) and stands_alone(note)
        }
        self.wanted = self.notes | {
            pointer.removeprefix("#")
            for app in root.iter(TEI + "app")
            for pointer in (app.get("from", ""), app.get("to", ""))
            if pointer
        }

    def left(self, what: str, element: etree._Element) -> None:
        """Note something that the corpus has no place for."""
        entry = self.found.setdefault(what, [element.sourceline or 0, 0])
        entry[1] += 1

    def in_line(self) -> bool:
        """Whether characters of a block stand around, or a block has begun that has none yet."""
        return self.builder.in_block or self.lines > 0

    def exists(self, ident: str) -> bool:
        """Whether an element of the file bears an xml:id."""
        return self._by_id(ident) is not None

    def _by_id(self, ident: str) -> etree._Element | None:
        if self._ids is None:
            self._ids = {}
            for element in self.root.iter(etree.Element):
                self._ids.setdefault(element.get(XML + "id", ""), element)
            self._ids.pop("", None)
        return self._ids.get(ident)

    # --- What is told of an element --------------------------------------------------------------

    def attributes(self, element: etree._Element, name: str) -> None:
        """Note the element and its attributes, as far as they have no place."""
        known = ATTRIBUTES.get(name, ATTRIBUTES[""]) | ATTRIBUTES[""]
        valued = False
        value = _value(element, name) if self.own is None else None
        if value is not None and words(element):
            valued = True
            known |= value
        if name in NAMES and not (element.get("ref") or element.get("key")):
            known |= {"sameAs", "corresp", "prev"}
        ident = element.get(XML + "id")
        mark = name in ("ref", "anchor") or ident in self.wanted or ident in self.doubts
        if mark:
            known |= {XML + "id"}
        if name.startswith("{"):
            known |= {"who"}
        if name == "mod" and type_of(element).startswith("del"):
            self.left(f"<mod> of words struck out, which {CHANGES}", element)
        called = name == "ref" and self.called(element)
        if called:
            known |= {"target", "type", "n"}
        part = self.naming and self._part(element, name)
        for key in element.attrib:
            if key in known or (key == "type" and type_is_read(name, type_of(element))):
                continue
            struck = key in _LOOKS and name != "del" and self.declared.is_struck(element)
            sense = f" of words struck out, which {CHANGES}" if struck else ""
            if key == "exclude" or (key == "copyOf" and not words(element)):
                sense = f", which {CHANGES}"
            self.left(f"@{str(key).replace(XML, 'xml:')}{sense}", element)
        chain = name == "seg" and (type_is_read(name, type_of(element)) or is_half(element))
        spoken = name.startswith("{") and bool(_who(element))
        token = name in ("w", "pc") and _is_token(element)
        placed = chain or valued or called or part or token or spoken
        if name in SENSE:
            self.left(f"<{name}>, which {CHANGES}", element)
        elif doubles(element):
            self.left(f"<{name}> beside its alternative without <choice>, which {CHANGES}", element)
        elif name in NAMES and not words(element):
            self.left(f"<{name}> without words", element)
        elif not (name in SILENT or name in NAMES or placed):
            self.left(f"<{name}>", element)

    def language(self, element: etree._Element) -> str:
        """The language of what is in an element."""
        tag = element.get(XML + "lang")
        if tag is None:
            return self.lang
        if not LANGUAGE.fullmatch(tag):
            self.left("@xml:lang", element)
            return self.lang
        return languages.shortest(str(tag))

    # --- Marks -----------------------------------------------------------------------------------

    def mark(self, element: etree._Element, name: str, foreign: str) -> OpenSpan | None:
        """The mark that an element makes on the characters in it."""
        builder, kind = self.builder, type_of(element)
        if name in NAMES:
            return builder.name(self._name(element, name))
        if self.naming and (part := self._part(element, name)):
            return builder.part(part)
        if name == "expan" and next(element.iter(TEI + "ex"), None) is not None:
            return None  # only the letters in `ex` are the editor's
        if name in STATES:
            state, reason, attribute = STATES[name]
            said = reason or " ".join((element.get(attribute) or "").split())
            return builder.state(state, self.replaced(element), said, "", element.get("cert", ""))
        if name in DATES and self._is_dated(element):
            date = tei_dates.read(element.attrib)
            return builder.date(date) if date else None
        if name == "num" and (number := tei_numbers.number(element.attrib)):
            return builder.number(number)
        if name == "measure" and (measure := tei_numbers.measure(element.attrib)):
            return builder.measure(measure)
        expanded = name == "abbr" and next(element.iterancestors(TEI + "expan"), None) is not None
        if (
            name in ("sic", "orig", "abbr")
            and local(element.getparent()) != "choice"
            and not expanded
        ):
            return builder.state(name, cert=element.get("cert", ""))
        if name == "s":
            return builder.sentence()
        if name in ("w", "pc") and _is_token(element):
            values = (intern(element.get(value, "")) for value in _LINGUISTIC)
            return builder.token(Token(0, 0, *values), element.get("part", ""))
        if name == "title" and self.in_line():
            return builder.stretch("work", foreign)
        if name in ("u", "sp") or (name.startswith("{") and _who(element)):
            spoken = builder.stretch("speech", foreign, _who(element))
            spoken.voice = True
            return spoken
        if name == "said" and is_line(element):
            return None
        if name == "floatingText" and quotation(kind) != "quotation":
            return builder.stretch(quotation(kind), foreign, _source(element))
        if name in ("quote", "q", "said"):
            speech = name == "said" or (name == "q" and (kind in SPOKEN or bool(_who(element))))
            what = "speech" if speech else self._quoted(element, kind)
            return builder.stretch(what, foreign, _who(element) if speech else _source(element))
        if is_note(element) and self.in_line() and local(element.getparent()) not in NOTES:
            return builder.stretch("note", foreign, element.get("place", ""))
        if name == "seg" and kind in CHAINS:
            return builder.stretch("isnad", foreign)
        if name == "seg" and kind == "verse":
            return builder.stretch("verse", foreign)
        if name == "seg" and quotation(kind) == "quran":
            return builder.stretch("quran", foreign, _source(element))
        if name == "seg" and is_half(element):
            return builder.stretch("hemistich", foreign)
        if name in ("hi", "emph"):
            return builder.stretch("emphasis", foreign)
        if name == "l" and self.inside:
            return builder.stretch("verse", foreign)
        if name == "fw" and self.in_line():
            return builder.notation()
        if name == "label" and is_fact(element):
            return builder.label()
        if name == "foreign" or foreign:
            return builder.stretch("foreign", foreign or self.lang)
        return None

    def _is_dated(self, element: etree._Element) -> bool:
        """Whether a date has a value of its source's: our own conversions are made anew."""
        converted = element.get("datingMethod") and element.get("type") != "given"
        return self.own is None or not converted

    @abstractmethod
    def replaced(self, element: etree._Element) -> str:
        """What an addition stands in the place of, or ""."""

    def is_told(self, doubt: etree._Element) -> bool:
        """Whether a `certainty` is one of whom a name means, and told with that."""
        pointers = (doubt.get("target") or "").replace("#", "").split()
        if pointers:
            return all(pointer in self.doubts for pointer in pointers) and _is_doubt(doubt)
        return self.own is None and local(doubt.getparent()) in NAMES and _is_doubt(doubt)

    def _quoted(self, element: etree._Element, kind: str) -> str:
        """What a quotation quotes, by its @type or by where it comes from."""
        return "quran" if _source(element).startswith("Q ") else quotation(kind)

    def called(self, reference: etree._Element) -> bool:
        """Whether a reference is the mark that calls a note of the same file."""
        target = reference.get("target", "").removeprefix("#")
        return target in self.notes and len(words(reference)) <= _LONGEST_MARK

    def _name(self, element: etree._Element, name: str) -> SourceName:
        named = NAMES[name] or NAME_TYPES.get(type_of(element), "")
        keys = [element.get("ref"), element.get("key")]
        derived = self.own is not None and (keys[1] or element.get("resp") == "#program")
        if derived:
            keys[0] = None  # what this program made of the name it makes anew
        elif not any(keys):
            keys = [self._elsewhere(element.get(a, "")) for a in ("sameAs", "corresp", "prev")]
        key = self.declared.expanded(" ".join(filter(None, keys)))
        refers = name == "rs"
        if refers and self.own is not None and named == "event":
            refers = element.get("subtype") == "title"
        said = 1.0 if derived else _certainty(element.get("cert", ""))
        inside = [d for d in element.iterfind(TEI + "certainty") if self.is_told(d)]
        said = min([said, *(_degree(doubt) for doubt in inside)])
        cert = self.doubts.get(element.get(XML + "id", ""), said)
        return SourceName(0, 0, named, key, (), "title" if refers else "name", cert)

    def _elsewhere(self, pointers: str) -> str:
        """Whom the elements that a name points to mean, if they are names; else the pointers."""
        out = []
        for pointer in pointers.split():
            other = self._by_id(pointer[1:]) if pointer.startswith("#") else None
            if other is not None and local(other) in NAMES:
                out += [other.get("ref", ""), other.get("key", "")]
            else:
                out.append(pointer)
        return " ".join(filter(None, out))

    def _part(self, element: etree._Element, name: str) -> str:
        """What part of the name around it an element is, or ""."""
        typed = PARTS.get(type_of(element), "") if name in TYPED_PARTS else ""
        return typed or NAME_PARTS.get(name, "")


def _value(element: etree._Element, name: str) -> frozenset[str] | None:
    """The attributes that give an element its value, or None where none does."""
    values = element.attrib
    match name:
        case _ if name in DATES and tei_dates.read(values) is not None:
            return tei_dates.used(values)
        case "num" if tei_numbers.number(values) is not None:
            return tei_numbers.NUMBER
        case "measure" if tei_numbers.measure(values) is not None:
            return tei_numbers.MEASURE
    return None


def _is_token(element: etree._Element) -> bool:
    """Whether a word says more of itself than that it is one, or is a piece of one that may."""
    said = tokens.is_token(element.attrib) or bool(element.get("part"))
    return said and bool(element.text or words(element))


def _degree(doubt: etree._Element) -> float:
    return _certainty(doubt.get("degree") or doubt.get("cert") or "")


def certainties(root: etree._Element) -> dict[str, float]:
    """How sure an encoder is of whom some names mean, by their xml:id: what `certainty` says."""
    out: dict[str, float] = {}
    named = {x.get(XML + "id") for name in NAMES for x in root.iter(TEI + name)} - {None}
    for doubt in root.iter(TEI + "certainty"):
        for pointer in (doubt.get("target") or "").split():
            if pointer.removeprefix("#") in named and _is_doubt(doubt):
                out[pointer.removeprefix("#")] = _degree(doubt)
    return out


def _is_doubt(doubt: etree._Element) -> bool:
    """Whether a certainty tells how likely what stands there is, and no alternative to it."""
    value = doubt.get("locus", "value") == "value" and not doubt.get("assertedValue")
    matches = doubt.get("match", "@ref") in ("@ref", "@key", "..", ".")
    return value and matches and bool(doubt.get("degree") or doubt.get("cert"))


_LONGEST_MARK: Final = 3
"""Characters that the mark of a note has at most (``12``, ``*``, ``(a)``); more is a reference."""


def _certainty(cert: str) -> float:
    """@cert as a probability, by the words of TEI or as a number; 1 where nothing is said."""
    try:
        return min(max(float(cert), 0.0), 1.0)
    except ValueError:
        return CERTAINTY.get(cert, 1.0)


def _who(element: etree._Element) -> str:
    """Who speaks: pointers as they stand."""
    return " ".join((element.get("who") or "").split())


def _source(element: etree._Element) -> str:
    """Where a quotation says that it comes from."""
    outer = element.getparent()
    given = element.get("source") or (element.get("corresp", "") if local(element) == "seg" else "")
    if not given and quotation(type_of(element)) == "quran":
        given = element.get("n", "") if _VERSE.fullmatch(element.get("n", "")) else ""
    pointed = ""
    if not given and outer is not None and local(outer) == "cit":
        found = next((x for x in outer if local(x) in ("bibl", "ref") and x is not element), None)
        given = outer.get("source") or (words(found) if found is not None else "")
        if found is not None:
            pointed = found.get("cRef") or found.get("target") or ""
    for said in (pointed, given):
        verse = _VERSE.fullmatch(said)
        if verse and (verse["quran"] or quotation(type_of(element)) == "quran"):
            return f"Q {verse['verse'].replace('.', ':')}"
    return given
