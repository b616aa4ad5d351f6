"""What alignment costs on long texts, from given vectors: CPU seconds and peak memory.

The vectors are made up: a third of the passages of both sides tell the same, in runs of 5 to 40,
with as much noise as verses of two languages show (similarity about .5 after centring); in the
translation every sentence has its counterpart save for one block of a fifth, which one side lacks,
and 3 % here and there.  Each row runs in a process of its own, on one thread, so that its peak
memory is its own; the vectors themselves (2 kB a sentence) are counted in.  Beside it stands what
the full product of all pairs would cost, measured on 500 rows.

    .venv/bin/python benchmarks/long_texts.py [--small]
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import train_lexicon

from fitnacorpus.align import candidates, linking, score, sparse
from fitnacorpus.align.translation import align_vectors
from fitnacorpus.align.units import Units, written_words
from fitnacorpus.languages import AR, EN
from fitnacorpus.model import Span

DIMENSIONS = 512
SIZES = (1_000, 10_000, 100_000)


def unit(rows: Any) -> Any:
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def noise(chance: Any, count: int) -> Any:
    return unit(chance.standard_normal((count, DIMENSIONS), dtype=np.float32))


def in_language(rows: Any, chance: Any) -> Any:
    """Rows moved to one side, as those of a language are."""
    rows += 0.5 * noise(chance, 1)
    return unit(rows)


def translation(size: int) -> dict[str, float]:
    """A translation that lacks a block of a fifth."""
    chance = np.random.default_rng(1)
    a = noise(chance, size)
    lacks = chance.random(size) < 0.03
    lacks[2 * size // 5 : 3 * size // 5] = True
    kept = np.flatnonzero(~lacks)
    # Strangers at the end make up for what is lacking, so that both sides are as long.
    b = np.concatenate([a[kept], np.zeros((size - len(kept), DIMENSIONS), np.float32)])
    b += noise(chance, size)
    a, b = in_language(a, chance), in_language(unit(b), chance)
    began = time.process_time()
    beads = align_vectors(a, b)
    cost = time.process_time() - began
    right = sum(
        len(x.a) == len(x.b) == 1 and x.b[0] < len(kept) and kept[x.b[0]] == x.a[0] for x in beads
    )
    return {"cpu": cost, "found": right / len(kept)}


def shared(chance: Any, a: Any, b: Any, part: float) -> list[tuple[int, int]]:
    """Let runs of two accounts tell the same, in any order; the pairs of passages."""
    starts = np.arange(0, len(a) - 40, 45)
    chance.shuffle(starts)
    targets = chance.permutation(starts)
    out: list[tuple[int, int]] = []
    for i, j in zip(starts, targets, strict=True):
        length = int(chance.integers(5, 41))
        if len(out) + length > part * len(a):
            break
        b[j : j + length] = a[i : i + length]
        out += [(int(i) + k, int(j) + k) for k in range(length)]
    b += noise(chance, len(b))
    return out


def accounts(size: int) -> dict[str, float]:
    """Two independent accounts."""
    chance = np.random.default_rng(1)
    a, b = noise(chance, size), noise(chance, size)
    gold = set(shared(chance, a, b, 1 / 3))
    a, b = in_language(a, chance), in_language(unit(b), chance)
    began = time.process_time()
    found = {cell for chain in sparse.chains(a, b) if chain.peak >= 5 for cell in chain.cells}
    cost = time.process_time() - began
    near = {(i + d, j + e) for i, j in gold for d in (-1, 0, 1) for e in (-1, 0, 1)}
    return {
        "cpu": cost,
        "found": len(found & gold) / len(gold),
        "right": len(found & near) / max(1, len(found)),
    }


def books(size: int) -> dict[str, float]:
    """Two books of so many units, of two languages, with their words and names by sound."""
    chance = np.random.default_rng(1)
    verses = list(train_lexicon.verses())
    chosen = chance.permutation(len(verses))[: 2 * size]
    here, there = list(chosen[:size]), list(chosen[size:])
    a, b = noise(chance, size), noise(chance, size)
    gold = shared(chance, a, b, 1 / 3)
    for i, j in gold:
        there[j] = here[i]
    a, b = in_language(a, chance), in_language(unit(b), chance)
    arabic = _book(AR, [verses[k][0] for k in here], a)
    english = _book(EN, [verses[k][1] for k in there], b)
    began = time.process_time()
    found = linking.link(arabic, english)
    cost = time.process_time() - began
    near = {(i + d, j + d) for i, j in gold for d in (-1, 0, 1)}
    right = [any((i, j) in near for i in x.a for j in x.b) for x in found]
    told = {i for x, good in zip(found, right, strict=True) if good for i in x.a}
    return {
        "cpu": cost,
        "found": len(told & {i for i, _ in gold}) / len(gold),
        "right": sum(right) / max(1, len(right)),
    }


def _book(lang: str, verses: list[str], vectors: Any) -> Units:
    """A book of which every verse is a unit and twenty are an episode."""
    count = len(verses)
    return Units(
        lang,
        tuple(Span(k, k + 1) for k in range(count)),
        tuple(k // 20 for k in range(count)),
        tuple(tuple(written_words(verse, lang)) for verse in verses),
        ((),) * count,
        (frozenset[str](),) * count,
        vectors,
    )


def product(size: int) -> dict[str, float]:
    """The full product of all pairs and the best ten of every row, from 500 rows."""
    chance = np.random.default_rng(1)
    a, b = noise(chance, 500), noise(chance, size)
    began = time.process_time()
    values = a @ b.T
    np.partition(values, -score.NEIGHBOURS, axis=1)
    return {"cpu": (time.process_time() - began) * size / 500}


def neighbours(size: int) -> dict[str, float]:
    """The best ten of every row through lists."""
    chance = np.random.default_rng(1)
    a = noise(chance, size)
    b = unit(a + noise(chance, size))
    began = time.process_time()
    near = candidates.nearest(a, b, score.NEIGHBOURS)
    cost = time.process_time() - began
    return {"cpu": cost, "found": float((near.rows == near.columns).sum()) / size}


TASKS = {
    "translation": (translation, SIZES),
    "two accounts": (accounts, SIZES),
    "two whole books": (books, (1_000, 3_000, 5_000)),
    "  ten nearest through lists": (neighbours, SIZES[1:]),
    "  ten nearest, full product": (product, (1_000, 3_000, 5_000, *SIZES[1:])),
}


def apart(task: str, size: int) -> dict[str, float]:
    """The figures of a task, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, task, str(size)], capture_output=True, text=True, check=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Print everything, or with arguments the figures of one task."""
    if len(sys.argv) == 3:
        figures = TASKS[sys.argv[1]][0](int(sys.argv[2]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**figures, "peak": peak}))
        return
    print(f"{'':<30}{'size':>10}{'CPU s':>9}{'peak MB':>9}{'found':>8}{'right':>8}")
    for task, (_, sizes) in TASKS.items():
        for size in sizes:
            if "--small" in sys.argv and size > SIZES[1]:
                continue
            figures = apart(task, size)
            row = f"{task:<30}{size:>10}{figures['cpu']:>9.1f}{figures['peak']:>9.0f}"
            for name in ("found", "right"):
                row += f"{figures[name]:>8.2f}" if name in figures else f"{'':>8}"
            print(row, flush=True)


if __name__ == "__main__":
    main()
