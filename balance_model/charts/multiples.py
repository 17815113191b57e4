"""Small panels with lines over the years, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from balance_model.charts.bands import FAINT, STRONG
from balance_model.charts.labels import spread
from balance_model.charts.lettering import score_text, shorten, text_width
from balance_model.charts.marks import TEXT, even_ticks, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.timeline import ceiling

_HEAD, _FOOT, _AXIS, _GAP = 22, 24, 30, 16
_LEAST_PLOT, _LABEL_GAP = 84, 14.0
_WIDEST_LABEL, _NARROW_LABEL = 160, 148
_THREE_ACROSS = 780
_BAND_ENDS = ("low80", "low50", "high50", "high80")


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where the marks of one panel stand, in pixels."""

    name: str
    left: float
    top: float
    width: float
    height: float


def multiples(
    lines: pd.DataFrame, look: Look, year: int, title: str, subtitle: str, width: int = 860, height: int = 360
) -> Drawing:
    """Draw a panel for each subject, with a line for each of those compared.

    Parameters
    ----------
    lines : columns panel (its name), line (id), name, year, value, hue, ink, dashed. Panels and lines keep
        their order; a line has the same look in every panel. With columns low80, low50, high50 and high80
        nested bands stand behind the lines.
    year : the chosen year, marked in every panel.
    height : least height in pixels; the picture grows with its panels.
    """
    names = list(dict.fromkeys(lines["panel"]))
    lines = lines.reset_index(drop=True)
    lines["words"] = _labels(lines, _NARROW_LABEL if width < NARROW else _WIDEST_LABEL)
    aside = max(text_width(words, TEXT, bold=True) for words in lines["words"].dropna()) + 12
    columns = _columns(len(names), width)
    rows = -(-len(names) // columns)
    room = room_for(title, subtitle, width, height, 0, 0, below=4)
    tall = max(_LEAST_PLOT, room.height / rows - _HEAD - _FOOT)
    broad = (room.width - _GAP * (columns - 1)) / columns
    panels = [
        _Panel(
            name, _AXIS + at % columns * (broad + _GAP), _HEAD + at // columns * (tall + _HEAD + _FOOT),
            broad - _AXIS - aside, tall,
        )
        for at, name in enumerate(names)
    ]  # fmt: skip
    first, last = int(lines["year"].min()), int(lines["year"].max())
    banded = "low80" in lines
    top = ceiling(float(lines["high80" if banded else "value"].max()))
    placed = _placed(lines, panels, (first, last, top))
    tips = [
        alt.Tooltip("panel:N", title="Panel"), alt.Tooltip("name:N", title="Line"),
        alt.Tooltip("year:Q", title="Year", format="d"), alt.Tooltip("number:N", title="Value, 0 to 1"),
    ]  # fmt: skip
    layers = [
        *_frames(panels, look, (first, last, top), year),
        *(_banded(placed) if banded else []),
        *(_drawn(placed[placed["dashed"] == dashed], dashed) for dashed in (True, False)),
        alt.Chart(placed).mark_circle(size=110, opacity=0).encode(x=pixel("x", "x"), y=pixel("y"), tooltip=tips),
        alt.Chart(placed[placed["year"] == year]).mark_circle(size=45, opacity=1).encode(
            x=pixel("x", "x"), y=pixel("y"), color=plain_colour("hue"), tooltip=tips
        ),
        _ends(placed[placed["year"] == last], panels),
    ]  # fmt: skip
    bottom = panels[-1].top + tall + _FOOT
    return finish(layers, look, title, subtitle, width, room.tall(bottom))


def _columns(panels: int, width: int) -> int:
    if width < NARROW or panels == 1:
        return 1
    return 3 if width >= _THREE_ACROSS and panels % 3 == 0 else 2


def _labels(lines: pd.DataFrame, most: int) -> pd.Series:
    """Words at the last year of each line: its name, cut where it is too long, and its value there."""
    ends = lines[lines["year"] == lines["year"].max()]
    numbers = [score_text(float(value)) for value in ends["value"]]
    rooms = [most - 12 - text_width(number, TEXT, bold=True) for number in numbers]
    names = [shorten(str(name), room, TEXT) for name, room in zip(ends["name"], rooms, strict=True)]
    return pd.Series([f"{name} {number}" for name, number in zip(names, numbers, strict=True)], index=ends.index)


def _placed(lines: pd.DataFrame, panels: Sequence[_Panel], ends: tuple[int, int, float]) -> pd.DataFrame:
    """Lines with their pixels."""
    first, last, top = ends
    where = {panel.name: panel for panel in panels}
    own = [where[name] for name in lines["panel"]]
    left, broad, high, tall = (
        np.array([getattr(panel, name) for panel in own]) for name in ("left", "width", "top", "height")
    )
    bands = {name: high + (1 - lines[name] / top) * tall for name in _BAND_ENDS if name in lines}
    return lines.assign(
        **bands,
        x=left + (lines["year"] - first) / max(last - first, 1) * broad,
        y=high + (1 - lines["value"] / top) * tall,
        number=[score_text(float(value)) for value in lines["value"]],
        each=lines["panel"] + "|" + lines["line"],
    )


def _banded(rows: pd.DataFrame) -> list[alt.Chart]:
    """Areas of the middle 80 and 50 % behind the lines."""
    return [
        alt.Chart(rows).mark_area(opacity=opacity / 1.5).encode(
            x=pixel("x", "x"), y=pixel(low), y2=pixel_end(high), detail=alt.Detail("each:N"),
            fill=alt.Fill("hue", type="nominal", scale=None, legend=None),
        )
        for low, high, opacity in (("low80", "high80", FAINT), ("low50", "high50", STRONG))
    ]  # fmt: skip


def _drawn(rows: pd.DataFrame, dashed: bool) -> alt.Chart:
    style = {"strokeDash": [4, 3], "strokeWidth": 1.8} if dashed else {"strokeWidth": 2.3}
    chart: alt.Chart = alt.Chart(rows).mark_line(**style).encode(
        x=pixel("x", "x"), y=pixel("y"), color=plain_colour("hue"), detail=alt.Detail("each:N")
    )  # fmt: skip
    return chart


def _frames(panels: Sequence[_Panel], look: Look, ends: tuple[int, int, float], year: int) -> list[alt.Chart]:
    """Names, grid, ticks and the chosen year of all panels."""
    first, last, top = ends
    ticks = even_ticks(0.0, top)
    ticks = ticks if len(ticks) < 5 else ticks[::2]
    years = [each for each in range(first, last + 1) if each % 5 == 0]
    grid, scores, spans, heads, rules = [], [], [], [], []
    for panel in panels:
        right, bottom = panel.left + panel.width, panel.top + panel.height

        def across(each: int, panel: _Panel = panel) -> float:
            return panel.left + (each - first) / max(last - first, 1) * panel.width

        for tick in ticks:
            y = bottom - tick / top * panel.height
            grid.append({"x": panel.left, "x2": right, "y": y})
            scores.append({"x": panel.left - 6, "y": y, "words": f"{tick:.2f}", "ink": look.muted})
        shown = years if panel.width > 150 else [years[0], years[-1]]
        spans += [{"x": across(each), "y": bottom + 12, "words": str(each), "ink": look.muted} for each in shown]
        heads.append({"x": panel.left - _AXIS, "y": panel.top - 14, "words": panel.name, "ink": look.text})
        rules.append({"x": across(year), "y": panel.top, "y2": bottom})
    rule = alt.Chart(pd.DataFrame(grid)).mark_rule(color=look.grid).encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y")
    )  # fmt: skip
    chosen = alt.Chart(pd.DataFrame(rules)).mark_rule(color=look.muted, strokeDash=[3, 3]).encode(
        x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2")
    )  # fmt: skip
    return [
        rule,
        chosen,
        written(scores, x=pixel("x", "x"), y=pixel("y"), align="right"),
        written(spans, x=pixel("x", "x"), y=pixel("y"), align="center"),
        written(heads, x=pixel("x", "x"), y=pixel("y"), size=13, bold=True),
    ]


def _ends(rows: pd.DataFrame, panels: Sequence[_Panel]) -> alt.Chart:
    """Name and last value beside the end of each line, apart from each other."""
    found = []
    for panel in panels:
        own = rows[rows["panel"] == panel.name]
        places = spread(own["y"].tolist(), _LABEL_GAP, panel.top - 4, panel.top + panel.height + 4)
        found.append(own[["words", "ink"]].assign(x=panel.left + panel.width + 8, y=places))
    return written(pd.concat(found), x=pixel("x", "x"), y=pixel("y"), bold=True)
