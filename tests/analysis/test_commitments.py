"""What deals are worth and when it falls due: by hand, and back to the published value."""

from __future__ import annotations

import math

import pytest

from balance_model.analysis import commitments
from balance_model.analysis.commitments import by_year, deal_rows, left_out, money_lines, price_year
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world

WORLD = load_world()
BASELINE = load_scenario("baseline", WORLD)
ALL = deal_rows(WORLD, BASELINE, every=True)


def only(name):
    return ALL[ALL["deal_id"] == name]


def test_rafale_from_the_contract_to_the_last_delivery():
    """EUR 2,745 m, contract 2024, last delivery 2029: six years of 457.5."""
    rows = by_year(only("srb-rafale-2024"))
    assert rows["year"].tolist() == [2024, 2025, 2026, 2027, 2028, 2029]
    assert rows["euro"].tolist() == pytest.approx([457.5] * 6)


def test_rafale_over_the_years_of_delivery():
    """2028 and 2029: two years of 1,372.5."""
    rows = by_year(only("srb-rafale-2024"), "delivery")
    assert dict(zip(rows["year"], rows["euro"], strict=True)) == pytest.approx({2028: 1372.5, 2029: 1372.5})


def test_a_value_in_dollars_has_the_rate_of_its_year():
    """USD 1,630 m of 2025 at 1.13: EUR 1,442.48 m."""
    row = only("srb-elbit-2025-rockets").iloc[0]
    assert (row["amount"], row["currency"], row["year"], row["year_is"]) == (1630, "USD", 2025, "contract")
    assert row["euro"] == pytest.approx(1442.478, abs=1e-3)
    assert row["dollar"] == 1630
    assert row["rate"] == "1.13 USD per EUR (2025)"


@pytest.mark.parametrize("spread", ["contract", "delivery"])
@pytest.mark.parametrize("name", ALL[ALL["euro"].notna() & ~ALL["gift"]]["deal_id"])
def test_the_years_sum_back_to_the_value(name, spread):
    own = only(name)
    assert math.fsum(by_year(own, spread)["euro"]) == pytest.approx(own["euro"].iloc[0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("srb-rafale-2024", (2024, "contract")),
        ("hrv-uh60m-2019", (2019, "announcement")),  # announced 2019-10, no contract date
        ("srb-mig29-modernisation", (2018, "first delivery")),  # neither date
    ],
)
def test_the_year_of_the_prices(name, expected):
    assert price_year(WORLD.deal[name]) == expected


def test_gifts_and_deals_without_a_value_are_in_no_sum_but_listed():
    rows = by_year(ALL)
    unpriced, gifts = left_out(ALL)
    assert set(rows["deal_id"]).isdisjoint({*unpriced["deal_id"], *gifts["deal_id"]})
    assert len(unpriced) + len(gifts) + rows["deal_id"].nunique() == len(ALL)
    assert "srb-t72b1ms-donation" in set(gifts["deal_id"])
    assert unpriced["euro"].isna().all()


def test_cancelled_deals_are_never_there_and_others_only_where_they_count():
    names = set(ALL["deal_id"])
    assert "bih-bell412-2024" not in names
    counted = set(deal_rows(WORLD, BASELINE)["deal_id"])
    assert counted < names
    assert "xkx-blackhawk-plan" in names - counted
    without = altered(BASELINE, {"deals": {"srb-rafale-2024": {"include": False}}}, WORLD)
    assert counted - set(deal_rows(WORLD, without)["deal_id"]) == {"srb-rafale-2024"}


def test_years_are_those_of_the_contract():
    names = set(commitments.between(ALL, 2024, 2024)["deal_id"])
    assert {"srb-rafale-2024", "hrv-himars-2024"} <= names
    assert "hrv-rafale-2021" not in names


def test_money_without_units_is_listed_line_by_line():
    """Six domestic packages and plants of Serbia with the published sums; no row holds a total."""
    lines = money_lines(WORLD, ["SRB"])
    assert {1250.0, 700.0, 300.0, 186.0, 142.0, 100.0} <= set(lines["amount"].dropna())
    assert lines["amount"].max() == 1250.0
    assert set(lines["country"]) == {"SRB"}
