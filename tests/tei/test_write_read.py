import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import strategies as make
from conftest import examples
from fitnacorpus import segment
from fitnacorpus.description import LANGUAGES
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import (
    Candidate,
    Correction,
    DateExpression,
    Document,
    Honorific,
    Measure,
    Mention,
    Milestone,
    Number,
    PartSpan,
    Reading,
    RegionKind,
    Span,
    SpanAnnotation,
    TextualState,
    Unmodelled,
)
from fitnacorpus.segment import Start
from fitnacorpus.tei import NAMESPACE, digest, read, safe, write
from fitnacorpus.tei.header import Edition, respondent

EDITION = Edition("a publisher & sons", "the <editors>", "https://example.org/", "1.2", LANGUAGES)
PEOPLE = {"r-anna": "Anna & Co."}
TEI = {"t": NAMESPACE}
slow = settings(suppress_health_check=list(HealthCheck), deadline=None)


def written(document):
    return digest.seal(write.write(document, EDITION, PEOPLE))


def parsed(document):
    return safe.parse(written(document), where="x.xml")


def document_of(source, *starts, **layers):
    text = make.text_of(source)
    return Document(text, segment.episodes(text, starts), **layers)


def span_of(source, words):
    start = source.index(words)
    return Span(start, start + len(words))


def xml(element):
    return etree.tostring(element, encoding="unicode", with_tail=False).replace(
        f' xmlns="{NAMESPACE}"', ""
    )


def assert_comes_back(document):
    data = written(document)
    assert read.read(data, where="x.xml") == document
    assert read.source_reading(safe.parse(data, where="x.xml")) == document.text.source


# --- The law -------------------------------------------------------------------------------------


@given(make.documents())
@settings(slow, max_examples=examples(150))
def test_a_document_comes_back_as_it_was(document):
    assert_comes_back(document)


@given(st.text(make.XML_CHARACTERS, max_size=60))
@settings(slow, max_examples=examples(150))
def test_no_character_that_xml_allows_is_lost(words):
    text = make.text_of(f"{words}\nHe went there.\r\n{words}", reader="plain")
    assert_comes_back(Document(text, segment.episodes(text, ())))


@given(make.documents())
@settings(slow, max_examples=examples(50))
def test_the_same_document_gives_the_same_bytes_and_every_id_once(document):
    data = written(document)
    assert written(document) == data
    ids = safe.parse(data, where="x.xml").xpath("//@xml:id")
    assert len(ids) == len(set(ids))


# --- Labelled documents --------------------------------------------------------------------------

STORY = "Malik al-Ashtar left Kufa. He came to Qalzaum. There he died.\n\nAli wept.\n"


def test_the_parts_of_a_split_paragraph_make_the_paragraph():
    second = STORY.index("He came")
    third = STORY.index("There he")
    document = document_of(STORY, Start("e1", 0), Start("e2", second), Start("e3", third))
    root = parsed(document)
    parts = [(p.get("part"), "".join(p.itertext())) for p in root.iterfind(".//t:body//t:p", TEI)]
    assert parts == [
        ("I", "Malik al-Ashtar left Kufa."),
        ("M", "He came to Qalzaum."),
        ("F", "There he died."),
        (None, "Ali wept."),
    ]
    divisions = root.findall(".//t:div[@type='episode']", TEI)
    assert [len(d.findall("t:p", TEI)) for d in divisions] == [1, 1, 2]
    assert_comes_back(document)


def test_episodes_paragraphs_and_sentences_carry_their_refs():
    document = document_of(STORY, Start("e1", 0, {"en": "To Qulzum"}, "journey"))
    root = parsed(document)
    episode = root.find(".//t:div[@type='episode']", TEI)
    assert episode.get("corresp") == "../authority.xml#journey"
    assert episode.get("n") == "e1"
    assert [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in episode.iter("{*}s")] == [
        "some-text.e1.p1.s1",
        "some-text.e1.p1.s2",
        "some-text.e1.p1.s3",
        "some-text.e1.p2.s1",
    ]
    head = episode.find("t:head", TEI)
    assert (head.text, head.get("type")) == ("To Qulzum\n", "editorial")


def mention_xml(mention):
    document = document_of(STORY, mentions=(mention,))
    assert_comes_back(document)
    sentence = parsed(document).find(".//t:s", TEI)
    return xml(sentence[0])


def named(*candidates, **values):
    span = span_of(STORY, "Malik al-Ashtar")
    return Mention(*span, **{"kind": "person", "type": "name", **values}, candidates=candidates)


def test_a_resolved_name_points_to_its_bearer():
    assert mention_xml(named(Candidate("ashtar", 1.0))) == (
        '<persName ref="../authority.xml#ashtar" resp="#program">Malik al-Ashtar</persName>'
    )


def test_an_unresolved_name_points_nowhere():
    assert "ref=" not in mention_xml(named(why="none"))


def test_an_ambiguous_name_keeps_every_candidate():
    written_xml = mention_xml(named(Candidate("a", 0.6), Candidate("b", 0.3), Candidate("c", 0.1)))
    element = written_xml.partition(">")[0]
    assert 'ref="../authority.xml#a"' in element
    assert 'cert="0.60"' in element
    root = parsed(document_of(STORY, mentions=(named(Candidate("a", 0.6), Candidate("b", 0.3)),)))
    (other,) = root.findall(".//t:certainty", TEI)
    assert other.get("assertedValue") == "../authority.xml#b"
    assert other.get("match") == "@ref"
    name = root.find(".//t:persName", TEI)
    identifier = name.get("{http://www.w3.org/XML/1998/namespace}id")
    assert other.get("target") == f"#{identifier}"


def test_an_episode_may_be_called_n1_beside_an_ambiguous_name():
    mention = named(Candidate("a", 0.6), Candidate("b", 0.3))
    assert_comes_back(document_of(STORY, Start("n1", 0), mentions=(mention,)))


@pytest.mark.parametrize(
    ("kind", "type_", "element"),
    [
        ("person", "name", "persName"),
        ("place", "name", "placeName"),
        ("group", "name", "orgName"),
        ("event", "name", "rs"),
        ("person", "title", "rs"),
        ("event", "title", "rs"),
    ],
)
def test_every_kind_of_mention_has_its_element(kind, type_, element):
    made = mention_xml(named(Candidate("x", 1.0), kind=kind, type=type_))
    assert made.startswith(f"<{element} ")


def test_a_correction_shows_both_readings_and_the_source_keeps_its_own():
    source = "He came to Qalzaum."
    slip = Correction(*span_of(source, "Qalzaum"), "Qulzum", "misprint & more")
    document = document_of(source, corrections=(slip,))
    sentence = parsed(document).find(".//t:s", TEI)
    assert xml(sentence) == (
        '<s xml:id="some-text.e1.p1.s1" n="1">He came to '
        '<choice><sic>Qalzaum</sic><corr resp="#editor">Qulzum</corr></choice>'
        '<note type="editorial" resp="#editor">\nmisprint &amp; more\n</note>.</s>'
    )
    assert_comes_back(document)


def test_a_slip_of_fact_is_noted_and_not_corrected():
    source = "He came to Qalzaum."
    document = document_of(source, corrections=(Correction(11, 18, "", "another town"),))
    root = parsed(document)
    assert root.find(".//t:corr", TEI) is None
    assert root.find(".//t:sic", TEI).text == "Qalzaum"
    assert_comes_back(document)


def test_notes_go_to_the_correction_they_follow():
    source = "abc def."
    both = (Correction(0, 3, "", "first"), Correction(3, 4, " - ", ""), Correction(4, 7, "d", ""))
    assert_comes_back(document_of(source, corrections=both))


def test_a_correction_inside_a_correction_and_a_name_inside_both():
    source = "He came to Qalzaum."
    nested = (Correction(0, 18, "", "all of it"), Correction(11, 18, "Qulzum", "the name"))
    name = Mention(11, 18, "place", "name", (Candidate("qulzum", 1.0),))
    assert_comes_back(document_of(source, corrections=nested, mentions=(name,)))


def test_layers_on_the_same_characters_nest():
    source = "In 657 he died."
    span = Span(3, 6)
    document = document_of(
        source,
        numbers=(Number(*span, 657),),
        dates=(
            DateExpression(
                *span, "gregorian", "0657", "0657-01-01", "0657-12-31", precision="year"
            ),
        ),
        corrections=(Correction(*span, "658", ""),),
    )
    assert '<date when="0657"' in xml(parsed(document))
    assert_comes_back(document)


def test_a_hijri_year_is_never_a_when():
    source = "In the year 37 he died."
    span = span_of(source, "the year 37")
    date = DateExpression(*span, "hijri", "0037", "0657-06-19", "0658-06-08", precision="year")
    document = document_of(source, dates=(date,))
    element = parsed(document).find(".//t:body//t:date", TEI)
    assert "when" not in element.attrib
    assert element.get("when-custom") == "0037"
    assert (element.get("notBefore"), element.get("notAfter")) == ("0657-06-19", "0658-06-08")
    assert_comes_back(document)


def test_a_formula_stands_outside_the_name():
    source = "علي (عليه السلام) خرج."
    document = document_of(
        source,
        mentions=(Mention(0, 3, "person", "name", (Candidate("ali", 1.0),)),),
        honorifics=(Honorific(4, 17, "taslim"),),
    )
    assert '</persName> <seg type="honorific" ana="#taslim">(عليه السلام)</seg>' in xml(
        parsed(document)
    )
    assert_comes_back(document)


def test_annotations_that_cross_are_refused():
    document = document_of(STORY, numbers=(Number(0, 8, 1),), honorifics=(Honorific(5, 12, "x"),))
    with pytest.raises(ValueError, match="crosses"):
        written(document)


def test_titles_and_rights_are_escaped():
    document = document_of(STORY)
    about = replace(
        document.text.info, title={"en": "A & B <i>"}, rights="“© & all”", author="<anon>"
    )
    assert_comes_back(replace(document, text=replace(document.text, info=about)))


def test_line_breaks_of_every_kind_survive():
    source = "He came.\r\nHe saw.\rHe won.\u2028He\u0085left.\r\n\r\n\tHe died.\r"
    assert_comes_back(document_of(source))


def test_lines_of_a_file_from_windows_are_written_without_carriage_returns():
    source = STORY.replace(". ", ".\r\n").replace("\n\n", "\r\n\r\n").rstrip() + "\r\n"
    document = document_of(source)
    assert_comes_back(document)
    root = safe.parse(written(document), where="x.xml")
    words = "".join(root.find(f"{{{NAMESPACE}}}text").itertext())
    assert words == source.replace("\r\n", "\n")
    mixed = document_of(source + "He came\nback.\r\n")
    assert_comes_back(mixed)
    assert b"&#13;" in written(mixed)


def test_emphasis_that_crosses_names_comes_back_from_its_pieces():
    """Wherever it begins and ends: before, within and behind two names and a correction."""
    names = [span_of(STORY, "Malik al-Ashtar"), span_of(STORY, "Kufa")]
    mentions = tuple(Mention(*s, "person", "name", (), "program", "none") for s in names)
    corrections = (Correction(*span_of(STORY, "Malik al-Ashtar left"), "Malik left"),)
    ends = [0, 3, 6, 15, 18, 20, 21, 23, 25, 26]
    for start, end in itertools.combinations(ends, 2):
        assert_comes_back(
            document_of(
                STORY,
                mentions=mentions,
                corrections=corrections,
                span_annotations=(SpanAnnotation(start, end, "emphasis", resp="source"),),
                states=(TextualState(start, end, "supplied"),),
            )
        )


@pytest.mark.parametrize(("note", "inside"), [("", True), ("a slip", False)])
def test_a_corrected_name_is_borne_by_both_readings_and_counted_once(note, inside):
    """A remark would be words of the name: with one, the name stands in the source's reading."""
    document = document_of(
        "Bashr came.",
        mentions=(Mention(0, 5, "person", "name", (Candidate("bishr", 1.0),), "program"),),
        corrections=(Correction(0, 5, "Bishr", note),),
    )
    (name,) = parsed(document).findall(".//t:persName", TEI)
    assert bool(name.findall("t:choice/t:corr", TEI)) is inside
    assert_comes_back(document)


# --- What richer sources bring -------------------------------------------------------------------


def body_xml(document):
    """The body of what is written, without the episode around it and the ids of units."""
    assert_comes_back(document)
    content = write.write(document, EDITION, PEOPLE).partition("<body>")[2]
    content = content.partition("</body>")[0].replace("\n>", ">")
    return re.sub(r' xml:id="some-text\.[^"]*" n="[0-9]+"', "", content)


def test_what_runs_over_sentences_is_written_in_pieces_that_name_one_another():
    source = "He said: I came. I saw. I won. Then he left."
    speech = SpanAnnotation(9, source.index(" Then"), "speech", resp="source")
    assert "".join(
        [
            '<s>He said: <said xml:id="some-text_q1.1" next="#some-text_q1.2">I came.</said></s> ',
            '<s><said xml:id="some-text_q1.2" prev="#some-text_q1.1" next="#some-text_q1.3">',
            "I saw.</said></s> ",
            '<s><said xml:id="some-text_q1.3" prev="#some-text_q1.2">I won.</said></s> ',
            "<s>Then he left.</s>",
        ]
    ) in body_xml(document_of(source, span_annotations=(speech,)))


@pytest.mark.parametrize(
    ("kind", "values", "element"),
    [
        ("quran", {"source": "Q 2:255"}, '<quote type="quran" source="quran:2:255">'),
        ("hadith", {"source": "Bukhari 12"}, '<quote type="hadith" n="Bukhari 12">'),
        ("quotation", {"source": "#b1"}, '<quote source="#b1">'),
        ("speech", {"resp": "program"}, '<said resp="#program">'),
        ("isnad", {}, '<seg type="isnad">'),
        ("verse", {}, '<seg type="verse">'),
        ("note", {"source": "foot"}, '<note type="source" place="foot">'),
        ("foreign", {"lang": "fa"}, '<foreign xml:lang="fa">'),
        ("emphasis", {}, "<hi>"),
    ],
)
def test_every_kind_of_stretch_has_its_element(kind, values, element):
    stretch = SpanAnnotation(3, 7, kind, **{"resp": "source", **values})
    name = element.strip("<>").partition(" ")[0]
    content = body_xml(document_of("He came to it.", span_annotations=(stretch,)))
    assert f"<s>He {element}came</{name}> to it.</s>" in content


def test_a_page_stands_where_it_begins_inside_a_word_or_between_paragraphs():
    source = "He came.\n\nHe left."
    pages = (
        Milestone(0, "volume", "1"),
        Milestone(5, "page", "2"),
        Milestone(10, "page", "3"),
        Milestone(len(source), "page", "4"),
    )
    content = body_xml(document_of(source, milestones=pages))
    assert content.startswith('<milestone unit="volume" n="1"/><div')
    assert (
        '<s>He ca<pb n="2" break="no"/>me.</s></p>\n\n<pb n="3"/><p><s>He left.</s></p></div>'
        in content
    )
    assert content.endswith('<pb n="4"/>')


def test_readings_stand_beside_what_the_text_reads():
    source = "He came to Kufa. He left."
    readings = (
        Reading(3, 7, "went", "A"),
        Reading(3, 7, "", "B"),
        Reading(16, 16, " He sat.", "A"),
    )
    document = document_of(source, readings=readings)
    assert (
        '<s>He <app><lem>came</lem><rdg wit="#wit_1">went</rdg><rdg wit="#wit_2"></rdg></app>'
        ' to Kufa.</s><app><rdg wit="#wit_1"> He sat.</rdg></app> <s>He left.</s>'
    ) in body_xml(document)
    witnesses = parsed(document).findall(".//t:listWit/t:witness", TEI)
    assert [w.text for w in witnesses] == ["A", "B"]


def test_a_reading_of_several_sentences_is_attached_by_its_ends():
    source = "He came. He left. He died."
    document = document_of(source, readings=(Reading(3, 17, "fled.", "A"),))
    assert (
        '<s>He <anchor xml:id="some-text_r1"/>came.</s> <s>He left.</s>'
        '<app from="#some-text_r1"><rdg wit="#wit_1">fled.</rdg></app> '
    ) in body_xml(document)


def test_lines_of_verse_make_stanzas_and_a_note_stands_between_paragraphs():
    source = "One\n\nTwo\n\nThree\n\nA note.\n\nHe left."
    text = make.text_of(source, reader="plain")
    kinds = [(RegionKind.VERSE, 0), (RegionKind.VERSE, 0), (RegionKind.VERSE, 1),
             (RegionKind.NOTE, 0), (RegionKind.PARAGRAPH, 0)]  # fmt: skip
    regions = tuple(
        replace(r, kind=kind, level=level, place="foot" if kind is RegionKind.NOTE else "")
        for r, (kind, level) in zip(text.regions, kinds, strict=True)
    )
    text = replace(text, transcript=replace(text.transcript, regions=regions))
    assert (
        "<lg><l><s>One</s></l>\n\n<l><s>Two</s></l></lg>\n\n"
        '<lg type="stanza"><l><s>Three</s></l></lg>\n\n'
        '<note type="source" place="foot">A note.</note>\n\n<p><s>He left.</s></p>'
    ) in body_xml(Document(text, segment.episodes(text, (Start("e1", 0),))))


def test_a_regular_spelling_stands_beside_that_of_the_source():
    source = "عرف بالاشتر ثم عاد."
    slip = Correction(*span_of(source, "الاشتر"), "", "hamza", reg="الأشتر")
    text = make.text_of(source, lang="ar")
    document = Document(text, segment.episodes(text, ()), corrections=(slip,))
    assert '<choice><orig>الاشتر</orig><reg resp="#editor">الأشتر</reg></choice>' in body_xml(
        document
    )


def test_words_of_editors_in_the_other_script_are_marked():
    note = "read لدعوة here"
    document = document_of("He came.", corrections=(Correction(0, 2, "هو", note),))
    content = body_xml(document)
    assert '<corr resp="#editor"><foreign xml:lang="ar">هو</foreign></corr>' in content
    assert '>\nread <foreign xml:lang="ar">لدعوة</foreign> here\n</note>' in content


def test_parts_of_a_name_stand_in_it_and_a_key_of_the_source_is_kept():
    parts = (PartSpan(0, 5, "ism"), PartSpan(6, 15, "laqab"))
    content = mention_xml(named(why="source", resp="source", key="p 17", parts=parts))
    assert content == (
        '<persName key="p 17" ana="#by-source"><forename>Malik</forename> '
        '<addName type="laqab">al-Ashtar</addName></persName>'
    )


def test_a_measure_holds_its_number():
    source = "with 4,000 men."
    document = document_of(
        source,
        numbers=(Number(5, 10, 4000),),
        measures=(Measure(5, 14, 4000, commodity="men"),),
    )
    assert (
        '<measure quantity="4000" commodity="men"><num value="4000">4,000</num> men</measure>'
    ) in body_xml(document)


def test_what_is_not_modelled_is_listed_in_the_header():
    document = document_of(
        "He came.", unmodelled=(Unmodelled("<gap>", 3, 2), Unmodelled("~~", 9, 1))
    )
    assert_comes_back(document)
    items = parsed(document).findall(".//t:editorialDecl//t:item", TEI)
    assert ["".join(item.itertext()) for item in items] == [
        "<gap> first on line 3, in all 2",
        "~~ first on line 9, in all 1",
    ]


# --- What is not ours ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "<TEI/>",
        f'<TEI xmlns="{NAMESPACE}"/>',
        f'<TEI xmlns="{NAMESPACE}"><text><body><p>Words.</p></body></text></TEI>',
        f'<TEI xmlns="{NAMESPACE}"><text><body><p part="F">Words.</p></body></text></TEI>',
        f'<TEI xmlns="{NAMESPACE}"><text><body><num>4</num></body></text></TEI>',
        f'<TEI xmlns="{NAMESPACE}"><text><body><date>4</date></body></text></TEI>',
        f'<TEI xmlns="{NAMESPACE}"><text><body><div type="episode"/></body></text></TEI>',
        f'<TEI xmlns="{NAMESPACE}"><text><body><certainty/></body></text></TEI>',
    ],
)
def test_other_tei_is_refused_with_the_next_step(content):
    with pytest.raises(FitnaError) as caught:
        read.read(content.encode(), where="tei/texts/x.xml")
    assert caught.value.code == "not-ours"
    assert caught.value.where.startswith("tei/texts/x.xml")
    assert "fitnacorpus build" in caught.value.hint
    assert "\n" not in str(caught.value)


@given(make.documents(), st.data())
@settings(slow, max_examples=examples(60))
def test_a_file_that_lost_an_attribute_or_an_element_is_read_or_refused(document, data):
    root = parsed(document)
    element = data.draw(st.sampled_from(list(root.iterdescendants())))
    if element.attrib and data.draw(st.booleans()):
        del element.attrib[data.draw(st.sampled_from(sorted(element.attrib)))]
    else:
        element.getparent().remove(element)
    try:
        read.read(etree.tostring(root), where="x.xml")
    except FitnaError as error:
        assert error.code == "not-ours"


def test_broken_tei_names_its_line():
    data = written(document_of(STORY)).replace(b"</TEI>", b"")
    with pytest.raises(FitnaError) as caught:
        read.read(data, where="x.xml")
    assert caught.value.code == "broken-xml"
    assert caught.value.where.startswith("x.xml:")


# --- People --------------------------------------------------------------------------------------


@given(st.lists(st.text(min_size=1, max_size=20), unique_by=str.casefold, max_size=5))
def test_ids_of_people_are_ncnames(names):
    for name in names:
        etree.Element("x").set("{http://www.w3.org/XML/1998/namespace}id", respondent(name))
        assert respondent(name).replace("-", "").isalnum()
        assert respondent(name).isascii()


def test_people_with_names_in_other_scripts_keep_apart():
    names = ["محمد", "أحمد", "Anna", "Ánna", "Anna Ω", "0000-0002-1825-0097"]
    assert len({respondent(name) for name in names}) == len(names)


def test_emphasis_over_a_part_of_a_name_is_inside_the_part():
    source = "Malik b. al-Harith came."
    name = Mention(0, 18, "person", "name", (), "source", "source")
    emphasis = SpanAnnotation(6, 18, "emphasis", resp="source")
    name = replace(name, parts=(PartSpan(6, 18, "nasab"),))
    content = body_xml(document_of(source, mentions=(name,), span_annotations=(emphasis,)))
    assert '<addName type="nasab"><hi>b. al-Harith</hi></addName></persName>' in content
