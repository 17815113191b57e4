"""What a scenario's purchases cost year by year against the budget, and what each of them buys."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from balance_model.charts.lettering import text_width, wrap
from balance_model.charts.marks import (
    KeyEntry,
    country_colour,
    even_ticks,
    fixed,
    haloed,
    key_row,
    pixel,
    pixel_end,
    tick_step,
    written,
    year_axis,
)
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

PALE = 0.45


def against_budget(
    rows: pd.DataFrame,
    country: str,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 320,
) -> Drawing:
    """Draw payments and running cost as one bar a year, with the range of the sum, under the line of the budget.

    Parameters
    ----------
    rows : columns year, cost, upkeep, cost_low, upkeep_low, cost_high, upkeep_high, budget (million EUR; not a
        number where unknown), basis (where the budget comes from). At least one row.
    country : whose colour the bars have.
    """
    narrow = width < NARROW
    left, right = 46, 8
    entries = [
        KeyEntry("Payments", look.colour(country)),
        KeyEntry("Running cost of what was bought", look.colour(country), PALE),
        KeyEntry("Budget for new equipment", look.text),
        KeyEntry("Range of the sum", look.muted),
    ]
    key, above = key_row(entries, look, width, left, lift=10)
    room = room_for(title, subtitle, width, height, left, right, above)
    table = rows.assign(
        country=country,
        total=rows["cost"] + rows["upkeep"],
        low=rows["cost_low"] + rows["upkeep_low"],
        high=rows["cost_high"] + rows["upkeep_high"],
        start=rows["year"] - 0.36,
        end=rows["year"] + 0.36,
        before=rows["year"] - 0.5,
        after=rows["year"] + 0.5,
        zero=0.0,
    )
    top = float(table[["high", "budget"]].max().max())
    top = math.ceil(top / tick_step(top) - 1e-9) * tick_step(top) if top > 0 else 1.0
    first, last = int(table["year"].min()), int(table["year"].max())
    scale = alt.Scale(domain=[first - 0.5, last + 0.5], nice=False)
    y_scale = alt.Scale(domain=[0, top], nice=False)
    axis = alt.Axis(values=even_ticks(0.0, top), format=",.0f", title=None, domain=False, ticks=False, labelFlush=False)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=y_scale, axis=axis)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=year_axis(first, last, narrow))

    bars = alt.Chart(table)
    tips = [
        alt.Tooltip("year:Q", title="Year", format="d"),
        alt.Tooltip("cost:Q", title="Payments, EUR m", format=",.0f"),
        alt.Tooltip("upkeep:Q", title="Running cost, EUR m", format=",.0f"),
        alt.Tooltip("low:Q", title="Sum, low", format=",.0f"),
        alt.Tooltip("high:Q", title="Sum, high", format=",.0f"),
        alt.Tooltip("budget:Q", title="Budget, EUR m", format=",.0f"),
        alt.Tooltip("basis:N", title="Budget is"),
    ]
    place = {"x": x("start"), "x2": alt.X2("end:Q"), "color": country_colour(look), "tooltip": tips}
    known = table[table["budget"].notna()]
    line = alt.Chart(known).mark_rule(color=look.text, strokeWidth=2, strokeCap="square")
    level = line.encode(x=x("before"), x2=alt.X2("after:Q"), y=y("budget"), tooltip=tips)
    return finish(
        [
            *key,
            bars.mark_rect().encode(**place, y=y("zero"), y2=alt.Y2("cost:Q")),
            bars.mark_rect(opacity=PALE).encode(**place, y=y("cost"), y2=alt.Y2("total:Q")),
            bars.mark_rule(color=look.muted, strokeWidth=1.5).encode(x=x("year"), y=y("low"), y2=alt.Y2("high:Q")),
            level,
        ],
        look,
        title,
        subtitle,
        width,
        room,
    )


def value_for_money(
    rows: pd.DataFrame,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 200,
) -> Drawing:
    """Draw what each purchase adds for 100 million EUR: a dot at the best price, a line over the range of prices.

    Parameters
    ----------
    rows : columns item, country, per_100m_low, per_100m_best, per_100m_high (index points; not a number where
        no price is known), words (written beside the dot), in the order to draw. At least one row.
    height : least height in pixels; the picture grows with its rows.
    """
    narrow = width < NARROW
    left = 0 if narrow else 300
    names = [wrap(str(item), width if narrow else left - 14, 13) for item in rows["item"]]
    told = [wrap(str(words), width, 12) if narrow else [str(words)] for words in rows["words"]]
    heads = [16 * len(name) + 15 * len(words) + 4 if narrow else 0 for name, words in zip(names, told, strict=True)]
    deep = [head + (24 if narrow else max(26, 16 * len(name) + 8)) for head, name in zip(heads, names, strict=True)]
    tops = [sum(deep[:number]) for number in range(len(deep))]
    table = rows.assign(
        label_y=[top + (8 if narrow else (size - 16 * len(name)) / 2 + 8)
                 for top, size, name in zip(tops, deep, names, strict=True)],
        told_y=[top + 16 * len(name) + 8 for top, name in zip(tops, names, strict=True)],
        y=[top + head + (size - head) / 2 - (4 if narrow else 0)
           for top, head, size in zip(tops, heads, deep, strict=True)],
        label=["\n".join(lines) for lines in names],
        words=["\n".join(lines) for lines in told],
    )  # fmt: skip
    room = room_for(title, subtitle, width, height, left, 0, below=4).tall(sum(deep) + 8)
    priced = table[table["per_100m_best"].notna()]
    low, high = min(0.0, priced["per_100m_low"].min()), max(0.0, priced["per_100m_high"].max())
    wide = 14.0 if narrow else max(text_width(str(words), 12) for words in table["words"]) + 14
    span = (low, high) if high > low else (0.0, 1.0)
    scale = alt.Scale(domain=list(span), range=[4, max(room.width - wide, 40.0)], nice=False, clamp=True)
    ends = priced.assign(at=priced[["per_100m_high", "per_100m_best"]].max(axis=1), ink=look.text)
    missing = table[table["per_100m_best"].isna()].assign(ink=look.muted)
    tips = [
        alt.Tooltip("item:N", title="Purchase"),
        alt.Tooltip("per_100m_low:Q", title="Per EUR 100 m, at the high price", format=".3f"),
        alt.Tooltip("per_100m_best:Q", title="Per EUR 100 m, at the best price", format=".3f"),
        alt.Tooltip("per_100m_high:Q", title="Per EUR 100 m, at the low price", format=".3f"),
    ]

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=None)

    heading = table.assign(words=table["label"], ink=look.text)
    if narrow:
        under = fixed(0, "x")
        words = [written(table.assign(ink=look.muted), x=under, y=pixel("told_y"))]
    else:
        words = [written(ends, x=x("at"), y=pixel("y"), dx=9), written(missing, x=fixed(8, "x"), y=pixel("y"))]
    marks = alt.Chart(priced)
    colour = country_colour(look)
    ends_of = {"top": priced["y"] - 9, "bottom": priced["y"] + 9} if narrow else {"top": [0], "bottom": [sum(deep)]}
    zero = alt.Chart(pd.DataFrame(ends_of).assign(zero=0.0))
    return finish(
        [
            zero.mark_rule(color=look.baseline).encode(x=x("zero"), y=pixel("top"), y2=pixel_end("bottom")),
            marks.mark_rule(strokeWidth=3, opacity=PALE).encode(
                x=x("per_100m_low"), x2=alt.X2("per_100m_high:Q"), y=pixel("y"), color=colour, tooltip=tips
            ),
            marks.mark_circle(size=110, opacity=1).encode(
                x=x("per_100m_best"), y=pixel("y"), color=colour, tooltip=tips
            ),
            *words,
            *haloed(heading, look, x=fixed(-left, "x"), y=pixel("label_y"), size=13),
        ],
        look,
        title,
        subtitle,
        width,
        room,
    )
