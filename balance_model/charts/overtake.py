"""When one country overtakes another: a bar for each year, and those futures in which it never does."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.marks import fixed, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_AXIS, _FOOT, _ABOVE, _APART = 44, 24, 24, 14.0


def overtaking(
    rows: pd.DataFrame,
    ends: tuple[float, float],
    country: str,
    look: Look,
    year: int,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 340,
) -> Drawing:
    """Draw the share of the futures by year of overtaking, with the shares ahead already and never at the ends.

    Parameters
    ----------
    rows : columns year, share (0 to 1), by_then (cumulative); the first year is the start and is not drawn.
    ends : shares ahead already in the first year, and never.
    country : the one that overtakes, whose colour the bars have.
    year : the chosen year; bars up to it are full, later ones pale.
    """
    narrow = width < NARROW
    room = room_for(title, subtitle, width, height, _AXIS, 4, above=_ABOVE, below=_FOOT)
    years = rows.iloc[1:].reset_index(drop=True)
    broad = (room.width - 2 * _APART) / (len(years) + 2 * 1.8)
    side = 1.8 * broad
    top = _ceiling(max(*ends, float(years["share"].max()) if len(years) else 0.0))
    bars = pd.DataFrame({
        "name": ["ahead already", *(str(one) for one in years["year"]), "never"],
        "share": [ends[0], *years["share"], ends[1]],
        "then": [ends[0], *years["by_then"], ends[1]],
        "x": [0.0, *(side + _APART + broad * at + 1 for at in range(len(years))), room.width - side],
        "broad": [side, *([broad - 2] * len(years)), side],
        "hue": [look.baseline, *([look.colour(country)] * len(years)), look.baseline],
        "opacity": [1.0, *(1.0 if one <= year else 0.4 for one in years["year"]), 1.0],
    })  # fmt: skip
    bars = bars.assign(
        x2=bars["x"] + bars["broad"], y=room.height * (1 - bars["share"] / top), y2=float(room.height),
        words=[_percent(share) for share in bars["share"]], so_far=[_percent(share) for share in bars["then"]],
        middle=bars["x"] + bars["broad"] / 2, ink=look.text,
    )  # fmt: skip
    tips = [
        alt.Tooltip("name:N", title="When"), alt.Tooltip("words:N", title="Share of the futures"),
        alt.Tooltip("so_far:N", title="By then"),
    ]  # fmt: skip
    marks = alt.Chart(bars).mark_rect().encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"), tooltip=tips,
        fill=alt.Fill("hue:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    ends_or_highest = bars["name"].isin(["ahead already", "never"]) | (bars["share"] == years["share"].max())
    shown = bars[(bars["share"] > 0) & ((broad > 34) | ends_or_highest)]
    labels = bars.assign(words=_names(bars["name"], narrow or broad < 34), label_y=room.height + 13.0, ink=look.muted)
    ticks = [
        {"y": room.height * (1 - share / top), "words": _percent(share), "ink": look.muted}
        for share in (0.0, top / 2, top)
    ]
    grid = pd.DataFrame({"y": [tick["y"] for tick in ticks], "x": 0.0, "x2": float(room.width)})
    layers = [
        alt.Chart(grid).mark_rule(color=look.grid).encode(
            x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y")
        ),
        marks,
        written(shown.assign(y=shown["y"] - 9), x=pixel("middle", "x"), y=pixel("y"), align="center", bold=True),
        written(labels, x=pixel("middle", "x"), y=pixel("label_y"), align="center"),
        written(ticks, x=fixed(-8, "x"), y=pixel("y"), align="right"),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room)


def _names(names: pd.Series, few: bool) -> list[str]:
    """Words under the bars; on a narrow picture every fifth year only, and short ends."""
    short = {"ahead already": "already", "never": "never"}
    if not few:
        return [str(name).replace("ahead already", "already") for name in names]
    return [short.get(str(name), str(name) if str(name).isdigit() and int(name) % 5 == 0 else "") for name in names]


def _ceiling(share: float) -> float:
    """The first of some round shares that holds the largest bar."""
    return next((step for step in (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8) if share <= step), 1.0)


def _percent(share: float) -> str:
    return "<1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"
