"""power_mean at its edges; published values stand in tests/published."""

from __future__ import annotations

import math

import numpy as np
import pytest

from balance_model.core.aggregate import power_mean

VALUES, WEIGHTS = [0.2, 0.5, 0.8], [1.0, 2.0, 1.0]
GEOMETRIC = (0.2 * 0.5**2 * 0.8) ** 0.25


def test_arithmetic_mean_by_hand():
    assert power_mean(VALUES, WEIGHTS) == pytest.approx(0.5, rel=1e-15)


def test_minimum_and_maximum_look_only_at_what_has_weight():
    assert power_mean([0.1, 0.5, 0.9], [0, 1, 1], -math.inf) == 0.5
    assert power_mean([0.1, 0.5, 0.9], [1, 1, 0], math.inf) == 0.5


@pytest.mark.parametrize("rho", [1e-6, -1e-6, 1e-9, -1e-9, 1e-15, -1e-15, 1e-300, -1e-300])
def test_tiny_exponents_meet_the_geometric_mean(rho):
    assert power_mean(VALUES, WEIGHTS, rho) == pytest.approx(GEOMETRIC, rel=max(1e-12, abs(rho)))


@pytest.mark.parametrize(("rho", "limit"), [(1e6, 0.8), (-1e6, 0.2), (1e300, 0.8), (-1e300, 0.2)])
def test_huge_exponents_meet_the_extremes(rho, limit):
    assert power_mean(VALUES, WEIGHTS, rho) == pytest.approx(limit, rel=1e-5)


@pytest.mark.parametrize("rho", [0, -0.5, -1, -1e6, -math.inf])
def test_one_zero_makes_the_mean_zero_without_substitution(rho):
    assert power_mean([0.0, 0.9], [1, 1], rho) == 0.0


@pytest.mark.parametrize("rho", [0, -1, 0.5, 1, -math.inf, math.inf])
def test_a_zero_without_weight_does_not_count(rho):
    assert power_mean([0.0, 0.9], [0, 1], rho) == pytest.approx(0.9, rel=1e-15)


@pytest.mark.parametrize("rho", [-math.inf, -3, 0, 0.3, 1, 4, math.inf])
def test_all_zero_values_give_zero(rho):
    assert power_mean([0.0, 0.0], [1, 3], rho) == 0.0


def test_half_a_zero_under_square_roots_by_hand():
    assert power_mean([0.0, 0.64], [1, 1], 0.5) == pytest.approx((0.5 * 0.8) ** 2, rel=1e-14)


@pytest.mark.parametrize("scale", [1e-320, 1e-30, 7.0, 1e30, 1e300])
def test_only_proportions_of_weights_matter(scale):
    scaled = [weight * scale for weight in (1.0, 1.0)]
    assert power_mean([0.2, 0.8], scaled, 0.5) == pytest.approx(((0.2**0.5 + 0.8**0.5) / 2) ** 2, rel=1e-12)


@pytest.mark.parametrize("size", [1e-200, 1e200])
@pytest.mark.parametrize("rho", [-3, 0, 2.5])
def test_very_small_and_large_values_neither_vanish_nor_overflow(size, rho):
    assert power_mean([2 * size, 2 * size], [1, 5], rho) == pytest.approx(2 * size, rel=1e-12)


def test_arrays_of_draws_countries_and_years():
    values = np.linspace(0.1, 0.9, 2 * 3 * 4).reshape(2, 3, 4)
    found = power_mean(values, [1, 0, 0, 3], 0)
    assert found.shape == (2, 3)
    assert found[1, 2] == pytest.approx((values[1, 2, 0] * values[1, 2, 3] ** 3) ** 0.25, rel=1e-13)


def test_each_draw_may_have_its_own_weights():
    found = power_mean([0.0, 1.0], [[1, 1], [1, 3], [5, 0]])
    assert found == pytest.approx([0.5, 0.75, 0.0])


def test_one_set_of_values_gives_a_float():
    assert isinstance(power_mean([0.1, 0.2], [1, 1], 0.5), float)


@pytest.mark.parametrize(
    ("values", "weights", "rho", "said"),
    [
        ([0.5, 0.5], [1, -1], 1, "weights"),
        ([0.5, 0.5], [1, math.nan], 1, "weights"),
        ([0.5, 0.5], [1, math.inf], 1, "weights"),
        ([0.5, 0.5], [0, 0], 1, "at least one weight"),
        ([[0.5, 0.5]] * 2, [[1, 1], [0, 0]], 0, "at least one weight"),
        ([0.5, -0.1], [1, 1], 1, "values"),
        ([0.5, math.nan], [1, 1], 1, "values"),
        ([0.5, 0.5], [1, 1], math.nan, "rho"),
    ],
)
def test_what_makes_no_mean_is_refused(values, weights, rho, said):
    with pytest.raises(ValueError, match=said):
        power_mean(values, weights, rho)


def test_weights_of_another_length_are_refused():
    with pytest.raises(ValueError, match="broadcast"):
        power_mean([0.1, 0.2, 0.3], [1, 1])


def test_a_subnormal_exponent_is_the_geometric_mean():
    assert power_mean([0.5, 1, 1, 1], [1, 1, 1, 1], 5e-324) == pytest.approx(0.5**0.25)
