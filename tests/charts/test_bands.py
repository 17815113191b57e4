"""Bands stand behind the marks they belong to, nested, and inside the picture."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from balance_model.charts.bands import FAINT, STRONG
from balance_model.charts.compare import scenarios_side_by_side
from balance_model.charts.map import region_map
from balance_model.charts.multiples import multiples
from balance_model.charts.profile import category_profile
from balance_model.charts.ratios import pair_ratios
from balance_model.charts.timeline import index_over_time
from balance_model.records.regions import load_regions

WIDTHS = (860, 350)


def around(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Bands at fixed distances from a column."""
    value = frame[column]
    return frame.assign(
        low80=value * 0.8, low50=value * 0.9, high50=value * 1.1, high80=value * 1.2, single=value * 0.95
    )


def areas(chart, kind):
    """Opacity and rows of the band layers of a chart, the widest first."""
    spec = chart.to_dict()
    return [
        (layer["mark"]["opacity"], spec["datasets"][layer["data"]["name"]])
        for layer in spec["layer"]
        if layer["mark"]["type"] == kind and layer["mark"].get("opacity") in {FAINT, STRONG, FAINT / 1.5, STRONG / 1.5}
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_profile_has_two_bars_a_row_and_a_mark_at_the_single_run(look, samples, layer_rows, width):
    values = around(samples.values, "value").assign(span="0.1 to 0.2")
    chart = category_profile(values, look, "Title", "Subtitle", width)
    assert [opacity for opacity, _ in areas(chart, "rule")] == [FAINT, STRONG]
    (marks,) = layer_rows(chart, "tick")
    assert len(marks) == len(values)
    spec = chart.to_dict()
    bars = next(layer for layer in spec["layer"] if layer["mark"].get("opacity") == FAINT)
    dots = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "circle")
    assert bars["encoding"]["x"]["scale"] == dots["encoding"]["x"]["scale"]


def test_without_bands_a_profile_is_as_before(look, samples, layer_rows):
    chart = category_profile(samples.values, look, "Title", "Subtitle")
    assert areas(chart, "rule") == []
    assert layer_rows(chart, "tick") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_over_the_years_have_areas_and_the_axis_holds_them(look, samples, layer_rows, width):
    bands = around(samples.scores, "score")
    chart = index_over_time(
        samples.scores, samples.steps, look, 2030, "Title", "Subtitle", width, reference=samples.scores, bands=bands
    )
    assert [opacity for opacity, _ in areas(chart, "area")] == [FAINT / 1.5, STRONG / 1.5]
    axis = next(layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "line")
    assert axis["encoding"]["y"]["scale"]["domain"][1] >= bands["high80"].max()
    dashed, solid = layer_rows(chart, "line")
    assert len(dashed) == len(solid) == len(samples.scores)


def test_ratios_say_how_often_and_far_bands_stop_at_the_end_of_the_scale(look, samples, words_of):
    pairs = around(samples.pairs[np.isfinite(samples.pairs["ratio"])], "ratio").assign(more=", ahead in 93 %")
    pairs["high80"] = 1e9
    chart = pair_ratios(pairs, look, "Title", "Subtitle")
    assert sum("ahead in 93 %" in word for word in words_of(chart)) == len(pairs)
    ((_, rows), _) = areas(chart, "rule")
    assert max(row["high80"] for row in rows) <= 100


def test_scenarios_side_by_side_keep_every_band_on_one_scale(look, samples):
    scores = around(samples.scenarios, "score")
    chart = scenarios_side_by_side(scores, look, "Title", "Subtitle")
    assert len(areas(chart, "rule")) == 2
    domain = next(
        layer["encoding"]["x"]["scale"]["domain"]
        for layer in chart.to_dict()["layer"]
        if layer["mark"]["type"] == "circle"
    )
    assert domain[1] >= scores["high80"].max()


def test_bands_of_small_panels_stay_inside_their_panel(look, samples):
    chart = multiples(around(samples.lines, "value"), look, 2030, "Title", "Subtitle", 860)
    ((_, wide), (_, narrow)) = areas(chart, "area")
    for outer, inner in zip(wide, narrow, strict=True):
        assert outer["high80"] <= inner["high50"] <= inner["y"] <= inner["low50"] <= outer["low80"]
    assert min(row["high80"] for row in wide) >= 0


def test_a_map_writes_the_band_under_the_number(look, words_of):
    values = pd.DataFrame({
        "country": ["SRB", "HRV", "BIH", "XKX"], "value": [0.5, 0.4, 0.2, 0.1],
        "words": ["0.50", "0.40", "0.20", "0.10"], "more": ["0.45 to 0.55"] * 4,
    })  # fmt: skip
    chart = region_map(values, load_regions(), (0.0, 0.6), look, "Index", "Title", "Subtitle")
    assert words_of(chart).count("0.45 to 0.55") == 4
