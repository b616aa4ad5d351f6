"""The site as files: every link leads somewhere, nothing is executed, nothing withheld leaks."""

import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html
from markupsafe import escape

import fitnacorpus as fc
from conftest import REPOSITORY, TINY, copy_corpus, run
from fitnacorpus.errors import CorpusError
from fitnacorpus.model import Entry, Form
from fitnacorpus.orthography import bilingual
from fitnacorpus.reader import site
from fitnacorpus.reader.extras import POLICY
from fitnacorpus.reader.pages import Pages


@pytest.fixture(scope="session")
def trees(html):
    """Parsed pages by path."""
    return {path: lxml_html.fromstring(text) for path, text in html.items()}


def test_every_link_reaches_a_file_and_every_fragment_an_element(folder, trees):
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    broken = set()
    for path, tree in trees.items():
        base = (folder / path).parent
        for target in {*tree.xpath("//a/@href"), *tree.xpath("//link/@href|//script/@src")}:
            if target.startswith("https://"):
                continue
            name, _, fragment = unquote(target).partition("#")
            name = name.partition("?")[0]
            there = (base / name).resolve() if name else (folder / path).resolve()
            inside = there.relative_to(folder.resolve()).as_posix()
            if not there.is_file() or (fragment and fragment not in ids.get(inside, ())):
                broken.add((path, target))
    assert broken == set()


def test_no_id_stands_twice_and_no_link_in_a_link(trees):
    for path, tree in trees.items():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert not tree.xpath("//a//a"), path


def test_pages_run_no_script_of_their_own(html, trees):
    for path, tree in trees.items():
        assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
        assert not tree.xpath(
            "//script[not(@src or starts-with(@type, 'application/'))]|//style|//*[@style]"
        ), path
        assert not [a for a in tree.xpath("//@*") if a.attrname.startswith("on")], path
        assert not tree.xpath("//*[starts-with(@href, 'javascript:')]"), path
        assert not tree.xpath("//script[starts-with(@src, 'http')]|//img|//iframe|//object"), path
    assert "unsafe" not in POLICY


def test_every_sentence_of_every_text_is_on_its_page(pages, trees):
    for document in pages.view.texts:
        tree = trees[f"texts/{document.text.info.id}/index.html"]
        for note in tree.xpath("//a[@class='note']"):
            note.drop_tree()
        notation = [s for region in document.text.regions for s in region.markup]
        for episode in document.episodes:
            (section,) = tree.xpath(f"//section[@id='{episode.id}']")
            side = section.xpath("div[@class='pair']/div[@class='side']/div[@class='passage']")[0]
            shown = "".join(side.text_content().split())
            for start, end in episode.sentences:
                kept = (i for i in range(start, end) if not any(a <= i < b for a, b in notation))
                words = "".join(document.text.source[i] for i in kept)
                assert "".join(words.split()) in shown, episode.id


def test_the_particle_stands_outside_the_link(pages, trees):
    tree = trees["texts/ashtar-ar/index.html"]
    names = tree.xpath("//div[@class='side']//a[contains(@class, 'nm')]")
    assert names
    for name in names:
        assert name.getchildren() == [] or {c.tag for c in name} <= {"span"}
        assert name.text_content() == name.text_content().strip()


def test_rejected_links_stand_on_no_page(tiny_pages, pages):
    rejected = [x for a in tiny_pages.view.alignments for x in a.links if x.status == "rejected"]
    assert [x.note for x in rejected] == ["Only the well is the same."]
    for path in tiny_pages.paths():
        if path.endswith((".html", ".tsv", ".js")):
            assert b"Only the well" not in tiny_pages.file(path), path
    letter = lxml_html.fromstring(tiny_pages.file("texts/letter-en/index.html"))
    assert not letter.xpath("//section[@id='e2']//article[@data-text='port-en']")
    cards = lxml_html.fromstring(pages.file("texts/egypt-en/index.html")).xpath("//article/@data-a")
    gone = {(x.a, x.b) for a in pages.view.alignments for x in a.links if x.status == "rejected"}
    assert gone and cards
    addresses = {f"{a.text}:{a.episode},{a.start}-{a.end}" for a, _ in gone}
    shown = {f"{x.a.text}:{x.a.episode},{x.a.start}-{x.a.end}" for x in pages.view.links}
    assert not (addresses - shown) & set(cards)


def test_states_are_said_in_words(tiny_pages):
    letter = tiny_pages.file("texts/letter-en/index.html").decode()
    assert "No parallel" in letter
    assert "anna searched خبر المرسى, The port of Marsa and found no counterpart." in letter
    port = tiny_pages.file("texts/port-en/index.html").decode()
    assert "give different numbers" in port and "accepted by anna" in port
    assert "Three thousand men in Arabic, 2,500 in English." in port
    assert "ambiguous: " in port
    event = tiny_pages.file("events/arrival/index.html").decode()
    assert "Accounts differ" in event and "not found here" in event
    arabic = tiny_pages.file("ar/texts/letter-en/index.html").decode()
    assert "لا مقابل" in arabic and "فلم يوجد له مقابل" in arabic


def test_proposals_bear_their_score_and_weak_ones_are_folded(tiny_pages):
    from dataclasses import replace

    from fitnacorpus.reader.pages import Pages

    view = tiny_pages.view
    alignments = tuple(
        replace(
            a,
            links=tuple(
                replace(x, status="proposed", resp="program", score=score)
                for x in a.links
                for score in [0.55 if a.event == "arrival" else 0.83]
            ),
        )
        for a in view.alignments
    )
    page = Pages(replace(view, alignments=alignments)).file("texts/port-en/index.html").decode()
    assert "proposed by the program, unreviewed; score 0.83" in page
    weak = lxml_html.fromstring(page).xpath("//details[@class='weak']")
    assert len(weak) == 1
    assert "score 0.55" in weak[0].text_content()
    assert weak[0].get("open") is None


def test_what_is_not_cleared_is_withheld(built_tiny, tmp_path):
    root = copy_corpus(TINY, tmp_path / "mine")
    path = root / "seeds/port-en.toml"
    path.write_text(path.read_text().replace("public = true", "public = false"))
    assert run("-C", root, "build").returncode == 0
    assert run("-C", root, "site", "--public", tmp_path / "site").returncode == 0
    everything = b"".join(p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file())
    for words in ("has fled", "an archer of", "paid for"):
        assert words.encode() not in everything, words
    assert not (tmp_path / "site/data/tei/texts/port-en.xml").exists()
    page = (tmp_path / "site/texts/port-en/index.html").read_text()
    assert "not cleared this text" in page and "Salim arrives" in page
    assert "ومعه" in (tmp_path / "site/texts/port-ar/index.html").read_text()
    assert run("-C", root, "site", tmp_path / "local").returncode == 0
    assert "has fled" in (tmp_path / "local/texts/port-en/index.html").read_text()


def test_hostile_names_are_text(tmp_path):
    root = copy_corpus(TINY, tmp_path / "mine")
    path = root / "tei/authority.xml"
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;"
    path.write_text(
        path.read_text().replace(
            'type="preferred">Salim the Merchant<', f'type="preferred">{evil}<'
        )
    )
    toml = root / "seeds/letter-en.toml"
    toml.write_text(
        toml.read_text().replace('en = "The well"', "en = '<img src=x onerror=alert(1)>'")
    )
    assert run("-C", root, "build").returncode == 0
    made = site.open_pages(fc.open(root))
    for path in made.paths():
        content = made.file(path)
        if path.endswith((".html", ".js")) and path != "static/reader.js":
            assert b"<script>alert" not in content and b"<img" not in content, path
    name = lxml_html.fromstring(made.file("names/salim-the-merchant/index.html"))
    assert name.xpath("//h1")[0].text == "<script>alert(1)</script>\"'"


def test_the_same_bytes_every_time(built_tiny, tmp_path):
    made = []
    for seed in ("1", "2"):
        target = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "fitnacorpus", "-C", str(built_tiny), "site", str(target)],
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
        )
        files = sorted(p for p in target.rglob("*") if p.is_file())
        made.append({p.relative_to(target).as_posix(): p.read_bytes() for p in files})
    assert made[0] == made[1]


def test_only_a_folder_of_ours_is_replaced(tiny_pages, tmp_path):
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("years of work")
    with pytest.raises(CorpusError, match="foreign-folder"):
        site.write(tiny_pages, foreign)
    assert (foreign / "thesis.txt").read_text() == "years of work"
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(CorpusError, match="foreign-folder"):
        site.write(tiny_pages, file)
    ours = tmp_path / "site"
    ours.mkdir()
    site.write(tiny_pages, ours)
    (ours / "texts/port-ar/index.html").write_text("old")
    (ours / "stale.html").write_text("old")
    site.write(tiny_pages, ours)
    assert not (ours / "stale.html").exists()
    assert (ours / "texts/port-ar/index.html").read_text() != "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "mine", "site"]


def test_a_site_that_fails_leaves_the_former_one(tiny_pages, tmp_path, monkeypatch):
    site.write(tiny_pages, tmp_path / "site")
    before = (tmp_path / "site/index.html").read_bytes()

    def full(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(tiny_pages), "file", lambda self, path: full(path))
    with pytest.raises(CorpusError, match="No space left"):
        site.write(tiny_pages, tmp_path / "site")
    assert (tmp_path / "site/index.html").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_script_and_stylesheet_stay_small(pages):
    assert len(pages.file("static/reader.js")) <= 45_000
    assert len(pages.file("static/reader.css")) <= 40_000
    assert len(pages.file("index.html")) <= 100_000, "the first page"


def test_parts_of_the_script_have_no_name_twice():
    """They share one scope, where a second meaning would silently take the place of the first."""
    parts = sorted((REPOSITORY / "src/fitnacorpus/reader/static/script").glob("*.js"))
    first = re.compile(r"^function (\w+)|^(?:  )?var (\w+)", re.MULTILINE)
    found = [a or b for p in parts for a, b in first.findall(p.read_text())]
    top = [a for p in parts for a, _ in first.findall(p.read_text()) if a]
    assert len(top) > 60
    assert {name for name in top if found.count(name) > 1} == set()


def test_a_path_that_is_none_gives_nothing(tiny_pages):
    for path in ("../pyproject.toml", "texts/../index.html", "/etc/passwd", "texts/nobody/", "x"):
        assert tiny_pages.file(path) is None, path
    assert tiny_pages.file("ar/") == tiny_pages.file("ar/index.html")


def test_the_tree_of_both_languages_is_the_same(pages):
    english = {p for p in pages.paths() if p.endswith(".html") and not p.startswith("ar/")}
    arabic = {p.removeprefix("ar/") for p in pages.paths() if p.startswith("ar/")}
    assert english == arabic


def test_pages_say_how_to_cite(pages):
    page = pages.file("texts/egypt-en/index.html").decode()
    assert re.search(r"The verdict of the arbiters” \(egypt-en:e2\), in: The Fall of Egypt", page)
    downloads = pages.file("downloads/index.html").decode()
    assert "presumably in copyright" in downloads and "data/tei/texts/egypt-en.xml" in downloads
    assert pages.file("data/tei/texts/egypt-en.xml").startswith(b"<?xml")


def test_a_page_claims_no_publisher_and_no_work_that_nobody_gave(tmp_path):
    root = tmp_path / "corpus"
    assert run("init", root).returncode == 0
    source = tmp_path / "port.txt"
    source.write_text(
        "A caravan came to the port in the night and the guards let it in.\n", "utf-8"
    )
    assert run("-C", root, "add", source, "--title", "The port").returncode == 0
    assert run("-C", root, "build").returncode == 0
    assert run("-C", root, "site", tmp_path / "site").returncode == 0
    for page, words in (("index.html", "Not published."), ("ar/index.html", "غير منشور.")):
        shown = (tmp_path / "site" / page).read_text("utf-8")
        assert words in shown
        assert "unpublished" not in shown
    assert (tmp_path / "site/index.html").read_text("utf-8").count("The port") == 1


def test_a_page_says_work_and_extent_in_its_language_alone(pages):
    english, arabic = (pages.file(name).decode() for name in ("index.html", "ar/index.html"))
    seen = 0
    for info in (d.text.info for d in pages.view.by_id.values()):
        for words in (info.work, info.extent):
            en, ar = (bilingual.in_language(words, lang) for lang in ("en", "ar"))
            if en and ar and en != ar:
                seen += 1
                assert escape(en) in english and escape(ar) not in english
                assert escape(ar) in arabic and escape(en) not in arabic
    assert seen > 5


def test_an_edition_that_nobody_signed_says_so_in_both_languages(tiny_pages):
    settings = replace(tiny_pages.view.settings, editors="the editors", publisher="unpublished")
    pages = Pages(replace(tiny_pages.view, settings=settings))
    for path in ("ar/downloads/index.html", "ar/texts/port-en/index.html"):
        shown = pages.file(path).decode()
        assert "تحرير: المحررون. غير منشور." in shown
        assert "the editors." not in shown and "unpublished" not in shown


def test_of_an_event_that_no_passage_is_tied_to_nothing_is_claimed(tiny_pages):
    view = tiny_pages.view
    loose = Entry("earthquake", "event", (Form("Earthquake", "en", "preferred"),))
    authority = replace(view.authority, entries=(*view.authority.entries, loose))
    page = Pages(replace(view, authority=authority)).file("events/earthquake/index.html").decode()
    assert "No passage has been tied to it." in page
    assert "not found here" not in page and "Not found in" not in page


def test_a_search_proposes_a_name_that_the_corpus_holds(tiny_pages):
    most = max(
        (e for e in tiny_pages.view.named if e.name("en") and e.name("ar")),
        key=lambda e: len(tiny_pages.view.places.get(e.id, ())),
    )
    page = tiny_pages.file("search/index.html").decode()
    assert f"Try {most.name('en')} or {most.name('ar')}:" in page


def test_headings_are_in_order_on_every_page(html):
    """One of the first rank, and none that skips a rank on the way down."""
    for path, page in html.items():
        ranks = [int(n) for n in re.findall(r"<h([1-6])[ >]", page.partition("<main")[2])]
        assert ranks[:1] == [1], path
        assert ranks.count(1) == 1, path
        skipped = [pair for pair in pairwise(ranks) if pair[1] > pair[0] + 1]
        assert not skipped, (path, skipped[:2])
