"""The waterfall: it leads from start to end, nothing overlaps, small steps can be seen."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
import pytest

from balance_model.charts.waterfall import waterfall
from balance_model.export.images import svg

LONG = "weights: anti-tank 25 → 40 %, drones 25 → 20 %, air defence 25 → 20 %, long-range strike 25 → 20 % and others"
PARTS = pd.DataFrame(
    [
        ("SAFE credit", "HRV", 0.07), ("SAFE credit", "SRB", 0.5), ("Slip", "HRV", -0.03), (LONG, "HRV", 0.01),
        ("Rafale", "HRV", 0.0), ("Rafale", "SRB", 0.2),
    ],
    columns=["cause", "country", "delta"],
)  # fmt: skip


def draw(look, width=860, parts=PARTS, start=0.1, end=0.15):
    return waterfall(parts, ("Baseline", start), ("Mine", end), "HRV", look, "Title", "Subtitle", width)


def bars(chart, layer_rows):
    return layer_rows(chart, "rect")[0]


@pytest.mark.parametrize("width", [860, 350])
def test_it_runs_from_start_to_end(look, layer_rows, words_of, width):
    chart = draw(look, width)
    spans = [(row["low"], row["high"]) for row in bars(chart, layer_rows)]
    assert spans == [pytest.approx(s) for s in [(0, 0.1), (0.1, 0.17), (0.14, 0.17), (0.14, 0.15), (0, 0.15)]]
    words = words_of(chart)
    assert [word for word in words if word[0] in "0+−"] == ["0.100", "+0.070", "−0.030", "+0.010", "0.150"]
    assert "1 change does not move Croatia." in words
    assert "Rafale" not in words


@pytest.mark.parametrize("width", [860, 350])
def test_names_stand_apart_and_inside(look, layer_rows, width):
    chart = draw(look, width)
    rows = bars(chart, layer_rows)
    spans = [(row["label_y"], row["label_y"] + 15 * (row["label"].count("\n") + 1)) for row in rows]
    assert any("\n" in row["label"] for row in rows)
    for (_, bottom), (top, _) in pairwise(spans):
        assert top >= bottom
    if width < 400:
        for (_, bottom), row in zip(spans, rows, strict=True):
            assert bottom <= row["top"]
    assert max(row["bottom"] for row in rows) <= chart.to_dict()["height"]
    picture = svg(chart, (), look).decode()
    drawn = float(re.search(r'<svg[^>]*? width="([\d.]+)"', picture).group(1))
    assert drawn == pytest.approx(width + 40, abs=6)


def test_small_steps_at_a_high_level_are_enlarged_and_that_is_said(look, layer_rows, words_of):
    parts = PARTS.iloc[[2]].assign(delta=-0.004)
    chart = draw(look, parts=parts, start=0.56, end=0.556)
    scale = chart.to_dict()["layer"][1]["encoding"]["x"]["scale"]
    assert scale["domain"] == pytest.approx([0.552, 0.56])
    words = words_of(chart)
    assert words.count("//") == 2
    assert "The bars of start and end are cut at the left so that the steps can be seen." in words
    assert "−0.004" in words


def test_bars_that_are_not_cut_begin_at_zero(look, words_of):
    chart = draw(look)
    assert chart.to_dict()["layer"][1]["encoding"]["x"]["scale"]["domain"][0] == 0
    assert "//" not in words_of(chart)


def test_a_step_too_small_for_the_digits_is_no_false_zero(look, words_of):
    parts = PARTS.iloc[[2, 3]].assign(delta=[-0.03, 0.0002])
    words = words_of(draw(look, parts=parts, start=0.1, end=0.0702))
    assert "+<0.001" in words
    assert not {"0.000", "+0.000"} & set(words)


def test_no_step_at_all(look, layer_rows, words_of):
    chart = draw(look, parts=PARTS.iloc[[4]], start=0.0, end=0.0)
    assert len(bars(chart, layer_rows)) == 2
    assert "1 change does not move Croatia." in words_of(chart)


def test_parts_that_do_not_add_up_are_refused(look):
    with pytest.raises(ValueError, match=r"lead to 0\.150000, but the end is 0\.500000"):
        draw(look, end=0.5)
