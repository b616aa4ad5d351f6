"""Fits the four models that turn evidence for links into probabilities.

    .venv/bin/python benchmarks/train_align.py            writes align/data/calibration.json
    .venv/bin/python benchmarks/train_align.py --check    says whether it is as fitted

Data: Mark against Luke and against John, in Arabic and English either way, with the section pairs
of the canon tables; Esther against all three, where nothing is right.  "runs" is fitted on pairs of
verses in runs, right as far as a reader sent from either of them lands within one verse of the
counterpart; "pairs" on pairs of episodes of short stretches of the same books, and of Mark, Luke
and John in one language too, each pair by itself; "concord" on the same in the company of the
others; "places" on the places of Arabic chronicles and English histories, right where they meet a
judged pair (`histories.py`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import development as dev
import histories
import numpy as np
from development import Pair

from fitnacorpus.align import accounts, concord, linking, runs
from fitnacorpus.align.account import counted
from fitnacorpus.align.calibration import Logistic, fit

SHORT = (*dev.RELATED, *dev.UNRELATED, *dev.ONE_LANGUAGE)
"""Pairs of books from which short accounts are cut."""
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
def episodes(pair: Pair) -> list[tuple[Any, Any]]:
    """Of short accounts, with and without their names, what is weighed of each pair of episodes.

    Names are left out of every second one, since not every corpus has an authority.

    Returns:
        For each two accounts an (n, m, features) array and which pairs are right.
    """
    found = []
    for turn, x in enumerate(dev.short(pair)):
        a, b = x.a, x.b
        if turn // 2 % 2:
            a, b = (
                replace(account, names=(frozenset(),) * len(account.names)) for account in (a, b)
            )
        rows = accounts.single(a, b, counted(a, b), len(a.names) + len(b.names))
        found.append((rows, x.right))
    return found


def single(pair: Pair) -> tuple[Any, Any]:
    """Features of all pairs of episodes of short accounts, and whether they are right."""
    return _rows(episodes(pair))


def _rows(found: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
    rows = np.concatenate([x.reshape(-1, x.shape[-1]) for x, _ in found])
    return rows, np.concatenate([right.ravel().astype(float) for _, right in found])


def in_company(pair: Pair, alone: Logistic) -> tuple[Any, Any]:
    """The same pairs in the company of the others, given what each is by itself."""
    return _rows(
        [(concord.features(alone.log_odds(rows)), right) for rows, right in episodes(pair)]
    )


def of_short(pairs: Sequence[Pair], left_out: str = "") -> tuple[Logistic, Logistic]:
    """The models of pairs of episodes, by themselves and in company.

    Args:
        pairs: Books that short accounts are cut from.
        left_out: A feature that gets no weight.
    """

    def given(pair: Pair) -> tuple[Any, Any]:
        rows, right = single(pair)
        return rows * [name != left_out for name in accounts.PAIR_FEATURES], right

    alone = fitted(given, pairs)
    return alone, fitted(lambda pair: in_company(pair, alone), pairs)


def fitted(what: Callable[[Any], Sequence[Any]], pairs: Sequence[Any]) -> Logistic:
    """The model of some pairs of accounts."""
    parts = [what(pair)[-2:] for pair in pairs]
    return fit(np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts]))


def main() -> None:
    """Fit, and write or check."""
    given = dev.arguments(__doc__ or "", "--check")
    kept = json.loads(DATA.read_text("utf-8"))
    content: dict[str, dict[str, float]] = {}
    alone, beside = of_short(SHORT)
    for name, model, features in (
        ("runs", fitted(in_runs, [*dev.RELATED, *dev.UNRELATED]), runs.FEATURES),
        ("pairs", alone, accounts.PAIR_FEATURES),
        ("concord", beside, concord.FEATURES),
        ("places", fitted(histories.examples, histories.PAIRS), linking.FEATURES),
    ):
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
