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


def test_hostile_beginnings_and_ends_are_read_at_once():
    """Each of these took longer than anybody waits."""
    assert not html._ROOT.match("<!---->" * 60 + "<x")
    assert html._ROOT.match("<!-- a --> <!-- b -->\n<html>")
    assert openiti_drafts._BEHIND.search("PageVx" * 60 + " z").start() > 360
    assert openiti_drafts._BEHIND.search("word PageV01P002 ms12").start() == 4
