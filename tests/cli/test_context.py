"""Where a command works, what it may write over, and what it says of the next one."""

import json
import shlex

import pytest

from conftest import run
from fitnacorpus.cli.context import Context
from fitnacorpus.cli.main import cli
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError, choose, did_you_mean


def test_a_command_works_on_the_corpus_it_stands_in(built_tiny):
    inside = built_tiny / "tei" / "texts"
    found = run("search", "Salim", "--json", cwd=inside)
    assert found.returncode == 0 and json.loads(found.stdout)["hits"]
    assert found.stderr == "corpus: ../..\n"
    assert run("-q", "search", "Salim", cwd=inside).stderr == ""
    assert run("search", "Salim", cwd=built_tiny).stderr == ""


def test_a_new_corpus_may_lie_inside_another(tiny):
    inner = tiny / "seeds" / "inner"
    inner.mkdir()
    done = run("init", cwd=inner)
    assert done.returncode == 0 and (inner / "corpus.toml").is_file()


def test_a_folder_without_a_corpus_above_is_told(tmp_path):
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2 and "there is no corpus here" in done.stderr


@pytest.mark.parametrize("place", ["before", "after"])
def test_options_of_all_verbs_may_stand_before_the_verb_and_after(built_tiny, tmp_path, place):
    words = ["search", "Salim", "--json"]
    given = ["-C", built_tiny]
    done = run(*given, *words) if place == "before" else run(*words, *given, "-q")
    assert done.returncode == 0 and json.loads(done.stdout)["hits"]


def test_after_two_hyphens_words_are_words(built_tiny):
    done = run("-C", built_tiny, "search", "--json", "--", "-C")
    assert done.returncode == 0 and json.loads(done.stdout)["query"] == "-C"


def test_a_slip_in_a_verb_is_told(built_tiny):
    done = run("-C", built_tiny, "biuld")
    assert done.returncode == 2 and "Did you mean 'build'?" in done.stderr


def test_hints_name_the_folder_that_was_given(tmp_path):
    root = tmp_path / "a corpus"
    quoted = shlex.quote(str(root))
    assert run("init", root).returncode == 0
    done = run("-C", root, "build")
    assert done.returncode == 2 and f"'fitnacorpus -C {quoted} add FILE'" in done.stderr


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("fitnacorpus build", "fitnacorpus -C /c build"),
        ("fitnacorpus check, then fitnacorpus build",
         "fitnacorpus -C /c check, then fitnacorpus -C /c build"),
        ("Run 'fitnacorpus add FILE'", "Run 'fitnacorpus -C /c add FILE'"),
        ("Run: fitnacorpus -C /other add FILE", "Run: fitnacorpus -C /other add FILE"),
        ("the fitnacorpus", "the fitnacorpus"),
    ],
)  # fmt: skip
def test_commands_in_words_work_on_the_same_corpus(tmp_path, said, wanted):
    assert Context(CorpusFolder(tmp_path), named="/c").commands(said) == wanted
    assert Context(CorpusFolder(tmp_path)).commands(said) == said


def test_a_file_that_is_there_is_not_replaced_unasked(built_tiny, tmp_path):
    out = tmp_path / "names.csv"
    words = ("-C", built_tiny, "export", "authority", "-o", out)
    assert run(*words).returncode == 0
    out.write_bytes(b"mine")
    refused = run(*words)
    assert refused.returncode == 2 and "--force" in refused.stderr
    assert out.read_bytes() == b"mine"
    assert run(*words, "--force").returncode == 0
    assert b"salim-b-hamza" in out.read_bytes()


@pytest.mark.parametrize(
    "file", ["tei/authority.xml", "seeds/port-en.toml", "corpus.toml", "tei/new.csv",
             ".fitnacorpus/x.csv", "alignments/reviewed/anna.jsonl"],
)  # fmt: skip
def test_a_file_of_the_corpus_is_never_written_over(built_tiny, file):
    path = built_tiny / file
    before = path.read_bytes() if path.exists() else None
    done = run("-C", built_tiny, "export", "counts", "--force", "-o", path)
    assert done.returncode == 2 and "a file of the corpus" in done.stderr
    assert (path.read_bytes() if path.exists() else None) == before


@pytest.mark.parametrize("name", ["names.pdf", "names.ods", "names.cvs"])
def test_a_table_of_no_known_kind_is_refused(built_tiny, tmp_path, name):
    done = run("-C", built_tiny, "export", "authority", "-o", tmp_path / name)
    assert done.returncode == 2 and not (tmp_path / name).exists()
    words = ("export", "authority", "--format", "csv", "-o", tmp_path / name)
    assert run("-C", built_tiny, *words).returncode == 0


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["search", "Salim", "--text", "port-em"], "port-en"),
        (["review", "--text", "port-em", "--by", "x"], "port-en"),
        (["review", "--event", "arival", "--by", "x"], "arrival"),
        (["compare", "arival"], "arrival"),
        (["update", "port-em"], "port-en"),
        (["rename", "port-em", "x"], "port-en"),
        (["rename", "port-en:e22", "x"], "e2"),
        (["remove", "leter-en"], "letter-en"),
        (["names", "copy", "early-islm"], "early-islam"),
    ],
)
def test_a_slip_in_a_name_is_told(built_tiny, words, meant):
    with pytest.raises(FitnaError, match=f"Did you mean '{meant}'") as caught:
        cli(["-C", str(built_tiny), *words], standalone_mode=False)
    assert caught.value.code.startswith("unknown-")


def test_a_hint_lists_what_there_is_unless_that_is_too_much():
    assert did_you_mean("zzz", ["build", "check"]) == ""
    assert choose("zzz", ["b", "a"], otherwise="Add one") == "Choose one of a, b"
    assert choose("zzz", [], otherwise="Add one") == "Add one"
    many = [f"text-{n}" for n in range(99)]
    assert choose("text7", many, otherwise="See all") == "Did you mean 'text-7'? See all"
