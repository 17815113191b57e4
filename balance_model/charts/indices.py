"""Two shares of each subject as a pair of bars, or as two dots on one line."""

from __future__ import annotations

from typing import Literal

import altair as alt
import pandas as pd

from balance_model.charts.lettering import text_width, wrap
from balance_model.charts.marks import TEXT, KeyEntry, even_ticks, fixed, key_row, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, Room, finish, room_for

_BAR, _LINE, _GAP, _FOOT = 13.0, 15.0, 12.0, 22.0


def sobol_bars(
    rows: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 320
) -> Drawing:
    """Draw for each group what it explains alone (full) and in all (pale), as parts of the variance.

    Parameters
    ----------
    rows : columns label, first, total (0 to 1), first_words, total_words, in the order to draw.
    height : least height in pixels; the picture grows with its rows.
    """
    narrow = width < NARROW
    left = 0 if narrow else 230
    key = [KeyEntry("explains alone", look.accent), KeyEntry("together with others", look.accent, 0.35)]
    drawn, lift = key_row(key, look, width, left)
    room = room_for(title, subtitle, width, height, left, 0, above=lift, below=4)
    names, tops, bottom = _names(rows["label"], look, left, narrow, room, 2 * _BAR)
    wide = max((text_width(words, TEXT) for words in (*rows["first_words"], *rows["total_words"])), default=0.0) + 8
    most = max(float(rows[["first", "total"]].to_numpy().max(initial=0.0)), 0.01)
    parts = []
    for number, name in enumerate(("first", "total")):
        parts.append(pd.DataFrame({
            "label": rows["label"], "y": [top + number * _BAR for top in tops], "words": rows[f"{name}_words"],
            "x2": (rows[name].clip(lower=0) / most * (room.width - wide)).to_numpy(), "opacity": (1.0, 0.35)[number],
        }))  # fmt: skip
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.assign(y2=frame["y"] + _BAR - 1, middle=frame["y"] + _BAR / 2, end=frame["x2"] + 5, ink=look.text)
    tips = [alt.Tooltip("label:N", title="Group"), alt.Tooltip("words:N", title="Share of the variance")]
    bars = alt.Chart(frame.assign(x=0.0, fill=look.accent)).mark_rect().encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"), tooltip=tips,
        fill=alt.Fill("fill:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    layers = [
        *drawn,
        bars,
        written(frame, x=pixel("end", "x"), y=pixel("middle")),
        written(names, x=fixed(-left, "x"), y=pixel("y"), size=13, baseline="top"),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(bottom))


def weight_and_share(
    rows: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 300
) -> Drawing:
    """Draw for each category its nominal weight (ring) and what it really carries (dot) on one scale.

    Parameters
    ----------
    rows : columns category_name, weight, share (parts of the whole; a share may be below 0 or above 1).
    """
    narrow = width < NARROW
    left = 0 if narrow else 190
    key = [KeyEntry("weight", look.muted, outline=True), KeyEntry("what it carries", look.accent)]
    drawn, lift = key_row(key, look, width, left)
    room = room_for(title, subtitle, width, height, left, 0, above=lift, below=4)
    names, tops, bottom = _names(rows["category_name"], look, left, narrow, room, 2 * _BAR)
    low = min(0.0, float(rows["share"].min()))
    high = max(float(rows[["weight", "share"]].to_numpy().max()), 0.01)
    edge = 52.0

    def across(share: pd.Series) -> pd.Series:
        return edge + (share - low) / (high - low) * (room.width - 2 * edge)

    frame = pd.DataFrame({
        "name": rows["category_name"], "y": [top + _BAR for top in tops], "weight_x": across(rows["weight"]),
        "share_x": across(rows["share"]), "weight_words": rows["weight"].map(_percent),
        "share_words": rows["share"].map(_percent), "ink": look.text,
    })  # fmt: skip
    tips = [
        alt.Tooltip("name:N", title="Category"), alt.Tooltip("weight_words:N", title="Weight"),
        alt.Tooltip("share_words:N", title="Carries"),
    ]  # fmt: skip
    base = alt.Chart(frame)
    right = frame["share_x"] >= frame["weight_x"]
    words = [
        *_beside(frame[right], "share", "left"), *_beside(frame[right], "weight", "right"),
        *_beside(frame[~right], "share", "right"), *_beside(frame[~right], "weight", "left"),
    ]  # fmt: skip
    ticks = [
        {"x": float(across(pd.Series([tick])).iloc[0]), "y": bottom + 10, "words": _percent(tick), "ink": look.muted}
        for tick in even_ticks(low, high)[:: 2 if narrow else 1]
    ]
    layers = [
        *drawn,
        base.mark_rule(strokeWidth=4, color=look.grid).encode(
            x=pixel("weight_x", "x"), x2=pixel_end("share_x", "x2"), y=pixel("y")
        ),
        base.mark_point(size=80, stroke=look.muted, strokeWidth=2, fill=look.background, opacity=1).encode(
            x=pixel("weight_x", "x"), y=pixel("y"), tooltip=tips
        ),
        base.mark_circle(size=90, color=look.accent, opacity=1).encode(
            x=pixel("share_x", "x"), y=pixel("y"), tooltip=tips
        ),
        *words,
        written(ticks, x=pixel("x", "x"), y=pixel("y"), align="center"),
        written(names, x=fixed(-left, "x"), y=pixel("y"), size=13, baseline="top"),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(bottom + _FOOT))


def _beside(rows: pd.DataFrame, name: str, align: Literal["left", "right"]) -> list[alt.Chart]:
    """The number of each mark on its outer side."""
    words = rows.assign(words=rows[f"{name}_words"])
    aside = 9 if align == "left" else -9
    return [written(words, x=pixel(f"{name}_x", "x"), y=pixel("y"), align=align, dx=aside, bold=name == "share")]


def _names(
    labels: pd.Series, look: Look, left: int, narrow: bool, room: Room, body: float
) -> tuple[list[dict[str, object]], list[float], float]:
    """Names beside or above the marks, the top of the marks of each, and where the last row ends."""
    names: list[dict[str, object]] = []
    tops, top = [], 0.0
    for label in labels:
        lines = wrap(str(label), room.width if narrow else left - 14, 13)
        text = _LINE * len(lines)
        tall = text + body + _GAP if narrow else max(text, body) + _GAP
        mark = top + (text + 2 if narrow else (tall - body) / 2)
        names.append({"y": top if narrow else top + (tall - text) / 2, "words": "\n".join(lines), "ink": look.text})
        tops.append(mark)
        top += tall
    return names, tops, top


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %".replace("-", "−").replace("−0 %", "0 %")
