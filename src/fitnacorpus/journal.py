"""Several files that change together: all of them do, or none, also when the process is killed.

Every new file is written beside its place first, where a full disk and missing rights show while
nothing has changed yet.  Then the journal says what is to be done, which needs no room any more:
lines are added, files take their places, old ones go.  With the journal removed the change is
whole.  A process that finds a journal finishes what it says; each step may be done twice.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fitnacorpus.errors import CorpusError
from fitnacorpus.files import (
    UNFINISHED,
    append,
    beside,
    delete,
    disk,
    file_digest,
    place_of,
    put,
    read,
    take_place,
    truncate,
    write_whole,
)

NAME: Final = f".journal{UNFINISHED}"
"""The journal's file, in the corpus folder."""
_VERSION: Final = 1
"""Format version of a plan."""


@dataclass
class Changes:
    """What is to change.

    Attributes:
        files: Files to write, with their content.
        lines: Lines to add to files that others may add to meanwhile.
        gone: Files to delete.
    """

    files: dict[Path, bytes] = field(default_factory=dict)
    lines: dict[Path, bytes] = field(default_factory=dict)
    gone: list[Path] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.files) + len(self.lines) + len(self.gone)


def commit(root: Path, changes: Changes) -> None:
    """Carry changes out, whole; call with the corpus locked.

    Args:
        root: The corpus folder, in which all files lie.
        changes: What is to change.

    Raises:
        CorpusError: the disk is full or refuses (``disk``).  Then nothing has changed, unless it
            refuses a rename or a deletion after the journal stands: the next command finishes.
    """
    wanted = _needed(root, changes)
    if len(wanted) == 1 and not wanted.gone:
        for path, data in wanted.files.items():
            write_whole(path, data)
        for path, data in wanted.lines.items():
            append(path, data)
        return
    if not wanted:
        return
    staged: list[Path] = []
    try:
        for number, (path, data) in enumerate(wanted.files.items()):
            staged.append(_staged(path, number))
            put(staged[-1], data, like=path)
        for path in wanted.gone:
            if path.exists() and not os.access(path.parent, os.W_OK):
                raise disk(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
        plan = _plan(root, wanted)
        write_whole(root / NAME, json.dumps(plan, ensure_ascii=False, indent=1).encode())
        _add_lines(root, plan)
    except BaseException as error:
        # Only what is certain is taken back: with the journal there, the next command finishes.
        if isinstance(error, CorpusError) or not (root / NAME).exists():
            delete(root / NAME)
            for path in staged:
                with suppress(CorpusError):
                    delete(path)
        raise
    _rest(root, plan)


def finish(root: Path) -> None:
    """Finish what an interrupted command began; call with the corpus locked.

    Raises:
        CorpusError: a file was changed since (``interrupted``), or the disk refuses (``disk``).
    """
    path = root / NAME
    if not path.is_file():
        return
    try:
        plan = json.loads(read(path))
        if plan["version"] != _VERSION:
            raise ValueError(plan["version"])
        _places(root, plan)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CorpusError(
            "interrupted",
            "what an interrupted command left to do cannot be read",
            where=str(path),
            hint="Delete this file, and look with 'fitnacorpus check' for what is missing",
        ) from None
    for name, step in plan["files"].items():
        known = ("", step["before"])
        if _staged(root / name, step["staged"]).exists() and file_digest(root / name) not in known:
            raise CorpusError(
                "interrupted",
                "the file was changed after the command that was to replace it was interrupted",
                where=str(root / name),
                hint="Move it away; the next command finishes the interrupted one",
            )
    _add_lines(root, plan)
    _rest(root, plan)


def _needed(root: Path, changes: Changes) -> Changes:
    """The changes without those that change nothing.

    A file outside the corpus, which a link leads to, is written as a whole: the journal adds lines
    to no other files than those of the corpus, whoever wrote it.
    """
    wanted = Changes(gone=[path for path in changes.gone if os.path.lexists(path)])
    for path, data in changes.files.items():
        if not path.exists() or read(path) != data:
            wanted.files[path] = data
    for path, data in changes.lines.items():
        if _inside(root, path):
            wanted.lines[path] = data
        else:
            wanted.files[path] = read(path) + data
    return wanted


def _staged(path: Path, number: int) -> Path:
    """Where a file waits for its turn."""
    return beside(path, f"j{number}")


def _inside(root: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _plan(root: Path, changes: Changes) -> dict[str, Any]:
    inside = os.path.realpath(root)

    def name(path: Path) -> str:
        return (Path(os.path.realpath(path.parent)) / path.name).relative_to(inside).as_posix()

    return {
        "version": _VERSION,
        "lines": {
            name(path): {"at": path.stat().st_size if path.exists() else 0, "add": data.decode()}
            for path, data in changes.lines.items()
        },
        "files": {
            name(path): {"staged": number, "before": file_digest(path)}
            for number, path in enumerate(changes.files)
        },
        "gone": {name(path): file_digest(path) for path in changes.gone},
    }


def _places(root: Path, plan: Mapping[str, Any]) -> None:
    """Demand that a journal names files of the corpus alone; raises ValueError."""
    for kind in ("lines", "files", "gone"):
        for name in plan[kind]:
            parts = Path(name).parts
            if not parts or Path(name).is_absolute() or ".." in parts:
                raise ValueError(name)
            if not _inside(root, (root / name).parent):
                raise ValueError(name)
    for name, step in plan["lines"].items():
        if not _inside(root, root / name):
            raise ValueError(name)
        if type(step["at"]) is not int or type(step["add"]) is not str:
            raise TypeError(name)
    for step in plan["files"].values():
        if type(step["staged"]) is not int:
            raise TypeError(step["staged"])


def _add_lines(root: Path, plan: Mapping[str, Any]) -> None:
    """Add the lines that are not there; all of them are taken back if some cannot be added."""
    done: list[tuple[Path, int]] = []
    try:
        for name, step in plan["lines"].items():
            path, lines = root / name, step["add"].encode()
            content = read(path) if path.exists() else b""
            if lines in content[step["at"] :]:
                continue
            size, tail = len(content), content[step["at"] :].removeprefix(b"\n")
            if tail and lines.startswith(tail):
                size = step["at"]
                truncate(path, size)
            done.append((path, size))
            append(path, lines)
    except CorpusError:
        for path, size in done:
            with suppress(CorpusError):
                truncate(path, size)
        raise


def _rest(root: Path, plan: Mapping[str, Any]) -> None:
    """What needs no room: files take their places, old ones go, and so does the journal."""
    for name, step in plan["files"].items():
        staged = _staged(root / name, step["staged"])
        if staged.exists():
            take_place(staged, place_of(root / name))
    for name, digest in plan["gone"].items():
        # Who has put something else here since wants to keep it.
        if file_digest(root / name) in ("", digest):
            delete(root / name)
    delete(root / NAME)
