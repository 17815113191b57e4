"""Price against level, and how sure: every point in both panels, the chosen one marked, all of them to be clicked."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from balance_model.charts.front import PICK, cost_and_level


@pytest.fixture
def points():
    return pd.DataFrame(
        {
            "number": range(5), "budget": [0.0, 100.0, 200.0, 300.0, 400.0], "cost": [0.0, 90.0, 200.0, 290.0, 290.0],
            "own": [0.2, 0.35, 0.45, 0.5, 0.5], "chance": [0.0, 0.1, 0.4, 0.7, 0.7],
        }
    )  # fmt: skip


def draw(points, look, chosen=2, other=None, width=860):
    return cost_and_level(points, chosen, other, (0.45, "Serbia 0.45"), "XKX", look, "Title", "Subtitle", width)


@pytest.mark.parametrize("width", [860, 340])
def test_level_asked_for_and_chosen_point_are_written(points, look, words_of, width):
    words = words_of(draw(points, look, width=width))
    for text in ("Serbia 0.45", "0.45", "Share of draws that reach it", "Price of the package, million EUR", "100 %"):
        assert text in words
    assert "not worked out yet" not in words


def test_every_point_stands_in_both_panels_at_its_price(points, look, layer_rows):
    upper, lower = layer_rows(draw(points, look), "circle")
    assert [row["number"] for row in upper] == [row["number"] for row in lower] == [0, 1, 2, 3, 4]
    assert [row["x"] for row in upper] == [row["x"] for row in lower]
    widths = [row["x"] for row in upper]
    assert widths[1] / widths[2] == pytest.approx(90 / 200)
    heights = [row["y"] for row in upper]
    assert (heights[0] - heights[2]) / (heights[0] - heights[1]) == pytest.approx(0.25 / 0.15)
    assert [row["size"] for row in upper].index(max(row["size"] for row in upper)) == 2


def test_shares_that_are_not_known_are_not_drawn(points, look, layer_rows, words_of):
    chart = draw(points.assign(chance=float("nan")), look)
    upper, lower = layer_rows(chart, "circle")
    assert len(upper) == 5
    assert lower == []
    assert "not worked out yet" in words_of(chart)


def test_a_point_held_against_the_chosen_one_is_marked_too(points, look, layer_rows):
    def marked(chart):
        return next(rows for rows in layer_rows(chart, "rule") if rows and "dash" in rows[0])

    assert [row["number"] for row in marked(draw(points, look))] == [2]
    assert [(row["number"], row["dash"]) for row in marked(draw(points, look, other=4))] == [(2, 0), (4, 1)]


def test_strips_to_click_cover_the_width_without_overlap(points, look):
    spec = draw(points, look).to_dict()
    (param,) = [param for param in spec["params"] if param["name"] == PICK]
    layer = next(layer for layer in spec["layer"] if layer.get("name") in param["views"])
    rows = sorted(spec["datasets"][layer["data"]["name"]], key=lambda row: row["x0"])
    for left, right in itertools.pairwise(rows):
        assert left["x1"] <= right["x0"] + 1e-9
        assert left["x0"] <= left["x"] <= left["x1"]


def test_one_point_alone(points, look, words_of):
    assert "Serbia 0.45" in words_of(draw(points.iloc[:1], look, chosen=0))
