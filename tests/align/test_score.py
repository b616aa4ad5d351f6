"""Support of neighbouring pairs, by hand: what lies in order, aside, and further on."""

import numpy as np
import pytest

from fitnacorpus.align import score


@pytest.mark.parametrize(
    ("other", "support"),
    [
        ((11, 11), 4.0),  # the next pair in order
        ((9, 9), 4.0),  # and the one before
        # One passage aside of the next pair and of the one after: four fifths, and three quarters.
        ((11, 12), 3.2 + 0.75 * 3.2),
        # Aside of the next pair where the second account runs twice as fast.
        ((12, 12), 3.2),
        # Aside of the second pair and of the third.
        ((12, 13), 0.75 * 3.2 + 0.75**2 * 3.2),
        ((14, 14), 4 * 0.75**3),
        ((17, 17), 0.0),  # out of reach
        ((9, 12), 0.0),  # against the order
    ],
)
def test_a_pair_lends_its_neighbour_three_tenths_of_its_support(other, support):
    z = np.zeros((24, 24), np.float32)
    z[10, 10] = 2
    z[other] = 4
    assert score.supported(z)[10, 10] == pytest.approx(2 + 0.3 * support, abs=1e-5)


def test_of_few_values_the_usual_spread_decides():
    few = np.array([[0.0, 0.1, 0.2, 10.0]], np.float32)
    alone, mixed = score.outstanding(few), score.outstanding_of_few(few, 1.0)
    spread = (np.percentile(few, 75) - np.percentile(few, 25)) / 1.349
    expected = (10 - 0.15) / np.sqrt((4 * spread**2 + 50) / 54)
    assert mixed[0, 3] == pytest.approx(expected, rel=1e-4)
    assert alone[0, 3] == pytest.approx((10 - 0.15) / spread, rel=1e-4)


def test_rivals_stand_in_the_row_and_column_beyond_the_run():
    z = np.zeros((20, 20), np.float32)
    z[10, 10], z[10, 16], z[10, 17], z[2, 10], z[3, 3] = 9, 8, 3, 4, 7
    assert score.rival(z, 10, 10) == 4
    z[2, 10] = 0
    assert score.rival(z, 10, 10) == 3
    assert score.rival(np.full((3, 3), -1.0, np.float32), 1, 1) == 0
