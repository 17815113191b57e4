"""Scenarios side by side and sides against each other, in tables and in words."""

from __future__ import annotations

import pytest

from balance_model.analysis import sides
from balance_model.analysis.measures import INDEX
from balance_model.core.assess import assess
from balance_model.domain import Pairing
from balance_model.records.scenarios import altered, load_scenario

YEAR = 2030


@pytest.fixture(scope="module")
def base(world):
    return load_scenario("baseline", world)


@pytest.fixture(scope="module")
def answer(world, base):
    return assess(world, base)


def pair(a, b, taken="together"):
    return Pairing(pairing="p", name="P", order=1, side_a=tuple(a), side_b=tuple(b), taken=taken, why="", source_ids=())


def test_differences_are_those_of_the_figures_shown(world, base, answer):
    other = assess(world, load_scenario("slip_two_years", world))
    table = sides.delta_table(sides.side_by_side([answer, other], YEAR), world)
    first, second, change = table.columns[1:]
    assert (first, second, change) == (base.name, other.scenario.name, f"± {other.scenario.name}")
    assert table["Country"].tolist() == ["Serbia", "Croatia", "Bosnia", "Kosovo*"]
    for row in table.to_dict("records"):
        shown = float(row[change].replace("−", "-").replace("±", ""))
        assert shown == pytest.approx(float(row[second]) - float(row[first]))
    assert table[change].str.startswith("−").any()


def test_two_scenarios_of_one_name_keep_their_columns(world, answer):
    table = sides.delta_table(sides.side_by_side([answer, answer], YEAR), world)
    assert len(table.columns) == 4
    assert set(table.iloc[:, 3]) == {"±0.00"}


def test_chips_tell_the_changes(world, base):
    other = altered(base, {"dials": {"crew@SRB": 0.7}, "evidence": "published"}, world)
    assert sides.chips(base, other, world) == (
        "Evidence counted down to: published", "Crews and training (Serbia): 0.85 → 0.7",
    )  # fmt: skip
    assert sides.chips(base, base, world) == ()


def test_a_side_of_one_country_has_that_countrys_index(world, answer):
    facing = sides.facing_by_year(answer, {"SRB": 1.0}, {"HRV": 1.0})
    own = answer.scores[answer.scores.country == "SRB"]["score"]
    assert facing["side_a"].tolist() == pytest.approx(own.tolist())
    column = world.category_ids.index("drones")
    drones = sides.facing_by_year(answer, {"SRB": 1.0}, {"HRV": 1.0}, "drones")
    assert drones["side_b"].tolist() == pytest.approx(answer.value[1, :, column].tolist())


def test_the_mean_of_the_others_is_plain(answer, world):
    rows = sides.against_mean(answer, "BIH", ["SRB", "HRV", "XKX"]).set_index("year")
    at = world.years.index(YEAR)
    serbia, croatia, bosnia, kosovo = answer.score[:, at]
    assert rows.loc[YEAR, "side_a"] == pytest.approx(bosnia)
    assert rows.loc[YEAR, "side_b"] == pytest.approx((serbia + croatia + kosovo) / 3)
    assert rows.loc[YEAR, "ratio"] == pytest.approx(bosnia * 3 / (serbia + croatia + kosovo))


def test_a_reading_has_all_pairs_and_their_commitments(answer, world):
    lines = sides.reading(answer, [pair(["SRB"], ["HRV"]), pair(["SRB"], ["BIH"])])
    assert len(lines) == 2 * 2 * len(world.years)
    assert lines.groupby("pair")["name"].unique().map(list).tolist() == [["Serbia", "Croatia"], ["Serbia", "Bosnia"]]
    half = sides.reading(answer, [pair(["SRB"], ["HRV", "XKX"])], INDEX, ({"SRB": 1.0}, {"HRV": 1.0, "XKX": 0.5}))
    now = half[(half["year"] == YEAR) & (half["side"] == "a")].iloc[0]
    assert now["ratio"] == pytest.approx(answer.ratio("SRB", {"HRV": 1.0, "XKX": 0.5}, YEAR))


def test_every_reading_of_the_data_can_be_drawn(answer, world):
    for name in {row.pairing for row in world.pairings}:
        own = [row for row in world.pairings if row.pairing == name]
        lines = sides.reading(answer, own)
        assert lines["value"].between(0, 1).all()
        assert sides.reading_words(lines, own, YEAR, world).startswith("In 2030 ")
        assert all(sides.pair_words(each, world) for each in own)


def words(answer, world, values, *pairs):
    """The sentence for values put in by hand."""
    lines = sides.reading(answer, pairs)
    for (number, side), value in values.items():
        lines.loc[(lines["pair"] == number) & (lines["side"] == side), "value"] = value
    return sides.reading_words(lines, pairs, YEAR, world)


def test_pairs_in_words(answer, world):
    pairs = pair(["SRB"], ["HRV"]), pair(["SRB"], ["BIH"]), pair(["SRB"], ["XKX"])
    values = {(0, "a"): 0.6, (0, "b"): 0.4, (1, "a"): 0.6, (1, "b"): 0.59, (2, "a"): 0.6, (2, "b"): 0.0}
    assert words(answer, world, values, *pairs) == (
        "In 2030 Serbia is ahead of Croatia, 1.5 to 1; is about level with Bosnia; "
        "holds what counts and Kosovo* nothing"
    )
    both = pair(["SRB"], ["HRV", "XKX"])
    assert words(answer, world, {(0, "a"): 0.2, (0, "b"): 0.5}, both) == (
        "In 2030 Croatia and Kosovo* are well ahead of Serbia, 2.5 to 1"
    )
    assert words(answer, world, {(0, "a"): 0.0, (0, "b"): 0.0}, pairs[0]) == (
        "In 2030 neither Serbia nor Croatia holds anything that counts"
    )


def test_means_in_words(answer, world):
    pairs = pair(["SRB"], ["HRV", "BIH"], "average"), pair(["HRV"], ["SRB", "BIH"], "average")
    values = {(0, "a"): 0.5, (0, "b"): 0.2, (1, "a"): 0.1, (1, "b"): 0.35}
    assert words(answer, world, values, *pairs) == (
        "In 2030 Serbia is 0.30 above the mean of the others and Croatia 0.25 below"
    )
    assert sides.pair_words(pairs[0], world) == "Serbia against the mean of the others"
