"""How well a text is aligned with its translation, beside other aligners.

The development translation is three books cut into unequal sentences: verses merged, split and
dropped.  Strict: both sets of sentences of a bead are those of a gold bead; lax: they share
sentences with one on both sides.  Gaps are not counted.  The peers are Gale–Church (`galechurch`),
which looks at lengths alone, and Vecalign (`sentalign`), both with the same encoder where they take
one; `sentalign` is published as source only, so it needs a C compiler and Cython:

    .venv/bin/python -m pip install galechurch==0.1.0 sentalign==0.3.0
    .venv/bin/python benchmarks/translation.py

A peer that is not installed is left out with a note.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fitnacorpus.align.encode import encode, use
from fitnacorpus.align.translation import align_translation, align_vectors

DATA = next(
    (p / "shared" / "data" for p in Path(__file__).resolve().parents if (p / "shared").is_dir()),
    Path("shared/data"),
)
Beads = list[tuple[set[int], set[int]]]
Aligner = Callable[[Sequence[str], Sequence[str]], Beads]


def fitnacorpus(a: Sequence[str], b: Sequence[str]) -> Beads:
    """The toolkit."""
    beads = align_translation(a, b, lang_a="ar", lang_b="en")
    return [(set(x.a), set(x.b)) for x in beads]


def from_vectors(a: Sequence[str], b: Sequence[str]) -> Beads:
    """The toolkit, with a vector for each sentence and nothing else."""
    beads = align_vectors(encode(a, "ar", use()), encode(b, "en", use()))
    return [(set(x.a), set(x.b)) for x in beads]


def gale_church(a: Sequence[str], b: Sequence[str]) -> Beads:
    """Lengths alone, with the ratio of these texts.

    `mean_xy` works as source / target, the reverse of what its documentation says.
    """
    import galechurch

    ratio = sum(map(len, a)) / sum(map(len, b))
    beads = galechurch.align(list(a), list(b), mean_xy=ratio).beads
    return [
        (set(range(x.source_start, x.source_end)), set(range(x.target_start, x.target_end)))
        for x in beads
    ]


def vecalign(a: Sequence[str], b: Sequence[str]) -> Beads:
    """Vecalign as `sentalign` has it, with its defaults."""
    from sentalign import sentalign

    found = sentalign(list(a), list(b), _clean).alignments
    return [(set(x.src_indices), set(x.tgt_indices)) for x in found]


def _clean(sentences: Sequence[str]) -> Any:
    """The same vectors as the toolkit uses; padding of the peer becomes a row of zeros."""
    return np.asarray(encode(sentences, "ar", use()))


ALIGNERS: list[tuple[str, Aligner]] = [
    ("Gale–Church (galechurch)", gale_church),
    ("Vecalign (sentalign)", vecalign),
    ("fitnacorpus", fitnacorpus),
    ("  sums of vectors, no lengths", from_vectors),
]


def scores(found: Beads, gold: Beads) -> tuple[float, float]:
    """Strict and lax F1."""
    found, gold = ([(a, b) for a, b in beads if a and b] for beads in (found, gold))
    strict = sum(pair in gold for pair in found)
    lax_found = sum(any(a & c and b & d for c, d in gold) for a, b in found)
    lax_gold = sum(any(a & c and b & d for a, b in found) for c, d in gold)
    return (
        2 * strict / (len(found) + len(gold)),
        _harmonic(lax_found / len(found), lax_gold / len(gold)),
    )


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    """Print everything."""
    path = DATA / "translation" / "ruth-jonah-esther.json"
    if not path.is_file():
        sys.exit("the development data is not beside the repository: nothing to measure")
    data = json.loads(path.read_text("utf-8"))
    gold = [(set(a), set(b)) for a, b in data["gold"]]
    print(f"{'translation':<32}{'strict F1':>10}{'lax F1':>10}{'CPU s':>10}")
    for name, aligner in ALIGNERS:
        began = time.process_time()
        try:
            found = aligner(data["ar"], data["en"])
        except ImportError as error:
            print(f"{name:<32}  not installed ({error.name})")
            continue
        strict, lax = scores(found, gold)
        print(f"{name:<32}{strict:>10.2f}{lax:>10.2f}{time.process_time() - began:>10.1f}")


if __name__ == "__main__":
    main()
