"""Differences by cause: Shapley values by hand, parts that add up, single causes in isolation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance_model.analysis.changes import changes
from balance_model.analysis.compare import MOST_SINGLE_CAUSES, difference, shapley
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario
from tests.laws import strategies as some

TINY = Path(__file__).parents[1] / "tiny"


@pytest.fixture(scope="module")
def base(world):
    return load_scenario("baseline", world)


def test_the_glove_game():
    """Two left gloves and one right; a pair is worth 1 (Wikipedia, Shapley value): 1/6, 1/6, 2/3."""

    def pairs(players):
        return np.array(float(2 in players and bool(players & {0, 1})))

    assert shapley(3, pairs) == pytest.approx([1 / 6, 1 / 6, 2 / 3])


def test_additive_games_pay_everybody_what_they_bring():
    assert shapley(3, lambda players: np.array([sum(p + 1 for p in players)])).ravel() == pytest.approx([1, 2, 3])


def test_who_brings_nothing_gets_nothing():
    assert shapley(2, lambda players: np.array(5.0 * (0 in players)))[1] == 0


def gap(world, base, scenario, year):
    at = world.years.index(year)
    before, after = assess(world, base).score[:, at], assess(world, scenario).score[:, at]
    return dict(zip(world.country_codes, after - before, strict=True))


def test_no_change_no_cause(world, base):
    assert changes(base, base, world) == ()
    parts = difference(world, base, base, 2030)
    assert parts.empty
    assert list(parts.columns) == ["cause", "group", "country", "delta"]


def test_year_and_sides_are_no_causes(world, base):
    other = altered(base, {"year": 2034, "sides": {"a": {"members": {"BIH": 1}}}}, world)
    assert changes(base, other, world) == ()


def test_weights_in_the_same_proportion_are_no_cause(world, base):
    other = altered(base, {"weights": {name: 3 * weight for name, weight in base.weights}}, world)
    assert changes(base, other, world) == ()


def test_one_change_is_the_whole_difference(world, base):
    other = load_scenario("slip_two_years", world)
    parts = difference(world, base, other, 2030)
    assert parts.cause.nunique() == 1
    assert parts.set_index("country").delta.to_dict() == pytest.approx(gap(world, base, other, 2030))
    assert (parts.delta != 0).any()


@pytest.mark.parametrize(
    "scenario_id", ["announced_plans", "kosovo_surge", "serbia_plans", "croatia_safe", "sourced_only"]
)
def test_parts_add_up_for_presets(world, base, scenario_id):
    other = load_scenario(scenario_id, world)
    parts = difference(world, base, other, 2032).groupby("country").delta.sum()
    assert parts.to_dict() == pytest.approx(gap(world, base, other, 2032), abs=1e-12)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_parts_add_up_between_any_two_scenarios(tiny_world, data):
    base = load_scenario("baseline", tiny_world, folder=TINY)
    one, other = (altered(base, _without_dials_of_one_country(data, tiny_world), tiny_world) for _ in range(2))
    parts = difference(tiny_world, one, other, 2030).groupby("country").delta.sum()
    for code, delta in gap(tiny_world, one, other, 2030).items():
        assert parts.get(code, 0.0) == pytest.approx(delta, abs=1e-12)


def _without_dials_of_one_country(data, world):
    change = data.draw(some.changes(world))
    change["dials"] = {name: value for name, value in change.get("dials", {}).items() if "@" not in name}
    return change


def test_a_purchase_of_one_country_moves_no_other(world):
    base, other = load_scenario("baseline", world), load_scenario("kosovo_surge", world)
    parts = difference(world, base, other, 2032)
    assert parts.cause.nunique() == 4
    assert (parts[parts.country != "XKX"].delta == 0).all()
    assert (parts[parts.country == "XKX"].delta > 0).all()


def test_many_changes_are_taken_together_by_group(world, base):
    other = load_scenario("serbia_plans", world)
    assert len(changes(base, other, world)) > MOST_SINGLE_CAUSES
    parts = difference(world, base, other, 2032)
    assert parts.group.unique().tolist() == ["deals"]


@pytest.mark.parametrize(
    "scenario_id", ["announced_plans", "kosovo_surge", "croatia_safe", "sourced_only", "slip_two_years"]
)
def test_changes_made_one_after_another_give_the_other_scenario(world, base, scenario_id):
    other = load_scenario(scenario_id, world)
    made = base
    for change in changes(base, other, world):
        assert change.words
        made = change.apply(made)
    assert made.key == other.key
    back = other
    for change in changes(other, base, world):
        back = change.apply(back)
    assert back.key == base.key


def test_a_country_dial_over_a_moved_global_dial_is_a_cause(world, base):
    one = altered(base, {"dials": {"crew": 0.9}}, world)
    two = altered(one, {"dials": {"crew@SRB": 0.85}}, world)
    at = world.years.index(2030)
    gap = assess(world, two).score[:, at] - assess(world, one).score[:, at]
    assert gap[0] < 0
    assert difference(world, one, two, 2030).delta.sum() == pytest.approx(gap.sum(), abs=1e-12)
