"""Bars by year of overtaking."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.overtake import overtaking


def bars(chart, layer_rows):
    return {row["name"]: row for row in layer_rows(chart, "rect")[0]}


def test_heights_follow_the_shares_and_the_start_is_no_year_of_overtaking(look, drawing, layer_rows):
    chart = drawing("overtake", look)
    rows = bars(chart, layer_rows)
    assert list(rows) == ["ahead already", *(str(year) for year in range(2021, 2036)), "never"]
    tall = {name: row["y2"] - row["y"] for name, row in rows.items()}
    assert tall["2022"] / tall["2021"] == pytest.approx(3)
    assert tall["never"] / tall["ahead already"] == pytest.approx(2)
    assert tall["2030"] == 0


def test_bars_after_the_chosen_year_are_pale(look, drawing, layer_rows):
    rows = bars(drawing("overtake", look), layer_rows)
    assert rows["2030"]["opacity"] == 1 > rows["2031"]["opacity"]
    assert rows["2022"]["so_far"] == "40 %"


@pytest.mark.parametrize("width", [860, 350])
def test_ends_are_named_on_every_width(look, samples, words_of, width):
    chart = overtaking(samples.overtaken, (0.2, 0.4), "XKX", look, 2030, "Title", "Subtitle", width)
    words = words_of(chart)
    assert {"already", "never", "20 %", "40 %", "2025"} <= set(words)


def test_a_single_certain_future(look, words_of):
    rows = pd.DataFrame({"year": [2020, 2021], "share": [0.0, 0.0], "by_then": [0.0, 0.0]})
    assert "100 %" in words_of(overtaking(rows, (0.0, 1.0), "XKX", look, 2021, "Title", "Subtitle"))


def test_a_share_that_rounds_to_nothing_is_not_told_as_none(look, words_of):
    rows = pd.DataFrame({"year": [2020, 2021], "share": [0.0, 0.001], "by_then": [0.0, 0.001]})
    assert "<1 %" in words_of(overtaking(rows, (0.0, 0.999), "XKX", look, 2021, "Title", "Subtitle"))
