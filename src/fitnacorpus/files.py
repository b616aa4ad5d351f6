"""Files that appear whole or not at all, also when a process is killed or a disk fills.

A file is written beside its place, flushed to the disk and renamed.  A file of people keeps its
rights, and one that is a symbolic link stays one: what it leads to is written.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final

from fitnacorpus.errors import CorpusError

UNFINISHED: Final = ".part"
"""Ending of a file that is being written; whatever is left of it may be deleted."""
_HINTS: Final = {
    errno.ENOSPC: "Free some space and run the command again",
    errno.EACCES: "Check the rights of the folder",
    errno.EROFS: "Use a folder that can be written to",
    errno.ENAMETOOLONG: "Use a shorter name",
    errno.EISDIR: "Name a file; this is a folder",
    errno.ENOTDIR: "Name a folder that is one",
    errno.ELOOP: "Mend the symbolic link",
    errno.EMFILE: "Close other programs, or let more files be open (ulimit -n)",
}
"""What to do about what the system refuses."""


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises:
        CorpusError: the disk refuses (``disk``).
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk(path, error) from None


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        CorpusError: it cannot be read (``unreadable``).
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(
            "unreadable",
            error.strerror or "cannot be read",
            where=str(path),
            hint="Restore the file, or check its rights",
        ) from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is seen whole or not at all, also after a crash.

    Raises:
        CorpusError: the disk is full or refuses (``disk``); what stood there before stands still.
    """
    unfinished = beside(path, str(os.getpid()))
    try:
        put(unfinished, data, like=path)
        take_place(unfinished, place_of(path))
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def place_of(path: Path) -> Path:
    """Where the content of a path is: what a symbolic link leads to, or the path itself.

    Raises:
        CorpusError: the link leads to itself, or the name cannot be (``disk``).
    """
    try:
        return _led_to(path) if path.is_symlink() else path
    except OSError as error:
        raise disk(path, error) from None


def beside(path: Path, mark: str) -> Path:
    """Where a file is written before it takes its place.

    Args:
        path: Its place.
        mark: Tells it from others that are being written.

    Raises:
        CorpusError: as `place_of`.
    """
    place = place_of(path)
    return place.with_name(f".{_short(place.name)}.{mark}{UNFINISHED}")


def unfinished_beside(path: Path) -> list[Path]:
    """Files that were to take a place, and did not."""
    place = Path(os.path.realpath(path))
    ours = re.compile(rf"\.{re.escape(_short(place.name))}\.j?[0-9]+{re.escape(UNFINISHED)}")
    with suppress(OSError):
        return [left for left in place.parent.iterdir() if ours.fullmatch(left.name)]
    return []


def put(unfinished: Path, data: bytes, *, like: Path) -> None:
    """Write a file that is to take a place, with the rights of what is there, onto the disk.

    Raises:
        CorpusError: the disk is full or refuses (``disk``).
    """
    make_folder(unfinished.parent)
    try:
        unfinished.unlink(missing_ok=True)
        with unfinished.open("wb") as file:
            _pour(file, data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            unfinished.chmod(stat.S_IMODE(like.stat().st_mode))
    except OSError as error:
        raise disk(like, error) from None


def _pour(file: BinaryIO | FileIO, data: bytes) -> None:
    """Write bytes; the one place where content gets into files of the corpus."""
    if (file.write(data) or 0) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def take_place(unfinished: Path, place: Path) -> None:
    """Let a file that is written take its place.

    Raises:
        CorpusError: the disk refuses (``disk``).
    """
    try:
        unfinished.replace(place)
    except OSError as error:
        raise disk(place, error) from None
    _flush_folder(place.parent)


def delete(path: Path) -> None:
    """Delete a file, if it is there.

    Raises:
        CorpusError: the disk refuses (``disk``).
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise disk(path, error) from None


def truncate(path: Path, size: int) -> None:
    """Cut a file off; one that held nothing before is deleted.

    Raises:
        CorpusError: the disk refuses (``disk``).
    """
    if not size:
        delete(path)
        return
    try:
        os.truncate(path, size)
    except OSError as error:
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
        # Unbuffered: one call of the system, which no kill divides, adds all lines.
        with path.open("ab+", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    data = b"\n" + data
            _pour(file, data)
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            if size >= 0:
                os.truncate(path, size)
        raise disk(path, error) from None


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which takes the place of another when the block ends well.

    Raises:
        CorpusError: the disk is full or refuses (``disk``).
    """
    place = Path(os.path.realpath(target))
    unfinished, former = _folders_beside(place)
    try:
        finish_folder(place)
        unfinished.mkdir(parents=True)
        yield unfinished
        if place.exists():
            place.rename(former)
        unfinished.rename(place)
    except OSError as error:
        raise disk(target, error) from None
    finally:
        finish_folder(place)


def finish_folder(target: Path) -> None:
    """Undo what an interrupted `replacing_folder` left, or finish it where all was written."""
    place = Path(os.path.realpath(target))
    unfinished, former = _folders_beside(place)
    with suppress(OSError):
        if former.exists() and not place.exists():
            former.rename(place)
    for folder in (unfinished, former):
        shutil.rmtree(folder, ignore_errors=True)


def _folders_beside(place: Path) -> tuple[Path, Path]:
    name = _short(place.name)
    return place.with_name(f".{name}.site{UNFINISHED}"), place.with_name(f".{name}.site.old")


def _led_to(link: Path) -> Path:
    """What a symbolic link leads to; raises OSError where it leads to itself."""
    with suppress(FileNotFoundError):
        link.stat()
    return Path(os.path.realpath(link))


def _short(name: str) -> str:
    """A name that stays within the 255 bytes of a file system when something is added to it."""
    short = os.fsencode(name)[:200].decode(errors="ignore")
    return short or "name"


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


def shown(name: str) -> str:
    """The name of a file as text: what of it is no UTF-8 is replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def disk(path: Path, error: OSError) -> CorpusError:
    """The error for a disk that refuses, with what to do."""
    return CorpusError(
        "disk",
        f"cannot be written: {error.strerror or error}",
        where=str(path),
        hint=_HINTS.get(error.errno or 0, "Check the disk and the folder"),
    )


def refused(error: OSError) -> CorpusError:
    """The error for anything else that the system refuses, with what to do."""
    return CorpusError(
        "disk",
        error.strerror or str(error),
        where=shown(str(error.filename or "")),
        hint=_HINTS.get(error.errno or 0, "Check the disk and the folder"),
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
