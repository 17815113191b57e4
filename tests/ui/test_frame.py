"""Scenario files: what the app saves, it and the command line open again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_model.errors import ScenarioError
from balance_model.records.scenarios import altered, load_scenario, parse, scenario_ids, sparse
from balance_model.records.world import load_world
from tests.laws.strategies import changes

WORLD = load_world()
PRESETS = {name: load_scenario(name, WORLD) for name in scenario_ids()}


@settings(max_examples=40)
@given(name=st.sampled_from(sorted(PRESETS)), change=changes(WORLD))
def test_a_saved_scenario_opens_as_it_was(name, change):
    scenario = altered(PRESETS[name], change, WORLD)
    text = json.dumps(sparse(scenario, PRESETS[name]), ensure_ascii=False)
    assert load_scenario(parse(text, "own.json"), WORLD).key == scenario.key


CONTENT = {
    "member list is a number": {"sides": {"a": {"members": 5}}},
    "members of mixed kinds": {"sides": {"a": {"members": [1, "SRB"]}}},
    "weights are a list": {"weights": [1, 2]},
    "options are a list": {"options": [1]},
    "base is a list": {"based_on": [1]},
    "wrong key": {"wieghts": {}},
    "year is a word": {"year": "soon"},
}


@pytest.mark.parametrize("content", CONTENT.values(), ids=CONTENT.keys())
def test_a_file_of_wrong_shape_is_refused_with_a_sentence(content):
    with pytest.raises(ScenarioError) as told:
        load_scenario({"id": "own", "name": "Own"} | content, WORLD)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 50_000, '{"year": ' + "1" * 5000 + "}"])
def test_a_text_that_is_no_scenario_is_refused_with_a_sentence(text):
    with pytest.raises(ScenarioError, match=r"^own\.json: .*\.$"):
        parse(text, "own.json")


def test_a_file_cannot_name_another_file_as_its_base(tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(sparse(PRESETS["kosovo_surge"], PRESETS["baseline"])))
    with pytest.raises(ScenarioError, match="unknown"):
        load_scenario({"id": "own", "name": "Own", "based_on": str(secret)}, WORLD)
