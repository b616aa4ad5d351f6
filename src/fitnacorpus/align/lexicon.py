"""A lexicon of translation: how likely a word of one language renders a word of the other.

Learnt from translations (`lexicon_training`), shipped as word statistics.  With it two passages
that were written independently can be asked how well each predicts the words of the other: query
likelihood with a translation model (Berger and Lafferty 1999; Xu, Weischedel and Nguyen 2001).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np

from fitnacorpus.align.bags import Bags, stacked
from fitnacorpus.languages import AR, EN
from fitnacorpus.orthography import fold_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Indices = NDArray[np.int64]

_KEPT: Final = frozenset(
    ["الله", "الذي", "التي", "الذين", "الي", "الا", "اللهم", "الان", "اله", "ولله", "لله"]
)
"""Words that begin like the article or a particle and do not hold one."""
_WORDS_OF_A_BOOK: Final = 65_536
"""Different words that are remembered in their plain shape; a book has some ten thousand."""
_ARTICLE: Final = ("وبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
_BEFORE: Final = ("و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "فب", "فل", "وس", "فس")
"""Attached particles."""
_AFTER: Final = tuple(
    sorted(
        [
            "ه",
            "ها",
            "هم",
            "هما",
            "هن",
            "ك",
            "كم",
            "كما",
            "ي",
            "ني",
            "نا",
            "ت",
            "تم",
            "وا",
            "ون",
            "ين",
            "ان",
            "ات",
            "وه",
            "وها",
            "وهم",
            "ته",
            "تها",
            "تهم",
            "نها",
            "نهم",
            "ونه",
            "ونها",
            "ونهم",
            "يه",
            "يها",
            "يهم",
            "اها",
            "اهم",
            "اته",
            "اتهم",
            "تي",
            "تنا",
            "ناه",
            "ناهم",
            "وني",
            "كن",
        ],
        key=len,
        reverse=True,
    )
)
"""Endings and attached pronouns."""
HELD: Final = 10.0
"""Words of somebody's own translations that count as much as all that the package knows of a stem.
Set by what it is for: a word that was met ten times in one's own register is known from there."""
SHORTEST: Final = 3
"""Letters that a stem keeps at least."""
_OFTEN: Final = 0.2
"""Share of a word's count at which what is left of it is taken for a word of its own."""
_ENGLISH: Final = re.compile("[a-z]+")
_JOINING: Final = str.maketrans("", "", "'\u2018\u2019\u02bf\u02be`")


class Stems:
    """Arabic words without article, particles and endings.

    The article goes always; other attachments only where the rest stands by itself often enough.

    Args:
        counts: How often each folded word was seen where the lexicon was learnt.
    """

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._alone = dict(counts)
        for word, count in counts.items():
            rest = _without_article(word)
            if rest != word:
                self._alone[rest] = self._alone.get(rest, 0) + count
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        """The stem of a word in the search fold."""
        if word not in self._known:
            self._known[word] = self._stem(word)
        return self._known[word]

    def _stem(self, word: str) -> str:
        stem = _without_article(word)
        if word not in _KEPT:
            best = max(self._analyses(word, stem), default=None)
            if best:
                stem = best[-1]
        return stem[:-1] if len(stem) > SHORTEST and stem.endswith("ه") else stem

    def _analyses(self, word: str, bare: str) -> Iterable[tuple[int, int, str]]:
        """Letters taken off, how often the rest stands alone, and the rest."""
        least = max(2.0, _OFTEN * self._counts.get(word, 1))
        for before in ("", *(() if bare != word else _BEFORE)):
            if not bare.startswith(before):
                continue
            rest = bare[len(before) :]
            for after in ("", *_AFTER):
                stem = rest[: len(rest) - len(after)]
                if not (before or after) or not rest.endswith(after) or len(stem) < SHORTEST:
                    continue
                readings = [stem]
                if after and stem.endswith("ت"):
                    readings.append(stem[:-1] + "ه")
                if after == "ات":
                    readings.append(stem + "ه")
                for reading in readings:
                    seen = self._alone.get(reading, 0)
                    if seen >= least:
                        yield len(before) + len(after), seen, reading


def _without_article(word: str) -> str:
    if word in _KEPT:
        return word
    for article in _ARTICLE:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST:
            return word[len(article) :]
    return word


def english_words(text: str) -> list[str]:
    """The words of an English text, without case and marks."""
    return _ENGLISH.findall(_plain(text))


@lru_cache(_WORDS_OF_A_BOOK)
def plain(word: str) -> str:
    """An English word without case, marks and apostrophes."""
    return _plain(word)


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.lower().translate(_JOINING)


@dataclass(frozen=True, slots=True)
class Taught:
    """How words were rendered in somebody's own translations.

    Attributes:
        pairs: Number of pairs of sentences that it was counted in.
        seen: In how many of them each stem stands, by language.
        renders: An Arabic and an English stem, how often the Arabic one is rendered by the English
            one as far as the model tells, and how often the reverse.
    """

    pairs: int
    seen: Mapping[str, Mapping[str, int]]
    renders: tuple[tuple[str, str, float, float], ...]


class Lexicon:
    """A translation lexicon of Arabic and English.

    Attributes:
        sizes: Number of stems of each language.
        counts: For each language in how many pairs of passages each stem was seen.
        pairs: Number of pairs of passages that it was learnt from.
    """

    def __init__(self, data: Any) -> None:
        def listed(name: str) -> list[str]:
            return bytes(data[name]).decode().split("\n")

        self._index = {lang: {w: i for i, w in enumerate(listed(lang))} for lang in (AR, EN)}
        self.sizes = {lang: len(index) for lang, index in self._index.items()}
        self.counts = {
            AR: data[f"counts_{AR}"].astype(np.float64),
            EN: data[f"counts_{EN}"].astype(np.float64),
        }
        self.pairs = float(data["n"])
        self._english = dict(pair.split(" ", 1) for pair in listed("en_forms") if pair)
        self.stems = Stems(dict(zip(listed("forms"), data["form_counts"].tolist(), strict=True)))
        self._tables = {
            name: (
                data[f"{name}_r"].astype(np.int64),
                data[f"{name}_i"].astype(np.int64),
                (data[f"{name}_p"].astype(np.float32) / 255) ** 2,
            )
            for name in ("T1", "T2")
        }

    def taught(self, by: Taught) -> Lexicon:
        """This lexicon with what translations taught beside it.

        A stem that this lexicon knows keeps its own renderings with the weight of `HELD` words.
        """
        out = copy(self)
        out._index = {}
        out.counts = {}
        for lang, index in self._index.items():
            stems = {**index}
            for stem in by.seen[lang]:
                stems.setdefault(stem, len(stems))
            counts = np.concatenate([self.counts[lang], np.zeros(len(stems) - len(index))])
            for stem, count in by.seen[lang].items():
                counts[stems[stem]] += count
            out._index[lang], out.counts[lang] = stems, counts
        out.sizes = {lang: len(index) for lang, index in out._index.items()}
        out.pairs = self.pairs + by.pairs
        arabic, english = out._index[AR], out._index[EN]
        known = [x for x in by.renders if x[0] in arabic and x[1] in english]
        out._tables = {
            "T1": _joined(
                self._tables["T1"],
                out.sizes[AR],
                [(arabic[a], english[e], n) for a, e, n, _ in known],
            ),
            "T2": _joined(
                self._tables["T2"],
                out.sizes[EN],
                [(english[e], arabic[a], n) for a, e, _, n in known],
            ),
        }
        return out

    def numbers(self, word: str, lang: str) -> list[int]:
        """The numbers of the known stems of a word as written."""
        index = self._index[lang]
        return [index[s] for s in self.stemmed(word, lang) if s in index]

    def number(self, stem: str, lang: str) -> int:
        """The number of a stem; -1 for one that is not known."""
        return self._index[lang].get(stem, -1)

    def stemmed(self, word: str, lang: str) -> list[str]:
        """The stems of a word as written, known or not."""
        if lang == AR:
            return [self.stems.of(fold_key(word, AR))]
        return [self._english.get(part, part) for part in english_words(word)]

    def table(self, lang: str, rows: Indices, columns: Indices) -> Bags:
        """Chances that a word of `lang` is rendered by a word of the other language.

        Args:
            lang: Language of the rows.
            rows: n stems.
            columns: m stems of the other language.

        Returns:
            For each of the n the words among the m that render it, and how likely each does.
        """
        starts, index, chance = self._tables["T1" if lang == AR else "T2"]
        place = np.full(self.sizes[EN if lang == AR else AR], -1)
        place[columns] = np.arange(len(columns))
        out = []
        for row in rows.tolist():
            some = slice(int(starts[row]), int(starts[row + 1]))
            at = place[index[some]]
            out.append((at[at >= 0], chance[some][at >= 0].astype(np.float32)))
        return stacked(out, len(columns))

    def best(self, lang: str, rows: Indices) -> list[tuple[int, float]]:
        """The likeliest word of the other language for each stem, and its chance; -1 for none."""
        starts, index, chance = self._tables["T1" if lang == AR else "T2"]
        out = []
        for row in rows.tolist():
            some = slice(int(starts[row]), int(starts[row + 1]))
            if some.start == some.stop:
                out.append((-1, 0.0))
                continue
            at = int(chance[some].argmax())
            out.append((int(index[some][at]), float(chance[some][at])))
        return out


def _joined(
    table: tuple[Indices, Indices, Floats], rows: int, counts: Iterable[tuple[int, int, float]]
) -> tuple[Indices, Indices, Floats]:
    """Sparse rows of chances with counts beside them, see `Lexicon.taught`."""
    added: dict[int, dict[int, float]] = defaultdict(dict)
    for row, column, count in counts:
        if count > 0:
            added[row][column] = count
    starts, index, chance = table
    indices, chances, lengths = [], [], []
    for row in range(rows):
        some = slice(int(starts[row]), int(starts[row + 1])) if row + 1 < len(starts) else slice(0)
        here, there = index[some], chance[some]
        if row in added:
            held = {int(k): HELD * float(p) for k, p in zip(here, there, strict=True)}
            total = (HELD if held else 0.0) + sum(added[row].values())
            for column, count in added[row].items():
                held[column] = held.get(column, 0.0) + count
            here = np.array(sorted(held), np.int64)
            there = np.array([held[k] / total for k in sorted(held)], np.float32)
        indices.append(here)
        chances.append(there)
        lengths.append(len(here))
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])
    return first, np.concatenate(indices), np.concatenate(chances)


@cache
def shipped() -> Lexicon:
    """The lexicon of the package."""
    path = resources.files("fitnacorpus.align").joinpath("data/lexicon.npz")
    with path.open("rb") as file:
        return read(file)


def read(file: IO[bytes]) -> Lexicon:
    """A lexicon as `lexicon_training.write` wrote it."""
    with np.load(file, allow_pickle=False) as data:
        return Lexicon({name: data[name] for name in data.files})
