"""How often the program says of two passages what a reader says: same event, summary or mention.

    .venv/bin/python benchmarks/relations.py [--data DIR]

Reads the labels in ``development_relations.tsv`` beside this file (links between the development
chronicles, read by hand: what they are, or *related* for the same matter at another moment, or
*none*) and prints a table of confusion: a row for each label, a column for each answer of
`align.relations.relation`, and beside it that of a peer who always says *sameEvent*.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

import numpy as np

from fitnacorpus.align import anchored
from fitnacorpus.align.relations import BEFORE, relation

HERE = Path(__file__).resolve().parent
FILES = {"yaqubi": "yaqubi.mARkdown", "siffin": "waqcat-siffin.mARkdown", "muir": "muir.txt"}
SAID = ("sameEvent", "summary", "mention")
UNIT = 140
"""Characters of a unit, about."""
LABELS = (*SAID, "related", "none")


def labelled(data: Path) -> list[tuple[str, str]]:
    """For each link what a reader says, and what the program says."""
    source = {text: (data / name).read_bytes().decode() for text, name in FILES.items()}
    lines = (HERE / "development_relations.tsv").read_text("utf-8").splitlines()
    table = list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"))
    out = []
    for text in dict.fromkeys(row["a"] for row in table):
        some = [row for row in table if row["a"] == text]
        far = _astray(some, source)
        for row, astray in zip(some, far, strict=True):
            at = [(source[row[x]], int(row[f"{x}_start"]), int(row[f"{x}_end"])) for x in "ab"]
            a, b = (words[start:end] for words, start, end in at)
            here, there = (words[max(0, start - BEFORE) : end] for words, start, end in at)
            said = relation(a, b, astray=(here, there) if astray else None)
            out.append((row["relation"], said))
    return out


def _astray(links: list[dict[str, str]], source: dict[str, str]) -> list[bool]:
    """Which links of two texts stand aside from the path of the best, which come first."""
    a, b = (
        np.array([(int(x[f"{side}_start"]) + int(x[f"{side}_end"])) / 2 / UNIT for x in links])
        for side in "ab"
    )
    ratio = len(source[links[0]["b"]]) / len(source[links[0]["a"]])
    values = -np.arange(len(links), dtype=float)
    return [bool(x >= anchored.ASTRAY) for x in anchored.aside(a, b, values, ratio)[0]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data/chronicles")
    data = parser.parse_args().data
    if not (data / FILES["muir"]).is_file():
        print(f"skipped: there are no chronicles at {data}")
        return
    found = labelled(data)
    count = Counter(found)
    print(f"{len(found)} links    " + "".join(f"{x:>12}" for x in SAID))
    for label in LABELS:
        print(f"{label:<12}" + "".join(f"{count[label, x]:>12}" for x in SAID))
    told = [(label, said) for label, said in found if label in SAID]
    right = sum(label == said for label, said in told)
    peer = sum(label == "sameEvent" for label, _ in told)
    print(
        f"of {len(told)} that correspond the relation is right in {right}; always sameEvent: {peer}"
    )


if __name__ == "__main__":
    main()
