"""Units against ceilings: counted by hand, by brute force, and by laws."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.analysis import ceilings
from balance_model.analysis.ceilings import BEST, HIGH, against, ceiling_of, class_ids, count, crossings
from balance_model.analysis.offers import headroom
from balance_model.analysis.uncapped import uncapped, unit_of
from balance_model.core.assess import assess
from balance_model.records.scenario import Modernisation, Purchase, Withdrawal
from balance_model.records.scenario_world import world_for
from balance_model.records.scenarios import altered, load_scenario, scenario_ids


def counted(world, scenario):
    return count(assess(world_for(world, scenario), scenario))


def cell(found, country, category, year):
    rows = against(found)
    (row,) = rows[(rows["country"] == country) & (rows["category"] == category) & (rows["year"] == year)].itertuples()
    return row


@pytest.fixture(scope="module")
def capped(tiny_world):
    """The tiny world with its tank in the class of the ceiling: Alpha holds 60 of 70, Beta is no party."""
    systems = [
        row.model_copy(update={"ceiling_class": "battle_tank"}) if row.system_id == "tank" else row
        for row in tiny_world.systems
    ]
    more = next(row for row in systems if row.system_id == "tank").model_copy(update={"system_id": "tank-new"})
    return tiny_world.model_copy(update={"systems": (*systems, more)})


def ranged(world, low, high):
    """The world with a range around the tanks of Alpha."""
    rows = tuple(
        row.model_copy(update={"low": low, "high": high}) if (row.country, row.system_id) == ("AAA", "tank") else row
        for row in world.inventory
    )
    return world.model_copy(update={"inventory": rows})


def buying(worked, quantity, first, last):
    item = Purchase(country="AAA", system_id="tank", quantity=quantity, first_year=first, last_year=last)
    return worked.model_copy(update={"purchases": (item,)})


def test_a_purchase_crosses_a_ceiling_in_the_year_in_which_it_does(capped, worked):
    """60 tanks, and 12 more evenly from 2027 to 2030, 3 a year: 63, 66, 69, 72. The ceiling is 70."""
    found = counted(capped, buying(worked, 12, 2027, 2030))
    by_year = {year: cell(found, "AAA", "battle_tank", year).best for year in (2026, 2027, 2028, 2029, 2030, 2035)}
    assert by_year == pytest.approx({2026: 60, 2027: 63, 2028: 66, 2029: 69, 2030: 72, 2035: 72})
    (crossing,) = crossings(found)
    assert (crossing.country, crossing.category, crossing.year) == ("AAA", "battle_tank", 2030)
    assert crossing.held == pytest.approx(72)
    assert crossing.ceiling.ceiling == 70
    assert (crossing.most, crossing.most_year) == (pytest.approx(72), 2030)
    assert crossing.causes == (("purchase:1", pytest.approx(3)),)
    row = cell(found, "AAA", "battle_tank", 2030)
    assert row.headroom == pytest.approx(-2)
    assert row.share == pytest.approx(72 / 70)


def test_a_ceiling_that_is_just_reached_is_not_crossed(capped, worked):
    """60 and 10 are 70, the ceiling itself."""
    assert crossings(counted(capped, buying(worked, 10, 2027, 2027))) == ()
    assert len(crossings(counted(capped, buying(worked, 11, 2027, 2027)))) == 1


def test_the_high_estimate_may_cross_where_the_best_does_not(capped, worked):
    """50 to 75 tanks, best 60: the high end is above 70 from the first year, whose arrivals are not known."""
    found = counted(ranged(capped, 50, 75), worked)
    row = cell(found, "AAA", "battle_tank", 2026)
    assert (row.low, row.best, row.high) == (50, 60, 75)
    assert crossings(found, BEST) == ()
    (crossing,) = crossings(found, HIGH)
    assert (crossing.year, crossing.held, crossing.causes) == (2020, 75, ())


def test_a_country_that_is_no_party_has_units_and_no_ceiling(capped, worked):
    row = cell(counted(capped, worked), "BBB", "battle_tank", 2030)
    assert row.best == 20
    assert row.ceiling != row.ceiling
    assert row.headroom != row.headroom
    assert row.basis == ceilings.NO_CEILING


def test_a_move_between_systems_of_a_class_changes_nothing_in_it(capped, worked):
    """20 of 60 tanks become another tank: 60 as before, and the range stays 50 to 75."""
    change = Modernisation(country="AAA", system_id="tank", to_system_id="tank-new", quantity=20, year=2025)
    scenario = worked.model_copy(update={"modernisations": (change,)})
    row = cell(counted(ranged(capped, 50, 75), scenario), "AAA", "battle_tank", 2030)
    assert (row.low, row.best, row.high) == (50, 60, 75)


def test_units_that_leave_are_gone_in_low_and_in_high(capped, worked):
    """60 (50 to 75) less 55 leave 5, at least none and at most 20."""
    gone = Withdrawal(country="AAA", system_id="tank", quantity=55, year=2028)
    found = counted(ranged(capped, 50, 75), worked.model_copy(update={"retirements": (gone,)}))
    row = cell(found, "AAA", "battle_tank", 2028)
    assert (row.low, row.best, row.high) == (0, 5, 20)
    assert cell(found, "AAA", "battle_tank", 2027).best == 60


def test_a_holding_that_is_none_at_best_counts_in_high(capped, worked):
    rows = tuple(
        row.model_copy(update={"low": 0, "best": 0, "high": 9})
        if (row.country, row.system_id) == ("AAA", "tank")
        else row
        for row in capped.inventory
    )
    row = cell(counted(capped.model_copy(update={"inventory": rows}), worked), "AAA", "battle_tank", 2030)
    assert (row.low, row.best, row.high) == (0, 0, 9)


def test_serbian_tanks_and_croatian_fighters_of_2026_by_hand(world):
    """Rows of inventory.csv. Serbia: 159 M-84, 40 M-84AS, 1 M-84AS3, 30 T-72MS, 63 T-72M, 100 T-55 = 393.

    Croatia: 12 Rafale. Bosnia, artillery of 2026 in stores and units: 1,347, of a ceiling of 1,500.
    """
    found = counted(world, load_scenario("baseline", world))
    assert cell(found, "SRB", "battle_tank", 2026).best == pytest.approx(159 + 40 + 1 + 30 + 63 + 100)
    assert cell(found, "HRV", "combat_aircraft", 2026).best == pytest.approx(12)
    assert cell(found, "BIH", "artillery", 2026).headroom == pytest.approx(1500 - 1347)


def test_serbian_vehicles_at_the_high_end_count_no_unit_twice(world):
    """Row highs of inventory.csv: M-80 323 + 220, M-80AB1 66, BTR-80A 108, Lazar-3 80, BOV OT 40, BOV VP 39 = 876.

    In 2030 the order of 80 Lazar-3 brings nothing beyond the 80; that of BOV OT, 60 at most, brings 20 more: 896.
    Row lows: 212 + 100 + 26 + 66 + 30 + 10 + 29 = 473; the order of Lazar-3 brings 10 more, that of BOV OT, 10 at
    least, none: 483. Tanks at their lows: 133 + 2 + 0 + 30 + 13 + 100 = 278, and no conversion changes them.
    """
    found = counted(world, load_scenario("baseline", world))
    for year, low, high in ((2026, 473, 876), (2030, 483, 896)):
        row = cell(found, "SRB", "acv", year)
        assert (row.low, row.high) == (pytest.approx(low), pytest.approx(high))
    tanks = cell(found, "SRB", "battle_tank", 2030)
    assert (tanks.low, tanks.high) == (pytest.approx(278), pytest.approx(197 + 66 + 4 + 30 + 63 + 202))


def test_a_reader_sets_the_number_of_an_order_and_its_range_goes(world):
    """200 BOV OT in all: at high the 40 that may be there are units of the order, so 200 less 60 more than before."""
    base = load_scenario("baseline", world)
    more = altered(base, {"deals": {"srb-bov-ot": {"quantity": 200}}}, world)
    before, after = (cell(counted(world, each), "SRB", "acv", 2030) for each in (base, more))
    assert after.best - before.best == pytest.approx(200 - 40)
    assert after.high - before.high == pytest.approx(200 - 60)


def test_announced_plans_take_serbia_over_its_ceiling_for_vehicles(world):
    """Baseline of 2027 and 2028 plus the planned 42 BTR-80A, 14 a year from 2026: 786 is passed in 2028."""
    plans = counted(world, load_scenario("announced_plans", world))
    base = counted(world, load_scenario("baseline", world))
    assert crossings(base) == ()
    (crossing,) = crossings(plans)
    assert (crossing.country, crossing.category, crossing.year) == ("SRB", "acv", 2028)
    assert dict(crossing.causes)["deal:srb-btr80a-108"] == pytest.approx(42 / 3)
    assert crossing.held == pytest.approx(cell(base, "SRB", "acv", 2028).best + 42)
    assert cell(plans, "SRB", "acv", 2027).best <= 786 < crossing.held


@pytest.mark.parametrize("scenario_id", scenario_ids())
def test_sums_agree_with_an_independent_count(world, scenario_id):
    """Straight from the totals by country and system, without ledger, origins or ranges."""
    scenario = load_scenario(scenario_id, world)
    seen = world_for(world, scenario)
    answer = assess(seen, scenario)
    total = defaultdict(float)
    for key, by_year in zip(answer.stock.keys.tolist(), answer.stock.total, strict=True):
        code, system = seen.country_codes[key // len(seen.systems)], seen.systems[key % len(seen.systems)]
        if system.ceiling_class:
            for year, units in zip(seen.years, by_year.tolist(), strict=True):
                total[code, system.ceiling_class, year] += units
    rows = against(count(answer))
    assert len(rows) == len(seen.country_codes) * len(class_ids(seen)) * len(seen.years)
    for row in rows.itertuples():
        assert row.best == pytest.approx(total[row.country, row.category, row.year], abs=1e-9)
        assert row.low - 1e-9 <= row.best <= row.high + 1e-9
        assert row.low >= 0


@pytest.mark.parametrize("scenario_id", scenario_ids())
def test_a_system_in_several_categories_is_counted_once(world, scenario_id):
    """The ledger lists the units of a system under one category only; all its rows together are the class."""
    scenario = load_scenario(scenario_id, world)
    answer = assess(world_for(world, scenario), scenario)
    classes = {row.system_id: row.ceiling_class for row in world.systems}
    several = {row.system_id for row in world.systems if row.ceiling_class and row.other_categories}
    ledger = answer.ledger()
    ledger = ledger.assign(place=ledger["system_id"].map(classes)).dropna(subset=["place"])
    assert set(ledger["system_id"]) & several
    sums = ledger.groupby(["country", "place", "year"])["quantity"].sum()
    rows = against(count(answer)).set_index(["country", "category", "year"])["best"]
    assert rows[sums.index.tolist()].to_numpy() == pytest.approx(sums.to_numpy(), abs=1e-9)


def test_headroom_is_the_room_that_packages_keep_to(world):
    scenario = load_scenario("announced_plans", world)
    answer = assess(world, scenario)
    rows = against(count(answer))
    for code in world.country_codes:
        own = rows[(rows["country"] == code) & (rows["year"] == 2031) & rows["ceiling"].notna()]
        assert headroom(answer, code, 2031) == pytest.approx(
            {row.category: max(row.headroom, 0.0) for row in own.itertuples()}
        )


@pytest.mark.parametrize(
    ("party", "year", "ceiling"),
    [
        ("FRY", 1996, 1025), ("FRY", 2005, 1025), ("FRY", 2006, None), ("SRB", 2005, None), ("SRB", 2006, 948),
        ("SRB", 2035, 948), ("HRV", 1995, None), ("HRV", 2030, 410), ("MNE", 2030, 77), ("XKX", 2030, None),
        ("BIH-RS", 2000, 137), ("BIH-RS", 2020, None),
    ],
)  # fmt: skip
def test_a_ceiling_holds_from_its_first_year_until_its_last(world, party, year, ceiling):
    """Tanks. The sums of 1996 and of today: 948 + 77 = 1,025, as the sources say."""
    found = ceiling_of(world, party, "battle_tank", year)
    assert (found.ceiling if found else None) == ceiling


def test_the_declared_tanks_of_2019(world):
    """ATV and IN4S, December 2019: Serbia 464, Croatia 232, Bosnia 325; Montenegro none once it has joined."""
    scenario = altered(load_scenario("baseline", world), {"joined": ["MNE"]}, world)
    rows = ceilings.reported(counted(world, scenario))
    told = rows[(rows["kind"] == "declared") & (rows["year"] == 2019)]
    assert dict(zip(told["country"], told["holding"], strict=True)) == {"SRB": 464, "HRV": 232, "BIH": 325, "MNE": 0}
    assert set(told["own_year"]) == {2020}
    without = ceilings.reported(counted(world, load_scenario("baseline", world)))
    assert set(without["country"]) == {"SRB", "HRV", "BIH"}


def test_montenegro_has_ceilings_once_it_has_joined_and_albania_none(world):
    """Tanks 77, vehicles 64, artillery 281, aircraft 12, helicopters 4."""
    scenario = altered(load_scenario("baseline", world), {"joined": ["ALB", "MNE"]}, world)
    rows = against(counted(world, scenario))
    mne = rows[(rows["country"] == "MNE") & (rows["year"] == 2026)].set_index("category")
    assert mne["ceiling"].to_dict() == {
        "battle_tank": 77, "acv": 64, "artillery": 281, "combat_aircraft": 12, "attack_helicopter": 4,
    }  # fmt: skip
    assert mne["basis"].to_dict()["acv"] == "derived"
    assert rows[rows["country"] == "ALB"]["ceiling"].isna().all()


@settings(max_examples=15)
@given(
    country=st.sampled_from(["SRB", "HRV", "BIH", "XKX"]),
    system=st.sampled_from(["m-84", "lazar-3", "himars", "rafale-f4", "mi-35m", "bayraktar-tb2"]),
    quantity=st.integers(1, 500),
)
def test_a_purchase_adds_its_units_to_its_class_and_to_no_other(world, country, system, quantity):
    base = load_scenario("baseline", world)
    item = {"country": country, "system_id": system, "quantity": quantity, "first_year": 2029, "last_year": 2030}
    before = against(counted(world, base)).set_index(["country", "category", "year"])
    after = against(counted(world, altered(base, {"purchases": [item]}, world))).set_index(
        ["country", "category", "year"]
    )
    place = world.system[system].ceiling_class
    wanted = {(country, place, year): quantity * (0.5 if year == 2029 else 1) for year in range(2029, 2036)}
    gained = (after["best"] - before["best"]).round(6)
    assert gained[gained != 0].to_dict() == pytest.approx(wanted if place else {})
    for name in ("low", "high"):  # less than all where older units of the system may have left in the low estimate
        more = (after[name] - before[name]).round(6)
        assert ((more >= 0) & (more <= gained)).all()


@pytest.mark.parametrize("year", [2020, 2026, 2035])
def test_what_escapes_is_what_has_no_class(world, year):
    """Sums by kind straight from the totals; no system with a class is in it."""
    answer = assess(world, load_scenario("announced_plans", world))
    rows = uncapped(count(answer), year)
    groups = {kind for group in world.uncapped for kind in group.kinds}
    total = defaultdict(float)
    at = world.years.index(year)
    for key, by_year in zip(answer.stock.keys.tolist(), answer.stock.total, strict=True):
        system = world.systems[key % len(world.systems)]
        if not system.ceiling_class and system.kind in groups:
            total[world.country_codes[key // len(world.systems)], system.kind] += float(by_year[at])
    found = {(row.country, row.kind): row.best for row in rows.itertuples()}
    assert set(total) <= set(found) | {key for key, units in total.items() if units == 0}
    for key, units in found.items():
        assert units == pytest.approx(total[key], abs=1e-9)


def test_the_unit_of_a_kind_is_named_where_it_is_one(world):
    assert unit_of(world, "sam_long") == "battery"
    assert unit_of(world, "anti_ship_missile") == "unit", "launchers, vessels"


def test_notes_are_those_of_a_country_and_class_or_of_all(world):
    own = ceilings.notes(world, ("holding",), "SRB", "attack_helicopter")
    assert "srb-helicopters" in {row.note_id for row in own}
    assert "bih-artillery" not in {row.note_id for row in own}
    assert all(row.topic == "holding" for row in own)
    assert not any(row.country == "MNE" for row in ceilings.notes(world, ("ceiling",)))
    more = world.joining(["MNE"])
    assert any(row.country == "MNE" for row in ceilings.notes(more, ("ceiling",)))
