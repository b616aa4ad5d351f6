"""What OpenRefine and its like found out comes into the authority, and nothing else."""

import json

import pytest
from lxml import etree

from conftest import TINY, copy_corpus, run
from fitnacorpus.errors import FitnaError
from fitnacorpus.tables import reconciled, table
from fitnacorpus.tei import authority, schema

HEADING = ("id", "kind", "form", "Wikidata ID", "VIAF", "coordinate location", "my judgment")
ROWS = [
    ("salim-b-hamza", "person", "سالم بن حمزة", "", "", "", "matched"),
    ("salim-b-hamza", "person", "Salim ibn Hamza", "http://www.wikidata.org/entity/Q42", "77",
     "", ""),
    ("marsa", "place", "Marsa", "Q5", "", "31.25,16.5", ""),
    ("old-well", "place", "the old well", "https://www.wikidata.org/wiki/Q6", "",
     "Point(16.512345 31.2)", ""),
    ("tamim", "group", "Tamim", "", "", "", "none"),
    ("arrival", "event", "The arrival at Marsa", "Q7", "", "", ""),
]  # fmt: skip


def encoded(rows, heading=HEADING, fmt="csv"):
    return table.encode(heading, (dict(zip(heading, row, strict=True)) for row in rows), fmt)


@pytest.fixture(scope="module")
def known():
    return authority.read((TINY / "tei/authority.xml").read_bytes(), where="authority.xml")


@pytest.mark.parametrize("fmt", ["csv", "tsv", "xlsx"])
def test_numbers_and_places_are_added_and_the_rest_stays(tmp_path, fmt):
    root = copy_corpus(TINY, tmp_path / "tiny")
    path = root / "tei/authority.xml"
    before = path.read_text("utf-8")
    (tmp_path / f"names.{fmt}").write_bytes(encoded(ROWS, fmt=fmt))
    done = run("-C", root, "import", "identifiers", tmp_path / f"names.{fmt}")
    assert done.returncode == 0, done.stderr
    assert "6 changes\n" in done.stdout
    assert "columns that say nothing here: kind, form, my judgment" in done.stderr
    after = path.read_text("utf-8")
    entries = authority.read(after.encode(), where="authority.xml").by_id
    assert entries["salim-b-hamza"].idnos == (("Wikidata", "Q42"), ("VIAF", "77"))
    assert entries["arrival"].idnos == (("Wikidata", "Q7"),)
    assert entries["old-well"].geo == (31.2, 16.512345)
    assert entries["marsa"].geo == (31.2, 16.5), "it stood there, a little elsewhere"
    assert not entries["tamim"].idnos
    assert schema.validator("authority").validate(etree.fromstring(after.encode()))
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(added) == 6
    kept = [line for line in after.splitlines() if line not in added]
    assert kept == before.splitlines()
    again = run("-C", root, "import", "identifiers", tmp_path / f"names.{fmt}")
    assert again.stdout == "0 changes\n"
    found = json.loads(run("-C", root, "-q", "export", "geojson").stdout)["features"]
    assert {f["id"]: f["properties"]["identifiers"] for f in found} == {
        "marsa": {"Wikidata": "Q5"}, "old-well": {"Wikidata": "Q6"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "told", "changes"),
    [
        ([("marsa", "Q5", ""), ("marsa", "Q6", "")], "'marsa' is Q5 and Q6", 0),
        ([("marsa", "Q5", ""), ("old-well", "Q5", "")], "Q5 is 'marsa' already", 1),
        ([("marsa", "Marsa", "")], "“Marsa” is no number of Wikidata", 0),
        ([("marsah", "Q5", "")], "there is no entry 'marsah'", 0),
        ([("marsa", "", "131.2 16")], "is not one latitude and longitude", 0),
        ([("marsa", "", "33.2 16")], "'marsa' lies at 31.2 16.5 in the authority", 0),
        ([("tamim", "", "31.2 16")], "'tamim' is no place but a group", 0),
    ],
)
def test_what_contradicts_is_left_out_and_told(known, rows, told, changes):
    found = reconciled.read(
        encoded(rows, ("id", "wikidata", "coordinates")), known, where="names.csv"
    )
    (fault,) = found.plan.faults
    assert told in str(fault)
    assert str(fault).startswith("names.csv:")
    assert len(found.plan.changes) == changes


def test_another_number_than_the_authority_has_is_a_contradiction(known):
    first = encoded([("marsa", "Q5")], ("id", "wikidata"))
    from fitnacorpus.tei import authority_write

    data = (TINY / "tei/authority.xml").read_bytes()
    changes = reconciled.read(first, known, where="t").plan.changes
    later = authority.read(authority_write.apply(data, changes, where="a"), where="a")
    found = reconciled.read(encoded([("marsa", "Q9")], ("id", "wikidata")), later, where="t").plan
    assert not found.changes
    assert "'marsa' is Q5 in the authority, here Q9" in str(found.faults[0])
    other = reconciled.read(
        encoded([("old-well", "Q5")], ("id", "wikidata")), later, where="t"
    ).plan
    assert "Q5 is 'marsa' already" in str(other.faults[0])


def test_a_heading_of_ones_own_is_named(known, tmp_path):
    data = encoded([("marsa", "x-9")], ("id", "Our Gazetteer"))
    with pytest.raises(FitnaError, match="one of identifiers or coordinates"):
        reconciled.read(data, known, where="t")
    found = reconciled.read(data, known, where="t", columns={"Our gazetteer": "Gazetteer"}).plan
    assert [(c.kind, c.value) for c in found.changes] == [("Gazetteer", "x-9")]
    with pytest.raises(FitnaError, match="no column 'elsewhere'"):
        reconciled.read(data, known, where="t", columns={"Elsewhere": "Gazetteer"})
    done = run("import", "identifiers", "t.csv", "--column", "Elsewhere")
    assert done.returncode == 2
    assert "is not HEADING=REGISTER" in done.stderr
