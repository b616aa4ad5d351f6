from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

import strategies as make
from fitnacorpus.description import LANGUAGES
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Alignment, Passage, PassageLink, Span, Telling
from fitnacorpus.tei import digest, safe, standoff
from fitnacorpus.tei.header import Change, Edition

PASSAGES = {
    ("egypt-en", "e1", "e1"): Passage("egypt-en", "e1", 0, 90),
    ("egypt-en", "e1.p1.s1", "e1.p1.s2"): Passage("egypt-en", "e1", 0, 40),
    ("egypt-en", "e1.p1.s2", "e1.p1.s2"): Passage("egypt-en", "e1", 20, 40),
    ("ashtar-ar", "e12", "e12"): Passage("ashtar-ar", "e12", 500, 700),
}
"""By text, and first and last unit."""
CLAUSES = {
    replace(PASSAGES["egypt-en", "e1.p1.s2", "e1.p1.s2"], clause=Span(25, 31)): ("so <&> he", 1),
    replace(PASSAGES["egypt-en", "e1.p1.s2", "e1.p1.s2"], clause=Span(32, 38)): ("so <&> he", 2),
    replace(PASSAGES["egypt-en", "e1.p1.s1", "e1.p1.s2"], clause=Span(5, 30)): ("a\r\nb", 1),
    replace(PASSAGES["ashtar-ar", "e12", "e12"], clause=Span(510, 520)): ("وعده", 1),
}
"""Passages that are less than their sentences, each with its words and their number there."""


EDITION = Edition("a & b", "the editors", "https://example.org/?a=1&b=2", "1.2", LANGUAGES)


def pointer(passage):
    if not passage.episode:
        return (f"../tei/texts/{passage.text}.xml",) * 2
    for (text, first, last), known in PASSAGES.items():
        if known == replace(passage, clause=None):
            base = f"../tei/texts/{text}.xml#"
            return f"{base}{text}.{first}", f"{base}{text}.{last}"
    raise AssertionError(passage)


def locate(text, first, last):
    if not first:
        return Passage(text, "", 0, 0)
    return PASSAGES[text, first.removeprefix(f"{text}."), last.removeprefix(f"{text}.")]


def clause(passage):
    words, nth = CLAUSES[passage]
    return standoff.Clause(words, passage.text[-2:], nth)


def narrow(passage, clause):
    return next(
        known
        for known, said in CLAUSES.items()
        if said == (clause.words, clause.nth) and replace(known, clause=None) == passage
    )


def content_of(alignment):
    return standoff.write(
        alignment,
        title="A <title> & more",
        pointer=pointer,
        clause=clause,
        edition=EDITION,
        changes=[Change("2026-01-02", "r-anna", "Judged <1> passage.")],
        reviewers={"r-anna": "Anna & Co."},
    )


def read_back(content):
    return standoff.read(
        digest.seal(content), where="alignments/x.xml", locate=locate, narrow=narrow
    )


@given(make.alignments([*PASSAGES.values(), *CLAUSES]))
@settings(deadline=None)
def test_an_alignment_comes_back_as_it_was(alignment):
    assert read_back(content_of(alignment)) == alignment


@given(make.alignments(list(PASSAGES.values())))
@settings(deadline=None, max_examples=20)
def test_the_same_alignment_gives_the_same_characters(alignment):
    assert content_of(alignment) == content_of(alignment)


def test_a_clause_is_quoted_and_its_sentence_still_pointed_to():
    passage = next(p for p, said in CLAUSES.items() if said == ("so <&> he", 2))
    link = PassageLink(passage, PASSAGES["ashtar-ar", "e12", "e12"], 0.9)
    root = etree.fromstring(content_of(Alignment("x", (link,))).encode())
    span, quote = (
        next(root.iter(f"{{{root.nsmap[None]}}}{name}")) for name in ("span", "mentioned")
    )
    assert span.get("from") == span.get("to") == "../tei/texts/egypt-en.xml#egypt-en.e1.p1.s2"
    assert (quote.text, quote.get("n"), quote.getparent()) == ("so <&> he", "2", span)


def test_a_link_says_what_it_is():
    whole, part = PASSAGES["ashtar-ar", "e12", "e12"], PASSAGES["egypt-en", "e1.p1.s1", "e1.p1.s2"]
    link = PassageLink(
        whole, part, 0.8, "summary", ("number", "order"), "siffin", ("both name Ali",), "accepted",
        "r-anna", "4,000 < 6,000",
    )  # fmt: skip
    content = content_of(Alignment("siffin", (link,)))
    assert (
        ' <spanGrp type="passages">\n'
        '  <span xml:id="siffin.s1" from="../tei/texts/egypt-en.xml#egypt-en.e1.p1.s1"'
        ' to="../tei/texts/egypt-en.xml#egypt-en.e1.p1.s2"/>\n </spanGrp>\n'
        ' <linkGrp type="alignment">\n'
        '  <link xml:id="siffin.l1" type="accepted"'
        ' target="../tei/texts/ashtar-ar.xml#ashtar-ar.e12 #siffin.s1"'
        ' ana="#summary #differs.number #differs.order"'
        ' corresp="../tei/authority.xml#siffin" cert="0.80" resp="#r-anna"/>'
    ) in content
    assert (
        '<note type="review" target="#siffin.l1" resp="#r-anna">4,000 &lt; 6,000</note>' in content
    )


def test_the_header_defines_exactly_what_is_used():
    a, b, *_ = PASSAGES.values()
    content = content_of(
        Alignment(
            "siffin",
            (PassageLink(a, b, 0.5, "summary", ("order", "cause"), event="siffin"),),
            (Telling(Passage("a", "", 0, 0), "siffin", "absent"),),
        )
    )
    root = safe.parse(digest.seal(content), where="x.xml")
    defined = root.xpath("//*[local-name()='category']/@xml:id")
    assert sorted(defined) == ["absent", "differs.cause", "differs.order", "summary"]


def test_each_status_has_a_group_and_the_alignment_holds_only_what_was_accepted():
    a, b, *_ = PASSAGES.values()
    links = tuple(
        PassageLink(a, b, score, status=status)
        for score, status in ((0.1, "rejected"), (0.2, "proposed"), (0.3, "accepted"))
    )
    content = content_of(Alignment("", links))
    root = safe.parse(digest.seal(content), where="x.xml")
    groups = {
        group.get("type"): [link.get("cert") for link in group]
        for group in root.iter("{http://www.tei-c.org/ns/1.0}linkGrp")
    }
    assert list(groups.items()) == [
        ("alignment", ["0.30"]), ("proposed", ["0.20"]), ("rejected", ["0.10"]),
    ]  # fmt: skip
    assert read_back(content).links == links


def test_links_without_an_event_stand_in_unassigned():
    passage = PASSAGES["egypt-en", "e1", "e1"]
    content = content_of(Alignment("", (PassageLink(passage, passage, 0.5),)))
    assert 'xml:id="alignment.unassigned"' in content
    assert "corresp=" not in content
    assert read_back(content).event == ""


GOOD = content_of(
    Alignment(
        "siffin",
        (PassageLink(*list(PASSAGES.values())[:2], 0.5, event="siffin"),),
        (Telling(PASSAGES["egypt-en", "e1", "e1"], "siffin", "tells"),),
    )
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' xml:id="alignment.siffin"', ""),
        ('cert="0.50"', 'cert="high"'),
        ('cert="0.50"', ""),
        ('type="proposed"', ""),
        ('ana="#sameEvent"', ""),
        ('ana="#sameEvent"', 'ana=""'),
        ("../tei/texts/egypt-en.xml#egypt-en.e1", "elsewhere.xml#e1"),
        (" #siffin.s1", ""),
        (" #siffin.s1", " #siffin.s9"),
        ("#egypt-en.e1.p1.s1", ""),
        ("#egypt-en.e1.p1.s1", "#egypt-en.e9.p1.s1"),
        ('ana="#tells"', ""),
    ],
)
def test_what_the_program_did_not_write_is_refused(old, new):
    assert old in GOOD
    with pytest.raises(FitnaError) as caught:
        read_back(GOOD.replace(old, new))
    assert caught.value.code == "not-ours"
    assert caught.value.where.startswith("alignments/x.xml")
    assert "fitnacorpus build" in caught.value.hint


def test_broken_xml_names_its_line():
    with pytest.raises(FitnaError) as caught:
        read_back(GOOD.replace("</standOff>", ""))
    assert caught.value.code == "broken-xml"
    assert caught.value.where.split(":")[1].isdigit()


@pytest.mark.parametrize(
    ("note", "lang"),
    [("The same siege.", None), ("حصار واحد.", "ar")],
)
def test_a_note_that_is_not_english_says_its_language(note, lang):
    a, b = PASSAGES["egypt-en", "e1", "e1"], PASSAGES["ashtar-ar", "e12", "e12"]
    link = PassageLink(a, b, 1.0, status="accepted", resp="r-anna", note=note)
    root = etree.fromstring(content_of(Alignment("siege", (link,))).encode())
    (found,) = root.iter("{*}note")
    assert found.text == note
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == lang


@pytest.mark.parametrize("encoder", ["", "use", "models/my-encoder"])
def test_the_encoder_that_proposes_links_is_recorded(encoder):
    content = standoff.write(
        Alignment("siege", ()),
        title="Siege",
        pointer=pointer,
        clause=clause,
        edition=replace(EDITION, encoder=encoder),
        changes=[],
        reviewers={},
    )
    found = etree.fromstring(content.encode()).findtext(".//{*}application/{*}desc")
    assert found == (f"Links are proposed with the encoder {encoder}." if encoder else None)
