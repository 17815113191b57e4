"""Units held over the years, against the ceiling, in small panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from balance_model.charts.ceilings import DASHES, SHAPES
from balance_model.charts.labels import spread
from balance_model.charts.lettering import text_width
from balance_model.charts.marks import TEXT, even_ticks, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_HEAD, _FOOT, _AXIS, _GAP, _LEAST_PLOT = 22, 24, 42, 18, 104


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where the marks of one panel stand, in pixels, and the ends of its scales."""

    name: str
    left: float
    top: float
    width: float
    height: float
    most: float
    first: int
    last: int

    def x(self, year: float) -> float:
        return self.left + (year - self.first) / max(self.last - self.first, 1) * self.width

    def y(self, units: float) -> float:
        return self.top + (1 - units / self.most) * self.height


def over_years(
    rows: pd.DataFrame,
    told: pd.DataFrame,
    look: Look,
    year: int,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
) -> Drawing:
    """Draw a panel for each country or class: best estimate, range, ceiling, and numbers that others gave.

    Parameters
    ----------
    rows : columns panel (its name), country, year, low, best, high, ceiling (not a number without one), basis, most
        (upper end of the panel's scale, in units).
    told : columns panel, year, kind, holding, words; years outside those of ``rows`` stand at the edge.
    """
    names = list(dict.fromkeys(rows["panel"]))
    columns = 1 if width < NARROW or len(names) == 1 else 3 if len(names) > 4 else 2
    lines = -(-len(names) // columns)
    room = room_for(title, subtitle, width, height, 0, 0, below=4)
    tall = max(_LEAST_PLOT, room.height / lines - _HEAD - _FOOT)
    aside = 10 + max(text_width(word, TEXT, bold=True) for word in _end_words(rows))
    broad = (room.width - _GAP * (columns - 1)) / columns
    first, last = int(rows["year"].min()), int(rows["year"].max())
    panels = {
        name: _Panel(
            name, _AXIS + at % columns * (broad + _GAP), _HEAD + at // columns * (tall + _HEAD + _FOOT),
            broad - _AXIS - aside, tall, float(rows.loc[rows["panel"] == name, "most"].iloc[0]), first, last,
        )
        for at, name in enumerate(names)
    }  # fmt: skip
    placed = _placed(rows, panels, look)
    tips = [
        alt.Tooltip("panel:N", title="Panel"), alt.Tooltip("year:Q", title="Year", format="d"),
        alt.Tooltip("best:Q", title="Best estimate", format=",.0f"), alt.Tooltip("low:Q", title="Low", format=",.0f"),
        alt.Tooltip("high:Q", title="High", format=",.0f"),
    ]  # fmt: skip
    layers = [
        *_frames(list(panels.values()), look, year),
        alt.Chart(placed).mark_area(opacity=0.3).encode(
            x=pixel("x", "x"), y=pixel("y_low"), y2=pixel_end("y_high"), detail=alt.Detail("panel:N"),
            fill=alt.Fill("hue", type="nominal", scale=None, legend=None),
        ),
        alt.Chart(placed).mark_line(strokeWidth=2.3).encode(
            x=pixel("x", "x"), y=pixel("y"), color=plain_colour("hue"), detail=alt.Detail("panel:N")
        ),
        *_limits(placed, look),
        *_others(told, panels, look),
        alt.Chart(placed).mark_circle(size=110, opacity=0).encode(x=pixel("x", "x"), y=pixel("y"), tooltip=tips),
        _ends(placed[placed["year"] == last], panels, look),
    ]  # fmt: skip
    bottom = max(panel.top for panel in panels.values()) + tall + _FOOT
    return finish(layers, look, title, subtitle, width, room.tall(bottom))


def _end_words(rows: pd.DataFrame) -> list[str]:
    """All words that may stand beside the last year."""
    return [
        *(f"{best:,.0f} held" for best in rows["best"]),
        *(f"{top:,.0f} ceiling" for top in rows["ceiling"].dropna()),
    ]


def _placed(rows: pd.DataFrame, panels: dict[str, _Panel], look: Look) -> pd.DataFrame:
    own = [panels[name] for name in rows["panel"]]

    def heights(column: str) -> list[float]:
        return [panel.y(units) for panel, units in zip(own, rows[column], strict=True)]

    return rows.assign(
        x=[panel.x(year) for panel, year in zip(own, rows["year"], strict=True)],
        y=heights("best"), y_low=heights("low"), y_high=heights("high"), y_limit=heights("ceiling"),
        hue=rows["country"].map(look.colour), ink=rows["country"].map(look.ink),
    )  # fmt: skip


def _frames(panels: Sequence[_Panel], look: Look, year: int) -> list[alt.Chart]:
    """Names, grid, ticks and the chosen year of all panels."""
    grid, ticks, years, heads, rules = [], [], [], [], []
    for panel in panels:
        right, bottom = panel.left + panel.width, panel.top + panel.height
        marks = even_ticks(0.0, panel.most)
        for tick in marks if len(marks) < 5 else marks[::2]:
            grid.append({"x": panel.left, "x2": right, "y": panel.y(tick)})
            ticks.append({"x": panel.left - 6, "y": panel.y(tick), "words": f"{tick:,.0f}", "ink": look.muted})
        every = [each for each in range(panel.first, panel.last + 1) if each % 5 == 0]
        shown = every if panel.width > 150 else [every[0], every[-1]]
        years += [{"x": panel.x(each), "y": bottom + 12, "words": str(each), "ink": look.muted} for each in shown]
        heads.append({"x": panel.left - _AXIS, "y": panel.top - 14, "words": panel.name, "ink": look.text})
        rules.append({"x": panel.x(year), "y": panel.top, "y2": bottom})
    return [
        alt.Chart(pd.DataFrame(grid)).mark_rule(color=look.grid).encode(
            x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y")
        ),
        alt.Chart(pd.DataFrame(rules)).mark_rule(color=look.muted, strokeDash=[3, 3]).encode(
            x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2")
        ),
        written(ticks, x=pixel("x", "x"), y=pixel("y"), align="right"),
        written(years, x=pixel("x", "x"), y=pixel("y"), align="center"),
        written(heads, x=pixel("x", "x"), y=pixel("y"), size=13, bold=True),
    ]  # fmt: skip


def _limits(placed: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """The ceiling of each panel as a line, drawn by its basis."""
    known = placed[placed["ceiling"].notna()]
    return [
        alt.Chart(known[known["basis"] == basis])
        .mark_line(color=look.text, strokeWidth=2, strokeDash=dash)
        .encode(x=pixel("x", "x"), y=pixel("y_limit"), detail=alt.Detail("panel:N"))
        for basis, dash in DASHES.items()
    ]


def _others(told: pd.DataFrame, panels: dict[str, _Panel], look: Look) -> list[alt.Chart]:
    """Numbers that others declared or estimated; those from before the first year at the left edge."""
    own = [panels[name] for name in told["panel"]]
    spots = told.assign(
        x=[panel.x(min(max(year, panel.first), panel.last)) for panel, year in zip(own, told["year"], strict=True)],
        y=[panel.y(min(units, panel.most)) for panel, units in zip(own, told["holding"], strict=True)],
    )
    tips = [alt.Tooltip("words:N", title="Told by others")]
    return [
        alt.Chart(spots[spots["kind"] == kind])
        .mark_point(
            shape=shape, size=75, stroke=look.text, strokeWidth=1.6, opacity=1,
            fill=look.text if kind == "declared" else look.background,
        )
        .encode(x=pixel("x", "x"), y=pixel("y"), tooltip=tips)
        for kind, shape in reversed(SHAPES.items())
    ]  # fmt: skip


def _ends(rows: pd.DataFrame, panels: dict[str, _Panel], look: Look) -> alt.Chart:
    """Units held in the last year, and the ceiling, beside the ends of their lines."""
    words = []
    for row in rows.itertuples():
        panel = panels[str(row.panel)]
        mine = [(float(row.y), f"{row.best:,.0f} held", str(row.ink))]
        if row.ceiling == row.ceiling:
            mine.append((float(row.y_limit), f"{row.ceiling:,.0f} ceiling", look.text))
        places = spread([y for y, _, _ in mine], 14.0, panel.top, panel.top + panel.height)
        words += [
            {"x": panel.left + panel.width + 8, "y": y, "words": text, "ink": ink}
            for (_, text, ink), y in zip(mine, places, strict=True)
        ]
    return written(words, x=pixel("x", "x"), y=pixel("y"), bold=True)
