"""Spending by measure against published figures and by hand; gaps stay gaps."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from balance_model.analysis import spending
from balance_model.domain import Rate, Spending
from balance_model.records.world import load_world

WORLD = load_world()
FOUR = ("SRB", "HRV", "BIH", "XKX")


def row(country, year, usd, series="sipri_main", **cells):
    usual = {"usd_constant_m": None, "constant_base_year": None, "lcu_m": None, "lcu": None, "share_gdp_pct": None,
             "kind": "actual", "source_ids": ("worked-example",), "note": None}  # fmt: skip
    return Spending(country=country, year=year, series=series, usd_current_m=usd, **(usual | cells))


@pytest.fixture
def made(tiny_world):
    """Return a world of two countries: AAA has 100, 110, nothing, 130; BBB has two figures for one year."""
    rows = (
        row("AAA", 2020, 100.0, usd_constant_m=120.0, constant_base_year=2024),
        row("AAA", 2021, 110.0),
        row("AAA", 2023, 130.0, kind="budget"),
        row("BBB", 2020, None, lcu_m=40.0, lcu="EUR"),
        row("BBB", 2021, 60.0),
        row("BBB", 2021, 66.0),
        row("AAA", 2024, None, "national_budget", lcu_m=200.0, lcu="EUR", kind="budget"),
        row("AAA", 2022, 1.0, "national_budget", kind="budget"),
        row("AAA", 2025, 9.0, "political_statement", kind="estimate"),
    )
    rate = Rate(pair="EURUSD", year=2020, rate=1.25, unit="USD per EUR", source_ids=("worked-example",), note=None)
    return tiny_world.model_copy(update={"spending": rows, "fx": (rate,)})


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("nominal", 2781.3),
        ("constant", 2554.01),
        ("local", 288940.466),
        ("gdp_share", 2.755),
        ("euro", 2461.33),  # 2781.3 / 1.13
        ("per_head", 414.25),  # 2,781,300,000 / 6,714,098 people
    ],
)
def test_serbia_in_2025_by_every_measure(measure, value):
    assert spending.amount(WORLD, "SRB", 2025, measure) == pytest.approx(value, rel=1e-4)


def test_a_series_without_dollars_is_changed_at_the_rate_of_the_year():
    """HRV national budget 2026: EUR 1,626.034 m times 1.1568 = USD 1,881.0 m; in euro it is as published."""
    assert spending.amount(WORLD, "HRV", 2026, "nominal", "national_budget") == pytest.approx(1880.996, abs=1e-3)
    assert spending.amount(WORLD, "HRV", 2026, "euro", "national_budget") == pytest.approx(1626.034)
    assert math.isnan(spending.amount(WORLD, "HRV", 2026, "constant", "national_budget"))


def test_a_gap_is_a_row_without_a_value(made):
    table = spending.points(made, ["AAA"], "nominal", "sipri_main", 2020, 2023)
    assert table["value"].tolist()[:2] == [100.0, 110.0]
    assert math.isnan(table["value"].iloc[2])
    assert spending.gaps(table) == {"AAA": [2022]}


def test_several_figures_for_a_year_all_stand_there_and_the_first_makes_the_line(made):
    table = spending.points(made, ["BBB"], "nominal", "sipri_main", 2021, 2021)
    assert table[["value", "line"]].values.tolist() == [[60.0, True], [66.0, False]]
    assert spending.amount(made, "BBB", 2021) == 60.0


def test_indexed_to_the_base_year(made):
    """110 / 100 and 130 / 100; BBB: 60 over 40 EUR at 1.25 = 50."""
    table = spending.indexed(spending.points(made, ["AAA", "BBB"], "nominal", "sipri_main", 2020, 2023), 2020)
    found = table[table["line"]].set_index(["country", "year"])["value"]
    assert found["AAA", 2020] == 100
    assert found["AAA", 2021] == pytest.approx(110)
    assert found["AAA", 2023] == pytest.approx(130)
    assert found["BBB", 2021] == pytest.approx(120)


def test_without_a_figure_in_the_base_year_nothing_is_indexed(made):
    table = spending.indexed(spending.points(made, ["AAA"], "nominal", "sipri_main", 2020, 2023), 2022)
    assert table["value"].isna().all()


@pytest.mark.parametrize("measure", spending.MEASURES)
@pytest.mark.parametrize("country", [country.code for country in WORLD.countries])
def test_2020_is_100_for_everyone(country, measure):
    table = spending.indexed(spending.points(WORLD, [country], measure, "sipri_main", 2012, 2025), 2020)
    assert table[table["year"] == 2020]["value"].tolist() == [100.0]


def test_a_sum_ends_at_a_gap(made):
    """100, 100 + 110, and from 2022 on nobody knows."""
    table = spending.cumulative(spending.points(made, ["AAA"], "nominal", "sipri_main", 2020, 2023), 2020)
    assert table["value"].tolist()[:2] == [100.0, 210.0]
    assert table["value"].iloc[2:].isna().all()


def test_the_sum_since_2020_of_kosovo():
    """Local currency (EUR): 69.276 in 2020, and each later year of the record added to it."""
    own = [r for r in WORLD.spending if (r.country, r.series) == ("XKX", "sipri_main") and r.year >= 2020]
    total = math.fsum(r.lcu_m for r in own)
    table = spending.cumulative(spending.points(WORLD, ["XKX"], "local", "sipri_main", 2020, 2025), 2020)
    assert table["value"].iloc[0] == pytest.approx(69.276)
    assert table["value"].iloc[-1] == pytest.approx(total)


def test_later_budgets_are_of_another_series_and_later_than_the_main_one(made):
    """AAA's main series ends in 2023: its budget of 2022 and the statement of 2025 are left out."""
    table = spending.later_budgets(made, ["AAA", "BBB"], "euro", "sipri_main", 2020, 2030)
    assert table[["country", "year", "series", "value"]].values.tolist() == [["AAA", 2024, "National budget", 200.0]]
    assert not table["line"].any()
    assert spending.later_budgets(made, ["AAA"], "euro", "sipri_main", 2025, 2030).empty


def test_the_budgets_of_2026_are_there_for_the_four():
    table = spending.later_budgets(WORLD, FOUR, "local", "sipri_main", 2012, 2026)
    assert dict(zip(table["country"], table["value"], strict=True)) == {
        "SRB": 277012.345, "HRV": 1626.034, "BIH": 810.0, "XKX": 212.7,
    }  # fmt: skip
    assert set(table["year"]) == {2026}


def test_revisions_of_2024_as_the_notes_give_them():
    """+3 % Serbia, +6 % Croatia, none for Bosnia and Kosovo, -15 % for North Macedonia (research notes, section 8)."""
    moved = spending.revisions(WORLD, [*FOUR, "MKD"])[2024]
    assert {code: round(change) for code, change in moved} == {"SRB": 3, "HRV": 6, "BIH": 0, "XKX": 0, "MKD": -15}


def test_series_have_names_and_prices_a_base_year():
    names = spending.series_names(WORLD)
    assert next(iter(names)) == "sipri_main"
    assert names["nato_definition"] == "NATO definition"
    assert spending.base_years(WORLD, FOUR, "sipri_main") == [2024]


def test_nobody_chosen_gives_an_empty_table():
    assert spending.points(WORLD, [], "nominal", "sipri_main", 2012, 2025).empty
    assert isinstance(spending.points(WORLD, [], "nominal", "sipri_main", 2012, 2025), pd.DataFrame)
