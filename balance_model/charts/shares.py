"""Weights as shares of the whole, against those of today."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.lanes import lay_out
from balance_model.charts.lettering import shorten
from balance_model.charts.marks import KeyEntry, fixed, key_row, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for


def weight_shares(
    shares: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 260
) -> Drawing:
    """Draw a bar for the new share of each category and an upright stroke for today's.

    Parameters
    ----------
    shares : columns name, now, new (0 to 1). Categories keep their order.
    """
    narrow = width < NARROW
    left, right = (116 if narrow else 150), 120
    key, above = key_row([KeyEntry("these weights", look.accent), KeyEntry("today", look.text)], look, width, left)
    room = room_for(title, subtitle, width, height, left, right, above, below=8)
    lanes = lay_out(list(shares["name"]), room.height, widest=30.0)
    top = max(0.05, float(shares[["now", "new"]].max(axis=None)))
    rows = shares.assign(
        y=lanes.middles,
        start=0.0,
        end=shares["new"] / top * room.width,
        mark=shares["now"] / top * room.width,
        words=[
            f"{100 * new:.0f} % (today {100 * now:.0f} %)"
            for new, now in zip(shares["new"], shares["now"], strict=True)
        ],
        ink=look.text,
    )  # fmt: skip
    rows = rows.assign(
        top=rows["y"] - 0.32 * lanes.lane, bottom=rows["y"] + 0.32 * lanes.lane,
        over=rows["y"] - 0.44 * lanes.lane, under=rows["y"] + 0.44 * lanes.lane,
        beside=rows[["end", "mark"]].max(axis=1) + 9,
    )  # fmt: skip
    tips = [alt.Tooltip("name:N", title="Category"), alt.Tooltip("words:N", title="Share of all weight")]
    bars = alt.Chart(rows).mark_rect(fill=look.accent, opacity=1).encode(
        x=pixel("start", "x"), x2=pixel_end("end", "x2"), y=pixel("top"), y2=pixel_end("bottom"), tooltip=tips
    )  # fmt: skip
    now = alt.Chart(rows).mark_rule(stroke=look.text, strokeWidth=3, opacity=1).encode(
        x=pixel("mark", "x"), y=pixel("over"), y2=pixel_end("under"), tooltip=tips
    )  # fmt: skip
    names = rows.assign(words=[shorten(str(name), left - 8, 13) for name in rows["name"]])
    layers = [
        *key,
        bars,
        now,
        written(rows, x=pixel("beside", "x"), y=pixel("y")),
        written(names, x=fixed(-left, "x"), y=pixel("y"), size=13),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))
