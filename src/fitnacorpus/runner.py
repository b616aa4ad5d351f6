"""Running a stage over many items: one after another, or by any executor."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import Final, TypeVar

_Item = TypeVar("_Item")
_Artefact = TypeVar("_Artefact")
WAITING: Final = 64
"""Items handed to an executor before the first of them is asked for: enough to keep workers busy,
few enough that results do not pile up in memory."""


def map(
    stage: Callable[[_Item], _Artefact],
    items: Iterable[_Item],
    executor: Executor | None = None,
) -> Iterator[tuple[_Item, _Artefact]]:
    """Make an artefact of every item, in order.

    Args:
        stage: Makes one; for an executor of other processes it must be possible to pickle it.
        items: What to make it of.
        executor: Who works; None = here, one after another, each when it is asked for.

    Yields:
        Each item with its artefact.
    """
    if executor is None:
        for item in items:
            yield item, stage(item)
        return
    ahead = iter(items)
    waiting: deque[tuple[_Item, Future[_Artefact]]] = deque(
        (item, executor.submit(stage, item)) for item in islice(ahead, WAITING)
    )
    try:
        while waiting:
            item, future = waiting.popleft()
            yield item, future.result()
            for following in islice(ahead, 1):
                waiting.append((following, executor.submit(stage, following)))
    finally:
        for _, future in waiting:
            future.cancel()
