"""Many runs of one scenario, each with its own draw of every uncertain number (METHOD M17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from balance_model.core.assess import (
    Members,
    facing_values,
    index_of,
    members,
    run,
    value_of,
    weights_of,
    year_number,
)
from balance_model.core.inputs import Terms, best_inputs, drawn_inputs
from balance_model.domain import World
from balance_model.records.scenario import Scenario
from balance_model.records.scenario_world import world_for
from balance_model.version import __version__

Array = NDArray[np.float64]
Tell = Callable[[int, int], None]
CHUNK = 128
AT_ONCE = 4096
MOST_DRAWS = 1_000_000
MOST_EXACT = 20_000
"""Above this many draws strengths are kept in single precision, so that 100,000 draws stay under a gigabyte."""


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Futures of one scenario. Draw i of a number depends on seed, name and i alone.

    ``strength`` has shape (draws, country, year, category); ``terms`` are the drawn numbers that act on it.
    Weights, year and sides act after the draws: ``under`` gives the same futures under others.
    """

    world: World
    scenario: Scenario
    seed: int
    strength: Array
    terms: Terms

    @property
    def draws(self) -> int:
        """Number of futures."""
        return len(self.strength)

    @cached_property
    def weights(self) -> Array:
        """Normalised weights, shape (category,)."""
        return weights_of(self.world, self.scenario)

    @cached_property
    def value(self) -> Array:
        """Category values, shape (draws, country, year, category)."""
        return self._values(slice(None))

    @cached_property
    def score(self) -> Array:
        """Holdings index, shape (draws, country, year)."""
        if "value" in self.__dict__:
            return index_of(self.value, self.world, self.scenario)
        starts = range(0, self.draws, AT_ONCE)
        parts = [index_of(self._values(slice(at, at + AT_ONCE)), self.world, self.scenario) for at in starts]
        return np.concatenate(parts)

    @cached_property
    def middle_strength(self) -> Array:
        """Median strength, shape (country, year, category)."""
        return np.median(self.strength, axis=0).astype(np.float64)

    @cached_property
    def middle_value(self) -> Array:
        """Median category value, shape (country, year, category)."""
        return np.asarray(np.median(self.value, axis=0))

    def _values(self, rows: slice) -> Array:
        some = self.part(*rows.indices(self.draws)[:2])
        return value_of(some.strength, self.world, self.scenario, some.terms)

    def under(self, scenario: Scenario) -> Ensemble:
        """The same futures seen with the weights, year, sides and layers between sides of another scenario."""
        again = replace(self, scenario=scenario)
        kept = ("middle_strength",) + (("value", "middle_value") if scenario.options == self.scenario.options else ())
        again.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return again

    def part(self, first: int, last: int) -> Ensemble:
        """Futures ``first`` to ``last``, the last one not among them."""
        rows = slice(first, last)
        terms = Terms(self.terms.half[rows], self.terms.kappa[rows], self.terms.delta[rows])
        return replace(self, strength=self.strength[rows], terms=terms)

    def facing(self, a: Members, b: Members, year: int) -> tuple[Array, Array]:
        """Index of ``a`` facing ``b`` and of ``b`` facing ``a`` in a year, both of shape (draws,)."""
        mine, theirs = self.facing_values(a, b, year)
        return index_of(mine, self.world, self.scenario), index_of(theirs, self.world, self.scenario)

    def facing_values(self, a: Members, b: Members, year: int) -> tuple[Array, Array]:
        """Category values of two sides facing each other in a year, both of shape (draws, category)."""
        strength = self.strength[:, :, year_number(self.world, year)]
        sides = members(a, self.world), members(b, self.world)
        return facing_values(strength, *sides, self.world, self.scenario, self.terms)

    @property
    def stamp(self) -> dict[str, str]:
        """What the futures rest on: data fingerprint and own rows, model version, scenario id, draws and seed."""
        return {
            **self.world.stamp,
            "model": __version__,
            "scenario_id": self.scenario.scenario_id,
            "draws": str(self.draws),
            "seed": str(self.seed),
        }


def assess_many(
    world: World, scenario: Scenario, draws: int = 2000, seed: int | None = None, tell: Tell | None = None
) -> Ensemble:
    """Futures of a scenario.

    Parameters
    ----------
    world, scenario
        As for ``assess``.
    draws
        Number of futures, 1 to 1,000,000. The first n of a longer run are the n of a shorter one.
    seed
        The same seed gives the same futures; that of ``about.csv`` if left out.
    tell
        Called with (done, draws) after each part; what it raises ends the work.

    Raises
    ------
    ValueError
        If the number of draws is out of range.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise ValueError(f"assess_many: draws is {draws}; choose 1 to {MOST_DRAWS:,}")
    world = world_for(world, scenario)
    chosen = int(world.facts["seed"]) if seed is None else seed
    kind = np.float64 if draws <= MOST_EXACT else np.float32
    shape = (draws, len(world.country_codes), len(world.years), len(world.category_ids))
    strength = np.empty(shape, dtype=kind)
    terms = []
    for start in range(0, draws, CHUNK):
        count = min(CHUNK, draws - start)
        inputs = drawn_inputs(world, scenario, chosen, start, count)
        strength[start : start + count] = run(world, scenario, inputs).strength
        terms.append(inputs.terms)
        if tell:
            tell(start + count, draws)
    return Ensemble(world, scenario, chosen, strength, Terms.stacked(terms))


def at_modes(world: World, scenario: Scenario) -> Ensemble:
    """One future in which every number has its best value: the single run, as an ensemble."""
    inputs = best_inputs(world, scenario).as_draw()
    return Ensemble(world, scenario, 0, run(world, scenario, inputs).strength, inputs.terms)
