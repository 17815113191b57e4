"""The only door to an answer: ``assess(world, scenario)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from balance_model.core import counters, saturate
from balance_model.core.aggregate import power_mean
from balance_model.core.ledger import ledger
from balance_model.core.stock import Stock, build
from balance_model.core.worth import worth_table
from balance_model.domain import World
from balance_model.records.scenario import Scenario, dial_value
from balance_model.version import __version__

Array = NDArray[np.float64]
Members = str | Sequence[str] | Mapping[str, float]


@dataclass(frozen=True)
class Assessment:
    """The answer for one scenario: arrays inside, tidy frames outside.

    ``strength`` and ``value`` have shape (country, year, category), ``score`` (country, year),
    ``weights`` (category,) and sum to one. Scores of a country never depend on another country.
    """

    world: World
    scenario: Scenario
    stock: Stock
    worth: Array
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
        return ledger(self.world, self.scenario, self.stock, self.worth)

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
        values_a, values_b = self.facing_values(a, b, year)
        rho, floor = self._rho()
        return float(_index(values_a, self.weights, rho, floor)), float(_index(values_b, self.weights, rho, floor))

    def facing_values(self, a: Members, b: Members, year: int) -> tuple[Array, Array]:
        """Category values of each facing the other, both of shape (category,)."""
        options, world = self.scenario.options, self.world
        sides = [members(a, world), members(b, world)]
        at = world.years.index(year) if year in world.years else None
        if at is None:
            raise ValueError(f"year {year} is outside {world.years[0]} to {world.years[-1]}")
        both = []
        for own, other in (sides, sides[::-1]):
            strength = self._joint_strength(own, other, at)
            both.append(_value(strength, world, self.scenario))
        mine, theirs = both
        if options.cap:
            mine, theirs = _capped(mine, theirs, world), _capped(theirs, mine, world)
        if options.counters:
            take = _kappa(world, self.scenario)
            mine, theirs = counters.suppress(mine, theirs, take), counters.suppress(theirs, mine, take)
        return mine, theirs

    def _joint_strength(self, own: dict[str, float], other: dict[str, float], at: int) -> Array:
        world = self.world
        together = np.ones(len(world.category_ids))
        if sum(1 for share in own.values() if share > 0) > 1:
            together = np.array([dial_value(world, self.scenario, f"interop.{c}") for c in world.category_ids])
        total = np.zeros(len(world.category_ids))
        for code, commitment in own.items():
            reach = _access(world, code, other) if self.scenario.options.access else 1.0
            total += commitment * together * reach * self.strength[world.country_codes.index(code), at]
        return total

    def _rho(self) -> tuple[float, float]:
        return (
            dial_value(self.world, self.scenario, "rho"),
            dial_value(self.world, self.scenario, "ces_floor"),
        )

    @property
    def stamp(self) -> dict[str, str]:
        """What the answer rests on: data fingerprint, model version, scenario id."""
        return {
            "data": self.world.fingerprint,
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
        From ``load_scenario``.
    """
    stock = build(world, scenario)
    worth = worth_of(world, scenario)
    strength = strength_of(stock.usable, worth, world, scenario)
    value, weights, score = scored(strength, world, scenario)
    return Assessment(world, scenario, stock, worth, strength, value, weights, score)


def usable_units(world: World, scenario: Scenario) -> Array:
    """Usable units by (country x system, year): the first part of a run, for analyses that try many."""
    return build(world, scenario).usable


def worth_of(world: World, scenario: Scenario) -> Array:
    """Norm units of one item by (system, category)."""
    moved = dict(scenario.dials)
    return _worth(
        world,
        tuple((row.id, moved.get(row.id, row.default)) for row in world.dials if row.group == "quality"),
    )


def scored(strength: Array, world: World, scenario: Scenario) -> tuple[Array, Array, Array]:
    """Values (..., category), weights (category,) and index (...) of strengths (..., category)."""
    value = _value(strength, world, scenario)
    weights = _weights(world, scenario)
    rho, floor = dial_value(world, scenario, "rho"), dial_value(world, scenario, "ces_floor")
    return value, weights, _index(value, weights, rho, floor)


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


@lru_cache(maxsize=32)
def _worth(world: World, dials: tuple[tuple[str, float], ...]) -> Array:
    table = worth_table(world, dict(dials))
    table.flags.writeable = False
    return table


def strength_of(usable: Array, worth: Array, world: World, scenario: Scenario) -> Array:
    """Norm units by (country, year, category) from usable units by (country x system, year)."""
    countries = {code: at for at, code in enumerate(world.country_codes)}
    units = usable.reshape(len(countries), len(world.systems), -1)
    strength = np.maximum(units.transpose(0, 2, 1) @ worth, 0.0)
    if scenario.evidence == "assumed" and "sustainment" in world.category_ids:
        column = world.category_ids.index("sustainment")
        for row in world.sustainment:
            strength[countries[row.country], :, column] += row.best
    return np.asarray(strength)


def _value(strength: Array, world: World, scenario: Scenario) -> Array:
    """Saturated values, lowered by missing enablers if the scenario says so."""
    names = world.category_ids
    half = np.array([dial_value(world, scenario, f"half.{name}") for name in names])
    value = np.asarray(saturate.value(strength, half, scenario.options.form))
    if scenario.options.shortage and world.shortage:
        enablers = sorted({row.enabler for row in world.shortage})
        scale = dial_value(world, scenario, "shortage_scale")
        delta = np.zeros((len(enablers), len(names)))
        for row in world.shortage:
            delta[enablers.index(row.enabler), names.index(row.category)] = min(row.mode * scale, 1.0)
        value = counters.shortage(value, value[..., [names.index(name) for name in enablers]], delta)
    return value


def _weights(world: World, scenario: Scenario) -> Array:
    """Normalised weights; enablers carry none of their own while shortage is on."""
    raw = np.array([scenario.weight(name) for name in world.category_ids])
    if scenario.options.shortage:
        enablers = {row.enabler for row in world.shortage}
        raw = np.where([name in enablers for name in world.category_ids], 0.0, raw)
    return np.asarray(raw / raw.max() / (raw / raw.max()).sum())


def _index(values: Array, weights: Array, rho: float, floor: float) -> Array:
    """Weighted mean over categories; who holds nothing that counts scores nothing, floor or not."""
    mean = np.asarray(power_mean(np.maximum(values, floor) if rho < 1 else values, weights, rho))
    return np.where((values * (weights > 0)).any(axis=-1), mean, 0.0)


def _capped(own: Array, other: Array, world: World) -> Array:
    result = own.copy()
    for row in world.caps:
        at, target = world.category_ids.index(row.category), world.category_ids.index(row.target_category)
        result[..., at] = counters.cap(own[..., at], other[..., target], row.excess_counts)
    return result


@lru_cache(maxsize=32)
def _kappa_table(world: World, scale: float) -> Array:
    names = world.category_ids
    table = np.zeros((len(names), len(names)))
    for row in world.kappa:
        table[names.index(row.opponent_category), names.index(row.own_category)] = min(row.mode * scale, 1.0)
    return table


def _kappa(world: World, scenario: Scenario) -> Array:
    return _kappa_table(world, dial_value(world, scenario, "kappa_scale"))


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
