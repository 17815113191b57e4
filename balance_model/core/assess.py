"""The only door to an answer: ``assess(world, scenario)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.core import counters, saturate
from balance_model.core.aggregate import power_mean
from balance_model.core.build import build
from balance_model.core.inputs import Inputs, Terms, best_inputs, enablers
from balance_model.core.ledger import ledger
from balance_model.core.stock import Stock
from balance_model.core.worth import quality_dials
from balance_model.core.worth import worth_of as worth_table
from balance_model.domain import World
from balance_model.records.scenario import Scenario, dial_value
from balance_model.records.scenario_world import world_for
from balance_model.version import __version__

Array = NDArray[np.float64]
Members = str | Sequence[str] | Mapping[str, float]


@dataclass(frozen=True)
class Assessment:
    """The answer for one scenario: arrays inside, tidy frames outside.

    ``strength`` and ``value`` have shape (country, year, category), ``score`` (country, year),
    ``weights`` (category,) and sum to one. Scores of a country never depend on another country.
    ``inputs`` are the numbers the run was made with.
    """

    world: World
    scenario: Scenario
    inputs: Inputs
    stock: Stock
    strength: Array
    value: Array
    weights: Array
    score: Array

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Index by country and year: country, year, score (0 to 1), share (of the sum), rank (1 = highest)."""
        countries, years = self.world.country_codes, self.world.years
        total = self.score.sum(axis=0)
        share = np.divide(self.score, total, out=np.full_like(self.score, np.nan), where=total > 0)
        rank = 1 + (self.score[None, :, :] > self.score[:, None, :]).sum(axis=1)
        return pd.DataFrame(
            {
                "country": np.repeat(countries, len(years)),
                "year": np.tile(years, len(countries)),
                "score": self.score.ravel(),
                "share": share.ravel(),
                "rank": rank.ravel(),
            }
        )

    @cached_property
    def categories(self) -> pd.DataFrame:
        """One row per country, category and year: strength (norm units), value (0 to 1), weight (sums to 1)."""
        countries, years, names = self.world.country_codes, self.world.years, self.world.category_ids
        index = pd.MultiIndex.from_product([countries, years, names], names=["country", "year", "category"])
        frame = pd.DataFrame(
            {
                "strength": self.strength.ravel(),
                "value": self.value.ravel(),
                "weight": np.tile(self.weights, len(countries) * len(years)),
            },
            index=index,
        ).reset_index()
        return frame[["country", "category", "year", "strength", "value", "weight"]]

    def ledger(self) -> pd.DataFrame:
        """Every contribution to every strength, one row each; columns in ``core.ledger.ledger``."""
        return self._ledger.copy(deep=False)

    @cached_property
    def _ledger(self) -> pd.DataFrame:
        return ledger(self.world, self.scenario, self.stock, self.inputs)

    def ratio(self, a: Members, b: Members, year: int) -> float:
        """Index of ``a`` over index of ``b`` in a year.

        Each is a country code, a list of codes, or commitments by code (a coalition adds strengths
        before they saturate). Counter layer, cap and access act here if the scenario names them.
        Infinite if only ``b`` is zero, not a number if both are.
        """
        first, second = self.facing(a, b, year)
        if second == 0:
            return float("inf") if first > 0 else float("nan")
        return first / second

    def facing(self, a: Members, b: Members, year: int) -> tuple[float, float]:
        """Index of ``a`` facing ``b``, and of ``b`` facing ``a``, in a year."""
        mine, theirs = (index_of(values, self.world, self.scenario) for values in self.facing_values(a, b, year))
        return float(mine), float(theirs)

    def facing_values(self, a: Members, b: Members, year: int) -> tuple[Array, Array]:
        """Category values of each facing the other, both of shape (category,)."""
        strength = self.strength[:, year_number(self.world, year)]
        sides = members(a, self.world), members(b, self.world)
        return facing_values(strength, *sides, self.world, self.scenario, self.inputs.terms)

    @property
    def stamp(self) -> dict[str, str]:
        """What the answer rests on: data fingerprint and own rows, model version, scenario id."""
        return {
            **self.world.stamp,
            "model": __version__,
            "scenario_id": self.scenario.scenario_id,
        }


def assess(world: World, scenario: Scenario) -> Assessment:
    """One deterministic run at the best values.

    Parameters
    ----------
    world
        Checked data, from ``load_world``.
    scenario
        From ``load_scenario``. Context countries that it lets join are in the answer.
    """
    world = world_for(world, scenario)
    return run(world, scenario, best_inputs(world, scenario))


def run(world: World, scenario: Scenario, inputs: Inputs) -> Assessment:
    """One run for given numbers; with draws in ``inputs`` every array of the answer has them as first axis."""
    stock = build(world, scenario, inputs)
    strength = strength_of(stock, inputs, world, scenario)
    value, weights, score = scored(strength, world, scenario, inputs.terms)
    return Assessment(world, scenario, inputs, stock, strength, value, weights, score)


def usable_units(world: World, scenario: Scenario) -> Array:
    """Usable units by (country x system, year): the first part of a run, for analyses that try many."""
    return build(world, scenario, best_inputs(world, scenario)).usable


def worth_of(world: World, scenario: Scenario) -> Array:
    """Norm units of one item by (system, category), at best values."""
    return worth_table(world, quality_dials(world, scenario))


def scored(strength: Array, world: World, scenario: Scenario, terms: Terms | None = None) -> tuple[Array, Array, Array]:
    """Values (..., category), weights (category,) and index (...) of strengths (..., category).

    Numbers are the best ones of the scenario unless ``terms`` are given.
    """
    value = value_of(strength, world, scenario, terms or best_inputs(world, scenario).terms)
    return value, weights_of(world, scenario), index_of(value, world, scenario)


def year_number(world: World, year: int) -> int:
    """Place of a year on the axis of years."""
    if year not in world.years:
        raise ValueError(f"year {year} is outside {world.years[0]} to {world.years[-1]}")
    return world.years.index(year)


def members(spec: Members, world: World) -> dict[str, float]:
    """Commitments by country code from a code, codes, or a mapping."""
    if isinstance(spec, str):
        spec = [spec]
    shares = dict(spec) if isinstance(spec, Mapping) else dict.fromkeys(spec, 1.0)
    for code, share in shares.items():
        if code not in world.country_codes:
            raise ValueError(f"country '{code}' is unknown; known: {', '.join(world.country_codes)}")
        if not 0 <= share <= 1:
            raise ValueError(f"commitment of {code} is {share:g}; choose a value from 0 to 1")
    return shares


def strength_of(stock: Stock, inputs: Inputs, world: World, scenario: Scenario) -> Array:
    """Norm units by (..., country, year, category) from the usable units of a stock."""
    return joined_strength(stock.usable, stock.keys, inputs.worth, inputs.base, world, scenario)


def joined_strength(
    usable: Array, keys: NDArray[np.intp], worth: Array, base: Array, world: World, scenario: Scenario
) -> Array:
    """Norm units by (..., country, year, category).

    ``usable`` units have shape (..., n, year) for the countries x systems ``keys`` (n,) in order of country;
    ``worth`` is (..., system, category), ``base`` (..., sustainment row).
    """
    systems = len(world.systems)
    strength = np.zeros((*usable.shape[:-2], len(world.country_codes), usable.shape[-1], len(world.category_ids)))
    ends = np.searchsorted(keys, np.arange(len(world.country_codes) + 1) * systems)
    for at in range(len(world.country_codes)):
        rows = slice(ends[at], ends[at + 1])
        held = worth[..., keys[rows] % systems, :]
        strength[..., at, :, :] = np.swapaxes(usable[..., rows, :], -1, -2) @ held
    np.maximum(strength, 0.0, out=strength)
    if scenario.evidence == "assumed" and "sustainment" in world.category_ids:
        column = world.category_ids.index("sustainment")
        for number, row in enumerate(world.sustainment):
            strength[..., world.country_codes.index(row.country), :, column] += base[..., number, None]
    return strength


def _aligned(numbers: Array, own_axes: int, whole: int) -> Array:
    """Numbers (draws, own axes) ready to stand beside arrays of ``whole`` axes that begin with the draws."""
    lead = numbers.ndim - own_axes
    return numbers.reshape(*numbers.shape[:lead], *(1,) * max(whole - lead - 1, 0), *numbers.shape[lead:])


def value_of(strength: Array, world: World, scenario: Scenario, terms: Terms) -> Array:
    """Saturated values (..., category), lowered by missing enablers if the scenario says so."""
    half = _aligned(terms.half, 1, strength.ndim)
    value = np.asarray(saturate.value(strength, half, scenario.options.form))
    if scenario.options.shortage and world.shortage:
        places = [world.category_ids.index(name) for name in enablers(world)]
        value = counters.shortage(value, value[..., places], _aligned(terms.delta, 2, strength.ndim))
    return value


def weights_of(world: World, scenario: Scenario) -> Array:
    """Normalised weights; enablers carry none of their own while shortage is on."""
    raw = np.array([scenario.weight(name) for name in world.category_ids])
    if scenario.options.shortage:
        without = {row.enabler for row in world.shortage}
        raw = np.where([name in without for name in world.category_ids], 0.0, raw)
    return np.asarray(raw / raw.max() / (raw / raw.max()).sum())


def index_of(values: Array, world: World, scenario: Scenario) -> Array:
    """Index (...) of category values (..., category) under the weights of a scenario."""
    rho, floor = dial_value(world, scenario, "rho"), dial_value(world, scenario, "ces_floor")
    return _index(values, weights_of(world, scenario), rho, floor)


def facing_values(
    strength: Array, a: Mapping[str, float], b: Mapping[str, float], world: World, scenario: Scenario, terms: Terms
) -> tuple[Array, Array]:
    """Category values of two sides facing each other, both (..., category).

    ``strength`` of one year has shape (..., country, category); sides are commitments by country code.
    """
    options = scenario.options
    mine, theirs = (
        value_of(_side_strength(strength, own, other, world, scenario), world, scenario, terms)
        for own, other in ((a, b), (b, a))
    )
    if options.cap:
        mine, theirs = _capped(mine, theirs, world), _capped(theirs, mine, world)
    if options.counters:
        take = _aligned(terms.kappa, 2, mine.ndim)
        mine, theirs = counters.suppress(mine, theirs, take), counters.suppress(theirs, mine, take)
    return mine, theirs


def _side_strength(
    strength: Array, own: Mapping[str, float], other: Mapping[str, float], world: World, scenario: Scenario
) -> Array:
    """Strengths of the members of a side, added; shape (..., category)."""
    together = np.ones(len(world.category_ids))
    if sum(1 for share in own.values() if share > 0) > 1:
        together = np.array([dial_value(world, scenario, f"interop.{name}") for name in world.category_ids])
    total = np.zeros((*strength.shape[:-2], len(world.category_ids)))
    for code, commitment in own.items():
        reach = _access(world, code, other) if scenario.options.access else 1.0
        total += commitment * together * reach * strength[..., world.country_codes.index(code), :]
    return total


def _index(values: Array, weights: Array, rho: float, floor: float) -> Array:
    """Weighted mean over categories; who holds nothing that counts scores nothing, floor or not."""
    if rho == 1:
        return np.asarray(values @ weights)
    mean = np.asarray(power_mean(np.maximum(values, floor) if rho < 1 else values, weights, rho))
    return np.where((values * (weights > 0)).any(axis=-1), mean, 0.0)


def _capped(own: Array, other: Array, world: World) -> Array:
    result = own.copy()
    for row in world.caps:
        at, target = world.category_ids.index(row.category), world.category_ids.index(row.target_category)
        result[..., at] = counters.cap(own[..., at], other[..., target], row.excess_counts)
    return result


def _access(world: World, code: str, other: Mapping[str, float]) -> Array:
    """Part of each category of a country that can bear on the nearest of the other side."""
    best = np.zeros(len(world.category_ids))
    for facing in (name for name, share in other.items() if share > 0):
        part = np.ones(len(world.category_ids))
        for row in world.access:
            if {row.country_a, row.country_b} == {code, facing}:
                part[world.category_ids.index(row.category)] = row.factor
        best = np.maximum(best, part)
    return best


def curve(strength: Array, half: float, form: str) -> Array:
    """Value at each strength of a one-dimensional array: the curve that categories follow."""
    return np.asarray(saturate.value(strength, half, form))
