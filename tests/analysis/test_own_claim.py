"""A claim of the reader: refused in one sentence, or answered with the numbers of the model."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis import own_claim
from balance_model.analysis.own_claim import OwnClaim
from balance_model.core.assess import assess
from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world

WORLD = load_world()
OWN = OwnClaim(("SRB",), ("HRV",), 2.0, "about", 2025, "spending:nominal", "sipri_main")


@pytest.fixture(scope="module")
def answer():
    return assess(WORLD, load_scenario("baseline", WORLD))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"a": ()}, "Side A is empty"),
        ({"b": ()}, "Side B is empty"),
        ({"b": ("HRV", "SRB")}, "Serbia is on both sides"),
        ({"number": 0.0}, "must be above 0"),
        ({"number": None}, "must be above 0"),
        ({"number": 1e9}, "must be above 0"),
        ({"year": 1990}, "There is nothing for 1990: choose a year from 2012 to 2025"),
        ({"measure": "index:", "year": 2040}, "choose a year from 2020 to 2035"),
        ({"measure": "index:", "b": ("ALB",)}, "Holdings of Albania are not compared now"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_one_sentence(change, words):
    why = own_claim.refused(WORLD, replace(OWN, **change))
    assert words in why
    assert why.endswith(".") and why.count(". ") == 0
    assert own_claim.refused(WORLD, OWN) == ""


def test_spending_of_two_countries(answer):
    """2025: 2,781.30 over 2,101.62 = 1.3234, which is 0.66 of two."""
    found = own_claim.tested(answer, OWN)
    assert found.ratio == pytest.approx(1.3234, abs=5e-5)
    assert (found.verdict, found.words) == ("not_supported", "far below the number claimed")
    assert own_claim.finding(WORLD, OWN, found) == (
        "In 2025 (an estimate) Serbia spent 1.32 times as much as Croatia: USD 2,781 m to USD 2,102 m"
    )
    assert own_claim.said(WORLD, OWN) == (
        "Serbia is about 2 times Croatia in 2025 by spending, dollars of the year"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "how", "verdict"),
    [(1.3, "about", "supported"), (1.5, "about", "partly"), (2.0, "about", "not_supported"),
     (1.3, "at least", "supported"), (1.4, "at least", "partly"), (1.6, "at least", "not_supported"),
     (1.4, "at most", "supported"), (1.25, "at most", "partly"), (1.1, "at most", "not_supported")],
)  # fmt: skip
def test_verdicts_about_a_ratio_of_1_32(answer, number, how, verdict):
    """1.3234 / 1.5 = 0.88, / 1.4 = 0.945, / 1.6 = 0.83, / 1.25 = 1.06, / 1.1 = 1.20; a tenth off is still about."""
    own = replace(OWN, number=number, how=how)
    assert own_claim.tested(answer, own).verdict == verdict


def test_holdings_are_those_of_the_answer(answer):
    at = WORLD.years.index(2030)
    index = replace(OWN, measure="index:", year=2030)
    found = own_claim.tested(answer, index)
    assert found.ratio == answer.ratio("SRB", "HRV", 2030)
    strength = own_claim.tested(answer, replace(index, measure="strength:drones", b=("HRV", "XKX")))
    column = WORLD.category_ids.index("drones")
    mine = {code: answer.strength[WORLD.country_codes.index(code), at, column] for code in WORLD.country_codes}
    assert strength.ratio == pytest.approx(mine["SRB"] / (mine["HRV"] + mine["XKX"]))


def test_units_are_those_in_service(answer):
    """The sum of the ledger over the systems whose own category is combat aircraft."""
    found = own_claim.tested(answer, replace(OWN, measure="units:combat_air", year=2026))
    ledger = answer.ledger()
    rows = ledger[(ledger["country"] == "SRB") & (ledger["year"] == 2026)]
    kinds = rows["system_id"].map(lambda name: WORLD.system[name].category if name in WORLD.system else "")
    assert found.first == pytest.approx(rows.loc[kinds == "combat_air", "quantity"].sum())
    assert found.first > 0


def test_a_missing_figure_is_named(answer):
    own = replace(OWN, a=("SRB",), b=("XKX",), measure="spending:local")
    found = own_claim.tested(answer, own)
    assert found.verdict == "cannot_be_tested"
    assert "local currencies differ" in own_claim.finding(WORLD, own, found)
    gap = replace(OWN, series="nato_definition", year=2024)
    assert "no figure for Serbia" in own_claim.finding(WORLD, gap, own_claim.tested(answer, gap))


@given(st.permutations(("BIH", "XKX", "ALB", "MNE")), st.sampled_from(["nominal", "per_head", "gdp_share"]))
def test_the_order_of_countries_changes_nothing(order, measure):
    answer = assess(WORLD, load_scenario("baseline", WORLD))
    own = replace(OWN, b=tuple(order), measure=f"spending:{measure}", number=5.0)
    turned = replace(own, b=tuple(sorted(order)))
    assert own_claim.tested(answer, own).ratio == own_claim.tested(answer, turned).ratio


def test_the_claimed_range_is_what_is_judged_supported():
    low, high = own_claim.band(WORLD, OWN)
    assert own_claim.judged(WORLD, low, OWN)[0] == own_claim.judged(WORLD, high - 1e-9, OWN)[0] == "supported"
    assert own_claim.judged(WORLD, low - 1e-6, OWN)[0] == own_claim.judged(WORLD, high + 1e-6, OWN)[0] == "partly"
    assert own_claim.band(WORLD, replace(OWN, how="at least")) == (2.0, math.inf)
