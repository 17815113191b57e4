"""Holdings against ceilings as native charts, worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.charts.theme import Look
from balance_model.exhibits import natives_ceilings
from balance_model.exhibits.native import whisker_words

ROWS = pd.DataFrame(
    [("Serbia", "SRB", 2020, 378.0, 948.0, 378 / 948), ("Serbia", "SRB", 2021, 393.0, 948.0, 393 / 948),
     ("Kosovo", "XKX", 2020, 0.0, math.nan, math.nan), ("Kosovo", "XKX", 2021, 5.0, math.nan, math.nan)],
    columns=["panel", "country", "year", "best", "ceiling", "share"],
)  # fmt: skip


@pytest.fixture(scope="module")
def look(world):
    return Look.of(world)


def test_one_class_has_a_line_a_country_and_a_dashed_ceiling_for_each_party(look):
    native = natives_ceilings.over_years(ROWS, by_class=True)(look)
    assert [(one.name, one.values, one.dashed) for one in native.series] == [
        ("Serbia", (378.0, 393.0), False), ("Kosovo*", (0.0, 5.0), False), ("Serbia, ceiling", (948.0, 948.0), True),
    ]  # fmt: skip
    assert native.series[0].colour == native.series[2].colour == look.colour("SRB")
    assert native.categories == ("2020", "2021")


def test_one_country_has_a_line_a_class_as_a_share_of_its_ceiling(look):
    classes = ROWS[ROWS["country"] == "SRB"].assign(panel=["Tanks", "Artillery"])
    native = natives_ceilings.over_years(classes, by_class=False)(look)
    (tanks, artillery) = native.series
    assert tanks.values == (pytest.approx(39.87342, abs=1e-5), None)
    assert artillery.values == (None, pytest.approx(41.45570, abs=1e-5))
    assert tanks.colour != artillery.colour


def test_a_country_without_ceilings_has_no_native_chart():
    assert natives_ceilings.over_years(ROWS[ROWS["country"] == "XKX"], by_class=False) is None


def test_told_numbers_stand_beside_this_data_and_the_ceiling(look):
    rows = pd.DataFrame([("Serbia", "2019 declared", 464, 378.0, 948.0)],
                        columns=["block", "lane", "holding", "best", "ceiling"])  # fmt: skip
    native = natives_ceilings.declared(rows, look)
    assert native.categories == ("Serbia, 2019 declared",)
    assert [one.values for one in native.series] == [(464.0,), (378.0,), (948.0,)]


AGAINST = pd.DataFrame(
    [("Tanks", "SRB", 0.4, 0.3, 0.6, "treaty", "400 of 1,000"),
     ("Tanks", "XKX", math.nan, math.nan, math.nan, None, "none, no ceiling: not a party"),
     ("Guns", "SRB", 1.1, 0.9, 1.33, "inferred", "11 of 10 (inferred)")],
    columns=["block", "country", "share", "share_low", "share_high", "basis", "words"],
)  # fmt: skip


def test_bars_against_the_ceiling_have_ranges_units_and_a_line(look):
    native = natives_ceilings.against(AGAINST)(look)
    (serbia,) = native.series
    assert serbia.values == pytest.approx((40, 110))
    assert (serbia.low80, serbia.high80) == (pytest.approx((30, 90)), pytest.approx((60, 133)))
    assert serbia.labels == ("400 of 1,000", "11 of 10 (inferred)")
    assert (native.limit, native.limit_name, native.high) == (100, "100 %: the ceiling", 140)
    assert whisker_words(native) == ("down to low", "up to high")
    assert native.reading == (
        "Bar: best estimate; whiskers: low to high, every range at one end. (inferred): a ceiling that was read in no "
        "source. Kosovo*: no ceiling, not a party."
    )


def test_without_any_ceiling_there_is_no_native_chart():
    assert natives_ceilings.against(AGAINST[AGAINST["country"] == "XKX"]) is None
