"""Parts of a whole as bars, in one panel for each whole."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.charts.lettering import shorten, text_width, wrap
from balance_model.charts.marks import TEXT, pixel, pixel_end, plain_colour, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

LANE, HEAD, NOTE, GAP = 21.0, 20.0, 16.0, 28.0
PALE = 0.4
_LEAST_BAR = 40.0


def breakdown(
    rows: pd.DataFrame,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 360,
    shared: bool = True,
) -> Drawing:
    """Draw a panel for each whole and a bar for each of its parts, with the number beside it.

    Parameters
    ----------
    rows : columns panel (its name), note (a line under it, or empty), name, amount (0 or more), words (written
        beside the bar), hue; at least one row. With columns low and high a line shows the range; with a column
        pale that part of the amount is drawn pale. Panels and parts keep their order.
    height : least height in pixels; the picture grows with its rows.
    shared : one scale for all panels; otherwise each has its own.
    """
    names = list(dict.fromkeys(rows["panel"]))
    across = 1 if width < NARROW or len(names) == 1 else 2
    room = room_for(title, subtitle, width, height, 0, 0, below=4)
    broad = (room.width - GAP * (across - 1)) / across
    table, heads, deep = _placed(rows, names, across, broad)
    label = min(max(text_width(str(name), TEXT) for name in rows["name"]) + 8, 0.42 * broad)
    aside = max(text_width(str(words), TEXT) for words in rows["words"]) + 8
    table["bar"] = table["left"] + label
    tops = table[["amount", "high"]].max(axis=1)
    most = tops.groupby(table["panel"]).transform("max")
    if shared:
        most = pd.Series(tops.max(), index=table.index)
    scale = (max(broad - label - aside, _LEAST_BAR) / most).where(most > 0, 0.0)
    table = table.assign(
        end=table["bar"] + table["amount"].fillna(0.0) * scale,
        firm=table["bar"] + (table["amount"] - table["pale"]).clip(lower=0).fillna(0.0) * scale,
        from_x=table["bar"] + table["low"].clip(lower=0) * scale,
        to_x=table["bar"] + table["high"].clip(lower=0) * scale,
        top=table["y"] - 6.5,
        bottom=table["y"] + 6.5,
        ink=look.text,
    )
    table["beside"] = table[["end", "to_x"]].max(axis=1) + 6
    tips = [
        alt.Tooltip("panel:N", title="Of"), alt.Tooltip("name:N", title="What"), alt.Tooltip("words:N", title="Amount"),
    ]  # fmt: skip
    bars = alt.Chart(table).mark_rect().encode(
        x=pixel("bar", "x"), x2=pixel_end("firm", "x2"), y=pixel("top"), y2=pixel_end("bottom"),
        color=plain_colour("hue"), tooltip=tips,
    )  # fmt: skip
    pale = alt.Chart(table[table["pale"] > 0]).mark_rect(opacity=PALE).encode(
        x=pixel("firm", "x"), x2=pixel_end("end", "x2"), y=pixel("top"), y2=pixel_end("bottom"),
        color=plain_colour("hue"), tooltip=tips,
    )  # fmt: skip
    ranges = alt.Chart(table[table["low"].notna()]).mark_rule(strokeWidth=2, color=look.text).encode(
        x=pixel("from_x", "x"), x2=pixel_end("to_x", "x2"), y=pixel("y")
    )  # fmt: skip
    named = table.assign(words=[shorten(str(name), label - 8, TEXT) for name in table["name"]])
    head_rows, notes = heads.assign(ink=look.text), heads.assign(words=heads["note"], ink=look.muted)
    layers = [
        bars, pale, ranges,
        written(named, x=pixel("left", "x"), y=pixel("y")),
        written(table, x=pixel("beside", "x"), y=pixel("y")),
        written(head_rows, x=pixel("left", "x"), y=pixel("y"), size=13, bold=True),
        written(notes, x=pixel("left", "x"), y=pixel("note_y")),
    ]  # fmt: skip
    return finish(layers, look, title, subtitle, width, room.tall(deep))


def _placed(
    rows: pd.DataFrame, names: list[str], across: int, broad: float
) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Rows with left and y, the heads of the panels, and the height of all; panels stand in lines of ``across``."""
    table = rows.reset_index(drop=True)
    for column, usual in (("low", float("nan")), ("high", float("nan")), ("pale", 0.0)):
        if column not in table:
            table[column] = usual
    head = HEAD if any(names) else 0.0
    heads, found, top = [], [], 0.0
    for start in range(0, len(names), across):
        line = names[start : start + across]
        deepest = 0.0
        for at, name in enumerate(line):
            own = table[table["panel"] == name]
            left = at * (broad + GAP)
            notes = wrap(str(own["note"].iloc[0]), broad, TEXT)
            heads.append({
                "words": shorten(name, broad, 13), "note": "\n".join(notes), "left": left, "y": top + 9,
                "note_y": top + head + 7,
            })  # fmt: skip
            first = top + head + NOTE * len(notes) + LANE / 2
            found.append(own.assign(left=left, y=[first + LANE * number for number in range(len(own))]))
            deepest = max(deepest, head + NOTE * len(notes) + LANE * len(own))
        top += deepest + 12
    return pd.concat(found), pd.DataFrame(heads), top
