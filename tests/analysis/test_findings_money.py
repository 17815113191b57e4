"""Sentences on money, against small tables made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.analysis import findings_money as findings
from balance_model.analysis import findings_suppliers

NAN = float("nan")


def spent(*rows):
    table = pd.DataFrame(rows, columns=["country", "year", "value", "kind"])
    return table.assign(line=True, series="SIPRI main")


TWO = spent(
    ("SRB", 2020, 100.0, "actual"), ("SRB", 2025, 250.0, "estimate"),
    ("XKX", 2020, 10.0, "actual"), ("XKX", 2025, 40.0, "budget"),
)  # fmt: skip


def test_who_spent_most_and_how_many_times_the_second(world):
    assert findings.spending(TWO, world, "euro", "amount", 2020) == (
        "In 2025, in euro of each year, Serbia spent most: EUR 250 million, 6.2 times as much as Kosovo*"
    )
    assert findings.spending(TWO, world, "nominal", "sum", 2020) == (
        "From 2020 to 2025, in dollars of each year, Serbia spent most in all: USD 250 million, "
        "6.2 times as much as Kosovo*"
    )
    assert findings.spending(TWO.iloc[:2], world, "local", "amount", 2020, "RSD") == (
        "In 2025, in RSD, Serbia spent: 250 million"
    )
    assert findings.spending(TWO, world, "constant", "amount", 2020, prices="2024").startswith(
        "In 2025, at prices of 2024, Serbia spent most: USD 250 million"
    )


def test_amounts_within_five_per_cent_are_told_as_close(world):
    table = spent(("SRB", 2025, 2.0, "actual"), ("HRV", 2025, 1.95, "actual"))
    assert findings.spending(table, world, "gdp_share", "amount", 2020) == (
        "In 2025 Serbia spent the largest part of its GDP on its military: 2.00 %; Croatia is close to it with 1.95"
    )


def test_different_currencies_are_not_compared(world):
    assert findings.spending(TWO, world, "local", "amount", 2020, "RSD and EUR") == (
        "In 2025 the countries report in different currencies (RSD and EUR); index them to compare"
    )


def test_the_index_tells_growth_and_so_does_the_title(world):
    """250 / 100 is a rise by 150 %, 40 / 10 one by 300 %."""
    table = TWO.assign(value=[100.0, 250.0, 100.0, 400.0])
    told = (
        "From 2020 to 2025, at prices of 2024, spending of Kosovo* rose by 300 %, the most; "
        "that of Serbia rose by 150 %"
    )
    assert findings.spending(table, world, "constant", "index", 2020, prices="2024") == told
    assert findings.grown(TWO, world, clause=findings.how("constant", "2024")) == told
    assert findings.spending(table, world, "per_head", "index", 2020).startswith(
        "From 2020 to 2025 spending per head of"
    )


def test_a_fall_and_no_change_are_told(world):
    table = spent(("SRB", 2020, 4.0, "actual"), ("SRB", 2021, 4.0, "actual"), ("HRV", 2020, 2.0, "actual"),
                  ("HRV", 2021, 1.0, "actual"))  # fmt: skip
    assert findings.grown(table, world, "the share of GDP") == (
        "From 2020 to 2021 the share of GDP of Serbia stayed as it was, the most; that of Croatia fell by 50 %"
    )


def test_what_is_provisional_and_what_is_missing(world):
    assert findings.provisional(TWO, world) == (
        "2025 is provisional: an estimate for Serbia and an adopted budget for Kosovo*"
    )
    assert findings.provisional(spent(("SRB", 2025, 1.0, "actual")), world) == ""
    assert findings.gaps({"SRB": [2012, 2013, 2015], "XKX": [2012, 2013, 2014, 2015]}, world, 4) == (
        "No figure, and none assumed: Serbia (2012–2013 and 2015) and Kosovo* (in any year)"
    )
    assert findings.gaps({}, world, 4) == ""


def bars(*rows):
    return pd.DataFrame(rows, columns=["deal_id", "year", "euro"])


def outlays(*rows):
    return pd.DataFrame(rows, columns=["year", "value", "main"]).astype({"main": bool})


def test_the_heaviest_year_against_the_spending_of_that_year_or_the_last_known(world):
    deals = bars(("a", 2024, 100.0), ("a", 2025, 100.0), ("b", 2025, 200.0))
    known = outlays((2024, 500.0, True), (2025, 1000.0, True), (2026, 9.0, False))
    head = "Deals of Serbia with a published value come to EUR 300 m in 2025, their heaviest year"
    assert findings.years_of_money(deals, known, world, "SRB") == f"{head}: 30 % of its military spending of that year"
    assert findings.years_of_money(deals, known.iloc[:1], world, "SRB") == (
        f"{head}: 60 % of its military spending of 2024, the last known"
    )
    assert findings.years_of_money(deals, known.iloc[:0], world, "SRB") == f"{head}; what it spends in all is not known"
    assert findings.years_of_money(bars(), known, world, "SRB").startswith("No deal that Serbia pays for")
    assert findings.whole_of_money(deals) == "Two deals come to EUR 400 million, 2024 to 2025"


SHARES = pd.DataFrame(
    [("SRB", "France", 60.0), ("SRB", "China", 40.0), ("HRV", "France", 50.0), ("HRV", "Own industry", 50.0)],
    columns=["country", "supplier", "amount"],
)


def test_concentration_in_words(world):
    """Serbia 0.36 + 0.16 = 0.52, as if from 1.92; Croatia two equal ones."""
    assert findings_suppliers.concentrated(SHARES, world, "value") == (
        "By published value supplies of Serbia are the most concentrated, as if from 1.9 equal suppliers; "
        "those of Croatia the least, as if from 2.0 equal suppliers"
    )
    one = SHARES.iloc[:1]
    assert findings_suppliers.concentrated(one, world, "number") == (
        "By number of deals what Serbia buys comes as if from one supplier alone"
    )
    assert "nothing can be told" in findings_suppliers.concentrated(SHARES.iloc[:0], world, "value")


def test_first_suppliers_and_what_flows(world):
    """France: 110 of 200 = 55 %, of it 60 / 110 = 55 % to Serbia; each country gets 100, Croatia is named first."""
    assert findings_suppliers.first_supplier(SHARES, world, "value") == (
        "By published value most comes from France: EUR 110 million, 55 % of all; 55 % of it goes to Serbia"
    )
    assert (
        findings_suppliers.first_suppliers(SHARES, world)
        == "The first supplier is France in Serbia (60 %) and Croatia (50 %)"
    )
    more = SHARES.assign(amount=[70.0, 40.0, 50.0, 50.0])
    assert (
        findings_suppliers.most_received(more, world, "number")
        == "Serbia receives most: 110 deals, 64 % of it from France"
    )


@pytest.mark.parametrize(
    ("supplier", "words"),
    [("United States", "the United States"), ("Own industry", "own industry"), ("France", "France")],
)
def test_suppliers_stand_well_in_a_sentence(world, supplier, words):
    table = SHARES.iloc[:1].assign(supplier=supplier)
    assert f"most comes from {words}: " in findings_suppliers.first_supplier(table, world, "value")


def test_unnamed_suppliers_are_first_only_if_there_is_no_other(world):
    table = SHARES.assign(supplier=["Not named", "China", "Not named", "China"])
    assert "most comes from China: EUR 90 million" in findings_suppliers.first_supplier(table, world, "value")


def test_categories(world):
    table = SHARES.rename(columns={"supplier": "category"}).assign(category=["Armour", "Drones", "Armour", "Drones"])
    assert findings_suppliers.first_category(table, world, "value") == (
        "By published value the largest category is armour in Serbia (60 %) and Croatia (50 %)"
    )
    assert findings_suppliers.overall_category(table) == "All countries together: armour leads with 55 %"


def deals(*rows):
    return pd.DataFrame(rows, columns=["system", "country", "euro", "gift"]).astype({"gift": bool})


def test_the_largest_deal_leaves_gifts_out(world):
    table = deals(("Tank", "SRB", 900.0, True), ("Gun", "HRV", 300.0, False), ("Van", "SRB", 100.0, False),
                  ("Boat", "SRB", NAN, False))  # fmt: skip
    assert findings.largest_deal(table, world) == (
        "The largest deal with a published value is Gun for Croatia: EUR 300 million, 75 % of EUR 400 million in all"
    )
    assert findings.few_deals(table) == "Deals with a published value come to EUR 400 million"
    assert findings.not_in_sums(1, 1, 4) == "1 of 4 deals has no published value and is not in the sums; 1 was a gift"


def gains(*rows):
    columns = ["country", "category", "cost", "gain", "per_billion_low", "per_billion", "per_billion_high"]
    return pd.DataFrame(rows, columns=columns)


def test_gains_for_a_billion_in_two_figures(world):
    table = gains(("SRB", "", 4780.0, 0.054, 0.0072, 0.0113, 0.0170), ("XKX", "", 69.0, 0.022, 0.3191, 0.3193, 0.341))
    assert findings.gained(table, world, 2030) == (
        "By 2030 each billion EUR of deals adds most to the index of Kosovo*, +0.32 (+0.32 to +0.34); "
        "least to that of Serbia, +0.011 (+0.007 to +0.017)"
    )
    assert findings.gained_in_all(table, world) == (
        "To the own index EUR 4,780 million of Serbia add +0.05 and EUR 69 million of Kosovo* add +0.02"
    )
    assert "No deal" in findings.gained(table.iloc[:0], world, 2030)


def test_no_gain_and_equal_gains_are_told_as_such(world):
    nothing, half = (0.0, 0.0, 0.0), (0.5, 0.5, 0.53)
    rows = [
        (code, "", 100.0, 0.0, *span) for code, span in zip(("SRB", "HRV", "XKX"), (half, half, nothing), strict=True)
    ]
    assert findings.gained(gains(*rows[2:]), world, 2030) == (
        "By 2030 no deal that was paid for and has a published value adds to an index"
    )
    assert findings.gained(gains(*rows), world, 2030) == (
        "By 2030 each billion EUR of deals adds most to the index of Serbia and Croatia, +0.50 (+0.50 to +0.53) each; "
        "least to that of Kosovo*, 0"
    )
    assert findings.gained(gains(*rows[:2]), world, 2030) == (
        "By 2030 each billion EUR of deals adds as much to the index of Serbia and Croatia: +0.50 (+0.50 to +0.53)"
    )
    assert findings.gained(gains(rows[0]), world, 2030) == (
        "By 2030 each billion EUR of deals adds +0.50 (+0.50 to +0.53) to the index of Serbia"
    )


@pytest.mark.parametrize(
    ("span", "words"),
    [((0.092, 0.095, 0.101), "+0.095 (+0.092 to +0.101)"), ((870.0, 1234.0, 1310.0), "+1,200 (+900 to +1,300)"),
     ((-0.02, 0.0, 0.04), "0 (−0.020 to +0.040)"), ((3.0, 3.0, 3.0), "+3.0"),
     ((0.0, 0.0996, 0.2), "+0.10 (0 to +0.20)")],
)  # fmt: skip
def test_a_range_has_the_decimals_of_the_figure_it_goes_with(span, words):
    low, best, high = span
    assert findings.span_words({"per_billion_low": low, "per_billion": best, "per_billion_high": high}) == words


def test_categories_in_which_a_billion_brings_most(world):
    table = gains(
        ("SRB", "drones", 1.0, 1.0, 1.0, 9.0, 9.0), ("HRV", "drones", 1.0, 1.0, 1.0, 3.0, 9.0),
        ("SRB", "armour", 1.0, 1.0, 1.0, 1.0, 9.0),
    )  # fmt: skip
    assert findings.strongest(table, world) == (
        "Of one category that can be compared, most for a billion: Serbia in one"
    )
    assert "No category" in findings.strongest(table.iloc[2:], world)
