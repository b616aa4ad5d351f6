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

from fitnacorpus.align.relations import relation

HERE = Path(__file__).resolve().parent
FILES = {"yaqubi": "yaqubi.mARkdown", "siffin": "waqcat-siffin.mARkdown", "muir": "muir.txt"}
SAID = ("sameEvent", "summary", "mention")
LABELS = (*SAID, "related", "none")


def labelled(data: Path) -> list[tuple[str, str]]:
    """For each link what a reader says, and what the program says."""
    source = {text: (data / name).read_bytes().decode() for text, name in FILES.items()}
    lines = (HERE / "development_relations.tsv").read_text("utf-8").splitlines()
    out = []
    for row in csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"):
        a, b = (
            source[row[side]][int(row[f"{side}_start"]) : int(row[f"{side}_end"])] for side in "ab"
        )
        out.append((row["relation"], relation(a, b)))
    return out


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
