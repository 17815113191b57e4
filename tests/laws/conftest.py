"""Both worlds with their baselines; every law holds in each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from balance_model.domain import World
from balance_model.records.scenarios import Scenario, load_scenario
from balance_model.records.world import load_world

TINY = Path(__file__).parents[1] / "tiny"


@dataclass(frozen=True)
class Case:
    """A world and its baseline."""

    world: World
    base: Scenario


@pytest.fixture(scope="session", params=["tiny", "real"])
def case(request) -> Case:
    """Return the worked example or the real data."""
    folder = TINY if request.param == "tiny" else None
    world = load_world(folder)
    return Case(world, load_scenario("baseline", world, folder=folder))
