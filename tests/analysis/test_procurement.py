"""Money by hand: one option of four tanks at 8, 10 and 16 million EUR, one launch vehicle at 20, 25 and 50."""

from __future__ import annotations

from math import isnan

import pytest

from balance_model.analysis import procurement
from balance_model.domain import Rate, Spending
from balance_model.records.scenarios import altered, load_scenario

TANKS = {
    "country": "BBB", "system_id": "tank", "quantity": 8, "first_year": 2027, "last_year": 2028,
    "option_id": "tank-four",
}  # fmt: skip
LAUNCHERS = {
    "country": "BBB", "system_id": "launcher", "quantity": 5, "first_year": 2028, "last_year": 2028,
    "unit_cost_m": 3,
}  # fmt: skip


def spent(year: int, usd: float, kind: str = "actual", series: str = "sipri_main") -> Spending:
    return Spending(
        country="BBB", year=year, series=series, usd_current_m=usd, usd_constant_m=None, constant_base_year=None,
        lcu_m=None, lcu=None, share_gdp_pct=None, kind=kind, source_ids="worked-example", note=None,
    )  # fmt: skip


@pytest.fixture
def rich(tiny_world):
    """Return the tiny world with spending of Beta, a gap in 2022, and rates of 1.25 and 1.0 dollars a euro."""
    rates = {2020: 1.25, 2021: 1.25, 2022: 1.0, 2023: 1.0}
    return tiny_world.model_copy(
        update={
            "spending": (
                spent(2020, 100), spent(2021, 150), spent(2023, 200, "budget"), spent(2025, 900),
                spent(2022, 999, series="national_budget"),
            ),
            "fx": tuple(
                Rate(pair="EURUSD", year=year, rate=rate, unit="USD per EUR", source_ids="worked-example", note=None)
                for year, rate in rates.items()
            ),
        }
    )  # fmt: skip


def with_items(world, worked, **change):
    return altered(worked, change, world)


def test_payments_are_spread_evenly_over_the_years_of_delivery(tiny_world, worked):
    """Eight tanks are two options: 16, 20 and 32 in two years; five launchers at 3 are 15 at once."""
    scenario = with_items(tiny_world, worked, purchases=[TANKS, LAUNCHERS])
    table = procurement.cost_by_year(tiny_world, scenario, "BBB")
    assert table.origin.tolist() == ["purchase:1", "purchase:1", "purchase:2"]
    assert table.year.tolist() == [2027, 2028, 2028]
    assert table.cost_low.tolist() == [8, 8, 15]
    assert table.cost_best.tolist() == [10, 10, 15]
    assert table.cost_high.tolist() == [16, 16, 15]
    assert table["item"].tolist()[0] == "Beta buys 8 Armour, 2027–2028"
    assert procurement.cost_by_year(tiny_world, scenario, "AAA").empty


def test_a_price_of_the_scenario_goes_before_the_catalogue(tiny_world, worked):
    scenario = with_items(tiny_world, worked, purchases=[TANKS | {"unit_cost_m": 2}])
    assert procurement.price(tiny_world, scenario.purchases[0]) == (16, 16, 16)


def test_what_has_no_price_is_a_gap_and_is_counted(tiny_world, worked):
    unknown = {key: value for key, value in TANKS.items() if key != "option_id"}
    scenario = with_items(tiny_world, worked, purchases=[unknown, LAUNCHERS])
    assert procurement.cost_by_year(tiny_world, scenario, "BBB").cost_best.isna().tolist() == [True, True, False]
    table = procurement.running(tiny_world, scenario, "BBB").set_index("year")
    assert table.cost[[2027, 2028]].tolist() == [0, 15]
    assert table.unpriced[[2026, 2027, 2028, 2035]].tolist() == [0, 1, 1, 1]
    (first, _) = procurement.buys(tiny_world, scenario, 2030).itertuples()
    assert isnan(first.cost_best) and isnan(first.per_100m_best) and first.gain > 0


def test_the_budget_is_a_share_of_spending_in_euro_and_gaps_stay_gaps(rich):
    """100 / 1.25 = 80, 150 / 1.25 = 120, nothing for 2022, 200 / 1 = 200; 2025 has no rate; then flat."""
    table = procurement.budget_by_year(rich, "BBB", 25).set_index("year")
    assert table.budget[[2020, 2021, 2023, 2024, 2035]].tolist() == [20, 30, 50, 50, 50]
    assert isnan(table.budget[2022])
    assert table.basis[[2020, 2022, 2023, 2024]].tolist() == [
        "spent",
        "not known",
        "planned",
        "held at last known year",
    ]
    assert procurement.budget_by_year(rich, "BBB", 50).set_index("year").budget[2020] == 40
    assert set(procurement.budget_by_year(rich, "AAA", 25).basis) == {"not known"}


def test_payments_and_upkeep_against_the_budget(rich, worked):
    """Budget 10 % of 200: 20. Paid 10, then 25; upkeep 5 % of what was paid before: 0.5, then 1.75 for good."""
    dials = {"procurement_share@BBB": 10, "procurement_share": 40, "upkeep_share": 5}
    scenario = with_items(rich, worked, purchases=[TANKS, LAUNCHERS], dials=dials)
    table = procurement.running(rich, scenario, "BBB").set_index("year")
    years = [2026, 2027, 2028, 2029, 2035]
    assert table.cost[years].tolist() == [0, 10, 25, 0, 0]
    assert table.upkeep[years].tolist() == pytest.approx([0, 0, 0.5, 1.75, 1.75])
    assert table.upkeep_low[2029] == pytest.approx(0.05 * (16 + 15))
    assert table.upkeep_high[2029] == pytest.approx(0.05 * (32 + 15))
    assert table.budget[2028] == 20
    assert table.over[years].tolist() == [False, False, True, False, False]


def test_late_deliveries_do_not_move_payments(tiny_world, worked):
    late = with_items(tiny_world, worked, purchases=[TANKS], dials={"slip_years": 3})
    assert procurement.cost_by_year(tiny_world, late, "BBB").year.tolist() == [2027, 2028]


def test_what_a_purchase_buys(tiny_world, worked):
    """Beta has 20 tanks, H is 40, weight 0.2: 20/60 becomes 28/68 with eight more, for 16, 20 or 32 million.

    Alpha leads with or without them: 0.4492 against 0.3467.
    """
    (row,) = procurement.buys(tiny_world, with_items(tiny_world, worked, purchases=[TANKS]), 2030).itertuples()
    gain = 0.2 * (28 / 68 - 20 / 60)
    assert row.gain == pytest.approx(gain)
    assert (row.per_100m_low, row.per_100m_best, row.per_100m_high) == pytest.approx(
        (100 * gain / 32, 100 * gain / 20, 100 * gain / 16)
    )
    assert (row.rank_before, row.rank_after) == (2, 2)
    assert isnan(row.cost_per_rank)
    alpha = 0.3 * 12 / 32 + 0.3 * 0.5 + 0.2 * 0.6 + 0.2 * 10 / 30
    beta = 0.3 * 0.6 + 0.3 / 3 + 0.2 * 20 / 60
    assert row.to_next == pytest.approx(alpha - beta - gain)


def test_a_rank_gained_has_a_price(tiny_world, worked):
    """Sixty launch vehicles take Beta past Alpha for 60 times 25 million."""
    many = {"country": "BBB", "system_id": "sam", "quantity": 60, "first_year": 2026, "last_year": 2026,
            "option_id": "sam-one"}  # fmt: skip
    (row,) = procurement.buys(tiny_world, with_items(tiny_world, worked, purchases=[many]), 2030).itertuples()
    assert (row.rank_before, row.rank_after) == (2, 1)
    assert row.cost_per_rank == 1500
    assert isnan(row.to_next)


def test_each_gain_is_with_the_other_changes_in_place(tiny_world, worked):
    scenario = with_items(tiny_world, worked, purchases=[TANKS, TANKS])
    one, other = procurement.buys(tiny_world, scenario, 2030).gain
    assert one == other == pytest.approx(0.2 * (36 / 76 - 28 / 68))


def test_nothing_bought_is_an_empty_table_and_no_cost(tiny_world, worked):
    assert procurement.buys(tiny_world, worked, 2030).empty
    table = procurement.running(tiny_world, worked, "BBB")
    assert table.cost.sum() == table.upkeep.sum() == 0
    assert not table.over.any()


def test_a_modernisation_is_paid_in_its_year(world):
    item = {"country": "SRB", "system_id": "m-84", "to_system_id": "m-84as", "quantity": 30, "year": 2028,
            "unit_cost_m": 2.5}  # fmt: skip
    scenario = altered(load_scenario("baseline", world), {"modernisations": [item]}, world)
    (row,) = procurement.cost_by_year(world, scenario, "SRB").itertuples()
    assert (row.kind, row.origin, row.year, row.cost_best) == ("modernisation", "modernisation:1", 2028, 75)


def test_a_quarter_of_the_spending_of_kosovo_in_euro(world):
    """SIPRI: 234.5 million dollars in 2025 at 1.13 dollars a euro."""
    row = procurement.budget_by_year(world, "XKX", 25).set_index("year").loc[2025]
    assert row.budget == pytest.approx(234.5 / 1.13 / 4)
    assert row.basis == "planned"


def test_money_until_a_year_begins_after_the_data(rich, worked):
    """A quarter of 200 in each year from 2026 on; nothing is known of Alpha."""
    assert procurement.money_until(rich, worked, "BBB", 2028) == 3 * 50
    assert procurement.money_until(rich, worked, "BBB", 2025) == 0
    assert procurement.money_until(rich, worked, "AAA", 2028) == 0
