"""Any executor gives what one after another gives, in the same order."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from fitnacorpus import runner


def double(number):
    return 2 * number


def test_serial_and_parallel_agree():
    items = range(3 * runner.WAITING)
    expected = [(n, 2 * n) for n in items]
    assert list(runner.map(double, items)) == expected
    with ThreadPoolExecutor(3) as pool:
        assert list(runner.map(double, items, pool)) == expected


def test_serial_makes_nothing_before_it_is_asked_for():
    made = []
    found = runner.map(made.append, [1, 2, 3])
    assert made == []
    next(found)
    assert made == [1]


def test_not_all_is_handed_over_at_once():
    taken = []

    def items():
        for n in range(10 * runner.WAITING):
            taken.append(n)
            yield n

    with ThreadPoolExecutor(1) as pool:
        found = runner.map(double, items(), pool)
        next(found)
        assert len(taken) <= runner.WAITING + 1
        found.close()


def test_an_error_comes_where_its_item_stands():
    with ThreadPoolExecutor(2) as pool:
        found = runner.map(lambda n: 1 // n, [1, 0, 1], pool)
        assert next(found) == (1, 1)
        with pytest.raises(ZeroDivisionError):
            next(found)
