"""The reading view: what is read, and the laws of its map to the source."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies as make
from conftest import examples
from fitnacorpus import reading
from fitnacorpus.ingest import markup, openiti, plain
from fitnacorpus.model import Number, Region, RegionKind, Span, SpanAnnotation, Text, Transcript

SOFT = "\u00ad"


def read(source, *skipped):
    spans = [Span(source.index(s), source.index(s) + len(s)) for s in skipped]
    return reading.of_span(source, Span(0, len(source)), spans).text


def text_of(source, reader=plain, **given):
    return Text(make.info(source), replace(reader.read(source), **given))


# --- What is read --------------------------------------------------------------------------------


@pytest.mark.parametrize("space", ["  ", "\t", "\n", "\r\n", "\u00a0", "\u2028", " \n ", "\u3000"])
def test_any_white_space_is_one_space(space):
    assert read(f"Yazid{space}b. Hani") == "Yazid b. Hani"


def test_white_space_at_the_edges_is_not_read():
    assert read(" \n Yazid b. Hani\t\n") == "Yazid b. Hani"


@pytest.mark.parametrize(
    ("source", "skipped", "words"),
    [
        ("Yazid\n~~ b. Hani", ("~~ ",), "Yazid b. Hani"),
        ("# Yazid came", ("# ",), "Yazid came"),
        ("**Yazid** b. Hani", ("**",), "Yazid** b. Hani"),
        ("مصـPageV01P004ر", ("PageV01P004",), "مصـر"),
        ("مصر PageV01P004 ثم", ("PageV01P004 ",), "مصر ثم"),
        ("~~ ", ("~~ ",), ""),
    ],
)
def test_notation_is_skipped(source, skipped, words):
    assert read(source, *skipped) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f"Yaz{SOFT}id", "Yazid"),
        (f"Yaz{SOFT}\nid", "Yazid"),
        (f"Yazid{SOFT}\n, he", "Yazid , he"),
        ("al-\nAshtar", "al-Ashtar"),
        ("al-\r\n  Ashtar", "al-Ashtar"),
        ("he came -\nand went", "he came - and went"),
        ("he came-\n(they went)", "he came- (they went)"),
        ("al- Ashtar", "al- Ashtar"),
        ("in 36–\n40", "in 36–40"),
        ("he was gone--\nand", "he was gone--and"),
        ("he was gone\n--and", "he was gone--and"),
        ("he was gone --\nand", "he was gone -- and"),
        ("he was gone—\nand", "he was gone—and"),
        ("came –\nwent", "came – went"),
        ("\u200fمالك\u200f", "مالك"),
        ("می\u200cشود", "می\u200cشود"),
    ],
)
def test_hyphens_at_the_end_of_a_line_and_unseen_characters(source, words):
    assert read(source) == words


def test_blocks_are_what_no_name_leaves():
    source = "# Title\n\nOne line,\tand more.\n\nInfobox person\n- Born: Kufa\n"
    view = reading.of_text(text_of(source, markup))
    found = [(view.text[b.start : b.end], b.kind.value, b.label) for b in view.blocks]
    assert ("Title", "heading", False) in found
    assert ("One line, and more.", "paragraph", False) in found
    assert ("Born", "infobox", True) in found
    assert ("Kufa", "infobox", False) in found
    assert view.text.split("\n") == [words for words, _, _ in found]


def test_what_the_place_of_copying_left_is_not_read():
    view = reading.of_text(text_of("[Home](/)\n\nHe came *there*.\n", markup))
    assert view.text == "He came there."


def test_a_note_is_skipped_where_it_stands_and_read_by_itself():
    source = "Yazid (so all\tmanuscripts) b. Hani came."
    note = Span(source.index("("), source.index(")") + 1)
    text = text_of(source, span_annotations=(SpanAnnotation(*note, "note", resp="source"),))
    view = reading.of_text(text)
    assert view.text == "Yazid b. Hani came."
    assert [v.text for v in view.views] == [view.text, "(so all manuscripts)"]
    assert view.read(Span(0, len(source))) == view.text
    assert view.read(Span(note.start + 1, note.end - 1)) == "so all manuscripts"
    assert view.notes.source_span(0, 3) == Span(note.start, note.start + 3)


def test_a_note_in_a_note_is_part_of_it():
    source = "He (a (b) c) came."
    outer = SpanAnnotation(3, 12, "note", resp="source")
    inner = SpanAnnotation(6, 9, "note", resp="source")
    view = reading.of_text(text_of(source, span_annotations=(outer, inner)))
    assert [v.text for v in view.views] == ["He came.", "(a (b) c)"]


def test_a_note_over_two_paragraphs_is_two():
    source = "He (a\n\nb) came."
    view = reading.of_text(
        text_of(source, span_annotations=(SpanAnnotation(3, 9, "note", resp="source"),))
    )
    assert [v.text for v in view.views] == ["He\ncame.", "(a\nb)"]


def test_openiti_is_read_over_lines_and_pages():
    source = (
        "######OpenITI#\n#META#Header#End#\n\n### | باب\n# لقوا مالك بن\n~~ الحارث PageV01P002 "
        "ثم مـPageV01P003ات ms01 هناك\n"
    )
    view = reading.of_text(text_of(source, openiti))
    assert view.text == "باب\nلقوا مالك بن الحارث ثم مـات هناك"


@pytest.mark.parametrize(
    ("source", "place", "inside"),
    [("مصـPageر ثم", 3, True), ("مصـPageر ثم", 7, True), ("مصَPageر", 7, True),
     ("مصر Page ثم", 4, False),
     ("مصر Page ثم", 9, False), ("مصر", 0, False), ("مصر", 3, False), ("مصر، ثم", 3, False)],
)  # fmt: skip
def test_whether_a_place_lies_inside_a_word(source, place, inside):
    at = source.find("Page")
    skipped = [Span(at, at + 4)] if at >= 0 else []
    assert reading.of_span(source, Span(0, len(source)), skipped).inside_word(place) is inside


# --- Recognisers ---------------------------------------------------------------------------------


def shouting(words):
    return [Number(0, len(words), len(words))] if words.isupper() else []


def test_a_recogniser_gets_a_block_and_its_findings_cover_the_source():
    source = "HE\t CAME\n\nhe went"
    regions = plain.read(source).regions
    text = Text(make.info(source), Transcript(source, regions))
    (found,) = reading.of_text(text).find(shouting)
    assert (found.start, found.end, found.value) == (0, source.index("\n"), len("HE CAME"))


def test_a_string_is_one_block_for_a_recogniser():
    assert reading.find(shouting, " HE\r\n CAME ") == [Number(1, 10, 7)]
    assert reading.find(shouting, "HE CAME") == [Number(0, 7, 7)]


def test_only_blocks_of_a_kind():
    view = reading.of_text(text_of("# TITLE\n\nHE *CAME*\n", markup))
    assert [n.value for n in view.find(shouting, [RegionKind.HEADING])] == [5]


# --- Laws ----------------------------------------------------------------------------------------

CHARACTERS = "ab ب\n\r\t-–1\u00ad\u200f\u00a0*~."


@st.composite
def skipped(draw):
    """A source with spans in it that are not read."""
    source = draw(st.text(CHARACTERS, max_size=40))
    edges = draw(st.lists(st.integers(0, len(source)), max_size=6))
    edges = sorted(edges[: len(edges) // 2 * 2])
    return source, [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@st.composite
def texts(draw):
    """A text of several regions with notation, labels and notes."""
    source, markup_spans = draw(skipped())
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=3)) | {len(source)})
    regions, start = [], 0
    for end in cuts:
        if start < end:
            kind = draw(st.sampled_from(RegionKind))
            body = Span(start, start + len(source[start:end].rstrip()))
            inside = tuple(
                Span(max(s.start, body.start), min(s.end, body.end))
                for s in markup_spans
                if s.overlaps(body) and s.start < s.end
            )
            regions.append(Region(kind, body, end, inside))
        start = end
    a, b = sorted(draw(st.tuples(st.integers(0, len(source)), st.integers(0, len(source)))))
    notes = (SpanAnnotation(a, b, "note", resp="source"),) if a < b else ()
    return Text(make.info(source), Transcript(source, tuple(regions), notes))


@st.composite
def views(draw):
    """Views of texts and of strings, and what is not read in them."""
    if draw(st.booleans()):
        text = draw(texts())
        return draw(st.sampled_from(reading.of_text(text).views))
    source, spans = draw(skipped())
    return reading.of_span(source, Span(0, len(source)), spans)


@given(views())
def test_law_white_space_is_single_and_inside(view):
    assert "  " not in view.text
    assert all(not c.isspace() or c in " \n" for c in view.text)
    for block in view.blocks:
        words = view.text[block.start : block.end]
        assert words == words.strip() != ""
        assert "\n" not in words
    assert view.text == "\n".join(view.text[b.start : b.end] for b in view.blocks)


@given(views())
def test_law_every_character_comes_from_its_own_place(view):
    places = [view.source_span(i, i + 1) for i in range(len(view.text))]
    for char, place in zip(view.text, places, strict=True):
        words = view.source[place.start : place.end]
        if char == "\n":
            assert words == ""
        elif char == " ":
            assert any(c.isspace() for c in words)
        else:
            assert words == char
    for here, there in pairwise(places):
        assert here.end <= there.start


@given(views(), st.data())
def test_law_a_span_goes_to_the_source_and_back(view, data):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(view.text))] * 2)))
    span = view.source_span(start, end)
    words = view.text[start:end]
    assert 0 <= span.start <= span.end <= len(view.source)
    if words.strip("\n") == words != "":
        assert view.view_span(span) == Span(start, end)
        assert view.read(span) == words.replace("\n", " ").strip()


@given(views(), st.data())
def test_law_view_spans_never_fall(view, data):
    a, b, c = sorted(data.draw(st.tuples(*[st.integers(0, len(view.source))] * 3)))
    inner, outer = view.view_span(Span(a, b)), view.view_span(Span(a, c))
    assert inner.start <= inner.end
    assert outer.start <= outer.end
    assert outer.start == inner.start or not view.text[slice(*inner)]
    assert inner.end <= max(outer.end, inner.start)


@given(skipped())
def test_law_nothing_that_is_skipped_is_read(case):
    source, spans = case
    view = reading.of_span(source, Span(0, len(source)), spans)
    for index, char in enumerate(view.text):
        place = view.source_span(index, index + 1)
        if char != " ":
            assert not any(s.start <= place.start < s.end for s in spans)


@given(st.text(CHARACTERS, max_size=30))
def test_law_reading_twice_changes_nothing(source):
    once = reading.of_string(source).text
    assert reading.of_string(once).text == once


@given(texts())
def test_law_nothing_that_a_reader_reads_is_lost(text):
    """Every letter of a region that is read stands in the view or in its notes, once."""
    view = reading.of_text(text)
    read_at = sorted(
        v.source_span(i, i + 1).start
        for v in view.views
        for i, c in enumerate(v.text)
        if c in "abب1"
    )
    expected = sorted(
        i
        for region in text.regions
        if region.kind in reading.READ
        for i in range(*region.body)
        if text.source[i] in "abب1" and not any(m.start <= i < m.end for m in region.markup)
    )
    assert read_at == expected


# --- A passage -----------------------------------------------------------------------------------


@given(make.documents(), st.data())
@settings(max_examples=examples(100))
def test_a_passage_reads_as_it_does_in_the_whole(document, data):
    length = len(document.text.source)
    start = data.draw(st.integers(0, length))
    span = Span(start, data.draw(st.integers(start, length)))
    assert reading.near(document, span).read(span) == reading.of_document(document).read(span)
