"""Bars to both sides of today's value."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.charts.tornado import tornado

SIGNED = "{:+.2f}".format


def rects(chart, layer_rows, label):
    rows = [row for rows in layer_rows(chart, "rect") for row in rows]
    return [row for row in rows if row.get("label") == label]


def test_bars_start_at_todays_value_and_low_is_pale(look, drawing, layer_rows):
    low, high = sorted(rects(drawing("tornado", look), layer_rows, "Readiness of active units, Serbia"),
                       key=lambda row: row["x"])  # fmt: skip
    assert low["x2"] == pytest.approx(high["x"])
    assert (low["words"], high["words"]) == ("0.45", "0.85")
    assert low["opacity"] < high["opacity"] == 1
    assert (low["tip"], high["tip"]) == ("0.45: +0.13", "0.85: +0.24")


def test_lengths_follow_the_values(look, drawing, layer_rows):
    chart = drawing("tornado", look)
    low, high = sorted(rects(chart, layer_rows, "Readiness of active units, Serbia"), key=lambda row: row["x"])
    assert (low["x2"] - low["x"]) / (high["x2"] - high["x"]) == pytest.approx(0.06 / 0.05)


def test_where_both_ends_lie_on_one_side_the_longer_is_named_and_the_shorter_lies_on_it(look, drawing, layer_rows):
    first, second = rects(drawing("tornado", look), layer_rows, "Deals counted")
    assert first["x2"] > second["x2"]
    assert (first["words"], second["words"]) == ("down to rumoured", "")
    assert second["tip"] == "down to delivered: +0.24"


def test_names_values_and_level_are_written(look, words_of, samples):
    chart = tornado(samples.bars, 0.19, SIGNED, look, "Title", "Subtitle", level=0.1)
    assert {"now +0.19", "level", "low end", "high end", "published only", "Evidence counted"} <= set(words_of(chart))
    far = tornado(samples.bars, 0.19, SIGNED, look, "Title", "Subtitle", level=0.0)
    assert "level" not in words_of(far)


@pytest.mark.parametrize("width", [860, 350])
def test_words_stay_inside(look, samples, layer_rows, width):
    chart = tornado(samples.bars, 0.19, SIGNED, look, "Title", "Subtitle", width)
    inner = chart.to_dict()["width"]
    for row in (row for rows in layer_rows(chart, "rect") for row in rows if "end_x" in row):
        assert 0 <= row["x"] <= row["x2"] <= inner
        assert 0 <= row["end_x"] <= inner


def test_ends_without_a_value_are_drawn_to_the_edge(look, layer_rows):
    bars = pd.DataFrame(
        [("One", "a", math.inf, "b", 1.4), ("Other", "c", math.nan, "d", 1.2)],
        columns=["label", "low_words", "low", "high_words", "high"],
    )
    chart = tornado(bars, 1.3, "{:.1f}".format, look, "Title", "Subtitle")
    rows = [row for rows in layer_rows(chart, "rect") for row in rows if "tip" in row]
    assert {row["tip"] for row in rows} == {"a: inf", "b: 1.4", "c: nan", "d: 1.2"}
    assert all(math.isfinite(row["x"]) and math.isfinite(row["x2"]) for row in rows)


def test_a_single_bar_without_length(look):
    bars = pd.DataFrame([("One", "a", 0.2, "b", 0.2)], columns=["label", "low_words", "low", "high_words", "high"])
    assert tornado(bars, 0.2, SIGNED, look, "Title", "Subtitle").to_dict()["layer"]
