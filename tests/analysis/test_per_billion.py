"""Gains for each billion: the gain by two runs of the model, the money by hand, the range in order."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.per_billion import bought, per_billion
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world

WORLD = load_world()
BASELINE = load_scenario("baseline", WORLD)
INDEX, STRENGTH = per_billion(WORLD, BASELINE, 2030)


def test_kosovo_gains_by_its_one_priced_deal():
    """Javelin 2024: USD 75 m at 1.0824 = EUR 69.29 m; the index with it less that without, times 1,000 / 69.29."""
    without = altered(BASELINE, {"deals": {"xkx-javelin-2024": {"include": False}}}, WORLD)
    at = WORLD.country_codes.index("XKX"), WORLD.years.index(2030)
    gain = assess(WORLD, BASELINE).score[at] - assess(WORLD, without).score[at]
    row = INDEX.set_index("country").loc["XKX"]
    assert (row["deals"], row["cost"]) == (1, pytest.approx(69.290, abs=1e-3))
    assert row["gain"] == pytest.approx(gain)
    assert row["per_billion"] == pytest.approx(gain * 1000 / 69.29, rel=1e-4)


def test_the_range_of_the_cost_is_that_of_the_dollar():
    """USD 75 m, contract (announced) 2024 to 2027: rates 1.0824, 1.13, 1.1568, none for 2027."""
    row = bought(WORLD, BASELINE, 2030).set_index("deal_id").loc["xkx-javelin-2024"]
    assert row["cost_high"] == pytest.approx(75 / 1.0824)
    assert row["cost_low"] == pytest.approx(75 / 1.1568)


def test_a_value_in_euro_has_no_range():
    row = bought(WORLD, BASELINE, 2030).set_index("deal_id").loc["srb-rafale-2024"]
    assert row["cost_low"] == row["cost_high"] == row["euro"] == 2745


@pytest.mark.parametrize("table", [INDEX, STRENGTH], ids=["index", "strength"])
def test_low_best_and_high_stand_in_order(table):
    assert (table["per_billion_low"] <= table["per_billion"] + 1e-9).all()
    assert (table["per_billion"] <= table["per_billion_high"] + 1e-9).all()
    assert (table["cost_low"] <= table["cost"] + 1e-9).all()
    assert (table["cost"] <= table["cost_high"] + 1e-9).all()


def test_strength_is_the_sum_of_the_ledger():
    """Strength in a category of systems of that category, with all these deals less without, from the ledger."""
    ids = bought(WORLD, BASELINE, 2030)["deal_id"]
    without = altered(BASELINE, {"deals": {name: {"include": False} for name in ids}}, WORLD)
    home = {row.system_id: row.category for row in WORLD.systems}
    sums = []
    for scenario in (BASELINE, without):
        ledger = assess(WORLD, scenario).ledger()
        own = ledger[(ledger["year"] == 2030) & (ledger["system_id"].map(home) == ledger["category"])]
        sums.append(own.groupby(["country", "category"])["strength"].sum())
    gain = sums[0].sub(sums[1], fill_value=0.0)
    found = STRENGTH.set_index(["country", "category"])["gain"]
    assert np.allclose(found, [gain[key] for key in found.index])


def test_deals_due_later_gifts_and_those_without_a_value_are_left_out():
    ids = set(bought(WORLD, BASELINE, 2027)["deal_id"])
    assert "srb-rafale-2024" not in ids  # last delivery 2029
    assert "hrv-rafale-2021" in ids
    assert "srb-t72b1ms-donation" not in ids
    late = altered(BASELINE, {"deals": {"xkx-javelin-2024": {"delay": 5}}}, WORLD)
    assert "xkx-javelin-2024" not in set(bought(WORLD, late, 2030)["deal_id"])


def test_nothing_counted_gives_empty_tables():
    nothing = altered(BASELINE, {"deals": {row.deal_id: {"include": False} for row in WORLD.deals}}, WORLD)
    index, strength = per_billion(WORLD, nothing, 2030)
    assert index.empty
    assert strength.empty
