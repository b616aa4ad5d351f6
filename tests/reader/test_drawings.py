"""The timeline: years run with the interface."""

import pytest

from fitnacorpus.config import Settings
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.reader.drawings import timeline
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import Wording


def event(ident, first, last):
    when = {"notBefore": f"0{first}-01-01", "notAfter": f"0{last}-12-31"}
    return Entry(ident, "event", (Form(ident, "en", "preferred"),), when=when)


@pytest.fixture(scope="module")
def drawn():
    authority = Authority((event("late", 660, 661), event("early", 650, 655)))
    view = View(Settings(), (), authority, (), {})
    return {lang: timeline(view, Wording(lang)) for lang in ("en", "ar")}


def test_earlier_events_stand_left_in_english_and_right_in_arabic(drawn):
    for lang, shown in drawn.items():
        early, late = shown.bars
        assert (early.event.id, late.event.id) == ("early", "late")
        assert (early.x < late.x) is (lang == "en")
        assert early.width > late.width > 0


def test_the_arabic_drawing_is_the_english_one_in_a_mirror(drawn):
    for one, other in zip(drawn["en"].bars, drawn["ar"].bars, strict=True):
        assert other.x + other.width == pytest.approx(drawn["en"].width - one.x, abs=0.2)
