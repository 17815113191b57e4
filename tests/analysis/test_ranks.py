"""Rank probabilities and overtaking, worked out by hand on a few futures."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from balance_model.analysis.ranks import likely_pair, overtaking, rank_probabilities, rank_table
from balance_model.core.assess import assess
from balance_model.records.scenarios import load_scenario

scores = arrays(float, (7, 3, 4), elements=st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.4]))


def test_ranks_by_hand():
    """Three futures, three countries, one year: (.5 .3 .1), (.2 .3 .1), (.4 .4 .1)."""
    score = np.array([[0.5, 0.3, 0.1], [0.2, 0.3, 0.1], [0.4, 0.4, 0.1]])[:, :, None]
    found = rank_probabilities(score)[:, :, 0]
    assert found == pytest.approx(np.array([[2, 1, 0], [2, 1, 0], [0, 0, 3]]) / 3)


@given(scores)
def test_ranks_are_counted_one_by_one(score):
    """Brute force: one more than the number strictly above."""
    found = rank_probabilities(score)
    draws, countries, years = score.shape
    wanted = np.zeros((countries, countries, years))
    for draw in range(draws):
        for country in range(countries):
            for year in range(years):
                above = sum(score[draw, other, year] > score[draw, country, year] for other in range(countries))
                wanted[country, above, year] += 1 / draws
    assert found == pytest.approx(wanted)
    assert found.sum(axis=1) == pytest.approx(np.ones((countries, years)))


def test_without_ties_each_rank_is_given_once():
    score = np.random.default_rng(1).permuted(np.tile(np.arange(4.0)[None, :, None], (50, 1, 3)), axis=1)
    assert rank_probabilities(score).sum(axis=0) == pytest.approx(np.ones((4, 3)))


def test_identical_countries_are_all_first():
    found = rank_probabilities(np.full((5, 3, 2), 0.3))
    assert (found[:, 0] == 1).all()
    assert not found[:, 1:].any()


def test_the_table_is_long_with_years_and_ranks(tiny_world):
    shares = rank_probabilities(np.random.default_rng(2).random((9, 2, len(tiny_world.years))))
    table = rank_table(shares, tiny_world)
    assert len(table) == 2 * 2 * len(tiny_world.years)
    row = table.query("country == 'BBB' and year == 2021 and rank == 2")
    assert row["share"].item() == shares[1, 1, tiny_world.years.index(2021)]


YEARS = (2020, 2021, 2022, 2023)
A = np.array([
    [0.5, 0.5, 0.5, 0.5],  # ahead already
    [0.1, 0.1, 0.3, 0.3],  # overtakes in 2022
    [0.1, 0.3, 0.1, 0.3],  # ahead in 2021, falls back, for good from 2023
    [0.1, 0.3, 0.3, 0.1],  # ahead for a while, never for good
    [0.2, 0.2, 0.2, 0.2],  # level is not ahead
])  # fmt: skip


def test_overtaking_by_hand():
    found = overtaking(A, np.full_like(A, 0.2), YEARS)
    assert found.already == pytest.approx(0.2)
    assert found.share.tolist() == pytest.approx([0, 0, 0.2, 0.2])
    assert found.never == pytest.approx(0.4)
    assert found.passing == pytest.approx(0.2)
    assert found.by(2022) == pytest.approx(0.2)
    assert found.by(2023) == pytest.approx(0.4)
    assert found.table()["by_then"].tolist() == pytest.approx([0, 0, 0.2, 0.4])


@given(arrays(float, (9, 5), elements=st.floats(0, 1)), arrays(float, (9, 5), elements=st.floats(0, 1)))
def test_all_futures_are_told_once(a, b):
    found = overtaking(a, b, range(5))
    assert found.already + found.share.sum() + found.never == pytest.approx(1.0)
    assert 0 <= found.passing <= found.never
    back = overtaking(b, a, range(5))
    assert found.already <= back.never  # who is ahead throughout is never overtaken
    assert all(found.by(one) <= found.by(later) for one, later in pairwise(range(5)))


def test_one_future_alone():
    found = overtaking(A[1:2], np.full((1, 4), 0.2), YEARS)
    assert (found.already, found.never) == (0.0, 0.0)
    assert found.share.tolist() == [0, 0, 1, 0]


def test_identical_countries_never_overtake():
    found = overtaking(A, A, YEARS)
    assert found.never == 1.0
    assert not found.share.any()


def test_the_pair_asked_about_first_changes_places_in_the_single_run(world):
    answer = assess(world, load_scenario("baseline", world))
    a, b = (world.country_codes.index(code) for code in likely_pair(answer, 2030))
    assert answer.score[a, 0] <= answer.score[b, 0]
    assert answer.score[a, -1] > answer.score[b, -1]


def test_where_none_change_places_the_second_is_asked_about_the_first(tiny_world, worked):
    answer = assess(tiny_world, worked)  # no deal counts, so nothing changes: AAA .449, BBB .347
    assert likely_pair(answer, 2025) == ("BBB", "AAA")
