"""A fault is told once, however many ways of reading a file meet it."""

import pytest

from conftest import run
from fitnacorpus import checks
from fitnacorpus.corpus import CorpusFolder


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("</person>", "</perso>", "broken-xml"),
        ("<listPerson>", "<listPerson><person/>", "schema-missing"),
        ("<listPerson>", '<listPerson><person xml:id="x y"/>', "schema-value"),
    ],
)
def test_a_broken_authority_is_told_once_with_its_column(built_copy, old, new, code):
    path = built_copy / "tei/authority.xml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    found = [p for p in checks.check(CorpusFolder(built_copy)) if p.file == "tei/authority.xml"]
    assert code in {p.code for p in found}
    assert all(p.column for p in found), found
    assert len({(p.line, p.column, p.message) for p in found}) == len(found)


def test_a_fault_that_only_reading_finds_is_told(built_copy):
    path = built_copy / "tei/authority.xml"
    path.unlink()
    path.mkdir()
    said = run("-C", built_copy, "check").stdout
    assert "tei/authority.xml" in said
