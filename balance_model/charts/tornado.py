"""What each single assumption does to a number: bars to both sides of today's value, the longest on top."""

from __future__ import annotations

import math
from collections.abc import Callable

import altair as alt
import pandas as pd

from balance_model.charts.lettering import text_width, wrap
from balance_model.charts.marks import TEXT, KeyEntry, even_ticks, fixed, key_row, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, Room, finish, room_for

_BAR, _LINE, _GAP, _FOOT = 15.0, 15.0, 11.0, 22.0
_LEAST_SPAN = 1e-9
_PALE = 0.35


def tornado(
    bars: pd.DataFrame,
    now: float,
    text: Callable[[float], str],
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
    level: float | None = None,
) -> Drawing:
    """Draw a bar for each assumption from the value at its low end to that at its high end.

    The high end is full, the low end pale; at each end stands the assumed value.

    Parameters
    ----------
    bars : columns label, low_words, low, high_words, high, in the order to draw; ends that are not finite are
        drawn to the edge and named there.
    now : today's value, from which the bars go out.
    text : writes a value of the number.
    height : least height in pixels; the picture grows with its bars.
    level : the value at which the order turns, marked if it lies within the picture.
    """
    narrow = width < NARROW
    left = 0 if narrow else min(300, round(0.36 * width))
    key, lift = key_row(
        [KeyEntry("low end", look.accent, _PALE), KeyEntry("high end", look.accent)], look, width, left, 26
    )
    room = room_for(title, subtitle, width, height, left, 0, above=lift, below=4)
    ends = [end for end in (*bars["low"], *bars["high"], now) if math.isfinite(end)]
    words = [*bars["low_words"], *bars["high_words"]]
    side = max((text_width(str(word), TEXT) for word in words), default=0.0) + 10
    span = (min(ends), max(ends))
    if span[1] - span[0] < _LEAST_SPAN:
        span = (span[0] - 0.5, span[1] + 0.5)

    def across(value: float) -> float:
        share = (min(max(value, span[0]), span[1]) - span[0]) / (span[1] - span[0])
        return float(side + share * (room.width - 2 * side))

    rows, bottom = _placed(bars, now, across, left, narrow, room, text)
    frame = pd.DataFrame(rows, columns=["x", "x2", "y", "y2", "opacity", "words", "end_x", "align", "tip", "label"])
    frame = frame.assign(ink=look.text, fill=look.accent, middle=frame["y"] + _BAR / 2)
    tips = [alt.Tooltip("label:N", title="Assumption"), alt.Tooltip("tip:N", title="Value")]
    marks = alt.Chart(frame).mark_rect(cornerRadius=1).encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"), tooltip=tips,
        fill=alt.Fill("fill:N", scale=None, legend=None), stroke=alt.Stroke("fill:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    layers = [
        *key,
        *_rules(now, level, span, across, bottom, look, text, frame if narrow else None),
        *_ticks(span, across, bottom, look, text),
        marks,
        written(frame[frame["align"] == "left"], x=pixel("end_x", "x"), y=pixel("middle")),
        written(frame[frame["align"] == "right"], x=pixel("end_x", "x"), y=pixel("middle"), align="right"),
        written(_names(bars, look, left, narrow, room), x=fixed(-left, "x"), y=pixel("y"), size=13, baseline="top"),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(bottom + _FOOT))


def _heights(bars: pd.DataFrame, left: int, narrow: bool, room: Room) -> list[tuple[list[str], float]]:
    """Lines of each name, and the height of its row."""
    found = []
    for label in bars["label"]:
        lines = wrap(str(label), room.width if narrow else left - 14, 13)
        text = _LINE * len(lines)
        found.append((lines, text + _BAR + _GAP if narrow else max(text, _BAR) + _GAP))
    return found


def _placed(
    bars: pd.DataFrame,
    now: float,
    across: Callable[[float], float],
    left: int,
    narrow: bool,
    room: Room,
    text: Callable[[float], str],
) -> tuple[list[tuple[object, ...]], float]:
    """Both parts of every bar in pixels with the words at their ends, and where the last row ends."""
    rows: list[tuple[object, ...]] = []
    top = 0.0
    for (lines, tall), bar in zip(_heights(bars, left, narrow, room), bars.itertuples(), strict=True):
        y = top + (_LINE * len(lines) + 3 if narrow else (tall - _BAR) / 2)
        here = across(now)
        ends = [(across(_drawn(float(bar.low), now)), _PALE, str(bar.low_words), float(bar.low))]
        ends += [(across(_drawn(float(bar.high), now)), 1.0, str(bar.high_words), float(bar.high))]
        same_side = (ends[0][0] - here) * (ends[1][0] - here) > 0
        ends.sort(key=lambda end: -abs(end[0] - here))  # the shorter one on top of the longer
        for number, (x, opacity, words, value) in enumerate(ends):
            outward = "right" if x < here or (x == here and ends[1 - number][0] > here) else "left"
            shown = "" if same_side and number else words
            edge = x - 5 if outward == "right" else x + 5
            rows.append((
                min(x, here), max(x, here), y, y + _BAR, opacity, shown, edge, outward,
                f"{words}: {text(value)}", str(bar.label),
            ))  # fmt: skip
        top += tall
    return rows, top


def _drawn(end: float, now: float) -> float:
    return now if math.isnan(end) else end


def _rules(
    now: float,
    level: float | None,
    span: tuple[float, float],
    across: Callable[[float], float],
    bottom: float,
    look: Look,
    text: Callable[[float], str],
    rows: pd.DataFrame | None,
) -> list[alt.Chart]:
    """Today's value and the value at which the order turns; with ``rows`` beside these alone, not across names."""
    lines = [(across(now), f"now {text(now)}", look.text)]
    if level is not None and span[0] < level < span[1] and abs(across(level) - across(now)) > 1:
        lines.append((across(level), "level", look.muted))
    parts = (
        [(-4.0, bottom)]
        if rows is None
        else sorted({(y - 5, y2 + 3) for y, y2 in zip(rows["y"], rows["y2"], strict=True)})
    )
    marks = pd.DataFrame(
        [{"x": x, "y": top, "y2": end, "hue": hue} for x, _, hue in lines for top, end in parts],
        columns=["x", "y", "y2", "hue"],
    )
    heads = [{"x": x, "y": -12.0, "words": words, "ink": hue} for x, words, hue in lines]
    if len(lines) > 1 and abs(lines[0][0] - lines[1][0]) < 90:
        heads = heads[:1]
    rule = alt.Chart(marks).mark_rule(strokeWidth=1.2).encode(
        x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2"), color=alt.Color("hue:N", scale=None, legend=None)
    )  # fmt: skip
    return [
        rule,
        written(heads, x=pixel("x", "x"), y=pixel("y"), align="center", bold=True),
    ]


def _ticks(
    span: tuple[float, float],
    across: Callable[[float], float],
    bottom: float,
    look: Look,
    text: Callable[[float], str],
) -> list[alt.Chart]:
    rows = [
        {"x": across(tick), "y": bottom + 12, "words": text(tick), "ink": look.muted}
        for tick in _apart(even_ticks(*span), across)
    ]
    return [written(rows, x=pixel("x", "x"), y=pixel("y"), align="center")]


def _apart(ticks: list[float], across: Callable[[float], float]) -> list[float]:
    """Every tick, or every second or third, so that their words stand apart."""
    every = 1
    while len(ticks) > 2 * every and abs(across(ticks[every]) - across(ticks[0])) < 64:
        every += 1
    return ticks[::every]


def _names(bars: pd.DataFrame, look: Look, left: int, narrow: bool, room: Room) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    top = 0.0
    for lines, tall in _heights(bars, left, narrow, room):
        y = top if narrow else top + (tall - _LINE * len(lines)) / 2 + 1
        found.append({"y": y, "words": "\n".join(lines), "ink": look.text})
        top += tall
    return found
