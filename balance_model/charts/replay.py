"""The index of the four along the changes of a scenario, made one after another."""

from __future__ import annotations

from typing import Literal

import altair as alt
import pandas as pd

from balance_model.charts.marks import country_colour, fixed, score_axis, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.timeline import ceiling, end_labels

MOST_TICKS = 12


def replayed(
    levels: pd.DataFrame,
    step: int,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 250,
) -> Drawing:
    """Draw one line a country over the steps; the part that is still to be replayed is pale.

    Parameters
    ----------
    levels : columns step (0 is before any change), country, score, words (the change of that step). Every
        country has every step.
    step : the step that is shown now; a rule marks it.
    """
    narrow = width < NARROW
    left, right = 34, 104 if narrow else 132
    room = room_for(title, subtitle, width, height, left, right, above=18)
    last = max(int(levels["step"].max()), 1)
    every = -(-last // (MOST_TICKS // 2 if narrow else MOST_TICKS))
    x = alt.X(
        "step:Q",
        scale=alt.Scale(domain=[0, last], nice=False),
        axis=alt.Axis(values=list(range(0, last + 1, every)), format="d", title=None, grid=False, labelFlush=False),
    )
    top = ceiling(float(levels["score"].max()))
    y = alt.Y("score:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=score_axis(top))
    rows = levels.assign(
        country_name=levels["country"].map(look.name), opacity=[1.0 if at <= step else 0.4 for at in levels["step"]]
    )
    tips = [
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("step:Q", title="Step", format="d"),
        alt.Tooltip("words:N", title="Change"),
        alt.Tooltip("score:Q", title="Index, 0 to 1", format=".3f"),
    ]
    opacity = alt.Opacity("opacity:Q", scale=None, legend=None)
    colour = country_colour(look)
    rule = alt.Chart(pd.DataFrame({"step": [step]})).mark_rule(color=look.muted, strokeDash=[3, 3], strokeWidth=1.2)
    label = [{"step": step, "words": f"step {step}", "ink": look.text}]
    edge: Literal["left", "center"] = "left" if step == 0 else "center"
    return finish(
        [
            rule.encode(x=x),
            written(label, x=x, y=fixed(-9, "y"), align=edge, bold=True),
            alt.Chart(rows).mark_line(strokeWidth=2, opacity=0.4).encode(x=x, y=y, color=colour),
            alt.Chart(rows[rows["step"] <= step]).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour),
            alt.Chart(rows).mark_circle(size=55).encode(x=x, y=y, color=colour, opacity=opacity, tooltip=tips),
            end_labels(rows[rows["step"] == rows["step"].max()], look, room, top),
        ],
        look,
        title,
        subtitle,
        width,
        room,
    )
