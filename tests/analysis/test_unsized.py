"""Deals whose number is assumed or not known."""

from __future__ import annotations

import pytest

from balance_model.analysis import unsized
from balance_model.records.scenarios import altered, load_scenario

DEAL = "bbb-sam-2025"


@pytest.mark.parametrize(
    ("ends", "evidence", "status", "ground"),
    [
        ((10, 10, 10), "published", "planned", ""),
        ((8, 10, 12), "assumed", "planned", "assumed"),
        ((0, 0, 18), "assumed", "rumoured", "unknown"),
        ((0, 0, 18), "published", "rumoured", "unknown"),
        ((0, 6, 12), "assumed", "contracted", "unknown"),
        ((0, 7, 12), "assumed", "contracted", "assumed"),
        ((0, 7, 12), "derived", "contracted", ""),
        ((0, 0, 0), "published", "planned", ""),
        ((1, 6, 90), "published", "planned", ""),
        ((0, 6, 12), "assumed", "delivered", ""),
        ((8, 10, 12), "assumed", "cancelled", ""),
    ],
)
def test_why_a_number_is_not_firm(tiny_world, ends, evidence, status, ground):
    low, best, high = ends
    update = {"low": low, "best": best, "high": high, "evidence": evidence, "status": status}
    assert unsized.ground(tiny_world.deal[DEAL].model_copy(update=update)) == ground


@pytest.fixture
def guessed(tiny_world):
    """Return the worked example with a deal of 0 to 30, best 10."""
    deal = tiny_world.deal[DEAL].model_copy(update={"low": 0, "high": 30, "evidence": "assumed"})
    return tiny_world.model_copy(update={"deals": (deal,)})


def test_a_deal_is_listed_under_its_category_alone(guessed, worked):
    assert unsized.listed(guessed, worked, ("air_defence", "armour"))["deal_id"].tolist() == [DEAL]
    assert unsized.listed(guessed, worked, ("armour",)).empty
    assert unsized.weighted(worked, guessed) == guessed.category_ids


def test_a_number_that_was_set_is_told(guessed, worked):
    before = unsized.listed(guessed, worked, guessed.category_ids)
    assert unsized.summary(before) == "1 deal without a known number"
    sized = altered(worked, {"deals": {DEAL: {"quantity": 12}}}, guessed)
    row = unsized.listed(guessed, sized, guessed.category_ids).iloc[0]
    assert (row["quantity"], row["set"], row["counted"], row["low"], row["high"]) == (12, True, False, 0, 30)
    assert unsized.summary(unsized.listed(guessed, sized, guessed.category_ids)) == "1 deal sized by you"


def test_an_empty_list_says_so(guessed, worked):
    assert unsized.summary(unsized.listed(guessed, worked, ("armour",))) == "No deal on an assumed number"


def test_every_open_deal_on_an_assumed_number_is_listed_once(world):
    """All categories: the open deals of the countries compared that say assumed, and those from none to twice best."""
    base = load_scenario("baseline", world)
    rows = unsized.listed(world, base, world.category_ids)
    wanted = {
        deal.deal_id
        for deal in world.deals
        if deal.status not in ("delivered", "cancelled")
        and (deal.evidence == "assumed" or (deal.low == 0 < deal.high and deal.high >= 2 * deal.best))
    }
    assert sorted(rows["deal_id"]) == sorted(wanted)
    assert set(rows["country"]) <= set(world.country_codes)
    assert rows["country"].tolist() == sorted(rows["country"], key=world.country_codes.index)
