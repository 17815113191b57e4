"""A change moves nothing outside the reach that is told for it."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.changes import changes
from balance_model.analysis.reach import INDEX, UNITS, WORTH, cells_of, joined, limited, parts
from balance_model.core.assess import scored, usable_units, worth_of
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world


@pytest.fixture(scope="module")
def base(world):
    """Everything counts and every option that a dial scales is on, so that each dial moves something."""
    change = {
        "weights": dict.fromkeys(world.category_ids, 1.0),
        "options": {"counters": True, "shortage": True},
        "dials": {"rho": 0.0},
        "statuses": [row.status for row in world.statuses if row.status != "cancelled"],
    }
    return altered(load_scenario("baseline", world), change, world)


def check(world, base, content):
    """The change moves units and worth only as told, and strengths are scored alike unless told."""
    other = altered(base, content, world)
    (change,) = changes(base, other, world)
    told, cells = parts(change, world), cells_of(change, world)
    group = joined(world, [base, other])
    near = np.isin(group, group[cells])
    before, after = usable_units(world, base), usable_units(world, other)
    moved = (before != after).any(axis=1)
    assert not moved[~near].any()
    assert UNITS in told or not moved.any()
    assert WORTH in told or (worth_of(world, base) == worth_of(world, other)).all()
    strength = np.linspace(0, 300, 4 * len(world.category_ids)).reshape(4, -1)
    assert INDEX in told or (scored(strength, world, base)[2] == scored(strength, world, other)[2]).all()
    return told, moved


@pytest.mark.parametrize("dial", load_world().dials, ids=lambda row: row.id)
def test_dials(world, base, dial):
    value = dial.low if dial.low != dial.default else dial.high
    check(world, base, {"dials": {dial.id: value}})
    if dial.scope == "country":
        _, moved = check(world, base, {"dials": {f"{dial.id}@HRV": value}})
        others = [code for code in world.country_codes if code != "HRV"]
        by_country = moved.reshape(len(world.country_codes), -1).any(axis=1)
        assert not by_country[[world.country_codes.index(code) for code in others]].any()


@pytest.mark.parametrize(
    "content",
    [
        {"evidence": "published"},
        {"statuses": []},
        {"weights": {"drones": 7.0}},
        {"options": {"form": "linear", "counters": True, "shortage": True}},
        {"options": {"counters": False, "shortage": True}},
        {"purchases": [{"country": "BIH", "system_id": "javelin", "quantity": 9, "first_year": 2027,
                        "last_year": 2028}]},
        {"retirements": [{"country": "SRB", "system_id": "m-84", "quantity": 9, "year": 2027}]},
        {"transfers": [{"giver": "SRB", "receiver": "XKX", "system_id": "m-84", "quantity": 9, "year": 2027}]},
        {"modernisations": [{"country": "SRB", "system_id": "m-84", "to_system_id": "m-84as", "quantity": 9,
                             "year": 2027}]},
    ],
    ids=lambda content: next(iter(content)),
)  # fmt: skip
def test_other_changes(world, base, content):
    check(world, base, content)


@pytest.mark.parametrize("deal", load_world().deals, ids=lambda row: row.deal_id)
def test_deals_move_no_units_but_their_own(world, base, deal):
    told, _ = check(world, base, {"deals": {deal.deal_id: {"include": False}}})
    assert told == {UNITS}


def test_a_conversion_joins_the_old_system_and_the_new(world, base):
    deal = next(row for row in world.deals if row.replaces_system_id not in (None, row.system_id))
    group = joined(world, [base]).reshape(len(world.country_codes), -1)
    systems = [row.system_id for row in world.systems]
    at = world.country_codes.index(deal.country)
    assert group[at, systems.index(deal.system_id)] == group[at, systems.index(deal.replaces_system_id)]


def test_a_limited_world_gives_the_same_units(world, base):
    deal = next(row for row in world.deals if row.replaces_system_id not in (None, row.system_id))
    buy = {"country": deal.country, "system_id": deal.system_id, "quantity": 9, "first_year": 2027, "last_year": 2028}
    far = {"country": "XKX", "system_id": "javelin", "quantity": 5, "first_year": 2027, "last_year": 2028}
    other = altered(base, {"purchases": [buy, far], "deals": {deal.deal_id: {"delay": 1}}}, world)
    group = joined(world, [other])
    systems = [row.system_id for row in world.systems]
    here = world.country_codes.index(deal.country) * len(systems) + systems.index(deal.system_id)
    cells = group == group[here]
    small, less = limited(world, other, cells)
    assert 0 < len(small.deals) < 5
    assert [item.country for item in less.purchases] == [deal.country]
    units = usable_units(small, less)
    assert (units[cells] == usable_units(world, other)[cells]).all()
    assert units[cells].any()
    assert not units[~cells].any()
