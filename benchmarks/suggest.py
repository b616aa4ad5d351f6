"""How far the drafts of `names suggest` can be trusted on texts that nobody has tagged.

    .venv/bin/python benchmarks/suggest.py CORPUS NAMES.csv [--read READ.tsv] [-v]

CORPUS is a corpus without an authority; NAMES.csv lists who and what stands in its texts, made by
hand, with the columns id, kind, label_en, label_ar and forms (parted by "|").  A draft is right if
its forms belong to one entry of the table, or to none and name one bearer.  The second is for a
reader to say: READ.tsv gives a form and, after a tab, any word for its bearer, or "-" for no name;
drafts that hold forms nobody has read are counted apart.  Recall is of the entries of the table of
which a form stands in a right draft.  Only drafts that are ticked count.

Prints today's time as well: CPU for the texts, and for the texts twice over, whose ratio is 2 where
the work grows with the text.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.model import Span
from fitnacorpus.names.suggest.candidates import TextView
from fitnacorpus.names.suggest.drafting import SURE, Draft, suggest
from fitnacorpus.orthography import fold_key
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tables.drafts import view

FIRST = 100
"""So many ticked drafts an editor reads first."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--read", type=Path)
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    with options.names.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    owners: dict[str, set[str]] = {}
    for row in table:
        for form in (*row["forms"].split("|"), row["label_en"], row["label_ar"]):
            owners.setdefault(key(form), set()).add(row["id"])
    read: dict[str, str] = {}
    if options.read:
        for line in options.read.read_text("utf-8").splitlines():
            form, _, bearer = line.partition("\t")
            read[key(form)] = bearer
    views = [view(d) for d in Pipeline(CorpusFolder(options.corpus)).documents()]
    start = time.process_time()
    drafts = suggest(views)
    once = time.process_time() - start
    ticked = [d for d in drafts if d.weight >= SURE]
    judged = [(judge(d, owners, read), d) for d in ticked]
    kinds = {row["id"]: row["kind"] for row in table}
    found = {ident for (_, idents), _ in judged for ident in idents}
    named = [(idents, d) for (_, idents), d in judged if idents]
    right = sum(d.kind in {kinds[i] for i in idents} for idents, d in named)
    print(f"{len(drafts)} drafts, {len(ticked)} ticked")
    for label, rows in ((f"first {FIRST}", judged[:FIRST]), ("all ticked", judged)):
        counts = Counter(state for (state, _), _ in rows)
        known = counts["right"] + counts["wrong"]
        print(f"{label}: {dict(counts)}, precision of those judged {share(counts['right'], known)}")
    print(f"recall of entries {share(len(found), len(table))}; kind {share(right, len(named))}")
    start = time.process_time()
    suggest([doubled(v) for v in views])
    twice = time.process_time() - start
    words = sum(len(v.source.split()) for v in views)
    print(
        f"{words} words: {once:.1f} s CPU; twice as many: {twice:.1f} s, {twice / once:.2f} times"
    )
    if options.v:
        for (state, _), draft in judged:
            forms = " | ".join(f"{f.text} ×{len(f.places)}" for f in draft.forms)
            print(f"{state:<7}{draft.kind:<8}{draft.id:<28}{forms}")
        print("missed:", *(row["id"] for row in table if row["id"] not in found))


def key(form: str) -> str:
    return fold_key(form, profile="tag").lower()


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / max(1, whole):.3f}"


def judge(
    draft: Draft, owners: dict[str, set[str]], read: dict[str, str]
) -> tuple[str, frozenset[str]]:
    """Whether a draft is right, wrong or unread, and the entries of the table that it may be."""
    forms = [key(f.text) for f in draft.forms]
    known = [owners[f] for f in forms if f in owners]
    told = {read[f] for f in forms if f not in owners and f in read}
    if known:
        both = frozenset(set.intersection(*known))
        if not both or "-" in told or (told and not told & both):
            return "wrong", frozenset()
        return "right", both
    if any(f not in read for f in forms):
        return "unread", frozenset()
    return ("right" if len(told) == 1 and "-" not in told else "wrong"), frozenset()


def doubled(text: TextView) -> TextView:
    """A text followed by itself."""
    size = len(text.source) + 1

    def again(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return (*spans, *(Span(s.start + size, s.end + size) for s in spans))

    return replace(
        text,
        source=f"{text.source}\n{text.source}",
        sentences=again(text.sentences),
        labels=again(text.labels),
        markup=again(text.markup),
        fields=again(text.fields),
    )


if __name__ == "__main__":
    main()
