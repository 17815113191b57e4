"""The real data: it is sound, and the facts a reader will check first are in it.

Expected numbers come from the published sources named beside them, not from the files.
"""

from __future__ import annotations

import re

import pytest

from balance_model.records.world import STANDARD_FOLDER, check_data


def test_there_is_no_finding():
    assert [str(each) for each in check_data(STANDARD_FOLDER)] == []


def test_four_countries_ten_categories_sixteen_years(world):
    assert world.country_codes == ("SRB", "HRV", "BIH", "XKX")
    assert len(world.category_ids) == 10
    assert [row.category for row in world.categories if row.headline] == [
        "anti_tank", "drones", "air_defence", "long_range_strike",
    ]  # fmt: skip
    assert (world.years[0], world.years[-1]) == (2020, 2035)


def test_serbia_ordered_twelve_rafale_in_august_2024_and_the_first_comes_in_2028(world):
    deal = world.deal["srb-rafale-2024"]
    assert (deal.low, deal.best, deal.high, deal.delivered) == (12, 12, 12, 0)
    assert (deal.contracted, deal.first_year, deal.status) == ("2024-08", 2028, "contracted")
    assert sum(row.best for row in world.inventory if row.country == "SRB" and "rafale" in row.system_id) == 0


@pytest.mark.parametrize(
    ("deal_id", "country", "quantity", "status"),
    [
        ("srb-t72b1ms-donation", "SRB", 30, "delivered"),
        ("hrv-leopard2a8-2025", "HRV", 44, "contracted"),
        ("hrv-himars-2024", "HRV", 8, "contracted"),
        ("hrv-caesar-2025", "HRV", 18, "contracted"),
        ("hrv-rafale-2021", "HRV", 12, "delivered"),
        ("xkx-tb2-2022", "XKX", 5, "delivered"),
        ("xkx-javelin-2024", "XKX", 24, "contracted"),
        ("hrv-tb2-2024", "HRV", 6, "delivered"),
    ],
)
def test_deals_everyone_knows_have_their_numbers(world, deal_id, country, quantity, status):
    deal = world.deal[deal_id]
    assert (deal.country, deal.best, deal.status) == (country, quantity, status)


def test_thirty_t72ms_are_held(world):
    rows = [row for row in world.inventory if (row.country, row.system_id) == ("SRB", "t-72ms")]
    assert [(row.low, row.best, row.high) for row in rows] == [(30, 30, 30)]


def test_kosovo_awaits_246_javelin_missiles(world):
    (row,) = [row for row in world.munitions if (row.country, row.system_id) == ("XKX", "javelin")]
    assert (row.best, row.on_order_best) == (0, 246)


@pytest.mark.parametrize("party", ["HRV", "BIH"])
def test_the_ceilings_of_1996_for_croatia_and_bosnia(world, party):
    """Dayton annex 1-B article IV, ratio 5:2:2, as printed by Arms Control Today in October 1997."""
    found = {row.category: (row.ceiling, row.basis) for row in world.ceilings if row.party == party}
    assert found == {
        "battle_tank": (410, "treaty"),
        "acv": (340, "treaty"),
        "artillery": (1500, "treaty"),
        "combat_aircraft": (62, "treaty"),
        "attack_helicopter": (21, "treaty"),
    }


@pytest.mark.parametrize(("country", "million"), [("SRB", 2400), ("HRV", 1730), ("BIH", 216), ("XKX", 166)])
def test_spending_of_2024_follows_sipri(world, country, million):
    """SIPRI Military Expenditure Database, release of April 2026, current US dollars."""
    rows = [r for r in world.spending if (r.country, r.year, r.series) == (country, 2024, "sipri_main")]
    assert [row.usd_current_m for row in rows] == [pytest.approx(million, rel=0.01)]


SUBJECT = [
    ("SRB", "nora-b52"), ("SRB", "puls"), ("SRB", "t-72ms"), ("SRB", "rafale-f4"), ("SRB", "ch-92a"),
    ("SRB", "hermes-900"), ("SRB", "fk-3"), ("SRB", "hq-17ae"), ("SRB", "elbit-tactical-uas"),
    ("SRB", "elbit-istar-ew"), ("XKX", "javelin"), ("XKX", "uh-60m"), ("XKX", "skydagger"),
    ("XKX", "bayraktar-tb2"), ("XKX", "arms-plant"), ("HRV", "rafale-f3r"), ("HRV", "leopard-2a8"),
    ("HRV", "himars"), ("HRV", "caesar-mk2"), ("HRV", "m2a2-bradley"),
]  # fmt: skip


@pytest.mark.parametrize(("country", "system_id"), SUBJECT)
def test_every_system_of_the_subject_is_held_or_on_order_with_evidence_and_source(world, country, system_id):
    rows = [
        row
        for row in (*world.inventory, *world.deals)
        if (row.country, row.system_id) == (country, system_id) and row.best > 0
    ]
    assert rows
    assert all(row.evidence and row.source_ids and set(row.source_ids) <= set(world.source) for row in rows)


def test_the_elbit_packages_of_2024_and_2025_carry_their_values(world):
    """Company and ministry statements: USD 335 million in November 2024, USD 1.63 billion in August 2025."""
    values = {deal.deal_id: (deal.value_m, deal.currency) for deal in world.deals if deal.maker == "Elbit Systems"}
    assert values["srb-elbit-2024-puls"] == (335, "USD")
    assert values["srb-elbit-2025-rockets"] == (1630, "USD")


def test_context_notes_cover_both_readings(world):
    topics = {row.topic for row in world.context_notes}
    assert {"encirclement", "defensive_necessity", "declarations", "international_forces"} <= topics


def test_no_file_tells_where_it_was_made():
    pattern = re.compile(r"(?<![\w.:/-])/(tmp|work|home|root|Users|mnt)/")
    found = [path.name for path in STANDARD_FOLDER.glob("*.csv") if pattern.search(path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("option_id", "million", "rate", "units"),
    [
        ("javelin-post", 75, 1.0824, 24),  # notice for Kosovo, January 2024, dollars
        ("himars-launcher", 290, 1.0824, 8),  # Croatia, 2024, dollars
        ("rafale-f4-aircraft", 2745, 1, 12),  # Serbia, August 2024
        ("h145m-heli", 140, 1, 6),  # Cyprus, June 2022
        ("uh-60m-heli", 273.8, 1.0824, 8),  # Croatia, March 2024, dollars
    ],
)
def test_catalogue_prices_are_known_sales_divided(world, option_id, million, rate, units):
    assert world.option[option_id].unit_cost_best == pytest.approx(million / rate / units, rel=0.01)


def test_sixty_options_ten_packages_and_two_rows_of_ammunition(world):
    assert len(world.options) == 60
    assert len(world.package) == 10
    assert [row.option_id for row in world.options if not row.scored] == ["gmlrs-pod", "atacms-round"]
