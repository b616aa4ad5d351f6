"""How true the links are between an Arabic chronicle and an English history of the same war.

Judged by hand are the pairs that both tell ("gold"), pairs that share names or matter and are not
one event ("false friends"), and passages without a counterpart ("absent").  A link is right where
it overlaps a pair of the gold by three tenths of the shorter span on both sides.  The gold is not
complete, so that precision is rather too low.  `align.py` prints the rows.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import chronicles
import numpy as np
from development import vectors

from fitnacorpus import ingest, segment
from fitnacorpus.align import linking, units
from fitnacorpus.model import Authority, Document, TextInfo

FOLDER = chronicles.HERE.parent / "shared/data/chronicles"
PAIRS = (("yaqubi", "muir"), ("siffin", "muir"))
FILES = {
    "yaqubi": "yaqubi.mARkdown",
    "siffin": "waqcat-siffin.mARkdown",
    "muir": "muir.txt",
}
MOST = 300
"""Links of a pair that are looked at."""
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
        out[ident] = units.of_document(document, vectors(units.texts(document), lang))
    return out


def links(a: units.Units, b: units.Units) -> list[tuple[Span, Span]]:
    """Where the best links stand, best first."""
    return [
        (
            (a.spans[x.a.start].start, a.spans[x.a.stop - 1].end),
            (b.spans[x.b.start].start, b.spans[x.b.stop - 1].end),
        )
        for x in linking.link(a, b)[:MOST]
    ]


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
    sparse = frozenset((FOLDER / "sparse.txt").read_text("utf-8").split())
    for title, known in (
        ("171 entries", chronicles.authority(FOLDER)),
        ("60 entries", chronicles.authority(FOLDER, sparse)),
        ("no table", Authority(())),
    ):
        texts = read(known)
        for pair in PAIRS:
            found = links(texts[pair[0]], texts[pair[1]])
            print(f"{'–'.join(pair):<14}{title:<12}{row(found, pair)}", flush=True)
