"""What nobody writes and somebody will: cells that compute, marks of direction, controls, NUL."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from lxml import etree

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.interchange import conllu, pairs, places, plain, webannotation
from fitnacorpus.interchange.words import Reader
from fitnacorpus.model import Authority, Form
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tables import authority as authority_table
from fitnacorpus.tables import table

COMPUTED = re.compile(r"[=+\-@\t\r\n].", re.S)
"""Cells that a spreadsheet computes."""
HOSTILE = (
    "=HYPERLINK(\"http://e.org\";\"x\")", "+cmd|' /C calc'!A0", "@SUM(A1)", "-1+1", "\t=1",
    "\u202e=1", "\u200fمصر\u200e", "\u2067قال\u2069: \"لا\"", "a\u2028b", "a\u0085b", "a;b,c\td",
    "\ufeff=1", "<b>&amp;</b>", "]]>", "{{7*7}}", "'",
)  # fmt: skip


@pytest.fixture(scope="module")
def pipeline(built_tiny):
    return Pipeline(CorpusFolder(built_tiny))


@pytest.fixture(params=HOSTILE, ids=ascii)
def noted(request, pipeline):
    """The pairs of a corpus, with a note of a reviewer's, and the words of that note."""
    links = [link for found in pipeline.alignments for link in found.links]
    return [replace(link, note=request.param) for link in links], request.param


def of(pipeline, links):
    return pairs.Pairs(pipeline.documents(), links, {"anna": "=Anna"})


def cells(data, fmt):
    """The cells of a table as another program has them, their types beside."""
    if fmt == "xlsx":
        openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        return [[(cell.value or "", cell.data_type) for cell in row] for row in sheet.iter_rows()]
    content = data.decode("utf-8-sig")
    found = csv.reader(io.StringIO(content, newline=""), delimiter=table.FORMATS[fmt])
    return [[(cell, "s") for cell in row] for row in found]


@pytest.mark.parametrize("fmt", ["tsv", "csv", "xlsx"])
def test_no_note_becomes_a_formula_or_another_cell(pipeline, noted, fmt):
    links, note = noted
    heading, *rows = cells(pairs.rows(of(pipeline, links), fmt), fmt)
    at = [name for name, _ in heading].index("note")
    assert len(rows) == len(links)
    for row in rows:
        assert len(row) == len(heading)
        written, kind = row[at]
        assert kind in ("s", "n") and (kind == "s" or not written)
        if fmt != "xlsx":
            assert not COMPUTED.match(written)
        assert written.removeprefix("'").strip("\t") == note.removeprefix("'").strip("\t")


def test_a_line_of_json_is_one_line_for_every_reader(pipeline, noted):
    links, note = noted
    content = "".join(pairs.json_lines(of(pipeline, links)))
    assert [json.loads(line)["note"] for line in content.split("\n")[:-1]] == [note] * len(links)
    # U+2028 and U+0085 end a line for `str.splitlines`, and for scripts that use it.
    assert len(content.splitlines()) == len(links)


def test_json_and_xml_hold_it_as_it_is(pipeline, noted):
    links, note = noted
    page = webannotation.page(pipeline.documents(), links, {}, "urn:x:")
    shown = {
        item["body"]["value"]
        for item in json.loads(json.dumps(page))["items"]
        if item["motivation"] == "linking" and isinstance(item["body"], dict)
    }
    assert shown == {note}
    assert etree.fromstring(pairs.tmx(of(pipeline, links), proposed=True)).tag == "tmx"


@pytest.mark.parametrize("fmt", ["tsv", "csv", "xlsx"])
def test_a_name_that_computes_is_a_name_when_it_comes_back(pipeline, fmt):
    known = pipeline.authority.by_id["marsa"]
    forms = tuple(Form(words, "en", "variant") for words in ("=Marsa", "+Port", "@Bay", "-x"))
    entry = replace(known, forms=(*known.forms, *forms))
    other = Authority((entry,))
    data = authority_table.encode(other, fmt)
    assert not authority_table.plan(data, other, where="t").changes
    back = authority_table.plan(data, Authority((known,)), where="t").changes
    assert [change.form.text for change in back] == [form.text for form in forms]
    found = places.linked_places(other, pipeline.documents(), "urn:x:")["features"][0]
    assert [name["toponym"] for name in found["names"]][-4:] == [form.text for form in forms]


@pytest.mark.parametrize("fmt", ["tsv", "csv"])
def test_nul_is_refused_with_its_row(pipeline, fmt):
    from fitnacorpus.errors import SourceError

    data = authority_table.encode(pipeline.authority, fmt).replace(b"Marsa", b"Mar\0sa", 1)
    with pytest.raises(SourceError) as told:
        authority_table.plan(data, pipeline.authority, where="t")
    assert re.match(r"t:\d+", told.value.where)


def test_words_with_marks_of_direction_keep_their_rows(tmp_path):
    """A source with controls, separators and signs at the beginning of lines, in every table."""
    from conftest import run

    root = tmp_path / "c"
    assert run("init", root).returncode == 0
    source = tmp_path / "a.txt"
    source.write_text(
        "=SUM(A1) was on the wall.\n\n+ And \u202eevil\u202c words.\n\n@ he said.\n\n"
        "A line\u2028with a separator.\n",
        "utf-8",
    )
    assert run("-C", root, "add", source).returncode == 0
    assert run("-C", root, "build").returncode == 0
    document = Pipeline(CorpusFolder(root)).documents()["a"]
    sentences = [ref for ref, _ in Reader(document).sentences]
    for fmt in ("tsv", "csv", "xlsx"):
        _, *rows = cells(plain.sentences([document], fmt), fmt)
        assert [row[0][0] for row in rows] == [str(ref) for ref in sentences]
        if fmt != "xlsx":
            assert not [cell for row in rows for cell, _ in row if COMPUTED.match(cell)]
        assert all(kind == "s" for row in rows for cell, kind in row if cell)
    lines = "".join(conllu.write([document])).split("\n")
    tokens = [line for line in lines if line and not line.startswith("#")]
    assert {line.count("\t") for line in tokens} == {9}
    assert sum(line.startswith("# sent_id") for line in lines) == len(sentences)
    assert all(len(line.splitlines()) == 1 for line in lines if line)
