"""Where episodes begin, against the section starts of the development accounts.

The canon tables divide Mark, Luke and John into sections; a section start is a boundary, and every
verse a sentence.  Weights and level were set on Mark and Luke; John was not looked at.  Pk
(Beeferman et al., 1999) and WindowDiff (Pevzner and Hearst, 2002) count windows of half a mean
section in which a boundary is missing or too many: less is better, and both reward silence, so the
number of boundaries stands beside them.  The peers are as many sections of equal length as there
are (which they could not know), and TextTiling as Hearst describes it.  The last columns give both
methods the true number of sections, so that only the places differ: these are the ones to compare.

    .venv/bin/python benchmarks/episodes.py
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from statistics import mean, pstdev

from fitnacorpus import ingest
from fitnacorpus.model import RegionKind, TextInfo
from fitnacorpus.orthography import fold_text
from fitnacorpus.segment import change, drafting, paragraphs
from fitnacorpus.segment.drafting import Sentence

DATA = next(
    (p / "shared" / "data" for p in Path(__file__).resolve().parents if (p / "shared").is_dir()),
    Path("shared/data"),
)
BOOKS = ("mark", "luke", "john")
CHRONICLES = ("muir", "waqcat-siffin", "yaqubi")
"""Chronicles with headings or side notes; nothing was set on them."""


def verses(book: str, lang: str) -> tuple[list[str], list[str]]:
    """Chapter and verse, and text, of each verse."""
    lines = (DATA / "accounts" / f"{book}.{lang}.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [f"{r[0]}:{r[1]}" for r in rows], [r[2] for r in rows]


def starts(book: str) -> set[str]:
    """The first verses of the sections of a book."""
    out = set()
    for path in (DATA / "accounts").glob("*.gold.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            out |= {row.get(f"{book}_from") or "" for row in csv.DictReader(file, delimiter="\t")}
    return out


def errors(gold: set[int], found: set[int], count: int) -> tuple[float, float]:
    """Pk and WindowDiff."""
    size = max(2, round(count / (len(gold) + 1) / 2))
    sums = [
        list(accumulate((k in marks for k in range(count)), initial=0)) for marks in (gold, found)
    ]
    windows = [
        (sums[0][k + size] - sums[0][k], sums[1][k + size] - sums[1][k])
        for k in range(1, count - size + 1)
    ]
    pk = mean((a == 0) != (b == 0) for a, b in windows)
    return float(pk), float(mean(a != b for a, b in windows))


def likeness(sentences: Sequence[str], lang: str) -> list[float]:
    """Similarity of the three sentences on both sides of each gap."""
    word = re.compile(r"[^\W\d_]{3,}")
    bags = [Counter(w[:5] for w in word.findall(fold_text(s, lang, "search"))) for s in sentences]
    out = [1.0]
    for k in range(1, len(bags)):
        a, b = sum(bags[max(0, k - 3) : k], Counter()), sum(bags[k : k + 3], Counter())
        norm = sum(c * c for c in a.values()) * sum(c * c for c in b.values())
        out.append(sum(c * b[w] for w, c in a.items()) / norm**0.5 if norm else 0.0)
    return out


def depths(sentences: Sequence[str], lang: str) -> list[float]:
    """Depth of the valley at each gap, as TextTiling has it."""
    values = likeness(sentences, lang)
    out = [0.0]
    for k in range(1, len(values)):
        depth = 0.0
        for step in (-1, 1):
            peak, here = values[k], k + step
            while 0 < here < len(values) and values[here] >= peak:
                peak, here = values[here], here + step
            depth += peak - values[k]
        out.append(depth)
    return out


def highest(values: Sequence[float], count: int, apart: int = 1, least: float = -1e9) -> set[int]:
    """The places of the highest values, so far apart."""
    out: set[int] = set()
    for k in sorted(range(1, len(values)), key=lambda k: (-values[k], k)):
        if len(out) < count and values[k] >= least and all(abs(k - o) >= apart for o in out):
            out.add(k)
    return out


def chronicle(name: str) -> tuple[list[str], list[bool], set[int], str]:
    """Sentences of a chronicle, whether each begins a paragraph, and where its sections begin.

    A section begins under a heading, and in a print with side notes at each of these; neither is
    shown to the methods.
    """
    path = next((DATA / "chronicles").glob(f"{name}.*"))
    lang = "ar" if path.suffix == ".mARkdown" else "en"
    source = path.read_text("utf-8")
    text = ingest.read(source, TextInfo(name, lang, path.name, "0", "utf-8"))
    dividers = {
        region.end
        for region in text.regions
        if region.kind is RegionKind.HEADING or region.place == "margin"
    }
    words: list[str] = []
    opens: list[bool] = []
    gold: set[int] = set()
    for region, spans in paragraphs(text):
        if region.start in dividers and words:
            gold.add(len(words))
        words += [" ".join(source[a:b].split()) for a, b in spans]
        opens += [number == 0 for number in range(len(spans))]
    return words, opens, gold, lang


def found_by_us(sentences: Sequence[str], opens: Sequence[bool], lang: str) -> set[int]:
    """The beginnings that a draft would have, if no heading stood in the text."""
    made = [
        Sentence(words, len(words.split()), first, False, False, False)
        for words, first in zip(sentences, opens, strict=True)
    ]
    return set(drafting.beginnings(made, change.scores(sentences, opens, lang)))


def main() -> None:
    """Print everything."""
    if not (DATA / "accounts").is_dir():
        sys.exit("the development data is not beside the repository: nothing to measure")
    names = ("equal length", "TextTiling", "fitnacorpus", "TextTiling", "fitnacorpus")
    print(f"{'Pk/WindowDiff, boundaries':<26}{'gold':>6}" + "".join(f"{n:>18}" for n in names))
    total: list[list[float]] = [[] for _ in names]
    rows: list[tuple[str, list[str], list[bool], set[int], str]] = []
    for book in BOOKS:
        for lang in ("en", "ar"):
            refs, sentences = verses(book, lang)
            gold = {k for k, ref in enumerate(refs) if k and ref in starts(book)}
            rows.append((f"{book} {lang}", sentences, [False] * len(refs), gold, lang))
    rows += [(name, *chronicle(name)) for name in CHRONICLES]
    for name, sentences, opens, gold, lang in rows:
        count = len(sentences)
        deep = depths(sentences, lang)
        own = change.scores(sentences, opens, lang)
        found = [
            {round(k * count / (len(gold) + 1)) for k in range(1, len(gold) + 1)},
            highest(deep, count, 3, mean(deep[1:]) + pstdev(deep[1:]) / 2),
            found_by_us(sentences, opens, lang),
            highest(deep, len(gold)),
            highest(own, len(gold)),
        ]
        row = f"{name:<26}{len(gold):>6}"
        for k, marks in enumerate(found):
            pk, difference = errors(gold, marks, count)
            total[k].append(pk)
            row += f"{f'{pk:.2f}/{difference:.2f} {len(marks):>4}':>18}"
        print(row)
    for label, part in (
        ("mean Pk, canon tables", slice(0, 6)),
        ("mean Pk, chronicles", slice(6, None)),
    ):
        print(f"{label:<32}" + "".join(f"{mean(t[part]):>18.3f}" for t in total))


if __name__ == "__main__":
    main()
