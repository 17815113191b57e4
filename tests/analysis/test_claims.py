"""Every test of a claim against numbers worked out by hand from the published tables (data/spending.csv)."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis import claims, findings_claims
from balance_model.analysis.claims import Bounds
from balance_model.analysis.claims_checked import as_said, check, listed
from balance_model.analysis.words import starred
from balance_model.domain import Ceiling, ReportedHolding, Spending, Statement
from balance_model.records.world import load_world

NEIGHBOURS = ("HRV", "BIH", "XKX", "ALB", "MNE", "MKD")
ALL = ("SRB", *NEIGHBOURS)
MAIN, EARLIER = "sipri_main", "sipri_previous_release"
WORLD = load_world()
CLAIMS = {claim.claim_id: claim for claim in listed(WORLD)}


def reading(claim_id, name, **change):
    """One reading of a claim, under changed choices."""
    claim = CLAIMS[claim_id]
    found = check(WORLD, claim, replace(as_said(WORLD, claim), **change))
    return next(one for one in found.readings if one.reading == name)


@pytest.mark.parametrize(
    ("name", "y2024", "y2025", "verdict"),
    [
        ("a1", 0.78, 0.74, "not_supported"),
        ("a2", 1.76, 1.70, "not_supported"),
        ("a3", 1.14, 1.08, "not_supported"),
        ("a4", 2.89, 2.73, "not_supported"),
        ("a5", 4.52, 4.33, "partly"),
        ("a6", 6.30, 5.97, "supported"),
        ("a7", 4.49, 4.46, "partly"),
    ],
)
def test_five_times_in_every_reading(name, y2024, y2025, verdict):
    """Millions of USD, 2024 and 2025: SRB 2403.56, 2781.30; HRV 1730.74, 2101.62; BIH 216.04, 231.40;
    XKX 165.66, 234.50; ALB 535.23, 623.61; MNE 150.13, 176.54; MKD 299.85, 374.73. For example a6 in 2024:
    2403.56 / (216.04 + 165.66) = 2403.56 / 381.70 = 6.30; a5: 2403.56 / 531.83 = 4.52; a7: 2403.56 / 535.23 = 4.49;
    a3: 2403.56 / 2112.44 = 1.14; in 2025 a6: 2781.30 / 465.90 = 5.97.
    """
    before, after = (reading("five-times", name, year=year) for year in (2024, 2025))
    assert (round(before.value, 2), round(after.value, 2)) == (y2024, y2025)
    assert before.verdict == after.verdict == verdict


def test_five_times_against_each_neighbour():
    """2025: 2781.30 over HRV 2101.62, BIH 231.40, XKX 234.50, ALB 623.61, MNE 176.54. Four of six reach five."""
    found = reading("five-times", "a8", year=2025)
    rounded = {code: round(value, 2) for code, value in found.points.items()}
    assert rounded == {"HRV": 1.32, "BIH": 12.02, "XKX": 11.86, "ALB": 4.46, "MNE": 15.75, "MKD": 7.42}
    assert found.verdict == "partly"


@pytest.mark.parametrize(
    ("year", "times"), [(2020, 0.78), (2021, 0.84), (2022, 0.69), (2023, 0.70), (2024, 0.78), (2025, 0.74)]
)
def test_serbia_against_all_neighbours_by_year(year, times):
    """2020, for one: 1282.51 / (981.39 + 167.52 + 78.97 + 196.48 + 82.92 + 146.68) = 1282.51 / 1653.96 = 0.78."""
    assert round(claims.times_as_much(WORLD, ["SRB"], NEIGHBOURS, year, "nominal", MAIN), 2) == times


def test_five_times_follows_series_and_measure():
    """Constant dollars 2025, Bosnia and Kosovo: 2554.01 / (213.42 + 217.30) = 5.93; release of 2025, all six: 0.76,
    Albania 4.34."""
    assert round(reading("five-times", "a6", year=2025, measure="constant").value, 2) == 5.93
    assert round(reading("five-times", "a1", series=EARLIER).value, 2) == 0.76
    assert round(reading("five-times", "a7", series=EARLIER).value, 2) == 4.34


RISES = {
    "b1": (87.4, 76.4, 29.0, 109.8, 172.4, 81.1, 104.2),
    "b2": (116.9, 114.1, 38.1, 196.9, 217.4, 112.9, 155.5),
    "b3": (43.4, 47.2, 8.3, 79.6, 100.2, 46.8, 60.8),
    "b4": (52.4, 64.1, 7.0, 135.6, 112.5, 59.2, 85.7),
    "b5": (96.6, 85.8, 35.9, 120.9, 133.5, 90.7, 114.5),
    "b6": (118.4, 116.4, 39.6, 200.1, 153.4, 115.1, 157.5),
    "b7": (38.8, 37.2, 7.8, 78.8, 100.2, 45.6, 82.0),
}


@pytest.mark.parametrize("name", RISES)
def test_growth_in_every_reading(name):
    """For example Serbia: nominal 2403.56 / 1282.51 = 1.8741, so 87.4 %; constant 2403.56 / 1676.28 = 1.4339;
    local 260083.453 / 132308.291 = 1.9657; nominal to 2025 2781.30 / 1282.51 = 2.1686.
    """
    found = reading("growth-40-120", name)
    assert found.points == pytest.approx(dict(zip(ALL, RISES[name], strict=True)), abs=0.051)
    assert found.verdict == "partly"


def test_a_rise_within_the_range_is_supported_and_one_far_outside_is_not():
    """Serbia alone, nominal, 2020 to 2024: 87.4 %. Bosnia alone: 216.04 / 167.52 = 1.290, so 29.0 %."""
    assert reading("growth-40-120", "b1", side_a=("SRB",)).verdict == "supported"
    assert reading("growth-40-120", "b1", side_a=("BIH",)).verdict == "not_supported"


def test_values_of_deals_are_those_of_the_contracts():
    """Rafale: EUR 823.5 m advance + EUR 1,921.5 m loan = 2,745; Elbit 2025: USD 1,630 m; Elbit 2024: USD 335 m."""
    assert claims.worth_of_deals(WORLD, ["srb-rafale-2024"], "EUR") == pytest.approx(823.5 + 1921.5)
    assert reading("rafale-2700", "deals").verdict == "supported"
    assert reading("elbit-1600", "deals").value == 1630
    assert reading("elbit-1600", "deals").verdict == "partly"  # the amount fits, nobody has named the buyer
    assert reading("elbit-335", "deals").value == 335
    assert reading("elbit-335", "deals").verdict == "supported"


def test_deals_in_another_currency_are_changed_at_the_rate_of_their_year():
    """EUR 2,745 m at 1.0824 USD per EUR (2024) = USD 2,971.2 m; with USD 335 m of 2024 it is 3,306.2."""
    names = ["srb-rafale-2024", "srb-elbit-2024-puls"]
    assert claims.worth_of_deals(WORLD, names[:1], "USD") == pytest.approx(2971.19, abs=0.01)
    assert claims.worth_of_deals(WORLD, names, "USD") == pytest.approx(3306.19, abs=0.01)
    assert math.isnan(claims.worth_of_deals(WORLD, ["srb-elbit-2024-hermes900"], "USD"))  # inside another value


def test_a_claim_of_another_amount_is_not_supported():
    """Both Elbit contracts together are 335 + 1,630 = 1,965 m, more than a tenth above 1.6 bn."""
    both = ("srb-elbit-2024-puls", "srb-elbit-2025-rockets")
    found = reading("elbit-1600", "deals", deal_ids=both)
    assert (found.value, found.verdict) == (1965, "not_supported")


def test_kosovo_lies_between_two_statements_and_below_all_it_spent():
    """Statements: over EUR 290 m to November 2024, over 450 m to February 2026. KSF budgets in millions of EUR,
    2021 to 2025: 67.318 + 102.305 + 123.277 + 153.049 + 207.875 = 653.824. Deals with a value, gifts left out:
    USD 75 m of 2024 at 1.0824 = EUR 69.29 m.
    """
    found = check(WORLD, CLAIMS["kosovo-430"])
    spans = {one.reading: one.span for one in found.readings}
    assert spans["statements"] == (290, 450)
    assert spans["budgets"] == pytest.approx((0, 653.824))
    assert spans["deals"][0] == pytest.approx(75 / 1.0824)
    assert math.isinf(spans["deals"][1])
    assert found.verdict == "partly"
    assert 430 / spans["budgets"][1] == pytest.approx(0.66, abs=0.005)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [(2021, 2023, (238, 290)), (2021, 2024, (290, 450)), (2021, 2026, (450, math.inf)), (2021, 2022, (0, 238))],
)
def test_statements_bracket_the_end_of_the_period(first, last, span):
    """To the end of 2023: 238 was said of 2023, and the next sum is the 290 of November 2024."""
    own = [row for row in WORLD.statements if row.claim_id == "kosovo-430"]
    assert claims.acquisitions_total(own, first, last) == span
    assert all(map(math.isnan, claims.acquisitions_total(own, first + 1, last)))


def test_a_statement_about_something_else_does_not_count():
    row = Statement(claim_id="x", statement="s", order=1, said="s", year_from=2021, as_of="2022", amount_m=5,
                    currency="EUR", bound="exact", counts=False, confirmed=True, source_ids=(), note=None)  # fmt: skip
    assert all(map(math.isnan, claims.acquisitions_total([row], 2021, 2025)))
    assert claims.acquisitions_total([row.model_copy(update={"counts": True})], 2021, 2025) == (5, math.inf)


def test_tanks_declared_in_2019_against_the_ceilings():
    """SRB 464 / 948 = 48.9 %, HRV 232 / 410 = 56.6 %, BIH 325 / 410 = 79.3 %, MNE 0 / 77."""
    found = check(WORLD, CLAIMS["caps-1996"])
    rounded = {code: round(value, 1) for code, value in found.first.points.items()}
    assert rounded == {"SRB": 48.9, "HRV": 56.6, "BIH": 79.3, "MNE": 0.0}
    assert found.verdict == "supported"
    with_kosovo = replace(as_said(WORLD, CLAIMS["caps-1996"]), side_a=("SRB", "XKX"))
    assert check(WORLD, CLAIMS["caps-1996"], with_kosovo).verdict == "partly"
    outside = replace(with_kosovo, side_a=("XKX", "ALB", "MKD"))
    assert check(WORLD, CLAIMS["caps-1996"], outside).verdict == "not_supported"


def test_more_than_the_ceiling_is_no_full_cap(tiny_world):
    """12 declared against a ceiling of 10 are 120 %; an estimate of 30 is no declaration; before 1996 nothing holds."""
    base = {"party": "AAA", "category": "battle_tank", "source_ids": (), "note": None}
    ceiling = Ceiling(**base, ceiling=10, basis="treaty", in_force_from="1996-06-14", in_force_to=None)
    told = [ReportedHolding(**base, year=2000, holding=12, kind="declared"),
            ReportedHolding(**base, year=2001, holding=30, kind="estimate")]  # fmt: skip
    world = tiny_world.model_copy(update={"ceilings": (ceiling,), "reported_holdings": tuple(told)})
    assert claims.caps(world, ["AAA", "BBB"], "battle_tank", 2010) == {"AAA": 120.0}
    assert claims.caps(world, ["AAA"], "battle_tank", 1995) == {}
    assert claims.judged_caps(["AAA"], {"AAA": 120.0}, Bounds(0, 100)) == "partly"
    assert claims.judged_caps(["AAA"], {"AAA": 99.0}, Bounds(0, 100)) == "supported"


def test_a_ceiling_of_which_nothing_declared_is_public_cannot_be_tested():
    """A missing ceiling decides without any declared number; a declared one decides if others are not known."""
    unknown, bounds = float("nan"), Bounds(0, 100)
    assert claims.judged_caps(["AAA"], {"AAA": unknown}, bounds) == "cannot_be_tested"
    assert claims.judged_caps(["AAA", "BBB"], {"AAA": unknown}, bounds) == "partly"
    assert claims.judged_caps(["AAA", "BBB"], {"AAA": unknown, "BBB": 80.0}, bounds) == "supported"


def spent_rows(world, rows):
    made = tuple(
        Spending(country=code, year=2020, series=MAIN, usd_current_m=usd, usd_constant_m=usd, constant_base_year=2020,
                 lcu_m=lcu, lcu=unit, share_gdp_pct=share, kind="actual", source_ids=(), note=None)
        for code, usd, lcu, unit, share in rows
    )  # fmt: skip
    return world.model_copy(update={"spending": made})


def test_a_group_adds_money_people_and_gdp(tiny_world):
    """Alpha 100 m at 2 % of a GDP of 5,000 m; Beta 50 m at 1 % of 5,000 m: together 150 m, 1.5 % of 10,000 m."""
    world = spent_rows(tiny_world, [("AAA", 100, 200, "EUR", 2.0), ("BBB", 50, 300, "RSD", 1.0)])
    both = ["AAA", "BBB"]
    assert claims.spent(world, both, 2020, "nominal", MAIN) == 150
    assert claims.spent(world, both, 2020, "gdp_share", MAIN) == pytest.approx(1.5)
    assert math.isnan(claims.spent(world, both, 2020, "local", MAIN))
    assert claims.spent(world, ["AAA"], 2020, "local", MAIN) == 200
    assert claims.times_as_much(world, ["AAA"], ["BBB"], 2020, "nominal", MAIN) == 2
    assert math.isnan(claims.times_as_much(world, ["AAA"], ["BBB"], 2020, "local", MAIN))


def test_per_head_of_a_group_is_all_money_by_all_people():
    """2024: (2403.56 + 1730.74) m USD over the residents of both; macro.csv has 6,586,476 and 3,866,200."""
    people = {row.country: row.population for row in WORLD.macro if row.year == 2024 and row.row_type == "main"}
    expected = (2403.56 + 1730.74) * 1e6 / (people["SRB"] + people["HRV"])
    assert claims.spent(WORLD, ["SRB", "HRV"], 2024, "per_head", MAIN) == pytest.approx(expected)


def test_a_gap_is_a_gap_and_not_zero(tiny_world):
    world = spent_rows(tiny_world, [("AAA", 100, 100, "EUR", 2.0)])
    assert math.isnan(claims.times_as_much(world, ["AAA"], ["AAA", "BBB"], 2020, "nominal", MAIN))
    assert math.isnan(claims.risen_between(world, ["BBB"], 2019, 2020, "nominal", MAIN)["BBB"])
    found = reading("five-times", "a1", year=2026)
    assert found.verdict == "cannot_be_tested"


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(5.0, "supported"), (99, "supported"), (4.99, "partly"), (4, "partly"), (3.99, "not_supported"),
     (math.nan, "cannot_be_tested")],
)  # fmt: skip
def test_one_number_is_judged_by_both_ranges(value, verdict):
    assert claims.judged(value, Bounds(5, partly_low=4)) == verdict


@pytest.mark.parametrize(
    ("values", "verdict"),
    [((50, 60), "supported"), ((50, 10, 10), "partly"), ((50, 10, 10, 10), "not_supported"),
     ((50, math.nan), "supported"), ((math.nan,), "cannot_be_tested"), ((), "cannot_be_tested")],
)  # fmt: skip
def test_each_country_alone_is_judged_by_the_share_inside(values, verdict):
    """One of three is a third, one of four is less."""
    assert claims.judged_each(values, Bounds(40, 120, share=0.33)) == verdict


@pytest.mark.parametrize(
    ("span", "verdict"),
    [((426, 434), "supported"), ((290, 450), "partly"), ((0, 400), "not_supported"), ((450, math.inf), "not_supported"),
     ((math.nan, math.nan), "cannot_be_tested")],
)  # fmt: skip
def test_a_span_is_judged_by_what_it_leaves_possible(span, verdict):
    assert claims.judged_span(span, Bounds(425, 435)) == verdict


@given(st.sampled_from(sorted(CLAIMS)), st.permutations(ALL), st.integers(1, 6), st.integers(2013, 2025))
def test_no_verdict_depends_on_the_order_of_countries(claim_id, order, cut, year):
    claim = CLAIMS[claim_id]
    said = as_said(WORLD, claim)
    choice = replace(said, side_a=tuple(order[:cut]), side_b=tuple(order[cut:]), year=year,
                     year_from=min(said.year_from, year - 1))  # fmt: skip
    turned = replace(choice, side_a=choice.side_a[::-1], side_b=choice.side_b[::-1])
    one, other = check(WORLD, claim, choice), check(WORLD, claim, turned)
    assert [each.verdict for each in one.readings] == [each.verdict for each in other.readings]
    assert findings_claims.claimed(one) == findings_claims.claimed(other)


def test_every_claim_is_told_in_words_that_fit_its_verdict():
    found = [check(WORLD, claim) for claim in CLAIMS.values()]
    assert findings_claims.overview(found) == (
        "Of seven public claims about this build-up three are supported by the data, three are supported in part "
        "and one is not supported"
    )
    words = {one.claim.claim_id: findings_claims.told(WORLD, one) for one in found}
    assert words["five-times"].startswith("In 2024 Serbia spent 0.78 times as much as the other six together")
    assert "outside: Bosnia +29 % and Albania +172 %" in words["growth-40-120"]
    assert "EUR 2,745 m" in words["rafale-2700"]
    assert "neither buyer nor seller" in words["elbit-1600"]
    assert "between EUR 290 m and EUR 450 m" in words["kosovo-430"]
    assert words["caps-1996"].endswith("Bosnia, 79 %")


def test_a_footnoted_name_gets_its_mark_once():
    assert starred(WORLD, "Kosovo and Kosovo*, not Kosovska") == "Kosovo* and Kosovo*, not Kosovska"
