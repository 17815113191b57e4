"""Rows in blocks: one block per category, cause or country, one lane per mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from balance_model.charts.lettering import wrap
from balance_model.charts.marks import fixed, pixel, written
from balance_model.charts.theme import Look

LEAST_LANE = 15.0
HEADER = 19.0


@dataclass(frozen=True, slots=True)
class Lanes:
    """Positions in pixels from the top.

    The middle of each lane; each block with its top and bottom; all together; one lane.
    """

    middles: tuple[float, ...]
    blocks: tuple[tuple[str, float, float], ...]
    height: int
    lane: float
    headed: bool


def lay_out(blocks: Sequence[str], height: float, headed: bool = False, widest: float = 24.0) -> Lanes:
    """Share ``height`` among lanes.

    Parameters
    ----------
    blocks : the block of each lane; lanes of one block stand together.
    height : room in pixels; grows when lanes would be thinner than the text needs.
    headed : whether each block has its name above it instead of at its left.
    widest : a lane never takes more than this.
    """
    names = list(dict.fromkeys(blocks))
    extra = HEADER if headed else 0.0
    parts = len(blocks) + 0.7 * len(names)
    lane = min(widest, max(LEAST_LANE, (height - extra * len(names)) / max(parts, 1.0)))
    gap = 0.7 * lane
    y, middles, spans = 0.0, [], []
    for name in names:
        top = y
        y += gap / 2 + extra
        for _ in range(blocks.count(name)):
            middles.append(y + lane / 2)
            y += lane
        y += gap / 2
        spans.append((name, top, y))
    return Lanes(tuple(middles), tuple(spans), round(y), lane, headed)


def block_names(lanes: Lanes, names: dict[str, str], look: Look, left: int, inks: dict[str, str]) -> alt.Chart:
    """Names of the blocks: above each block when headed, else at its left, broken into lines."""
    if lanes.headed:
        heads = [{"y": top + 14, "words": names[key], "ink": inks.get(key, look.text)} for key, top, _ in lanes.blocks]
        return written(heads, x=fixed(-left, "x"), y=pixel("y"), size=13, bold=True)
    rows = []
    for key, top, bottom in lanes.blocks:
        lines = wrap(names[key], left - 14, 13)
        y = (top + bottom) / 2 - 7.5 * (len(lines) - 1)
        rows.append({"y": y, "words": "\n".join(lines), "ink": inks.get(key, look.text)})
    return written(rows, x=fixed(-left, "x"), y=pixel("y"), size=13)


def dividers(lanes: Lanes, look: Look, width: int, left: int) -> alt.Chart:
    """Thin rules between the blocks, across the whole picture."""
    rows = [{"y": top, "x": -left, "x2": width} for _, top, _ in lanes.blocks[1:]]
    frame = pd.DataFrame(rows, columns=["y", "x", "x2"])
    rule = alt.Chart(frame).mark_rule(color=look.grid, strokeWidth=1)
    chart: alt.Chart = rule.encode(x=pixel("x", "x"), x2=alt.X2("x2:Q"), y=pixel("y"))
    return chart
