"""A text needs of an authority what the key of its document holds, and nothing else."""

import pytest

import strategies as make
from conftest import REPOSITORY, TINY
from fitnacorpus.annotate import tagged
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names.tag import Tagger
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.stages import document as stage


@pytest.mark.parametrize("root", [TINY, REPOSITORY], ids=["tiny", "edition"])
def test_a_document_is_the_same_with_all_of_the_authority_and_with_its_part(root):
    pipeline = Pipeline(CorpusFolder(root))
    tagger = pipeline._tagger
    smaller = 0
    for item in pipeline.descriptions:
        text, rulings = tagged(pipeline.text(item), tagger), pipeline._rulings(item.info.id)
        part = stage.known(text, item, rulings, pipeline.authority, tagger)
        whole = stage.Known(pipeline.authority, tagger.context)
        assert stage.run(text, item, part, tagger, rulings) == stage.run(
            text, item, whole, tagger, rulings
        )
        smaller += len(part.authority.entries) < len(pipeline.authority.entries)
    assert smaller


def test_the_part_tells_of_company_among_its_entries_alone():
    pipeline = Pipeline(CorpusFolder(REPOSITORY))
    item = pipeline.by_id["hijaz-en"]
    found = tagged(pipeline.text(item), pipeline._tagger)
    part = stage.known(found, item, [], pipeline.authority, pipeline._tagger)
    ids = {entry.id for entry in part.authority.entries}
    assert ids and set(part.context.companions) <= ids and set(part.context.texts) <= ids
    assert {other for known in part.context.companions.values() for other in known} <= ids
    assert set(part.context.events) <= {cut.event for cut in item.cuts}
    assert all(entry.notes == {} and entry.line == 0 for entry in part.authority.entries)


def test_a_text_is_tagged_once_for_its_key_and_its_document(tiny, monkeypatch):
    asked = []
    hits = Tagger.hits

    def counted(self, text, *args):
        asked.append(text.info.id)
        return hits(self, text, *args)

    monkeypatch.setattr(Tagger, "hits", counted)
    pipeline = Pipeline(CorpusFolder(tiny))
    files = [pipeline.document_file(item) for item in pipeline.descriptions]
    assert all(files)
    assert asked == [item.info.id for item in pipeline.descriptions]


NAMED = """It was told by Zayd ibn Thabit from Zayd, from Salim, that Khalid b. al-Walid went out.
Khalid came to Wasit. Zayd ibn Musa left it. Hareth ibn Umar came, and Hareth went.
Harith ibn Umar rode. Khalid the son of al-Waleed stood there; Khaled ibn Waleed left, and Zayd.
"""


def person(ident, *names, note=""):
    forms = tuple(
        Form(name, "en", "attested" if number else "preferred") for number, name in enumerate(names)
    )
    return Entry(ident, "person", forms, notes={"en": note} if note else {})


PEOPLE = (
    person("thabit", "Zayd ibn Thabit", "Zayd"),
    person("musa", "Zayd ibn Musa", "Zayd"),
    person("salim", "Salim ibn Zayd", "Salim"),
    person("walid", "Khalid ibn Walid"),
    person("harith", "Harith ibn Umar"),
)


def keyed(people):
    """The key of a text for an authority, and its annotation."""
    authority, text = Authority(tuple(people)), make.text_of(NAMED, lang="en")
    tagger, item = Tagger(authority), Description(text.info, "")
    found = tagged(text, tagger)
    part = stage.known(found, item, [], authority, tagger)
    return stage.key(found, part, tagger), stage.run(found, item, part, tagger, [])


@pytest.mark.parametrize(
    "people",
    [
        (PEOPLE[0], person("musa", "Zayd ibn Musa", "Zayd", note="A transmitter."), *PEOPLE[2:]),
        (*PEOPLE, *(person(f"k{n}", f"Khalid ibn Asad {n}") for n in ("Azdi", "Kindi", "Kufi"))),
        (*PEOPLE, person("waleed", "Waleed ibn Asad")),
        (*PEOPLE, person("zuhayr", "Hareth ibn Zuhayr")),
        (*PEOPLE, person("umar", "Umar ibn Asad")),
    ],
    ids=["a note", "namesakes", "a father's name", "a spelling", "an own name"],
)
def test_what_changes_a_document_changes_its_key(people):
    """Also where it is said of somebody of whom no form stands in the text."""
    (before, was), (after, is_) = keyed(PEOPLE), keyed(people)
    assert was != is_
    assert before != after


def test_who_has_no_part_in_a_text_leaves_its_key():
    stranger = person("stranger", "Thumama ibn Athal", note="A transmitter.")
    assert keyed((*PEOPLE, stranger)) == keyed(PEOPLE)
