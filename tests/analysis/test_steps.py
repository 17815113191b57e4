"""What moved an index from one year to the next."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from balance_model.analysis.steps import SMALLEST_STEP, causes_by_year, steps
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario

TINY = Path(__file__).parents[1] / "tiny"


@pytest.fixture(scope="module", params=["baseline", "announced_plans"])
def answer(request, world):
    return assess(world, load_scenario(request.param, world))


def test_causes_add_up_to_the_change_of_the_index(answer):
    causes = causes_by_year(answer).groupby(["country", "year"]).delta.sum()
    world = answer.world
    moved = np.diff(answer.score, axis=1)
    for row, code in enumerate(world.country_codes):
        for at, year in enumerate(world.years[1:]):
            assert causes.get((code, year), 0.0) == pytest.approx(moved[row, at], abs=1e-9), (code, year)


def test_steps_are_few_and_large(answer):
    found = steps(answer, most=2)
    assert 0 < len(found) <= 2 * len(answer.world.country_codes)
    assert (found.delta.abs() >= SMALLEST_STEP).all()
    assert not found.duplicated(["country", "year"]).any()
    assert found.groupby("country").size().max() <= 2


def test_a_step_stands_on_the_line_of_its_country(answer):
    scores = answer.scores.set_index(["country", "year"]).score
    for row in steps(answer).itertuples():
        assert row.score == pytest.approx(scores[row.country, row.year])


def test_the_first_drones_of_kosovo_are_a_step(world):
    """The five TB2 of 2023 are what raises Kosovo's index in that year."""
    causes = causes_by_year(assess(world, load_scenario("baseline", world)))
    year = causes.query("country == 'XKX' and year == 2023").sort_values("delta")
    assert year.iloc[-1].system_id == "bayraktar-tb2"
    assert year.iloc[-1].origin == "deal:xkx-tb2-2022"


def test_nothing_moves_in_the_worked_example(tiny_world):
    base = load_scenario("baseline", tiny_world, folder=TINY)
    found = steps(assess(tiny_world, base))
    assert found.empty
    assert list(found.columns) == ["country", "year", "score", "label", "detail", "origin", "delta"]


def test_units_handed_over_are_named_on_both_ends(tiny_world):
    base = load_scenario("baseline", tiny_world, folder=TINY)
    gift = {"giver": "AAA", "receiver": "BBB", "system_id": "tank", "quantity": 30, "year": 2028}
    found = steps(assess(tiny_world, altered(base, {"transfers": [gift]}, tiny_world))).set_index("country").detail
    assert found["AAA"].startswith("given to another country: -")
    assert found["BBB"].startswith("received from another country: +")
