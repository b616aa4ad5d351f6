"""The search by name: a label of an event is a phrase, and its beginning is no name of it."""

import pytest

from fitnacorpus.index import search
from fitnacorpus.index.build import Index
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names.index import NameHit
from fitnacorpus.names.tokens import regnal_number

AUTHORITY = Authority(
    (
        Entry("rising", "event", (Form("Rising of Harith", "en", "preferred"),)),
        Entry("harith", "person", (Form("Harith of Mosul", "en", "preferred"),)),
    )
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("index") / "index.sqlite"
    with Index(place, "program") as made:
        made.set_entries(AUTHORITY, "entries")
    return place


@pytest.mark.parametrize(
    ("tier", "score", "found"),
    [
        ("variant", 0.94, ["harith"]),
        ("variant", 0.95, ["harith", "rising"]),
        ("exact", 0.5, ["harith", "rising"]),
        # An event that only resembles what is asked for stands behind whoever does.
        ("fuzzy", 0.6, ["harith", "rising"]),
    ],
)
def test_the_beginning_of_a_label_is_no_name_of_an_event(path, tier, score, found):
    def match(forms, query):
        return [NameHit(k, form, tier, score, "as told") for k, form in enumerate(forms)]

    hits = search.search(path, "x", match)
    assert sorted(h.authority for h in hits) == found
    if tier == "fuzzy":
        assert [h.authority for h in hits] == found


def test_each_language_of_an_entry_is_a_row(tmp_path):
    forms = [
        ("Kufa", "en", "preferred"), ("الكوفة", "ar", "preferred"), ("كوفه", "fa", "attested"),
        ("al-Kūfa", "ar-Latn-x-ijmes", "preferred"), ("Cufa", "en", "variant"),
    ]  # fmt: skip
    place = tmp_path / "index.sqlite"
    kufa = Entry("kufa", "place", tuple(Form(*form) for form in forms))
    bare = Entry("wadi", "place", (Form("Wadi", "en", "preferred"),))
    with Index(place, "program") as made:
        made.set_entries(Authority((kufa, bare)), "entries")
    names = {e["id"]: {k: v for k, v in e.items() if len(k) == 2 and k != "id"}
             for e in search.entries(place)}  # fmt: skip
    assert names == {
        "kufa": {"ar": "الكوفة", "en": "Kufa", "fa": "كوفه"},
        "wadi": {"ar": "", "en": "Wadi"},
    }


NUMBERED = Authority(
    (
        Entry("first", "person", (Form("Harith I", "en", "preferred"), Form("Harith", "en", ""))),
        Entry("third", "person", (Form("حارث الثالث", "ar", "preferred"),)),
        Entry("son", "person", (Form("Harith b. Salim", "en", "preferred"),)),
        Entry("town", "place", (Form("Harith", "en", "preferred"),)),
    )
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Harith", {"first": False, "third": False, "son": False, "town": False}),
        # Nobody is known to be the second: the one without a number may be.
        ("Harith II", {"son": True, "town": False}),
        ("Harith I", {"first": False, "town": False}),
        ("Harith the Third", {"third": False, "town": False}),
        ("الحارث الثالث", {"third": False, "town": False}),
    ],
)
def test_another_regnal_number_is_another_man(tmp_path, query, found):
    place = tmp_path / "index.sqlite"
    with Index(place, "program") as made:
        made.set_entries(NUMBERED, "entries")

    def match(forms, query):
        return [NameHit(k, form, "fuzzy", 0.8, "as told") for k, form in enumerate(forms)]

    hits = search.search(place, query, match, number=regnal_number)
    assert {h.authority: h.unnumbered for h in hits} == found
    assert all(h.score < 0.5 and "without a number" in h.why for h in hits if h.unnumbered)
