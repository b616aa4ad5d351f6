"""Drawings: what stands where, in either direction."""

from dataclasses import replace

import pytest
from lxml import etree

from conftest import run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.plot import figures

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pipeline(built_tiny):
    return Pipeline(CorpusFolder(built_tiny))


def drawn(svg):
    root = etree.fromstring(svg)
    width = float(root.get("width"))
    boxes = {
        box.findtext(f"{SVG}title"): box
        for box in root.iter(f"{SVG}rect")
        if box.find(f"{SVG}title") is not None
    }
    return root, width, boxes


def matrix(pipeline, lang):
    documents = pipeline.documents()
    links = [x for a in pipeline.alignments for x in a.links]
    arrival = next(x for x in links if x.event == "arrival")
    death = next(x for x in links if x.event == "death-of-the-governor")
    links.append(replace(arrival, b=death.b, status="proposed", score=0.4, event=""))
    links.append(replace(arrival, b=death.b, status="proposed", score=0.3, event=""))
    links.append(replace(death, b=arrival.b, status="rejected"))
    return drawn(figures.matrix(documents["port-ar"], documents["port-en"], links, lang))


def test_links_stand_in_the_row_and_column_of_their_episodes_and_mirrored_in_arabic(pipeline):
    _, _, english = matrix(pipeline, "en")
    arrival = english["e1 – e1: sameEvent, accepted, 1.00"]
    death = english["e2 – e2: sameEvent, accepted, 1.00"]
    assert float(arrival.get("x")) + figures._CELL == float(death.get("x"))
    assert float(arrival.get("y")) + figures._CELL == float(death.get("y"))
    assert not [told for told in english if "rejected" in told]
    assert english["e1 – e2: sameEvent, proposed, 0.40"].get("fill-opacity") == "0.40"
    assert len(english) == 3, "of two links of one pair the surer is drawn"
    root, wide, arabic = matrix(pipeline, "ar")
    mirrored = arabic["e1 – e1: sameEvent, مقبول, 1.00"]
    assert float(mirrored.get("x")) == pytest.approx(
        wide - float(arrival.get("x")) - float(arrival.get("width"))
    )
    assert {text.get("direction") for text in root.iter(f"{SVG}text")} == {"rtl"}


def test_a_title_is_not_cut(pipeline):
    root, width, _ = matrix(pipeline, "en")
    assert len(root.findtext(f"{SVG}title")) * figures.WIDE < width


def test_names_stand_where_they_are_read(pipeline):
    document = pipeline.documents()["port-en"]
    root, _, _ = drawn(figures.names(document, pipeline.authority, "en", limit=2))
    labels = [t.text for t in root.iter(f"{SVG}text")][1:]
    assert len(labels) == 2
    assert labels[0].startswith("Marsa (")
    strokes = [r for r in root.iter(f"{SVG}rect") if r.get("width") == "2"]
    assert len(strokes) == sum(int(label.rpartition("(")[2][:-1]) for label in labels)


def test_persons_of_one_episode_meet(pipeline):
    _, _, boxes = drawn(figures.persons(pipeline.documents(), pipeline.authority, "en"))
    assert any(told == "governor – Salim ibn Hamza: 4" for told in boxes)
    for told in boxes:
        one, _, rest = told.partition(" – ")
        other, _, count = rest.rpartition(": ")
        assert f"{other} – {one}: {count}" in boxes, "who meets is met"


def test_the_verb_writes_the_same_bytes(built_tiny, tmp_path):
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    for path in (first, second):
        done = run("-C", built_tiny, "plot", "persons", "port-en", "--lang", "ar", "-o", path)
        assert done.returncode == 0, done.stderr
    assert first.read_bytes() == second.read_bytes()
    refused = run("-C", built_tiny, "plot", "matrix", "port-en", "port-ne")
    assert refused.returncode == 2
    assert "Did you mean 'port-en'?" in refused.stderr


def test_nothing_to_draw_is_said(pipeline):
    from fitnacorpus.model import Authority

    svg = figures.names(pipeline.documents()["port-en"], Authority(()), "ar")
    assert "لا شيء يُرسم" in svg
