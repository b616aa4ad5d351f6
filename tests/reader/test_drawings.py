"""The timeline: years run with the interface."""

import math
import re

import pytest

from fitnacorpus.config import Settings
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.reader.coast import Box, coast, rivers
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


def test_rivers_flow_where_cities_drink_of_them():
    """Cairo and Raqqa lie at a river, Mecca and Damascus at none."""
    distances = {
        name: min(math.dist(point, where) for line in rivers(Box(28, 20, 50, 38)) for point in line)
        for name, where in {
            "Cairo": (30.03, 31.23), "Raqqa": (35.95, 39.02), "Mecca": (21.42, 39.83),
            "Damascus": (33.51, 36.29),
        }.items()
    }  # fmt: skip
    assert max(distances["Cairo"], distances["Raqqa"]) < 0.35
    assert min(distances["Mecca"], distances["Damascus"]) > 0.4
    assert chart(place("raqqa", 35.95, 39.02)).rivers
    assert chart(place("mecca", 21.42, 39.83)).rivers == ""


def test_a_map_is_a_landscape_sheet_that_holds_all_its_places():
    for drawn in (
        chart(place("sanaa", 15.35, 44.2), place("mosul", 36.34, 43.13)),
        chart(place("cordoba", 37.88, -4.78), place("samarkand", 39.65, 66.97)),
        chart(place("cuzco", -13.5, -71.97)),
    ):
        assert drawn.width > drawn.height
        assert all(0 < s.x < drawn.width and 0 < s.y < drawn.height for s in drawn.spots)


def test_a_name_without_room_is_hidden_and_its_sign_is_not():
    """Twelve places within a tenth of a degree, and one far away."""
    close = [place(f"quarter-of-the-city-{n}", 30 + n / 100, 31 + n / 100) for n in range(12)]
    drawn = chart(*close, place("far", 40.0, 45.0))
    hidden = {s.place.id for s in drawn.spots if s.crowded}
    assert len(drawn.spots) == 13
    assert 3 < len(hidden) < 12
    assert "far" not in hidden
