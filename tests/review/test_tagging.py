"""An editor says whom words mean that are no name."""

import json

import pytest

from conftest import REPOSITORY, copy_corpus, run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import ConfigError
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.refs import parse
from fitnacorpus.review.tagging import Tagged, verdict


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = copy_corpus(REPOSITORY / "tests/corpora/tiny", tmp_path_factory.mktemp("tag") / "c")
    words = ("--is", "governor", "--by", "Anna")
    assert run("-C", root, "names", "tag", "port-en:e1.p1.s3", "He", *words).returncode == 0
    assert run("-C", root, "build").returncode == 0
    return root


@pytest.fixture(scope="module")
def document(root):
    return Pipeline(CorpusFolder(root)).document("port-en")


def test_a_pronoun_becomes_a_referring_string(root):
    tei = (root / "tei/texts/port-en.xml").read_text("utf-8")
    assert '<rs type="person" ref="../authority.xml#governor" ana="#by-verdict" ' in tei
    assert ' resp="#r-Anna">He</rs> has fled' in tei


def test_an_unlisted_spelling_becomes_a_name(document):
    tagged = Tagged(parse("port-en:e1.p1.s3"), "He", "governor", type="name")
    assert verdict(tagged, document, by="Anna", on="2026-01-31").type == "name"


def test_it_counts_for_search_and_is_no_name(root):
    found = json.loads(run("-C", root, "search", "governor", "--json").stdout)
    (hit,) = [h for h in found["hits"] if h["authority"] == "governor"]
    assert ("He", "title") in {(m["form"], m["type"]) for m in hit["mentions"]}


def test_the_check_has_nothing_against_it(root):
    assert run("-C", root, "check").returncode == 0


@pytest.mark.parametrize(
    ("passage", "words", "which", "code"),
    [
        ("port-en:e1", "the bishop", 0, "unknown-words"),
        ("port-en:e1", "fled by  night", 0, ""),
        ("port-en:e1", "e", 0, "unknown-words"),
        ("port-en:e1", "Salim", 0, "unknown-words"),
        ("port-en:e1", "Salim", 2, ""),
        ("port-en:e1", "Salim", 3, "unknown-words"),
        ("port-en:e1", " ", 0, "unknown-words"),
        ("port-en:e9", "Salim", 1, "unknown-passage"),
        ("port-en:e1.p7", "Salim", 1, "unknown-passage"),
        ("port-en:e1.p1.s9", "Salim", 1, "unknown-passage"),
    ],
)
def test_the_words_are_looked_for_in_their_passage(document, passage, words, which, code):
    tagged = Tagged(parse(passage), words, "governor", which)
    if code:
        with pytest.raises(ConfigError) as error:
            verdict(tagged, document, by="Anna", on="2026-01-02")
        assert error.value.code == code
    else:
        made = verdict(tagged, document, by="Anna", on="2026-01-02")
        assert made.a.anchor.quote.split() == words.split()
        assert (made.kind, made.ref) == ("mention", "governor")
