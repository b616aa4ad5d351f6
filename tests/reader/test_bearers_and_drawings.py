"""Pages of persons and places, the map and the timeline, as a person meets them."""

import re

from lxml import html as lxml_html

from fitnacorpus.reader.drawings import timeline


def test_who_he_is_taken_for_stands_first_and_spellings_are_folded(pages):
    page = lxml_html.fromstring(pages.file("names/muawiya-i/index.html").decode())
    heads = ["".join(h.itertext()).strip() for h in page.xpath("//main//h2")]
    assert heads[0] == "Easily confused with"
    spelled = page.xpath("//details[@class='spelled']")[0]
    assert spelled.get("open") is None and len(spelled.xpath(".//tbody/tr")) > 6


def test_a_strip_shows_where_a_text_names_somebody(pages):
    page = lxml_html.fromstring(pages.file("names/muawiya-i/index.html").decode())
    places = [p for p in pages.view.places["muawiya-i"] if p.text == "egypt-en"]
    length = len(pages.view.by_id["egypt-en"].text.source)
    drawn = {
        h.xpath(".//a/@href")[0]: h.getnext().xpath(".//path[@class='at']/@d")
        for h in page.xpath("//h3[following-sibling::*[1][contains(@class,'strip')]]")
    }
    (ticks,) = [at for href, at in drawn.items() if "egypt-en" in href]
    found = [float(re.match(r"M([\d.]+)", d)[1]) for d in ticks]
    assert found == [round(1000 * p.mention.start / length, 1) for p in places]


def test_from_a_place_of_a_name_the_next_is_one_step(folder, tab, pages):
    page = tab()
    page.goto((folder / "names/busr-b-abi-artat/index.html").as_uri())
    page.locator(".kwic a").first.click()
    page.wait_for_url("**/texts/**")
    number = page.locator(".side a.nm.named, .rubric a.nm.named, .fact a.nm.named").count()
    assert page.locator(".hits output").inner_text() == f"1 of {number}" and number > 3
    page.keyboard.press("n")
    assert page.locator(".hits output").inner_text() == f"2 of {number}"
    box = page.locator(".nm.now").bounding_box()
    assert 0 < box["y"] < 900


def test_the_map_is_drawn_nearer_and_back(folder, tab):
    page = tab(390, 800, has_touch=True)
    page.goto((folder / "map/index.html").as_uri())
    seen = "document.querySelector('svg.map').getAttribute('viewBox')"
    whole = page.evaluate(seen)
    page.click("[data-zoom='1.5']")
    near = page.evaluate(seen)
    widths = [float(x.split()[2]) for x in (whole, near)]
    assert abs(widths[0] / widths[1] - 1.5) < 0.01
    page.click("[data-zoom='0']")
    assert page.evaluate(seen) == whole


def test_a_finger_moves_the_map_and_a_narrow_window_begins_where_most_is_named(folder, tab):
    page = tab(390, 800, has_touch=True)
    for lang in ("", "ar/"):
        page.goto((folder / f"{lang}map/index.html").as_uri())
        box = page.locator(".drawing").bounding_box()
        spot = page.locator("svg.map circle").first.bounding_box()
        assert box["x"] < spot["x"] < box["x"] + box["width"], "Egypt is in sight"
        # What the browser may do with a finger: move the window, and in it the drawing.
        touch = "getComputedStyle(document.querySelector('svg.map')).touchAction"
        assert page.evaluate(touch) == "pan-x pan-y"
        page.click("[data-zoom='1.5']")
        assert page.evaluate(touch) == "none"


def test_names_on_the_map_do_not_lie_over_one_another(folder, tab):
    page = tab()
    for lang in ("", "ar/"):
        page.goto((folder / f"{lang}map/index.html").as_uri())
        page.evaluate("document.fonts.ready")
        over = page.evaluate(
            """() => {
              const seen = [...document.querySelectorAll('svg.map a text')]
                .filter(t => getComputedStyle(t).display !== 'none')
                .map(t => [t.textContent, t.getBoundingClientRect()]);
              const out = [];
              seen.forEach(([a, x], i) => seen.slice(i + 1).forEach(([b, y]) => {
                const w = Math.min(x.right, y.right) - Math.max(x.left, y.left);
                const h = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
                if (w > 4 && h > 8) out.push([a, b]);
              }));
              return out;
            }"""
        )
        assert over == [], lang


def test_the_timeline_has_both_calendars_and_says_what_is_unsure(pages, folder, tab):
    shown = timeline(pages.view, pages.shelf("en").wording)
    assert {t.label: t.hijri for t in shown.ticks}["660 CE"] == "39 AH"
    for bar in shown.bars:
        assert bar.unsure == bool({"notBefore", "notAfter"} & set(bar.event.when))
    page = tab(390, 800)
    page.goto((folder / "timeline/index.html").as_uri())
    lines = page.locator(".dated li:visible")
    assert lines.count() == len(shown.bars)
    assert page.locator(".timeline").is_hidden()
