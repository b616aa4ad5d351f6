"""What the surest places say of the others."""

import numpy as np
import pytest

from fitnacorpus.align.anchored import ALONG, ANCHORS, ASTRAY, COST, aside, cost, support

PATH = np.arange(0.0, 300.0, 5.0)


def of(*places, ratio=1.0, values=None, among=PATH):
    """Support of some weak places among sure ones that lie on a path."""
    a = np.concatenate([among, [x for x, _ in places]])
    b = np.concatenate([among * ratio, [y for _, y in places]])
    sure = np.full(len(among), 20.0) + np.arange(len(among)) / 100
    found = support(a, b, np.concatenate([sure, np.zeros(len(places))]), ratio)
    return found[len(among) :]


@pytest.mark.parametrize("ratio", [0.5, 1.0, 2.0])
def test_a_place_on_the_path_gains_and_one_beside_it_does_not(ratio):
    on, beside, far = of((102, 102 * ratio), (102, 132 * ratio), (102, 300 * ratio), ratio=ratio)
    assert on > beside + 1 > far + 1


def test_the_two_texts_count_alike():
    one, other = of((102, 112), (112, 102))
    assert one == pytest.approx(other, abs=0.05)


def test_order_is_what_counts_and_not_nearness_alone():
    down = support(
        np.array([0.0, 10.0, 20.0, 30.0]), np.array([0.0, 10.0, 20.0, 30.0]), np.arange(4.0), 1.0
    )
    up = support(
        np.array([0.0, 10.0, 20.0, 30.0]), np.array([30.0, 20.0, 10.0, 0.0]), np.arange(4.0), 1.0
    )
    assert all(down > up)


def test_an_anchor_is_no_support_of_itself_and_nor_is_a_copy_of_it():
    alone = support(np.array([10.0]), np.array([10.0]), np.array([5.0]), 1.0)
    copies = support(np.array([10.0, 11.0]), np.array([10.0, 10.5]), np.array([5.0, 4.0]), 1.0)
    assert copies == pytest.approx(np.repeat(alone, 2))


def test_only_the_surest_places_are_anchors():
    few, many = np.arange(ANCHORS) * 4.0, np.arange(ANCHORS) * 4.0 + 3 * ALONG
    values = np.concatenate([np.full(ANCHORS, 9.0) + np.arange(ANCHORS), np.full(ANCHORS, 1.0)])
    a, b = np.concatenate([few, many]), np.concatenate([few, many[::-1]])
    moved = np.concatenate([few, np.full(ANCHORS, 5000.0)])
    with_weak = support(a, b, values, 1.0)[:ANCHORS]
    without = support(a, np.where(np.arange(len(a)) < ANCHORS, b, moved), values, 1.0)[:ANCHORS]
    assert with_weak == pytest.approx(without)


def test_nothing_has_no_support():
    assert len(support(np.zeros(0), np.zeros(0), np.zeros(0), 1.0)) == 0


def off(place, ratio=1.0, among=PATH):
    a, b = np.append(among, place[0]), np.append(among * ratio, place[1] * ratio)
    far, share = aside(a, b, np.append(np.full(len(among), 20.0) + among / 100, 0.0), ratio)
    assert share == pytest.approx(1)
    assert not far[:-1].any()
    return far[-1]


@pytest.mark.parametrize("ratio", [0.5, 1.0, 2.0])
def test_how_far_a_place_stands_from_its_neighbours_counts_in_units_of_the_first_text(ratio):
    assert off((102, 102), ratio) == off((102, 104), ratio) == 0
    assert off((102, 142), ratio) == pytest.approx(35, abs=3)
    assert off((142, 102), ratio) == pytest.approx(35, abs=3)


def test_in_a_gap_of_the_path_nothing_is_astray():
    gap = np.append(PATH[PATH < 100], PATH[PATH > 200])
    assert off((110, 190), among=gap) == off((190, 110), among=gap) == 0
    assert off((110, 260), among=gap) > ASTRAY


def test_a_path_that_holds_half_of_the_anchors_takes_off_half_as_much():
    mixed = np.array([0.0, 10, 20, 30, 40, 50]), np.array([0.0, 10, 20, 32, 31, 30])
    _far, share = aside(*mixed, np.array([3.0, 3, 3, 3, 3, 0]), 1.0)
    assert share == pytest.approx(4 / 5)
    assert cost(np.array([0.0, ASTRAY / 2, 9 * ASTRAY]), 0.5) == pytest.approx(
        [0, COST / 4, COST / 2]
    )
    assert len(aside(*np.zeros((3, 0)), 1.0)[0]) == 0
