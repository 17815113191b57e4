"""What leaves: hand-overs, modernisations and retirements (METHOD M4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from balance_model.core.delivery import delivered_by_year, effective_by_year
from balance_model.core.inputs import Inputs
from balance_model.core.plan import Array, Line, Plan
from balance_model.core.stock import Stock, move, possible, ramp_of, supposed
from balance_model.domain import EVIDENCE_LEVELS, World
from balance_model.records.scenario import Scenario, dial_value


@dataclass(frozen=True, slots=True)
class _HandOver:
    """Units that a scenario moves in one year: from country and system, to country and system."""

    old: tuple[str, str]
    new: tuple[str, str]
    quantity: int
    year: int
    origin: str
    parts: tuple[str, str]


def hand_overs(scenario: Scenario) -> list[_HandOver]:
    """Transfers and modernisations of a scenario."""
    return [
        _HandOver(
            (item.giver, item.system_id), (item.receiver, item.system_id),
            item.quantity, item.year, f"transfer:{number}", ("given", "received"),
        )
        for number, item in enumerate(scenario.transfers, start=1)
    ] + [
        _HandOver(
            (item.country, item.system_id), (item.country, item.to_system_id),
            item.quantity, item.year, f"modernisation:{number}", ("converted", "to come"),
        )
        for number, item in enumerate(scenario.modernisations, start=1)
    ]  # fmt: skip


def departures(stock: Stock, plan: Plan, world: World, scenario: Scenario, level: int, inputs: Inputs) -> None:
    """Transfers, modernisations and retirements, year by year, so that what has left cannot leave again.

    Within a year units are handed over before others are withdrawn.
    """
    steps: list[tuple[float, Callable[[], None]]] = []
    for item in hand_overs(scenario):
        late = dial_value(world, scenario, "slip_years", item.new[0])
        share = inputs.ready[..., plan.countries[item.new[0]], 0]
        ramp = ramp_of(world, inputs, item.new[1])
        steps.append((item.year + late, partial(_hand_over, stock, plan, item, late, ramp, share)))
    for at, row in enumerate(world.retirements):
        if EVIDENCE_LEVELS.index(row.evidence) <= level:
            line = Line(
                row.country, row.system_id, "retirement", "withdrawn", "mixed", "", row.evidence, row.source_ids,
                float(row.low), float(row.best), float(row.high),
            )  # fmt: skip
            steps.append((row.year, partial(_withdraw, stock, plan, line, row.year, inputs.withdrawn[..., at])))
    for leaving in scenario.retirements:
        line = supposed(leaving.country, leaving.system_id, leaving.quantity, "retirement", "withdrawn")
        number = np.array(float(leaving.quantity))
        steps.append((leaving.year, partial(_withdraw, stock, plan, line, leaving.year, number)))
    for _, step in sorted(steps, key=lambda each: each[0]):
        step()


def _withdraw(stock: Stock, plan: Plan, line: Line, year: int, number: Array) -> None:
    wanted = np.where(stock.years >= year, number[..., None], 0.0)
    stock.leave(line, plan.key(line.country, line.system_id), wanted)


def _hand_over(stock: Stock, plan: Plan, item: _HandOver, late: float, ramp: Array, share: Array) -> None:
    """Units arrive as new ones do: with the ramp of their category and the readiness of active units."""
    keys = plan.key(*item.old), plan.key(*item.new)
    away = supposed(*item.old, item.quantity, item.origin, item.parts[0])
    line = supposed(*item.new, item.quantity, item.origin, item.parts[1])
    due = delivered_by_year(item.quantity, item.year, item.year, late, stock.years)
    usable = effective_by_year(item.quantity, item.year, item.year, late, ramp, stock.years) * share[..., None]
    move(stock, keys, away, line, possible(stock, keys[0], due), due, usable, share)
