"""Make the coastline and the rivers of the map out of Natural Earth, 1:50m.

Natural Earth is in the public domain.  The coast comes from the npm package `world-atlas`, the
rivers from the file "Rivers + lake centerlines" of naturalearthdata.com as GeoJSON.  Kept is what
lies between Iberia and India, where the chronicles take place, thinned to what shows at the scale
of a page; canals of our time are left out.  A map of another region has none and says nothing
wrong.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python benchmarks/make_coast.py package/land-50m.json RIVERS.geojson src/fitnacorpus/reader/data
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

WEST, SOUTH, EAST, NORTH = -12.0, 8.0, 80.0, 48.0
"""What is kept, in degrees."""
THIN = 0.03
"""Degrees by which a thinned line may miss a point; a page shows some 25 pixels a degree."""
UNIT = 100
"""Parts of a degree that are written."""
CANALS = ("canal", "csatorna")
"""Words in the names of waterways that people dug lately."""
Point = tuple[float, float]


def arcs(topology: dict[str, object]) -> Iterator[list[Point]]:
    """The lines of a TopoJSON file, as longitude and latitude."""
    transform = topology["transform"]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]  # type: ignore[index]
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        line = []
        for a, b in arc:
            x, y = x + a, y + b
            line.append((x * kx + dx, y * ky + dy))
        yield line


def rivers(collection: dict[str, object]) -> Iterator[list[Point]]:
    """The rivers of a GeoJSON file, as longitude and latitude; a lake is crossed by its middle."""
    for feature in collection["features"]:  # type: ignore[attr-defined]
        name = (feature["properties"]["name"] or "").lower()
        geometry = feature["geometry"]
        if not geometry or any(word in name for word in CANALS):
            continue
        lines = geometry["coordinates"]
        for line in [lines] if geometry["type"] == "LineString" else lines:
            yield [(point[0], point[1]) for point in line]


def inside(line: Sequence[Point]) -> Iterator[list[Point]]:
    """The stretches of a line that lie in the region, each with the point beyond its ends."""
    run: list[Point] = []
    for before, point in zip([line[0], *line], line, strict=False):
        here = WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH
        if here and not run:
            run = [before] if before != point else []
        if here or run:
            run.append(point)
        if run and not here:
            yield run
            run = []
    if run:
        yield run


def thinned(line: list[Point]) -> list[Point]:
    """A line with the points left out that hardly bend it (Ramer, Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)

    def far(p: Point) -> float:
        if not length:
            return math.hypot(p[0] - ax, p[1] - ay)
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length

    at = max(range(1, len(line) - 1), key=lambda i: far(line[i]))
    if far(line[at]) <= THIN:
        return [line[0], line[-1]]
    return [*thinned(line[: at + 1])[:-1], *thinned(line[at:])]


def written(line: Sequence[Point]) -> str:
    """A line in hundredths of a degree: its first point, then the steps from point to point."""
    points = [(round(x * UNIT), round(y * UNIT)) for x, y in line]
    turns = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    steps = [points[0], *turns]
    return " ".join(f"{x},{y}" for x, y in steps if (x, y) != (0, 0))


def write(target: Path, what: str, lines: Iterable[list[Point]]) -> None:
    """Write what of some lines lies in the region, and say how much it is."""
    runs = (written(thinned(run)) for line in lines for run in inside(line))
    kept = sorted(run for run in runs if " " in run)
    head = f"# {what} of Natural Earth (public domain); hundredths of a degree, east and north."
    target.write_text("\n".join([head, *kept]) + "\n")
    print(f"{target.name}: {len(kept)} lines, {sum(run.count(' ') + 1 for run in kept)} points")


def main() -> None:
    """Write both files."""
    land, water, folder = map(Path, sys.argv[1:4])
    folder.mkdir(exist_ok=True)
    write(folder / "coast.txt", "Coastline", arcs(json.loads(land.read_text())))
    write(folder / "rivers.txt", "Rivers", rivers(json.loads(water.read_text())))


if __name__ == "__main__":
    main()
