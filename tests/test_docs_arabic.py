"""The pages of the documentation in Arabic say what the English ones say, heading by heading.

Each heading has the English one that it stands for in a comment below it.
"""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from conftest import REPOSITORY
from fitnacorpus.orthography import scripts

DOCS = REPOSITORY / "docs"
PAIRS = {"tutorial.md": DOCS / "tutorial.md", "reviewing.md": DOCS / "reviewing.md"}
PAGES = sorted((DOCS / "ar").glob("*.md"))
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")


def words_of(path):
    return path.read_text("utf-8")


def headings(content):
    """Levels and words of the headings of a page, code left out."""
    return re.findall(r"^(#+) (.+)$", FENCED.sub("", content), re.M)


def stands_for(content):
    """Level, Arabic words and the English heading of every heading of an Arabic page."""
    return re.findall(r"^(#+) (.+)\n<!-- (.+) -->$", FENCED.sub("", content), re.M)


def code(content):
    """What stands as code in the running words, spaces made one."""
    plain = FENCED.sub("", content)
    marked = re.findall(r"<code\s+dir=\"ltr\">(.*?)</code>", plain, re.S) or CODE.findall(
        re.sub(r"`([^`]+)`", lambda m: f"`{' '.join(m[1].split())}`", plain)
    )
    return {" ".join(unescape(words).split()) for words in marked}


@pytest.mark.parametrize("name", PAIRS)
def test_a_page_has_the_headings_of_its_twin(name):
    english, arabic = words_of(PAIRS[name]), words_of(DOCS / "ar" / name)
    assert [(level, of) for level, _, of in stands_for(arabic)] == headings(english)
    assert len(stands_for(arabic)) == len(headings(arabic)), "a heading says not what it stands for"


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_typed_is_the_same_in_both_languages(name):
    english, arabic = words_of(PAIRS[name]), words_of(DOCS / "ar" / name)
    assert FENCED.findall(arabic) == FENCED.findall(english)
    # What an Arabic page needs no code for are examples of wording and paths of its own pages.
    missing = {x for x in code(english) - code(arabic) if x.startswith(("fitnacorpus", "review"))}
    assert missing == set()
    assert {x for x in code(arabic) - code(english) if x.startswith("fitnacorpus")} == set()


def test_the_quick_start_follows_the_readme():
    content = words_of(DOCS / "ar/start.md")
    known = [of for _, of in headings(words_of(REPOSITORY / "README.md"))]
    named = [of for _, _, of in stands_for(content)]
    assert len(named) == len(headings(content))
    assert set(named) <= set(known)
    typed = "\n".join(block for _, block in FENCED.findall(words_of(REPOSITORY / "README.md")))
    for _, block in FENCED.findall(content):
        for line in block.splitlines():
            assert line in typed or line.removeprefix("$ .venv/bin/fitnacorpus ") == "serve"


class Directions(HTMLParser):
    """Runs of Latin words that stand in a right-to-left page without saying their direction."""

    def __init__(self):
        super().__init__()
        self.open, self.loose = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(dict(attrs).get("dir", ""))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if "ltr" not in self.open:
            self.loose += re.findall(r"[A-Za-z][\w.-]* [A-Za-z][\w.-]*", data)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_page_runs_from_right_to_left_and_latin_words_say_their_direction(path):
    content = words_of(path)
    assert content.startswith('<div dir="rtl" lang="ar">\n')
    plain = re.sub(r"\]\([^)]*\)", "]", FENCED.sub("", content))
    page = Directions()
    page.feed(plain)
    assert page.open == []
    assert page.loose == []
    assert "`" not in plain
    for _, words in headings(content):
        assert scripts.of_text(words) == scripts.ARABIC
