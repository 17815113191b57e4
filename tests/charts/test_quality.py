"""The table of shaded cells: each number in its place, and darker where it is weaker."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.charts.quality import quality_table

CELLS = pd.DataFrame(
    [
        ("SRB", "Drones", 2, "23 %", 0.77), ("HRV", "Drones", 2, "62 %", 0.38), ("XKX", "Drones", 2, "67 %", 0.33),
        ("SRB", "Anti-tank", 1, "70 %", 0.30), ("HRV", "Anti-tank", 1, "100 %", 0.0),
        ("XKX", "Anti-tank", 1, "–", math.nan),
    ],
    columns=["country", "category_name", "order", "words", "weak"],
)  # fmt: skip


@pytest.mark.parametrize("width", [860, 350])
def test_cells_stand_in_the_column_of_their_country_and_the_row_of_their_category(look, layer_rows, width):
    rows = next(rows for rows in layer_rows(quality_table(CELLS, look, "A title", "A subtitle", width), "rect")
                if "category_name" in rows[0])  # fmt: skip
    place = {(row["country"], row["category_name"]): row for row in rows}
    assert place["SRB", "Drones"]["x"] == place["SRB", "Anti-tank"]["x"] < place["HRV", "Drones"]["x"]
    assert place["SRB", "Anti-tank"]["y"] == place["XKX", "Anti-tank"]["y"] < place["SRB", "Drones"]["y"]
    assert all(row["x2"] <= width for row in rows)


def test_weaker_is_darker_and_nothing_to_judge_is_faintest(look, layer_rows):
    rows = next(rows for rows in layer_rows(quality_table(CELLS, look, "A title", "A subtitle"), "rect")
                if "category_name" in rows[0])  # fmt: skip
    shade = {row["words"]: row["opacity"] for row in rows}
    assert shade["23 %"] > shade["62 %"] > shade["67 %"] > shade["70 %"] > shade["100 %"] == shade["–"]


def test_every_number_is_written(look, words_of):
    words = words_of(quality_table(CELLS, look, "A title", "A subtitle"))
    assert {"23 %", "62 %", "–", "Serbia", "Kosovo*", "Drones", "Anti-tank", "firm", "weak"} <= set(words)


def test_on_a_phone_many_countries_stand_in_blocks_with_whole_names(look, layer_rows, words_of):
    """Seven long names do not fit beside each other in 350 pixels: they go on below, none is cut."""
    codes = look.order
    cells = pd.DataFrame(
        [(code, "Drones", 1, "50 %", 0.5) for code in codes],
        columns=["country", "category_name", "order", "words", "weak"],
    )
    drawing = quality_table(cells, look, "A title", "A subtitle", 350)
    rows = next(rows for rows in layer_rows(drawing, "rect") if "category_name" in rows[0])
    assert all(row["x"] >= 0 and row["x2"] <= 350 for row in rows)
    places = [(row["x"], row["y"]) for row in rows]
    assert len(set(places)) == len(codes)
    assert {look.name(code) for code in codes} <= set(words_of(drawing))
