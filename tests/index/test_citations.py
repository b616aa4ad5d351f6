"""Passages by the numbers that the work itself has."""

import json

import pytest

from conftest import run

BOOK = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><text><body>
<div type="textpart" subtype="book" n="1">
 <div type="textpart" subtype="chapter" n="4"><p>The king came. <pb n="30"/>He saw it.</p></div>
 <div type="textpart" subtype="chapter" n="5"><p>And he left. He was old.</p>
  <lg><l n="7">A line of verse.</l><l n="8">Another.</l></lg></div>
</div>
<div type="textpart" subtype="book" n="2"><div type="textpart" subtype="chapter" n="4">
 <p><milestone unit="volume" n="2"/><pb n="30"/>Of another king.</p></div></div>
</body></text></TEI>"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    root = tmp_path_factory.mktemp("cited")
    (root / "book.xml").write_text(BOOK, "utf-8")
    assert run("init", root / "c").returncode == 0
    assert run("-C", root / "c", "add", root / "book.xml").returncode == 0
    assert run("-C", root / "c", "build").returncode == 0
    return root / "c"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("1.4", [("book:e1.p1.s1", "chapter", "1.4", "The king came.")]),
        ("1.5", [("book:e1.p2.s1", "chapter", "1.5", "And he left.")]),
        ("1.5.8", [("book:e1.p4.s1", "verse", "1.5.8", "Another.")]),
        ("2", [("book:e1.p5.s1", "book", "2", "Of another king."),
               ("book:e1.p5.s1", "volume", "2", "Of another king.")]),
        ("Chapter 2.4", [("book:e1.p5.s1", "chapter", "2.4", "Of another king.")]),
        ("page 30", [("book:e1.p1.s2", "page", "30", "He saw it.")]),
        ("page 2.30", [("book:e1.p5.s1", "page", "2.30", "Of another king.")]),
        ("page 1.4", []),
        ("1.9", []),
    ],
)  # fmt: skip
def test_a_passage_is_found_by_its_number(corpus, query, found):
    done = run("-C", corpus, "search", "--cited", query, "--json")
    hits = json.loads(done.stdout)["hits"]
    assert [(h["ref"], h["unit"], h["n"], h["opening"]) for h in hits] == found


def test_a_passage_ends_where_the_next_of_its_kind_begins(corpus):
    source = "The king came. He saw it.\nAnd he left. He was old.\n"
    (hit,) = json.loads(run("-C", corpus, "search", "--cited", "1.4", "--json").stdout)["hits"]
    assert (hit["start"], hit["end"]) == (0, source.index("And"))


def test_people_are_shown_the_passage_or_told_that_there_is_none(corpus):
    assert run("-C", corpus, "search", "--cited", "1.4").stdout.split(None, 3)[:3] == [
        "book:e1.p1.s1", "chapter", "1.4",
    ]  # fmt: skip
    assert "no passage is numbered" in run("-C", corpus, "search", "--cited", "9.9").stdout
    assert run("-C", corpus, "search", "--cited", "--words", "1.4").returncode == 2
