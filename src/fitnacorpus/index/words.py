"""Searching the words of the texts: a concordance, whatever a fold forgives.

SQLite's full text index (FTS5) finds the lines that hold the words asked for; where they stand, and
whether side by side, is read off the line itself.  What is attached to an Arabic word (و ف ب ل ك س,
the article) is allowed for by asking for the word with each of them, so that the index holds words
as they are written.  A line with a corrected misprint is held in both readings.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyarabic import araby_const as araby

from fitnacorpus import reading
from fitnacorpus.index.lines import CONTEXT, SPELLINGS, corrected
from fitnacorpus.index.search import opened
from fitnacorpus.model import Span
from fitnacorpus.orthography import fold
from fitnacorpus.orthography.arabic import (
    ARTICLE,
    CONJUNCTIONS,
    FUTURE,
    PREPOSITIONS,
    with_full_alefs,
)
from fitnacorpus.orthography.folding import Folded

LONGEST_QUERY: Final = 500
"""Longest query that is looked at, in code points."""
_LINES: Final = 5000
"""Lines that are looked at in one go."""
SHORTEST_BEGINNING: Final = 3
"""Letters of a beginning; with fewer, half of all words begin so."""


@dataclass(frozen=True, slots=True)
class WordHit:
    """A place where the words stand.

    Attributes:
        text: Text id.
        ref: The sentence or line.
        lang: Language of the text.
        start: First code point in the source, attached particles left out.
        end: End.
        form: The words as the source has them, as they are read.
        left: What stands before, as it is read.
        right: What stands after.
        corr: What an editor reads instead, where the words were found in that reading; else "".
    """

    text: str
    ref: str
    lang: str
    start: int
    end: int
    form: str
    left: str
    right: str
    corr: str = ""


def search(path: Path, query: str, *, lang: str = "", text: str = "") -> list[WordHit]:
    """Places where words stand side by side in that order, by text and position.

    Args:
        path: The index.
        query: One or more words, in any spelling that the search fold forgives; a query without
            letters or digits finds nothing.
        lang: Only texts of this language.
        text: Only this text.

    Raises:
        CorpusError: the index is missing or of another version (``no-index``).
    """
    with opened(path, text) as database:
        # A sign that no fold takes away, such as a control character, is no word.
        wanted = _wanted(query[:LONGEST_QUERY].replace("\0", " "))
        if not wanted:
            return []
        hits: dict[tuple[str, int, int], WordHit] = {}
        for row in _lines(database, wanted, lang, text):
            for hit in _hits(row, wanted):
                # What stands in the source as well is not found again in the corrected reading.
                hits.setdefault((hit.text, hit.start, hit.end), hit)
    return [hits[key] for key in sorted(hits)]


def beginning(path: Path, query: str, texts: Collection[str]) -> list[str]:
    """Words of the texts that begin with a word, itself left out, in alphabetical order.

    Args:
        path: The index.
        query: One word of `SHORTEST_BEGINNING` letters or more; anything else begins no word.
        texts: Only words of these texts.

    Raises:
        CorpusError: the index is missing or of another version (``no-index``).
    """
    start = fold(query[:LONGEST_QUERY].replace("\0", " "), "").text.strip()
    if len(start) < SHORTEST_BEGINNING or not start.isalnum():
        return []
    expression = " OR ".join(f'"{spelling}"*' for spelling in spellings(start))
    known: set[str] = set()
    with opened(path, "") as database:
        cursor = database.execute(
            "SELECT l.* FROM words w JOIN lines l ON l.id = w.rowid WHERE words MATCH ?",
            (expression,),
        )
        for row in cursor:
            if row["text"] in texts:
                words = line_words(row["body"], json.loads(row["changes"]), row["lang"])
                known.update(form for word in words for form in word.forms)
    bare = (base for form in known for base in bases(form))
    return sorted({word for word in bare if word.startswith(start) and word != start})


def _wanted(query: str) -> list[Mapping[str, int]]:
    """For each word of a query how it may be written; a small alef is any or none."""
    plain, full = (fold(words, "").text.split() for words in (query, with_full_alefs(query)))
    return [
        {**spellings(other), **spellings(word)}
        for word, other in zip(plain, full, strict=True)
        if any(c.isalnum() for c in word)
    ]


def spellings(word: str) -> Mapping[str, int]:
    """How a folded word may be written, with the length of what is attached before it.

    The article counts as part of the word; after ل its alef is swallowed (Wright, vol. 1, § 14).
    """
    out = {word: 0}
    if not araby.HAMZA <= word[0] <= araby.YEH or len(word) < 2 or word == ARTICLE:
        return out
    definite = word.startswith(ARTICLE) and len(word) > 3
    for conjunction in ("", *CONJUNCTIONS):
        for preposition in ("", *PREPOSITIONS, *("" if definite else FUTURE)):
            head = conjunction + preposition
            if definite and preposition == "ل":
                out.setdefault(f"{head}ل{word[2:]}", len(head))
                continue
            out.setdefault(head + word, len(head))
            if definite or preposition == FUTURE:
                continue
            article = "ل" if preposition == "ل" else ARTICLE
            out.setdefault(f"{head}{article}{word}", len(head))
    return out


def bases(form: str) -> tuple[str, ...]:
    """The words that may be written as a folded form: those whose `spellings` it is one of."""
    out = {form: None}
    for conjunction in ("", *CONJUNCTIONS):
        for attached in ("", *PREPOSITIONS, *FUTURE):
            head = conjunction + attached
            rest = form[len(head) :] if form.startswith(head) else ""
            if rest:
                article = "ل" if attached == "ل" else ARTICLE
                tried = [rest, rest.removeprefix(article), ARTICLE + rest.removeprefix("ل")]
                out |= dict.fromkeys(word for word in tried if word and form in spellings(word))
    return tuple(out)


class Standing(NamedTuple):
    """A word of a line as a search compares it.

    Attributes:
        forms: Its folded forms: without small alefs, and with full ones where that is another.
        start: Where it stands in the line, in code points.
        end: End.
        changed: Whether an editor's correction touches it.
    """

    forms: tuple[str, ...]
    start: int
    end: int
    changed: bool


def line_words(body: str, changes: Sequence[Sequence[Any]], lang: str) -> list[Standing]:
    """The words of a line in the order in which a search meets them.

    Args:
        body: The line as it is read.
        changes: As in `lines.corrected`.
        lang: Language of the text.
    """
    words_read, places = corrected(body, changes)
    plain = _words(fold(words_read, lang))
    full = _words(fold(with_full_alefs(words_read), lang))
    out = []
    for word, other in zip(plain, full, strict=True):
        span = word.source_span(0)
        start, end = places[span.start].start, places[span.end - 1].end
        changed = any(c[0] < end and start < c[1] for c in changes)
        forms = tuple(dict.fromkeys((word.text, other.text)))
        out.append(Standing(forms, start, end, changed))
    return out


def _lines(
    database: sqlite3.Connection, wanted: Sequence[Mapping[str, int]], lang: str, text: str
) -> Iterator[sqlite3.Row]:
    """Lines that hold each of the words; the source's reading of a line before the corrected."""
    expression = " AND ".join(
        "(" + " OR ".join(f'"{spelling}"' for spelling in word) + ")" for word in wanted
    )
    cursor = database.execute(
        "SELECT l.* FROM words w JOIN lines l ON l.id = w.rowid WHERE words MATCH ?"
        " AND ? IN ('', l.text) AND (? = '' OR l.lang = ? OR l.lang LIKE ? || '-%') ORDER BY l.id",
        (expression, text, lang, lang, lang),
    )
    while batch := cursor.fetchmany(_LINES):
        yield from batch


def _side_by_side(folded: str, wanted: Sequence[Mapping[str, int]]) -> bool:
    """Whether words stand side by side in a line, in any of its spellings each."""
    spelt = [line.split() for line in folded.split(SPELLINGS)]
    return any(
        all(
            any(words[index + place] in spellings for words in spelt)
            for place, spellings in enumerate(wanted)
        )
        for index in range(len(spelt[0]) - len(wanted) + 1)
    )


def _hits(row: sqlite3.Row, wanted: Sequence[Mapping[str, int]]) -> Iterator[WordHit]:
    if not _side_by_side(row["folded"], wanted):
        return
    body: str = row["body"]
    changes = json.loads(row["changes"])
    view = reading.from_runs(body, json.loads(row["runs"]))
    words_read, places = corrected(body, changes)
    written = [_words(fold(words_read, row["lang"]))]
    if (full := with_full_alefs(words_read)) != words_read:
        written.append(_words(fold(full, row["lang"])))
    for index in range(len(written[0]) - len(wanted) + 1):
        run = [
            [words[at] for words in written if words[at].text in spelled]
            for at, spelled in enumerate(wanted, start=index)
        ]
        if not all(run):
            continue
        first, last = run[0][0], run[-1][0]
        found = Span(first.source_span(wanted[0][first.text]).start, last.source_span(0).end)
        start, end = places[found.start].start, places[found.end - 1].end
        changed = [c for c in changes if c[0] < end and start < c[1]]
        if changes and not changed:
            continue
        left, right = row["before"] + body[:start], body[end:] + row["after"]
        yield WordHit(
            row["text"], row["ref"], row["lang"], *view.source_span(start, end),
            body[start:end], _last(left), _first(right),
            words_read[found.start : found.end] if changed else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a fold."""

    folded: Folded
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.folded.text[self.start : self.end]

    def source_span(self, attached: int) -> Span:
        """Where it stands in what was folded, without so many characters at its beginning."""
        return self.folded.source_span(self.start + attached, self.end)


def _words(folded: Folded) -> list[_Word]:
    edges = [-1, *(i for i, c in enumerate(folded.text) if c == " "), len(folded)]
    return [_Word(folded, a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _last(before: str) -> str:
    """The end of a context, cut at a word."""
    if len(before) <= CONTEXT:
        return before
    cut = before[-CONTEXT:]
    space = next((i for i, c in enumerate(cut) if c.isspace()), -1)
    return cut if before[-CONTEXT - 1].isspace() else cut[space + 1 :]


def _first(after: str) -> str:
    if len(after) <= CONTEXT:
        return after
    cut = after[:CONTEXT]
    space = max((i for i, c in enumerate(cut) if c.isspace()), default=len(cut))
    return cut if after[CONTEXT].isspace() else cut[:space]
