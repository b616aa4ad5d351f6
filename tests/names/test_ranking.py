"""Ranking by likeness: words in another order cost."""

import pytest

from fitnacorpus.names.index import NameIndex


@pytest.mark.parametrize(
    ("query", "ordered", "exchanged"),
    [
        ("Malik Ashtar", "Malig Ashtir", "Ashtir Malig"),
        ("Harit Nasir", "Harith Nasr", "Nasr Harith"),
        ("Harith Nasr", "حارث نصر", "نصر حارث"),
    ],
)
def test_exchanged_words_cost_a_fifth_of_the_scale(query, ordered, exchanged):
    index = NameIndex([exchanged, ordered, "Zuhayr", "Umar"])
    hits = {hit.name: hit.score for hit in index.search(query)}
    assert hits[ordered] > hits[exchanged] + 0.2 > 0.2
