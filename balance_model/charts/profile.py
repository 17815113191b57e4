"""What each country has in each category."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.bands import across
from balance_model.charts.lanes import block_names, dividers, lay_out
from balance_model.charts.lettering import score_text
from balance_model.charts.marks import country_colour, pixel, score_axis, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for


def category_profile(
    values: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360
) -> Drawing:
    """Draw a dot and a thin bar from 0 for each country, one block per category.

    Parameters
    ----------
    values : columns country, category, category_name, value (0 to 1), strength (norm units) and order. With
        columns low80, low50, high50, high80 and single, nested bands stand behind the dots and a small upright
        mark shows the single run.
    width, height : size of the picture in pixels; it grows taller when there are many categories.
    """
    narrow = width < NARROW
    left, right = (14, 78) if narrow else (140, 78)
    room = room_for(title, subtitle, width, height, left, right)
    rows = values.assign(lane=values["country"].map({code: i for i, code in enumerate(look.order)}))
    rows = rows.sort_values(["order", "category", "lane"], kind="stable").reset_index(drop=True)
    lanes = lay_out(list(rows["category"]), room.height, headed=narrow)
    rows = rows.assign(
        y=lanes.middles,
        zero=0.0,
        at=rows["value"].fillna(0.0),
        country_name=rows["country"].map(look.name),
        ink=rows["country"].map(look.ink),
        number=rows["value"].map(score_text),
    )
    first = rows["category"] == lanes.blocks[0][0]
    rows["words"] = rows["number"].where(~first, rows["number"] + " " + rows["country_name"])
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("at:Q", scale=scale, axis=score_axis())
    rows["label_at"] = rows["at"]
    tips = [
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("category_name:N", title="Category"),
        alt.Tooltip("number:N", title="Value, 0 to 1"),
        alt.Tooltip("strength:Q", title="Strength, norm units", format=",.3~r"),
    ]
    banded = "low80" in rows
    if banded:
        rows["label_at"] = rows[["high80", "single"]].max(axis=1)
        tips += [alt.Tooltip("span:N", title="Middle 80 % of futures"), alt.Tooltip("single:Q", format=".2f")]
    known = alt.Chart(rows[rows["value"].notna()])
    bar = known.mark_rule(strokeWidth=2 if banded else 5, opacity=0.35).encode(
        x=x, x2=alt.X2("zero:Q"), y=pixel("y"), color=country_colour(look), tooltip=tips
    )
    dot = known.mark_circle(size=85, opacity=1).encode(x=x, y=pixel("y"), color=country_colour(look), tooltip=tips)
    number = written(rows, x=alt.X("label_at:Q", scale=scale), y=pixel("y"), dx=11)
    names = dict(zip(rows["category"], rows["category_name"], strict=True))
    layers = [
        dividers(lanes, look, room.width + right, left),
        bar,
        *(across(rows, look, scale, "single") if banded else []),
        dot,
        number,
        block_names(lanes, names, look, left, {}),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))
