"""Locked categories keep their share, worked by hand; weights from ranks, as published."""

import numpy as np
import pytest

from balance_model.analysis.weights import roc, shares_kept


def test_without_a_lock_the_new_weights_stand():
    assert shares_kept({"a": 25.0, "b": 75.0}, {"a": 50.0, "b": 75.0}, ()) == {"a": 50.0, "b": 75.0}


def test_a_locked_share_stays_and_the_others_share_the_rest():
    # c has a quarter; a and b become 60 and 90, three quarters of the whole, so c is a third of their 150.
    after = shares_kept({"a": 60.0, "b": 15.0, "c": 25.0}, {"a": 60.0, "b": 90.0, "c": 25.0}, {"c"})
    assert after == pytest.approx({"a": 60.0, "b": 90.0, "c": 50.0})


def test_two_locks_keep_both_shares():
    after = shares_kept({"a": 20.0, "b": 30.0, "c": 50.0}, {"a": 20.0, "b": 30.0, "c": 10.0}, {"a", "b"})
    assert after is not None
    whole = sum(after.values())
    assert (after["a"] / whole, after["b"] / whole, after["c"]) == (pytest.approx(0.2), pytest.approx(0.3), 10.0)


def test_no_room_and_nothing_free_give_none():
    assert shares_kept({"a": 1.0, "b": 0.0}, {"a": 1.0, "b": 5.0}, {"a"}) is None
    assert shares_kept({"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 0.0}, {"a"}) is None


@pytest.mark.parametrize(
    ("n", "published"),
    [
        (1, [1]),
        (2, [0.75, 0.25]),
        (3, [0.6111, 0.2778, 0.1111]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.09, 0.04]),
    ],
)
def test_rank_order_centroid(n, published):
    """Barron and Barrett (1996), table of ROC weights; four digits as printed."""
    assert roc(n).round(4).tolist() == published
    assert roc(n).sum() == pytest.approx(1, abs=1e-15)


def test_rank_order_centroid_is_the_mean_corner_of_the_ordered_simplex():
    """Its corners are (1, 0 ...), (1/2, 1/2, 0 ...), ... (1/n ... 1/n)."""
    corners = np.tril(np.ones((7, 7))) / np.arange(1, 8)[:, None]
    assert roc(7) == pytest.approx(corners.mean(axis=0), abs=1e-15)


@pytest.mark.parametrize("n", [0, -1, 2.5, True])
def test_ranks_are_counted_in_whole_numbers(n):
    with pytest.raises(ValueError, match="whole number of one or more"):
        roc(n)
