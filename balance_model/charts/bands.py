"""Nested bands of 50 and 80 %: bars across a lane, areas along the years."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.marks import country_colour, pixel
from balance_model.charts.theme import Look

FAINT, STRONG = 0.22, 0.42


def across(rows: pd.DataFrame, look: Look, scale: alt.Scale, single: str | None = None) -> list[alt.Chart]:
    """Bars of the middle 80 and 50 %, and a small upright mark at the single run.

    Parameters
    ----------
    rows : columns country, y (pixels), low80, low50, high50, high80; ``single`` names the column of the
        single run.
    scale : the scale of the x axis of the chart.
    """
    base = alt.Chart(rows)
    layers: list[alt.Chart] = [
        base.mark_rule(strokeWidth=9, opacity=opacity, strokeCap="round", clip=True).encode(
            x=alt.X(f"{low}:Q", scale=scale), x2=alt.X2(f"{high}:Q"), y=pixel("y"), color=country_colour(look)
        )
        for low, high, opacity in (("low80", "high80", FAINT), ("low50", "high50", STRONG))
    ]
    if single:
        tick = base.mark_tick(thickness=2, height=13, color=look.text, opacity=1, orient="vertical")
        layers.append(tick.encode(x=alt.X(f"{single}:Q", scale=scale), y=pixel("y")))
    return layers


def along(rows: pd.DataFrame, look: Look, x: alt.X, scale: alt.Scale) -> list[alt.Chart]:
    """Areas of the middle 80 and 50 % by year, fading outward; ``rows`` as for `across`, with year."""
    base = alt.Chart(rows)
    return [
        base.mark_area(opacity=opacity / 1.5, line=False).encode(
            x=x, y=alt.Y(f"{low}:Q", scale=scale), y2=alt.Y2(f"{high}:Q"), color=country_colour(look)
        )
        for low, high, opacity in (("low80", "high80", FAINT), ("low50", "high50", STRONG))
    ]
