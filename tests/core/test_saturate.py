"""Saturation forms: exact points, ends and refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest

from balance_model.core import saturate


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("michaelis", [0, 1 / 4, 1 / 2, 2 / 3, 3 / 4]),
        ("exponential", [0, 1 - 2 ** (-1 / 3), 1 / 2, 3 / 4, 7 / 8]),
        ("linear", [0, 1 / 3, 1, 1, 1]),
    ],
)
def test_values_by_hand(form, expected):
    assert saturate.value([0, 20, 60, 120, 180], 60, form) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("form", saturate.FORMS)
def test_from_nothing_to_without_end(form):
    assert saturate.value(0, 5, form) == 0
    assert saturate.value(math.inf, 5, form) == 1
    assert saturate.value(1e308, 1e-300, form) == 1
    assert 0 < saturate.value(1e-300, 5, form) < 1e-299


def test_own_half_requirement_for_each_category():
    found = saturate.value(np.full((2, 3), 10.0), [10, 30, 90])
    assert found == pytest.approx(np.array([[1 / 2, 1 / 4, 1 / 10]] * 2))


def test_the_first_form_is_the_default():
    assert saturate.value(20, 60) == pytest.approx(0.25)
    assert isinstance(saturate.value(20, 60), float)


@pytest.mark.parametrize(
    ("strength", "half", "form", "said"),
    [
        (1, 0, "michaelis", "half-requirement"),
        (1, -1, "michaelis", "half-requirement"),
        (1, math.nan, "linear", "half-requirement"),
        (1, math.inf, "linear", "half-requirement"),
        (-1e-9, 1, "michaelis", "strength"),
        (math.nan, 1, "exponential", "strength"),
        (1, 1, "sigmoid", "'sigmoid' is unknown; known: michaelis, exponential, linear"),
    ],
)
def test_refusals(strength, half, form, said):
    with pytest.raises(ValueError, match=said):
        saturate.value(strength, half, form)


@pytest.mark.parametrize(
    ("cutoffs", "values"),
    [([0, 0], [0, 1]), ([1, 0], [0, 1]), ([0, 1, 2], [0, 1]), ([0], [1]), ([[0, 1]], [[0, 1]])],
)
def test_a_piecewise_value_needs_rising_cutoffs(cutoffs, values):
    with pytest.raises(ValueError, match="cutoffs must increase"):
        saturate.piecewise(0.5, cutoffs, values)


def test_goalposts_on_a_logarithmic_scale():
    assert saturate.goalposts([1, 10, 100, 1000], 1, 100, log=True) == pytest.approx([0, 0.5, 1, 1])


@pytest.mark.parametrize(("x", "low"), [(0, 1), (5, 0), (-1, 1)])
def test_goalposts_refuse_logarithms_of_zero(x, low):
    with pytest.raises(ValueError, match="above zero"):
        saturate.goalposts(x, low, 10, log=True)
