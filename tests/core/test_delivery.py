"""Deliveries by year: the worked example, fractions of years, several deals at once."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.core.delivery import delivered_by_year, effective_by_year

YEARS = np.arange(2024, 2036)


def test_worked_example():
    """docs/METHOD.md: ten units planned 2026 to 2029, one year late, two years to full use."""
    found = effective_by_year(10, 2026, 2029, 1, 2, [2026, 2027, 2028, 2029, 2030, 2031, 2032])
    assert found == pytest.approx([0, 1.25, 3.75, 6.25, 8.75, 10, 10], abs=1e-12)


def test_arrivals_are_even_over_the_years():
    assert delivered_by_year(12, 2026, 2028, 0, [2025, 2026, 2027, 2028, 2035]) == pytest.approx([0, 4, 8, 12, 12])


def test_half_a_year_late():
    assert delivered_by_year(12, 2026, 2028, 0.5, [2025, 2026, 2027, 2028, 2029]) == pytest.approx([0, 2, 6, 10, 12])


def test_early_arrival():
    assert delivered_by_year(4, 2030, 2031, -2, [2027, 2028, 2029]) == pytest.approx([0, 2, 4])


def test_ramp_of_two_and_a_half_years():
    # one unit in 2026: 1/2.5, 2/2.5, then in full
    assert effective_by_year(1, 2026, 2026, 0, 2.5, [2025, 2026, 2027, 2028]) == pytest.approx([0, 0.4, 0.8, 1])


@pytest.mark.parametrize("ramp", [0, 0.3, 1])
def test_a_ramp_of_one_year_or_less_is_at_once(ramp):
    at_once = delivered_by_year(7, 2026, 2030, 0, YEARS)
    assert effective_by_year(7, 2026, 2030, 0, ramp, YEARS) == pytest.approx(at_once)


def test_several_deals_are_the_same_as_each_alone():
    deals = np.array(
        [[10, 2026, 2029, 1, 2], [3, 2025, 2025, 0, 4], [8, 2030, 2031, 2.5, 1], [5, 2024, 2034, 0.25, 3.5]]
    )
    together = effective_by_year(*deals.T, YEARS)
    assert together.shape == (4, YEARS.size)
    for row, deal in zip(together, deals, strict=True):
        assert row == pytest.approx(effective_by_year(*deal, YEARS), abs=1e-12)


def test_deals_of_any_shape():
    found = effective_by_year(np.full((2, 3), 4.0), 2026, 2027, 0, 2, YEARS)
    assert found.shape == (2, 3, YEARS.size)
    assert found[1, 2] == pytest.approx(effective_by_year(4, 2026, 2027, 0, 2, YEARS))


def test_nothing_ordered_nothing_delivered():
    assert effective_by_year(0, 2026, 2029, 0, 4, YEARS) == pytest.approx(np.zeros(YEARS.size))


def test_years_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="last_year"):
        delivered_by_year(1, 2030, 2029, 0, YEARS)
    with pytest.raises(ValueError, match="last_year"):
        effective_by_year([1, 1], [2026, 2030], [2027, 2029], 0, 1, YEARS)
