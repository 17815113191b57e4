"""How good the data are, as a table of shaded cells: a row for each category, a column for each country."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from balance_model.charts.lettering import shorten, text_width
from balance_model.charts.marks import KeyEntry, fixed, key_row, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_HEAD, _GAP = 24.0, 3.0
_FAINT, _STRONG = 0.06, 0.62
_BETWEEN = 10.0
"""Pixels between two blocks of countries."""


def quality_table(
    cells: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360
) -> Drawing:
    """Draw each cell with its number; the darker, the weaker. Countries that do not fit beside each other go below.

    Parameters
    ----------
    cells : columns country, category_name, order, words (the number as it is written), weak (0 firm to 1 weak;
        not a number where there is nothing to judge).
    """
    narrow = width < NARROW
    left = 118 if narrow else 170
    judged = bool(cells["weak"].notna().any())
    entries = [KeyEntry(words, look.accent, _opacity(size)) for words, size in (("firm", 0.0), ("weak", 1.0))]
    key, above = key_row(entries, look, width, left) if judged else ([], 0)
    room = room_for(title, subtitle, width, height, left, 0, above, below=4)
    codes = [code for code in look.order if code in set(cells["country"])]
    names = cells.drop_duplicates("category_name").sort_values("order")["category_name"].to_list()
    least = max((text_width(look.name(code), 13, bold=True) + _GAP + 2 for code in codes), default=1.0)
    fitting = max(1, int(room.width // least))
    blocks = max(1, math.ceil(len(codes) / fitting))
    across = max(1, math.ceil(len(codes) / blocks))
    broad = room.width / across
    tall = min(34.0, max(22.0, (room.height - _HEAD) / max(len(names), 1)))
    block = _HEAD + tall * len(names) + _BETWEEN
    top = {code: at // across * block for at, code in enumerate(codes)}
    begin = {code: at % across * broad for at, code in enumerate(codes)}
    frame = cells.assign(
        x=cells["country"].map(begin),
        y=[top[code] + _HEAD + names.index(name) * tall
           for code, name in zip(cells["country"], cells["category_name"], strict=True)],
        opacity=[_opacity(float(size)) for size in cells["weak"]],
        fill=look.accent, ink=look.text, who=cells["country"].map(look.name),
    )  # fmt: skip
    frame = frame.assign(
        x2=frame["x"] + broad - _GAP, y2=frame["y"] + tall - _GAP, mid_x=frame["x"] + (broad - _GAP) / 2,
        mid_y=frame["y"] + (tall - _GAP) / 2,
    )  # fmt: skip
    tips = [
        alt.Tooltip("who:N", title="Country"), alt.Tooltip("category_name:N", title="Category"),
        alt.Tooltip("words:N", title="Value"),
    ]  # fmt: skip
    shade = alt.Chart(frame).mark_rect(cornerRadius=2).encode(
        x=pixel("x", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"), tooltip=tips,
        fill=alt.Fill("fill:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    heads = [
        {"x": begin[code] + (broad - _GAP) / 2, "y": top[code] + _HEAD - 12, "ink": look.ink(code),
         "words": look.name(code)}
        for code in codes
    ]  # fmt: skip
    sides = [
        {"y": start + _HEAD + at * tall + (tall - _GAP) / 2, "words": shorten(name, left - 10, 13), "ink": look.text}
        for start in sorted(set(top.values()))
        for at, name in enumerate(names)
    ]
    layers = [
        *key, shade,
        written(frame, x=pixel("mid_x", "x"), y=pixel("mid_y"), align="center", size=13),
        written(heads, x=pixel("x", "x"), y=pixel("y"), align="center", size=13, bold=True),
        written(sides, x=fixed(-left, "x"), y=pixel("y"), size=13),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(blocks * block - _BETWEEN))


def _opacity(weak: float) -> float:
    """How dark a cell is; the faintest where there is nothing to judge."""
    return _FAINT if math.isnan(weak) else _FAINT + (_STRONG - _FAINT) * weak
