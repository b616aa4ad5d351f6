"""Who contradicts whom."""

import re
from dataclasses import replace

from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.contrast import Contrasts
from fitnacorpus.reader.correspondence import Correspondence
from fitnacorpus.reader.differences import differences
from fitnacorpus.reader.pages import Pages
from fitnacorpus.reader.wording import Wording


def test_every_judged_difference_stands_under_its_kind_with_the_words_of_both(pages):
    shelf = pages.shelf("en")
    judged = [x for x in pages.view.links if x.differs and x.status == "accepted"]
    found = differences(shelf)
    assert sum(len(items) for _, _, items in found.kinds) == sum(len(x.differs) for x in judged)
    by_kind = {facet: items for facet, _, items in found.kinds}
    (number,) = by_kind["number"]
    assert [side.words for side in number.sides] == ["four thousand", "2,500"]
    assert number.sentence == (
        "“The Fall of Egypt” and “Umayyad invasions of Egypt (657–658)” give different numbers."
    )
    for items in by_kind.values():
        for item in items:
            texts = {side.text for side in item.sides}
            assert any({x.a.text, x.b.text} == texts for x in judged)
            assert all(side.words for side in item.sides)


def test_what_nobody_judged_is_no_difference_of_the_edition(tiny_pages):
    view = tiny_pages.view
    assert 'href="differences/index.html"' in tiny_pages.file("index.html").decode()
    proposed = tuple(
        replace(a, links=tuple(replace(x, status="proposed") for x in a.links))
        for a in view.alignments
    )
    pages = Pages(replace(view, alignments=proposed))
    assert any(x.differs for x in pages.view.links)
    home = pages.file("index.html").decode()
    assert "differences/index.html" not in home and "not translations" not in home
    assert "Accounts differ" not in pages.file("texts/port-en/index.html").decode()
    assert "Accounts differ" not in pages.file("events/arrival/index.html").decode()
    assert pages.file("differences/index.html") is None, "no section without content"


def test_withheld_words_are_in_no_difference(pages):
    view = replace(pages.view, withheld=frozenset({"egypt-en"}))
    shelf = Shelf(view, Wording("en"), correspondence=Correspondence(view, Contrasts(view).made))
    sides = [s for _, _, items in differences(shelf).kinds for x in items for s in x.sides]
    assert {s.words is None for s in sides if s.text == "egypt-en"} == {True}
    assert any(s.words for s in sides if s.text != "egypt-en")


def test_events_whose_accounts_differ_are_marked_in_the_index(pages):
    page = pages.file("events/index.html").decode()
    assert page.count("Accounts differ") == len(pages.view.differing) > 5


def marked(page, way):
    """What the marked lines of an index lead to."""
    lines = re.findall(r"<li[ >].*?(?=<li[ >]|</ol>|</ul>)", page, re.DOTALL)
    return {m for x in lines if 'class="state differs"' in x for m in re.findall(way, x)[:1]}


def test_what_differs_is_marked_wherever_it_is_listed(pages):
    view, differing = pages.view, pages.view.differing - {""}
    judged = [x for x in view.links if x.differs and x.status == "accepted"]
    for text in view.by_id:
        here = {s.episode for x in judged for s in (x.a, x.b) if s.text == text}
        page = pages.file(f"texts/{text}/index.html").decode()
        listed = page.partition('class="contents"')[2].partition("</details>")[0]
        assert marked(listed, r"#([\w-]+)\"") == here, text
        shelf = pages.file("texts/index.html").decode().partition(f"texts/{text}/")[2]
        count = sum(text in (x.a.text, x.b.text) for x in judged)
        said = re.search(r"(\d+) differences?</span>", shelf.partition("</li>")[0])
        assert int(said[1] if said else 0) == count, text
    dated = pages.file("timeline/index.html").decode().partition('class="plain events dated"')[2]
    on_line = marked(dated.partition("</ol>")[0], r"events/([\w-]+)/")
    assert on_line
    assert on_line == differing & {*re.findall(r"events/([\w-]+)/", dated.partition("</ol>")[0])}
    for entry in view.events:
        for place in entry.where if entry.id in differing else ():
            page = pages.file(f"names/{place}/index.html").decode()
            assert entry.id in marked(page, r"events/([\w-]+)/")
