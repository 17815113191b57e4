"""Deals chosen and told; the tiny world's one deal is 10 sam for Beta, planned, 2026 to 2029, none delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

from balance_model.analysis import deliveries
from balance_model.analysis.tables import deal_table
from balance_model.core.assess import assess
from balance_model.records.scenario import DealChange
from balance_model.records.scenarios import altered, load_scenario

TINY = Path(__file__).parents[1] / "tiny"
SAM = "bbb-sam-2025"


@pytest.fixture(scope="module")
def tiny(tiny_world):
    return load_scenario("baseline", tiny_world, folder=TINY)


@pytest.fixture(scope="module")
def deals(world):
    return deal_table(world, load_scenario("baseline", world))


def test_an_empty_choice_lets_everything_pass(deals):
    assert len(deliveries.chosen(deals, still_to_come=False)) == len(deals)


def test_every_choice_is_kept(deals):
    found = deliveries.chosen(deals, ["Croatia"], ["Armour"], ["United States", "Finland"], ["Approved", "In delivery"])
    assert set(found["deal_id"]) == {"hrv-bradley-2022", "hrv-patria-2023"}


def test_a_deal_with_two_suppliers_is_found_by_either(deals):
    both = deals[deals["supplier"].str.contains(";")].iloc[0]
    for name in both["supplier"].split(";"):
        found = deliveries.chosen(deals, suppliers=[name], still_to_come=False)
        assert both["deal_id"] in set(found["deal_id"])


def test_suppliers_come_once_and_those_not_named_last(deals):
    names = deliveries.suppliers(deals)
    assert len(names) == len(set(names))
    assert all(";" not in name for name in names)
    assert names[0] == "Serbia"
    assert names[-1] == "not named"


def test_suppliers_of_the_region_have_the_names_used_everywhere(world):
    assert deliveries.supplier_words(world, "Kosovo;Turkey") == "Kosovo*, Turkey"
    assert deliveries.supplier_words(world, "Bosnia and Herzegovina") == "Bosnia"


def test_money_has_currency_and_year(world):
    assert deliveries.value_words(world.deal["srb-rafale-2024"]) == "EUR 2,745 m (2024)"
    assert deliveries.value_words(world.deal["srb-cm400akg-2026"]) == "–"


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [(1, "battery", "1 battery"), (2, "battery", "2 batteries"), (1200, "gun", "1,200 guns")],
)
def test_units_in_words(number, unit, words):
    assert deliveries.unit_words(number, unit) == words


def test_facts_tell_what_and_how_firm(world):
    first, second = deliveries.facts(world, "srb-rafale-2024")
    assert first == "12 airframes, 2028–2029, from France; contracted, 0 delivered so far."
    assert second.startswith("EUR 2,745 m (2024): Whole contract: aircraft, logistics, spare engines and parts. ")
    assert "Evidence: published, confidence high." in second


def test_two_deals_for_one_system_are_told_apart_by_year(world, deals):
    rows = deliveries.timeline_rows(deals, world).set_index("deal_id")
    puls = sorted(rows.loc[rows["system"] == "PULS", "label"])
    assert puls == ["PULS (2024)", "PULS (2025)"]
    assert rows.loc["srb-rafale-2024", "label"] == "Rafale F4"


def test_part_of_the_units_to_come(tiny_world):
    deal = tiny_world.deal[SAM].model_copy(update={"best": 20, "delivered": 4})
    assert deliveries.arriving(deal, DealChange()) == 100
    assert deliveries.arriving(deal, DealChange(quantity=12)) == 50
    assert deliveries.units_arriving(deal, 50) == 12
    assert deliveries.units_arriving(deal, 0) == 4
    whole = deal.model_copy(update={"delivered": 20})
    assert deliveries.arriving(whole, DealChange(quantity=30)) == 100


def test_an_edit_that_changes_nothing_is_none(tiny_world):
    deal = tiny_world.deal[SAM]
    assert deliveries.edited(deal, DealChange(), quantity=10.0) is None
    assert deliveries.edited(deal, DealChange(delay=2), delay=0.0) is None
    assert deliveries.edited(deal, DealChange(delay=2), quantity=7.0) == {"include": None, "quantity": 7, "delay": 2.0}


def test_counted_or_not_and_as_published(tiny_world, tiny):
    late = altered(tiny, {"deals": {SAM: {"delay": 1.0}}}, tiny_world)
    assert not deliveries.counts(tiny_world, late, SAM), "planned deals do not count in the baseline"
    on = deliveries.counted_or_not(late, SAM, counted=True)
    assert deliveries.counts(tiny_world, on, SAM)
    assert on.deal_change(SAM).delay == 1.0
    assert deliveries.counted_or_not(late, SAM, counted=False).deal_change(SAM) == DealChange(include=False)
    assert not deliveries.counts(tiny_world, deliveries.by_rule(on, SAM), SAM)
    assert deliveries.as_published(late, SAM) == tiny


def test_limits_are_those_of_the_format():
    assert deliveries.limits("delay") == (-10, 20)
    assert deliveries.limits("quantity") == (0, 1_000_000)


def test_categories_of_changed_deals(tiny_world, tiny, world):
    assert deliveries.changed_categories(tiny_world, tiny) == set()
    late = altered(tiny, {"deals": {SAM: {"delay": 1.0}}}, tiny_world)
    assert deliveries.changed_categories(tiny_world, late) == {"air_defence"}


@pytest.mark.parametrize("code", ["SRB", "HRV", "BIH", "XKX"])
def test_deals_that_move_an_index_most_come_first(world, code):
    """As brute force has it: how much of the index of the last year is lost when a deal is left out."""
    base = load_scenario("baseline", world)
    answer, at = assess(world, base), world.country_codes.index(code)
    names = [deal.deal_id for deal in world.deals if deal.country == code and deal.delivered == 0]
    without = (assess(world, deliveries.counted_or_not(base, name, counted=False)) for name in names)
    lost = {name: answer.score[at, -1] - other.score[at, -1] for name, other in zip(names, without, strict=True)}
    expected = sorted((name for name in names if lost[name] > 1e-9), key=lambda name: -lost[name])
    assert deliveries.moving_most(answer, names, len(names)) == tuple(expected)
    assert deliveries.moving_most(answer, names, 1) == tuple(expected[:1])


def test_scenarios_that_show_the_same_deals_are_equal(tiny_world, tiny):
    weighted = altered(tiny, {"weights": {"armour": 9.0}, "year": 2027, "name": "Other"}, tiny_world)
    late = altered(tiny, {"deals": {SAM: {"delay": 1.0}}}, tiny_world)
    assert deliveries.of_deals(weighted) == deliveries.of_deals(tiny)
    assert deliveries.of_deals(late) != deliveries.of_deals(tiny)


def test_pairs_before_and_after(tiny_world, tiny):
    on = deliveries.counted_or_not(tiny, SAM, counted=True)
    pairs = deliveries.index_pairs(assess(tiny_world, tiny), assess(tiny_world, on), 2030)
    assert list(pairs["country"]) == list(tiny_world.country_codes)
    moved = pairs.set_index("country")["delta"]
    assert moved["BBB"] > 0
    assert moved["AAA"] == 0
