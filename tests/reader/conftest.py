import shutil

import pytest

import fitnacorpus as fc
from conftest import REPOSITORY
from fitnacorpus.reader import site


@pytest.fixture(scope="session")
def pages():
    """The pages of the repository's own corpus."""
    return site.open_pages(fc.open(REPOSITORY))


@pytest.fixture(scope="session")
def tiny_pages(built_tiny):
    """The pages of the tiny corpus."""
    return site.open_pages(fc.open(built_tiny))


@pytest.fixture(scope="session")
def folder(pages, tmp_path_factory):
    """The repository's corpus as a site, packed and unpacked as a reader would get it."""
    here = tmp_path_factory.mktemp("site")
    site.write(pages, here / "made")
    shutil.make_archive(str(here / "packed"), "zip", here / "made")
    shutil.unpack_archive(here / "packed.zip", here / "unzipped reader")
    return here / "unzipped reader"


@pytest.fixture(scope="session")
def html(folder):
    """All pages of the site: path to text."""
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*.html")}


@pytest.fixture
def tab(chromium):
    """Opens pages in a fresh context: tab(width=…, …); whatever goes wrong in them is kept."""
    contexts = []

    def open_tab(width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.asked = []
        page.on("request", lambda r: page.asked.append(r.url))
        return page

    yield open_tab
    for context in contexts:
        context.close()
