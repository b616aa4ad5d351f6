"""No pattern takes time that doubles with each character of a hostile line, or with its square."""

import re

import pytest

import patterns
from fitnacorpus.ingest import html, openiti_drafts


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"(a+)+b", ["nested"]),
        (r"(\w+\s*)+x", ["nested"]),
        (r"(?:x\S+)*$", ["nested"]),
        (r"(?s:<!--.*?-->)*<h", ["nested"]),
        (r"(?:<!--.*?-->\s*)*<h", ["nested"]),
        (r"(?:a|b+)*c", ["nested"]),
        (r"\s*\s*x", ["overlapping"]),
        (r"\s*,?\s*x", ["overlapping"]),
        (r"[a-z]+[0-9]*[a-f]*!", ["overlapping"]),
        (r"x[!*]*1?[!]*(?:(?= )|(?<=x)(?=y))", ["overlapping"]),
        (r"x\s{0,9}y?\s*z", []),
        (r"\s*+,?\s*x", []),
        (r"(?:ab+c)*d", []),
        (r"(?:a++)+b", []),
        (r"(?>(?:<!--.*?-->\s*)*)<h", []),
        (r"\s+x\s+y", []),
        (r"a*b*", []),
        (r"(\w+\s*)+", []),
        (r"\w+\s+(?=x)", []),
    ],
)
def test_what_is_dangerous_is_known(pattern, found):
    assert patterns.faults(re.compile(pattern)) == found


def test_no_shipped_pattern_has_nested_or_overlapping_repeats():
    shipped = patterns.shipped()
    assert len(shipped) > 200
    assert {name: found for name, p in shipped.items() if (found := patterns.faults(p))} == {}


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [
        (r"[ \t]+#", True),
        (r"[ \t]*+#", True),
        (r"(?:[ \t]+|x)#", True),
        (r"a\w*!", True),
        (r"(?:ab?)+c", True),
        (r"(?<![ \t])[ \t]++#", False),
        (r"(?:(?<!\s)\s++|(?<![-\s]))-++x", False),
        (r"(?:(?<!\s)\s++|)-++x", True),
        (r"\b\w+!", False),
        (r"#[ \t]+x", False),
        (r"[.!](?:(?![.!])\W)*+$", False),
        (r"\w+", False),
        (r"[ \t]{0,9}#", False),
    ],
)
def test_a_search_that_reads_anew_from_each_character_is_known(pattern, slow):
    assert patterns.rescans(re.compile(pattern)) is slow


IN_PROPORTION = {"names.textwords._WORD.0"}
"""What follows its first letter may be left out, and goes on to the last letter in any case."""


def test_no_shipped_search_reads_anew_from_each_character():
    shipped, searched = patterns.shipped(), patterns.searched()
    assert len(searched) > 150
    assert {"ingest.markup._HASHES_CLOSE.0", "ingest.recognise._MARKED.0"} < searched
    assert {name for name in searched if patterns.rescans(shipped[name])} == IN_PROPORTION


def test_hostile_beginnings_and_ends_are_read_at_once():
    """Each of these took longer than anybody waits."""
    assert not html._ROOT.match("<!---->" * 60 + "<x")
    assert html._ROOT.match("<!-- a --> <!-- b -->\n<html>")
    assert openiti_drafts._BEHIND.search("PageVx" * 60 + " z").start() > 360
    assert openiti_drafts._BEHIND.search("word PageV01P002 ms12").start() == 4
