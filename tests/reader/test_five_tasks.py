"""What readers come for, with the clicks that it takes (a key or a word typed is none)."""

import re

import pytest

COUNTING = """addEventListener("click", e => {
  if (e.isTrusted) sessionStorage.setItem("clicks", 1 + Number(sessionStorage.getItem("clicks")));
}, true);"""


@pytest.fixture(scope="module")
def reading(folder, chromium):
    """One page for all tasks, whose clicks are counted from page to page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(COUNTING)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda e: page.complaints.append(str(e)))

    def start(path, query=""):
        page.goto((folder / path).as_uri() + query)
        page.evaluate("sessionStorage.removeItem('clicks')")
        return page

    yield start
    assert page.complaints == []
    context.close()


def clicks(page):
    return page.evaluate("Number(sessionStorage.getItem('clicks'))")


def test_what_others_say_of_the_poisoning(reading, pages):
    told = pages.view.told["death-of-malik-al-ashtar"]
    here = max(told, key=lambda p: len(pages.view.parallels(p.text, p.episode)))
    others = {p.there.text for p in pages.view.parallels(here.text, here.episode)}
    assert others
    page = reading(f"texts/{here.text}/index.html")
    page.locator(f"#{here.episode}-c").click()
    cards = page.locator(".parallels:target .card")
    assert {c.get_attribute("data-text") for c in cards.all()} == others
    assert cards.first.locator(".passage").is_visible()
    assert clicks(page) == 1


def test_every_place_of_busr_and_there(reading):
    page = reading("index.html")
    page.locator("#quick").fill("Busr")
    page.keyboard.press("Enter")
    page.locator("#results .hit").first.wait_for()
    page.locator("#results .hit a").first.click()
    page.wait_for_url("**/names/busr-b-abi-artat/**")
    lines = page.locator(".kwic a")
    everywhere = lines.count()
    assert everywhere > 5
    lines.nth(2).click()
    page.locator(".hits output").wait_for()
    assert clicks(page) == 2
    here, of = map(int, re.findall(r"\d+", page.locator(".hits output").inner_text()))
    assert 1 < of <= everywhere
    assert page.locator(".named.now").is_visible()
    page.keyboard.press("n")
    assert page.locator(".hits output").inner_text() == f"{here % of + 1} of {of}"
    page.keyboard.press("p")
    assert page.locator(".hits output").inner_text() == f"{here} of {of}"
    assert clicks(page) == 2


def test_one_event_through_all_accounts_with_its_differences(reading, pages):
    page = reading("index.html")
    most = page.locator(".events li", has=page.locator(".differs")).first
    most.locator("a").click()
    page.locator("#comparison table").first.wait_for()
    ident = re.search(r"events/([\w-]+)/", page.url)[1]
    assert ident in pages.view.differing
    titles = {h.inner_text() for h in page.locator(".cell :is(h3, h4) a").all()}
    assert len(titles) >= len(pages.view.texts_of(ident)) > 1
    assert page.locator(".conflict, #comparison .differs").first.is_visible()
    assert page.locator("#comparison table").first.is_visible()
    assert clicks(page) == 1


def test_arabic_is_read_with_english_beside_it_for_five_passages(reading):
    page = reading("texts/ashtar-ar/index.html", "?with=egypt-en")
    for _ in range(5):
        page.keyboard.press("n")
        both = page.evaluate(
            """[...document.activeElement.querySelectorAll('.pair .passage')]
            .map(p => p.getBoundingClientRect())
            .filter(r => r.top < innerHeight && r.bottom > 0).length"""
        )
        assert both >= 2
    assert page.locator(".steps output").inner_text().startswith("5 ")
    assert clicks(page) == 0


def test_a_sentence_is_cited_and_its_link_opened_on_a_telephone(reading, tab):
    page = reading("texts/egypt-en/index.html")
    page.evaluate(
        """() => { const r = document.createRange();
        r.selectNodeContents(document.getElementById('e3.p1.s2'));
        getSelection().removeAllRanges(); getSelection().addRange(r) }"""
    )
    page.locator(".quote.chosen").click()
    link = page.locator(".quoting textarea").first.input_value()
    assert clicks(page) == 1
    phone = tab(390, 800, has_touch=True)
    phone.goto(link)
    place = phone.locator("[id='e3.p1.s2']").bounding_box()
    assert 40 < place["y"] < 500
    assert place["x"] >= 0 and place["x"] + place["width"] <= 390
