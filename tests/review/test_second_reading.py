"""A pool of what was judged, read a second time."""

import re

import pytest

from conftest import REPOSITORY, run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.review import second_reading
from fitnacorpus.review.agreement import kappa


@pytest.fixture(scope="module")
def pipeline(built_tiny):
    return Pipeline(CorpusFolder(built_tiny))


@pytest.fixture(scope="module")
def items(pipeline):
    return second_reading.pool(pipeline)


def filled(items, answer):
    rows = ["item\tkind\tanswer"]
    rows += [f"{item.id}\t{item.kind}\t{answer(item)}" for item in items]
    return "\n".join(rows).encode()


def test_the_pool_has_as_many_decoys_as_links_and_says_nothing_of_either(pipeline, items):
    links = [x for a in pipeline.alignments for x in a.links if x.status == "accepted"]
    pairs = [item for item in items if item.kind == second_reading.PAIR]
    joined = [item for item in pairs if item.first != second_reading.NONE]
    assert len(links) == len(joined) > 0 and len(pairs) == 2 * len(links)
    table = second_reading.write(items, pipeline.documents()).decode()
    header, *rows = table.splitlines()
    assert header.split("\t") == list(second_reading.COLUMNS)
    assert {row.split("\t")[2] for row in rows} == {""}
    assert not re.search(r"sameEvent|accepted|rejected", table)
    # Where they stand tells nothing either: the order is that of the digests.
    assert [i.id for i in pairs] == sorted(i.id for i in pairs)


def test_every_episode_is_asked_of_every_other_text(pipeline, items):
    episodes = [item for item in items if item.kind == second_reading.EPISODE]
    assert len(episodes) == sum(len(d.episodes) for d in pipeline.documents())
    (arrival,) = [i for i in episodes if (i.a.text, i.a.episode) == ("port-ar", "e1")]
    assert arrival.first == "port-en"


def test_the_same_answers_agree_and_others_are_listed(items):
    same = second_reading.compare(items, filled(items, lambda i: i.first), where="x")
    assert same.links.kappa == 1.0 and same.disagreements == () and same.open == 0
    assert same.links.items == same.links.same == sum(i.kind == "pair" for i in items)
    nothing = second_reading.compare(items, filled(items, lambda _: "none"), where="x")
    wanted = [i for i in items if i.first != "none"]
    assert [d.item for d in nothing.disagreements] == wanted and nothing.links.kappa == 0.0
    empty = second_reading.compare(items, filled(items, lambda _: ""), where="x")
    assert empty.open == len(items) and empty.links == kappa([])


@pytest.mark.parametrize("pair", ["perhaps", "sameEvent mention"])
@pytest.mark.parametrize("episode", ["perhaps", "none port-en"])
def test_an_answer_that_is_none_is_refused_with_its_row(items, pair, episode):
    for kind, answer in ((second_reading.PAIR, pair), (second_reading.EPISODE, episode)):
        asked = [item for item in items if item.kind == kind]
        refused(asked, answer)


def refused(items, answer):
    with pytest.raises(FitnaError) as caught:
        second_reading.compare(items, filled(items, lambda _: answer), where="x.tsv")
    assert caught.value.code == "bad-table" and caught.value.where.startswith("x.tsv:2")


def test_the_commands(built_tiny, tmp_path):
    file = tmp_path / "pool.tsv"
    assert run("-C", built_tiny, "eval", "pool", "-o", file).returncode == 0
    done = run("-C", built_tiny, "eval", "reread", file)
    assert done.returncode == 0 and "without an answer" in done.stdout


def test_the_figures_of_the_readme_are_those_of_the_second_reading():
    answers = REPOSITORY / "tests/cases/second_reading.tsv"
    done = run("-C", REPOSITORY, "eval", "reread", answers)
    readme = " ".join((REPOSITORY / "README.md").read_text("utf-8").split())
    found = re.findall(r"(\d+) of +(\d+) alike +kappa (\d\.\d\d)", done.stdout)
    assert len(found) == 3
    for same, count, value in found:
        assert f"{same} of {count}, kappa {value}" in readme
