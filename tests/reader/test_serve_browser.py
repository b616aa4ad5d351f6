"""Serving, as a person meets it in a browser."""

import http.server
import threading
from urllib.parse import urlencode

import pytest

from fitnacorpus import judgements
from reader.served import secret_of, serving

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def reader(tiny):
    with serving(tiny, by="zoe", watch=True) as reader:
        yield reader


def verdicts(root):
    path = root / "alignments" / "reviewed" / "zoe.jsonl"
    return judgements.parse_lines(path.read_text(), path=str(path)) if path.exists() else []


@pytest.mark.parametrize("script", [True, False])
def test_search_with_and_without_script(reader, tab, script):
    page = tab(java_script_enabled=script)
    page.goto(reader.address)
    page.locator("#q").fill("Sālim ibn Ḥamza")
    page.locator(".find button").click()
    hit = page.locator(".hit").first
    assert hit.get_attribute("data-id") == "salim-b-hamza"
    hit.locator("summary").first.click()
    hit.locator(".kwic a").first.click()
    assert page.url.startswith(f"{reader.address}texts/")
    assert page.complaints == []


def test_a_hostile_query_is_shown_as_text(reader, tab):
    page = tab()
    words = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    page.on("dialog", lambda d: pytest.fail("it was executed"))
    page.goto(f"{reader.address}search/?{urlencode({'q': words})}")
    assert page.locator("#q").input_value() == words
    assert page.locator("#results img, #results script").count() == 0
    assert page.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_a_link_is_accepted_in_its_panel_and_taken_back(reader, tiny, tab, script):
    page = tab(java_script_enabled=script)
    page.goto(f"{reader.address}texts/letter-en/#e2-parallels")
    panel = page.locator("#e2-parallels")
    weak = panel.locator("details.weak > summary")
    if weak.count():
        weak.click()
    card = panel.locator('.card[data-text="port-ar"]')
    card.locator("details.judge > summary").click()
    card.locator("select[name=relation]").select_option("related")
    card.get_by_label("place").check()
    card.locator("textarea").fill("a <script> & a shroud")
    card.get_by_role("button", name="Accept").click()
    page.wait_for_url(f"{reader.address}texts/letter-en/#e2-parallels")
    assert panel.is_visible(), "back where the form was"
    assert card.locator(".state.accepted").inner_text() == "accepted by zoe"
    assert "a <script> & a shroud" in card.locator(".said").inner_text()
    (verdict,) = verdicts(tiny)
    assert (verdict.relation, verdict.differs) == ("related", ("place",))

    page.goto(reader.address)
    page.get_by_role("button", name="Take the last verdict back").click()
    page.wait_for_url(f"{reader.address}texts/letter-en/#e2-parallels")
    assert verdicts(tiny) == []
    assert card.locator(".state.accepted").count() == 0
    assert page.complaints == []


def test_a_page_of_another_origin_cannot_judge(reader, tiny, tab):
    secret = secret_of(reader)
    form = f"""<!doctype html><form method=post action="{reader.address}review/undo">
      <input name=secret value="{secret}"><input name=back value="/"></form>
      <script>document.forms[0].submit()</script>"""

    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(form.encode())

        def log_message(self, *arguments):
            pass

    evil = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=evil.serve_forever, daemon=True).start()
    try:
        page = tab()
        with page.expect_response("**/review/undo") as answered:
            page.goto(f"http://localhost:{evil.server_port}/")
        assert answered.value.status == 403
    finally:
        evil.shutdown()
        evil.server_close()


def test_an_open_page_follows_the_corpus_but_does_not_lose_what_is_written(reader, tiny, tab):
    path = tiny / "seeds" / "letter-en.toml"
    idle, busy = tab(), tab()
    for page in (idle, busy):
        page.goto(f"{reader.address}review/links/")
    busy.locator("textarea").first.fill("half a thought")
    path.write_text(path.read_text().replace('en = "A letter from Marsa"', 'en = "A letter home"'))
    idle.get_by_role("link", name="A letter home").first.wait_for()
    busy.locator("#changed").wait_for(state="visible")
    assert busy.locator("textarea").first.input_value() == "half a thought"
    path.write_text("version =")
    idle.get_by_role("alert").wait_for()
    assert idle.complaints == busy.complaints == []


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_axe_finds_nothing_on_served_pages(reader, tab, prefix):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    page = tab()
    found = {}
    for path in (
        "search/?q=Salim", "review/links/?status=all", "review/mentions/?status=all",
        "texts/letter-en/#e2-parallels", "names/marsa/", "nothing/",
    ):  # fmt: skip
        page.goto(f"{reader.address}{prefix}{path}")
        page.evaluate(
            "document.querySelectorAll('.judge, .weak, .mentions').forEach(d => d.open = true)"
        )
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
            for v in axe.Axe().run(page, options=options).response["violations"]:
                found[path, scheme, v["id"]] = [n["html"][:150] for n in v["nodes"][:3]]
    assert found == {}
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("review/links/?status=all", "review/mentions/", "search/?q=Salim"):
        page.goto(f"{reader.address}{prefix}{path}")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, path
