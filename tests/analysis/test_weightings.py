"""What the weights decide: the field, the priors, the flips and the map, against brute force over many weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from balance_model.analysis import weightings
from balance_model.analysis.ensembles import assess_many
from balance_model.analysis.sampling import dirichlet
from balance_model.analysis.weightings import (
    Field,
    acceptability,
    drawn_weights,
    flips,
    merit,
    never_above,
    past_the_tie,
    reversals,
    weighed,
)
from balance_model.core.aggregate import power_mean
from balance_model.core.assess import assess, index_of
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world

unit = st.floats(0, 1)
WORLD = load_world()  # not a fixture: Hypothesis would print it


@pytest.fixture(scope="module")
def base(world):
    return load_scenario("baseline", world)


def field_of(world, rows, weights):
    """A field with made-up merits; countries and categories are the first of the real data."""
    weights = np.asarray(weights, dtype=float)
    return Field(
        world, 2030, world.category_ids[: weights.size], np.asarray(rows, dtype=float), weights / weights.sum()
    )


def leaders(field, weights):
    """Who is first with some weights, level ones included."""
    sums = field.merit @ weights
    return {field.codes[row] for row in np.flatnonzero(sums >= sums.max() - 1e-9)}


class TestField:
    def test_it_holds_the_categories_that_carry_weight(self, world, base):
        answer = assess(world, base)
        used, every = weighed(answer, 2030), weighed(answer, 2030, every=True)
        assert used.categories == ("anti_tank", "drones", "air_defence", "long_range_strike")
        assert every.categories == world.category_ids
        assert used.weights.tolist() == [0.25] * 4
        at = world.years.index(2030)
        for field in (used, every):
            assert field.sums == pytest.approx(answer.score[:, at], abs=1e-12)
            assert field.merit.shape == (len(world.country_codes), len(field.categories))

    def test_enablers_stay_out_while_their_shortage_is_on(self, world, base):
        answer = assess(world, altered(base, {"options": {"shortage": True}}, world))
        enablers = {row.enabler for row in world.shortage}
        assert enablers
        assert set(weighed(answer, 2030, every=True).categories) == set(world.category_ids) - enablers

    @pytest.mark.parametrize("rho", [1.0, 0.5, 0.1, 0.0, -0.4, -1.0])
    def test_merit_orders_countries_as_the_index_does_with_any_weights(self, world, base, rho):
        answer = assess(world, altered(base, {"dials": {"rho": rho}}, world))
        field = weighed(answer, 2030)
        values = answer.value[:, world.years.index(2030), : len(field.categories)]
        floor = 0.01
        for weights in dirichlet(200, len(field.categories), seed=1):
            index = power_mean(values if rho == 1 else np.maximum(values, floor), weights, rho)
            assert np.argsort(field.merit @ weights).tolist() == np.argsort(index).tolist()

    @pytest.mark.parametrize("rho", [1.0, 0.5, 0.0, -1.0])
    def test_who_holds_nothing_is_last_as_in_the_index(self, world, base, rho):
        """Values below the floor (.01) count as the floor; no value at all is below them, whatever the weights."""
        columns = [world.category_ids.index(name) for name in ("anti_tank", "drones", "air_defence")]
        values = np.zeros((4, len(world.category_ids)))
        values[np.ix_([0, 1, 3], columns)] = [[0.004, 0.004, 0.004], [0.5, 0.0, 0.2], [0.3, 0.3, 0.001]]
        for shares in dirichlet(100, 3, seed=2):
            weights = dict.fromkeys(world.category_ids, 0.0) | dict(
                zip(("anti_tank", "drones", "air_defence"), (100 * shares).tolist(), strict=True)
            )
            scenario = altered(base, {"dials": {"rho": rho}, "weights": weights}, world)
            index = index_of(values, world, scenario)
            sums = merit(values[:, columns], scenario, world) @ shares
            assert index[2] == 0
            assert np.argsort(sums).tolist() == np.argsort(index).tolist()
            assert np.delete(sums, 2).min() - sums[2] > weightings.LEVEL

    @pytest.mark.parametrize("rho", [1.0, 0.5, 0.0, -1.0])
    def test_those_who_all_hold_nothing_are_level(self, world, base, rho):
        found = merit(np.zeros((4, 3)), altered(base, {"dials": {"rho": rho}}, world), world)
        assert (found == found[0, 0]).all()


class TestPriors:
    def test_order_is_kept_and_equal_weights_have_none(self, world):
        field = field_of(world, np.eye(4), [4, 2, 2, 1])
        drawn = drawn_weights(field, weightings.ORDER, 2000)
        assert (drawn[:, 0] >= drawn[:, [1, 2]].max(axis=1)).all()
        assert (drawn[:, 3] <= drawn[:, [1, 2]].min(axis=1)).all()
        assert 0.4 < (drawn[:, 1] > drawn[:, 2]).mean() < 0.6

    @pytest.mark.parametrize(("prior", "spread"), [(weightings.CLOSE, 0.05), (weightings.WIDE, 0.10)])
    def test_near_means_a_spread_around_today(self, world, prior, spread):
        field = field_of(world, np.eye(4), [1, 1, 1, 1])
        drawn = drawn_weights(field, prior, 100_000)
        assert drawn.mean(axis=0) == pytest.approx([0.25] * 4, abs=0.002)
        assert drawn.std(axis=0) == pytest.approx([spread] * 4, rel=0.02)
        inside = (abs(drawn[:, 0] - 0.25) < spread).mean()
        assert inside == pytest.approx(2 / 3, abs=0.04)

    def test_two_rivals_share_all_weightings_as_geometry_says(self, world):
        """Country 1 holds category 1 in full, country 2 .25 of both, the rest nothing: first above w1 = .25."""
        field = field_of(world, [[1, 0], [0.25, 0.25], [0, 0], [0, 0]], [1, 1])
        found = acceptability(field, weightings.ALL)
        assert found.rank_acceptability[:, 0] == pytest.approx([0.75, 0.25, 0, 0], abs=0.01)

    def test_drawn_values_are_used_in_turn(self, world):
        field = field_of(world, np.zeros((4, 2)), [1, 1])
        values = np.zeros((4, 4, 2))
        values[:3, 0], values[3:, 1] = 1.0, 1.0
        found = acceptability(field, weightings.ALL, values)
        assert found.rank_acceptability[:2, 0].tolist() == [0.75, 0.25]
        assert found.confidence_factors[:2].tolist() == [0.75, 0.25]


@given(arrays(float, (4, 3), elements=unit), arrays(float, 3, elements=st.floats(0.05, 1)), st.integers(0, 2))
def test_flips_are_where_the_lead_changes(rows, weights, category):
    """Between the flips the leader of today leads, just beyond each the one named does."""
    field = field_of(WORLD, rows, weights)
    name, leader = field.categories[category], field.codes[field.leader]
    today = field.weights[category]
    rest = np.delete(field.weights, category) / (1 - today)

    def at(share):
        return np.insert((1 - share) * rest, category, share)

    lower, upper = flips(field, name)
    low, high = (lower.share if lower else 0.0), (upper.share if upper else 1.0)
    assert low <= today <= high
    for part in (0.01, 0.25, 0.5, 0.75, 0.99):
        assert leader in leaders(field, at(low + part * (high - low)))
    for flip, end in ((lower, 0.0), (upper, 1.0)):
        if flip:
            assert {leader, flip.code} <= leaders(field, at(flip.share))
            sums = field.merit @ at(end)
            assert sums[field.codes.index(flip.code)] > sums[field.leader]


def test_from_a_tie_the_lead_turns_at_once_on_one_side():
    field = field_of(WORLD, [[1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]], [1, 1, 1])
    lower, upper = flips(field, field.categories[0])
    assert (lower.code, upper) == (field.codes[1], None)
    assert lower.share == pytest.approx(1 / 3)


class TestReversals:
    def test_those_out_of_reach_stand_last(self, world):
        field = field_of(world, [[0.5, 0.5], [0.9, 0.0], [0.6, 0.1], [0.4, 0.4]], [1, 1])
        found = reversals(field)
        assert [one.code for one in found] == [field.codes[row] for row in (1, 2, 3)]
        assert [one.shares is None for one in found] == [False, False, True]
        assert found[0].moved == pytest.approx(0.5 / 0.9 - 0.5)
        assert field.codes[field.leader] == field.codes[0]

    @pytest.mark.parametrize("name", ["baseline", "kosovo_surge", "slip_two_years"])
    @pytest.mark.parametrize("every", [False, True])
    def test_weights_past_the_tie_put_the_other_ahead_in_the_model(self, world, name, every):
        scenario = load_scenario(name, world)
        field = weighed(assess(world, scenario), 2030, every)
        reached = [one for one in reversals(field) if one.shares is not None]
        assert reached
        for one in reached:
            points = past_the_tie(field, one)
            assert sum(points.values()) == pytest.approx(100, abs=0.05)
            score = assess(world, altered(scenario, {"weights": points}, world)).score[:, world.years.index(2030)]
            assert score[field.codes.index(one.code)] > score[field.leader]

    def test_out_of_reach_cannot_be_loaded(self, world):
        field = field_of(world, [[1, 1], [0, 0], [0, 0], [0, 0]], [1, 1])
        with pytest.raises(ValueError, match="no weights reverse"):
            past_the_tie(field, reversals(field)[0])


def test_never_above_needs_all_categories_and_one_larger(world):
    field = field_of(world, [[1, 1], [1, 0.5], [0, 2], [1, 1]], [1, 1])
    assert never_above(field) == [(0, [1]), (3, [1])]


def test_futures_are_weighed_as_the_model_weighs_them(world, base):
    """The weighted sum of the merits of each future is its index."""
    scenario = altered(base, {"weights": {"drones": 40, "armour": 7}}, world)
    many = assess_many(world, scenario, draws=6)
    field = weighed(assess(world, scenario), 2031)
    found = weightings.merits(field, many)
    assert found.shape == (6, len(world.country_codes), len(field.categories))
    assert found @ field.weights == pytest.approx(many.score[:, :, world.years.index(2031)], abs=1e-12)
