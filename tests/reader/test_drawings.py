"""The timeline: years run with the interface."""

import math
import re

import pytest

from fitnacorpus.config import Settings
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.reader.coast import Box, coast
from fitnacorpus.reader.drawings import places_map, timeline
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


# --- The coast behind the map --------------------------------------------------------------------


def place(ident, lat, lon):
    return Entry(ident, "place", (Form(ident, "en", "preferred"),), geo=(lat, lon))


def chart(*places):
    return places_map(View(Settings(), (), Authority(places), (), {}), Wording("en"))


def test_the_coast_stands_where_the_land_ends():
    """Jidda and Alexandria lie at the sea, Medina and Kufa far from it."""
    distances = {
        name: min(math.dist(point, where) for line in coast(Box(30, 18, 48, 34)) for point in line)
        for name, where in {
            "Jidda": (21.49, 39.17), "Alexandria": (31.2, 29.92), "Medina": (24.47, 39.61),
            "Kufa": (32.03, 44.4),
        }.items()
    }  # fmt: skip
    assert max(distances["Jidda"], distances["Alexandria"]) < 0.35
    assert min(distances["Medina"], distances["Kufa"]) > 1


def test_a_map_shows_the_coast_of_its_own_stretch_and_inland_none():
    ports = chart(place("jidda", 21.49, 39.17), place("aden", 12.8, 45.03))
    points = [tuple(map(float, p.split())) for p in re.split("[ML]", ports.coast) if p.strip()]
    assert len(points) > 20
    inside = [0 <= x <= ports.width and 0 <= y <= ports.height for x, y in points]
    assert sum(inside) > 0.8 * len(points), "the ends of a line may lie beyond the edge"
    assert chart(place("isfahan", 32.65, 51.67)).coast == ""
    assert chart(place("cuzco", -13.5, -71.97)).coast == ""
