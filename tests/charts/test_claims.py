"""A claim beside its readings: dots stand where the scale puts them, words do not leave the picture."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.charts.claims import Claimed, claim_readings
from balance_model.charts.own_claim import times_by_year

COLUMNS = ["reading", "name", "country", "value", "low", "high", "words", "stated"]
NONE = math.nan
ROWS = pd.DataFrame(
    [
        ("one", "As said: all together", "", 1.0, NONE, NONE, "Not supported", False),
        ("each", "Each alone", "SRB", 2.0, NONE, NONE, "Partly", False),
        ("each", "Each alone", "HRV", 2.1, NONE, NONE, "Partly", False),
        ("each", "Each alone", "XKX", 8.0, NONE, NONE, "Partly", False),
        ("span", "Between two statements", "", NONE, 3.0, 6.0, "Partly", False),
        ("open", "At least", "", NONE, 4.0, math.inf, "stated", True),
        ("said", "Somebody", "", 5.0, NONE, NONE, "stated", True),
        ("gap", "No figure", "", NONE, NONE, NONE, "Cannot be tested", False),
    ],
    columns=COLUMNS,
).assign(gap="nothing is public")
CLAIMED = Claimed(5.0, math.inf, 4.0, math.inf, "5 times or more")


def drawn(look, width=860):
    return claim_readings(ROWS, CLAIMED, "{:.2f}".format, "{:g}".format, look, "A title", "A subtitle", width)


def rows_with(chart, layer_rows, mark, field):
    return [row for rows in layer_rows(chart, mark) for row in rows if field in row]


def test_dots_keep_the_distances_of_their_numbers(look, layer_rows):
    dots = {(row["reading"], row["country"]): row["x"] for row in rows_with(drawn(look), layer_rows, "point", "tip")
            if "country" in row}  # fmt: skip
    unit = dots["each", "SRB"] - dots["one", ""]
    assert unit > 0
    assert dots["each", "XKX"] - dots["each", "SRB"] == pytest.approx(6 * unit)
    assert dots["said", ""] - dots["one", ""] == pytest.approx(4 * unit)


def test_the_claimed_range_begins_where_it_was_claimed(look, layer_rows):
    chart = drawn(look)
    dots = {row["reading"]: row["x"] for row in rows_with(chart, layer_rows, "point", "tip") if "reading" in row}
    spans = [rows for rows in layer_rows(chart, "rect") if rows and "opacity" in rows[0] and "words" not in rows[0]]
    wide, own = spans[0]
    assert own["x"] == pytest.approx(dots["said"])
    assert wide["x"] < own["x"] and wide["x2"] == own["x2"]


def test_every_reading_has_its_name_its_number_and_its_verdict(look, words_of):
    words = words_of(drawn(look))
    for text in ("As said: all together", "Each alone", "Not supported", "Cannot be tested", "3.00 to 6.00",
                 "4.00 or more", "Kosovo* 8.00", "claimed: 5 times or more"):  # fmt: skip
        assert text in words, text


def test_a_phone_gets_names_over_the_lanes(look, words_of):
    words = words_of(drawn(look, 350))
    assert "As said: all together: Not supported" in words
    assert "Kosovo*" in words


def test_a_band_far_from_zero_is_seen_close_up(look, layer_rows):
    """2,745 between 2,650 and 2,750: from zero all of it would be one line."""
    rows = pd.DataFrame([("one", "Deal", "", 2745.0, NONE, NONE, "Supported", False)], columns=COLUMNS)
    rows = rows.assign(gap="")
    claimed = Claimed(2650, 2750, 2430, 2970, "2,650 to 2,750")
    chart = claim_readings(rows, claimed, "{:,.0f}".format, "{:,.0f}".format, look, "A title", "A subtitle")
    (band,) = [rows[1] for rows in layer_rows(chart, "rect") if len(rows) == 2 and "opacity" in rows[0]]
    assert band["x2"] - band["x"] > 60
    (dot,) = [row for row in rows_with(chart, layer_rows, "point", "tip") if row.get("reading") == "one"]
    assert band["x"] < dot["x"] < band["x2"]


def test_years_without_a_ratio_are_gaps(look, words_of):
    rows = pd.DataFrame({"year": [2020, 2021, 2022], "ratio": [1.0, NONE, 2.0], "told": ["1.00", "–", "2.00"]})
    chart = times_by_year(rows, (1.8, 2.2), 2022, "claimed: about 2 times", look, "A title", "A subtitle")
    line = next(layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "line")
    assert line["mark"]["invalid"] == "break-paths-show-domains"
    words = words_of(chart)
    assert "2.00" in words and "claimed: about 2 times" in words
