"""Building the search index."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from fitnacorpus.index.lines import CONTEXT, lines_with_refs, rows
from fitnacorpus.model import Authority, Document, Mention, Span

VERSION: Final = "2"
"""Format of the index; another format is built anew."""

_SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entries (
  id TEXT PRIMARY KEY, kind TEXT, name_ar TEXT, name_en TEXT
) WITHOUT ROWID;
CREATE TABLE forms (position INTEGER PRIMARY KEY, entry TEXT, form TEXT, lang TEXT, type TEXT);
CREATE TABLE mentions (
  entry TEXT, text TEXT, start INTEGER, end INTEGER, lang TEXT, ref TEXT, type TEXT, form TEXT,
  before TEXT, after TEXT, cert REAL, status TEXT,
  PRIMARY KEY (entry, text, start)
) WITHOUT ROWID;
CREATE TABLE lines (
  id INTEGER PRIMARY KEY, text TEXT, lang TEXT, ref TEXT, start INTEGER, before TEXT, body TEXT,
  after TEXT, changes TEXT
);
CREATE VIRTUAL TABLE words USING fts5(
  folded, content = '', detail = none, tokenize = "unicode61 remove_diacritics 0"
);
"""


def build(path: Path, documents: Iterable[Document], authority: Authority) -> None:
    """Write the index to a new file.

    Args:
        path: Where; the file must not exist.
        documents: All documents, by text id.
        authority: The authority.

    Raises:
        OSError: the disk is full or refuses.
    """
    try:
        _build(path, documents, authority)
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        code = errno.ENOSPC if full else errno.EIO
        raise OSError(code, os.strerror(code), str(path)) from error


def _build(path: Path, documents: Iterable[Document], authority: Authority) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        database.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))
        database.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?)",
            ((e.id, e.kind, e.name("ar"), e.name("en")) for e in authority.entries),
        )
        database.executemany(
            "INSERT INTO forms (entry, form, lang, type) VALUES (?, ?, ?, ?)",
            ((e.id, f.text, f.lang, f.type) for e in authority.entries for f in e.forms),
        )
        for document in documents:
            database.executemany(
                "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                _mentions(document),
            )
            for row, folded in rows(document):
                number = database.execute(
                    "INSERT INTO lines (text, lang, ref, start, before, body, after, changes)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    row,
                ).lastrowid
                database.execute(
                    "INSERT INTO words (rowid, folded) VALUES (?, ?)", (number, folded)
                )
        database.commit()


def _mentions(document: Document) -> Iterator[tuple[object, ...]]:
    source, info = document.text.source, document.text.info
    lines = lines_with_refs(document)
    frames = {e.id: Span(e.start, e.end) for e in document.episodes}
    at = 0
    for mention in document.mentions:
        while lines[at][1].end <= mention.start:
            at += 1
        ref, line = lines[at]
        before, after = _context(source, mention, frames.get(ref.division, line))
        for candidate in mention.candidates:
            yield (
                candidate.ref, info.id, mention.start, mention.end, info.lang, str(ref),
                mention.type, source[mention.start : mention.end], before, after, candidate.cert,
                mention.status,
            )  # fmt: skip


def _context(source: str, mention: Mention, frame: Span) -> tuple[str, str]:
    """Up to `CONTEXT` code points on both sides of a mention, cut at word edges.

    The context of a name in an episode stays inside it, that of any other inside its line.
    """
    start = max(frame.start, mention.start - CONTEXT)
    while frame.start < start < mention.start and not source[start - 1].isspace():
        start += 1
    end = min(frame.end, mention.end + CONTEXT)
    while mention.end < end < frame.end and not source[end].isspace():
        end -= 1
    return source[start : mention.start], source[mention.end : end]
