"""After any changes the index holds what a new one would; lines are folded together as alone."""

import sqlite3
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from fitnacorpus.index import search, words
from fitnacorpus.index.build import Index
from fitnacorpus.index.lines import SPELLINGS, folded
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names.query import find
from fitnacorpus.orthography import fold_text
from fitnacorpus.orthography.arabic import with_full_alefs
from strategies import document_of_lines as document

LINES = ("the king came", "he left", "الملك رجع", "هٰذا كتاب", "king the", "left king he")
TEXTS = st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=7), min_size=1, max_size=4)
QUERIES = ("king", "the king", "left", "king he", "هذا", "هاذا كتاب", "رجع", "came")


def held(path):
    """Lines in their order without numbers, and what is found."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT * FROM lines ORDER BY text, id").fetchall()
    return [row[1:] for row in rows], [words.search(path, query) for query in QUERIES]


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_a_text_that_changed_again_and_again_stands_as_in_a_new_index(tmp_path_factory, states):
    folder = tmp_path_factory.mktemp("index")
    other = document("other", "en", "the king came\nhe left")
    made = [document("text", "ar", "\n".join(lines)) for lines in states]
    with Index(folder / "often", "p") as index:
        index.set_text(other, "1")
        for number, state in enumerate(made):
            index.set_text(state, str(number))
    with Index(folder / "once", "p") as index:
        index.set_text(other, "1")
        index.set_text(made[-1], "1")
    assert held(folder / "often") == held(folder / "once")


def test_of_a_word_that_is_put_in_one_line_is_indexed_anew(tmp_path):
    before = document("text", "en", "\n".join(f"line {k} stands" for k in range(50)))
    after = document("text", "en", before.text.source.replace("line 20", "line twenty"))
    with Index(tmp_path / "index", "p") as index:
        index.set_text(before, "1")
        told = []
        index._database.set_trace_callback(told.append)
        index.set_text(after, "2")
    assert sum("INTO words" in statement and "delete" not in statement for statement in told) == 1
    assert [hit.form for hit in words.search(tmp_path / "index", "line twenty")] == ["line twenty"]
    assert words.search(tmp_path / "index", "20 stands") == []
    # The lines behind it stand further on in the source.
    (hit,) = words.search(tmp_path / "index", "49")
    assert after.text.source[hit.start : hit.end] == "49"


@given(st.lists(st.text("abÉ هٰذاأإىةـ.'’\t\u00a0", max_size=12), max_size=6))
def test_lines_are_folded_together_as_alone(lines):
    for line, found in zip(lines, folded(lines, "ar"), strict=True):
        plain, full = (fold_text(w, "ar") for w in (line, with_full_alefs(line)))
        assert found.split(SPELLINGS) == [*dict.fromkeys((plain, full))]


def test_a_line_that_breaks_is_one_line():
    assert folded(["one\ntwo", "three"], "en") == ["one two", "three"]


def test_names_are_searched_among_the_forms_that_stand_now(tmp_path):
    def forms(name):
        return Authority((Entry("one", "person", (Form(name, "en"),)),))

    def found(folder, name):
        hits = search.search(tmp_path / folder, name, find)
        return [(hit.authority, hit.tier) for hit in hits if hit.tier == "exact"]

    for folder, name in (("a", "Salim"), ("b", "Thabit"), ("a", "Zuhayr")):
        with Index(tmp_path / folder, "p") as index:
            index.set_entries(forms(name), f"entries {name if folder == 'a' else 'Salim'}")
        assert found(folder, name) == [("one", "exact")]
    assert found("a", "Salim") == []
    assert found("b", "Thabit") == [("one", "exact")]
