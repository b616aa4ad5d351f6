"""Files that appear whole or not at all, also when a process is killed or a disk fills.

A file is written beside its place, flushed to the disk and renamed.  A file of people keeps its
rights, and one that is a symbolic link stays one: what it leads to is written.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from fitnacorpus.errors import CorpusError

UNFINISHED: Final = ".part"
"""Ending of a file that is being written; whatever is left of it may be deleted."""


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
    with replacing(path) as unfinished:
        unfinished.write_bytes(data)


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
    try:
        place = _led_to(path) if path.is_symlink() else path
        unfinished = place.with_name(f".{_short(place.name)}.{os.getpid()}{UNFINISHED}")
    except OSError as error:
        raise disk(path, error) from None
    try:
        unfinished.unlink(missing_ok=True)
        yield unfinished
        with suppress(FileNotFoundError):
            unfinished.chmod(stat.S_IMODE(place.stat().st_mode))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(place)
        _flush_folder(place.parent)
    except OSError as error:
        raise disk(path, error) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _led_to(link: Path) -> Path:
    """What a symbolic link leads to; raises OSError where it leads to itself."""
    with suppress(FileNotFoundError):
        link.stat()
    return Path(os.path.realpath(link))


def _short(name: str) -> str:
    """A name that stays within the 255 bytes of a file system when something is added to it."""
    return name.encode()[:200].decode(errors="ignore")


def _flush_folder(folder: Path) -> None:
    """Let a rename outlive a power cut, where the system can flush a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def visible(folder: Path, pattern: str) -> list[Path]:
    """Files of a folder by name, without hidden ones: editors and systems leave such behind."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))


def disk(path: Path, error: OSError) -> CorpusError:
    """The error for a disk that refuses, with what to do."""
    hints = {
        errno.ENOSPC: "Free some space and run the command again",
        errno.EACCES: "Check the rights of the folder",
        errno.EROFS: "Use a folder that can be written to",
        errno.ENAMETOOLONG: "Use a shorter name",
        errno.EISDIR: "Name a file; this is a folder",
        errno.ENOTDIR: "Name a folder that is one",
        errno.ELOOP: "Mend the symbolic link",
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
