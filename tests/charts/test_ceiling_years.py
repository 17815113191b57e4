"""Units over the years: higher is more, the ceiling is written once, numbers of others stand at the edge."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.ceiling_years import over_years
from balance_model.charts.theme import Look

WIDTHS = (860, 390)
TITLE, SUBTITLE = "Serbia is closest to a ceiling", "Share of the ceiling, 2030"


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def tone(request, world):
    return Look.of(world, request.param)


@pytest.mark.parametrize("width", WIDTHS)
def test_over_the_years_a_higher_number_stands_higher(tone, width, layer_rows, words_of):
    rows = pd.DataFrame(
        [
            {"panel": name, "country": code, "year": year, "low": 80.0, "best": units, "high": 120.0,
             "ceiling": ceiling, "basis": basis, "most": 200.0}
            for name, code, ceiling, basis in (("Serbia", "SRB", 150.0, "treaty"), ("Kosovo*", "XKX", float("nan"), ""))
            for year, units in ((2020, 90.0), (2035, 110.0))
        ]
    )  # fmt: skip
    told = pd.DataFrame(
        [("Serbia", 2013, "declared", 140, "140 in 2013, declared")],
        columns=["panel", "year", "kind", "holding", "words"],
    )
    chart = over_years(rows, told, tone, 2030, TITLE, SUBTITLE, width)
    words = words_of(chart)
    assert {"110 held", "150 ceiling", "Serbia", "Kosovo*"} <= set(words)
    assert words.count("150 ceiling") == 1, "Kosovo* has none"
    line = next(rows for rows in layer_rows(chart, "line") if len(rows) == 4)
    low, high = (next(row["y"] for row in line if row["panel"] == "Serbia" and row["year"] == y) for y in (2020, 2035))
    assert high < low
    (mark,) = [row for rows in layer_rows(chart, "point") for row in rows]
    edge = next(row["x"] for row in line if row["panel"] == "Serbia" and row["year"] == 2020)
    assert mark["x"] == edge, "from before the first year"
