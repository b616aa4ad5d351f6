"""Search in the page: names and words from disk, the same list as served, marks on arrival."""

import random
import re

import pytest

import fitnacorpus as fc
from conftest import REPOSITORY
from fitnacorpus.build import searchable
from fitnacorpus.index import words
from reader.served import serving


def at(folder, path):
    name, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", path).groups()
    return (folder / name).as_uri() + mark + rest


@pytest.fixture(scope="module")
def corpus():
    return fc.open(REPOSITORY)


def some_words(corpus, number):
    """Words of the texts, one to three beside one another, and some in other spellings."""
    rng = random.Random(11)
    out = ["ماء", "الماء", "true", "truce", "of Egypt", "وان"]
    for document in corpus.texts:
        found = re.findall(r"[^\W\d_]{2,}|\d+", document.text.source)
        for _ in range(number // len(corpus.texts)):
            start = rng.randrange(len(found) - 3)
            out.append(" ".join(found[start : start + rng.choice([1, 1, 1, 2, 3])]))
    return out


def test_words_are_found_as_by_the_command(folder, tab, corpus):
    asked = some_words(corpus, 100)
    page = tab()
    page.goto(at(folder, "search/index.html"))
    got = page.evaluate(
        "ws => Promise.all(ws.map(w => new Promise(done => fitnaWordsAt(w, done))))", asked
    )
    with searchable(corpus.folder) as index:
        hits = [words.search(index, w) for w in asked]
    # A word that both readings of a line hold ends at one place, whatever is attached to it.
    wanted = [[h.ref for h in {(h.text, h.end): h for h in found}.values()] for found in hits]
    found = [[re.sub(r"texts/([^/]+)/index\.html#", r"\1:", p) for p in places] for places in got]
    assert found == wanted
    assert sum(map(bool, wanted)) > 90
    assert page.complaints == []


def test_names_are_found_as_by_the_command(folder, tab, corpus):
    rng = random.Random(4)
    forms = sorted({f.text for e in corpus.authority.entries for f in e.forms})
    asked = rng.sample(forms, 70)
    asked += [rng.choice([w.split()[0], w.split()[-1]]) for w in rng.sample(forms, 30)]
    page = tab()
    page.goto(at(folder, "search/index.html"))
    got = page.evaluate(
        """ws => Promise.all(ws.map(w => new Promise(done => fitnaFind(w, f => done(
            f.hits.filter(h => h.tier < 2).map(h => [h.entry.id, h.tier]))))))""",
        asked,
    )
    tiers = ("exact", "variant")
    wanted = [
        {(h.authority, tiers.index(h.tier)) for h in corpus.search(w) if h.tier in tiers}
        for w in asked
    ]
    found = [{(ident, tier) for ident, tier in hits} for hits in got]
    assert dict(zip(asked, found, strict=True)) == dict(zip(asked, wanted, strict=True))
    assert all([t for _, t in hits] == sorted(t for _, t in hits) for hits in got)


def shown(page):
    page.wait_for_function("document.querySelector('#results, #words, .hit')")
    page.wait_for_timeout(300)
    return page.evaluate(
        """() => [
          [...document.querySelectorAll('.hit')].filter(h => h.dataset.tier !== 'fuzzy')
            .map(h => h.dataset.id),
          (document.querySelector('#words h2') || {innerText: ''}).innerText,
          [...document.querySelectorAll('#words .kwic > li > a')].map(a =>
            a.getAttribute('href').replace(/^(\\.\\.\\/)+(ar\\/)?/, '')),
          [...document.querySelectorAll('.begun a')].map(a => a.innerText),
          [...document.querySelectorAll('.hit:has(.differs)')].map(h => h.dataset.id),
          /do not have these words|لم ترد هذه/.test(document.body.innerText),
        ]"""
    )


def test_static_and_served_pages_show_one_list_narrowed_alike(folder, tab, built_tiny, tiny_pages,
                                                              tmp_path):  # fmt: skip
    from fitnacorpus.reader import site

    site.write(tiny_pages, tmp_path / "tiny")
    with serving(built_tiny) as reader:
        static, served = tab(), tab()
        for query in ("q=Salim", "q=the&kind=words", "q=%D8%B3%D8%A7%D9%84%D9%85&lang=ar",
                      "q=port&text=port-en", "q=harbour", "q=har",
                      "q=%D8%A7%D9%84%D9%85%D8%B1"):  # fmt: skip
            for prefix in ("", "ar/"):
                static.goto((tmp_path / f"tiny/{prefix}search/index.html").as_uri() + f"?{query}")
                served.goto(f"http://127.0.0.1:{reader.port}/{prefix}search/?{query}")
                assert shown(static) == shown(served), (prefix, query)
        assert static.complaints == served.complaints == []


def test_a_word_offers_the_aligned_passages_and_is_marked_where_it_leads(folder, tab):
    page = tab()
    page.goto(at(folder, "index.html"))
    page.fill("#quick", "الماء")
    page.press("#quick", "Enter")
    page.wait_for_url("**/search/**")
    across = page.locator(".counterpart a[lang='en']").first
    across.wait_for()
    assert "water" in across.inner_text()
    lines = page.locator("#words .kwic li > a")
    lines.first.click()
    page.wait_for_url("**/texts/ashtar-ar/**")
    page.locator("mark.found").first.wait_for(state="attached")
    marks = page.locator("mark.found")
    assert all("ماء" in m for m in marks.all_inner_texts())
    said = page.locator(".hits output").inner_text()
    assert said == f"1 of {marks.count()}" and marks.count() >= 3
    page.keyboard.press("n")
    assert page.locator(".hits output").inner_text().startswith("2 of")
    box = page.locator("mark.now").bounding_box()
    assert 0 < box["y"] < 900
    page.locator(".hits button").last.click()
    assert page.locator("mark").count() == 0


def test_a_search_can_be_narrowed(folder, tab):
    page = tab()
    page.goto(at(folder, "search/index.html?q=Muawiyah"))
    page.locator("#words h2").wait_for()
    everything = page.locator("#words h2").inner_text()
    page.select_option("[name=text]", "hijaz-en")
    page.wait_for_function(f"document.querySelector('#words h2').innerText !== '{everything}'")
    heads = page.locator("#words h3").all_inner_texts()
    assert len(heads) == 1 and "Hijaz" in heads[0]
    page.select_option("[name=kind]", "person")
    page.wait_for_function("!document.querySelector('#words')")
    assert page.locator(".hit[data-tier='exact']").count() >= 1
    assert "text=hijaz-en" in page.url and "kind=person" in page.url


def test_the_index_is_in_pieces_of_which_a_search_loads_few(pages, monkeypatch, tab, tmp_path):
    from fitnacorpus.reader import concordance, site

    monkeypatch.setattr(concordance, "_SHARD", 2_000)
    monkeypatch.setattr(concordance, "_CHUNK", 20)
    made = site.open_pages(fc.open(REPOSITORY))
    paths = [p for p in made.paths() if p.startswith("static/find/")]
    assert len(paths) > 30
    site.write(made, tmp_path / "s")
    page = tab()
    page.goto((tmp_path / "s/search/index.html").as_uri() + "?q=water")
    page.locator("#words li").first.wait_for()
    asked = [u for u in page.asked if "/static/find/" in u]
    assert 3 <= len(asked) <= 9


def test_the_beginning_of_a_word_offers_the_words_and_an_event_in_dispute_is_marked(folder, tab):
    page = tab()
    page.goto(at(folder, "search/index.html") + "?q=poiso")
    page.locator(".begun a").first.wait_for()
    assert page.locator("#words > p").first.inner_text() == "The texts do not have these words."
    assert page.locator(".begun a").all_inner_texts() == ["poisoned"]
    page.locator(".begun a").click()
    page.locator("#words .kwic a").first.wait_for()
    assert "poisoned" in page.locator("#words .kwic b").all_inner_texts()
    page.goto(at(folder, "search/index.html") + "?q=killing+of+Uthman")
    marked = page.locator(".hit[data-id='killing-of-uthman'] .differs")
    marked.wait_for()
    assert marked.inner_text().endswith("Accounts differ")
    assert page.locator(".hit[data-id='uthman'] .differs").count() == 0
