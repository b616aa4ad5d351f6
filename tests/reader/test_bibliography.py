"""Where a reader can look the facts of the authority up."""

import re

import pytest

from fitnacorpus.reader.bibliography import of_record
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.wording import Wording


def page(pages, lang, folder):
    return pages.file(f"{'ar/' if lang == 'ar' else ''}{folder}/index.html").decode()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "al-Tabari, Ta'rikh al-rusul wa'l-muluk (M. J. de Goeje and others, Leiden, "),
        ("ar", "الطبري، تاريخ الرسل والملوك ("),
    ],
)
def test_a_work_is_named_in_the_language_of_the_page(pages, lang, said):
    shelf = Shelf(pages.view, Wording(lang))
    assert dict(of_record(shelf, "promise-of-egypt-to-amr"))["tabari"].startswith(said)


@pytest.mark.parametrize("folder", ["names/abd-allah-b-abbas", "events/promise-of-egypt-to-amr"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_of_a_record_leads_to_its_works(pages, folder, lang):
    led = set(re.findall(r'/texts/index\.html#(work-[^"]+)"', page(pages, lang, folder)))
    assert led and led <= set(re.findall(r'id="(work-[^"]+)"', page(pages, lang, "texts")))


def test_without_a_bibliography_nothing_is_said_of_one(tiny_pages):
    assert "work-" not in page(tiny_pages, "en", "texts")
