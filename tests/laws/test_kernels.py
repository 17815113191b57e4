"""Laws of the kernels, for any numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from balance_model.core import counters, saturate
from balance_model.core.aggregate import power_mean
from balance_model.core.delivery import delivered_by_year, effective_by_year

K = 4
unit = st.floats(0, 1)
values = arrays(float, K, elements=unit)
weights = arrays(float, K, elements=st.floats(0, 100)).map(lambda w: w if w.max() > 1e-6 else w + 1)
exponents = st.one_of(
    st.sampled_from([-np.inf, -1.0, 0.0, 0.5, 1.0, np.inf]), st.floats(-20, 20, allow_subnormal=False)
)
kappas = arrays(float, (K, K), elements=unit)
amounts = st.floats(0, 1e6)
halves = st.floats(0.01, 1e4)
forms = st.sampled_from(saturate.FORMS)
YEARS = np.arange(2020, 2060)
deal = st.tuples(
    st.integers(0, 1000), st.integers(2020, 2030), st.integers(0, 8), st.floats(0, 6), st.floats(0, 6)
).map(lambda d: (d[0], d[1], d[1] + d[2], d[3], d[4]))


@given(values, weights, exponents)
def test_a_mean_lies_between_the_extremes_of_what_has_weight(v, w, rho):
    used = v[w > 0]
    mean = power_mean(v, w, rho)
    assert used.min() - 1e-9 <= mean <= used.max() + 1e-9


@given(values, weights, exponents, exponents)
def test_a_mean_does_not_fall_as_its_exponent_rises(v, w, one, other):
    low, high = sorted((one, other))
    assert power_mean(v, w, low) <= power_mean(v, w, high) + 1e-9


@given(values, weights, exponents, st.floats(1e-6, 1e6))
def test_only_proportions_of_weights_count(v, w, rho, scale):
    assert power_mean(v, w * scale, rho) == pytest.approx(power_mean(v, w, rho), rel=1e-7, abs=1e-12)


@given(unit, weights, exponents)
def test_equal_values_are_their_own_mean(v, w, rho):
    assert power_mean(np.full(K, v), w, rho) == pytest.approx(v, rel=1e-9, abs=1e-300)


@given(values, st.integers(0, K - 1), exponents)
def test_all_weight_on_one_category_gives_its_value(v, at, rho):
    assert power_mean(v, np.eye(K)[at], rho) == pytest.approx(v[at], rel=1e-9, abs=1e-300)


@given(values, weights, exponents, st.permutations(range(K)))
def test_the_order_of_categories_does_not_matter(v, w, rho, order):
    assert power_mean(v[order], w[order], rho) == pytest.approx(power_mean(v, w, rho), rel=1e-7, abs=1e-12)


@given(values, weights, exponents, st.integers(0, K - 1), unit)
def test_a_mean_does_not_fall_as_a_value_rises(v, w, rho, at, gain):
    more = v.copy()
    more[at] = v[at] + gain * (1 - v[at])
    assert power_mean(more, w, rho) >= power_mean(v, w, rho) - 1e-9


@given(amounts, amounts, halves, forms)
def test_value_rises_with_strength_within_its_bounds(x, more, half, form):
    low, high = saturate.value(x, half, form), saturate.value(x + more, half, form)
    assert 0 <= low <= high <= 1


@given(amounts, halves, st.floats(0.001, 1000), forms)
def test_value_does_not_depend_on_the_unit(x, half, unit_of, form):
    assert saturate.value(x * unit_of, half * unit_of, form) == pytest.approx(
        saturate.value(x, half, form), rel=1e-9, abs=1e-12
    )


@given(amounts, amounts, halves, forms)
def test_strengths_together_are_worth_no_more_than_apart_and_no_less_than_the_larger(x, y, half, form):
    one, other, both = (saturate.value(amount, half, form) for amount in (x, y, x + y))
    assert max(one, other) - 1e-12 <= both <= one + other + 1e-12


@given(values, values, kappas)
def test_counters_take_and_never_give(own, other, kappa):
    left = counters.suppress(own, other, kappa)
    assert ((left >= 0) & (left <= own + 1e-15)).all()
    assert counters.suppress(own, np.zeros(K), kappa) == pytest.approx(own)
    assert counters.suppress(own, other, np.zeros((K, K))) == pytest.approx(own)


@given(values, values, kappas, st.integers(0, K - 1), unit)
def test_more_on_the_other_side_takes_no_less(own, other, kappa, at, gain):
    stronger = other.copy()
    stronger[at] = other[at] + gain * (1 - other[at])
    assert (counters.suppress(own, stronger, kappa) <= counters.suppress(own, other, kappa) + 1e-12).all()


@given(values, values, unit)
def test_a_cap_takes_only_the_excess(own, targets, counts):
    left = counters.cap(own, targets, counts)
    assert (left <= own + 1e-15).all()
    assert (left >= np.minimum(own, targets) - 1e-15).all()


@given(values, arrays(float, 2, elements=unit), arrays(float, (2, K), elements=unit))
def test_shortage_lowers_and_vanishes_with_full_enablers(own, enablers, delta):
    assert (counters.shortage(own, enablers, delta) <= own + 1e-15).all()
    assert counters.shortage(own, np.ones(2), delta) == pytest.approx(own)


@given(deal)
def test_deliveries_grow_to_the_order_and_use_follows(d):
    arrived, in_use = delivered_by_year(*d[:4], YEARS), effective_by_year(*d, YEARS)
    assert (np.diff(arrived) >= -1e-9).all()
    assert (np.diff(in_use) >= -1e-9).all()
    assert (in_use <= arrived + 1e-9).all()
    assert (in_use >= 0).all()
    assert arrived[-1] == pytest.approx(d[0])
    assert in_use[-1] == pytest.approx(d[0])


@given(deal, st.floats(0, 5))
def test_later_is_never_more(d, later):
    delayed = (*d[:3], d[3] + later, d[4])
    assert (effective_by_year(*delayed, YEARS) <= effective_by_year(*d, YEARS) + 1e-9).all()


@given(deal, st.floats(0, 5))
def test_a_longer_ramp_is_never_more(d, longer):
    slower = (*d[:4], d[4] + longer)
    assert (effective_by_year(*slower, YEARS) <= effective_by_year(*d, YEARS) + 1e-9).all()


@given(deal, st.integers(0, 1000))
def test_a_deal_in_two_parts_is_the_same_deal(d, part):
    part = min(part, d[0])
    halves_of = [(part, *d[1:]), (d[0] - part, *d[1:])]
    together = sum(effective_by_year(*half, YEARS) for half in halves_of)
    assert together == pytest.approx(effective_by_year(*d, YEARS), abs=1e-9)
