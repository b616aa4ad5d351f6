"""Persons of one name, with their fathers, in both scripts."""

import pytest

from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names.namesakes import Called, Namesakes, ism, isms


@pytest.mark.parametrize(
    ("name", "lang", "own"),
    [
        ("يزيد بن هانئ", "ar", "يزيد"),
        ("Yazid b. Hani", "en", "yazid"),
        ("Yazid", "en", "yazid"),
        ("أبو يزيد", "ar", ""),
        ("Ibn Yazid", "en", ""),
    ],
)
def test_the_own_name_is_told_only_where_it_is_certain(name, lang, own):
    assert ism(name, lang) == own


def person(ident, *forms):
    return Entry(ident, "person", tuple(Form(text, lang, "preferred") for text, lang in forms))


AUTHORITY = Authority(
    (
        person("son-of-muawiya", ("Yazid b. Muawiya", "en"), ("يزيد بن معاوية", "ar")),
        person("asad", ("Yazid b. Asad", "en"), ("يزيد بن أسد", "ar")),
        person("abu-yazid", ("Abu Yazid al-Bistami", "en"), ("أبو يزيد البسطامي", "ar")),
        Entry("yazid-town", "place", (Form("Yazid", "en", "preferred"),)),
    )
)
CALLED = [
    Called("يزيد بن معاوية", "ar", "son-of-muawiya", "a", 5),
    Called("Yazid", "en", "son-of-muawiya", "b", 9),
    Called("يزيد بن\n~~هانئ", "ar", "", "a", 40),
    Called("يزيد بن هانئ السبيعي", "ar", "", "a", 80),
    Called("يزيد بن هانئ", "ar", "", "a", 90),
    Called("زيد بن هانئ", "ar", "", "a", 95),
    Called("يزيد", "ar", "", "a", 99),
]


@pytest.mark.parametrize(("query", "lang"), [("Yazid", "en"), ("يزيد", "ar")])
def test_a_bare_name_brings_all_who_bear_it_in_both_scripts(query, lang):
    found = Namesakes(AUTHORITY, CALLED).find(query, lang)
    assert [(one.ref, one.count) for one in found if one.ref] == [
        ("son-of-muawiya", 2),
        ("asad", 0),
    ]
    strangers = [(one.name, one.count, one.text, one.start) for one in found if not one.ref]
    assert ("يزيد بن هانئ السبيعي", 1, "a", 80) in strangers
    assert all(name != "زيد بن هانئ" for name, *_ in strangers)


def test_others_of_an_entry_are_those_the_texts_name():
    persons = Namesakes(AUTHORITY, CALLED)
    others = persons.of_entry(AUTHORITY.by_id["asad"], "en")
    assert others[0].name == "Yazid b. Muawiya" and others[0].start == 5
    assert {one.ref for one in others} == {"son-of-muawiya", ""}
    assert not persons.of_entry(AUTHORITY.by_id["abu-yazid"], "en")
    assert isms(AUTHORITY.by_id["yazid-town"]) == frozenset()
