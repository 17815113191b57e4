"""How often each country has each rank."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.analysis.findings_weights import ordinal
from balance_model.charts.lanes import lay_out
from balance_model.charts.lettering import text_width
from balance_model.charts.marks import TEXT, KeyEntry, fixed, key_row, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.tints import legible, mixed

_PALEST = 0.12


def rank_shares(
    shares: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 240
) -> Drawing:
    """Draw a bar for each country, divided by the share of its ranks, first at the left and darkest.

    Parameters
    ----------
    shares : columns country, rank (1 is first), share (0 to 1), words (the share as it is written). Countries
        keep their order. Where two are level both have the better rank.
    """
    narrow = width < NARROW
    left = 74 if narrow else 96
    last = int(shares["rank"].max())
    depth = {rank: 1.0 if last == 1 else 1 - (1 - _PALEST) * (rank - 1) / (last - 1) for rank in range(1, last + 1)}
    entries = [KeyEntry(ordinal(rank), mixed(look, look.muted, depth[rank])) for rank in depth]
    key, above = key_row(entries, look, width, left)
    room = room_for(title, subtitle, width, height, left, 4, above, below=26)
    codes = list(dict.fromkeys(shares["country"]))
    lanes = lay_out(codes, room.height, widest=40.0)
    middle = dict(zip(codes, lanes.middles, strict=True))
    rows = shares[shares["share"] > 0].sort_values(["country", "rank"], kind="stable").copy()
    ends = rows.groupby("country")["share"].cumsum()
    fill = [
        mixed(look, look.colour(code), depth[rank]) for code, rank in zip(rows["country"], rows["rank"], strict=True)
    ]
    rows = rows.assign(
        start=ends - rows["share"], end=ends, y=rows["country"].map(middle), fill=fill,
        country_name=rows["country"].map(look.name), place=rows["rank"].map(ordinal),
        ink=[legible(hue, look) for hue in fill],
    )  # fmt: skip
    rows = rows.assign(top=rows["y"] - 0.42 * lanes.lane, bottom=rows["y"] + 0.42 * lanes.lane,
                       centre=(rows["start"] + rows["end"]) / 2)  # fmt: skip
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%", title=None, domain=False, ticks=False, grid=False)
    scale = alt.Scale(domain=[0, 1], nice=False)
    tips = [
        alt.Tooltip("country_name:N", title="Country"), alt.Tooltip("place:N", title="Place"),
        alt.Tooltip("words:N", title="Share of weightings"),
    ]  # fmt: skip
    bars = alt.Chart(rows).mark_rect(stroke=look.background, strokeWidth=1).encode(
        x=alt.X("start:Q", scale=scale, axis=axis), x2=alt.X2("end:Q"), y=pixel("top"), y2=pixel_end("bottom"),
        color=plain_colour("fill"), tooltip=tips,
    )  # fmt: skip
    fits = [text_width(words, TEXT, bold=True) + 8 < share * room.width
            for words, share in zip(rows["words"], rows["share"], strict=True)]  # fmt: skip
    names = pd.DataFrame(
        {
            "y": list(lanes.middles),
            "words": [look.name(code) for code in codes],
            "ink": [look.ink(code) for code in codes],
        }
    )
    layers = [
        *key,
        bars,
        written(
            rows[fits], x=alt.X("centre:Q", scale=scale), y=pixel("y"), align="center", bold=True
        ),
        written(names, x=fixed(-left, "x"), y=pixel("y"), size=13, bold=True),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))
