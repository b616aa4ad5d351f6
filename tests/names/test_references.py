"""Whom an encoder means, by ids and identifiers."""

import pytest

from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names.references import Identities

FORM = (Form("علي", "ar"),)
KNOWN = Identities(
    Authority(
        (
            Entry("ali1", "person", FORM, idnos=(("VIAF", "100"),)),
            Entry("ali2", "person", FORM, idnos=(("VIAF", "https://viaf.org/viaf/12345"),)),
            Entry("mecca", "place", FORM, idnos=(("GEONAMES", "104515"), ("WIKIDATA", "Q5806"))),
            Entry("sajjad", "person", FORM, idnos=(("GND", "118502085"),)),
        )
    )
)


@pytest.mark.parametrize(
    ("references", "entry"),
    [
        ("#ali2", "ali2"),
        ("ali2", "ali2"),
        ("persons.xml#ali2", "ali2"),
        ("../authority.xml#ali1", "ali1"),
        ("https://viaf.org/viaf/12345", "ali2"),
        ("http://www.viaf.org/viaf/12345/", "ali2"),
        ("viaf:12345", "ali2"),
        ("https://viaf.org/viaf/100", "ali1"),
        ("https://www.geonames.org/104515/mecca.html", "mecca"),
        ("https://www.wikidata.org/entity/Q5806", "mecca"),
        ("wd:Q5806", "mecca"),
        ("wikidata,Q5806", "mecca"),  # as Perseus writes them
        ("Q5806", "mecca"),
        ("https://d-nb.info/gnd/118502085", "sajjad"),
        ("#unknown viaf:100", "ali1"),
        ("https://example.org/ali2", None),
        ("https://viaf.org/viaf/999", None),
        ("#ali3", None),
        ("", None),
    ],
)
def test_a_reference_means_the_entry_that_it_identifies(references, entry):
    found = KNOWN.entry(references)
    assert (found.id if found else None) == entry


@pytest.mark.parametrize(
    ("references", "entries"),
    [
        ("#ali1 viaf:100", ["ali1"]),  # the same one, by its id and its number
        ("#mecca #ali1", ["mecca", "ali1"]),
        ("#unknown", []),
    ],
)
def test_references_mean_each_entry_that_one_of_them_identifies(references, entries):
    assert [entry.id for entry in KNOWN.entries(references)] == entries


@pytest.mark.parametrize(
    ("references", "entry", "excluded"),
    [
        ("#ali3", "ali1", True),
        ("viaf:999", "ali1", True),
        ("#p17", "ali1", False),
        ("gnd:1", "ali1", False),
        ("#ali", "ali1", False),
    ],
)
def test_a_reference_excludes_a_namesake_with_another_number(references, entry, excluded):
    assert KNOWN.excludes(references, entry) is excluded
