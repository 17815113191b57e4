"""Money of one currency in another, worked out by hand from the rates of the data."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis.exchange import exchanged, nearest_rate
from balance_model.domain import Rate
from balance_model.records.world import load_world

WORLD = load_world()


def rate(pair, year, value):
    unit = f"{pair[3:]} per {pair[:3]}" if pair.startswith("EUR") else f"{pair[:3]} per {pair[3:]}"
    return Rate(pair=pair, year=year, rate=value, unit=unit, source_ids=("worked-example",), note=None)


@pytest.fixture
def made(tiny_world):
    """Return a world in which one euro is 1.25 dollars in 2020 and 1.00 in 2022, and one dollar 100 dinars in 2020."""
    rows = (
        rate("EURUSD", 2020, 1.25),
        rate("EURUSD", 2022, 1.0),
        rate("RSDUSD", 2020, 100.0),
        rate("BAMEUR", 2020, 2.0),
    )
    return tiny_world.model_copy(update={"fx": rows})


def test_dollars_of_the_data_at_the_rate_of_2024():
    """335 / 1.0824 = 309.497 (the Elbit package of 2024)."""
    money = exchanged(WORLD, 335.0, "USD", 2024)
    assert money.euro == pytest.approx(309.497, abs=5e-4)
    assert money.dollar == 335.0
    assert money.words(2024) == "1.0824 USD per EUR (2024)"


def test_marks_go_by_the_fixed_parity():
    """10.035 / 1.95583 = 5.1308."""
    assert exchanged(WORLD, 10.035, "BAM", 2025).euro == pytest.approx(5.1308, abs=5e-5)


def test_kuna_take_the_only_rate_there_is_and_say_so():
    """207 / 7.5345 = 27.474, at the rate fixed in 2022."""
    money = exchanged(WORLD, 207.0, "HRK", 2018)
    assert money.euro == pytest.approx(27.474, abs=5e-4)
    assert money.words(2018).startswith("7.5345 HRK per EUR (2022, nearest year known)")


@pytest.mark.parametrize(
    ("amount", "currency", "year", "euro", "dollar"),
    [
        (8, "EUR", 2020, 8, 10),
        (10, "USD", 2020, 8, 10),
        (1000, "RSD", 2020, 8, 10),  # 1000 / 100 = 10 dollars = 8 euro
        (16, "BAM", 2020, 8, 10),  # 16 / 2 = 8 euro = 10 dollars
        (8, "EUR", 2021, 8, 10),  # 2020 and 2022 are as near: the earlier
        (8, "EUR", 2030, 8, 8),  # 2022 is the nearest
    ],
)
def test_every_way_from_one_currency_to_another(made, amount, currency, year, euro, dollar):
    money = exchanged(made, amount, currency, year)
    assert (money.euro, money.dollar) == pytest.approx((euro, dollar))


def test_without_a_rate_nothing_is_known(made):
    money = exchanged(made, 5.0, "XYZ", 2020)
    assert math.isnan(money.euro)
    assert math.isnan(money.dollar)
    assert money.words(2020) == ""
    assert nearest_rate(made, "XYZEUR", 2020) is None


@given(st.floats(0.01, 1e6), st.sampled_from(["EUR", "USD", "RSD", "BAM", "ALL", "MKD"]), st.integers(2012, 2026))
def test_twice_the_sum_is_twice_the_money(amount, currency, year):
    one, two = exchanged(WORLD, amount, currency, year), exchanged(WORLD, 2 * amount, currency, year)
    assert (two.euro, two.dollar) == pytest.approx((2 * one.euro, 2 * one.dollar))
