"""How far each single change closes the gap between two."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.lettering import text_width, wrap
from balance_model.charts.marks import fixed, haloed, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

PALE = 0.45


def gap_closed(
    rows: pd.DataFrame,
    country: str,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 300,
) -> Drawing:
    """Draw a bar for each change, from nothing to the whole gap closed.

    Parameters
    ----------
    rows : columns change, kind, closed (0 to 1), reached, words (written beside the bar), in the order to draw.
        At least one row.
    country : whose colour the bars have that close the whole gap.
    height : least height in pixels; the picture grows with its rows.
    """
    narrow = width < NARROW
    left = 0 if narrow else min(430, round(0.52 * width))
    names = [wrap(str(change), width if narrow else left - 14, 13) for change in rows["change"]]
    heads = [16 * len(name) + 2 if narrow else 0 for name in names]
    deep = [
        head + (22 if narrow else max(25, 16 * len(name) + 7)) for head, name in zip(heads, names, strict=True)
    ]  # fmt: skip
    tops = [float(sum(deep[:number])) for number in range(len(deep))]
    wide = max(text_width(str(words), 12) for words in rows["words"]) + 16
    room = room_for(title, subtitle, width, height, left, 0, below=4).tall(sum(deep) + 6)
    reach = max(room.width - wide, 60.0)
    table = rows.assign(
        y=[top + head + (size - head) / 2 - 7 for top, head, size in zip(tops, heads, deep, strict=True)],
        label_y=[
            top + (8 if narrow else (size - 16 * len(name)) / 2 + 8)
            for top, size, name in zip(tops, deep, names, strict=True)
        ],
        label=["\n".join(lines) for lines in names],
        zero=0.0,
        x2=rows["closed"] * reach,
    )
    table = table.assign(y2=table["y"] + 14, middle=table["y"] + 7, ink=look.text)
    table["hue"] = [look.colour(country) if done else look.baseline for done in table["reached"]]
    tips = [
        alt.Tooltip("change:N", title="Change"),
        alt.Tooltip("kind:N", title="Kind"),
        alt.Tooltip("closed:Q", title="Part of the gap closed", format=".0%"),
    ]
    bars = alt.Chart(table).mark_rect(cornerRadius=2).encode(
        x=pixel("zero", "x"), x2=pixel_end("x2", "x2"), y=pixel("y"), y2=pixel_end("y2"),
        color=plain_colour("hue"), tooltip=tips,
        opacity=alt.condition("datum.reached", alt.value(1.0), alt.value(PALE)),
    )  # fmt: skip
    whole = pd.DataFrame({"x": [reach], "top": [0.0], "bottom": [float(sum(deep))]})
    ends = table[["y"]].assign(x=reach, top=table["y"] - 4, bottom=table["y"] + 18) if narrow else whole
    goal = alt.Chart(ends).mark_rule(color=look.text, strokeWidth=1.4).encode(
        x=pixel("x", "x"), y=pixel("top"), y2=pixel_end("bottom")
    )  # fmt: skip
    beside = table.assign(x=table["x2"].clip(lower=0) + 7)
    heading = table.assign(words=table["label"])
    return finish(
        [
            goal,
            bars,
            written(beside, x=pixel("x", "x"), y=pixel("middle")),
            *haloed(heading, look, x=fixed(-left, "x"), y=pixel("label_y"), size=13),
        ],
        look,
        title,
        subtitle,
        width,
        room,
    )
