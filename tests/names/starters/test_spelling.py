"""Romanisations of one name, and names that only look alike."""

import csv

import pytest

from conftest import REPOSITORY
from fitnacorpus.names.starters.spelling import pattern, plain

with (REPOSITORY / "tests/cases/romanisations.tsv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['name']}-{c['spelling']}")
def test_romanisations(case):
    found = pattern(case["name"]).fullmatch(plain(case["spelling"])) is not None
    assert found == (case["same"] == "yes")
