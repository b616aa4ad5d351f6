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
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, islice
from typing import Any, Final, Generic, TypeVar, cast

from fitnacorpus.errors import ConfigError, FitnaError

_Item = TypeVar("_Item")
_Artefact = TypeVar("_Artefact")
WAITING: Final = 64
"""Items handed to an executor before the first of them is asked for: enough to keep workers busy,
few enough that results do not pile up in memory."""
LOOK: Final = 2.0
"""Seconds after which is looked whether workers died that an executor says nothing of."""
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
    try:
        # Who kills a worker is to be known at once: we try it again, and in a cluster of its own.
        with import_module("dask").config.set({"distributed.scheduler.allowed-failures": 0}):
            own = {"threads_per_worker": 1, "dashboard_address": None}
            client = client_of(address) if address else client_of(**own)
    except Exception as error:  # whatever a network and other people's machines can do
        raise ConfigError(
            "no-workers",
            f"Dask gives no workers: {error}",
            where="--runner",
            hint="Check the address of the scheduler, or write --runner processes",
        ) from None
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
    waiting: Iterator[_Todo[_Item, _Artefact]] = (_Todo(item) for item in items)
    left: list[_Todo[_Item, _Artefact]] = []
    while True:
        ahead = chain(left, waiting)
        left = []
        with make() as executor:
            yield from _flow(stage, ahead, executor, left, make)
        if not left:
            return


@dataclass(frozen=True, slots=True)
class _Todo(Generic[_Item, _Artefact]):
    """An item in its place.

    Attributes:
        item: The item.
        future: What is being made of it, if an executor has it or had it.
        alone: Whether it is made by a worker of its own, since it may have killed one.
    """

    item: _Item
    future: Future[_Artefact] | None = None
    alone: bool = False

    @property
    def is_made(self) -> bool:
        """Whether something came of it, be it an error of its own."""
        return self.future is not None and self.future.done() and not self.is_killed

    @property
    def is_killed(self) -> bool:
        """Whether its worker died."""
        if self.future is None or not self.future.done() or self.future.cancelled():
            return self.future is not None and self.future.cancelled()
        error = self.future.exception()
        return error is not None and _is_kill(error)

    def outcome(self) -> _Artefact | Failed[_Item]:
        """What its future ended with."""
        try:
            return cast("Future[_Artefact]", self.future).result()
        except Exception as error:
            return Failed(self.item, error)


def _flow(
    stage: Callable[[_Item], _Artefact],
    ahead: Iterator[_Todo[_Item, _Artefact]],
    executor: Executor,
    left: list[_Todo[_Item, _Artefact]],
    make: Workers,
) -> Iterator[_Artefact | Failed[_Item]]:
    """Results as long as no worker dies; what is not made then is `left`, with what is."""
    flying: deque[_Todo[_Item, _Artefact]] = deque()

    def submit(count: int) -> None:
        for todo in islice(ahead, count):
            if todo.alone or todo.is_made:
                flying.append(todo)
                continue
            try:
                future = executor.submit(stage, todo.item)
            except BrokenExecutor as error:
                future = Future()
                future.set_exception(error)
            flying.append(_Todo(todo.item, future))

    try:
        submit(WAITING)
        while flying:
            todo = flying[0]
            if todo.alone:
                yield _alone(stage, todo.item, make)
            elif _ended(todo, flying):
                yield todo.outcome()
            else:
                left += _sorted_out(flying)
                return
            flying.popleft()
            submit(1)
    finally:
        for todo in flying:
            if todo.future is not None:
                todo.future.cancel()


def _ended(todo: _Todo[_Item, _Artefact], flying: Collection[_Todo[_Item, _Artefact]]) -> bool:
    """Wait for an item; False if a worker dies, its own or that of another.

    An executor may recover by itself, as Dask does; but an item that was in the hands of the dead
    may then be waited for in vain.
    """
    while not todo.is_made:
        if any(other.is_killed for other in flying):
            return False
        running = [x.future for x in flying if x.future is not None and not x.future.done()]
        wait(running, LOOK, FIRST_COMPLETED)
    return True


def _sorted_out(
    flying: Iterable[_Todo[_Item, _Artefact]],
) -> list[_Todo[_Item, _Artefact]]:
    """What an executor held when a worker died: what is made, who may have killed it, the rest."""
    out = []
    for todo in flying:
        if todo.future is not None and not todo.is_made:
            todo = _Todo(todo.item, alone=todo.is_killed)
        out.append(todo)
    return out


def _alone(
    stage: Callable[[_Item], _Artefact], item: _Item, make: Workers
) -> _Artefact | Failed[_Item]:
    """The artefact of an item whose worker was killed, made by a worker of its own."""
    with make() as executor:
        try:
            return executor.submit(stage, item).result()
        except Exception as error:
            return Failed(item, _killed() if _is_kill(error) else error)


def _is_kill(error: BaseException) -> bool:
    """Whether an error says that a worker died.

    Dask has one of its own for an item whose workers died, perhaps by the fault of another item.
    """
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


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
