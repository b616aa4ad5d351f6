"""Addresses and metadata of OpenITI: which files are versions of one book, and which is read."""

import pytest

from fitnacorpus import refs
from fitnacorpus.ingest import openiti_folder as scheme
from fitnacorpus.ingest.openiti_folder import Version


def version(name, size=10, *issues):
    return Version(scheme.parse(name), name, size, frozenset(issues))


@pytest.mark.parametrize(
    ("name", "work", "whole", "state"),
    [
        ("0310Tabari.Tarikh.Shamela0009783BK1-ara1.completed", "0310Tabari.Tarikh",
         "0310Tabari.Tarikh.Shamela0009783BK1-ara1", "completed"),
        ("0204Shafici.Risala.LAL2013020402-ara2", "0204Shafici.Risala",
         "0204Shafici.Risala.LAL2013020402-ara2", ""),
        ("0428IbnSina.Danishnama.PV202101-per1.mARkdown.txt", "0428IbnSina.Danishnama",
         "0428IbnSina.Danishnama.PV202101-per1", "mARkdown"),
    ],
)  # fmt: skip
def test_an_address_is_read(name, work, whole, state):
    uri = scheme.parse(name)
    assert (uri.work, uri.whole, uri.state) == (work, whole, state)
    assert refs.is_text_id(uri.text_id)


@pytest.mark.parametrize(
    "name",
    ["README.md", "0204Shafici.yml", "0204Shafici.Risala.yml", "text_questionnaire.md",
     "0204Shafici.Risala.JK000143-ara1.yml", "0204Shafici.Risala.JK000143-ara1.bak", "tabari.txt"],
)  # fmt: skip
def test_other_names_are_none(name):
    assert scheme.parse(name) is None


def test_ids_tell_versions_apart():
    names = ("JK000143-ara1", "JK000143-ara2", "JK000144-ara1", "JK000143BK1-ara1")
    ids = {scheme.parse(f"0204Shafici.Risala.{name}").text_id for name in names}
    assert len(ids) == len(names)


def test_names_are_told_as_words():
    uri = scheme.parse("0213IbnHisham.SiraNabawiyya.JK1-ara1")
    assert (uri.spoken_author, uri.spoken_book) == ("Ibn Hisham", "Sira Nabawiyya")


@pytest.mark.parametrize(
    ("name", "author", "book"),
    [
        ("0211CabdRazzaqSancani.Tafsir.JK000117-ara1", "ʿAbd Razzaq Sanʿani", "Tafsir"),
        ("0571IbnCasakir.Mucjam.Shamela0006549-ara1", "Ibn ʿAsakir", "Muʿjam"),
        ("0328IbnCabdRabbih.CIqdFarid.JK000001-ara1", "Ibn ʿAbd Rabbih", "ʿIqd Farid"),
    ],
)
def test_a_c_in_an_address_is_an_ayn(name, author, book):
    uri = scheme.parse(name)
    assert (uri.spoken_author, uri.spoken_book) == (author, book)


def test_fields_that_nobody_filled_in_say_nothing():
    said = scheme.metadata(
        "00#AUTH#URI######: 0204IbnKalbi\n"
        "10#AUTH#ISM####AR: Fulān\n"
        "10#AUTH#SHUHRA#AR: Ibn al-Kalbī\n"
        "90#VERS#COMMENT##: a free running comment here; you can add as many\n"
        "    lines as you see fit\n"
        "90#VERS#ISSUES###: RANDOM_CHARS, PRIMARY_VERSION,\n"
        "    CLEANED_VERSION\n"
        "80#VERS#LINKS####:\n"
    )
    assert said == {
        "AUTH URI": "0204IbnKalbi",
        "AUTH SHUHRA": "Ibn al-Kalbī",
        "VERS ISSUES": "RANDOM_CHARS, PRIMARY_VERSION, CLEANED_VERSION",
    }
    assert scheme.issues(said) == {"RANDOM_CHARS", "PRIMARY_VERSION", "CLEANED_VERSION"}


@pytest.mark.parametrize(
    ("versions", "primary"),
    [
        ([version("0204A.B.JK1-ara1.mARkdown"), version("0204A.B.JK2-ara1", 10, "PRIMARY_VERSION")],
         "JK2"),
        ([version("0204A.B.JK1-ara1.mARkdown"), version("0204A.B.JK2-ara1.completed", 99)], "JK1"),
        ([version("0204A.B.JK1-ara1", 99, "INCOMPLETE_VERSION"), version("0204A.B.JK2-ara1")],
         "JK2"),
        ([version("0204A.B.JK1-ara1", 99, "UNCORRECTED_OCR"), version("0204A.B.JK2-ara1")], "JK2"),
        ([version("0204A.B.JK1-ara1", 98), version("0204A.B.JK2-ara1", 99)], "JK2"),
    ],
)  # fmt: skip
def test_which_version_is_read(versions, primary):
    for order in (versions, versions[::-1]):
        (book,) = scheme.books(order)
        assert [v.uri.version for v in book.primary] == [primary]
        assert len(book.others) == 1


def test_parts_of_a_version_stay_together_in_order():
    names = [f"0310Tabari.Tarikh.Sh1BK{n}-ara1" for n in (10, 2, 1)]
    (book,) = scheme.books([*map(version, names), version("0310Tabari.Tarikh.JK1-ara1", 20)])
    assert [scheme.extent(v) for v in book.primary] == ["part 1", "part 2", "part 10"]
    assert [v.uri.version for v in book.others] == ["JK1"]


def test_an_earlier_state_of_a_version_is_no_version():
    (book,) = scheme.books(
        [version("0211A.B.JK1-ara1", 90), version("0211A.B.JK1-ara1.inProgress", 10)]
    )
    assert [v.uri.state for v in book.primary] == ["inProgress"]
    assert (book.others, [v.uri.state for v in book.earlier]) == ((), [""])
