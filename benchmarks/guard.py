"""Whether a change has cost a figure: a few of each kind, in under two minutes, against floors.

    .venv/bin/python benchmarks/guard.py [--data DIR]

The floors stand in ``guard.toml`` beside this program; a figure below its floor ends it with
status 1.  Speed is a ratio to a peer that runs in the same process.  Figures on the development
data are left out, and said to be, where those are not beside the repository.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import fitnacorpus as fc
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.evaluate import evaluate_align

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"
Figures = Iterator[tuple[str, float]]
_FOLDED: int = 300_000
"""Code points that are folded to measure a speed: long enough for the kernel for long strings."""


def fold(corpus: Path) -> Figures:
    """How many times faster a fold is than PyArabic's chain, on the Arabic of the corpus."""
    from pyarabic import araby

    words = "\n".join(
        p.read_text("utf-8", "replace") for p in sorted((corpus / "seeds").glob("*.txt"))
    )
    arabic = "".join(c for c in words if not "A" <= c <= "z")
    text = (arabic * (_FOLDED // len(arabic) + 1))[:_FOLDED]

    def chain() -> object:
        bare = araby.strip_tatweel(araby.strip_tashkeel(text))
        return araby.normalize_hamza(bare, method="tasheel")

    yield "fold.times_pyarabic", _best(chain) / _best(lambda: fc.fold(text, "ar"))


def _best(work: Callable[[], object], times: int = 5) -> float:
    """CPU seconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def names(data: Path) -> Figures:
    """How many names of the catalogue are found across scripts, first and among the first ten."""
    rows = [
        line.split("\t")[1:]
        for line in (data / "names" / "usaybia-dev.tsv").read_text("utf-8").splitlines()
    ]
    arabic = [row[0].split("|")[0].split("/")[0].strip() for row in rows]
    latin = [row[1].split("|")[-1].split("(")[0].split(",")[0].strip() for row in rows]
    for title, index, queries in (("to_arabic", arabic, latin), ("to_latin", latin, arabic)):
        found = fc.NameIndex(index)
        ranks = []
        for number, query in enumerate(queries):
            right = {k for k, name in enumerate(index) if name == index[number]}
            hits = found.search(query, 10)
            ranks.append(next((n for n, h in enumerate(hits, 1) if h.position in right), 0))
        yield f"names.{title}.first", sum(rank == 1 for rank in ranks) / len(ranks)
        yield f"names.{title}.among_ten", sum(rank > 0 for rank in ranks) / len(ranks)


def translation(data: Path) -> Figures:
    """Share of the beads of a translation that are found just so, as F1."""
    content = json.loads((data / "translation" / "ruth-jonah-esther.json").read_text("utf-8"))
    beads = fc.align_translation(content["ar"], content["en"], lang_a="ar", lang_b="en")
    found = {(tuple(x.a), tuple(x.b)) for x in beads if x.a and x.b}
    gold = {(tuple(sorted(a)), tuple(sorted(b))) for a, b in content["gold"] if a and b}
    yield "translation.strict", 2 * len(found & gold) / (len(found) + len(gold))


def accounts(data: Path) -> Figures:
    """Mark and Luke: how many verses are sent to within one verse of a section told by both.

    The shipped model has seen these books: the figure guards, and proves nothing.
    """
    from development import BOOKS, Pair, sections, verses

    assert "luke" in BOOKS
    pair = Pair("mark", "ar", "luke", "en")
    a, b = verses("mark", "ar")[1], verses("luke", "en")[1]
    links = fc.align_accounts(a, b, lang_a="ar", lang_b="en")
    goals: dict[int, list[range]] = {}
    for rows, columns in sections(pair):
        for i in rows:
            goals.setdefault(i, []).append(columns)
    sent: dict[int, int] = {}
    for link in links:  # best first
        for i in link.a:
            part = (i - link.a.start) / max(1, len(link.a) - 1)
            sent.setdefault(i, link.b.start + round(part * (len(link.b) - 1)))
    right = sum(
        any(r.start - 1 <= goal <= r.stop for r in goals.get(i, ())) for i, goal in sent.items()
    )
    yield "accounts.mark_luke", 2 * right / (len(sent) + len(goals))
    unrelated = fc.align_accounts(a, verses("esther", "en")[1], lang_a="ar", lang_b="en")
    yield "accounts.unrelated_free", float(not unrelated)


def edition(corpus: Path) -> Figures:
    """The texts of this repository: links against the verdicts, names in doubt, problems."""
    found, documents = evaluate_align(CorpusFolder(corpus))
    yield "edition.links.precision", found.precision
    yield "edition.links.recall", found.recall
    mentions = [m for document in documents for m in document.mentions]
    yield "edition.names", float(len(mentions))
    yield "edition.names.resolved", sum(m.status == "resolved" for m in mentions) / len(mentions)


def figures(corpus: Path, data: Path) -> Figures:
    """All figures that can be measured here."""
    yield from fold(corpus)
    yield from edition(corpus)
    if not data.is_dir():
        print(f"the development data is not at {data}: names, translation and accounts left out")
        return
    yield from names(data)
    yield from translation(data)
    yield from accounts(data)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every figure beside its floor; 1 if one is below."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of development data")
    options = parser.parse_args(arguments)
    floors: dict[str, float] = tomllib.loads((HERE / "guard.toml").read_text("utf-8"))["floors"]
    below = []
    print(f"{'figure':<28}{'now':>10}{'floor':>10}")
    for name, value in figures(HERE.parent, options.data):
        mark = "" if value >= floors[name] else "  below"
        below += [name] if mark else []
        print(f"{name:<28}{value:>10.3f}{floors[name]:>10.3f}{mark}", flush=True)
    if below:
        print(f"below the floor: {', '.join(below)}")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
