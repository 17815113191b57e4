"""Who is first at each share of two weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from balance_model.analysis.weight_areas import Area
from balance_model.charts.labels import Box
from balance_model.charts.lettering import text_width
from balance_model.charts.marks import TEXT, KeyEntry, fixed, key_row, pixel, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.tints import mixed

_TINT = 0.55
_LETTERS = 14
_TODAY = "Today's weights"


def weight_map(
    areas: Sequence[Area],
    today: tuple[float, float],
    axes: tuple[str, str],
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 380,
) -> Drawing:
    """Draw the triangle of shares of two weights, coloured by who is first, with today's weights marked.

    Parameters
    ----------
    areas : who is first where, as ``weight_map`` of the analysis gives it; corners are shares, 0 to 1.
    today : shares of the two categories now.
    axes : names of the two categories, along and up.
    """
    narrow = width < NARROW
    left = 56
    spare = [area for area in areas if not _label_fits(area, look, width - left, height - 130)]
    entries = [KeyEntry(f"{_names(area, look)} first", _fill(area, look)) for area in spare]
    key, above = key_row(entries, look, width, left) if entries else ([], 0)
    room = room_for(title, subtitle, width, height, left, 14, above + 8, below=46)
    rows = pd.DataFrame(
        [
            {"path": _path(area, room.width, room.height), "fill": _fill(area, look), "who": _names(area, look)}
            for area in areas
        ],
        columns=["path", "fill", "who"],
    )  # fmt: skip
    shape = alt.Chart(rows).mark_point(filled=True, size=4, opacity=1, stroke=look.background, strokeWidth=2).encode(
        x=fixed(0, "x"), y=fixed(0, "y"), shape=alt.Shape("path:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None), tooltip=[alt.Tooltip("who:N", title="First")],
    )  # fmt: skip
    ticks = [0, 0.25, 0.5, 0.75, 1] if narrow else [number / 10 for number in range(11)]
    scale = alt.Scale(domain=[0, 1], nice=False)
    point = pd.DataFrame({"a": [today[0]], "b": [today[1]], "words": [_TODAY]})
    x = alt.X("a:Q", scale=scale, axis=_axis(f"{axes[0]}, share of all weight", ticks))
    y = alt.Y("b:Q", scale=scale, axis=_axis(f"{axes[1]}, share", [0, 0.25, 0.5, 0.75, 1]))
    dot = alt.Chart(point).mark_point(
        filled=True, size=120, opacity=1, fill=look.background, stroke=look.text, strokeWidth=3
    ).encode(x=x, y=y, tooltip=[alt.Tooltip("words:N", title="Here")])  # fmt: skip
    at = (today[0] * room.width, (1 - today[1]) * room.height)
    names: list[dict[str, Any]] = [
        {"x": x * room.width, "y": (1 - y) * room.height, "words": f"{_names(area, look)} first", "ink": look.text}
        for area in areas
        if area not in spare
        for x, y in [_middle(area)]
    ]  # fmt: skip
    for name in names:
        if _box_of(name).holds(np.array([at])):
            name["y"] -= _LETTERS + 10
    mark = [_beside(at, names, room.width, room.height) | {"ink": look.text}]
    layers = [
        shape,
        dot,
        *key,
        written(names, x=pixel("x", "x"), y=pixel("y"), size=_LETTERS, align="center", bold=True),
        written(mark, x=pixel("x", "x"), y=pixel("y"), align="center"),
        written(
            [{"words": "The two together cannot\ncarry more than 100 %", "ink": look.muted}],
            x=fixed(room.width, "x"), y=fixed(10, "y"), align="right",
        ),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room)


def _axis(words: str, ticks: Sequence[float]) -> alt.Axis:
    return alt.Axis(values=list(ticks), format=".0%", title=words, grid=False, labelFlush=False)


def _path(area: Area, wide: float, high: float) -> str:
    """An area as an SVG path in pixels."""
    points = "L".join(f"{x * wide:.2f},{(1 - y) * high:.2f}" for x, y in area.corners)
    return f"M{points}Z"


def _fill(area: Area, look: Look) -> str:
    return mixed(look, look.colour(area.codes[0]), _TINT) if len(area.codes) == 1 else look.grid


def _names(area: Area, look: Look) -> str:
    return " and ".join(look.name(code) for code in area.codes)


def _middle(area: Area) -> tuple[float, float]:
    """Centre of mass of a shape by its corners."""
    x, y = np.array(area.corners).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    across, up = (float(((one + np.roll(one, -1)) * cross).sum() / (3 * cross.sum())) for one in (x, y))
    return across, up


def _label_fits(area: Area, look: Look, wide: float, high: float) -> bool:
    """Whether the name of an area can stand inside it: at its middle the area is broad and tall enough."""
    x, y = _middle(area)
    half = (text_width(_names(area, look) + " first", _LETTERS, bold=True) / 2 + 6) / wide
    tall = (_LETTERS / 2 + 3) / high
    return all(_inside(area, (x + right, y + up)) for right in (-half, half) for up in (-tall, tall))


def _inside(area: Area, point: tuple[float, float]) -> bool:
    corners = area.corners
    turns = [
        (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


def _beside(at: tuple[float, float], names: Sequence[Mapping[str, Any]], wide: float, high: float) -> dict[str, Any]:
    """Where the words for today's weights stand: beside, above or below their mark, clear of the names."""
    size = text_width(_TODAY, TEXT) + 4
    taken = [_box_of(name) for name in names]
    spots = [
        (side * (size / 2 + 12 - 3 * abs(lift)), 13 * lift) for lift in (0, -1, 1, -2, 2) for side in (1, -1)
    ]  # fmt: skip
    centres = [(at[0] + right, at[1] + down) for right, down in spots]
    boxes = [_box(*centre, size, TEXT) for centre in centres]
    free = [
        not any(box.meets(other) for other in taken) and box.within(Box(0, 0, wide, high)) for box in boxes
    ]  # fmt: skip
    best = centres[free.index(True) if any(free) else 0]
    return {"x": best[0], "y": best[1], "words": _TODAY}


def _box_of(name: Mapping[str, Any]) -> Box:
    return _box(name["x"], name["y"], text_width(name["words"], _LETTERS, bold=True), _LETTERS + 4)


def _box(x: float, y: float, wide: float, high: float) -> Box:
    return Box(x - wide / 2, y - high / 2 - 3, x + wide / 2, y + high / 2 + 3)
