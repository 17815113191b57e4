"""Bands of who arms whom: as wide as what flows, joined at both ends, names never over each other."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from balance_model.charts.flows import SLOT, flows

NAMES = ["France", "Israel", "United States and Canada", *(f"Small supplier {n}" for n in range(8))]
ROWS = pd.DataFrame(
    [("France", "SRB", 600.0), ("France", "HRV", 300.0), ("Israel", "SRB", 300.0),
     ("United States and Canada", "XKX", 100.0), *((f"Small supplier {n}", "BIH", 1.0) for n in range(8))],
    columns=["supplier", "country", "amount"],
).assign(words="words")  # fmt: skip


def drawn(look, width=860):
    return flows(ROWS, NAMES, look, "Title", "Subtitle", width)


def bands(chart, layer_rows):
    (rows,) = layer_rows(chart, "area")
    found = {}
    for row in rows:
        found.setdefault((row["supplier"], row["country"]), []).append(row)
    return found


@pytest.mark.parametrize("width", [860, 360])
def test_bands_are_as_wide_as_what_flows_all_along(look, layer_rows, width):
    found = bands(drawn(look, width), layer_rows)
    wide = {pair: {round(p["y2"] - p["y"], 6) for p in points} for pair, points in found.items()}
    assert all(len(each) == 1 for each in wide.values())
    one = {pair: each.pop() for pair, each in wide.items()}
    assert one["France", "SRB"] == pytest.approx(2 * one["France", "HRV"])
    assert one["France", "HRV"] == pytest.approx(one["Israel", "SRB"])


def test_bands_of_a_post_stand_side_by_side(look, layer_rows):
    found = bands(drawn(look), layer_rows)
    first, second = found["France", "SRB"][0], found["France", "HRV"][0]
    assert first["y2"] == pytest.approx(second["y"]), "Serbia stands above Croatia"
    left, right = found["France", "SRB"][-1], found["Israel", "SRB"][-1]
    assert left["y2"] == pytest.approx(right["y"])


@pytest.mark.parametrize("width", [860, 360])
def test_names_stand_apart_and_inside(look, layer_rows, width):
    chart = drawn(look, width)
    froms, tos = layer_rows(chart, "text")
    for side in (froms, tos):
        heights = sorted(row["y"] for row in side)
        assert min(b - a for a, b in pairwise(heights)) >= SLOT - 1e-6
        assert heights[0] >= 0
        assert heights[-1] <= chart.to_dict()["height"]
    assert [row["words"].split()[0] for row in froms[:2]] == ["France", "Israel"]
    assert froms[0]["words"] == "France 900"
    assert {row["words"] for row in tos} == {"Serbia 900", "Croatia 300", "Bosnia 8", "Kosovo* 100"}


def test_a_narrow_picture_keeps_its_width_and_cuts_long_names(look, layer_rows):
    spec = drawn(look, 360).to_dict()
    froms, _ = layer_rows(drawn(look, 360), "text")
    assert spec["usermeta"]["width"] == 360
    assert spec["width"] > 120
    assert froms[2]["words"].endswith("… 100")


def test_one_supplier_and_one_country(look, layer_rows):
    chart = flows(ROWS.iloc[:1], ["France"], look, "Title", "Subtitle", 860)
    points = bands(chart, layer_rows)["France", "SRB"]
    assert points[0]["y2"] - points[0]["y"] > 50
    assert points[0]["x"] < points[-1]["x"]


def test_no_number_is_lost(look, layer_rows):
    found = bands(drawn(look), layer_rows)
    assert set(found) == set(zip(ROWS["supplier"], ROWS["country"], strict=True))
