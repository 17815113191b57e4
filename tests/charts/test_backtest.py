"""Bands and outcomes."""

from __future__ import annotations

import pytest

from balance_model.charts.backtest import bands_and_outcomes


def test_each_outcome_stands_beside_its_nested_bands(look, drawing, layer_rows):
    chart = drawing("backtest", look)
    rows = layer_rows(chart, "point")[0]
    assert len(rows) == 8
    assert len({row["y"] for row in rows}) == 8
    verdicts = {(row["country"], row["measure"]): row["verdict"] for row in rows}
    assert verdicts["SRB", "index"] == "inside"
    assert verdicts["HRV", "drones"] == "outside"


@pytest.mark.parametrize("width", [860, 350])
def test_names_and_numbers_are_written(look, samples, words_of, width):
    words = words_of(bands_and_outcomes(samples.bands, look, "Title", "Subtitle", width))
    assert {"Index", "Drones", "Serbia", "Kosovo*", "0.66", "what came", "80 %"} <= set(words)


def test_nothing_predicted_and_nothing_came(look, samples):
    nothing = samples.bands.assign(low_80=0.0, low_50=0.0, median=0.0, high_50=0.0, high_80=0.0, came=0.0)
    assert bands_and_outcomes(nothing, look, "Title", "Subtitle").to_dict()["layer"]
