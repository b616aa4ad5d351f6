"""Where sentences end (``cases/sentences.tsv``), and where prose without full stops is cut."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.segment.sentence import LONGEST, cut_by_length, sentences_of_words

FILE = Path(__file__).parent.parent / "cases" / "sentences.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def split(words: str) -> list[str]:
    return [words[s.start : s.end] for s in sentences_of_words(words)]


@pytest.mark.parametrize("case", CASES, ids=[c["sentences"] for c in CASES])
def test_sentences_end_as_labelled(case: dict[str, str]) -> None:
    sentences = case["sentences"].split(" ‖ ")
    assert split(" ".join(sentences)) == sentences


def test_a_full_stop_without_a_space_ends_an_arabic_sentence_only() -> None:
    assert split("وصلوا إلى النهر.ثم رجعوا") == ["وصلوا إلى النهر.", "ثم رجعوا"]
    assert split("ص.ت بيروت") == ["ص.ت بيروت"]
    assert split("www.example.org is a place") == ["www.example.org is a place"]


def test_prose_without_full_stops_is_cut_where_the_narrative_goes_on() -> None:
    tale = "رجل من أهل الكوفة كان يسكن عند النهر زمانا طويلا " * 6
    words = f"{tale}ثم خرج {tale}فقال لهم {tale}".strip()
    pieces = split(words)
    assert [piece.split()[0] for piece in pieces] == ["رجل", "ثم", "فقال"]
    assert " ".join(pieces) == words
    assert cut_by_length(words) == 2


def test_a_sentence_of_ordinary_length_stays_whole() -> None:
    words = "كلمة " * (LONGEST - 12) + "ثم قال فخرج"
    assert len(split(words)) == 1
    assert cut_by_length(words) == 0


def test_english_is_not_cut_by_length() -> None:
    assert len(split("then he said so and went " * 60)) == 1


def test_what_gives_no_place_to_cut_stays_whole() -> None:
    assert len(split("كلمة " * 400)) == 1


WORDS = st.lists(
    st.sampled_from(["قال", "ثم", "فخرج", "وجاء", "بيت،", "رجل؛", "كلمة", "نهر."]), max_size=400
)


@given(WORDS.map(" ".join))
def test_pieces_are_apart_by_one_space_and_hold_every_word(words: str) -> None:
    spans = sentences_of_words(words)
    assert " ".join(words[s.start : s.end] for s in spans) == words
    assert all(after.start == before.end + 1 for before, after in pairwise(spans))


def test_a_dash_set_close_between_two_sentences_parts_them() -> None:
    words = "So it fell.—Then night came over the camp. “Halt!”—“Who goes there?” he cried aloud."
    found = [words[s.start : s.end] for s in sentences_of_words(words)]
    assert found == [
        "So it fell.",
        "—Then night came over the camp.",
        "“Halt!”",
        "—“Who goes there?” he cried aloud.",
    ]
    for whole in (
        "See Muir, vol. ii. p. 80.—Ed.",
        "He rose—and, by St.—what was he called?—Bede, he fell at once and never spoke.",
        "It ended.—or so they say who came later to the place.",
    ):
        assert len(sentences_of_words(whole)) == 1
