"""Names and metadata of a folder of OpenITI: what says which files are versions of one book.

A file is named by its URI, ``0310Tabari.Tarikh.Shamela0009783BK1-ara1.completed``: year of the
author's death, author, book, version (a library with its number, and perhaps a part), language with
the number of the transcription, and how far it is annotated.  Beside it stand files of metadata
(``.yml``) of the author, the book and the version, in lines ``NN#KIND#KEY##: value``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

_URI: Final = re.compile(
    r"(?P<author>[0-9]{4}[A-Za-z]+)\.(?P<book>[A-Za-z0-9]+)\."
    r"(?P<version>[A-Za-z0-9_]+?)(?P<part>(?:BK|Vol)[0-9]+)?-(?P<lang>[a-z]{3})(?P<number>[0-9]+)"
    r"(?:\.(?P<state>inProgress|completed|mARkdown))?(?:\.txt)?"
)
STATES: Final = ("", "inProgress", "completed", "mARkdown")
"""How far a file is annotated, from not at all to checked by a second pair of eyes."""
_AYN: Final = re.compile("[Cc]([a-z]?)")
_HUMP: Final = re.compile("(?<=[a-z])(?=[A-Z])")
_FIELD: Final = re.compile(
    "[0-9]{2}#(?P<kind>[A-Z]+)#(?P<key>[A-Z]++)(?:#++[A-Z]*+)? *+:(?P<value>.*)"
)
_TEMPLATE: Final = (
    "Fulān", "al-Fāʿil", "al-Muʾallif", "permalink", "@id", "src@", "formalized issues",
    "the name of the annotator", "a free running comment", "YEAR-MON-DA", "YYYY-MM-DD",
    "URI of a book", "URIs from", "AUTH_URI",
)  # fmt: skip
"""What stands in the fields of a template that nobody filled in."""
PRIMARY: Final = "PRIMARY_VERSION"
_INCOMPLETE: Final = "INCOMPLETE_VERSION"
_OCR: Final = "UNCORRECTED_OCR"
NO_ISSUES: Final = frozenset({PRIMARY, "CLEANED_VERSION", "NO_MAJOR_ISSUES"})
"""Remarks on a version that are no fault of it."""


@dataclass(frozen=True, slots=True)
class Uri:
    """The address of a file in the scheme of OpenITI.

    Attributes:
        author: ``0310Tabari``.
        book: ``Tarikh``.
        version: ``Shamela0009783``: the library that it came from, with its number.
        part: ``BK1`` where a version lies in several files, else "".
        lang: Three-letter code of the language (ISO 639-2).
        number: Number of the transcription: "1" for the first of a version.
        state: One of `STATES`.
    """

    author: str
    book: str
    version: str
    part: str
    lang: str
    number: str
    state: str

    @property
    def work(self) -> str:
        """The address of the book, that all versions of it share."""
        return f"{self.author}.{self.book}"

    @property
    def whole(self) -> str:
        """The address of the version, without the state that a file of it is in."""
        return f"{self.work}.{self.version}{self.part}-{self.lang}{self.number}"

    @property
    def text_id(self) -> str:
        """An id that no other version has, since a library gives a number once."""
        author = self.author.lstrip("0123456789")
        number = "" if self.number == "1" else f"-{self.number}"
        return f"{author}-{self.book}-{self.version}{self.part}{number}".lower().replace("_", "-")

    @property
    def spoken_author(self) -> str:
        """The author as words: ``ʿAbd Razzaq Sanʿani`` of ``0211CabdRazzaqSancani``."""
        return _words(self.author)

    @property
    def spoken_book(self) -> str:
        """The book as words: ``Sira Nabawiyya``."""
        return _words(self.book)


def _words(name: str) -> str:
    """A name of an address in words; a c in it is always an ʿayn, before the letter of its hump."""
    words = _HUMP.sub(" ", name.lstrip("0123456789"))
    return _AYN.sub(lambda c: "ʿ" + (c[1].upper() if c[0][0] == "C" else c[1]), words)


def parse(name: str) -> Uri | None:
    """The address that a file name is, or None.

    Args:
        name: Name of a file, without folders.
    """
    found = _URI.fullmatch(name)
    if found is None:
        return None
    return Uri(**{key: value or "" for key, value in found.groupdict().items()})


def metadata(content: str) -> Mapping[str, str]:
    """The fields of a file of metadata that somebody filled in, by kind and key: ``AUTH SHUHRA``.

    Args:
        content: The file.
    """
    found: dict[str, str] = {}
    at = ""
    for line in content.splitlines():
        match = _FIELD.match(line)
        if match is not None:
            at = f"{match['kind']} {match['key']}"
            found[at] = match["value"].strip()
        elif at and line[:1].isspace():
            found[at] = f"{found[at]} {line.strip()}".strip()
    return {
        key: value
        for key, value in found.items()
        if value and not any(words in value for words in _TEMPLATE)
    }


@dataclass(frozen=True, slots=True)
class Version:
    """A file of a book.

    Attributes:
        uri: Its address.
        path: The file.
        size: Its bytes.
        issues: What the project remarks on the version, in its terms (``UNCORRECTED_OCR``).
    """

    uri: Uri
    path: str
    size: int
    issues: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """All that a folder has of one book.

    Attributes:
        work: Its address.
        primary: The files of the version to read: one, or the parts of one.
        others: Files of other versions, the best first.
        earlier: Files that hold a version before it was annotated further.
    """

    work: str
    primary: tuple[Version, ...]
    others: tuple[Version, ...] = field(default=())
    earlier: tuple[Version, ...] = field(default=())


def issues(fields: Mapping[str, str]) -> frozenset[str]:
    """The remarks on a version: a list with commas.

    Args:
        fields: As `metadata` gives them.
    """
    return frozenset(filter(None, map(str.strip, fields.get("VERS ISSUES", "").split(","))))


def books(versions: Iterable[Version]) -> list[Book]:
    """The books of a folder, by address.

    The version to read is the one that the project marks as primary; without a mark the one whose
    annotation went furthest, of these one that is complete, then one that is no raw OCR, then the
    longest.

    Args:
        versions: The files.
    """
    out = []
    for work, group in groupby(sorted(versions, key=_by_place), key=lambda v: v.uri.work):
        latest: dict[str, Version] = {}
        earlier = []
        for version in sorted(group, key=lambda v: STATES.index(v.uri.state)):
            if (before := latest.get(version.uri.whole)) is not None:
                earlier.append(before)
            latest[version.uri.whole] = version
        parts: dict[tuple[str, str, str], list[Version]] = {}
        for version in sorted(latest.values(), key=_by_place):
            uri = version.uri
            parts.setdefault((uri.version, uri.lang, uri.number), []).append(version)
        best, *rest = sorted(parts.values(), key=_rank)
        out.append(Book(work, tuple(best), tuple(v for held in rest for v in held), tuple(earlier)))
    return out


def _by_place(version: Version) -> tuple[str, str, int, str]:
    part = version.uri.part.lstrip("BKVol")
    return version.uri.work, version.uri.version, int(part or 0), version.path


def _rank(parts: Sequence[Version]) -> tuple[bool, int, bool, bool, int, str]:
    """What is smallest is to be read."""
    said = frozenset[str]().union(*(v.issues for v in parts))
    state = min(STATES.index(v.uri.state) for v in parts)
    size = sum(v.size for v in parts)
    return PRIMARY not in said, -state, _INCOMPLETE in said, _OCR in said, -size, parts[0].path


def extent(version: Version) -> str:
    """What part of the book a version is, as far as it is not all of it."""
    said = [f"part {version.uri.part.lstrip('BKVol')}"] if version.uri.part else []
    said += ["incomplete, as OpenITI says"] if _INCOMPLETE in version.issues else []
    return ", ".join(said)
