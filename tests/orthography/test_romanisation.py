"""Romanised as the charts say (``cases/romanisation.tsv``), and nothing guessed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography.romanisation import SCHEMES, romanize, romanize_name

FILE = Path(__file__).parent.parent / "cases" / "romanisation.tsv"
with FILE.open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=[c["arabic"] for c in CASES])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_romanised_as_the_charts_say(case: dict[str, str], scheme: str) -> None:
    assert romanize(case["arabic"], scheme, name=bool(case["name"])) == case[scheme]


def test_a_name_is_given_whole_or_not_at_all() -> None:
    assert romanize_name("مَالِك بن الحَارِث", "ijmes") == "Mālik ibn al-Ḥārith"
    assert romanize_name("مالك بن الحَارِث", "ijmes") == ""


def test_unknown_schemes_are_refused() -> None:
    with pytest.raises(ValueError, match="ijmes, alalc"):
        romanize("علي", "iso")


@given(st.one_of(st.text(max_size=20), st.text(st.sampled_from("عَلِيّاُوىةآلٱـ \ufefb"), max_size=12)))
def test_any_text_can_be_romanised(text: str) -> None:
    for scheme in SCHEMES:
        assert isinstance(romanize(text, scheme), str)
