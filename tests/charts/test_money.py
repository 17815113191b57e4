"""Cost against budget, and value for money."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.charts.money import against_budget, value_for_money

NAN = float("nan")
COSTS = pd.DataFrame(
    {
        "year": [2027, 2028, 2029],
        "cost": [0.0, 90.0, 60.0],
        "cost_low": [0.0, 70.0, 50.0],
        "cost_high": [0.0, 120.0, 90.0],
        "upkeep": [0.0, 0.0, 4.5],
        "upkeep_low": [0.0, 0.0, 3.5],
        "upkeep_high": [0.0, 0.0, 6.0],
        "budget": [80.0, 80.0, NAN],
        "basis": ["planned", "held at last known year", "not known"],
    }
)
BOUGHT = pd.DataFrame(
    {
        "item": ["Croatia buys 8 HIMARS, 2029", "Kosovo* buys 6,000 Skydagger, 2028", "Serbia buys 4 Pantsir, 2030"],
        "country": ["HRV", "XKX", "SRB"],
        "per_100m_low": [0.010, -0.002, NAN],
        "per_100m_best": [0.015, -0.001, NAN],
        "per_100m_high": [0.025, 0.004, NAN],
        "words": ["+0.015 per EUR 100 m; rank 2", "−0.001 per EUR 100 m; rank 4", "no price known; rank 1"],
    }
)


def rows_of(spec, **wanted):
    """Layers whose mark has these properties, with their rows."""
    found = [layer for layer in spec["layer"] if wanted.items() <= layer["mark"].items()]
    return [(layer["encoding"], spec["datasets"][layer["data"]["name"]]) for layer in found]


def test_running_cost_stands_on_the_payments(look):
    spec = against_budget(COSTS, "HRV", look, "Title", "Subtitle").to_dict()
    (place, rows), *_ = rows_of(spec, type="rect", opacity=0.45)
    assert (place["y"]["field"], place["y2"]["field"]) == ("cost", "total")
    assert [row["total"] for row in rows] == [0.0, 90.0, 64.5]
    assert [(row["low"], row["high"]) for row in rows] == [(0.0, 0.0), (70.0, 120.0), (53.5, 96.0)]


def test_a_budget_that_is_not_known_has_no_line(look):
    spec = against_budget(COSTS, "HRV", look, "Title", "Subtitle").to_dict()
    ((_, rows),) = rows_of(spec, strokeCap="square")
    assert [row["year"] for row in rows] == [2027, 2028]


@pytest.mark.parametrize("width", [360, 860])
def test_budget_words_and_years(look, words_of, width):
    words = words_of(against_budget(COSTS, "HRV", look, "Title", "Subtitle", width))
    for text in ("Payments", "Running cost of what was bought", "Budget for new equipment", "2028", "Title"):
        assert text in words


def test_nothing_bought_still_draws_the_budget(look, words_of):
    nothing = COSTS.assign(
        **dict.fromkeys(["cost", "cost_low", "cost_high", "upkeep", "upkeep_low", "upkeep_high"], 0.0)
    )
    assert "Payments" in words_of(against_budget(nothing, "SRB", look, "Title", "Subtitle"))
    neither = nothing.assign(budget=NAN)
    assert "Payments" in words_of(against_budget(neither, "SRB", look, "Title", "Subtitle"))


@pytest.mark.parametrize("width", [360, 860])
def test_every_purchase_has_its_name_and_words(look, words_of, width):
    drawn = "".join(words_of(value_for_money(BOUGHT, look, "Title", "Subtitle", width))).replace(" ", "")
    for text in (*BOUGHT["item"], *BOUGHT["words"]):
        assert text.replace(" ", "") in drawn


def test_a_purchase_without_price_has_no_dot(look):
    spec = value_for_money(BOUGHT, look, "Title", "Subtitle").to_dict()
    ((_, dots),) = rows_of(spec, type="circle")
    assert [row["country"] for row in dots] == ["HRV", "XKX"]
    (line,) = [place for place, _ in rows_of(spec, type="rule", strokeWidth=3)]
    assert (line["x"]["field"], line["x2"]["field"]) == ("per_100m_low", "per_100m_high")
    assert line["x"]["scale"]["domain"] == [-0.002, 0.025]


def test_no_price_at_all_still_makes_a_picture(look, words_of):
    none = BOUGHT.assign(per_100m_low=NAN, per_100m_best=NAN, per_100m_high=NAN)
    assert "no price known; rank 1" in words_of(value_for_money(none, look, "Title", "Subtitle"))


def test_the_picture_grows_with_its_rows(look):
    one, three = (value_for_money(rows, look, "T", "S").to_dict()["height"] for rows in (BOUGHT.iloc[:1], BOUGHT))
    assert three - one >= 2 * 26
