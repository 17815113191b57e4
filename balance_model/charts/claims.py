"""A claim beside what the data give under each reading."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from balance_model.charts.lettering import text_width, wrap
from balance_model.charts.marks import (
    TEXT,
    KeyEntry,
    even_ticks,
    fixed,
    key_row,
    pixel,
    pixel_end,
    plain_colour,
    written,
)
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_LANE, _CROWDED, _LINE, _GAP = 26.0, 52.0, 15.0, 6.0
SHADE, _PALE = 0.16, 0.07
_EDGE = 0.06
_MARGIN = 16
"""Pixels on each side of a narrow picture, for the numbers at the ends of the scale."""
_BESIDE = 6.0
"""Pixels between labels in a row."""
Number = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The range that bears a claim out, that which does so in part, and the words for the first."""

    low: float
    high: float
    partly_low: float
    partly_high: float
    words: str


def claim_readings(
    rows: pd.DataFrame,
    claimed: Claimed,
    number: Number,
    tick: Number,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 320,
) -> Drawing:
    """Draw a lane for each reading: its number, or one for each country, or a span, over the claimed range.

    Parameters
    ----------
    rows : columns reading, name, country (code, or "" where the number is of a group), value, low, high (of a
        span), words (the verdict), stated (whether somebody said it, rather than the data), gap (words
        for a reading without a number).
    number, tick : write a number, and one on the scale.
    """
    narrow = width < NARROW
    left, right = (_MARGIN, _MARGIN) if narrow else (min(250, round(0.3 * width)), 116)
    entries = [KeyEntry(f"claimed: {claimed.words}", look.accent, 0.35)]
    key, above = key_row(entries, look, width, left, 14)
    room = room_for(title, subtitle, width, height, left, right, above, below=26)
    across = _scale(rows, claimed, room.width)
    lanes = _lanes(rows, left, right, room.width, narrow)
    bottom = lanes["bottom"].iloc[-1] if len(lanes) else _LANE
    placed = rows.merge(lanes, on="reading", sort=False)
    layers = [
        *key,
        *_claimed(claimed, across, bottom, look),
        *_ticks(across, bottom, tick, look, narrow),
        *_spans(placed[placed["low"].notna()], across, number, look, room.width),
        _unknown(lanes, placed, look),
        *_dots(placed[placed["value"].notna()], across, number, look, narrow, room.width),
        *_names(lanes, rows, look, left, right, room.width, narrow),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(bottom + 22))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: float
    last: float
    width: float

    def __call__(self, value: float) -> float:
        share = (value - self.first) / (self.last - self.first)
        return min(max(share, 0.0), 1.0) * self.width


def _scale(rows: pd.DataFrame, claimed: Claimed, width: int) -> _Scale:
    """From zero, unless all numbers lie far from it."""
    ends = [
        *rows["value"],
        *rows["low"],
        *rows["high"],
        claimed.low,
        claimed.high,
        claimed.partly_low,
        claimed.partly_high,
    ]
    known = [float(end) for end in ends if math.isfinite(end)]
    low, high = min(known), max(known)
    if low == high:
        low, high = low - 1.0, high + 1.0
    margin = _EDGE * (high - low)
    first = min(low - margin, 0.0) if low < 0 else 0.0 if low < high / 2 else low - margin
    return _Scale(first, high + margin, width)


def _lanes(rows: pd.DataFrame, left: int, right: int, width: int, narrow: bool) -> pd.DataFrame:
    """Top, middle and bottom of each lane; where several countries stand in it, it has room for their names."""
    found, y = [], 0.0
    for reading, own in rows.groupby("reading", sort=False):
        crowded = int((own["value"].notna() & (own["country"] != "")).sum()) > 1
        name = str(own["name"].iloc[0])
        lines = wrap(f"{name}: {own['words'].iloc[0]}" if narrow else name, width if narrow else left - 14, 13)
        head = _LINE * len(lines)
        tall = _CROWDED if crowded else _LANE
        whole = head + tall if narrow else max(head, tall)
        middle = y + (head + tall / 2 if narrow else whole / 2)
        found.append((reading, y, middle, y + whole + _GAP, crowded, lines))
        y += whole + _GAP
    return pd.DataFrame(found, columns=["reading", "top", "middle", "bottom", "crowded", "lines"])


def _claimed(claimed: Claimed, across: _Scale, bottom: float, look: Look) -> list[alt.Chart]:
    wide = (claimed.partly_low, claimed.partly_high, _PALE)
    own = (claimed.low, claimed.high, SHADE)
    rows = [
        {"x": across(low), "x2": across(high), "y": -6.0, "y2": bottom, "opacity": opacity, "fill": look.accent}
        for low, high, opacity in (wide, own)
    ]
    edges = [{"x": across(end), "y": -6.0, "y2": bottom} for end in (claimed.low, claimed.high) if math.isfinite(end)]
    shade = alt.Chart(pd.DataFrame(rows)).mark_rect().encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    rule = alt.Chart(pd.DataFrame(edges)).mark_rule(color=look.accent, opacity=0.5).encode(
        x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2")
    )  # fmt: skip
    return [shade, rule]


def _ticks(across: _Scale, bottom: float, tick: Number, look: Look, narrow: bool) -> list[alt.Chart]:
    ticks = even_ticks(across.first, across.last)
    ticks = ticks[:: 2 if len(ticks) > (4 if narrow else 7) else 1]
    rows = [{"x": across(at), "y": 0.0, "y2": bottom, "at": bottom + 11, "words": tick(at), "ink": look.muted}
            for at in ticks]  # fmt: skip
    frame = pd.DataFrame(rows)
    grid = alt.Chart(frame).mark_rule(color=look.grid).encode(x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2"))
    return [grid, written(frame, x=pixel("x", "x"), y=pixel("at"), align="center")]


def _spans(rows: pd.DataFrame, across: _Scale, number: Number, look: Look, width: float) -> list[alt.Chart]:
    """Bars from a least to a most; one without a most runs to the edge and ends in an arrow."""
    found = []
    for row in rows.itertuples():
        high = float(row.high)
        words = (
            f"{number(float(row.low))} or more"
            if math.isinf(high)
            else (f"{number(high)} or less" if row.low == 0 else f"{number(float(row.low))} to {number(high)}")
        )
        x, x2 = across(float(row.low)), across(high) if math.isfinite(high) else width
        found.append({
            "x": x, "x2": x2, "y": row.middle, "words": words, "ink": look.text,
            "hue": look.muted if row.stated else look.text,
            "name": row.name, "tip": words, "label_y": float(row.middle) - 9,
            "label_x": min(max((x + x2) / 2, text_width(words, TEXT) / 2), width - text_width(words, TEXT) / 2),
            "open": math.isinf(high), "end": x2 - 4,
        })  # fmt: skip
    if not found:
        return []
    frame = pd.DataFrame(found)
    tips = [alt.Tooltip("name:N", title="Reading"), alt.Tooltip("tip:N", title="Between")]
    bar = alt.Chart(frame).mark_rule(strokeWidth=5, opacity=0.75).encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), color=plain_colour("hue"), tooltip=tips
    )  # fmt: skip
    head = alt.Chart(frame[frame["open"]]).mark_point(shape="triangle-right", filled=True, size=150, opacity=1).encode(
        x=pixel("end", "x"), y=pixel("y"), color=plain_colour("hue"), tooltip=tips
    )  # fmt: skip
    return [bar, head, written(frame, x=pixel("label_x", "x"), y=pixel("label_y"), align="center")]


def _dots(
    rows: pd.DataFrame, across: _Scale, number: Number, look: Look, narrow: bool, width: float
) -> list[alt.Chart]:
    if rows.empty:
        return []
    stated = rows["stated"]
    frame = rows.assign(
        x=rows["value"].map(across),
        hue=[look.colour(code) if code else (look.muted if own else look.text)
             for code, own in zip(rows["country"], stated, strict=True)],
        ink=[look.ink(code) if code else look.text for code in rows["country"]],
        who=[look.name(code) if code else name for code, name in zip(rows["country"], rows["name"], strict=True)],
        tip=rows["value"].map(number),
    )  # fmt: skip
    labels = pd.DataFrame(_labels(frame, narrow, width), columns=["x", "y", "words", "ink"])
    tips = [
        alt.Tooltip("name:N", title="Reading"),
        alt.Tooltip("who:N", title="Who"),
        alt.Tooltip("tip:N", title="Number"),
    ]
    layers = []
    for own, shape in ((False, "circle"), (True, "diamond")):
        part = frame[frame["stated"] == own]
        mark = alt.Chart(part).mark_point(shape=shape, filled=not own, size=95, opacity=1, strokeWidth=2)
        layers.append(mark.encode(x=pixel("x", "x"), y=pixel("middle"), color=plain_colour("hue"), tooltip=tips))
    return [*layers, written(labels, x=pixel("x", "x"), y=pixel("y"), align="center")]


def _labels(frame: pd.DataFrame, narrow: bool, width: float) -> list[tuple[float, float, str, str]]:
    """A number beside a lone dot; names over and under the dots of a lane with several, apart from each other."""
    found: list[tuple[float, float, str, str]] = []
    for _, own in frame.groupby("reading", sort=False):
        if not own["crowded"].iloc[0]:
            for row in own.itertuples():
                words = f"{row.who} {row.tip}" if row.country else str(row.tip)
                wide = text_width(words, TEXT)
                x = float(row.x) + 10 + wide / 2
                x = x if x + wide / 2 <= width else float(row.x) - 10 - wide / 2
                found.append((x, float(row.middle), words, str(row.ink)))
            continue
        ordered = own.sort_values("x", kind="stable")
        for side, lift in ((0, -17.0), (1, 17.0)):
            part = ordered.iloc[side::2]
            names = [who if narrow else f"{who} {tip}" for who, tip in zip(part["who"], part["tip"], strict=True)]
            places = _apart(part["x"].to_numpy(), [text_width(name, TEXT) for name in names], width)
            found += [
                (x, float(y) + lift, text, str(ink))
                for x, y, text, ink in zip(places, part["middle"], names, part["ink"], strict=True)
            ]
    return found


def _apart(wanted: NDArray[np.float64], sizes: list[float], width: float) -> list[float]:
    """Middles of labels in a row, in their order, moved as little as possible until none meets the next."""
    if not sizes:
        return []
    half = np.array(sizes) / 2
    after = np.concatenate([[0.0], np.cumsum(half[:-1] + half[1:] + _BESIDE)])
    loose = isotonic_regression(wanted - after).x
    last = max(half[0], width - half[-1] - after[-1])
    return [float(x) for x in np.clip(loose, half[0], last) + after]


def _unknown(lanes: pd.DataFrame, placed: pd.DataFrame, look: Look) -> alt.Chart:
    """Words in lanes without a number."""
    why = dict(zip(placed["reading"], placed["gap"], strict=True))
    some = set(placed.loc[placed["value"].notna() | placed["low"].notna(), "reading"])
    rows = [{"y": lane.middle, "words": why[lane.reading], "ink": look.muted}
            for lane in lanes.itertuples() if lane.reading not in some]  # fmt: skip
    return written(rows, x=fixed(4, "x"), y=pixel("y"))


def _names(
    lanes: pd.DataFrame, rows: pd.DataFrame, look: Look, left: int, right: int, width: int, narrow: bool
) -> list[alt.Chart]:
    verdicts: Mapping[str, str] = dict(zip(rows["reading"], rows["words"], strict=True))
    names, words = [], []
    for at, lane in enumerate(lanes.itertuples()):
        top = lane.top if narrow else lane.middle - _LINE * len(lane.lines) / 2 + 1
        names.append({"y": top, "words": "\n".join(lane.lines), "ink": look.text, "first": at == 0})
        words.append({"y": lane.middle, "words": verdicts[lane.reading], "ink": look.text, "first": at == 0})
    layers = []
    for first in (True, False):
        own = [row for row in names if row["first"] == first]
        layers.append(written(own, x=fixed(-left, "x"), y=pixel("y"), size=13, baseline="top", bold=first))
        if not narrow:
            told = [row for row in words if row["first"] == first]
            layers.append(written(told, x=fixed(width + 14, "x"), y=pixel("y"), size=13, bold=first))
    return layers
