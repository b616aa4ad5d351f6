"""Problems of an authority."""

from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names import authority


def problems(*entries):
    return [(p.code, p.line) for p in authority.problems(Authority(entries), "a.xml")]


def test_a_sound_authority_has_none():
    sound = Entry("a", "person", (Form("Ali", "en"), Form("علي", "ar"), Form("ʿAlī", "ar-Latn")))
    assert problems(sound) == []


def test_forms_in_the_wrong_script():
    wrong = Entry("a", "person", (Form("علي", "en"), Form("Ali", "ar")), line=7)
    assert problems(wrong) == [("wrong-script", 7), ("wrong-script", 7)]


def test_repeated_shared_and_dangling():
    a = Entry("a", "person", (Form("Ali", "en"), Form("Ali", "en")), line=1)
    b = Entry("b", "person", (Form("ʿAli", "en"), Form("Ali b. Abi Talib", "en")), line=2)
    c = Entry("c", "event", (Form("Battle", "en"),), line=3, where=("b", "nowhere"))
    assert problems(a, b, c) == [
        ("repeated-form", 1),
        ("unreachable-entry", 1),
        ("dangling-ref", 3),
        ("dangling-ref", 3),
    ]
