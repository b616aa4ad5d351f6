"""What was made, and from what: the memory between two builds.

A database of its own, so that each artefact is remembered the moment it stands.  It may be deleted
at any time, and one that cannot be read counts as empty: then everything is made anew.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fitnacorpus.files import disk

FORMAT: Final = "1"
_SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE made (
  name TEXT PRIMARY KEY, key TEXT, outputs TEXT, content TEXT
) WITHOUT ROWID;
CREATE TABLE derived (name TEXT PRIMARY KEY, basis TEXT, value TEXT) WITHOUT ROWID;
CREATE TABLE files (
  path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, digest TEXT
) WITHOUT ROWID;
"""
_SMALL: Final = 64
"""Characters of a content that is read with its row: most pairs of texts have no link."""
_FINE: Final = 50_000_000
"""Nanoseconds after which a file with the time of its last change cannot have changed within that
time: file systems count in ticks of up to 10 ms."""
_COARSE: Final = 2_000_000_000
"""The same for a file system that counts in seconds (FAT in two)."""


@dataclass(frozen=True, slots=True)
class Made:
    """An artefact that stands.

    Attributes:
        key: Digest of what it was made from.
        outputs: Its files, from the corpus folder, each with its digest.
        content: What is kept of it in the state itself; None = it has not been read from there.
        name: The name under which the state has it.
    """

    key: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    content: str | None = ""
    name: str = ""


class State:
    """The memory of a corpus.

    Args:
        path: The database; it is written when there is something to remember.
        root: The corpus folder, which the paths of outputs start from.
    """

    def __init__(self, path: Path, root: Path) -> None:
        self._path, self._root = path, root
        self._made: dict[str, Made] = {}
        self._derived: dict[str, tuple[str, str]] = {}
        self._files: dict[str, tuple[int, int, str]] = {}
        self._reading: sqlite3.Connection | None = None
        self._new_files: dict[str, tuple[int, int, str]] = {}
        self._new_derived: dict[str, tuple[str, str]] = {}
        with suppress(sqlite3.DatabaseError, ValueError):
            self._load()

    def _load(self) -> None:
        if not self._path.is_file():
            return
        uri = f"{self._path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as database:
            found = database.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            if found is None or found[0] != FORMAT:
                return
            # The contents are the links of a whole library, of which a build asks for few.
            rows = database.execute(
                "SELECT name, key, outputs, CASE WHEN length(content) < ? THEN content END"
                " FROM made",
                (_SMALL,),
            )
            made = {
                name: Made(key, json.loads(outputs) if outputs != "{}" else {}, content, name)
                for name, key, outputs, content in rows
            }
            self._derived = {n: (b, v) for n, b, v in database.execute("SELECT * FROM derived")}
            self._files = {p: (s, m, d) for p, s, m, d in database.execute("SELECT * FROM files")}
            self._made = made

    # --- Asking ----------------------------------------------------------------------------------

    def get(self, name: str) -> Made | None:
        """What was made under a name, whether it still holds or not."""
        return self._made.get(name)

    def fresh(self, name: str, key: str) -> Made | None:
        """What was made under a name, if it was from this key and its files stand as they did."""
        made = self._made.get(name)
        if made is None or made.key != key:
            return None
        same = all(self.digest(self._root / p) == d for p, d in made.outputs.items())
        return made if same else None

    def content(self, made: Made) -> str | None:
        """What is kept of an artefact in the state itself; None where it is gone since."""
        if made.content is not None:
            return made.content
        with suppress(sqlite3.DatabaseError):
            if self._reading is None:
                uri = f"{self._path.resolve().as_uri()}?mode=ro"
                self._reading = sqlite3.connect(uri, uri=True, timeout=30, check_same_thread=False)
            found = self._reading.execute(
                "SELECT content FROM made WHERE name = ? AND key = ?", (made.name, made.key)
            ).fetchall()
            return str(found[0][0]) if found else None
        return None

    def names(self, stage: str) -> list[str]:
        """All names of a stage: ``links:a:b`` and others for ``links``."""
        return sorted(name for name in self._made if name.startswith(f"{stage}:"))

    def derived(self, name: str, basis: str) -> str | None:
        """A digest that was derived from a basis, if that is still the basis."""
        found = self._derived.get(name)
        return found[1] if found is not None and found[0] == basis else None

    def digest(self, path: Path) -> str:
        """SHA-256 of a file, "" where there is none; not read again if it cannot have changed."""
        try:
            stat = path.stat()
        except OSError:
            return ""
        place = str(path.absolute())
        known = self._files.get(place)
        if known is not None and known[:2] == (stat.st_size, stat.st_mtime_ns):
            return known[2]
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return ""
        # A file changed within this very tick may change again without its time telling.
        fine = stat.st_mtime_ns % 1_000_000_000
        if time.time_ns() - stat.st_mtime_ns > (_FINE if fine else _COARSE):
            entry = (stat.st_size, stat.st_mtime_ns, found)
            self._files[place] = self._new_files[place] = entry
        return found

    # --- Remembering -----------------------------------------------------------------------------

    def put(self, name: str, made: Made) -> None:
        """Remember an artefact, at once, so that an interrupted build goes on from there.

        Raises:
            CorpusError: the disk is full or refuses (``disk``).
        """
        self._made[name] = made
        row = (name, made.key, json.dumps(made.outputs), made.content or "")
        self._write("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", [row])

    def derive(self, name: str, basis: str, value: str) -> None:
        """Remember a derived digest, with the next artefact or at the end of a build."""
        self._derived[name] = self._new_derived[name] = (basis, value)

    def take_derived(self) -> dict[str, tuple[str, str]]:
        """What was derived and is not written down yet, which somebody else will remember."""
        found, self._new_derived = self._new_derived, {}
        return found

    def forget(self, names: Iterable[str]) -> None:
        """Forget artefacts that are no more."""
        gone = [(name,) for name in names if self._made.pop(name, None) is not None]
        if gone:
            self._write("DELETE FROM made WHERE name = ?", gone)

    def keep(self) -> None:
        """Write down what has been seen of files and derived, if anything was."""
        if self._new_derived:
            self._write("", [])

    def _write(self, statement: str, rows: Sequence[tuple[str, ...]]) -> None:
        try:
            try:
                self._run(statement, rows)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                # A state that cannot be read says nothing: begin a new one.
                self._path.unlink(missing_ok=True)
                self._run(statement, rows)
        except sqlite3.OperationalError as error:
            full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            code = errno.ENOSPC if full else errno.EIO
            raise disk(self._path, OSError(code, os.strerror(code))) from None

    def _run(self, statement: str, rows: Sequence[tuple[str, ...]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=30)) as database, database:
            database.execute("PRAGMA synchronous = OFF")
            tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            format_ = (
                database.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
                if tables
                else None
            )
            if format_ is None or format_[0] != FORMAT:
                for (table,) in database.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                ).fetchall():
                    database.execute(f'DROP TABLE "{table}"')
                for create in _SCHEMA.split(";")[:-1]:
                    database.execute(create)
                database.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
            if statement:
                database.executemany(statement, rows)
            database.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
                [(path, *entry) for path, entry in self._new_files.items()],
            )
            database.executemany(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?)",
                [(name, *entry) for name, entry in self._new_derived.items()],
            )
        self._new_files, self._new_derived = {}, {}
