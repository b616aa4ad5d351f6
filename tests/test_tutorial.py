"""The tutorial, followed literally with the files that come with the package."""

import json
import re
import shlex
from contextlib import chdir

import pytest
from click.testing import CliRunner

from conftest import REPOSITORY
from fitnacorpus import example
from fitnacorpus.cli.main import cli
from fitnacorpus.errors import ConfigError

TUTORIAL = (REPOSITORY / "docs/tutorial.md").read_text("utf-8")
WALKS = ("review",)
"""Verbs that ask a person at a terminal."""


def commands():
    blocks = re.findall(r"```console\n(.*?)```", TUTORIAL, re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each command said, in the folder where a reader of the page has arrived."""
    home, said = tmp_path_factory.mktemp("tutorial"), {}
    where = home
    for command in commands():
        verb, *arguments = shlex.split(command)
        if verb == "cd":
            where = where / arguments[0]
        elif arguments[0] not in WALKS:
            assert verb == "fitnacorpus"
            with chdir(where):
                done = CliRunner().invoke(cli, arguments)
            assert done.exit_code == 0, (command, done.output)
            said.setdefault(command, done.output)
    return home, said


def test_every_command_of_the_page_works_and_the_names_come_out_right(followed):
    home, said = followed
    assert "1 place  Abu Abdallah" in said["fitnacorpus names doubts"]
    last = json.loads((home / "granada/tei/mentions/anna.jsonl").read_text("utf-8"))
    assert last["ref"] == "boabdil" and "one decision" in last["note"]
    with chdir(home / "granada"):
        done = CliRunner().invoke(cli, ["check", "--json"])
        assert json.loads(done.stdout)["problems"] == []
        found = CliRunner().invoke(cli, ["search", "أبو عبد الله الزغل", "--json"])
        hit = json.loads(found.stdout)["hits"][0]
        assert hit["authority"] == "al-zaghal"
        assert {m["text"] for m in hit["mentions"]} == {"granada-ar", "granada-en"}
        links = json.loads(CliRunner().invoke(cli, ["align", "--json"]).stdout)["links"]
    pairs = {(link["a"]["ref"], link["b"]["ref"]) for link in links if link["score"] >= 0.5}
    told = {tuple(ref.partition(":")[2].partition(".")[0] for ref in pair) for pair in pairs}
    assert {("e2", "e3"), ("e4", "e6"), ("e3", "e5")} <= told
    page = (home / "granada-site/names/boabdil/index.html").read_text("utf-8")
    assert "أبو عبد الله الصغير" in page


def test_the_page_shows_what_the_files_hold():
    held = "".join((REPOSITORY / "src/fitnacorpus/example" / n).read_text("utf-8")
                   for n in example.FILES)  # fmt: skip
    quoted = re.search(r'from = \{ quote = "([^"]+)"', TUTORIAL)[1]
    assert quoted in held
    for ident in re.findall(r'xml:id="([a-z-]+)"', TUTORIAL):
        assert f"{ident},person," in held


def test_the_files_are_not_written_over(tmp_path):
    assert [path.name for path in example.write(tmp_path / "new")] == list(example.FILES)
    with pytest.raises(ConfigError) as caught:
        example.write(tmp_path / "new")
    assert caught.value.code == "exists"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
