"""How true the links are between an Arabic chronicle and an English history of the same war.

Judged by hand are the pairs that both tell ("gold"), pairs that share names or matter and are not
one event ("false friends"), and passages without a counterpart ("absent").  A link is right where
it overlaps a pair of the gold by three tenths of the shorter span on both sides.  The gold is not
complete, so that precision is rather too low.  `align.py` prints the rows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import chronicles
import numpy as np
from development import vectors

from fitnacorpus import ingest, segment
from fitnacorpus.align import acquaintance, common, field, lexicon, linking, places, units
from fitnacorpus.align.calibration import fit
from fitnacorpus.model import Authority, Document, TextInfo

FOLDER = chronicles.HERE.parent / "shared/data/chronicles"
PAIRS = (("yaqubi", "muir"), ("siffin", "muir"), ("yaqubi", "gibbon"), ("siffin", "gibbon"))
FILES = {
    "yaqubi": "yaqubi.mARkdown",
    "siffin": "waqcat-siffin.mARkdown",
    "muir": "muir.txt",
    "gibbon": "gibbon.txt",
}
MOST = 300
"""Links of a pair that are looked at."""
CHAPTERS = (80, 125, 250, 400)
"""Units of a chapter."""
AROUND = 4
"""Judged passages around which chapters of each size are taken."""
OVERLAP = 0.3
"""Share of the shorter of two spans that must be common to both."""
Span = tuple[int, int]


class Pair(NamedTuple):
    """A judged pair: what it is called, how sure it is, and where both sides stand."""

    ident: str
    strong: bool
    a: Span
    b: Span


def judged(path: Path) -> list[Pair]:
    """The pairs of a table; none where there is no such table."""
    return [
        Pair(
            row["id"],
            row.get("confidence") == "strong",
            (int(row["a_start"]), int(row["a_end"])),
            (int(row["b_start"]), int(row["b_end"])),
        )
        for row in _rows(path)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _common(x: Span, y: Span) -> int:
    return max(0, min(x[1], y[1]) - max(x[0], y[0]))


def meets(link: tuple[Span, Span], pair: Pair) -> bool:
    """Whether a link means a judged pair."""
    return all(
        _common(x, y) >= OVERLAP * max(1, min(x[1] - x[0], y[1] - y[0]))
        for x, y in zip(link, (pair.a, pair.b), strict=True)
    )


def read(table: Authority) -> dict[str, units.Units]:
    """The units of each text, with names from a table."""
    mentions = chronicles.tagged(FOLDER, table)
    out = {}
    for ident, name in FILES.items():
        lang = chronicles.TEXTS[name]
        source, found = mentions[name]
        text = ingest.read(source, TextInfo(ident, lang, name, "", "utf-8"))
        episodes = segment.episodes(text, segment.draft(text))
        document = Document(text, episodes, mentions=tuple(found))
        out[ident] = units.of_document(document, _encoded)
    return out


def _encoded(texts: Sequence[str], lang: str) -> Any:
    """Vectors of the units of a text, which are the same whatever table its names are from."""
    return _once(tuple(texts), lang)


@cache
def _once(texts: tuple[str, ...], lang: str) -> Any:
    return vectors(texts, lang)


def links(a: units.Units, b: units.Units) -> list[tuple[Span, Span]]:
    """Where the best links stand, best first."""
    return [_where(a, b, x.a, x.b) for x in linking.link(a, b)[:MOST]]


def _where(a: units.Units, b: units.Units, rows: range, columns: range) -> tuple[Span, Span]:
    return (
        (a.spans[rows.start].start, a.spans[rows.stop - 1].end),
        (b.spans[columns.start].start, b.spans[columns.stop - 1].end),
    )


@cache
def examples(pair: tuple[str, str]) -> tuple[Any, Any]:
    """Features of the places of a pair with each table, whole and by the chapter; which are right.

    Of chapters those count that would be compared.
    """
    gold = judged(FOLDER / f"{'-'.join(pair)}.gold.tsv")
    features, right = [], []
    for _, texts in tables():
        whole = texts[pair[0]], texts[pair[1]]
        for a, b in (whole, *chapters(*whole, gold)):
            evidence = common.evidence(a, b, lexicon.shipped())
            if a is not whole[0] and not acquaintance.acquainted(evidence, a, b):
                continue
            found = places.find(evidence, (a.lang, b.lang), linking.listed(a, b))
            features.append(linking.features(found, (len(a), len(b))))
            right.append([any(meets(_where(a, b, x.a, x.b), g) for g in gold) for x in found])
    return np.concatenate(features), np.concatenate(right).astype(float)


def chapters(
    a: units.Units, b: units.Units, gold: Sequence[Pair]
) -> Iterator[tuple[units.Units, units.Units]]:
    """Chapters of two texts around passages that both tell, and such as tell of other moments."""
    for size in (x for x in CHAPTERS if x < min(len(a), len(b))):
        for pair in gold[:: -(-len(gold) // AROUND)]:
            yield around(a, pair.a, size), around(b, pair.b, size)
        yield around(a, gold[0].a, size), around(b, gold[-1].b, size)


def around(text: units.Units, span: Span, size: int) -> units.Units:
    """So many units of a text around a passage."""
    middle = sum(x.start < span[0] for x in text.spans)
    return linking.part(text, range(max(0, middle - size // 2), min(len(text), middle + size // 2)))


@cache
def tables() -> list[tuple[str, dict[str, units.Units]]]:
    """The texts with names from the whole table, from a third of it, and without any."""
    sparse = frozenset((FOLDER / "sparse.txt").read_text("utf-8").split())
    return [
        (title, read(known))
        for title, known in (
            ("171 entries", chronicles.authority(FOLDER)),
            ("60 entries", chronicles.authority(FOLDER, sparse)),
            ("no table", Authority(())),
        )
    ]


def ablation() -> None:
    """Print what each ingredient is worth: every one left out in turn, with the whole table."""
    texts = tables()[0][1]
    found = {
        pair: common.evidence(texts[pair[0]], texts[pair[1]], lexicon.shipped())
        for pair in PAIRS[:2]
    }
    print(
        "\nleft out            " + "".join(f"{'–'.join(pair) + ': as above':<44}" for pair in found)
    )
    names = ("names", "expected", "rarest")
    for title, out, order in (
        ("nothing", (), field.ORDER),
        *((name, (name,), field.ORDER) for name in field.WEIGHTS),
        ("all names", names, field.ORDER),
        ("order", (), 0.0),
    ):
        weights = {name: w for name, w in field.WEIGHTS.items() if name not in out}
        line = f"{title:<20}"
        for pair, evidence in found.items():
            a, b = texts[pair[0]], texts[pair[1]]
            best = places.find(evidence, (a.lang, b.lang), MOST, weights=weights, order=order)
            line += f"{row([_where(a, b, x.a, x.b) for x in best], pair):<44}"
        print(line, flush=True)


def reliability() -> None:
    """Print how far probabilities can be trusted, each pair judged by a model fitted without it.

    The Brier skill compares with somebody who knows what share of this pair's links is right.
    """
    print("\nleft out          stated   right   Brier skill   right of those stated 0-.2 .2-.4 ...")
    for pair in PAIRS:
        others = [examples(other) for other in PAIRS if other != pair]
        model = fit(*(np.concatenate(x) for x in zip(*others, strict=True)))
        rows, right = examples(pair)
        p = model.probability(rows)
        share = right.mean()
        skill = 1 - ((p - right) ** 2).mean() / max(share * (1 - share), 1e-9)
        bins = np.minimum((p * 5).astype(int), 4)
        by_bin = "".join(
            f"{right[bins == k].mean():>7.2f}" if (bins == k).any() else "      –" for k in range(5)
        )
        print(f"{'–'.join(pair):<16}{p.mean():>8.2f}{share:>8.2f}{skill:>14.2f}       {by_bin}")


def row(found: Sequence[tuple[Span, Span]], pair: tuple[str, str]) -> str:
    """The figures of a pair of texts."""
    stem = "-".join(pair)
    gold, false = (judged(FOLDER / f"{stem}.{kind}.tsv") for kind in ("gold", "false"))
    absent = [
        (row["side"] == "b", (int(row["start"]), int(row["end"])))
        for row in _rows(FOLDER / f"{stem}.absent.tsv")
    ]
    right = np.array([any(meets(x, g) for g in gold) for x in found], dtype=bool)
    other = [x for x, hit in zip(found, right, strict=True) if not hit]
    friends = [x for x in other if any(meets(x, f) for f in false)]
    alone = [
        x
        for x in other
        if x not in friends
        and any(2 * _common(x[side], span) >= x[side][1] - x[side][0] for side, span in absent)
    ]
    strong = [g for g in gold if g.strong]
    reached = sum(any(meets(x, g) for x in found) for g in strong)
    precision = "".join(f"{right[:k].sum() / k:>7.2f}" for k in (10, 30, 100))
    return f"{precision}{reached:>9}/{len(strong)}{len(friends):>9}{len(alone):>8}"


def table() -> None:
    """Print the rows, or why there are none."""
    print("\nchronicle and history        P@10   P@30  P@100   strong  friends  absent")
    if not (FOLDER / "names.csv").is_file():
        print(f"skipped: there are no chronicles at {FOLDER}")
        return
    for title, texts in tables():
        for pair in PAIRS:
            found = links(texts[pair[0]], texts[pair[1]])
            print(f"{'–'.join(pair):<14}{title:<12}{row(found, pair)}", flush=True)
    ablation()
    reliability()
