"""The concordance of words: spellings, particles, phrases, both readings of a misprint."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from fitnacorpus.errors import CorpusError
from fitnacorpus.index import words
from fitnacorpus.index.build import Index
from fitnacorpus.model import (
    Authority,
    Correction,
    Episode,
    Paragraph,
    Region,
    RegionKind,
    Span,
    SpanAnnotation,
    Transcript,
)
from strategies import document_of_lines as document

ARABIC = (
    "قال للأمير وبالكوفةِ وكالمدينة.\nفسأل الأمير: أين كوفة؟\nوسيكتب الأَميرُ الكتابَ ولكتابه.\n"
    "ذهب ليثٌ إلى المسجد"
)
ENGLISH = (
    "The governor of Egypt's army left.\nA true was obtained by the governor.\n"
    "Of Egypt, the Governor"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    at = ENGLISH.index("true")
    with Index(path, "program") as made:
        made.set_entries(Authority(), "entries")
        made.set_text(document("ar", "ar", ARABIC), "1")
        made.set_text(document("en", "en", ENGLISH, [Correction(at, at + 4, "truce now")]), "1")
    return path


def forms(index, query, **options):
    hits = words.search(index, query, **options)
    sources = {"ar": ARABIC, "en": ENGLISH}
    for hit in hits:
        source = sources[hit.text].replace("\n", " ")
        assert source[hit.start : hit.end] == hit.form
        assert source[: hit.start].endswith(hit.left) and source[hit.end :].startswith(hit.right)
    return [(hit.ref, hit.form) for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("الأمير", ["لأمير", "الأمير", "الأَميرُ"]),
        ("أمير", ["لأمير", "الأمير", "الأَميرُ"]),
        ("امير", ["لأمير", "الأمير", "الأَميرُ"]),
        ("الكوفة", ["الكوفةِ"]),
        ("كوفه", ["الكوفةِ", "كوفة"]),
        ("كُوفة", ["الكوفةِ", "كوفة"]),
        ("سأل", ["سأل"]),
        ("يكتب", ["يكتب"]),
        ("كتاب", ["الكتابَ"]),
        ("ليث", ["ليثٌ"]),
        ("يث", ["يثٌ"]),
        ("المدينة", ["المدينة"]),
        ("أين كوفة", ["أين كوفة"]),
        ("كوفة أين", []),
        ("سأل الأمير", ["سأل الأمير"]),
    ],
)
def test_arabic(index, query, expected):
    assert [form for _, form in forms(index, query)] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("governor", ["governor", "governor", "Governor"]),
        ("GOVERNOR of egypt", ["governor of Egypt"]),
        ("“governor of Egypt”", ["governor of Egypt"]),
        ("egypt", ["Egypt", "Egypt"]),
        ("egypt the governor", ["Egypt, the Governor"]),
        # A phrase does not run from one sentence into the next.
        ("left a true", []),
        ("govern", []),
    ],
)
def test_english(index, query, expected):
    assert [form for _, form in forms(index, query)] == expected


@pytest.mark.parametrize(
    ("source", "query", "expected"),
    [
        # A word at the edge of a line, a phrase over it, notation before, between and inside.
        ("They rode\nhome again", "home", ["home"]),
        ("They rode\nhome again", "rode", ["rode"]),
        ("They rode\r\n  home again", "rode home", ["rode\r\n  home"]),
        ("They **rode** home", "rode home", ["rode** home"]),
        ("ثلاثة\n** آلاف", "ثلاثة آلاف", ["ثلاثة\n** آلاف"]),
        ("في مصـ**ر هنا", "مصر", ["مصـ**ر"]),
        # The small alef is a letter or none.
        ("جاء إِبْرَٰهِيمُ", "إبراهيم", ["إِبْرَٰهِيمُ"]),
        ("جاء إبراهيم", "إِبْرَٰهِيم", ["إبراهيم"]),
        ("هٰذا وإِبْرَٰهِيمُ", "هذا إبراهيم", ["هٰذا وإِبْرَٰهِيمُ"]),
        ("جاء هٰذا", "هذا", ["هٰذا"]),
    ],
)
def test_words_are_found_as_they_are_read(tmp_path, source, query, expected):
    made = document("t", "ar", "")
    marks = tuple(Span(m.start(), m.end()) for m in re.finditer(r"\*\*", source))
    whole = Span(0, len(source))
    text = replace(
        made.text,
        transcript=Transcript(source, (Region(RegionKind.PARAGRAPH, whole, whole.end, marks),)),
    )
    episodes = (Episode("e1", (Paragraph(*whole, (whole,)),)),)
    with Index(tmp_path / "i", "program") as index:
        index.set_text(replace(made, text=text, episodes=episodes), "1")
    hits = words.search(tmp_path / "i", query)
    assert [source[hit.start : hit.end] for hit in hits] == expected
    assert all("\n" not in hit.form + hit.left + hit.right for hit in hits)
    assert all("*" not in hit.form + hit.left + hit.right for hit in hits)


def test_a_note_is_found_in_its_line_and_interrupts_no_phrase(tmp_path):
    source = "They rode (some say: by night) home."
    note = SpanAnnotation(source.index("("), source.index(")") + 1, "note", resp="source")
    made = replace(document("t", "en", source), span_annotations=(note,))
    with Index(tmp_path / "i", "program") as index:
        index.set_text(made, "1")
    (phrase,) = words.search(tmp_path / "i", "rode home")
    (inside,) = words.search(tmp_path / "i", "by night")
    assert (phrase.form, inside.form) == ("rode home", "by night")
    assert phrase.ref == inside.ref == "t:e1.p1.s1"
    assert source[inside.start : inside.end] == "by night"


def test_a_misprint_is_found_in_both_readings(index):
    (sic,) = words.search(index, "a true was")
    (corr,) = words.search(index, "truce now")
    assert (sic.form, sic.corr) == ("A true was", "")
    assert (corr.form, corr.corr) == ("true", "truce now")
    assert (corr.start, corr.ref) == (ENGLISH.index("true"), "en:e1.p2.s1")
    (across,) = words.search(index, "now was obtained")
    assert across.form == "true was obtained"
    # What both readings have is found once.
    assert len(words.search(index, "obtained by")) == 1


def test_filters_and_order(index):
    assert {ref for ref, _ in forms(index, "governor", text="ar")} == set()
    assert len(forms(index, "governor", lang="en")) == 3
    assert forms(index, "governor", lang="ar") == []
    hits = words.search(index, "governor")
    assert [h.start for h in hits] == sorted(h.start for h in hits)


@pytest.mark.parametrize(
    "query", ["", "  ", "؟!", "\x00\x07", "*", '"', "NEAR(", "a OR b", "col:x", "x" * 10_000, "-"]
)
def test_odd_queries_have_an_answer(index, query):
    assert words.search(index, query) == []


def test_only_particles_are_words_like_others(index):
    assert words.search(index, "و") == [] and words.search(index, "ال") == []


def test_spellings():
    assert words.spellings("الكوفه")["وللكوفه"] == 2 and words.spellings("كوفه")["بالكوفه"] == 1
    assert words.spellings("كتب") | {"سكتب": 1, "وسيكتب": 2} != words.spellings("كتب")
    assert words.spellings("egypt") == {"egypt": 0} and words.spellings("و") == {"و": 0}


def test_no_index(tmp_path):
    with pytest.raises(CorpusError) as error:
        words.search(tmp_path / "nowhere", "x")
    assert error.value.code == "no-index"


def rows(path):
    with closing(sqlite3.connect(path)) as database:
        return {
            table: sorted(database.execute(f"SELECT * FROM {table}").fetchall())
            for table in ("mentions", "texts")
        } | {"words": [words.search(path, w) for w in ("governor", "truce", "true", "كوفة")]}


def test_rows_replaced_are_the_rows_of_a_new_index(tmp_path):
    at = ENGLISH.index("true")
    corrected = document("en", "en", ENGLISH, [Correction(at, at + 4, "truce now")])
    plain, arabic = document("en", "en", "The governor left."), document("ar", "ar", ARABIC)
    with Index(tmp_path / "once", "p") as index:
        index.set_text(arabic, "1")
        index.set_text(corrected, "2")
    with Index(tmp_path / "often", "p") as index:
        for text, key in ((corrected, "1"), (arabic, "1"), (plain, "7"), (corrected, "2")):
            index.set_text(text, key)
        index.set_text(document("gone", "en", ENGLISH), "1")
        index.remove("gone")
    assert rows(tmp_path / "once") == rows(tmp_path / "often")
    assert Index(tmp_path / "often", "p").keys() == {"ar": "1", "en": "2"}
    # The words of what was replaced are found no more.
    with Index(tmp_path / "often", "p") as index:
        index.set_text(plain, "3")
    assert words.search(tmp_path / "often", "truce") == []
    assert [hit.text for hit in words.search(tmp_path / "often", "governor")] == ["en"]


def test_rows_of_another_program_are_not_gone_on_with(tmp_path):
    path = tmp_path / "index"
    with Index(path, "before") as index:
        index.set_text(document("en", "en", ENGLISH), "1")
    assert Index(path, "after").keys() == {}
    with Index(path, "after") as index:
        index.set_text(document("ar", "ar", ARABIC), "1")
        assert index.keys() == {"ar": "1"}
    assert words.search(path, "governor") == []
