"""Suppliers and their concentration: by hand, and laws of the index."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis import suppliers
from balance_model.analysis.commitments import deal_rows
from balance_model.analysis.suppliers import OWN, as_if_equal, bloc_of, concentration, largest, shares, totals
from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world

WORLD = load_world()
ALL = deal_rows(WORLD, load_scenario("baseline", WORLD), every=True)
AMOUNTS = st.lists(st.floats(0.0, 1e6), min_size=1, max_size=12).filter(lambda values: max(values) > 1e-3)


def test_concentration_by_hand():
    """Shares 0.5, 0.3, 0.2: 0.25 + 0.09 + 0.04 = 0.38, as if from 1 / 0.38 = 2.63 equal ones."""
    assert concentration([50, 30, 20]) == pytest.approx(0.38)
    assert as_if_equal(0.38) == pytest.approx(2.6316, abs=1e-4)
    assert concentration([7]) == 1
    assert concentration([3, 3, 3, 3]) == pytest.approx(0.25)


@pytest.mark.parametrize("nothing", [[], [0.0], [0.0, 0.0]])
def test_nothing_to_share_is_not_a_number(nothing):
    assert math.isnan(concentration(nothing))


@given(AMOUNTS)
def test_it_lies_between_equal_shares_and_a_single_supplier(amounts):
    assert 1 / len(amounts) - 1e-9 <= concentration(amounts) <= 1 + 1e-9


@given(AMOUNTS)
def test_a_supplier_with_nothing_changes_nothing(amounts):
    assert concentration([*amounts, 0.0]) == pytest.approx(concentration(amounts))


@given(AMOUNTS, st.floats(0.01, 1e3))
def test_the_unit_of_money_does_not_matter(amounts, factor):
    assert concentration([factor * each for each in amounts]) == pytest.approx(concentration(amounts))


def test_a_deal_of_two_suppliers_is_split_evenly():
    """hrv-cuas-2025: EUR 125 m, Croatia and Poland, so 62.5 each; Croatia's own firms are own industry."""
    parts = shares(WORLD, ALL[ALL["deal_id"] == "hrv-cuas-2025"])
    assert dict(zip(parts["supplier"], parts["value"], strict=True)) == {OWN: 62.5, "Poland": 62.5}
    assert parts["number"].tolist() == [0.5, 0.5]


@pytest.mark.parametrize("blocs", [False, True])
def test_parts_sum_back_to_the_deals(blocs):
    parts = shares(WORLD, ALL, blocs)
    assert parts["number"].sum() == pytest.approx(len(ALL))
    assert parts["value"].sum() == pytest.approx(ALL["euro"].sum())
    by_number = totals(parts, "number")
    assert by_number["amount"].sum() == pytest.approx(len(ALL))
    assert by_number["unpriced"].sum() == pytest.approx(ALL["euro"].isna().sum())
    assert totals(parts, "value")["amount"].sum() == pytest.approx(ALL["euro"].sum())
    assert by_number["gifts"].sum() == pytest.approx(ALL["gift"].sum())


def test_blocs_are_rows_of_data():
    rows = {row.supplier: row.bloc for row in WORLD.blocs}
    assert bloc_of(WORLD, "France") == rows["France"] == rows["Germany"]
    assert bloc_of(WORLD, "Atlantis") == "Atlantis"
    assert bloc_of(WORLD, OWN) == OWN
    named = {name for deal in WORLD.deals for name in (deal.supplier or "").split(";") if name}
    assert named <= set(rows)


def test_the_largest_of_a_country_stand_first():
    table = totals(shares(WORLD, ALL), "value")
    for _, own in table.groupby("country"):
        assert own["amount"].is_monotonic_decreasing
    assert table[table["country"] == "SRB"]["supplier"].iloc[0] == "France"


def test_small_suppliers_become_others():
    """Five suppliers and room for three: the two largest, and three as others with 3 + 2 + 1 = 6."""
    table = pd.DataFrame({
        "country": "AAA", "supplier": list("edcba"), "amount": [1.0, 2.0, 3.0, 40.0, 50.0], "deals": 1.0,
        "unpriced": 0.0, "gifts": 0.0,
    })  # fmt: skip
    few = largest(table, 3)
    assert dict(zip(few["supplier"], few["amount"], strict=True)) == {"Others (3)": 6.0, "b": 40.0, "a": 50.0}
    assert few["deals"].sum() == 5
    assert largest(table, 5) is table


def test_no_deals_give_an_empty_table():
    assert totals(shares(WORLD, ALL.iloc[:0]), "value").empty
    assert suppliers.totals(shares(WORLD, ALL.iloc[:0]), "number").empty
