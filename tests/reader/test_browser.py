"""What a person meets in a browser: the demands on the reader, one by one."""

import re
from itertools import pairwise

import pytest

from conftest import REPOSITORY
from fitnacorpus.orthography import fold_key

READING = "texts/egypt-en/index.html"
ARABIC = "texts/ashtar-ar/index.html"
EVENT = "events/verdict-of-the-arbiters/index.html"
KINDS = {
    "home": "index.html",
    "texts": "texts/index.html",
    "text": READING,
    "panel": f"{READING}#e2-parallels",
    "events": "events/index.html",
    "event": EVENT,
    "differences": "differences/index.html",
    "beside": f"{ARABIC}?with=egypt-en",
    "names": "names/index.html",
    "name": "names/muawiya-b-hudayj/index.html",
    "timeline": "timeline/index.html",
    "map": "map/index.html",
    "search": "search/index.html?q=Muawiyah",
    "downloads": "downloads/index.html",
}


def at(folder, path):
    name, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", path).groups()
    return (folder / name).as_uri() + mark + rest


def links_of(pages, text, episode):
    shown = [x for a in pages.view.alignments for x in a.links if x.status != "rejected"]
    return [x for x in shown if (text, episode) in ((p.text, p.episode) for p in (x.a, x.b))]


def box(page, selector):
    return page.locator(selector).first.bounding_box()


# --- 1. Without script ---------------------------------------------------------------------------


def test_without_script_every_count_reaches_its_accounts(folder, tab, pages):
    page = tab(java_script_enabled=False)
    page.goto(at(folder, READING))
    shown = page.locator("main").inner_text()
    document = pages.view.by_id["egypt-en"]
    for episode in document.episodes:
        assert document.text.source[episode.start : episode.start + 8] in shown
    for link in page.locator("a.count").all():
        link.click()
        panel = page.locator(link.get_attribute("href"))
        assert panel.is_visible()
        for folded in panel.locator("details.weak > summary").all():
            folded.click()
        for card in panel.locator(".card .passage").all():
            assert card.is_visible()
    assert page.locator(".display").is_hidden(), "a menu that would do nothing"


# --- 2. From a folder ----------------------------------------------------------------------------


def test_from_a_folder_nothing_fails_and_nothing_is_asked_elsewhere(folder, tab):
    page = tab()
    for prefix in ("", "ar/"):
        for path in KINDS.values():
            page.goto(at(folder, prefix + path))
            page.wait_for_function("document.fonts.status === 'loaded'")
    page.goto(at(folder, "search/index.html"))
    page.fill("#q", "معاويه")
    page.press("#q", "Enter")
    page.locator('[data-id="muawiya-i"]').wait_for()
    assert page.complaints == []
    assert {url for url in page.asked if not url.startswith(folder.as_uri())} == set()
    assert any(url.endswith(".woff2") for url in page.asked)


# --- 3. The panel of parallels -------------------------------------------------------------------


def test_the_panel_is_seen_at_once_counts_its_links_and_back_restores(folder, tab, pages):
    page = tab()
    page.goto(at(folder, ARABIC))
    count = page.locator("#e45-c")
    count.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, -200)")
    before = page.evaluate("scrollY")
    assert before > 5000
    count.click()
    panel = page.locator("#e45-parallels")
    seen = panel.bounding_box()
    assert seen["x"] >= 0 and seen["y"] >= 0
    assert seen["x"] + seen["width"] <= 1280 and seen["y"] + seen["height"] <= 900
    assert abs(page.evaluate("scrollY") - before) <= 2
    links = links_of(pages, "ashtar-ar", "e45")
    assert panel.locator(".card").count() == len(links) > 1
    assert int(re.match(r"\d+", count.inner_text())[0]) == len(links)
    page.go_back()
    assert panel.is_hidden()
    assert abs(page.evaluate("scrollY") - before) <= 2
    assert page.evaluate("document.activeElement.id") == "e45-c"


def test_every_button_says_what_its_panel_holds(folder, tab, pages):
    page = tab()
    for text in pages.view.by_id:
        page.goto(at(folder, f"texts/{text}/index.html"))
        said = page.evaluate(
            """() => [...document.querySelectorAll('.episode')].map(e => [e.id,
               e.querySelector('.count').innerText, e.querySelectorAll('.card').length])"""
        )
        for episode, words, cards in said:
            assert cards == len(links_of(pages, text, episode)), episode
            number = re.match(r"\d+", words)
            assert (int(number[0]) if number else 0) == cards, words


# --- 4. Permalinks -------------------------------------------------------------------------------


@pytest.mark.parametrize("fragment", ["e7", "e7.p1"])
def test_a_permalink_shows_its_place_below_the_bar_and_marks_it(folder, tab, fragment):
    page = tab()
    page.goto(at(folder, f"{READING}#{fragment}"))
    place = page.evaluate(
        f"""() => {{ const e = document.getElementById('{fragment}'),
        t = e.matches('.episode') ? e.querySelector('header') : e;
        return [t.getBoundingClientRect().top, getComputedStyle(t).backgroundColor,
          document.querySelector('.bar').getBoundingClientRect().bottom,
          getComputedStyle(document.documentElement).backgroundColor] }}"""
    )
    top, marked, bar, paper = place
    assert bar <= top < 450
    assert marked not in (paper, "rgba(0, 0, 0, 0)")


# --- 5. Side by side -----------------------------------------------------------------------------


def test_linked_passages_start_together_and_stack_on_a_telephone(folder, tab):
    wide = tab(1280)
    wide.goto(at(folder, EVENT))
    rows = wide.evaluate(
        """() => [...document.querySelectorAll('.row')].map(r =>
           [...r.querySelectorAll('.cell')].map(c => c.querySelector('.passage'))
             .filter(Boolean).map(p => p.getBoundingClientRect().top))"""
    )
    assert max(map(len, rows)) > 2
    assert all(max(tops) - min(tops) <= 2 for tops in rows)
    wide.goto(at(folder, f"{READING}?with=invasions-en"))
    pairs = wide.evaluate(
        """() => [...document.querySelectorAll('.pair')].map(p =>
           [...p.children].map(c => c.querySelector('.passage')).filter(Boolean)
             .map(c => c.getBoundingClientRect().top)).filter(t => t.length > 1)"""
    )
    assert pairs and all(abs(a - b) <= 2 for a, b in pairs)
    narrow = tab(390, 800)
    narrow.goto(at(folder, EVENT))
    cells = narrow.locator(".row").first.locator(".cell")
    boxes = [cell.bounding_box() for cell in cells.all()]
    texts = [c.locator(":is(h3, h4) a").first.get_attribute("href") for c in cells.all()]
    assert texts == sorted(texts)
    assert all(a["y"] + a["height"] <= b["y"] for a, b in pairwise(boxes))
    assert all(re.search("Arabic|English", cell.inner_text()) for cell in cells.all())


def test_a_text_beside_says_what_it_does_not_tell(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}?with=invasions-en#e5"))
    pairs = page.locator(".pair .other")
    assert pairs.count() == 11
    gaps = page.locator(".other .gap")
    assert gaps.count() and all("not found here" in gap.inner_text() for gap in gaps.all())
    page.select_option("#with", "")
    assert page.locator(".other").count() == 0
    assert "with=" not in page.url


# --- 6. Keyboard ---------------------------------------------------------------------------------


def test_the_keyboard_leads_into_the_panel_and_back(folder, tab):
    page = tab()
    page.goto(at(folder, READING))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "e2"
    page.keyboard.press("Enter")
    assert page.locator("#e2-parallels").is_visible()
    assert page.evaluate("document.activeElement.closest('.parallels').id") == "e2-parallels"
    page.keyboard.press("]")
    assert page.evaluate("!!document.activeElement.closest('.card')")
    page.keyboard.press("Escape")
    assert page.locator("#e2-parallels").is_hidden()
    page.wait_for_function("document.activeElement.id === 'e2-c'")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "e1"
    page.keyboard.press("?")
    assert page.locator(".menu").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".menu").is_hidden()
    page.keyboard.press("t")
    assert page.locator(".contents > ol").is_visible()


def test_single_keys_can_be_switched_off(folder, tab):
    page = tab()
    page.goto(at(folder, READING))
    page.click(".display summary")
    page.uncheck('input[name="keys"]')
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


def test_focus_is_never_hidden(folder, tab):
    page = tab(height=500)
    page.goto(at(folder, f"{READING}#e2-parallels"))
    for _ in range(45):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const e = document.activeElement; if (e === document.body) return '';
            const r = e.getClientRects()[0];
            const x = Math.min(innerWidth - 1, Math.max(0, r.left + Math.min(r.width / 2, 12)));
            const y = Math.min(innerHeight - 1, Math.max(0, r.top + r.height / 2));
            const t = document.elementFromPoint(x, y);
            return r.bottom > 0 && r.top < innerHeight && t && (e.contains(t) || t.contains(e))
              ? '' : e.outerHTML.slice(0, 120) }"""
        )
        assert hidden == ""


# --- 7. Names ------------------------------------------------------------------------------------


def test_a_name_explains_itself_to_pointer_focus_and_enter(folder, tab):
    page = tab()
    page.goto(at(folder, READING))
    name = page.locator('#e1 .side a.nm[data-n="muawiya-b-hudayj"]').first
    name.hover()
    pop = page.locator("#pop")
    pop.wait_for()
    words = pop.inner_text()
    assert "معاوية بن حُدَيج" in words and "mentions" in words and "party of Uthman" in words
    corner = pop.bounding_box()
    page.mouse.move(corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2, steps=8)
    page.wait_for_timeout(400)
    assert pop.is_visible()
    page.keyboard.press("Escape")
    assert pop.count() == 0
    page.mouse.move(1, 1)
    page.locator("#e1-c").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    pop.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('#pop')")
    page.keyboard.press("Escape")
    assert pop.count() == 0
    assert page.evaluate("document.activeElement.className").startswith("nm")


def test_a_name_keeps_the_particle_before_it_joined(folder, tab, pages):
    page = tab()
    page.goto(at(folder, ARABIC))
    page.wait_for_function("document.fonts.status === 'loaded'")
    widths = """() => ['ب', 'ف'].map((p, i) => {
        const box = document.createElement('div'); box.className = 'passage'; box.lang = 'ar';
        box.dir = 'rtl';
        const word = ['مالك', 'معاوية'][i], span = document.createElement('span');
        const a = document.createElement('a'); a.className = 'nm person'; a.href = '#';
        a.textContent = word; span.append(p, a); box.append(span);
        document.querySelector('main').append(box);
        return span.getBoundingClientRect().width })"""
    with_names = page.evaluate(widths)
    page.evaluate("document.documentElement.setAttribute('data-names', 'off')")
    without = page.evaluate(widths)
    assert [abs(a - b) <= 0.5 for a, b in zip(with_names, without, strict=True)] == [1, 1]
    plain = page.evaluate(
        """() => ['بمالك', 'فمعاوية'].map(w => { const s = document.createElement('span');
        s.textContent = w; s.style.display = 'inline-block';
        document.querySelector('.passage:lang(ar)').append(s);
        return s.getBoundingClientRect().width })"""
    )
    assert [abs(a - b) <= 0.5 for a, b in zip(with_names, plain, strict=True)] == [1, 1], plain
    assert 'ف<a class="nm person"' in pages.file(ARABIC).decode(), "فمعاوية stands in this text"


# --- 8. Directions -------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_every_run_has_the_direction_of_its_script(folder, tab, prefix):
    page = tab()
    for kind, path in KINDS.items():
        page.goto(at(folder, prefix + path))
        if kind == "search":
            page.locator(".hit").first.wait_for()
        wrong = page.evaluate(
            r"""() => { const out = [], walk = document.createTreeWalker(document.body, 4);
            while (walk.nextNode()) { const t = walk.currentNode, e = t.parentElement;
              if (e.closest('script,option,.menu') || e.namespaceURI.endsWith('svg')) continue;
              const ar = (t.data.match(/[\u0620-\u064a]/g) || []).length;
              const la = (t.data.match(/[A-Za-z]/g) || []).length;
              if (ar + la < 2) continue;
              const way = getComputedStyle(e).direction;
              if (ar > la ? way !== 'rtl' : e.closest('.passage,.kwic') && way !== 'ltr')
                out.push(e.outerHTML.slice(0, 160)); }
            return out }"""
        )
        assert wrong == [], kind


def test_under_ar_the_layout_is_mirrored(folder, tab):
    page = tab()
    for prefix, left in (("", True), ("ar/", False)):
        page.goto(at(folder, prefix + READING))
        brand, menu = box(page, ".brand"), box(page, ".display")
        assert (brand["x"] < menu["x"]) is left
        page.goto(at(folder, f"{prefix}{READING}#e2-parallels"))
        assert (box(page, "#e2-parallels")["x"] > 640) is left


def test_the_other_language_opens_at_the_same_place(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}?with=invasions-en#e4"))
    page.click(".tongue")
    page.wait_for_url("**/ar/texts/egypt-en/index.html?with=invasions-en#e4")
    assert page.locator(".other").count() == 11
    assert "القراءات" in page.locator(".notes h2").inner_text()


# --- 9. Display ----------------------------------------------------------------------------------


def test_arabic_grows_alone_and_stays_so(folder, tab):
    page = tab()
    sizes = """() => ['ar', 'en'].map(l => parseFloat(getComputedStyle(
        document.querySelector('.passage:lang(' + l + ') p')).fontSize))"""
    page.goto(at(folder, EVENT))
    arabic, english = page.evaluate(sizes)
    page.click(".display summary")
    for _ in range(2):
        page.click('[data-size="ar"][data-by="1"]')
    larger, same = page.evaluate(sizes)
    assert larger > arabic * 1.15 and same == english
    page.reload()
    assert page.evaluate(sizes) == [larger, english]
    line = page.evaluate(
        """() => { const s = getComputedStyle(document.querySelector('.passage:lang(ar) p'));
        return parseFloat(s.lineHeight) / parseFloat(s.fontSize) }"""
    )
    assert line >= 1.8


def test_hiding_tashkil_changes_no_character(folder, tab):
    page = tab()
    page.goto(at(folder, ARABIC))
    copied = """() => { getSelection().selectAllChildren(document.querySelector('#e5 .passage'));
        return getSelection().toString() }"""
    before = page.evaluate(copied)
    assert re.search("[\u064b-\u0652]", before)
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.evaluate("getSelection().removeAllRanges()")
    drawn = page.locator("#e5 .passage").screenshot()
    page.click(".display summary")
    page.uncheck('input[name="tashkil"]')
    page.keyboard.press("Escape")
    page.wait_for_function("document.fonts.check('20px \"Amiri Bare\"', 'علي')")
    assert "tashkil=off" in page.url
    assert page.evaluate(copied) == before
    page.evaluate("getSelection().removeAllRanges()")
    assert page.locator("#e5 .passage").screenshot() != drawn
    page.reload()
    assert page.evaluate("document.documentElement.dataset.tashkil") == "off"


def test_the_address_alone_sets_the_view(folder, tab):
    page = tab()
    page.goto(at(folder, f"{EVENT}?lang=ar&names=off"))
    assert page.locator('.cell[data-lang="en"]').first.is_hidden()
    assert page.locator('.cell[data-lang="ar"]').first.is_visible()
    line = page.evaluate(
        "getComputedStyle(document.querySelector('.passage:lang(ar) .nm')).textDecorationLine"
    )
    assert line == "none"
    page.goto(at(folder, f"{EVENT}?lang=<script>&tashkil=no"))
    state = page.evaluate("({...document.documentElement.dataset})")
    assert (state["lang"], state["tashkil"]) == ("both", "on")


def test_eastern_digits_if_wanted(folder, tab):
    page = tab()
    page.goto(at(folder, f"ar/{EVENT}"))
    assert "38" in page.locator(".facts").inner_text()
    page.click(".display summary")
    page.check('input[name="digits"][value="arab"]')
    assert "٣٨" in page.locator(".facts").inner_text()
    named = page.evaluate(
        """[...document.querySelectorAll("main :is(a[href*='index.html'], bdi, h1, h3, .passage)")]
        .map(e => e.textContent).join(' ')"""
    )
    assert re.search("[0-9]", named), "titles have digits"
    assert not re.search("[٠-٩]", named), "which are theirs"
    page.check('input[name="digits"][value="latn"]')
    assert "38" in page.locator(".facts").inner_text()


# --- 10. Accessibility ---------------------------------------------------------------------------

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_axe_finds_nothing_in_light_and_dark(folder, tab, prefix):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    page = tab()
    found = {}
    for kind, path in KINDS.items():
        page.emulate_media(color_scheme="light")
        page.goto(at(folder, prefix + path))
        if kind == "search":
            page.locator(".hit").first.wait_for()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            # Only colours depend on the scheme.
            only = (
                {"type": "tag", "values": RULES}
                if scheme == "light"
                else {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
            )
            options = {"runOnly": only, "resultTypes": ["violations"]}
            for v in axe.Axe().run(page, options=options).response["violations"]:
                found[kind, scheme, v["id"]] = [n["html"][:150] for n in v["nodes"][:3]]
    assert found == {}


# --- 11. Narrow, enlarged, printed ---------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_nothing_scrolls_sideways(folder, tab, prefix):
    wide = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    page, large = tab(320, 640), tab(1280)
    for kind, path in KINDS.items():
        page.goto(at(folder, prefix + path))
        assert page.evaluate(wide) <= 0, f"{kind} at 320 px"
        large.goto(at(folder, prefix + path))
        large.evaluate("document.documentElement.style.fontSize = '200%'")
        assert large.evaluate(wide) <= 0, f"{kind} at 200 %"


def test_print_has_text_refs_and_source_and_no_controls(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}#e2-parallels"))
    page.emulate_media(media="print")
    for gone in (".bar", "#e2-parallels", ".count", ".contents"):
        assert page.locator(gone).first.is_hidden(), gone
    words = page.locator("main").inner_text()
    assert "As long as the umpires" in words and "egypt-en:e2" in words
    assert "Edited by" in page.locator("footer").inner_text()
    assert page.locator(".printed").is_visible()


# --- 12. Search ----------------------------------------------------------------------------------


def hits(page, query):
    page.fill("#q", query)
    page.press("#q", "Enter")
    page.wait_for_selector("#results > *", state="attached")
    return page.evaluate(
        "[...document.querySelectorAll('.hit')].map(h => [h.dataset.id, h.dataset.tier])"
    )


def people(found, pages):
    by_id = pages.view.authority.by_id
    close = [ident for ident, tier in found if tier != "fuzzy"]
    return sorted(i for i in close if by_id[i].kind == "person")


def test_a_name_is_found_in_any_spelling_and_either_script(folder, tab, pages):
    page = tab()
    page.goto(at(folder, "search/index.html"))
    queries = ["معاوية", "معاويه", "Muʿāwiya", "Mu'awiya", "Muawiyah"]
    answers = [people(hits(page, query), pages) for query in queries]
    assert answers == [["muawiya-b-hudayj", "muawiya-i"]] * 5
    page.fill("#q", "")
    found = hits(page, "Muawiya ibn Hudayj")
    assert found[0] == ["muawiya-b-hudayj", "exact"]
    assert ["muawiya-i", "exact"] not in found
    assert "the same spelling as" in page.locator(".hit").first.inner_text()


def test_no_hit_shows_what_was_tried_and_the_nearest(folder, tab):
    page = tab()
    page.goto(at(folder, "search/index.html?q=Muawwiiya%20ibn%20Hudaijj"))
    page.locator(".hit").first.wait_for()
    words = page.locator("#results").inner_text()
    assert "muawwiiya ibn hudaijj" in words and "No name is spelt so" in words
    assert page.locator('[data-id="muawiya-b-hudayj"]').count() == 1


def test_the_script_folds_as_python_does(folder, tab):
    cases = (REPOSITORY / "tests/cases/folds.tsv").read_text("utf-8")
    words = sorted({w for row in cases.splitlines()[1:] for w in row.split("\t")[:2] if w})
    words += ["Ali's men", "’Amr b. al-ʿĀṣ", "ﷲ", "Abū’l-Aʿwar", "the b's", "٣٧ هـ", "s's"]
    words = [w for w in words if "\\" not in w]
    page = tab()
    page.goto(at(folder, "search/index.html"))
    got = page.evaluate(
        """words => Promise.all(words.map(w => new Promise(done =>
            fitnaFind(w, f => done(f.folded)))))""",
        words,
    )
    different = {w: (g, fold_key(w)) for w, g in zip(words, got, strict=True) if g != fold_key(w)}
    assert different == {}


def test_the_exact_tier_is_that_of_python_for_every_spelling(folder, tab, pages):
    exact = {}
    for entry in pages.view.authority.entries:
        for form in entry.forms:
            if form.type != "slip":
                exact.setdefault(fold_key(form.text), set()).add(entry.id)
    words = sorted({f.text for e in pages.view.authority.entries for f in e.forms})
    page = tab()
    page.goto(at(folder, "search/index.html"))
    got = page.evaluate(
        """words => Promise.all(words.map(w => new Promise(done => fitnaFind(w, f =>
            done(f.hits.filter(h => h.tier === 0).map(h => h.entry.id))))))""",
        words,
    )
    for word, found in zip(words, got, strict=True):
        assert set(found) == exact.get(fold_key(word), set()), word


# --- What TEI of others marks --------------------------------------------------------------------


def test_numbers_of_lines_stand_in_the_margin_and_notes_of_the_source_on_the_line(tab, folder):
    page = tab()
    page.goto(at(folder, "index.html"))
    page.evaluate(
        """() => { document.querySelector('main').innerHTML = `<div class="passage" lang="en">
          <p class="verse"><span class="page" data-unit="verse">1.1</span><b>When Cupid spied</b>
          <span class="note">a note</span></p><p class="verse"><b>He cried</b></p></div>`; }"""
    )
    number, words, second = (
        page.locator(s).bounding_box() for s in (".page", "b >> nth=0", "b >> nth=1")
    )
    assert number["x"] + number["width"] < words["x"] == second["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('span.note')).verticalAlign") == (
        "baseline"
    )


def test_links_on_a_card_are_told_by_more_than_their_colour(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}#e2-parallels"))
    link = "getComputedStyle(document.querySelector('.parallels:target .card h4 a'))"
    assert page.evaluate(f"{link}.textDecorationLine") == "underline"
