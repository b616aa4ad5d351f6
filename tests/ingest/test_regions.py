from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import strategies as make
from conftest import examples
from fitnacorpus import ingest
from fitnacorpus.errors import ConfigError, SourceError
from fitnacorpus.ingest import markup, plain, regions
from fitnacorpus.model import RegionKind, Span

PARAGRAPH, DIALOGUE = RegionKind.PARAGRAPH, RegionKind.DIALOGUE
HEADING, INFOBOX = RegionKind.HEADING, RegionKind.INFOBOX
BOILERPLATE, BLANK = RegionKind.BOILERPLATE, RegionKind.BLANK


def bodies(text, kind):
    return [text.source[r.body.start : r.body.end] for r in text.regions if r.kind is kind]


# --- The law -------------------------------------------------------------------------------------


def assert_partition(source, found):
    """Regions one after the other hold every character once, and their parts lie inside."""
    assert "".join(source[r.start : r.end] for r in found) == source
    assert [r.start for r in found[1:]] == [r.end for r in found[:-1]]
    for number, region in enumerate(found):
        body = source[region.body.start : region.body.end]
        assert region.body.end <= region.end
        assert source[region.body.end : region.end].strip() == ""
        if region.kind is BLANK:
            assert (number, body) == (0, "")
        else:
            assert body == body.strip() != ""
        inside = sorted([*region.markup, *([region.label] if region.label else [])])
        assert list(region.markup) == sorted(region.markup)
        for span in inside:
            assert region.body.contains(span)
            assert span.start < span.end
        for before, after in pairwise(inside):
            assert before.end <= after.start
        if region.kind is not RegionKind.VERSE:  # of verse it says where a stanza opens
            assert (region.level > 0) is (region.kind is HEADING)
        assert region.label is None or region.kind is INFOBOX
        words = "".join(
            c for at, c in enumerate(body, region.start)
            if not any(s.start <= at < s.end for s in region.markup)
        )  # fmt: skip
        assert words.strip() or region.kind in (BLANK, BOILERPLATE), "notation only"


def assert_levels(found):
    """A heading is at most one deeper than the heading before it; the first is outermost."""
    levels = [0, *(r.level for r in found if r.kind is HEADING)]
    for before, after in pairwise(levels):
        assert after <= before + 1


NOTATION = st.text(st.sampled_from("ab. *_#='[]()|-–—:\n\r\u2028\u00a0\tا؟ـ<"), max_size=60)
MIXED = st.lists(make.lines() | make.XML_CHARACTERS | make.BREAKS, max_size=12).map("".join)


@pytest.mark.parametrize("reader", [plain.read, markup.read], ids=["plain", "markup"])
@given(source=st.text(make.XML_CHARACTERS, max_size=80) | NOTATION | MIXED | make.sources())
@example(source="")
@example(source="\r\n\r\n")
@example(source="a\rb\r\rc\u2028d\u2029e\x85f\u00a0\r\n")
@example(source="### ***a*** ###\n## **\n**\n== = ==\n- : x\nInfobox\n- a:\n- b: c\n}}")
@settings(max_examples=examples(300), deadline=None)
def test_regions_partition_any_source(reader, source):
    found = reader(source)
    if isinstance(found, regions.Declined):
        found = plain.read(source)
    assert_partition(source, found.regions)
    assert_levels(found.regions)


@given(st.text(make.XML_CHARACTERS, max_size=60) | make.sources())
@settings(deadline=None)
def test_reading_gives_a_text_or_says_why_not(source):
    try:
        text = ingest.read(source, make.info(source), where="seeds/x.txt")
    except SourceError as error:
        assert error.where == "seeds/x.txt"
        assert error.code == "no-text"
    else:
        assert text.source == source
        assert bodies(text, PARAGRAPH) or bodies(text, DIALOGUE)


# --- The five sources, read by eye ---------------------------------------------------------------


def seed(name):
    return make.text_of((make.SEEDS / f"{name}.txt").read_bytes().decode())


def kinds(text):
    return Counter(region.kind for region in text.regions)


def headings(text):
    """Headings without their notation, with their depth."""
    out = []
    for region in text.regions:
        if region.kind is HEADING:
            words = "".join(
                c for at, c in enumerate(text.source[: region.body.end])
                if at >= region.start and not any(s.start <= at < s.end for s in region.markup)
            )  # fmt: skip
            out.append((region.level, words))
    return out


@pytest.mark.parametrize("path", sorted(make.SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_regions_of_a_source_hold_every_character(path):
    text = seed(path.stem)
    assert_partition(text.source, text.regions)
    assert_levels(text.regions)


def test_the_arabic_life():
    text = seed("ashtar-ar")
    assert headings(text) == [
        (1, "معركة الجمل"),
        (1, "في الكوفة"),
        (1, "معركة صفين"),
        (1, "معاوية"),
        (1, "استشهاد عمّار"),
        (1, "حيلة جديدة"),
        (1, "التحكيم"),
    ]
    assert bodies(text, DIALOGUE) == [
        "- أتريدون أن أزيدكم؟",
        "- ألم يجد الخليفة شخصا غير هذا الفاسق لكي يجعله واليا؟",
        "- انه يتجاهر بشرب الخمر.",
        "- انه يعتدي على حرمات الدين والمسلمين.",
        "ـ إنّه مالك الأشتر.",
    ]
    assert bodies(text, BOILERPLATE) == ["*******"] * 7
    lines = [line for line in text.source.split("\n") if line.strip()]
    assert kinds(text)[PARAGRAPH] == len(lines) - 7 - 7 - 5
    assert INFOBOX not in kinds(text)


def test_malik_ashtar():
    text = seed("ashtar-en")
    assert text.source.startswith("\n\nKhalifa")
    assert text.regions[0].kind is BLANK
    assert headings(text) == [
        (1, "Khalifa Ali bin Abu Talib - Ali's loss Egypt"),
        (2, "Malik Ashtar"),
    ]
    opening = ("When news about", "When the news of", "When Ali had appointed")
    assert [p[:10] for p in bodies(text, PARAGRAPH)] == [words[:10] for words in opening]
    assert bodies(text, BOILERPLATE) == [
        "[View Page](#)",
        "Source : *Alim.org-Ali bin Abu Talib History*",
    ]


def test_the_fall_of_egypt():
    text = seed("egypt-en")
    assert kinds(text) == {PARAGRAPH: 2}
    assert bodies(text, PARAGRAPH)[1].startswith("When Ali had originally planned")


def test_the_raid_on_the_hijaz():
    text = seed("hijaz-en")
    assert headings(text) == [
        (1, "Khalifa Ali bin Abu Talib - Raids of Muawiyah"),
        (2, "Expedition to Hijaz"),
    ]
    assert len(bodies(text, PARAGRAPH)) == 2
    assert len(bodies(text, BOILERPLATE)) == 2


def test_the_invasions_of_egypt():
    text = seed("invasions-en")
    assert headings(text) == [
        (1, "Umayyad invasions of Egypt (657–658)"),
        (2, "Background"),
        (2, "Prelude"),
        (2, "Invasion of Egypt"),
    ]
    facts = [r for r in text.regions if r.kind is INFOBOX]
    labels = [text.source[slice(*r.label)] if r.label else "" for r in facts]
    assert labels == [
        "", "Conflict", "Partof", "Place", "Territory", "Result", "Combatants Header",
        "Combatant1", "Combatant2", "Commander1", "Commander2", "Strength1", "Strength2", "Date",
    ]  # fmt: skip
    assert "Busr ibn Abi Artat" in bodies(text, INFOBOX)[10]
    assert len(bodies(text, PARAGRAPH)) == 1 + 2 + 1 + 3
    assert bodies(text, BOILERPLATE) == [
        "== See also ==",
        "- Battle of the Camel",
        "- Battle of Siffin",
        "- Mu'awiya I's Southern Campaigns (658-661)",
    ]


# --- Partition -----------------------------------------------------------------------------------


def test_depths_follow_from_the_order_of_levels():
    source = "abcde"
    blocks = [
        regions.Block(HEADING, Span(at, at + 1), level=level)
        for at, level in enumerate([2, 4, 3, 40, 1])
    ]
    assert [r.level for r in regions.partition(source, blocks)] == [1, 2, 2, 3, 1]


# --- Readers -------------------------------------------------------------------------------------


def test_a_named_reader_is_used_even_if_another_would_do():
    source = "## Title\nHe came.\n"
    assert bodies(make.text_of(source), HEADING) == ["## Title"]
    assert bodies(make.text_of(source, reader="plain"), HEADING) != ["## Title"]


def test_a_named_reader_that_declines_says_why():
    with pytest.raises(SourceError) as caught:
        make.text_of("He came.", reader="markup")
    assert caught.value.code == "unreadable-format"
    assert "markup says: there is no heading" in caught.value.what


def test_an_unknown_reader_is_refused():
    with pytest.raises(ConfigError) as caught:
        make.text_of("He came.", reader="pdf")
    assert caught.value.code == "unknown-plugin"


@pytest.mark.parametrize("source", ["*****", "## Title", "[View](#)", "\n\n", "= A =\n= B ="])
def test_a_source_without_running_text_is_refused(source):
    with pytest.raises(SourceError) as caught:
        make.text_of(source)
    assert caught.value.code == "no-text"


@pytest.mark.parametrize(
    ("stops", "paragraphs"),
    [
        (2, 1),  # of twelve lines most run on: the text is wrapped
        (7, 12),  # more than four in ten end in a stop: each line is a paragraph
    ],
)
def test_lines_that_mostly_end_in_stops_are_paragraphs(stops, paragraphs):
    line = "The caravan of the merchants went down from the hills by the old road"
    lines = [line + " home" * (k % 3) + "." * (k < stops) for k in range(12)]
    found = plain.read("\n".join(lines) + "\n")
    assert len([r for r in found.regions if r.kind is PARAGRAPH]) == paragraphs
