"""How many times one side was the other, by year, beside what was claimed."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from balance_model.charts.claims import SHADE
from balance_model.charts.marks import KeyEntry, even_ticks, haloed, key_row, year_axis
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_LIFT = 0.04
"""How far over its dot the number of the year stands, as a part of the scale."""


def times_by_year(
    rows: pd.DataFrame,
    band: tuple[float, float],
    year: int,
    words: str,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 300,
) -> Drawing:
    """Draw how many times one side was the other, year by year, over the range that was claimed.

    Parameters
    ----------
    rows : columns year, ratio (not a number where it is not known), told (the ratio as it is written).
    band : the claimed range; an open end is infinite.
    words : the claim in a few words, for the key.
    """
    narrow = width < NARROW
    left, right = 40, 30
    key, above = key_row([KeyEntry(words, look.accent, 0.35)], look, width, left, 8)
    room = room_for(title, subtitle, width, height, left, right, above)
    known = rows[rows["ratio"].map(math.isfinite)]
    most = max([*known["ratio"], band[0], *(end for end in band[1:] if math.isfinite(end))], default=1.0) * 1.12 or 1.0
    ticks = even_ticks(0.0, most)
    scale = alt.Scale(domain=[0, most], nice=False)
    axis = alt.Axis(values=ticks, title=None, domain=False, ticks=False, labelExpr="datum.label + ' ×'")
    first, last = int(rows["year"].min()), int(rows["year"].max())
    along = alt.Scale(domain=[first, last], nice=False)
    x = alt.X("year:Q", scale=along, axis=year_axis(first, last, narrow))
    y = alt.Y("ratio:Q", scale=scale, axis=axis)
    tips = [alt.Tooltip("year:Q", title="Year", format="d"), alt.Tooltip("told:N", title="Times")]
    claimed = pd.DataFrame([{"year": first, "end": last, "ratio": band[0], "top": min(band[1], most)}])
    here = known[known["year"] == year].assign(words=lambda frame: frame["told"], ink=look.text)
    lifted = here.assign(ratio=here["ratio"] + _LIFT * most)
    layers = [
        *key,
        alt.Chart(claimed).mark_rect(color=look.accent, opacity=SHADE).encode(
            x=x, x2=alt.X2("end:Q"), y=y, y2=alt.Y2("top:Q")
        ),
        alt.Chart(pd.DataFrame({"year": [year]})).mark_rule(color=look.muted, strokeDash=[3, 3]).encode(x=x),
        alt.Chart(rows.assign(ratio=rows["ratio"].where(rows["ratio"].map(math.isfinite)))).mark_line(
            color=look.text, strokeWidth=2.2, invalid="break-paths-show-domains"
        ).encode(x=x, y=y),
        alt.Chart(known).mark_circle(size=34, opacity=1, color=look.text).encode(x=x, y=y, tooltip=tips),
        alt.Chart(here).mark_circle(size=120, opacity=1, color=look.text).encode(x=x, y=y, tooltip=tips),
        *haloed(lifted, look, x=x, y=y, size=14, bold=True, align="right", baseline="bottom"),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room)
