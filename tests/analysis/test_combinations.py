"""Every combination of changes gives what a run of the model with these changes gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance_model.analysis import combinations
from balance_model.analysis.changes import changes
from balance_model.analysis.combinations import has_weight, index_by_combination, made
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario
from tests.laws import strategies as some

TINY = Path(__file__).parents[1] / "tiny"
YEAR = 2030


def run_each(world, base, causes, masks):
    """The index by a run of the whole model for each set of causes."""
    at = world.years.index(YEAR)
    nothing = np.zeros(len(world.country_codes))
    mixed = [made(base, causes, int(mask)) for mask in masks]
    return np.array([assess(world, one).score[:, at] if has_weight(world, one) else nothing for one in mixed])


def check(world, base, scenario, most_runs):
    causes = [(change,) for change in changes(base, scenario, world)]
    table = index_by_combination(world, base, causes, YEAR)
    assert len(table) == 2 ** len(causes)
    masks = np.unique(np.linspace(0, len(table) - 1, most_runs).astype(int))
    assert np.abs(table[masks] - run_each(world, base, causes, masks)).max() <= 1e-12
    return table


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_changes_of_the_tiny_world(tiny_world, data):
    base = load_scenario("baseline", tiny_world, folder=TINY)
    one, other = (altered(base, data.draw(some.changes(tiny_world)), tiny_world) for _ in range(2))
    if len(changes(one, other, tiny_world)) <= 12:
        check(tiny_world, one, other, most_runs=64)


def pieces(world):
    """Twelve changes of every kind that meet in the same countries and systems."""
    deals = [deal.deal_id for deal in world.deals if deal.best > deal.delivered and deal.country == "SRB"]
    return {
        "crossing": {
            "evidence": "published",
            "statuses": ["in_delivery", "contracted", "planned"],
            "weights": {"drones": 70.0},
            "dials": {"crew": 0.7, "crew@SRB": 0.9, "slip_years@HRV": 2.0, "ramp.drones": 2.0, "rho": 0.3,
                      "age_rate": 0.02},
            "options": {"shortage": True},
            "deals": {key: {"delay": 2} for key in deals[:2]},
        },
        "separate": {"deals": {deal.deal_id: {"include": False} for deal in world.deals[:12]}},
        "values alone": {"dials": {row.id: row.high for row in world.dials if row.group == "half"},
                         "options": {"form": "linear", "counters": True}},
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["crossing", "separate", "values alone"])
def test_twelve_changes_of_the_real_data(world, kind):
    base = load_scenario("baseline", world)
    other = altered(base, pieces(world)[kind], world)
    assert len(changes(base, other, world)) == 12
    table = check(world, base, other, most_runs=40)
    assert np.ptp(table) > 0


def test_many_changes_of_one_system_are_run_in_a_world_of_its_own(world, monkeypatch):
    """Purchases and a retirement of the same launchers depend on each other; the rest of the world does not."""
    monkeypatch.setattr(combinations, "FEW", 2)
    buy = {"country": "XKX", "system_id": "javelin", "first_year": 2027, "last_year": 2029}
    change = {
        "purchases": [buy | {"quantity": number} for number in (5, 10, 20)],
        "retirements": [{"country": "XKX", "system_id": "javelin", "quantity": 30, "year": 2028}],
        "deals": {"xkx-javelin-2024": {"include": False}, "srb-rafale-2024": {"delay": 3}},
        "dials": {"readiness.active@XKX": 0.5},
    }
    base = load_scenario("kosovo_surge", world)
    check(world, base, altered(base, change, world), most_runs=64)


def test_twelve_separate_changes_need_two_runs(world, monkeypatch):
    """Causes that meet nowhere are tried together, which is what makes twelve of them quick."""
    runs = []
    real = combinations.usable_units
    monkeypatch.setattr(combinations, "usable_units", lambda *args: runs.append(args) or real(*args))
    base = load_scenario("baseline", world)
    other = altered(base, pieces(world)["separate"], world)
    causes = [(change,) for change in changes(base, other, world)]
    index_by_combination(world, base, causes, YEAR)
    assert len(runs) <= 4


def test_a_combination_without_any_weight_scores_nothing(world):
    """Shortage takes the weight of enablers away: with the old weights and the new option none is left."""
    enabler = sorted({row.enabler for row in world.shortage})[0]
    none = dict.fromkeys(world.category_ids, 0.0)
    base = altered(load_scenario("baseline", world), {"weights": none | {enabler: 1.0}}, world)
    change = {"weights": none | {"drones": 1.0}, "options": {"shortage": True}}
    table = check(world, base, altered(base, change, world), most_runs=4)
    assert (table[1] == 0).all()
    assert (table[[0, 2, 3]] > 0).any(axis=1).all()
