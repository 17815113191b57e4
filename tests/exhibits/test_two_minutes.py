"""The two-minute brief: short enough to be told, whole, and about the scenario that was asked for."""

from __future__ import annotations

import json
import shlex
from urllib.parse import parse_qsl, urlsplit

import pytest

from balance_model.cli import main
from balance_model.exhibits.briefing import read_briefing
from balance_model.exhibits.cases import case
from balance_model.exhibits.reproduce import of_briefing
from balance_model.exhibits.two_minutes import two_minutes
from balance_model.export.bundle import contents
from balance_model.export.qr import live_link
from balance_model.records import links
from balance_model.records.scenarios import altered, load_scenario

pytestmark = pytest.mark.usefixtures("_few_assumptions")
WORDS_A_MINUTE = 160
"""Pace of a calm speaker."""
JARGON = ("shapley", "smaa", "acceptability", "ensemble", "dirichlet", "pert", "kernel", "quantile")


def checked(world, scenario, known, **how):
    """The brief of a scenario, held to what every brief has to be."""
    found = two_minutes(case(world, scenario, known["baseline"], presets=known, **how))
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


def test_the_command_and_link_of_a_brief_with_futures_give_its_headline(world, known, tmp_path):
    found = two_minutes(case(world, known["announced_plans"], presets=known, many=True, draws=60, seed=7))
    plain = two_minutes(case(world, known["announced_plans"], presets=known))
    assert found.title != plain.title, "futures and single run have to differ for this to test anything"
    back = of_briefing(found, world)
    (tmp_path / "scenario.json").write_text(json.dumps(found.scenario), encoding="utf-8")
    for command in (back.command, back.from_file):
        words = shlex.split(command.replace("scenario.json", str(tmp_path / "scenario.json")))
        at = words.index("--output") + 1
        words[at] = str(tmp_path / words[at])
        assert main(words[3:]) == 0
        again = json.loads((tmp_path / "finding.json").read_text(encoding="utf-8"))
        assert again["title"].rstrip(".") == found.title
        (tmp_path / "finding.json").unlink()
    choices = dict(parse_qsl(urlsplit(back.link).query))
    assert choices["s"] == "announced_plans"
    assert links.unpack(choices["c"]) == {"runs": "With uncertainty"}
    assert live_link(found, world) == back.link
    assert (
        of_briefing(plain, world).command == "python -m balance_model assess --scenario announced_plans --format json"
    )
    assert (back.futures, of_briefing(plain, world).futures) == ((60, 7), None)
    assert contents(found, world)["README.txt"].decode().count("60 futures, seed 7") == 1
    assert of_briefing(plain, world).link == "http://localhost:8501/?s=announced_plans"
    other = read_briefing(plain.to_json(), "it").model_copy(update={"exhibits": found.exhibits})
    assert of_briefing(other, world) == back, "what pages pin is told by its stamps"


def test_single_runs_among_futures_are_named_so(world, known):
    found = two_minutes(case(world, known["announced_plans"], presets=known, many=True, draws=16))
    plain = two_minutes(case(world, known["announced_plans"], presets=known))
    for name in ("causes", "changes"):
        alone = plain.of(name).title
        assert found.of(name).title == found.of(name).first_title == f"Single run: {alone[0].lower()}{alone[1:]}"
        assert "; single run at best values; " in found.of(name).subtitle
        assert found.of(name).notes.startswith("Single run: ")
        assert "ingle run" not in plain.of(name).title + plain.of(name).subtitle + plain.of(name).notes
    assert "".join(found.of("causes").specs["slide"]["title"]["text"]).startswith("Single run: ")


def test_a_crossed_ceiling_is_told_and_else_what_is_due(world, known):
    crossed, plain = (two_minutes(case(world, known[name], presets=known)) for name in ("serbia_plans", "kosovo_surge"))
    assert crossed.exhibits[-1].name == "ceilings"
    assert "786" in crossed.exhibits[-1].notes
    assert plain.exhibits[-1].name == "deliveries"


def test_links_of_a_brief_start_at_the_address_given(world, known):
    found = two_minutes(case(world, known["kosovo_surge"], presets=known), "https://balance.example.org/x/")
    assert found.link(found.of("causes")).startswith("https://balance.example.org/x/compare?s=kosovo_surge&v=")
    assert found.link(found.of("profile")).startswith("https://balance.example.org/x/?s=kosovo_surge&v=")


def test_commands_and_link_of_a_changed_preset_name_its_changes_alone(world, known):
    scenario = altered(known["announced_plans"], {"weights": {"drones": 40}}, world)
    found = two_minutes(case(world, scenario, presets=known), "https://b.example.org")
    assert {each.stamp.scenario for each in found.exhibits} == {"Announced plans too, changed"}
    back = of_briefing(found, world)
    assert back.link == "https://b.example.org/?s=announced_plans&w=drones:40"
    setting = "--scenario announced_plans --set weights.drones=40"
    assert back.command == f"python -m balance_model assess {setting} --format json"
    assert all(f"export {setting} --views" in each.command for each in found.exhibits)
