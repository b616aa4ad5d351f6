"""Tables that programs of others computed, padded, or saved in another normal form."""

import io
import subprocess
import sys
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import run
from fitnacorpus.errors import SourceError
from fitnacorpus.tables import table

COMPUTED = (
    '=HYPERLINK("http://x","y")', "+1", "-leading dash", "@Muawiya", "'=1", "''=1", "'@x",
    "=1+1", "\t=1", "\r=1",
)  # fmt: skip
PLAIN = ("-", "=", "'Amr", "ʿAmr", "Kufa", "", "'quoted'", "1-2", "a=b", "علي", "''", "'")


def read_back(cell, fmt):
    data = table.encode(["id", "note"], [{"id": "x", "note": cell}], fmt)
    (row,) = table.read(data, ("id", "note"), ("id",), where="t")
    return data, row.get("note")


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
@pytest.mark.parametrize("cell", COMPUTED)
def test_no_cell_is_computed_and_every_one_comes_back(cell, fmt):
    data, back = read_back(cell, fmt)
    written = data.decode("utf-8-sig").split("\n", 1)[1]
    assert written.lstrip('"')[2:].lstrip('"').startswith("'")
    assert back == " ".join(cell.split())


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
@pytest.mark.parametrize("cell", PLAIN)
def test_what_no_spreadsheet_computes_stands_as_it_is(cell, fmt):
    assert table.neutral(cell) == cell
    assert read_back(cell, fmt)[1] == cell


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8))
def test_every_cell_comes_back(cell):
    assert read_back(cell, "csv")[1] == cell


def sheet(rows="", dimension="A1:B2"):
    """A workbook with the given rows of XML and a dimension that it claims."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    book = openpyxl.Workbook()
    book.active.append(["id", "note"])
    book.active.append(["kufa", "a town"])
    out = io.BytesIO()
    book.save(out)
    packed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(
                    b'<dimension ref="A1:B2"', f'<dimension ref="{dimension}"'.encode()
                )
                data = data.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
            new.writestr(item, data)
    return packed.getvalue()


def test_a_cell_far_below_costs_no_work_for_the_empty_rows_between(monkeypatch):
    seen = []
    monkeypatch.setattr(table, "_plain", lambda value: seen.append(value) or str(value or ""))
    far = '<row r="900000"><c r="A900000" t="inlineStr"><is><t>basra</t></is></c></row>'
    rows = table.read(sheet(rows=far), ("id", "note"), ("id",), where="t")
    assert [(row.number, row.get("id")) for row in rows] == [(2, "kufa"), (900_000, "basra")]
    assert len(seen) < 1000


def test_a_sheet_that_claims_to_be_endless_costs_nothing(tmp_path):
    path = tmp_path / "endless.xlsx"
    path.write_bytes(sheet(dimension="A1:XFD1048576"))
    program = (
        "import resource, sys; from pathlib import Path; from fitnacorpus.tables import table\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "rows = table.read(Path(sys.argv[1]).read_bytes(), ('id', 'note'), ('id',), where='t')\n"
        "print([dict(row.cells) for row in rows])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "[{'id': 'kufa', 'note': 'a town'}]", done.stderr


def test_cells_far_to_the_right_are_not_made_up():
    far = '<row r="3"><c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row>'
    rows = table.read(sheet(rows=far), ("id", "note"), ("id",), where="t")
    assert [row.get("id") for row in rows] == ["kufa"]


def test_a_workbook_that_unpacks_without_end_is_refused():
    with pytest.raises(SourceError) as told:
        table.read(sheet(rows=" " * 401_000_000), ("id", "note"), ("id",), where="t")
    assert told.value.code == "too-large"


def test_a_form_in_another_normal_form_is_no_new_form(tmp_path):
    forms = "id,kind,form,lang,type\nmalik,person,مالك بن الحارث الأشتر,ar,preferred\n"
    root = tmp_path / "corpus"
    assert run("init", root).returncode == 0
    for name in ("NFC", "NFD"):
        (tmp_path / name).write_text(unicodedata.normalize(name, forms), encoding="utf-8")
    assert (tmp_path / "NFC").read_bytes() != (tmp_path / "NFD").read_bytes()
    assert "1 change" in run("-C", root, "import", "authority", tmp_path / "NFC").stdout
    again = run("-C", root, "import", "authority", tmp_path / "NFD")
    assert again.stdout.strip() == "0 changes"
    removing = run("-C", root, "import", "authority", "--remove", tmp_path / "NFD")
    assert removing.stdout.strip() == "0 changes"


HOSTILE = [
    "=1+1",
    "@cmd",
    "+SUM(A1)",
    "'=x",
    "a\tb",
    'say "no"',
    "two\nlines",
    "\u200fمصر\u200e",
    "-3",
    "00123",
]


@pytest.mark.parametrize("fmt", ["tsv", "csv", "xlsx"])
def test_no_cell_is_computed_and_all_come_back(fmt):
    rows = [{"a": words, "b": "x"} for words in HOSTILE]
    data = table.encode(("a", "b"), rows, fmt)
    back = table.read(data, ("a", "b"), ("a",), where="t")
    assert [row.get("a") for row in back] == [" ".join(words.split()) for words in HOSTILE]


def test_arabic_cells_of_a_workbook_run_from_right_to_left():
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    data = table.encode(("ar", "en"), [{"ar": "مصر", "en": "Egypt"}], "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [sheet.cell(2, n).alignment.readingOrder for n in (1, 2)] == [2, 0]
    assert [sheet.cell(2, n).data_type for n in (1, 2)] == ["s", "s"]
