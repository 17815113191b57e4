"""Marks and axes that several charts share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import numpy as np
import pandas as pd

from balance_model.charts.lettering import text_width
from balance_model.charts.theme import Look

QUARTERS = [0.0, 0.25, 0.5, 0.75, 1.0]
TEXT = 12
"""Least size of text in pixels."""


def pixel(field: str, channel: Literal["x", "y"] = "y") -> Any:
    """A position given in pixels: no scale, no axis."""
    kind = alt.X if channel == "x" else alt.Y
    return kind(f"{field}:Q", scale=None, axis=None)


def fixed(value: float, channel: Literal["x", "y"]) -> Any:
    """One place in pixels for all marks of a layer."""
    kind: Any = alt.XValue if channel == "x" else alt.YValue
    return kind(value)


def pixel_end(field: str, channel: Literal["x2", "y2"] = "y2") -> Any:
    """The other end of a mark placed with `pixel`."""
    return alt.X2(f"{field}:Q") if channel == "x2" else alt.Y2(f"{field}:Q")


def country_colour(look: Look) -> alt.Color:
    """Colour by column ``country``, pinned: a country has the same colour whoever else is shown."""
    return alt.Color("country:N", scale=_country_scale(look), legend=None)


def country_stroke(look: Look) -> alt.Stroke:
    """Outline colour by column ``country``, pinned like `country_colour`."""
    return alt.Stroke("country:N", scale=_country_scale(look), legend=None)


def _country_scale(look: Look) -> alt.Scale:
    return alt.Scale(domain=[code for code, _ in look.colours], range=[hue for _, hue in look.colours])


def plain_colour(field: str) -> alt.Color:
    """Colour given as a hex code in a column."""
    return alt.Color(field, type="nominal", scale=None, legend=None)


def score_axis(high: float = 1.0, few: bool = False) -> alt.Axis:
    """Axis of scores from 0 with ticks that are printed exactly: two decimals. ``few`` halves the ticks."""
    ticks = (QUARTERS if high == 1.0 else even_ticks(0.0, high))[:: 2 if few else 1]
    return alt.Axis(values=ticks, format=".2f", title=None, domain=False, ticks=False, labelFlush=False)


def tick_step(span: float) -> float:
    """A round step (1, 2 or 5 times a power of ten) that cuts ``span`` into three to seven parts."""
    power = 10.0 ** np.floor(np.log10(span / 3))
    return float(max(step * power for step in (1, 2, 5) if step * power <= span / 3 * 1.0000001))


def even_ticks(low: float, high: float) -> list[float]:
    """Round ticks within ``low`` and ``high``."""
    step = tick_step(high - low)
    first, last = int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9))
    return [round(i * step, 10) for i in range(first, last + 1)]


def year_axis(first: int, last: int, narrow: bool = False) -> alt.Axis:
    """Years as plain four digits, horizontal: every fifth year, and the last one when there is room."""
    every = 5 if last - first > 6 else 1
    ticks = [y for y in range(first, last + 1) if y % every == 0]
    if narrow and len(ticks) > 5:
        ticks = ticks[::2]
    return alt.Axis(values=ticks, format="d", title=None, grid=False, labelFlush=False)


def every_year_axis(first: int, last: int) -> alt.Axis:
    """Each year with its grid line, above the marks so that it is seen first, for wide charts."""
    years = list(range(first, last + 1))
    return alt.Axis(
        values=years, format="d", title=None, orient="top", grid=True, domain=False, ticks=False, labelFlush=False
    )


def written(
    rows: pd.DataFrame | Sequence[Mapping[str, Any]],
    *,
    x: Any,
    y: Any,
    size: int = TEXT,
    align: Literal["left", "center", "right"] = "left",
    baseline: Literal["top", "middle", "bottom"] = "middle",
    bold: bool = False,
    dx: float = 0,
    halo: str | None = None,
) -> alt.Chart:
    """Words on the chart: column ``words``, broken at line feeds, in the colour of column ``ink``.

    With ``halo`` the words are written as a broad outline of that colour, to be laid under the words.
    """
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows), columns=_columns(rows))
    style: dict[str, Any] = {
        "align": align, "baseline": baseline, "dx": dx,
        "fontSize": size, "lineHeight": size + 2, "lineBreak": "\n",
        "fontWeight": "bold" if bold else "normal",
    }  # fmt: skip
    if halo:
        style |= {"stroke": halo, "strokeWidth": 3.5, "strokeJoin": "round"}
    colour = {} if halo else {"color": plain_colour("ink")}
    chart: alt.Chart = alt.Chart(frame).mark_text(**style).encode(x=x, y=y, text=alt.Text("words:N"), **colour)
    return chart


def haloed(rows: pd.DataFrame | Sequence[Mapping[str, Any]], look: Look, **where: Any) -> list[alt.Chart]:
    """Words as `written`, kept readable over lines by an outline in the colour of the background."""
    return [written(rows, **where, halo=look.background), written(rows, **where)]


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(rows[0]) if rows else ["x", "y", "words", "ink"]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One swatch of a colour key."""

    words: str
    fill: str
    opacity: float = 1.0
    outline: bool = False


def key_row(
    entries: Sequence[KeyEntry], look: Look, width: int, left: int, lift: int = 6
) -> tuple[list[alt.Chart], int]:
    """A compact colour key above the marks.

    Parameters
    ----------
    width : width of the whole picture in pixels; the key breaks into more rows when it is full.
    left : left margin, so that the key starts at the left edge of the picture.
    lift : pixels left free between the key and the marks.

    Returns
    -------
    The layers, and the height they take above the marks in pixels.
    """
    spots: list[dict[str, Any]] = []
    x, row = 0.0, 0
    for entry in entries:
        need = 17 + text_width(entry.words, TEXT) + 14
        if x and x + need > width:
            x, row = 0.0, row + 1
        spots.append({
            "x": x - left, "x2": x - left + 12, "row": row, "words": entry.words, "ink": look.text,
            "fill": entry.fill, "opacity": 0.0 if entry.outline else entry.opacity,
        })  # fmt: skip
        x += need
    height = (row + 1) * 18
    frame = pd.DataFrame(spots)
    frame["y"] = frame["row"] * 18.0 - height - lift
    frame["y2"] = frame["y"] + 11
    frame["middle"] = frame["y"] + 6
    frame["word_x"] = frame["x2"] + 5
    swatch = alt.Chart(frame).mark_rect(strokeWidth=1.2).encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        stroke=alt.Stroke("fill:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    return [swatch, written(frame, x=pixel("word_x", "x"), y=pixel("middle"))], height + lift
