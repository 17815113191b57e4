"""Who is first on a map over the shares of two weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.weightings import LEVEL, Field

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Area:
    """A part of the map in which the same countries are first: corners as (share of x, share of y)."""

    codes: tuple[str, ...]
    corners: tuple[tuple[float, float], ...]


def rest_shares(field: Field, x: str, y: str) -> Array:
    """How the weight that two categories leave is shared among the others: as today, or alike if they carry none."""
    rest = field.weights.copy()
    rest[[field.at(x), field.at(y)]] = 0.0
    if rest.sum() <= 0:
        rest = np.ones_like(rest)
        rest[[field.at(x), field.at(y)]] = 0.0
    return np.asarray(rest / rest.sum())


def weight_map(field: Field, x: str, y: str) -> list[Area]:
    """Who is first at each share of two categories, the rest shared as `rest_shares` says.

    The field needs three categories or more. Each area is the triangle of shares (x + y <= 1) cut by one straight
    line for each rival, so the borders are exact.
    """
    corner = np.stack(
        [field.merit @ rest_shares(field, x, y), field.merit[:, field.at(x)], field.merit[:, field.at(y)]]
    )
    areas, seen = [], set()
    for row in range(len(field.codes)):
        alike = tuple(np.flatnonzero((np.abs(corner - corner[:, [row]]) <= LEVEL).all(axis=0)).tolist())
        if alike in seen:
            continue
        seen.add(alike)
        shape = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
        for rival in (other for other in range(len(field.codes)) if other not in alike):
            shape = _cut(shape, corner[:, row] - corner[:, rival])
        if _size(shape) > LEVEL:
            areas.append(Area(tuple(field.codes[one] for one in alike), tuple(shape)))
    return areas


def _cut(shape: Sequence[tuple[float, float]], gap: Array) -> list[tuple[float, float]]:
    """The part of a convex shape where a gap, given at the three corners of the triangle, is not negative."""

    def height(point: tuple[float, float]) -> float:
        return float(gap[0] + point[0] * (gap[1] - gap[0]) + point[1] * (gap[2] - gap[0]))

    kept: list[tuple[float, float]] = []
    for here, there in zip(shape, [*shape[1:], *shape[:1]], strict=True):
        now, then = height(here), height(there)
        if now >= 0:
            kept.append(here)
        if (now > 0 > then) or (now < 0 < then):
            part = now / (now - then)
            kept.append((here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])))
    return kept


def _size(shape: Sequence[tuple[float, float]]) -> float:
    """Area of a shape by its corners."""
    pairs = zip(shape, [*shape[1:], *shape[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
