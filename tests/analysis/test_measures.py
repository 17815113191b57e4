"""What maps and panels show: values by year, one span, and sentences."""

from __future__ import annotations

import pandas as pd
import pytest

from balance_model.analysis import measures
from balance_model.analysis.measures import CHANGE, INDEX
from balance_model.core.assess import assess
from balance_model.records.scenarios import load_scenario

FIRST, YEAR = 2020, 2030


@pytest.fixture(scope="module")
def answer(world):
    return assess(world, load_scenario("baseline", world))


def test_measures_have_names(world):
    names = measures.measures(world)
    assert list(names)[:3] == [INDEX, CHANGE, world.category_ids[0]]
    assert names[CHANGE] == "Change of index since 2020"
    assert names["drones"] == "Drones value"


def at(frame, country, year):
    return float(frame.set_index(["country", "year"]).loc[(country, year), "value"])


def test_values_are_those_of_the_answer(answer, world):
    index, change, drones = (measures.measured(answer, name) for name in (INDEX, CHANGE, "drones"))
    assert len(index) == len(world.country_codes) * len(world.years)
    assert at(index, "XKX", YEAR) == pytest.approx(answer.score[3, world.years.index(YEAR)])
    assert at(change, "XKX", YEAR) == pytest.approx(at(index, "XKX", YEAR) - at(index, "XKX", FIRST))
    assert at(drones, "HRV", YEAR) == answer.value[1, world.years.index(YEAR), world.category_ids.index("drones")]


def frame(**levels):
    codes = {"serbia": "SRB", "croatia": "HRV", "bosnia": "BIH", "kosovo": "XKX"}
    return pd.DataFrame(
        [
            {"country": codes[name], "year": year, "value": value}
            for name, pair in levels.items()
            for year, value in zip((FIRST, YEAR), pair, strict=True)
        ]
    )


RISING = frame(serbia=(0.2, 0.5), croatia=(0.1, 0.3), bosnia=(0.16, 0.16), kosovo=(0.0, 0.16))


def test_the_span_holds_all_years_and_zero():
    assert measures.span(RISING) == (0.0, 0.5)
    falling = RISING.assign(value=RISING["value"] - 0.3)
    assert measures.span(falling) == pytest.approx((-0.3, 0.2))


def test_highest_and_lowest_in_words(world):
    assert measures.highest_and_lowest(RISING, INDEX, YEAR, world) == (
        "Serbia has the highest holdings index in 2030, 0.50; Bosnia and Kosovo* the lowest, 0.16"
    )
    level = frame(serbia=(0.0, 0.301), croatia=(0.0, 0.3))
    assert measures.highest_and_lowest(level, CHANGE, YEAR, world) == (
        "In 2030 the change of index since 2020 is +0.30 for all"
    )


def test_the_largest_rise_in_words(world):
    assert measures.largest_rise(RISING, INDEX, YEAR, world) == (
        "From 2020 to 2030 the holdings index rises most in Serbia, 0.20 to 0.50"
    )
    still = frame(serbia=(0.2, 0.2), croatia=(0.3, 0.1))
    assert measures.largest_rise(still, "drones", YEAR, world) == "From 2020 to 2030 nothing rises by as much as 0.01"
    assert measures.largest_rise(still, "drones", FIRST, world).startswith("Croatia has the highest drones value")


def test_lines_are_countries_of_one_answer_or_several_answers(answer, world):
    late = assess(world, load_scenario("slip_two_years", world))
    four = measures.category_lines([answer], ["drones", "anti_tank"], world.country_codes)
    assert list(dict.fromkeys(four["panel"])) == ["Drones", "Anti-tank"]
    assert list(dict.fromkeys(four["name"])) == ["Serbia", "Croatia", "Bosnia", "Kosovo*"]
    assert len(four) == 2 * 4 * len(world.years)
    two = measures.category_lines([answer, late], ["drones"], ["SRB"])
    assert list(dict.fromkeys(two["line"])) == ["0", "1"]
    assert two["name"].unique().tolist() == [answer.scenario.name, late.scenario.name]
    column = world.category_ids.index("drones")
    assert two[two["line"] == "1"]["value"].tolist() == pytest.approx(late.value[0, :, column].tolist())
    alone = measures.category_lines([answer], ["drones"], ["SRB"])
    assert alone["name"].unique().tolist() == [answer.scenario.name]


def test_the_category_that_moves_most(answer, world):
    surge = assess(world, load_scenario("kosovo_surge", world))
    assert measures.category_moves([answer, surge], "XKX", YEAR) == (
        f"'{surge.scenario.name}' moves Kosovo* most in drones in 2030: 0.53 to 0.76"
    )
    assert measures.category_moves([answer, surge], "SRB", YEAR).startswith("No category value of Serbia")
    assert measures.category_moves([answer], "SRB", YEAR).startswith("No category value of Serbia")
