"""Texts are cut into stretches that say about as much as one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.align import units
from fitnacorpus.model import Span


def cut(text, lang, *ends):
    """The units of a text whose sentences end at some places, as strings."""
    starts = [0, *ends]
    spans = [Span(a, b) for a, b in zip(starts, [*ends, len(text)], strict=True)]
    return [text[of[0].start : of[-1].end] for of in units.cut(text, spans, lang)]


def test_short_sentences_are_taken_together():
    text = "He came. He saw. He won. " * 6
    ends = [k + 1 for k, c in enumerate(text[:-1]) if c == " " and text[k - 1] == "."]
    found = cut(text, "en", *ends)
    assert [len(x.split()) for x in found] == [16, 20]


def test_a_long_sentence_is_cut_where_a_report_opens():
    words = ["كلمة"] * 18
    text = " ".join([*words, "فقال", *words, "وبعث", *words])
    assert [x.split()[0] for x in cut(text, "ar")] == ["كلمة", "فقال", "وبعث"]


def test_punctuation_is_a_better_place_than_a_conjunction():
    text = " ".join(["word"] * 20) + "; " + " ".join(["other"] * 30)
    assert [x.split()[0] for x in cut(text, "en")] == ["word", "other"]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("ms0123 قال PageV01P002 علي", "ar", ["قال", "علي"]),
        ("He said «قال» [450] to Ibn Masʿûd", "en", ["He", "said", "to", "Ibn", "Masʿûd"]),
        ("وعليّاً", "ar", ["وعليّاً"]),
        ("", "ar", []),
    ],
)
def test_only_words_of_the_language_are_compared(text, lang, expected):
    assert units.written_words(text, lang) == expected


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12), st.sampled_from(["ar", "en"]))
def test_every_word_stands_in_one_unit_and_none_is_too_long(lengths, lang):
    word = "كلمة" if lang == "ar" else "word"
    text, ends = "", []
    for n in lengths:
        text += " ".join([word] * n) + ". "
        ends.append(len(text))
    found = units.cut(text, [Span(a, b) for a, b in zip([0, *ends], ends, strict=False)], lang)
    assert [w for of in found for w in of] == list(units.words(text, Span(0, len(text)), lang))
    assert max(map(len, found)) <= units.SIZES[lang][1]
