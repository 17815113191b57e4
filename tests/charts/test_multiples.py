"""Small panels: one scale, labels apart, everything inside."""

from __future__ import annotations

from itertools import pairwise

import pytest

from balance_model.charts.multiples import multiples


def panel_tops(chart, layer_rows):
    heads = [rows for rows in layer_rows(chart, "text") if rows and rows[0]["words"] == "Anti-tank"]
    return [(row["x"], row["y"]) for row in heads[0]]


@pytest.mark.parametrize(("width", "columns"), [(860, 2), (350, 1)])
def test_panels_stand_in_columns(look, samples, layer_rows, width, columns):
    chart = multiples(samples.lines, look, 2030, "Title", "Subtitle", width)
    tops = panel_tops(chart, layer_rows)
    assert len({x for x, _ in tops}) == columns
    assert len({y for _, y in tops}) == 4 // columns


def test_three_panels_stand_in_a_row(look, samples, layer_rows):
    three = samples.lines[samples.lines["panel"] != "Drones"]
    tops = panel_tops(multiples(three, look, 2030, "Title", "Subtitle", 860), layer_rows)
    assert len({x for x, _ in tops}) == 3


def test_all_panels_share_one_scale(look, samples, layer_rows):
    """The same values stand at the same height under the top of each panel; the last dot is the highest."""
    chart = multiples(samples.lines, look, 2030, "Title", "Subtitle", 860)
    rows = layer_rows(chart, "line")[1]
    serbia = {row["panel"]: row["y"] for row in rows if row["line"] == "SRB" and row["year"] == 2035}
    assert serbia["Anti-tank"] == serbia["Drones"]
    assert serbia["Air defence"] - serbia["Anti-tank"] == pytest.approx(serbia["Long-range strike"] - serbia["Drones"])
    low = [row["y"] for row in rows if row["line"] == "XKX" and row["panel"] == "Drones"]
    assert low == sorted(low, reverse=True)


def test_dashed_lines_are_drawn_apart(look, samples, layer_rows):
    dashed, solid = layer_rows(multiples(samples.lines, look, 2030, "Title", "Subtitle", 860), "line")
    assert {row["line"] for row in dashed} == {"BIH"}
    assert {row["line"] for row in solid} == {"SRB", "HRV", "XKX"}


@pytest.mark.parametrize("width", [860, 350])
def test_names_at_the_ends_stand_apart_and_inside(look, samples, layer_rows, width):
    lines = samples.lines.assign(name=lambda f: f["name"].replace("HRV", "A scenario with quite a long name, changed"))
    chart = multiples(lines, look, 2030, "Title", "Subtitle", width)
    ends = next(rows for rows in layer_rows(chart, "text") if any("0.63" in row["words"] for row in rows))
    assert len(ends) == 16
    assert any(row["words"].startswith("A scenario") and "…" in row["words"] for row in ends)
    for number in range(4):
        places = sorted(row["y"] for row in ends[4 * number : 4 * number + 4])
        assert min(b - a for a, b in pairwise(places)) >= 13.9
