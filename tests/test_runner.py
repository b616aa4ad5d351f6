"""Any executor gives what one after another gives, in the same order."""

import os
import signal
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial

import pytest

from fitnacorpus import runner
from fitnacorpus.errors import ConfigError
from fitnacorpus.runner import Failed, Pace, workers


def double(number):
    return 2 * number


def threads(count=3):
    return lambda: ThreadPoolExecutor(count)


def test_serial_and_parallel_agree():
    items = range(3 * runner.WAITING)
    expected = [2 * n for n in items]
    assert list(runner.map(double, items)) == expected
    assert list(runner.map(double, items, threads())) == expected


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

    found = runner.map(double, items(), threads(1))
    next(found)
    assert len(taken) <= runner.WAITING + 1
    found.close()


@pytest.mark.parametrize("make", [None, threads(2)])
def test_an_error_comes_where_its_item_stands_and_the_others_are_made(make):
    one, failed, other = runner.map(lambda n: 6 // n, [1, 0, 2], make)
    assert (one, other) == (6, 3)
    assert isinstance(failed, Failed) and failed.item == 0
    assert isinstance(failed.error, ZeroDivisionError)


def deadly(folder, number):
    """Dies at 5 each time, at 3 the first time."""
    mark = folder / f"seen-{number}"
    first = not mark.exists()
    mark.touch()
    if number == 5 or (number == 3 and first):
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_a_killed_worker_takes_nothing_with_it_but_the_item_that_kills_it(tmp_path):
    found = list(runner.map(partial(deadly, tmp_path), range(9), workers("processes")))
    failed = [one for one in found if isinstance(one, Failed)]
    assert [one.item for one in failed] == [5]
    assert failed[0].error.code == "worker-killed"
    assert sorted(one for one in found if not isinstance(one, Failed)) == [
        2 * n for n in range(9) if n != 5
    ]


def killed_worker():
    """As Dask calls what an item ends with whose workers died."""
    return type("KilledWorker", (Exception,), {})()


def test_an_item_that_dask_gave_up_is_tried_once_more_in_its_place():
    seen = []

    def stage(number):
        seen.append(number)
        if number == 5 or (number == 3 and seen.count(3) == 1):
            raise killed_worker()
        return 2 * number

    found = list(runner.map(stage, range(9), threads()))
    failed = found.pop(5)
    assert (failed.item, failed.error.code) == (5, "worker-killed")
    assert found == [2 * n for n in range(9) if n != 5]


class Faltering(Executor):
    """The first of them gives up an item, and makes nothing more of what comes after it."""

    made = 0

    def __init__(self, seen):
        Faltering.made += 1
        self.first, self.seen, self.gave_up = Faltering.made == 1, seen, False

    def submit(self, stage, item):
        future = Future()
        if self.first and item == 5:
            self.gave_up = True
            future.set_exception(killed_worker())
        elif not (self.first and self.gave_up):
            self.seen.append(item)
            future.set_result(stage(item))
        return future


def test_what_waits_in_a_cluster_that_lost_a_worker_is_made_elsewhere_and_nothing_twice():
    Faltering.made, seen = 0, []
    # 5 is given up while 0 to 4 are made and 6 to 8 wait for what never comes.
    assert list(runner.map(double, range(9), lambda: Faltering(seen))) == [2 * n for n in range(9)]
    assert sorted(seen) == [*range(9)]


@pytest.mark.parametrize("name", ["", "threads", "processes=4", "serial=1"])
def test_what_is_no_runner_is_refused(name):
    with pytest.raises(ConfigError, match="is no runner"):
        workers(name)


def test_dask_is_asked_for_only_when_it_is_named():
    assert workers("serial") is None
    make = workers("dask")
    try:
        import distributed  # noqa: F401
    except ImportError:
        with pytest.raises(ConfigError) as caught:
            make()
        assert "fitnacorpus[dask]" in caught.value.hint


def test_dask_gives_the_same():
    pytest.importorskip("distributed")
    assert list(runner.map(double, range(9), workers("dask"))) == [2 * n for n in range(9)]


def test_the_pace_says_what_is_left(monkeypatch):
    now = iter([0.0, 2.0, 4.0])
    monkeypatch.setattr(runner.time, "monotonic", lambda: next(now))
    pace = Pace(62)
    assert pace.step() == "1/62, 0.5/s, 2:02 left"
    assert pace.step() == "2/62, 0.5/s, 2:00 left"
