"""What a law is tried on."""

from __future__ import annotations

from dataclasses import dataclass

from balance_model.domain import World
from balance_model.records.scenario import Scenario


@dataclass(frozen=True)
class Case:
    """A world and its baseline."""

    world: World
    base: Scenario
