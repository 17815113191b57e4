"""Ratios of two sides in several panels on one scale, as different readings see them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from balance_model.analysis.findings_readings import ratio_figure
from balance_model.charts.lettering import shorten, text_width, wrap
from balance_model.charts.marks import TEXT, haloed, pixel, pixel_end, written
from balance_model.charts.ratios import reach_of, ticks_within
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_HEAD, _FOOT, _GAP, _LANE, _LEAST_LANE, _LINE = 42, 24, 46, 30.0, 22.0, 15
_DOT = 100
_MOST = 100.0


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where one panel stands, in pixels; ``reach`` is the ratio at its right end."""

    name: str
    left: float
    top: float
    width: float
    height: float
    reach: float

    def x(self, ratio: float) -> float:
        bound = min(max(ratio, 1 / self.reach), self.reach)
        return self.left + (0.5 + 0.5 * math.log(bound) / math.log(self.reach)) * self.width


def panels(rows: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360) -> Drawing:
    """Draw a panel for each reading, with a row for each comparison; 2 : 1 and 1 : 2 are equally far from parity.

    Parameters
    ----------
    rows : columns panel, label, ratio (of side a to side b; infinite, 0 or not a number is written out), low, high,
        own (a filled mark; else a hollow one), side_a, side_b, words (both numbers), when. With a column
        ``designed`` an upright mark stands at that ratio. All panels have the same labels in the same order.
    """
    narrow = width < NARROW
    names, labels = list(dict.fromkeys(rows["panel"])), list(dict.fromkeys(rows["label"]))
    left = min(max(text_width(label, TEXT) for label in labels) + 12, 0.36 * width)
    room = room_for(title, subtitle, width, height, 0, 0, below=4)
    across = 1 if narrow else len(names)
    broad = (room.width - left - _GAP * (across - 1) - 8) / across
    sides = {str(each) for name in ("side_a", "side_b") for each in rows[name]}
    head = _HEAD + _LINE * (max(len(wrap(each, _half(broad), TEXT)) for each in sides) - 1)
    lane = min(_LANE, max(_LEAST_LANE, (room.height - head - _FOOT) / len(labels)))
    tall = lane * len(labels)
    drawn = [name for name in ("ratio", "designed") if name in rows]
    finite = [float(each) for name in drawn for each in rows[name] if math.isfinite(each) and each > 0]
    reach = reach_of([min(max(each, 1 / _MOST), _MOST) for each in finite])
    where = {
        name: _Panel(
            name, left + (0 if narrow else at * (broad + _GAP)),
            head + (at * (tall + head + _FOOT) if narrow else 0), broad, tall, reach,
        )
        for at, name in enumerate(names)
    }  # fmt: skip
    placed = _placed(rows, where, labels, lane)
    known, asides = placed[placed["known"]], placed[~placed["known"]]
    tips = [
        alt.Tooltip("panel:N", title="Reading"), alt.Tooltip("label:N", title="Compared"),
        alt.Tooltip("told:N", title="Ratio"), alt.Tooltip("words:N", title="Numbers"),
        alt.Tooltip("when:N", title="Of"),
    ]  # fmt: skip
    layers = [
        *_frames(rows, list(where.values()), look, narrow, head),
        alt.Chart(known).mark_rule(strokeWidth=8, opacity=0.3, color=look.accent).encode(
            x=pixel("x_low", "x"), x2=pixel_end("x_high", "x2"), y=pixel("y")
        ),
        *_designed(placed, look),
        *(
            alt.Chart(known[known["own"] == own])
            .mark_circle(size=_DOT, opacity=1, fill=look.accent if own else look.background, stroke=look.accent,
                         strokeWidth=2)
            .encode(x=pixel("x", "x"), y=pixel("y"), tooltip=tips)
            for own in (True, False)
        ),
        *(
            layer
            for right in (True, False)
            for layer in haloed(
                known[known["right"] == right].assign(words=known["told"], ink=look.text), look, x=pixel("word_x", "x"),
                y=pixel("y"), align="left" if right else "right", bold=True,
            )
        ),
        *(
            written(asides[asides["at_end"] == at_end].assign(words=asides["told"], ink=look.muted),
                    x=pixel("aside", "x"), y=pixel("y"), align="right" if at_end else "left")
            for at_end in (False, True)
            if (asides["at_end"] == at_end).any()
        ),
        written(_labels(list(where.values())[: None if narrow else 1], labels, lane, left, look), x=pixel("x", "x"),
                y=pixel("y")),
    ]  # fmt: skip
    bottom = max(panel.top for panel in where.values()) + tall + _FOOT
    return finish(layers, look, title, subtitle, width, room.tall(bottom))


def _placed(rows: pd.DataFrame, where: dict[str, _Panel], labels: Sequence[str], lane: float) -> pd.DataFrame:
    """Comparisons with their pixels, and the ratio in words."""
    found = []
    for _, row in rows.iterrows():
        panel, ratio = where[str(row["panel"])], float(row["ratio"])
        known = math.isfinite(ratio) and ratio > 0
        x = panel.x(ratio) if known else 0.0
        low, high = (float(row[name]) for name in ("low", "high"))
        told = ratio_figure(ratio) if known else _none(row, ratio)
        ends = [panel.x(each) for each in (low, high) if each == each] if known else []
        broad, mark = text_width(told, TEXT, bold=True), panel.x(float(row.get("designed", float("nan"))))
        beside, before = _clear(max([x, *ends]) + 9, broad, mark), -_clear(9 - min([x, *ends]), broad, -mark)
        fits = beside + broad < panel.left + panel.width, before - broad > panel.left
        right = fits[0] if ratio >= 1 else fits[0] and not fits[1]
        inside = -_clear(10 - x, broad, -mark) if ratio >= 1 else before
        found.append({
            **row.to_dict(), "known": known, "x": x, "y": panel.top + (labels.index(row["label"]) + 0.5) * lane,
            "x_low": panel.x(low) if known and low == low else x, "x_high": panel.x(high) if known and high == high
            else x, "right": right, "word_x": beside if right else inside,
            "aside": panel.left + (panel.width - 4 if math.isinf(ratio) else 4), "at_end": math.isinf(ratio),
            "told": told,
            "x_designed": panel.x(float(row.get("designed", 1.0))), "lane": lane,
        })  # fmt: skip
    return pd.DataFrame(found)


def _clear(start: float, broad: float, mark: float) -> float:
    """Where words that run from ``start`` begin so that they do not lie over an upright mark."""
    return mark + 6 if start - 4 < mark < start + broad + 4 else start


def _half(width: float) -> float:
    """Room for the name of a side over one half of a panel."""
    return width / 2 - 16


def _none(row: pd.Series, ratio: float) -> str:
    """What stands in place of a ratio that cannot be drawn."""
    if math.isinf(ratio):
        return f"{row['side_b']}: none"
    if ratio == 0:
        return f"{row['side_a']}: none"
    return "neither has any" if row.get("a") == 0 and row.get("b") == 0 else "no number for both"


def _frames(rows: pd.DataFrame, where: Sequence[_Panel], look: Look, narrow: bool, head: int) -> list[alt.Chart]:
    """Names of panels and sides, the scale and the line of parity."""
    grid, ticks, heads, sides = [], [], [], []
    for panel in where:
        own = rows[rows["panel"] == panel.name].iloc[0]
        for tick in ticks_within(panel.reach, narrow):
            grid.append({"x": panel.x(tick), "y": panel.top, "y2": panel.top + panel.height, "parity": tick == 1})
            ticks.append({"x": panel.x(tick), "y": panel.top + panel.height + 12, "ink": look.muted,
                          "words": _tick(tick)})  # fmt: skip
        heads.append({"x": panel.left, "y": panel.top - head + 10, "ink": look.text,
                      "words": shorten(panel.name, panel.width, 13)})  # fmt: skip
        for name, end in (("side_b", False), ("side_a", True)):
            lines = wrap(str(own[name]), _half(panel.width), TEXT)
            words = "\n".join(lines)
            sides.append(
                {"x": panel.left + panel.width * end, "y": panel.top - 12 - _LINE * (len(lines) - 1), "end": end,
                 "ink": look.muted, "words": f"{words} ▸" if end else f"◂ {words}"}
            )  # fmt: skip
    lines, ends = pd.DataFrame(grid), pd.DataFrame(sides)
    return [
        *(
            alt.Chart(lines[lines["parity"] == parity])
            .mark_rule(color=look.text if parity else look.grid, strokeWidth=1.2)
            .encode(x=pixel("x", "x"), y=pixel("y"), y2=pixel_end("y2"))
            for parity in (False, True)
        ),
        written(ticks, x=pixel("x", "x"), y=pixel("y"), align="center"),
        written(heads, x=pixel("x", "x"), y=pixel("y"), size=13, bold=True),
        written(ends[~ends["end"]], x=pixel("x", "x"), y=pixel("y")),
        written(ends[ends["end"]], x=pixel("x", "x"), y=pixel("y"), align="right"),
    ]


def _tick(ratio: float) -> str:
    return f"{max(ratio, 1 / ratio):,.0f} to 1"


def _designed(placed: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """The ratio as designed, an upright mark in each row that has one."""
    if "designed" not in placed:
        return []
    marks = placed[placed["designed"].notna()]
    marks = marks.assign(y1=marks["y"] - 0.4 * marks["lane"], y2=marks["y"] + 0.4 * marks["lane"])
    return [
        alt.Chart(marks)
        .mark_rule(color=look.text, strokeWidth=2.5)
        .encode(x=pixel("x_designed", "x"), y=pixel("y1"), y2=pixel_end("y2"))
    ]


def _labels(
    where: Sequence[_Panel], labels: Sequence[str], lane: float, left: float, look: Look
) -> list[dict[str, object]]:
    """What each row compares, at its left."""
    return [
        {"x": 0.0, "y": panel.top + (at + 0.5) * lane, "words": shorten(label, left - 8, TEXT), "ink": look.text}
        for panel in where
        for at, label in enumerate(labels)
    ]
