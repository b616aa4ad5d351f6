"""The labelled measures of ``cases/measures.tsv``; no words means: nothing is measured here."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fitnacorpus.orthography import measures

FILE = Path(__file__).parent.parent / "cases" / "measures.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_measure_is_read_as_labelled(case: dict[str, str]) -> None:
    text = case["text"]
    found = [
        (text[m.start : m.end], m.value, m.unit, m.commodity) for m in measures.recognised(text)[1]
    ]
    expected = (case["words"], int(case["value"] or 0), case["unit"], case["commodity"])
    assert found == ([expected] if case["words"] else [])


def test_bounds_are_those_of_the_number() -> None:
    text = "between 300 and 400 camels, and 2,500 or more men"
    camels, men = measures.recognised(text)[1]
    assert (camels.value, camels.upper, camels.more) == (300, 400, False)
    assert (men.value, men.upper, men.more) == (2500, None, True)
