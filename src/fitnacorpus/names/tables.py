"""The tables of a name index: arrays that are built once, saved, and opened in milliseconds.

A saved index is one uncompressed ``.npz`` of plain arrays, never pickled, with the version of its
layout.  Opening reads the arrays; names are decoded when they are found.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from math import log
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fitnacorpus.errors import CorpusError
from fitnacorpus.names import matching, sounds
from fitnacorpus.names import transducer as tr
from fitnacorpus.names.tokens import ARABIC, Parsed, digest, parse, script
from fitnacorpus.orthography import fold_key, name_key
from fitnacorpus.orthography.translit import query_readings

VERSION: Final = 2
"""Version of the layout; an index of another version is not opened."""
LONGEST: Final = 500
"""Code points of a name, and of a query, that are looked at."""
WHOLE, READING = 1, 2
"""Flags of a key: it is the whole name; it comes from reading a romanisation."""

# A key is not cut after these, nor before those: the halves of one name.
_OPEN: Final = frozenset(
    {
        "abd",
        "ibn",
        "bint",
        "abu",
        "banu",
        "dhu",
        "umm",
        "عبد",
        "بن",
        "بنت",
        "ابو",
        "بنو",
        "ذو",
        "ام",
    }
)
_CLOSING: Final = frozenset({"din", "alah", "dawla", "دين", "الله", "دوله"})

Int32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Lists:
    """Many lists in one array: list i is ``items[starts[i] : starts[i + 1]]``."""

    starts: NDArray[np.int64]
    items: Int32

    @classmethod
    def grouped(cls, groups: NDArray[np.int32], items: Int32, count: int) -> Lists:
        """Lists from pairs of a list number and an item; items keep their order."""
        order = np.argsort(groups, kind="stable")
        starts = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(groups, minlength=count), out=starts[1:])
        return cls(starts, items[order].astype(np.int32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The arrays.

    Attributes:
        text: All names as UTF-8; `text_starts` cuts it.
        folds: Digests of the search folds, sorted, with the positions of their names.
        keys: Digests of the beginnings of the structural keys, sorted, with positions, flags and
            what part of the name the beginning is.
        tokens: Words of each name (`token_starts` cuts them) with roles; `numbers` regnal numbers.
        names_of: Names in which each word stands (`names_of_starts`).
        often: How often each word stands in the names.
        digests: Digests of the words, sorted, with the words (`digest_words`).
        is_arabic, letters, states, sounds, counts, chance: The words, see `transducer` and
            `matching`; `counts` is the number of letters.
        features: Digests of the features, sorted; `words_of` (`words_of_starts`) the words that
            have each, `rarity` its weight; `norm` divides the overlap of a word.
        bones: Consonants of each name as bytes (`bones_starts`).
        spelt: Words of each name as UTF-8 (`spelt_starts`).
    """

    text: NDArray[np.uint8]
    text_starts: NDArray[np.int64]
    folds: NDArray[np.uint64]
    fold_positions: Int32
    keys: NDArray[np.uint64]
    key_positions: Int32
    key_flags: NDArray[np.uint8]
    key_shares: NDArray[np.float32]
    tokens: Int32
    roles: NDArray[np.int8]
    token_starts: NDArray[np.int64]
    numbers: NDArray[np.int8]
    names_of: Int32
    names_of_starts: NDArray[np.int64]
    often: Int32
    digests: NDArray[np.uint64]
    digest_words: Int32
    is_arabic: NDArray[np.bool_]
    letters: NDArray[np.int16]
    states: NDArray[np.int16]
    sounds: NDArray[np.int16]
    counts: NDArray[np.int64]
    chance: NDArray[np.float32]
    features: NDArray[np.uint64]
    words_of: Int32
    words_of_starts: NDArray[np.int64]
    rarity: NDArray[np.float32]
    norm: NDArray[np.float32]
    bones: NDArray[np.uint8]
    bones_starts: NDArray[np.int64]
    spelt: NDArray[np.uint8]
    spelt_starts: NDArray[np.int64]

    def name(self, position: int) -> str:
        """A name as it was given."""
        start, end = self.text_starts[position : position + 2]
        return self.text[start:end].tobytes().decode("utf-8", "surrogatepass")

    def save(self, path: Path) -> None:
        """Write the tables to a file."""
        arrays: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, version=np.array(VERSION), **arrays)

    @classmethod
    def open(cls, path: Path) -> Tables:
        """Read tables from a file.

        Raises:
            CorpusError: there is no index of this version (``no-name-index``).
        """
        try:
            # numpy leaves a broken file open that it has opened itself.
            with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                if int(data["version"]) == VERSION:
                    return cls(**{f.name: data[f.name] for f in fields(cls)})
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            pass
        raise CorpusError(
            "no-name-index",
            "no saved index of names of this version",
            where=str(path),
            hint="Build it again with NameIndex.save",
        )


def beginnings(words: Sequence[str]) -> list[tuple[str, int]]:
    """The beginnings of a key that may stand for the whole, each with its number of words."""
    out = []
    for n in range(1, len(words) + 1):
        whole = n == len(words)
        if whole or (words[n - 1] not in _OPEN and words[n] not in _CLOSING):
            out.append((" ".join(words[:n]), n))
    return out


def readings(name: str) -> list[str]:
    """Structural keys of the Arabic that a scholarly romanisation determines."""
    return [name_key(r.text) for r in query_readings(name) if r.scheme != "as-is"]


def build(names: Iterable[str]) -> Tables:
    """The tables of names; blank names have a place and are never found."""
    given = list(names)
    folds: list[tuple[int, int]] = []
    keys: list[tuple[int, int, int, float]] = []
    parsed: list[Parsed] = []
    for position, name in enumerate(given):
        looked_at = name[:LONGEST]
        fold = fold_key(looked_at)
        key = name_key(looked_at) if any(map(str.isalnum, fold)) else ""
        parsed.append(parse(looked_at, key))
        if not key:
            continue
        folds.append((digest(fold), position))
        words = key.split()
        for text, n in beginnings(words):
            keys.append((digest(text), position, WHOLE * (n == len(words)), n / len(words)))
        if not looked_at.isascii():
            for reading in readings(looked_at):
                if reading:
                    keys.append((digest(reading), position, WHOLE | READING, 1.0))
    folds.sort()
    keys.sort()
    encoded = [name.encode("utf-8", "surrogatepass") for name in given]
    vocabulary = {
        text: i for i, text in enumerate(sorted({t.text for p in parsed for t in p.tokens}))
    }
    tokens = np.array([vocabulary[t.text] for p in parsed for t in p.tokens], dtype=np.int32)
    sizes = np.array([len(p.tokens) for p in parsed], dtype=np.int64)
    inside = Lists.grouped(
        tokens, np.repeat(np.arange(len(given), dtype=np.int32), sizes), len(vocabulary)
    )
    skeletons = {text: sounds.bones(text).encode("ascii") for text in vocabulary}
    bones = [b" ".join(filter(None, (skeletons[t.text] for t in p.tokens))) for p in parsed]
    spelt = [" ".join(t.text for t in p.tokens).encode("utf-8", "replace") for p in parsed]
    return Tables(
        text=_bytes(encoded),
        text_starts=_starts([len(e) for e in encoded]),
        folds=np.array([d for d, _ in folds], dtype=np.uint64),
        fold_positions=np.array([p for _, p in folds], dtype=np.int32),
        keys=np.array([k[0] for k in keys], dtype=np.uint64),
        key_positions=np.array([k[1] for k in keys], dtype=np.int32),
        key_flags=np.array([k[2] for k in keys], dtype=np.uint8),
        key_shares=np.array([k[3] for k in keys], dtype=np.float32),
        tokens=tokens,
        roles=np.array([t.role for p in parsed for t in p.tokens], dtype=np.int8),
        token_starts=_starts(sizes),
        numbers=np.array([p.number for p in parsed], dtype=np.int8),
        names_of=inside.items,
        names_of_starts=inside.starts,
        often=np.diff(inside.starts).astype(np.int32),
        bones=_bytes(bones),
        bones_starts=_starts([len(b) for b in bones]),
        spelt=_bytes(spelt),
        spelt_starts=_starts([len(b) for b in spelt]),
        **_words(list(vocabulary)),
    )


def _words(words: list[str]) -> dict[str, Any]:
    """The tables of the words."""
    is_arabic = np.array([script(w) == ARABIC for w in words], dtype=np.bool_)
    letters, counts = tr.encode_latin(
        ["" if a else w for w, a in zip(words, is_arabic, strict=True)]
    )
    states, arabic_counts = tr.encode_arabic(
        [w if a else "" for w, a in zip(words, is_arabic, strict=True)]
    )
    found = [sounds.features(w) for w in words]
    known = sorted({f for features in found for f in features}, key=digest)
    number = {f: i for i, f in enumerate(known)}
    pairs = np.array([number[f] for features in found for f in features], dtype=np.int32)
    owners = np.repeat(
        np.arange(len(words), dtype=np.int32), np.array([len(f) for f in found], dtype=np.int64)
    )
    having = Lists.grouped(pairs, owners, len(known))
    size = max(len(words), 1)
    rarity = np.array(
        [log(1 + size / n) ** 2 for n in np.diff(having.starts).tolist()], dtype=np.float32
    )
    mass = np.bincount(owners, rarity[pairs], len(words)) if len(pairs) else np.zeros(len(words))
    digests = np.array([digest(w) for w in words], dtype=np.uint64)
    by_digest = np.argsort(digests, kind="stable")
    return {
        "digests": digests[by_digest],
        "digest_words": by_digest.astype(np.int32),
        "is_arabic": is_arabic,
        "letters": letters,
        "states": states,
        "sounds": matching.encode(
            [
                matching.letters_arabic(w) if a else matching.sounds_latin(w)
                for w, a in zip(words, is_arabic, strict=True)
            ]
        ),
        "counts": counts + arabic_counts,
        "chance": tr.model().chance(letters),
        "features": np.array([digest(f) for f in known], dtype=np.uint64),
        "words_of": having.items,
        "words_of_starts": having.starts,
        "rarity": rarity,
        "norm": (np.sqrt(mass) + 1).astype(np.float32),
    }


def _bytes(pieces: list[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(pieces), dtype=np.uint8)


def _starts(sizes: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    out = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=out[1:])
    return out


def equal(digests: NDArray[np.uint64], wanted: int) -> slice:
    """Where a digest stands among sorted digests."""
    value = np.uint64(wanted)
    return slice(
        int(np.searchsorted(digests, value)), int(np.searchsorted(digests, value, "right"))
    )
