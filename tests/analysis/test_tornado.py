"""Bars of single assumptions, against runs made by hand and the worked example."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.assumptions import Assumption, End
from balance_model.analysis.tornado import Swing, bar_table, bars, swings
from balance_model.analysis.watched import Watched
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered

GAP = Watched("gap", "AAA", "BBB")


def swing(name, worked, low, high):
    """A swing to indices (AAA, BBB) at its low and high, the same in every year."""
    years = 16
    ends = (np.repeat(np.array(end, dtype=float)[:, None], years, axis=1) for end in (low, high))
    return Swing(Assumption(name, "test", name, "now", End("low", worked), End("high", worked)), *ends)


@pytest.fixture(scope="module")
def found(tiny_world, worked):
    return swings(tiny_world, worked)


def test_bars_are_sorted_by_their_further_end_and_those_that_do_nothing_are_left_out(tiny_world, worked):
    now = np.repeat(np.array([[0.5], [0.4]]), 16, axis=1)
    tried = [
        swing("small", worked, (0.51, 0.4), (0.5, 0.4)),
        swing("still", worked, (0.5, 0.4), (0.5, 0.4)),
        swing("large", worked, (0.5, 0.4), (0.5, 0.9)),
    ]
    made = bars(tried, now, tiny_world, GAP, 2025)
    assert [bar.assumption.id for bar in made] == ["large", "small"]
    assert (made[0].low, made[0].high) == pytest.approx((0.1, -0.4))
    assert [bar.assumption.id for bar in bars(tried, now, tiny_world, GAP, 2025, most=1)] == ["large"]


def test_a_dial_that_acts_through_one_country_alone_is_told_once(tiny_world, worked):
    now = np.repeat(np.array([[0.5], [0.4]]), 16, axis=1)
    tried = [swing(name, worked, (0.3, 0.4), (0.6, 0.4)) for name in ("crew", "crew@AAA")]
    made = bars(tried, now, tiny_world, Watched("index", "AAA", "BBB"), 2025)
    assert [bar.assumption.id for bar in made] == ["crew@AAA"]


def test_an_infinite_ratio_is_the_longest_bar(tiny_world, worked):
    now = np.repeat(np.array([[0.5], [0.4]]), 16, axis=1)
    tried = [swing("near", worked, (0.5, 0.4), (0.9, 0.4)), swing("none", worked, (0.5, 0.4), (0.5, 0.0))]
    made = bars(tried, now, tiny_world, Watched("ratio", "AAA", "BBB"), 2025)
    assert [bar.assumption.id for bar in made] == ["none", "near"]
    assert np.isinf(made[0].high)


def test_the_bars_of_the_worked_example_are_runs_of_the_model(tiny_world, worked, found):
    """Each end is what the model gives when the dial is set by hand."""
    at = tiny_world.years.index(2025)
    now = assess(tiny_world, worked).score
    made = {bar.assumption.id: bar for bar in bars(found, now, tiny_world, GAP, 2025)}
    low = altered(worked, {"dials": {"half.anti_tank": tiny_world.dial["half.anti_tank"].low}}, tiny_world)
    score = assess(tiny_world, low).score[:, at]
    assert made["half.anti_tank"].low == pytest.approx(score[0] - score[1])
    # Weights (.3 .3 .2 .2): anti-tank at .2 and .4, the other seven tenths made eight and six, by hand from V1 and V2.
    v1, v2 = np.array([0.375, 0.5, 0.6, 1 / 3]), np.array([0.6, 1 / 3, 1 / 3, 0.0])
    rest = np.array([0.0, 0.3, 0.2, 0.2]) / 0.7
    for share, end in ((0.2, "low"), (0.4, "high")):
        weights = (1 - share) * rest + share * np.array([1.0, 0.0, 0.0, 0.0])
        assert getattr(made["weight.anti_tank"], end) == pytest.approx(weights @ (v1 - v2), abs=2e-6)


def test_progress_is_told_and_may_stop_the_work(tiny_world, worked):
    told = []

    def tell(done, total):
        told.append((done, total))
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        swings(tiny_world, worked, tell)
    assert [done for done, _ in told] == [0, 1, 2, 3]
    assert len({total for _, total in told}) == 1


def test_the_table_has_a_row_for_each_bar(tiny_world, worked, found):
    made = bars(found, assess(tiny_world, worked).score, tiny_world, GAP, 2025, most=4)
    table = bar_table(made)
    assert list(table["id"]) == [bar.assumption.id for bar in made]
    assert bar_table(()).empty
