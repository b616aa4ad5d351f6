"""How much of the shipped authority `names suggest` finds in texts that nobody has tagged.

    .venv/bin/python benchmarks/suggest.py [-v]

Recall: of the persons and places that stand by name in the texts, those of which a draft has at
least one place exactly.  Precision: of the drafts, those of which the most places are mentions of
one entry.  Clusters: of the entries found in several spellings, those whose spellings stand in one
draft; and of those found in both scripts, the same.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.names.suggest.clusters import Draft, suggest
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tables.drafts import reading

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    pipeline = Pipeline(CorpusFolder(ROOT))
    documents = pipeline.documents()
    drafts = suggest([reading(d) for d in documents])
    gold = {
        (d.text.info.id, m.start, m.end): m.ref
        for d in documents
        for m in d.mentions
        if m.status == "resolved" and m.type == "name"
    }
    kinds = {e.id: e.kind for e in pipeline.authority.entries}
    names = {e.id: e.name("en") or e.name("ar") for e in pipeline.authority.entries}
    owner: dict[str, set[str]] = defaultdict(set)
    langs: dict[str, set[str]] = defaultdict(set)
    right: dict[str, str] = {}
    for draft in drafts:
        refs = Counter(gold.get((s.text, *s.span), "") for s in draft.places)
        for ref in refs:
            owner[ref].add(draft.id)
        for s in draft.places:
            langs[gold.get((s.text, *s.span), "")].add(s.lang)
        ref, number = refs.most_common(1)[0]
        if ref and 2 * number >= len(draft.places):
            right[draft.id] = ref
    for kind in ("person", "place", "group", "event"):
        wanted = {ref for ref in gold.values() if kinds[ref] == kind}
        found = {ref for ref in wanted if ref in owner}
        print(f"{kind:<7} recall {len(found)}/{len(wanted)} = {len(found) / len(wanted):.3f}")
        if missed := sorted(names[ref] for ref in wanted - found):
            print(f"        missed: {', '.join(missed)}")
    wanted = {ref for ref in gold.values() if kinds[ref] in ("person", "place")}
    found = wanted & {*owner}
    print(f"persons and places: recall {len(found)}/{len(wanted)} = {len(found) / len(wanted):.3f}")
    _precision(drafts, right, kinds)
    both = [ref for ref in found if {"ar", "en"} <= langs[ref]]
    together = [ref for ref in both if any(_in_both(d, ref, gold) for d in drafts)]
    print(f"in both scripts {len(both)}, of these in one draft with both {len(together)}")
    print(f"        apart: {', '.join(sorted(names[r] for r in {*both} - {*together}))}")
    one = [ref for ref in found if len(owner[ref]) == 1]
    print(f"entries whose spellings all stand in one draft: {len(one)}/{len(found)}")
    if "-v" in sys.argv:
        for draft in drafts:
            forms = ", ".join(f"{f.text} ×{len(f.places)}" for f in draft.forms)
            print(f"{right.get(draft.id, '-'):<24}{draft.weight:.2f} {draft.kind:<7}{forms}")


def _precision(drafts: list[Draft], right: dict[str, str], kinds: dict[str, str]) -> None:
    for floor in (0.0, 0.6):
        chosen = [d for d in drafts if d.weight >= floor]
        good = [d for d in chosen if d.id in right]
        kind = [d for d in good if kinds[right[d.id]] == d.kind]
        print(
            f"drafts of weight {floor} and more: {len(chosen)}, precision "
            f"{len(good)}/{len(chosen)} = {len(good) / len(chosen):.3f}, kind right "
            f"{len(kind)}/{len(good)} = {len(kind) / len(good):.3f}"
        )


def _in_both(draft: Draft, ref: str, gold: dict[tuple[str, int, int], str]) -> bool:
    langs = {s.lang for s in draft.places if gold.get((s.text, *s.span)) == ref}
    return {"ar", "en"} <= langs


if __name__ == "__main__":
    main()
