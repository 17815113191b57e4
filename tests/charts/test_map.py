"""The map: shades follow the values, words can be read and stand inside their countries."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pandas as pd
import pytest

from balance_model.charts.lettering import text_width
from balance_model.charts.map import region_map
from balance_model.charts.outlines import flattened
from balance_model.charts.theme import Look
from balance_model.charts.tints import contrast
from balance_model.records.regions import Region, load_regions

SQUARES = (
    Region("AAA", ((((10, 0.0), (12, 0.0), (12, 2.0), (10, 2.0), (10, 0.0)),),)),
    Region("BBB", ((((12, 0.0), (90, 0.0), (90, 2.0), (12, 2.0), (12, 0.0)),),)),
    Region("CCC", ((((40, 60.0), (41, 60.0), (41, 61.0), (40, 60.0)),),)),
)


@pytest.fixture(scope="module")
def regions():
    return load_regions()


def land(chart, layer_rows):
    return {row["code"]: row for row in layer_rows(chart, "point")[1]}


def draw(values, regions, look, span=(0.0, 0.6), width=860):
    return region_map(values, regions, span, look, "Holdings index", "Title", "Subtitle", width)


def test_a_square_fills_the_picture_and_its_neighbour_is_cut_off():
    """Two degrees at the equator are square on a Mercator map: 92 of 100 pixels with margins of 4 per cent."""
    (alpha, beta), broad = flattened(SQUARES, ("AAA",), 300, 100)
    assert broad == 240
    (ring,) = alpha.rings
    xs, ys = zip(*ring, strict=True)
    assert (min(xs), max(xs)) == pytest.approx((74, 166), abs=0.1)
    assert (min(ys), max(ys)) == pytest.approx((4, 96), abs=0.1)
    assert alpha.label == pytest.approx((120, 50), abs=2)
    assert max(x for x, _ in beta.rings[0]) == 240


def test_a_darker_shade_is_a_higher_value(look, samples, regions, layer_rows):
    rows = land(draw(samples.shades, regions, look), layer_rows)
    assert rows["SRB"]["fill"] == look.accent
    against_paper = [contrast(rows[code]["fill"], look.background) for code in ("SRB", "HRV", "BIH", "XKX")]
    assert against_paper == sorted(against_paper, reverse=True)
    assert len(set(against_paper)) == 4


def test_the_span_is_the_readers_not_that_of_the_picture(look, samples, regions, layer_rows, words_of):
    chart = draw(samples.shades, regions, look, span=(-0.5, 1.2))
    assert land(chart, layer_rows)["SRB"]["fill"] != look.accent
    assert "−0.50 to 1.20" in words_of(chart)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [860, 350])
def test_words_can_be_read_and_stand_in_their_countries(world, samples, regions, layer_rows, dark, width):
    look = Look.of(world, dark)
    chart = draw(samples.shades, regions, look, width=width)
    rows = land(chart, layer_rows)
    names = next(rows for rows in layer_rows(chart, "text") if "Serbia" in {row["words"] for row in rows})
    inks = {row["words"]: row["ink"] for row in names}
    for code, row in rows.items():
        assert contrast(inks[look.name(code)], row["fill"]) >= 4.5, code
    flats, _ = flattened(regions, world.country_codes, width, 300)
    labels = {flat.code: flat.label for flat in flats if flat.code in look.order}
    assert labels["HRV"][1] < labels["SRB"][1] < labels["XKX"][1]
    assert labels["BIH"][0] < labels["SRB"][0]


def test_names_numbers_and_measure_are_written(look, samples, regions, words_of):
    words = words_of(draw(samples.shades, regions, look))
    assert {"Serbia", "Croatia", "Bosnia", "Kosovo*", "0.60", "0.40", "Holdings index", "0.00 to 0.60"} <= set(words)


def test_surroundings_are_grey_and_an_unknown_value_too(look, samples, regions, layer_rows):
    unknown = samples.shades.assign(value=lambda f: f["value"].where(f["country"] != "BIH", math.nan))
    chart = draw(unknown, regions, look)
    around = layer_rows(chart, "point")[0]
    assert {row["code"] for row in around} >= {"MNE", "ALB", "MKD", "HUN"}
    assert {row["fill"] for row in around} == {land(chart, layer_rows)["BIH"]["fill"]}


def test_outlines_are_paths_inside_the_picture(look, samples, regions, layer_rows):
    chart = draw(samples.shades, regions, look, width=350)
    spec = chart.to_dict()
    for rows in layer_rows(chart, "point"):
        for row in rows:
            numbers = [float(text) for text in re.findall(r"-?\d+\.\d+", row["path"])]
            assert row["path"].startswith("M") and row["path"].endswith("Z")
            assert min(numbers[::2]) >= 0 and max(numbers[::2]) <= spec["width"]
            assert min(numbers[1::2]) >= 0 and max(numbers[1::2]) <= spec["height"]


def test_only_rows_change_from_year_to_year(look, samples, regions):
    """The browser then keeps the picture and takes over the new rows: the map does not flicker while it plays."""
    one, other = (
        draw(samples.shades.assign(value=samples.shades["value"] * part), regions, look).to_dict() for part in (1, 0.5)
    )
    assert one.pop("datasets") != other.pop("datasets")
    assert one == other


def test_names_that_would_overlap_are_pushed_apart(world, regions, layer_rows):
    """Seven countries on a small map: the boxes of name and number, as wide as the name, do not meet."""
    every = world.joining(world.context_codes)
    look, codes = Look.of(every, False), every.country_codes
    values = pd.DataFrame({"country": codes, "value": 0.3, "words": "0.30"})
    rows = next(
        rows for rows in layer_rows(draw(values, regions, look, width=640), "text")
        if "Serbia" in {row["words"] for row in rows}
    )  # fmt: skip
    assert len(rows) == len(codes)
    for one, other in combinations(rows, 2):
        apart = abs(one["x"] - other["x"]) >= (text_width(one["words"], 14) + text_width(other["words"], 14)) / 2
        assert apart or abs(one["y"] - other["y"]) >= 30, (one["words"], other["words"])
