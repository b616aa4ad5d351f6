"""Make the coastline of the map out of the npm package `world-atlas` (Natural Earth, 1:50m).

Natural Earth is in the public domain.  Kept is what lies between Iberia and India, where the
chronicles take place, thinned to what shows at the scale of a page; a map of another region has
none and says nothing wrong.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python benchmarks/make_coast.py package/land-50m.json src/fitnacorpus/reader/data/coast.txt
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

WEST, SOUTH, EAST, NORTH = -12.0, 8.0, 80.0, 48.0
"""What is kept, in degrees."""
THIN = 0.03
"""Degrees by which a thinned line may miss a point; a page shows some 25 pixels a degree."""
UNIT = 100
"""Parts of a degree that are written."""
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


def main() -> None:
    """Write the file."""
    source, target = map(Path, sys.argv[1:3])
    lines = [
        written(thinned(run)) for arc in arcs(json.loads(source.read_text())) for run in inside(arc)
    ]
    kept = sorted(line for line in lines if line.count(" ") > 1)
    head = "# Coastline of Natural Earth (public domain); hundredths of a degree, east and north."
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join([head, *kept]) + "\n")
    print(f"{len(kept)} lines, {sum(line.count(' ') + 1 for line in kept)} points")


if __name__ == "__main__":
    main()
