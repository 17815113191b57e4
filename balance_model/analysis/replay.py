"""The changes between two scenarios made one after another, and what each did in that order."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from balance_model.analysis.changes import Change, moving
from balance_model.analysis.combinations import has_weight, made
from balance_model.core.assess import assess
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from balance_model.records.scenario_world import world_for


def ordered_changes(world: World, base: Scenario, scenario: Scenario) -> tuple[Change, ...]:
    """The changes in the order in which they are replayed.

    That of ``moving``; weights go first where otherwise a step would leave no weight on any category.
    """
    found = moving(base, scenario, world)
    if all(has_weight(world, step) for step in _steps(base, found)):
        return found
    return tuple(sorted(found, key=lambda change: change.group != "weights"))


def replay(world: World, base: Scenario, scenario: Scenario) -> tuple[Scenario, ...]:
    """The way from one scenario to another: the base, then one change more in each, n + 1 in all.

    The last gives the numbers of ``scenario``; all have the name, year and sides of the base.
    """
    return _steps(base, ordered_changes(world, base, scenario))


def in_order(world: World, base: Scenario, scenario: Scenario, year: int) -> pd.DataFrame:
    """What each change did to each country's index in a year, made one after another.

    Columns: cause, group, country, delta (index points). The parts of a country sum to its whole
    difference. An effect that needs two changes is booked under the later one.
    """
    world = world_for(world, base, scenario)
    found = ordered_changes(world, base, scenario)
    at = world.years.index(year)
    scores = [assess(world, step).score[:, at] for step in _steps(base, found)]
    return pd.DataFrame(
        [
            {"cause": change.words, "group": change.group, "country": code, "delta": float(after[row] - before[row])}
            for change, (before, after) in zip(found, pairwise(scores), strict=True)
            for row, code in enumerate(world.country_codes)
        ],
        columns=["cause", "group", "country", "delta"],
    )


def _steps(base: Scenario, found: tuple[Change, ...]) -> tuple[Scenario, ...]:
    causes = [(change,) for change in found]
    return tuple(made(base, causes, (1 << number) - 1) for number in range(len(found) + 1))
