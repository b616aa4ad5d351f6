"""Every verb shows how it is used, and what it shows is a command that there is."""

import shlex

import click
import pytest
from click.testing import CliRunner

from conftest import run
from fitnacorpus.cli.examples import EXAMPLES, leaves
from fitnacorpus.cli.main import cli

VERBS = dict(leaves(cli))
LINES = [(verb, line) for verb, known in EXAMPLES.items() for line, _ in known]
WORDS = 100
"""Columns of a terminal in which no example is broken."""


def test_every_verb_has_examples_and_every_example_a_verb():
    assert {*EXAMPLES} == {*VERBS}


@pytest.mark.parametrize(("verb", "line"), LINES, ids=[line for _, line in LINES])
def test_an_example_is_understood(verb, line):
    command, words = VERBS[verb], shlex.split(line.partition(" > ")[0])
    parts = verb.split()
    assert words[: len(parts)] == parts
    context = command.make_context(verb, words[len(parts) :])
    given = [p for p in command.params if context.get_parameter_source(p.name).name != "DEFAULT"]
    assert len(words) == len(parts) or given, "its options and arguments are taken"


@pytest.mark.parametrize("verb", VERBS)
def test_help_shows_options_and_examples_as_they_are(verb):
    asked = CliRunner().invoke(cli, ["help", *verb.split()])
    assert asked.exit_code == 0, asked.output
    assert asked.output.startswith(f"Usage: cli {verb}")
    for line, what in EXAMPLES[verb]:
        shown = [row for row in asked.output.splitlines() if f"fitnacorpus {line}" in row]
        assert shown and shown[0].endswith(f"# {what}")
    same = CliRunner().invoke(cli, [*verb.split(), "--help"])
    assert same.output.partition("\n\n")[2] == asked.output.partition("\n\n")[2]


def test_help_alone_lists_the_verbs_and_a_slip_is_guessed():
    assert "  export " in CliRunner().invoke(cli, ["help"]).output
    assert "  tmx " in CliRunner().invoke(cli, ["help", "export"]).output
    done = run("help", "export", "tmxx")
    assert done.returncode == 2
    assert "No such command 'export tmxx'. Did you mean 'tmx'?" in done.stderr
    assert isinstance(cli.get_command(click.Context(cli), "help"), click.Command)
