"""Sobol indices: the Ishigami function, additive functions by hand, and the laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis.sobol import drawn, estimated, indices, sampled

SEEDS = (1, 2, 3, 4)


def ishigami(uniform):
    """Ishigami's function, a = 7, b = 0.1, on [-pi, pi] cubed (Saltelli et al., Global Sensitivity Analysis, 2008)."""
    x = np.pi * (2 * uniform - 1)
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def test_ishigami_has_its_published_indices():
    """S = (.313905, .442411, 0), ST = (.557589, .442411, .243684), mean 3.5, variance 13.844588."""
    found = indices(ishigami, "abc", 4096, SEEDS)
    assert found.first == pytest.approx([0.313905, 0.442411, 0.0], abs=0.01)
    assert found.total == pytest.approx([0.557589, 0.442411, 0.243684], abs=0.01)
    assert found.mean == pytest.approx(3.5, abs=0.01)
    assert found.deviation**2 == pytest.approx(13.844588, rel=0.01)
    assert found.first_error.max() < 0.01
    assert found.total_error.max() < 0.01


def test_an_additive_function_shares_its_variance_by_squares():
    """Var(u + 2 v) = 1/12 + 4/12, so a fifth and four fifths, with no part in common."""
    found = indices(lambda u: u[0] + 2 * u[1], "ab", 1024, SEEDS)
    assert found.first == pytest.approx([0.2, 0.8], abs=0.02)
    assert found.total == pytest.approx([0.2, 0.8], abs=0.02)


def test_a_product_of_centred_inputs_is_all_interaction():
    found = indices(lambda u: (u[0] - 0.5) * (u[1] - 0.5), "ab", 1024, SEEDS)
    assert found.first == pytest.approx([0.0, 0.0], abs=0.05)
    assert found.total == pytest.approx([1.0, 1.0], abs=0.05)


def test_a_constant_has_zeros_and_no_warning():
    found = indices(lambda u: np.full(u.shape[1], 0.3), "abc", 64, SEEDS)
    assert not found.first.any()
    assert not found.total.any()
    assert (found.mean, found.deviation) == (pytest.approx(0.3), pytest.approx(0.0, abs=1e-12))


def test_a_large_constant_added_changes_nothing():
    """The output is centred, so that the mean does not drown the variance."""
    plain, shifted = (indices(lambda u, c=c: u[0] * u[1] + c, "ab", 256, SEEDS) for c in (0.0, 1e6))
    assert shifted.first == pytest.approx(plain.first, abs=1e-6)
    assert shifted.total == pytest.approx(plain.total, abs=1e-6)


@given(st.lists(st.floats(-2, 2), min_size=3, max_size=3), st.floats(-2, 2))
def test_first_order_sums_to_one_at_most_and_totals_to_one_at_least(slopes, joint):
    found = indices(lambda u: np.array(slopes) @ u + joint * u[0] * u[1] * u[2], "abc", 512, (1, 2))
    if found.total.any():
        assert found.first.sum() <= 1.1
        assert found.total.sum() >= 0.9
        assert (found.total >= found.first - 0.1).all()


def test_the_same_seeds_give_the_same_numbers():
    one, other = (indices(ishigami, "abc", 64, (5, 6)) for _ in range(2))
    assert (one.first == other.first).all()
    assert (one.total == other.total).all()


def test_more_points_make_it_surer():
    few, many = (indices(ishigami, "abc", points, tuple(range(8))) for points in (64, 1024))
    assert many.total_error.max() < few.total_error.max()


def test_bad_requests_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="power of two"):
        indices(ishigami, "abc", 100)
    with pytest.raises(ValueError, match="two or more"):
        indices(ishigami, "abc", 64, (1,))
    with pytest.raises(ValueError, match="gap instead of the ratio"):
        indices(lambda u: np.where(u[0] > 0.5, np.inf, 1.0), "a", 64)


def test_several_numbers_are_sampled_at_once():
    answers = sampled(lambda u: np.stack([u[0], u[0] + 2 * u[1]], axis=1), 2, 256, SEEDS)
    assert answers.shape == (4, 4, 256, 2)
    assert estimated(answers[..., 0], "ab").first == pytest.approx([1.0, 0.0], abs=0.02)
    assert estimated(answers[..., 1], "ab").first == pytest.approx([0.2, 0.8], abs=0.04)


def test_uniforms_become_draw_numbers_within_the_pool():
    seen = []

    def run(chosen):
        seen.append(chosen)
        return chosen[0].astype(float)

    uniform = np.array([[0.0, 0.49, 0.5, 0.999999999, 1.0] * 100])
    answers = drawn(run, 4)(uniform)
    assert answers[:5].tolist() == [0, 1, 2, 3, 3]
    assert len(answers) == 500
    assert max(chosen.shape[1] for chosen in seen) <= 256


def test_the_table_puts_the_largest_total_first():
    table = indices(ishigami, "abc", 1024, SEEDS).table()
    assert list(table["group"]) == ["a", "b", "c"]
    assert table["total"].is_monotonic_decreasing
