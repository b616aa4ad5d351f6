"""The structural key of names in Latin letters forgives a doubled digraph."""

from __future__ import annotations

import pytest

from fitnacorpus.orthography.latin import name_key


@pytest.mark.parametrize(
    ("doubled", "single"),
    [("Bashshār", "Bashar"), ("Sakhkhān", "Sakhan"), ("Ghaghghā", "Ghagha")],
)
def test_a_doubled_digraph_is_one_letter(doubled: str, single: str) -> None:
    assert name_key(doubled) == name_key(single)
