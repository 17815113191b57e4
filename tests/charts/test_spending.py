"""Lines of spending: broken at gaps, hollow where a figure is of another kind."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.spending import spending_lines

NAN = float("nan")
POINTS = pd.DataFrame(
    [("SRB", 2020, 10.0, True), ("SRB", 2021, 20.0, True), ("SRB", 2022, NAN, True), ("SRB", 2023, 40.0, True),
     ("SRB", 2023, 50.0, False), ("XKX", 2020, NAN, True), ("XKX", 2021, 1.0, True), ("XKX", 2022, 2.0, True),
     ("XKX", 2023, 3.0, True)],
    columns=["country", "year", "value", "line"],
).assign(series="SIPRI main", kind="actual")  # fmt: skip
LATER = POINTS.iloc[[7]].assign(year=2024, value=6.0, series="National budget", line=False)
NONE = LATER.iloc[:0]


def drawn(look, later=LATER, **how):
    return spending_lines(POINTS, later, look, "Title", "Subtitle", how.pop("width", 860), **how)


def test_a_gap_breaks_the_line_and_is_no_zero(look, layer_rows):
    (rows,) = layer_rows(drawn(look), "line")
    pieces = {}
    for row in rows:
        pieces.setdefault(row["piece"], []).append((row["country"], row["year"]))
    assert sorted(pieces.values()) == [
        [("SRB", 2020), ("SRB", 2021)], [("SRB", 2023)], [("XKX", 2021), ("XKX", 2022), ("XKX", 2023)],
    ]  # fmt: skip
    assert all(row["value"] > 0 for row in rows)


def test_other_figures_are_hollow_and_joined_to_nothing(look, layer_rows):
    chart = drawn(look)
    further, other = layer_rows(chart, "point")
    assert [(row["country"], row["value"]) for row in further] == [("SRB", 50.0)]
    assert [(row["country"], row["year"], row["series"]) for row in other] == [("XKX", 2024, "National budget")]
    shapes = [layer["mark"]["shape"] for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "point"]
    assert shapes == ["circle", "diamond"]
    assert all(row["year"] < 2024 for row in layer_rows(chart, "line")[0])


def test_names_and_last_figures_stand_at_the_ends(look, words_of):
    words = words_of(drawn(look))
    assert "Serbia 40" in words
    assert "Kosovo* 3" in words
    assert "2024" in words


def test_figures_stand_where_the_scale_says(look, layer_rows):
    """20 lies halfway between 10 and 30 on a straight scale, and so does its pixel."""
    rows = {row["year"]: row for row in layer_rows(drawn(look, NONE), "line")[0] if row["country"] == "SRB"}
    assert rows[2021]["y"] == pytest.approx((2 * rows[2020]["y"] + rows[2023]["y"]) / 3)
    assert rows[2021]["x"] == pytest.approx((2 * rows[2020]["x"] + rows[2023]["x"]) / 3)


@pytest.mark.parametrize("width", [860, 360])
def test_panels_have_scales_of_their_own(look, layer_rows, width):
    chart = drawn(look, NONE, width=width, apart=True)
    first, second = layer_rows(chart, "line")
    assert {row["country"] for row in first} == {"SRB"}
    assert {row["country"] for row in second} == {"XKX"}
    beside = second[0]["x"] > first[-1]["x"]
    assert beside == (width == 860)
    assert (second[0]["y"] > first[0]["y"]) == (width == 360) or beside
