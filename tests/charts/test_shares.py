import pandas as pd
import pytest

from balance_model.charts.shares import weight_shares


def test_bars_follow_the_new_shares_and_strokes_todays(look, drawing, layer_rows):
    chart = drawing("shares", look)
    bars, strokes = layer_rows(chart, "rect")[-1], layer_rows(chart, "rule")[-1]
    wide = chart.to_dict()["width"]
    assert [row["end"] for row in bars] == pytest.approx([wide, 0, 0.39 / 0.61 * wide])
    assert [row["mark"] for row in strokes] == pytest.approx([0.5 / 0.61 * wide, 0.5 / 0.61 * wide, 0])
    assert all(row["beside"] > max(row["end"], row["mark"]) for row in bars)


def test_both_shares_are_written(look, drawing, words_of):
    words = words_of(drawing("shares", look))
    assert {"61 % (today 50 %)", "0 % (today 50 %)", "39 % (today 0 %)", "these weights", "today"} <= set(words)


def test_one_category(look, words_of):
    alone = pd.DataFrame({"name": ["Drones"], "now": [0.0], "new": [1.0]})
    assert "100 % (today 0 %)" in words_of(weight_shares(alone, look, "Title", "Subtitle"))
