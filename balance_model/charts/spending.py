"""Spending over the years: a line for each country, broken where there is no figure."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from balance_model.charts.labels import spread
from balance_model.charts.lettering import text_width
from balance_model.charts.marks import TEXT, even_ticks, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.timeline import ceiling

_HEAD, _FOOT, _GAP, _LEAST = 20.0, 24.0, 22.0, 96.0
_LABEL_GAP = 15.0


def spending_lines(
    points: pd.DataFrame,
    later: pd.DataFrame,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
    number: Callable[[float], str] = "{:,.0f}".format,
    apart: bool = False,
) -> Drawing:
    """Draw a line with dots for each country, with its name and last figure at its end.

    Parameters
    ----------
    points : columns country, year, series, value (not a number in a gap), kind, line; lines run through the rows
        that say so, other rows are hollow dots. At least one value.
    later : the same for figures of other series after the last year: hollow diamonds, joined to nothing.
    number : how a figure is written.
    apart : a panel with a scale of its own for each country, for figures in different currencies.
    """
    known = points[points["value"].notna()]
    codes = [code for code in dict.fromkeys(points["country"]) if code in set(known["country"])]
    panels = [[code] for code in codes] if apart else [codes]
    across = 1 if width < NARROW or not apart or len(panels) == 1 else 2
    ends = known[known["line"]].sort_values("year", kind="stable").drop_duplicates("country", keep="last")
    names = {row.country: f"{look.name(row.country)} {number(row.value)}" for row in ends.itertuples()}
    tops = [ceiling(max(_largest(known, own), _largest(later, own))) for own in panels]
    axis = int(max(text_width(number(top), TEXT) for top in tops)) + 10
    aside = int(max(text_width(words, TEXT + 1, bold=True) for words in names.values())) + 14
    room = room_for(title, subtitle, width, height, 0, 0, below=4)
    rows = math.ceil(len(panels) / across)
    tall = max(_LEAST, room.height / rows - _HEAD - _FOOT)
    broad = (room.width - _GAP * (across - 1)) / across
    first = int(points["year"].min())
    last = int(max(points["year"].max(), later["year"].max() if len(later) else first))
    layers: list[alt.Chart] = []
    for at, (own, top) in enumerate(zip(panels, tops, strict=True)):
        left = axis + at % across * (broad + _GAP)
        head = _HEAD / 2 + at // across * (tall + _HEAD + _FOOT)
        box = _Box(left, head, broad - axis - aside, tall, first, last, top)
        mine = known[known["country"].isin(own)]
        layers += [
            *_frame(box, look, number),
            *_marks(mine, later[later["country"].isin(own)], box, look, number),
            _ends(ends[ends["country"].isin(own)], names, box, look),
        ]
    return finish(layers, look, title, subtitle, width, room.tall(rows * (tall + _HEAD + _FOOT)))


@dataclass(frozen=True, slots=True)
class _Box:
    """A panel in pixels, with the years and the scale it shows."""

    left: float
    top: float
    width: float
    height: float
    first: int
    last: int
    most: float

    def x(self, year: Any) -> Any:
        return self.left + (year - self.first) / max(self.last - self.first, 1) * self.width

    def y(self, value: Any) -> Any:
        return self.top + (1 - value / self.most) * self.height


def _largest(rows: pd.DataFrame, codes: list[str]) -> float:
    values = rows[rows["country"].isin(codes)]["value"]
    return float(values.max()) if len(values) else 0.0


def _frame(box: _Box, look: Look, number: Callable[[float], str]) -> list[alt.Chart]:
    """Grid, figures and years of a panel."""
    ticks = even_ticks(0.0, box.most)
    ticks = ticks if box.height > 150 else ticks[::2]
    right, bottom = box.left + box.width, box.top + box.height
    grid = pd.DataFrame([{"x": box.left, "x2": right, "y": box.y(tick)} for tick in ticks])
    sums = [{"x": box.left - 6, "y": box.y(tick), "words": number(tick), "ink": look.muted} for tick in ticks]
    step = next(step for step in (1, 2, 5, 10, 20) if (box.last - box.first) // step <= max(box.width / 44, 1))
    years = [year for year in range(box.last, box.first - 1, -1) if (box.last - year) % step == 0]
    spans = [{"x": box.x(year), "y": bottom + 13, "words": str(year), "ink": look.muted} for year in years]
    rule = alt.Chart(grid).mark_rule(color=look.grid).encode(x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"))
    return [
        rule,
        written(sums, x=pixel("x", "x"), y=pixel("y"), align="right"),
        written(spans, x=pixel("x", "x"), y=pixel("y"), align="center"),
    ]


def _marks(
    known: pd.DataFrame, later: pd.DataFrame, box: _Box, look: Look, number: Callable[[float], str]
) -> list[alt.Chart]:
    """Lines in pieces without gaps, dots, hollow dots for further figures, diamonds for other series."""
    through = _placed(known[known["line"]].sort_values(["country", "year"], kind="stable"), box, look, number)
    fresh = (through["country"] != through["country"].shift()) | (through["year"] != through["year"].shift() + 1)
    through["piece"] = fresh.cumsum().astype(str)
    further, other = (_placed(rows, box, look, number) for rows in (known[~known["line"]], later))
    tips = [
        alt.Tooltip("country_name:N", title="Country"), alt.Tooltip("year:Q", title="Year", format="d"),
        alt.Tooltip("shown:N", title="Figure"), alt.Tooltip("kind:N", title="Kind"),
        alt.Tooltip("series:N", title="Series"),
    ]  # fmt: skip
    place: dict[str, Any] = {"x": pixel("x", "x"), "y": pixel("y")}
    hollow: dict[str, Any] = {"filled": True, "fill": look.background, "opacity": 1, "strokeWidth": 1.8}
    return [
        alt.Chart(through).mark_line(strokeWidth=2.4).encode(
            **place, color=plain_colour("hue"), detail=alt.Detail("piece:N")
        ),
        alt.Chart(through).mark_circle(size=34, opacity=1).encode(**place, color=plain_colour("hue"), tooltip=tips),
        *(
            alt.Chart(rows).mark_point(shape=shape, size=size, **hollow).encode(
                **place, stroke=alt.Stroke("hue", type="nominal", scale=None, legend=None), tooltip=tips
            )
            for rows, shape, size in ((further, "circle", 42), (other, "diamond", 90))
            if len(rows)
        ),
    ]  # fmt: skip


def _placed(rows: pd.DataFrame, box: _Box, look: Look, number: Callable[[float], str]) -> pd.DataFrame:
    columns = ["country", "year", "value", "kind", "series"]
    return rows[columns].assign(
        x=box.x(rows["year"]), y=box.y(rows["value"]),
        hue=[look.colour(code) for code in rows["country"]],
        country_name=[look.name(code) for code in rows["country"]],
        shown=[number(value) for value in rows["value"]],
    )  # fmt: skip


def _ends(ends: pd.DataFrame, names: dict[str, str], box: _Box, look: Look) -> alt.Chart:
    """Name and last figure of each line at the right edge, apart from each other."""
    codes = ends["country"].tolist()
    places = spread([box.y(value) for value in ends["value"]], _LABEL_GAP, box.top, box.top + box.height)
    rows = [
        {"x": box.left + box.width + 10, "y": y, "words": names[code], "ink": look.ink(code)}
        for code, y in zip(codes, places, strict=True)
    ]
    return written(rows, x=pixel("x", "x"), y=pixel("y"), size=TEXT + 1, bold=True)
