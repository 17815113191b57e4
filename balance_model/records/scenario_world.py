"""The world as a scenario sees it."""

from __future__ import annotations

from functools import lru_cache

from balance_model.domain import World
from balance_model.errors import ScenarioError
from balance_model.records.overlay import faults, laid_over
from balance_model.records.scenario import Scenario


def world_for(world: World, *scenarios: Scenario) -> World:
    """The world with the own rows of the first scenario that has any, and the countries that any lets join.

    A world that has own rows, or more countries, keeps them: so both sides of a comparison rest on the same rows.

    Raises ``ScenarioError`` if the own rows do not fit the data.
    """
    own = next((scenario.own_rows for scenario in scenarios if scenario.own_rows is not None), None)
    if own is not None and world.own_rows is None:
        found = faults(world, own)
        if found:
            more = f" And {len(found) - 1} more." if len(found) > 1 else ""
            raise ScenarioError(f"{found[0].told}{more}")
        world = laid_over(world, own)
    return _joining(world, tuple(code for scenario in scenarios for code in scenario.joined))


@lru_cache(maxsize=32)
def _joining(world: World, codes: tuple[str, ...]) -> World:
    return world.joining(codes)
