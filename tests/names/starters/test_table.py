"""The starter that comes with the package: whole, sound, neutral, and told apart."""

import re
from collections import Counter, defaultdict
from importlib import resources

import pytest

from fitnacorpus.names.starters.table import FULL, USUAL, early_islam
from fitnacorpus.orthography import fold_key

STARTER = early_islam()


def test_it_covers_the_field():
    kinds = Counter(e.kind for e in STARTER.entries)
    assert kinds["person"] >= 300 and kinds["place"] >= 150
    assert kinds["group"] >= 60 and kinds["event"] >= 60


def test_ids_are_names_and_stand_once():
    ids = [e.id for e in STARTER.entries]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", i) for i in ids)
    places = {e.id for e in STARTER.entries if e.kind == "place"}
    assert {e.where for e in STARTER.entries if e.where} <= places


@pytest.mark.parametrize("entry", STARTER.entries, ids=lambda e: e.id)
def test_an_entry(entry):
    assert re.search("[\u0621-\u064a]", entry.ar) and not re.search("[A-Za-z]", entry.ar)
    assert re.search("[A-Za-z]", entry.en) and not re.search("[\u0621-\u064a]", entry.en)
    assert (-100 if entry.about else 0) <= entry.year <= 240
    assert entry.kind != "person" or entry.notes["en"]
    # Whoever reads the pages in Arabic is told as much as whoever reads them in English.
    assert {*entry.notes} in ({"en", "ar"}, set())
    for lang, note in entry.notes.items():
        assert note and bool(re.search("[\u0621-\u064a]", note)) is (lang == "ar"), note
        assert not (lang == "ar" and re.search("[A-Za-z]", note)), note
    # Labels judge nobody: such words are the accounts'.
    judging = "heretic|hypocrite|usurper|accursed|tyrant|apostate|false prophet|impostor|infidel"
    assert not re.search(
        judging, f"{entry.en} {entry.notes.get('en', '').replace('called a hypocrite', '')}", re.I
    )


_OF_SEVERAL = {"الحسن", "مروان", "جرير", "ابو عبيدة"}
"""Names by which books of different kinds mean different men: the place decides."""


def test_no_form_means_two_bearers_by_itself_but_the_few_that_the_place_decides():
    owners = defaultdict(set)
    for entry in STARTER.entries:
        for form in entry.forms:
            if form.use in (FULL, USUAL):
                owners[form.lang, fold_key(form.text, form.lang, "tag").lower()].add(entry.id)
    assert {form for (_, form), ids in owners.items() if len(ids) > 1} == _OF_SEVERAL


def test_its_licence_stands_beside_it():
    assert "CC0" in STARTER.licence


def test_notes_in_arabic_are_those_of_the_entries_and_no_more():
    folder = resources.files("fitnacorpus.names.starters").joinpath("data", "early-islam")
    lines = folder.joinpath("notes-ar.tsv").read_text("utf-8").splitlines()[1:]
    listed = [line.partition("\t")[0] for line in lines]
    assert len(listed) == len(set(listed))
    assert set(listed) == {e.notes["en"] for e in STARTER.entries if e.notes}
