"""Programs of other people, run on what this one writes."""

import re
import warnings
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

import ceteicean
from conftest import REPOSITORY, run
from fitnacorpus.ingest import tei

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
CSS = REPOSITORY / "src" / "fitnacorpus" / "tei" / "ceteicean.css"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>{css}</style></head>
<body><div id="here"></div><script src="{script}"></script></body></html>"""
SHOW = """content => new CETEI().makeHTML5(content, shown =>
    document.getElementById("here").appendChild(shown))"""


@pytest.fixture(scope="session")
def texts(built_tiny, built_foreign):
    """Every text of the repository's edition and of two other corpora."""
    roots = (REPOSITORY, built_tiny, built_foreign)
    return {p.stem: p for root in roots for p in sorted((root / "tei/texts").glob("*.xml"))}


# --- CETEIcean -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(tmp_path_factory, chromium):
    """A page in a browser that loads CETEIcean and our style."""
    if not ceteicean.SCRIPT.exists():
        pytest.skip("CETEIcean is not here; run: python tests/ceteicean.py")
    folder = tmp_path_factory.mktemp("ceteicean")
    (folder / "cetei.js").write_bytes(ceteicean.SCRIPT.read_bytes())
    html = PAGE.format(css=CSS.read_text("utf-8"), script="cetei.js")
    (folder / "index.html").write_text(html, "utf-8")
    opened = chromium.new_page()
    opened.home = (folder / "index.html").as_uri()
    opened.goto(opened.home)
    yield opened
    opened.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *arguments):
        pass


def show(page, path: Path):
    """Show a text; return it as an element tree and what went wrong in the browser."""
    faults = []
    page.reload()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    content = path.read_text("utf-8")
    page.evaluate(SHOW, content)
    assert faults == []
    return etree.fromstring(content.encode())


def visible(page, selector):
    """Words of every element that is displayed, without notes, for which CETEIcean has ways."""
    return page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .filter(e => e.getClientRects().length).map(e => {
                const copy = e.cloneNode(true);
                copy.querySelectorAll("tei-note").forEach(note => note.remove());
                return copy.textContent; })""",
        selector,
    )


def test_ceteicean_shows_every_text_with_its_ids(page, texts):
    for name, path in texts.items():
        inside = show(page, path).find(TEI + "text")
        ids = {e.get(ID) for e in inside.iter() if e.get(ID)}
        shown = page.evaluate(
            "() => [...document.querySelectorAll('tei-text [id]')].map(e => e.id)"
        )
        assert ids <= set(shown), name
        assert len(shown) == len(set(shown)) > 5
        etree.strip_elements(inside, TEI + "note", with_tail=False)
        sentences = ["".join(s.itertext()) for s in inside.iter(TEI + "s")]
        assert visible(page, "tei-s") == sentences, name
        assert visible(page, "tei-teiHeader") == []


def test_the_page_of_the_reference_shows_a_text(page, texts, tmp_path):
    reference = (REPOSITORY / "docs/reference.md").read_text("utf-8")
    (html,) = re.findall(r"```html\n(.*?)```", reference, re.S)
    (tmp_path / "index.html").write_text(html, "utf-8")
    (tmp_path / "CETEI.js").write_bytes(ceteicean.SCRIPT.read_bytes())
    for path in (CSS, texts["siege"]):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        page.wait_for_selector("tei-foreign[lang=ar]", timeout=20_000)
        direction = "() => getComputedStyle(document.querySelector('tei-foreign')).direction"
        assert page.evaluate(direction) == "rtl"
        server.shutdown()
    page.goto(page.home)


@pytest.mark.parametrize(
    ("name", "direction"),
    [("ashtar-ar", "rtl"), ("port-ar", "rtl"), ("hisar", "rtl"), ("ashtar-en", "ltr"),
     ("siege", "ltr")],
)  # fmt: skip
def test_our_style_sets_the_direction_from_the_language(page, texts, name, direction):
    show(page, texts[name])
    directions = page.evaluate(
        "() => [...document.querySelectorAll('tei-text tei-p')]"
        ".map(e => [getComputedStyle(e).direction, getComputedStyle(e).display])"
    )
    # The Arabic paragraph of an English text runs its own way inside.
    assert directions and {tuple(d) for d in directions} == {(direction, "block")}
    start = page.evaluate(
        """() => { const s = document.querySelector('tei-text tei-p tei-s');
            const range = document.createRange(); range.selectNodeContents(s);
            const p = s.closest('tei-p').getBoundingClientRect();
            const r = range.getClientRects()[0];
            return [r.left - p.left, p.right - r.right]; }"""
    )
    near, far = start if direction == "ltr" else start[::-1]
    assert abs(near) < 1 <= far


def test_runs_in_the_other_script_turn_around(page, texts):
    show(page, texts["ashtar-en"])
    headings = page.evaluate(
        "() => [...document.querySelectorAll('tei-head[type=editorial]')]"
        ".map(e => [e.lang, getComputedStyle(e).direction])"
    )
    assert {tuple(h) for h in headings} == {("ar", "rtl"), ("en", "ltr")}


def test_notation_is_out_of_sight_and_boilerplate_is_not(page, texts):
    root = show(page, texts["hisar"])
    kinds = {e.get("type") for e in root.iter(TEI + "fw")}
    assert {"markup", "boilerplate"} <= kinds
    assert visible(page, "tei-fw[type=markup]") == []
    assert any("مقدمة المحقق" in words for words in visible(page, "tei-fw[type=boilerplate]"))


# --- dapytains -----------------------------------------------------------------------------------


def words(element):
    return "".join(element.itertext()).split()


def passage(served, ref):
    """The body of a passage as a client gets it."""
    return etree.fromstring(etree.tostring(served.get_passage(ref))).find(f".//{TEI}body")


def units(found):
    for unit in found:
        yield unit
        yield from units(unit.children)


def test_dapytains_serves_every_text_and_each_episode(texts):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from dapytains.tei.document import Document
    for name, path in texts.items():
        episodes = {
            e.get("n"): e for e in etree.parse(path).iter(TEI + "div") if e.get("type") == "episode"
        }
        served = Document(str(path))
        found = served.get_reffs()
        assert [unit.ref for unit in found] == list(episodes), name
        for ref, episode in episodes.items():
            assert words(passage(served, ref)) == words(episode)


@pytest.mark.parametrize("name", ["port-ar", "siege", "hisar"])
def test_dapytains_serves_paragraphs_and_sentences(texts, name):
    from dapytains.tei.document import Document

    root = etree.parse(texts[name])
    served = Document(str(texts[name]))
    for unit in [u for u in units(served.get_reffs()) if u.citeType != "episode"]:
        # The citation is the id after the text's, but for its dots.
        (cited,) = root.xpath("//*[@xml:id=$id]", id=f"{name}.{unit.ref}")
        assert words(passage(served, unit.ref)) == words(cited)


def between(body, is_milestone):
    """The characters from each milestone to the next."""
    out = {}
    current = None

    def walk(element):
        nonlocal current
        if is_milestone(element):
            current = out.setdefault(len(out), [])
        elif element.text and current is not None:
            current.append(element.text)
        for child in element:
            walk(child)
            if child.tail and current is not None:
                current.append(child.tail)

    walk(body)
    return ["".join("".join(parts).split()) for parts in out.values()]


@pytest.mark.parametrize("name", ["siege", "hisar"])
def test_dapytains_serves_volumes_and_pages_of_a_print(texts, name):
    from dapytains.tei.document import Document

    body = etree.parse(texts[name]).find(f".//{TEI}body")
    pages = between(body, lambda e: e.tag == TEI + "pb")
    volumes = between(body, lambda e: e.get("unit") == "volume")
    served = Document(str(texts[name]))
    found = list(units(served.get_reffs("print")))

    def got(unit):
        passage = etree.fromstring(etree.tostring(served.get_passage(unit.ref, tree="print")))
        return "".join("".join(passage.find(f".//{TEI}body").itertext()).split())

    assert [u.ref for u in found] == ["1", "1.30", "1.31", "2", "2.1"]
    assert [got(u) for u in found if u.citeType == "volume"] == volumes
    # Of the last page of the last volume dapytains 1.0.0rc4 takes the page itself for the end.
    assert [got(u) for u in found if u.citeType == "page"][:-1] == pages[:-1]


# --- oitei ---------------------------------------------------------------------------------------

REPORT = "# $RWY$ حدثنا فلان عن فلان @MATN@ أن الباب فتح @HUKM@ صحيح\n"


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """What oitei makes of an OpenITI text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oitei

    body = (
        "### | ذكر خروج الأسطول\n"
        "# في سنة 602 خرج أسطول @PER02 يوسف الحميري من @TOP11 بتونس ms001 في أربعين\n"
        "~~سفينة، وكانت الريح ضدهم. PageV01P030\n"
        "# قال شاعرهم:\n"
        "# البحر باب والريح %~% مفتاحه في يد القدر\n"
        "# والسور نام عليه %~% حراسه حتى السحر\n"
        "### || ليلة الهجوم\n"
        "# ثم أرسل يوسف مئتي رجل فمات @YD602 منهم عشرون. PageV01P031\n" + REPORT
    )
    header = "######OpenITI#\n#META# 020.BookTITLE :: حصار\n#META#Header#End#\n"
    path = tmp_path_factory.mktemp("oitei") / "hisar-oitei.xml"
    path.write_text(oitei.convert(header + body).tostring(), "utf-8")
    return path


def test_what_oitei_makes_of_openiti_can_be_read(converted):
    found = tei.read(converted.read_text("utf-8"))
    blocks = [(str(r.kind), found.source[r.body.start : r.body.end]) for r in found.regions]
    assert blocks == [
        ("heading", "ذكر خروج الأسطول"),
        (
            "paragraph",
            "في سنة 602 خرج أسطول يوسف الحميري من بتونس في أربعين\nسفينة، وكانت الريح ضدهم.",
        ),
        ("paragraph", "قال شاعرهم:"),
        ("verse", "البحر باب والريح مفتاحه في يد القدر"),
        ("verse", "والسور نام عليه حراسه حتى السحر"),
        ("heading", "ليلة الهجوم"),
        ("paragraph", "ثم أرسل يوسف مئتي رجل فمات منهم عشرون."),
        ("paragraph", "حدثنا فلان عن فلان أن الباب فتح صحيح"),
    ]
    assert [(n.kind, found.source[n.start : n.end]) for n in found.names] == [
        ("person", "يوسف الحميري"),
        ("place", "تونس"),
    ]
    assert [(m.unit, m.n) for m in found.milestones] == [
        ("volume", "1"),
        ("page", "30"),
        ("words", "300"),
        ("page", "31"),
    ]
    assert [found.source[s.start : s.end] for s in found.span_annotations if s.kind == "isnad"] == [
        "حدثنا فلان عن فلان"
    ]
    # The rest is told: a date of no words, and the other parts of the report.
    assert {"<date>", "@when-custom", "<seg>"} <= {x.what for x in found.unmodelled}


def test_what_oitei_makes_of_openiti_can_be_added(converted, tmp_path):
    root = tmp_path / "corpus"
    for arguments in (["init", root], ["-C", root, "add", converted], ["-C", root, "build"]):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
    done = run("-C", root, "check")
    assert done.returncode == 0, done.stdout
    assert "0 errors, " in done.stdout
    assert "[leftover]" in done.stdout
    made = etree.parse(root / "tei/texts/hisar-oitei.xml").getroot()
    assert len(made.findall(f".//{TEI}l")) == 2
    assert [e.get("n") for e in made.iter(TEI + "div") if e.get("type") == "episode"] == [
        "e1",
        "e2",
    ]
