"""SMAA-2 against algebra, geometry, a plain loop, and the laws that hold for any problem."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from balance_model.analysis import smaa
from balance_model.analysis.sampling import CHUNK, dirichlet
from balance_model.analysis.smaa import smaa2

N = 200_000
unit = st.floats(0, 1)


def loop(values, weights):
    """The definitions, one draw after the other: acceptability, central weights, pairwise winning."""
    values = np.asarray(values, dtype=float)
    count = values.shape[-2]
    hits, wins = np.zeros((count, count)), np.zeros((count, count))
    firsts = [[] for _ in range(count)]
    for at, weight in enumerate(weights):
        table = values if values.ndim == 2 else values[at]
        utility = [sum(w * v for w, v in zip(weight, row, strict=True)) for row in table]
        for i in range(count):
            rank = sum(other > utility[i] for other in utility)
            hits[i, rank] += 1
            if rank == 0:
                firsts[i].append(weight)
            for j in range(count):
                wins[i, j] += utility[i] > utility[j]
    central = [np.mean(own, axis=0) if own else np.full(len(weights[0]), np.nan) for own in firsts]
    return hits / len(weights), np.array(central), wins / len(weights)


def test_three_alternatives_by_algebra():
    """Utilities w1, 1 - w1 and .6: first for w1 > .6, w1 < .4 and between; central weights at the middles.

    The same numbers come from the exact method of pysensmcda. Rankings 1-3-2, 3-1-2, 3-2-1, 2-3-1 have
    probabilities .4, .1, .1, .4, so the ranking entropy is 1.7219 bits.
    """
    found = smaa2([[1, 0], [0, 1], [0.6, 0.6]], dirichlet(N, 2, seed=1))
    assert found.rank_acceptability == pytest.approx(
        np.array([[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0.0]]), abs=0.005
    )
    assert found.central_weights == pytest.approx(np.array([[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]]), abs=0.003)
    assert found.confidence_factors.tolist() == [1, 1, 1]
    assert found.pairwise_winning == pytest.approx(np.array([[0, 0.5, 0.4], [0.5, 0, 0.4], [0.6, 0.6, 0]]), abs=0.005)
    assert found.entropy == pytest.approx(1.721928, abs=0.005)


@pytest.mark.parametrize("cut", [0.1, 1 / 3, 0.5, 0.9])
def test_two_alternatives_by_geometry(cut):
    """(1, 0) against (c, c): the first wins where w1 > c, a part 1 - c of the line; centre of that part."""
    found = smaa2([[1, 0], [cut, cut]], dirichlet(N, 2, seed=2))
    assert found.rank_acceptability[:, 0] == pytest.approx([1 - cut, cut], abs=0.005)
    assert found.central_weights[:, 0] == pytest.approx([(1 + cut) / 2, cut / 2], abs=0.005)
    assert found.entropy == pytest.approx(-cut * np.log2(cut) - (1 - cut) * np.log2(1 - cut), abs=0.005)


@pytest.mark.parametrize("criteria", [3, 5])
def test_champions_of_one_criterion_share_the_simplex(criteria):
    """Alternative k holds only criterion k: by symmetry each has each rank in 1/n, and is first at w_k = largest.

    The mean of the largest of n uniform weights is (1 + 1/2 + ... + 1/n) / n; all n! rankings are equally likely.
    """
    found = smaa2(np.eye(criteria), dirichlet(N, criteria, seed=3))
    assert found.rank_acceptability == pytest.approx(np.full((criteria, criteria), 1 / criteria), abs=0.006)
    largest = sum(1 / k for k in range(1, criteria + 1)) / criteria
    assert np.diag(found.central_weights) == pytest.approx(np.full(criteria, largest), abs=0.005)
    assert found.entropy == pytest.approx(np.log2(float(np.prod(range(1, criteria + 1)))), abs=0.01)
    off = ~np.eye(criteria, dtype=bool)
    assert found.pairwise_winning[off] == pytest.approx(np.full(off.sum(), 0.5), abs=0.006)


def test_uncertain_values_are_drawn_with_the_weights():
    """One criterion, a uniform against a fixed .3: first in .7 of the draws, and that is its confidence factor too."""
    values = np.stack([np.random.default_rng(5).random((N, 1)), np.full((N, 1), 0.3)], axis=1)
    found = smaa2(values, np.ones((N, 1)))
    assert found.rank_acceptability[:, 0] == pytest.approx([0.7, 0.3], abs=0.005)
    assert found.confidence_factors == pytest.approx([0.7, 0.3], abs=0.005)


def test_confidence_factor_is_told_over_the_value_draws_at_the_central_weights():
    """A holds (x, 0) with x uniform, B holds (0, 1): A is first where w > 1 / (1 + x).

    Its acceptability is 1 - ln 2, its central weight w = (1/4) / (1 - ln 2) = .8147, and at that weight it is
    first where x > (1 - w) / w.
    """
    x = np.random.default_rng(6).random(N)
    values = np.zeros((N, 2, 2))
    values[:, 0, 0], values[:, 1, 1] = x, 1.0
    found = smaa2(values, dirichlet(N, 2, seed=7))
    first = 1 - np.log(2)
    assert found.rank_acceptability[:, 0] == pytest.approx([first, 1 - first], abs=0.005)
    assert found.central_weights[0] == pytest.approx([0.25 / first, 1 - 0.25 / first], abs=0.003)
    assert found.confidence_factors[0] == pytest.approx(1 - (1 - 0.25 / first) / (0.25 / first), abs=0.005)


def test_ties_share_the_better_rank():
    found = smaa2([[0.5, 0.2], [0.5, 0.2], [0.1, 0.1], [0.7, 0.1]], [[0.5, 0.5], [0, 1.0]])
    assert found.rank_acceptability.tolist() == [[0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0], [0, 0, 0.5, 0.5], [0.5, 0, 0.5, 0]]
    assert found.central_weights.tolist()[0] == [0, 1]
    assert np.isnan(found.central_weights[2]).all()
    assert found.pairwise_winning[0].tolist() == [0, 0, 1, 0.5]
    assert found.pairwise_winning[2].tolist() == [0, 0, 0, 0]
    assert found.entropy == 1


@pytest.mark.parametrize("count", [2, 3, 4, 5, 8])
@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3])
def test_identical_alternatives_are_level_in_every_draw(count, value):
    found = smaa2(np.full((count, 7), value), dirichlet(1000, 7, seed=1))
    assert (found.rank_acceptability[:, 0] == 1).all()
    assert (found.rank_acceptability[:, 1:] == 0).all()
    assert (found.pairwise_winning == 0).all()
    assert found.confidence_factors.tolist() == [1] * count
    assert found.entropy == 0
    assert found.central_weights == pytest.approx(np.full((count, 7), 1 / 7), abs=0.03)


def test_never_first_has_no_central_weights_and_no_confidence():
    found = smaa2([[0.5, 0.6], [0.5, 0.5], [0, 0]], dirichlet(1000, 2, seed=1))
    assert found.rank_acceptability[:, 0].tolist() == [1, 0, 0]
    assert np.isnan(found.central_weights[1:]).all()
    assert np.isnan(found.confidence_factors).tolist() == [False, True, True]


def test_one_draw():
    found = smaa2([[1, 0], [0, 1]], [[0.7, 0.3]])
    assert found.rank_acceptability.tolist() == [[1, 0], [0, 1]]
    assert found.central_weights[0].tolist() == [0.7, 0.3]
    assert found.pairwise_winning.tolist() == [[0, 1], [0, 0]]
    assert found.entropy == 0


def test_one_alternative():
    found = smaa2([[0.3, 0.4]], dirichlet(100, 2, seed=1))
    assert found.rank_acceptability.tolist() == [[1]]
    assert found.entropy == 0


def test_fixed_weights_with_uncertain_values():
    """As in the R package smaa, one weight vector holds for all draws: A is ahead in one of three."""
    values = [[[1, 0], [0, 1]], [[0.2, 0.2], [0.3, 0.1]], [[0, 0], [0.1, 0]]]
    for weights in ([0.6, 0.4], [[0.6, 0.4]]):
        found = smaa2(values, weights)
        assert found.rank_acceptability[:, 0] == pytest.approx([1 / 3, 2 / 3])
        assert found.central_weights == pytest.approx(np.tile([0.6, 0.4], (2, 1)))
        assert found.confidence_factors == pytest.approx([1 / 3, 2 / 3])


def test_the_same_values_in_each_draw_change_nothing():
    values, weights = np.random.default_rng(8).random((4, 6)), dirichlet(2 * CHUNK + 7, 6, seed=8)
    plain, drawn = smaa2(values, weights), smaa2(np.tile(values, (len(weights), 1, 1)), weights)
    for field in dataclasses.fields(plain):
        assert getattr(plain, field.name) == pytest.approx(getattr(drawn, field.name), abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("alternatives", [3, 6, 7, 9])
@pytest.mark.parametrize("drawn", [False, True])
def test_equals_a_plain_loop(alternatives, drawn):
    generator = np.random.default_rng(alternatives)
    shape = (300, alternatives, 4) if drawn else (alternatives, 4)
    values, weights = generator.integers(0, 4, shape) / 4, generator.integers(0, 3, (300, 4)) / 4
    hits, central, wins = loop(values, weights)
    found = smaa2(values, weights)
    assert found.rank_acceptability == pytest.approx(hits, abs=1e-12)
    assert found.central_weights == pytest.approx(central, abs=1e-12, nan_ok=True)
    assert found.pairwise_winning == pytest.approx(wins, abs=1e-12)
    assert 0 <= found.entropy <= np.log2(300)


def test_rankings_counted_in_a_table_and_in_a_dictionary_are_the_same(monkeypatch):
    values, weights = np.random.default_rng(4).random((5, 3)), dirichlet(5000, 3, seed=4)
    table = smaa2(values, weights)
    monkeypatch.setattr(smaa, "MOST_CODES", 0)
    listed = smaa2(values, weights)
    assert listed.entropy == pytest.approx(table.entropy, abs=1e-9)
    assert listed.rank_acceptability == pytest.approx(table.rank_acceptability, abs=1e-12)


@given(
    st.integers(2, 5).flatmap(lambda a: st.integers(1, 5).flatmap(lambda k: arrays(float, (a, k), elements=unit))),
    st.integers(0, 1000),
)
def test_laws_of_any_problem(values, seed):
    """Acceptabilities sum to one; central weights lie on the simplex; who is dominated is never first alone.

    A central weight of fixed values is favourable, since the favourable weights are convex: its confidence factor
    is one. A pair is won by the one, by the other, or is level.
    """
    weights = dirichlet(400, values.shape[1], seed=seed)
    found = smaa2(values, weights)
    ranks = found.rank_acceptability
    assert ranks.sum(axis=1) == pytest.approx(np.ones(len(values)))
    assert (ranks[:, 0].sum()) >= 1 - 1e-12
    ever = ranks[:, 0] > 0
    assert found.central_weights[ever].sum(axis=1) == pytest.approx(np.ones(ever.sum()))
    assert np.isnan(found.central_weights[~ever]).all()
    assert (found.confidence_factors[ever] == 1).all()
    wins = found.pairwise_winning
    assert (wins + wins.T <= 1 + 1e-12).all()
    for i, row in enumerate(values):
        for j, other in enumerate(values):
            if (row >= other).all():
                assert wins[j, i] == 0
            if (row > other + 1e-9).all():
                assert ranks[j, 0] == 0
                assert wins[i, j] == 1
    if not (wins + wins.T + np.eye(len(values)) < 1 - 1e-12).any():  # no pair was ever level
        assert ranks.sum(axis=0) == pytest.approx(np.ones(len(values)))
        mean = (ranks[ever, :1] * found.central_weights[ever]).sum(axis=0)
        assert mean == pytest.approx(weights.mean(axis=0))


@given(arrays(float, (4, 3), elements=unit), st.permutations(range(4)))
def test_the_order_of_alternatives_does_not_matter(values, order):
    weights = dirichlet(200, 3, seed=1)
    found, turned = smaa2(values, weights), smaa2(values[list(order)], weights)
    assert turned.rank_acceptability == pytest.approx(found.rank_acceptability[list(order)], abs=1e-12)
    assert turned.entropy == pytest.approx(found.entropy, abs=1e-9)


def test_a_result_is_frozen():
    found = smaa2([[1, 0], [0, 1]], [[0.7, 0.3]])
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.entropy = 2.0
    for name in ("rank_acceptability", "central_weights", "confidence_factors", "pairwise_winning"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(found, name)[0] = 0.0


def test_inputs_are_left_as_they_are():
    values, weights = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.7, 0.3]])
    smaa2(values, weights)
    assert values.tolist() == [[1, 0], [0, 1]]
    assert weights.tolist() == [[0.7, 0.3]]
    assert weights.flags.writeable


@pytest.mark.parametrize(
    ("values", "weights", "words"),
    [
        ([1, 2], [[1, 2]], "values must have shape"),
        ([], [[1, 2]], "values must have shape"),
        ([[1, 2]], [[1, 2, 3]], r"weights must have shape \(draws, 2\)"),
        ([[1, 2]], [[[1, 2]]], "weights must have shape"),
        ([[1, 2]], np.empty((0, 2)), "weights must have shape"),
        (np.ones((3, 2, 2)), np.ones((4, 2)), "values have 3 draws and weights 4"),
        ([[1, float("nan")]], [[1, 2]], "values must be finite"),
        ([[1, 2]], [[1, float("nan")]], "weights must be finite"),
        ([[1, 2]], [[1, float("inf")]], "weights must be finite"),
        ([[1, 2]], [[1, -1]], "zero or more"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(values, weights, words):
    with pytest.raises(ValueError, match=words):
        smaa2(values, weights)


def test_the_quick_way_and_the_careful_way_rank_alike(monkeypatch):
    """Values on a coarse grid, so that many draws of coarse weights are level; and near levels by one last bit."""
    generator = np.random.default_rng(3)
    values = generator.integers(0, 3, (6, 4)) / 10
    values[1] = np.nextafter(values[0], 1)
    weights = np.concatenate([generator.integers(0, 4, (3000, 4)) / 10, dirichlet(3000, 4, seed=3)])
    quick = smaa2(values, weights)
    monkeypatch.setattr(smaa, "_ranks", lambda value, part, slack: smaa._better(smaa._utilities(value, part)))
    careful = smaa2(values, weights)
    for field in dataclasses.fields(quick):
        assert np.array_equal(getattr(quick, field.name), getattr(careful, field.name), equal_nan=True)
