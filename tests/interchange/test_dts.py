"""Distributed Text Services: as files, at an address, and beside another implementation."""

import json
import threading
import warnings

import pytest
from lxml import etree

from conftest import run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.documents import Documents
from fitnacorpus.interchange.dts import RefusalError, Service
from fitnacorpus.interchange.dts.service import ROOT
from fitnacorpus.interchange.dts.static import templates
from fitnacorpus.pipeline import Pipeline

TEXT = "port-en"
UNIT = {"identifier": str, "@type": str, "level": int, "parent": (str, type(None))}
RESOURCE = {
    "@id": str, "@type": str, "title": str, "totalParents": int, "totalChildren": int,
    "collection": str, "navigation": str, "document": str, "citationTrees": list,
}  # fmt: skip
"""Properties that the tables of the specification demand, with their types."""


@pytest.fixture(scope="module")
def pipeline(built_tiny):
    return Pipeline(CorpusFolder(built_tiny))


@pytest.fixture(scope="module")
def service(pipeline):
    made = pipeline.documents()
    return Service(
        "A corpus", Documents(made.ids, pipeline.document), pipeline.document_file,
        templates("https://e.org/dts/"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(built_tiny, tmp_path_factory):
    path = tmp_path_factory.mktemp("dts") / "dts"
    done = run("-C", built_tiny, "export", "dts", "--base", "https://e.org/dts", "-o", path)
    assert done.returncode == 0, done.stderr
    return path


def has(found, wanted):
    for name, kind in wanted.items():
        assert isinstance(found[name], kind), name


def ids(found):
    return [unit["identifier"] for unit in found["member"]]


def words(element):
    return "".join(element.itertext()).split()


# --- Answers -------------------------------------------------------------------------------------


def test_the_corpus_is_a_collection_of_texts(service):
    found = service.collection()
    assert (found["@id"], found["@type"], found["totalChildren"]) == (ROOT, "Collection", 3)
    for member in found["member"]:
        has(member, RESOURCE)
    assert service.collection(TEXT)["member"] == []
    assert [m["@id"] for m in service.collection(TEXT, "parents")["member"]] == [ROOT]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"down": 1}, ["e1", "e2", "e3"]),
        ({"ref": "e2", "down": 1}, ["e2", "e2.p1"]),
        ({"ref": "e2", "down": -1}, ["e2", "e2.p1", "e2.p1.s1", "e2.p1.s2"]),
        ({"ref": "e2.p1.s2", "down": 1}, ["e2.p1.s2"]),
        ({"ref": "e2.p1.s2", "down": 0}, ["e2.p1.s1", "e2.p1.s2"]),
        ({"start": "e2", "end": "e3", "down": 1}, ["e2", "e2.p1", "e3", "e3.p1"]),
        ({"start": "e2.p1.s1", "end": "e2.p1.s2", "down": 1}, ["e2.p1.s1", "e2.p1.s2"]),
    ],
)
def test_what_lies_below_a_place(service, asked, expected):
    found = service.navigation(TEXT, **asked)
    assert ids(found) == expected
    for unit in found["member"]:
        has(unit, UNIT)
        assert unit["parent"] == (unit["identifier"].rpartition(".")[0] or None)
    assert {"ref", "start", "end"} & found.keys() == asked.keys() - {"down"}


def test_one_place_has_no_members_and_bears_its_titles(service):
    found = service.navigation(TEXT, ref="e1")
    assert "member" not in found
    assert found["ref"]["dublinCore"]["title"] == [
        {"lang": "ar", "value": "وصول سالم"},
        {"lang": "en", "value": "Salim arrives"},
    ]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400), ({"down": 0}, 400), ({"ref": "e9"}, 404), ({"start": "e1"}, 400),
        ({"start": "e2", "end": "e1"}, 400), ({"ref": "e1", "start": "e1", "end": "e2"}, 400),
        ({"start": "e1", "end": "e2", "down": 0}, 400), ({"tree": "pages", "down": 1}, 404),
        ({"down": -2}, 400),
    ],
)  # fmt: skip
def test_what_the_specification_refuses(service, asked, status):
    with pytest.raises(RefusalError) as refused:
        service.navigation(TEXT, **asked)
    assert refused.value.status == status


def test_another_implementation_cuts_the_same_passages(service, pipeline, built_tiny):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = pytest.importorskip("dapytains.tei.document", reason="dapytains is not installed")
    for text in pipeline.documents().ids:
        served = other.Document(str(CorpusFolder(built_tiny).text_path(text)))
        tree = served.get_reffs()
        assert [unit.ref for unit in tree] == ids(service.navigation(text, down=1))
        for ref, _ in service.refs(text):
            theirs = etree.fromstring(etree.tostring(served.get_passage(ref)))
            ours = etree.fromstring(service.document(text, ref=ref))
            assert words(ours) == words(theirs.find(".//{*}body")), ref
    # A range: all that stands between, heads of its episodes included.
    ours = etree.fromstring(service.document(TEXT, start="e1.p1.s2", end="e2.p1.s1"))
    said = " ".join(words(ours))
    assert said.startswith("Salim asked for the governor.")
    assert said.endswith("an archer of Tamim shot him.")
    assert "Death of the governor" in said
    assert "came to Marsa with" not in said


# --- Files ---------------------------------------------------------------------------------------


def test_the_templates_lead_to_files(folder):
    uritemplate = pytest.importorskip("uritemplate", reason="uritemplate is not installed")
    entry = json.loads((folder / "index.json").read_text("utf-8"))
    assert entry["dtsVersion"] == "1.0"

    def file(template, **values):
        address = uritemplate.expand(template, **values)
        assert address.startswith("https://e.org/dts/")
        return folder / address.removeprefix("https://e.org/dts/")

    corpus = json.loads(file(entry["collection"]).read_text("utf-8"))
    for member in corpus["member"]:
        text = member["@id"]
        assert json.loads(file(member["collection"]).read_text("utf-8"))["@id"] == text
        assert file(entry["collection"], id=text, nav="parents").is_file()
        etree.parse(file(member["document"]))
        tree = json.loads(file(member["navigation"], down="-1").read_text("utf-8"))
        assert tree["@id"] == uritemplate.expand(member["navigation"], down="-1")
        for unit in tree["member"]:
            here = json.loads(file(member["navigation"], ref=unit["identifier"]).read_text("utf-8"))
            assert here["ref"] == unit
            etree.parse(file(entry["document"], resource=text, ref=unit["identifier"]))
            for down in ("-1", "0", "1"):
                path = file(entry["navigation"], resource=text, down=down, ref=unit["identifier"])
                assert unit in json.loads(path.read_text("utf-8"))["member"]


def test_a_folder_of_somebody_else_is_not_replaced(built_tiny, folder, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    done = run("-C", built_tiny, "export", "dts", "-o", mine, "--force")
    assert done.returncode == 2
    assert (mine / "thesis.txt").is_file()
    again = ("-C", built_tiny, "export", "dts", TEXT, "-o", folder.with_name("again"))
    assert run(*again).returncode == 0
    assert run(*again).returncode == 2
    assert run(*again, "--force").returncode == 0
    assert not list(folder.with_name("again").glob("document/letter-en"))


def test_what_is_not_cleared_is_not_offered(tiny, tmp_path):
    path = tiny / "seeds/letter-en.toml"
    path.write_text(path.read_text("utf-8").replace("public = true", "public = false"), "utf-8")
    assert run("-C", tiny, "build").returncode == 0
    assert run("-C", tiny, "export", "dts", "--public", "-o", tmp_path / "d").returncode == 0
    names = {p.name for p in (tmp_path / "d/document").iterdir()}
    assert names == {"port-ar", "port-en"}


# --- At an address -------------------------------------------------------------------------------


def test_the_reader_answers_the_endpoints(built_tiny):
    from fitnacorpus.reader.serving.http import Request
    from fitnacorpus.reader.serving.server import Options, Reader

    reader = Reader(CorpusFolder(built_tiny), Options(port=0))
    running = threading.Thread(target=reader.run, daemon=True)
    running.start()
    host = reader.address.removeprefix("http://").rstrip("/")

    def ask(target):
        return reader.routes.answer(Request("GET", target, {"host": host}))

    try:
        entry = ask("/dts/")
        assert entry.headers["Content-Type"] == "application/ld+json"
        assert json.loads(entry.body)["@type"] == "EntryPoint"
        found = json.loads(ask(f"/dts/navigation/?resource={TEXT}&start=e2&end=e3&down=1").body)
        assert ids(found) == ["e2", "e2.p1", "e3", "e3.p1"]
        assert (
            found["@id"] == f"http://{host}/dts/navigation/?resource={TEXT}&start=e2&end=e3&down=1"
        )
        assert len(json.loads(ask("/dts/collection").body)["member"]) == 3
        passage = ask(f"/dts/document/?resource={TEXT}&ref=e2.p1.s2")
        assert passage.headers["Content-Type"] == "application/tei+xml"
        assert " ".join(words(etree.fromstring(passage.body))) == "Salim buried him at Marsa."
        for target, status in {
            "/dts/navigation/": 400, f"/dts/navigation/?resource={TEXT}&down=x": 400,
            "/dts/document/?resource=no": 404, "/dts/pages/": 404,
            f"/dts/document/?resource={TEXT}&mediaType=text/html": 404,
        }.items():  # fmt: skip
            assert ask(target).status == status, target
    finally:
        reader.stop()
        running.join(timeout=10)
