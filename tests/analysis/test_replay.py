"""Changes made one after another: from the base to the scenario, parts that add up."""

from __future__ import annotations

import pytest

from balance_model.analysis.changes import changes
from balance_model.analysis.compare import difference
from balance_model.analysis.replay import in_order, ordered_changes, replay
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario

YEAR = 2032


@pytest.fixture(scope="module")
def base(world):
    return load_scenario("baseline", world)


@pytest.fixture(scope="module")
def other(world, base):
    change = {"dials": {"crew@SRB": 0.7}, "weights": {"drones": 60.0}, "evidence": "derived"}
    return altered(load_scenario("kosovo_surge", world), change, world)


def test_each_step_makes_one_change_more(world, base, other):
    steps = replay(world, base, other)
    found = changes(base, other, world)
    assert len(steps) == len(found) + 1 == 8
    assert steps[0] == base
    assert steps[-1].model_copy(update={"year": other.year}).key == other.key
    for number, step in enumerate(steps):
        assert changes(base, step, world) == found[:number]


def test_parts_add_up(world, base, other):
    parts = in_order(world, base, other, YEAR)
    at = world.years.index(YEAR)
    gap = assess(world, other).score[:, at] - assess(world, base).score[:, at]
    summed = parts.groupby("country", sort=False)["delta"].sum()
    assert summed.to_dict() == pytest.approx(dict(zip(world.country_codes, gap, strict=True)), abs=1e-12)
    assert list(parts.columns) == ["cause", "group", "country", "delta"]


def test_a_single_change_is_the_same_in_order_and_averaged(world, base):
    late = load_scenario("slip_two_years", world)
    one, all_orders = (make(world, base, late, YEAR) for make in (in_order, difference))
    assert one["delta"].tolist() == pytest.approx(all_orders["delta"].tolist())


def test_no_change_leaves_the_base_alone(world, base):
    assert replay(world, base, base) == (base,)
    assert in_order(world, base, base, YEAR).empty


def test_no_step_is_left_without_weight(world, base):
    """Shortage takes the weight of enablers away, so the weights have to change first."""
    enabler = sorted({row.enabler for row in world.shortage})[0]
    none = dict.fromkeys(world.category_ids, 0.0)
    bare = altered(base, {"weights": none | {enabler: 1.0}}, world)
    there = altered(bare, {"weights": none | {"drones": 1.0}, "options": {"shortage": True}}, world)
    assert [change.group for change in ordered_changes(world, bare, there)] == ["weights", "options"]
    assert [change.group for change in ordered_changes(world, there, bare)] == ["options", "weights"]
    assert not in_order(world, bare, there, YEAR).empty
