"""The transliteration model: how likely a Latin spelling is for an Arabic word, and the reverse.

A word of Arabic letters is written in Latin letters piece by piece: each letter gives a piece of
none to four Latin letters, with a probability that depends on the letter, on its place in the word
and on whether a letter of length (ا و ي) follows.  The probabilities are learned by
`benchmarks/train_names.py` and shipped in ``names/data/transducer.npz``; nothing is trained at run
time.  Scores are log-odds in nats: how much likelier the pair is than the two words by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fitnacorpus.names.tokens import LONGEST_TOKEN, digest

SILENT: Final = "ۄ"
"""The waw of عمرو, which is written and not spoken (Wright, Grammar I, §8)."""
LETTERS: Final = "ءابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤٹڈڑ" + SILENT
"""Arabic letters of the model, as the structural key leaves them; any other is unknown."""
LONG: Final = "اوي"
"""Letters that write the long vowel of the letter before them."""
CONTEXTS: Final = 5
"""First, first before a long vowel, inside, inside before a long vowel, last."""
PIECE: Final = 4
"""Most Latin letters that one Arabic letter gives."""
STATES: Final = (len(LETTERS) + 1) * CONTEXTS
BASE: Final = 27
"""Latin letters and a sign for none or another."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_STATE_OF: Final = {letter: i + 1 for i, letter in enumerate(LETTERS)}
_FLOOR: Final = -1e4
_PATH: Final = Path(__file__).parent / "data" / "transducer.npz"


def states(word: str) -> list[int]:
    """The states of an Arabic word: a number for each letter in its context."""
    if word == "عمرو":
        word = "عمر" + SILENT
    last = len(word) - 1
    out = []
    for i, letter in enumerate(word):
        context = (0 if i == 0 else 2) + (i < last and word[i + 1] in LONG)
        out.append(_STATE_OF.get(letter, 0) * CONTEXTS + (4 if i == last and i else context))
    return out


def codes(word: str) -> list[int]:
    """The letters of a Latin word as numbers from 1; 0 for what is no letter a to z."""
    return [ord(c) - 96 if "a" <= c <= "z" else 0 for c in word]


def pieces(letters: NDArray[np.int16]) -> Ints:
    """Codes of all pieces of Latin words.

    Args:
        letters: Words by letters, as `codes` gives them, padded with 0.

    Returns:
        Shape (words, `PIECE` + 1, letters + 1): the code of the piece of k letters that ends before
        place j; 0 for the empty piece, -1 where the word has no such piece.
    """
    words, length = letters.shape
    out = np.full((words, PIECE + 1, length + 1), -1, dtype=np.int64)
    out[:, 0] = 0
    code = np.zeros((words, length + 1), dtype=np.int64)
    for k in range(1, PIECE + 1):
        # The piece of k letters is the piece of k - 1 with one more letter before it.
        code[:, k:] += letters[:, : length + 1 - k].astype(np.int64) * BASE ** (k - 1)
        out[:, k, k:] = code[:, k:]
    return out


@dataclass(frozen=True, slots=True)
class Model:
    """The parameters.

    Attributes:
        emit: Log probability of each piece in each state, (`STATES`, pieces); the first columns
            are for unknown pieces of 1 to `PIECE` letters, then the empty piece.
        column: Column of `emit` for a code of a piece.
        background: Log probability of a Latin letter after another, (`BASE`, `BASE`); 0 ends.
        alike: Log-odds of two Latin sounds standing for one another, see `matching`.
        gap: Log-odds of a Latin sound that the other spelling lacks.
    """

    emit: Floats
    column: NDArray[np.int16]
    background: Floats
    alike: Floats
    gap: Floats

    def chance(self, letters: NDArray[np.int16]) -> Floats:
        """Log probability of Latin words by themselves; words as `codes` gives them, padded."""
        before = np.zeros_like(letters)
        before[:, 1:] = letters[:, :-1]
        steps = self.background[before, letters]
        # The padding adds the step that ends the word once.
        ends = np.cumsum((letters == 0) & (before == 0), axis=1) > 0
        total: Floats = np.where(ends, np.float32(0), steps).sum(axis=1, dtype=np.float32)
        return total

    def columns(self, letters: NDArray[np.int16]) -> NDArray[np.int16]:
        """Columns of `emit` for all pieces of Latin words, shaped as `pieces` shapes them."""
        codes_ = pieces(letters)
        found = self.column[codes_]
        found[codes_ < 0] = -1
        return found


@cache
def lexicon() -> dict[str, tuple[NDArray[np.uint64], Floats]]:
    """Spellings that the training data have, for words of either script.

    Returns:
        For a word the digests of the words beside it in the other script, and the log probability
        of the Latin word given the Arabic one.
    """
    with np.load(_PATH, allow_pickle=False) as data:
        words = data["words"].tobytes().decode().split("\n")
        arabic = [words[i] for i in data["known_arabic"].tolist()]
        latin = [words[i] for i in data["known_latin"].tolist()]
        chances = (data["known_chance"].astype(np.float32) / -SCALE).tolist()
    digests = {word: digest(word) for word in words}
    beside: dict[str, list[tuple[int, float]]] = {}
    for a, b, chance in zip(arabic, latin, chances, strict=True):
        beside.setdefault(a, []).append((digests[b], chance))
        beside.setdefault(b, []).append((digests[a], chance))
    return {
        word: (
            np.array([d for d, _ in found], dtype=np.uint64),
            np.array([c for _, c in found], dtype=np.float32),
        )
        for word, found in beside.items()
    }


UNKNOWN: Final = PIECE
"""Columns before the one of the empty piece."""


@cache
def model() -> Model:
    """The shipped model, loaded when it is first asked for."""
    with np.load(_PATH, allow_pickle=False) as data:
        emit = data["emit"].astype(np.float32) / -SCALE
        column = np.empty(BASE**PIECE, dtype=np.int16)
        for k in range(PIECE):
            column[BASE**k : BASE ** (k + 1)] = k
        column[data["pieces"]] = np.arange(UNKNOWN, UNKNOWN + len(data["pieces"]))
        return Model(
            emit,
            column,
            data["background"].astype(np.float32) / -SCALE,
            data["alike"].astype(np.float32) / SCALE,
            data["gap"].astype(np.float32) / SCALE,
        )


SCALE: Final = 16
"""Steps of a nat in which the parameters are stored."""


def likelihood(
    letters: NDArray[np.int16],
    lengths: NDArray[np.int64],
    states_: NDArray[np.int16],
    counts: NDArray[np.int64],
) -> Floats:
    """Log probability of Latin words given Arabic words, pair by pair, by the best division.

    Args:
        letters: Latin words, (pairs, letters), padded with 0.
        lengths: Their lengths.
        states_: Arabic words by states, (pairs, letters), padded with any state.
        counts: Their lengths.
    """
    m = model()
    columns = m.columns(letters)
    n, _, places = columns.shape
    best = np.full((n, places), _FLOOR, dtype=np.float32)
    best[:, 0] = 0
    out = np.full(n, _FLOOR, dtype=np.float32)
    flat = m.emit.ravel()
    width = m.emit.shape[1]
    rows = np.arange(n)
    for i in range(int(counts.max(initial=0))):
        base = states_[:, i].astype(np.int64)[:, None] * width
        new = best + flat[base + UNKNOWN]
        for k in range(1, PIECE + 1):
            step = flat[base + columns[:, k, k:]]
            np.maximum(new[:, k:], best[:, : places - k] + step, out=new[:, k:])
        best = new
        done = counts == i + 1
        out[done] = best[rows[done], lengths[done]]
    return out


def encode_latin(words: list[str]) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """Latin words as padded letters with one place to spare, and their lengths.

    A word of more than `LONGEST_TOKEN` letters is read by so many of them.
    """
    held = [codes(word[:LONGEST_TOKEN]) for word in words]
    return _padded(held, LONGEST_TOKEN + 1)


def encode_arabic(words: list[str]) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """Arabic words as padded states, and their lengths; of long ones as `encode_latin`."""
    held = [states(word[:LONGEST_TOKEN]) for word in words]
    return _padded(held, LONGEST_TOKEN)


def _padded(held: list[list[int]], width: int) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    out = np.zeros((len(held), width), dtype=np.int16)
    for i, numbers in enumerate(held):
        out[i, : len(numbers)] = numbers
    return out, np.array([len(numbers) for numbers in held], dtype=np.int64)
