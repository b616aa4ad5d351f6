"""Tables for spreadsheets: reading and writing TSV and CSV, with places for messages.

RFC 4180 for CSV; TSV is the same with tabs.  Spreadsheets save what they like, so that the
separator is told by the first line, a byte order mark is taken off, and UTF-16 (Excel's "Unicode
text") is read as well.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus.errors import SourceError

FORMATS: Final[Mapping[str, str]] = {"tsv": "\t", "csv": ","}
_SEPARATORS: Final = "\t;,"
_LONGEST_CELL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, its cells by column and stripped of white space around and inside.

    Attributes:
        number: Row as a spreadsheet counts: the heading is row 1.
        cells: Column to content; columns that the table lacks are missing.
        columns: Column to its number, from 1.
        table: The file, for messages.
    """

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    table: str

    def get(self, column: str) -> str:
        """The content of a cell, or "" where the table has no such column."""
        return self.cells.get(column, "")

    def bad(self, column: str, what: str, hint: str) -> SourceError:
        """An error that names this row and a column of it."""
        place = f"{self.table}:{self.number}"
        if column in self.columns:
            place += f":{self.columns[column]}"
        return SourceError("bad-table", f"column '{column}': {what}", where=place, hint=hint)


def write(columns: Sequence[str], rows: Iterable[Mapping[str, str]], fmt: str) -> str:
    """A table with its heading.

    Args:
        columns: The columns, in order.
        rows: Cells by column.
        fmt: A key of `FORMATS`.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=FORMATS[fmt], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(data: bytes, columns: Sequence[str], needed: Sequence[str], *, where: str) -> list[Row]:
    """The rows of a table that have something in them.

    Args:
        data: The file.
        columns: Columns that it may have.
        needed: Columns that it must have.
        where: The file, for messages.

    Raises:
        SourceError: the file is no such table (``bad-table``, ``broken-encoding``, ``empty``), with
            row and column.
    """
    content = _decode(data, where)
    lines = content.split("\n", 1)
    separator = max(_SEPARATORS, key=lines[0].count)
    out: list[Row] = []
    heading: list[str] = []
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True), start=1
        ):
            if number == 1:
                heading = [" ".join(cell.split()).lower() for cell in cells]
                _check_heading(heading, columns, needed, where)
                continue
            if any(cell.strip() for cell in cells[len(heading) :]):
                raise SourceError(
                    "bad-table",
                    f"the row has {len(cells)} cells, the heading {len(heading)}",
                    where=f"{where}:{number}:{len(heading) + 1}",
                    hint="Put quotation marks around a cell that holds a separator",
                )
            row = Row(
                number,
                {c: " ".join(x.split()) for c, x in zip(heading, cells, strict=False) if c},
                {name: index for index, name in enumerate(heading, start=1) if name},
                where,
            )
            _check_characters(row)
            if any(row.cells.values()):
                out.append(row)
    except csv.Error as error:
        raise SourceError(
            "bad-table",
            f"this is no table ({error})",
            where=f"{where}:{len(out) + 2}",
            hint="Close the quotation marks, or save the table anew",
        ) from None
    return out


def _decode(data: bytes, where: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            "broken-encoding",
            f"this is not {encoding.removesuffix('-sig').upper()} ({error.reason})",
            where=f"{where}:{line}",
            hint="Save the table as UTF-8",
        ) from None
    if not content.strip():
        raise SourceError(
            "empty", "the file is empty", where=where, hint="Give a file with a table"
        )
    return content


def _check_heading(
    heading: Sequence[str], columns: Sequence[str], needed: Sequence[str], where: str
) -> None:
    for index, name in enumerate(heading, start=1):
        if name and name not in columns:
            what = f"there is no column '{name}'"
        elif name and name in heading[: index - 1]:
            what = f"column '{name}' stands twice"
        else:
            continue
        raise SourceError(
            "bad-table", what, where=f"{where}:1:{index}", hint=f"Columns: {', '.join(columns)}"
        )
    missing = [name for name in needed if name not in heading]
    if missing:
        raise SourceError(
            "bad-table",
            f"column '{missing[0]}' is missing",
            where=f"{where}:1",
            hint=f"Let the first row name the columns: {', '.join(columns)}",
        )


def _check_characters(row: Row) -> None:
    for column, cell in row.cells.items():
        for char in cell:
            if ord(char) < 32 or char in "\x7f\ufffe\uffff" or "\ud800" <= char <= "\udfff":
                raise row.bad(column, f"U+{ord(char):04X} cannot stand in XML", "Delete it")
