"""What is held as a share of each ceiling, and beside what others declared or estimated."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from balance_model.charts.lanes import Lanes, block_names, dividers, lay_out
from balance_model.charts.lettering import text_width
from balance_model.charts.marks import TEXT, country_colour, fixed, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

DASHES = {"treaty": [1, 0], "derived": [6, 3], "inferred": [2, 3]}
"""How the line of a ceiling is drawn, by its basis."""
SHAPES = {"declared": "diamond", "estimate": "circle", "press": "triangle-up"}
"""Marks of numbers that others gave, by their kind."""
_LEAST, _MOST = 1.1, 2.0


def shares(rows: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360) -> Drawing:
    """Draw a lane for each country in each class: the best estimate, its range, and the ceiling as a line.

    Parameters
    ----------
    rows : columns block (name of the class), country, share, share_low, share_high (of the ceiling; not a number
        without one), basis, words and brief (the units in words, and the same for a narrow picture).
    """
    narrow = width < NARROW
    lanes, left, right = _lay_out(rows, rows["country"].map(look.name).tolist(), width, height, 24.0)
    room = room_for(title, subtitle, width, height, left, right)
    rows = rows.assign(y=lanes.middles, name=rows["country"].map(look.name), ink=rows["country"].map(look.ink))
    limited = rows[rows["share"].notna()]
    free = rows[rows["share"].isna()]
    top = _top(limited["share_high"])
    scale = alt.Scale(domain=[0, top], nice=False)
    tips = [
        alt.Tooltip("block:N", title="Class"), alt.Tooltip("name:N", title="Country"),
        alt.Tooltip("words:N", title="Units"),
    ]  # fmt: skip
    layers = [
        dividers(lanes, look, room.width + right, left),
        *_range_and_best(limited, look, scale, top, narrow, tips),
        *_ceiling_lines(limited, look, scale, lanes),
        written(
            limited.assign(words=limited["brief" if narrow else "words"], ink=look.text),
            x=fixed(room.width + 10, "x"), y=pixel("y"),
        ),
        written(free.assign(words=free["brief" if narrow else "words"], ink=look.muted), x=fixed(6, "x"), y=pixel("y")),
        written(rows.assign(words=rows["name"]), x=fixed(-8, "x"), y=pixel("y"), align="right", bold=True),
        block_names(lanes, {name: name for name in rows["block"]}, look, left, {}),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))


def declared(rows: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 300) -> Drawing:
    """Draw the range of this data in a bar, and what others declared or estimated as a mark.

    Parameters
    ----------
    rows : columns block (a country's name), lane (year and kind in words), country, kind, share_low, share,
        share_high, share_told (of the ceiling), basis, words, brief.
    """
    narrow = width < NARROW
    lanes, left, right = _lay_out(rows, rows["lane"].tolist(), width, height, 22.0)
    room = room_for(title, subtitle, width, height, left, right)
    rows = rows.assign(y=lanes.middles)
    top = _top(pd.concat([rows["share_high"], rows["share_told"]]))
    scale = alt.Scale(domain=[0, top], nice=False)
    tips = [
        alt.Tooltip("block:N", title="Country"), alt.Tooltip("lane:N", title="Told"),
        alt.Tooltip("words:N", title="Units"),
    ]  # fmt: skip
    inks = {str(row.block): look.ink(str(row.country)) for row in rows.itertuples()}
    layers = [
        dividers(lanes, look, room.width + right, left),
        *_range_and_best(rows, look, scale, top, narrow, tips),
        *_ceiling_lines(rows, look, scale, lanes),
        *(_told(rows[rows["kind"] == kind], look, scale, shape, tips) for kind, shape in SHAPES.items()),
        written(
            rows.assign(words=rows["brief" if narrow else "words"], ink=look.text),
            x=fixed(room.width + 10, "x"), y=pixel("y"),
        ),
        written(rows.assign(words=rows["lane"], ink=look.text), x=fixed(-8, "x"), y=pixel("y"), align="right"),
        block_names(lanes, {name: name for name in rows["block"]}, look, left, inks),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))


def _lay_out(
    rows: pd.DataFrame, names: Sequence[str], width: int, height: int, widest: float
) -> tuple[Lanes, int, int]:
    """Lanes, and the margins for the names at the left and the words at the right."""
    narrow = width < NARROW
    lanes = lay_out([str(block) for block in rows["block"]], height - 90, headed=narrow, widest=widest)
    own = max((text_width(name, TEXT, bold=True) for name in names), default=0.0) + 14
    limited = rows[rows["share"].notna()]
    words = limited["brief" if narrow else "words"]
    right = max((text_width(str(text), TEXT) for text in words), default=0.0) + 14
    blocks = 0.0 if narrow else min(150.0, max(text_width(str(name), 13) for name in rows["block"]) + 14)
    return lanes, round(own + blocks), round(right)


def _top(shares: pd.Series) -> float:
    """End of the scale: room for the ceiling and for what lies above it, within reason."""
    return min(_MOST, max(_LEAST, 1.03 * float(shares.max()))) if len(shares) else _LEAST


def _range_and_best(
    rows: pd.DataFrame, look: Look, scale: alt.Scale, top: float, narrow: bool, tips: Sequence[alt.Tooltip]
) -> list[alt.Chart]:
    """The range as a bar and the best estimate as a dot; above the end of the scale they are cut."""
    drawn = rows.assign(**{name: rows[name].clip(upper=top) for name in ("share", "share_low", "share_high")})
    axis = alt.Axis(
        values=[0, 0.5, 1, 1.5, 2] if narrow else [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2], format=".0%", title=None,
        domain=False, ticks=False, labelFlush=False,
    )  # fmt: skip
    base = alt.Chart(drawn)
    return [
        base.mark_rule(strokeWidth=9, opacity=0.35, strokeCap="butt").encode(
            x=alt.X("share_low:Q", scale=scale, axis=axis), x2=alt.X2("share_high:Q"), y=pixel("y"),
            color=country_colour(look), tooltip=list(tips),
        ),
        base.mark_circle(size=85, opacity=1).encode(
            x=alt.X("share:Q", scale=scale), y=pixel("y"), color=country_colour(look), tooltip=list(tips)
        ),
    ]  # fmt: skip


def _ceiling_lines(rows: pd.DataFrame, look: Look, scale: alt.Scale, lanes: Lanes) -> list[alt.Chart]:
    """The ceiling across each lane, drawn by its basis."""
    half = lanes.lane / 2
    marks = rows.assign(at=1.0, y1=rows["y"] - half, y2=rows["y"] + half)
    return [
        alt.Chart(marks[marks["basis"] == basis])
        .mark_rule(color=look.text, strokeWidth=2, strokeDash=dash)
        .encode(x=alt.X("at:Q", scale=scale), y=pixel("y1"), y2=pixel_end("y2"))
        for basis, dash in DASHES.items()
    ]


def _told(rows: pd.DataFrame, look: Look, scale: alt.Scale, shape: str, tips: Sequence[alt.Tooltip]) -> alt.Chart:
    """Numbers of others of one kind; a declared one is filled."""
    filled = look.text if shape == SHAPES["declared"] else look.background
    mark = alt.Chart(rows).mark_point(
        shape=shape, size=95, fill=filled, stroke=look.text, strokeWidth=1.8, opacity=1
    )  # fmt: skip
    chart: alt.Chart = mark.encode(x=alt.X("share_told:Q", scale=scale), y=pixel("y"), tooltip=list(tips))
    return chart
