"""Chapters that an editor says are parallel confine where links are sought."""

import json

import pytest

from conftest import copy_corpus, run


@pytest.fixture
def corpus(built_tiny, tmp_path):
    return copy_corpus(built_tiny, tmp_path / "tiny")


def links(corpus):
    done = run("-C", corpus, "align", "--proposals", "--json")
    assert done.returncode == 0, done.stderr
    return [
        tuple((side["text"], side["ref"].partition(":")[2].partition(".")[0])
              for side in (link["a"], link["b"]))
        for link in json.loads(done.stdout)["links"]
    ]  # fmt: skip


def say(corpus, text, episodes, other):
    path = corpus / f"seeds/{text}.toml"
    table = f'\n[[parallel]]\nepisodes = "{episodes}"\nwith = "{other}"\n'
    path.write_text(path.read_text("utf-8") + table, "utf-8")


def test_links_are_sought_in_parallel_chapters_alone(corpus):
    before = links(corpus)
    (a, e_a), (b, e_b) = before[0]
    assert [pair for pair in before if pair != before[0] and (pair[0][0], pair[1][0]) == (a, b)]
    say(corpus, b, e_b, f"{a}:{e_a}")
    after = links(corpus)
    assert before[0] in after
    assert {pair for pair in after if (pair[0][0], pair[1][0]) == (a, b)} == {before[0]}
    others = [pair for pair in before if (pair[0][0], pair[1][0]) != (a, b)]
    assert [pair for pair in after if (pair[0][0], pair[1][0]) != (a, b)] == others


@pytest.mark.parametrize(
    ("episodes", "other", "code"),
    [
        ("e1", "nowhere:e1", "unknown-text"),
        ("e1", "port-ar:e99", "bad-parallel"),
        ("e2-e1", "port-ar:e1", "bad-parallel"),
        ("e1", "port-ar", "bad-setting"),
        ("", "port-ar:e1", "bad-setting"),
    ],
)
def test_what_is_no_parallel_is_said_with_its_file(corpus, episodes, other, code):
    say(corpus, "port-en", episodes, other)
    done = run("-C", corpus, "align", "--proposals")
    assert done.returncode == 2
    assert f"[{code}]" in done.stderr and "port-en.toml" in done.stderr
