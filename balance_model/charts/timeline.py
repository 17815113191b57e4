"""The index of each country over the years."""

from __future__ import annotations

import math
from typing import Literal

import altair as alt
import numpy as np
import pandas as pd

from balance_model.charts.bands import along
from balance_model.charts.labels import Box, place, spread
from balance_model.charts.lettering import score_text, text_width
from balance_model.charts.marks import (
    TEXT,
    country_colour,
    fixed,
    haloed,
    pixel,
    score_axis,
    tick_step,
    written,
    year_axis,
)
from balance_model.charts.theme import NARROW, Drawing, Look, Room, finish, room_for

END_GAP = 15.0


def index_over_time(
    scores: pd.DataFrame,
    steps: pd.DataFrame,
    look: Look,
    year: int,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
    reference: pd.DataFrame | None = None,
    bands: pd.DataFrame | None = None,
) -> Drawing:
    """Draw a line per country with its name and last score at the end.

    Parameters
    ----------
    scores : columns country, year, score.
    steps : columns country, year, score, label, detail, delta: years in which arrivals or departures move the
        line up or down (the sign of delta). A
        label is drawn where there is room for it; ``detail`` is shown on hovering.
    year : the chosen year, marked by a dashed rule.
    reference : same columns as ``scores``, drawn as a dashed line in the colour of each country, or None.
    bands : columns country, year, low80, low50, high50, high80, drawn as areas behind the lines, or None.
    """
    narrow = width < NARROW
    left, right = 34, 96 if narrow else 112
    room = room_for(title, subtitle, width, height, left, right, above=18)
    lines = scores.assign(country_name=scores["country"].map(look.name))
    first, last = int(lines["year"].min()), int(lines["year"].max())
    seen = [lines["score"], steps["score"]] + ([] if reference is None else [reference["score"]])
    seen += [] if bands is None else [bands["high80"]]
    top = ceiling(float(pd.concat(seen).max()))
    x = alt.X("year:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=year_axis(first, last, narrow))
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("score:Q", scale=scale, axis=score_axis(top))
    tips = [
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("year:Q", title="Year", format="d"),
        alt.Tooltip("score:Q", title="Index, 0 to 1", format=".2f"),
    ]
    layers: list[alt.Chart] = _chosen_year(year, look, x, at_edge=year == first)
    if bands is not None:
        layers += along(bands, look, x, scale)
    if reference is not None:
        dashed = alt.Chart(reference).mark_line(strokeWidth=1.5, strokeDash=[4, 3])
        layers.append(dashed.encode(x=x, y=y, color=country_colour(look)))
    layers.append(alt.Chart(lines).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=country_colour(look)))
    layers.append(alt.Chart(lines).mark_circle(size=120, opacity=0).encode(x=x, y=y, tooltip=tips))
    here = lines[lines["year"] == year]
    layers.append(
        alt.Chart(here).mark_circle(size=60, opacity=1).encode(x=x, y=y, color=country_colour(look), tooltip=tips)
    )
    layers.append(end_labels(lines[lines["year"] == last], look, room, top))
    if len(steps):
        layers += _steps(steps, lines, look, room, (first, last, top), x, y)
    return finish(layers, look, title, subtitle, width, room)


def ceiling(score: float) -> float:
    """Round up to the next tick, so that the highest line has its axis end above it."""
    if not score > 0:
        return 1.0
    step = tick_step(score)
    return round(math.ceil(score / step - 1e-9) * step, 10)


def end_labels(ends: pd.DataFrame, look: Look, room: Room, top: float) -> alt.Chart:
    """Names and last scores to the right of the lines, at least 15 pixels apart."""
    wanted = [room.height * (1 - score / top) for score in ends["score"]]
    names, scores = ends["country"].map(look.name), ends["score"].map(score_text)
    rows = pd.DataFrame({
        "y": spread(wanted, END_GAP, 4.0, room.height - 4.0),
        "words": (names + " " + scores).to_list(),
        "ink": ends["country"].map(look.ink).to_list(),
        "country": ends["country"].to_list(),
    })  # fmt: skip
    return written(rows, x=fixed(room.width + 9, "x"), y=pixel("y"), size=13, bold=True)


def _chosen_year(year: int, look: Look, x: alt.X, at_edge: bool) -> list[alt.Chart]:
    rule = alt.Chart(pd.DataFrame({"year": [year]})).mark_rule(color=look.muted, strokeDash=[3, 3], strokeWidth=1.2)
    words = [{"year": year, "words": str(year), "ink": look.text}]
    side: Literal["left", "center"] = "left" if at_edge else "center"
    number = written(words, x=x, y=fixed(-9, "y"), align=side, bold=True)
    return [rule.encode(x=x), number]


def _steps(
    steps: pd.DataFrame,
    lines: pd.DataFrame,
    look: Look,
    room: Room,
    ends: tuple[int, int, float],
    x: alt.X,
    y: alt.Y,
) -> list[alt.Chart]:
    rows = steps.assign(country_name=steps["country"].map(look.name), ink=steps["country"].map(look.ink))
    first, last, top = ends
    span = max(last - first, 1)
    anchors = [
        ((t - first) / span * room.width, room.height * (1 - s / top))
        for t, s in zip(rows["year"], rows["score"], strict=True)
    ]
    sizes = [(text_width(str(label), TEXT), 14.0) for label in rows["label"]]
    spots = place(anchors, sizes, _along(lines, room, ends), Box(2, 2, room.width - 2, room.height - 2))
    tips = [
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("year:Q", title="Year", format="d"),
        alt.Tooltip("label:N", title="What"),
        alt.Tooltip("detail:N", title="Detail"),
    ]
    rows = rows.assign(shape=np.where(rows["delta"] < 0, "triangle-down", "triangle-up"))
    mark = alt.Chart(rows).mark_point(filled=True, size=95, opacity=1, stroke=look.background, strokeWidth=1)
    shape = alt.Shape("shape:N", scale=None, legend=None)
    triangles = mark.encode(x=x, y=y, color=country_colour(look), shape=shape, tooltip=tips)
    shown = [
        {"px": spot[0], "py": spot[1], "words": label, "ink": ink}
        for spot, label, ink in zip(spots, rows["label"], rows["ink"], strict=True)
        if spot is not None
    ]
    if not shown:
        return [triangles]
    words = haloed(shown, look, x=pixel("px", "x"), y=pixel("py"), align="center")
    return [*words, triangles]


def _along(lines: pd.DataFrame, room: Room, ends: tuple[int, int, float]) -> np.ndarray:
    """Points every three pixels along each line, shape (n, 2), in pixels."""
    first, last, top = ends
    across = np.arange(0.0, room.width, 3.0)
    years = first + across / room.width * max(last - first, 1)
    points = [
        np.column_stack([across, room.height * (1 - np.interp(years, one["year"], one["score"]) / top)])
        for _, one in lines.sort_values("year").groupby("country")
    ]
    return np.concatenate(points)
