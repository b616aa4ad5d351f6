"""Queries typed in transliteration."""

import pytest

from fitnacorpus.names.query import alike, find

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


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("al-Tajir, Salim", "Salim al-Tajir"),
        ("التاجر، سالم", "سالم التاجر"),
        ("بالمرسى", "المرسى"),
        ("وسالم", "سالم"),
    ],
)
def test_a_query_is_read_as_it_may_be_meant(query, form):
    forms = ["Salim al-Tajir", "سالم التاجر", "المرسى", "سالم"]
    hits = [hit for hit in find(forms, query) if hit.name == form]
    assert hits and hits[0].tier == "variant"


def test_words_that_sound_like_a_name_in_either_script():
    words = ["سلمه", "الكوفه", "rode", "kufa", "ركب"]
    (found,) = alike(words, "Kufah")
    assert {hit.name for hit in found} == {"kufa", "الكوفه"}


def test_a_name_in_full_is_not_answered_with_what_hardly_resembles_it():
    forms = ["Abu Musa al-Ashari", "أبو موسى الأشعري"]
    assert find(forms, "أروى بنت كريز") == []
    assert find(forms, "Abu Musa")
