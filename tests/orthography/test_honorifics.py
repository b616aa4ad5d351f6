"""Formulae are found with their category, and nothing else is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography import honorifics

FILE = Path(__file__).parent.parent / "cases" / "honorifics.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("text", "formula", "words"),
    [
        ("علي بن أبي طالب (عليه السَّلام) فهو", "taslim", "عليه السَّلام"),
        ("فاطمة عليها السلام", "taslim", "عليها السلام"),
        ("الحسن والحسين عليهما السلام", "taslim", "عليهما السلام"),
        ("عليه الصلاة والسلام", "taslim", "عليه الصلاة والسلام"),
        ("سلام الله عليها", "taslim", "سلام الله عليها"),
        ("محمّد (صلى الله عليه وآله) علي", "tasliya-family", "صلى الله عليه وآله"),
        ("صلّى اللهُ عليه وآلهِ وسلّم", "tasliya-family", "صلّى اللهُ عليه وآلهِ وسلّم"),
        ("النبي صلى الله عليه وسلم قال", "tasliya", "صلى الله عليه وسلم"),
        ("رسول الله ﷺ", "tasliya", "ﷺ"),
        ("محمدﷺ", "tasliya", "ﷺ"),
        ("محمدؐ قال", "tasliya", "\u0610"),
        ("النبي (ص) قال", "tasliya", "ص"),
        ("الإمام (ع)", "taslim", "ع"),
        ("﵇", "taslim", "﵇"),
        ("عمّار رضي الله عنه شيئاً", "tardiya", "رضي الله عنه"),
        ("عائشة رضي الله تعالى عنها", "tardiya", "رضي الله تعالى عنها"),
        ("الشيخ رحمه الله", "tarahhum", "رحمه الله"),
        ("رحمة الله عليه", "tarahhum", "رحمة الله عليه"),
        ("علي كرّم الله وجهه", "karama", "كرّم الله وجهه"),
        ("قُدّس سرّه", "taqdis", "قُدّس سرّه"),
        ("المهدي عجّل الله فرجه", "tajil", "عجّل الله فرجه"),
        ("قال الله تعالى", "taala", "تعالى"),
        ("داعياً الله سبحانه أن", "taala", "سبحانه"),
        ("الله عز وجل", "taala", "عز وجل"),
        ("الله ﷻ", "taala", "ﷻ"),
        ("﷽", "basmala", "﷽"),
        ("Ali (peace be upon him) said", "taslim", "peace be upon him"),
        ("the Prophet (PBUH)", "tasliya", "PBUH"),
        ("the Prophet (p.b.u.h.) said", "tasliya", "p.b.u.h."),
        ("the Prophet (s) said", "tasliya", "s"),
        ("ʿAlī (a.s.) said", "taslim", "a.s."),
        ("Umar (RA)", "tardiya", "RA"),
        ("may God be pleased with him", "tardiya", "may God be pleased with him"),
        (
            "peace and blessings be upon him and his family",
            "tasliya-family",
            "peace and blessings be upon him and his family",
        ),
    ],
)
def test_formula_is_recognised(text: str, formula: str, words: str) -> None:
    found = [(h.formula, text[h.start : h.end]) for h in honorifics.find(text)]
    assert found == [(formula, words)]


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_formula_is_recognised_as_labelled(case: dict[str, str]) -> None:
    text = case["text"]
    found = [(h.formula, text[h.start : h.end]) for h in honorifics.find(text)]
    assert found == ([(case["formula"], case["words"])] if case["formula"] else [])


@pytest.mark.parametrize(
    "text",
    [
        "رحم الله عمّاراً يوم أسلم",  # a prayer in speech, with its object
        "وعليك السلام",  # a greeting answered
        "فراح يدعو عليه الناس",
        "صلى بالمسلمين صلاة الصبح",
        "انظر ص 5",
        "تعالوا إلينا",
        "دار السلام",
        "he saw it as it was",
        "their name(s) and (s)",
        "(a) first, (s) second",
        "peace came upon them",
    ],
)
def test_other_words_are_no_formula(text: str) -> None:
    assert honorifics.find(text) == []


def test_formulae_of_a_passage_stand_in_order() -> None:
    text = "النبي ﷺ وعلي (عليه السلام) وعمار رضي الله عنه"
    assert [h.formula for h in honorifics.find(text)] == ["tasliya", "taslim", "tardiya"]


@given(st.text(st.sampled_from("صلى الله عليه وسلم ﷺ(ع)ؐ\u064e\ud800 peacPBUH."), max_size=60))
def test_any_text_gives_formulae_apart(text: str) -> None:
    end = 0
    for honorific in honorifics.find(text):
        assert end <= honorific.start < honorific.end <= len(text)
        end = honorific.end
