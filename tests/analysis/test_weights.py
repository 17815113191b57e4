"""Locked categories keep their share; worked by hand."""

import pytest

from balance_model.analysis.weights import shares_kept


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
