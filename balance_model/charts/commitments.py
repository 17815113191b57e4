"""What deals cost year by year, beside what a country spends on its military in all."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from balance_model.charts.marks import KeyEntry, even_ticks, key_row, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.timeline import ceiling

_PALEST = 0.22


def commitments(
    bars: pd.DataFrame,
    outlays: pd.DataFrame,
    country: str,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 340,
) -> Drawing:
    """Draw a bar a year, divided by the status of the deals, under the levels of the country's spending.

    Parameters
    ----------
    bars : columns year, status_name, opacity, start, end (million EUR from the foot of the bar), deals (words). The
        opacities give the order of the statuses; those present are drawn in even steps, so that they are told apart.
    outlays : columns year, value (million EUR), series, main (whether of the series that is shown throughout);
        figures of other series are hollow. Years without a figure have no row.
    country : whose colour the bars have.
    """
    narrow = width < NARROW
    left = 52
    legend = bars.drop_duplicates("status_name").sort_values("opacity", ascending=False)
    steps = dict(zip(legend["status_name"], np.linspace(1.0, _PALEST, len(legend)), strict=True))
    entries = [KeyEntry(str(name), look.colour(country), float(step)) for name, step in steps.items()]
    entries += [KeyEntry("Military spending in all", look.text)]
    entries += [
        KeyEntry(f"{name}, another definition", look.text, outline=True)
        for name in dict.fromkeys(outlays[~outlays["main"]]["series"])
    ]
    key, above = key_row(entries, look, width, left, lift=10)
    room = room_for(title, subtitle, width, height, left, 8, above)
    years = pd.concat([bars["year"], outlays["year"]])
    first, last = int(years.min()), int(years.max())
    top = ceiling(float(max(bars["end"].max(), outlays["value"].max() if len(outlays) else 0.0)))
    step = room.width / (last - first + 1)

    def y(values: pd.Series) -> pd.Series:
        return room.height * (1 - values / top)

    table = bars.assign(
        x=(bars["year"] - first) * step + 0.12 * step, x2=(bars["year"] - first) * step + 0.88 * step,
        y=y(bars["end"]), y2=y(bars["start"]), amount=bars["end"] - bars["start"],
        opacity=bars["status_name"].map(steps),
    )  # fmt: skip
    levels = outlays.assign(
        x=(outlays["year"] - first) * step, x2=(outlays["year"] - first) * step + step, y=y(outlays["value"])
    )
    tips = [
        alt.Tooltip("year:Q", title="Year", format="d"), alt.Tooltip("status_name:N", title="Status"),
        alt.Tooltip("amount:Q", title="EUR m", format=",.0f"), alt.Tooltip("deals:N", title="Deals"),
    ]  # fmt: skip
    told = [
        alt.Tooltip("year:Q", title="Year", format="d"), alt.Tooltip("value:Q", title="EUR m", format=",.0f"),
        alt.Tooltip("series:N", title="Series"),
    ]  # fmt: skip
    place = {"x": pixel("x", "x"), "x2": pixel_end("x2", "x2"), "y": pixel("y")}
    shade = alt.FillOpacity("opacity:Q", scale=None, legend=None)
    ticks = even_ticks(0.0, top)
    grid = pd.DataFrame([{"x": 0.0, "x2": float(room.width), "y": room.height * (1 - tick / top)} for tick in ticks])
    sums = grid.assign(x=-8.0, words=[f"{tick:,.0f}" for tick in ticks], ink=look.muted)
    every = next(each for each in (1, 2, 5, 10) if each * step >= (40 if narrow else 36))
    spans = [
        {"x": (year - first + 0.5) * step, "y": room.height + 13.0, "words": str(year), "ink": look.muted}
        for year in range(first, last + 1)
        if (last - year) % every == 0
    ]
    drawn = [
        alt.Chart(grid).mark_rule(color=look.grid).encode(x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y")),
        alt.Chart(table).mark_rect(fill=look.colour(country), stroke=look.colour(country), strokeWidth=0.8).encode(
            **place, y2=pixel_end("y2"), fillOpacity=shade, tooltip=tips
        ),
        alt.Chart(levels[levels["main"]]).mark_rule(color=look.text, strokeWidth=2.4).encode(**place, tooltip=told),
        alt.Chart(levels[~levels["main"]]).mark_rule(color=look.text, strokeWidth=2, strokeDash=[3, 3]).encode(
            **place, tooltip=told
        ),
        written(sums, x=pixel("x", "x"), y=pixel("y"), align="right"),
        written(spans, x=pixel("x", "x"), y=pixel("y"), align="center"),
    ]  # fmt: skip
    return finish([*key, *drawn], look, title, subtitle, width, room)
