"""The index under every combination of some changes, without a run of the model for each.

A run has three parts: usable units, their worth, and the index made of both. A cause is tried only in the
parts it can move. Causes that can move no units in common are tried in the same run: what each of them does
is read off at its own units. The result is that of running the model for every combination.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from balance_model.analysis.changes import Change
from balance_model.analysis.reach import INDEX, UNITS, WORTH, Cells, cells_of, joined, limited, parts
from balance_model.core.assess import joined_strength, scored, usable_units, worth_of
from balance_model.core.inputs import best_inputs
from balance_model.domain import World
from balance_model.records.scenario import Scenario

Array = NDArray[np.float64]
Index = NDArray[np.intp]
Cause = tuple[Change, ...]
FEW = 8
"""Units that more causes than this can move are run apart, in a world of these units alone."""


def index_by_combination(world: World, base: Scenario, causes: Sequence[Cause], year: int) -> Array:
    """Index of each country in a year for every set of causes, shape (2 ** causes, country).

    Bit ``i`` of the row number says whether cause ``i`` is made. A set that leaves no weight on any
    category scores 0.
    """
    reach = [frozenset[str]().union(*(parts(change, world) for change in cause)) for cause in causes]
    masks = np.arange(1 << len(causes))
    strength = _strengths(world, base, causes, reach, world.years.index(year))
    score = np.zeros(strength.shape[:2])
    for rows, chosen in _alike(masks, [at for at, part in enumerate(reach) if INDEX in part]):
        mixed = made(base, causes, chosen)
        if has_weight(world, mixed):
            score[rows] = scored(strength[rows], world, mixed)[2]
    return score


def made(base: Scenario, causes: Sequence[Cause], chosen: int) -> Scenario:
    """The base with the causes whose bits are set in ``chosen``."""
    for at, cause in enumerate(causes):
        if chosen >> at & 1:
            for change in cause:
                base = change.apply(base)
    return base


def _strengths(
    world: World, base: Scenario, causes: Sequence[Cause], reach: Sequence[frozenset[str]], at: int
) -> Array:
    """Strength for every set of causes in the year number ``at``, shape (2 ** causes, country, category)."""
    masks = np.arange(1 << len(causes))
    countries, systems, names = len(world.country_codes), len(world.systems), len(world.category_ids)
    strength = np.zeros((masks.size, countries, names))
    nothing, nowhere = np.zeros((0, 1)), np.zeros(0, dtype=np.intp)
    base_index = best_inputs(world, base).base
    kinds = []
    for rows, chosen in _alike(masks, [number for number, part in enumerate(reach) if WORTH in part]):
        mixed = made(base, causes, chosen)
        worth = worth_of(world, mixed)
        kinds.append((rows, worth, joined_strength(nothing, nowhere, worth, base_index, world, mixed)))
    for cells, touching, units in _units(world, base, causes, reach, at):
        own = (units * cells).reshape(-1, countries, systems)
        run = _run_numbers(masks, touching)
        for rows, worth, _ in kinds:
            strength[rows] += (own @ worth)[run[rows]]
    strength = np.maximum(strength, 0.0)
    for rows, _, fixed in kinds:
        strength[rows] += fixed[:, 0]
    return strength


def _units(
    world: World, base: Scenario, causes: Sequence[Cause], reach: Sequence[frozenset[str]], at: int
) -> list[tuple[Cells, dict[int, int], Array]]:
    """Usable units of the year by run of the model, for groups of cells that the same causes can move.

    Each entry: the cells; the causes that can move them with the bit of the run number that makes them;
    the units, shape (runs, country x system).
    """
    group = joined(world, [base, made(base, causes, (1 << len(causes)) - 1)])
    touch = np.zeros((len(causes), group.size), dtype=bool)
    for number, cause in enumerate(causes):
        for change in cause:
            if UNITS in parts(change, world):
                hit = np.zeros(group.size, dtype=bool)
                hit[group[cells_of(change, world)]] = True
                touch[number] |= hit[group]
    found = []
    many = touch.sum(axis=0) > FEW
    for family in (~many, many):
        if not family.any():
            continue
        bits = _bits(touch & family)
        runs = _runs(world, base, causes, bits, family, whole=not many.any(), at=at)
        patterns, which = np.unique(touch[:, family], axis=1, return_inverse=True)
        for number, pattern in enumerate(patterns.T):
            cells = np.zeros(group.size, dtype=bool)
            cells[np.flatnonzero(family)[which.ravel() == number]] = True
            touching = {int(cause): bits[int(cause)] for cause in np.flatnonzero(pattern)}
            found.append((cells, touching, runs))
    return found


def _runs(
    world: World, base: Scenario, causes: Sequence[Cause], bits: dict[int, int], cells: Cells, whole: bool, at: int
) -> Array:
    """Usable units of the year in every run, shape (runs, country x system)."""
    if not whole:
        world, base = limited(world, base, cells)
    last = max(bits.values(), default=-1)
    tried = []
    for run in range(1 << (last + 1)):
        chosen = sum(1 << cause for cause, bit in bits.items() if run >> bit & 1)
        tried.append(usable_units(world, made(base, causes, chosen))[:, at])
    return np.array(tried)


def _bits(touch: NDArray[np.bool_]) -> dict[int, int]:
    """A bit of the run number for each cause; two causes share one if they can move no units in common."""
    bits: dict[int, int] = {}
    clash = touch.astype(int) @ touch.T.astype(int) > 0
    for cause in np.flatnonzero(touch.any(axis=1)).tolist():
        taken = {bit for other, bit in bits.items() if clash[cause, other]}
        bits[cause] = next(bit for bit in range(len(touch)) if bit not in taken)
    return bits


def _run_numbers(masks: Index, touching: dict[int, int]) -> Index:
    run = np.zeros_like(masks)
    for cause, bit in touching.items():
        run |= (masks >> cause & 1) << bit
    return run


def _alike(masks: Index, causes: Sequence[int]) -> list[tuple[Index, int]]:
    """Rows of ``masks`` that agree in some causes, each with the causes that are made."""
    own = sum(1 << cause for cause in causes)
    kept = masks & own
    return [(np.flatnonzero(kept == chosen), int(chosen)) for chosen in np.unique(kept)]


def has_weight(world: World, scenario: Scenario) -> bool:
    """Whether any category that may carry weight carries some."""
    idle = {row.enabler for row in world.shortage} if scenario.options.shortage else set()
    return any(weight > 0 for name, weight in scenario.weights if name not in idle)
