"""The tiny data stays the worked example of the method and keeps up with the real dials."""

from __future__ import annotations

CATEGORIES = ("anti_tank", "air_defence", "armour", "combat_air")


def test_it_has_every_dial_of_the_real_data(world, tiny_world):
    def shared(dials):
        return {each for each in dials if each.partition(".")[0] not in ("half", "ramp", "interop")}

    assert shared(tiny_world.dial) == shared(world.dial)
    assert {name.partition(".")[0] for name in world.dial} == {name.partition(".")[0] for name in tiny_world.dial}


def test_dials_that_the_example_does_not_set_are_those_of_the_real_data(world, tiny_world):
    own = {"readiness.active", "readiness.mixed", "readiness.stored", "crew"}
    for name, dial in tiny_world.dial.items():
        if name in world.dial and name.partition(".")[0] not in ("half", "ramp") and name not in own:
            assert dial.default == world.dial[name].default, name
    assert {tiny_world.dial[name].default for name in own} == {1.0}


def test_holdings_half_values_and_weights_are_those_of_the_example(tiny_world):
    held = {(row.country, tiny_world.system[row.system_id].category): row.best for row in tiny_world.inventory}
    assert [held["AAA", category] for category in CATEGORIES] == [12, 20, 60, 10]
    assert [held["BBB", category] for category in CATEGORIES] == [30, 10, 20, 0]
    assert [tiny_world.dial[f"half.{category}"].default for category in CATEGORIES] == [20, 20, 40, 20]
    weights = {row.category: row.weight for row in tiny_world.weights if row.preset == "headline"}
    assert [weights[category] for category in CATEGORIES] == [30, 30, 20, 20]
    assert tiny_world.category_ids == CATEGORIES


def test_the_deal_is_that_of_the_example(tiny_world):
    (deal,) = tiny_world.deals
    assert (deal.country, deal.best, deal.delivered, deal.status) == ("BBB", 10, 0, "planned")
    assert (deal.first_year, deal.last_year) == (2026, 2029)
    assert tiny_world.system[deal.system_id].category == "air_defence"
    assert tiny_world.dial["ramp.air_defence"].default == 2
