"""How often the program's own first candidate is the bearer that a reviewer has named.

    .venv/bin/python benchmarks/resolve.py

Verdicts on mentions are left out of the ranking and used as the truth.  A slip of the author's, for
which no candidate can be right, counts as wrong.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.review.ambiguous_mentions import find

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    pipeline = Pipeline(CorpusFolder(ROOT))
    truth = {
        (placed.verdict.a.text, placed.a.start): placed.verdict.ref
        for placed in pipeline.judgements.of_kind("mention")
        if placed.verdict.ref
    }
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    widest: Counter[tuple[str, str]] = Counter()
    for doubt in find(pipeline, verdicts=False):
        ref = truth.get((doubt.text, doubt.start))
        if ref is None:
            continue
        name = f"{doubt.form} ({doubt.text})"
        total[name] += 1
        best = doubt.candidates[0].bearer.ref
        right[name] += best == ref
        widest[name, ref] += 1
        print(f"{'right' if best == ref else 'WRONG':<6}{doubt.ref:<22}{best:<20}verdict {ref}")
    for name in total:
        most = max(n for (other, _), n in widest.items() if other == name)
        print(f"{name}: {right[name]} of {total[name]}; always the commonest bearer: {most}")


if __name__ == "__main__":
    main()
