"""The labelled quotations of ``cases/quotations.tsv``; no words means: nothing is quoted here."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.model import Span
from fitnacorpus.orthography import quotations

FILE = Path(__file__).parent.parent / "cases" / "quotations.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_quotation_is_read_as_labelled(case: dict[str, str]) -> None:
    text = case["text"]
    found = [
        (q.kind, text[q.start : q.end], q.source)
        for q in quotations.find(text, [Span(0, len(text))])
    ]
    expected = (case["kind"], case["words"], case["source"])
    assert found == ([expected] if case["words"] else [])


def test_a_quotation_does_not_run_into_the_next_paragraph() -> None:
    text = "He said, “I shall go.\nAnd I shall come.”"
    end = text.index("\n")
    assert quotations.find(text, [Span(0, end), Span(end + 1, len(text))]) == []
    assert [q.kind for q in quotations.find(text, [Span(0, len(text))])] == ["speech"]


PIECES = [
    '"',
    "“",
    "”",
    "«",
    "»",
    "﴿",
    "﴾",
    "{",
    "}",
    ":",
    "قال",
    "said",
    " ",
    ", ",
    ". ",
    "a",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_quotations_stand_apart_and_hold_no_blank_edges(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = quotations.find(text, [Span(0, len(text))])
    for quotation in found:
        words = text[quotation.start : quotation.end]
        assert words
        assert words == words.strip()
    assert all(a.end <= b.start for a, b in pairwise(found))
