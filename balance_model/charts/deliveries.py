"""Deals as bars from the first to the last year of delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from balance_model.charts.lettering import text_width, wrap
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
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

HEADER = 27
SIZE = 12.5
LINE = 14
PICK = "pick"
"""Name of the selection: the deal of the bar that was clicked, by its ``deal_id``."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Measures in pixels: margins, height of a row, offset and height of the bar in it, and the room for names."""

    left: int
    right: int
    row: int
    drop: int
    names: int
    bar: int = 12

    @classmethod
    def of(cls, width: int, labels: Sequence[str]) -> _Plan:
        """The margin is as wide as the longest name wants, within a fifth and two fifths of the picture."""
        if width < NARROW:
            return cls(12, 44, 33, 17, width - 12)
        wanted = max(text_width(label, SIZE) for label in labels) + 18
        left = round(min(max(wanted, 0.2 * width), 0.4 * width))
        return cls(left, 52, 18, 3, left - 12)


def deal_timeline(
    deals: pd.DataFrame,
    look: Look,
    now: int,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
    years: tuple[int, int] = (2020, 2035),
    picked: str = "",
) -> Drawing:
    """Draw one bar per deal, grouped by country, with the number of units at its end.

    A click anywhere in a row selects its deal: the selection ``pick`` holds its ``deal_id``.

    Parameters
    ----------
    deals : columns deal_id, label, country, first_year, last_year, quantity, delivered, status,
        status_name, opacity (of the status), counted (bool), changed (bool), evidence, and for the words
        on hover value_words, supplier_words, unit_words. A deal that is not counted is an empty dashed
        outline; a changed one has a bold label that says so. At least one row.
    now : year of the upright rule.
    height : least height in pixels; the picture grows with its rows, 18 pixels each.
    years : first and last year shown; bars are cut there, and an arrow says so.
    picked : ``deal_id`` of the row that is marked, if any.
    """
    narrow = width < NARROW
    plan = _Plan.of(width, [_label(*pair) for pair in zip(deals["label"], deals["changed"], strict=True)])
    rows, headers, tall = _rows(deals, look, plan, years)
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
    band = alt.Chart(rows[rows["deal_id"] == picked]).mark_rect(color=look.accent, opacity=0.14)
    across = {"y": pixel("row_top"), "y2": pixel_end("row_bottom"), "x": fixed(-plan.left, "x")}
    across["x2"] = alt.value(room.width + plan.right)
    country_names = written(headers, x=fixed(-plan.left, "x"), y=pixel("y"), size=14, bold=True)
    layers = [
        *key,
        band.encode(**across),
        *_now(now, look, x, narrow),
        *_bars(rows, x, alt.X("end:Q", scale=scale, axis=axis), look),
        *names,
        country_names,
        _target(rows).encode(**across, tooltip=_tips()),
    ]
    return finish(layers, look, title, subtitle, width, room)


def _rows(
    deals: pd.DataFrame, look: Look, plan: _Plan, years: tuple[int, int]
) -> tuple[pd.DataFrame, list[dict[str, object]], int]:
    """Deals with their places, the country headers, and the height of it all."""
    order = {code: i for i, code in enumerate(look.order)}
    rows = deals.assign(lane=deals["country"].map(order), changed=deals["changed"].astype(bool))
    rows = rows.sort_values(["lane", "first_year", "last_year", "label"], kind="stable")
    y, tops, headers, lines = 0, [], [], []
    previous = None
    for code, label, changed in zip(rows["country"], rows["label"], rows["changed"], strict=True):
        if code != previous:
            headers.append({"y": y + HEADER - 11, "words": look.name(code), "ink": look.ink(code)})
            y += HEADER
            previous = code
        tops.append(y)
        lines.append(wrap(_label(label, changed), plan.names, SIZE * (1.05 if changed else 1.0)))
        y += plan.row + LINE * (len(lines[-1]) - 1)
    more = [LINE * (len(words) - 1) for words in lines]
    drops = [top + plan.drop + (extra if plan.row > 20 else extra / 2) for top, extra in zip(tops, more, strict=True)]
    first, last = rows["first_year"], rows["last_year"]
    rows = rows.assign(
        row_top=tops,
        row_bottom=[top + plan.row + extra for top, extra in zip(tops, more, strict=True)],
        top=drops,
        bottom=[drop + plan.bar for drop in drops],
        middle=[drop + plan.bar / 2 for drop in drops],
        name_y=[top + 9 for top in tops],
        start=first.clip(*years) - 0.5,
        end=last.clip(*years) + 0.5,
        words=["\n".join(words) for words in lines],
        ink=look.text,
        earlier=first < years[0],
        number=[f"{quantity:,.0f}" for quantity in rows["quantity"]],
        country_name=rows["country"].map(look.name),
        counts=["yes" if counted else "no" for counted in rows["counted"]],
    )
    return rows, headers, y + 6


def _label(label: str, changed: bool) -> str:
    return f"{label} (changed)" if changed else str(label)


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Deal"),
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("first_year:Q", title="First delivery", format="d"),
        alt.Tooltip("last_year:Q", title="Last delivery", format="d"),
        alt.Tooltip("unit_words:N", title="Units"),
        alt.Tooltip("delivered:Q", title="Delivered so far", format=",d"),
        alt.Tooltip("value_words:N", title="Value"),
        alt.Tooltip("supplier_words:N", title="Supplier"),
        alt.Tooltip("status_name:N", title="Status"),
        alt.Tooltip("evidence:N", title="Evidence"),
        alt.Tooltip("counts:N", title="Counted"),
    ]


def _target(rows: pd.DataFrame) -> alt.Chart:
    """An unseen strip over each row, name included, that takes clicks and shows the words on hover."""
    click = alt.selection_point(name=PICK, fields=["deal_id"], on="click", toggle=False)
    strip: alt.Chart = alt.Chart(rows).mark_rect(opacity=0, cursor="pointer").add_params(click)
    return strip


def _bars(rows: pd.DataFrame, x: alt.X, end: alt.X, look: Look) -> list[alt.Chart]:
    place = {"x": x, "x2": alt.X2("end:Q"), "y": pixel("top"), "y2": pixel_end("bottom")}
    counted = rows["counted"].astype(bool)
    solid = alt.Chart(rows[counted]).mark_rect(cornerRadius=2)
    outline = alt.Chart(rows[~counted]).mark_rect(cornerRadius=2, fillOpacity=0, strokeWidth=1.3, strokeDash=[3, 2])
    opacity = alt.Opacity("opacity:Q", scale=None, legend=None)
    ends = rows.assign(words=rows["number"], ink=rows["country"].map(look.ink))
    number = haloed(ends, look, x=end, y=pixel("middle"), dx=5)
    ink = rows["country"].map(look.ink).where(~counted | (rows["opacity"] < 0.5), look.background)
    arrows = rows.assign(words="‹", ink=ink)[rows["earlier"]]
    return [
        solid.encode(**place, color=country_colour(look), opacity=opacity),
        outline.encode(**place, stroke=country_stroke(look)),
        written(arrows, x=x, y=pixel("middle"), dx=4, bold=True),
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
