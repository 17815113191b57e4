"""Context countries: off by default, they join as a scenario says, and change nothing for the others."""

from __future__ import annotations

import pytest

from balance_model.analysis.ensembles import assess_many
from balance_model.core.assess import assess
from balance_model.records.scenario_world import world_for
from balance_model.records.scenarios import altered, content_of, load_scenario, sparse

EVERY = ["ALB", "MNE", "MKD"]


@pytest.fixture(scope="module")
def baseline(world):
    return load_scenario("baseline", world)


def test_the_four_are_compared_and_three_more_may_join(world):
    assert world.country_codes == ("SRB", "HRV", "BIH", "XKX")
    assert world.context_codes == ("ALB", "MNE", "MKD")
    assert set(world.country) == {*world.country_codes, *world.context_codes}


@pytest.mark.parametrize("table", ["inventory", "deals", "retirements", "munitions", "transfers_out", "sustainment"])
def test_rows_of_a_country_stay_out_until_it_joins(world, table):
    assert {row.country for row in getattr(world, table)} <= set(world.country_codes)
    more = world.joining(["ALB", "MKD", "MNE"])
    found = {row.country for row in getattr(more, table)}
    assert found & set(EVERY)
    assert len(getattr(more, table)) == len(getattr(world.whole, table))


def test_joining_keeps_the_order_of_the_file_and_what_is_in_already(world):
    assert world.joining(["MNE", "ALB"]).country_codes == ("SRB", "HRV", "BIH", "XKX", "ALB", "MNE")
    more = world.joining(["ALB"])
    assert more.joining(["MNE"]).joined == ("ALB", "MNE")
    assert more.joining([]) is more
    assert more != world
    assert more.fingerprint == world.fingerprint


def test_the_numbers_of_the_others_stay_to_the_last_bit(world, baseline):
    joined = altered(baseline, {"joined": EVERY}, world)
    before, after = assess(world, baseline), assess(world, joined)
    assert after.world.country_codes == (*world.country_codes, *EVERY)
    assert after.score[:4].tobytes() == before.score.tobytes()
    assert (after.score[4:] > 0).any(axis=1).all()


def test_the_futures_of_the_others_stay_to_the_last_bit(world, baseline):
    joined = altered(baseline, {"joined": ["MKD"]}, world)
    before, after = assess_many(world, baseline, draws=20), assess_many(world, joined, draws=20)
    assert after.strength[:, :4].tobytes() == before.strength.tobytes()


def test_keys_of_scenarios_without_context_countries_are_as_before(baseline):
    """The id that the README and golden files of earlier versions cite."""
    assert baseline.scenario_id == "baseline-5fa6e9d5"


def test_a_scenario_with_a_context_country_survives_its_file(world, baseline):
    joined = altered(baseline, {"joined": ["MNE", "ALB"], "sides": {"b": {"members": {"ALB": 0.5}}}}, world)
    assert joined.joined == ("ALB", "MNE")
    assert joined.scenario_id != baseline.scenario_id
    again = load_scenario(sparse(joined, baseline), world)
    assert (again.key, again.joined, again.side_b) == (joined.key, joined.joined, joined.side_b)
    whole = content_of(joined)
    assert "joined" in whole


def test_a_side_may_name_a_country_that_joined(world, baseline):
    joined = altered(baseline, {"joined": ["ALB"], "sides": {"b": {"members": {"HRV": 1, "XKX": 1, "ALB": 1}}}}, world)
    alone = altered(baseline, {"sides": {"b": {"members": {"HRV": 1, "XKX": 1}}}}, world)
    year = baseline.year
    with_albania = assess(world, joined).ratio("SRB", {"HRV": 1, "XKX": 1, "ALB": 1}, year)
    assert with_albania < assess(world, alone).ratio("SRB", {"HRV": 1, "XKX": 1}, year)


def test_scenarios_are_compared_over_all_countries_of_either(world, baseline):
    joined = altered(baseline, {"joined": ["MKD"]}, world)
    assert world_for(world, baseline, joined).joined == ("MKD",)
