"""Bars of deals by year under the levels of spending."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.commitments import commitments

BARS = pd.DataFrame(
    [(2024, "Delivered", 1.0, 0.0, 100.0), (2024, "Contracted", 0.75, 100.0, 300.0),
     (2026, "Contracted", 0.75, 0.0, 200.0)],
    columns=["year", "status_name", "opacity", "start", "end"],
).assign(deals="Rafale")  # fmt: skip
OUTLAYS = pd.DataFrame(
    [(2024, 900.0, "SIPRI main", True), (2025, 1000.0, "SIPRI main", True), (2026, 950.0, "National budget", False)],
    columns=["year", "value", "series", "main"],
)


@pytest.mark.parametrize("width", [860, 360])
def test_bars_stand_on_each_other_and_levels_on_the_same_scale(look, layer_rows, width):
    chart = commitments(BARS, OUTLAYS, "SRB", look, "Title", "Subtitle", width)
    rows = next(rows for rows in layer_rows(chart, "rect") if "amount" in rows[0])
    below, above = rows[:2]
    assert below["y"] == pytest.approx(above["y2"])
    assert above["y2"] - above["y"] == pytest.approx(2 * (below["y2"] - below["y"]))
    levels = [rows for rows in layer_rows(chart, "rule") if "series" in rows[0]]
    assert [[row["year"] for row in each] for each in levels] == [[2024, 2025], [2026]]
    unit = (below["y2"] - below["y"]) / 100
    assert below["y2"] - levels[0][1]["y"] == pytest.approx(1000 * unit)


def test_other_definitions_are_named_and_dashed(look, words_of):
    chart = commitments(BARS, OUTLAYS, "SRB", look, "Title", "Subtitle")
    assert {"Delivered", "Contracted", "Military spending in all", "National budget, another definition"} <= set(
        words_of(chart)
    )
    dashed = [layer for layer in chart.to_dict()["layer"] if layer["mark"].get("strokeDash")]
    assert len(dashed) == 1


def test_without_any_spending_the_bars_stand_alone(look, layer_rows):
    chart = commitments(BARS, OUTLAYS.iloc[:0], "SRB", look, "Title", "Subtitle")
    assert any("amount" in rows[0] for rows in layer_rows(chart, "rect"))


def test_statuses_are_clearly_apart(look, layer_rows):
    """Two statuses whose own shades differ by a quarter are drawn at both ends of the scale."""
    chart = commitments(BARS, OUTLAYS, "SRB", look, "Title", "Subtitle")
    rows = next(rows for rows in layer_rows(chart, "rect") if "amount" in rows[0])
    shade = {row["status_name"]: row["opacity"] for row in rows}
    assert shade["Delivered"] - shade["Contracted"] > 0.7
