"""Outlines of countries for the map, read from ``regions.topojson`` beside the tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from balance_model.errors import DataError, Finding
from balance_model.records.world import data_folder

MAP_FILE = "regions.topojson"

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Outline of a country: polygons of rings, the first of each its edge, the others holes.

    Points are (degrees east, degrees north).
    """

    code: str
    polygons: tuple[tuple[Ring, ...], ...]


def load_regions(folder: str | Path | None = None) -> tuple[Region, ...]:
    """Outlines of countries and of their surroundings, as the file has them.

    Raises DataError when the file is missing or broken. A country may have no outline: it is then not drawn.
    """
    path = data_folder(folder) / MAP_FILE
    try:
        return _regions(path.read_bytes())
    except FileNotFoundError:
        raise _fault("-", "file", "the file is missing", "Make it with tools/make_map.py.") from None
    except (ValueError, KeyError, IndexError, TypeError) as error:
        problem = f"it is not a sound TopoJSON file ({type(error).__name__})"
        raise _fault("-", "file", problem, "Make it again with tools/make_map.py.") from None


@lru_cache(maxsize=4)
def _regions(raw: bytes) -> tuple[Region, ...]:
    topology = json.loads(raw)
    arcs = _arcs(topology)
    return tuple(
        Region(
            shape["id"],
            tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in shape["arcs"]),
        )
        for shape in topology["objects"]["regions"]["geometries"]
    )


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """Arcs in degrees from the steps on the grid that the file stores."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((west + x * across, south + y * up))
        arcs.append(tuple(line))
    return arcs


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs one after another; a negative number is an arc walked backwards. Joints are named once."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def _fault(row: str, field: str, problem: str, cure: str) -> DataError:
    return DataError([Finding(MAP_FILE, row, field, problem, cure)])
