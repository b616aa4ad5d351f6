"""Ids of episodes that people changed by hand are noticed before a build forgets them."""

import json

import pytest

from conftest import run
from fitnacorpus.build import episode_ids
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.pipeline import Pipeline


def edited(root, *pairs, text="port-en"):
    path = root / f"seeds/{text}.toml"
    content = path.read_text("utf-8")
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new)
    path.write_text(content, "utf-8")


def told(root):
    """What a check and then a build say of ids."""
    found = json.loads(run("-C", root, "check", "--json").stdout)["problems"]
    warned = [(p["message"], p["line"]) for p in found if p["code"] == "episode-id-changed"]
    built = json.loads(run("-C", root, "build", "--json").stdout)["ids"]
    return warned, built


def test_what_was_built_begins_as_it_is_described(built_copy):
    pipeline = Pipeline(CorpusFolder(built_copy))
    for item in pipeline.descriptions:
        before = episode_ids.built(pipeline, item)
        assert [*before] == [cut.id for cut in item.cuts]
        assert [*episode_ids.changed_ids(pipeline, item, before)] == []


def test_ids_that_change_places_are_told_once_with_what_was_judged_of_them(built_copy):
    edited(built_copy, ('"e1"', '"x"'), ('"e2"', '"e1"'), ('"x"', '"e2"'))
    warned, built = told(built_copy)
    assert sorted(message for message, _ in warned) == [
        "port-en:e1 now begins elsewhere, and what began "
        "“In 651 Salim ibn Hamza came to Marsa wit” is e2 now; 1 verdict spoke of passages in it",
        "port-en:e2 now begins elsewhere, and what began "
        "“The governor was killed at the old well;” is e1 now; 3 verdicts spoke of passages in it",
    ]
    lines = (built_copy / "seeds/port-en.toml").read_text("utf-8").splitlines()
    assert [lines[line - 1][-4:] for _, line in warned] == ['"e2"', '"e1"']
    assert [(x["id"], x["gone"], x["now"], x["same"]) for x in built] == [
        ("e1", False, "e2", True), ("e2", False, "e1", True),
    ]  # fmt: skip
    assert told(built_copy) == ([], [])


def test_an_id_that_is_gone_is_told_unless_something_leads_on_from_it(built_copy):
    edited(built_copy, ('"e3"', '"e4"'))
    warned, _ = told(built_copy)
    assert sorted(message for message, _ in warned) == [
        "port-en:e3 is no episode any more, and what began "
        "“Salim the Merchant paid for the shroud.” is e4 now"
    ]
    edited(built_copy, ('"e4"', '"e5"'))
    with (built_copy / "seeds/port-en.toml").open("a", encoding="utf-8") as file:
        file.write('\n[retired]\ne4 = "e5"\n')
    assert told(built_copy) == ([], [])


def test_an_episode_that_joins_another_is_told_with_where_it_stands(built_copy):
    path = built_copy / "seeds/port-en.toml"
    before, _, rest = path.read_text("utf-8").partition('[[episode]]\nid = "e3"')
    path.write_text(before + rest[rest.index("[[correction]]") :], "utf-8")
    ((message, _),) = told(built_copy)[0]
    assert "stands in e2" in message


def test_words_that_an_editor_corrects_change_no_id(built_copy):
    source = built_copy / "seeds/port-en.txt"
    source.write_bytes(
        source.read_bytes().replace(b"Salim the Merchant paid", b"Salim the Trader paid")
    )
    assert run("-C", built_copy, "update", "port-en").returncode == 0
    assert told(built_copy) == ([], [])


def test_a_rename_by_command_is_no_surprise(built_copy):
    assert run("-C", built_copy, "rename", "port-en:e2", "e7").returncode == 0
    assert told(built_copy) == ([], [])


@pytest.mark.parametrize("text", ["<TEI>", "no XML"])
def test_a_broken_file_tells_nothing_of_ids(built_copy, text):
    (built_copy / "tei/texts/port-en.xml").write_text(text, "utf-8")
    pipeline = Pipeline(CorpusFolder(built_copy))
    assert episode_ids.built(pipeline, pipeline.by_id["port-en"]) == {}
