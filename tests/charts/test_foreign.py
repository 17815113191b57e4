"""Dated numbers: each mission is named at its latest figure."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.foreign import dated_numbers
from balance_model.charts.theme import Look

WIDTHS = (860, 390)
TITLE, SUBTITLE = "Serbia is closest to a ceiling", "Share of the ceiling, 2030"


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def tone(request, world):
    return Look.of(world, request.param)


@pytest.mark.parametrize("width", WIDTHS)
def test_dated_numbers_name_each_mission_at_its_latest(tone, width, words_of):
    rows = pd.DataFrame(
        [("KFOR", "2017-02", 2017.1, 4273), ("KFOR", "2025-10", 2025.8, 4500), ("EUFOR", "2025-03", 2025.2, 1500)],
        columns=["mission", "as_of", "date", "number"],
    )
    assert {"KFOR 4,500", "EUFOR 1,500"} <= set(words_of(dated_numbers(rows, tone, TITLE, SUBTITLE, width)))
