"""Tables for spreadsheets: reading and writing TSV, CSV and XLSX, with places for messages.

RFC 4180 for CSV; TSV is the same with tabs.  Spreadsheets save what they like, so that the
separator is told by the first line, a byte order mark is taken off, and UTF-16 (Excel's "Unicode
text") is read as well.

A spreadsheet computes a cell that begins with = + - @, a tab or a line break, whoever wrote it.
Such a cell is written with an apostrophe before it, which `read` takes off again (OWASP, CSV
Injection).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fitnacorpus.errors import SourceError
from fitnacorpus.orthography import scripts

FORMATS: Final[Mapping[str, str]] = {"tsv": "\t", "csv": ","}
"""Formats of plain text to their separators; "xlsx" is known besides."""
_ZIP: Final = b"PK\x03\x04"
_WIDEST: Final = 60
"""Characters that a column of a workbook is wide at most."""
_SEPARATORS: Final = "\t;,"
_LONGEST_CELL: Final = 1_000_000
"""Characters of a cell that are read; the module csv stops at 131,072 by itself."""
_COMPUTED: Final = re.compile(r"'*[=+\-@\t\n].", re.DOTALL)
_MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, as many as spreadsheets have."""
_MOST_COLUMNS: Final = 200
"""Columns of a sheet that are looked at; the widest table of ours has a tenth of them."""
_LARGEST_UNPACKED: Final = 400_000_000
"""Bytes that a workbook may have unpacked."""


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


def neutral(cell: str) -> str:
    """A cell that no spreadsheet computes, its lines broken as all others."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if _COMPUTED.match(cell) else cell


def _marked(cell: str) -> str:
    """A cell of a workbook, computing no string: marked only if it looks marked already."""
    return neutral(cell) if cell.startswith("'") else cell


def _original(cell: str) -> str:
    """The cell that `neutral` was given."""
    return cell[1:] if cell.startswith("'") and _COMPUTED.match(cell[1:]) else cell


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
    writer.writerows({column: neutral(cell) for column, cell in row.items()} for row in rows)
    return out.getvalue()


def encode(columns: Sequence[str], rows: Iterable[Mapping[str, str]], fmt: str) -> bytes:
    """A table as the bytes of a file.

    Args:
        columns: The columns, in order.
        rows: Cells by column.
        fmt: A key of `FORMATS`, or "xlsx".

    Raises:
        SourceError: openpyxl is not installed (``no-xlsx``).
    """
    if fmt == "xlsx":
        return _xlsx(columns, rows)
    # Spreadsheets take a CSV file without byte order mark for one in the local code page.
    return write(columns, rows, fmt).encode("utf-8-sig" if fmt == "csv" else "utf-8")


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise SourceError(
            "no-xlsx",
            "XLSX needs the package openpyxl",
            hint="Install it with 'pip install openpyxl', or use CSV",
        ) from None
    return openpyxl


_RIGHT_TO_LEFT: Final = 2
"""Order of reading of a cell (ECMA-376 part 1, 18.8.1, `readingOrder`)."""


def _xlsx(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A workbook of one sheet, every cell a string: nothing in it is a formula or a date."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    rightwards = openpyxl.styles.Alignment(readingOrder=_RIGHT_TO_LEFT)
    sheet = book.active
    lines = [list(columns), *([_marked(row.get(column, "")) for column in columns] for row in rows)]
    for number, line in enumerate(lines, start=1):
        for index, words in enumerate(line, start=1):
            cell = sheet.cell(number, index)
            cell.value = words or None
            if words:
                cell.data_type = "s"
                cell.number_format = "@"
                if scripts.of_text(words) == scripts.ARABIC:
                    cell.alignment = rightwards
    for index in range(1, len(columns) + 1):
        letter = sheet.cell(1, index).column_letter
        widest = max(len(line[index - 1]) for line in lines)
        sheet.column_dimensions[letter].width = min(_WIDEST, widest + 2)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(data: bytes, where: str) -> Iterator[list[str]]:
    """The rows of a file as cells."""
    if data.startswith(_ZIP):
        yield from _sheet(data, where)
        return
    content = _decode(data, where)
    separator = max(_SEPARATORS, key=content.split("\n", 1)[0].count)
    csv.field_size_limit(_LONGEST_CELL)
    number = 0
    try:
        for cells in csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True):
            number += 1
            yield cells
    except csv.Error as error:
        raise SourceError(
            "bad-table",
            f"this is no table ({error})",
            where=f"{where}:{number + 1}",
            hint="Close the quotation marks, or save the table anew",
        ) from None


def _sheet(data: bytes, where: str) -> Iterator[list[str]]:
    """The rows of the first sheet of a workbook."""
    openpyxl = _openpyxl()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What a sheet says of its own size is not believed: it would be filled with empty cells.
        sheet.reset_dimensions()
        rows = [] if unpacked > _LARGEST_UNPACKED else list(_bounded(sheet))
    except Exception as error:
        # The library raises whatever its parsers do; every one means the same to the user.
        raise SourceError(
            "bad-table",
            f"this is no workbook ({type(error).__name__})",
            where=where,
            hint="Save the table anew as XLSX or CSV",
        ) from None
    if unpacked > _LARGEST_UNPACKED or len(rows) > _MOST_ROWS:
        raise SourceError(
            "too-large",
            "the workbook is larger than any table of names or links",
            where=where,
            hint="Save the rows that matter as CSV",
        )
    yield from rows


def _bounded(sheet: Any) -> Iterator[list[str]]:
    """The rows of a sheet without the empty cells at their ends, and not without end."""
    nothing: list[str] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)):
        # One cell far below makes a million rows of nothing.
        cells = nothing if row.count(None) == len(row) else [_plain(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells
        if number >= _MOST_ROWS:
            return


def _plain(value: object) -> str:
    """A cell as text: a number that a spreadsheet made of digits is digits again."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def heading(data: bytes, where: str) -> list[str]:
    """The names of the columns of a table.

    Raises:
        SourceError: this is no table.
    """
    return [" ".join(cell.split()).lower() for cell in next(_lines(data, where), [])]


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
    out: list[Row] = []
    names: list[str] = []
    for number, cells in enumerate(_lines(data, where), start=1):
        if number == 1:
            names = [" ".join(cell.split()).lower() for cell in cells]
            _check_heading(names, columns, needed, where)
            continue
        if not cells:
            continue
        if any(cell.strip() for cell in cells[len(names) :]):
            raise SourceError(
                "bad-table",
                f"the row has {len(cells)} cells, the heading {len(names)}",
                where=f"{where}:{number}:{len(names) + 1}",
                hint="Put quotation marks around a cell that holds a separator",
            )
        row = Row(
            number,
            {c: " ".join(_original(x).split()) for c, x in zip(names, cells, strict=False) if c},
            {name: index for index, name in enumerate(names, start=1) if name},
            where,
        )
        _check_characters(row)
        if any(row.cells.values()):
            out.append(row)
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
