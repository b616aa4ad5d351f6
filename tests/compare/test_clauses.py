"""A verdict on a clause: what stands in the rest of its sentence is said of something else."""

import json
import shutil
from dataclasses import replace

import pytest
from lxml import etree

from conftest import run
from fitnacorpus import api, judgements
from fitnacorpus.build import build
from fitnacorpus.compare import compare
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError, JudgementError
from fitnacorpus.stages import alignments
from fitnacorpus.tei import standoff

CLAUSE = {"text": "port-en", "quote": "In 651 Salim ibn Hamza came to Marsa", "clause": True}
LINK = {
    "kind": "link", "verdict": "accept", "relation": "mention", "event": "arrival",
    "a": CLAUSE, "b": {"text": "letter-en", "quote": "My brother, the ships"},
}  # fmt: skip
ABSENCE = {
    "kind": "absence", "verdict": "accept", "event": "market", "texts": ["port-ar", "port-en"],
    "a": {"text": "letter-en", "quote": "nobody buys", "clause": True},
}  # fmt: skip
LABEL = '<event xml:id="market"><label xml:lang="en" type="preferred">The market</label></event>'


def _corpus(tiny, root, *lines):
    shutil.copytree(tiny, root)
    authority = root / "tei/authority.xml"
    content = authority.read_text("utf-8")
    assert "</listEvent></standOff>" in "".join(content.split())
    at = content.rindex("</listEvent>")
    authority.write_text(content[:at] + LABEL + content[at:], "utf-8")
    with (root / "alignments/reviewed/anna.jsonl").open("a", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps({"version": 1, "by": "anna", "on": "2026-02-01", **line}) + "\n")
    build(CorpusFolder(root))
    return root


@pytest.fixture(scope="module")
def clause(built_tiny, tmp_path_factory):
    return _corpus(built_tiny, tmp_path_factory.mktemp("clause") / "c", LINK, ABSENCE)


@pytest.fixture(scope="module")
def sentences(built_tiny, tmp_path_factory):
    whole = {k: v for k, v in CLAUSE.items() if k != "clause"}
    return _corpus(built_tiny, tmp_path_factory.mktemp("whole") / "c", {**LINK, "a": whole})


def _link(root):
    (arrival,) = [a for a in api.open(root).alignments if a.event == "arrival"]
    (found,) = [x for x in arrival.links if x.relation == "mention" and x.a.text == "letter-en"]
    return found


def test_the_sentence_stays_the_passage_and_the_clause_is_what_is_meant(clause, sentences):
    source = next(d for d in api.open(clause).texts if d.text.info.id == "port-en").text.source
    b = _link(clause).b
    assert source[slice(*b.meant)] == CLAUSE["quote"]
    assert source[b.start : b.end].endswith("with 2,500 men.")
    assert replace(b, clause=None) == _link(sentences).b


def test_the_file_quotes_the_clause_and_is_read_back(clause):
    tree = etree.parse(clause / "alignments/arrival.xml")
    (words,) = tree.iter("{*}mentioned")
    assert words.text == CLAUSE["quote"]
    span = words.getparent()
    assert span.get("from") == span.get("to") and span.get("to").endswith("#port-en.e1.p1.s1")
    assert run("-C", clause, "check").returncode == 0
    corpus = api.open(clause)
    documents = {d.text.info.id: d for d in corpus.texts}
    file = clause / "alignments/arrival.xml"
    find = {"locate": alignments.locate(documents), "narrow": alignments.narrow(documents)}
    known = next(a for a in corpus.alignments if a.event == "arrival")
    assert standoff.read(file.read_bytes(), where="x", **find) == known
    broken = file.read_bytes().replace(b"came to Marsa</", b"came to Mecca</")
    with pytest.raises(FitnaError, match="does not stand there"):
        standoff.read(broken, where="x", **find)


def test_what_stands_outside_the_clause_is_not_said_of_the_event(built_tiny, tmp_path):
    """The sentence of the letter names the merchant; its clause does not."""
    words = {"text": "letter-en", "quote": "came in with glass & oil", "clause": True}
    for number, (side, named) in enumerate(((words, False), ({**words, "clause": False}, True))):
        line = {**LINK, "event": "death-of-the-governor", "a": {**CLAUSE, "clause": False}}
        root = _corpus(built_tiny, tmp_path / str(number), {**line, "b": side})
        found = compare(api.open(root), "death-of-the-governor")
        here = {
            c.text for r in found.of("who") if r.key == "salim-the-merchant"
            for s in r.statements if s.state == "passing" for c in s.citations
        }  # fmt: skip
        assert ("letter-en" in here) == named


def test_what_was_found_nowhere_else_is_told_where_it_stands(clause):
    (letter,) = [s for s in compare(api.open(clause), "market").standings if s.text == "letter-en"]
    assert (letter.state, letter.refs) == ("tells", ("letter-en:e1.p2.s1",))


def test_a_clause_is_true_or_false():
    line = json.dumps({"version": 1, "by": "a", "on": "2026-02-01", **LINK})
    verdict = judgements.parse(line, "x:1")
    assert verdict.a.clause and not verdict.b.clause
    assert judgements.parse(judgements.dump(verdict), "x:1") == verdict
    wrong = line.replace('"clause": true', '"clause": "yes"')
    with pytest.raises(JudgementError, match="'clause' of 'a' must be true or false"):
        judgements.parse(wrong, "x:1")
