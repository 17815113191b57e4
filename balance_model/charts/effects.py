"""What each change did to each country's score."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.lanes import block_names, dividers, lay_out
from balance_model.charts.lettering import change_digits, signed_text, text_width
from balance_model.charts.marks import country_colour, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Look, finish, room_for

TOTAL = "All changes together"
_NOTHING = 5e-7


def change_effects(
    parts: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360
) -> alt.LayerChart:
    """Draw bars to the left and right of zero, one block per cause and a last block for the total.

    Parameters
    ----------
    parts : columns cause, country, delta (change of the score). Causes keep their order. A country
        that a cause does not move has no lane in its block.
    height : least height in pixels; the picture grows with its rows.
    """
    narrow = width < NARROW
    left, right = (0, 0) if narrow else (210, 0)
    room = room_for(title, subtitle, width, height, left, right, below=4)
    rows = _with_total(parts, look)
    lanes = lay_out(list(rows["cause"]), room.height, headed=narrow, widest=20.0)
    digits = change_digits(list(rows["delta"]))
    rows = rows.assign(
        y=lanes.middles,
        zero=0.0,
        top=[y - lanes.lane * 0.8 for y in lanes.middles],
        bottom=[y + lanes.lane * 0.8 for y in lanes.middles],
        number=[signed_text(delta, digits) for delta in rows["delta"]],
        country_name=rows["country"].map(look.name),
        ink=rows["country"].map(look.ink),
    )
    rows["words"] = [
        f"{name} {number}" if delta < 0 else f"{number} {name}"
        for name, number, delta in zip(rows["country_name"], rows["number"], rows["delta"], strict=True)
    ]
    scale = _delta_scale(rows, room.width)
    x = alt.X("delta:Q", scale=scale, axis=None)
    tips = [
        alt.Tooltip("cause:N", title="Change"),
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("number:N", title="Change of the index"),
    ]
    bars = alt.Chart(rows).mark_rule(strokeWidth=9).encode(
        x=x, x2="zero:Q", y=pixel("y"), color=country_colour(look), tooltip=tips
    )  # fmt: skip
    zero = alt.Chart(rows).mark_rule(color=look.text, strokeWidth=1.2).encode(
        x=alt.X("zero:Q", scale=scale, axis=None), y=pixel("top"), y2=pixel_end("bottom")
    )  # fmt: skip
    up, down = rows[rows["delta"] >= 0], rows[rows["delta"] < 0]
    layers = [
        dividers(lanes, look, room.width, left),
        bars,
        zero,
        written(up, x=x, y=pixel("y"), dx=6),
        written(down, x=x, y=pixel("y"), dx=-6, align="right"),
        block_names(lanes, {cause: cause for cause in rows["cause"]}, look, left, {}),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))


def _with_total(parts: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Lanes to draw: countries each cause moves, and the total; a cause that moves none keeps one lane."""
    order = {code: i for i, code in enumerate(look.order)}
    total = parts.groupby("country", as_index=False)["delta"].sum().assign(cause=TOTAL)
    several = len(set(parts["cause"])) > 1
    rows = pd.concat([parts, total] if several else [parts], ignore_index=True)
    causes = {cause: i for i, cause in enumerate(dict.fromkeys(rows["cause"]))}
    rows = rows.assign(cause_order=rows["cause"].map(causes), lane=rows["country"].map(order))
    rows = rows.sort_values(["cause_order", "lane"], kind="stable")
    moved = rows["delta"].abs() > _NOTHING
    alone = ~moved.groupby(rows["cause"]).transform("any") & ~rows["cause"].duplicated()
    shown: pd.DataFrame = rows[moved | alone | (rows["cause"] == TOTAL)].reset_index(drop=True)
    return shown


def _delta_scale(rows: pd.DataFrame, width: int) -> alt.Scale:
    """Scale from the largest fall to the largest rise, with room for the words at both ends."""
    low, high = min(0.0, rows["delta"].min()), max(0.0, rows["delta"].max())
    if high - low < _NOTHING:
        low, high = 0.0, 1.0
    longest = max(text_width(words, 12) for words in rows["words"]) + 10
    start = longest if low < 0 else 2
    return alt.Scale(domain=[low, high], range=[start, width - longest], nice=False)
