"""Where labels stand so that they do not cover each other or the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import isotonic_regression


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the chart, in pixels; ``top`` is smaller than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two rectangles overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, points: np.ndarray) -> bool:
        """Whether any of ``points`` (n, 2) lies inside."""
        x, y = points[:, 0], points[:, 1]
        return bool(np.any((x > self.left) & (x < self.right) & (y > self.top) & (y < self.bottom)))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move positions as little as possible until they stand at least ``gap`` apart.

    Parameters
    ----------
    wanted : positions in pixels, any order.
    gap : least distance between neighbours; reduced when they do not all fit.
    low, high : ends of the room.

    Returns
    -------
    Positions in the order given, least squares closest to ``wanted``.
    """
    if not wanted:
        return []
    steps = np.arange(len(wanted))
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = np.argsort(wanted, kind="stable")
    loose = isotonic_regression(np.asarray(wanted, dtype=float)[order] - gap * steps).x
    placed = np.clip(loose, low, max(low, high - gap * steps[-1])) + gap * steps
    result = np.empty(len(wanted))
    result[order] = placed
    return [float(y) for y in result]


def place(
    anchors: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    lines: np.ndarray,
    room: Box,
    reach: Sequence[float] = (0.0, 0.6, 1.2),
) -> list[tuple[float, float] | None]:
    """Find a free spot beside each anchor for a label.

    Parameters
    ----------
    anchors : points that are labelled, in pixels.
    sizes : width and height of each label.
    lines : points (n, 2) no label may cover.
    room : labels stay inside.
    reach : distances to try, nearest first, in heights of the label.

    Returns
    -------
    Centre of each label, or None where no spot is free.
    """
    taken = [Box(x - 7, y - 6, x + 7, y + 6) for x, y in anchors]
    spots: list[tuple[float, float] | None] = []
    for (x, y), (width, height) in zip(anchors, sizes, strict=True):
        spot = None
        for right, down in _offsets(width, height, reach):
            box = Box(
                x + right - width / 2, y + down - height / 2, x + right + width / 2, y + down + height / 2
            )
            inside = (
                box.left >= room.left
                and box.right <= room.right
                and box.top >= room.top
                and box.bottom <= room.bottom
            )
            if inside and not box.holds(lines) and not any(box.meets(other) for other in taken):
                taken.append(box)
                spot = (x + right, y + down)
                break
        spots.append(spot)
    return spots


def _offsets(width: float, height: float, reach: Sequence[float]) -> list[tuple[float, float]]:
    """Spots to try, nearest first: above and below, then further out and to either side."""
    return [
        (side * (width / 2 - 6), direction * (7 + height / 2 + far * height))
        for far in reach
        for direction in (-1, 1)
        for side in (0, -1, 1)
    ]
