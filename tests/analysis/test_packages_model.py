"""Straight lines under and over the curves: what holds under chords holds, what tangents forbid cannot be."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis import packages_model
from balance_model.analysis.packages_model import (
    CHORDS,
    Cut,
    Problem,
    cheapest_counts,
    chords,
    corners,
    richest_counts,
    start_points,
    tangents,
)
from balance_model.core.assess import curve
from balance_model.errors import BalanceError

FORMS = ("michaelis", "exponential", "linear")


def problem(start, adds, cost, most, half, form="michaelis", once=None, floors=None, option=None):
    count = len(cost)
    return Problem(
        start=np.array(start, dtype=float), adds=np.array(adds, dtype=float).reshape(count, len(start)),
        cost=np.array(cost, dtype=float), option=np.arange(count) if option is None else np.array(option),
        once=np.zeros(count) if once is None else np.array(once, dtype=float),
        most=np.array(most, dtype=float), floors=np.zeros(len(start)) if floors is None else np.array(floors),
        rows=np.zeros((0, 2 * count)), room=np.zeros(0),
        curves=tuple(partial(curve, half=each, form=form) for each in half), matters=np.ones(len(start), dtype=bool),
    )  # fmt: skip


def bound(lines, at, category):
    """The lowest of the lines of a category at some strengths."""
    own = lines.category == category
    return (lines.height[own] + np.outer(at, lines.slope[own])).min(axis=1)


@given(
    st.sampled_from(FORMS), st.floats(0, 200), st.floats(0.5, 500), st.floats(5, 300), st.floats(0.01, 0.99)
)  # fmt: skip
def test_chords_lie_below_the_curve_and_tangents_above(form, start, reach, half, part):
    given_ = problem([start], [[reach]], [1.0], [1], [half], form)
    x = np.linspace(start, start + reach, 301)
    true = given_.curves[0](x)
    low, high = bound(chords(given_), x, 0), bound(tangents(given_, start_points(given_)), x, 0)
    assert (low <= true + 1e-9).all()
    assert (high >= true - 1e-9).all()
    assert (true - low).max() < 0.003
    assert (high - true).max() < 0.003


def test_there_are_at_least_24_chords_from_what_there_is_to_what_can_be():
    assert CHORDS >= 24
    points = corners(partial(curve, half=20.0, form="michaelis"), 5.0, 905.0)
    assert len(points) == CHORDS + 1
    assert points[0] == pytest.approx(5)
    assert points[-1] == pytest.approx(905)
    steps = np.diff(points)
    assert (steps > 0).all()
    assert steps[0] < steps[-1] / 10, "closer where the curve bends more"


def test_the_cheapest_of_two_by_hand():
    """X/(X+10) of one category from 0: ten units give 0.5; the first offer brings 5 for 3, the second 4 for 2."""
    given_ = problem([0], [[5], [4]], [3, 2], [9, 9], [10])
    cut = [Cut(np.array([1.0]), 0.0)]
    counts = cheapest_counts(given_, tangents(given_, start_points(given_)), cut, 0.5).known()
    assert given_.price(counts) == 6
    assert given_.strength(counts)[0] >= 10
    assert cheapest_counts(given_, chords(given_), cut, 0.5, at_most=5.9).known() is None
    assert cheapest_counts(given_, chords(given_), cut, 0.99).known() is None


def test_a_sum_paid_once_is_paid_once():
    given_ = problem([0], [[5], [5]], [3, 1], [20, 20], [10], once=[0, 9])
    cut = [Cut(np.array([1.0]), 0.0)]
    few = cheapest_counts(given_, chords(given_), cut, 0.45).known()
    many = cheapest_counts(given_, chords(given_), cut, 0.8).known()
    assert few.tolist() == [2, 0]
    assert many[0] == 0
    assert given_.price(many) == 9 + many[1]


def test_two_offers_of_one_option_share_what_is_paid_once():
    """1 unit adds 5 at 1 each; 4 are needed for 20/(20+10), 2 of each offer at most: 4 + 9 once, not 4 + 18."""
    given_ = problem([0], [[5], [5], [5]], [1, 1, 4], [2, 2, 9], [10], once=[9, 0], option=[0, 0, 1])
    cut = [Cut(np.array([1.0]), 0.0)]
    found = cheapest_counts(given_, tangents(given_, start_points(given_)), cut, 2 / 3 - 1e-9)
    assert found.counts.tolist() == [2, 2, 0], "13 beside 16 of the other option"
    assert given_.price(found.counts) == 13
    assert found.certain
    assert given_.price(np.array([0, 0, 4])) == 16


def test_only_the_best_or_none_at_all_is_certain(monkeypatch):
    """The solver says 1 when its time is up, with or without a solution."""
    given_ = problem([0], [[5], [4]], [3, 2], [9, 9], [10])
    cut = [Cut(np.array([1.0]), 0.0)]
    assert cheapest_counts(given_, chords(given_), cut, 0.5).certain
    assert cheapest_counts(given_, chords(given_), cut, 0.99) == (None, 2)
    for x in (None, np.array([9.0, 9.0, 0.0, 0.0, 0.9, 0.9])):
        ended = SimpleNamespace(x=x, status=1)
        monkeypatch.setattr(packages_model, "milp", lambda *_, ended=ended, **__: ended)
        found = cheapest_counts(given_, chords(given_), cut, 0.5)
        assert not found.certain
        if x is None:
            with pytest.raises(BalanceError, match="not worked out in time"):
                found.known()
        else:
            assert found.known().tolist() == [9, 9]


def test_the_richest_for_a_budget_and_a_floor_that_cannot_be_kept():
    given_ = problem([0, 0], [[10, 0], [0, 10]], [5, 5], [3, 3], [10, 10])
    cut = [Cut(np.array([0.5, 0.5]), 0.0)]
    assert richest_counts(given_, chords(given_), cut, 10).known().tolist() == [1, 1]
    assert richest_counts(given_, chords(given_), cut, 0).known().tolist() == [0, 0]
    floored = problem([0, 0], [[10, 0], [0, 10]], [5, 5], [3, 3], [10, 10], floors=[0.7, 0.0])
    assert richest_counts(floored, chords(floored), cut, 10).known() is None
    assert richest_counts(floored, chords(floored), cut, 15).known().tolist() == [3, 0]


def test_without_offers_nothing_is_bought_and_nothing_gained():
    given_ = problem([10], np.zeros((0, 1)), [], [], [10])
    cut = [Cut(np.array([1.0]), 0.0)]
    assert given_.value(np.zeros(0, dtype=np.int64)).tolist() == [0.5]
    assert cheapest_counts(given_, chords(given_), cut, 0.4).known().size == 0
    assert cheapest_counts(given_, chords(given_), cut, 0.6).known() is None
