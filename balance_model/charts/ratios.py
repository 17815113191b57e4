"""How many times one country's index is that of another."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from balance_model.charts.bands import across
from balance_model.charts.lanes import lay_out
from balance_model.charts.lettering import ratio_text
from balance_model.charts.marks import country_colour, fixed, pixel, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for

_TICK_WORDS = "datum.value >= 0.999 ? format(datum.value, ',.0f') + ' : 1' : '1 : ' + format(1 / datum.value, ',.0f')"
_MOST = 20.0
_STEPS = (1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0, 10000.0, 100000.0)


def pair_ratios(
    pairs: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 300
) -> Drawing:
    """Draw each ratio as a distance from parity, on a scale where 2 : 1 and 1 : 2 are equally far.

    Parameters
    ----------
    pairs : columns a, b (country codes), pair_label, ratio. An infinite ratio, 0 or NaN is written out
        ("Kosovo* holds none") instead of drawn. With columns low80, low50, high50, high80 and single, nested
        bands stand behind the dots; ``more`` is written after the ratio.
    """
    narrow = width < NARROW
    banded = "low80" in pairs
    left, right = (116, 66) if narrow else (170, 150 if banded else 84)
    room = room_for(title, subtitle, width, height, left, right)
    rows = pairs.sort_values("ratio", ascending=False, na_position="last", kind="stable").reset_index(drop=True)
    lanes = lay_out([str(i) for i in range(len(rows))], room.height, widest=20.0)
    rows = rows.assign(y=lanes.middles, parity=1.0)
    finite = rows["ratio"].map(lambda r: math.isfinite(r) and r > 0)
    drawn = rows[finite].copy()
    drawn["country"] = drawn["a"].where(drawn["ratio"] >= 1, drawn["b"])
    drawn["words"] = drawn["ratio"].map(ratio_text)
    drawn["label_at"] = drawn["ratio"]
    if banded:
        drawn["words"] += "" if narrow else drawn["more"]
    drawn["ink"] = drawn["country"].map(look.ink)
    reach = reach_of(list(drawn["ratio"]))
    if banded:
        ends = ["low80", "low50", "high50", "high80"]
        reach = reach_of([*drawn["ratio"], *drawn[ends].clip(1 / _MOST, _MOST).to_numpy().ravel()])
        drawn[ends] = drawn[ends].clip(1 / reach, reach)
        drawn["label_at"] = drawn["high80"].where(drawn["ratio"] >= 1, drawn["low80"])
    ticks = ticks_within(reach, narrow)
    axis = alt.Axis(
        values=ticks, title=None, domain=False, ticks=False, labelFlush=False,
        labelExpr=_TICK_WORDS,
    )  # fmt: skip
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    x = alt.X("ratio:Q", scale=scale, axis=axis)
    tips = [alt.Tooltip("pair_label:N", title="Pair"), alt.Tooltip("words:N", title="Ratio")]
    base = alt.Chart(drawn)
    stem = base.mark_rule(strokeWidth=5, opacity=0.35).encode(
        x=x, x2=alt.X2("parity:Q"), y=pixel("y"), color=country_colour(look), tooltip=tips
    )
    dot = base.mark_circle(size=95, opacity=1).encode(x=x, y=pixel("y"), color=country_colour(look), tooltip=tips)
    ahead, behind = drawn[drawn["ratio"] >= 1], drawn[drawn["ratio"] < 1]
    parity = alt.Chart(pd.DataFrame({"ratio": [1.0]})).mark_rule(color=look.text, strokeWidth=1.2).encode(x=x)
    names = rows.assign(words=rows["pair_label"], ink=look.text)
    missing = rows[~finite].assign(ink=look.muted)
    missing["words"] = [
        _none_held(a, b, ratio, look) for a, b, ratio in zip(missing["a"], missing["b"], missing["ratio"], strict=True)
    ]
    at = alt.X("label_at:Q", scale=scale)
    layers = [
        parity,
        *([] if banded else [stem]),
        *(across(drawn, look, scale, "single") if banded else []),
        dot,
        written(ahead, x=at, y=pixel("y"), dx=11, bold=True),
        written(behind, x=at, y=pixel("y"), dx=-11, align="right", bold=True),
        written(missing, x=fixed(room.width / 2 + 10, "x"), y=pixel("y")),
        written(names, x=fixed(-left, "x"), y=pixel("y"), size=12 if narrow else 13),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))


def reach_of(ratios: list[float]) -> float:
    """End of the scale: the first of 2, 3, 5, 10, 20 ... that holds every ratio and its inverse."""
    furthest = max((max(r, 1 / r) for r in ratios), default=1.0)
    return next((step for step in _STEPS[1:] if step >= furthest * 0.9999), furthest)


def ticks_within(reach: float, narrow: bool) -> list[float]:
    """Ticks from 1 : reach to reach : 1; on a narrow chart the ends and parity only."""
    above = [step for step in _STEPS if 1 < step <= reach]
    if narrow or len(above) > 4:
        above = above[-1:] if narrow else above[::-2][::-1]
    return [1 / step for step in reversed(above)] + [1.0, *above]


def _none_held(a: str, b: str, ratio: float, look: Look) -> str:
    if math.isnan(ratio):
        return "neither holds any"
    return f"{look.name(b if math.isinf(ratio) else a)} holds none"
