"""Dates, numbers, measures, formulae and sentences against the labelled cases.

Prints precision and recall, by kind and script, over ``tests/cases/*.tsv``.  A value counts as
right when its words and all that is said of it are as labelled.

    python benchmarks/values.py
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Final

from fitnacorpus.orthography import dates, honorifics, measures, numbers
from fitnacorpus.segment.sentence import sentences_of_words

CASES: Final = Path(__file__).parent.parent / "tests" / "cases"
Row = dict[str, str]
Values = list[Hashable]
_BOUNDARY: Final = " ‖ "


def _dates(row: Row) -> tuple[str, Values, Values]:
    text = row["text"]
    fields = ("calendar", "custom", "custom_end", "not_before", "not_after", "precision")
    found = [
        (text[d.start : d.end], *(getattr(d, field) for field in fields))
        for d in dates.find(text, row["lang"])
    ]
    right = (row["expression"], *(row[field] for field in fields))
    return text, list(found), [right] if row["expression"] else []


def _numbers(row: Row) -> tuple[str, Values, Values]:
    text = row["text"]
    found = [
        (text[n.start : n.end], n.value, n.upper, n.more) for n in numbers.find(text, row["lang"])
    ]
    if not row["expression"]:
        return text, list(found), []
    upper = int(row["upper"]) if row["upper"] else None
    return text, list(found), [(row["expression"], int(row["value"]), upper, bool(row["more"]))]


def _measures(row: Row) -> tuple[str, Values, Values]:
    text = row["text"]
    found = [
        (text[m.start : m.end], m.value, m.unit, m.commodity) for m in measures.recognised(text)[1]
    ]
    right = (row["words"], int(row["value"] or 0), row["unit"], row["commodity"])
    return text, list(found), [right] if row["words"] else []


def _honorifics(row: Row) -> tuple[str, Values, Values]:
    text = row["text"]
    found = [(h.formula, text[h.start : h.end]) for h in honorifics.find(text)]
    return text, list(found), [(row["formula"], row["words"])] if row["formula"] else []


def _sentences(row: Row) -> tuple[str, Values, Values]:
    right = row["sentences"].split(_BOUNDARY)
    text = " ".join(right)
    return text, [text[s.start : s.end] for s in sentences_of_words(text)], list(right)


KINDS: Final[dict[str, Callable[[Row], tuple[str, Values, Values]]]] = {
    "dates": _dates,
    "numbers": _numbers,
    "measures": _measures,
    "honorifics": _honorifics,
    "sentences": _sentences,
}


def main() -> None:
    """Print the table."""
    print(f"{'kind':12}{'script':8}{'cases':>6}{'right':>7}{'precision':>11}{'recall':>8}")
    for kind, read in KINDS.items():
        counts: dict[str, Counter[str]] = {"Arab": Counter(), "Latn": Counter()}
        with (CASES / f"{kind}.tsv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                text, found, right = read(row)
                arabic = any("\u0621" <= c <= "\u06d3" for c in text)
                count = counts["Arab" if arabic else "Latn"]
                count["cases"] += 1
                count["found"] += len(found)
                count["expected"] += len(right)
                count["right"] += sum((Counter(found) & Counter(right)).values())
        for script, count in counts.items():
            precision = count["right"] / max(1, count["found"])
            recall = count["right"] / max(1, count["expected"])
            print(
                f"{kind:12}{script:8}{count['cases']:6}{count['right']:7}"
                f"{precision:11.3f}{recall:8.3f}"
            )


if __name__ == "__main__":
    main()
