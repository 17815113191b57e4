"""A scenario comes back from what is saved as it was; what no longer fits the data is named, and the rest opens."""

from __future__ import annotations

import pytest

from balance_model.core.assess import assess
from balance_model.library.drafts import difference, draft, fitted, slug
from balance_model.library.entries import save, save_version, versions
from balance_model.records.plain_text import folded
from balance_model.records.scenarios import altered, load_scenario, scenario_ids

NEW_HOLDING = {
    "country": "XKX", "system_id": "m-84", "low": "1", "best": "2", "high": "3", "as_of": "2026", "held": "active",
    "evidence": "assumed", "source_ids": "judgement", "confidence": "low",
}  # fmt: skip


@pytest.mark.parametrize("preset", scenario_ids())
def test_every_preset_comes_back_with_the_same_numbers(world, preset):
    scenario = load_scenario(preset, world)
    kept = draft(scenario, world)
    found = fitted(kept.content, world)
    assert found.problems == ()
    assert found.scenario == scenario.model_copy(update={"based_on": None})
    assert (kept.data, kept.model, kept.scenario_id) == (world.fingerprint, "0.1.0", scenario.scenario_id)


def test_a_scenario_with_everything_comes_back(world):
    change = {
        "joined": ["ALB"], "year": 2034, "weights": {"drones": 70}, "options": {"shortage": True, "form": "linear"},
        "deals": {"xkx-javelin-2024": {"delay": 2}, "hrv-himars-2024": {"include": False}},
        "dials": {"crew@XKX": 0.8}, "sides": {"a": {"members": {"HRV": 0.5, "ALB": 1}}, "b": {"members": {"SRB": 1}}},
        "own_rows": {"name": "Mine", "rows": [{"table": "inventory", "cells": NEW_HOLDING}]},
    }  # fmt: skip
    scenario = altered(load_scenario("kosovo_surge", world), change, world)
    found = fitted(draft(scenario, world).content, world)
    assert found.problems == ()
    assert found.scenario == scenario.model_copy(update={"based_on": None})
    assert found.scenario.own_rows is not None


def test_the_name_under_which_it_is_saved_becomes_its_own(world):
    content = draft(load_scenario("baseline", world), world, "Čačak 2030").content
    assert (content["id"], content["name"], content["based_on"]) == ("cacak-2030", "Čačak 2030", None)
    assert fitted(content, world, "Other").scenario.name == "Other"


def test_parts_that_no_longer_fit_are_named_and_the_rest_opens(world):
    content = draft(load_scenario("kosovo_surge", world), world).content
    content["deals"] = {"gone-deal": {"delay": 1}, "xkx-javelin-2024": {"delay": 2}}
    content["dials"] = {"gone_dial": 3, "crew": 0.9}
    content["purchases"] = [*content["purchases"], {**content["purchases"][0], "system_id": "gone-system"}]
    found = fitted(content, world)
    assert [word for word in ("gone-deal", "gone_dial", "gone-system") if any(word in p for p in found.problems)] == [
        "gone-deal", "gone_dial", "gone-system",
    ]  # fmt: skip
    assert len(found.problems) == 3
    assert dict(found.scenario.deals)["xkx-javelin-2024"].delay == 2
    assert dict(found.scenario.dials) == {"crew": 0.9}
    assert len(found.scenario.purchases) == 4
    assert assess(world, found.scenario).score.shape == (4, 16)


@pytest.mark.parametrize(
    "content",
    [{}, {"id": 7}, {"id": "x", "name": "X", "year": 1800}, {"deals": [1, 2]}, {"purchases": "none"},
     {"weights": {"x": 1}}, {"sides": {"a": 3}},
     {"options": {"form": 3}}, {"own_rows": {"name": 1}}, {"joined": ["ZZZ"]}],
)  # fmt: skip
def test_whatever_is_stored_something_opens(world, content):
    found = fitted(content, world)
    assert assess(world, found.scenario).score.shape == (4, 16)


def test_ids_are_plain_and_never_those_of_presets():
    assert slug("Čačak, Đakovica & Ž") == "cacak-dakovica-z"
    assert slug("Baseline") == "baseline-saved"
    assert slug("计划") == "scenario"
    assert len(slug("x" * 300)) <= 60


def test_folding_takes_capitals_and_marks_off():
    assert folded("ŠĐČĆŽ ëÇ ß Łódź") == "sdccz ec ss lodz"


def test_two_versions_are_told_apart_in_words(world, file_library):
    base = load_scenario("baseline", world)
    entry = save(file_library, "Plan", draft(base, world))
    news = {"deals": {"xkx-javelin-2024": {"delay": 2}}, "year": base.year + 1, "joined": ["ALB"],
            "sides": {"a": {"members": {"HRV": 1}}, "b": {"members": {"BIH": 1}}}}  # fmt: skip
    save_version(file_library, entry.id, draft(altered(base, news, world), world), 1)
    newer, older = versions(file_library, entry.id)
    words = difference(older, newer, world)
    assert any("Javelin" in each and "2 years later" in each for each in words)
    assert f"year shown: {base.year} → {base.year + 1}" in words
    assert "the sides compared" in words
    assert "the countries that join" in words
    assert difference(newer, newer, world) == ()
