"""The worked example of docs/METHOD.md as scenario and answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from balance_model.core.assess import Assessment, assess
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import altered, load_scenario

TINY = Path(__file__).parents[1] / "tiny"


@pytest.fixture(scope="session")
def worked(tiny_world: World) -> Scenario:
    """Return the scenario of the worked example."""
    return load_scenario("baseline", tiny_world, folder=TINY)


@pytest.fixture(scope="session")
def answer(tiny_world: World, worked: Scenario) -> Assessment:
    """Return the answer of the worked example."""
    return assess(tiny_world, worked)


@pytest.fixture
def changed(tiny_world: World, worked: Scenario):
    """Return a function: the answer of the worked example with sparse changes."""

    def make(**change) -> Assessment:
        return assess(tiny_world, altered(worked, change, tiny_world))

    return make
