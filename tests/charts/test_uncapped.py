"""Cells of kinds and countries: bars are compared along their row."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from balance_model.charts.theme import Look
from balance_model.charts.uncapped import cells

WIDTHS = (860, 390)
TITLE, SUBTITLE = "Serbia is closest to a ceiling", "Share of the ceiling, 2030"


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def tone(request, world):
    return Look.of(world, request.param)


@pytest.mark.parametrize("width", WIDTHS)
def test_cells_are_scaled_along_their_row(tone, width, layer_rows, words_of):
    rows = pd.DataFrame(
        [("Drones", "fpv", "FPV", code, best, high, f"{best}")
         for code, best, high in (("SRB", 4000.0, 5000.0), ("HRV", 1000.0, 1000.0), ("BIH", 0.0, 3.0),
                                   ("XKX", 0.0, 0.0))],
        columns=["group_name", "kind", "kind_name", "country", "best", "high", "words"],
    )  # fmt: skip
    chart = cells(rows, tone, TITLE, SUBTITLE, width)
    (bars,) = layer_rows(chart, "rect")
    lengths = {row["country"]: row["x2"] - row["x"] for row in bars}
    assert lengths["HRV"] == pytest.approx(lengths["SRB"] / 4)
    assert lengths["BIH"] == lengths["XKX"] == 0
    assert [word for word in words_of(chart) if word in ("4,000", "1,000", "0?", "0")] == ["4,000", "1,000", "0?", "0"]


def test_seven_countries_on_a_phone_do_not_overprint(tone, world, layer_rows, words_of):
    """Columns of 390 / 7 pixels with numbers of five letters: names of kinds stand above, no head is cut."""
    codes = list(world.country)
    look = Look.of(world.joining([code for code in codes if code not in world.country_codes]), tone.dark)
    rows = pd.DataFrame(
        [("Drones", "fpv", "First-person view drones", code, 4000.0, 5000.0, "4,000") for code in codes],
        columns=["group_name", "kind", "kind_name", "country", "best", "high", "words"],
    )  # fmt: skip
    chart = cells(rows, look, TITLE, SUBTITLE, 390)
    (bars,) = layer_rows(chart, "rect")
    starts = sorted(row["x"] for row in bars)
    assert min(b - a for a, b in pairwise(starts)) > 45
    words = words_of(chart)
    assert {look.name(code) for code in codes} <= {each.replace("\n", " ") for each in words}
    assert "First-person view drones" in words
    assert not any("…" in each for each in words)
