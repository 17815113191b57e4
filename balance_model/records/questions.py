"""The scenarios of the worked questions, checked like any other."""

from __future__ import annotations

from pathlib import Path

from balance_model.domain import Question, World
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered, load_scenario, scenario_ids
from balance_model.records.world import data_folder

CHANGES = ("deals", "purchases", "retirements", "transfers", "modernisations", "dials")


def load_question(question: Question, world: World, *, folder: Path | str | None = None) -> Scenario:
    """The scenario that answers a question, in the question's year.

    It is a preset, or the file ``questions/<scenario>.json`` of the data folder. Raises ``ScenarioError`` as
    ``load_scenario`` does.
    """
    if question.scenario in scenario_ids(folder):
        found = load_scenario(question.scenario, world, folder=folder)
    else:
        path = data_folder(folder) / "questions" / f"{question.scenario}.json"
        found = load_scenario(path, world, folder=folder)
    return found.model_copy(update={"year": question.year})


def held_against(scenario: Scenario, base: Scenario, world: World) -> Scenario:
    """What the answer to a question is measured from: all else equal.

    A scenario that changes what is held or when it comes is held against ``base`` under its own weights
    and year. One that changes only how things are counted is held against ``base`` as it stands.
    """
    same_year = base.model_copy(update={"year": scenario.year})
    if all(getattr(scenario, name) == getattr(base, name) for name in CHANGES):
        return same_year
    return altered(same_year, {"weights": dict(scenario.weights)}, world)
