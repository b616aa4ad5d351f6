"""The program's reasons on Arabic pages: all in Arabic, every name keeping its direction."""

import re

import pytest

import fitnacorpus as fc
from conftest import REPOSITORY
from fitnacorpus.align import evidence, relations
from fitnacorpus.align.judge import SAYS, Answer
from fitnacorpus.languages import ARABIC, ENGLISH
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.names.query import find
from fitnacorpus.reader.phrases.reasons import DEEDS
from fitnacorpus.reader.reasons import Reasons
from fitnacorpus.reader.wording import Wording
from fitnacorpus.review.items import Desk, Filter

ENTRIES = (
    Entry("ali", "person", (Form("Ali", "en", "preferred"), Form("علي", "ar", "preferred"))),
    Entry(
        "sons",
        "group",
        (Form("Banu A, of B", "en", "preferred"), Form("بنو فلان", "ar", "preferred")),
    ),
    Entry("siffin", "event", (Form("Siffin", "en", "preferred"), Form("صفين", "ar", "preferred"))),
)
ARABIC_PAGE = Reasons(Authority(ENTRIES), Wording("ar"))
ENGLISH_PAGE = Reasons(Authority(ENTRIES), Wording("en"))
LATIN = re.compile("[A-Za-z]{2,}")


def bare(words):
    """Words without what is isolated, which keeps its own language."""
    return re.sub("\u2068[^\u2069]*\u2069", "", words)


def test_every_reason_of_a_link_is_said_in_arabic():
    found = evidence.reasons(
        names=[{"ali", "sons"}, {"ali"}], deeds=[{"killing"}, {"killing"}],
        figures=[{"30"}, {"30"}], frequency={},
        label={"ali": "Ali", "sons": "Banu A, of B"}.get, heard=["Zeyd"], wording=3.0,
        run=4,
    )  # fmt: skip
    found += evidence.reasons(
        names=[{"ali"}, {"ali", "sons"}], deeds=[set(), set()], figures=[set(), set()],
        frequency={}, label={"ali": "Ali", "sons": "Banu A, of B"}.get, wording=9.0,
    )  # fmt: skip
    assert len(found) == 10
    for reason in (*found, "order: against that of the other links"):
        said = ARABIC_PAGE.of(reason)
        assert said.lang == "ar", reason
        assert not LATIN.search(bare(said.words)), said
    assert (
        ARABIC_PAGE.of("both: Banu A, of B, Ali").words
        == "في كليهما: \u2068بنو فلان\u2069، \u2068علي\u2069"
    )
    assert ARABIC_PAGE.of("both: killing").words == "في كليهما: \u2068القتل\u2069"


def test_what_two_passages_differ_in_is_said_in_arabic():
    sides = [
        relations.Side("x", numbers=frozenset({n}), years=frozenset({y}), places=frozenset({p}))
        for n, y, p in ((4000, 38, "Siffin"), (2500, 39, "ali"))
    ]
    facets, words = relations.differences(*sides)
    assert len(facets) == 3
    for reason in words:
        assert ARABIC_PAGE.of(reason).lang == "ar", reason
    assert "4000" in ARABIC_PAGE.of(words[0]).words


@pytest.mark.parametrize("relation", SAYS)
def test_a_model_keeps_its_own_words(relation):
    told = Answer(
        key="k", model="a-model:7b", question=1, on="2026-01-02", relation=relation,
        reason="Both: name the bridge",
    ).told()  # fmt: skip
    said = ARABIC_PAGE.of(told)
    assert said.lang == "ar"
    assert "\u2068Both: name the bridge\u2069" in said.words


def test_ids_are_no_reasons_for_a_reader():
    assert "Ali" in ENGLISH_PAGE.of("usually stands with ali, sons, named near").words
    assert "صفين" in ARABIC_PAGE.of("has a part in siffin, which is told here").words


def test_every_concept_has_an_arabic_name():
    concepts = {line.split("\t")[0] for home in (ARABIC, ENGLISH) for line in home_lines(home)}
    assert concepts == set(DEEDS)


def home_lines(home):
    lines = (
        (REPOSITORY / f"src/fitnacorpus/languages/{home.code}/events.tsv").read_text().splitlines()
    )
    return [line for line in lines if line and not line.startswith("#")]


def test_nothing_that_the_corpora_hold_is_left_in_english(pages, built_tiny):
    reasons = pages.shelf("ar").reasons
    for link in pages.view.links:
        for reason in link.evidence:
            assert reasons.of(reason).lang == "ar", reason
    corpus = fc.open(built_tiny)
    tiny = Reasons(corpus.authority, Wording("ar"))
    items = Desk(corpus.pipeline, "zoe").items(Filter(kinds=("mentions",), status="all"))
    told = [reason for item in items for choice in item.choices for reason in choice.reasons]
    assert told
    assert all(tiny.of(reason).lang == "ar" for reason in told), told


QUERIES = (
    "Muʿāwiya", "معاوية بن حديج", "Hudayj, Muawiya ibn", "بالكوفة", "mEAwyp", "Moawiya", "Aleppo",
    "Jarir", "al-Ashtar Malik", "الأشتر مالك", "Muawiya ibn Hudayj al-Sakuni al-Misri",
)  # fmt: skip


def test_a_served_search_says_in_arabic_why_it_found(pages):
    reasons = pages.shelf("ar").reasons
    forms = [f.text for e in pages.view.authority.entries for f in e.forms] + ["حلب"]
    whys = {f"{hit.why}: {hit.name}" for query in QUERIES for hit in find(forms, query)}
    assert len({why.partition(":")[0] for why in whys}) > 5
    for why in (*whys, "a slip of a source: Amr"):
        assert reasons.found(why).lang == "ar", why
