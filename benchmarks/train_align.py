"""Fits the three models that turn evidence for links into probabilities.

    .venv/bin/python benchmarks/train_align.py            writes align/data/calibration.json
    .venv/bin/python benchmarks/train_align.py --check    says whether it is as fitted

Data: Mark against Luke and against John, in Arabic and English either way, with the section pairs
of the canon tables; Esther against all three, where nothing is right.  "runs" is fitted on pairs of
verses in runs, right as far as a reader sent from either of them lands within one verse of the
counterpart; "pairs" on pairs of episodes of short stretches of the same books; "places" on the
places of Arabic chronicles and English histories, right where they meet a judged pair
(`histories.py`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import development as dev
import histories
import numpy as np
from development import Pair

from fitnacorpus.align import accounts, linking, runs
from fitnacorpus.align.account import counted
from fitnacorpus.align.calibration import Logistic, fit

DATA = Path(accounts.__file__).parent / "data" / "calibration.json"


@cache
def in_runs(pair: Pair) -> tuple[Any, Any, Any]:
    """Pairs of passages in runs, features of each, and how right it is (0, .5, 1)."""
    a, b = dev.account(pair.a, pair.lang_a), dev.account(pair.b, pair.lang_b)
    found = runs.find(accounts.evidence(a, b, counted(a, b), 0))
    cells = [cell for run in found for cell in run.cells]
    right = [
        (
            any(i in x and y.start - 1 <= j <= y.stop for x, y in dev.sections(pair))
            + any(j in y and x.start - 1 <= i <= x.stop for x, y in dev.sections(pair))
        )
        / 2
        for i, j in cells
    ]
    empty = np.zeros((0, len(runs.FEATURES)))
    return cells, np.concatenate([empty, *(run.features for run in found)]), np.array(right)


@cache
def single(pair: Pair) -> tuple[Any, Any]:
    """Features of all pairs of episodes of short accounts, and whether they are right."""
    features, right = [], []
    for x in dev.short(pair):
        seen = len(x.a.names) + len(x.b.names)
        rows = accounts.single(x.a, x.b, counted(x.a, x.b), seen)
        features.append(rows.reshape(-1, rows.shape[-1]))
        right.append(x.right.ravel().astype(float))
    return np.concatenate(features), np.concatenate(right)


def fitted(what: Callable[[Any], Sequence[Any]], pairs: Sequence[Any]) -> Logistic:
    """The model of some pairs of accounts."""
    parts = [what(pair)[-2:] for pair in pairs]
    return fit(np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts]))


def main() -> None:
    """Fit, and write or check."""
    given = dev.arguments(__doc__ or "", "--check")
    kept = json.loads(DATA.read_text("utf-8"))
    content: dict[str, dict[str, float]] = {}
    for name, what, features in (
        ("runs", in_runs, runs.FEATURES),
        ("pairs", single, accounts.PAIR_FEATURES),
        ("places", histories.examples, linking.FEATURES),
    ):
        books: Sequence[Any] = [*dev.RELATED, *dev.UNRELATED]
        if name == "places":
            books = histories.PAIRS
        model = fitted(what, books)
        weights = dict(zip((*features, "bias"), (*model.weights, model.bias), strict=True))
        content[name] = {key: round(value, 3) for key, value in weights.items()}
    if given.check:
        apart = max(
            abs(kept[name].get(key, 99) - value)
            for name, weights in content.items()
            for key, value in weights.items()
        )
        print(f"{DATA.name}: {'as fitted' if apart < 0.05 else f'{apart:.2f} away from the fit'}")
        sys.exit(apart >= 0.05)
    DATA.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    print(DATA.read_text("utf-8"))


if __name__ == "__main__":
    main()
