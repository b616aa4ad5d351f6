"""Files on the disk: whole or not at all, and digests of them.

A file is written beside its place, flushed to the disk and then renamed.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from fitnacorpus.errors import CorpusError

UNFINISHED: Final = ".part"
"""How the name of a file ends that is not whole yet."""


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises:
        CorpusError: the disk refuses (``disk``).
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk(path, error) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is seen whole or not at all, also after a crash.

    Raises:
        CorpusError: the disk is full or refuses (``disk``); what stood there before stands still.
    """
    make_folder(path.parent)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise disk(path, error) from None


def append(path: Path, data: bytes) -> None:
    """Add whole lines to a file and flush them to the disk.

    A last line without its break is ended first.

    Raises:
        CorpusError: the disk is full or refuses (``disk``); what stood there before stands still.
    """
    make_folder(path.parent)
    size = -1
    try:
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    data = b"\n" + data
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            if size >= 0:
                os.truncate(path, size)
        raise disk(path, error) from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to build a file at, which takes its place when the block ends well.

    Raises:
        CorpusError: the disk is full or refuses (``disk``).
    """
    make_folder(path.parent)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        unfinished.unlink(missing_ok=True)
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise disk(path, error) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def disk(path: Path, error: OSError) -> CorpusError:
    """The error for a disk that refuses, with what to do."""
    hints = {
        errno.ENOSPC: "Free some space and run the command again",
        errno.EACCES: "Check the rights of the folder",
        errno.EROFS: "Use a folder that can be written to",
    }
    return CorpusError(
        "disk",
        f"cannot be written: {error.strerror or error}",
        where=str(path),
        hint=hints.get(error.errno or 0, "Check the disk and the folder"),
    )


def digest(*parts: bytes | str) -> str:
    """SHA-256 of parts, each with its length, so that no two lists of parts are confused."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, or "" where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def stray(folder: Path, known: Sequence[Path]) -> list[Path]:
    """XML files in a folder that are none of the known ones, by name."""
    return sorted(set(folder.glob("*.xml")) - set(known))
