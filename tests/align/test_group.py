"""Alignments as files: what links say of passages and their events."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from lxml import etree

import strategies as make
from conftest import copy_corpus, run
from fitnacorpus import segment
from fitnacorpus.align import group
from fitnacorpus.model import Document, Passage, PassageLink
from fitnacorpus.tei import NAMESPACE

LINK = {
    "kind": "link",
    "verdict": "accept",
    "a": {"ref": "letter-en:e1"},
    "b": {"ref": "port-ar:e1"},
    "event": "arrival",
}


def annotations(folder, event):
    root = etree.parse(folder / f"alignments/{event}.xml").getroot()
    return {
        a.get("target").partition("#")[2]: a.get("ana")
        for a in root.iter(f"{{{NAMESPACE}}}annotation")
    }


def judged(tiny, tmp_path, relation):
    folder = copy_corpus(tiny, tmp_path / "tiny")
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({**LINK, "relation": relation}), encoding="utf-8")
    assert run("-C", folder, "review", "--by", "Chen", "--from", batch).returncode == 0
    assert run("-C", folder, "build").returncode == 0
    return annotations(folder, LINK["event"])


def test_a_passage_that_only_mentions_an_event_is_annotated_so(built_tiny, tmp_path):
    found = judged(built_tiny, tmp_path, "mention")
    assert found["letter-en.e1"] == "#mentions"
    assert found["port-ar.e1"] == "#tells"


def test_a_related_passage_says_nothing_of_the_event(built_tiny, tmp_path):
    assert "letter-en.e1" not in judged(built_tiny, tmp_path, "related")


def telling(ident, event):
    text = make.text_of("They took the city.", id=ident)
    (episode,) = segment.episodes(text, segment.draft(text))
    return Document(text, (replace(episode, event=event),))


@pytest.mark.parametrize(
    ("proposed", "evidence"),
    [
        ((("both: Talha",),), ("both: Talha",)),
        ((("both: Talha",), ("wording alike",)), ("both: Talha", "wording alike")),
        (((),), ()),
    ],
)
def test_what_speaks_for_a_proposal_is_kept_beside_the_editors_word(proposed, evidence):
    documents = [telling("a", "siege"), telling("b", "siege")]
    passages = [
        Passage(d.text.info.id, e.id, e.start, e.end) for d in documents for e in d.episodes
    ]
    proposals = [PassageLink(*passages, 0.7, evidence=words) for words in proposed]
    judgements = SimpleNamespace(of_kind=lambda kind: ())
    (alignment,) = group.settle(documents, proposals, judgements, str)
    (link,) = alignment.links
    assert (link.status, link.resp, link.score) == ("accepted", "editor", 1.0)
    assert link.evidence == ("the editors tied both to this event", *evidence)
