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


@pytest.mark.parametrize(
    ("query", "right", "wrong"),
    [
        ("al-Māridīnī", "فخر الدين المارديني", "عامر محيي الدين"),
        ("al-Majrīṭī", "أبو القاسم مسلمة بن أحمد المعروف بالمجريطي", "مارجريت عازر"),
        ("al-Qazwini", "زكريا بن محمد بن محمود القزويني", "قازان واني"),
    ],
)
def test_a_byname_alone_finds_the_name_that_ends_with_it(query, right, wrong):
    hits = {hit.name: hit.score for hit in NameIndex([wrong, right]).search(query)}
    assert hits[right] > hits.get(wrong, 0)


def test_a_name_of_religion_in_one_word_is_two_words_still():
    assert NameIndex(["ناصر الدين", "ناصر"]).search("Nasreddine")[0].name == "ناصر الدين"
