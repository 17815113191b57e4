"""Bands and shares of futures, held against numbers worked out on small made-up ensembles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from balance_model.analysis import bands, findings_sure
from balance_model.analysis.ensembles import assess_many
from balance_model.domain import Pairing
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world

WORLD = load_world()
YEAR = 2030


@pytest.fixture(scope="module")
def futures():
    """Return 400 futures of the baseline."""
    return assess_many(WORLD, load_scenario("baseline", WORLD), 400)


def made(futures, **index):
    """An ensemble whose indices in every year are those given by country, one list of draws each."""
    draws = len(next(iter(index.values())))
    other = replace(
        futures, strength=np.zeros((draws, *futures.strength.shape[1:])), terms=futures.part(0, draws).terms
    )
    score = np.zeros((draws, len(WORLD.country_codes), len(WORLD.years)))
    for code, values in index.items():
        score[:, WORLD.country_codes.index(code)] = np.array(values)[:, None]
    other.__dict__["score"] = score
    return other


def test_bands_are_the_middle_half_and_four_fifths():
    """Of 0, 1 ... 100 the middle 80 % are 10 to 90, the middle half 25 to 75."""
    found = bands.bands_of(np.arange(101.0)[:, None])
    assert {name: float(own[0]) for name, own in found.items()} == {
        "low80": 10, "low50": 25, "middle": 50, "high50": 75, "high80": 90,
    }  # fmt: skip


def test_ahead_counts_level_futures_as_half(futures):
    four = made(futures, SRB=[0.5, 0.5, 0.5, 0.2], HRV=[0.4, 0.5, 0.6, 0.1])
    assert bands.ahead(four, "SRB", "HRV", YEAR) == (1 + 0.5 + 0 + 1) / 4
    assert bands.ahead(four, "HRV", "SRB", YEAR) == 1 - bands.ahead(four, "SRB", "HRV", YEAR)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.96, "is clearly ahead of"), (0.9, "is likely ahead of"), (0.7, "may be ahead of"),
        (0.5, "is too close to call with"), (0.1, "is likely behind"), (0.0, "is clearly behind"),
        (1.0, "is clearly ahead of"),
    ],
)  # fmt: skip
def test_words_follow_the_share(share, words):
    assert bands.verdict(WORLD, share) == words


def test_the_sentence_says_how_often_and_between_what(futures):
    said = findings_sure.balance(made(futures, SRB=[0.6, 0.5, 0.7], HRV=[0.3, 0.4, 0.2]), YEAR)
    assert said == (
        "In 2030 Serbia is clearly ahead of Croatia: ahead in 100 % of the futures, "
        "index 0.60 (0.52–0.68) to 0.30 (0.22–0.38)."
    )


def test_nobody_ahead_when_nobody_holds_anything(futures):
    assert "no country holds anything" in findings_sure.balance(made(futures, SRB=[0.0]), YEAR)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0 %"), (0.004, "less than 1 %"), (0.634, "63 %"), (0.9999, "more than 99 %"), (1.0, "100 %")],
)
def test_a_share_never_claims_more_than_it_is(share, words):
    assert findings_sure.percent(share) == words


def test_bands_nest_and_follow_the_single_countries(futures):
    found = bands.over_years(futures)
    assert len(found) == len(WORLD.country_codes) * len(WORLD.years)
    for low, high in (("low80", "low50"), ("low50", "middle"), ("middle", "high50"), ("high50", "high80")):
        assert (found[low] <= found[high]).all()
    row = found[(found["country"] == "HRV") & (found["year"] == 2027)]
    drawn = futures.score[:, WORLD.country_codes.index("HRV"), 7]
    assert row["low80"].item() == np.quantile(drawn, 0.1)
    values = bands.by_category(futures)
    cell = values.query("country == 'BIH' and year == 2031 and category == 'armour'")
    column = futures.value[:, WORLD.country_codes.index("BIH"), 11, WORLD.category_ids.index("armour")]
    assert cell["high50"].item() == np.quantile(column, 0.75)


def test_the_middle_answer_holds_medians(futures):
    answer = bands.middle(futures)
    assert np.array_equal(answer.score, np.median(futures.score, axis=0))
    assert np.array_equal(answer.value, np.median(futures.value, axis=0))


def test_pairs_have_the_median_ratio_and_tell_who_is_ahead(futures):
    rows = bands.pairs(futures, pd.DataFrame({"a": ["SRB"], "b": ["HRV"]}), YEAR)
    serbia, croatia = (futures.score[:, WORLD.country_codes.index(code), 10] for code in ("SRB", "HRV"))
    assert rows["middle"].item() == pytest.approx(np.median(serbia / croatia), rel=0.01)
    assert rows["ahead"].item() == np.mean(serbia > croatia)


def test_ratios_to_nothing_are_infinite_and_nothing_to_nothing_is_one(futures):
    empty = replace(futures, strength=np.zeros_like(futures.strength))
    assert bands.pairs(empty, pd.DataFrame({"a": ["SRB"], "b": ["HRV"]}), YEAR)["middle"].item() == 1
    only = np.zeros_like(futures.strength)
    only[:, 0] = 5.0
    one = replace(futures, strength=only)
    assert bands.pairs(one, pd.DataFrame({"a": ["SRB"], "b": ["HRV"]}), YEAR)["low80"].item() == np.inf


def test_the_change_between_scenarios_is_taken_in_the_same_futures(futures):
    """Moving a weight changes each future by its own amount: the band of the difference is far narrower than
    the difference of the bands."""
    other = futures.under(altered(futures.scenario, {"weights": {"drones": 30}}, WORLD))
    rows = bands.difference(futures, other, YEAR).set_index("country")
    drawn = other.score[:, 0, 10] - futures.score[:, 0, 10]
    assert rows.loc["SRB", "middle"] == pytest.approx(np.median(drawn))
    assert rows.loc["SRB", "high80"] - rows.loc["SRB", "low80"] < 0.3 * (
        np.quantile(other.score[:, 0, 10], 0.9) - np.quantile(futures.score[:, 0, 10], 0.1)
    )


def test_sides_and_means_are_read_from_the_same_futures(futures):
    free = Pairing(pairing="x", name="X", order=1, side_a=("SRB",), side_b=("HRV", "XKX"), taken="together",
                   why="", source_ids=())  # fmt: skip
    mean = free.model_copy(update={"taken": "average"})
    rows = bands.reading(futures, [free, mean], "index").set_index(["pair", "side", "year"])
    mine, theirs = futures.facing("SRB", ["HRV", "XKX"], YEAR)
    assert rows.loc[(0, "a", YEAR), "ahead"] == np.mean(mine > theirs)
    assert rows.loc[(0, "b", YEAR), "middle"] == np.median(theirs)
    others = futures.score[:, [WORLD.country_codes.index(code) for code in ("HRV", "XKX")], 10].mean(axis=1)
    assert rows.loc[(1, "b", YEAR), "low80"] == np.quantile(others, 0.1)
    said = findings_sure.sides(WORLD, rows.reset_index(), [("Serbia is", "Croatia and Kosovo*")] * 2, YEAR)
    assert said.startswith("In 2030 Serbia is ")
    assert "of the futures" in said


def test_pairs_too_close_are_named(futures):
    rows = pd.DataFrame({"a": ["SRB", "SRB"], "b": ["HRV", "BIH"], "ahead": [0.5, 0.99]})
    assert findings_sure.pair_by_pair(WORLD, rows, YEAR) == (
        "In 2030 Serbia against Croatia is too close to call; the other pairs lean one way"
    )
    assert findings_sure.pair_by_pair(WORLD, rows[1:], YEAR) == (
        "In 2030 every pair has one country ahead in most of the futures"
    )
    assert findings_sure.pair_by_pair(WORLD, rows[:1], YEAR) == "In 2030 every pair is too close to call"


@pytest.mark.parametrize("measure", ["index", "change", "drones"])
def test_measures_of_a_map_have_their_ends(futures, measure):
    rows = bands.measured(futures, measure).set_index(["country", "year"])
    at = WORLD.country_codes.index("XKX")
    drawn = {
        "index": futures.score[:, at, 10],
        "change": futures.score[:, at, 10] - futures.score[:, at, 0],
        "drones": futures.value[:, at, 10, WORLD.category_ids.index("drones")],
    }[measure]
    assert rows.loc[("XKX", YEAR), "high80"] == pytest.approx(np.quantile(drawn, 0.9))
