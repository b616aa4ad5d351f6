"""The closed lists stand once: grammars, ODD, taxonomies, pages and documentation follow them."""

import re

import pytest
from lxml import etree

import strategies as make
from fitnacorpus import vocabulary
from fitnacorpus.judgements import FACETS, RELATIONS
from fitnacorpus.reader.wording import LANGUAGES, Wording
from fitnacorpus.tei import header
from fitnacorpus.vocabulary import (
    EntryKind,
    EventRole,
    Facet,
    MentionType,
    Relation,
    Status,
    Term,
    VerdictKind,
)

SCHEMA = make.REPOSITORY / "src/fitnacorpus/tei/schema"
LISTS = [x for x in vars(vocabulary).values() if isinstance(x, type) and issubclass(x, Term)]
LISTS.remove(Term)
TERMS = [pytest.param(t, id=f"{type(t).__name__}.{t}") for terms in LISTS for t in terms]


def odd_values(element, attribute):
    odd = etree.parse(SCHEMA / "fitnacorpus.odd")
    path = f"//*[@ident='{element}']//*[@ident='{attribute}']//*[local-name()='valItem']/@ident"
    return list(odd.xpath(path))


def grammar_values(name, element, attribute):
    """The values that a grammar lists for an attribute of an element, in order."""
    rng = etree.parse(SCHEMA / name)
    path = (
        f"//*[local-name()='element'][@name='{element}']"
        f"//*[local-name()='attribute'][@name='{attribute}']//*[local-name()='value']/text()"
    )
    return list(rng.xpath(path))


def test_a_term_equals_its_word_and_has_a_row():
    assert Relation.SAME_EVENT == "sameEvent" and f"{Relation.SAME_EVENT}" == "sameEvent"
    assert Relation("related") is Relation.RELATED
    assert [r for r in Relation if not r.proposable] == ["related"]
    assert [r for r in EventRole if not r.proposable] == ["absent", "noCounterpart"]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_says_what_it_means_in_both_languages(term):
    assert term.meaning.endswith(".") and term.joins
    english, arabic = term.words
    assert re.search("[A-Za-z]", english) and re.search("[ء-ي]", arabic)
    assert re.findall(r"{\w+}", english) == re.findall(r"{\w+}", arabic)


def test_the_grammars_and_the_odd_list_the_terms():
    roles = [f"#{role}" for role in EventRole]
    assert grammar_values("alignment.rng", "annotation", "ana") == roles
    assert odd_values("annotation", "ana") == roles
    assert grammar_values("alignment.rng", "link", "type") == list(Status)
    assert odd_values("link", "type") == list(Status)
    pattern = etree.parse(SCHEMA / "alignment.rng").xpath(
        "string(//*[@name='link']/*[@name='ana']//*[local-name()='param'])"
    )
    relations, facets = re.findall(r"\(([a-zA-Z|]+)\)", pattern)
    assert relations.split("|") == list(Relation) == list(RELATIONS)
    assert facets.split("|") == list(Facet) == list(FACETS)
    assert grammar_values("text.rng", "rs", "type") == list(EntryKind)


def test_a_taxonomy_holds_the_terms_used_in_the_order_of_the_list():
    rows = header.taxonomy("facet", header.terms(Facet, {"date", "number"}), prefix="differs.")
    assert [re.search('xml:id="(.*?)"', row)[1] for row in rows[:-1]] == [
        "facet", "differs.number", "differs.date",
    ]  # fmt: skip
    assert Facet.DATE.meaning in rows[2] and header.taxonomy("x", {}) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_use_the_words_of_the_terms(lang):
    w, at = Wording(lang), LANGUAGES.index(lang)
    for term in (*Relation, *Facet, *Status, *EventRole):
        assert w(term) == term.words[at]
    assert w("place kind") == EntryKind.PLACE.words[at]
    assert w("title") == MentionType.TITLE.words[at]


def test_the_reference_lists_every_term_of_links_and_verdicts():
    page = (make.REPOSITORY / "docs/reference.md").read_text("utf-8")
    for term in (*Relation, *Facet, *Status, *EventRole, *EntryKind, *VerdictKind):
        assert f"`{term}`" in page, term
