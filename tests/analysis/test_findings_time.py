"""Sentences on ranks, overtaking and the back-test, against numbers made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from balance_model.analysis import findings_time as findings
from balance_model.analysis.backtest import BackTest
from balance_model.analysis.ranks import Overtaking


def shares_of(world, *rows):
    """Shares (country, rank, year), the same in every year."""
    return np.repeat(np.array(rows, dtype=float)[:, :, None], len(world.years), axis=2)


def test_the_likeliest_rank_of_each(world):
    shares = shares_of(world, (0.9, 0.1, 0, 0), (0.1, 0.8, 0.1, 0), (0, 0, 0.3, 0.7), (0, 0.1, 0.6, 0.3))
    assert findings.ranks(shares, world, 2030) == (
        "In 2030 Serbia is first in 90 % of the futures, Croatia second in 80 %, Kosovo* third in 60 % "
        "and Bosnia fourth in 70 %"
    )
    assert findings.contested(shares, world) == (
        "Least sure is the rank of Kosovo* in 2020: third in 60 % of the futures, fourth in 30 %"
    )


def test_ranks_without_doubt(world):
    assert findings.contested(shares_of(world, *np.eye(4)), world).startswith("Every rank is the same")
    alike = shares_of(world, *np.tile([1.0, 0, 0, 0], (4, 1)))
    assert findings.ranks(alike, world, 2030).count("first in 100 %") == 4


def test_ranks_have_words():
    assert [findings.rank_word(rank) for rank in (1, 4, 6, 7, 11)] == ["first", "fourth", "sixth", "7th", "11th"]


def when(already, share, never):
    return Overtaking((2020, 2021, 2022), already, np.array(share), never, 0.0)


@pytest.mark.parametrize(
    ("found", "year", "said"),
    [
        (when(0.07, (0, 0.23, 0), 0.70), 2021, "Croatia overtakes Serbia by 2021 in 23 % of the futures, "
         "never in 70 %, and in 7 % it is ahead from the start"),
        (when(0.0, (0, 0.2, 0.3), 0.5), 2021, "Croatia overtakes Serbia by 2021 in 20 % of the futures, "
         "by 2022 in 50 %, never in 50 %"),
        (when(0.0, (0, 0.2, 0.3), 0.5), 2022, "Croatia overtakes Serbia by 2022 in 50 % of the futures, never in 50 %"),
        (when(0.0, (0, 0.2, 0.3), 0.5), 2020, "Croatia overtakes Serbia by 2022 in 50 % of the futures, never in 50 %"),
        (when(1.0, (0, 0, 0), 0.0), 2021, "Croatia is ahead of Serbia in all futures from 2020 to 2022"),
        (when(0.0, (0, 0, 0), 1.0), 2021, "Croatia overtakes Serbia in none of the futures up to 2022"),
    ],
)  # fmt: skip
def test_when_one_overtakes_the_other(world, found, year, said):
    assert findings.overtakes(found, "HRV", "SRB", world, year) == said


def test_the_likeliest_year(world):
    said = findings.likeliest_year(when(0, (0, 0.2, 0.3), 0.5), "HRV", "SRB", world)
    assert said == "If Croatia overtakes Serbia, 2022 is the likeliest year: 30 % of all futures"
    none = findings.likeliest_year(when(0, (0, 0, 0), 1), "HRV", "SRB", world)
    assert none == "In no future does Croatia overtake Serbia between 2021 and 2022"


def points(*came, tested=True, open_=False):
    """Points with bands from .1 to .5, of which none would have moved without surprises."""
    return pd.DataFrame({
        "country": "XKX", "measure": "drones", "low_80": 0.1, "low_50": 0.2, "median": 0.3, "high_50": 0.4,
        "high_80": 0.5, "before": 0.3, "came": came, "expected": 0.3, "open": open_, "tested": tested,
    })  # fmt: skip


NO_DEALS = pd.DataFrame({"deal_id": [], "country": [], "status": [], "chance": [], "came": []})


def test_bands_that_are_too_narrow_and_why():
    found = BackTest(points(0.3, 0.6, 0.7, 0.05, open_=True), NO_DEALS, 34, 59)
    assert findings.back_test(found) == (
        "The 80 % bands of 2020 hold 1 of 4 outcomes of 2025: they are too narrow, "
        "because they know nothing of deals announced later"
    )
    note = findings.back_test_note(found)
    assert "2 came out higher and 1 came out lower than the band" in note
    assert "the bands hold 4 of the 4 outcomes these could move" in note


def test_the_cause_is_told_only_where_it_is_one():
    """Here the bands would have missed without surprises too."""
    found = BackTest(points(0.6, 0.7, open_=True).assign(expected=0.9), NO_DEALS, 34, 59)
    assert findings.back_test(found).endswith("they are too narrow")


def test_bands_that_hold_and_nothing_to_test():
    assert findings.back_test(BackTest(points(0.3, 0.4), NO_DEALS, 1, 0)).endswith("as many as they should")
    nothing = BackTest(points(0.3, tested=False), NO_DEALS, 1, 0)
    assert "nothing to test" in findings.back_test(nothing)


def test_the_furthest_miss(world):
    said = findings.widest_miss(points(0.3, 0.7, 0.6), world)
    assert said == "Kosovo*, drones: furthest above its 80 % band, 0.70 against 0.10 to 0.50"
    assert findings.widest_miss(points(0.3), world) == "Every outcome of 2025 lies within its 80 % band"
    assert "below" in findings.widest_miss(points(0.01), world)


def test_how_the_chances_fared():
    deals = pd.DataFrame({"status": ["planned", "contracted"], "chance": [0.4, 0.9], "came": [1.0, 1.0]})
    said = findings.statuses(deals)
    assert said.startswith("Of 2 deals known in 2020 and due by 2025, 100 % came in full; their statuses gave 65 %")
    assert "Brier score 0.18" in said  # (.36 + .01) / 2 = .185, told in two figures
    assert findings.statuses(NO_DEALS).startswith("No deal known in 2020 was due")


def test_measures_shown_are_the_index_and_what_carries_weight(world):
    weights = [1.0, 0.0] + [0.0] * (len(world.category_ids) - 3) + [0.5]
    shown = findings.shown_measures(world, weights)
    assert shown == ["index", world.category_ids[0], world.category_ids[-1]]
    assert findings.measure_name("index", world) == "Index"
