"""The house holds its promises: what is written about the model is what the model has."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from balance_model.analysis.ensembles import assess_many
from balance_model.analysis.procurement import running
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario
from balance_model.records.world import load_world

ROOT = Path(__file__).parents[1]
METHOD = (ROOT / "docs" / "METHOD.md").read_text(encoding="utf-8")
CORE = sorted((ROOT / "balance_model" / "core").glob("*.py"))
MODULES = sorted(path for folder in ("balance_model", "ui", "pages") for path in (ROOT / folder).rglob("*.py"))
PLAIN_NUMBERS = {-1, 0, 0.5, 1, 2, 4, 100}  # ends, halves, the two sides of a pair, year digits
TOLERANCES = {1e-9, 1e-12}
CACHE_SIZES = {16, 32, 64}  # how many answers lru_cache keeps; moves no number
POINTS = {  # of the published hash and of the table of quantiles; tests/core/test_chance.py holds what they give
    0x3D20ADEA, 0x05526C56, 0x53A22864, 0x55555555, 0x33333333, 0x0F0F0F0F, 0x00FF00FF, 8, 5.0, 201, 65, 1.000001,
}  # fmt: skip


def test_every_formula_number_in_the_code_is_in_the_method():
    named = set()
    for path in MODULES:
        for passage in re.findall(r"METHOD ((?:M\d+(?:, | and | to )?)+)", path.read_text(encoding="utf-8")):
            named |= set(re.findall(r"M\d+", passage))
    headings = set(re.findall(r"^### (M\d+) ", METHOD, re.MULTILINE))
    assert len(named) >= 8
    assert named <= headings
    assert headings == {f"M{number}" for number in range(1, 31)}


@pytest.mark.parametrize("dial", load_world().dials, ids=lambda row: row.id)
def test_every_dial_stands_in_the_method_as_in_the_data(dial):
    row = (
        f"| `{dial.id}` | {dial.label} | {dial.default:g} | {dial.low:g} | {dial.high:g} | {dial.unit} | {dial.scope} |"
    )
    assert row in METHOD.splitlines()


def test_the_method_lists_no_dial_that_is_gone(world):
    table = METHOD.partition("## Dials")[2]
    assert set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)) == set(world.dial)


@pytest.mark.parametrize(
    "number",
    [
        "0.4492",
        "0.3467",
        "0.5644",
        "0.4356",
        "1.2957",
        "0.4057",
        "0.3354",
        "1.2094",
        "0.4439",
        "0.2927",
        "0.4386",
        "0.1972",
        "0.4286",
        "0.0455",
        "41.54",
        "0.5191",
        "1.25",
        "3.75",
        "6.25",
        "8.75",
    ],
)
def test_the_method_tells_the_worked_example(number):
    assert f"**{number}**" in METHOD


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`data/([a-z_]+\.csv)`", METHOD))))
def test_files_named_in_the_method_exist(name):
    assert (ROOT / "data" / name).exists()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+\.md)\)", METHOD))))
def test_pages_linked_from_the_method_exist(link):
    assert (ROOT / "docs" / link).exists()


@pytest.fixture(scope="module")
def everything_on(world):
    """Every category has weight, every status counts, every option that dials scale is on."""
    change = {
        "weights": dict.fromkeys(world.category_ids, 1.0),
        "options": {"counters": True, "shortage": True},
        "dials": {"rho": 0.0},
        "statuses": [row.status for row in world.statuses if row.status != "cancelled"],
    }
    return altered(load_scenario("baseline", world), change, world)


def numbers(world, scenario):
    answer = assess(world, scenario)
    pairs = [answer.ratio(["SRB", "BIH"], ["HRV", "XKX"], year) for year in (2024, 2030)]
    return np.concatenate([answer.strength.ravel(), answer.value.ravel(), answer.score.ravel(), pairs])


MONEY = [row for row in load_world().dials if row.group == "money"]
CHANCE = [row for row in load_world().dials if row.group == "chance"]
MODEL = [row for row in load_world().dials if row.group not in {"money", "chance"}]


@pytest.mark.parametrize("dial", CHANCE, ids=lambda row: row.id)
def test_a_dial_of_chance_moves_the_futures_and_no_single_run(world, everything_on, dial):
    low, high = (altered(everything_on, {"dials": {dial.id: value}}, world) for value in (dial.low, dial.high))
    assert np.array_equal(numbers(world, low), numbers(world, high))
    one, other = (assess_many(world, scenario, draws=8).score for scenario in (low, high))
    assert np.abs(one - other).max() > 1e-6


@pytest.mark.parametrize("dial", MONEY, ids=lambda row: row.id)
def test_a_dial_of_money_moves_no_index_and_some_cost(world, everything_on, dial):
    item = {
        "country": "SRB",
        "system_id": "m-84",
        "quantity": 2,
        "first_year": 2028,
        "last_year": 2029,
        "unit_cost_m": 3,
    }
    low, high = (
        altered(everything_on, {"dials": {dial.id: value}, "purchases": [item]}, world)
        for value in (dial.low, dial.high)
    )
    assert (numbers(world, low) == numbers(world, high)).all()
    one, other = (running(world, scenario, "SRB")[["upkeep", "budget"]] for scenario in (low, high))
    assert (one != other).any(axis=None)


@pytest.mark.parametrize("dial", MODEL, ids=lambda row: row.id)
def test_every_dial_moves_a_number(world, everything_on, dial):
    """A strength, a value, an index or a ratio of two coalitions."""
    low, high = (
        numbers(world, altered(everything_on, {"dials": {dial.id: value}}, world)) for value in (dial.low, dial.high)
    )
    assert np.abs(low - high).max() > 1e-6


def test_every_data_file_is_listed():
    listed = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "data").glob("*.csv")):
        assert f"`{path.name}`" in listed, path.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_readable(path):
    if path.stem in {
        "scenarios",
        "assess",
    }:  # one subject each: the format, the one door
        assert len(path.read_text(encoding="utf-8").splitlines()) < 600
    else:
        assert len(path.read_text(encoding="utf-8").splitlines()) < 300


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.stem)
def test_no_number_with_a_meaning_hides_in_the_core(path):
    """Ends, halves and tolerances are arithmetic; any other number belongs into data/."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
        if node.value not in PLAIN_NUMBERS | TOLERANCES | CACHE_SIZES
        if path.name != "chance.py" or node.value not in POINTS
    }
    assert not found


def test_the_readme_names_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make setup" in readme
    assert "make run" in readme
