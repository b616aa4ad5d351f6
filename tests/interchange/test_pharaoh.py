"""Links of words that another program made become links of sentences for people to judge."""

import csv
import io
import json

import pytest

from conftest import copy_corpus, run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import SourceError
from fitnacorpus.interchange import pairs as written
from fitnacorpus.interchange import pharaoh
from fitnacorpus.model import Passage, PassageLink
from fitnacorpus.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline(built_tiny):
    return Pipeline(CorpusFolder(built_tiny))


@pytest.fixture(scope="module")
def exported(pipeline):
    """A pair of whole episodes, of several sentences each, and one of single sentences."""
    documents = pipeline.documents()

    def passage(text, number):
        episode = documents[text].episodes[number]
        return Passage(text, episode.id, episode.start, episode.end)

    whole = PassageLink(passage("port-ar", 1), passage("port-en", 1), 0.5)
    found = written.Pairs(documents, [whole], {})
    return "".join(written.json_lines(found))


def test_sentences_are_joined_where_most_of_their_words_are(pipeline, exported):
    pair = json.loads(exported)
    refs_a, refs_b = pair["a"]["refs"], pair["b"]["refs"]
    assert len(refs_b) >= 2
    words = pair["b"]["words"].split()
    salim = words.index("Salim")  # the second sentence of B begins
    line = f"0-{salim} 1-{salim + 1} 2-{salim}:0.9 3-0 4p{salim + 2}"
    rows = [*pharaoh.proposals(line, exported, pipeline, where="w", of="p")]
    assert [(r["ref_a"], r["ref_b"]) for r in rows] == [(refs_a[0], refs_b[1])]
    assert (rows[0]["status"], rows[0]["score"]) == ("proposed", "0.80")
    assert rows[0]["evidence"] == "4 of 5 links of words"
    assert rows[0]["quote_b"].startswith("Salim buried him")


def test_what_is_linked_already_is_no_news(pipeline, exported):
    """The first sentences of both are linked, and judged."""
    assert [*pharaoh.proposals("0-0 1-1", exported, pipeline, where="w", of="p")] == []


def test_what_draws_level_is_no_proposal(pipeline, exported):
    pair = json.loads(exported)
    salim = pair["b"]["words"].split().index("Salim")
    rows = pharaoh.proposals(f"0-0 1-{salim}", exported, pipeline, where="w", of="p")
    assert [*rows] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("0-0\n1-1", "it has 2 lines, p has 1"),
        ("0-9999", "'0-9999' joins no two words of the pair"),
        ("0:0", "'0:0' joins no two words"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(pipeline, exported, line, told):
    with pytest.raises(SourceError, match=told) as error:
        [*pharaoh.proposals(line, exported, pipeline, where="w", of="p")]
    assert error.value.code == "bad-alignment"
    assert error.value.where.startswith("w")


@pytest.mark.parametrize("item", ["{}", "nothing", '{"relation": "sameEvent", "a": 1, "b": 2}'])
def test_what_is_no_pair_is_refused(pipeline, item):
    with pytest.raises(SourceError, match="this is no pair"):
        [*pharaoh.proposals("0-0", item, pipeline, where="w", of="p")]


def test_folded_pairs_are_not_taken_for_the_words_of_the_corpus(pipeline, exported):
    with pytest.raises(SourceError, match="not those of the corpus"):
        folded = exported.replace("governor", "gov ernor")
        [*pharaoh.proposals("0-0", folded, pipeline, where="w", of="p")]


def test_a_proposal_is_nothing_until_somebody_accepts_it(built_tiny, exported, tmp_path):
    root = copy_corpus(built_tiny, tmp_path / "tiny")
    assert run("-C", root, "build").returncode == 0
    (tmp_path / "pairs.jsonl").write_text(exported, "utf-8")
    salim = json.loads(exported)["b"]["words"].split().index("Salim")
    (tmp_path / "words.txt").write_text(f"0-{salim} 1-{salim}\n", "utf-8")
    table = tmp_path / "links.csv"
    done = run(
        "-C", root, "import", "pharaoh", tmp_path / "words.txt",
        "--pairs", tmp_path / "pairs.jsonl", "-o", table,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "1 link of sentences" in done.stdout
    untouched = run("-C", root, "import", "links", table, "--by", "carla")
    assert untouched.stdout.startswith("0 verdicts"), untouched.stderr
    rows = [*csv.DictReader(io.StringIO(table.read_text("utf-8-sig"), newline=""))]
    rows[0]["status"] = "accepted"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    table.write_text(out.getvalue(), "utf-8")
    judged = run("-C", root, "import", "links", table, "--by", "carla")
    assert "\n1 verdict" in judged.stdout, judged.stderr
