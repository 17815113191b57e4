"""The way of one country's index from one level to another, one step a cause."""

from __future__ import annotations

from itertools import accumulate

import altair as alt
import pandas as pd

from balance_model.analysis.words import sentence
from balance_model.charts.lettering import change_digits, signed_text, text_width, wrap
from balance_model.charts.marks import fixed, pixel, pixel_end, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

NOTHING = 5e-7
"""A smaller change of the index is no step."""
_LINE, _LEAST_ROW, _BAR = 15.0, 26.0, 16.0
_ZOOM = 4.0
"""The bars of start and end are cut when they are this many times longer than all steps together."""


def waterfall(
    parts: pd.DataFrame,
    start: tuple[str, float],
    end: tuple[str, float],
    country: str,
    look: Look,
    title: str,
    subtitle: str,
    width: int = 860,
    height: int = 300,
) -> Drawing:
    """Draw a bar for the start, a step for each cause and a bar for the end, from top to bottom.

    Steps up are full, steps down are pale.

    Parameters
    ----------
    parts : columns cause, country, delta (index points), as ``difference`` and ``in_order`` give them, in the
        order to draw. Causes that do not move the country are counted in a line under the bars.
    start, end : name and level of the index.
    country : the country whose rows are drawn.
    height : least height in pixels; the picture grows with its rows.

    Raises
    ------
    ValueError
        When the parts do not lead from start to end.
    """
    narrow = width < NARROW
    left = 0 if narrow else 250
    own = parts[parts["country"] == country]
    still = int((own["delta"].abs() < NOTHING).sum())
    rows = _placed(_running(own, start, end, look), width if narrow else left - 16, narrow)
    room = room_for(title, subtitle, width, height, left, 0, below=4)
    low, cut = _zoom(rows)
    high = max(0.0, float(rows["high"].max()))
    wide = max(text_width(words, 12, bold=True) for words in rows["words"]) + 8
    scale = alt.Scale(
        domain=[low, high if high > low else low + 1.0], range=[0, room.width - wide], nice=False, clamp=True
    )
    x = alt.X("low:Q", scale=scale, axis=None)
    tips = [alt.Tooltip("cause:N", title="Cause"), alt.Tooltip("words:N", title="Index points")]
    bars = alt.Chart(rows).mark_rect(cornerRadius=1).encode(
        x=x, x2=alt.X2("high:Q"), y=pixel("top"), y2=pixel_end("bottom"), tooltip=tips,
        fill=alt.Fill("fill:N", scale=None, legend=None), stroke=alt.Stroke("fill:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
    )  # fmt: skip
    links = rows.iloc[:-1].assign(next_top=rows["label_y" if narrow else "top"].iloc[1:].to_list())
    joins = alt.Chart(links).mark_rule(color=look.baseline, strokeWidth=1).encode(
        x=alt.X("after:Q", scale=scale, axis=None), y=pixel("bottom"), y2=pixel_end("next_top")
    )  # fmt: skip
    names = rows.assign(words=rows["label"], ink=look.text)
    layers = [
        bars,
        joins,
        _cuts(rows if cut else rows.iloc[:0], look),
        written(rows, x=alt.X("high:Q", scale=scale, axis=None), y=pixel("middle"), dx=6, bold=True),
        written(names, x=fixed(-left, "x"), y=pixel("label_y"), size=13, baseline="top"),
    ]
    bottom = float(rows["bottom"].max()) + 8
    if still or cut:
        notes = wrap(" ".join([*_still(still, look.name(country)), *_cut_words(cut)]), width, 12)
        note = [{"y": bottom + 4, "words": "\n".join(notes), "ink": look.muted}]
        layers.append(written(note, x=fixed(-left, "x"), y=pixel("y"), baseline="top"))
        bottom += 6 + 14 * len(notes)
    return finish(layers, look, title, subtitle, width, room.tall(bottom))


def _running(own: pd.DataFrame, start: tuple[str, float], end: tuple[str, float], look: Look) -> pd.DataFrame:
    """A row a bar: its span (low, high), the level after it, its words and its colour."""
    steps = [(sentence(str(cause)), float(delta)) for cause, delta in zip(own["cause"], own["delta"], strict=True)]
    reached = start[1] + sum(delta for _, delta in steps)
    if abs(reached - end[1]) > NOTHING:
        raise ValueError(f"The parts lead to {reached:.6f}, but the end is {end[1]:.6f}.")
    steps = [step for step in steps if abs(step[1]) >= NOTHING]
    digits = change_digits([delta for _, delta in steps])
    levels = list(accumulate([delta for _, delta in steps], initial=start[1]))
    rows: list[dict[str, str | float | bool]] = []
    for (name, level), at in ((start, 0), (end, len(steps) + 1)):
        rows.append({
            "at": at, "cause": name, "low": 0.0, "high": level, "after": level, "words": f"{level:.{digits}f}",
            "fill": look.baseline, "opacity": 1.0, "level": True,
        })  # fmt: skip
    for at, ((cause, delta), before, after) in enumerate(zip(steps, levels, levels[1:], strict=False), start=1):
        rows.append({
            "at": at, "cause": cause, "low": min(before, after), "high": max(before, after), "after": after,
            "words": signed_text(delta, digits), "fill": look.accent, "opacity": 1.0 if delta > 0 else 0.3,
            "level": False,
        })  # fmt: skip
    return pd.DataFrame(rows).sort_values("at", ignore_index=True).assign(ink=look.text)


def _placed(rows: pd.DataFrame, room: int, above: bool) -> pd.DataFrame:
    """Give each bar its pixels from the top, with room for all lines of its name beside or above it."""
    labels = ["\n".join(wrap(str(cause), room, 13)) for cause in rows["cause"]]
    texts = [_LINE * (label.count("\n") + 1) for label in labels]
    heights = [text + _BAR + 12 if above else max(_LEAST_ROW, text + 10) for text in texts]
    starts = list(accumulate(heights, initial=0.0))[:-1]
    middles = [
        top + (text + 3 + _BAR / 2 if above else height / 2)
        for top, text, height in zip(starts, texts, heights, strict=True)
    ]
    return rows.assign(
        label=labels,
        label_y=[
            top if above else middle - text / 2 + 1 for top, text, middle in zip(starts, texts, middles, strict=True)
        ],
        middle=middles,
        top=[middle - _BAR / 2 for middle in middles],
        bottom=[middle + _BAR / 2 for middle in middles],
    )


def _zoom(rows: pd.DataFrame) -> tuple[float, bool]:
    """Where the scale begins, and whether the bars of start and end are cut for that."""
    reached = rows["after"]
    low, span = float(reached.min()), float(reached.max() - reached.min())
    if span < NOTHING or low < _ZOOM * span:
        return min(0.0, low), False
    return low - span, True


def _cuts(levels: pd.DataFrame, look: Look) -> alt.Chart:
    """Two slanted lines through each cut bar."""
    cut = levels[levels["level"].astype(bool)] if len(levels) else levels
    marks = cut[["middle"]].assign(words="//", ink=look.background)
    return written(marks, x=fixed(12, "x"), y=pixel("middle"), size=18, bold=True, align="center")


def _still(count: int, name: str) -> list[str]:
    if not count:
        return []
    return [f"{count} change{'s do' if count > 1 else ' does'} not move {name}."]


def _cut_words(cut: bool) -> list[str]:
    return ["The bars of start and end are cut at the left so that the steps can be seen."] if cut else []
