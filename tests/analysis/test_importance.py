"""What a category carries: by hand, against closed forms, and the laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis.importance import importance, shares
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario

values = st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=2, max_size=5)


def test_two_countries_share_their_gap():
    """w_k (V_ak - V_bk) over the gap: .5 x .4 = .20 and .5 x -.1 = -.05 of a gap of .15."""
    value, weights = np.array([[0.8, 0.2], [0.4, 0.3]]), np.array([0.5, 0.5])
    assert shares(value, lambda some: some @ weights) == pytest.approx([0.20 / 0.15, -0.05 / 0.15])


def test_a_category_in_which_all_are_alike_carries_nothing():
    value = np.array([[0.9, 0.5], [0.1, 0.5], [0.4, 0.5]])
    assert shares(value, lambda some: some @ np.array([0.1, 0.9])) == pytest.approx([1.0, 0.0])


@given(values)
def test_the_plain_mean_has_the_closed_form(rows):
    """w_k cov(V_k, S) / var(S): the covariance decomposition of a sum."""
    value, weights = np.array(rows), np.array([0.5, 0.3, 0.2])
    found, score = shares(value, lambda some: some @ weights), value @ weights
    if score.std() > 1e-3:
        wanted = [w * np.mean((column - column.mean()) * (score - score.mean())) / score.var()
                  for w, column in zip(weights, value.T, strict=True)]  # fmt: skip
        assert found == pytest.approx(wanted, abs=1e-9)
        assert found.sum() == pytest.approx(1.0)


@given(values)
def test_shares_of_any_index_add_up(rows):
    value = np.array(rows)
    found = shares(value, lambda some: some.min(axis=-1))
    assert found.sum() == pytest.approx(1.0) or not found.any()


def test_identical_countries_have_nothing_to_share():
    assert not shares(np.full((4, 3), 0.4), lambda some: some @ np.array([0.5, 0.3, 0.2])).any()


def test_the_worked_example_by_hand(tiny_world, worked):
    """V1 = (.375 .5 .6 .3333), V2 = (.6 .3333 .3333 0), w = (.3 .3 .2 .2): w (V1 - V2) over a gap of .1025."""
    rows = importance(assess(tiny_world, worked), 2025)
    assert list(rows["category"]) == ["anti_tank", "air_defence", "armour", "combat_air"]
    assert rows["share"].tolist() == pytest.approx([-0.0675 / 0.1025, 0.05 / 0.1025, 4 / 75 / 0.1025, 1 / 15 / 0.1025])
    assert rows["weight"].tolist() == pytest.approx([0.3, 0.3, 0.2, 0.2])


def test_all_weight_on_one_category_carries_everything(world):
    scenario = altered(
        load_scenario("baseline", world), {"weights": dict.fromkeys(world.category_ids, 0) | {"drones": 1}}, world
    )
    rows = importance(assess(world, scenario), 2030)
    assert list(rows["category"]) == ["drones"]
    assert rows["share"].tolist() == pytest.approx([1.0])


@pytest.mark.parametrize("rho", [0.3, 0.0, -1.0])
def test_limited_substitution_still_shares_the_whole(world, rho):
    scenario = altered(load_scenario("baseline", world), {"dials": {"rho": rho}}, world)
    assert importance(assess(world, scenario), 2030)["share"].sum() == pytest.approx(1.0)


def test_for_chosen_countries_only(world):
    answer = assess(world, load_scenario("baseline", world))
    at, codes = world.years.index(2030), ("HRV", "XKX")
    first, second = (answer.value[world.country_codes.index(code), at] for code in codes)
    rows = importance(answer, 2030, codes)
    wanted = answer.weights * (first - second) / (answer.weights @ (first - second))
    assert rows["share"].tolist() == pytest.approx(wanted[answer.weights > 0].tolist())
