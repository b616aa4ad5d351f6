"""Asking the search index: which entries bear a name, and where they stand."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from fitnacorpus import languages
from fitnacorpus.errors import CorpusError, did_you_mean
from fitnacorpus.index.build import VERSION

_HAS_TEXT = "SELECT 1 FROM lines WHERE text = ? LIMIT 1"
_HELD = 0.2
"""What an event loses in order, whose label is longer than the name that is asked for."""
_WHOLE = 0.95
"""A label of an event is a phrase: its beginning, below this score, is no name of it."""

_UNNUMBERED = 0.4
"""Most that a person scores whose forms lack the regnal number asked for: more likely another."""


@dataclass(frozen=True, slots=True)
class MentionHit:
    """A place where an entry stands; `left` and `right` are the source around it, as it stands."""

    text: str
    ref: str
    lang: str
    type: str
    start: int
    end: int
    form: str
    left: str
    right: str
    cert: float
    status: str


@dataclass(frozen=True, slots=True)
class EntryHit:
    """An entry that bears the name asked for.

    Attributes:
        authority: Its id.
        kind: Its kind.
        names: Preferred names by language; those of the interface always, "" where there is none.
        tier: "exact", "variant" or "fuzzy".
        score: Between 0 and 1.
        why: The reason, in words.
        mentions: All places where it stands, by text and position.
        unnumbered: Whether a regnal number is asked for and no form of this person has one.
    """

    authority: str
    kind: str
    names: dict[str, str]
    tier: str
    score: float
    why: str
    mentions: tuple[MentionHit, ...]
    unnumbered: bool = False


class FormHit(Protocol):
    """What a matcher of names gives back (`names.index.NameHit`)."""

    @property
    def position(self) -> int: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def tier(self) -> str: ...  # noqa: D102
    @property
    def score(self) -> float: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102


Matcher = Callable[[Sequence[str], str], Sequence[FormHit]]
"""From forms and a query to hits on them, best first."""
Numbering = Callable[[str], int]
"""From a name to its regnal number, 0 for none (`names.tokens.regnal_number`)."""


def search(
    path: Path,
    query: str,
    match: Matcher,
    *,
    kind: str = "",
    lang: str = "",
    text: str = "",
    number: Numbering = lambda _: 0,
) -> list[EntryHit]:
    """Entries that bear a name, best first, each once, with all their mentions.

    Whoever bears another regnal number than the one asked for is another man, by whichever of his
    names he is found.

    Args:
        path: The index.
        query: The name.
        match: Compares the query with the forms.
        kind: Only entries of this kind.
        lang: Only mentions in texts of this language.
        text: Only mentions in this text.
        number: Tells regnal numbers.

    Raises:
        CorpusError: the index is missing or of another version (``no-index``).
    """
    with opened(path, text) as database:
        return _search(database, query, match, kind, lang, text, number)


@contextmanager
def opened(path: Path, text: str = "") -> Iterator[sqlite3.Connection]:
    """The index, open for reading.

    Args:
        path: The index.
        text: A text that is to be asked about, or "".

    Raises:
        CorpusError: the index is missing or of another version (``no-index``), or has no such text
            (``unknown-text``).
    """
    if not path.is_file():
        raise _no_index(path)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        try:
            found = database.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
            if found is None or found[0] != VERSION:
                raise _no_index(path)
            if text and not database.execute(_HAS_TEXT, (text,)).fetchone():
                raise CorpusError(
                    "unknown-text",
                    f"there is no text '{text}' in the corpus",
                    hint=f"{did_you_mean(text, _texts(database))} Ask for another one, or run "
                    "'fitnacorpus build' if it was just added".lstrip(),
                )
            yield database
        except sqlite3.DatabaseError:
            raise _no_index(path) from None


def _texts(database: sqlite3.Connection) -> list[str]:
    return [text for (text,) in database.execute("SELECT id FROM texts")]


def _search(
    database: sqlite3.Connection,
    query: str,
    match: Matcher,
    kind: str,
    lang: str,
    text: str,
    number: Numbering,
) -> list[EntryHit]:
    forms, spelt = _forms(database, kind)
    best: dict[str, tuple[str, float, str]] = {}
    for hit in match(spelt, query):
        row = forms[hit.position]
        slip = row["type"] == "slip" and hit.tier == "exact"
        tier = "variant" if slip else hit.tier
        why = f"{'a slip of a source' if slip else hit.why}: {hit.name}"
        if row["kind"] == "event" and tier == "variant" and hit.score < _WHOLE:
            continue
        known = best.get(row["entry"])
        if known is None or _rank(tier, hit.score) < _rank(*known[:2]):
            best[row["entry"]] = (tier, hit.score, why)
    unnumbered = _without_number(number(query), best, forms, number)
    out = []
    for entry, (tier, score, why) in best.items():
        if (nameless := unnumbered.get(entry)) is not None:
            if not nameless:
                continue
            tier, score = "fuzzy", min(score, _UNNUMBERED)
            why = f"of this name, and without a number: {why.rpartition(': ')[2]}"
        row = database.execute("SELECT kind FROM entries WHERE id = ?", (entry,)).fetchone()
        mentions = _mentions(database, entry, lang, text)
        names = _names(database, entry)
        out.append(EntryHit(entry, row["kind"], names, tier, score, why, mentions, bool(nameless)))
    out.sort(key=lambda h: (*_order(h), -len(h.mentions), h.authority))
    return out


_Forms = tuple[list[sqlite3.Row], tuple[str, ...]]
_KEPT: Final[OrderedDict[tuple[str, str, str], _Forms]] = OrderedDict()
"""Forms of the authorities that were searched last: a process asks again, and to read thousands of
rows takes longer than to search them."""
_MOST_KEPT: Final = 4


def _forms(database: sqlite3.Connection, kind: str) -> _Forms:
    """The forms of all entries, or of those of a kind: rows, and the forms alone."""
    query = "SELECT value FROM meta WHERE key = 'entries'"
    made = "".join(value for (value,) in database.execute(query))
    key = database.execute("PRAGMA database_list").fetchone()["file"], made, kind
    if key not in _KEPT:
        rows = database.execute(
            "SELECT f.entry, f.form, f.type, e.kind FROM forms f JOIN entries e ON e.id = f.entry"
            " WHERE ? IN ('', e.kind) ORDER BY f.position",
            (kind,),
        ).fetchall()
        _KEPT[key] = rows, tuple(row["form"] for row in rows)
    _KEPT.move_to_end(key)
    while len(_KEPT) > _MOST_KEPT:
        _KEPT.popitem(last=False)
    return _KEPT[key]


def _without_number(
    asked: int, found: Mapping[str, object], forms: Sequence[Any], number: Numbering
) -> dict[str, bool]:
    """Persons found who do not bear the number asked for.

    Returns:
        Whether each may be meant all the same: neither he nor anybody else found says a number
        that decides it.
    """
    if not asked:
        return {}
    numbers: dict[str, set[int]] = {}
    for row in forms:
        if row["entry"] in found and row["kind"] == "person":
            numbers.setdefault(row["entry"], set()).add(number(row["form"]))
    known = any(asked in each for each in numbers.values())
    return {
        entry: not known and each == {0} for entry, each in numbers.items() if asked not in each
    }


def _names(database: sqlite3.Connection, entry: str) -> dict[str, str]:
    """Preferred names by language: those of the interface always, "" where there is none."""
    rows = database.execute("SELECT lang, name FROM names WHERE entry = ?", (entry,))
    return {**dict.fromkeys(sorted(languages.INTERFACE), ""), **dict(map(tuple, rows))}


def _order(hit: EntryHit) -> tuple[int, float]:
    """By tier and score; an event that only holds the name stands behind those who bear it."""
    held = hit.kind == "event" and hit.tier != "exact" and hit.score < _WHOLE
    return _rank(hit.tier, hit.score - _HELD * held)


def _rank(tier: str, score: float) -> tuple[int, float]:
    return ("exact", "variant", "fuzzy").index(tier), -score


def _mentions(
    database: sqlite3.Connection, entry: str, lang: str, text: str
) -> tuple[MentionHit, ...]:
    rows: list[Any] = database.execute(
        "SELECT text, ref, lang, type, start, end, form, before, after, cert, status"
        " FROM mentions WHERE entry = ? AND ? IN ('', text) ORDER BY text, start",
        (entry, text),
    ).fetchall()
    return tuple(
        MentionHit(*row) for row in rows if not lang or row["lang"].partition("-")[0] == lang
    )


def _no_index(path: Path) -> CorpusError:
    return CorpusError(
        "no-index",
        "the search index is missing or of another version",
        where=str(path),
        hint="Run 'fitnacorpus build'",
    )


@dataclass(frozen=True, slots=True)
class Stranger:
    """A person whom texts name and no entry is: the name, how often, and where first."""

    form: str
    lang: str
    count: int
    text: str
    ref: str


def strangers(path: Path, wanted: Callable[[str, str], bool]) -> list[Stranger]:
    """Persons without an entry whose names are wanted, those named most first.

    Args:
        path: The index.
        wanted: Says of a name and its language whether it is.

    Raises:
        CorpusError: the index is missing or of another version (``no-index``).
    """
    with opened(path) as database:
        rows = database.execute(
            "SELECT form, lang, count(*) AS count, text, ref, min(start) FROM strangers"
            " GROUP BY form, lang ORDER BY count DESC, form"
        ).fetchall()
    return [
        Stranger(row["form"], row["lang"], row["count"], row["text"], row["ref"])
        for row in rows
        if wanted(row["form"], row["lang"])
    ]


def entries(path: Path, *, kind: str = "") -> list[dict[str, Any]]:
    """All entries with their preferred names and the number of their mentions, by kind and id.

    Args:
        path: The index.
        kind: Only entries of this kind.

    Raises:
        CorpusError: the index is missing or of another version (``no-index``).
    """
    with opened(path) as database:
        rows = database.execute(
            "SELECT e.kind, e.id, count(m.entry) AS mentions"
            " FROM entries e LEFT JOIN mentions m ON m.entry = e.id"
            " WHERE ? IN ('', e.kind) GROUP BY e.id ORDER BY e.kind, e.id",
            (kind,),
        ).fetchall()
        return [{**dict(row), **_names(database, row["id"])} for row in rows]
