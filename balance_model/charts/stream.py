"""How likely each rank is, year by year: stacked areas that always fill the height, a panel for each country."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from balance_model.charts.lettering import text_width
from balance_model.charts.marks import TEXT, haloed, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_HEAD, _FOOT, _AXIS, _GAP = 22, 24, 40, 22
_LEAST_PLOT = 84
_EDGE = 16
"""Room for the last year, half of which stands beyond the panel."""
_ROOM_FOR_WORDS = 15.0
"""An area is named where it is at least this many pixels high."""
FAINTEST = 0.16


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where the areas of one country stand, in pixels."""

    country: str
    left: float
    top: float
    width: float
    height: float


def rank_stream(
    shares: pd.DataFrame, look: Look, year: int, title: str, subtitle: str, width: int = 860, height: int = 380
) -> Drawing:
    """Draw for each country a band for each rank, the first rank on top and in full colour.

    Parameters
    ----------
    shares : columns country, year, rank (1 is the highest), rank_name, share (0 to 1); over the ranks of a country
        and year the shares add up to 1.
    year : the chosen year, marked in every panel.
    height : least height in pixels; the picture grows with its panels.
    """
    codes = list(dict.fromkeys(shares["country"]))
    columns = 1 if width < NARROW or len(codes) == 1 else 2
    lines = -(-len(codes) // columns)
    room = room_for(title, subtitle, width, height, 0, 0, below=4)
    tall = max(_LEAST_PLOT, room.height / lines - _HEAD - _FOOT)
    broad = (room.width - _GAP * (columns - 1)) / columns
    panels = {
        code: _Panel(
            code, _AXIS + at % columns * (broad + _GAP), _HEAD + at // columns * (tall + _HEAD + _FOOT),
            broad - _AXIS - _EDGE, tall,
        )
        for at, code in enumerate(codes)
    }  # fmt: skip
    placed = _placed(shares, panels, look)
    tips = [
        alt.Tooltip("name:N", title="Country"), alt.Tooltip("year:Q", title="Year", format="d"),
        alt.Tooltip("rank_name:N", title="Rank"), alt.Tooltip("words:N", title="Share of the futures"),
    ]  # fmt: skip
    areas = alt.Chart(placed).mark_area(line=False).encode(
        x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2"), color=plain_colour("hue"), detail=alt.Detail("each:N"),
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    step = (panels[codes[0]].width / max(shares["year"].nunique() - 1, 1)) / 2
    step = min(step, float(_EDGE))
    spots = alt.Chart(placed.assign(left=placed["x"] - step, right=placed["x"] + step)).mark_rect(opacity=0).encode(
        x=pixel("left", "x"), x2=pixel_end("right", "x2"), y=pixel("y"), y2=pixel_end("y2"), tooltip=tips
    )  # fmt: skip
    edges = alt.Chart(placed[placed["rank"] > 1]).mark_line(color=look.background, strokeWidth=1.2).encode(
        x=pixel("x", "x"), y=pixel("y"), detail=alt.Detail("each:N")
    )  # fmt: skip
    layers = [
        areas,
        edges,
        *_frames(list(panels.values()), look, (int(shares["year"].min()), int(shares["year"].max())), year),
        *haloed(_named(placed, panels, look, year), look, x=pixel("x", "x"), y=pixel("y"), align="center"),
        spots,
    ]
    bottom = max(panel.top for panel in panels.values()) + tall + _FOOT
    return finish(layers, look, title, subtitle, width, room.tall(bottom))


def _placed(shares: pd.DataFrame, panels: dict[str, _Panel], look: Look) -> pd.DataFrame:
    """Bands with their pixels: the first rank at the top."""
    rows = shares.sort_values(["country", "year", "rank"], kind="stable").reset_index(drop=True)
    below = rows.groupby(["country", "year"], sort=False)["share"].cumsum()
    first, last, ranks = int(rows["year"].min()), int(rows["year"].max()), int(rows["rank"].max())
    own = [panels[code] for code in rows["country"]]
    left, broad, top, tall = (
        np.array([getattr(panel, name) for panel in own]) for name in ("left", "width", "top", "height")
    )
    return rows.assign(
        x=left + (rows["year"] - first) / max(last - first, 1) * broad,
        y=top + (below - rows["share"]) * tall,
        y2=top + below * tall,
        hue=rows["country"].map(look.colour),
        opacity=1.0 - (1.0 - FAINTEST) * (rows["rank"] - 1) / max(ranks - 1, 1),
        each=rows["country"] + "|" + rows["rank"].astype(str),
        name=rows["country"].map(look.name),
        words=[f"{100 * share:.0f} %" for share in rows["share"]],
    )


def _named(placed: pd.DataFrame, panels: dict[str, _Panel], look: Look, year: int) -> list[dict[str, object]]:
    """The name of each band, once: where it is highest, inside the panel and beside the chosen year."""
    found: list[dict[str, object]] = []
    for (code, _), band in placed.groupby(["country", "rank"], sort=False):
        panel = panels[str(code)]
        half = text_width(str(band["rank_name"].iloc[0]), TEXT) / 2 + 3
        inside = band[(band["x"] >= panel.left + half) & (band["x"] <= panel.left + panel.width - half)]
        if inside.empty:
            continue
        clear = inside[(inside["year"] - year).abs() > 1]
        clear = inside if clear.empty else clear
        best = clear.loc[(clear["y2"] - clear["y"]).idxmax()]
        if best["y2"] - best["y"] >= _ROOM_FOR_WORDS:
            found.append({
                "x": float(best["x"]), "y": float(best["y"] + best["y2"]) / 2, "words": str(best["rank_name"]),
                "ink": look.text,
            })  # fmt: skip
    return found


def _frames(panels: list[_Panel], look: Look, ends: tuple[int, int], year: int) -> list[alt.Chart]:
    """Names, shares, years and the chosen year of all panels."""
    first, last = ends
    ticks, years, heads, rules = [], [], [], []
    for panel in panels:
        bottom = panel.top + panel.height

        def across(each: int, panel: _Panel = panel) -> float:
            return panel.left + (each - first) / max(last - first, 1) * panel.width

        for share in (0.0, 0.5, 1.0):
            y = bottom - share * panel.height
            ticks.append({"x": panel.left - 6, "y": y, "words": f"{100 * share:.0f} %", "ink": look.muted})
        shown = [each for each in range(first, last + 1) if each % 5 == 0] or [first]
        years += [{"x": across(each), "y": bottom + 12, "words": str(each), "ink": look.muted} for each in shown]
        heads.append({
            "x": panel.left, "y": panel.top - 12, "words": look.name(panel.country), "ink": look.ink(panel.country),
        })  # fmt: skip
        rules.append({"x": across(year), "y": panel.top, "y2": bottom})
    chosen = alt.Chart(pd.DataFrame(rules)).mark_rule(color=look.text, strokeDash=[3, 3]).encode(
        x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2")
    )  # fmt: skip
    return [
        chosen,
        written(ticks, x=pixel("x", "x"), y=pixel("y"), align="right"),
        written(years, x=pixel("x", "x"), y=pixel("y"), align="center"),
        written(heads, x=pixel("x", "x"), y=pixel("y"), size=13, bold=True),
    ]
