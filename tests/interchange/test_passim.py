"""Documents for passim, and its clusters as links for people to judge."""

import json

import pytest

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import SourceError
from fitnacorpus.interchange import passim
from fitnacorpus.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline(built_tiny):
    return Pipeline(CorpusFolder(built_tiny))


@pytest.fixture(scope="module")
def rows(pipeline):
    return [json.loads(line) for line in passim.lines(pipeline.documents())]


def test_a_document_is_an_episode_and_a_series_a_work(rows, pipeline):
    ids = [f"{d.text.info.id}:{e.id}" for d in pipeline.documents() for e in d.episodes]
    assert [row["id"] for row in rows] == ids
    works = {item.info.id: item.info.work or item.info.id for item in pipeline.descriptions}
    assert all(row["series"] == works[row["id"].partition(":")[0]] for row in rows)
    assert all(row["text"] == " ".join(row["text"].split()) != "" for row in rows)


def passage(rows, ident, words, cluster=1):
    """What passim writes of some words of a document."""
    text = next(row["text"] for row in rows if row["id"] == ident)
    begin = text.index(words)
    found = {"cluster": cluster, "id": ident, "begin": begin, "end": begin + len(words)}
    return json.dumps(found | {"text": words, "uid": 7})


def middle(rows, ident):
    """Words that stand in one sentence of a document."""
    text = next(row["text"] for row in rows if row["id"] == ident)
    return " ".join(text.split()[1:4])


def two_of(rows):
    """Documents of two works."""
    first = rows[0]
    return first["id"], next(row["id"] for row in rows if row["series"] != first["series"])


def test_a_cluster_joins_the_sentences_of_its_words(rows, pipeline):
    a, b = two_of(rows)
    lines = [passage(rows, ident, middle(rows, ident)) for ident in (a, b)]
    alone = passage(rows, a, middle(rows, a), cluster=2)
    bare = Pipeline(pipeline.folder)
    bare.__dict__["alignments"] = []
    found = [*passim.proposals("\n".join([*lines, alone, ""]), bare, where="out.json")]
    assert len(found) == 1
    (row,) = found
    for side in "ab":
        source = pipeline.documents()[row[f"text_{side}"]].text.source
        words = source[int(row[f"start_{side}"]) : int(row[f"end_{side}"])]
        assert row[f"quote_{side}"] == " ".join(words.split())
    assert {row["ref_a"].partition(".")[0], row["ref_b"].partition(".")[0]} == {a, b}
    assert middle(rows, a) in row["quote_a"] + row["quote_b"]
    assert "cluster 1" in row["evidence"]


def test_passages_of_one_work_are_no_witnesses_of_each_other(rows, pipeline):
    lines = [passage(rows, rows[0]["id"], middle(rows, rows[0]["id"])) for _ in range(2)]
    assert [*passim.proposals("\n".join(lines), pipeline, where="out.json")] == []


@pytest.mark.parametrize(
    "line",
    ["[]", "{", '{"cluster": 1}', '{"cluster": 1, "id": "none:e1", "begin": 0, "end": 3}',
     '{"cluster": 1, "id": "port-en:e1", "begin": 3, "end": 3}',
     '{"cluster": 1, "id": "port-en:e1", "begin": 999999, "end": 1000000}'],
)  # fmt: skip
def test_what_is_no_passage_is_refused_with_its_line(line, rows, pipeline):
    good = passage(rows, rows[0]["id"], middle(rows, rows[0]["id"]))
    with pytest.raises(SourceError) as refused:
        [*passim.proposals(f"{good}\n{line}", pipeline, where="out.json")]
    assert (refused.value.code, refused.value.where) == ("bad-clusters", "out.json:2")
