"""How true the names are that the starter authority alone tags, in books that nobody has edited.

    .venv/bin/python benchmarks/starter.py [--data DIR] [--wrong N]
    .venv/bin/python benchmarks/starter.py --sample N BOOK [--seed S] > judge.tsv
    .venv/bin/python benchmarks/starter.py --score FILE...

The first form tags the four chronicles of `benchmarks/chronicles.py` with the starter and nothing
else, and compares with the occurrences that were judged by hand: the precision of what is resolved,
and the recall.  Somebody whom the starter knows and the table of those chronicles does not cannot
be judged by it: such places are counted apart, and printed with ``--wrong``.

``--sample`` draws N resolved mentions of a book of anybody's at random and prints them with what
stands around them, as a table whose first column is to be filled in by reading: ``y`` where the
entry is the one meant, ``n`` where it is not, ``?`` where the book does not tell.  ``--score``
reads such tables and prints the share of ``y`` among ``y`` and ``n``.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from chronicles import TEXTS, authority, judged

from fitnacorpus.annotate import annotate
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.intake.adding import add
from fitnacorpus.intake.starting import init
from fitnacorpus.model import Authority, Document
from fitnacorpus.names.starters.table import FULL, USUAL, early_islam
from fitnacorpus.names.tag import Tagger
from fitnacorpus.orthography import fold_key
from fitnacorpus.tables.starter import copy

HERE: Final = Path(__file__).resolve().parent.parent
STARTER: Final = "early-islam"
AROUND: Final = 110
"""Code points on either side of a sampled mention: about a long line."""
COLUMNS: Final = ("verdict", "entry", "share", "start", "end", "before", "form", "after")


def tagged(books: Iterable[Path]) -> tuple[Authority, dict[str, Document]]:
    """Books as a new corpus makes of them that begins with the starter, by file name."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "corpus"
        init(root, [STARTER])
        folder = CorpusFolder(root)
        names = {add(folder, book).info.id: book.name for book in books}
        copy(folder, STARTER)
        known, settings = folder.authority(), folder.settings()
        tagger = Tagger(known)
        return known, {
            names[item.info.id]: annotate(folder.text(item, settings), item, known, tagger)
            for item in folder.descriptions()
        }


def same(data: Path) -> dict[str, str]:
    """Entries of the starter that the table of the chronicles has too, with its ids."""
    owners: dict[tuple[str, str, str], str] = {}
    for entry in authority(data).entries:
        for form in entry.forms:
            if form.type == "preferred" or entry.kind != "person" or len(form.text.split()) > 2:
                owners.setdefault((entry.kind, form.lang, _key(form.text, form.lang)), entry.id)
    found: dict[str, str] = {}
    for mine in early_islam().entries:
        told = [(f.text, f.lang) for f in mine.forms if f.use in (FULL, USUAL)]
        for text, lang in ((mine.ar, "ar"), (mine.en, "en"), *told):
            other = owners.get((mine.kind, lang, _key(text, lang)))
            if other is not None and mine.id not in found:
                found[mine.id] = other
    return found


def _key(text: str, lang: str) -> str:
    return fold_key(text.partition(" (")[0].partition(",")[0], lang, "tag").lower()


def against_the_table(data: Path, wrong: int) -> None:
    """Print the figures on the judged occurrences."""
    mine = same(data)
    known, documents = tagged(data / name for name in TEXTS)
    here = {mine[entry.id] for entry in known.entries if entry.id in mine}
    print(f"{len(known.entries)} entries of the starter are copied, {len(here)} of them judged")
    for table in ("mentions.tsv", "mentions-hard.tsv"):
        count: Counter[str] = Counter()
        for row in judged(data / table, authority(data).by_id):
            document = documents[row.file]
            over = [m for m in document.mentions if m.start < row.end and row.start < m.end]
            count["named"] += row.bearer in here
            if not over:
                continue
            best = max(over, key=lambda m: min(row.end, m.end) - max(row.start, m.start))
            if best.status != "resolved":
                count["in doubt"] += row.bearer in here
                continue
            kind = "right" if mine.get(best.ref) == row.bearer != "" else "wrong"
            if best.ref not in mine and not row.bearer:
                kind = "not judged"
            count[kind] += 1
            if kind != "right" and count["shown"] < wrong:
                count["shown"] += 1
                words = _words(document.text.source, row.start - 30, row.end + 30)
                print(f"    {kind}: {row.file} {row.start}: {best.ref}, {row.bearer}: {words}")
        resolved = count["right"] + count["wrong"]
        print(
            f"{table:18} precision {count['right'] / max(1, resolved):.3f} of {resolved}  "
            f"recall {count['right'] / max(1, count['named']):.3f} of {count['named']}  "
            f"in doubt {count['in doubt']}  not judged {count['not judged']}"
        )


def sample(book: Path, number: int, seed: int) -> None:
    """Print a random sample of the resolved mentions of a book as a table to fill in."""
    document = tagged([book])[1][book.name]
    found = [m for m in document.mentions if m.status == "resolved"]
    doubtful = sum(m.status == "ambiguous" for m in document.mentions)
    print(f"{len(found)} resolved, {doubtful} in doubt", file=sys.stderr)
    drawn = random.Random(seed).sample(found, min(number, len(found)))
    out = csv.writer(sys.stdout, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
    out.writerow(COLUMNS)
    source = document.text.source
    for m in sorted(drawn, key=lambda m: m.start):
        before, form, after = (
            _words(source, m.start - AROUND, m.start),
            _words(source, m.start, m.end),
            _words(source, m.end, m.end + AROUND),
        )
        out.writerow(("", m.ref, m.candidates[0].cert, m.start, m.end, before, form, after))


def _words(source: str, start: int, end: int) -> str:
    return " ".join(source[max(0, start) : end].replace("\t", " ").split())


def score(files: Sequence[Path]) -> None:
    """Print the share of right mentions in tables that were filled in."""
    total: Counter[str] = Counter()
    for file in files:
        with file.open(encoding="utf-8", newline="") as rows:
            found = Counter(
                row["verdict"].strip().lower()
                for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
            )
        total += found
        print(f"{file.name:40} {_share(found)}")
    print(f"{'all':40} {_share(total)}")


def _share(found: Counter[str]) -> str:
    judged_here = found["y"] + found["n"]
    left = found.total() - judged_here
    return f"{found['y']}/{judged_here} = {found['y'] / max(1, judged_here):.3f}, {left} left open"


def main() -> None:
    """Print the figures, a sample, or its score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared/data/chronicles")
    parser.add_argument("--wrong", type=int, default=0, help="how many errors to print")
    parser.add_argument("--sample", type=int, metavar="N", help="print N mentions of BOOK to judge")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--score", type=Path, nargs="+", metavar="FILE", help="tables filled in")
    parser.add_argument("book", type=Path, nargs="?", metavar="BOOK", help="a text in any format")
    options = parser.parse_args()
    if options.score:
        score(options.score)
    elif options.sample:
        if options.book is None:
            parser.error("--sample wants a BOOK")
        sample(options.book, options.sample, options.seed)
    elif not (options.data / "names.csv").is_file():
        print(f"skipped: there are no chronicles at {options.data}")
    else:
        against_the_table(options.data, options.wrong)


if __name__ == "__main__":
    main()
