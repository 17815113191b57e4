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

    def within(self, room: Box) -> bool:
        """Whether it lies wholly in ``room``."""
        across = room.left <= self.left and self.right <= room.right
        return across and room.top <= self.top and self.bottom <= room.bottom

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
    always: bool = False,
) -> list[tuple[float, float] | None]:
    """Find a free spot beside each anchor for a label.

    Parameters
    ----------
    anchors : points that are labelled, in pixels.
    sizes : width and height of each label.
    lines : points (n, 2) no label may cover.
    room : labels stay inside.
    reach : distances to try, nearest first, in heights of the label.
    always : whether a label that finds no spot may cover a line rather than be left out.

    Returns
    -------
    Centre of each label, or None where no spot is free.
    """
    taken = [Box(x - 7, y - 6, x + 7, y + 6) for x, y in anchors]
    nothing = np.empty((0, 2))
    spots: list[tuple[float, float] | None] = []
    for anchor, size in zip(anchors, sizes, strict=True):
        box = _free(anchor, size, lines, room, reach, taken)
        if box is None and always:
            box = _free(anchor, size, nothing, room, reach, taken)
        if box is not None:
            taken.append(box)
        spots.append(None if box is None else ((box.left + box.right) / 2, (box.top + box.bottom) / 2))
    return spots


def _free(
    anchor: tuple[float, float],
    size: tuple[float, float],
    lines: np.ndarray,
    room: Box,
    reach: Sequence[float],
    taken: Sequence[Box],
) -> Box | None:
    """The nearest free rectangle of ``size`` beside ``anchor``."""
    width, height = size
    for right, down in _offsets(width, height, reach):
        x, y = anchor[0] + right, anchor[1] + down
        box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if box.within(room) and not box.holds(lines) and not any(box.meets(other) for other in taken):
            return box
    return None


def _offsets(width: float, height: float, reach: Sequence[float]) -> list[tuple[float, float]]:
    """Spots to try, nearest first: above and below, then further out and to either side."""
    return [
        (side * (width / 2 - 6), direction * (7 + height / 2 + far * height))
        for far in reach
        for direction in (-1, 1)
        for side in (0, -1, 1)
    ]
