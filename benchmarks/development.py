"""The development accounts beside this repository, for the programs that measure and train.

Accounts of one verse a passage, section pairs that both tell, and, in the part of an authority, the
names in `development_names.tsv`.  Nothing here is a program.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from fitnacorpus import plugins
from fitnacorpus.align.account import Account, part, read_account
from fitnacorpus.align.encode import encode
from fitnacorpus.orthography import fold_key

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
LANGS = ("ar", "en")
BOOKS = ("mark", "luke", "john", "esther")


class Pair(NamedTuple):
    """Two accounts."""

    a: str
    lang_a: str
    b: str
    lang_b: str

    def __str__(self) -> str:
        """Both accounts, with their languages."""
        return f"{self.a} {self.lang_a}–{self.b} {self.lang_b}"

    @property
    def group(self) -> str:
        """What is left out together: "luke" or "john"; Esther and Mark go with Luke."""
        return "john" if self.b == "john" else "luke"


RELATED = [Pair("mark", x, b, y) for b in ("luke", "john") for x, y in (LANGS, LANGS[::-1])]
UNRELATED = [
    Pair("esther", x, b, y) for x, y in (LANGS, LANGS[::-1]) for b in ("mark", "luke", "john")
]
ONE_LANGUAGE = [Pair("mark", x, b, x) for b in ("luke", "john") for x in LANGS]
Section = tuple[range, range]
_WORD = re.compile(r"[^\W\d_]+")
_folder = SHARED
_encoder = "use"


def arguments(description: str, *flags: str) -> argparse.Namespace:
    """Read the command line, and say where the data is."""
    global _folder, _encoder
    parser = argparse.ArgumentParser(description=description.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=SHARED, help="folder of development data")
    parser.add_argument("--encoder", default="use", help="sentence encoder, a plugin")
    for flag in flags:
        parser.add_argument(flag, action="store_true")
    given = parser.parse_args()
    _folder, _encoder = given.data, given.encoder
    if not (_folder / "accounts").is_dir():
        sys.exit(f"the development data is not at {_folder}: nothing to measure")
    return given


def folder() -> Path:
    """Where the development data is."""
    return _folder


@cache
def verses(book: str, lang: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Chapter and verse, and text, of each verse."""
    lines = (_folder / "accounts" / f"{book}.{lang}.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(int(r[0]), int(r[1])) for r in rows], [r[2] for r in rows]


@cache
def _load(name: str) -> Any:
    return plugins.load("encoder", name)()


def vectors(passages: Sequence[str], lang: str) -> Any:
    """Unit rows of strings."""
    return encode(passages, lang, _load(_encoder))


@cache
def account(book: str, lang: str) -> Account:
    """A whole book, one passage a verse, without names."""
    return read_account(verses(book, lang)[1], lang, vectors)


@cache
def sections(pair: Pair) -> tuple[Section, ...]:
    """Pairs of verse ranges told by both, as ranges of indices; none for an unrelated book."""

    def place(book: str, lang: str, ref: str) -> int:
        index = {v: i for i, v in enumerate(verses(book, lang)[0])}
        chapter, verse = map(int, ref.split(":"))
        while (chapter, verse) not in index:
            verse -= 1
        return index[chapter, verse]

    path = _folder / "accounts" / f"{pair.a}-{pair.b}.gold.tsv"
    out = []
    for line in path.read_text("utf-8").splitlines()[1:] if path.is_file() else ():
        _, a0, a1, b0, b1 = line.split("\t")
        rows = range(place(pair.a, pair.lang_a, a0), place(pair.a, pair.lang_a, a1) + 1)
        columns = range(place(pair.b, pair.lang_b, b0), place(pair.b, pair.lang_b, b1) + 1)
        out.append((rows, columns))
    return tuple(out)


# --- Names and short accounts --------------------------------------------------------------------


@cache
def _names() -> dict[str, str]:
    """From a folded word to the id of the name."""
    path = Path(__file__).with_name("development_names.tsv")
    out = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            ident, english, arabic = line.split("\t")
            out.update({fold_key(word): ident for word in (*english.split(), *arabic.split())})
    return out


@cache
def names(book: str, lang: str) -> tuple[frozenset[str], ...]:
    """The names in each verse."""
    known = _names()

    def readings(word: str) -> Iterator[str]:
        yield word
        if lang == "ar":
            for before in ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فل", "فب"):
                yield word.removeprefix(before)
            for before in ("لل", "ولل"):
                if word.startswith(before):
                    yield "ال" + word.removeprefix(before)

    return tuple(
        frozenset(
            ident
            for word in _WORD.findall(fold_key(verse, lang))
            if (ident := next((known[r] for r in readings(word) if r in known), ""))
        )
        for verse in verses(book, lang)[1]
    )


class Short(NamedTuple):
    """Two short accounts cut from two books, and which of their episodes share two verses."""

    a: Account
    b: Account
    right: Any


@cache
def _episodes(book: str, lang: str) -> tuple[tuple[range, ...], Account]:
    """A book in episodes of two to five verses, with names; the cut is the same every time."""
    chance = random.Random(book)
    count = len(verses(book, lang)[1])
    cuts = [0]
    while cuts[-1] < count:
        cuts.append(min(count, cuts[-1] + chance.randint(2, 5)))
    spans = tuple(range(x, y) for x, y in itertools.pairwise(cuts))
    texts = [" ".join(verses(book, lang)[1][i] for i in span) for span in spans]
    named = [frozenset().union(*(names(book, lang)[i] for i in span)) for span in spans]
    mean = np.concatenate([account(other, lang).vectors for other in BOOKS]).mean(axis=0)
    return spans, read_account(texts, lang, vectors, named, mean=mean)


@cache
def short(pair: Pair) -> tuple[Short, ...]:
    """Short accounts: stretches of 2 to 45 episodes against half to twice as many, always the same.

    Short ones are as frequent as long ones.  Every other one has a common section in it.  The mean
    of a stretch is its own, as in a corpus of two texts.
    """
    chance = random.Random(str(pair))
    spans_a, a = _episodes(pair.a, pair.lang_a)
    spans_b, b = _episodes(pair.b, pair.lang_b)
    right = np.zeros((len(spans_a), len(spans_b)))
    for rows, columns in sections(pair):
        for i, here in enumerate(spans_a):
            for j, there in enumerate(spans_b):
                right[i, j] += min(len({*here} & {*rows}), len({*there} & {*columns}))
    known = np.argwhere(right >= 2)
    out = []
    for turn in range(80):
        n = min(len(spans_a), round(2 * (45 / 2) ** chance.random()))
        m = min(len(spans_b), max(2, round(n * 2 ** chance.uniform(-1, 1))))
        i, j = chance.randrange(len(spans_a) - n + 1), chance.randrange(len(spans_b) - m + 1)
        if turn % 2 and len(known):
            row, column = known[chance.randrange(len(known))]
            i = min(max(0, int(row) - chance.randrange(n)), len(spans_a) - n)
            j = min(max(0, int(column) - chance.randrange(m)), len(spans_b) - m)
        out.append(
            Short(
                _alone(part(a, range(i, i + n))),
                _alone(part(b, range(j, j + m))),
                right[i : i + n, j : j + m] >= 2,
            )
        )
    return tuple(out)


def _alone(account: Account) -> Account:
    return replace(account, mean=account.vectors.mean(axis=0))
