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
