"""Queries typed in transliteration."""

import pytest

from fitnacorpus.names.query import find

FORMS = ["معاوية", "معاوية بن حديج", "مالك الأشتر", "Basra", "القلزم", "علي", "على"]


@pytest.mark.parametrize(
    ("query", "form"),
    [("mEAwyp", "معاوية"), ("mAlk Al>$tr", "مالك الأشتر"), ("Muʿāwiya", "معاوية"), ("Ely", "علي")],
)
def test_transliteration_finds_the_name_as_a_variant(query, form):
    first = find(FORMS, query)[0]
    assert (first.name, first.tier) == (form, "variant")


def test_what_is_typed_as_it_stands_comes_first():
    assert [h.tier for h in find(FORMS, "Basra")][:1] == ["exact"]
    assert find(FORMS, "القلزم")[0].tier == "exact"


def test_nothing_asked():
    assert find(FORMS, "") == [] and find([], "Ali") == []
