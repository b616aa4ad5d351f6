"""Coasts and rivers behind the map: Natural Earth's, between Iberia and India."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

_UNIT: Final = 100
"""Parts of a degree in which the files are written (`benchmarks/make_coast.py`)."""


class Box(NamedTuple):
    """A stretch of the earth, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point, as latitude and longitude, lies in it."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east


@cache
def _lines(name: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """All lines of a file, as points of latitude and longitude in degrees."""
    data = (resources.files("fitnacorpus.reader") / "data" / name).read_text("utf-8")
    out = []
    for row in data.splitlines():
        if row.startswith("#"):
            continue
        east = north = 0
        points = []
        for step in row.split():
            x, _, y = step.partition(",")
            east, north = east + int(x), north + int(y)
            points.append((north / _UNIT, east / _UNIT))
        out.append(tuple(points))
    return tuple(out)


def coast(box: Box) -> Iterator[list[tuple[float, float]]]:
    """The stretches of the coast in a box, each with the points beyond its ends.

    Args:
        box: What is shown.

    Yields:
        Points of latitude and longitude, two or more.
    """
    return _inside(box, "coast.txt")


def rivers(box: Box) -> Iterator[list[tuple[float, float]]]:
    """The stretches of the rivers in a box, in the same way."""
    return _inside(box, "rivers.txt")


def _inside(box: Box, name: str) -> Iterator[list[tuple[float, float]]]:
    for line in _lines(name):
        run: list[tuple[float, float]] = []
        for index, point in enumerate(line):
            here = box.holds(point)
            if here and not run and index:
                run.append(line[index - 1])
            if here or run:
                run.append(point)
            if run and not here:
                yield run
                run = []
        if len(run) > 1:
            yield run
