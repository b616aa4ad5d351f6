"""A table that others reconciled: which record of a register each entry is, and where a place lies.

OpenRefine and its like put columns of identifiers beside a table of ours.  Such a table has a row
of heading that its user chose, rows of an entry for each of its forms, and entries that were
matched to nothing.  What it says is added to the authority; nothing that stands there is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus.errors import SourceError
from fitnacorpus.model import Authority, Entry
from fitnacorpus.names.references import Identities, identifier
from fitnacorpus.tables import table
from fitnacorpus.tables.authority import Plan
from fitnacorpus.tables.table import Row
from fitnacorpus.tei.authority_changes import Change, Location, NewIdentifier

_NUMBERS: Final = {
    "Wikidata": re.compile(r"Q[1-9]\d*"),
    "VIAF": re.compile(r"[1-9]\d*"),
    "GeoNames": re.compile(r"[1-9]\d*"),
    "GND": re.compile(r"\d[\d-]*[\dX]"),
    "ISNI": re.compile(r"\d{15}[\dX]"),
    "LCNAF": re.compile(r"n[a-z]{0,2}\d+"),
    "Pleiades": re.compile(r"[1-9]\d*"),
    "TGN": re.compile(r"[1-9]\d*"),
}
"""Registers, as an `idno` names them, to how their numbers look."""
_HEADINGS: Final = {name.lower(): name for name in _NUMBERS} | {
    "qid": "Wikidata", "item": "Wikidata", "d-nb": "GND", "getty": "TGN", "lccn": "LCNAF",
}  # fmt: skip
_COORDINATES: Final = frozenset({"coordinates", "coordinate location", "geo", "p625"})
_POINT: Final = re.compile(r"point\s*\(\s*(\S+)\s+(\S+)\s*\)", re.I)
_PAIR: Final = re.compile(r"([-+]?\d+(?:\.\d+)?)(?:\s*+[,;]\s*+|\s++)([-+]?\d+(?:\.\d+)?)")
_POLE: Final = 90.0
"""Degrees of latitude at a pole."""
_APART: Final = 0.1
"""Degrees by which two registers may place a town differently: some eleven kilometres."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a table adds.

    Attributes:
        plan: The changes, and what cannot be used.
        unused: Headings of columns that say nothing here.
    """

    plan: Plan
    unused: tuple[str, ...]


def read(
    data: bytes, authority: Authority, *, where: str, columns: Mapping[str, str] | None = None
) -> Found:
    """What a table of reconciled entries adds to an authority.

    Args:
        data: The table: TSV, CSV or XLSX with a column `id`.
        authority: The authority as it stands.
        where: The table, for messages.
        columns: Headings to the registers whose numbers they hold, besides those that tell it
            themselves.

    Raises:
        SourceError: it is no table, or has no column of that kind (``bad-table``).
    """
    given = {" ".join(name.split()).lower(): kind for name, kind in (columns or {}).items()}
    heading = table.heading(data, where)
    registers = {name: kind for name in heading if (kind := given.get(name) or _register(name))}
    places = [name for name in heading if name in _COORDINATES and name not in registers]
    if missing := [name for name in given if name not in heading]:
        what = f"there is no column '{missing[0]}'"
        raise SourceError("bad-table", what, where=f"{where}:1", hint="Name a column of the table")
    if "id" not in heading or not (registers or places):
        raise SourceError(
            "bad-table",
            "it needs a column 'id' and one of identifiers or coordinates",
            where=f"{where}:1",
            hint=f"Columns: id, coordinates, {', '.join(sorted(_HEADINGS))}; or name one with "
            "--column",
        )
    rows = table.read(data, [x for x in heading if x], ["id"], where=where)
    by_entry: dict[str, list[Row]] = {}
    for row in rows:
        by_entry.setdefault(row.get("id"), []).append(row)
    reading = _Reading(authority, registers, places)
    changes = [change for ident, group in by_entry.items() for change in reading.of(ident, group)]
    used = {"id", *registers, *places}
    unused = tuple(name for name in heading if name and name not in used)
    return Found(Plan(tuple(changes), 0, tuple(reading.faults)), unused)


def _register(heading: str) -> str:
    return _HEADINGS.get(re.sub(r"[ _-]?id$", "", heading), "") or _HEADINGS.get(heading, "")


class _Reading:
    """Rows against the authority, what cannot be used of them beside."""

    def __init__(
        self, authority: Authority, registers: Mapping[str, str], places: Sequence[str]
    ) -> None:
        self._authority, self._registers, self._places = authority, registers, places
        self._taken = Identities(authority)
        self._given: dict[tuple[str, str], str] = {}
        self.faults: list[SourceError] = []

    def of(self, ident: str, rows: Sequence[Row]) -> Iterator[Change]:
        """What the rows of one entry add."""
        entry = self._authority.by_id.get(ident)
        said = [
            name for name in (*self._registers, *self._places) if any(r.get(name) for r in rows)
        ]
        if not said:
            return
        if entry is None:
            self._fault(rows[0], "id", f"there is no entry '{ident}'", "Import the entry first")
            return
        # A place is told before its numbers, which is the order of the elements.
        for name in self._places:
            if name in said:
                yield from self._location(entry, name, rows)
        for name, kind in self._registers.items():
            if name in said:
                yield from self._number(entry, kind, name, rows)

    def _number(
        self, entry: Entry, kind: str, column: str, rows: Sequence[Row]
    ) -> Iterator[Change]:
        row = next(row for row in rows if row.get(column))
        cells = [cell for row in rows if (cell := row.get(column))]
        numbers = dict.fromkeys(identifier(kind, cell)[1] for cell in cells)
        number = next(iter(numbers))
        pattern = _NUMBERS.get(kind)
        if len(numbers) > 1:
            self._fault(row, column, f"'{entry.id}' is {' and '.join(numbers)}", "Keep one of them")
        elif " " in number or (pattern and not pattern.fullmatch(number)):
            self._fault(row, column, f"“{number}” is no number of {kind}", "Correct the cell")
        else:
            register, _ = identifier(kind, number)
            had = [n for r, n in (identifier(*idno) for idno in entry.idnos) if r == register]
            other = self._given.setdefault((register, number), entry.id)
            known = self._taken.entry(f"{kind}:{number}")
            other = known.id if known is not None else other
            if had and number not in had:
                what = f"'{entry.id}' is {had[0]} in the authority, here {number}"
                self._fault(row, column, what, "Correct the one or the other")
            elif other != entry.id:
                what = f"{number} is '{other}' already"
                hint = "Join the two ('becomes' in the table of the authority), or correct the cell"
                self._fault(row, column, what, hint)
            elif not had:
                yield NewIdentifier(entry.id, kind, number)

    def _location(self, entry: Entry, column: str, rows: Sequence[Row]) -> Iterator[Change]:
        row = next(row for row in rows if row.get(column))
        found = {_degrees(cell) for r in rows if (cell := r.get(column))}
        geo = found.pop()
        if entry.kind != "place":
            self._fault(row, column, f"'{entry.id}' is no place but a {entry.kind}", "Empty it")
        elif found or geo is None:
            what = f"“{row.get(column)}” is not one latitude and longitude"
            self._fault(row, column, what, "Write degrees: 32.03, 44.40")
        elif entry.geo is None:
            yield Location(entry.id, geo)
        elif max(abs(a - b) for a, b in zip(entry.geo, geo, strict=True)) > _APART:
            had = f"{entry.geo[0]:g} {entry.geo[1]:g}"
            what = f"'{entry.id}' lies at {had} in the authority"
            self._fault(row, column, what, "Correct the one or the other")

    def _fault(self, row: Row, column: str, what: str, hint: str) -> None:
        self.faults.append(row.bad(column, what, hint))


def _degrees(cell: str) -> tuple[float, float] | None:
    """Latitude and longitude: written so, or as a point of WKT, which has longitude first."""
    if point := _POINT.search(cell):
        pair: tuple[str, str] = (point[2], point[1])
    elif match := _PAIR.fullmatch(cell.strip()):
        pair = (match[1], match[2])
    else:
        return None
    try:
        latitude, longitude = map(float, pair)
    except ValueError:
        return None
    on_earth = abs(latitude) <= _POLE and abs(longitude) <= 2 * _POLE
    return (latitude, longitude) if on_earth else None
