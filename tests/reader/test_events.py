"""Pages of events: who stands beside whom, and when it was."""

import re

import pytest

from fitnacorpus.compare import compare
from fitnacorpus.model import Entry, Form, Passage, PassageLink
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.contrast import Contrasts, cutting
from fitnacorpus.reader.events import dates, event_view, groups, years
from fitnacorpus.reader.wording import Wording


def event(**when):
    return Entry(
        "x", "event", (Form("X", "en"),), when={k.replace("_", "-"): v for k, v in when.items()}
    )


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"when_custom": "0037", "notBefore": "0657-06-22", "notAfter": "0658-06-11",
          "datingMethod": "#hijri"}, "37 AH = 657–658 CE"),
        ({"notBefore-custom": "0036", "notAfter-custom": "0037", "notBefore": "0656-07-03",
          "notAfter": "0658-06-11", "datingMethod": "#hijri"}, "36–37 AH = 656–658 CE"),
        ({"when": "0657"}, "657 CE"),
        ({}, ""),
    ],
)  # fmt: skip
def test_dates_in_words(when, said):
    assert dates(event(**when), Wording("en")) == said


def test_years_before_the_era():
    assert years(event(notBefore="-0003-01-01", notAfter="0002-12-31")) == (-3, 2)


def test_linked_passages_make_one_row_and_others_their_own(tiny_pages):
    from dataclasses import replace

    view = tiny_pages.view
    assert [[p.text for p in g] for g in groups(view, "arrival")] == [["port-ar", "port-en"]]
    letter = view.by_id["letter-en"].episodes[0]
    lonely = PassageLink(
        Passage("letter-en", "e1", letter.start, letter.end),
        Passage("port-en", "e3", *view.episodes["port-en", "e3"].sentences[0]),
        0.9,
        event="arrival",
    )
    more = replace(
        view,
        alignments=tuple(
            replace(a, links=(*a.links, lonely)) if a.event == "arrival" else a
            for a in view.alignments
        ),
    )
    assert [[(p.text, p.episode) for p in g] for g in groups(more, "arrival")] == [
        [("letter-en", "e1"), ("port-en", "e3")],
        [("port-ar", "e1"), ("port-en", "e1")],
    ]


def test_who_tells_starts_the_row_and_gaps_are_named(pages):
    view = pages.view
    shelf = Shelf(view, Wording("en"))
    page = event_view(view, shelf, "verdict-of-the-arbiters", Contrasts(view))
    first = [cell[0] for cell in page.rows[0].cells if cell]
    tellers = set(view.texts_of("verdict-of-the-arbiters"))
    told = {c.text: cell[0].how for c, cell in zip(page.columns, page.rows[0].cells, strict=True)}
    assert all(told[text] == "tells it" for text in tellers)
    assert len(first) == len(page.columns)
    assert {c.text for c in page.columns} | {g[0] for g in page.gaps} == set(view.by_id)


def test_a_cut_corpus_compares_as_the_whole(pages):
    for entry in pages.view.events:
        whole = compare(pages.view, entry.id)
        part = compare(cutting(pages.view, entry.id), entry.id)
        assert (part.rows, part.accounts, part.works) == (whole.rows, whole.accounts, whole.works)


@pytest.mark.parametrize(
    ("lang", "elsewhere", "unnamed"),
    [
        ("en", "named elsewhere in this account", "not named in this passage"),
        ("ar", "مذكور في موضع آخر من هذه الرواية", "لم يُسمَّ في هذا الموضع"),
    ],
)
def test_the_table_says_what_was_seen_and_where(pages, lang, elsewhere, unnamed):
    shelf = Shelf(pages.view, Wording(lang))
    table = Contrasts(pages.view).of(shelf, "death-of-malik-al-ashtar")
    who = dict(table.aspects)[shelf.wording("aspect who")]
    (muawiya,) = [line for line in who if line.entry.id == "muawiya-i"]
    by_text = dict(zip([a[0] for a in table.accounts], muawiya.said, strict=True))
    assert elsewhere in by_text["ashtar-en"] and "#e4.p1.s4" in by_text["ashtar-en"]
    table = Contrasts(pages.view).of(shelf, "al-ashtar-governor-of-the-jazira")
    recipients = dict(table.aspects)[shelf.wording("aspect recipient")]
    (ashtar,) = [line for line in recipients if line.entry.id == "malik-al-ashtar"]
    assert any(">he</a>" in cell for cell in ashtar.said), "a pronoun that an editor tagged"
    places = dict(table.aspects)[shelf.wording("aspect where")]
    (sinjar,) = [line for line in places if line.entry.id == "sinjar"]
    assert any(unnamed in cell for cell in sinjar.said)


def test_what_a_reviewer_found_nowhere_else_is_told_on_the_page_of_its_event(pages):
    shelf, event = Shelf(pages.view, Wording("en")), "promise-of-egypt-to-amr"
    seen = event_view(pages.view, shelf, event, Contrasts(pages.view), ())
    hows = {told.ref: told.how for row in seen.rows for cell in row.cells for told in cell}
    assert hows["egypt-en:e3"] == "tells it"
    assert hows["invasions-en:e16"] == "related, not the same event"


def test_what_differs_leads_the_table(pages):
    shelf = Shelf(pages.view, Wording("en"))
    table = Contrasts(pages.view).of(shelf, "forces-of-muhammad-b-abi-bakr")
    heading, lines = table.aspects[0]
    assert heading == "They differ, as a reviewer judged"
    assert [line.label for line in lines] == ["Why", "4,000 / 2,500 men"]
    assert [line.entry for line in lines] == [None, None]
    assert 'class="state differs"' in lines[0].__html__()


@pytest.mark.parametrize(
    ("lang", "differs"), [("en", "they differ: outcome, cause"), ("ar", "تختلف: العاقبة، السبب")]
)
def test_an_event_with_others_inside_it_is_a_matrix_of_links(pages, lang, differs):
    shelf = Shelf(pages.view, Wording(lang))
    table = Contrasts(pages.view).of(shelf, "conquest-of-egypt")
    rows = {entry.id: cells for entry, cells in table.matrix}
    column = [a[0] for a in table.accounts].index("egypt-en")
    revolt = rows["revolt-of-muawiya-b-hudayj"][column]
    assert 'href="../../texts/egypt-en/index.html#e1.p1.s2"' in revolt and differs in revolt
    assert shelf.wording("matrix absent") in rows["ali-mourns-al-ashtar"][column]
    alone = Contrasts(pages.view).of(shelf, "forces-of-muhammad-b-abi-bakr")
    assert alone.matrix == ()


def test_an_event_of_many_parts_is_no_wall_of_empty_boxes(pages):
    page = pages.file("events/first-fitna/index.html").decode()
    accounts, _, inside = page.partition('id="inside"')
    assert accounts.count('class="row') <= 8
    matrix = inside.partition("</table>")[0]
    told = {e for e in pages.view.within("first-fitna") if pages.view.texts_of(e)} - {"first-fitna"}
    assert told <= {*re.findall(r"events/([\w-]+)/", matrix)}
    assert len(re.findall(r"<td><a [^>]*texts/", matrix)) > len(told)
    assert "No passage has been tied to it" not in page
    small = pages.file("events/caliphate-of-uthman/index.html").decode()
    assert len(re.findall('class="row', small)) > 1, "few parts are read side by side"
