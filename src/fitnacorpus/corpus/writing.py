"""Writing in a corpus folder: the lock, changes of several files, and what a kill leaves.

Files appear whole or not at all: they are written beside their place, flushed to the disk and then
renamed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from fitnacorpus import journal
from fitnacorpus.corpus.places import Places
from fitnacorpus.errors import (
    CorpusError,
    FitnaError,
)
from fitnacorpus.files import (
    UNFINISHED,
    delete,
    disk,
    finish_folder,
    replacing_folder,
    unfinished_beside,
    write_whole,
)
from fitnacorpus.journal import Changes

LOCK_SECONDS: Final = 600
"""How long a build waits for another one to end."""
_MOMENT: Final = 0.5
"""How long a command that only reads waits for one that changes several files: that is quick."""
UNWRITABLE: Final = ("no-lock", "disk")
"""Codes of errors that hinder nobody who only wants to read."""


class Writable(Places):
    """A corpus folder that one command at a time may change."""

    def commit(self, changes: Changes) -> None:
        """Change several files, all or none; the corpus must be locked where there are several.

        Raises:
            CorpusError: the disk is full or refuses (``disk``), as `journal.commit`.
        """
        journal.commit(self.root, changes)

    def recover(self) -> bool:
        """Finish what an interrupted command began, unless it is still at work.

        Returns:
            Whether several files were to change, and now have.

        Raises:
            CorpusError: it cannot be finished (``interrupted``, ``disk``, ``no-lock``).
        """
        begun = (self.root / journal.NAME).exists()
        if not (begun or self._busy.exists()):
            return False
        try:
            with self.locked(seconds=_MOMENT if begun else 0):
                return begun
        except CorpusError as error:
            if error.code == "locked" or (error.code in UNWRITABLE and not begun):
                return False
            raise

    @contextmanager
    def locked(self, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the corpus against other commands that write; a lock dies with its process.

        What an interrupted command began is finished first.

        Args:
            seconds: How long to wait for another command.

        Raises:
            CorpusError: another command does not end in time (``locked``), the corpus cannot be
                locked (``no-lock``) or written to (``disk``), or an interrupted command not be
                finished (``interrupted``).
        """
        from filelock import FileLock, Timeout

        try:
            self.private.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.private / "lock", timeout=seconds)
            lock.acquire()
        except Timeout:
            raise CorpusError(
                "locked",
                f"another command has been at work for {seconds:g} seconds",
                where=str(self.root),
                hint="Wait for it, or end it, and try again",
            ) from None
        except NotImplementedError:
            raise self._no_lock("no locks on this file system") from None
        except OSError as error:
            raise self._no_lock(error.strerror or str(error)) from None
        try:
            self._take_over()
            journal.finish(self.root)
            self._finish_site()
            self._sweep()
            try:
                self._busy.touch()
            except OSError as error:
                raise disk(self._busy, error) from None
            try:
                yield
            except FitnaError:  # what was refused has left nothing behind, or a journal
                delete(self._busy)
                raise
            delete(self._busy)
        finally:
            with suppress(OSError):
                self._share()
            lock.release()

    def _no_lock(self, why: str) -> CorpusError:
        return CorpusError(
            "no-lock",
            f"the corpus cannot be locked: {why}",
            where=str(self.private / "lock"),
            hint="Check the rights of the folder, or work on a copy on another disk",
        )

    def _take_over(self) -> None:
        """Own a database that another user made for himself alone, where its folder is shared."""
        for path in (self.state_path, self.index_path):
            mine = os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
            if path.is_file() and not mine:
                write_whole(path, path.read_bytes())

    def _share(self) -> None:
        """Let whoever may write to the corpus write to what is kept in it, on a shared checkout.

        A lock and a database have the rights of one user, whatever the folder says.
        """
        shared = stat.S_IMODE(self.root.stat().st_mode) & (stat.S_IWGRP | stat.S_IWOTH)
        if not shared or not hasattr(os, "geteuid"):
            return
        for path in (self.private, *self.private.iterdir()):
            found = path.stat()
            if found.st_uid == os.geteuid() and found.st_mode & shared != shared:
                path.chmod(stat.S_IMODE(found.st_mode) | shared)

    def is_writable(self) -> bool:
        """Whether a build could write here: it may, and there are locks."""
        try:
            with self.locked(seconds=0):
                return True
        except CorpusError as error:
            return error.code not in UNWRITABLE

    @property
    def _busy(self) -> Path:
        """Is there while a command writes: what it left can be told from what never was."""
        return self.private / "busy"

    @property
    def _site_note(self) -> Path:
        """Says where a site is being written, that the next command may clear up."""
        return self.private / "site"

    @contextmanager
    def replacing_site(self, target: Path) -> Iterator[Path]:
        """A folder to fill, which takes the place of another outside the corpus when all is there.

        After a kill the next command clears up; where the corpus cannot be written to, the next
        one with the same target.

        Raises:
            CorpusError: the disk is full or refuses (``disk``).
        """
        with ExitStack() as held:
            try:
                held.enter_context(self.locked())
                write_whole(self._site_note, os.fsencode(os.path.realpath(target)))
                held.callback(self._site_note.unlink, missing_ok=True)
            except CorpusError as error:
                if error.code not in UNWRITABLE:
                    raise
            with replacing_folder(target) as folder:
                yield folder

    def _finish_site(self) -> None:
        if self._site_note.is_file():
            finish_folder(Path(os.fsdecode(self._site_note.read_bytes())))
            delete(self._site_note)

    def _sweep(self) -> None:
        """Remove what an interrupted command left unfinished; call with the lock held."""
        folders = (self.seeds, self.root / "tei", self.alignments, self.private, self.removed)
        found = [path for folder in folders for path in folder.rglob(f".*{UNFINISHED}")]
        found += [left for folder in folders[:3] for left in _beside_links(folder)]
        for path in (*self.root.glob(f".*{UNFINISHED}"), *found, *self.kept_by_earlier()):
            if not path.is_dir():
                delete(path)

    def kept_by_earlier(self) -> list[Path]:
        """What programs before this one kept between builds; nothing reads it any more."""
        files = [self.private / "state.json", self.private / "links.json"]
        vectors = sorted((self.private / "vectors").glob("*.npy"))
        return [path for path in files if path.is_file()] + vectors


def _beside_links(folder: Path) -> Iterator[Path]:
    """What was to take the place of what the links in a folder lead to."""
    for link in folder.rglob("*"):
        if link.is_symlink():
            yield from unfinished_beside(link)
