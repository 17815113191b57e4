"""Quality of the data by hand on the tiny world, and influence of a row against runs of a world without its doubt."""

from __future__ import annotations

import math

import numpy as np
import pytest

from balance_model.analysis import quality
from balance_model.core.assess import assess
from balance_model.records.scenarios import load_scenario


def with_row(world, **change):
    """The tiny world with other cells in its first holding: 12 launchers of Alpha."""
    first, *others = world.inventory
    return world.model_copy(update={"inventory": (first.model_copy(update=change), *others)})


DOUBTFUL = {"low": 4, "high": 30, "evidence": "derived", "confidence": "medium"}


@pytest.fixture
def doubtful(tiny_world):
    return with_row(tiny_world, **DOUBTFUL)


def cell(world, scenario, country="AAA", category="anti_tank"):
    table = quality.by_category(assess(world, scenario), 2025)
    return table[(table["country"] == country) & (table["category"] == category)].iloc[0]


def test_every_measure_of_a_cell_by_hand(doubtful, worked):
    """One row of 4 to 30, best 12: width 26 / 12, so 1; of 2020 in data of 2025: 5 years; derived counts as firm."""
    found = cell(doubtful, worked)
    assert (found["rows"], found["firm"], found["age"], found["width"]) == (1, 1.0, 5.0, 1.0)
    assert (found["differ"], found["assumed"]) == (0.0, 0.0)  # one source alone cannot differ


def test_a_holding_and_a_deal_share_a_cell(tiny_world, worked):
    """Beta's air defence: ten held and a deal of ten; with the deal at 5 to 15 the widths are 0 and 1."""
    (deal,) = tiny_world.deals
    wide = deal.model_copy(update={"low": 5, "high": 15, "evidence": "assumed", "source_ids": ("one", "two")})
    found = cell(tiny_world.model_copy(update={"deals": (wide,)}), worked, "BBB", "air_defence")
    assert (found["rows"], found["firm"], found["width"], found["differ"]) == (2, 0.5, 0.5, 0.5)


def test_assumed_strength_is_a_share_of_all_strength(tiny_world, worked):
    world = with_row(tiny_world, evidence="assumed")
    assert cell(world, worked)["assumed"] == 1.0
    assert math.isnan(cell(world, worked, "BBB", "combat_air")["assumed"])  # no fighters


@pytest.mark.parametrize(
    ("low", "best", "high", "width"), [(4, 12, 30, 1.0), (9, 12, 15, 0.5), (0, 0, 3, 1.0), (0, 0, 0, 0)]
)
def test_width_is_range_by_best_and_at_most_one(tiny_world, low, best, high, width):
    assert quality.width_of(with_row(tiny_world, low=low, best=best, high=high).inventory[0]) == width


def test_weakness_is_the_mean_of_its_aspects(doubtful):
    """Derived 0.33, medium 0.5, width 1 (2.2 of 1), age 5 of 10 years 0.5: (0.33 + 0.5 + 1 + 0.5) / 4 = 0.5825."""
    (one,) = quality.doubts(doubtful)
    assert one.weakness == pytest.approx(0.5825)
    assert {rule.aspect for rule, _ in one.parts} == {"evidence", "confidence", "width", "age"}


def test_influence_of_a_row_by_hand(doubtful, worked):
    """Value of X launchers is X / (X + 20): 4 / 24 = 0.1667 and 30 / 50 = 0.6, times the weight of anti-tank."""
    found = quality.weakest(quality.reach(doubtful, worked), doubtful, worked, 2025)
    weight = assess(doubtful, worked).weights[doubtful.category_ids.index("anti_tank")]
    assert weight > 0
    (row,) = found.to_dict("records")
    assert row["swing"] == pytest.approx(weight * (0.6 - 1 / 6))
    assert row["index_high"] - row["index_low"] == pytest.approx(row["swing"])
    assert row["priority"] == pytest.approx(row["swing"] * 0.5825)
    assert row["why"] == "wide range, 4 to 30; medium confidence; of 2020; derived, not published"
    assert "a second, independent source" in row["mend"]


def test_a_row_without_weight_or_without_a_range_is_no_work(tiny_world, doubtful, worked):
    assert quality.doubts(tiny_world) == ()
    other = worked.model_copy(update={"weights": tuple((name, float(name == "armour")) for name, _ in worked.weights)})
    assert quality.weakest(quality.reach(doubtful, other), doubtful, other, 2025).empty


def test_ends_are_those_of_a_world_with_that_number(world):
    """Brute force on the real data: the row replaced by its low, then by its high, in a world of its own."""
    scenario = load_scenario("baseline", world)
    reach = quality.reach(world, scenario)
    touched = {(row.country, row.system_id) for row in world.deals} | {
        (row.country, str(row.replaces_system_id)) for row in world.deals
    }
    plain = [
        at for at, one in enumerate(reach.doubts)
        if one.name.startswith("quantity") and (one.row.country, one.row.system_id) not in touched
    ]  # fmt: skip
    assert len(plain) > 20
    for at in plain[:: len(plain) // 4]:
        row = reach.doubts[at].row
        place = world.country_codes.index(row.country)
        for end, number in ((reach.low, row.low), (reach.high, row.high)):
            rows = tuple(row.model_copy(update={"low": number, "best": number, "high": number}) if each is row else each
                         for each in world.inventory)  # fmt: skip
            value = assess(world.model_copy(update={"inventory": rows}), scenario).value[place]
            assert np.allclose(end[at], value, atol=1e-12)


def test_a_deal_to_come_counts_at_its_ends(tiny_world, worked):
    """Ten to come at best, 5 to 15: in 2035 Beta has 10 + 5 or 10 + 15 launchers; 15 / 35 and 25 / 45."""
    (deal,) = tiny_world.deals
    world = tiny_world.model_copy(update={"deals": (deal.model_copy(update={"low": 5, "high": 15}),)})
    scenario = worked.model_copy(update={"statuses": (*worked.statuses, "planned")})
    reach = quality.reach(world, scenario)
    column = world.category_ids.index("air_defence")
    assert (reach.low[0, -1, column], reach.high[0, -1, column]) == pytest.approx((15 / 35, 25 / 45))


def test_a_delivered_deal_is_not_listed_beside_its_holding(world):
    names = [one.name for one in quality.doubts(world)]
    done = {f"deal:{deal.deal_id}" for deal in world.deals if deal.status == "delivered"}
    assert done and not done & set(names)
    assert len(names) == len(set(names))


def test_twenty_rows_the_most_urgent_first(world):
    scenario = load_scenario("baseline", world)
    found = quality.weakest(quality.reach(world, scenario), world, scenario, 2030)
    assert len(found) == 20
    assert found["priority"].is_monotonic_decreasing and (found["priority"] > 0).all()
    assert np.allclose(found["priority"], found["swing"] * found["weakness"])
    assert all(found["source_ids"].map(len)) and all(found["why"]) and all(found["mend"])
    first = found.iloc[0]
    assert str(first["system"]) in quality.finding(found, world, scenario, 2030)


def test_the_worst_cell_is_the_one_that_is_named(doubtful, worked):
    table = quality.by_category(assess(doubtful, worked), 2025)
    assert quality.worst(table, "width", doubtful) == "Width of ranges: weakest in anti-tank of Alpha, 100 %"
    assert quality.worst(table, "rows", doubtful) == "Beta has most rows, 5; Alpha fewest, 4"


@pytest.mark.parametrize(
    ("measure", "value", "weak", "words"),
    [("firm", 0.75, 0.25, "75 %"), ("assumed", 0.75, 0.75, "75 %"), ("age", 5.0, 0.5, "5 y"),
     ("age", 12.0, 1.0, "12 y"), ("rows", 4, math.nan, "4"), ("width", math.nan, math.nan, "–")],
)  # fmt: skip
def test_how_weak_a_cell_is(tiny_world, measure, value, weak, words):
    assert quality.badness(measure, value, tiny_world) == pytest.approx(weak, nan_ok=True)
    assert quality.value_text(measure, value) == words
