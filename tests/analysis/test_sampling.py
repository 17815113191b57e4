"""Random weights and PERT against closed forms: margins of the Dirichlet, ordered and cut simplexes, beta moments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from balance_model.analysis.sampling import bounded, dirichlet, pert, ranked
from balance_model.analysis.weights import roc

N = 200_000


def on_simplex(weights):
    return (weights >= 0).all() and np.allclose(weights.sum(axis=1), 1, rtol=0, atol=1e-12)


def test_all_weightings_are_equally_likely():
    """Margin of a uniform simplex of ten: Beta(1, 9), so P(w > .2) = .8^9 and variance 9/1100.

    Uniform numbers over their sum, a common mistake, would give .039 instead of .134.
    """
    weights = dirichlet(N, 10, seed=3)
    assert weights.shape == (N, 10)
    assert on_simplex(weights)
    for column in weights.T:
        assert (column > 0.2).mean() == pytest.approx(0.8**9, abs=5 * np.sqrt(0.134 * 0.866 / N))
        assert column.var() == pytest.approx(9 / 1100, rel=0.03)
        assert kstest(column[:20_000], "beta", args=(1, 9)).pvalue > 1e-6


def test_weights_around_others_have_their_mean_and_variance():
    """Dirichlet(c w0): mean w0 and Var w_k = w0_k (1 - w0_k) / (c + 1); its margin is Beta(c w0_k, c (1 - w0_k))."""
    around = np.array([0.5, 0.3, 0.2, 0.0])
    weights = dirichlet(N, 4, concentration=20, around=10 * around, seed=1)
    assert on_simplex(weights)
    assert (weights[:, 3] == 0).all()
    assert weights.mean(axis=0) == pytest.approx(around, abs=0.002)
    assert weights.var(axis=0) == pytest.approx(around * (1 - around) / 21, rel=0.03, abs=1e-12)
    assert kstest(weights[:20_000, 0], "beta", args=(10, 10)).pvalue > 1e-6


def test_concentration_alone_stays_symmetric():
    weights = dirichlet(N, 3, concentration=30, seed=1)
    assert weights.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.002)
    assert weights.var(axis=0) == pytest.approx([2 / 9 / 31] * 3, rel=0.03)


@pytest.mark.parametrize("concentration", [1e-3, 0.2, 1e9])
def test_extreme_concentrations_stay_on_the_simplex(concentration):
    weights = dirichlet(500, 4, concentration=concentration, around=[4, 3, 2, 1], seed=5)
    assert on_simplex(weights)
    if concentration > 1:
        assert weights == pytest.approx(np.tile([0.4, 0.3, 0.2, 0.1], (500, 1)), abs=1e-3)
    elif concentration < 0.01:
        assert (weights.max(axis=1) > 0.99).mean() > 0.95


def test_one_criterion_carries_all():
    assert (dirichlet(5, 1, seed=0) == 1).all()
    assert (dirichlet(5, 3, around=[0, 2, 0], seed=0) == [0, 1, 0]).all()
    assert (ranked(5, [0]) == 1).all()
    assert (bounded(5, [0], [1]) == 1).all()


def test_a_seed_repeats_and_more_draws_begin_alike():
    assert (dirichlet(1000, 4, seed=7) == dirichlet(1000, 4, seed=7)).all()
    assert (dirichlet(40_000, 4, seed=7)[:1000] == dirichlet(1000, 4, seed=7)).all()
    assert (dirichlet(1000, 4, seed=7) != dirichlet(1000, 4, seed=8)).any()
    goes_on = np.random.default_rng(7)
    assert (dirichlet(1000, 4, seed=goes_on) != dirichlet(1000, 4, seed=goes_on)).any()


@pytest.mark.parametrize(("n", "order"), [(3, [2, 0, 1]), (5, [4, 3, 2, 1, 0])])
def test_weights_under_a_ranking_have_the_centroid_as_mean(n, order):
    """The rank-order centroid is the mean of the uniform distribution on the ordered simplex."""
    weights = ranked(N, order, seed=2)
    assert on_simplex(weights)
    assert (np.diff(weights[:, order], axis=1) <= 0).all()
    assert weights[:, order].mean(axis=0) == pytest.approx(roc(n), abs=0.002)


def test_criteria_of_one_place_stand_in_any_order():
    weights = ranked(N, [2, [0, 3], 1], seed=2)
    assert (weights[:, [0, 3]] <= weights[:, [2]]).all()
    assert (weights[:, [0, 3]] >= weights[:, [1]]).all()
    assert (weights[:, 0] > weights[:, 3]).mean() == pytest.approx(0.5, abs=0.01)
    middle = roc(4)[1:3].mean()
    assert weights.mean(axis=0) == pytest.approx([middle, roc(4)[3], roc(4)[0], middle], abs=0.002)
    free = ranked(N, [[0, 1, 2]], seed=2)
    assert (free[:, 0] > 0.5).mean() == pytest.approx(0.25, abs=0.01)


def test_weights_within_limits_fill_them_evenly():
    """Three weights with w0 in [.2, .5] and w1 in [.1, .3] (the third is then free): a rectangle, so uniform."""
    weights = bounded(N, [0.2, 0.1, 0], [0.5, 0.3, 1], seed=4)
    assert on_simplex(weights)
    assert kstest((weights[:20_000, 0] - 0.2) / 0.3, "uniform").pvalue > 1e-6
    assert kstest((weights[:20_000, 1] - 0.1) / 0.2, "uniform").pvalue > 1e-6


def test_narrow_limits_are_walked_and_filled_evenly():
    """A rectangle too thin for plain draws: w0 and w1 within a hundredth each."""
    low, high = [0.30, 0.30, 0.0], [0.31, 0.31, 1.0]
    weights = bounded(20_000, low, high, seed=4)
    assert on_simplex(weights)
    assert (weights >= low).all() and (weights <= high).all()
    low_up, high_up = [0.0, 0.0, 0.385], [0.31, 0.31, 1.0]
    thin = bounded(20_000, low_up, high_up, seed=4)
    assert ((thin >= low_up) & (thin <= high_up)).all()
    both = bounded(20_000, [0, 0, 0, 0], [0.26, 0.26, 0.26, 0.26], seed=4)
    assert on_simplex(both)
    assert (both <= 0.26).all()
    slack = (0.26 - both) / 0.04  # what is left to the limits is a uniform simplex of four
    assert kstest(slack[:, 0], "beta", args=(1, 3)).pvalue > 1e-6
    assert slack.var(axis=0) == pytest.approx([3 / 80] * 4, rel=0.06)


def test_limits_without_room_leave_one_answer():
    assert bounded(3, [0.2, 0.3, 0.5], [0.2, 0.3, 0.5]) == pytest.approx(np.tile([0.2, 0.3, 0.5], (3, 1)))
    assert bounded(3, [0.5, 0, 0], [0.5, 0.25, 0.25]) == pytest.approx(np.tile([0.5, 0.25, 0.25], (3, 1)))


def test_pert_has_the_published_moments_and_quantiles():
    """R package mc2d, dpert: PERT(0, 1, 4) is Beta(2, 4) on [0, 4]; mean 4/3, variance (m-a)(b-m)/7 = .507937.

    https://search.r-project.org/CRAN/refmans/mc2d/html/pert.html. Quantiles of Beta(2, 4), times 4.
    """
    drawn = pert(0, 1, 4, N, 9)
    assert drawn.shape == (N,)
    assert drawn.mean() == pytest.approx(4 / 3, abs=0.008)
    assert drawn.var() == pytest.approx(0.507937, rel=0.02)
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx([0.4489, 1.2552, 2.3356], abs=0.012)
    assert kstest(drawn[:20_000] / 4, "beta", args=(2, 4)).pvalue > 1e-6


def test_symmetric_pert_is_narrower_than_a_sixth_of_its_range():
    """Its standard deviation is range / sqrt(28), not range / 6."""
    assert pert(-1, 0, 1, N, seed=1).std() == pytest.approx(2 / np.sqrt(28), rel=0.01)


@pytest.mark.parametrize("number", [0.0, 3.0, -2.5])
def test_a_range_without_width_is_the_number_itself(number):
    assert (pert(number, number, number, 10, seed=0) == number).all()


def test_pert_of_many_numbers_at_once():
    drawn = pert([0, 5, 1], [1, 5, 1], [4, 5, 2], 50_000, seed=3)
    assert drawn.shape == (50_000, 3)
    assert drawn.mean(axis=0) == pytest.approx([4 / 3, 5, 7 / 6], abs=0.02)
    assert (drawn[:, 1] == 5).all()


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.floats(0, 1), st.integers(0, 2**32))
def test_pert_stays_in_its_range(low, width, part, seed):
    high = low + width
    mode = min(max(low + part * width, low), high)
    drawn = pert(low, mode, high, 20, seed)
    assert (drawn >= low).all() and (drawn <= high).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: dirichlet(0, 3), "draws must be a whole number"),
        (lambda: dirichlet(2.5, 3), "draws must be a whole number"),
        (lambda: dirichlet(5, 0), "criteria must be a whole number"),
        (lambda: dirichlet(5, 3, concentration=0), "concentration must be"),
        (lambda: dirichlet(5, 3, around=[1, 2]), "around needs 3 numbers"),
        (lambda: dirichlet(5, 2, around=[1, -1]), "around needs 2 numbers"),
        (lambda: dirichlet(5, 2, around=[0, 0]), "not all zero"),
        (lambda: ranked(5, [0, 2]), "each criterion from 0 on exactly once"),
        (lambda: ranked(5, [0, [0, 1]]), "exactly once"),
        (lambda: ranked(5, []), "exactly once"),
        (lambda: bounded(5, [0.6, 0.6], [1, 1]), "the lows sum to 1.2"),
        (lambda: bounded(5, [0, 0], [0.3, 0.3]), "the highs to 0.6"),
        (lambda: bounded(5, [0.5, 0], [0.3, 1]), "0 <= low <= high"),
        (lambda: bounded(5, [-0.5, 0], [0.3, 1]), "0 <= low <= high"),
        (lambda: pert(2, 1, 4, 5), "low <= mode <= high"),
        (lambda: pert(0, 5, 4, 5), "low <= mode <= high"),
        (lambda: pert(0, float("nan"), 4, 5), "low <= mode <= high"),
        (lambda: pert(0, 1, float("inf"), 5), "finite"),
        (lambda: pert(0, 1, 4, 0), "draws must be a whole number"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()
