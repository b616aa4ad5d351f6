"""The labelled pairs of ``cases/folds.tsv``: profile "name" means the structural key."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fitnacorpus.arabic_script import is_arabic
from fitnacorpus.orthography import PROFILES, fold_key, name_key

FILE = Path(__file__).parent.parent / "cases" / "folds.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def key(text: str, profile: str) -> str:
    if profile == "name":
        return name_key(text)
    arabic = any(map(is_arabic, text))
    return fold_key(text, "ar" if arabic else "en", profile)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['profile']}:{c['a']}={c['b']}" for c in CASES])
def test_pair_is_judged_as_labelled(case: dict[str, str]) -> None:
    a, b = (key(case[side], case["profile"]) for side in "ab")
    assert ("same" if a == b else "different") == case["verdict"], (a, b, case["why"])


def test_the_file_is_large_and_says_why() -> None:
    assert len(CASES) >= 300
    assert {c["profile"] for c in CASES} == {*PROFILES, "name"}
    assert all(c["why"] and c["source"] for c in CASES)
