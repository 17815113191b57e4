"""Scenarios side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from balance_model.analysis.words import change_text
from balance_model.charts.bands import across
from balance_model.charts.lanes import block_names, dividers, lay_out
from balance_model.charts.lettering import score_text, shorten
from balance_model.charts.marks import country_colour, fixed, pixel, pixel_end, score_axis, written
from balance_model.charts.theme import NARROW, Drawing, Look, finish, room_for
from balance_model.charts.timeline import ceiling


def scenarios_side_by_side(
    scores: pd.DataFrame, look: Look, title: str, subtitle: str, width: int = 860, height: int = 360
) -> Drawing:
    """Draw a block per country and a lane per scenario, with the change against the first scenario.

    Parameters
    ----------
    scores : columns scenario (name), scenario_order, country, score, delta (against the first scenario).
        The first scenario is drawn in grey, the others in the colour of the country. With columns low80,
        low50, high50 and high80 nested bands stand behind the dots.
    """
    narrow = width < NARROW
    names_left = 146 if narrow else 190
    left, right = names_left + (0 if narrow else 90), 96
    room = room_for(title, subtitle, width, height, left, right)
    order = {code: i for i, code in enumerate(look.order)}
    rows = scores.assign(block=scores["country"].map(order)).sort_values(["block", "scenario_order"])
    lanes = lay_out(list(rows["country"]), room.height, headed=narrow)
    first = rows["scenario_order"] == rows["scenario_order"].min()
    base = rows[first].set_index("country")["score"]
    rows = rows.assign(
        y=lanes.middles,
        base=rows["country"].map(base),
        country_name=rows["country"].map(look.name),
        ink=[look.muted if one else look.ink(c) for one, c in zip(first, rows["country"], strict=True)],
        words=[_score_words(s, d, one) for s, d, one in zip(rows["score"], rows["delta"], first, strict=True)],
    )
    banded = "low80" in rows
    top = ceiling(float(rows["high80" if banded else "score"].max()))
    scale = alt.Scale(domain=[0, top], nice=False)
    x = alt.X("score:Q", scale=scale, axis=score_axis(top, few=narrow))
    tips = [
        alt.Tooltip("scenario:N", title="Scenario"),
        alt.Tooltip("country_name:N", title="Country"),
        alt.Tooltip("words:N", title="Index, 0 to 1"),
    ]
    grey = alt.Chart(rows[first]).mark_circle(size=85, opacity=1, color=look.baseline)
    others = alt.Chart(rows[~first])
    reach = others.mark_rule(strokeWidth=5, opacity=0.35).encode(
        x=x, x2=alt.X2("base:Q"), y=pixel("y"), color=country_colour(look)
    )
    dots = others.mark_circle(size=85, opacity=1).encode(x=x, y=pixel("y"), color=country_colour(look), tooltip=tips)
    labels = rows.assign(words=[shorten(str(n), names_left - 14, 12) for n in rows["scenario"]], ink=look.text)
    inks = {code: look.ink(code) for code in look.order}
    layers = [
        dividers(lanes, look, room.width + right, left),
        _base_lines(rows[~first], lanes.lane, x, look),
        *(across(rows, look, scale) if banded else [reach]),
        grey.encode(x=x, y=pixel("y"), tooltip=tips),
        dots,
        written(rows, x=fixed(room.width + right, "x"), y=pixel("y"), align="right"),
        written(labels, x=fixed(-names_left, "x"), y=pixel("y")),
        block_names(lanes, dict(look.names), look, left, inks),
    ]
    return finish(layers, look, title, subtitle, width, room.tall(lanes.height))


def _score_words(score: float, delta: float, first: bool) -> str:
    """Score and change; the change is that between the figures as printed, so that readers can check it."""
    return score_text(score) if first else f"{score_text(score)} ({change_text(score - delta, score)})"


def _base_lines(rows: pd.DataFrame, lane: float, x: alt.X, look: Look) -> alt.Chart:
    """A dashed upright line per country through its lanes at the score of the first scenario."""
    spans = rows.groupby("country", as_index=False).agg(score=("base", "first"), top=("y", "min"), bottom=("y", "max"))
    spans = spans.assign(top=spans["top"] - lane, bottom=spans["bottom"] + lane / 2)
    rule = alt.Chart(spans).mark_rule(color=look.baseline, strokeDash=[3, 3])
    chart: alt.Chart = rule.encode(x=x, y=pixel("top"), y2=pixel_end("bottom"))
    return chart
