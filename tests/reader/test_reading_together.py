"""Two accounts read together in a browser: what corresponds, and side by side."""

import re

import pytest

READING = "texts/egypt-en/index.html"
ARABIC = "texts/ashtar-ar/index.html"
LIT = "() => [...document.querySelectorAll('.lit')].map(e => e.tagName + ' ' + e.dataset.l)"


def at(folder, path):
    name, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", path).groups()
    return (folder / name).as_uri() + mark + rest


def over(page, words):
    """Puts the pointer on the first line of some words, which may begin in the middle of one."""
    words.scroll_into_view_if_needed()
    x, y = words.evaluate(
        """e => { const t = [...e.childNodes].find(n => n.nodeType === 3 && n.data.length > 4);
        const r = document.createRange(); r.selectNode(t);
        const b = r.getClientRects()[0]; return [b.x + b.width / 2, b.y + b.height / 2] }"""
    )
    page.mouse.move(x, y)
    return x, y


def until(page, script, seconds=8):
    for _ in range(seconds * 20):
        if page.evaluate(script):
            return
        page.wait_for_timeout(50)
    raise AssertionError(script)


# --- What corresponds lights up ------------------------------------------------------------------


def test_a_linked_sentence_lights_its_counterpart_and_a_tap_opens_it(folder, tab):
    page = tab()
    page.goto(at(folder, READING))
    run = page.locator("#e6 .side .run").nth(1)
    keys = set(run.get_attribute("data-l").split())
    spot = over(page, run)
    lit = page.evaluate(LIT)
    assert any(x.startswith("ARTICLE") for x in lit) and any(x.startswith("LI") for x in lit)
    assert all(keys & set(x.split()[1:]) for x in lit)
    page.mouse.move(2, 2)
    assert page.evaluate(LIT) == []
    page.mouse.click(*spot)
    panel = page.locator("#e6-parallels")
    assert panel.is_visible()
    lit_card = panel.locator(".card.lit").first
    assert set(lit_card.get_attribute("data-l").split()) <= keys
    assert lit_card.locator(".run.lit").count(), "the words of the card are lit too"
    page.mouse.move(2, 2)
    assert page.evaluate(LIT), "a tap holds the light"


def test_a_card_in_focus_lights_the_words_it_is_about(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}#e1-parallels"))
    page.keyboard.press("]")
    key = page.evaluate("document.activeElement.closest('.card').dataset.l")
    lit = page.locator("#e1 .side .run.lit")
    assert lit.count() and all(key in x.get_attribute("data-l").split() for x in lit.all())
    assert lit.count() < page.locator("#e1 .side .run").count() or lit.count() == 1


def test_a_link_to_a_passage_leads_to_its_words_and_lights_all_of_them(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}#e2-parallels"))
    card = page.locator("#e2-parallels .card[data-text='ashtar-ar']").first
    said = card.locator(".passage").inner_text()
    card.locator("h4 a").click()
    page.wait_for_url("**/ashtar-ar/index.html*")
    target, last = page.evaluate(
        "[location.hash.slice(1), new URLSearchParams(location.search).get('to')]"
    )
    assert re.fullmatch(r"e\d+\w*\.p\d+\.s\d+", target) and last
    words = page.evaluate(
        "[...document.querySelectorAll('.arrived')].map(e => e.innerText).join(' ')"
    )
    plain = re.compile(r"[\d\s]+")
    assert plain.sub("", words) == plain.sub("", said)
    top = page.evaluate(f"document.getElementById('{target}').getBoundingClientRect().top")
    assert 40 <= top < 450


def test_mentions_of_one_person_light_up_together(folder, tab):
    page = tab()
    page.goto(at(folder, READING))
    name = page.locator("#e1 .side a.nm[data-n='muhammad-b-abi-bakr']").first
    name.hover()
    all_of_him = page.locator("a.nm[data-n~='muhammad-b-abi-bakr']").count()
    assert page.locator("a.nm.same").count() == all_of_him > 3


def test_the_words_of_a_judged_difference_are_underlined_on_both_sides(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}#e6-parallels"))
    mine = page.locator("#e6 .side .dif[data-of='howMany']")
    assert "four thousand" in mine.first.inner_text()
    other = page.locator("#e6-parallels .dif[data-of='howMany']").first
    assert other.inner_text().startswith("2,500")
    for words in (mine.first, other):
        assert "underline" in words.evaluate("e => getComputedStyle(e).textDecorationLine")


# --- Side by side --------------------------------------------------------------------------------


def test_the_choice_says_what_is_shared_and_begins_with_the_most(folder, tab, pages):
    page = tab()
    page.goto(at(folder, ARABIC))
    offered = page.locator("#with option").all_inner_texts()[1:]
    numbers = [tuple(map(int, re.search(r"· (\d+) of (\d+)$", x).groups())) for x in offered]
    assert numbers == sorted(numbers, reverse=True) and {n for _, n in numbers} == {48}
    page.select_option("#with", "egypt-en")
    shown = page.locator(".episode:visible")
    chosen = page.locator("#with option:checked").inner_text()
    assert "The Fall of Egypt" in chosen and shown.count() == numbers[offered.index(chosen)][0]
    folded = page.locator(".folded button")
    hidden = sum(int(re.search(r"\d+|One", b).group().replace("One", "1"))
                 for b in folded.all_inner_texts())  # fmt: skip
    assert shown.count() + hidden == 48
    folded.first.click()
    assert folded.first.get_attribute("aria-expanded") == "true"
    assert page.locator(".episode:visible").count() > shown.count() - 1
    assert page.locator("#e1").is_visible()


def test_five_shared_passages_are_walked_by_keys_and_the_place_is_kept(folder, tab):
    page = tab()
    page.goto(at(folder, f"{ARABIC}?with=egypt-en"))
    seen = []
    for _ in range(5):
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.id"))
        both = page.evaluate(
            """() => { const e = document.activeElement;
            return [...e.querySelectorAll('.pair .passage')].map(p => p.getBoundingClientRect())
              .filter(r => r.top < innerHeight && r.bottom > 0).length }"""
        )
        assert both >= 2, "both texts are on the screen"
    assert len(set(seen)) == 5
    assert page.locator(".steps output").inner_text() == "5 of 9"
    page.locator("[data-step='-1']").click()
    assert page.locator(".episode.here").get_attribute("id") == seen[3]
    place = f"document.getElementById('{seen[3]}').getBoundingClientRect().top"
    before = page.evaluate(place)
    page.select_option("#with", "hijaz-en")
    page.select_option("#with", "egypt-en")
    assert abs(page.evaluate(place) - before) <= 3
    page.click(".tongue")
    page.wait_for_url("**/ar/texts/ashtar-ar/**")
    until(page, "document.querySelectorAll('.other').length > 0")
    assert abs(page.evaluate(place) - before) <= 40, "in the other language too"


def test_three_columns_swap_and_reading_on(folder, tab, pages):
    page = tab()
    page.goto(at(folder, f"{ARABIC}?with=egypt-en,hijaz-en"))
    columns = page.locator("#e11 .pair > div")
    assert columns.count() == 3
    lefts = [c.bounding_box()["x"] for c in columns.all()]
    assert lefts == sorted(lefts) and lefts[2] - lefts[0] > 600
    page.select_option("#and", "")
    assert "with=egypt-en" in page.url and "hijaz" not in page.url
    mine = page.locator("#e11 .side")
    left = mine.bounding_box()["x"]
    page.click(".swap")
    assert mine.bounding_box()["x"] > left + 300
    button = page.locator("#e11 .on").first
    button.click()
    episode = pages.view.episodes["egypt-en", button.get_attribute("data-at")]
    source = pages.view.by_id["egypt-en"].text.source
    told = page.locator("#e11 .told").first
    assert source[episode.start : episode.start + 20] in told.inner_text()
    until(page, "document.querySelector('#e11 .on').innerText === 'Read on'")
    button.click()
    ids = [e.id for e in pages.view.by_id["egypt-en"].episodes]
    if episode.id == ids[-1]:
        assert "End of the text" in page.locator("#e11 .other").inner_text()
    else:
        assert told.locator("h4").count() == 1, "and on into the next episode"
    width = mine.bounding_box()["width"]
    page.click(".swap")
    page.fill("#split", "70")
    assert mine.bounding_box()["width"] > width * 1.2


def test_the_panel_follows_and_leaves_the_text_where_it_is(folder, tab):
    page = tab()
    page.goto(at(folder, READING))
    edge = page.locator("#e1 .side .passage").bounding_box()["x"]
    page.click("#e1-c")
    assert page.locator("#e1 .side .passage").bounding_box()["x"] == edge
    panel = page.locator("#e1-parallels").bounding_box()
    words = page.locator("#e1 .side .passage").bounding_box()
    assert words["x"] + words["width"] <= panel["x"], "the panel covers no text"
    page.mouse.move(300, 500)
    page.mouse.wheel(0, 1500)
    until(page, "location.hash !== '#e1-parallels'")
    where = page.evaluate("scrollY")
    now = page.evaluate("location.hash.slice(1).replace('-parallels', '')")
    assert page.locator(f"#{now}-parallels").is_visible()
    box = page.locator(f"#{now}").bounding_box()
    assert box["y"] < 900 * 0.6 and box["y"] + box["height"] > 100
    page.keyboard.press("Escape")
    assert page.locator(".parallels:visible").count() == 0
    assert abs(page.evaluate("scrollY") - where) <= 3


def test_a_deep_link_to_a_panel_shows_its_passage_too(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}#e9-parallels"))
    box = page.locator("#e9 header").first.bounding_box()
    assert 40 <= box["y"] < 450


# --- The filter of languages ---------------------------------------------------------------------


def test_a_filter_of_languages_says_what_it_hides_and_offers_it(folder, tab):
    page = tab()
    page.goto(at(folder, f"{READING}?lang=ar#e1-parallels"))
    panel = page.locator("#e1-parallels")
    said = panel.locator(".hiding").inner_text()
    away, total = map(int, re.findall(r"\d+", said))
    cards = panel.locator(".card:not(.weak .card)")
    assert total == panel.locator(".card").count()
    assert away == sum(c.get_attribute("data-lang") == "en" for c in panel.locator(".card").all())
    panel.locator(".hiding button").click()
    assert cards.first.is_visible() and page.locator(".hiding").count() == 0
    assert "lang=" not in page.url


# --- Telephones ----------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_menus_open_on_the_screen_and_the_bar_is_one_line(folder, tab, prefix):
    page = tab()
    page.goto(at(folder, prefix + READING))
    for width in (320, 360, 390, 412, 430, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        parts = page.locator(".bar > :visible")
        boxes = [b for b in (p.bounding_box() for p in parts.all()) if b]
        middles = [b["y"] + b["height"] / 2 for b in boxes]
        assert max(middles) - min(middles) < 8, f"one line at {width}"
        assert all(b["x"] >= 0 and b["x"] + b["width"] <= width for b in boxes), width
        for menu in (".display", ".more"):
            if page.locator(menu).is_visible():
                page.click(f"{menu} > summary")
                box = page.locator(f"{menu} > :not(summary)").first.bounding_box()
                assert box["x"] >= 0 and box["x"] + box["width"] <= width, (menu, width)
                assert box["y"] >= 0
                page.click(f"{menu} > summary")


def test_a_finger_on_a_name_opens_the_popover_first(folder, tab):
    page = tab(390, 800, has_touch=True)
    page.goto(at(folder, READING))
    page.locator("#e1 .side a.nm").nth(1).tap()
    page.locator("#pop").wait_for()
    assert page.url.endswith("egypt-en/index.html")
    page.locator("#pop a").first.tap()
    page.wait_for_url("**/names/**")


def test_on_a_phone_the_choice_of_the_text_beside_has_a_name(folder, tab):
    """Its label has no room there; whoever hears the page is told what is chosen all the same."""
    page = tab(390)
    page.goto((folder / "texts/ashtar-ar/index.html").as_uri() + "?with=egypt-en")
    assert page.locator("#with").is_visible() and page.locator("[for=with]").is_hidden()
    assert page.locator("#with").get_attribute("aria-label") == "Read beside"
