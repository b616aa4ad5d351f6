"""The words of all texts for a search in the page: an index in pieces, each loaded when asked for.

The index answers as `index.words.search` does, without a database: a word is found under every word
whose spellings it is one of, with the line and its number in it, so that a run of words is a run of
numbers.  A line with a corrected misprint stands twice; of the second reading only what touches a
correction counts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from fitnacorpus import languages
from fitnacorpus.index.lines import rows
from fitnacorpus.index.words import bases, line_words
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.lookup import as_script
from fitnacorpus.reader.view import View

_CHUNK: Final = 400
"""Lines in a file: of some 150 characters, 60 to 100 kB."""
_SHARD: Final = 60_000
"""Characters of an index file.  One is loaded for each word of a query."""
_PREFIX: Final = 2
"""Characters of a word by which its file is known."""
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Row(NamedTuple):
    """A line: its text, its ref, its words as they are read, and the words as compared."""

    text: str
    ref: str
    body: str
    changes: list[Any]


class Concordance:
    """The index of all words that may be shown.

    Args:
        view: The corpus.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def _rows(self) -> list[_Row]:
        out = []
        for document in self.view.texts:
            if document.text.info.id in self.view.withheld:
                continue
            for columns, _ in rows(document):
                text, _, ref, _, body, _, changes, _ = columns
                out.append(_Row(str(text), str(ref), str(body), json.loads(str(changes))))
        return out

    @cached_property
    def _postings(self) -> dict[str, str]:
        """For each word the lines and its numbers in them: ``3:1,7 5:0``, lines counted on."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        known: dict[str, tuple[str, ...]] = {}
        for line, row in enumerate(self._rows):
            lang = self.view.by_id[row.text].text.info.lang
            for number, word in enumerate(line_words(row.body, row.changes, lang)):
                for form in word.forms:
                    if form not in known:
                        known[form] = bases(form) if any(map(str.isalnum, form)) else ()
                    for base in known[form]:
                        if found[base][-1:] != [(line, number)]:
                            found[base].append((line, number))
        return {word: _packed(places) for word, places in sorted(found.items())}

    @cached_property
    def _shards(self) -> list[dict[str, str]]:
        out: list[dict[str, str]] = [{}]
        size, prefix = 0, ""
        for word, places in self._postings.items():
            if size > _SHARD and word[:_PREFIX] != prefix:
                out.append({})
                size = 0
            out[-1][word] = places
            prefix = word[:_PREFIX]
            size += len(word) + len(places) + 6
        return out

    @cached_property
    def _first(self) -> dict[str, int]:
        """The first line of each text."""
        out: dict[str, int] = {}
        for line, row in enumerate(self._rows):
            out.setdefault(row.text, line)
        return out

    @cached_property
    def _by_fragment(self) -> dict[tuple[str, str], int]:
        out: dict[tuple[str, str], int] = {}
        for line, row in enumerate(self._rows):
            out.setdefault((row.text, row.ref.partition(":")[2]), line)
        return out

    def _aligned(self, shelf: Shelf, text: str) -> dict[str, list[list[int]]]:
        """For each sentence of a text the lines of its counterparts in other languages."""
        out: dict[str, list[list[int]]] = {}
        for sentence in shelf.correspondence.sentences(text):
            for there in shelf.correspondence.across(text, sentence):
                ends = [self._by_fragment.get((there.text, f), -1) for f in shelf.ends(there)]
                if -1 not in ends:
                    out.setdefault(sentence.id, []).append(ends)
        return out

    def _lines(self, shelf: Shelf, start: int) -> Iterator[list[Any]]:
        """For each line its address, its words, what it holds of corrections, what is aligned.

        Of a corrected line it says which words a correction touches, and for each word the number
        of the word of the source that it stands for.
        """
        aligned: dict[str, dict[str, list[list[int]]]] = {}
        for row in self._rows[start : start + _CHUNK]:
            if row.text not in aligned:
                aligned[row.text] = self._aligned(shelf, row.text)
            fragment = row.ref.partition(":")[2]
            lang = self.view.by_id[row.text].text.info.lang
            changed: list[list[int]] = []
            if row.changes:
                words = line_words(row.body, row.changes, lang)
                # What a correction puts before a word moves its beginning, and not its end.
                plain = {
                    (w.end, form): n
                    for n, w in enumerate(line_words(row.body, (), lang))
                    for form in w.forms
                }
                changed = [
                    [n for n, word in enumerate(words) if word.changed],
                    [plain.get((word.end, word.forms[0]), -1) for word in words],
                ]
            place = self.view.place(row.text, fragment)
            shown = " ".join(row.body.split())
            yield [place, shown, changed, aligned[row.text].get(fragment, [])]

    def files(self, shelf: Shelf) -> dict[str, Any]:
        """Path to what makes its bytes, for all files of the index."""
        out: dict[str, Any] = {"static/find/index.js": self._index}
        for number in range(len(self._shards)):
            out[f"static/find/s{number}.js"] = lambda n=number: as_script(
                f"fitnaShard_{n}", self._shards[n]
            )
        for number, start in enumerate(range(0, len(self._rows), _CHUNK)):
            out[f"static/find/l{number}.js"] = lambda n=number, s=start: as_script(
                f"fitnaLines_{n}", list(self._lines(shelf, s))
            )
        return out

    def _index(self) -> bytes:
        texts = []
        for text, line in self._first.items():
            info = self.view.by_id[text].text.info
            title = {x: languages.chosen(info.title, x)[1] or text for x in languages.INTERFACE}
            texts.append([text, title, info.lang, line])
        return as_script(
            "fitnaFindIndex",
            {
                "version": 1,
                "chunk": _CHUNK,
                "lines": len(self._rows),
                "texts": texts,
                "again": [n for n, row in enumerate(self._rows) if row.changes],
                "shards": [next(iter(shard), "")[:_PREFIX] for shard in self._shards],
            },
        )


def _packed(places: list[tuple[int, int]]) -> str:
    by_line: dict[int, list[int]] = {}
    for line, number in places:
        by_line.setdefault(line, []).append(number)
    out, before = [], 0
    for line, numbers in by_line.items():
        out.append(f"{_base36(line - before)}:{','.join(map(_base36, numbers))}")
        before = line
    return " ".join(out)


def _base36(n: int) -> str:
    out = ""
    while True:
        n, digit = divmod(n, 36)
        out = _DIGITS[digit] + out
        if not n:
            return out


class Finder(NamedTuple):
    """What a form of search offers.

    Attributes:
        languages: Languages that it can be narrowed to, each with its name.
        texts: Texts that it can be narrowed to, each with its title.
        hint: What to try: a name of this corpus in both scripts.
    """

    languages: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    hint: str


def finder(shelf: Shelf) -> Finder:
    """What a form of search in a corpus offers."""
    view = shelf.view
    spoken = {view.language(text): shelf.language(text) for text in view.by_id}
    texts = tuple((text, shelf.text_title(text)) for text in view.by_id)
    return Finder(tuple(sorted(spoken.items())), texts, _hint(shelf))


def _hint(shelf: Shelf) -> str:
    """The bearer named most, by a name in each language; without such, what may be asked."""
    view, w = shelf.view, shelf.wording
    known = [e for e in view.named if all(map(e.name, (w.lang, w.other))) and e.id in view.places]
    if not known:
        return w("search label")
    most = max(known, key=lambda e: len(view.places[e.id]))
    return w("search empty", mine=most.name(w.lang), other=most.name(w.other))
