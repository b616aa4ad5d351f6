"""A long text on several pages: nothing lost, every address leads on, contents are filtered."""

import pytest

import fitnacorpus as fc
from conftest import REPOSITORY
from fitnacorpus.reader import paging, site


@pytest.fixture(scope="module")
def parted(tmp_path_factory):
    """The repository's corpus with pages of a few episodes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging.Paging.__init__, "__kwdefaults__", {"part": 3_000, "whole": 4_000})
        made = site.open_pages(fc.open(REPOSITORY))
        target = tmp_path_factory.mktemp("parted") / "site"
        site.write(made, target)
    return made, target


def test_every_episode_stands_on_one_page_and_every_address_leads_there(parted):
    made, target = parted
    view = made.view
    assert len(view.paging["ashtar-ar"].starts) >= 4
    for text, document in view.by_id.items():
        pages = sorted(target.glob(f"texts/{text}*/index.html"))
        words = {p: p.read_text() for p in pages if ".contents" not in p.parent.name}
        assert len(words) == len(view.paging[text].starts)
        for episode in document.episodes:
            here = [p for p, w in words.items() if f'class="episode" id="{episode.id}"' in w]
            page, _, fragment = view.place(text, f"{episode.id}.p1.s1").partition("#")
            assert [p.relative_to(target).as_posix() for p in here] == [page]
            assert f'id="{fragment}"' in words[here[0]]


def test_links_on_all_pages_lead_to_elements(parted):
    from urllib.parse import unquote

    from lxml import html as lxml_html

    _, target = parted
    paths = [p for p in target.rglob("index.html") if "/ar/" not in p.as_posix()]
    trees = {p.resolve(): lxml_html.fromstring(p.read_text()) for p in paths}
    ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    for path, tree in trees.items():
        for href in set(tree.xpath("//main//a[not(starts-with(@href, 'https:'))]/@href")):
            name, _, fragment = unquote(href).partition("#")
            name = name.partition("?")[0]
            there = (path.parent / name).resolve() if name else path
            assert there.is_file(), (path, href)
            assert not fragment or there not in ids or fragment in ids[there], (path, href)


def test_a_permalink_of_a_later_page_leads_on_and_contents_are_filtered(parted, tab):
    made, target = parted
    page = tab()
    last = made.view.by_id["ashtar-ar"].episodes[-1].id
    page.goto((target / "texts/ashtar-ar/index.html").as_uri() + f"#{last}")
    page.wait_for_url(f"**/texts/ashtar-ar.*/index.html#{last}")
    assert page.locator(f"#{last}").is_visible()
    page.goto((target / "texts/ashtar-ar.contents/index.html").as_uri())
    lines = page.locator(".contents li:visible")
    everything = lines.count()
    assert everything >= 48
    page.fill(".sift", "Uthman")
    page.wait_for_timeout(400)
    assert 0 < lines.count() < everything / 2
    assert all("Uthman" in x or "عثمان" in x for x in page.locator(
        ".contents li:not(.part):visible").all_inner_texts())  # fmt: skip


def test_reading_on_beside_crosses_from_page_to_page(parted, tab):
    _, target = parted
    page = tab()
    page.goto((target / "texts/egypt-en/index.html").as_uri() + "?with=ashtar-ar")
    button = page.locator("button.on").first
    button.click()
    for number in range(12):
        page.wait_for_timeout(150)
        if button.count() == 0 or page.locator(".told h4").count() > 10:
            break
        button.click()
        assert page.complaints == [], number
    assert page.locator(".told").first.locator("h4").count() >= 3


def test_on_paper_nobody_turns_to_the_next_page(parted, tab):
    _, target = parted
    page = tab()
    page.goto((target / "texts/ashtar-ar/index.html").as_uri())
    assert page.locator(".turn").first.is_visible()
    page.emulate_media(media="print")
    assert not any(line.is_visible() for line in page.locator(".turn").all())
