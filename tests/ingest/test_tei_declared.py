"""What a header declares is obeyed in the text: glyphs, prefixes of pointers, renditions."""

import pytest

from fitnacorpus import reading
from fitnacorpus.ingest.unmodelled import changes_sense
from ingest.test_tei import transcript

CHARS = """<encodingDesc><charDecl>
  <char xml:id="long-s"><mapping type="codepoint">U+017F</mapping>
    <mapping type="diplomatic">ſ</mapping><mapping type="standardized">s</mapping></char>
  <glyph xml:id="nothing"><mapping type="PUA">U+E000</mapping></glyph>
</charDecl></encodingDesc>"""
PREFIXES = """<encodingDesc><listPrefixDef>
  <prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="persons.xml#$1"/>
  <prefixDef ident="syr" matchPattern="(\\d+)" replacementPattern="http://syriaca.org/person/$1"/>
  <prefixDef ident="bad" matchPattern="(" replacementPattern="$1"/>
</listPrefixDef></encodingDesc>"""
RENDITIONS = """<encodingDesc><tagsDecl>
  <rendition xml:id="s" scheme="css">text-decoration: line-through</rendition>
  <rendition xml:id="b" scheme="css">font-weight: bold</rendition>
</tagsDecl></encodingDesc>"""
ENGLISH = " xml:lang='en'"


def warned(found):
    return [item.what for item in found.unmodelled if changes_sense(item)]


def read(body, header=""):
    found = transcript(body, ENGLISH, header)
    return reading._view(found.source, found.regions, found.span_annotations)


def test_a_glyph_without_characters_is_read_as_its_plainest_mapping():
    found = transcript("<p>po<g ref='#long-s'/>t ro<g ref='#long-s'>ſ</g>e</p>", ENGLISH, CHARS)
    assert found.source == "post roſe"
    assert not warned(found)


@pytest.mark.parametrize("pointer", ["#nothing", "#elsewhere", "glyphs.xml#long-z"])
def test_a_glyph_that_nobody_explains_is_warned_of(pointer):
    found = transcript(f"<p>po<g ref='{pointer}'/>t</p>", ENGLISH, CHARS)
    assert found.source == "pot"
    assert warned(found) == ["<g> without characters, which changes how the words are read"]


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        ("psn:ali", "psn:ali persons.xml#ali"),
        ("syr:12 #a", "syr:12 http://syriaca.org/person/12 #a"),
        ("psn:12", "psn:12"),  # the pattern does not fit
        ("bad:x", "bad:x"),
        ("viaf:1", "viaf:1"),
    ],
)
def test_a_pointer_with_a_declared_prefix_is_kept_and_spelt_out(ref, key):
    found = transcript(f"<p><persName ref='{ref}'>Ali</persName></p>", ENGLISH, PREFIXES)
    assert [name.key for name in found.names] == [key]


def test_words_in_a_rendition_that_strikes_out_are_warned_of():
    for pointer, told in (("#s", True), ("#b", False), ("#b #s", True)):
        body = f"<p>he <hi rendition='{pointer}'>not</hi> came</p>"
        assert bool(warned(transcript(body, ENGLISH, RENDITIONS))) is told


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("the Ab-<lb break='no'/>bot", "the Abbot"),
        ("the Ab-<lb/>bot saw an abbot", "the Abbot saw an abbot"),
        ("the well-<lb/>known man", "the well-known man"),
        ("the well-<pb n='2'/>known man", "the well-known man"),
        ("of Abu-<lb/>Bakr and Abubakr-town", "of Abu-Bakr and Abubakr-town"),
        ("the Ab\u00ac<lb/>bot", "the Abbot"),
        ("the Hof\u2e17<pb n='2'/>rat", "the Hofrat"),
        ("Ab-<fw>bot</fw><pb n='2' break='no'/><fw>II</fw>bot", "Abbot"),
        ("he came -<lb/>and left", "he came - and left"),
        ("<w>Ab-<lb break='no'/>bot</w> came", "Abbot came"),
        ("<persName>Ab-<lb break='no'/>bot</persName> came", "Abbot came"),
    ],
)
def test_a_word_is_read_whole_over_a_break(body, words):
    assert read(f"<p>{body}</p>").text == words


def test_a_hyphen_at_the_end_of_a_line_that_nobody_explains_is_told():
    found = transcript("<p>the Ab-<lb/>bot, well-<lb/>known, wellknown</p>", ENGLISH)
    told = {item.what: item.times for item in found.unmodelled}
    assert told == {
        "a hyphen at the end of a line, kept": 1,
        "a hyphen at the end of a line, left out, since the word stands without it elsewhere": 1,
    }


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("in <hi>\n Kufa\n </hi>, he", "in Kufa, he"),
        ("in (\n<hi>Kufa</hi>\n), he", "in (Kufa), he"),
        ("<w>He</w>\n<w>came</w>\n<pc>.</pc>", "He came."),
        ("in Kufa , he", "in Kufa , he"),  # no line break: the space is the source's
        ("of\n.45 calibre", "of .45 calibre"),
        ("<hi>a</hi>\n<hi>b</hi>", "a b"),
        ("in Kufa<note>x</note>, he", "in Kufa, he"),
        ("in Kufa <note>x</note> he", "in Kufa he"),
    ],
)
def test_line_breaks_of_the_file_part_no_word_from_its_stop(body, words):
    assert read(f"<p>{body}</p>").text == words
