"""Bars of parts: one scale, pale parts, ranges, words beside the bar."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.breakdown import breakdown

ROWS = pd.DataFrame(
    [("Serbia", "Index 0.50", "France", 100.0, "100", "#0072B2"),
     ("Serbia", "Index 0.50", "Israel", 50.0, "50", "#0072B2"),
     ("Croatia", "", "Germany", 25.0, "25", "#D55E00")],
    columns=["panel", "note", "name", "amount", "words", "hue"],
)  # fmt: skip


def bars(chart, layer_rows):
    return {row["name"]: row for row in layer_rows(chart, "rect")[0]}


def length(row):
    return row["end"] - row["bar"]


@pytest.mark.parametrize("width", [860, 360])
def test_one_scale_or_one_each(look, layer_rows, width):
    rows = bars(breakdown(ROWS, look, "Title", "Subtitle", width), layer_rows)
    assert length(rows["France"]) == pytest.approx(2 * length(rows["Israel"]))
    assert length(rows["France"]) == pytest.approx(4 * length(rows["Germany"]))
    own = bars(breakdown(ROWS, look, "Title", "Subtitle", width, shared=False), layer_rows)
    assert length(own["France"]) == pytest.approx(length(own["Germany"]))


def test_panels_stand_side_by_side_or_below_each_other(look, layer_rows):
    wide, slim = (bars(breakdown(ROWS, look, "Title", "Subtitle", width), layer_rows) for width in (860, 360))
    assert wide["Germany"]["left"] > wide["France"]["left"]
    assert slim["Germany"]["left"] == slim["France"]["left"]
    assert slim["Germany"]["y"] > slim["Israel"]["y"]


def test_words_stand_beside_the_bars_and_inside_the_picture(look, layer_rows, words_of):
    chart = breakdown(ROWS, look, "Title", "Subtitle", 360)
    assert {"France", "100", "Serbia", "Index 0.50"} <= set(words_of(chart))
    assert all(row["beside"] < 340 for row in layer_rows(chart, "rect")[0])


def test_pale_parts_and_ranges(look, layer_rows):
    rows = ROWS.assign(pale=[40.0, 0.0, 0.0], low=[50.0, 50.0, float("nan")], high=[200.0, 50.0, float("nan")])
    chart = breakdown(rows, look, "Title", "Subtitle")
    found = bars(chart, layer_rows)["France"]
    assert (found["firm"] - found["bar"]) / length(found) == pytest.approx(0.6)
    ranges = next(rows for rows in layer_rows(chart, "rule") if "from_x" in rows[0])
    assert [row["name"] for row in ranges] == ["France", "Israel"]
    assert found["to_x"] - found["bar"] == pytest.approx(2 * length(found))
    assert found["beside"] > found["to_x"]


def test_a_panel_of_nothing_has_no_bars_and_keeps_its_words(look, layer_rows, words_of):
    chart = breakdown(ROWS.assign(amount=0.0, words="0"), look, "Title", "Subtitle", shared=False)
    assert all(length(row) == 0 for row in layer_rows(chart, "rect")[0])
    assert words_of(chart).count("0") == 3
