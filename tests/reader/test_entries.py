"""Pages of names: their order, their mentions, whom they are taken for."""

from fitnacorpus.model import Entry, Form
from fitnacorpus.reader import entries
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.entries import Register, alphabet, sort_key
from fitnacorpus.reader.wording import Wording


def test_the_article_does_not_decide_the_order():
    names = ["الكوفة", "مصر", "البصرة", "دمشق"]
    assert sorted(names, key=lambda n: sort_key(n, "ar")) == ["البصرة", "دمشق", "الكوفة", "مصر"]
    assert sort_key("al-Ashtar", "en") == "ashtar"
    assert sort_key("ʿAlī", "en") == "ali"
    assert sort_key("الله", "ar") == "الله"


def test_the_index_has_both_alphabets_and_every_name(pages):
    w = Wording("en")
    for lang in ("en", "ar"):
        found = [line.id for _, lines in alphabet(pages.view, w, lang) for line in lines]
        assert sorted(found) == sorted(e.id for e in pages.view.named if e.name(lang))
        letters = [letter for letter, _ in alphabet(pages.view, w, lang)]
        assert len(letters) == len(set(letters))


def test_two_men_of_one_name_warn_of_each_other(pages):
    register, w = Register(pages.view), Wording("en")
    by_id = pages.view.authority.by_id
    other = {e.id for e, _ in register.confused(by_id["muawiya-i"], w)}
    assert "muawiya-b-hudayj" in other
    assert "muawiya-i" not in other
    reasons = {e.id: why for e, why in register.confused(by_id["muawiya-b-hudayj"], w)}
    assert "Muawiyah" in reasons["muawiya-i"]


def test_a_page_names_others_of_the_name_that_the_texts_name(pages):
    register, by_id = Register(pages.view), pages.view.authority.by_id
    for lang in ("en", "ar"):
        shelf = Shelf(pages.view, Wording(lang))
        seen = register.entry_view(shelf, "muawiya-b-hudayj").namesakes
        others = {entry.id: (name, count, place) for name, entry, count, place in seen if entry}
        assert "muawiya-b-hudayj" not in others
        name, count, place = others["muawiya-i"]
        assert name == shelf.wording.name(by_id["muawiya-i"]) and count
        assert place.startswith("../../texts/") and "/index.html#" in place


def test_every_mention_is_listed_where_it_stands(pages):
    register, shelf = Register(pages.view), Shelf(pages.view, Wording("en"))
    seen = register.entry_view(shelf, "qulzum")
    lines = [line for m in seen.mentions for line in m.lines]
    assert len(lines) == len(pages.view.places["qulzum"])
    assert {line.form for line in lines} == {"Qalzaum", "Qulzum"}
    assert all(
        line.place.replace("?name=qulzum", "") == pages.view.place(*line.ref.split(":"))
        for line in lines
    )


def test_a_vocalised_name_is_romanised_where_the_authority_does_not() -> None:
    forms = (Form("مَالِك بن الحَارِث", "ar"), Form("Mālik b. al-Ḥārith", "ar-Latn-x-ijmes"))
    entry = Entry("malik", "person", forms)
    assert list(entries._romanised(entry)) == [("Mālik ibn al-Ḥārith", "ar-Latn-alalc97")]
    assert list(entries._romanised(Entry("x", "person", (Form("مالك", "ar"),)))) == []
