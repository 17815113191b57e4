"""How well each country's holdings are sourced."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.lettering import shorten
from balance_model.charts.marks import KeyEntry, fixed, key_row, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

PANEL_HEAD = 26.0
PANEL_GAP = 26


def evidence_by_country(
    frame: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360
) -> Drawing:
    """Draw a panel per country and a bar per category, divided by the evidence behind the rows.

    Parameters
    ----------
    frame : columns country, category_name, category_order, evidence, rows (how many), share (0 to 1 of
        the country's rows in the category). A category without rows is labelled "no holdings".
    """
    narrow = width < NARROW
    codes = [code for code in look.order if code in set(frame["country"])]
    columns = 1 if narrow else len(codes)
    left = 124 if narrow else 140
    panel = (width - left - PANEL_GAP * (columns - 1)) / columns
    categories = frame.drop_duplicates("category_name").sort_values("category_order")["category_name"].to_list()
    entries = [KeyEntry(evidence, hue) for evidence, hue in look.evidence]
    key, above = key_row(entries, look, width, left)
    room = room_for(title, subtitle, width, height, left, 0, above, below=4)
    deep = len(codes) // columns
    lane = min(30.0, max(19.0, (room.height / deep - PANEL_HEAD) / len(categories)))
    tall = PANEL_HEAD + lane * len(categories)
    places = pd.DataFrame(
        [
            {
                "country": code,
                "category_name": category,
                "panel_x": (i % columns) * (panel + PANEL_GAP),
                "y": (i // columns) * tall + PANEL_HEAD + (j + 0.5) * lane,
            }
            for i, code in enumerate(codes)
            for j, category in enumerate(categories)
        ]
    )
    bars, empty = _bars(frame, places, look, panel, lane)
    named = places[places["panel_x"] == 0].assign(ink=look.text)
    named["words"] = [shorten(name, left - 12, 12) for name in named["category_name"]]
    heads = places.drop_duplicates("country").assign(
        words=lambda f: f["country"].map(look.name), ink=lambda f: f["country"].map(look.ink)
    )
    heads["y"] -= lane / 2 + 11
    layers = [
        *key,
        bars,
        written(empty, x=pixel("panel_x", "x"), y=pixel("y")),
        written(named, x=fixed(-left, "x"), y=pixel("y")),
        written(heads, x=pixel("panel_x", "x"), y=pixel("y"), size=13, bold=True),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(tall * deep))


def _bars(
    frame: pd.DataFrame, places: pd.DataFrame, look: Look, panel: float, lane: float
) -> tuple[alt.Chart, pd.DataFrame]:
    """The divided bars, and the places that have none with the words to put there."""
    order = {evidence: i for i, (evidence, _) in enumerate(look.evidence)}
    held = frame[frame["rows"] > 0].assign(rank=lambda f: f["evidence"].map(order))
    held = held.merge(places, on=["country", "category_name"]).sort_values("rank", kind="stable")
    after = held.groupby(["country", "category_name"])["share"].cumsum()
    held = held.assign(
        start=held["panel_x"] + (after - held["share"]) * panel,
        end=held["panel_x"] + after * panel,
        top=held["y"] - lane * 0.34,
        bottom=held["y"] + lane * 0.34,
        country_name=held["country"].map(look.name),
        fill=held["evidence"].map(dict(look.evidence)),
    )
    tips = [
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("category_name:N", title="Category"),
        alt.Tooltip("evidence:N", title="Evidence"),
        alt.Tooltip("rows:Q", title="Rows", format=",d"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]
    scale = alt.Scale(domain=[key for key, _ in look.evidence], range=[hue for _, hue in look.evidence])
    mark = alt.Chart(held).mark_rect(stroke=look.background, strokeWidth=1)
    bars = mark.encode(
        x=pixel("start", "x"), x2=pixel_end("end", "x2"), y=pixel("top"), y2=pixel_end("bottom"),
        color=alt.Color("evidence:N", scale=scale, legend=None), tooltip=tips,
    )  # fmt: skip
    some = set(zip(held["country"], held["category_name"], strict=True))
    none = [pair not in some for pair in zip(places["country"], places["category_name"], strict=True)]
    return bars, places[none].assign(words="no holdings", ink=look.muted)
