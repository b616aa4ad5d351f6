"""What editors say in two languages, how sure they are, and names inside what refers to one."""

import json

import pytest

from conftest import REPOSITORY, copy_corpus, run
from fitnacorpus import api
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import JudgementError
from fitnacorpus.judgements.verdict import dump, parse

LINE = {
    "version": 1, "kind": "link", "verdict": "accept", "relation": "mention", "by": "Anna",
    "on": "2026-01-02", "a": {"text": "a", "quote": "x"}, "b": {"text": "b", "quote": "y"},
}  # fmt: skip
SAID = """work = { en = "The book of the port", ar = "كتاب الميناء" }
rights = { en = "free", ar = "مباح" }
extent = "whole"
"""
REMARK = """
[[correction]]
at = { quote = "shroud" }
note = { en = "a guess", ar = "ظن" }
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = copy_corpus(REPOSITORY / "tests/corpora/tiny", tmp_path_factory.mktemp("two") / "c")
    toml = root / "seeds/port-en.toml"
    lines = toml.read_text("utf-8").split("\n")
    kept = [x for x in lines if not x.startswith(("work =", "rights =", "extent ="))]
    content = "\n".join(kept).replace('id = "port-en"\n', f'id = "port-en"\n{SAID}', 1)
    toml.write_text(content + REMARK, "utf-8")
    settings = root / "corpus.toml"
    said = settings.read_text("utf-8").split("\n")
    said = [x for x in said if not x.startswith(("title", "publisher"))]
    titles = 'title = { en = "Ports", ar = "مراسٍ" }\npublisher = { en = "A house", ar = "دار" }'
    settings.write_text("\n".join(["version = 1", titles, *said[1:]]), "utf-8")
    assert run("-C", root, "build").returncode == 0
    return root


def test_a_verdict_says_how_sure_it_is_and_why_in_two_languages():
    said = {"en": "in passing", "ar": "عرضاً"}
    verdict = parse(json.dumps({**LINE, "cert": 0.7, "note": said}), "x:1")
    assert (verdict.cert, verdict.note) == (0.7, "in passing\nعرضاً")
    assert parse(dump(verdict), "").cert == 0.7
    # A verdict that is sure is the line that it always was.
    assert "cert" not in dump(parse(json.dumps(LINE), ""))
    for wrong in ({"cert": 0}, {"cert": 1.5}, {"cert": "high"}, {"cert": 0.5, "verdict": "reject"}):
        with pytest.raises(JudgementError) as caught:
            parse(json.dumps({**LINE, **wrong}), "x:1")
        assert caught.value.code == "bad-verdict" and "'cert'" in caught.value.what


def test_headers_and_notes_stand_in_both_languages(root):
    tei = (root / "tei/texts/port-en.xml").read_text("utf-8")
    for words in (
        '<title level="m">The book of the port</title>',
        '<title level="m" xml:lang="ar">كتاب الميناء</title>',
        '<p n="rights" xml:lang="ar">مباح</p>',
        '<publisher xml:lang="ar">دار</publisher>',
        '<note type="editorial" resp="#editor">\na guess\n</note>'
        '<note type="editorial" resp="#editor" xml:lang="ar">\nظن\n</note>',
    ):
        assert words in tei, words
    assert run("-C", root, "check").returncode == 0
    # Read back, they are what was written.
    info = api.open(root).texts
    (port,) = [d for d in info if d.text.info.id == "port-en"]
    assert port.text.info.work == "The book of the port\nكتاب الميناء"
    assert [c.note for c in port.corrections if c.note.startswith("a guess")] == ["a guess\nظن"]


def test_pages_speak_their_language_and_say_where_they_cannot(root, tmp_path):
    assert run("-C", root, "site", tmp_path / "site").returncode == 0
    english = (tmp_path / "site/texts/port-en/index.html").read_text("utf-8")
    arabic = (tmp_path / "site/ar/texts/port-en/index.html").read_text("utf-8")
    assert "The book of the port" in english and "كتاب الميناء" not in english
    assert "كتاب الميناء" in arabic and "The book of the port" not in arabic
    assert "\u2068whole\u2069 (بالإنجليزية فقط)" in arabic and "whole (" not in english
    assert "<h1>مراسٍ</h1>" in (tmp_path / "site/ar/index.html").read_text("utf-8")


def test_a_doubtful_verdict_holds_and_says_so(root, tmp_path):
    copy = copy_corpus(root, tmp_path / "c")
    done = run(
        "-C", copy, "names", "tag", "port-en:e3", "Salim the Merchant", "--is", "salim-b-hamza",
        "--by", "anna", "--cert", "0.6",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    build(CorpusFolder(copy))
    tei = (copy / "tei/texts/port-en.xml").read_text("utf-8")
    assert (
        'ref="../authority.xml#salim-b-hamza" ana="#by-verdict" resp="#r-anna" cert="0.60"' in tei
    )
    (port,) = [d for d in api.open(copy).texts if d.text.info.id == "port-en"]
    (judged,) = [m for m in port.mentions if m.resp == "r-anna" and m.candidates[0].cert < 1]
    assert judged.status == "resolved"
    assert run("-C", copy, "check").returncode == 0


def test_names_inside_a_referring_string_stay(root, tmp_path):
    copy = copy_corpus(root, tmp_path / "c")
    source = (copy / "seeds/port-en.txt").read_text("utf-8")
    assert "Salim the Merchant paid" in source
    done = run(
        "-C", copy, "names", "tag", "port-en:e3", "Salim the Merchant paid for the shroud",
        "--is", "arrival", "--by", "anna",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    build(CorpusFolder(copy))
    (port,) = [d for d in api.open(copy).texts if d.text.info.id == "port-en"]
    outer = next(m for m in port.mentions if m.ref == "arrival" and m.why == "verdict")
    inner = [m for m in port.mentions if outer.start <= m.start and m.end <= outer.end]
    assert len(inner) == 2 and {m.kind for m in inner} == {"event", "person"}
    assert run("-C", copy, "check").returncode == 0
