"""How one side stands to another, or to a number: the question that the solvers ask again and again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.ensembles import Ensemble
from balance_model.core.assess import Assessment, facing_values, index_of, value_of, year_number
from balance_model.core.inputs import Terms
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]
Commitments = tuple[tuple[str, float], ...]
INDEX = "index"
TIE = 1e-12
"""Levels closer than this are equal."""


@dataclass(frozen=True)
class Aim:
    """``own`` shall reach at least ``times`` the level of ``other`` in a year.

    ``own`` and ``other`` are commitments by country code; ``other`` may be a fixed level from 0 to 1 instead.
    ``measure`` is ``index`` or a category.
    """

    own: Commitments
    other: Commitments | float
    measure: str
    year: int
    times: float = 1.0

    def __post_init__(self) -> None:
        if isinstance(self.other, float) and not 0 <= self.other <= 1:
            raise ValueError(f"a level of {self.other:g} cannot be reached; choose a number from 0 to 1")
        if not self.times > 0:
            raise ValueError(f"{self.times:g} times another level says nothing; choose a number above zero")


def one(code: str) -> Commitments:
    """A country by itself."""
    return ((code, 1.0),)


@dataclass(frozen=True)
class Stand:
    """Strengths of one year, shape (..., country, category), and what turns them into levels.

    Leading axes, if any, are draws; ``terms`` have the same.
    """

    world: World
    scenario: Scenario
    strength: Array
    terms: Terms

    def levels(self, aim: Aim) -> tuple[Array, Array]:
        """Level of the own side, and the level it has to reach, both (...).

        Counter layer, cap and access act as the scenario says; against a fixed level nothing is taken.
        """
        scenario, other = self.scenario, aim.own if isinstance(aim.other, float) else aim.other
        if isinstance(aim.other, float):
            off = scenario.options.model_copy(update={"counters": False, "cap": False, "access": False})
            scenario = scenario.model_copy(update={"options": off})
        both = facing_values(self.strength, dict(aim.own), dict(other), self.world, scenario, self.terms)
        if aim.measure == INDEX:
            own, needed = (index_of(values, self.world, scenario) for values in both)
        else:
            own, needed = (values[..., self.world.category_ids.index(aim.measure)] for values in both)
        if isinstance(aim.other, float):
            needed = np.full_like(own, aim.other)
        return own, needed * aim.times

    def value(self, code: str) -> Array:
        """Category values of a country, shape (..., category)."""
        value = value_of(self.strength, self.world, self.scenario, self.terms)
        return np.asarray(value[..., self.world.country_codes.index(code), :])

    def added(self, code: str, norm_units: Array) -> Stand:
        """The same with more strength (..., category) of a country."""
        strength = self.strength.copy()
        strength[..., self.world.country_codes.index(code), :] += norm_units
        return replace(self, strength=strength)


def stand_of(answer: Assessment | Ensemble, year: int) -> Stand:
    """How all stand in a year, in a single run or in every draw of an ensemble."""
    terms = answer.inputs.terms if isinstance(answer, Assessment) else answer.terms
    strength = answer.strength[..., year_number(answer.world, year), :]
    return Stand(answer.world, answer.scenario, np.asarray(strength), terms)


def levels(answer: Assessment | Stand, aim: Aim) -> tuple[float, float]:
    """Level of the own side in a single run, and the level it has to reach."""
    own, needed = (answer if isinstance(answer, Stand) else stand_of(answer, aim.year)).levels(aim)
    return float(own), float(needed)


def chance(answer: Ensemble | Stand, aim: Aim) -> float:
    """Share of the draws in which the aim is reached."""
    own, needed = (answer if isinstance(answer, Stand) else stand_of(answer, aim.year)).levels(aim)
    return float(np.mean(own >= needed - TIE))


def margin(answer: Assessment | Stand, aim: Aim) -> float:
    """How far the own side lies above what it has to reach; below zero when it falls short."""
    own, needed = levels(answer, aim)
    return own - needed


def reached(own: float, needed: float) -> bool:
    """Whether a level is reached; a tie counts."""
    return own >= needed - TIE


def measure_name(world: World, measure: str) -> str:
    """What is compared, in the middle of a sentence."""
    return "the whole index" if measure == INDEX else world.category[measure].name.lower()
