"""Where the places of the starter lie: against distances and regions that any atlas gives."""

import math

import pytest

from fitnacorpus.names.starters.table import early_islam

PLACES = {e.id: e for e in early_islam().entries if e.kind == "place"}
EARTH = 6371
"""Mean radius in kilometres."""


def distance(one, other):
    (a, b), (c, d) = (map(math.radians, PLACES[p].geo) for p in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ("mecca", "medina", 340),
        ("mecca", "taif", 65),
        ("medina", "badr", 115),
        ("damascus", "jerusalem", 217),
        ("damascus", "hims", 140),
        ("aleppo", "antioch", 93),
        ("fustat", "alexandria", 182),
        ("baghdad", "mosul", 355),
        ("baghdad", "al-madain", 32),
        ("kufa", "karbala", 75),
        ("kufa", "basra", 365),
        ("sanaa", "aden", 298),
        ("bukhara", "samarqand", 218),
        ("rayy", "isfahan", 328),
        ("nishapur", "herat", 373),
        ("jerusalem", "gaza", 78),
    ],
)
def test_distances_as_the_crow_flies(one, other, kilometres):
    assert distance(one, other) == pytest.approx(kilometres, rel=0.06)


@pytest.mark.parametrize(
    ("south", "west", "north", "east", "ids"),
    [
        (29.5, 42.0, 37.5, 48.6, "kufa basra iraq mosul al-madain hit tikrit wasit baghdad jalula"),
        (30.5, 34.9, 37.2, 41.0, "syria damascus hims raqqa siffin aleppo bosra yarmuk muta"),
        (20.5, 36.0, 29.0, 42.0, "mecca medina badr uhud tabuk khaybar fadak taif al-rabadha mina"),
        (22.0, 25.0, 32.0, 35.0, "egypt fustat alexandria qulzum arish bilbays kharbita nile"),
        (12.0, 42.0, 18.0, 52.5, "yemen sanaa aden najran hadramawt"),
        (34.0, 58.0, 40.5, 70.0, "nishapur tus merv herat balkh bukhara samarqand kabul khurasan"),
        (29.0, 47.5, 36.5, 54.5, "hamadhan isfahan rayy qazwin istakhr tustar ahwaz al-jibal fars"),
    ],
)
def test_places_lie_in_their_regions(south, west, north, east, ids):
    for ident in ids.split():
        latitude, longitude = PLACES[ident].geo
        assert south < latitude < north and west < longitude < east, ident


def test_what_nobody_can_point_to_has_no_point():
    nowhere = {ident for ident, place in PLACES.items() if place.geo is None}
    assert "al-hawab" in nowhere
    assert len(nowhere) < 10
    for place in PLACES.values():
        if place.geo:
            assert 8 < place.geo[0] < 48 and -12 < place.geo[1] < 80, place.id


def test_a_region_is_no_town():
    near = {ident for ident, place in PLACES.items() if place.near}
    assert {"syria", "iraq", "euphrates", "khurasan", "siffin"} <= near
    assert near.isdisjoint({"mecca", "medina", "kufa", "basra", "damascus", "jerusalem"})
