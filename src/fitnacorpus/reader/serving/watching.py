"""Seeing that a file which people write has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from fitnacorpus.corpus import CorpusFolder

EVERY: Final = 0.4
"""Seconds between two looks.  A corpus has dozens of such files, and a look costs one `stat` each:
that needs no library, and works on every file system, also on one of a network."""

Stamps = dict[str, tuple[int, int, int]]
"""Path to size, time of the last change, and number of the file."""


def stamps(folder: CorpusFolder) -> Stamps:
    """What the files that people write look like from outside."""
    found: Stamps = {}
    for path in _written(folder):
        try:
            status = path.stat()
        except OSError:
            continue
        found[str(path)] = status.st_size, status.st_mtime_ns, status.st_ino
    return found


def _written(folder: CorpusFolder) -> Iterator[Path]:
    yield folder.root / "corpus.toml"
    yield folder.root / "pyproject.toml"
    yield folder.authority_path
    yield folder.header_path
    yield from (p for p in folder.seeds.glob("*") if not p.name.startswith("."))
    yield from folder.mention_verdict_paths()
    yield from folder.link_verdict_paths()


class Watch:
    """A thread that calls when something has changed and has then stayed as it is for one look.

    Args:
        folder: The corpus.
        seen: What the files looked like that are shown.
        changed: What to call; a change during the call is seen afterwards.
        every: Seconds between two looks.
    """

    def __init__(
        self,
        folder: CorpusFolder,
        seen: Callable[[], Stamps],
        changed: Callable[[], None],
        *,
        every: float = EVERY,
    ) -> None:
        self._folder, self._seen, self._changed, self._every = folder, seen, changed, every
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a call that is under way is not waited for."""
        self._end.set()

    def _run(self) -> None:
        before = self._seen()
        while not self._end.wait(self._every):
            now = stamps(self._folder)
            # An editor that is still writing is let finish.
            if now == before != self._seen():
                self._changed()
            before = now
