"""How good the links between accounts are, on the development accounts beside this repository.

Prints, for Arabic against English accounts with one passage a verse, precision, recall and F1 of
the "jump": each verse is sent to one counterpart or nowhere (of the links that hold it the best
wins, inside a link position goes to proportional position); it is right when it lands within one
verse of a section that the canon tables pair with it.  Nearest neighbour is the peer; every
ingredient is left out once.  Then the share of right cells by the peak of their chain, from which
the scores are read, and the translation.

    .venv/bin/python benchmarks/align.py
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from fitnacorpus.align import accounts, chain, score
from fitnacorpus.align.accounts import Link
from fitnacorpus.align.encode import encode, use
from fitnacorpus.align.translation import align_translation

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
PAIRS = [
    ("mark", "ar", "luke", "en"),
    ("mark", "en", "luke", "ar"),
    ("mark", "ar", "john", "en"),
    ("mark", "en", "john", "ar"),
]
UNRELATED = [("esther", "ar", book, "en") for book in ("mark", "luke", "john")] + [
    ("esther", "en", book, "ar") for book in ("mark", "luke", "john")
]
Section = tuple[range, range]


@cache
def verses(book: str, lang: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Chapter and verse, and text, of each verse."""
    lines = (DATA / "accounts" / f"{book}.{lang}.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(int(r[0]), int(r[1])) for r in rows], [r[2] for r in rows]


@cache
def vectors(book: str, lang: str) -> Any:
    """Vectors of the verses of a book."""
    return encode(verses(book, lang)[1], lang, use())


def sections(a: str, lang_a: str, b: str, lang_b: str) -> list[Section]:
    """Pairs of verse ranges told by both, as ranges of indices."""

    def place(book: str, lang: str, ref: str) -> int:
        index = {v: i for i, v in enumerate(verses(book, lang)[0])}
        chapter, verse = map(int, ref.split(":"))
        while (chapter, verse) not in index:
            verse -= 1
        return index[chapter, verse]

    lines = (DATA / "accounts" / f"{a}-{b}.gold.tsv").read_text("utf-8").splitlines()[1:]
    out = []
    for line in lines:
        _, a0, a1, b0, b1 = line.split("\t")
        out.append(
            (
                range(place(a, lang_a, a0), place(a, lang_a, a1) + 1),
                range(place(b, lang_b, b0), place(b, lang_b, b1) + 1),
            )
        )
    return out


def jump(links: Sequence[Link], gold: Sequence[Section]) -> tuple[float, float, float]:
    """Precision, recall and F1 of sending verses, averaged over both directions."""
    figures = []
    for turn in (False, True):
        sent: dict[int, tuple[float, float]] = {}
        for x in links:
            here, there = (x.b, x.a) if turn else (x.a, x.b)
            for i in here:
                part = (i - here.start) / (len(here) - 1) if len(here) > 1 else 0.5
                goal = there.start + part * (len(there) - 1)
                if i not in sent or x.score > sent[i][1]:
                    sent[i] = (goal, x.score)
        goals: dict[int, list[range]] = {}
        for pair in gold:
            here, there = pair[::-1] if turn else pair
            for i in here:
                goals.setdefault(i, []).append(there)
        right = sum(
            any(r.start - 1 <= round(goal) <= r.stop for r in goals.get(i, []))
            for i, (goal, _) in sent.items()
        )
        figures.append((right / len(sent) if sent else 0.0, right / len(goals)))
    precision, recall = (sum(f) / 2 for f in zip(*figures, strict=True))
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def nearest(a: Any, b: Any) -> list[Link]:
    """The peer: every verse goes to its nearest neighbour, from either side."""
    likeness = a @ b.T
    best = [(i, int(j)) for i, j in enumerate(likeness.argmax(axis=1))]
    best += [(int(i), j) for j, i in enumerate(likeness.argmax(axis=0))]
    return [
        Link(range(i, i + 1), range(j, j + 1), float(likeness[i, j]), "sameEvent", ())
        for i, j in best
    ]


def linked(a: Any, b: Any) -> list[Link]:
    """What the toolkit proposes without names."""
    none = frozenset[str]()
    return accounts.link(a, b, [none] * len(a), [none] * len(b))


def without(module: Any, name: str, value: Any) -> Callable[[Any, Any], list[Link]]:
    """The same with one ingredient replaced."""

    def run(a: Any, b: Any) -> list[Link]:
        kept = getattr(module, name)
        setattr(module, name, value)
        try:
            return linked(a, b)
        finally:
            setattr(module, name, kept)

    return run


METHODS: list[tuple[str, Callable[[Any, Any], list[Link]]]] = [
    ("nearest neighbour", nearest),
    ("fitnacorpus", linked),
    ("  without centring", without(score, "centred", lambda rows, mean: rows)),
    ("  without neighbourhood", without(score, "_relative", lambda likeness: likeness)),
    ("  without context", without(score, "WINDOWS", (1,))),
    ("  without order", without(score, "in_order", score.outstanding)),
]


def table() -> None:
    """Precision, recall and F1 of every method on every pair, and links between unrelated books."""
    names = [f"{a} {la}–{b} {lb}" for a, la, b, lb in PAIRS]
    print(f"{'precision/recall/F1':<26}" + "".join(f"{n:>19}" for n in names) + "  Esther")
    for name, method in METHODS:
        row = f"{name:<26}"
        for a, la, b, lb in PAIRS:
            links = method(vectors(a, la), vectors(b, lb))
            figures = "/".join(f"{x:.2f}" for x in jump(links, sections(a, la, b, lb)))
            row += f"{figures:>19}"
        wrong = sum(len(method(vectors(a, la), vectors(b, lb))) for a, la, b, lb in UNRELATED)
        print(f"{row}{wrong:>8}")


def calibration() -> None:
    """Share of right cells by the peak of their chain: where `accounts._SHARES` come from."""
    rows = []
    for a, la, b, lb in [*PAIRS, *UNRELATED]:
        gold = [] if a == "esther" else sections(a, la, b, lb)
        z = score.in_order(score.wording(vectors(a, la), vectors(b, lb)))
        for found in chain.chains(z):
            right = [
                any(
                    i in here and j in range(there.start - 1, there.stop + 1)
                    for here, there in gold
                )
                for i, j in found.cells
            ]
            rows.append((found.peak, sum(right) / len(right)))
    print("\npeak of chain   chains   right   score at the middle")
    for low, high in pairwise((3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0, 9.0, 99.0)):
        inside = [share for peak, share in rows if low <= peak < high]
        stated = float(np.interp((low + min(high, 11)) / 2, accounts._PEAKS, accounts._SHARES))
        if inside:
            mean = sum(inside) / len(inside)
            print(f"{low:>5.1f} – {high:>4.1f}{len(inside):>9}{mean:>8.2f}{stated:>10.2f}")


def translation() -> None:
    """Strict and lax F1 on a real translation cut into unequal sentences."""
    data = json.loads((DATA / "translation" / "ruth-jonah-esther.json").read_text("utf-8"))
    beads = align_translation(data["ar"], data["en"], lang_a="ar", lang_b="en")
    found = [(set(x.a), set(x.b)) for x in beads if x.a and x.b]
    gold = [(set(a), set(b)) for a, b in data["gold"] if a and b]
    strict = sum(pair in gold for pair in found)
    lax_found = sum(any(a & c and b & d for c, d in gold) for a, b in found)
    lax_gold = sum(any(a & c and b & d for a, b in found) for c, d in gold)
    print("\ntranslation   strict F1   lax F1")
    precision, recall = strict / len(found), strict / len(gold)
    lax_precision, lax_recall = lax_found / len(found), lax_gold / len(gold)
    harmonic = [2 * p * r / (p + r) for p, r in ((precision, recall), (lax_precision, lax_recall))]
    print(f"fitnacorpus{harmonic[0]:>12.2f}{harmonic[1]:>9.2f}")


def main() -> None:
    """Print everything."""
    if not (DATA / "accounts").is_dir():
        sys.exit(f"the development data is not at {DATA}: nothing to measure")
    began = time.process_time()
    table()
    calibration()
    translation()
    print(f"\n{time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
