"""The deals behind the Scenario page are worked out once for all scenarios that show the same deals."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.analysis import tables
from balance_model.records.scenarios import altered, load_scenario
from ui import compute


@pytest.fixture
def built(monkeypatch):
    """Return a list that grows by one with each table of deals that is built."""
    found = []
    build = tables.deal_table
    monkeypatch.setattr(tables, "deal_table", lambda *given: found.append(given) or build(*given))
    compute._deal_table.cache_clear()
    yield found
    compute._deal_table.cache_clear()


def test_a_weight_or_a_year_builds_no_new_table(world, built):
    base = load_scenario("baseline", world)
    for change in ({}, {"weights": {"drones": 60}}, {"year": 2033}, {"purchases": []}):
        compute.deal_table(altered(base, change, world))
    assert len(built) == 1


@pytest.mark.parametrize(
    "change",
    [{"deals": {"srb-rafale-2024": {"delay": 2.0}}}, {"statuses": ["delivered"]}, {"evidence": "published"},
     {"dials": {"slip_years": 1.0}}],
)  # fmt: skip
def test_what_deals_depend_on_builds_a_new_one(world, built, change):
    base = load_scenario("baseline", world)
    moved = altered(base, change, world)
    before, after = compute.deal_table(base), compute.deal_table(moved)
    assert len(built) == 2
    assert not before.equals(after)
    pd.testing.assert_frame_equal(after, tables.deal_table(world, moved))


def test_a_reader_cannot_spoil_the_table_of_the_next(world, built):
    base = load_scenario("baseline", world)
    mine = compute.deal_table(base)
    mine["counted"] = False
    assert compute.deal_table(base)["counted"].any()
