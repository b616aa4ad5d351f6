"""Quotations: verses of the Quran found by their words, and what an editor says is quoted."""

import pytest

import strategies as make
from conftest import REPOSITORY, copy_corpus, run
from fitnacorpus.annotate import annotate
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.ingest import plain
from fitnacorpus.model import Authority, Text
from fitnacorpus.names.tag import Tagger
from fitnacorpus.pipeline import Pipeline

ROWS = [
    line.split("\t")
    for line in (REPOSITORY / "tests/cases/verses.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
NOBODY = Authority()
LISTED = """
[[quotation]]
at = { quote = "Salim the Merchant paid for the shroud" }
kind = "letter"
source = "a letter to Basra"
note = "Its end is lost."
"""


def said(words):
    info = make.TextInfo("t", "ar", "t.txt", "", "utf-8")
    text = Text(info, plain.read(words + "\n"))
    document = annotate(text, Description(info, ""), NOBODY, Tagger(NOBODY))
    return [
        f"{s.kind}|{words[s.start : s.end]}|{s.source}"
        for s in document.span_annotations
        if s.kind in ("quran", "speech", "quotation")
    ]


@pytest.mark.parametrize(("words", "expected"), ROWS)
def test_words_of_the_quran_are_known_by_themselves(words, expected):
    assert said(words) == [part for part in expected.split(" / ") if part]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = copy_corpus(REPOSITORY / "tests/corpora/tiny", tmp_path_factory.mktemp("q") / "c")
    with (root / "seeds/port-en.toml").open("a", encoding="utf-8") as file:
        file.write(LISTED)
    assert run("-C", root, "build").returncode == 0
    return root


def test_a_listed_quotation_stands_in_the_tei_with_its_note(root):
    tei = (root / "tei/texts/port-en.xml").read_text("utf-8")
    assert '<quote type="letter" n="a letter to Basra" resp="#editor">' in tei
    assert '</quote><note type="editorial" resp="#editor">\nIts end is lost.\n</note>' in tei
    assert run("-C", root, "check").returncode == 0


def test_it_comes_back_from_the_tei(root):
    (found,) = [
        s
        for s in Pipeline(CorpusFolder(root)).document("port-en").span_annotations
        if s.resp == "editor"
    ]
    assert (found.kind, found.source, found.note) == (
        "letter", "a letter to Basra", "Its end is lost."
    )  # fmt: skip


def test_it_goes_along_when_the_source_changes(root):
    source = root / "seeds/port-en.txt"
    source.write_text("A line before.\n\n" + source.read_text("utf-8"), "utf-8")
    assert run("-C", root, "update", "port-en").returncode == 0
    assert run("-C", root, "build").returncode == 0
    assert '<quote type="letter"' in (root / "tei/texts/port-en.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"letter"', '"sermon"', "kind may not be 'sermon'"),
        ('"a letter to Basra"', "7", "source must be a string"),
        ("note =", "remark =", "remark is no key of [[quotation]]"),
        ("for the shroud", "for nothing at all, they say", "words of a quotation are not found"),
    ],
)
def test_what_is_wrong_in_the_list_is_named(root, tmp_path, old, new, message):
    other = copy_corpus(REPOSITORY / "tests/corpora/tiny", tmp_path / "c")
    with (other / "seeds/port-en.toml").open("a", encoding="utf-8") as file:
        file.write(LISTED.replace(old, new))
    done = run("-C", other, "build")
    assert done.returncode == 2
    assert message in done.stderr.replace("'remark'", "remark").replace("'kind'", "kind").replace(
        "'source'", "source"
    )
