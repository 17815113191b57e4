"""The two-minute brief: short enough to be told, whole, and about the scenario that was asked for."""

from __future__ import annotations

import pytest

from balance_model.exhibits.briefing import read_briefing
from balance_model.exhibits.two_minutes import two_minutes
from balance_model.records.scenarios import load_scenario

pytestmark = pytest.mark.usefixtures("_few_assumptions")
WORDS_A_MINUTE = 160
"""Pace of a calm speaker."""
JARGON = ("shapley", "smaa", "acceptability", "ensemble", "dirichlet", "pert", "kernel", "quantile")


def checked(world, scenario, known, **how):
    """The brief of a scenario, held to what every brief has to be."""
    found = two_minutes(world, scenario, known["baseline"], presets=known, **how)
    assert 6 <= len(found.exhibits) <= 8
    assert sum(len(each.notes.split()) for each in found.exhibits) <= 2 * WORDS_A_MINUTE
    assert all(each.notes.endswith(".") for each in found.exhibits)
    assert found.exhibits[0].name == "finding"
    assert found.title == found.exhibits[0].title.rstrip(".")
    assert load_scenario(found.scenario, world).scenario_id == scenario.scenario_id
    assert {each.stamp.scenario_id for each in found.exhibits} == {scenario.scenario_id}
    assert {each.stamp.year for each in found.exhibits} == {scenario.year}
    assert read_briefing(found.to_json(), "it") == found
    said = " ".join(each.notes for each in found.exhibits).lower()
    assert not [word for word in JARGON if word in said]
    return found


@pytest.mark.parametrize("name", ["baseline", "announced_plans", "slip_two_years", "sourced_only"])
def test_a_brief_of_presets(world, known, name):
    names = [each.name for each in checked(world, known[name], known).exhibits]
    assert ("causes" in names) == ("changes" in names) == (name != "baseline")
    assert "reverse" in names
    assert "index" in names
    assert len(names) == 8


@pytest.mark.parametrize("name", ["own rows", "joined"])
def test_a_brief_of_changed_scenarios(world, changed, known, name):
    found = checked(world, changed[name], known)
    assert changed[name].name in found.subtitle
    assert "changed from 'Baseline'" in found.subtitle


def test_a_brief_with_futures_tells_of_them(world, known):
    told = []
    found = checked(world, known["kosovo_surge"], known, many=True, draws=40, tell=lambda *done: told.append(done))
    assert "of the futures" in found.title
    made = {each.name: each.stamp.made for each in found.exhibits}
    assert "40 futures" in made["index"]
    assert "40 futures" in made["profile"]
    assert told[-1] == (80, 80)


def test_a_crossed_ceiling_is_told_and_else_what_is_due(world, known):
    crossed, plain = (two_minutes(world, known[name], presets=known) for name in ("serbia_plans", "kosovo_surge"))
    assert crossed.exhibits[-1].name == "ceilings"
    assert "786" in crossed.exhibits[-1].notes
    assert plain.exhibits[-1].name == "deliveries"


def test_links_of_a_brief_start_at_the_address_given(world, known):
    found = two_minutes(world, known["kosovo_surge"], presets=known, base="https://balance.example.org/x/")
    assert found.link(found.of("causes")).startswith("https://balance.example.org/x/compare?s=kosovo_surge&v=")
    assert found.link(found.of("profile")).startswith("https://balance.example.org/x/?s=kosovo_surge&v=")
