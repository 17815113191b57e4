"""Which inputs of the model carry the doubt about the numbers on screen, by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.sobol import Indices, drawn, estimated, sampled
from balance_model.analysis.watched import Tell, Watched, untold
from balance_model.analysis.words import country, sentence
from balance_model.core.assess import run
from balance_model.core.inputs import drawn_inputs, groups
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]
POOL, POINTS = 2048, 256
SEEDS: tuple[int, ...] = (1, 2, 3, 4)
_OF_A_COUNTRY = {
    "quantity": "how many {} holds",
    "readiness": "how ready units of {} are",
    "delivery": "deliveries to {}",
}
_OF_ALL = {
    "worth": "what an item is worth",
    "half": "how much counts as enough",
    "ramp": "how fast new units count",
    "counters": "what counters and shortages take",
}


@dataclass(frozen=True)
class Futures:
    """The indices of all countries in the cases that Sobol indices need.

    ``score`` has shape (seeds, 2 + groups, points, country, year), so that any number made of indices, in any
    year, can be taken apart without another run.
    """

    groups: tuple[str, ...]
    score: Array

    @property
    def runs(self) -> int:
        """How many futures were run."""
        return int(np.prod(self.score.shape[:3]))

    def indices(self, watched: Watched, world: World, year: int) -> Indices:
        """Sobol indices of the number that is watched, in a year."""
        return estimated(watched.of(self.score[..., world.years.index(year)], world), self.groups)


def futures(
    world: World,
    scenario: Scenario,
    seed: int | None = None,
    points: int = POINTS,
    seeds: Sequence[int] = SEEDS,
    pool: int = POOL,
    tell: Tell = untold,
) -> Futures:
    """Run the model with each group of inputs taken from draws of its own.

    The groups take their numbers from ``pool`` joint draws, so that what is correlated inside a group stays so.
    ``seed`` is that of these draws, the one of ``about.csv`` if left out.
    """
    names = groups(world)
    inputs = drawn_inputs(world, scenario, int(world.facts["seed"]) if seed is None else seed, 0, pool)

    def scores(chosen: NDArray[np.intp]) -> Array:
        mixed = inputs.mixed(world, dict(zip(names, chosen, strict=True)))
        return np.asarray(run(world, scenario, mixed).score)

    return Futures(names, sampled(drawn(scores, pool), len(names), points, seeds, tell))


def group_name(group: str, world: World) -> str:
    """A group of inputs in words for the middle of a sentence."""
    kind, _, code = group.partition(":")
    if code:
        return _OF_A_COUNTRY.get(kind, f"{kind} of {{}}").format(country(world, code))
    return _OF_ALL.get(kind, kind)


def group_title(group: str, world: World) -> str:
    """A group of inputs in words that begin a line."""
    return sentence(group_name(group, world))
