"""Headers: ids that no text may bear, and one id a person."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import strategies as make
from conftest import REPOSITORY
from fitnacorpus import languages, refs, segment
from fitnacorpus.description import LANGUAGES
from fitnacorpus.model import (
    Correction,
    DateExpression,
    Document,
    Milestone,
    SpanAnnotation,
)
from fitnacorpus.orthography import honorifics
from fitnacorpus.tei import XML_NAMESPACE, header, safe


def test_no_text_may_bear_an_id_of_a_header():
    ids = set(header.HONORIFICS)
    for path in (REPOSITORY / "tei/texts").glob("*.xml"):
        root = safe.parse(path.read_bytes(), where=str(path))
        ids |= {e.get(f"{{{XML_NAMESPACE}}}id") for e in root[0].iter("{*}*")} - {None}
    assert len(ids) > len(header.HONORIFICS)
    assert not [i for i in ids if refs.is_text_id(i)]


def test_every_formula_has_its_meaning():
    homes = [home.honorifics for home in languages.HOMES.values() if home.honorifics]
    found = {formula for home in homes for formula, _ in home.words}
    found |= {f for home in homes for both in home.letters.values() for f in both.split("|")}
    assert found | {*honorifics._SIGNS.values()} == set(header.HONORIFICS)


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=6))
def test_no_two_people_share_an_id(names):
    assert len({header.respondent(name) for name in names}) == len(names)


def test_plain_names_stay_readable():
    assert header.respondent("Anna Smith") == "r-Anna-Smith"
    assert header.respondent("0000-0002-1825-0097").startswith("r-0000-0002-1825-0097-")


def header_of(document, **values):
    edition = header.Edition("P", "the editors", "https://example.org/", "1.2", LANGUAGES)
    content = header.render(
        document, edition, values.get("reviewers", {}), values.get("changes", ())
    )
    root = etree.fromstring(content)
    assert root.tag == "teiHeader"
    return root


def document_of(source, **layers):
    text = make.text_of(source)
    return Document(text, segment.episodes(text, ()), **layers)


def test_calendars_are_those_of_the_dates():
    assert header_of(document_of("He came.")).find(".//calendarDesc") is None
    date = DateExpression(0, 2, "hijri", "0037", "0657-06-19", "0658-06-08", precision="year")
    found = header_of(document_of("37 he came.", dates=(date,))).findall(".//calendar")
    assert [c.get(f"{{{XML_NAMESPACE}}}id") for c in found] == ["hijri"]


def test_languages_are_those_that_stand_in_the_file():
    stretch = SpanAnnotation(0, 2, "foreign", lang="fa")
    remark = Correction(0, 1, "", "read لدعوة here")
    root = header_of(document_of("He came.", span_annotations=(stretch,), corrections=(remark,)))
    assert [e.get("ident") for e in root.iter("language")] == ["en", "ar", "fa"]
    assert [e.text for e in root.iter("language")] == ["English", "Arabic", "Persian"]


def test_a_text_is_cited_by_volume_and_page_where_it_has_them():
    def trees(*milestones):
        root = header_of(document_of("He came.", milestones=milestones))
        return [
            [(c.get("unit"), c.get("delim")) for c in tree.iter("citeStructure")]
            for tree in root.iter("refsDecl")
        ]

    episodes = [("episode", None), ("paragraph", ".p"), ("sentence", ".s")]
    assert trees() == [episodes]
    assert trees(Milestone(0, "page", "1")) == [episodes, [("page", None)]]
    assert trees(Milestone(0, "volume", "1"), Milestone(0, "page", "1")) == [
        episodes,
        [("volume", None), ("page", ".")],
    ]


def test_revisions_are_told_latest_first_and_not_at_all_where_there_are_none():
    assert header_of(document_of("He came.")).find("revisionDesc") is None
    changes = [
        header.Change("2026-01-02", "r-anna", "Judged 1 name."),
        header.Change("2026-03-01", "r-ben", "Judged 2 names."),
    ]
    root = header_of(document_of("He came."), changes=changes)
    assert [(c.get("when"), c.get("who")) for c in root.iter("change")] == [
        ("2026-03-01", "#r-ben"),
        ("2026-01-02", "#r-anna"),
    ]


def test_the_prefix_of_the_quran_is_declared_where_it_is_used():
    quran = SpanAnnotation(0, 2, "quran", source="Q 2:255")
    assert header_of(document_of("He came.")).find(".//prefixDef") is None
    (prefix,) = header_of(document_of("He came.", span_annotations=(quran,))).iter("prefixDef")
    pointer = re.fullmatch(prefix.get("matchPattern"), "2:255")
    assert pointer
    assert pointer.groups("") == ("2", "255", "")
