"""Sums and maxima over windows that end where their part ends, and order around a pair."""

import numpy as np
import pytest

from fitnacorpus.align import field, windows

PART = (0, 0, 0, 1, 1)


def test_a_window_ends_where_its_part_ends():
    assert windows.ends(PART, 2).tolist() == [2, 3, 3, 5, 5]
    assert windows.ends(PART, 9).tolist() == [3, 3, 3, 5, 5]
    assert windows.ends(PART, 2, across=True).tolist() == [2, 3, 4, 5, 5]


def test_the_last_window_of_a_part_is_as_long_as_the_others():
    assert windows.last_full((0, 0, 0, 1, 1), 2).tolist() == [0, 1, 3]
    assert windows.last_full((0, 0, 0, 1, 1), 3).tolist() == [0, 3]
    assert windows.last_full((0, 1, 1, 1, 1), 2).tolist() == [0, 1, 2, 3]


def test_sums_and_maxima_of_windows():
    rows = np.array([[1.0], [5], [2], [7], [3]], np.float32)
    end = windows.ends(PART, 2)
    assert windows.window_sum(rows, end).ravel().tolist() == [6, 7, 2, 10, 3]
    assert windows.window_max(rows, end).ravel().tolist() == [5, 5, 2, 7, 3]


def test_a_blur_keeps_the_mass_and_spreads_as_it_is_told():
    values = np.zeros((101, 101), np.float32)
    values[50, 50] = 1
    out = windows.blurred(values, (4.0, 12.0))
    assert abs(out.sum() - 1) < 1e-4
    at = np.arange(101) - 50
    for axis, sigma in ((1, 4.0), (0, 12.0)):
        assert abs(np.sqrt((out.sum(axis=axis) * at**2).sum()) - sigma) < 0.5


def test_what_resembles_everything_says_less():
    values = np.zeros((4, 4), np.float32)
    values[0] = 1
    values[2, 2] = 1
    out = windows.uncrowded(values)
    assert out[2, 2] > out[0, 0]


def test_only_the_nearest_are_the_surroundings_of_a_window():
    values = np.random.default_rng(1).normal(size=(12, 12)).astype(np.float32)
    far = np.full((12, 30), -9, np.float32)
    wider = windows.uncrowded(np.hstack([values, far]))[:, :12]
    assert np.allclose(wider, windows.uncrowded(values.copy()), atol=1e-5)


def test_where_all_is_alike_nothing_stands_out():
    assert not windows.standard(np.full((3, 4), 5, np.float32)).any()


@pytest.mark.parametrize("more", [1000, -1000])
@pytest.mark.parametrize("axis", [0, 1])
def test_sums_are_reckoned_of_values_of_any_height(more, axis):
    z = np.random.default_rng(3).normal(size=(5, 7)).astype(np.float32)
    expected = windows.log_sums(z, axis) + more
    assert np.allclose(windows.log_sums(z + np.float32(more), axis), expected, atol=1e-2)


def test_shares_of_a_row_add_up_to_one():
    z = np.random.default_rng(0).normal(size=(5, 7)).astype(np.float32)
    of_rows, of_columns = z - windows.log_sums(z, 1), z - windows.log_sums(z, 0)
    assert np.allclose(np.exp(of_rows).sum(axis=1), 1, atol=1e-5)
    assert np.allclose(np.exp(of_columns).sum(axis=0), 1, atol=1e-5)
    assert np.allclose(windows.log_shares(z), of_rows + of_columns, atol=1e-5)


def test_good_pairs_around_lend_support_and_lonely_ones_do_not():
    z = np.zeros((80, 80), np.float32)
    for k in range(0, 40, 2):
        z[k, k] = 8
    z[20, 70] = 8
    supported = next(field.in_order(z, (12.0,)))
    assert supported[20, 20] > supported[20, 70] + 1


def test_a_rival_takes_from_both():
    z = np.zeros((6, 6), np.float32)
    z[1, 1] = z[1, 4] = 5
    z[3, 3] = 5
    out = field.total(z, order=0)
    assert out[3, 3] > out[1, 1] == out[1, 4]


def test_what_is_done_band_by_band_does_not_depend_on_the_bands(monkeypatch):
    chance = np.random.default_rng(2)
    values = chance.normal(size=(41, 23)).astype(np.float32)

    def figures():
        return [
            windows.standard(values.copy()),
            windows.uncrowded(values.copy()),
            windows.blurred(values, (2.0, 3.0)),
            windows.log_shares(values),
        ]

    whole = figures()
    bands = windows.bands
    monkeypatch.setattr(windows, "bands", lambda lines: bands(lines, 7))
    for one, other in zip(whole, figures(), strict=True):
        assert np.allclose(one, other, atol=1e-5)
    assert abs(whole[0].mean()) < 1e-5
    assert abs(whole[0].std() - 1) < 1e-5


def test_windows_run_over_columns_as_over_rows():
    values = np.arange(30, dtype=np.float32).reshape(5, 6) % 7
    end = windows.ends((0, 0, 0, 1, 1, 1), 3)
    for over in (windows.window_sum, windows.window_max):
        assert over(values.T, end).tolist() == over(values.T.copy(), end).tolist()
    assert windows.window_sum(values.T, end)[1].tolist() == (values[:, 1] + values[:, 2]).tolist()
