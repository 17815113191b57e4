"""Single assumptions and their ends."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from balance_model.analysis.assumptions import assumptions, status_steps, with_dial, with_share
from balance_model.analysis.changes import changes
from balance_model.core.assess import assess
from balance_model.records.scenario import Scenario, dial_value
from balance_model.records.scenarios import altered, load_scenario


@pytest.fixture(scope="module")
def baseline(world) -> Scenario:
    return load_scenario("baseline", world)


def shares(scenario):
    whole = sum(weight for _, weight in scenario.weights)
    return {name: weight / whole for name, weight in scenario.weights if weight}


def test_every_dial_of_the_result_is_there_and_none_of_money_or_of_futures(world, baseline):
    ids = {one.id for one in assumptions(world, baseline)}
    assert {"money", "chance"} < {row.group for row in world.dials}
    for row in world.dials:
        moves = row.group not in {"money", "chance"}
        assert (row.id in ids) == moves
        for code in world.country_codes:
            assert (f"{row.id}@{code}" in ids) == (moves and row.scope == "country")


def test_no_dial_left_out_moves_an_index(world, baseline):
    now, ids = assess(world, baseline).score, {one.id for one in assumptions(world, baseline)}
    for row in world.dials:
        if row.id not in ids:
            for value in (row.low, row.high):
                assert np.array_equal(assess(world, with_dial(baseline, row.id, value)).score, now), row.id


def test_the_other_assumptions_are_there(world, baseline):
    ids = {one.id for one in assumptions(world, baseline)}
    assert {"evidence", "statuses"} <= ids
    assert {f"weight.{name}" for name in world.category_ids} <= ids


def test_an_end_changes_one_thing_and_nothing_else(world, baseline):
    for one in assumptions(world, baseline):
        for end in (one.low, one.high):
            assert len(changes(baseline, end.scenario, world)) <= 1, one.id
            assert end.scenario.year == baseline.year


def test_the_ends_of_a_dial_are_those_of_its_row(world, baseline):
    found = {one.id: one for one in assumptions(world, baseline)}
    row = world.dial["readiness.active"]
    one = found["readiness.active@SRB"]
    assert dial_value(world, one.low.scenario, row.id, "SRB") == row.low
    assert dial_value(world, one.high.scenario, row.id, "SRB") == row.high
    assert dial_value(world, one.high.scenario, row.id, "HRV") == row.default
    assert (one.low.words, one.now, one.high.words) == ("0.45", "0.65", "0.85")
    assert found["rho"].low.words == "−1"
    assert found["slip_years"].high.words == "10 years"


def test_one_weight_moves_and_the_rest_keep_their_proportions(world, baseline):
    weights = dict.fromkeys(world.category_ids, 0.0) | {"drones": 50, "anti_tank": 30, "armour": 20}
    start = altered(baseline, {"weights": weights}, world)
    moved = shares(with_share(start, "drones", 0.6))
    assert moved == pytest.approx({"drones": 0.6, "anti_tank": 0.24, "armour": 0.16})
    assert shares(with_share(start, "artillery", 0.1))["drones"] == pytest.approx(0.45)


def test_with_all_weight_on_one_category_the_others_share_what_it_gives(world, baseline):
    alone = with_share(baseline, "drones", 1.0)
    assert shares(alone) == {"drones": 1.0}
    others = len(world.category_ids) - 1
    after = shares(with_share(alone, "drones", 0.9))
    assert after["drones"] == pytest.approx(0.9)
    assert after["armour"] == pytest.approx(0.1 / others)


def test_a_weight_stays_between_none_and_all(world, baseline):
    low, high = (with_share(baseline, "drones", share) for share in (0.0, 1.0))
    assert "drones" not in shares(low)
    assert shares(high) == {"drones": 1.0}
    found = {one.id: one for one in assumptions(world, baseline)}
    assert (found["weight.armour"].low.words, found["weight.armour"].high.words) == ("0 %", "10 %")


def test_statuses_are_added_one_by_one_and_cancelled_never(world):
    steps = status_steps(world)
    assert steps[0] == ("delivered",)
    assert steps[-1][-1] == "rumoured"
    assert all("cancelled" not in step for step in steps)
    assert all(set(few) < set(more) for few, more in pairwise(steps))
