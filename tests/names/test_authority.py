"""Problems of an authority."""

import pytest

from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names import authority


def problems(*entries):
    return [(p.code, p.line) for p in authority.problems(Authority(entries), "a.xml")]


def test_a_sound_authority_has_none():
    sound = Entry("a", "person", (Form("Ali", "en"), Form("علي", "ar"), Form("ʿAlī", "ar-Latn")))
    assert problems(sound) == []


def test_forms_in_the_wrong_script():
    assert all(map(authority.in_wrong_script, (Form("علي", "en"), Form("Ali", "ar"))))
    assert authority.in_wrong_script(Form("معركة Siffin", "ar"))
    assert not authority.in_wrong_script(Form("657", "ar"))


def test_repeated_and_shared():
    a = Entry("a", "person", (Form("Ali", "en"), Form("Ali", "en")), line=1)
    b = Entry("b", "person", (Form("ʿAli", "en"), Form("Ali b. Abi Talib", "en")), line=2)
    assert problems(a, b) == [
        ("repeated-form", 1),
        ("unreachable-entry", 1),
        ("shared-form", 1),
    ]


def test_a_shared_form_names_all_records_and_is_a_note():
    a = Entry("one", "person", (Form("Muawiyah", "en"), Form("Muawiyah I", "en")), line=4)
    b = Entry("two", "person", (Form("Muawiyah", "en"), Form("Muawiyah b. Hudayj", "en")), line=9)
    (problem,) = authority.problems(Authority((a, b)), "a.xml")
    assert (problem.code, problem.severity, problem.line) == ("shared-form", "note", 4)
    assert "'one'" in problem.message and "'two' (line 9)" in problem.message
    assert "Muawiyah" in problem.message


def test_a_shared_form_of_which_the_sources_tell_is_no_problem():
    a = Entry("one", "person", (Form("Muawiyah", "en"), Form("Muawiyah I", "en")))
    b = Entry(
        "two",
        "person",
        (Form("Muawiyah", "en", "attested", ("t",)), Form("Muawiyah b. Hudayj", "en")),
    )
    assert problems(a, b) == []


def test_the_same_person_twice():
    a = Entry("one", "person", (Form("Busr ibn Abi Artat", "en", "preferred"),), line=2)
    b = Entry(
        "two",
        "person",
        (Form("Busr b. Abi Artat", "en", "preferred"), Form("بسر", "ar")),
        line=5,
    )
    (problem,) = authority.problems(Authority((a, b)), "a.xml")
    assert (problem.code, problem.severity, problem.line) == ("duplicate-entry", "warning", 5)
    assert "'one' (line 2)" in problem.message


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ((("Herat", "هراة"), ("al-Hira", "الحيرة")), 0),
        ((("Herat", "هراة"), ("al-Hira", "")), 1),
        ((("Busr b. Artat", "بسر بن أرطاة"), ("Busr ibn Artat", "بسر بن ارطاه")), 1),
        ((("Harith", "حارث"), ("Harith", "حريث")), 1),
    ],
)
def test_names_that_another_language_tells_apart_are_no_duplicates(names, found):
    entries = [
        Entry(
            f"x{n}", "place",
            tuple(
                Form(text, lang, "preferred")
                for text, lang in ((en, "en"), (ar, "ar"))
                if text
            ),
        )
        for n, (en, ar) in enumerate(names)
    ]  # fmt: skip
    told = [p for p in authority.problems(Authority(tuple(entries)), "a.xml")
            if p.code == "duplicate-entry"]  # fmt: skip
    assert len(told) == found


def test_namesakes_of_other_kinds_and_variants_are_no_duplicates():
    a = Entry("one", "person", (Form("Kufa", "en", "preferred"), Form("Kufa X", "en")))
    b = Entry("two", "place", (Form("al-Kufa", "en", "preferred"), Form("Kufa Y", "en")))
    c = Entry("three", "place", (Form("Basra", "en", "preferred"), Form("Al-Kufa", "en")))
    assert problems(a, b, c) == []
