"""Findings agree with the numbers they stand over; expected words worked out by hand on the tiny world."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from balance_model.analysis import findings
from balance_model.analysis.changes import changes
from balance_model.core.assess import assess
from balance_model.records.scenarios import altered, load_scenario, scenario_ids

TINY = Path(__file__).parents[1] / "tiny"


@pytest.fixture(scope="module")
def tiny(tiny_world):
    return load_scenario("baseline", tiny_world, folder=TINY)


@pytest.fixture(scope="module")
def answer(tiny_world, tiny):
    return assess(tiny_world, tiny)


def with_(tiny_world, tiny, **change):
    return assess(tiny_world, altered(tiny, change, tiny_world))


def test_the_worked_example_in_one_sentence(answer):
    """S = .4492 and .3467, ratio 1.2957: ahead, not well ahead."""
    assert findings.balance(answer, 2025) == "In 2025 Alpha is ahead of Beta on the holdings index, 0.45 to 0.35."


def test_leads_by_category(answer):
    """V1 = (.375, .5, .6, .333), V2 = (.6, .333, .333, 0)."""
    assert findings.profile(answer, 2025) == (
        "Alpha leads in air defence, armour and combat aircraft; Beta leads in anti-tank"
    )


def test_close_scores_are_called_level(tiny_world, tiny):
    """The tie stands at an anti-tank weight of .5191, the rest pro rata: (.3, .2, .2) of .4809."""
    rest = {"air_defence": 0.4809 * 3 / 7, "armour": 0.4809 * 2 / 7, "combat_air": 0.4809 * 2 / 7}
    level = with_(tiny_world, tiny, weights={"anti_tank": 0.5191, **rest})
    assert (
        " and ".join(sorted(findings.balance(level, 2025).split(" are about")[0][8:].split(" and ")))
        == "Alpha and Beta"
    )
    assert "about level with" in findings.sides(level, tiny, 2025)


def test_one_holder_and_no_holder(tiny_world, tiny):
    air = {"anti_tank": 0, "air_defence": 0, "armour": 0, "combat_air": 1}
    alone = with_(tiny_world, tiny, weights=air)
    assert findings.balance(alone, 2025) == "In 2025 only Alpha holds anything that counts: index 0.33."
    assert findings.sides(alone, tiny, 2025) == "In 2025 Beta holds nothing that counts; Alpha does"


def test_sides_name_the_larger_first(answer, tiny):
    assert findings.sides(answer, tiny, 2025) == "In 2025 Alpha is ahead of Beta: 1.3 to 1"


def test_weights_rule_out_only_what_dominance_rules_out(answer, world):
    assert findings.weight_proof(answer, 2025) == ""
    base = load_scenario("baseline", world)
    real = assess(world, base)
    words = findings.weight_proof(real, 2030)
    assert words.startswith("No weights can put ")
    at = world.years.index(2030)
    never = {
        (low, high)
        for low in range(4)
        for high in range(4)
        if (real.value[high, at] >= real.value[low, at]).all() and (real.value[high, at] > real.value[low, at]).any()
    }
    assert told(words, world) == never


def told(words, world):
    """Pairs of countries, the one below first, that a sentence of proof names."""
    at = {world.short_name(code): number for number, code in enumerate(world.country_codes)}
    parts = [part.split(" above ") for part in words.removeprefix("No weights can put ").rstrip(".").split(", or ")]
    pairs = [(low, high) for who, above in parts for low in split(who) for high in split(above)]
    assert len(pairs) == len(set(pairs))
    return {(at[low], at[high]) for low, high in pairs}


def split(words):
    return words.replace(" or ", ", ").split(", ")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([3, 2, 1, 0], "Croatia above Serbia, or Bosnia above Serbia or Croatia, or Kosovo* above Serbia, Croatia or "
                       "Bosnia"),
        ([3, 2, 2, 2], "Croatia, Bosnia or Kosovo* above Serbia"),
        ([3, 3, 3, 2], "Kosovo* above Serbia, Croatia or Bosnia"),
    ],
)  # fmt: skip
def test_a_proof_names_each_country_below_once(world, values, words):
    real = assess(world, load_scenario("baseline", world))
    same = np.broadcast_to(np.array(values, dtype=float)[:, None, None] / 4, real.value.shape)
    level = dataclasses.replace(real, value=same)
    assert findings.weight_proof(level, 2030) == f"No weights can put {words}."
    assert findings.weight_proof(level, 2030, "middle") == f"At the middle values, no weights can put {words}."


def test_a_change_names_what_moved_and_what_did_not(tiny_world, tiny, answer):
    more = with_(
        tiny_world, tiny, purchases=[{"country": "BBB", "system_id": _air_defence(tiny_world), "quantity": 40,
                                      "first_year": 2026, "last_year": 2026}],
    )  # fmt: skip
    words = findings.change(answer, more, 2030)
    assert words.startswith("In 2030 Beta rises from 0.35 to ")
    assert words.endswith("; the rest stay put")
    assert findings.change(answer, answer, 2030) == "No country's index in 2030 moves by as much as 0.01"


def _air_defence(tiny_world):
    return next(row.system_id for row in tiny_world.systems if row.category == "air_defence")


@pytest.mark.parametrize("name", scenario_ids())
@pytest.mark.parametrize("year", [2020, 2030, 2035])
def test_the_first_country_of_the_sentence_has_the_highest_index(world, name, year):
    real = assess(world, load_scenario(name, world))
    scores = {
        world.short_name(code): real.score[i, world.years.index(year)] for i, code in enumerate(world.country_codes)
    }
    words = findings.balance(real, year)
    first = min((words.find(f" {name} "), name) for name in scores if f" {name} " in words)[1]
    assert scores[first] == max(scores.values())


def test_a_dial_of_money_is_no_model_option(tiny_world, tiny):
    assert findings.options(with_(tiny_world, tiny, dials={"upkeep_share": 7}).scenario, tiny_world) == ""
    both = with_(tiny_world, tiny, dials={"upkeep_share": 7, "procurement_share@AAA": 30, "crew": 0.8}).scenario
    assert findings.options(both, tiny_world) == "Crews and training: 1 → 0.8"


def test_a_transfer_without_weight_is_told(world):
    gift = {"giver": "HRV", "receiver": "XKX", "system_id": "m-84", "quantity": 20, "year": 2028}
    base = load_scenario("baseline", world)
    answer = with_(world, base, transfers=[gift])
    assert "There is no weight on armour now" in findings.unweighted(changes(base, answer.scenario, world), answer)
