"""What a lever gives: in a single run, or as the share of draws in which the aim is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis import reach
from balance_model.analysis.ensembles import CHUNK, Tell, assess_many
from balance_model.analysis.levers import PURCHASE, WEIGHT, Lever
from balance_model.analysis.offers import Offer
from balance_model.analysis.standing import Aim, chance, levels, stand_of
from balance_model.core.assess import assess, run
from balance_model.core.inputs import best_inputs, drawn_inputs
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]


class Single:
    """Levels in a single run: the own one, and the one to reach."""

    def __init__(self, world: World, scenario: Scenario, aim: Aim) -> None:
        self.world, self.aim = world, aim
        self.base = assess(world, scenario)
        self.stand = stand_of(self.base, aim.year)

    def now(self) -> tuple[float, float]:
        """Before anything is changed."""
        return levels(self.stand, self.aim)

    def of(self, lever: Lever, step: int) -> tuple[float, float]:
        """After some steps of a lever, by the shortest way."""
        if lever.part == PURCHASE and lever.lot:
            return levels(self.stand.added(lever.country, step * np.array(lever.lot.adds)), self.aim)
        scenario = lever.scenario(step)
        if lever.part == reach.INDEX:
            terms = best_inputs(self.world, scenario).terms
            return levels(replace(self.stand, scenario=scenario, terms=terms), self.aim)
        return self.full(lever, step)

    def full(self, lever: Lever, step: int) -> tuple[float, float]:
        """After some steps of a lever, by a full run."""
        return levels(assess(self.world, lever.scenario(step)), self.aim)


class Many:
    """Share of the draws in which the aim is reached, and the share that is asked for.

    All scenarios are seen in the same draws, so that differences between them are no accident.
    """

    def __init__(
        self, world: World, scenario: Scenario, aim: Aim, lots: Sequence[tuple[str, Offer]], sure: float, draws: int
    ) -> None:
        self.world, self.aim, self.sure, self.draws = world, aim, sure, draws
        self.stand = stand_of(assess_many(world, scenario, draws), aim.year)
        self.adds = added_in_draws(world, scenario, lots, aim.year, draws)

    def now(self) -> tuple[float, float]:
        """Before anything is changed."""
        return chance(self.stand, self.aim), self.sure

    def of(self, lever: Lever, step: int) -> tuple[float, float]:
        """After some steps of a lever, by the shortest way."""
        if lever.part == PURCHASE and lever.lot:
            more = step * self.adds[lever.country, lever.lot.option_id]
            return chance(self.stand.added(lever.country, more), self.aim), self.sure
        if lever.kind == WEIGHT:
            return chance(replace(self.stand, scenario=lever.scenario(step)), self.aim), self.sure
        return self.full(lever, step)

    def full(self, lever: Lever, step: int) -> tuple[float, float]:
        """After some steps of a lever, by full runs."""
        return chance(assess_many(self.world, lever.scenario(step), self.draws), self.aim), self.sure


def added_in_draws(
    world: World, scenario: Scenario, lots: Sequence[tuple[str, Offer]], year: int, draws: int
) -> dict[tuple[str, str], Array]:
    """Norm units (draws, category) that one of each lot adds in a year, by country and option."""
    found: dict[tuple[str, str], list[Array]] = {(code, lot.option_id): [] for code, lot in lots}
    left = list(lots)
    while left:
        batch = {(code, lot.purchase.system_id): lot for code, lot in reversed(left)}
        for start in range(0, draws, CHUNK):
            count = min(CHUNK, draws - start)
            for (code, _), lot in batch.items():
                found[code, lot.option_id].append(np.zeros((count, len(world.category_ids))))
            _read_batch(world, scenario, batch, year, (start, count), found)
        left = [(code, lot) for code, lot in left if batch[code, lot.purchase.system_id] is not lot]
    return {key: np.concatenate(parts) for key, parts in found.items()}


def _read_batch(
    world: World,
    scenario: Scenario,
    batch: dict[tuple[str, str], Offer],
    year: int,
    part: tuple[int, int],
    found: dict[tuple[str, str], list[Array]],
) -> None:
    """Read off what lots of different systems add, from two runs of the same draws."""
    seed, at = int(world.facts["seed"]), world.years.index(year)
    lots = tuple(lot.purchase for lot in batch.values())
    more = scenario.model_copy(update={"purchases": (*scenario.purchases, *lots)})
    systems = {row.system_id: number for number, row in enumerate(world.systems)}
    with_them, without = (drawn_inputs(world, each, seed, *part) for each in (more, scenario))
    after, before = run(world, more, with_them).stock, run(world, scenario, without).stock
    known = set(before.keys.tolist())
    for (code, system_id), lot in batch.items():
        key = world.country_codes.index(code) * len(systems) + systems[system_id]
        usable = after.usable[:, after.place[key], at]
        if key in known:
            usable = usable - before.usable[:, before.place[key], at]
        found[code, lot.option_id][-1] += usable[:, None] * with_them.worth[:, systems[system_id]]


def odds(
    world: World, scenarios: Sequence[Scenario], aim: Aim, draws: int, tell: Tell | None = None
) -> tuple[float, ...]:
    """Share of the draws in which an aim is reached, for each of several scenarios."""
    shares = []
    for number, scenario in enumerate(scenarios):
        if tell:
            tell(number, len(scenarios))
        shares.append(chance(assess_many(world, scenario, draws), aim))
    if tell:
        tell(len(scenarios), len(scenarios))
    return tuple(shares)
