"""What a change between two scenarios can move: which part of a run of the model, and whose units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from balance_model.analysis.changes import Change
from balance_model.domain import Deal, World
from balance_model.records.scenario import LISTS, Scenario

UNITS, WORTH, INDEX = "units", "worth", "index"
EVERYTHING = frozenset({UNITS, WORTH, INDEX})
_OF_DIALS = {
    "use": frozenset({UNITS}),
    "delivery": frozenset({UNITS}),
    "ramp": frozenset({UNITS}),
    "quality": frozenset({WORTH}),
    "half": frozenset({INDEX}),
    "aggregation": frozenset({INDEX}),
    "interop": frozenset[str](),
    "money": frozenset[str](),
}
_OF_GROUPS = {
    "filters": frozenset({UNITS, WORTH}),
    "deals": frozenset({UNITS}),
    "options": frozenset({INDEX}),
    "weights": frozenset({INDEX}),
} | {group: frozenset({UNITS}) for group in LISTS}
Cells = NDArray[np.bool_]
"""Marks of (country x system): which of them is meant."""


def parts(change: Change, world: World) -> frozenset[str]:
    """The parts of a run that a change can move: usable units, worth (with fixed strengths), index.

    A dial of a group that is not known here can move all of them.
    """
    if change.group == "dials":
        dial = change.key.partition("@")[0]
        return frozenset({UNITS}) if dial == "upgrade_gain" else _OF_DIALS.get(world.dial[dial].group, EVERYTHING)
    return _OF_GROUPS.get(change.group, EVERYTHING)


def cells_of(change: Change, world: World) -> Cells:
    """The units whose number or use a change can move directly, shape (country x system,)."""
    if change.group == "deals":
        return _marked(_deal_cells(world.deal[change.key]), world)
    if isinstance(change.value, BaseModel):
        return _marked(item_cells(change.value, world), world)
    if change.group == "dials":
        dial, _, code = change.key.partition("@")
        kind, _, category = dial.partition(".")
        own = np.array([kind != "ramp" or row.category == category for row in world.systems])
        return np.concatenate([own & (not code or code == each) for each in world.country_codes])
    return np.ones(len(world.country_codes) * len(world.systems), dtype=bool)


def item_cells(item: BaseModel, world: World) -> list[tuple[str, str]]:
    """Countries and systems that a purchase, retirement, transfer or modernisation names."""
    named = [value for _, value in item if isinstance(value, str)]
    codes, systems = [v for v in named if v in world.country], [v for v in named if v in world.system]
    return list(product(codes, systems))


def joined(world: World, scenarios: Sequence[Scenario]) -> NDArray[np.intp]:
    """Number of the group of each (country x system): units turn into others, or move, only within a group."""
    at = _places(world)
    links = [_deal_cells(deal) for deal in world.deals]
    links += [item_cells(item, world) for scenario in scenarios for item in listed(scenario)]
    pairs = [(at[group[0]], at[cell]) for group in links for cell in group[1:]]
    ends = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    graph = coo_array((np.ones(ends.shape[1]), (ends[0], ends[1])), shape=(len(at), len(at)))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)


def listed(scenario: Scenario) -> Iterator[BaseModel]:
    """Purchases, retirements and the like of a scenario."""
    for group in LISTS:
        yield from getattr(scenario, group)


def limited(world: World, scenario: Scenario, cells: Cells) -> tuple[World, Scenario]:
    """World and scenario with the rows of ``cells`` alone; whole groups of ``joined``, so that these stay the same."""
    kept = {cell for cell, at in _places(world).items() if cells[at]}
    deals = tuple(row for row in world.deals if (row.country, row.system_id) in kept)
    known = {row.deal_id for row in deals}
    smaller = world.model_copy(
        update={
            "deals": deals,
            "inventory": tuple(row for row in world.inventory if (row.country, row.system_id) in kept),
            "retirements": tuple(row for row in world.retirements if (row.country, row.system_id) in kept),
        }
    )
    update: dict[str, object] = {"deals": tuple(item for item in scenario.deals if item[0] in known)}
    for group in LISTS:
        if own := getattr(scenario, group):
            update[group] = tuple(item for item in own if kept.issuperset(item_cells(item, world)))
    return smaller, scenario.model_copy(update=update)


def _deal_cells(deal: Deal) -> list[tuple[str, str]]:
    systems = dict.fromkeys([deal.system_id, deal.replaces_system_id or deal.system_id])
    return [(deal.country, system) for system in systems]


def _marked(cells: Iterable[tuple[str, str]], world: World) -> Cells:
    at = _places(world)
    marks = np.zeros(len(at), dtype=bool)
    marks[[at[cell] for cell in cells]] = True
    return marks


def _places(world: World) -> dict[tuple[str, str], int]:
    ids = [row.system_id for row in world.systems]
    return {cell: at for at, cell in enumerate(product(world.country_codes, ids))}
