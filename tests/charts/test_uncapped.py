"""Cells of kinds and countries: bars are compared along their row."""

from __future__ import annotations

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
