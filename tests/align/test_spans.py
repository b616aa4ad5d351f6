"""The sentences that carry a correspondence."""

import numpy as np

from fitnacorpus.align.spans import tight


def test_only_what_stands_out_belongs_to_a_span():
    strength = np.zeros((5, 4))
    strength[2, 1], strength[3, 2] = 6.0, 5.0
    assert tight(strength) == (range(2, 4), range(1, 3))


def test_a_weak_sentence_between_strong_ones_stays_inside():
    strength = np.zeros((4, 1))
    strength[0, 0], strength[1, 0], strength[2, 0] = 7.0, 2.0, 7.0
    assert tight(strength) == (range(3), range(1))


def test_where_nothing_stands_out_the_best_sentence_is_the_span():
    strength = np.full((3, 2), -1.0)
    strength[1, 1] = 0.5
    assert tight(strength) == (range(1, 2), range(1, 2))


def test_both_sides_answer_one_another():
    strength = np.zeros((6, 6))
    strength[1, 1], strength[2, 1] = 8.0, 4.0
    strength[5, 4] = 7.0
    assert tight(strength) == (range(1, 3), range(1, 2))
