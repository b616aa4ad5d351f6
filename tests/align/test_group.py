"""Alignments as files: what links say of passages and their events."""

import json

from lxml import etree

from conftest import copy_corpus, run
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
