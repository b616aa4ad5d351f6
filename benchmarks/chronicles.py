"""How true the names are that the program tags by itself in four books that nobody has edited.

    .venv/bin/python benchmarks/chronicles.py [--data DIR] [--wrong N]

Reads two Arabic chronicles and two English histories of one war with a table of 171 entries, and
compares the mentions with occurrences that were judged by hand (``--data``, default
../shared/data/chronicles); a second time with the 60 entries alone that stand most often, where the
others are strangers.  Prints the precision of what is resolved, the recall, how many are left in
doubt, and how often a stated probability is right.  Beside each figure stands that of a tagger
which looks at the forms alone, in the same run.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from fitnacorpus import ingest, reading, segment
from fitnacorpus.model import Authority, Entry, Form, Mention, Span, TextInfo
from fitnacorpus.names.resolve import Scene, resolve
from fitnacorpus.names.tag import Tagger

HERE = Path(__file__).resolve().parent.parent
TEXTS = {
    "yaqubi.mARkdown": "ar",
    "waqcat-siffin.mARkdown": "ar",
    "muir.txt": "en",
    "gibbon.txt": "en",
}


class Judged(NamedTuple):
    """An occurrence that was judged: where it stands, and whose name it is, or "" for nobody's."""

    file: str
    start: int
    end: int
    bearer: str


def authority(data: Path, only: frozenset[str] = frozenset()) -> Authority:
    """The table as an authority; of some entries alone, where they are given."""
    entries = []
    with (data / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if only and row["id"] not in only:
                continue
            forms = [
                Form(row["label_en"], "en", "preferred"),
                Form(row["label_ar"], "ar", "preferred"),
            ]
            for form in dict.fromkeys(row["forms"].split("|")):
                lang = "ar" if any("\u0600" <= c <= "\u06ff" for c in form) else "en"
                if form and form not in (row["label_en"], row["label_ar"]):
                    forms.append(Form(form, lang))
            entries.append(Entry(row["id"], row["kind"], tuple(forms)))
    return Authority(tuple(entries))


def judged(path: Path, known: Iterable[str]) -> list[Judged]:
    """The judged occurrences; bearers without an entry are nobody's."""
    known = set(known)
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Judged(
                row["file"],
                int(row["start"]),
                int(row["end"]),
                row["bearer"] if row["bearer"] in known else "",
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def tagged(data: Path, table: Authority) -> dict[str, tuple[str, Sequence[Mention]]]:
    """Source and mentions of each text."""
    tagger = Tagger(table)
    out: dict[str, tuple[str, Sequence[Mention]]] = {}
    for name, lang in TEXTS.items():
        file = data / name
        source = file.read_bytes().decode()
        text = ingest.read(source, TextInfo(file.stem, lang, name, "", "utf-8"))
        episodes = segment.episodes(text, [])
        hits = tagger.hits(text, [s for e in episodes for s in e.sentences], reading.of_text(text))
        scenes = [Scene(Span(e.start, e.end), e.event) for e in episodes]
        out[name] = source, resolve(
            hits, table, text.info.id, scenes=scenes, context=tagger.context,
            bearings=tagger.bearings, arabic=lang == "ar",
        )  # fmt: skip
    return out


def forms_alone(data: Path, table: Authority) -> dict[str, tuple[str, Sequence[Mention]]]:
    """The same from the forms alone: the longest form wins, and who alone has it is meant."""
    tagger = Tagger(table)
    out: dict[str, tuple[str, Sequence[Mention]]] = {}
    for name, lang in TEXTS.items():
        source = (data / name).read_bytes().decode()
        found = tagger.find(source, lang)
        out[name] = source, [mention for hit in found for mention in resolve([hit], table, name)]
    return out


def score(
    found: dict[str, tuple[str, Sequence[Mention]]], rows: Sequence[Judged], wrong: int
) -> str:
    """A line of figures; what is wrong is printed beside it."""
    count: Counter[str] = Counter()
    by_share: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        source, mentions = found[row.file]
        over = [m for m in mentions if m.start < row.end and row.start < m.end]
        count["named"] += bool(row.bearer)
        if not over:
            continue
        best = max(over, key=lambda m: min(row.end, m.end) - max(row.start, m.start))
        right = best.ref == row.bearer != ""
        if best.candidates:
            share = best.candidates[0].cert
            by_share["1" if share == 1 else ".95-" if share >= 0.95 else "below"].append(right)
        if best.status == "resolved":
            count["resolved"] += 1
            count["right"] += right
            if not right and count["shown"] < wrong:
                count["shown"] += 1
                words = " ".join(source[max(0, row.start - 30) : row.end + 30].split())
                print(f"    {row.file} {row.start}: {best.ref}, not {row.bearer or '-'}: {words}")
        elif row.bearer:
            count["in doubt"] += 1
    precision = count["right"] / max(1, count["resolved"])
    recall = count["right"] / max(1, count["named"])
    shares = ", ".join(
        f"{name}: {sum(values)}/{len(values)}" for name, values in sorted(by_share.items())
    )
    doubt = count["in doubt"]
    return f"precision {precision:.3f}  recall {recall:.3f}  in doubt {doubt:3}  ({shares})"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared/data/chronicles")
    parser.add_argument("--wrong", type=int, default=0, help="how many errors to print")
    options = parser.parse_args()
    if not (options.data / "names.csv").is_file():
        print(f"skipped: there are no chronicles at {options.data}")
        return
    sparse = frozenset((options.data / "sparse.txt").read_text(encoding="utf-8").split())
    for title, only in (("171 entries", frozenset[str]()), ("60 entries", sparse)):
        table = authority(options.data, only)
        for name, find in (("forms alone", forms_alone), ("fitnacorpus", tagged)):
            found = find(options.data, table)
            for file in ("mentions.tsv", "mentions-hard.tsv"):
                rows = judged(options.data / file, table.by_id)
                shown = options.wrong if find is tagged else 0
                print(f"{title:12} {file:18} {name:12} {score(found, rows, shown)}", flush=True)


if __name__ == "__main__":
    main()
