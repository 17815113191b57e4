"""Levels and shares of draws by the shortest way are those of full runs."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.ensembles import assess_many
from balance_model.analysis.inverse import MOST_SLOW, sure_changes
from balance_model.analysis.levers import levers
from balance_model.analysis.readings import Many, Single, odds
from balance_model.analysis.standing import INDEX, Aim, chance, levels, one, reached, stand_of
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario

DRAWS = 40
AIM = Aim(one("XKX"), one("SRB"), "anti_tank", 2030)
OPTIONS = [{}, {"options": {"counters": True, "cap": True, "access": True, "shortage": True}}]


@pytest.fixture(params=OPTIONS, ids=["plain", "options"])
def scenario(request, world):
    return altered(load_scenario("baseline", world), request.param, world)


@pytest.mark.parametrize("measure", [INDEX, "drones"])
def test_a_single_run_by_the_shortest_way(world, scenario, measure):
    aim = Aim(one("HRV"), (("SRB", 1.0), ("BIH", 0.5)), measure, 2031)
    reading = Single(world, scenario, aim)
    every = list(levers(reading.base, aim))
    assert {lever.kind for lever in every} >= {"purchase", "dial", "deal"}
    for lever in every[:: max(len(every) // 25, 1)]:
        step = max(lever.steps // 2, 1)
        assert reading.of(lever, step) == pytest.approx(reading.full(lever, step), abs=1e-12), lever.key


def test_draws_by_the_shortest_way(world, scenario):
    single = Single(world, scenario, AIM)
    every = [lever for lever in levers(single.base, AIM) if lever.kind == "purchase"]
    reading = Many(world, scenario, AIM, [(lever.country, lever.lot) for lever in every], 0.8, DRAWS)
    assert reading.now() == (chance(assess_many(world, scenario, DRAWS), AIM), 0.8)
    for lever in every[:: max(len(every) // 6, 1)]:
        more = 7 * reading.adds[lever.country, lever.lot.option_id]
        stand = reading.stand.added(lever.country, more)
        full = stand_of(assess_many(world, lever.scenario(7), DRAWS), AIM.year)
        assert np.allclose(stand.strength, full.strength, atol=1e-9), lever.key
        assert reading.of(lever, 7) == reading.full(lever, 7)


def test_two_lots_of_one_system_are_told_apart(tiny_world, worked):
    pattern = tiny_world.option["tank-four"]
    later = pattern.model_copy(update={"option_id": "tank-ten", "units_per_option": 10, "lead_years_best": 4.0})
    world = tiny_world.model_copy(update={"options": (pattern, later)})
    aim = Aim(one("BBB"), one("AAA"), INDEX, 2030)
    every = [lever for lever in levers(assess(world, worked), aim) if lever.kind == "purchase"]
    reading = Many(world, worked, aim, [(lever.country, lever.lot) for lever in every], 0.5, 3)
    four, ten = reading.adds["BBB", "tank-four"], reading.adds["BBB", "tank-ten"]
    assert ten == pytest.approx(four * 2.5)
    assert (four[:, tiny_world.category_ids.index("armour")] > 0).all()


def test_with_confidence_one_step_less_misses(world):
    """Law 26 with draws: the share reaches 80 per cent at n and not at n - 1, in the same draws."""
    scenario = load_scenario("baseline", world)
    found = sure_changes(world, scenario, AIM, 0.8, DRAWS)
    bought = [answer for answer in found.answers if answer.kind == "purchase"]
    assert bought
    for answer in bought[:3]:
        assert answer.own >= 0.8 > answer.before
        assert answer.own == chance(assess_many(world, answer.scenario, DRAWS), AIM)
    assert found.sure == 0.8


def test_a_share_asked_for_that_is_there_already(world):
    scenario = load_scenario("baseline", world)
    found = sure_changes(world, scenario, Aim(one("SRB"), one("BIH"), INDEX, 2030), 0.8, DRAWS)
    assert found.already
    assert found.answers == ()


def test_dials_and_deals_are_sought_also_where_a_single_run_is_enough(world):
    """Serbia is at least equal to Croatia in drones in 2030 in a single run, but not in 80 per cent of the draws."""
    scenario, aim = load_scenario("baseline", world), Aim(one("SRB"), one("HRV"), "drones", 2030)
    assert reached(*Single(world, scenario, aim).now())
    found = sure_changes(world, scenario, aim, 0.8, 64)
    assert found.own < 0.8
    tried = {each.key for each in (*found.answers, *found.misses)}
    assert {"slip_years@HRV:up", "srb-kamikaze-80000:counted"} <= {answer.key for answer in found.answers}
    assert not tried & {"readiness.active@SRB:down", "readiness.active@HRV:up", "slip_years@SRB:up"}, "the wrong way"
    helps = [
        lever.key
        for lever in levers(assess(world, scenario), aim)
        if lever.kind in ("dial", "deal") and lever.steps and _best_gain(world, scenario, aim, lever) > 1e-9
    ]
    assert found.untried == max(len(helps) - MOST_SLOW, 0) > 0
    slow = {each.key for each in (*found.answers, *found.misses) if each.kind in ("dial", "deal")}
    assert slow <= set(helps)
    assert len(slow) <= MOST_SLOW


def _best_gain(world, scenario, aim, lever):
    """Most that a lever gains on the other side, at a quarter, half, three quarters and all of its way."""
    before = levels(assess(world, scenario), aim)
    ends = {max(lever.steps * part // 4, 1) for part in (1, 2, 3, 4)} if lever.kind == "dial" else {lever.steps}
    after = [levels(assess(world, lever.scenario(step)), aim) for step in ends]
    return max(own - needed for own, needed in after) - (before[0] - before[1])


def test_more_confidence_never_takes_fewer(world):
    scenario = load_scenario("baseline", world)
    half, most = (sure_changes(world, scenario, AIM, sure, DRAWS).answers for sure in (0.5, 0.9))
    fewer = {answer.key: answer.steps for answer in half if answer.kind == "purchase"}
    more = {answer.key: answer.steps for answer in most if answer.kind == "purchase"}
    assert more
    assert all(fewer[key] <= more[key] for key in more)


def test_odds_are_shares_of_the_same_draws(world):
    scenario = load_scenario("baseline", world)
    item = {"country": "XKX", "system_id": "javelin", "quantity": 90, "first_year": 2028, "last_year": 2028}
    more = altered(scenario, {"purchases": [item]}, world)
    told: list[tuple[int, int]] = []
    shares = odds(world, [scenario, more, scenario], AIM, DRAWS, lambda done, total: told.append((done, total)))
    assert shares[0] == shares[2] <= shares[1]
    assert all(share * DRAWS == pytest.approx(round(share * DRAWS)) for share in shares)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_identical_sides_tie_in_every_draw(world):
    aim = Aim(one("SRB"), one("SRB"), INDEX, 2030)
    assert odds(world, [load_scenario("baseline", world)], aim, 5) == (1.0,)


def test_levels_are_those_of_the_answer(world, scenario):
    answer = assess(world, scenario)
    aim = Aim(one("HRV"), one("SRB"), INDEX, 2030)
    assert levels(answer, aim) == answer.facing("HRV", "SRB", 2030)
    fixed = levels(answer, Aim(one("HRV"), 0.5, INDEX, 2030, times=0.5))
    at = world.country_codes.index("HRV"), world.years.index(2030)
    assert fixed == pytest.approx((float(answer.score[at]), 0.25))
    values = answer.facing_values("HRV", "SRB", 2030)
    drones = world.category_ids.index("drones")
    assert levels(answer, Aim(one("HRV"), one("SRB"), "drones", 2030, times=2.0)) == pytest.approx(
        (values[0][drones], 2 * values[1][drones])
    )


@pytest.mark.parametrize(("other", "times", "words"), [(1.5, 1, "from 0 to 1"), (0.5, 0, "above zero")])
def test_an_aim_that_says_nothing_is_refused(other, times, words):
    with pytest.raises(ValueError, match=words):
        Aim(one("XKX"), other, INDEX, 2030, times)
