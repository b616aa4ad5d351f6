"""Words that go on over the beginning of a line or a page."""

import pytest
from lxml import etree

from fitnacorpus.ingest.tei_breaks import Broken, inside_word


@pytest.mark.parametrize(
    ("element", "inside"),
    [
        ('<lb break="no"/>', True),
        ('<lb break="yes"/>', False),
        ('<lb break="maybe"/>', False),
        ('<lb break="yes" type="inWord"/>', False),  # the newer attribute speaks
        ('<lb type="inWord"/>', True),
        ('<lb type="in-word"/>', True),
        ('<lb type="worddiv"/>', True),
        ('<lb rend="hyphen"/>', True),
        ('<lb rend="no-hyphen"/>', False),
        ('<lb type="line"/>', False),
        ("<lb/>", False),
    ],
)
def test_what_an_encoder_says_of_a_break(element, inside):
    assert inside_word(etree.fromstring(element)) is inside


def broken(before, after, elsewhere):
    said = f"{before}<lb/>{after}"
    root = etree.fromstring(f"<TEI><text><p>{said}</p><p>{elsewhere}</p></text></TEI>")
    return Broken(root).is_one_word(before, next(root.iter("lb")))


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "one"),
    [
        ("the Ab-", "bot", "an abbot", True),
        ("the Ab-", "bot", "an ABBOT", True),
        ("the Ab-", "bot", "abbots", False),
        ("the Abu-", "Bakr", "Abubakr-town", False),  # half of a compound is no word
        ("the Ab-", "<pb/><fw>II</fw>\n<lb/>bot", "an abbot", True),
        ("the Ab-", "<hi>bot</hi>", "an abbot", True),
        ("the Ab", "bot", "an abbot", None),  # no hyphen
        ("the -", "bot", "an abbot", None),
        ("the Ab-", "5", "an abbot", None),
    ],
)
def test_a_hyphen_parts_one_word_where_it_stands_whole_elsewhere(before, after, elsewhere, one):
    assert broken(before, after, elsewhere) is one


def test_the_words_of_a_header_are_none_of_the_text():
    root = etree.fromstring(
        "<TEI><teiHeader>an abbot</teiHeader><text><p>Ab-<lb/>bot</p></text></TEI>"
    )
    assert Broken(root).is_one_word("Ab-", next(root.iter("lb"))) is False
