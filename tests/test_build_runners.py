"""Whoever works, the files are the same; one text that cannot be made does not stop the rest."""

import json
import shutil

import pytest
from click.testing import CliRunner

from conftest import benchmark
from conftest import generated as files_of
from fitnacorpus.build import build
from fitnacorpus.cli.main import cli
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError

generated = benchmark("generated")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A corpus of two stories, each told twice, that nobody has built."""
    root = tmp_path_factory.mktemp("library") / "corpus"
    generated.write(root, generated.Library(words=60, events=4, people=40), 4)
    return root


@pytest.fixture(scope="module")
def built(library, tmp_path_factory):
    """The same, built one text after another: what it did, and its files."""
    root = tmp_path_factory.mktemp("built") / "corpus"
    shutil.copytree(library, root)
    return build(CorpusFolder(root)), files_of(root), root


def test_processes_write_the_same_bytes_and_make_the_same(library, built, tmp_path):
    shutil.copytree(library, root := tmp_path / "corpus")
    told = []
    done = build(
        CorpusFolder(root), runner="processes", progress=lambda stage, item: told.append(item)
    )
    assert files_of(root) == built[1]
    assert done.summary == built[0].summary and done.summary.links > 0
    assert sorted(done.ran) == sorted(built[0].ran)
    assert any(item.startswith("t3   4/4, ") and item.endswith(" left") for item in told)
    assert build(CorpusFolder(root)).ran == ()


def broken(root, text="t2"):
    """Let a text be another one than was recorded."""
    path = root / f"seeds/{text}.txt"
    path.write_text(path.read_text("utf-8") + "And so it ended.\n", "utf-8")


def test_the_rest_is_built_and_the_failure_told(built, tmp_path):
    shutil.copytree(built[2], root := tmp_path / "corpus")
    broken(root)
    with pytest.raises(FitnaError, match="not the one that was recorded"):
        build(CorpusFolder(root))
    done = CliRunner().invoke(cli, ["-C", str(root), "build", "--keep-going", "--json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [failure["of"] for failure in told["failed"]] == ["t2"]
    assert "update t2" in told["failed"][0]["reason"]
    assert told["summary"]["texts"] == 3
    # What stood of it stands, until it can be made.
    assert (root / "tei/texts/t2.xml").read_bytes() == built[1]["tei/texts/t2.xml"]
    assert CliRunner().invoke(cli, ["-C", str(root), "update", "t2"]).exit_code == 0
    again = build(CorpusFolder(root), keep_going=True)
    assert again.failed == () and again.summary.texts == 4


def test_verdicts_on_what_cannot_be_made_wait_for_it(tiny):
    """Before the first build and after one; an editor's parallel to it stops nothing either."""
    path = tiny / "seeds/port-en.toml"
    parallel = '\n[[parallel]]\nepisodes = "e1"\nwith = "letter-en:e1"\n'
    path.write_text(path.read_text("utf-8") + parallel, "utf-8")
    folder, source = CorpusFolder(tiny), tiny / "seeds/letter-en.txt"
    words = source.read_bytes()
    source.write_bytes(words + b"And so it ended.\n")
    without = build(folder, keep_going=True)
    assert [failure.of for failure in without.failed] == ["letter-en"]
    assert (without.summary.texts, without.summary.orphans) == (2, 0)
    source.write_bytes(words)
    whole = build(folder, keep_going=True)
    assert whole.failed == () and whole.summary.rejected > without.summary.rejected
    source.unlink()
    assert build(folder, keep_going=True).summary == without.summary


def test_an_unknown_runner_is_refused(built):
    done = CliRunner().invoke(cli, ["-C", str(built[2]), "build", "--runner", "threads"])
    assert done.exit_code != 0 and "is no runner" in f"{done.output}{done.exception}"
