"""The world of an earlier year, on the worked example with deals made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.known import (
    arrived,
    deal_then,
    holdings_then,
    known_in,
    known_since,
    status_then,
    without_changes,
    without_later_deals,
)
from balance_model.core.assess import assess
from balance_model.records.scenarios import load_scenario


@pytest.fixture
def plain(tiny_world):
    """The one deal of the worked example, as the mould of others."""
    return tiny_world.deals[0]


def made(plain, **parts):
    usual = {"status": "delivered", "deal_kind": "new", "evidence": "published"}
    return plain.model_copy(update=usual | parts)


@pytest.fixture
def history(tiny_world, plain):
    """AAA holds 12 launchers, 8 of them by deals; BBB turned 6 of 20 tanks into fighters, say."""
    facts = tuple(
        row.model_copy(update={"value": "2026-11-22"}) if row.key == "data_as_of" else row for row in tiny_world.about
    )
    deals = (
        made(plain, deal_id="known", country="AAA", system_id="launcher", announced="2019-05", contracted="2020-02",
             low=4, best=4, high=4, delivered=4, first_year=2019, last_year=2022),
        made(plain, deal_id="later", country="AAA", system_id="launcher", announced="2023", contracted=None,
             low=4, best=4, high=4, delivered=4, first_year=2024, last_year=2024),
        made(plain, deal_id="turned", country="BBB", system_id="fighter", announced="2021", contracted=None,
             deal_kind="modernisation", replaces_system_id="tank",
             low=6, best=6, high=6, delivered=6, first_year=2022, last_year=2022),
    )  # fmt: skip
    inventory = tuple(
        row.model_copy(update={"best": 6, "high": 6}) if (row.country, row.system_id) == ("BBB", "fighter") else row
        for row in tiny_world.inventory
    )
    return tiny_world.model_copy(update={"about": facts, "deals": deals, "inventory": inventory})


def units(world, country, system_id):
    return next(row for row in world.inventory if (row.country, row.system_id) == (country, system_id))


def test_a_deal_is_known_from_its_first_date(plain):
    assert known_since(made(plain, announced="2021-03", contracted="2020-11")) == 2020
    assert known_since(made(plain, announced=None, contracted="2022")) == 2022
    assert known_since(made(plain, announced=None, contracted=None, first_year=2018)) == 2018


@pytest.mark.parametrize(("year", "units"), [(2018, 0), (2019, 1), (2020, 2), (2021, 3), (2022, 4), (2030, 4)])
def test_units_arrive_evenly(history, year, units):
    assert arrived(history.deal["known"], history, year) == units


def test_a_deal_as_it_stood(history):
    then = deal_then(history.deal["known"], history, 2020)
    assert (then.status, then.delivered, then.best, then.first_year, then.last_year) == (
        "in_delivery",
        2,
        4,
        2019,
        2022,
    )


def test_the_status_follows_the_dates(plain):
    assert status_then(made(plain, best=4), 4, 2020) == "delivered"
    assert status_then(made(plain, best=4), 1, 2020) == "in_delivery"
    assert status_then(made(plain, best=4, contracted="2020-12"), 0, 2020) == "contracted"
    assert status_then(made(plain, best=4, contracted="2021-01"), 0, 2020) == "planned"
    assert status_then(made(plain, best=4, contracted=None), 0, 2020) == "planned"
    assert status_then(made(plain, best=4, contracted=None, status="rumoured"), 0, 2020) == "rumoured"


def test_holdings_lose_what_came_since_and_get_back_what_was_turned(history):
    """12 launchers less 2 of the known and 4 of the later deal; 6 fighters less 6, 20 tanks and 6 more."""
    then = {(row.country, row.system_id): row for row in holdings_then(history, 2020)}
    assert then["AAA", "launcher"].best == 6
    assert then["BBB", "fighter"].best == then["BBB", "fighter"].high == 0
    assert then["BBB", "tank"].best == 26
    assert then["AAA", "sam"].best == 20
    assert {row.as_of for row in then.values()} == {"2020"}


def test_ranges_shrink_in_proportion(history):
    rows = tuple(
        row.model_copy(update={"low": 6, "high": 24}) if (row.country, row.system_id) == ("AAA", "launcher") else row
        for row in history.inventory
    )
    row = next(iter(holdings_then(history.model_copy(update={"inventory": rows}), 2020)))
    assert (row.low, row.best, row.high) == (3, 6, 12)


def test_only_deals_known_then_are_left(history):
    then = known_in(history, 2020)
    assert [deal.deal_id for deal in then.deals] == ["known"]
    assert then.facts["data_as_of"] == "2020-12-31"
    assert then.fingerprint != history.fingerprint


def test_the_stock_of_the_year_itself_is_that_of_today_looked_back(history, worked):
    """Two launchers had come by 2020: 8 of 12 without the later deals, 10 of 12 when the known one was complete."""
    scenario = worked.model_copy(update={"statuses": ("delivered",)})
    at = history.years.index(2020)
    then, today = (assess(one, scenario).strength[:, at] for one in (known_in(history, 2020), history))
    assert then == pytest.approx(today)


def test_the_real_world_looked_back_has_the_same_strength(world):
    """Up to units that arrive in parts of a year, which are rounded."""
    scenario = without_changes(load_scenario("baseline", world), statuses=("delivered",))
    at = world.years.index(2020)
    then, today = (assess(one, scenario).value[:, at] for one in (known_in(world, 2020), world))
    assert np.abs(then - today).max() < 0.005


def test_without_later_deals_their_units_are_gone(history, worked):
    early = without_later_deals(history, 2020)
    assert units(early, "AAA", "launcher").best == 8
    assert (units(early, "BBB", "fighter").best, units(early, "BBB", "tank").best) == (0, 26)
    assert [deal.deal_id for deal in early.deals] == ["known"]
    same = without_later_deals(history, 2030)
    assert same.inventory == history.inventory


def test_a_scenario_without_its_changes_keeps_its_weights(worked):
    changed = worked.model_copy(update={"deals": (("x", None),), "purchases": ("y",)})
    plain = without_changes(changed, statuses=("delivered",))
    assert (plain.deals, plain.purchases, plain.statuses) == ((), (), ("delivered",))
    assert plain.weights == worked.weights
