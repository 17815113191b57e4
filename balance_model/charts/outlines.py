"""From degrees to pixels: countries on a flat picture, and where their names stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from balance_model.records.regions import Region, Ring

MARGIN = 0.04
"""Room around the countries shown, as a part of their extent."""
BROADEST = 2.4
"""Width of the map over its height, at most: beyond it there is nothing to see."""
_FINE = 36
_LETTER_SHAPE = 2.2
_CENTRED = 0.02
"""Pixels of room given up for a pixel nearer to the middle: settles ties."""

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Flat:
    """A country in pixels: rings of (x, y) from the top left, and the middle of its name."""

    code: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    label: tuple[float, float]


@lru_cache(maxsize=32)
def flattened(
    regions: tuple[Region, ...], shown: tuple[str, ...], width: int, height: int
) -> tuple[tuple[Flat, ...], int]:
    """Countries by Mercator projection in a picture that ``shown`` fill, and the width of that picture.

    Rings are cut off at the edges. The picture is not wider than ``width`` and exactly ``height`` high; if
    it cannot be wide enough the countries are drawn smaller.
    """
    spread = np.concatenate([_mercator(ring) for one in regions if one.code in shown for (ring, *_) in one.polygons])
    (west, south), (east, north) = spread.min(axis=0), spread.max(axis=0)
    broad = min(width, round(height * BROADEST))
    scale = min(broad / (east - west), height / (north - south)) * (1 - 2 * MARGIN)
    middle = np.array([(west + east) / 2, (south + north) / 2])

    def place(ring: Ring) -> Points:
        return np.asarray((_mercator(ring) - middle) * [scale, -scale] + [broad / 2, height / 2])

    flats = []
    for one in regions:
        rings = [_cut(place(ring), broad, height) for (ring, *_) in one.polygons]
        rings = [ring for ring in rings if len(ring) > 2]
        if rings:
            largest = max(rings, key=lambda ring: abs(_area(ring)))
            label = _roomiest(largest) if one.code in shown else (0.0, 0.0)
            flats.append(Flat(one.code, tuple(_rounded(ring) for ring in rings), label))
    return tuple(flats), broad


def _mercator(ring: Sequence[tuple[float, float]]) -> Points:
    degrees = np.radians(np.array(ring))
    return np.column_stack([degrees[:, 0], np.log(np.tan(np.pi / 4 + degrees[:, 1] / 2))])


def _cut(ring: Points, width: float, height: float) -> Points:
    """The part of a ring inside the picture (Sutherland-Hodgman, one edge after the other)."""
    for axis, edge, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if not len(ring):
            return ring
        depth = (ring[:, axis] - edge) * sign
        kept: list[Points] = []
        for at in range(len(ring)):
            before, here = depth[at - 1], depth[at]
            if (before >= 0) != (here >= 0):
                kept.append(ring[at - 1] + (ring[at] - ring[at - 1]) * (before / (before - here)))
            if here >= 0:
                kept.append(ring[at])
        ring = np.array(kept)
    return ring


def _rounded(ring: Points) -> tuple[tuple[float, float], ...]:
    """Ring to a tenth of a pixel."""
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in ring)


def _area(ring: Points) -> float:
    x, y = ring.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def _roomiest(ring: Points) -> tuple[float, float]:
    """The point of a ring with most room for words, which are wider than high."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    across, down = (np.linspace(low[axis], high[axis], _FINE) for axis in (0, 1))
    points = np.array([(x, y) for x in across for y in down])
    ends = np.roll(ring, -1, axis=0)
    inside = _inside(points, ring, ends)
    squeeze = np.array([1 / _LETTER_SHAPE, 1.0])
    start, step = ring * squeeze, (ends - ring) * squeeze
    offset = (points * squeeze)[:, None, :] - start
    long = (step**2).sum(axis=1)
    along = np.clip((offset * step).sum(axis=2) / np.where(long > 0, long, 1.0), 0.0, 1.0)
    gap = ((offset - along[..., None] * step) ** 2).sum(axis=2).min(axis=1)
    astray = np.hypot(*(points - (low + high) / 2).T)
    best = points[int(np.argmax(np.where(inside, np.sqrt(gap) - _CENTRED * astray, -np.inf)))]
    return float(best[0]), float(best[1])


def _inside(points: Points, starts: Points, ends: Points) -> NDArray[np.bool_]:
    """Whether each point lies in the ring of these edges (even-odd rule)."""
    x, y = points[:, :1], points[:, 1:]
    spans = (starts[:, 1] > y) != (ends[:, 1] > y)
    rise = np.where(ends[:, 1] == starts[:, 1], 1.0, ends[:, 1] - starts[:, 1])
    at = starts[:, 0] + (y - starts[:, 1]) / rise * (ends[:, 0] - starts[:, 0])
    return np.asarray((spans & (x < at)).sum(axis=1) % 2 == 1)
