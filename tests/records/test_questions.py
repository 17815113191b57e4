"""The scenarios of the worked questions: each opens, changes something, and is held against the right thing."""

from __future__ import annotations

import json

import pytest

from balance_model.analysis.changes import changes
from balance_model.errors import ScenarioError
from balance_model.records.questions import held_against, load_question
from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import STANDARD_FOLDER, load_world
from ui.registry import PAGES

WORLD = load_world()
BASE = load_scenario("baseline", WORLD)
FILES = {path.stem for path in (STANDARD_FOLDER / "questions").glob("*.json")}
every_question = pytest.mark.parametrize("row", WORLD.questions, ids=lambda row: row.question_id)


@every_question
def test_a_question_opens_a_scenario_that_changes_something(row):
    scenario = load_question(row, WORLD)
    assert (scenario.id, scenario.year) == (row.scenario, row.year)
    assert changes(BASE, scenario, WORLD)
    assert scenario.story


@every_question
def test_a_question_names_a_page_that_exists(row):
    assert row.page in {spec.url_path for spec in PAGES}


def test_every_file_is_asked_for_and_none_takes_the_name_of_a_preset():
    asked = {row.scenario for row in WORLD.questions}
    assert len(asked) == len(WORLD.questions) >= 6
    assert asked >= FILES
    assert FILES.isdisjoint(scenario_ids())


def test_a_deal_question_is_held_against_the_same_weights_without_the_change():
    deals = {"srb-rafale-2024": {"delay": 3}}
    scenario = altered(BASE, {"weights": "all_ten", "deals": deals, "year": 2031}, WORLD)
    before = held_against(scenario, BASE, WORLD)
    assert (before.weights, before.year, before.deals) == (scenario.weights, 2031, ())


def test_a_question_about_weights_is_held_against_the_usual_weights():
    scenario = altered(BASE, {"weights": "all_ten", "year": 2031}, WORLD)
    before = held_against(scenario, BASE, WORLD)
    assert (before.weights, before.year) == (BASE.weights, 2031)


def test_a_bad_file_is_refused_with_its_name(tmp_path):
    (tmp_path / "questions").mkdir()
    content = {"id": "rafales_2031", "name": "Late", "deals": {"srb-rafal": {"delay": 3}}, "based_on": None}
    (tmp_path / "questions" / "rafales_2031.json").write_text(json.dumps(content), encoding="utf-8")
    row = next(one for one in WORLD.questions if one.scenario == "rafales_2031")
    with pytest.raises(ScenarioError, match="rafales_2031"):
        load_question(row, WORLD, folder=tmp_path)
