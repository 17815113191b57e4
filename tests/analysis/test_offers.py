"""What a country can choose of the list, what one of it adds, and what several share."""

from __future__ import annotations

import pytest

from balance_model.analysis.offers import Limits, headroom, limit_rows, most_left, offers, refusal
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario


def why(world, scenario, name, country, year=2032, **limits):
    return refusal(world, scenario, world.option[name], country, year, Limits(**limits))


def test_why_an_option_cannot_be_chosen(world):
    scenario = load_scenario("baseline", world)
    assert why(world, scenario, "javelin-post", "XKX") == ""
    assert why(world, scenario, "javelin-post", "XKX", year=2028) == "arrives in 2029 at the earliest, after 2028"
    assert why(world, scenario, "javelin-post", "XKX", delivered_by=2027).endswith("after 2027")
    assert why(world, scenario, "kornet-em-post", "XKX") == "is realistic for Serbia only"
    assert why(world, scenario, "kornet-em-post", "SRB") == ""
    assert why(world, scenario, "cm-400akg-fit", "SRB") == ""
    assert why(world, scenario, "standoff-rafale-fit", "BIH").startswith("needs ")
    assert why(world, scenario, "gmlrs-pod", "HRV") == "is ammunition, which is not scored"
    assert why(world, scenario, "omtas-post", "XKX", assumed=False) == "has a price that is only assumed"
    assert why(world, scenario, "omtas-post", "XKX", most=(("omtas-post", 0.0),)).endswith("or left out")


def test_late_deliveries_of_a_country_make_an_option_late(world):
    scenario = altered(load_scenario("baseline", world), {"dials": {"slip_years@XKX": 1.5}}, world)
    assert why(world, scenario, "javelin-post", "XKX", year=2030).startswith("arrives in 2031")
    assert why(world, scenario, "javelin-post", "HRV", year=2030) == ""


def test_ordered_later_it_comes_later(tiny_world, worked):
    (tanks, _) = offers(tiny_world, worked, "BBB", 2034, Limits(order_year=2030))
    assert tanks.purchase.first_year == 2032


def test_what_one_of_each_adds(tiny_world, worked):
    """Four tanks at once; a launch vehicle of 2028 counts half in 2028 and whole from 2029 on."""
    for year, part in ((2028, 0.5), (2029, 1.0)):
        tanks, launcher = offers(tiny_world, worked, "BBB", year, Limits())
        assert tanks.adds == (0, 0, 4, 0)
        assert launcher.adds == (0, part, 0, 0)
    (only,) = offers(tiny_world, worked, "BBB", 2027, Limits())
    assert only.option_id == "tank-four"


def test_an_exact_run_with_several_of_them_adds_as_much(world):
    scenario = load_scenario("baseline", world)
    at = world.country_codes.index("BIH"), world.years.index(2031)
    before = assess(world, scenario).strength[at]
    for lot in offers(world, scenario, "BIH", 2031, Limits())[::6]:
        item = lot.purchase.model_copy(update={"quantity": 3 * lot.purchase.quantity})
        after = assess(world, scenario.model_copy(update={"purchases": (item,)})).strength[at]
        assert after - before == pytest.approx([3 * units for units in lot.adds], abs=1e-9)


def test_with_a_yearly_limit_an_option_can_come_in_any_year(tiny_world, worked):
    lots = offers(tiny_world, worked, "BBB", 2031, Limits(yearly=50, delivered_by=2030))
    years = [lot.purchase.first_year for lot in lots if lot.option_id == "tank-four"]
    assert years == [2027, 2028, 2029, 2030]
    rows, room = limit_rows(lots, Limits(yearly=50), {}, {})
    paid = [row for row, most in zip(rows.tolist(), room.tolist(), strict=True) if most == 50]
    assert len(paid) == 4
    assert [cost for cost in paid[0] if cost] == [10]
    shared = dict(zip(room.tolist(), rows.tolist(), strict=True))
    assert sum(shared[20.0]) == 4, "the twenty platoons may come in four years"


def test_a_year_has_room_for_what_is_not_paid_in_it_already(tiny_world, worked):
    """50 a year: 20 paid in 2028 leave 30, 70 in 2029 leave none; 8 once fall in the first year, 2027."""
    limits = Limits(yearly=50, once=(("tank-four", 8.0),), assumed=False)
    lots = offers(tiny_world, worked, "BBB", 2030, limits)
    assert {lot.option_id for lot in lots} == {"tank-four"}
    rows, room = limit_rows(lots, limits, {}, {2028: 20.0, 2029: 70.0, 2035: 9.0})
    years = [lot.purchase.first_year for lot in lots]
    by_year = {
        year: (row[-1], most)
        for row, most in zip(rows.tolist(), room.tolist(), strict=True)
        for year, cost in zip(years, row, strict=False)
        if cost == 10
    }
    assert by_year == {year: {2027: (8, 50), 2028: (0, 30), 2029: (0, 0)}.get(year, (0, 50)) for year in years}


def test_what_is_bought_already_is_not_there_again(tiny_world, worked):
    item = {"country": "BBB", "system_id": "tank", "quantity": 12, "first_year": 2027, "last_year": 2027,
            "option_id": "tank-four"}  # fmt: skip
    scenario = altered(worked, {"purchases": [item]}, tiny_world)
    option = tiny_world.option["tank-four"]
    assert most_left(scenario, option, "BBB", Limits()) == 17, "20 less 3"
    assert most_left(scenario, option, "AAA", Limits()) == 20
    assert most_left(scenario, option, "BBB", Limits(most=(("tank-four", 1.0),))) == 0


def test_room_under_ceilings_is_what_they_leave(world):
    scenario = load_scenario("baseline", world)
    answer = assess(world, scenario)
    room = headroom(answer, "HRV", 2030)
    ledger = answer.ledger()
    here = ledger[(ledger["country"] == "HRV") & (ledger["year"] == 2030)]
    tanks = [row.system_id for row in world.systems if row.ceiling_class == "battle_tank"]
    held = here[here["system_id"].isin(tanks)]["quantity"].sum()
    assert room["battle_tank"] == pytest.approx(410 - held)
    assert set(room) == {"battle_tank", "acv", "artillery", "combat_aircraft", "attack_helicopter"}
    assert headroom(answer, "XKX", 2030) == {}


def test_a_party_above_its_ceiling_has_no_room(world):
    low = tuple(row.model_copy(update={"ceiling": 1}) for row in world.ceilings)
    tight = world.model_copy(update={"ceilings": low})
    answer = assess(tight, load_scenario("baseline", world))
    assert headroom(answer, "SRB", 2030)["battle_tank"] == 0


@pytest.mark.parametrize("name", ["f-16-used", "bradley-refurbished", "cm-400akg-fit"])
def test_what_depends_on_stock_says_so(world, name):
    assert world.option[name].why_most.startswith("Limited by stock")


def test_every_option_can_be_bought_more_than_never(world):
    assert all(option.most >= 1 and option.why_most.endswith(".") for option in world.options)
