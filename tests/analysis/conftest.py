"""The worked example of docs/METHOD.md as a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from balance_model.domain import World
from balance_model.records.scenario import Scenario
from balance_model.records.scenarios import load_scenario

TINY = Path(__file__).parents[1] / "tiny"


@pytest.fixture(scope="session")
def worked(tiny_world: World) -> Scenario:
    """Return the scenario of the worked example."""
    return load_scenario("baseline", tiny_world, folder=TINY)
