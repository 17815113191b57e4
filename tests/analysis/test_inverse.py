"""The smallest change: with it the aim is reached, with one step less it is not."""

from __future__ import annotations

from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.analysis import inverse
from balance_model.analysis.inverse import fewest, smallest_changes
from balance_model.analysis.standing import INDEX, Aim, levels, one
from balance_model.analysis.tipping import tie_weight
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario

BETA_OVER_ALPHA = Aim(one("BBB"), one("AAA"), INDEX, 2030)


def found(world, scenario, aim, kind=None):
    """Answers by key, of one kind or all."""
    result = smallest_changes(world, scenario, aim)
    return {answer.key: answer for answer in result.answers if kind in (None, answer.kind)}


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_the_fewest_steps_that_pass(threshold, most):
    tried: list[int] = []

    def test(step):
        tried.append(step)
        return step >= threshold

    assert fewest(test, most) == (threshold if threshold <= most else None)
    assert len(tried) <= 2 * np.log2(most + 1) + 4


def test_nothing_can_be_moved_by_no_steps():
    assert fewest(lambda step: True, 0) is None


def test_parity_by_air_defence_alone_is_that_of_the_method(tiny_world, worked):
    """METHOD worked example: value 0.675, strength 41.54, so 32 whole vehicles more."""
    answer = found(tiny_world, worked, BETA_OVER_ALPHA)["BBB:sam-one"]
    assert answer.steps == ceil(31.54) == 32
    assert answer.own == pytest.approx(0.3 * 0.6 + 0.3 * 42 / 62 + 0.2 / 3)
    assert answer.before == pytest.approx(0.3 * 0.6 + 0.3 * 41 / 61 + 0.2 / 3)
    assert answer.own >= answer.needed > answer.before
    assert answer.cost == (640, 800, 1600)
    (bought,) = answer.scenario.purchases
    assert (bought.quantity, bought.first_year, bought.option_id) == (32, 2028, "sam-one")


def test_tanks_cannot_do_it_and_it_is_said_how_far_they_go(tiny_world, worked):
    """Armour of 1 would give 0.2 x 2/3 more: 0.480, above; the 80 tanks on offer give 100 of 140."""
    result = smallest_changes(tiny_world, worked, BETA_OVER_ALPHA)
    assert "BBB:tank-four" not in {answer.key for answer in result.answers}
    miss = next(miss for miss in result.misses if miss.key == "BBB:tank-four")
    assert miss.own == pytest.approx(0.3 * 0.6 + 0.1 + 0.2 * 100 / 140)
    assert miss.steps == 20
    lots = ceil((0.2 * 40 / (0.2 - (0.4491667 - 0.28)) - 40 - 20) / 4)
    assert abs(miss.would_take - lots) <= 1
    assert miss.own < miss.needed


def test_a_tie_of_weights_is_where_the_formula_says(tiny_world, worked):
    """Today Alpha leads; with anti-tank at 0.5191 the two tie (METHOD worked example): 52 whole per cent."""
    answer = found(tiny_world, worked, BETA_OVER_ALPHA, "weight")["anti_tank:up"]
    shares = np.array([weight for _, weight in sorted(answer.scenario.weights)])
    assert dict(answer.scenario.weights)["anti_tank"] == pytest.approx(52)
    assert shares.sum() == pytest.approx(100)
    base = assess(tiny_world, worked)
    at = tiny_world.years.index(2030)
    tie = tie_weight(base.value[1, at], base.value[0, at], base.weights, 0)
    assert tie == pytest.approx(0.5191, abs=5e-5)
    assert 51 < 100 * tie <= 52
    others = {name: weight for name, weight in answer.scenario.weights if name != "anti_tank"}
    assert others["air_defence"] / others["armour"] == pytest.approx(1.5)


def test_a_dial_moves_to_the_first_step_that_does(tiny_world, worked):
    """Alpha's air defence of 20, needed 10: readiness of Alpha from 1 to 0.5."""
    aim = Aim(one("BBB"), one("AAA"), "air_defence", 2030)
    answer = found(tiny_world, worked, aim, "dial")["readiness.active@AAA:down"]
    assert dict(answer.scenario.dials) == {"readiness.active@AAA": 0.5}
    assert answer.own == answer.needed == pytest.approx(1 / 3)
    assert answer.size == pytest.approx(0.5 / 0.55)
    assert answer.steps == 50


def test_a_planned_deal_counted_in(tiny_world, worked):
    """Beta's ten more vehicles, in full use by 2030, make it level with Alpha's twenty."""
    aim = Aim(one("BBB"), one("AAA"), "air_defence", 2030)
    answer = found(tiny_world, worked, aim, "deal")["bbb-sam-2025:counted"]
    assert answer.scenario.deal_change("bbb-sam-2025").include is True
    assert answer.own == answer.needed == pytest.approx(0.5)
    assert "planned deal is counted in" in answer.words


def test_deals_of_the_other_side_smaller_or_later(tiny_world, worked):
    """Now Alpha asks: Beta's ten vehicles, counted, against Alpha without five of its twenty."""
    scenario = altered(
        worked,
        {"statuses": ["planned"], "retirements": [{"country": "AAA", "system_id": "sam", "quantity": 5, "year": 2026}]},
        tiny_world,
    )
    aim = Aim(one("AAA"), one("BBB"), "air_defence", 2030)
    answers = found(tiny_world, scenario, aim, "deal")
    assert answers["bbb-sam-2025:smaller"].steps == 5
    assert answers["bbb-sam-2025:smaller"].scenario.deal_change("bbb-sam-2025").quantity == 5
    assert answers["bbb-sam-2025:smaller"].words.endswith("5 fewer units than the 10 planned")
    # Delivered evenly over 2026 to 2029 with a ramp of two years: 10, 8.75, 6.25, 3.75 units in use in 2030.
    assert answers["bbb-sam-2025:later"].steps == 3
    lower = Aim(one("AAA"), one("BBB"), "air_defence", 2027)
    assert smallest_changes(tiny_world, scenario, lower).already


def test_leaving_a_whole_deal_out(tiny_world, worked):
    leaving = [{"country": "AAA", "system_id": "sam", "quantity": 10, "year": 2026}]
    scenario = altered(worked, {"statuses": ["planned"], "retirements": leaving}, tiny_world)
    answer = found(tiny_world, scenario, Aim(one("AAA"), one("BBB"), "air_defence", 2030))["bbb-sam-2025:smaller"]
    assert answer.scenario.deal_change("bbb-sam-2025").include is False
    assert answer.words.endswith("the 10 launchers to come are left out")


def test_against_a_fixed_level(tiny_world, worked):
    """Beta to 0.40: air defence value of (0.40 - 0.18 - 0.0667) / 0.3 = 0.5111, strength 20.9."""
    answer = found(tiny_world, worked, Aim(one("BBB"), 0.40, INDEX, 2030))["BBB:sam-one"]
    assert answer.steps == 11
    assert answer.needed == 0.40


def test_who_leads_already_needs_nothing(tiny_world, worked):
    result = smallest_changes(tiny_world, worked, Aim(one("AAA"), one("BBB"), INDEX, 2030))
    assert result.already
    assert result.answers == result.misses == ()


def test_identical_countries_are_level(tiny_world, worked):
    rows = tuple(row for row in tiny_world.inventory if row.country == "AAA")
    twins = tiny_world.model_copy(
        update={"inventory": (*rows, *(row.model_copy(update={"country": "BBB"}) for row in rows))}
    )
    assert smallest_changes(twins, worked, BETA_OVER_ALPHA).already


def test_a_country_with_nothing_can_only_buy(tiny_world, worked):
    empty = tiny_world.model_copy(update={"inventory": tuple(r for r in tiny_world.inventory if r.country != "BBB")})
    result = smallest_changes(empty, worked, Aim(one("BBB"), one("AAA"), "air_defence", 2030))
    assert "BBB:sam-one" not in {answer.key for answer in result.answers}, "needs tanks that Beta no longer has"
    assert all(answer.kind != "weight" for answer in result.answers)


def test_no_time_left_leaves_no_purchase(tiny_world, worked):
    result = smallest_changes(tiny_world, worked, Aim(one("BBB"), one("AAA"), INDEX, 2026))
    assert all(each.kind != "purchase" for each in (*result.answers, *result.misses))


AIMS = [
    Aim(one("XKX"), one("SRB"), "anti_tank", 2030),
    Aim(one("BIH"), 0.3, INDEX, 2030),
    Aim(one("HRV"), one("SRB"), INDEX, 2033),
    Aim((("HRV", 0.5), ("BIH", 1.0)), one("SRB"), "drones", 2031),
]


@pytest.mark.parametrize("change", [{}, {"options": {"counters": True, "shortage": True}}], ids=["plain", "options"])
@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: f"{aim.own[0][0]}-{aim.measure}-{aim.year}")
def test_every_answer_holds_and_one_step_less_does_not(world, aim, change):
    """Law 26 on the real data, by full runs: S(n) >= target > S(n-1)."""
    scenario = altered(load_scenario("baseline", world), change, world)
    result = smallest_changes(world, scenario, aim)
    assert result.own < result.needed
    for answer in result.answers:
        own, needed = levels(assess(world, answer.scenario), aim)
        assert (own, needed) == (answer.own, answer.needed)
        assert own >= needed - 1e-12
        if answer.kind == "purchase":
            (bought,) = answer.scenario.purchases
            units = world.option[bought.option_id].units_per_option
            fewer = bought.quantity - units
            items = [bought.model_copy(update={"quantity": fewer})] if fewer else []
            less = levels(assess(world, scenario.model_copy(update={"purchases": tuple(items)})), aim)
            assert less[0] < less[1]
            assert bought.quantity // units <= world.option[bought.option_id].most
    assert [answer.size for answer in result.answers] == sorted(answer.size for answer in result.answers)
    assert all(miss.own < miss.needed for miss in result.misses)


@given(st.floats(0.3, 0.6))
@settings(max_examples=20)
def test_a_higher_level_never_takes_fewer(tiny_world, worked, level):
    lower, higher = (found(tiny_world, worked, Aim(one("BBB"), t, INDEX, 2030)) for t in (level, level + 0.02))
    for key in lower.keys() & higher.keys():
        if key.startswith("BBB:"):
            assert higher[key].steps >= lower[key].steps
    assert {key for key in higher if key.startswith("BBB:")} <= set(lower) or assess(
        tiny_world, worked
    ).score[1, 10] >= level  # fmt: skip


def test_progress_is_told(tiny_world, worked):
    told: list[tuple[int, int]] = []
    smallest_changes(tiny_world, worked, BETA_OVER_ALPHA, lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 10
    assert inverse.KINDS == ("purchase", "dial", "weight", "deal")
