"""Packages against all packages tried, by the exact formula worked out here, and their laws."""

from __future__ import annotations

import itertools
from dataclasses import replace
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.analysis import packages, packages_model
from balance_model.analysis.offers import Limits
from balance_model.analysis.packages import Front, Infeasible, Package, cheapest, front, plan
from balance_model.analysis.packages_case import Case
from balance_model.analysis.packages_model import Solution
from balance_model.analysis.standing import Aim, levels, one
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario

H = {"anti_tank": 20, "air_defence": 20, "armour": 40, "combat_air": 20}
W = {"anti_tank": 0.3, "air_defence": 0.3, "armour": 0.2, "combat_air": 0.2}
ALPHA = {"anti_tank": 12, "air_defence": 20, "armour": 60, "combat_air": 10}
BETA = {"anti_tank": 30, "air_defence": 10, "armour": 20, "combat_air": 0}
KINDS = {"anti_tank": ("launcher", "atgm_portable"), "air_defence": ("sam", "sam_medium"),
         "armour": ("tank", "tank"), "combat_air": ("fighter", "fighter")}  # fmt: skip
TOWARDS_ALPHA = Aim(one("BBB"), one("AAA"), "index", 2030)


def score(held):
    return sum(W[name] * held[name] / (held[name] + H[name]) for name in W)


def shop(tiny_world, rows):
    """A catalogue of (category, units in one, price, most); all can be had by 2030."""
    pattern = tiny_world.option["tank-four"]
    options = tuple(
        pattern.model_copy(
            update={
                "option_id": f"o{at}", "system_id": KINDS[category][0], "kind": KINDS[category][1],
                "category": category, "units_per_option": units, "unit_cost_low": price / 2,
                "unit_cost_best": price, "unit_cost_high": 2 * price, "most": most,
            }
        )
        for at, (category, units, price, most) in enumerate(rows)
    )  # fmt: skip
    return tiny_world.model_copy(update={"options": options})


def every_package(rows):
    """Price and index of Beta with every choice of counts."""
    found = []
    for counts in itertools.product(*(range(most + 1) for *_, most in rows)):
        held = dict(BETA)
        for (category, units, *_), count in zip(rows, counts, strict=True):
            held[category] += units * count
        found.append((sum(price * n for (_, _, price, _), n in zip(rows, counts, strict=True)), score(held)))
    return found


def test_the_two_options_of_the_tiny_catalogue(tiny_world, worked):
    """All 21 x 61 choices of platoons at 10 and launch vehicles at 25 million EUR tried by hand formula."""
    rows = [("armour", 4, 10.0, 20), ("air_defence", 1, 25.0, 60)]
    target = score(ALPHA)
    best = min(price for price, index in every_package(rows) if index >= target)
    found = cheapest(tiny_world, worked, TOWARDS_ALPHA)
    assert isinstance(found, Package)
    assert found.cost[1] == best
    assert found.proved
    assert found.own >= found.needed == pytest.approx(target)
    counts = found.counts(tiny_world)
    held = BETA | {
        "armour": 20 + 4 * counts.get("tank-four", 0), "air_defence": 10 + counts.get("sam-one", 0)
    }  # fmt: skip
    assert found.own == pytest.approx(score(held))


def test_the_package_is_purchases_in_the_scenario(tiny_world, worked):
    found = cheapest(tiny_world, worked, TOWARDS_ALPHA)
    assert found.scenario.purchases == found.purchases
    assert {item.country for item in found.purchases} == {"BBB"}
    years = {"tank-four": 2027, "sam-one": 2028}
    assert all(item.first_year == item.last_year == years[item.option_id] for item in found.purchases)
    answer = assess(tiny_world, found.scenario)
    assert (found.own, found.needed) == answer.facing("BBB", "AAA", 2030)
    low, best, high = found.cost
    assert low < best < high


def test_a_country_ahead_needs_nothing(tiny_world, worked):
    found = cheapest(tiny_world, worked, Aim(one("AAA"), one("BBB"), "index", 2030))
    assert found.purchases == ()
    assert found.cost == (0, 0, 0)


def test_what_cannot_be_reached_says_how_far_it_goes(tiny_world, worked):
    """All of the list: 20 x 4 tanks and 60 vehicles."""
    found = cheapest(tiny_world, worked, replace(TOWARDS_ALPHA, other=0.9))
    assert isinstance(found, Infeasible)
    assert found.most == pytest.approx(score(BETA | {"armour": 100, "air_defence": 70}))
    assert found.needed == 0.9
    assert found.reason == "even with everything on the list"


def test_nothing_in_time_is_said(tiny_world, worked):
    found = cheapest(tiny_world, worked, TOWARDS_ALPHA, Limits(delivered_by=2026))
    assert found.reason == "nothing on the list arrives in time and adds to it"


def test_an_option_that_comes_too_late_is_not_chosen(tiny_world, worked):
    found = cheapest(tiny_world, worked, replace(TOWARDS_ALPHA, other=0.36), Limits(delivered_by=2027))
    assert {item.option_id for item in found.purchases} == {"tank-four"}
    (bought,) = found.purchases
    count = bought.quantity // 4
    assert score(BETA | {"armour": 20 + 4 * count}) >= 0.36 > score(BETA | {"armour": 16 + 4 * count})


def test_a_floor_is_kept_and_costs(tiny_world, worked):
    """Armour of 0.6 needs 60 tanks, ten platoons."""
    plain = cheapest(tiny_world, worked, replace(TOWARDS_ALPHA, other=0.36))
    held = cheapest(tiny_world, worked, replace(TOWARDS_ALPHA, other=0.36), Limits(floors=(("armour", 0.6),)))
    assert held.counts(tiny_world)["tank-four"] >= 10
    assert held.cost[1] > plain.cost[1]
    none = cheapest(tiny_world, worked, replace(TOWARDS_ALPHA, other=0.36), Limits(floors=(("combat_air", 0.1),)))
    assert none.reason.startswith("the floors cannot be kept")


def test_an_assumed_price_can_be_left_out(tiny_world, worked):
    found = cheapest(tiny_world, worked, replace(TOWARDS_ALPHA, other=0.36), Limits(assumed=False))
    assert set(found.counts(tiny_world)) == {"tank-four"}


def test_a_sum_paid_once_can_turn_the_choice(tiny_world, worked):
    """Two like options, the cheaper with 100 million once: not worth it for a few, worth it for many."""
    world = shop(tiny_world, [("armour", 4, 10.0, 20), ("armour", 4, 2.0, 20)])
    limits = Limits(once=(("o1", 30.0),))
    few = cheapest(world, worked, Aim(one("BBB"), 0.2 * 24 / 64 + 0.3 * 0.6 + 0.1, "index", 2030), limits)
    assert few.counts(world) == {"o0": 1}
    many = cheapest(world, worked, Aim(one("BBB"), 0.2 * 60 / 100 + 0.3 * 0.6 + 0.1, "index", 2030), limits)
    assert many.counts(world) == {"o1": 10}
    assert many.cost[1] == 30 + 20


def test_a_sum_paid_once_is_paid_once_for_all_years(tiny_world, worked):
    """Ten platoons at 10 and 7 once, 40 a year: three years and more, 107 million in all, 7 of them in the first."""
    limits = Limits(yearly=40.0, once=(("tank-four", 7.0),), assumed=False)
    found = cheapest(tiny_world, worked, Aim(one("BBB"), 0.2 * 0.6 + 0.3 * 0.6 + 0.1, "index", 2030), limits)
    assert found.counts(tiny_world) == {"tank-four": 10}
    paid = {item.first_year: 10 * item.quantity // 4 for item in found.purchases}
    assert len(paid) > 2
    assert found.cost[1] == 107
    assert paid.get(2027, 0) + 7 <= 40
    assert max(paid.values()) <= 40


def test_what_the_scenario_pays_already_counts_in_the_year(tiny_world, worked):
    """Of 40 million a year 30 are paid in 2027 and 60 in 2028: one platoon and none."""
    items = [
        {"country": "BBB", "system_id": "launcher", "quantity": 1, "first_year": year, "last_year": year,
         "unit_cost_m": cost}
        for year, cost in ((2027, 30.0), (2028, 60.0))
    ]  # fmt: skip
    scenario = altered(worked, {"purchases": items}, tiny_world)
    (most,) = front(tiny_world, scenario, Aim(one("BBB"), 1.0, "index", 2030), [1e6], Limits(yearly=40.0)).points
    paid: dict[int, float] = {}
    for item in most.purchases:
        option = tiny_world.option[item.option_id]
        cost = item.quantity / option.units_per_option * option.unit_cost_best
        paid[item.first_year] = paid.get(item.first_year, 0.0) + cost
    assert paid.get(2027, 0) <= 10
    assert 2028 not in paid
    assert paid[2029] > 10


def test_a_harder_target_proves_nothing_about_the_one_asked_for(tiny_world, worked, monkeypatch):
    """A run that gives a little less than the sum of strengths, as where bought units make others leave."""
    plain = cheapest(tiny_world, worked, TOWARDS_ALPHA)
    assert plain.proved
    whole = Case.package
    known: list[int] = []

    def less(case, counts, proved=False):
        known.append(1)
        found = whole(case, counts, proved)
        return found if len(known) > 1 else replace(found, own=found.needed - 0.001)

    monkeypatch.setattr(Case, "package", less)
    again = cheapest(tiny_world, worked, TOWARDS_ALPHA)
    assert len(known) == 2
    assert again.own >= again.needed + 0.001
    assert not again.proved


def test_a_solver_whose_time_is_up_proves_nothing(tiny_world, worked, monkeypatch):
    """The same package, found in time, but the bound was not."""
    real = packages.cheapest_counts

    def slow(problem, lines, cuts, target, at_most=np.inf):
        found = real(problem, lines, cuts, target, at_most)
        return found if np.isinf(at_most) else Solution(None, 1)

    monkeypatch.setattr(packages, "cheapest_counts", slow)
    found = cheapest(tiny_world, worked, TOWARDS_ALPHA)
    assert found.own >= found.needed
    assert not found.proved


def test_own_prices_and_numbers_replace_those_of_the_catalogue(tiny_world, worked):
    limits = Limits(costs=(("sam-one", 1.0),), most=(("sam-one", 5.0), ("tank-four", 20.0)))
    found = cheapest(tiny_world, worked, replace(TOWARDS_ALPHA, other=0.40), limits)
    assert found.counts(tiny_world)["sam-one"] == 5
    price = next(item for item in found.purchases if item.option_id == "sam-one")
    assert price.unit_cost_m == 1.0
    assert found.cost[1] == 5 + 10 * found.counts(tiny_world)["tank-four"]


def test_units_already_bought_count_against_the_most(tiny_world, worked):
    item = {"country": "BBB", "system_id": "tank", "quantity": 80, "first_year": 2026, "last_year": 2026,
            "option_id": "tank-four"}  # fmt: skip
    found = cheapest(tiny_world, altered(worked, {"purchases": [item]}, tiny_world), replace(TOWARDS_ALPHA, other=0.45))
    assert set(found.counts(tiny_world)) == {"sam-one"}


def test_payments_of_a_year_keep_to_the_limit(tiny_world, worked):
    """At 60 million a year the units come in several lots, each paid in the year it comes."""
    free = cheapest(tiny_world, worked, TOWARDS_ALPHA)
    tight = cheapest(tiny_world, worked, TOWARDS_ALPHA, Limits(yearly=100.0))
    paid: dict[int, float] = {}
    for item in tight.purchases:
        option = tiny_world.option[item.option_id]
        cost = item.quantity / option.units_per_option * option.unit_cost_best
        paid[item.first_year] = paid.get(item.first_year, 0.0) + cost
    assert len(paid) > 1
    assert max(paid.values()) <= 100 + 1e-6
    assert tight.cost[1] >= free.cost[1]
    assert tight.own >= tight.needed


def test_ceilings_bind_parties_and_nobody_else(world):
    """Croatia may add ten guns under its ceiling and no more; Kosovo is no party."""
    weights = dict.fromkeys(world.category_ids, 0.0) | {"artillery": 1.0}
    scenario = altered(load_scenario("baseline", world), {"weights": weights}, world)
    guns = [at for at, row in enumerate(world.systems) if row.ceiling_class == "artillery"]

    def units(some):
        stock = assess(world, some).stock.total[:, world.years.index(2032)]
        return stock.reshape(len(world.country_codes), -1)[world.country_codes.index("HRV"), guns].sum()

    room = int(units(scenario)) + 10
    rows = (row.model_copy(update={"ceiling": room}) if row.party == "HRV" else row for row in world.ceilings)
    tight = world.model_copy(update={"ceilings": tuple(rows)})
    aim = Aim(one("HRV"), 1.0, "index", 2032)
    (kept,) = front(tight, scenario, aim, [1e6]).points
    (free,) = front(tight, scenario, aim, [1e6], Limits(ceilings=False)).points
    assert room - 1 < units(kept.scenario) <= room
    assert units(free.scenario) > room
    kosovo = Aim(one("XKX"), 1.0, "index", 2032)
    on, off = (front(tight, scenario, kosovo, [1e6], Limits(ceilings=flag)).points[0] for flag in (True, False))
    assert on.purchases == off.purchases


shops = st.lists(
    st.tuples(st.sampled_from(list(H)), st.integers(1, 6), st.integers(1, 40), st.integers(1, 4)),
    min_size=1, max_size=4,
)  # fmt: skip


@given(shops, st.floats(0.35, 0.75))
@settings(max_examples=40)
def test_no_package_of_a_small_list_is_cheaper(tiny_world, worked, rows, target):
    world = shop(tiny_world, rows)
    found = cheapest(world, worked, replace(TOWARDS_ALPHA, other=target))
    prices = [price for price, index in every_package(rows) if index >= target - 1e-12]
    if not prices:
        assert isinstance(found, Infeasible)
        assert found.most == pytest.approx(max(index for _, index in every_package(rows)), abs=1e-9)
    else:
        assert found.own >= target - 1e-9
        assert found.cost[1] == pytest.approx(min(prices))


@given(shops, st.lists(st.floats(0, 300), min_size=1, max_size=5))
@settings(max_examples=40)
def test_the_front_is_the_best_for_each_budget_and_never_falls(tiny_world, worked, rows, budgets):
    world = shop(tiny_world, rows)
    found = front(world, worked, TOWARDS_ALPHA, budgets)
    every = every_package(rows)
    assert found.budgets == tuple(sorted(budgets))
    assert all(one.own <= other.own for one, other in itertools.pairwise(found.points))
    for budget, point in zip(found.budgets, found.points, strict=True):
        assert point.cost[1] <= budget + 1e-6
        best = max(index for price, index in every if price <= budget)
        assert best * (1 - 2e-3) <= point.own <= best + 1e-9


@given(shops, st.floats(0.35, 0.6), st.floats(0, 0.1))
@settings(max_examples=25)
def test_a_higher_target_is_never_cheaper(tiny_world, worked, rows, target, more):
    world = shop(tiny_world, rows)
    lower, higher = (cheapest(world, worked, replace(TOWARDS_ALPHA, other=t)) for t in (target, target + more))
    if isinstance(higher, Package):
        assert isinstance(lower, Package)
        assert lower.cost[1] <= higher.cost[1] + 1e-6


OPTIONS = [
    {"options": {"counters": True}},
    {"dials": {"rho": 0.3}},
    {"dials": {"rho": -1.0}},
    {"options": {"shortage": True}},
    {"options": {"form": "linear"}},
    {"options": {"counters": True, "cap": True, "shortage": True, "form": "exponential"}, "dials": {"rho": 0.5}},
]


@pytest.mark.parametrize("change", OPTIONS, ids=str)
def test_with_options_on_the_package_holds_and_needs_every_unit(world, change):
    scenario = altered(load_scenario("baseline", world), change, world)
    aim = Aim(one("XKX"), one("HRV"), "index", 2030)
    found = cheapest(world, scenario, aim)
    assert isinstance(found, Package)
    assert (found.own, found.needed) == levels(assess(world, found.scenario), aim)
    assert found.own >= found.needed
    for number, item in enumerate(found.purchases):
        units = world.option[item.option_id].units_per_option
        left = [item.model_copy(update={"quantity": item.quantity - units})] if item.quantity > units else []
        items = (*found.purchases[:number], *left, *found.purchases[number + 1 :])
        own, needed = levels(assess(world, scenario.model_copy(update={"purchases": items})), aim)
        assert own < needed


@pytest.mark.parametrize("change", OPTIONS, ids=str)
def test_with_options_on_the_front_never_falls(world, change):
    scenario = altered(load_scenario("baseline", world), change, world)
    found = front(world, scenario, Aim(one("XKX"), one("HRV"), "index", 2030), [0, 100, 400, 1500])
    assert [point.cost[1] <= budget + 1e-6 for budget, point in zip(found.budgets, found.points, strict=True)]
    assert all(a.own <= b.own + 1e-12 for a, b in itertools.pairwise(found.points))


def test_the_front_tells_its_progress_and_can_be_stopped(tiny_world, worked):
    told: list[tuple[int, int]] = []
    front(tiny_world, worked, TOWARDS_ALPHA, [0, 50, 100], tell=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    class StoppedError(Exception):
        pass

    def stop(done, total):
        raise StoppedError

    with pytest.raises(StoppedError):
        front(tiny_world, worked, TOWARDS_ALPHA, [0, 50], tell=stop)


def test_the_cheapest_can_be_stopped_before_each_solve(tiny_world, worked, monkeypatch):
    told: list[tuple[int, int]] = []
    solved: list[int] = []
    real = packages_model.milp

    def counted(*args, **options):
        solved.append(len(told))
        return real(*args, **options)

    monkeypatch.setattr(packages_model, "milp", counted)
    cheapest(tiny_world, worked, TOWARDS_ALPHA, tell=lambda done, total: told.append((done, total)))
    assert len(solved) > 2
    assert len(set(solved)) == len(solved), "told again between any two"
    assert solved[0] > 0
    assert all(0 <= done <= total for done, total in told)

    class StoppedError(Exception):
        pass

    def stop(done, total):
        if len(solved) > before + 1:
            raise StoppedError

    before = len(solved)
    with pytest.raises(StoppedError):
        plan(tiny_world, worked, TOWARDS_ALPHA, tell=stop)
    assert len(solved) == before + 2


def test_a_budget_that_keeps_no_floor_has_no_point(tiny_world, worked):
    """Armour of 0.6 costs 100 million."""
    found = front(tiny_world, worked, TOWARDS_ALPHA, [0, 90, 110, 200], Limits(floors=(("armour", 0.6),)))
    assert isinstance(found, Front)
    assert found.budgets == (110, 200)


def test_a_country_without_anything_starts_from_nothing(tiny_world, worked):
    empty = tiny_world.model_copy(update={"inventory": tuple(r for r in tiny_world.inventory if r.country != "BBB")})
    found = cheapest(empty, worked, replace(TOWARDS_ALPHA, other=0.05), Limits(assumed=False))
    count = found.counts(empty)["tank-four"]
    assert 0.2 * 4 * count / (4 * count + 40) >= 0.05 > 0.2 * 4 * (count - 1) / (4 * (count - 1) + 40)


def test_one_of_several_countries_is_refused(tiny_world, worked):
    with pytest.raises(ValueError, match="for one country by itself"):
        cheapest(tiny_world, worked, Aim((("AAA", 1.0), ("BBB", 1.0)), 0.5, "index", 2030))


def test_brute_force_itself_knows_the_worked_example():
    assert isclose(score(ALPHA), 0.4492, abs_tol=5e-5)
    assert isclose(score(BETA), 0.3467, abs_tol=5e-5)
    assert np.isclose(every_package([("armour", 40, 5, 1)])[1][1], score(BETA | {"armour": 60}))
