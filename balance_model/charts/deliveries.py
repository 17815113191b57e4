"""Deals as bars from the first to the last year of delivery."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from balance_model.charts.lettering import shorten
from balance_model.charts.marks import (
    KeyEntry,
    country_colour,
    country_stroke,
    every_year_axis,
    fixed,
    haloed,
    key_row,
    pixel,
    pixel_end,
    written,
    year_axis,
)
from balance_model.charts.theme import NARROW, Look, finish, room_for

HEADER = 27


@dataclass(frozen=True, slots=True)
class _Plan:
    """Measures of the layout in pixels: margins, height of a row, offset and height of the bar in it."""

    left: int
    right: int
    row: int
    drop: int
    bar: int = 12

    @classmethod
    def of(cls, narrow: bool) -> _Plan:
        return cls(12, 44, 33, 17) if narrow else cls(250, 52, 18, 3)


def deal_timeline(
    deals: pd.DataFrame,
    look: Look,
    now: int,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
    years: tuple[int, int] = (2020, 2035),
) -> alt.LayerChart:
    """Draw one bar per deal, grouped by country, with the number of units at its end.

    Parameters
    ----------
    deals : columns deal_id, label, country, first_year, last_year, quantity, delivered, status,
        status_name, opacity (of the status), counted (bool), changed (bool), evidence. A deal that is
        not counted is an empty dashed outline; a changed one has a bold label that says so. At least one row.
    now : year of the upright rule.
    height : least height in pixels; the picture grows with its rows, 18 pixels each.
    years : first and last year shown; bars are cut there.
    """
    narrow = width < NARROW
    plan = _Plan.of(narrow)
    rows, headers, tall = _rows(deals, look, width, plan, years)
    key, above = _key(deals, look, width, plan.left)
    room = room_for(title, subtitle, width, height, plan.left, plan.right, above).tall(tall)
    scale = alt.Scale(domain=[years[0] - 0.5, years[1] + 0.5], nice=False)
    axis = year_axis(*years, narrow) if narrow else every_year_axis(*years)
    x = alt.X("start:Q", scale=scale, axis=axis)
    names = [
        layer
        for bold in (False, True)
        for layer in haloed(rows[rows["changed"] == bold], look, x=fixed(-plan.left, "x"), y=pixel("name_y"), bold=bold)
    ]
    country_names = written(headers, x=fixed(-plan.left, "x"), y=pixel("y"), size=14, bold=True)
    layers = [
        *key,
        *_now(now, look, x, narrow),
        *_bars(rows, x, alt.X("end:Q", scale=scale, axis=axis), look),
        *names,
        country_names,
    ]
    return finish(layers, look, title, subtitle, width, room)


def _rows(
    deals: pd.DataFrame, look: Look, width: int, plan: _Plan, years: tuple[int, int]
) -> tuple[pd.DataFrame, list[dict[str, object]], int]:
    """Deals with their places, the country headers, and the height of it all."""
    order = {code: i for i, code in enumerate(look.order)}
    rows = deals.assign(lane=deals["country"].map(order), changed=deals["changed"].astype(bool))
    rows = rows.sort_values(["lane", "first_year", "last_year", "label"], kind="stable")
    y, tops, headers = 0, [], []
    previous = None
    for code in rows["country"]:
        if code != previous:
            headers.append({"y": y + HEADER - 11, "words": look.name(code), "ink": look.ink(code)})
            y += HEADER
            previous = code
        tops.append(y)
        y += plan.row
    room_for_name = width if plan.row > 20 else plan.left - 12
    labels = [
        shorten(label, room_for_name - 64, 12.5) + " (changed)" if changed else shorten(label, room_for_name, 12.5)
        for label, changed in zip(rows["label"].astype(str), rows["changed"], strict=True)
    ]
    rows = rows.assign(
        top=[t + plan.drop for t in tops],
        bottom=[t + plan.drop + plan.bar for t in tops],
        middle=[t + plan.drop + plan.bar / 2 for t in tops],
        name_y=[t + 9 for t in tops],
        start=rows["first_year"].clip(*years) - 0.5,
        end=rows["last_year"].clip(*years) + 0.5,
        words=labels,
        ink=look.text,
        number=[f"{quantity:,.0f}" for quantity in rows["quantity"]],
        country_name=rows["country"].map(look.name),
        counts=["yes" if counted else "no" for counted in rows["counted"]],
    )
    return rows, headers, y + 6


def _bars(rows: pd.DataFrame, x: alt.X, end: alt.X, look: Look) -> list[alt.Chart]:
    tips = [
        alt.Tooltip("label:N", title="Deal"),
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("first_year:Q", title="First delivery", format="d"),
        alt.Tooltip("last_year:Q", title="Last delivery", format="d"),
        alt.Tooltip("number:N", title="Units"),
        alt.Tooltip("delivered:Q", title="Delivered so far", format=",d"),
        alt.Tooltip("status_name:N", title="Status"),
        alt.Tooltip("evidence:N", title="Evidence"),
        alt.Tooltip("counts:N", title="Counted"),
    ]
    place = {"x": x, "x2": alt.X2("end:Q"), "y": pixel("top"), "y2": pixel_end("bottom"), "tooltip": tips}
    counted = rows["counted"].astype(bool)
    solid = alt.Chart(rows[counted]).mark_rect(cornerRadius=2)
    outline = alt.Chart(rows[~counted]).mark_rect(cornerRadius=2, fillOpacity=0, strokeWidth=1.3, strokeDash=[3, 2])
    opacity = alt.Opacity("opacity:Q", scale=None, legend=None)
    ends = rows.assign(words=rows["number"], ink=rows["country"].map(look.ink))
    number = haloed(ends, look, x=end, y=pixel("middle"), dx=5)
    return [
        solid.encode(**place, color=country_colour(look), opacity=opacity),
        outline.encode(**place, stroke=country_stroke(look)),
        *number,
    ]


def _now(now: int, look: Look, x: alt.X, narrow: bool) -> list[alt.Chart]:
    rule = alt.Chart(pd.DataFrame({"start": [now]})).mark_rule(color=look.text, strokeDash=[3, 3])
    words = [{"start": now, "words": f"now, {now}", "ink": look.text}]
    label = written(words, x=x, y=fixed(-9 if narrow else -26, "y"), align="center")
    return [rule.encode(x=x), label]


def _key(deals: pd.DataFrame, look: Look, width: int, left: int) -> tuple[list[alt.Chart], int]:
    statuses = deals.drop_duplicates("status_name").sort_values("opacity", ascending=False, kind="stable")
    entries = [
        KeyEntry(str(name), look.muted, float(opacity))
        for name, opacity in zip(statuses["status_name"], statuses["opacity"], strict=True)
    ]
    if not deals["counted"].all():
        entries.append(KeyEntry("Not counted", look.muted, outline=True))
    return key_row(entries, look, width, left, lift=18 if width < NARROW else 38)
