"""Whom an encoder means: a reference in a source, held against what identifies the entries.

Two identifiers are the same if they come from the same register and have the same number there,
however it is written: ``https://viaf.org/viaf/12345``, ``viaf:12345``, and ``12345`` as an `idno`
of type VIAF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from fitnacorpus.model import Authority, Entry

_REGISTERS: Final = {"wd": "wikidata", "gn": "geonames", "gnd": "d-nb", "tgn": "getty"}
"""Names by which a register is known besides the one in its address."""
_PREFIXED: Final = re.compile(r"([A-Za-z][\w-]*)[:,](?!//)(\S+)")
_NUMBERED: Final = re.compile(r".*\d")
_TOP_LEVEL: Final = 2
"""Of a host name the last part is the top level (``org``), the one before it the register."""

Identifier = tuple[str, str]
"""Register, and the number in it; "" where no register is named."""


class Identities:
    """The entries of an authority by everything that identifies them."""

    def __init__(self, authority: Authority) -> None:
        self._by_id = authority.by_id
        self._known: dict[Identifier, str] = {}
        for entry in authority.entries:
            for kind, value in entry.idnos:
                for identifier in _of_idno(kind, value):
                    self._known.setdefault(identifier, entry.id)

    def excludes(self, references: str, entry: str) -> bool:
        """Whether a source's references say that somebody else is meant.

        So they do where the entry has another number in the same register, and where the reference
        is the entry's id with another number at its end: ``#ali2`` is not ``ali1``.

        Args:
            references: What stands in `@ref` and `@key`, separated by white space.
            entry: An entry's id.
        """
        own = {i for kind, value in self._by_id[entry].idnos for i in _of_idno(kind, value) if i[0]}
        registers = {register for register, _ in own}
        for reference in references.split():
            name = reference.rpartition("#")[2]
            if _NUMBERED.fullmatch(name) and _stem(name) == _stem(entry) and name != entry:
                return True
            meant = {i for i in _of_reference(reference) if i[0] in registers}
            if meant and not meant & own:
                return True
        return False

    def entry(self, references: str) -> Entry | None:
        """The entry that a source's references mean, the first of several, or None.

        Args:
            references: What stands in `@ref` and `@key`, separated by white space.
        """
        return next(iter(self.entries(references)), None)

    def entries(self, references: str) -> tuple[Entry, ...]:
        """The entries that a source's references mean, each once, in their order.

        Args:
            references: What stands in `@ref` and `@key`, separated by white space.
        """
        found = filter(None, map(self._one, references.split()))
        return tuple({entry.id: entry for entry in found}.values())

    def _one(self, reference: str) -> Entry | None:
        fragment = reference.rpartition("#")[2] if "#" in reference else reference
        if fragment in self._by_id and not _is_address(reference):
            return self._by_id[fragment]
        for identifier in _of_reference(reference):
            if identifier in self._known:
                return self._by_id[self._known[identifier]]
        return None


def identifier(kind: str, value: str) -> Identifier:
    """What an `idno` says: the register, and the number in it.

    Args:
        kind: Its type (``VIAF``).
        value: Its content: a number, one with the register before it, or an address.
    """
    return [*_of_idno(kind, value)][-1]


def _stem(name: str) -> str:
    """An id without the number at its end."""
    return name.rstrip("0123456789").rstrip("-_.")


def _is_address(reference: str) -> bool:
    return "://" in reference


def _of_idno(kind: str, value: str) -> Iterator[Identifier]:
    yield "", value
    if _is_address(value):
        yield from _of_address(value)
    else:
        yield _register(kind), value.rpartition(":")[2]


def _of_reference(reference: str) -> Iterator[Identifier]:
    yield "", reference
    yield "", reference.removeprefix("#")
    if _is_address(reference):
        yield from _of_address(reference)
    elif match := _PREFIXED.fullmatch(reference):
        yield _register(match[1]), match[2]


def _of_address(address: str) -> Iterator[Identifier]:
    parts = urlsplit(address)
    host = (parts.hostname or "").split(".")
    path = [part for part in parts.path.split("/") if part]
    if parts.fragment:
        path.append(parts.fragment)
    if len(host) >= _TOP_LEVEL and path:
        # A number may be followed by the name of the page (geonames.org/108410/mecca.html).
        numbered = next((part for part in path if any(map(str.isdigit, part))), path[-1])
        yield _register(host[-_TOP_LEVEL]), numbered


def _register(name: str) -> str:
    name = name.lower()
    return _REGISTERS.get(name, name)
