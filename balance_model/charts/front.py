"""What each budget buys at best: level reached above, how sure it is below."""

from __future__ import annotations

import math
from dataclasses import dataclass

import altair as alt
import pandas as pd

from balance_model.charts.lettering import score_text, text_width, wrap
from balance_model.charts.marks import TEXT, even_ticks, fixed, haloed, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.timeline import ceiling

PICK = "pick"
"""Name of the selection: the point that was clicked, by its ``number``."""
_LEFT, _GAP, _FOOT, _LOW = 40, 34, 40, 64


@dataclass(frozen=True, slots=True)
class _Frame:
    """The two panels in pixels: width, height of the upper, top and height of the lower; end of both scales."""

    width: float
    upper: float
    top: float
    lower: float
    most: float
    high: float

    def x(self, cost: pd.Series | float) -> pd.Series | float:
        return cost / self.most * self.width

    def y(self, level: pd.Series | float) -> pd.Series | float:
        return (1 - level / self.high) * self.upper

    def chance(self, share: pd.Series | float) -> pd.Series | float:
        return self.top + (1 - share) * self.lower


def cost_and_level(
    points: pd.DataFrame,
    chosen: int,
    other: int | None,
    needed: tuple[float, str],
    country: str,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
) -> Drawing:
    """Draw the front, with the level asked for as a rule, and under it the share of draws that reach it.

    Parameters
    ----------
    points : columns number, budget, cost, own, chance (0 to 1; NaN while it is not known), in order of budget.
        At least one row.
    chosen, other : numbers of the point on show and of the one it is held against.
    needed : the level asked for, and its words.
    country : whose packages these are.
    """
    narrow = width < NARROW
    words = needed[1] if not narrow else wrap(needed[1], 90, TEXT)[0]
    right = 12 if narrow else round(text_width(words, TEXT, bold=True)) + 20
    room = room_for(title, subtitle, width, height, _LEFT, right, below=4)
    upper = max(room.height - _GAP - _LOW - _FOOT, 110.0)
    most = max(float(points["budget"].max()), float(points["cost"].max()), 1.0)
    high = ceiling(max(float(points["own"].max()), needed[0]))
    frame = _Frame(float(room.width), upper, upper + _GAP, float(_LOW), most, high)
    table = points.assign(
        x=frame.x(points["cost"]), y=frame.y(points["own"]), y2=frame.chance(points["chance"]),
        own_words=[score_text(float(value)) for value in points["own"]],
        chance_words=["–" if math.isnan(share) else f"{100 * share:.0f} %" for share in points["chance"]],
        size=[150 if number == chosen else 110 if number == other else 42 for number in points["number"]],
    )  # fmt: skip
    bottom = frame.top + frame.lower
    layers = [
        *_axes(frame, look),
        *_level(frame, needed[0], words, look, narrow),
        *_marked(table, chosen, other, frame, bottom, look),
        *_dots(table, country, look),
        *_unknown(table, frame, look),
        _strips(table, frame, bottom),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(bottom + _FOOT))


def _axes(frame: _Frame, look: Look) -> list[alt.Chart]:
    """Grid, numbers of both scales, costs along the foot, and names of the panels."""
    rules, marks = [], []
    ticks = even_ticks(0.0, frame.high)
    for tick in ticks if len(ticks) < 6 else ticks[::2]:
        y = float(frame.y(tick))
        rules.append({"x": 0.0, "x2": frame.width, "y": y})
        marks.append({"x": -8.0, "y": y, "words": f"{tick:.2f}", "ink": look.muted})
    for share in (0.0, 0.5, 1.0):
        y = float(frame.chance(share))
        rules.append({"x": 0.0, "x2": frame.width, "y": y})
        marks.append({"x": -8.0, "y": y, "words": f"{100 * share:.0f} %", "ink": look.muted})
    bottom = frame.top + frame.lower
    costs = even_ticks(0.0, frame.most)
    costs = costs if frame.width > 420 else costs[::2]
    foot = [{"x": float(frame.x(c)), "y": bottom + 14, "words": f"{c:,.0f}", "ink": look.muted} for c in costs]
    foot.append(
        {"x": frame.width / 2, "y": bottom + 31, "words": "Price of the package, million EUR", "ink": look.muted}
    )
    head = [{"x": 0.0, "y": frame.top - 14, "words": "Share of draws that reach it", "ink": look.text}]
    rule = alt.Chart(pd.DataFrame(rules)).mark_rule(color=look.grid).encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y")
    )  # fmt: skip
    at = {"x": pixel("x", "x"), "y": pixel("y")}
    return [rule, written(marks, **at, align="right"), written(foot, **at, align="center"), written(head, **at)]


def _level(frame: _Frame, needed: float, words: str, look: Look, narrow: bool) -> list[alt.Chart]:
    """The level asked for, as a dashed rule with its name."""
    y = float(frame.y(needed))
    rule = alt.Chart(pd.DataFrame([{"x": 0.0, "x2": frame.width, "y": y}])).mark_rule(
        color=look.text, strokeDash=[5, 3], strokeWidth=1.4
    ).encode(x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"))  # fmt: skip
    spot = {"x": 2.0 if narrow else frame.width + 8, "y": y - 9 if narrow else y, "words": words, "ink": look.text}
    return [rule, written([spot], x=pixel("x", "x"), y=pixel("y"), bold=True)]


def _marked(
    table: pd.DataFrame, chosen: int, other: int | None, frame: _Frame, bottom: float, look: Look
) -> list[alt.Chart]:
    """A rule through both panels at the point on show, a fine one at the point it is held against."""
    rows = table[table["number"].isin([chosen, other])].assign(top=0.0, bottom=bottom)
    rows["dash"] = [0 if number == chosen else 1 for number in rows["number"]]
    chart = alt.Chart(rows).mark_rule(color=look.muted, strokeWidth=1.2).encode(
        x=pixel("x", "x"), y=pixel("top"), y2=pixel_end("bottom"),
        strokeDash=alt.StrokeDash("dash:O", scale=alt.Scale(domain=[0, 1], range=[[1, 0], [2, 3]]), legend=None),
    )  # fmt: skip
    here = table[table["number"] == chosen].assign(words=lambda rows: rows["own_words"], ink=look.text)
    beside = here.assign(at=here["x"].clip(upper=frame.width - 34) + 9, up=here["y"] - 13)
    return [chart, *haloed(beside, look, x=pixel("at", "x"), y=pixel("up"), bold=True)]


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("budget:Q", title="Budget, EUR m", format=",.0f"),
        alt.Tooltip("cost:Q", title="Price, EUR m", format=",.0f"),
        alt.Tooltip("own_words:N", title="Level reached"),
        alt.Tooltip("chance_words:N", title="Share of draws"),
    ]


def _dots(table: pd.DataFrame, country: str, look: Look) -> list[alt.Chart]:
    hue, tips = look.colour(country), _tips()
    line = alt.Chart(table).mark_line(color=hue, strokeWidth=2, interpolate="step-after").encode(
        x=pixel("x", "x"), y=pixel("y")
    )  # fmt: skip
    size = alt.Size("size:Q", scale=None, legend=None)
    dot = alt.Chart(table).mark_circle(color=hue, opacity=1).encode(
        x=pixel("x", "x"), y=pixel("y"), size=size, tooltip=tips
    )  # fmt: skip
    known = table[table["chance"].notna()]
    under = alt.Chart(known).mark_line(color=hue, strokeWidth=2).encode(x=pixel("x", "x"), y=pixel("y2"))
    low = alt.Chart(known).mark_circle(color=hue, opacity=1).encode(
        x=pixel("x", "x"), y=pixel("y2"), size=size, tooltip=tips
    )  # fmt: skip
    return [line, dot, under, low]


def _unknown(table: pd.DataFrame, frame: _Frame, look: Look) -> list[alt.Chart]:
    if table["chance"].notna().any():
        return []
    spot = [{"words": "not worked out yet", "ink": look.muted}]
    return [written(spot, x=fixed(frame.width / 2, "x"), y=fixed(frame.top + frame.lower / 2, "y"), align="center")]


def _strips(table: pd.DataFrame, frame: _Frame, bottom: float) -> alt.Chart:
    """Unseen strips, one a point, that can be clicked."""
    at = table["x"].astype(float)
    before = ((at + at.shift()) / 2).fillna(-6.0)
    after = ((at + at.shift(-1)) / 2).fillna(frame.width + 6.0)
    click = alt.selection_point(name=PICK, fields=["number"], on="click", toggle=False)
    chart: alt.Chart = alt.Chart(table.assign(x0=before, x1=after, top=0.0, bottom=bottom)).mark_rect(
        opacity=0, cursor="pointer"
    ).encode(
        x=pixel("x0", "x"), x2=pixel_end("x1", "x2"), y=pixel("top"), y2=pixel_end("bottom"), tooltip=_tips()
    ).add_params(click)  # fmt: skip
    return chart
