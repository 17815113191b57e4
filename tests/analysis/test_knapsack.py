"""The knapsack against published cases, all choices tried, and laws."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance_model.analysis.packages import knapsack

OR_TOOLS_VALUES = [
    360, 83, 59, 130, 431, 67, 230, 52, 93, 125, 670, 892, 600, 38, 48, 147, 78, 256, 63, 17, 120, 164, 432, 35, 92,
    110, 22, 42, 50, 323, 514, 28, 87, 73, 78, 15, 26, 78, 210, 36, 85, 189, 274, 43, 33, 10, 19, 389, 276, 312,
]  # fmt: skip
OR_TOOLS_WEIGHTS = [
    7, 0, 30, 22, 80, 94, 11, 81, 70, 64, 59, 18, 0, 36, 3, 8, 15, 42, 9, 0, 42, 47, 52, 32, 26, 48, 55, 6, 29, 84, 2,
    4, 18, 56, 7, 29, 93, 44, 71, 3, 86, 66, 31, 65, 0, 79, 20, 65, 52, 13,
]  # fmt: skip

BURKARDT = {
    "P01": (165, [23, 31, 29, 44, 53, 38, 63, 85, 89, 82], [92, 57, 49, 68, 60, 43, 67, 84, 87, 72], 309),
    "P02": (26, [12, 7, 11, 8, 9], [24, 13, 23, 15, 16], 51),
    "P03": (190, [56, 59, 80, 64, 75, 17], [50, 50, 64, 46, 50, 5], 150),
    "P04": (50, [31, 10, 20, 19, 4, 3, 6], [70, 20, 39, 37, 7, 5, 10], 107),
    "P05": (104, [25, 35, 45, 5, 25, 3, 2, 2], [350, 400, 450, 20, 70, 8, 5, 5], 900),
    "P06": (170, [41, 50, 49, 59, 55, 57, 60], [442, 525, 511, 593, 546, 564, 617], 1735),
    "P07": (
        750,
        [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
        [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240],
        1458,
    ),
    "P08": (
        6404180,
        [
            382745, 799601, 909247, 729069, 467902, 44328, 34610, 698150, 823460, 903959, 853665, 551830, 610856,
            670702, 488960, 951111, 323046, 446298, 931161, 31385, 496951, 264724, 224916, 169684,
        ],
        [
            825594, 1677009, 1676628, 1523970, 943972, 97426, 69666, 1296457, 1679693, 1902996, 1844992, 1049289,
            1252836, 1319836, 953277, 2067538, 675367, 853655, 1826027, 65731, 901489, 577243, 466257, 369261,
        ],
        13549094,
    ),
}  # fmt: skip


def test_the_example_of_or_tools():
    """TV-24: 50 items, capacity 850, value 7534 (developers.google.com/optimization/pack/knapsack)."""
    value, chosen = knapsack(OR_TOOLS_VALUES, [OR_TOOLS_WEIGHTS], [850])
    assert value == 7534
    assert type(value) is int
    assert sum(OR_TOOLS_VALUES[at] for at in chosen) == 7534
    assert sum(OR_TOOLS_WEIGHTS[at] for at in chosen) <= 850
    assert knapsack(OR_TOOLS_VALUES, OR_TOOLS_WEIGHTS, 850)[0] == 7534


@pytest.mark.parametrize("name", BURKARDT)
def test_the_collection_knapsack_01(name):
    """P01 to P08 of Burkardt's KNAPSACK_01 (P01 to P07 from Kreher and Stinson, P08 from its 24-item case)."""
    capacity, weights, profits, best = BURKARDT[name]
    value, chosen = knapsack(profits, weights, capacity)
    assert value == best
    assert sum(profits[at] for at in chosen) == best
    assert sum(weights[at] for at in chosen) <= capacity


def test_two_capacities_bind_each_by_itself():
    """Each item fills another sack: one of either, or the two that share."""
    assert knapsack([5, 5, 6], [[2, 0, 1], [0, 2, 1]], [2, 2]) == (10, (0, 1))
    assert knapsack([5, 5, 11], [[2, 0, 1], [0, 2, 1]], [2, 2]) == (11, (2,))


def test_what_is_too_heavy_by_one_in_ten_million_does_not_fit():
    """Ten million and one do not go into ten million, though the solver would let them."""
    value, (only,) = knapsack([1, 1], [5_000_000, 5_000_001], 10_000_000)
    assert (value, only in (0, 1)) == (1, True)
    assert knapsack([1, 1], [5_000_000, 5_000_001], 10_000_001) == (2, (0, 1))
    value, chosen = knapsack([3, 3, 2], [[5_000_000, 5_000_001, 1], [1, 1, 1]], [10_000_000, 3])
    assert (value, len(set(chosen) & {0, 1}), 2 in chosen) == (5, 1, True)
    assert knapsack([3, 3, 2], [[1, 1, 1], [5_000_000, 5_000_001, 9_000_000]], [2, 10_000_000])[0] == 3


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=8),
    st.integers(1, 4),
)
def test_large_weights_that_hardly_differ_are_told_apart(items, count):
    """Weights of some 5 million each, room for ``count`` of them and a few units more, in two sacks."""
    values = [value for value, *_ in items]
    weights = [[5_000_000 + item[1 + sack] for item in items] for sack in (0, 1)]
    room = [5_000_000 * count + 10, 5_000_000 * count + 12]
    value, chosen = knapsack(values, weights, room)
    fits = [
        sum(values[at] for at in some)
        for size in range(len(items) + 1)
        for some in itertools.combinations(range(len(items)), size)
        if all(sum(row[at] for at in some) <= most for row, most in zip(weights, room, strict=True))
    ]
    assert value == max(fits) == sum(values[at] for at in chosen)
    assert all(sum(row[at] for at in chosen) <= most for row, most in zip(weights, room, strict=True))


def test_the_dearer_of_two_that_hardly_differ():
    assert knapsack([10**9 + 1, 10**9 + 2, 10**9], [1, 1, 1], 1) == (10**9 + 2, (1,))


def test_nothing_fits_and_everything_fits():
    assert knapsack([], [], 5) == (0, ())
    assert knapsack([], [[], []], [5, 5]) == (0, ())
    assert knapsack([3, 4], [6, 7], 5) == (0, ())
    assert knapsack([3, 4], [0, 0], 0) == (7, (0, 1))
    value, chosen = knapsack([0.5, 1.25], [1, 1], 2)
    assert (value, chosen) == (1.75, (0, 1))


@pytest.mark.parametrize(
    ("values", "weights", "capacities", "words"),
    [
        ([1, 2], [1, 2, 3], 5, "weights have shape"),
        ([1, 2], [[1, 2]], [5, 6], "weights have shape"),
        ([1, -2], [1, 2], 5, "values must be"),
        ([1, 2], [1, float("nan")], 5, "weights must be"),
        ([1, 2], [1, 2], -1, "capacities must be"),
        ([[1, 2]], [1, 2], 5, "values must be a list"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(values, weights, capacities, words):
    with pytest.raises(ValueError, match=words):
        knapsack(values, weights, capacities)


cases = st.integers(1, 8).flatmap(
    lambda items: st.tuples(
        st.lists(st.integers(0, 60), min_size=items, max_size=items),
        st.integers(1, 3).flatmap(
            lambda sacks: st.tuples(
                st.lists(st.lists(st.integers(0, 30), min_size=items, max_size=items), min_size=sacks, max_size=sacks),
                st.lists(st.integers(0, 80), min_size=sacks, max_size=sacks),
            )
        ),
    )
)


@given(cases)
def test_no_choice_is_better(case):
    values, (weights, room) = case
    value, chosen = knapsack(values, weights, room)
    fits = [
        sum(v for v, take in zip(values, taken, strict=True) if take)
        for taken in itertools.product((0, 1), repeat=len(values))
        if (np.array(weights) @ np.array(taken) <= room).all()
    ]
    assert value == max(fits) == sum(values[at] for at in chosen)
    assert list(chosen) == sorted(set(chosen))
    assert all(sum(row[at] for at in chosen) <= most for row, most in zip(weights, room, strict=True))


@given(cases, st.integers(1, 20))
def test_more_room_is_never_worse(case, more):
    values, (weights, room) = case
    assert knapsack(values, weights, [each + more for each in room])[0] >= knapsack(values, weights, room)[0]
