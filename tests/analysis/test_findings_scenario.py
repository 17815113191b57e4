"""Sentences about what changes did; expected words written by hand from the numbers given."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.analysis import findings_scenario as told

NAN = float("nan")


def pairs(*rows):
    """Name, before, after."""
    frame = pd.DataFrame(rows, columns=["name", "before", "after"])
    return frame.assign(delta=frame["after"] - frame["before"])


TWO = pairs(("Serbia", 0.564, 0.561), ("Croatia", 0.37, 0.42), ("Bosnia", 0.16, 0.14), ("Kosovo*", 0.21, 0.21))
SMALL = pairs(("Serbia", 0.5640, 0.5601), ("Croatia", 0.37, 0.3703))
STILL = pairs(("Serbia", 0.56, 0.56))


def test_the_largest_movement_comes_first_and_small_ones_are_left_out():
    assert told.moves(TWO) == "Croatia from 0.37 to 0.42 and Bosnia from 0.16 to 0.14"


def test_a_movement_that_two_decimals_do_not_show_is_not_told():
    assert not told.shown(0.5551, 0.5602), "both read 0.56"
    assert not told.shown(0.3749, 0.3751), "0.37 and 0.38, and yet only 0.0002"
    assert told.shown(0.37, 0.38)


@pytest.mark.parametrize(
    ("subject", "rows", "words"),
    [
        (told.own_changes(3), TWO, "Your 3 changes move Croatia from 0.37 to 0.42 and Bosnia from 0.16 to 0.14 "
         "in 2030; the others stay put"),
        (told.own_changes(1), TWO.iloc[:2], "Your change moves Croatia from 0.37 to 0.42 in 2030; the other stays put"),
        ("'Surge'", TWO.iloc[[1]], "'Surge' moves Croatia from 0.37 to 0.42 in 2030"),
        (told.own_changes(2), STILL, "Your 2 changes move no index by as much as 0.01 in 2030"),
    ],
)  # fmt: skip
def test_what_a_scenario_moves(subject, rows, words):
    assert told.scenario_moves(subject, rows, 2030) == words


def test_small_movements_have_three_decimals():
    assert told.would_move(SMALL, 2030) == "It would move no index by as much as 0.01 in 2030 (Serbia −0.004)."
    assert told.would_move(STILL, 2030) == "It would move no index in 2030."


def test_what_a_deal_does():
    plain = told.deal_effect(TWO, STILL, counted=True, changed=False, year=2030)
    assert plain == "The deal moves Croatia from 0.37 to 0.42 and Bosnia from 0.16 to 0.14 in 2030."
    out = told.deal_effect(TWO.iloc[[1]], STILL, counted=False, changed=True, year=2030)
    assert out == "Your change moves no index in 2030. Not counted. It would move Croatia from 0.37 to 0.42 in 2030."


def test_a_step_of_a_replay():
    assert told.replayed(0, "", STILL, 2030) == "Before any change, 2030"
    assert told.replayed(2, "Croatia buys 8 tank, 2028", TWO.iloc[[1]], 2030) == (
        "Step 2: Croatia buys 8 tank, 2028. In 2030 it moves Croatia from 0.37 to 0.42"
    )


def costs(*rows):
    """Year, cost, upkeep, budget; over and basis follow."""
    frame = pd.DataFrame(rows, columns=["year", "cost", "upkeep", "budget"])
    return frame.assign(over=frame["cost"] + frame["upkeep"] > frame["budget"], basis="spent", unpriced=0)


def test_purchases_within_the_budget():
    rows = costs((2028, 50.0, 0.0, 200.0), (2029, 90.0, 10.0, 200.0), (2030, 0.0, 10.0, 200.0))
    assert told.affordable(rows, "Croatia") == (
        "The purchases of Croatia fit its budget for new equipment: EUR 100 m in 2029 is 50 % of it at most"
    )


def test_purchases_above_the_budget_name_the_years():
    rows = costs((2028, 250.0, 0.0, 200.0), (2029, 290.0, 10.0, 200.0), (2030, 0.0, 10.0, 200.0))
    assert told.affordable(rows, "Croatia") == (
        "The purchases of Croatia exceed its budget for new equipment in 2028 and 2029: "
        "EUR 300 m in 2029 is 150 % of it"
    )


def test_no_price_and_no_budget_are_said():
    assert "nothing with a known price" in told.affordable(costs((2028, 0.0, 0.0, 200.0)), "Croatia")
    assert told.affordable(costs((2028, 40.0, 0.0, NAN)), "Croatia").endswith(
        "EUR 40 m in 2028; its budget is not known"
    )


def test_what_is_missing_from_the_bars_is_said():
    rows = costs((2028, 1.0, 0.0, 2.0), (2029, 1.0, 0.0, 2.0)).assign(
        basis=["spent", "held at last known year"], unpriced=[0, 2]
    )
    words = told.budget_words(rows)
    assert "held at the last known year from 2029" in words
    assert words.endswith("2 purchases have no known price")


def bought(*rows):
    """Item, gain, worth, ranks before and after, cost of a rank, index to the next."""
    columns = ["item", "gain", "per_100m_best", "rank_before", "rank_after", "cost_per_rank", "to_next"]
    return told.by_worth(pd.DataFrame(rows, columns=columns))


def test_purchases_in_order_of_worth_with_those_without_price_last():
    rows = bought(
        ("A", 0.01, 0.005, 3, 3, NAN, 0.05), ("B", 0.02, NAN, 4, 4, NAN, NAN), ("C", 0.03, 0.04, 4, 3, 75.0, NAN)
    )
    assert list(rows["item"]) == ["C", "A", "B"]
    assert list(rows["words"]) == [
        "+0.040 per EUR 100 m; +0.030 in all, rank 4 to 3 at EUR 75 m a rank",
        "+0.005 per EUR 100 m; +0.010 in all, rank 3, 0.050 short of the next",
        "no price known; +0.020 in all, rank 4",
    ]
    assert told.best_buy(rows) == "Most for the money: C, +0.040 index points for each EUR 100 m"


def test_nothing_priced_and_nothing_gained_are_said():
    assert told.best_buy(bought(("B", 0.02, NAN, 4, 4, NAN, NAN))) == "No purchase has a known price"
    assert told.best_buy(bought(("B", 0.0, 0.0, 4, 4, NAN, NAN))) == (
        "No purchase with a known price adds to an index in this year"
    )


@pytest.mark.parametrize(
    ("value", "words"), [(0.0311, "+0.031"), (-0.004, "−0.004"), (0.0001, "+<0.001"), (0.0, "+0.000")]
)
def test_points(value, words):
    assert told.points(value) == words
