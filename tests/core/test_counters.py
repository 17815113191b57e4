"""Counters, cap and shortage: by hand, at their ends, with arrays."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.core import counters


def test_two_opposing_categories_multiply():
    kappa = [[0.0, 0.5], [0.2, 0.4]]  # row: the opponent's category; column: one's own
    found = counters.suppress([0.6, 0.8], [0.5, 1.0], kappa)
    assert found == pytest.approx([0.6 * (1 - 0.2), 0.8 * (1 - 0.25) * (1 - 0.4)])


def test_no_kappa_takes_nothing_and_a_full_one_takes_all():
    own = np.array([0.3, 0.7])
    assert counters.suppress(own, [1, 1], np.zeros((2, 2))) == pytest.approx(own)
    assert counters.suppress(own, [1, 0], np.ones((2, 2))) == pytest.approx([0, 0])


def test_leading_axes_broadcast_against_one_opponent():
    own = np.array([[0.2, 0.4], [0.6, 0.8]])
    kappa = [[0.5, 0.0]]
    found = counters.suppress(own, [0.5], kappa)
    assert found == pytest.approx(np.array([[0.15, 0.4], [0.45, 0.8]]))
    many = counters.suppress(own[0], np.array([[0.0], [1.0]]), kappa)
    assert many == pytest.approx(np.array([[0.2, 0.4], [0.1, 0.4]]))


@pytest.mark.parametrize("kappa", [[[1.01, 0]], [[-0.1, 0]], [[float("nan"), 0]]])
def test_kappa_outside_its_range_is_refused(kappa):
    with pytest.raises(ValueError, match="between 0 and 1"):
        counters.suppress([0.5, 0.5], [0.5], kappa)


@pytest.mark.parametrize("kappa", [[[0.1]], [0.1, 0.1], [[0.1, 0.1], [0.1, 0.1]]])
def test_kappa_of_another_shape_is_refused(kappa):
    with pytest.raises(ValueError, match="kappa must have shape"):
        counters.suppress([0.5, 0.5], [0.5], kappa)


@pytest.mark.parametrize(
    ("own", "targets", "counts", "expected"),
    [
        (0.8, 0.4, 0.5, 0.6),
        (0.8, 0.9, 0.5, 0.8),
        (0.8, 0.0, 0.5, 0.4),
        (0.8, 0.4, 0.0, 0.4),
        (0.8, 0.4, 1.0, 0.8),
    ],
)
def test_what_exceeds_the_targets_counts_in_part(own, targets, counts, expected):
    """The rule of Dupuy's QJM: T + 0.5 (AT - T) where anti-tank strength exceeds armour."""
    assert counters.cap(own, targets, counts) == pytest.approx(expected)


def test_a_missing_enabler_lowers_what_it_enables():
    # no sustainment (0), half the sensors (0.5): 0.8 * (1 - 0.3) * (1 - 0.3 / 2) and 0.4 * (1 - 0.3)
    found = counters.shortage([0.8, 0.4], [0.0, 0.5], [[0.3, 0.3], [0.3, 0.0]])
    assert found == pytest.approx([0.8 * 0.7 * 0.85, 0.4 * 0.7])


def test_full_enablers_lower_nothing():
    assert counters.shortage([0.8, 0.4], [1.0], [[0.3, 0.9]]) == pytest.approx([0.8, 0.4])
