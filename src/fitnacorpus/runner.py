"""Running a stage over many items: one after another, or by any executor.

Results come in the order of the items, whoever works.  An error of one item is a value, so that
the others are made; a worker that dies takes nothing with it but the items that it held, and these
are tried again one at a time, so that the one that kills it is known by name.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Any, Final, Generic, TypeVar

from fitnacorpus.errors import ConfigError, FitnaError

_Item = TypeVar("_Item")
_Artefact = TypeVar("_Artefact")
WAITING: Final = 64
"""Items handed to an executor before the first of them is asked for: enough to keep workers busy,
few enough that results do not pile up in memory."""
RUNNERS: Final = ("serial", "processes", "dask")
FEW: Final = 8
"""Stale texts up to which processes cost more to begin than they save."""
Workers = Callable[[], Executor]
"""Makes an executor, anew where the last one broke."""


@dataclass(frozen=True, slots=True)
class Failed(Generic[_Item]):
    """An item of which nothing was made, and why."""

    item: _Item
    error: Exception


def workers(name: str) -> Workers | None:
    """Who works, by the name that a person gives.

    Args:
        name: "serial"; "processes", one a core; or "dask", on this machine, or
            "dask=tcp://HOST:PORT" for the scheduler at that address.

    Returns:
        None for one after another, here.

    Raises:
        ConfigError: there is no such runner (``unknown-runner``).
    """
    kind, _, address = name.partition("=")
    if kind not in RUNNERS or (address and kind != "dask"):
        raise ConfigError(
            "unknown-runner",
            f"'{name}' is no runner",
            where="--runner",
            hint=f"Write one of {', '.join(RUNNERS)}, or dask=ADDRESS",
        )
    if kind == "serial":
        return None
    return _processes if kind == "processes" else lambda: _dask(address)


def _processes() -> Executor:
    # Spawned and not forked: a child has no copy of an open database, nor of a lock.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context)


def _dask(address: str) -> Executor:
    try:
        client_of: Any = import_module("distributed").Client
    except ImportError:
        raise ConfigError(
            "unknown-runner",
            "Dask is not installed",
            where="--runner",
            hint="Install it with pip install 'fitnacorpus[dask]', or write --runner processes",
        ) from None
    client = client_of(address) if address else client_of(threads_per_worker=1)
    executor: Executor = client.get_executor(retries=3)
    ended = executor.shutdown

    def shutdown(*arguments: Any, **options: Any) -> None:
        ended(*arguments, **options)
        # Else the workers of each stage would live on beside those of the next.
        client.close()

    executor.shutdown = shutdown  # type: ignore[method-assign]
    return executor


def map(
    stage: Callable[[_Item], _Artefact], items: Iterable[_Item], make: Workers | None = None
) -> Iterator[_Artefact | Failed[_Item]]:
    """Make an artefact of every item, in order.

    Args:
        stage: Makes one; for an executor of other processes it must be possible to pickle it.
        items: What to make it of.
        make: Makes who works; None = here, one after another, each when it is asked for.

    Yields:
        What was made of each item, or that it failed.
    """
    if make is None:
        for item in items:
            try:
                yield stage(item)
            except Exception as error:  # whatever a text can do to a stage
                yield Failed(item, error)
        return
    ahead = iter(items)
    while True:
        lost: list[_Item] = []
        with make() as executor:
            yield from _flow(stage, ahead, executor, lost, make)
        if not lost:
            return
        for item in lost:
            yield _alone(stage, item, make)


def _alone(
    stage: Callable[[_Item], _Artefact], item: _Item, make: Workers
) -> _Artefact | Failed[_Item]:
    """The artefact of an item whose worker was killed, made by a worker of its own."""
    with make() as executor:
        try:
            return executor.submit(stage, item).result()
        except Exception as error:
            return Failed(item, _killed() if _is_kill(error) else error)


def _is_kill(error: Exception) -> bool:
    """Whether an error says that a worker died.

    Dask has one of its own for an item whose workers died several times, perhaps by the fault of
    another item.
    """
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _flow(
    stage: Callable[[_Item], _Artefact],
    ahead: Iterator[_Item],
    executor: Executor,
    lost: list[_Item],
    make: Workers,
) -> Iterator[_Artefact | Failed[_Item]]:
    """Results as long as the executor lives; what it held when it died is `lost`."""
    flying: deque[tuple[_Item, Future[_Artefact]]] = deque()

    def submit(count: int) -> None:
        for item in islice(ahead, count):
            try:
                flying.append((item, executor.submit(stage, item)))
            except BrokenExecutor as error:
                broken: Future[_Artefact] = Future()
                broken.set_exception(error)
                flying.append((item, broken))
                return

    try:
        submit(WAITING)
        while flying:
            item, future = flying.popleft()
            try:
                made: _Artefact | Failed[_Item] = future.result()
            except BrokenExecutor:
                lost += [item, *(other for other, _ in flying)]
                return
            except Exception as error:
                made = _alone(stage, item, make) if _is_kill(error) else Failed(item, error)
            yield made
            submit(1)
    finally:
        for _, future in flying:
            future.cancel()


def _killed() -> FitnaError:
    return FitnaError(
        "worker-killed",
        "the process that worked on it was killed",
        hint="Perhaps it needs more memory than there is: try it with --runner serial",
    )


class Pace:
    """How fast a stage goes, and when it will have ended.

    Args:
        total: How many items it has.
    """

    def __init__(self, total: int = 0) -> None:
        self._total, self._done, self._began = total, 0, time.monotonic()

    def step(self) -> str:
        """Count one item more, and say how things stand."""
        self._done += 1
        return f"{self._done:,}/{self._total:,}, {self.left(self._done, self._total)}"

    def left(self, done: float, total: float, unit: str = "") -> str:
        """The rate, and the time that is left.

        Args:
            done: How much is done, in whatever unit.
            total: How much there is.
            unit: The unit, where it is not items.
        """
        rate = done / max(time.monotonic() - self._began, 1e-9)
        left = round((total - done) / rate) if rate else 0
        minutes, seconds = divmod(left, 60)
        return f"{rate:.1f}{f' {unit}' if unit else ''}/s, {minutes}:{seconds:02} left"
