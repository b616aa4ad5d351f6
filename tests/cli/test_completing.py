"""What a shell is offered."""

import os

import pytest

from conftest import run, run_process


def offered(root, *words):
    """Completions of the last word of a command line, as bash asks for them."""
    line = ["fitnacorpus", *map(str, words)]
    asked = {
        "_FITNACORPUS_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    done = run_process(env={**os.environ, **asked}, cwd=root)
    return [row.partition(",")[2] for row in done.stdout.splitlines() if row]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["comp"], ["compare", "completion"]),
        (["update", "port"], ["port-ar", "port-en"]),
        (["compare", "arr"], ["arrival"]),
        (["compare", "mar"], []),  # a place
        (["names", "decide", "Salim", "--is", "salim"], ["salim-b-hamza", "salim-the-merchant"]),
    ],
)
def test_verbs_and_ids_are_completed(tiny, words, found):
    assert offered(tiny, *words) == found


def test_the_corpus_of_the_command_line_is_asked(tiny, tmp_path):
    assert offered(tmp_path, "-C", tiny, "search", "--text", "l") == ["letter-en"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell):
    assert "_FITNACORPUS_COMPLETE" in run("completion", shell).stdout
