"""Draws by name: spread, independence of names, and PERT against its published moments."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta, norm

from balance_model.core import chance


@pytest.mark.parametrize("power", [1, 4, 7, 11])
def test_every_run_of_a_power_of_two_draws_has_one_point_in_each_equal_slice(power):
    points = norm.cdf(chance.scores(["a", "b", "c"], 7, 0, 2048))
    size = 1 << power
    for start in range(0, 2048, size):
        slices = np.sort((points[start : start + size] * size).astype(int), axis=0)
        assert (slices == np.arange(size)[:, None]).all()


def test_a_draw_depends_on_seed_name_and_number_alone():
    whole = chance.scores(["x", "y", "z"], 3, 0, 500)
    assert np.array_equal(chance.scores(["y"], 3, 100, 50)[:, 0], whole[100:150, 1])
    assert not np.array_equal(chance.scores(["y"], 4, 100, 50)[:, 0], whole[100:150, 1])


def test_names_are_drawn_apart():
    drawn = chance.scores([f"n{number}" for number in range(60)], 1, 0, 4096)
    apart = np.corrcoef(drawn.T) - np.eye(60)
    assert np.abs(apart).max() < 5 * np.sqrt(2 / 4096)  # five standard errors, nested shuffles double the variance


def test_pert_has_its_published_mean_variance_and_quantiles():
    """PERT(0, 1, 4): mean 1.3333, variance .507937, P10/50/90 .4489/1.2552/2.3356 (mc2d; METHOD TV-28)."""
    drawn = chance.pert(chance.scores(["a"], 1, 0, 1 << 16), [0], [1], [4])[:, 0]
    assert drawn.mean() == pytest.approx(4 / 3, abs=1e-3)
    assert drawn.var() == pytest.approx(0.507937, abs=2e-3)
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx([0.4489, 1.2552, 2.3356], abs=2e-3)


@pytest.mark.parametrize("mode", [0.0, 0.013, 0.37, 0.5, 1.0])
def test_quantiles_are_those_of_the_beta_distribution(mode):
    share = np.linspace(0.001, 0.999, 400)
    ours = chance.pert(norm.ppf(share)[:, None], [10.0], [10.0 + 5 * mode], [15.0])[:, 0]
    theirs = 10 + 5 * beta(1 + 4 * mode, 5 - 4 * mode).ppf(share)
    assert ours == pytest.approx(theirs, abs=5e-3)


def test_a_range_without_width_is_its_number_and_a_falling_one_is_refused():
    assert (chance.pert(chance.scores(["a"], 1, 0, 9), [3.0], [3.0], [3.0]) == 3.0).all()
    with pytest.raises(ValueError, match="must rise"):
        chance.pert(np.zeros((1, 1)), [2.0], [1.0], [3.0])


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8, 1.0])
def test_scores_with_a_common_part_correlate_by_that_part(share):
    drawn = chance.scores(["one", "other", "both"], 5, 0, 1 << 14)
    one, other = (chance.joined(drawn[:, at], drawn[:, 2], share) for at in (0, 1))
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(share, abs=0.03)
    assert one.std() == pytest.approx(1, abs=0.03)


def test_draws_out_of_number_are_refused():
    with pytest.raises(ValueError, match="numbered"):
        chance.scores(["a"], 1, -1, 2)
