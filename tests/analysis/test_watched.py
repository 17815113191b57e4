"""The number that is watched: hand-made indices of two countries."""

from __future__ import annotations

import numpy as np
import pytest

from balance_model.analysis.watched import Watched, ranked

SCORE = np.array([[0.6, 0.3], [0.2, 0.4], [0.5, 0.0], [0.0, 0.0]])  # draws x (AAA, BBB)


def test_gap_ratio_and_index_of_many_draws(tiny_world):
    assert Watched("gap", "AAA", "BBB").of(SCORE, tiny_world) == pytest.approx([0.3, -0.2, 0.5, 0.0])
    assert Watched("index", "BBB", "AAA").of(SCORE, tiny_world) == pytest.approx([0.3, 0.4, 0.0, 0.0])
    ratio = Watched("ratio", "AAA", "BBB").of(SCORE, tiny_world)
    assert ratio[:2] == pytest.approx([2.0, 0.5])
    assert np.isinf(ratio[2])
    assert np.isnan(ratio[3])


def test_a_single_run_gives_one_number(tiny_world):
    assert float(Watched("gap", "BBB", "AAA").of(SCORE[0], tiny_world)) == pytest.approx(-0.3)


def test_values_are_written_as_readers_expect():
    assert Watched("gap", "AAA", "BBB").text(-0.123) == "−0.12"
    assert Watched("ratio", "AAA", "BBB").text(1.5) == "1.5 to 1"
    assert Watched("index", "AAA", "BBB").text(0.5) == "0.50"


def test_countries_are_ranked_highest_first_and_ties_keep_the_order_of_the_file(tiny_world):
    assert ranked(np.array([0.1, 0.2]), tiny_world) == ("BBB", "AAA")
    assert ranked(np.array([0.2, 0.2]), tiny_world) == ("AAA", "BBB")
