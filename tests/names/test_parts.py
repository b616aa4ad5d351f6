"""The labelled names of ``cases/name_parts.tsv``, and what the authority adds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fitnacorpus.model import Form, NamePart
from fitnacorpus.names import parts

FILE = Path(__file__).parent.parent / "cases" / "name_parts.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))

ASHTAR = (
    Form("مالك الأشتر", "ar", parts=(NamePart("ism", "مالك"), NamePart("laqab", "الأشتر"))),
    Form("Mālik al-Ashtar", "ar-Latn-x-ijmes",
         parts=(NamePart("ism", "Mālik"), NamePart("laqab", "al-Ashtar"))),
    Form("Malik Ashtar", "en"),
)  # fmt: skip


def split(name, lang, forms=()):
    return [(p.kind, name[p.start : p.end]) for p in parts.find(name, lang, forms)]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_the_grammar_of_names(case):
    expected = [tuple(part.replace("_", " ").split("=")) for part in case["parts"].split()]
    assert split(case["name"], case["lang"]) == expected


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("مالك الأشتر", "ar", [("ism", "مالك"), ("laqab", "الأشتر")]),
        ("مَالِك الأشتر", "ar", [("ism", "مَالِك"), ("laqab", "الأشتر")]),
        ("مالكاً الأشتر", "ar", [("ism", "مالكاً"), ("laqab", "الأشتر")]),
        ("الأشتر", "ar", [("laqab", "الأشتر")]),
        ("Malik Ashtar", "en", [("ism", "Malik"), ("laqab", "Ashtar")]),
        ("Malik b. al-Harith", "en", [("ism", "Malik"), ("nasab", "b. al-Harith")]),
        ("the Serpent", "en", []),
    ],
)
def test_what_the_authority_marks_is_marked_in_every_spelling(name, lang, expected):
    assert split(name, lang, ASHTAR) == expected
