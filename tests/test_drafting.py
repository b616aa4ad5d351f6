"""Where a draft lets episodes begin: what may not be parted, and how long they are."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies as make
from fitnacorpus import segment
from fitnacorpus.model import RegionKind
from fitnacorpus.segment.drafting import LONGEST, SHORTEST, Sentence, beginnings, partable


def sentence(words="Somebody did something there.", length=30, **flags):
    given = {"opens": False, "verse": False, "answer": False, "ruled": False}
    return Sentence(words, length, **{**given, **flags})


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["He came.", "He went."], [True, True]),
        (["He said:", "I go."], [True, False]),
        (["He said:--", "I go."], [True, False]),
        (["فقال :", "أنا ذاهب."], [True, False]),
        (
            ["He said: «I go.", "I come.", "I stay.» So he left.", "She sat."],
            [True, False, False, True],
        ),
        (["“So it is.", "So be it.”", "He left."], [True, False, True]),
        (["He left,", "and came."], [True, False]),
        (["A » too many.", "He left."], [True, True]),
    ],
)
def test_nothing_begins_after_a_colon_or_inside_a_speech(sentences, expected):
    assert partable([sentence(words) for words in sentences]) == expected


@pytest.mark.parametrize("said", ["فقبل الأرض وقال", "ثم قالوا له", "فَقُلْتُ"])
def test_a_paragraph_after_he_said_is_what_he_said(said):
    assert partable([sentence(said), sentence("يا أمير المؤمنين", opens=True)]) == [True, False]


@pytest.mark.parametrize("done", ["ثم رد", "وهذا المقال", "وقال له ذلك"])
def test_other_words_may_end_what_is_told(done):
    assert partable([sentence(done), sentence("ثم خرج الناس", opens=True)]) == [True, True]


def test_verse_belongs_to_its_speaker_and_an_answer_to_its_question():
    lines = [
        sentence("The poet said."), sentence("A line", verse=True), sentence("B", verse=True),
        sentence("They wept."), sentence("Why?"), sentence("- So.", answer=True, opens=True),
        sentence("- Oh.", answer=True, opens=True),
    ]  # fmt: skip
    assert partable(lines) == [True, False, False, True, True, False, False]


def test_a_short_line_between_lines_of_verse_is_one():
    verse = sentence("A line", length=8, verse=True)
    assert partable([verse, sentence(length=9), verse]) == [True, False, False]
    assert partable([verse, sentence(length=40), verse]) == [True, True, False]


def test_a_quotation_mark_that_nothing_closes_is_forgotten():
    lines = [sentence("He said “so."), *[sentence(length=400)] * 4, sentence(), sentence()]
    assert partable(lines)[-1] is True
    assert partable(lines)[1] is False


def test_what_is_long_is_parted_where_most_speaks_for_it():
    lines = [sentence(length=100)] * 8
    assert beginnings(lines, [0, 0, 0, 0.5, 0, 0, 0, 0]) == [3]


def test_a_poem_of_any_length_stays_whole():
    poem = [sentence(length=9, verse=True)] * 100
    lines = [sentence(), *poem, *[sentence()] * 10]
    assert beginnings(lines, [0.0] * len(lines))[0] == 101


def test_a_line_of_signs_parts_what_no_word_parts():
    lines = [sentence(), sentence(), sentence(), sentence(ruled=True), sentence(), sentence()]
    assert beginnings(lines, [0.0] * 6) == [3]


sizes = st.builds(
    sentence,
    length=st.integers(1, 90),
    verse=st.booleans(),
    words=st.sampled_from(["He went.", "He said:", "«So", "so»", "- no"]),
    ruled=st.booleans(),
)


@given(st.lists(st.tuples(sizes, st.floats(-3, 3)), min_size=1, max_size=60))
@settings(deadline=None)
def test_episodes_are_neither_too_long_nor_too_short(items):
    sentences = [s for s, _ in items]
    values = [v for _, v in items]
    allowed = partable(sentences)
    edges = [0, *beginnings(sentences, values), len(sentences)]
    assert edges == sorted(set(edges))
    assert all(allowed[k] for k in edges[:-1])
    for a, b in pairwise(edges):
        size = sum(s.length for s in sentences[a:b])
        assert size >= SHORTEST or b - a == len(sentences)
        if size > LONGEST:
            inside = [k for k in range(a + 1, b) if allowed[k]]
            heads = [sum(s.length for s in sentences[a:k]) for k in inside]
            assert all(n < SHORTEST or size - n < SHORTEST for n in heads)


BOOK = """\
# The Ford

The caravan went down to the ford. The guides were afraid of the water and sat down. Nobody
would cross before the morning came, whatever the merchants offered to them that night.

## 12 [Of the river]{.smallcaps}

One crossed. Two crossed.
"""


def test_episodes_are_named_after_the_headings_they_stand_under():
    text = make.text_of(BOOK)
    assert [dict(s.title) for s in segment.draft(text)] == [
        {"en": "The Ford"}, {"en": "12 Of the river"},
    ]  # fmt: skip
    long = "The caravan went down to the ford and came up again on the other side. " * 100
    numbered = [s.title["en"] for s in segment.draft(make.text_of(f"# The Ford\n\n{long}\n"))]
    assert numbered[:3] == ["The Ford", "The Ford (2)", "The Ford (3)"]


def test_a_heading_of_another_script_names_nothing():
    text = make.text_of("# الماء\n\nThe caravan went down to the ford, and nobody would cross.\n")
    assert [dict(s.title) for s in segment.draft(text)] == [{}]
    kinds = [region.kind for region in text.regions]
    assert kinds == [RegionKind.HEADING, RegionKind.PARAGRAPH]
