"""A text and its translation."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fitnacorpus import align_translation

ENGLISH = [
    "In those days the king sent a letter to every city.",
    "The messengers rode on fast horses.",
    "When the people read the letter they wept and tore their clothes.",
    "But the queen went to the king and asked for mercy.",
    "The king listened to her.",
]
ARABIC = [
    "في تلك الأيام أرسل الملك رسالة إلى كل مدينة، وركب الرسل خيولاً سريعة.",
    "ولما قرأ الشعب الرسالة بكوا ومزقوا ثيابهم.",
    "أما الملكة فدخلت على الملك وطلبت الرحمة.",
    "فاستمع الملك لها.",
]


def test_a_translation_with_a_merged_sentence():
    beads = align_translation(ENGLISH, ARABIC, lang_a="en", lang_b="ar")
    assert [(list(x.a), list(x.b)) for x in beads] == [
        ([0, 1], [0]),
        ([2], [1]),
        ([3], [2]),
        ([4], [3]),
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([*ENGLISH, ""]), max_size=6),
    st.lists(st.sampled_from([*ARABIC, ""]), max_size=6),
)
def test_every_sentence_stands_in_one_bead_in_order(a, b):
    beads = align_translation(a, b, lang_a="en", lang_b="ar")
    assert [i for x in beads for i in x.a] == list(range(len(a)))
    assert [j for x in beads for j in x.b] == list(range(len(b)))
    assert all(0 <= x.score <= 1 for x in beads)


def shape(a, b, **langs):
    beads = align_translation(a, b, **{"lang_a": "en", "lang_b": "ar", **langs})
    assert all(0 <= x.score <= 1 for x in beads)
    return [(list(x.a), list(x.b)) for x in beads]


def test_without_a_counterpart_every_sentence_is_a_gap():
    assert shape([], []) == []
    assert shape(ENGLISH[:2], []) == [([0], []), ([1], [])]
    assert shape([], ARABIC[:2]) == [([], [0]), ([], [1])]
    assert shape(["", " "], ["\n"]) == [([0], []), ([1], []), ([], [0])]


def test_one_sentence_on_either_side():
    assert shape(ENGLISH[4:], ARABIC[3:]) == [([0], [0])]


def test_identical_texts_go_sentence_by_sentence():
    assert shape(ENGLISH, ENGLISH, lang_b="en") == [([i], [i]) for i in range(5)]
    assert shape([ENGLISH[0]] * 4, [ENGLISH[0]] * 4, lang_b="en") == [([i], [i]) for i in range(4)]
    beads = align_translation(ENGLISH, ENGLISH, lang_a="en", lang_b="en")
    assert all(x.score == 1 for x in beads)


def test_blank_sentences_are_passed_over():
    assert shape(["", ENGLISH[2], "  "], [ARABIC[1], ""]) == [
        ([0], []),
        ([1], [0]),
        ([2], []),
        ([], [1]),
    ]


def test_signs_that_no_encoder_knows():
    shape(["\ud800", "***", "٪"], ["—", "\x00\x01"])


def test_a_sentence_of_twenty_thousand_characters():
    endless = "word " * 4_000
    found = shape([*ENGLISH[:3], endless, *ENGLISH[3:]], ARABIC)
    assert [x for x in found if x[0] and x[1]] == [
        ([0, 1], [0]),
        ([2], [1]),
        ([4], [2]),
        ([5], [3]),
    ]


def test_a_pair_without_company_is_scored_by_its_own_likeness():
    (translated,) = align_translation(ENGLISH[4:], ARABIC[3:], lang_a="en", lang_b="ar")
    (other,) = align_translation(ENGLISH[4:], ARABIC[:1], lang_a="en", lang_b="ar")
    assert other.score < 0.5 < translated.score
