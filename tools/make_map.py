"""Make data/regions.topojson from countries-50m.json of world-atlas (Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_map.py package/countries-50m.json

Countries keep the arcs they share, so that borders stay common. Arcs are simplified (Douglas-Peucker) and
islands too small to see and enclaves (San Marino, Vatican) are left out.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).parents[1] / "data" / "regions.topojson"
CODES = {
    "Serbia": "SRB", "Croatia": "HRV", "Bosnia and Herz.": "BIH", "Kosovo": "XKX", "Montenegro": "MNE",
    "Albania": "ALB", "Macedonia": "MKD", "Slovenia": "SVN", "Hungary": "HUN", "Romania": "ROU", "Bulgaria": "BGR",
    "Italy": "ITA", "Greece": "GRC", "Austria": "AUT",
}  # fmt: skip
TOLERANCE = 0.012  # degrees
LEAST_AREA = 0.01  # square degrees; a country keeps its largest part in any case
FRAME = (11.5, 40.0, 25.0, 48.0)  # parts wholly outside are left out: west, south, east, north
GRID = 5000

Point = tuple[float, float]


def main() -> None:
    """Read the atlas named on the command line and write the small map."""
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    kept: dict[int, int] = {}
    shapes = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = CODES.get(shape["properties"]["name"])
        if code is None:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        sized = sorted(((_area(_ring(p[0], arcs)), p) for p in polygons), key=lambda item: -item[0])
        chosen = [p for n, (area, p) in enumerate(sized) if (n == 0 or area >= LEAST_AREA) and _near(p[0], arcs)]
        renamed = [[[_rename(arc, kept) for arc in polygon[0]]] for polygon in chosen]
        shapes.append({"type": "MultiPolygon", "id": code, "arcs": renamed})
    west, south, east, north = FRAME
    scale = ((east - west) / GRID, (north - south) / GRID)
    topology = {
        "type": "Topology",
        "note": "Country outlines from Natural Earth 1:50m (public domain) by way of world-atlas 2.0.2 (ISC), "
        "simplified; made by tools/make_map.py. Borders imply no view on status.",
        "transform": {"scale": scale, "translate": (west, south)},
        "objects": {"regions": {"type": "GeometryCollection", "geometries": sorted(shapes, key=lambda s: s["id"])}},
        "arcs": [_steps(_simpler(arcs[old]), scale, (west, south)) for old in kept],
    }
    OUT.write_text(json.dumps(topology, separators=(",", ":")) + "\n", encoding="utf-8")


def _rename(arc: int, kept: dict[int, int]) -> int:
    own = arc if arc >= 0 else ~arc
    new = kept.setdefault(own, len(kept))
    return new if arc >= 0 else ~new


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]


def _area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def _near(ring: list[int], arcs: list[list[Point]]) -> bool:
    west, south, east, north = FRAME
    return any(west < x < east and south < y < north for x, y in _ring(ring, arcs))


def _simpler(line: list[Point]) -> list[Point]:
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    far = [
        abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        for x, y in line
    ]
    at = max(range(len(line)), key=far.__getitem__)
    if far[at] <= TOLERANCE:
        return [line[0], line[-1]]
    return _simpler(line[: at + 1])[:-1] + _simpler(line[at:])


def _steps(line: list[Point], scale: Point, origin: Point) -> list[tuple[int, int]]:
    grid = [(round((x - origin[0]) / scale[0]), round((y - origin[1]) / scale[1])) for x, y in line]
    return [grid[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(grid))]


if __name__ == "__main__":
    main()
