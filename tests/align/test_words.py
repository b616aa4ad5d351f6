"""The words of a passage, and how far those of two passages answer one another."""

import numpy as np
import pytest

from fitnacorpus.align import words


@pytest.mark.parametrize(
    ("passage", "lang", "expected"),
    [
        ("والمدينة", "ar", ["المدينة"]),
        ("فخرجوا", "ar", ["خرجوا"]),
        ("وقال", "ar", ["وقال"]),  # four letters may all be the word's own
        ("وجدها", "ar", ["جدها"]),
        ("قَالَ زَيْدٌ", "ar", ["قال", "زيد"]),
        ("a 12 men", "en", ["men"]),
        ("x" * 41 + " " + "y" * 40, "en", ["y" * 40]),
    ],
)
def test_tokens(passage, lang, expected):
    assert words.tokens(passage, lang) == expected


def encode(types, lang):
    """Each word a direction of its own, by its first letter."""
    rows = np.zeros((len(types), 26), np.float32)
    for row, word in zip(rows, types, strict=True):
        row[ord(word[0]) - ord("a")] = 1
    return rows


def test_the_rarer_word_answers_louder():
    a = words.read(["kite all", "lamp all", "moon all", "nail all"], "en", encode)
    assert a.weights[list(map(len, a.holders)).index(2)] >= 0
    assert sorted(a.weights.round(3)) == sorted(
        np.log([5 / 4, *[5.0] * 4]).round(3).astype(np.float32)
    )
    b = words.read(["zinc", "kin", "lid", "zoo"], "en", encode)
    found = words.answering(a, b)
    assert found.shape == (4, 4)
    assert np.unravel_index(found.argmax(), found.shape) in {(0, 1), (1, 2)}
    assert found[0, 1] > found[0, 2] and found[1, 2] > found[1, 1]


def test_an_account_without_words_answers_nothing():
    empty = words.read(["12", ""], "en", encode)
    full = words.read(["kite", "lamp", "moon"], "en", encode)
    assert not words.answering(empty, full).any()
    assert words.answering(empty, full).shape == (2, 3)
