"""How good the links between independent accounts are, on the development accounts.

Prints precision, recall and F1 of the "jump", one passage a verse: each verse is sent to one
counterpart or nowhere (of the links that hold it the best wins, inside a link position goes to
proportional position); it is right when it lands within one verse of a section that the canon
tables pair with it.  Beside it stand nearest neighbour, nearest neighbour with the threshold that
an oracle chooses, and Gale and Church's aligner as one that goes straight on.  Our rows are
cross-validated: Luke is judged by a model fitted on John, and the reverse, with Esther on the side
that is fitted.  Every ingredient is left out once, and the model fitted again.

Then how far the probabilities can be trusted (reliability and expected calibration error, with
the same models), short accounts with names, the translation, and links between an Arabic chronicle
and an English history of one war (`histories.py`).

    .venv/bin/python benchmarks/align.py
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import development as dev
import galechurch
import histories
import numpy as np
import train_align
from development import Pair, Section

from fitnacorpus.align import accounts, concord, renderings, score
from fitnacorpus.align.accounts import Link
from fitnacorpus.align.chain import mutual_best
from fitnacorpus.align.translation import align_translation

FLOOR = accounts.FLOOR
Method = Callable[[Pair], list[Link]]


def jump(links: Sequence[Link], gold: Sequence[Section]) -> tuple[float, float, float]:
    """Precision, recall and F1 of sending verses, averaged over both directions."""
    figures = []
    for turn in (False, True):
        sent: dict[int, tuple[float, float]] = {}
        for x in links:
            here, there = (x.b, x.a) if turn else (x.a, x.b)
            for i in here:
                part = (i - here.start) / (len(here) - 1) if len(here) > 1 else 0.5
                goal = there.start + part * (len(there) - 1)
                if i not in sent or x.score > sent[i][1]:
                    sent[i] = (goal, x.score)
        goals: dict[int, list[range]] = {}
        for pair in gold:
            here, there = pair[::-1] if turn else pair
            for i in here:
                goals.setdefault(i, []).append(there)
        right = sum(
            any(r.start - 1 <= round(goal) <= r.stop for r in goals.get(i, []))
            for i, (goal, _) in sent.items()
        )
        figures.append((right / len(sent) if sent else 0.0, right / len(goals) if goals else 0.0))
    precision, recall = (sum(f) / 2 for f in zip(*figures, strict=True))
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


# --- Peers ---------------------------------------------------------------------------------------


def nearest(pair: Pair) -> list[Link]:
    """Every verse goes to its nearest neighbour, from either side."""
    a, b = (dev.account(*side).vectors for side in (pair[:2], pair[2:]))
    likeness = a @ b.T
    best = {(i, int(j)) for i, j in enumerate(likeness.argmax(axis=1))}
    best |= {(int(i), j) for j, i in enumerate(likeness.argmax(axis=0))}
    return [_cell(i, j, float(likeness[i, j])) for i, j in sorted(best)]


def nearest_by_oracle(pair: Pair) -> list[Link]:
    """Nearest neighbour, with the threshold that gives this pair the best F1."""
    links = nearest(pair)
    steps = np.quantile([x.score for x in links], np.linspace(0, 0.99, 50))
    kept = [[x for x in links if x.score >= step] for step in steps]
    return max(kept, key=lambda some: jump(some, dev.sections(pair))[2])


def straight_on(pair: Pair) -> list[Link]:
    """Gale and Church (1993), by lengths.  (`mean_xy` is source over target in this package.)."""
    a, b = (dev.verses(*side)[1] for side in (pair[:2], pair[2:]))
    ratio = sum(map(len, a)) / sum(map(len, b))
    beads = galechurch.align(a, b, mean_xy=ratio).beads
    return [
        Link(range(x.source_start, x.source_end), range(x.target_start, x.target_end), 1.0, "", ())
        for x in beads
        if x.source_start < x.source_end and x.target_start < x.target_end
    ]


def _cell(i: int, j: int, value: float) -> Link:
    return Link(range(i, i + 1), range(j, j + 1), value, "", ())


# --- Ours, cross-validated -----------------------------------------------------------------------


def probabilities(pair: Pair) -> tuple[Any, Any, Any]:
    """Cells of runs, their probability by the model fitted without this pair, what is right."""
    others = [p for p in (*dev.RELATED, *dev.UNRELATED) if p.group != pair.group]
    cells, features, right = train_align.in_runs(pair)
    return cells, train_align.fitted(train_align.in_runs, others).probability(features), right


def ours(pair: Pair) -> list[Link]:
    """What the toolkit proposes, with a model that has not seen this pair."""
    cells, p, _ = probabilities(pair)
    links = [_cell(i, j, round(float(x), 2)) for (i, j), x in zip(cells, p, strict=True)]
    return sorted((x for x in links if x.score >= FLOOR), key=lambda x: -x.score)


ABLATIONS: list[tuple[str, Any, str, Any]] = [
    ("without centring", score, "centred", lambda rows, mean: rows),
    ("without neighbourhood", score, "relative", lambda likeness: likeness),
    ("without context", score, "WINDOWS", (1,)),
    ("without likeness of wording", accounts, "WORDING", 0.0),
    (
        "without the lexicon",
        renderings,
        "in_context",
        lambda a, b: np.zeros((len(a[0]), len(b[0])), np.float32),
    ),
    ("without numbers, years", accounts, "FIGURES", 0.0),
    ("without order", score, "SUPPORT", 0.0),
    ("without order further off", score, "ahead", np.zeros_like),
]


@contextmanager
def replaced(module: Any, name: str, value: Any) -> Iterator[None]:
    """The toolkit with one ingredient replaced."""
    kept = getattr(module, name)
    setattr(module, name, value)
    train_align.in_runs.cache_clear()
    try:
        yield
    finally:
        setattr(module, name, kept)
        train_align.in_runs.cache_clear()


def row(name: str, method: Method) -> None:
    """Print a line of the table."""
    cells = [f"{name:<28}"]
    for pair in dev.RELATED:
        figures = jump(method(pair), dev.sections(pair))
        cells.append(f"{'/'.join(f'{x:.2f}' for x in figures):>18}")
    wrong = [len(method(pair)) for pair in dev.UNRELATED]
    print("".join(cells) + f"{sum(wrong):>8}", flush=True)


def table() -> None:
    """Precision, recall and F1 of every method on every pair, and links between unrelated books."""
    heads = "".join(f"{pair!s:>18}" for pair in dev.RELATED)
    print(f"{'precision/recall/F1':<28}{heads}  Esther")
    row("nearest neighbour", nearest)
    row("  threshold by oracle", nearest_by_oracle)
    row("Gale–Church", straight_on)
    row("fitnacorpus", ours)
    for name, module, attribute, value in ABLATIONS:
        with replaced(module, attribute, value):
            row(f"  {name}", ours)
    train_align.in_runs.cache_clear()


def one_language() -> None:
    """The same within one language, where the models have seen neither account so."""
    print("\none language, precision/recall/F1")
    for pair in dev.ONE_LANGUAGE:
        print(f"{pair!s:<20}" + "/".join(f"{x:.2f}" for x in jump(ours(pair), dev.sections(pair))))


def calibration() -> None:
    """Share of right pairs by probability, cross-validated, and the expected calibration error."""
    print("\nprobability      verses in runs           episodes of short accounts")
    print("                 n  stated   right            n  stated   right")
    sides = []
    for parts in (
        [probabilities(q)[1:] for q in (*dev.RELATED, *dev.UNRELATED)],
        [_judged(group)[:2] for group in ("luke", "john")],
    ):
        p, right = (np.concatenate(x) for x in zip(*parts, strict=True))
        sides.append((p, right))
    for k in range(10):
        line = f"{k / 10:.1f} – {(k + 1) / 10:.1f}"
        for p, right in sides:
            here = np.minimum((p * 10).astype(int), 9) == k
            stated, found = (x[here].mean() if here.any() else np.nan for x in (p, right))
            line += f"{here.sum():>10}{stated:>8.2f}{found:>8.2f}   "
        print(line)
    errors = [_error(p, right) for p, right in sides]
    print(f"expected calibration error {errors[0]:.3f}{errors[1]:>31.3f}")
    for group in ("luke", "john"):
        p, right = (
            np.concatenate(x)
            for x in zip(
                *(probabilities(q)[1:] for q in (*dev.RELATED, *dev.UNRELATED) if q.group == group),
                strict=True,
            )
        )
        kept = p >= FLOOR
        print(
            f"  {group} left out: {_error(p, right):.3f}; of pairs proposed"
            f" {p[kept].mean():.2f} stated, {right[kept].mean():.2f} right"
        )


def short_accounts() -> None:
    """Precision at the best hundred pairs of short accounts, each ingredient left out once."""
    print("\nshort accounts: right among the best 50 and 100 pairs, average precision")
    company = concord.FEATURES[1:]
    for left_out in ("", "company", *accounts.PAIR_FEATURES):
        line = f"{f'  without {left_out}' if left_out else 'fitnacorpus':<20}"
        for group in ("luke", "john"):
            p, right, total = _judged(group, left_out, company=left_out != "company")
            ranked = right[np.argsort(-p, kind="stable")]
            so_far = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
            average = float((so_far * ranked).sum() / total)
            line += f"   {group}: {ranked[:50].mean():.2f} {ranked[:100].mean():.2f} {average:.2f}"
        print(line)
    print(f"company: {', '.join(company)}")
    print("\nshort accounts by size: proposed at .5, right, share of what is told by both")
    judged = [(right, p) for g in ("luke", "john") for right, p, _ in _short(g)]
    for low, high in ((4, 30), (30, 150), (150, 600), (600, 3000)):
        here = [(right, p) for right, p in judged if low <= p.size < high]
        kept = [(p >= 0.5) & mutual_best(p.astype(np.float32)) for _, p in here]
        found = sum(int(k.sum()) for k in kept)
        held = sum(int((k & right).sum()) for (right, _), k in zip(here, kept, strict=True))
        total = sum(int(right.sum()) for right, _ in here)
        print(f"{low:>5} to {high} pairs{found:>8}{held:>8}{held / max(total, 1):>8.2f}")


def _short(
    group: str, left_out: str = "", *, company: bool = True
) -> Iterator[tuple[Any, Any, Any]]:
    """Of short accounts left out of the fit: which pairs are right, how probable, the best."""
    alone, beside = train_align.of_short(
        [p for p in train_align.SHORT if p.group != group], left_out
    )
    for pair in train_align.SHORT:
        for rows, right in train_align.episodes(pair) if pair.group == group else ():
            p = alone.probability(rows)
            if company:
                p = beside.probability(concord.features(alone.log_odds(rows)))
            yield right, p, mutual_best(p.astype(np.float32))


def _judged(group: str, left_out: str = "", *, company: bool = True) -> tuple[Any, Any, float]:
    """Probability and rightness of the best pairs of a group, and how many are right in all."""
    found = list(_short(group, left_out, company=company))
    return (
        np.concatenate([p[best] for _, p, best in found]),
        np.concatenate([right[best].astype(float) for right, _, best in found]),
        float(sum(right.sum() for right, _, _ in found)),
    )


def _error(p: Any, right: Any) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((p * 10).astype(int), 9)
    return float(
        sum(
            abs(p[bins == k].mean() - right[bins == k].mean()) * (bins == k).mean()
            for k in range(10)
            if (bins == k).any()
        )
    )


def translation() -> None:
    """Strict and lax F1 on a real translation cut into unequal sentences."""
    path = dev.folder() / "translation" / "ruth-jonah-esther.json"
    data = json.loads(path.read_text("utf-8"))
    beads = align_translation(data["ar"], data["en"], lang_a="ar", lang_b="en")
    found = [(set(x.a), set(x.b)) for x in beads if x.a and x.b]
    gold = [(set(a), set(b)) for a, b in data["gold"] if a and b]
    strict = sum(pair in gold for pair in found)
    lax_found = sum(any(a & c and b & d for c, d in gold) for a, b in found)
    lax_gold = sum(any(a & c and b & d for a, b in found) for c, d in gold)
    print("\ntranslation   strict F1   lax F1")
    precision, recall = strict / len(found), strict / len(gold)
    lax_precision, lax_recall = lax_found / len(found), lax_gold / len(gold)
    harmonic = [2 * p * r / (p + r) for p, r in ((precision, recall), (lax_precision, lax_recall))]
    print(f"fitnacorpus{harmonic[0]:>12.2f}{harmonic[1]:>9.2f}")


def main() -> None:
    """Print everything."""
    dev.arguments(__doc__ or "")
    began = time.process_time()
    table()
    one_language()
    calibration()
    short_accounts()
    translation()
    histories.table()
    print(f"\n{time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
