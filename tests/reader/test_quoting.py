"""Quoting and sharing: what a page says of itself, citations, links of a selection."""

import json
import re

import pytest
from lxml import html as lxml_html

import fitnacorpus as fc
from conftest import REPOSITORY
from fitnacorpus.reader import site

READING = "texts/egypt-en/index.html"


def tree(pages, path):
    return lxml_html.fromstring(pages.file(path).decode())


def one(page, path):
    (found,) = page.xpath(path)
    return found


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("index.html", "WebSite", "The First Fitna in parallel accounts"),
        (READING, "Chapter", "The Fall of Egypt"),
        ("events/verdict-of-the-arbiters/index.html", "Event", "The verdict of the arbiters"),
        ("names/muawiya-i/index.html", "Person", None),
        ("names/qulzum/index.html", "Place", None),
    ],
)
def test_a_page_says_what_it_is_about(pages, path, kind, name):
    page = tree(pages, path)
    linked = json.loads(one(page, "//script[@type='application/ld+json']/text()"))
    assert linked["@type"] == kind and linked["@context"] == "https://schema.org"
    if name:
        assert linked["name"] == name
    assert len(one(page, "//meta[@name='description']/@content")) > 10
    title = one(page, "//meta[@property='og:title']/@content")
    assert page.xpath("//title/text()")[0].startswith(title)
    assert {x.get("hreflang") for x in page.xpath("//link[@rel='alternate']")} == {"en", "ar"}
    assert one(page, "//link[@rel='icon']/@href").endswith("static/icon.svg")


def test_nobody_is_the_author_of_an_anonymous_text(pages):
    linked = json.loads(one(tree(pages, READING), "//script[@type='application/ld+json']/text()"))
    assert "author" not in linked


def test_a_site_that_knows_its_address_names_it_everywhere():
    made = site.open_pages(fc.open(REPOSITORY), url="https://example.org/fitna/")
    page = tree(made, f"ar/{READING}")
    assert one(page, "//link[@rel='canonical']/@href") == (
        "https://example.org/fitna/ar/texts/egypt-en/"
    )
    assert one(page, "//link[@hreflang='en']/@href") == "https://example.org/fitna/texts/egypt-en/"
    assert one(page, "//meta[@property='og:url']/@content").startswith("https://example.org/")


def quoted(page):
    return {
        label.inner_text(): page.locator(f"#{label.get_attribute('for')}").input_value()
        for label in page.locator(".quoting label").all()
    }


def test_an_episode_is_cited_in_every_form_and_the_keyboard_reaches_it(folder, tab):
    page = tab()
    page.goto((folder / READING).as_uri())
    page.keyboard.press("j")
    page.keyboard.press("c")
    said = quoted(page)
    assert set(said) == {"Link", "Text", "Markdown", "BibTeX", "RIS", "CSL-JSON"}
    assert said["Link"].endswith("egypt-en/index.html#e1")
    assert "(egypt-en:e1), in: The Fall of Egypt" in said["Text"]
    assert re.match(r"@incollection\{egypt-en-e1,\n  title = \{Muawiya helps", said["BibTeX"])
    assert said["BibTeX"].count("{") == said["BibTeX"].count("}")
    ris = said["RIS"].splitlines()
    assert ris[0] == "TY  - CHAP" and ris[-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris)
    (item,) = json.loads(said["CSL-JSON"])
    assert (item["type"], item["note"]) == ("chapter", "egypt-en:e1")
    page.keyboard.press("Escape")
    assert page.locator(".quoting").count() == 0
    assert page.evaluate("document.activeElement.id") == "e1"


def test_selected_words_are_quoted_and_their_link_opens_on_another_device(folder, tab):
    page = tab()
    page.goto((folder / READING).as_uri())
    page.evaluate(
        """() => { const a = document.getElementById('e3.p1.s1'), b = document.getElementById(
        'e3.p1.s2'), r = document.createRange(); r.setStart(a, 0); r.setEndAfter(b.lastChild);
        getSelection().removeAllRanges(); getSelection().addRange(r) }"""
    )
    page.locator(".quote.chosen").click()
    said = quoted(page)
    source = page.evaluate("document.getElementById('e3.p1.s1').innerText").split()[0]
    assert said["Text"].startswith(f"“{source}")
    assert said["Link"].endswith("?to=e3.p1.s2#e3.p1.s1")
    phone = tab(390, 800)
    phone.goto(said["Link"])
    lit = phone.locator(".arrived")
    assert lit.count() == 2
    box = lit.first.bounding_box()
    assert 40 < box["y"] < 400 and box["x"] >= 0


def test_an_event_is_cited_and_reading_goes_on_where_it_stopped(folder, tab):
    page = tab()
    page.goto((folder / "ar/events/verdict-of-the-arbiters/index.html").as_uri())
    page.locator("button.quote").first.click()
    said = quoted(page)
    assert "verdict-of-the-arbiters" in said["الرابط"]
    assert "in:" not in said["نص"]
    page.goto((folder / READING).as_uri())
    page.mouse.move(300, 500)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(900)
    here = page.evaluate("JSON.parse(localStorage.getItem('fitnacorpus-last'))[0]")
    page.goto((folder / "index.html").as_uri())
    page.locator("#continue a").click()
    assert page.url.endswith(here) and "#e" in here
