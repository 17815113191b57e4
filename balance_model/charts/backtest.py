"""What was predicted, as bands, against what came, as a dot."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.lanes import block_names, dividers, lay_out
from balance_model.charts.marks import KeyEntry, country_colour, even_ticks, fixed, key_row, pixel, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_FOOT = 24


def bands_and_outcomes(
    points: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 380
) -> Drawing:
    """Draw for each measure and country the nested bands, the median and the outcome.

    Parameters
    ----------
    points : columns country, measure, measure_name, low_80, low_50, median, high_50, high_80, came, held (whether
        the 80 % band holds the outcome), in the order to draw; values from 0 to 1.
    height : least height in pixels; the picture grows with its rows.
    """
    narrow = width < NARROW
    left = 4 if narrow else 170
    name_room = 74
    key = [
        KeyEntry("80 %", look.muted, 0.3), KeyEntry("50 % of the futures", look.muted, 0.75),
        KeyEntry("what came", look.text),
    ]  # fmt: skip
    drawn, lift = key_row(key, look, width, left)
    room = room_for(title, subtitle, width, height, left, 46, above=lift, below=4)
    rows = points.reset_index(drop=True)
    lanes = lay_out(list(rows["measure"]), room.height - _FOOT, headed=narrow, widest=20.0)
    top = max(float(rows[["high_80", "came"]].to_numpy().max(initial=0.0)), 0.1)
    scale = alt.Scale(domain=[0, top], range=[name_room, room.width], nice=False)
    rows = rows.assign(
        y=lanes.middles, name=rows["country"].map(look.name), ink=rows["country"].map(look.ink),
        predicted=[f"{low:.2f} to {high:.2f}" for low, high in zip(rows["low_80"], rows["high_80"], strict=True)],
        outcome=[f"{came:.2f}" for came in rows["came"]],
        verdict=["inside" if held else "outside" for held in rows["held"]],
    )  # fmt: skip
    tips = [
        alt.Tooltip("name:N", title="Country"), alt.Tooltip("measure_name:N", title="Measure"),
        alt.Tooltip("predicted:N", title="80 % band"), alt.Tooltip("outcome:N", title="Came"),
        alt.Tooltip("verdict:N", title="The outcome lies"),
    ]  # fmt: skip

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=None)

    base = alt.Chart(rows)
    bands = [
        base.mark_rule(strokeWidth=thick, opacity=opacity, strokeCap="butt").encode(
            x=x(f"low_{band}"), x2=alt.X2(f"high_{band}:Q"), y=pixel("y"), color=country_colour(look)
        )
        for band, thick, opacity in ((80, 10, 0.3), (50, 10, 0.75))
    ]
    median = base.mark_tick(thickness=2, size=12, opacity=1).encode(
        x=x("median"), y=pixel("y"), color=country_colour(look)
    )
    came = base.mark_point(size=70, opacity=1, filled=True, stroke=look.background, strokeWidth=1).encode(
        x=x("came"), y=pixel("y"), tooltip=tips, color=alt.value(look.text)
    )
    grid = pd.DataFrame({"at": even_ticks(0.0, top)})
    rules = alt.Chart(grid.assign(y=0.0, y2=float(lanes.height))).mark_rule(color=look.grid).encode(
        x=alt.X("at:Q", scale=scale, axis=None), y=pixel("y"), y2=alt.Y2("y2:Q")
    )  # fmt: skip
    ticks = grid.assign(words=[f"{tick:.2f}" for tick in grid["at"]], ink=look.muted, y=lanes.height + 12.0)
    names = dict(zip(rows["measure"], rows["measure_name"], strict=True))
    layers = [
        *drawn,
        rules,
        dividers(lanes, look, room.width, left),
        *bands,
        median,
        came,
        written(rows.assign(words=rows["name"]), x=fixed(0, "x"), y=pixel("y")),
        written(rows.assign(words=rows["outcome"], ink=look.text), x=x("came"), y=pixel("y"), dx=8, bold=True),
        written(ticks, x=alt.X("at:Q", scale=scale, axis=None), y=pixel("y"), align="center"),
        block_names(lanes, names, look, left, {}),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height + _FOOT))
