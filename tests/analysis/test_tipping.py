"""Tie weights and nearest reversals against the worked example, a walk over all weights, and the laws of both."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from balance_model.analysis.tipping import nearest_reversal, tie_weight

FIRST = (12 / 32, 20 / 40, 60 / 100, 10 / 30)
SECOND = (30 / 50, 10 / 30, 20 / 60, 0)
WEIGHTS = (0.3, 0.3, 0.2, 0.2)
unit = st.floats(0, 1)
triple = arrays(float, 3, elements=unit)
heavy = arrays(float, 3, elements=st.floats(0.01, 1))


def moved(weights, category, share):
    """Weights with one category at a share and the others pro rata."""
    weights = np.asarray(weights, dtype=float) / np.sum(weights)
    rest = np.delete(weights, category) / np.delete(weights, category).sum()
    return np.insert((1 - share) * rest, category, share)


def test_worked_example_of_the_method():
    """docs/METHOD.md: the two are level when anti-tank carries .5191 and the rest keeps its proportions."""
    share = tie_weight(FIRST, SECOND, WEIGHTS, 0)
    assert round(share, 4) == 0.5191
    assert (np.subtract(FIRST, SECOND) @ moved(WEIGHTS, 0, share)) == pytest.approx(0, abs=1e-12)
    assert tie_weight(SECOND, FIRST, np.multiply(7, WEIGHTS), 0) == pytest.approx(share, abs=1e-12)
    assert [tie_weight(FIRST, SECOND, WEIGHTS, k) for k in (1, 2, 3)] == [None, None, None]


@pytest.mark.parametrize(
    ("a", "b", "weights", "category", "share"),
    [
        ((1, 0), (0, 1), (0.9, 0.1), 0, 0.5),
        ((3, 0), (0, 1), (0.9, 0.1), 0, 0.25),
        ((1, 0, 0), (0, 1, 1), (0.2, 0.4, 0.4), 2, None),
        ((1, 1), (1, 0), (0.5, 0.5), 0, 1.0),
        ((1, 1), (0, 1), (0.5, 0.5), 0, 0.0),
        ((1, 1), (0, 0), (0.5, 0.5), 0, None),
        ((0, 0), (1e-179, 1e-179), (1, 1), 0, None),
        ((1, 2), (1, 2), (0.4, 0.6), 1, 0.6),
        ((1, 2), (1, 0), (1, 0), 0, 1.0),
        ((1, 2), (0, 3), (1, 0), 0, None),
        ((0.1 + 0.2, 1), (0.3, 0), (0.5, 0.5), 0, 1.0),
    ],
)
def test_tie_weight_by_hand(a, b, weights, category, share):
    assert tie_weight(a, b, weights, category) == (None if share is None else pytest.approx(share, abs=1e-12))


@given(triple, triple, heavy, st.integers(0, 2))
def test_tie_weight_makes_a_tie_or_there_is_none(a, b, weights, category):
    share = tie_weight(a, b, weights, category)
    at_none, at_all = ((a - b) @ moved(weights, category, end) for end in (0.0, 1.0))
    if share is None:
        assert at_none * at_all >= 0
        assert max(abs(at_none), abs(at_all)) > 0
    else:
        assert 0 <= share <= 1
        assert (a - b) @ moved(weights, category, share) == pytest.approx(0, abs=1e-11)


def test_nearest_reversal_of_the_worked_example():
    """The gap is .1025; moving weight from air (gap 1/3) to anti-tank (gap -.225) closes .5583 a unit: .1836 moves."""
    weights, distance = nearest_reversal(FIRST, SECOND, WEIGHTS)
    gap = np.subtract(FIRST, SECOND)
    unit_moved = gap @ WEIGHTS / (1 / 3 + 0.225)
    assert distance == pytest.approx(2 * unit_moved, abs=1e-9)
    assert weights == pytest.approx([0.3 + unit_moved, 0.3, 0.2, 0.2 - unit_moved], abs=1e-9)


def test_more_moves_where_the_best_source_runs_dry():
    """Gaps 4, 1, -1 at weights .1, .8, .1: the first gives all its .1, then the second .15 more."""
    weights, distance = nearest_reversal([4, 1, 0], [0, 0, 1], [0.1, 0.8, 0.1])
    assert weights == pytest.approx([0, 0.5, 0.5], abs=1e-9)
    assert distance == pytest.approx(2 * 0.4, abs=1e-9)


def brute(a, b, weights, steps=60):
    """The least distance among all weights of a grid at which the one behind is level or ahead."""
    gap, share = np.subtract(a, b), np.asarray(weights) / np.sum(weights)
    lead = gap @ share
    best = None
    for i, j in itertools.product(range(steps + 1), repeat=2):
        if i + j <= steps:
            other = np.array([i, j, steps - i - j]) / steps
            if (gap @ other) * lead <= 0:
                distance = np.abs(other - share).sum()
                best = distance if best is None else min(best, distance)
    return best


@pytest.mark.parametrize("seed", range(12))
def test_nearest_reversal_equals_a_walk_over_all_weights(seed):
    generator = np.random.default_rng(seed)
    a, b, weights = generator.random(3), generator.random(3), generator.dirichlet([1, 1, 1])
    found, walked = nearest_reversal(a, b, weights), brute(a, b, weights)
    if found is None:
        assert walked is None
    else:
        assert found[1] <= walked + 1e-9
        assert walked <= found[1] + 4 / 60


@given(triple, triple, heavy)
def test_a_reversal_is_level_on_the_simplex_and_both_ways_the_same(a, b, weights):
    assume(np.abs(a - b).max() > 1e-6)
    found, back = nearest_reversal(a, b, weights), nearest_reversal(b, a, weights)
    if (a >= b).all() or (b >= a).all():
        assert found is None and back is None
        return
    assume(min((a - b).max(), (b - a).max()) > 1e-6)
    shares, distance = found
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    assert (a - b) @ shares == pytest.approx(0, abs=1e-7)
    assert distance == pytest.approx(np.abs(shares - weights / weights.sum()).sum(), abs=1e-12)
    assert back[1] == pytest.approx(distance, abs=1e-6)
    for category in range(3):
        share = tie_weight(a, b, weights, category)
        if share is not None:
            along = moved(weights, category, share)
            assert distance <= np.abs(along - weights / weights.sum()).sum() + 1e-6


@pytest.mark.parametrize(("a", "b"), [((1, 1), (0, 0)), ((0, 0), (1, 1)), ((1, 0.5), (0.5, 0.5)), ((0, 0), (0, 1e-9))])
def test_no_weights_reverse_who_is_nowhere_behind(a, b):
    assert nearest_reversal(a, b, (0.5, 0.5)) is None
    assert nearest_reversal(a, b, (0, 1)) is None


def test_who_is_level_already_need_not_move():
    for a, b in (((1, 1), (1, 1)), ((0, 0), (0, 0)), ((1, 0), (0, 1)), ((0.3, 0.1), (0.1 + 0.2, 0.1))):
        shares, distance = nearest_reversal(a, b, (2, 2))
        assert distance == 0
        assert shares.tolist() == [0.5, 0.5]


def test_all_weight_on_one_category():
    shares, distance = nearest_reversal((1, 0, 0), (0, 1, 0), (1, 0, 0))
    assert shares == pytest.approx([0.5, 0.5, 0], abs=1e-9)
    assert distance == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("ask", [nearest_reversal, lambda a, b, w: tie_weight(a, b, w, 0)], ids=["nearest", "tie"])
@pytest.mark.parametrize(
    ("a", "b", "weights", "words"),
    [
        ([1, 2], [1], [1, 2], "lists of one length"),
        ([[1, 2]], [[1, 2]], [[1, 2]], "lists of one length"),
        ([], [], [], "lists of one length"),
        ([1, float("nan")], [1, 2], [1, 2], "finite"),
        ([1, 2], [1, 2], [1, float("inf")], "finite"),
        ([1, 2], [1, 2], [1, -1], "zero or more"),
        ([1, 2], [1, 2], [0, 0], "at least one above zero"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(ask, a, b, weights, words):
    with pytest.raises(ValueError, match=words):
        ask(a, b, weights)


@pytest.mark.parametrize("category", [-1, 2])
def test_a_category_that_is_not_there(category):
    with pytest.raises(ValueError, match="from 0 to 1"):
        tie_weight([1, 2], [2, 1], [1, 1], category)
