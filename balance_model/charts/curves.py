"""The curve from strength to value in one category, with the countries on it."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from balance_model.charts.labels import Box, place
from balance_model.charts.lettering import score_text, text_width
from balance_model.charts.marks import TEXT, country_colour, even_ticks, fixed, haloed, pixel, score_axis, written
from balance_model.charts.theme import NARROW, Drawing, Look, Room, finish, room_for

_REACH = (0.0, 0.7, 1.4, 2.1, 2.8, 3.5, 4.2, 5.0)


def saturation(
    curves: pd.DataFrame,
    points: pd.DataFrame,
    half: float,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
) -> Drawing:
    """Draw how strength becomes value: more of the same counts for less.

    Parameters
    ----------
    curves : columns x (strength in norm units), value (0 to 1), category; one category.
    points : columns country, strength, value.
    half : strength at which the value is one half, in norm units.
    """
    left, right = 34, 24
    room = room_for(title, subtitle, width, height, left, right, above=18, below=46)
    end = float(max(curves["x"].max(), points["strength"].max(), half))
    ticks = even_ticks(0.0, end)
    if width < NARROW:
        ticks = ticks[:: max(1, len(ticks) // 3)]
    across = alt.Axis(values=ticks, format=",~r", title="Strength, norm units", grid=False, labelFlush=False)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, end], nice=False), axis=across)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=score_axis())
    dots = points.assign(x=points["strength"], country_name=points["country"].map(look.name))
    tips = [
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("strength:Q", title="Strength, norm units", format=",.3~r"),
        alt.Tooltip("value:Q", title="Value, 0 to 1", format=".2f"),
    ]
    rule = alt.Chart(pd.DataFrame({"x": [half]})).mark_rule(color=look.muted, strokeDash=[3, 3]).encode(x=x)
    words = [{"x": half, "words": f"half value at {half:,.3g}", "ink": look.text}]
    labels = _labels(points, curves, look, room, end)
    layers = [
        rule,
        written(words, x=x, y=fixed(-9, "y"), align="left" if half < end * 0.8 else "right"),
        alt.Chart(curves).mark_line(color=look.baseline, strokeWidth=2.5).encode(x=x, y=y),
        alt.Chart(dots).mark_circle(size=110, opacity=1).encode(x=x, y=y, color=country_colour(look), tooltip=tips),
        _leaders(labels, look),
        *haloed(labels, look, x=pixel("px", "x"), y=pixel("py"), bold=True, align="center"),
    ]
    return finish(layers, look, title, subtitle, width, room)


def _labels(points: pd.DataFrame, curves: pd.DataFrame, look: Look, room: Room, end: float) -> pd.DataFrame:
    """Names beside the dots, clear of the curve and of each other, with the way back to the dot."""
    words = [f"{look.name(c)} {score_text(v)}" for c, v in zip(points["country"], points["value"], strict=True)]
    dots = [
        (strength / end * room.width, (1 - value) * room.height)
        for strength, value in zip(points["strength"], points["value"], strict=True)
    ]
    across = np.arange(0.0, room.width, 3.0)
    heights = np.interp(across / room.width * end, curves["x"], curves["value"])
    line = np.column_stack([across, room.height * (1 - heights)])
    sizes = [(text_width(text, TEXT, bold=True), 15.0) for text in words]
    space = Box(-7, 2, room.width + 20, room.height - 2)
    spots = place(dots, sizes, line, space, reach=_REACH, always=True)
    centres = [dot if spot is None else spot for dot, spot in zip(dots, spots, strict=True)]
    return pd.DataFrame({
        "px": [x for x, _ in centres], "py": [y for _, y in centres], "words": words,
        "dot_x": [x for x, _ in dots], "dot_y": [y for _, y in dots],
        "ink": points["country"].map(look.ink).to_list(),
    })  # fmt: skip


def _leaders(labels: pd.DataFrame, look: Look) -> alt.Chart:
    """Thin lines from labels that stand further off to their dots."""
    away = labels["py"] - labels["dot_y"]
    far = labels[away.abs() > 20].assign(to_y=labels["py"] - 7 * np.sign(away))
    rule = alt.Chart(far).mark_rule(color=look.baseline, strokeWidth=1)
    chart: alt.Chart = rule.encode(x=pixel("dot_x", "x"), x2=alt.X2("px:Q"), y=pixel("dot_y"), y2=alt.Y2("to_y:Q"))
    return chart
