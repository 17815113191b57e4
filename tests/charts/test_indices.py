"""Paired bars and paired dots."""

from __future__ import annotations

import pytest

from balance_model.charts.indices import weight_and_share


def test_bars_follow_the_shares_and_noise_below_zero_has_no_length(look, drawing, layer_rows):
    rows = [row for rows in layer_rows(drawing("doubt", look), "rect") for row in rows if "label" in row]
    first, total = (row for row in rows if row["label"] == "How ready units of Serbia are")
    assert first["x2"] / total["x2"] == pytest.approx(0.30 / 0.38)
    assert first["y"] < total["y"]
    assert [row["x2"] for row in rows if row["label"] == "Deliveries to Kosovo*"] == [0, 0]


def test_shares_are_written(look, drawing, words_of):
    words = words_of(drawing("doubt", look))
    assert {"30 %", "38 %", "explains alone", "together with others", "How ready units of Serbia are"} <= set(words)


def test_dots_stand_on_one_scale_for_weight_and_share(look, drawing, layer_rows):
    chart = drawing("carries", look)
    rows = {row["name"]: row for row in layer_rows(chart, "point")[0]}
    assert rows["Anti-tank"]["weight_x"] == rows["Drones"]["weight_x"]
    step = rows["Drones"]["share_x"] - rows["Drones"]["weight_x"]
    assert rows["Anti-tank"]["weight_x"] - rows["Anti-tank"]["share_x"] == pytest.approx(step)
    assert 0 <= rows["Anti-tank"]["share_x"] < rows["Drones"]["share_x"] <= chart.to_dict()["width"]


def test_negative_shares_have_a_true_minus(look, drawing, words_of):
    assert {"−20 %", "120 %", "50 %"} <= set(words_of(drawing("carries", look)))


def test_one_category_that_carries_all(look, samples, words_of):
    alone = samples.carries.iloc[:1].assign(weight=1.0, share=1.0)
    assert words_of(weight_and_share(alone, look, "Title", "Subtitle")).count("100 %") >= 2
