"""Coverage, Brier score and the back-test of the real data."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from balance_model.analysis.backtest import back_test, brier, by_status, coverage, deals_due, held, points
from balance_model.analysis.known import known_in
from balance_model.records.scenarios import load_scenario


@pytest.fixture(scope="module")
def narrow(world):
    return back_test(world, load_scenario("baseline", world), draws=200)


def test_bands_are_the_middle_of_the_draws():
    """101 even draws from 0 to 1: the middle 80 % goes from .1 to .9, the middle half from .25 to .75."""
    drawn = np.linspace(0, 1, 101)[:, None]
    row = points(drawn, np.array([0.5]), np.array([0.95]), np.array([0.3]), [("AAA", "index")]).iloc[0]
    assert [row[name] for name in ("low_80", "low_50", "median", "high_50", "high_80")] == pytest.approx(
        [0.1, 0.25, 0.5, 0.75, 0.9]
    )
    assert row["open"]
    assert row["tested"]


def test_a_point_is_tested_if_it_moved_or_could_have():
    drawn = np.tile([[0.2, 0.2, 0.2], [0.2, 0.2, 0.4]], (50, 1))
    before, came = np.array([0.2, 0.2, 0.2]), np.array([0.2, 0.3, 0.2])
    rows = points(drawn, before, came, before, [("AAA", name) for name in "abc"])
    assert rows["open"].tolist() == [False, False, True]
    assert rows["tested"].tolist() == [False, True, True]


@pytest.fixture
def hand():
    """Four tested points with bands .1 to .5 (80 %) and .2 to .4 (50 %); a fifth is no test."""
    rows = [("AAA", 0.3, 0.3), ("AAA", 0.45, 0.3), ("BBB", 0.7, 0.3), ("BBB", 0.05, 0.3), ("BBB", 0.3, 0.3)]
    frame = pd.DataFrame(rows, columns=["country", "came", "expected"])
    return frame.assign(
        measure="index", low_80=0.1, low_50=0.2, median=0.3, high_50=0.4, high_80=0.5, before=0.3,
        open=[True, True, False, True, False], tested=[True, True, True, True, False],
    )  # fmt: skip


def test_coverage_by_hand(hand):
    row = coverage(hand).iloc[0]
    assert row[["points", "held_50", "held_80", "above", "below", "open", "held_known"]].tolist() == [
        4,
        1,
        2,
        1,
        1,
        3,
        3,
    ]
    by = coverage(hand, "country").set_index("country")
    assert by.loc["AAA", ["points", "held_50", "held_80"]].tolist() == [2, 1, 2]
    assert by.loc["BBB", ["points", "above", "below"]].tolist() == [2, 1, 1]


def test_a_point_on_the_edge_is_held(hand):
    assert held(hand.assign(came=0.5), pd.Series([0.5] * 5), 80).all()
    assert not held(hand, pd.Series([0.51] * 5), 80).any()


def test_nothing_tested_is_no_coverage(hand):
    row = coverage(hand.assign(tested=False)).iloc[0]
    assert (row["points"], row["held_80"]) == (0, 0)


@pytest.mark.parametrize(("chance", "score"), [(1.0, 0.0), (0.7, 0.09), (0.5, 0.25), (0.3, 0.49), (0.0, 1.0)])
def test_brier_score_of_rain_that_came(chance, score):
    """Forecasts of rain on a day with rain: the examples of the article "Brier score" in Wikipedia."""
    assert brier(np.array([chance]), np.array([1.0])) == pytest.approx(score)


def test_brier_score_is_a_mean():
    assert brier(np.array([0.7, 0.3, 0.5]), np.array([1.0, 1.0, 0.0])) == pytest.approx((0.09 + 0.49 + 0.25) / 3)


def test_brier_score_at_the_ends():
    assert brier(np.array([1.0, 0.0]), np.array([1.0, 0.0])) == 0
    assert brier(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == 1
    assert brier(np.full(9, 0.5), np.arange(9) % 2.0) == 0.25
    assert math.isnan(brier(np.array([]), np.array([])))


def test_deals_due_are_those_known_incomplete_and_dated_before(world):
    due = deals_due(world, 2020, 2025)
    assert not due.empty
    for row in due.itertuples():
        deal = world.deal[row.deal_id]
        assert deal.last_year <= 2025
        assert min(date[:4] for date in (deal.announced, deal.contracted, str(deal.first_year)) if date) <= "2020"
    fk3 = due[due["deal_id"] == "srb-fk3-2019"].iloc[0]
    assert (fk3["status"], fk3["came"]) == ("planned", 1.0)


def test_statuses_are_scored_apart():
    due = pd.DataFrame(
        {"status": ["planned", "planned", "contracted"], "chance": [0.4, 0.4, 0.9], "came": [1.0, 0.0, 1.0]}
    )
    rows = by_status(due).set_index("status")
    assert rows.loc["planned", ["deals", "came"]].tolist() == [2, 0.5]
    assert rows.loc["planned", "brier"] == pytest.approx((0.36 + 0.16) / 2)
    assert rows.loc["contracted", "brier"] == pytest.approx(0.01)


def test_the_real_back_test_finds_the_surprises(world, narrow):
    """Kosovo* had announced no anti-tank missiles by 2020 and holds some in 2025: outside every band."""
    row = narrow.points.query("country == 'XKX' and measure == 'anti_tank'").iloc[0]
    assert row["high_80"] == 0
    assert row["came"] > 0.05
    assert narrow.known == len(known_in(world, 2020).deals)
    assert narrow.unknown > narrow.known
    row = coverage(narrow.points).iloc[0]
    assert row["held_50"] <= row["held_80"] <= row["points"]
    assert row["points"] == row["held_80"] + row["above"] + row["below"]


def test_with_everything_in_doubt_the_bands_are_wider(world, narrow):
    wide = back_test(world, load_scenario("baseline", world), deliveries_only=False, draws=200)
    spread = [(found.points["high_80"] - found.points["low_80"]).sum() for found in (narrow, wide)]
    assert spread[0] < spread[1]
    assert (wide.points["came"] == narrow.points["came"]).all()


def test_the_same_seed_gives_the_same_bands(world, narrow):
    again = back_test(world, load_scenario("baseline", world), draws=200, seed=int(world.facts["seed"]))
    pd.testing.assert_frame_equal(again.points, narrow.points)


def test_one_draw_is_enough_to_run(world):
    one = back_test(world, load_scenario("baseline", world), draws=1)
    assert (one.points["low_80"] == one.points["high_80"]).all()


def test_cancelling_stops_it(world):
    def tell(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        back_test(world, load_scenario("baseline", world), tell=tell)
