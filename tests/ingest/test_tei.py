"""TEI of strangers: what becomes of each construct, and that no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from conftest import REPOSITORY
from fitnacorpus.errors import FitnaError
from fitnacorpus.ingest import tei
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.ingest.tei_names import GAP, SENSE, WORDLESS
from fitnacorpus.model import RegionKind
from fitnacorpus.tei.mapping import ADDED

FOREIGN = REPOSITORY / "tests" / "corpora" / "foreign"
RUNNING = (RegionKind.PARAGRAPH, RegionKind.VERSE, RegionKind.DIALOGUE)


def document(body, attributes="", header=""):
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>\n'
        f"<text{attributes}><body>{body}</body></text></TEI>"
    )


def transcript(body, attributes="", header=""):
    return tei.read(document(body, attributes, header))


def blocks(found, *kinds):
    return [
        (str(r.kind), found.source[r.body.start : r.body.end])
        for r in found.regions
        if not kinds or r.kind in kinds
    ]


def words(found):
    return [text for _, text in blocks(found, *RUNNING)]


def stretches(found):
    return [
        (s.kind, found.source[s.start : s.end], *filter(None, (s.lang, s.source)))
        for s in found.span_annotations
    ]


def names(found):
    return [(n.kind, found.source[n.start : n.end], n.key) for n in found.names]


def milestones(found):
    return [(m.unit, m.n, found.source[m.at : m.at + 4]) for m in found.milestones]


def leftovers(found):
    return {x.what: x.times for x in found.unmodelled}


@pytest.fixture(scope="module")
def siege():
    return tei.read((FOREIGN / "siege.xml").read_text("utf-8"))


@pytest.fixture(scope="module")
def debate():
    return tei.read((FOREIGN / "debate.xml").read_text("utf-8"))


# --- Whole files ---------------------------------------------------------------------------------


def test_a_plain_file_becomes_blocks_of_their_kinds(siege):
    assert blocks(siege) == [
        ("boilerplate", "THE ANNALS"),
        ("boilerplate", "To the reader"),
        ("boilerplate", "This preface is no part of the account."),
        ("heading", "The fleet"),
        (
            "paragraph",
            "In 1205 the fleet of Yusuf al-Himyari left Tunis with forty ships. So the Annals; "
            "others say thirty. The wind was against them. The capitain said: “Bear\neast!” and "
            "they […] reached Tabarka on the third day.",
        ),
        ("paragraph", "A poet of the Himyar sang:"),
        ("verse", "The sea is a door,"),
        ("verse", "the wind is its key."),
        ("paragraph", "So it was told to us."),
        ("paragraph", "How many a small host has overcome a large one."),
        ("note", "The third day was a Friday."),
        ("boilerplate", "THE ANNALS 31"),
        ("heading", "The night attack"),
        (
            "paragraph",
            "At night Yusuf sent two hundred men to the western wall. The cry was الله أكبر all "
            "night. The watchmen slept.",
        ),
        ("paragraph", "A ladder broke."),
        ("paragraph", "Second: It held."),
        ("paragraph", "dead 12"),
        ("paragraph", "taken 40"),
        ("paragraph", "He entered by the gate of the sea. al-Bakri 57"),
        ("paragraph", "حدثنا فلان عن فلان أن الباب فتح ليلا."),
        ("verse", "Tell the tower,"),
        ("verse", "tell the town."),
        ("verse", "The banner stands."),
        ("boilerplate", "Yusuf, 30"),
    ]


def test_a_plain_file_keeps_what_it_marks(siege):
    assert stretches(siege) == [
        ("note", "So the Annals; others say thirty.", "foot"),
        ("emphasis", "Annals"),
        ("speech", "“Bear\neast!”", "#captain"),
        ("quran", "How many a small host has overcome a large one.", "#Q2.249"),
        ("foreign", "الله أكبر", "ar"),
        ("quotation", "He entered by the gate of the sea.", "al-Bakri 57"),
        ("foreign", "حدثنا فلان عن فلان أن الباب فتح ليلا.", "ar"),
        ("isnad", "حدثنا فلان عن فلان"),
    ]
    assert names(siege) == [
        ("person", "Yusuf al-Himyari", "#yusuf"),
        ("place", "Tunis", "tunis"),
        ("group", "the Himyar", ""),
    ]
    assert milestones(siege) == [
        ("chapter", "1", "The "),
        ("volume", "1", "The "),
        ("page", "30", "The "),
        ("page", "31", "bark"),
        ("chapter", "2", "The "),
        ("volume", "2", "The "),
        ("page", "1", "The "),
    ]
    assert [(siege.source[r.start : r.end], r.text, r.witness) for r in siege.readings] == [
        ("two", "three", "B C"),
        ("", ", barefoot", "B"),
    ]
    assert [(siege.source[s.start : s.end], *s[2:]) for s in siege.states] == [
        ("capitain", "sic", "captain", "", "", ""),
        ("[…]", "gap", "", "lost", "", ""),
    ]
    assert all(s.resp == "source" for s in siege.span_annotations)
    assert [r.level for r in siege.regions if r.kind is RegionKind.VERSE] == [1, 0, 1, 0, 1]


def test_a_plain_file_tells_what_is_left_over(siege):
    found = {x.what: (x.line, x.times) for x in siege.unmodelled}
    assert found == {
        "<standOff> and what is in it": (62, 1),
        "<front>": (20, 1),
        "@type": (25, 4),
        "@xml:id": (29, 1),
        "@rend": (31, 1),
        "@resp": (39, 1),
        "@wit": (46, 1),
        "<list>": (49, 2),
        "<table>": (53, 1),
        "<bibl>": (54, 1),
    }


def test_the_header_says_what_the_text_is(siege):
    assert siege.about == {
        "title": "The Siege of Tabarka",
        "author": "Yahya of Bona; a continuator",
        "rights": "Free to copy. https://example.org/by",
        "lang": "en",
    }


def test_parlamint_words_join_as_it_says(debate):
    assert words(debate) == [
        "Order, Ms Smith! We can't leave New York.",
        "The Bar Council of Magna Carta agrees.",
    ]
    assert blocks(debate, RegionKind.NOTE) == [
        ("note", "The sitting opened at nine."),
        ("note", "Applause."),
    ]
    assert names(debate) == [
        ("person", "Ms Smith", ""),
        ("place", "New York", ""),
        ("group", "Bar Council", ""),
        ("", "Magna Carta", ""),
    ]
    tokens = [(debate.source[t.start : t.end], t.lemma) for t in debate.tokens]
    assert tokens == [("Order", "order")]
    assert "<w>" in leftovers(debate)  # the others, of which nothing is said
    assert "@lemma" not in leftovers(debate)
    assert "@join" not in leftovers(debate)


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "tei/texts").glob("*.xml")), ids=lambda p: p.stem
)
def test_our_own_edition_gives_back_its_source(path):
    """Without its editorial headings, notes and corrections, and with its notation as notation."""
    content = path.read_text("utf-8")
    found = tei.read(content)
    text = etree.fromstring(content.encode()).find("{*}text")
    etree.strip_elements(text, *(f"{{*}}{name}" for name in ADDED), with_tail=False)
    for element in text.xpath(".//*[@type='editorial']"):
        parent = element.getparent()
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + (element.tail or "")
        else:
            before.tail = (before.tail or "") + (element.tail or "")
        parent.remove(element)
    assert found.source.split() == "".join(text.itertext()).split()
    assert [x.what for x in found.unmodelled] == ["annotations of an edition by fitnacorpus"]
    for element, kind in (("head", RegionKind.HEADING), ("item", RegionKind.INFOBOX)):
        assert len(blocks(found, kind)) == len(text.findall(f".//{{*}}{element}"))


# --- White space and blocks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one\n   two</p>\n<p>three</p>", ["one two", "three"]),
        ("<div><div><p>one</p></div></div>two", ["one", "two"]),
        ("one <hi>two</hi> three", ["one two three"]),
        ("<p>one<lb/>two</p>", ["one\ntwo"]),
        ("<p>mu- <lb break='no'/> adhdhin</p>", ["mu-adhdhin"]),
        ("<p>one.<pb n='2'/>Two wo<pb n='3'/>rd</p>", ["one. Two word"]),
        ("<p>a<note>n</note>b.<note>m</note>.</p>", ["a n b. m."]),
        ("<p>a <note><p>n</p><p>m</p></note> b</p>", ["a\nn\nm\nb"]),
        ("<p>a <list><item>b</item></list> c</p>", ["a", "b", "c"]),
        ("<p part='I'>a.</p><p part='F'>b.</p>", ["a. b."]),
        ("<p><w>a</w> <w>b</w><w>c</w></p>", ["a bc"]),
        ("<list><label>a</label><item><p>b</p><p>c</p></item></list>", ["a", "b", "c"]),
        ("<sp><speaker>A</speaker><p>b</p></sp>", ["A", "b"]),
        ("<floatingText><body><p>a</p></body></floatingText>", ["a"]),
        ("<p>a<!-- no --><?no no?>b</p>", ["ab"]),
        ("<p xml:space='preserve'> a  b\n c </p>", ["a  b\n c"]),
        ("<p>a\u00a0 b</p>", ["a\u00a0 b"]),
        ("<opener><dateline>Tunis</dateline><salute>O king</salute></opener>", ["Tunis", "O king"]),
        ("<unknown>a</unknown><unknown>b</unknown>", ["a", "b"]),
        ("<p/><p> </p><p>a</p>", ["a"]),
    ],
)
def test_blocks_and_white_space(body, expected):
    assert words(transcript(body)) == expected


def test_blocks_stand_on_lines_of_their_own():
    assert transcript("<p>a</p>  <lg><l>b</l><l>c</l></lg>").source == "a\nb\nc"


def test_headings_are_as_deep_as_their_divisions():
    found = transcript(
        "<div><head>A</head><div><head>B</head><p>b</p></div></div><div><head>C</head></div><p>c</p>"
    )
    levels = [r.level for r in found.regions if r.kind is RegionKind.HEADING]
    assert levels == [1, 2, 1]


def test_a_quotation_of_several_paragraphs_is_one_in_each():
    found = transcript("<quote type='hadith'><p>a</p><p>b</p></quote>")
    assert stretches(found) == [("hadith", "a"), ("hadith", "b")]


def test_a_paragraph_that_is_one_speech_is_dialogue():
    found = transcript("<p><said>Go!</said></p><p>He <said>goes</said>.</p>")
    assert blocks(found) == [("dialogue", "Go!"), ("paragraph", "He goes.")]
    assert stretches(found) == [("speech", "goes")]


def test_forme_work_is_notation_in_a_line_and_boilerplate_outside():
    found = transcript("<fw>top</fw><p>one <fw>12</fw> two</p>")
    assert blocks(found) == [("boilerplate", "top"), ("paragraph", "one 12 two")]
    (mark,) = found.regions[1].markup
    assert found.source[mark.start : mark.end] == "12"


def test_ids_are_not_kept_and_may_stand_twice():
    found = transcript("<p xml:id='a'>one</p><p xml:id='a'>two</p>")
    assert words(found) == ["one", "two"]
    assert leftovers(found) == {"@xml:id": 2}


# --- Readings, languages, names ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected", "left"),
    [
        ("a<index><term>b</term></index>", "a", "<index> and what is in it"),
        (
            "<addSpan spanTo='#e'/>a",
            "a",
            "<addSpan>, which changes how the words are read, without its end",
        ),
    ],
)
def test_the_text_keeps_what_the_source_wrote(body, expected, left):
    found = transcript(f"<p>{body}</p>")
    assert words(found) == [expected]
    assert left in leftovers(found)


def test_without_a_lemma_the_first_reading_is_the_text():
    found = transcript("<p>a <app><rdg wit='#A'>b</rdg><rdg wit='#B'>c</rdg></app></p>")
    assert words(found) == ["a b"]
    assert [(r.text, r.witness) for r in found.readings] == [("c", "B")]


def test_readings_nest():
    found = transcript(
        "<p><app><lem>a <app><lem>b</lem><rdg wit='#C'>c</rdg></app></lem>"
        "<rdg wit='#D'>d</rdg></app></p>"
    )
    found_here = {(found.source[r.start : r.end], r.text) for r in found.readings}
    assert found_here == {("a b", "d"), ("b", "c")}


def test_languages_are_those_that_depart_from_the_text():
    found = transcript(
        "<div xml:lang='ar'><p>قال</p></div><p>a <term xml:lang='la'>b</term> "
        "<q xml:lang='fr'>c</q> <hi xml:lang='en'>d</hi></p>",
        " xml:lang='en'",
    )
    assert stretches(found) == [
        ("foreign", "قال", "ar"),
        ("foreign", "b", "la"),
        ("quotation", "c", "fr"),
        ("emphasis", "d"),
    ]


@pytest.mark.parametrize(
    ("body", "attributes", "header", "lang"),
    [
        ("<p xml:lang='syr'>ܡܠܟܐ ܐܬܐ</p><p xml:lang='en'>He</p>", "", "", "syr"),
        ("<p xml:lang='syr'>ܡܠܟܐ ܐܬܐ</p><p>He</p>", " xml:lang='en'", "", "syr"),
        ("<p xml:lang='en'>He</p><p>Der König ist da</p>", " xml:lang='de'", "", "de"),
        ("<p>a</p>", "", "<language ident='syr'>Syriac</language>", "syr"),
        (
            "<p>a</p>", "", "<language ident='syr'>x</language><language ident='en'>y</language>",
            None,
        ),
    ],
)  # fmt: skip
def test_the_language_is_what_most_of_the_words_are_declared_to_be(body, attributes, header, lang):
    used = f"<profileDesc><langUsage>{header}</langUsage></profileDesc>"
    assert transcript(body, attributes, used).about.get("lang") == lang


def test_what_is_no_language_tag_is_left():
    found = transcript("<p xml:lang='in Arabic'>a</p>")
    assert stretches(found) == []
    assert leftovers(found) == {"@xml:lang": 1}


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("<name type='PER'>x</name>", "person"),
        ("<name type='LOC'>x</name>", "place"),
        ("<name type='ORG'>x</name>", "group"),
        ("<name type='MISC'>x</name>", ""),
        ("<rs type='person'>x</rs>", "person"),
        ("<rs type='event'>x</rs>", "event"),
        ("<geogName>x</geogName>", "place"),
        ("<settlement>x</settlement>", "place"),
    ],
)
def test_names_say_what_they_name(element, kind):
    assert names(transcript(f"<p>{element}</p>")) == [(kind, "x", "")]


def test_a_name_inside_a_name_is_a_name_too():
    found = transcript("<p><persName key='k'>Yusuf of <placeName>Bona</placeName></persName></p>")
    assert names(found) == [("person", "Yusuf of Bona", "k"), ("place", "Bona", "")]


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        ("12", [("page", "12")]),
        ("12b", [("page", "12b")]),
        ("p. 12", [("page", "12")]),
        ("Vol. 3, p. 12", [("volume", "3"), ("page", "12")]),
        ("V01P012", [("volume", "01"), ("page", "012")]),
        ("ج 2 ص 7", [("volume", "2"), ("page", "7")]),
        ("[12]", [("page", "[12]")]),
        ("xii", [("page", "xii")]),
        ("plate 4", [("page", "plate 4")]),
    ],
)
def test_page_numbers(n, expected):
    found = transcript(f"<pb n='{n}'/><p>a</p>")
    assert [m[:2] for m in milestones(found)] == expected


def test_the_volume_is_told_once():
    found = transcript("<pb n='Vol. 1, p. 1'/><p>a <pb n='Vol. 1, p. 2'/>b<cb n='b'/>c</p>")
    assert milestones(found) == [
        ("volume", "1", "a bc"),
        ("page", "1", "a bc"),
        ("page", "2", "bc"),
        ("column", "b", "c"),
    ]


@pytest.mark.parametrize(
    ("editions", "units"),
    [
        (["a", "print", "a"], ["page-a", "page", "page-a"]),
        (["first one", "b", "first one"], ["page", "page-b", "page"]),
        (["", "b c", ""], ["page", "page-b-c", "page"]),
        (["a", "a"], ["page", "page"]),
    ],
)
def test_pages_of_two_editions_are_two_series(editions, units):
    pages = "".join(f"<p><pb n='{k}' ed='{e}'/>a</p>" for k, e in enumerate(editions))
    assert [m[0] for m in milestones(transcript(pages.replace(" ed=''", "")))] == units


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source", ["words", "", "< 5 men", "<<Title>>\nwords", "<html><p/></html>"]
)
def test_what_is_no_xml_is_left_to_other_readers(source):
    assert isinstance(tei.read(source), Declined)


@pytest.mark.parametrize(
    ("source", "code", "where"),
    [
        ('<?xml version="1.0"?>\n<book/>', "not-tei", ":2"),
        ("<TEI><text><body><p>a</p></body></text></TEI>", "not-tei", ":1"),
        (
            '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><TEI/><TEI/></teiCorpus>',
            "not-tei",
            ":1",
        ),
        ('\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>', "not-tei", ":2"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text></TEI>', "broken-xml", ":2:"),
        ("<!DOCTYPE TEI>\n<TEI/>", "unsafe-xml", ":1"),
        (document("<p>&nbsp;</p>"), "unsafe-xml", ":2:"),
    ],
)
def test_other_xml_is_refused_with_its_place(source, code, where):
    with pytest.raises(FitnaError) as caught:
        tei.read(source)
    assert caught.value.code == code
    assert caught.value.where.startswith(where)
    assert caught.value.hint


# --- Laws ----------------------------------------------------------------------------------------

PHRASES = (
    "hi",
    "name",
    "persName",
    "foreign",
    "seg",
    "q",
    "said",
    "quote",
    "note",
    "add",
    "w",
    "fw",
)
LINES = ("p", "head", "item", "l", "ab", "quote", "note", "fw", "row", "bibl")
GROUPS = ("div", "lg", "list", "table", "sp", "note", "quote", "u", "back")
letters = st.text("abc ابت.\n", max_size=6)


def element(names, content):
    return st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(names),
        st.lists(content, max_size=4),
    )


EMPTY = st.sampled_from(["<pb n='1'/>", "<lb/>", "<milestone unit='x'/>", "<gap/>", "<!-- x -->"])
phrases = st.recursive(
    letters | EMPTY, lambda inner: element(PHRASES, inner | letters), max_leaves=6
)
trees = st.recursive(
    element(LINES, phrases) | EMPTY,
    lambda inner: element((*GROUPS, "p"), inner | phrases),
    max_leaves=12,
)


@given(st.lists(trees, max_size=4))
def test_no_word_is_lost_and_every_mark_has_its_place(parts):
    body = "".join(parts)
    found = transcript(body)
    tree = etree.fromstring(document(body).encode())
    for gap in tree.iter("{*}gap"):
        gap.text = GAP
    expected = "".join(tree.xpath("string()").split())
    assert "".join(found.source.split()) == expected
    at = 0
    for region in found.regions:
        assert region.start == at
        assert region.body.end <= region.end
        text = found.source[region.body.start : region.body.end]
        assert text and text == text.strip(" \t\r\n")
        for mark in region.markup:
            assert region.body.contains(mark) and mark.start < mark.end
        at = region.end
    assert at == len(found.source)
    open_ends = []
    for item in found.span_annotations:
        (holder,) = [r for r in found.regions if r.start <= item.start < r.end]
        assert item.start < item.end <= holder.body.end
        open_ends = [end for end in open_ends if end > item.start]
        assert all(item.end <= end for end in open_ends)
        open_ends.append(item.end)
    assert [m.at for m in found.milestones] == sorted(m.at for m in found.milestones)


def test_elements_without_words_are_told():
    for name in sorted(WORDLESS):
        found = transcript(f"<p>a<{name}>b</{name}></p>")
        assert found.source == "a"
        sense = ", which changes how the words are read" if name in SENSE else ""
        assert leftovers(found) == {f"<{name}>{sense} and what is in it": 1}
