"""Where a number comes from: shares, ends, evidence, age and sources, worked out by hand on the worked example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis import provenance
from balance_model.analysis import provenance_records as records
from balance_model.analysis.provenance import Asked
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world

WORLD = load_world()
ENDS = provenance.ends_of(assess(WORLD, load_scenario("baseline", WORLD)))


@pytest.fixture
def spread(tiny_world):
    """Return the worked example in which Alpha has 8 to 20 launchers, best 12."""
    rows = tuple(
        row.model_copy(update={"low": 8, "high": 20}) if (row.country, row.system_id) == ("AAA", "launcher") else row
        for row in tiny_world.inventory
    )
    return tiny_world.model_copy(update={"inventory": rows})


def behind(world, scenario, asked):
    return provenance.behind(provenance.ends_of(assess(world, scenario)), asked)


def test_a_value_at_both_ends(spread, worked):
    """H is 20: 8 launchers make 8/28, 12 make 12/32, 20 make 20/40."""
    found = behind(spread, worked, Asked("AAA", 2025, "anti_tank"))
    assert found.ends.number(found.asked) == pytest.approx((8 / 28, 12 / 32, 0.5))


def test_an_index_at_both_ends(spread, worked):
    """The other three add 0.3 x 20/40 + 0.2 x 60/100 + 0.2 x 10/30 = 0.3367; launchers 0.3 times their value."""
    found = behind(spread, worked, Asked("AAA", 2025))
    rest = 0.3 * 0.5 + 0.2 * 0.6 + 0.2 / 3
    wanted = (0.3 * 8 / 28 + rest, 0.3 * 12 / 32 + rest, 0.3 * 0.5 + rest)
    assert found.ends.number(found.asked) == pytest.approx(wanted)


def test_shares_of_an_index_by_hand(spread, worked):
    """Each category has one row: its share is its term of the sum, 0.1125, 0.15, 0.12 and 0.0667 of 0.4492."""
    table = behind(spread, worked, Asked("AAA", 2025)).table().set_index("record")
    total = 0.3 * 12 / 32 + 0.3 * 0.5 + 0.2 * 0.6 + 0.2 / 3
    assert table["share"].to_dict() == pytest.approx(
        {
            "holding:launcher:active": 0.3 * 12 / 32 / total,
            "holding:sam:active": 0.15 / total,
            "holding:tank:active": 0.12 / total,
            "holding:fighter:active": 0.2 / 3 / total,
        }
    )
    launchers = table.loc["holding:launcher:active"]
    assert launchers[["low", "units", "high"]].tolist() == [8.0, 12.0, 20.0]
    assert (launchers["evidence"], launchers["confidence"], launchers["system"]) == ("published", "high", "Anti-tank")


def test_who_holds_nothing_has_no_rows_and_no_shares(tiny_world, worked):
    found = behind(tiny_world, worked, Asked("BBB", 2025, "combat_air"))
    assert found.table().empty
    assert found.share.sum() == 0
    assert provenance.evidence_shares(found.table()) == []


@given(st.sampled_from(WORLD.country_codes), st.sampled_from(WORLD.years), st.sampled_from([None, *WORLD.category_ids]))
def test_shares_sum_to_one_and_rows_to_the_ledger(code, year, category):
    found = provenance.behind(ENDS, Asked(code, year, category))
    table, ledger = found.table(), ENDS.best.ledger()
    own = ledger[(ledger["country"] == code) & (ledger["year"] == year)]
    low, best, high = ENDS.number(found.asked)
    assert low - 1e-12 <= best <= high + 1e-12
    assert table["share"].sum() == pytest.approx(1.0 if best > 0 else 0.0)
    shown = [category] if category else [name for name in WORLD.category_ids if found.parts[_at(name)] > 0]
    assert table["strength"].sum() == pytest.approx(own[own["category"].isin(shown)]["strength"].sum())
    for class_shares in (provenance.evidence_shares(table), provenance.confidence_shares(table)):
        assert sum(share for _, share in class_shares) == pytest.approx(1.0 if best > 0 else 0.0)


def _at(category):
    return WORLD.category_ids.index(category)


def test_strengths_of_the_rows_are_those_of_the_runs_at_both_ends():
    for code in WORLD.country_codes:
        found = provenance.behind(ENDS, Asked(code, 2030))
        at = WORLD.country_codes.index(code), WORLD.years.index(2030)
        for answer, rows in ((ENDS.best, found.best), (ENDS.low, found.low), (ENDS.high, found.high)):
            assert np.maximum(rows.sum(axis=0), 0.0) == pytest.approx(answer.strength[at])


def test_what_a_category_adds_to_an_index(tiny_world, worked):
    parts = provenance.by_category(assess(tiny_world, worked), "AAA", 2025).set_index("category")
    assert parts["points"].to_dict() == pytest.approx(
        {"anti_tank": 0.1125, "air_defence": 0.15, "armour": 0.12, "combat_air": 0.2 / 3}
    )
    assert parts["share"].sum() == pytest.approx(1.0)


def test_a_purchase_is_named_as_the_readers_own(tiny_world, worked):
    item = {"country": "AAA", "system_id": "tank", "quantity": 20, "first_year": 2026, "last_year": 2026}
    table = behind(tiny_world, altered(worked, {"purchases": [item]}, tiny_world), Asked("AAA", 2030, "armour")).table()
    bought = table.set_index("record").loc["purchase:1:tank"]
    assert bought["share"] == pytest.approx(20 / 80)
    assert (bought["words"], bought["confidence"]) == ("purchase in this scenario", "your change")
    assert dict(provenance.evidence_shares(table)) == pytest.approx({"published": 0.75, "supposed": 0.25})


@pytest.mark.parametrize(
    ("dated", "years"),
    [("2024-11-22", 730 / 365.25), ("2024-11", 737 / 365.25), ("2024", 874 / 365.25), ("2030", 0.0)],
)
def test_the_age_of_a_row(world, dated, years):
    """To 22 November 2026: two years are 730 days, from 15 November 737, from 1 July 2024 (152 days before) 874."""
    assert world.facts["data_as_of"] == "2026-11-22"
    assert records.age(world, dated) == pytest.approx(years)


@pytest.mark.parametrize(
    ("years", "words"),
    [(float("nan"), "no date"), (0.9, "under a year old"), (1.9, "1 year old"), (6.6, "6 years old")],
)
def test_the_age_in_words(years, words):
    assert records.age_words(years) == words


def test_sources_that_disagree_stand_side_by_side(world):
    """The note of the M-84 tells what two of its four sources say: 197 plus 2, and 199."""
    known = records.details(world, load_scenario("baseline", world), "SRB", "holding:m-84:active")
    assert known["differ"]
    sources = records.sources(world, known["source_ids"], known["note"])
    assert len(sources) == 4
    said = dict(zip(sources["publisher"], sources["says"], strict=True))
    assert said["Army Recognition"] == "Army Recognition 2024: 197 plus 2 AS1"
    assert next(words for name, words in said.items() if name.startswith("IISS")) == "IISS 2014: 199"
    assert sources["link"].str.startswith("https://").any()


def test_one_source_cannot_disagree(spread, worked):
    assert not records.details(spread, worked, "AAA", "holding:launcher:active")["differ"]


@pytest.mark.parametrize(
    ("publisher", "dated", "says"),
    [
        ("SIPRI", "2025-10", "SIPRI lists nine in 2025"),
        ("SIPRI", "2019", "SIPRI lists nine in 2025; six by SIPRI"),
        ("Tango Six / BIRN", "2024", "BIRN has seven"),
        ("Janes", "2024", ""),
        ("SI", "2024", ""),
    ],
)
def test_what_a_source_says_in_a_note(publisher, dated, says):
    note = "SIPRI lists nine in 2025; the ministry eight (six by SIPRI). BIRN has seven. Janes."
    assert records.said_by(publisher, dated, note) == says
