"""The four ways to the numbers of a scenario give the same numbers, each to the last bit."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import balance_model
from balance_model.cli import main
from balance_model.core.assess import assess
from balance_model.domain.overlay import Overlay, OwnRow
from balance_model.errors import ScenarioError
from balance_model.exhibits.reproduce import MOST_SETTINGS, ways
from balance_model.records import links
from balance_model.records.overlay import own_row
from balance_model.records.scenarios import altered, load_scenario, presets, scenario_ids
from balance_model.records.world import load_world
from tests.exhibits.conftest import cases

ROOT = Path(__file__).parents[1]
WORLD = load_world()
KNOWN = presets(WORLD)
SCENARIOS = KNOWN | {name: altered(KNOWN[base], change, WORLD) for name, (base, change) in cases(WORLD).items()}
BASE = "https://balance.example.org/compare"


@pytest.fixture(autouse=True)
def _data_read_once(monkeypatch):
    """The data of this process are read once; ``test_as_programs`` reads them anew."""
    monkeypatch.setattr("balance_model.cli.load_world", lambda folder: WORLD)
    monkeypatch.setattr(balance_model, "load_world", lambda: WORLD)


@cache
def numbers(scenario):
    """Index of every country in the year of the scenario."""
    answer = assess(WORLD, scenario)
    rows = answer.scores[answer.scores["year"] == scenario.year]
    return dict(zip(rows["country"], rows["score"], strict=True))


def link_of(scenario):
    return BASE + links.query(scenario, KNOWN, {"v": "side-by-side", "p": "1"})


def ran(capsys, words):
    """The JSON that a command prints."""
    assert words[:3] == ["python", "-m", "balance_model"]
    code = main(words[3:])
    out, err = capsys.readouterr()
    assert (code, err) == (0, ""), err
    return json.loads(out)


def same(answer, scenario):
    """Hold that printed JSON has every index of the scenario to the last bit, and its id."""
    assert {code: row["score"] for code, row in answer["countries"].items()} == numbers(scenario)
    assert answer["year"] == scenario.year
    assert answer["stamp"]["scenario_id"] == scenario.scenario_id


def test_the_scenarios_are_worth_comparing():
    plain = numbers(KNOWN["baseline"])
    assert len({scenario.key for scenario in SCENARIOS.values()}) == len(SCENARIOS)
    assert sum(numbers(scenario) != plain for scenario in SCENARIOS.values()) == len(SCENARIOS) - 1
    assert len(SCENARIOS) >= 8 + len(scenario_ids())
    assert "ALB" in numbers(SCENARIOS["joined"])


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_command(capsys, name):
    scenario = SCENARIOS[name]
    same(ran(capsys, shlex.split(ways(scenario, KNOWN, link_of(scenario)).command)), scenario)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_link_on_the_command_line_and_read(capsys, name):
    scenario = SCENARIOS[name]
    found = ways(scenario, KNOWN, link_of(scenario))
    assert links.load_link(found.link, WORLD).key == scenario.key
    command = ["python", "-m", "balance_model", "assess", "--scenario", found.link, "--format", "json"]
    same(ran(capsys, command), scenario)


@pytest.mark.parametrize("name", SCENARIOS)
def test_python(capsys, name):
    scenario = SCENARIOS[name]
    room: dict[str, object] = {}
    exec(ways(scenario, KNOWN, link_of(scenario)).python, room)
    answer, rows = room["answer"], room["scores"]
    assert dict(zip(rows["country"], rows["score"], strict=True)) == numbers(scenario)
    assert answer.stamp["scenario_id"] == scenario.scenario_id
    assert "score" in capsys.readouterr().out


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_file(capsys, tmp_path, name):
    scenario = SCENARIOS[name]
    found = ways(scenario, KNOWN, link_of(scenario))
    path = tmp_path / found.file_name
    path.write_text(found.content, encoding="utf-8")
    assert load_scenario(path, WORLD).key == scenario.key
    same(
        ran(capsys, ["python", "-m", "balance_model", "assess", "--scenario", str(path), "--format", "json"]), scenario
    )


def test_few_changes_are_told_one_by_one_and_many_by_the_link():
    few, many = (ways(SCENARIOS[name], KNOWN, "").command for name in ("deals", "many dials"))
    assert "--scenario serbia_plans --set deals.hrv-leopard2a8-2025.delay=2.5" in few
    assert "deals.srb-rafale-2024.include=false" in few
    assert "--set" not in many
    assert len(dict(SCENARIOS["many dials"].dials)) > MOST_SETTINGS
    assert ways(KNOWN["kosovo_surge"], KNOWN, "").command == (
        "python -m balance_model assess --scenario kosovo_surge --format json"
    )
    assert "load_scenario('kosovo_surge', world)" in ways(KNOWN["kosovo_surge"], KNOWN, "").python


def test_own_rows_that_no_link_can_carry_go_by_the_file(capsys, tmp_path, monkeypatch):
    rows = [own_row(WORLD, "inventory", holding) for holding in WORLD.whole.inventory[:150]]
    noise = "".join(chr(33 + (7 * at * at + at) % 90) for at in range(400)).replace(",", "")
    told = [OwnRow(table="inventory", cells=(row.texts | {"note": f"{noise[at:]} {at * 7919}"}).items())
            for at, row in enumerate(rows)]  # fmt: skip
    scenario = altered(KNOWN["baseline"], {"own_rows": Overlay(name="Mine", rows=tuple(told)).model_dump()}, WORLD)
    monkeypatch.setattr(links, "LONGEST_PART", 2000)
    found = ways(scenario, KNOWN, link_of(scenario))
    assert not found.whole
    assert shlex.split(found.command)[5] == found.file_name == f"{scenario.scenario_id}.json"
    monkeypatch.chdir(tmp_path)
    Path(found.file_name).write_text(found.content, encoding="utf-8")
    same(ran(capsys, shlex.split(found.command)), scenario)


def test_as_programs():
    """The command and the snippet in processes of their own, on data read anew; the shell reads the quotes."""
    scenario = SCENARIOS["renamed"]
    found = ways(scenario, KNOWN, link_of(scenario))
    command = found.command.replace("python", shlex.quote(sys.executable), 1)
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    same(json.loads(done.stdout), scenario)
    told = found.python + "\nimport json\nprint(json.dumps(dict(zip(scores['country'], scores['score']))))\n"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == numbers(scenario)


def test_set_lies_over_a_link(capsys):
    words = [
        "python",
        "-m",
        "balance_model",
        "assess",
        "--scenario",
        "?s=kosovo_surge&y=2031",
        "--set",
        "weights.drones=40",
    ]
    expected = altered(KNOWN["kosovo_surge"], {"year": 2031, "weights": {"drones": 40}}, WORLD)
    same(ran(capsys, [*words, "--format", "json"]), expected)


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("?w=drnes:3", ["weights: category 'drnes' is unknown", "'drones'"]),
        ("https://x.org/money?s=kosovo_surj", ["'kosovo_surj' is unknown", "kosovo_surge"]),
        ("?y=1900&e=gossip", ["1900", "gossip"]),
        ("?x=abc", ["changes: this part of the link is damaged"]),
        ("?f=7f3k-2q", ["frozen result '7f3k-2q'", "library open 7f3k-2q"]),
    ],
)
def test_a_link_that_does_not_fit_is_an_error_a_line_for_each_part(capsys, link, words):
    code = main(["assess", "--scenario", link])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    for word in words:
        assert word in err
    assert err.count("\n") == (2 if "&e=" in link else 1)


def test_an_address_without_changes_is_the_baseline():
    assert links.load_link("http://localhost:8501/", WORLD) == KNOWN["baseline"]
    assert links.query(KNOWN["baseline"], KNOWN) == ""
    with pytest.raises(ScenarioError, match="frozen"):
        links.load_link("?f=%3Cscript%3E", WORLD)
