"""What a notebook shows of a corpus."""

import sys
import types

import pytest
from lxml import html

import fitnacorpus as fc
from conftest import REPOSITORY
from fitnacorpus.errors import FitnaError
from fitnacorpus.notebook import Rows


@pytest.fixture(scope="module")
def corpus(built_tiny):
    return fc.open(built_tiny)


def cells(shown):
    table = html.fromstring(f"<div>{shown}</div>").find(".//table")
    return [[cell.text_content() for cell in row] for row in table.iter("tr")]


def test_a_corpus_and_what_is_found_show_themselves(corpus):
    assert repr(corpus).startswith("<Corpus “")
    heading, *rows = cells(corpus._repr_html_())
    assert [row[0] for row in rows] == ["letter-en", "port-ar", "port-en"]
    assert rows[1][heading.index("title")] == "خبر المرسى"
    hits = corpus.search("Marsa")
    assert hits[0].authority == "marsa"
    heading, *rows = cells(hits._repr_html_())
    assert len(rows) == sum(len(hit.mentions) for hit in hits)
    assert "المرسى" in {row[heading.index("form")] for row in rows}
    assert corpus.texts["port-ar"].text.info.lang == "ar"
    assert corpus.links[0][:2] == ("port-ar:e1", "port-en:e1")


def test_signs_stay_signs_and_each_cell_runs_its_own_way():
    shown = Rows(["w"], [("<b>&",), ("مصر",)])._repr_html_()
    assert "&lt;b&gt;&amp;" in shown
    assert shown.count('dir="auto"') == 2
    assert "<p>10 more rows</p>" in Rows(["n"], [(n,) for n in range(60)])._repr_html_()


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_rows_become_a_frame_of_what_is_installed(corpus, name):
    library = pytest.importorskip(name, reason=f"{name} is not installed", exc_type=ImportError)
    frame = corpus.search("Marsa").to_frame(name)
    assert isinstance(frame, library.DataFrame)
    assert next(iter(frame["entry"])) == "marsa"
    assert len(frame) == len(corpus.search("Marsa").rows)


def test_the_first_library_that_can_be_loaded_makes_the_frame(monkeypatch):
    made = types.ModuleType("polars")
    made.DataFrame = dict
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", made)
    assert Rows(["a", "b"], [(1, 2), (3, 4)]).to_frame() == {"a": [1, 3], "b": [2, 4]}
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(FitnaError, match="pip install pandas"):
        Rows(["a"], []).to_frame()


def test_the_public_names_are_listed_and_nothing_else():
    assert {*dir(fc)} == {*fc.__all__, "__version__"}
    for name in fc.__all__:
        assert getattr(fc, name).__doc__, name


def test_what_is_printed_alone_is_one_line(corpus):
    assert repr(corpus.texts["port-ar"]) == "<Document port-ar: 2 episodes, 11 mentions>"
    hits = corpus.search("Marsa")
    assert repr(hits) == f"<Hits: marsa; {len(hits.rows)} places>"
    assert "\n" not in repr(fc.open(REPOSITORY))


def test_a_comparison_is_rows_of_what_each_account_says(corpus):
    found = corpus.compare("arrival")
    heading, *rows = cells(found._repr_html_())
    said = {row[heading.index("text")] for row in rows}
    assert {"port-ar", "port-en"} <= said
    places = [row for row in rows if row[heading.index("key")] == "marsa"]
    assert {row[heading.index("forms")] for row in places} >= {"المرسى", "Marsa"}
