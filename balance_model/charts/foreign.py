"""Dated numbers of a few subjects, each with its own line and name."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.labels import spread
from balance_model.charts.lettering import shorten, text_width
from balance_model.charts.marks import TEXT, fixed, pixel, written, year_axis
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross")
_LABEL_GAP, _HEADROOM = 15.0, 1.12


def dated_numbers(
    rows: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 260
) -> Drawing:
    """Draw each figure as a mark at its date, joined within a mission, with the mission named at its latest.

    Parameters
    ----------
    rows : columns mission, as_of (as written), date (year with fraction), number; in order of date.
    """
    ends = rows.groupby("mission", sort=False).tail(1)
    words = [f"{row.mission} {row.number:,}" for row in ends.itertuples()]
    right = round(min(max((text_width(word, TEXT, bold=True) for word in words), default=0.0) + 18, 0.45 * width))
    room = room_for(title, subtitle, width, height, 46, right)
    first, last = int(rows["date"].min()), int(rows["date"].max()) + 1
    top = float(rows["number"].max()) * _HEADROOM
    x = alt.X("date:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=year_axis(first, last, width < NARROW))
    axis = alt.Axis(format=",.0f", title=None, domain=False, ticks=False, tickCount=4)
    y = alt.Y("number:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)
    tips = [
        alt.Tooltip("mission:N", title="Mission"), alt.Tooltip("as_of:N", title="As of"),
        alt.Tooltip("number:Q", title="Troops", format=",.0f"),
    ]  # fmt: skip
    shapes = dict(zip(dict.fromkeys(rows["mission"]), _SHAPES * len(rows), strict=False))
    places = spread(
        [room.height * (1 - float(number) / top) for number in ends["number"]], _LABEL_GAP, 0, float(room.height)
    )
    labels = [
        {"y": y_at, "words": shorten(word, right - 14, TEXT), "ink": look.text}
        for word, y_at in zip(words, places, strict=True)
    ]
    layers = [
        alt.Chart(rows).mark_line(color=look.muted, strokeWidth=1.4).encode(x=x, y=y, detail=alt.Detail("mission:N")),
        *(
            alt.Chart(rows[rows["mission"] == name])
            .mark_point(shape=shape, size=80, fill=look.accent, stroke=look.accent, opacity=1)
            .encode(x=x, y=y, tooltip=tips)
            for name, shape in shapes.items()
        ),
        written(labels, x=fixed(room.width + 10, "x"), y=pixel("y"), bold=True),
    ]
    return finish(layers, look, title, subtitle, width, room)
