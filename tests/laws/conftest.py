"""Both worlds with their baselines; every law holds in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from balance_model.records.scenarios import load_scenario
from balance_model.records.world import load_world
from tests.laws.cases import Case

TINY = Path(__file__).parents[1] / "tiny"


@pytest.fixture(scope="session", params=["tiny", "real"])
def case(request) -> Case:
    """Return the worked example or the real data."""
    folder = TINY if request.param == "tiny" else None
    world = load_world(folder)
    return Case(world, load_scenario("baseline", world, folder=folder))
