"""Units by year, counted by hand: no unit twice, none made by a modernisation, none below zero."""

from __future__ import annotations

import pytest

from balance_model.core.assess import assess
from balance_model.domain import Deal, Holding, Retirement, World
from balance_model.records.scenarios import altered


def holding(**content) -> Holding:
    given = {
        "country": "AAA",
        "system_id": "tank",
        "low": 10,
        "best": 10,
        "high": 10,
        "as_of": "2025-12",
        "held": "active",
        "evidence": "published",
        "source_ids": "worked-example",
        "confidence": "high",
        "note": None,
    }
    return Holding(**(given | content))


def deal(**content) -> Deal:
    given = {
        "deal_id": "d",
        "country": "AAA",
        "system_id": "tank",
        "low": 8,
        "best": 8,
        "high": 8,
        "supplier": None,
        "maker": None,
        "announced": None,
        "contracted": None,
        "first_year": 2027,
        "last_year": 2028,
        "delivered": 0,
        "value_m": None,
        "currency": None,
        "value_scope": None,
        "status": "contracted",
        "deal_kind": "new",
        "replaces_system_id": None,
        "evidence": "published",
        "source_ids": "worked-example",
        "confidence": "high",
        "note": None,
    }
    return Deal(**(given | content))


def retirement(**content) -> Retirement:
    given = {
        "country": "AAA",
        "system_id": "tank",
        "low": 3,
        "best": 3,
        "high": 3,
        "year": 2030,
        "evidence": "published",
        "source_ids": "worked-example",
        "note": None,
    }
    return Retirement(**(given | content))


@pytest.fixture
def stock(tiny_world, worked):
    """Return a function: units of a system by year for given rows and scenario changes."""

    def units(rows: dict, change: dict | None = None, system_id: str = "tank") -> dict[int, float]:
        tables = {"inventory": (holding(),), "deals": (), "retirements": ()} | rows
        world = tiny_world.model_copy(update=tables)
        ledger = assess(world, altered(worked, change or {}, world)).ledger()
        mine = ledger[(ledger.country == "AAA") & (ledger.system_id == system_id)].groupby("year").quantity.sum()
        return {year: round(float(mine.get(year, 0.0)), 9) for year in world.years}

    return units


def at(units: dict[int, float], *years: int) -> list[float]:
    return [units[year] for year in years]


def test_a_holding_stands_in_every_year(stock):
    assert set(stock({}).values()) == {10}


def test_what_is_to_come_adds_from_its_first_year(stock):
    assert at(stock({"deals": (deal(),)}), 2026, 2027, 2028, 2035) == [10, 14, 18, 18]


def test_delivered_units_are_in_the_holding_and_not_there_before(stock):
    """Ten held, six of them from a deal of 2022 to 2024, two a year."""
    rows = {"deals": (deal(best=6, low=6, high=6, delivered=6, first_year=2022, last_year=2024, status="delivered"),)}
    assert at(stock(rows), 2021, 2022, 2023, 2024, 2025, 2035) == [4, 6, 8, 10, 10, 10]


def test_the_rest_of_a_deal_in_progress_comes_after_the_holding_was_counted(stock):
    """Eight ordered for 2024 to 2027, four delivered by 2025: the other four come in 2026 and 2027."""
    rows = {"deals": (deal(delivered=4, first_year=2024, last_year=2027, status="in_delivery"),)}
    assert at(stock(rows), 2023, 2024, 2025, 2026, 2027, 2030) == [6, 8, 10, 12, 14, 14]


def test_the_filter_by_status_stops_what_is_to_come_and_sends_nothing_back(stock):
    rows = {"deals": (deal(delivered=4, first_year=2024, last_year=2027, status="in_delivery"),)}
    assert at(stock(rows, {"statuses": ["delivered"]}), 2023, 2025, 2030) == [6, 10, 10]


def test_a_deal_left_out_was_never_made(stock):
    rows = {"deals": (deal(delivered=4, first_year=2024, last_year=2027, status="in_delivery"),)}
    assert set(stock(rows, {"deals": {"d": {"include": False}}}).values()) == {6}


def test_a_plan_counts_when_it_is_included_by_hand(stock):
    rows = {"deals": (deal(status="rumoured"),)}
    assert stock(rows)[2030] == 10
    assert stock(rows, {"deals": {"d": {"include": True}}})[2030] == 18


def test_another_quantity_includes_what_is_delivered(stock):
    rows = {"deals": (deal(delivered=4, first_year=2024, last_year=2027, status="in_delivery"),)}
    assert stock(rows, {"deals": {"d": {"quantity": 14}}})[2035] == 20
    assert stock(rows, {"deals": {"d": {"quantity": 4}}})[2035] == 10


def test_delay_of_one_deal_and_slip_of_one_country(stock):
    rows = {"deals": (deal(),)}
    assert at(stock(rows, {"deals": {"d": {"delay": 1}}}), 2027, 2028, 2029) == [10, 14, 18]
    assert at(stock(rows, {"dials": {"slip_years@AAA": 0.5}}), 2027, 2028, 2029) == [12, 16, 18]
    assert at(stock(rows, {"dials": {"slip_years@BBB": 5}}), 2027, 2028) == [14, 18]


def test_nothing_to_come_arrives_before_the_year_of_the_data(stock):
    units = stock({"deals": (deal(),)}, {"deals": {"d": {"delay": -9}}})
    assert at(units, 2024, 2025, 2026) == [10, 14, 18]


def test_purchases_and_retirements(stock):
    bought = {
        "purchases": [{"country": "AAA", "system_id": "tank", "quantity": 6, "first_year": 2026, "last_year": 2028}],
        "retirements": [{"country": "AAA", "system_id": "tank", "quantity": 5, "year": 2030}],
    }
    units = stock({"retirements": (retirement(),)}, bought)
    assert at(units, 2025, 2026, 2027, 2028, 2029, 2030) == [10, 12, 14, 16, 16, 8]


def test_no_more_leaves_than_there_is(stock):
    leaving = {"retirements": [{"country": "AAA", "system_id": "tank", "quantity": 99, "year": 2028}]}
    assert at(stock({"retirements": (retirement(year=2026),)}, leaving), 2025, 2026, 2028, 2035) == [
        10,
        7,
        0,
        0,
    ]


def test_conversion_moves_units_and_makes_none(stock):
    """Ten tanks and no launchers; eight tanks become launchers in 2027 and 2028."""
    converted = deal(deal_kind="modernisation", system_id="launcher", replaces_system_id="tank")
    rows = {"deals": (converted,)}
    assert at(stock(rows), 2026, 2027, 2028, 2035) == [10, 6, 2, 2]
    assert at(stock(rows, system_id="launcher"), 2026, 2027, 2028, 2035) == [0, 4, 8, 8]


def test_conversion_takes_no_more_than_the_older_system_has(stock):
    converted = deal(deal_kind="modernisation", system_id="launcher", replaces_system_id="tank", best=40, high=40)
    rows = {"deals": (converted,)}
    assert at(stock(rows), 2027, 2028) == [0, 0]
    assert at(stock(rows, system_id="launcher"), 2027, 2028) == [10, 10]


def test_delivered_conversions_were_the_older_system_before(stock):
    rows = {
        "inventory": (holding(best=4, low=4, high=4), holding(system_id="launcher", best=6, low=6, high=6)),
        "deals": (
            deal(
                deal_kind="modernisation",
                system_id="launcher",
                replaces_system_id="tank",
                best=6,
                low=6,
                high=6,
                delivered=6,
                first_year=2023,
                last_year=2024,
                status="delivered",
            ),
        ),
    }
    assert at(stock(rows), 2022, 2023, 2024) == [10, 7, 4]
    assert at(stock(rows, system_id="launcher"), 2022, 2023, 2024) == [0, 3, 6]


def test_an_upgrade_in_place_adds_quality_and_no_unit(tiny_world, worked):
    upgrade = deal(deal_kind="modernisation", replaces_system_id="tank")
    world = tiny_world.model_copy(update={"inventory": (holding(),), "deals": (upgrade,), "retirements": ()})
    answer = assess(world, worked)
    rows = answer.categories.query("country == 'AAA' and category == 'armour'").set_index("year").strength
    # eight of ten gain a tenth, in full use at once
    assert rows[[2026, 2027, 2028, 2035]].tolist() == pytest.approx([10, 10.4, 10.8, 10.8])
    assert answer.ledger().query("country == 'AAA'").groupby("year").quantity.sum().unique() == pytest.approx([10])


@pytest.mark.parametrize(("level", "expected"), [("published", 10), ("derived", 15), ("recalled", 15), ("assumed", 21)])
def test_evidence_decides_which_holdings_count(tiny_world, worked, level, expected):
    rows = (
        holding(),
        holding(system_id="launcher", best=5, low=5, high=5, evidence="derived"),
        holding(system_id="sam", best=6, low=6, high=6, evidence="assumed"),
    )
    world = tiny_world.model_copy(update={"inventory": rows, "deals": ()})
    ledger = assess(world, altered(worked, {"evidence": level}, world)).ledger()
    assert ledger.query("year == 2030").quantity.sum() == expected


def test_readiness_follows_the_state_of_the_units(tiny_world, worked):
    rows = (
        holding(best=10),
        holding(held="mixed", best=20, low=20, high=20),
        holding(held="stored", best=40, low=40, high=40),
    )
    world = tiny_world.model_copy(update={"inventory": rows, "deals": ()})
    dials = {"readiness.active": 0.8, "readiness.mixed": 0.5, "readiness.stored": 0.1, "crew": 0.9}
    answer = assess(world, altered(worked, {"dials": dials}, world))
    rows = answer.categories.query("country == 'AAA' and category == 'armour' and year == 2030")
    assert rows.strength.tolist() == pytest.approx([0.9 * (8 + 10 + 4)])


def test_those_who_leave_are_as_ready_as_those_who_stay(tiny_world, worked):
    rows = (holding(best=10), holding(held="stored", best=10))
    world = tiny_world.model_copy(update={"inventory": rows, "deals": (), "retirements": (retirement(best=5, high=5),)})
    dials = {"readiness.active": 1.0, "readiness.stored": 0.2}
    answer = assess(world, altered(worked, {"dials": dials}, world))
    rows = answer.categories.query("country == 'AAA' and category == 'armour'").set_index("year").strength
    assert rows[[2029, 2030]].tolist() == pytest.approx([12, 9])


def test_a_world_may_lose_its_deals_only(tiny_world: World, worked):
    bare = tiny_world.model_copy(update={"deals": ()})
    assert bare.fingerprint != tiny_world.fingerprint
    assert assess(bare, worked).score == pytest.approx(assess(tiny_world, worked).score)  # its deal is only planned


@pytest.fixture
def units_of(tiny_world, worked):
    """Return a function: units of a country and system by year; Alpha holds ten tanks, Beta nothing."""
    newer = tiny_world.system["tank"].model_copy(update={"system_id": "tank-2", "name": "Newer tank"})

    def make(change: dict, country: str = "AAA", system_id: str = "tank", **rows) -> dict[int, float]:
        tables = {"inventory": (holding(),), "deals": (), "retirements": ()} | rows
        world = tiny_world.model_copy(update={"systems": (*tiny_world.systems, newer)} | tables)
        ledger = assess(world, altered(worked, change, world)).ledger()
        mine = ledger[(ledger.country == country) & (ledger.system_id == system_id)].groupby("year").quantity.sum()
        return {year: round(float(mine.get(year, 0.0)), 9) for year in world.years}

    return make


def gift(quantity: int, year: int, giver: str = "AAA", receiver: str = "BBB") -> dict:
    return {"giver": giver, "receiver": receiver, "system_id": "tank", "quantity": quantity, "year": year}


def renewal(quantity: int, year: int, to: str = "tank-2") -> dict:
    return {"country": "AAA", "system_id": "tank", "to_system_id": to, "quantity": quantity, "year": year}


@pytest.mark.parametrize(
    ("gifts", "alpha", "beta"),
    [
        ([gift(4, 2028)], [10, 6, 6], [0, 4, 4]),
        ([gift(99, 2028)], [10, 0, 0], [0, 10, 10]),
        ([gift(7, 2028), gift(7, 2030)], [10, 3, 0], [0, 7, 10]),
        ([gift(4, 2028), gift(4, 2030, "BBB", "AAA")], [10, 6, 10], [0, 4, 0]),
        ([gift(4, 2030, "BBB", "AAA"), gift(4, 2028)], [10, 6, 10], [0, 4, 0]),  # the year decides, not the place
        ([gift(4, 2027, "BBB", "AAA"), gift(4, 2028)], [10, 6, 6], [0, 4, 4]),  # nothing there to give back in 2027
    ],
)
def test_what_one_country_gives_the_other_gets(units_of, gifts, alpha, beta):
    assert at(units_of({"transfers": gifts}), 2027, 2029, 2030) == alpha
    assert at(units_of({"transfers": gifts}, "BBB"), 2027, 2029, 2030) == beta


@pytest.mark.parametrize(
    ("given", "alpha", "beta"),
    [
        (gift(10, 2031), [10, 7, 0], [0, 0, 7]),  # three are gone by then
        (gift(9, 2029), [1, 0, 0], [9, 9, 9]),  # one is left to retire
        (gift(10, 2030), [10, 0, 0], [0, 10, 10]),  # given away in the year they would have been retired
    ],
)
def test_a_retired_unit_is_not_given_and_a_given_one_is_not_retired(units_of, given, alpha, beta):
    """Ten tanks, of which the data retire three in 2030."""
    rows = {"retirements": (retirement(),)}
    assert at(units_of({"transfers": [given]}, **rows), 2029, 2030, 2031) == alpha
    assert at(units_of({"transfers": [given]}, "BBB", **rows), 2029, 2030, 2031) == beta


def test_units_that_a_deal_converts_later_are_not_given_away(units_of):
    """Eight of ten tanks become launchers in 2027 and 2028: only two can be given for good in 2026."""
    converted = deal(deal_kind="modernisation", system_id="launcher", replaces_system_id="tank")
    assert at(units_of({"transfers": [gift(5, 2026)]}, deals=(converted,)), 2025, 2026, 2028) == [10, 8, 0]
    assert at(units_of({"transfers": [gift(5, 2026)]}, "BBB", deals=(converted,)), 2026, 2028) == [2, 2]


def test_a_transfer_arrives_like_a_purchase(tiny_world, worked):
    """Four of twenty launch vehicles, two years to full use, readiness of the receiver 0.5."""
    item = {"giver": "AAA", "receiver": "BBB", "system_id": "sam", "quantity": 4, "year": 2028}
    change = {"transfers": [item], "dials": {"readiness.active@BBB": 0.5}}
    rows = assess(tiny_world, altered(worked, change, tiny_world)).categories.query("category == 'air_defence'")
    rows = rows.set_index(["country", "year"]).strength
    assert rows["AAA"][[2027, 2028, 2029]].tolist() == pytest.approx([20, 16, 16])
    assert rows["BBB"][[2027, 2028, 2029]].tolist() == pytest.approx([5, 6, 7])
    late = change | {"dials": {"readiness.active@BBB": 0.5, "slip_years@BBB": 1}}
    rows = assess(tiny_world, altered(worked, late, tiny_world)).categories.query("category == 'air_defence'")
    rows = rows.set_index(["country", "year"]).strength
    assert rows["AAA"][[2028, 2029]].tolist() == pytest.approx([20, 16])
    assert rows["BBB"][[2028, 2029, 2030]].tolist() == pytest.approx([5, 6, 7])


@pytest.mark.parametrize(("quantity", "old", "new"), [(6, [10, 4, 4], [0, 6, 6]), (60, [10, 0, 0], [0, 10, 10])])
def test_a_modernisation_moves_units_and_makes_none(units_of, quantity, old, new):
    change = {"modernisations": [renewal(quantity, 2028)]}
    assert at(units_of(change), 2027, 2028, 2035) == old
    assert at(units_of(change, system_id="tank-2"), 2027, 2028, 2035) == new


def test_a_modernised_unit_can_be_given_away(units_of):
    change = {"modernisations": [renewal(6, 2028)], "transfers": [gift(9, 2029) | {"system_id": "tank-2"}]}
    assert at(units_of(change, system_id="tank-2"), 2028, 2029) == [6, 0]
    assert at(units_of(change, "BBB", "tank-2"), 2028, 2029) == [0, 6]
    assert at(units_of(change), 2028, 2029) == [4, 4]


def test_the_ledger_names_the_change_on_both_ends(tiny_world, worked):
    ledger = assess(tiny_world, altered(worked, {"transfers": [gift(1, 2026), gift(4, 2028)]}, tiny_world)).ledger()
    rows = ledger[(ledger.origin == "transfer:2") & (ledger.year == 2030)].sort_values("country")
    assert rows.country.tolist() == ["AAA", "BBB"]
    assert rows.quantity.tolist() == [-4, 4]
    assert rows.part.tolist() == ["given", "received"]
    assert set(rows.evidence) == {"supposed"}
