"""Keeping the search index: a file of the corpus, brought up to date text by text.

The index remembers from what each text's rows were made, so that it alone tells what is stale in
it.  The rows of a text are replaced in one transaction: a reader sees the old ones or the new.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from fitnacorpus import languages, reading
from fitnacorpus.index.lines import citations, context, lines_with_refs, rows, strangers
from fitnacorpus.model import Authority, Document, Entry, Span

VERSION: Final = "7"
"""Format of the index; another format is built anew."""

_SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE texts (id TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
CREATE TABLE entries (id TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TABLE names (entry TEXT, lang TEXT, name TEXT, PRIMARY KEY (entry, lang)) WITHOUT ROWID;
CREATE TABLE forms (position INTEGER PRIMARY KEY, entry TEXT, form TEXT, lang TEXT, type TEXT);
CREATE TABLE mentions (
  entry TEXT, text TEXT, start INTEGER, end INTEGER, lang TEXT, ref TEXT, type TEXT, form TEXT,
  before TEXT, after TEXT, cert REAL, status TEXT,
  PRIMARY KEY (entry, text, start, end)
) WITHOUT ROWID;
CREATE INDEX mentions_of_text ON mentions (text);
CREATE TABLE strangers (
  text TEXT, start INTEGER, lang TEXT, ref TEXT, form TEXT, PRIMARY KEY (text, start, form)
) WITHOUT ROWID;
CREATE TABLE citations (
  text TEXT, start INTEGER, end INTEGER, lang TEXT, unit TEXT, n TEXT, ref TEXT, opening TEXT
);
CREATE INDEX citations_by_number ON citations (n);
CREATE INDEX citations_of_text ON citations (text);
CREATE TABLE lines (
  id INTEGER PRIMARY KEY, text TEXT, lang TEXT, ref TEXT, before TEXT, body TEXT, after TEXT,
  changes TEXT, runs TEXT, folded TEXT
);
CREATE INDEX lines_of_text ON lines (text);
CREATE VIRTUAL TABLE words USING fts5(
  folded, content = '', detail = none, tokenize = "unicode61 remove_diacritics 0"
);
"""


class Index:
    """An index that is being brought up to date; use it in a ``with``.

    Args:
        path: The file; it is made where it is missing, and made anew where it cannot be used.
        program: Digest of the program's own code: rows of another program are not gone on with.

    Raises:
        OSError: the disk is full or refuses.
    """

    def __init__(self, path: Path, program: str) -> None:
        self._path, self._program = path, program
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            self._database.close()

    def keys(self) -> dict[str, str]:
        """From each text in the index to what its rows were made from; "" for the entries."""
        if not self._path.is_file():
            return {}
        uri = f"{self._path.resolve().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True)) as database:
                if not self._usable(database):
                    return {}
                found = dict(database.execute("SELECT id, key FROM texts"))
                for (key,) in database.execute("SELECT value FROM meta WHERE key = 'entries'"):
                    found[""] = key
                return found
        except sqlite3.DatabaseError:
            return {}

    def set_entries(self, authority: Authority, key: str) -> None:
        """Replace the entries and their forms.

        Args:
            authority: The authority.
            key: What the rows are made from.
        """
        with self._transaction() as database:
            database.execute("DELETE FROM entries")
            database.execute("DELETE FROM names")
            database.execute("DELETE FROM forms")
            database.executemany(
                "INSERT INTO entries VALUES (?, ?)", ((e.id, e.kind) for e in authority.entries)
            )
            database.executemany(
                "INSERT INTO names VALUES (?, ?, ?)",
                ((e.id, *named) for e in authority.entries for named in _names(e)),
            )
            database.executemany(
                "INSERT INTO forms (entry, form, lang, type) VALUES (?, ?, ?, ?)",
                ((e.id, f.text, f.lang, f.type) for e in authority.entries for f in e.forms),
            )
            database.execute("INSERT OR REPLACE INTO meta VALUES ('entries', ?)", (key,))

    def set_text(self, document: Document, key: str) -> None:
        """Replace the rows of a text.

        Args:
            document: The text.
            key: What the rows are made from.
        """
        text = document.text.info.id
        with self._transaction() as database:
            _remove_names(database, text)
            database.executemany(
                "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _mentions(document),
            )
            database.executemany(
                "INSERT INTO strangers VALUES (?, ?, ?, ?, ?)", strangers(document)
            )
            database.executemany(
                "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", citations(document)
            )
            _set_lines(database, text, [(*row, folded) for row, folded in rows(document)])
            database.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (text, key))

    def remove(self, text: str) -> None:
        """Remove the rows of a text."""
        with self._transaction() as database:
            _remove_names(database, text)
            _set_lines(database, text, [])
            database.execute("DELETE FROM texts WHERE id = ?", (text,))

    def _usable(self, database: sqlite3.Connection) -> bool:
        wanted = {"version": VERSION, "program": self._program}
        return wanted.items() <= dict(database.execute("SELECT key, value FROM meta")).items()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            if self._database is None:
                self._database = self._opened()
            with self._database:
                yield self._database
        except sqlite3.OperationalError as error:
            full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            code = errno.ENOSPC if full else errno.EIO
            raise OSError(code, os.strerror(code), str(self._path)) from error

    def _opened(self) -> sqlite3.Connection:
        if not self.keys():
            self._path.unlink(missing_ok=True)
        new = not self._path.exists()
        database = sqlite3.connect(self._path, timeout=30)
        database.execute("PRAGMA synchronous = OFF")
        if new:
            with database:
                for statement in _SCHEMA.split(";")[:-1]:
                    database.execute(statement)
                database.executemany(
                    "INSERT INTO meta VALUES (?, ?)",
                    [("version", VERSION), ("program", self._program)],
                )
        return database


def _remove_names(database: sqlite3.Connection, text: str) -> None:
    """Remove the names and pages of a text."""
    database.execute("DELETE FROM mentions WHERE text = ?", (text,))
    database.execute("DELETE FROM strangers WHERE text = ?", (text,))
    database.execute("DELETE FROM citations WHERE text = ?", (text,))


def _set_lines(
    database: sqlite3.Connection, text: str, lines: Sequence[tuple[object, ...]]
) -> None:
    """Replace the lines of a text, and of the index of words what differs.

    The words that stand before and after a change are indexed already; of their lines only what
    says where they stand is written anew.  Lines are numbered in the order of the text.

    Args:
        database: The index.
        text: The text.
        lines: Rows of `lines` without their numbers.
    """
    order = "SELECT * FROM lines WHERE text = ? ORDER BY id"
    kept = database.execute(order, (text,)).fetchall()
    most = min(len(kept), len(lines))
    first = next((k for k in range(most) if kept[k][-1] != lines[k][-1]), most)
    most -= first
    last = next((k for k in range(most) if kept[-1 - k][-1] != lines[-1 - k][-1]), most)
    gone, new = kept[first : len(kept) - last], lines[first : len(lines) - last]
    if len(new) > len(gone) and last:  # no numbers are free between those that stand
        first, last, gone, new = 0, 0, kept, lines
    numbers = [row[0] for row in gone[: len(new)]]
    after = 1 + database.execute("SELECT ifnull(max(id), 0) FROM lines").fetchone()[0]
    numbers += range(after, after + len(new) - len(numbers))
    database.executemany(
        "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)",
        ((row[0], row[-1]) for row in gone),
    )
    database.executemany("DELETE FROM lines WHERE id = ?", ((row[0],) for row in gone))
    database.executemany(
        "INSERT INTO words (rowid, folded) VALUES (?, ?)",
        ((number, row[-1]) for number, row in zip(numbers, new, strict=True)),
    )
    standing = [*zip(kept[:first], lines[:first], strict=True)]
    standing += zip(kept[len(kept) - last :], lines[len(lines) - last :], strict=True)
    moved = [(was[0], *now) for was, now in standing if was[1:] != now]
    fresh = [(number, *row) for number, row in zip(numbers, new, strict=True)]
    database.executemany(
        "INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*moved, *fresh)
    )


def _mentions(document: Document) -> Iterator[tuple[object, ...]]:
    info, view = document.text.info, reading.of_document(document)
    lines = lines_with_refs(document)
    frames = {e.id: Span(e.start, e.end) for e in document.episodes}
    at = 0
    for mention in document.mentions:
        while lines[at][1].end <= mention.start:
            at += 1
        ref, line = lines[at]
        span, frame = Span(mention.start, mention.end), frames.get(ref.division, line)
        before, after = context(view.holding(span), span, frame)
        for candidate in mention.candidates:
            yield (
                candidate.ref, info.id, mention.start, mention.end, info.lang, str(ref),
                mention.type, view.read(span), before, after, candidate.cert,
                mention.status,
            )  # fmt: skip


def _names(entry: Entry) -> list[tuple[str, str]]:
    """The preferred name in each language that an entry has one in, transliterations left out."""
    spoken = sorted({f.lang for f in entry.forms if f.lang == languages.primary(f.lang)})
    return [(lang, name) for lang in spoken if (name := entry.name(lang))]
