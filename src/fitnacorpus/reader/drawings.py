"""Timeline and map, laid out from the authority's own data; the templates draw them as SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Entry
from fitnacorpus.orthography.hijri import hijri_year
from fitnacorpus.reader.coast import Box, coast, rivers
from fitnacorpus.reader.events import dates, years
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import Wording

_WIDTH: Final = 960
"""Width of the timeline, in units of the drawing."""
_LEFT: Final = 300
"""Units before the first year, where the names of the events stand."""
_RIGHT: Final = 24
"""Units behind the last year."""
_ROW: Final = 26
"""Height of the row of an event."""
_TOP: Final = 56
"""Height of the years above the rows, in two calendars."""
_SHEET: Final = (1200, 900)
"""Width and height of the map, in units of the drawing: a landscape sheet."""
_MARGIN: Final = 1.5
"""Degrees around the outermost places."""
_CROWDED: Final = 60
"""Units of area that a name on the map may lie over others; more, and it cannot be read."""
_LETTER: Final = 7.5
"""Width of a letter of a name on the map, rather too much than too little (Amiri at 15 units)."""
_HIJRA: Final = 623
"""The first Gregorian year that begins after the Hijra."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An event on the timeline, in units of the drawing; `x` is its left edge."""

    event: Entry
    title: str
    when: str
    depth: int
    x: float
    width: float
    y: float
    accounts: str
    unsure: bool
    differ: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; on the timeline with that of the Hijra in which it begins."""

    x: float
    label: str
    hijri: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: size, bars from above, years, and the events without dates."""

    width: int
    height: int
    label_x: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[Entry, ...]


def timeline(view: View, w: Wording) -> Timeline:
    """All dated events by their first year; mirrored where the interface runs to the left."""
    found = []

    def visit(parent: str, depth: int) -> None:
        ids = [view.authority.by_id[i] for i in view.children.get(parent, ())]
        for event in sorted(ids, key=lambda e: (years(e) or (9999, 9999))[0]):
            if span := years(event):
                found.append((event, depth, span))
            visit(event.id, depth + 1)

    visit("", 0)
    first = min((s[0] for _, _, s in found), default=0)
    last = max((s[1] for _, _, s in found), default=1) + 1
    scale = (_WIDTH - _LEFT - _RIGHT) / max(1, last - first)
    mirrored = w.lang == languages.AR

    def at(x: float, width: float = 0) -> float:
        return round(_WIDTH - x - width if mirrored else x, 1)

    bars = []
    for i, (event, depth, (a, b)) in enumerate(found):
        x, width = _LEFT + (a - first) * scale, (b + 1 - a) * scale
        told = len(view.texts_of(event.id))
        bars.append(
            Bar(
                event, w.name(event), dates(event, w), depth, at(x, width), round(width, 1),
                _TOP + i * _ROW, w.count("account", told) if told else "",
                "notBefore" in event.when or "notAfter" in event.when, event.id in view.differing,
            )
        )  # fmt: skip
    step = max(1, math.ceil((last - first) / 12))
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10000) if s >= step)
    ticks = tuple(
        Tick(at(_LEFT + (year - first) * scale), w("ce", n=year), _hijri(year, w))
        for year in range(-(-first // step) * step, last + 1, step)
    )
    undated = tuple(e for e in view.events if years(e) is None)
    height = _TOP + len(bars) * _ROW + 12
    return Timeline(_WIDTH, height, at(8), tuple(bars), ticks, undated)


def _hijri(year: int, w: Wording) -> str:
    """The year of the Hijra in which a Gregorian year begins; "" before the Hijra."""
    if year < _HIJRA:
        return ""
    return w("ah", n=hijri_year(date(year, 1, 1)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, and where its name is written; crowded where that is over others."""

    place: Entry
    title: str
    x: float
    y: float
    r: float
    label_x: float
    label_y: float
    anchor: str
    uncertain: bool
    crowded: bool
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing: size, degrees, places, those without coordinates, coast and rivers as paths."""

    width: int
    height: int
    meridians: tuple[Tick, ...]
    parallels: tuple[Tick, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[Entry, ...]
    coast: str
    rivers: str


def places_map(view: View, w: Wording) -> Map:
    """All places with coordinates, equirectangular about their middle latitude."""
    placed = [e for e in view.named if e.geo]
    unplaced = tuple(e for e in view.named if e.kind == "place" and not e.geo)
    west, south, east, north = _sheet([e.geo for e in placed if e.geo] or [(0.0, 0.0)])
    squeeze = math.cos(math.radians((south + north) / 2))
    width, height = _SHEET
    scale = height / (north - south)

    def project(geo: tuple[float, float]) -> tuple[float, float]:
        return (
            round((geo[1] - west) * squeeze * scale, 1),
            round((north - geo[0]) * scale, 1),
        )

    ordered = sorted(placed, key=lambda e: (-len(view.places.get(e.id, ())), e.id))
    circles = {}
    for entry in ordered:
        assert entry.geo
        r = round(4 + 1.6 * math.sqrt(len(view.places.get(entry.id, ()))), 1)
        circles[entry.id] = (*project(entry.geo), r)
    # No name is written over a circle, be it of a place that is named less.
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in circles.values()]
    spots = []
    for entry in ordered:
        x, y, r = circles[entry.id]
        count = w.count("mention", len(view.places.get(entry.id, ())))
        spots.append(_spot(entry, w.name(entry), x, y, r, width, height, taken, count))
    step = next(s for s in (1, 2, 5, 10, 20, 30) if max(north - south, east - west) / s <= 10)
    meridians = tuple(
        Tick(project((0, d))[0], f"{d}°")
        for d in range(math.ceil(west / step) * step, math.floor(east) + 1, step)
    )
    parallels = tuple(
        Tick(project((d, 0))[1], f"{d}°")
        for d in range(math.ceil(south / step) * step, math.floor(north) + 1, step)
    )
    shore, water = (
        " ".join("M" + "L".join(f"{x:g} {y:g}" for x, y in map(project, line)) for line in lines)
        for lines in (of(Box(west, south, east, north)) for of in (coast, rivers))
    )
    return Map(width, height, meridians, parallels, tuple(spots), unplaced, shore, water)


def _sheet(points: list[tuple[float, float]]) -> Box:
    """What is shown: all places with some land around them, in the proportions of the sheet."""
    south, north = min(p[0] for p in points) - _MARGIN, max(p[0] for p in points) + _MARGIN
    west, east = min(p[1] for p in points) - _MARGIN, max(p[1] for p in points) + _MARGIN
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * squeeze, north - south
    more = high * _SHEET[0] / _SHEET[1] - wide
    if more > 0:
        west, east = west - more / squeeze / 2, east + more / squeeze / 2
    else:
        taller = wide * _SHEET[1] / _SHEET[0] - high
        south, north = south - taller / 2, north + taller / 2
    return Box(west, south, east, north)


def _spot(
    entry: Entry,
    title: str,
    x: float,
    y: float,
    r: float,
    width: int,
    height: int,
    taken: list[tuple[float, float, float, float]],
    count: str,
) -> Spot:
    """A place with its name beside it, on the first side where no other name stands."""
    long = _LETTER * len(title) + 6
    sides = [
        (x + r + 4, y + 5, "start", x + r + 4),
        (x - r - 4, y + 5, "end", x - r - 4 - long),
        (x, y - r - 6, "middle", x - long / 2),
        (x, y + r + 17, "middle", x - long / 2),
        (x + r + 4, y - 12, "start", x + r + 4),
        (x + r + 4, y + 22, "start", x + r + 4),
        (x - r - 4, y - 12, "end", x - r - 4 - long),
        (x - r - 4, y + 22, "end", x - r - 4 - long),
    ]

    def over(side: tuple[float, float, str, float]) -> float:
        left, top = side[3], side[1] - 15
        return sum(
            max(0.0, min(left + long, t[2]) - max(left, t[0]))
            * max(0.0, min(top + 20, t[3]) - max(top, t[1]))
            for t in taken
        )

    def cost(side: tuple[float, float, str, float]) -> float:
        left, top = side[3], side[1] - 15
        box = left, top, left + long, top + 20
        out = max(0.0, -box[0]) + max(0.0, box[2] - width) + max(0.0, -box[1])
        return over(side) + 50 * (out + max(0.0, box[3] - height))

    best = min(sides, key=cost)
    crowded = over(best) > _CROWDED
    if not crowded:
        taken.append((best[3], best[1] - 15, best[3] + long, best[1] + 5))
    low = entry.geo_cert == "low"
    at = round(best[0], 1), round(best[1], 1)
    return Spot(entry, title, x, y, r, *at, best[2], low, crowded, count)
