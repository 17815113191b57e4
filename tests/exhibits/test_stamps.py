"""What stands under everything that is taken away, read against the world itself."""

from __future__ import annotations

import pandas as pd

from balance_model.core.assess import assess
from balance_model.exhibits.stamps import assumptions, sources_behind, stamp, weights_words
from balance_model.records.scenarios import altered


def test_a_stamp_has_scenario_sources_scope_and_footnote(world, known):
    found = stamp(assess(world, known["baseline"]), "by hand")
    assert len(found.lines) == 4
    assert found.lines[0].startswith(f"Scenario: Baseline ({known['baseline'].scenario_id}), {found.year}. Weights: ")
    assert f"Data as of {world.facts['data_as_of']}, fingerprint {world.fingerprint}; model " in found.lines[0]
    assert found.lines[0].endswith("; by hand.")
    assert found.lines[2:] == (world.facts["scope"], world.facts["kosovo_footnote"])
    assert "UNSCR 1244" in found.lines[3]


def test_options_that_are_on_are_named(world, known, changed):
    assert "Differs from the plain model" not in stamp(assess(world, known["baseline"])).lines[0]
    assert "Differs from the plain model" in stamp(assess(world, changed["options"])).lines[0]


def test_weights_are_told_as_shares_of_the_whole(world, known):
    none = dict.fromkeys(world.category_ids, 0.0)
    some = altered(known["baseline"], {"weights": none | {"anti_tank": 1.0, "drones": 3.0}}, world)
    assert weights_words(world, some) == "Weights: anti-tank 25 %, drones 75 %."


def test_assumptions_name_every_change_from_the_baseline(world, known, changed):
    plain = assumptions(world, known["baseline"], known["baseline"])
    assert plain[-1] == "Nothing is changed from 'Baseline'."
    told = assumptions(world, changed["purchases"], known["baseline"])
    assert any("Javelin" in words and "77" in words for words in told)
    assert all(words.startswith("Changed from 'Baseline': ") for words in told[2:])


def test_no_categories_and_no_sources_give_none(world, known):
    answer = assess(world, known["baseline"])
    assert sources_behind(answer, (), pd.DataFrame()) == ()
    assert set(sources_behind(answer, ("drones",), pd.DataFrame())) < set(sources_behind(answer, None, pd.DataFrame()))


def test_a_comparison_names_each_scenario_with_its_id_and_weights(world, known, changed):
    plain, moved = known["baseline"], altered(known["announced_plans"], {"weights": {"drones": 75}}, world)
    line = stamp(assess(world, changed["options"]), "by hand", [plain, moved]).lines[0]
    assert line.startswith(f"Scenarios: 1) Baseline ({plain.scenario_id}), {plain.year}. Weights: anti-tank 25 %, ")
    assert f" 2) {moved.name} ({moved.scenario_id}), {moved.year}. Weights: anti-tank 17 %, drones 50 %, " in line
    assert changed["options"].scenario_id not in line
    assert line.endswith("; by hand.")
